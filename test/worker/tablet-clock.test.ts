import { beforeAll, expect, test } from 'vitest'
import { check } from '../../web/verify/check.ts'
import { type Harness, sharedWorld } from '../support/harness.ts'
import { outForDelivery } from '../support/world.ts'

let world: Harness
beforeAll(async () => {
  world = await sharedWorld()
})

const DAY_MS = 86_400_000

test.each([
  ['two days ahead', () => new Date(Date.now() + 2 * DAY_MS), 'ahead'],
  ['in 1970', () => new Date(0), 'behind'],
] as const)(
  'R13: a tablet whose clock is %s is told so, and the log keeps the server’s order',
  async (_title, clock, fault) => {
    const { id, courier } = await outForDelivery(world, 'chronopost')
    const at = clock().toISOString()
    const answer = await courier.must('POST', `/api/stops/${id}/arrive`, { at })
    expect(answer).toEqual({ outcome: 'done', clock: fault })
    const { events } = await world.dispatcher.must('GET', `/api/shipments/${id}/events`)
    const arrival = events.find(({ type }: { type: string }) => type === 'arrived')
    expect(arrival).toMatchObject({ at: arrival.receivedAt, data: { deviceAt: at, clock: fault } })
    const times = events.map((event: { at: string }) => event.at)
    expect(times).toEqual([...times].sort())
    // Who checks the pack comes to the same times.
    const pack = await world.dispatcher.must('GET', `/api/shipments/${id}/evidence`)
    const { keys } = await world.dispatcher.must('GET', '/.well-known/jwks.json')
    expect((await check(JSON.stringify(pack), keys)).faults).toEqual([])
  },
)

test('R13: the round says the server’s time, by which a tablet knows whether its clock is right', async () => {
  const { courier } = await outForDelivery(world, 'chronopost')
  const before = Date.now()
  const { now } = await courier.must('GET', '/api/round')
  expect(Date.parse(now)).toBeGreaterThanOrEqual(before - 1_000)
  expect(Date.parse(now)).toBeLessThanOrEqual(Date.now() + 1_000)
})
