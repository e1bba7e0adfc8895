import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Client } from '../../scripts/client.ts'
import type { AlertLine } from '../../worker/api/shipments/answers.ts'
import type { CourierStop } from '../../worker/api/stops/answers.ts'
import { eventsOf, expectUnbroken, ofType, pinOf, roundAtDoors, tryPin } from '../support/door.ts'
import { type Harness, sharedWorld } from '../support/harness.ts'
import { actLate } from '../support/late.ts'
import { decide, requestOn, stranger } from '../support/requests.ts'
import { ledgerOf, rowOf } from '../support/violations.ts'
import { type Delivery, newCourier, openLink, outForDelivery, secretOf } from '../support/world.ts'

let world: Harness
beforeAll(async () => {
  world = await sharedWorld()
})

const DRAWN = { strokes: [[[1, 2, 3]]], width: 300, height: 150 }
const SEEN = { documentType: 'passport', nameMatches: true, signature: DRAWN }

let seq = 0
/** What a tablet says of an act that it did half a minute ago, without a network. */
const late = (more = '') =>
  `device=tablet1, seq=${++seq}, at=${new Date(Date.now() - 30_000).toISOString()}, base=4, late${more}`

/** Sends what a tablet did before. */
const act = (courier: Client, { id }: { id: string }, call: string, body: object = {}, header = late()) =>
  actLate({ courier, id }, call, body, header)

async function qrOf(delivery: Pick<Delivery, 'phone'>): Promise<string> {
  const { phone, path } = await openLink(world, (await secretOf(world, delivery.phone)).link)
  return (await phone.must('GET', path)).secret.qr
}
const stopOf = (delivery: Delivery): Promise<CourierStop> =>
  delivery.courier.must('GET', `/api/stops/${delivery.id}`)
const placesOf = async (delivery: Delivery) =>
  (await world.dispatcher.must('GET', `/api/shipments/${delivery.id}`)).parcels.map(
    ({ place }: { place: string }) => place,
  )
const conflictOn = (id: string): Promise<AlertLine> =>
  world.until(async () => {
    const { items } = await world.dispatcher.must('GET', '/api/alerts')
    return (items as AlertLine[]).find((one) => one.kind === 'conflict' && one.shipmentId === id)
  })

test('R35: the round holds what a tablet needs to recognise the QR code and receipts, and no secret', async () => {
  const delivery = await outForDelivery(world, 'chronopost', { arrived: true })
  const [, , , bits = ''] = (await qrOf(delivery)).split(':')
  const { stops } = await delivery.courier.must('GET', '/api/round')
  const hash = createHash('sha256').update(bits).digest('base64url')
  expect(stops[0].commitments).toEqual({ code: hash, receipts: [] })
  expect(JSON.stringify(stops)).not.toContain(bits)
  const other = await outForDelivery(world, 'kse', { arrived: true, parcels: 2 })
  expect((await stopOf(other)).commitments).toEqual({
    code: null,
    receipts: [expect.stringMatching(/^[\w-]{43}$/), expect.stringMatching(/^[\w-]{43}$/)],
  })
})

test('R36: a QR code that was scanned without a network hands over, and the log says when it was', async () => {
  const delivery = await outForDelivery(world, 'chronopost', { arrived: true })
  const code = await qrOf(delivery)
  const header = late()
  expect(await act(delivery.courier, delivery, 'qr', { code }, header)).toMatchObject({
    status: 200,
    body: { outcome: 'handed-over', code: 'D7' },
  })
  const events = await eventsOf(world, delivery.id)
  expectUnbroken(events)
  const [handed] = ofType(events, 'handed-over')
  expect(handed?.data.act).toMatchObject({ device: 'tablet1', base: 4, late: true })
  expect(Date.parse(handed?.receivedAt ?? '') - Date.parse(handed?.at ?? '')).toBeGreaterThanOrEqual(0)
  expect(JSON.stringify(events)).not.toContain(code.split(':')[3])
})

test('R36: an act that waited on a tablet is never another courier’s, whoever has signed in there since', async () => {
  const delivery = await outForDelivery(world, 'chronopost', { arrived: true })
  const { id: other } = await newCourier(world)
  const by = (person: string) => late(`, person=${person}`)
  expect(await act(delivery.courier, delivery, 'fail', { reason: 'absent' }, by(other))).toMatchObject({
    status: 401,
    body: { code: 'unauthorised' },
  })
  const events = await eventsOf(world, delivery.id)
  expect(ofType(events, 'visit-failed')).toEqual([])
  expect(ofType(events, 'late-act-refused')).toEqual([])
  // Not even a code that is typed on a page of the one before is theirs.
  const typed = `person=${other}`
  expect((await act(delivery.courier, delivery, 'pin', { pin: '00000' }, typed)).status).toBe(401)
  expect(ofType(await eventsOf(world, delivery.id), 'code-refused')).toEqual([])
  const own = by(delivery.courierId)
  expect((await act(delivery.courier, delivery, 'fail', { reason: 'absent' }, own)).status).toBe(200)
})

test('R36, R18: ten identity checks that come at night are three releases and seven violations', async () => {
  const { courier, stops } = await roundAtDoors(world, 'kse', 10)
  const outcomes: string[] = []
  for (const stop of stops) {
    await act(courier, stop, 'no-code')
    outcomes.push((await act(courier, stop, 'identity', SEEN)).body.outcome)
  }
  expect(outcomes).toEqual([...Array(3).fill('handed-over'), ...Array(7).fill('unexplained')])
  const [third, fourth] = stops.slice(2)
  expect(await placesOf(third as Delivery)).toEqual(['recipient'])
  expect(await placesOf(fourth as Delivery)).toEqual(['unexplained'])
  for (const { id } of stops.slice(3)) expect(await rowOf(world, id)).toMatchObject({ kind: 'unexplained' })
  for (const { id } of stops.slice(0, 3)) expect(await ledgerOf(world, id)).toEqual([])
  const refused = ofType(await eventsOf(world, (fourth as Delivery).id), 'late-act-refused')
  // Once three are blocked, “no code” means NL (R18), so nothing was left to check.
  expect(refused).toMatchObject([{ data: { what: 'identity', because: 'stop-closed' } }])
})

test('R36: what contradicts the log is a task with both accounts, and it overwrites nothing', async () => {
  const delivery = await outForDelivery(world, 'chronopost', { arrived: true })
  await tryPin(delivery, await pinOf(world, delivery))
  expect(await act(delivery.courier, delivery, 'fail', { reason: 'absent' })).toMatchObject({
    status: 200,
    body: { outcome: 'conflict' },
  })
  expect(await placesOf(delivery)).toEqual(['recipient'])
  const events = await eventsOf(world, delivery.id)
  const [handed] = ofType(events, 'handed-over')
  const [refused] = ofType(events, 'late-act-refused')
  const view = () => world.dispatcher.must('GET', `/api/shipments/${delivery.id}`)
  expect((await view()).conflicts).toMatchObject([
    { event: refused?.seq, against: handed?.seq, what: 'fail', because: 'stop-closed' },
  ])
  expect(await conflictOn(delivery.id)).toMatchObject({
    late: { what: 'fail', by: { id: delivery.courierId, name: 'Lucas Moreau' } },
    releasedAt: null,
  })
  const settle = (event: number) =>
    world.dispatcher.post(`/api/shipments/${delivery.id}/conflict/settle`, { event, comment: 'Asked both' })
  expect((await settle(refused?.seq ?? 0)).status).toBe(200)
  expect((await settle(refused?.seq ?? 0)).body).toMatchObject({ code: 'no-conflict' })
  expect((await view()).conflicts).toEqual([])
  await world.until(async () => (await conflictOn(delivery.id)).releasedAt)
})

test('R36: right bits that came after NL are accepted by an independent dispatcher alone', async () => {
  const delivery = await outForDelivery(world, 'chronopost', { arrived: true })
  const code = await qrOf(delivery)
  await delivery.courier.must('POST', `/api/stops/${delivery.id}/no-code`, {})
  expect((await act(delivery.courier, delivery, 'qr', { code })).body).toEqual({ outcome: 'unexplained' })
  expect(await placesOf(delivery)).toEqual(['unexplained'])
  const boris = await stranger(world)
  const request = await requestOn(world, { kind: 'late-proof', shipmentId: delivery.id }, boris)
  expect(request.shown).toEqual({ labels: delivery.labels, reasons: ['codes-closed'] })
  expect((await decide(boris, request)).status).toBe(200)
  expect(await placesOf(delivery)).toEqual(['recipient'])
  const events = await eventsOf(world, delivery.id)
  expectUnbroken(events)
  expect(ofType(events, 'handed-over')).toMatchObject([{ code: 'D7', data: { proof: 'qr' } }])
})

test('R36: the answer to a late code does not tell whether it was the right one', async () => {
  const answers: string[] = []
  for (const genuine of [true, false]) {
    const delivery = await outForDelivery(world, 'chronopost', { arrived: true })
    const code = await qrOf(delivery)
    await delivery.courier.must('POST', `/api/stops/${delivery.id}/no-code`, {})
    const sent = genuine ? code : `${code.slice(0, -4)}AAAA`
    const answer = await act(delivery.courier, delivery, 'qr', { code: sent })
    answers.push(`${answer.status} ${answer.text}`)
  }
  expect(answers[0]).toBe(answers[1])
})

test('R36: a repetition under the same key is one act, however often its answer is lost', async () => {
  const delivery = await outForDelivery(world, 'chronopost', { arrived: true })
  const path = `/api/stops/${delivery.id}/fail`
  const once = () =>
    delivery.courier.send(
      'POST',
      path,
      { reason: 'absent' },
      {
        key: `queued-act-of-${delivery.id}`,
        headers: { 'sesame-act': `device=tablet1, seq=99, at=${new Date().toISOString()}, late` },
      },
    )
  const answers = [await once(), await once(), await once()]
  expect(answers.map(({ body }) => body)).toEqual(Array(3).fill({ outcome: 'done' }))
  expect(ofType(await eventsOf(world, delivery.id), 'visit-failed')).toHaveLength(1)
})

test('R37: taken back without a network, by the tablet’s own clock where its acts follow each other', async () => {
  const delivery = await outForDelivery(world, 'kse', { arrived: true, policy: { reopenMinutes: 1 } })
  const at = (ms: number) => new Date(Date.now() + ms).toISOString()
  const said = (n: number, ms: number) => `device=tablet2, seq=${n}, at=${at(ms)}, late`
  await act(delivery.courier, delivery, 'fail', { reason: 'absent' }, said(5, -500))
  const reopened = await act(delivery.courier, delivery, 'reopen', {}, said(6, -100))
  expect(reopened.body).toEqual({ outcome: 'open', left: 5 })
})

test('R36: what a device says is evidence: nonsense in it refuses nothing and is not kept', async () => {
  const delivery = await outForDelivery(world, 'kse')
  const at = new Date().toISOString()
  for (const header of [
    '',
    'late',
    'seq=x',
    `seq=${'9'.repeat(40)}`,
    'seq=1, at=never',
    '\u00ff=1',
    `,${'a'.repeat(3000)}`,
  ])
    expect((await act(delivery.courier, delivery, 'arrive', { at }, header)).status).toBe(200)
  const [arrived] = ofType(await eventsOf(world, delivery.id), 'arrived')
  expect(arrived?.data.act).toBeUndefined()
})

test('R36, R30: unpaid, a late release is compared with nothing and is a violation', async () => {
  const amounts = { delivery: 500, currency: 'RUB' }
  const delivery = await outForDelivery(world, 'kse', {
    policy: { payment: 'delivery', door: ['pin', 'qr'] },
    amounts,
    arrived: true,
  })
  const code = `SESAME:1:${delivery.id}:${'A'.repeat(22)}`
  expect((await act(delivery.courier, delivery, 'qr', { code })).body).toEqual({ outcome: 'unexplained' })
  const [refused] = ofType(await eventsOf(world, delivery.id), 'late-act-refused')
  expect(refused?.data).toMatchObject({ because: 'unpaid' })
  expect(refused?.data.proved).toBeUndefined()
})

test('R36: how many identity checks a day has had is told with the round', async () => {
  const { courier, stops } = await roundAtDoors(world, 'kse', 2)
  const checks = async () => (await courier.must('GET', '/api/round')).identityChecks
  expect(await checks()).toBe(0)
  await courier.must('POST', `/api/stops/${stops[0]?.id}/no-code`, {})
  await courier.must('POST', `/api/stops/${stops[0]?.id}/identity`, SEEN)
  expect(await checks()).toBe(1)
})

/** Ends the round of a delivery on a tablet, or by a dispatcher. Returns what the alerts then say is missing. */
async function gapsAfter(delivery: Delivery, by: { header?: string }): Promise<object[]> {
  const { roundId } = await delivery.courier.must('GET', '/api/round')
  const { header } = by
  const closed = header
    ? await delivery.courier.send(
        'POST',
        '/api/round/close',
        { scanned: [], roundId },
        { headers: { 'sesame-act': header } },
      )
    : await world.dispatcher.post(`/api/rounds/${roundId}/close`, { scanned: [] })
  expect(closed.status).toBe(200)
  const { items } = await world.dispatcher.must('GET', '/api/alerts')
  return (items as AlertLine[]).flatMap(({ kind, gap }) =>
    kind === 'device-gap' && gap?.by.id === delivery.courierId
      ? [{ ...gap, roundId: gap.roundId === roundId }]
      : [],
  )
}
const on = (device: string, seq: number) => `device=${device}, seq=${seq}, at=${new Date().toISOString()}`

describe('R36: the numbers of a device’s acts are looked through at the end of a round', () => {
  test('R36: what came to nothing is not missing: refusals, questions, and what was so already', async () => {
    const delivery = await outForDelivery(world, 'chronopost', { arrived: true })
    const { courier } = delivery
    const say = (call: string, body: object, seq: number) =>
      act(courier, delivery, call, body, on('whole', seq))
    expect((await say('identity', SEEN, 1)).status).toBe(409)
    expect((await say('reopen', {}, 2)).body).toMatchObject({ outcome: 'open' })
    expect((await say('arrive', { at: new Date().toISOString() }, 3)).status).toBe(200)
    expect((await say('receipt', { code: 'SESAME:1R:x:1:y' }, 4)).status).toBeLessThan(500)
    expect((await say('fail', { reason: 'nonsense' }, 5)).status).toBe(400)
    expect((await say('fail', { reason: 'absent' }, 6)).status).toBe(200)
    expect(await gapsAfter(delivery, { header: on('whole', 7) })).toEqual([])
    // The next end of a round begins where this one ended.
    expect(await gapsAfter(delivery, { header: on('whole', 8) })).toEqual([])
  })

  test('R36: numbers that nobody has heard of raise one alert, whoever ends the round', async () => {
    const delivery = await outForDelivery(world, 'chronopost', { arrived: true })
    await act(delivery.courier, delivery, 'fail', { reason: 'absent' }, on('holed', 3))
    const by = { id: delivery.courierId, name: 'Lucas Moreau' }
    const first = { device: 'holed', missing: [{ from: 1, to: 2 }], roundId: true, by }
    expect(await gapsAfter(delivery, {})).toEqual([first])
    expect(await gapsAfter(delivery, {})).toEqual([first])
    const last = { ...first, missing: [{ from: 4, to: 5 }] }
    expect(await gapsAfter(delivery, { header: on('holed', 6) })).toEqual([last, first])
  })
})
