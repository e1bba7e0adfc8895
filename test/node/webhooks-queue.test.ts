import { describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE, Rehearsal, SECOND, T0 } from '../support/webhook-queue.ts'

const of = (shipment: string, taken: string[]) => taken.filter((one) => one.startsWith(shipment))

describe('one endpoint’s queue', () => {
  test('R34: a failed event is tried after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h and 24 h', async () => {
    const { rehearsal } = await failing(() => true, 4 * DAY)
    const waits = rehearsal.tries.map(({ at }, index) => at - (rehearsal.tries[index - 1]?.at ?? 0))
    const schedule = [0, 5 * SECOND, 5 * MINUTE, 30 * MINUTE, ...[2, 5, 10, 14, 20, 24].map((h) => h * HOUR)]
    expect(waits).toEqual(schedule)
    expect(rehearsal.disabled).toBeNull()
  })

  test('R34: an endpoint that fails for an hour gets everything afterwards, each shipment in its order', async () => {
    const rehearsal = new Rehearsal()
    rehearsal.answer = ({ at }) => (at < HOUR ? 503 : 204)
    // Three shipments produce events while the endpoint is down.
    for (let minute = 0; minute < 60; minute += 4) {
      await rehearsal.until(T0 + minute * MINUTE)
      for (const shipment of ['a', 'b', 'c']) rehearsal.happen(shipment, minute / 4 + 1)
    }
    expect(rehearsal.taken).toEqual([])
    await rehearsal.until(T0 + DAY)
    const all = Array.from({ length: 15 }, (_, index) => index + 1)
    for (const shipment of ['a', 'b', 'c'])
      expect(of(shipment, rehearsal.taken)).toEqual(all.map((seq) => `${shipment}${seq}`))
    expect(rehearsal.taken).toHaveLength(45)
    // The first event of each shipment waits for its next scheduled try. The later ones follow it at once.
    expect(rehearsal.tries.at(-1)?.at).toBeLessThan(3 * HOUR)
    expect(rehearsal.queue.nextDue()).toBeNull()
    expect(rehearsal.queue.failingSince()).toBeNull()
  })

  test('R34: an event that fails holds back later ones of its shipment, and no other shipment', async () => {
    const rehearsal = new Rehearsal()
    rehearsal.answer = ({ at, shipment, seq }) =>
      shipment === 'a' && seq === 1 && at < 5 * MINUTE ? 500 : 200
    rehearsal.happen('a', 1, 2, 3)
    rehearsal.happen('b', 1, 2, 3)
    await rehearsal.until(T0 + SECOND)
    expect(rehearsal.taken).toEqual(['b1', 'b2', 'b3'])
    expect(rehearsal.tries.filter(({ shipment }) => shipment === 'a')).toHaveLength(1)
    await rehearsal.until(T0 + HOUR)
    expect(of('a', rehearsal.taken)).toEqual(['a1', 'a2', 'a3'])
  })

  test('R34: shipments are under way side by side, five at most, and never two events of one', async () => {
    const rehearsal = new Rehearsal()
    const underWay: string[] = []
    let most = 0
    const answered: (() => void)[] = []
    rehearsal.answer = async ({ shipment }) => {
      expect(underWay).not.toContain(shipment)
      underWay.push(shipment)
      most = Math.max(most, underWay.length)
      await new Promise<void>((resolve) => answered.push(resolve))
      underWay.splice(underWay.indexOf(shipment), 1)
      return 200
    }
    for (const shipment of 'abcdefgh') rehearsal.happen(shipment, 1, 2)
    const done = rehearsal.ring()
    for (let count = 0; count < 16; ) {
      await Promise.resolve()
      const next = answered.shift()
      if (next) count++
      next?.()
    }
    await done
    expect(most).toBe(5)
    expect(rehearsal.taken).toHaveLength(16)
  })

  test('R34: what is offered twice is sent once', async () => {
    const rehearsal = new Rehearsal()
    rehearsal.happen('a', 1, 2)
    rehearsal.happen('a', 1, 2, 3)
    await rehearsal.until(T0)
    rehearsal.happen('a', 1, 2, 3)
    await rehearsal.until(T0)
    expect(rehearsal.taken).toEqual(['a1', 'a2', 'a3'])
  })

  test('R34: 410 ends an endpoint at once; what waits goes on when it is enabled again', async () => {
    const rehearsal = new Rehearsal()
    rehearsal.answer = () => 410
    rehearsal.happen('a', 1, 2)
    await rehearsal.until(T0 + DAY)
    expect(rehearsal).toMatchObject({ disabled: 'gone', tries: [{ at: 0 }] })
    rehearsal.disabled = null
    rehearsal.answer = () => 200
    rehearsal.queue.restart(rehearsal.now)
    await rehearsal.until(T0 + DAY)
    expect(rehearsal.taken).toEqual(['a1', 'a2'])
  })

  test('R34: five days without a success end an endpoint, and not an hour less', async () => {
    const { rehearsal } = await failing(() => true, 30 * DAY)
    expect(rehearsal.disabled).toBe('failing')
    const [last, before] = [rehearsal.tries.at(-1)?.at ?? 0, rehearsal.tries.at(-2)?.at ?? 0]
    expect(last).toBeGreaterThanOrEqual(5 * DAY)
    expect(before).toBeLessThan(5 * DAY)
    // Failures from before an endpoint was enabled again do not count against it.
    rehearsal.disabled = null
    rehearsal.webhook = { ...rehearsal.webhook, enabledAt: rehearsal.now }
    await rehearsal.until(rehearsal.now + DAY)
    expect(rehearsal.disabled).toBeNull()
  })

  test('R34: one event that an endpoint never takes is given up after five days; its shipment goes on', async () => {
    const { rehearsal } = await failing(({ seq }) => seq === 1, 3 * HOUR)
    for (let day = 0; day < 7; day++) {
      rehearsal.happen(`other${day}-`, 1 + 1)
      await rehearsal.until(rehearsal.now + DAY)
    }
    expect(rehearsal.disabled).toBeNull()
    expect(of('a', rehearsal.taken)).toEqual(['a2'])
    expect(rehearsal.log.page(null, 50).find(({ seq }) => seq === 1)?.state).toBe('failed')
  })

  test('R34: a replay comes behind what waits of its shipment, under the same number', async () => {
    const rehearsal = new Rehearsal()
    rehearsal.happen('a', 1, 2)
    await rehearsal.until(T0)
    rehearsal.answer = ({ seq, at }) => (seq === 3 && at < MINUTE ? 500 : 200)
    rehearsal.happen('a', 3)
    await rehearsal.until(T0)
    rehearsal.queue.again('a', { seq: 1, at: T0, type: 'arrived' }, rehearsal.now)
    await rehearsal.until(T0 + HOUR)
    expect(rehearsal.taken).toEqual(['a1', 'a2', 'a3', 'a1'])
  })

  test('R34: a range is found by when it happened; replays are not replayed', () => {
    const rehearsal = new Rehearsal()
    rehearsal.happen('a', 1)
    rehearsal.now += HOUR
    rehearsal.happen('b', 1)
    rehearsal.queue.again('a', { seq: 1, at: T0, type: 'arrived' }, rehearsal.now)
    rehearsal.now += HOUR
    rehearsal.happen('a', 2)
    const between = (from: number, to: number) =>
      rehearsal.log.between(T0 + from, T0 + to, 10).map(({ shipment_id, seq }) => `${shipment_id}${seq}`)
    expect(between(0, 3 * HOUR)).toEqual(['a1', 'b1', 'a2'])
    expect(between(0, HOUR)).toEqual(['a1'])
    expect(between(HOUR, 2 * HOUR)).toEqual(['b1'])
  })

  test('R34: the log is kept for thirty days, and what still waits is not forgotten', async () => {
    const rehearsal = new Rehearsal()
    rehearsal.answer = ({ shipment }) => (shipment === 'w' ? 500 : 200)
    rehearsal.happen('a', 1)
    rehearsal.happen('w', 1)
    await rehearsal.until(T0)
    rehearsal.log.prune(T0 + 31 * DAY)
    expect(rehearsal.log.page(null, 50).map(({ shipment_id }) => shipment_id)).toEqual(['w'])
    // An old shipment that offers all its events again restores none of the pruned rows.
    rehearsal.now = T0 + 31 * DAY
    rehearsal.queue.take('a', [{ seq: 1, at: T0, type: 'arrived' }], () => true, rehearsal.now)
    expect(rehearsal.log.page(null, 50)).toHaveLength(1)
  })
})

/**
 * Returns the rehearsal of one shipment with two events at an endpoint that refuses some of them for a while.
 */
async function failing(refuses: (one: { seq: number }) => boolean, until: number) {
  const rehearsal = new Rehearsal()
  rehearsal.answer = (one) => (refuses(one) ? 500 : 200)
  rehearsal.happen('a', 1, 2)
  await rehearsal.until(T0 + until)
  return { rehearsal }
}
