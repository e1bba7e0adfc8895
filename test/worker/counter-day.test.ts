import { afterAll, beforeAll, expect, test } from 'vitest'
import { clerkAt, dropOffAt, newPoint, readySecret } from '../support/counter.ts'
import { evaluated, eventsOf, wrongPins } from '../support/door.ts'
import { startWorld } from '../support/harness.ts'
import { stranger } from '../support/requests.ts'
import type { World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world?.close())

const seen = { documentType: 'passport', nameMatches: true, typedName: 'Camille Renaud' }
const BLOCKED = { status: 409, body: { code: 'blocked' } }

/** Makes parcels that wait at one counter, each with its code. */
async function waiting(count: number) {
  const pointId = await newPoint(world, { lat: 48.39, lon: -4.48 })
  const clerk = await clerkAt(world, pointId)
  const holds = []
  for (let n = 0; n < count; n++) {
    const hold = await dropOffAt(world, 'kse', { clerk, pointId })
    const { pin, qr } = await readySecret(world, hold.phone)
    const tryPin = (given: string) =>
      clerk.post(`/api/holds/${hold.id}/pin`, { pin: given, labels: hold.labels })
    holds.push({ ...hold, pin, qr, tryPin })
  }
  return { clerk, holds }
}

const compared = async (ids: { id: string }[]) =>
  (await Promise.all(ids.map(async ({ id }) => evaluated(await eventsOf(world, id))))).reduce(
    (a, b) => a + b,
    0,
  )

test('R18: two shipments closed by a clerk’s wrong codes block the clerk’s PIN entry; QR and documents go on', async () => {
  const { clerk, holds } = await waiting(5)
  const [first, second, third, fourth, fifth] = holds as [
    (typeof holds)[0],
    (typeof holds)[0],
    (typeof holds)[0],
    (typeof holds)[0],
    (typeof holds)[0],
  ]
  for (const hold of [first, second]) for (const wrong of wrongPins(hold.pin, 5)) await hold.tryPin(wrong)
  const right = await third.tryPin(third.pin)
  expect(right).toMatchObject(BLOCKED)
  expect((await third.tryPin(wrongPins(third.pin, 1)[0] ?? '')).text).toBe(right.text)
  expect(await compared([third])).toBe(0)
  // A closed shipment keeps answering as closed.
  expect((await first.tryPin(first.pin)).body).toEqual({ outcome: 'closed' })
  const byQr = await clerk.post(`/api/holds/${fourth.id}/qr`, { code: fourth.qr, labels: fourth.labels })
  expect(byQr.body).toEqual({ outcome: 'handed-over', code: 'QR' })
  const identity = { ...seen, labels: fifth.labels }
  expect((await clerk.post(`/api/holds/${fifth.id}/identity`, identity)).body.outcome).toBe('handed-over')

  const { items } = await world.dispatcher.must('GET', '/api/alerts')
  const alert = items.find(({ kind }: { kind: string }) => kind === 'pin-blocked')
  expect(alert).toMatchObject({ personName: 'Inès Petit', releasedAt: null })
  await (await stranger(world)).must('POST', `/api/people/${alert.personId}/release`)
  expect((await third.tryPin(third.pin)).body).toEqual({ outcome: 'handed-over', code: 'PIN' })
})

test('R18: calls at once pass no limit: a clerk’s twelve wrong codes are twelve, whatever is sent together', async () => {
  const { holds } = await waiting(6)
  const calls = holds.flatMap((hold) => wrongPins(hold.pin, 4).map((wrong) => () => hold.tryPin(wrong)))
  const answers = await Promise.all(calls.map((call) => call()))
  const kinds = new Set(answers.map(({ status, body }) => `${status} ${body.outcome ?? body.code}`))
  expect(kinds).toEqual(new Set(['200 wrong', '409 blocked']))
  expect(await compared(holds)).toBeLessThanOrEqual(12)
})

test('R18: a clerk’s identity checks do not count: documents are what a counter is for', async () => {
  const { clerk, holds } = await waiting(5)
  for (const { id, labels } of holds) {
    const answer = await clerk.post(`/api/holds/${id}/identity`, { ...seen, labels })
    expect(answer.body).toEqual({ outcome: 'handed-over', code: 'ID' })
  }
  const { items } = await world.dispatcher.must('GET', '/api/people?role=counter')
  const views = await Promise.all(
    items.map(({ id }: { id: string }) => world.dispatcher.must('GET', `/api/people/${id}`)),
  )
  expect(views.map(({ blocked }) => blocked?.identity)).toEqual(views.map(() => false))
})
