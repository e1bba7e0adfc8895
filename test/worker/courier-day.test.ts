import { beforeAll, expect, test } from 'vitest'
import { type Client, signIn } from '../../scripts/client.ts'
import { evaluated, eventsOf, ofType, pinOf, roundAtDoors, tryPin, wrongPins } from '../support/door.ts'
import { sharedWorld } from '../support/harness.ts'
import { stranger } from '../support/requests.ts'
import { type Delivery, openLink, secretOf, type World } from '../support/world.ts'

let world: World
let second: Client
beforeAll(async () => {
  world = await sharedWorld()
  second = await stranger(world)
})

const BLOCKED = { status: 409, body: { code: 'blocked' } }
const drawn = { strokes: [[[1, 2, 3]]], width: 300, height: 150 }
const seen = { documentType: 'passport', nameMatches: true, signature: drawn }

async function wrongTries(delivery: Delivery, count: number) {
  const answers = []
  for (const wrong of wrongPins(await pinOf(world, delivery), count))
    answers.push(await tryPin(delivery, wrong))
  return answers
}

const openAlerts = async (personId: string) => {
  const { items } = await world.dispatcher.must('GET', '/api/alerts')
  return items.filter((alert: Record<string, unknown>) => alert.personId === personId && !alert.releasedAt)
}

/** Releases the courier's block. `second` did not make the courier's account. */
const release = (courierId: string) => second.post(`/api/people/${courierId}/release`, {})

/** Returns the QR that the recipient's page shows. */
async function qrOf(delivery: Delivery): Promise<string> {
  const { phone, path } = await openLink(world, (await secretOf(world, delivery.phone)).link)
  return (await phone.must('GET', path)).secret.qr
}

test('R18: two shipments closed by wrong codes block the PIN on the very next call, QR goes on', async () => {
  const { courier, courierId, stops } = await roundAtDoors(world, 'chronopost', 4)
  const [first, second, third, fourth] = stops as [Delivery, Delivery, Delivery, Delivery]
  await wrongTries(first, 5)
  expect((await wrongTries(third, 1))[0]?.body).toEqual({ outcome: 'wrong', left: 4 })
  await wrongTries(second, 5)

  const pin = await pinOf(world, third)
  expect(await tryPin(third, pin)).toMatchObject(BLOCKED)
  const wrong = await tryPin(third, wrongPins(pin, 1)[0]!)
  expect(wrong.text).toBe((await tryPin(third, pin)).text)
  expect(evaluated(await eventsOf(world, third.id))).toBe(1)
  expect((await courier.must('GET', '/api/round')).blocked).toEqual({ pin: true, identity: false })
  const alerts = await openAlerts(courierId)
  expect(alerts.map(({ kind }: { kind: string }) => kind)).toEqual(['pin-blocked'])

  const byQr = await courier.post(`/api/stops/${fourth.id}/qr`, { code: await qrOf(fourth) })
  expect(byQr.body).toEqual({ outcome: 'handed-over', code: 'D7' })
  // A closed shipment keeps answering as closed, and signing in again does not lift the block.
  expect((await tryPin(first, pin)).body).toEqual({ outcome: 'closed' })
  const anew = await signIn(world.url, world.signingKey, 'courier', { subject: courierId })
  expect(await anew.post(`/api/stops/${third.id}/pin`, { pin })).toMatchObject(BLOCKED)

  expect((await release(courierId)).status).toBe(200)
  expect(await openAlerts(courierId)).toEqual([])
  const released = await anew.post(`/api/stops/${third.id}/pin`, { pin })
  expect(released.body).toEqual({ outcome: 'handed-over', code: 'D7' })
})

test('R18: twelve wrong codes block; those on a shipment then released by code do not count', async () => {
  const { courierId, stops } = await roundAtDoors(world, 'kse', 6)
  const [released, ...others] = stops as [Delivery, ...Delivery[]]
  await wrongTries(released, 4)
  expect((await tryPin(released, await pinOf(world, released))).body.outcome).toBe('handed-over')
  for (const stop of others.slice(0, 3)) await wrongTries(stop, 3)
  const [tenth, eleventh] = await wrongTries(others[3]!, 2)
  expect([tenth?.status, eleventh?.status]).toEqual([200, 200])
  expect(await openAlerts(courierId)).toEqual([])
  expect((await wrongTries(others[4]!, 1))[0]?.body).toEqual({ outcome: 'wrong', left: 4 })

  expect(await tryPin(others[4]!, await pinOf(world, others[4]!))).toMatchObject(BLOCKED)
  expect(await openAlerts(courierId)).toHaveLength(1)
  // The recipient's phone is not blocked.
  const { phone, path } = await openLink(world, (await secretOf(world, others[4]!.phone)).link)
  await phone.must('POST', `${path}/scan`, { label: others[4]!.labels[0], by: 'camera' })
  await phone.must('POST', `${path}/confirm`, { noClaims: true })
  const done = await phone.must('POST', `${path}/finish`, { signature: { typedName: 'Camille Renaud' } })
  expect(done.outcome).toBe('handed-over')
  // After a release the counts start again.
  await release(courierId)
  expect((await tryPin(others[3]!, await pinOf(world, others[3]!))).body.outcome).toBe('handed-over')
})

test('R18: three releases by identity check block it: no code then means NL, codes go on', async () => {
  const { courier, courierId, stops } = await roundAtDoors(world, 'kse', 6)
  const noCode = (stop: Delivery) => courier.post(`/api/stops/${stop.id}/no-code`)
  const identity = (stop: Delivery) => courier.post(`/api/stops/${stop.id}/identity`, seen)
  const [a, b, c, checked, asked, coded] = stops as Delivery[] as [
    Delivery,
    Delivery,
    Delivery,
    Delivery,
    Delivery,
    Delivery,
  ]
  expect((await noCode(checked)).body).toEqual({ outcome: 'identity' })
  for (const stop of [a, b, c]) {
    expect((await noCode(stop)).body).toEqual({ outcome: 'identity' })
    expect((await identity(stop)).body).toEqual({ outcome: 'handed-over', code: 'ID' })
  }
  expect(await identity(checked)).toMatchObject(BLOCKED)
  expect((await noCode(asked)).body).toMatchObject({ outcome: 'held', code: 'NL' })
  expect((await noCode(checked)).body).toMatchObject({ outcome: 'held', code: 'NL' })
  expect((await tryPin(coded, await pinOf(world, coded))).body.outcome).toBe('handed-over')
  const alerts = await openAlerts(courierId)
  expect(alerts.map(({ kind }: { kind: string }) => kind)).toEqual(['identity-blocked'])
  expect(ofType(await eventsOf(world, asked.id), 'held')).toHaveLength(1)
})

test('R18: at the very next call: the identity check is blocked as soon as the third release is answered', async () => {
  const { courier, stops } = await roundAtDoors(world, 'kse', 4)
  for (const { id } of stops) await courier.must('POST', `/api/stops/${id}/no-code`, {})
  const answers = []
  for (const { id } of stops) answers.push(await courier.post(`/api/stops/${id}/identity`, seen))
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 409])
})
