import { beforeAll, expect, test } from 'vitest'
import { type Harness, sharedWorld } from '../support/harness.ts'
import { outForDelivery } from '../support/world.ts'

let world: Harness
beforeAll(async () => {
  world = await sharedWorld()
})

const HOUR_MS = 3_600_000
const clock = (at: number) => new Date(at).toISOString().slice(11, 16)
/** Hours that are quiet now and for an hour to come, by the clock of UTC. */
const NOW = { from: clock(Date.now() - HOUR_MS), to: clock(Date.now() + HOUR_MS) }

test('R5, R8: at night the code comes by e-mail alone, and by SMS when somebody asks for it', async () => {
  const email = `night-${crypto.randomUUID().slice(0, 8)}@recipient.example`
  const policy = { quietHours: NOW, zone: 'UTC' }
  const { id, phone } = await outForDelivery(world, 'kse', { recipient: { email }, policy })
  await world.until(async () => (await world.messages(email)).length > 0)
  expect(await world.messages(phone)).toEqual([])
  const view = await world.dispatcher.must('GET', `/api/shipments/${id}`)
  expect(view.state).toBe('out-for-delivery')
  await world.dispatcher.must('POST', `/api/shipments/${id}/resend`, {})
  await world.until(async () => (await world.messages(phone)).length > 0)
  expect(await world.messages(phone)).toHaveLength(1)
})

test('R3: quiet hours are two times of a day; anything else is refused by name and changes nothing', async () => {
  const path = `/api/contracts/quiet-${crypto.randomUUID().slice(0, 8)}`
  const put = (quietHours: unknown) =>
    world.dispatcher.put(path, { name: 'Librairie', profile: 'kse', policy: { quietHours } })
  for (const [given, field] of [
    [{ from: '25:00', to: '08:00' }, 'policy.quietHours.from'],
    [{ from: '21:00', to: '8' }, 'policy.quietHours.to'],
    [{ from: '21:00' }, 'policy.quietHours.to'],
    [{ from: '08:00', to: '08:00' }, 'policy.quietHours'],
  ] as const) {
    const { status, body } = await put(given)
    expect([status, body.errors?.[0]?.field], JSON.stringify(given)).toEqual([expect.any(Number), field])
    expect([400, 422]).toContain(status)
  }
  expect((await world.dispatcher.get(path)).status).toBe(404)
  const saved = await put({ from: '21:00', to: '08:00' })
  expect([saved.status, saved.body.policy.quietHours]).toEqual([201, { from: '21:00', to: '08:00' }])
})
