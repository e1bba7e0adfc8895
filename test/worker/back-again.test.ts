import { beforeAll, expect, test } from 'vitest'
import { Client, signIn } from '../../scripts/client.ts'
import { addDays, dayOf } from '../../worker/platform/calendar.ts'
import { clerkAt, heldAtPoint, newPoint } from '../support/counter.ts'
import { evaluated, eventsOf, ofType, pinOf, roundAtDoors, tryPin, wrongPins } from '../support/door.ts'
import { sharedWorld } from '../support/harness.ts'
import { type Delivery, newCourier, outForDelivery, type World } from '../support/world.ts'

let world: World
let depot: Client
beforeAll(async () => {
  world = await sharedWorld()
  depot = await signIn(world.url, world.signingKey, 'depot')
})

const tomorrow = () => addDays(dayOf(Date.now(), 'UTC'), 1)
const seen = {
  documentType: 'passport',
  nameMatches: true,
  signature: { strokes: [[[1, 2, 3]]], width: 300, height: 150 },
}
const stateOf = (id: string) => world.dispatcher.must('GET', `/api/shipments/${id}`)
const reschedule = (id: string, body: object = {}) => depot.post(`/api/shipments/${id}/reschedule`, body)
const fail = ({ courier, id }: Delivery) =>
  courier.must('POST', `/api/stops/${id}/fail`, { reason: 'absent' })
const receive = (labels: string[]) => depot.must('POST', '/api/depot/receive', { labels })
const refused = (code: string) => ({ status: 409, body: { code } })

/** Makes a shipment whose visit failed after some wrong codes and which is back at the depot. */
async function back(wrong = 0) {
  const delivery = await outForDelivery(world, 'chronopost', { arrived: true })
  const pin = await pinOf(world, delivery)
  for (const code of wrongPins(pin, wrong)) await tryPin(delivery, code)
  await fail(delivery)
  await receive(delivery.labels)
  return { ...delivery, pin }
}

test('R26: from the depot it goes out again tomorrow with the same courier, with the attempts it still has', async () => {
  const { id, courier, courierId, labels, pin } = await back(3)
  const again = await reschedule(id)
  expect(again).toMatchObject({ status: 200, body: { courierId, date: tomorrow() } })
  const { roundId } = again.body
  expect(await stateOf(id)).toMatchObject({ state: 'scheduled', attempts: { evaluated: 3, left: 2 } })
  expect(await world.dispatcher.must('GET', `/api/rounds/${roundId}`)).toMatchObject({
    state: 'planned',
    stops: [{ shipmentId: id }],
  })
  await world.dispatcher.must('POST', `/api/rounds/${roundId}/dispatch`)
  await courier.must('POST', `/api/stops/${id}/arrive`, { at: new Date().toISOString() })
  const [wrong = '', other = ''] = wrongPins(pin, 5).slice(3)
  expect((await tryPin({ courier, id }, wrong)).body).toEqual({ outcome: 'wrong', left: 1 })
  expect((await tryPin({ courier, id }, other)).body).toMatchObject({ outcome: 'held', code: 'NL' })
  expect(evaluated(await eventsOf(world, id))).toBe(5)
  expect((await stateOf(id)).parcels).toMatchObject([{ label: labels[0], place: 'to-point' }])
})

test('R26: on another courier’s round, on a day, and two of one day on one round', async () => {
  const [first, second] = [await back(), await back()]
  const { id: courierId } = await newCourier(world)
  const date = addDays(tomorrow(), 3)
  const [one, two] = [
    await reschedule(first.id, { courierId, date }),
    await reschedule(second.id, { courierId, date }),
  ]
  expect(one).toMatchObject({ status: 200, body: { courierId, date } })
  expect(two.body).toEqual(one.body)
  const { stops } = await world.dispatcher.must('GET', `/api/rounds/${one.body.roundId}`)
  expect(stops.map(({ shipmentId }: { shipmentId: string }) => shipmentId)).toEqual([first.id, second.id])
  // The courier of the first visit no longer has it.
  expect((await first.courier.get(`/api/stops/${first.id}`)).body).toMatchObject({ open: false })
  expect(await first.courier.post(`/api/stops/${first.id}/pin`, { pin: first.pin })).toMatchObject({
    body: { outcome: 'closed' },
  })
})

test('R26: what is out, held, over or without attempts is not rescheduled, and a made-up courier is named', async () => {
  const out = await outForDelivery(world, 'chronopost')
  expect(await reschedule(out.id)).toMatchObject(refused('on-a-round'))
  const held = await heldAtPoint(world, 'chronopost')
  expect(await reschedule(held.id)).toMatchObject(refused('shipment-over'))
  const declared = await outForDelivery(world, 'chronopost', { arrived: true })
  await fail(declared)
  // A declared return is not yet a receipt.
  await declared.courier.must('POST', '/api/round/close', { scanned: declared.labels })
  expect(await reschedule(declared.id)).toMatchObject(refused('not-at-depot'))
  const spent = await outForDelivery(world, 'chronopost', {
    arrived: true,
    recipient: { address: { line1: '1 Main Street', city: 'Town', postcode: '1000', country: 'BE' } },
  })
  for (const wrong of wrongPins(await pinOf(world, spent), 5)) await tryPin(spent, wrong)
  await receive(spent.labels)
  expect(await reschedule(spent.id)).toMatchObject(refused('no-attempts-left'))
  const there = await back()
  for (const courierId of ['nobody', there.pointId])
    expect(await reschedule(there.id, { courierId })).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'courierId', code: 'unknown' }] },
    })
  expect((await reschedule('A'.repeat(22))).status).toBe(404)
  expect(await stateOf(there.id)).toMatchObject({ state: 'at-depot' })
  for (const { id } of [out, held, declared, spent, there])
    expect(ofType(await eventsOf(world, id), 'scheduled')).toHaveLength(1)
})

test('R17: a broken tablet under identity: its sessions end first, a substitute goes on, once', async () => {
  const { courier, courierId, roundId, stops } = await roundAtDoors(world, 'kse', 4)
  // This invitation was made before the failure and must not work afterwards, whoever finds it.
  const older = await world.dispatcher.must('POST', '/api/invitations', {
    role: 'courier',
    subjectId: courierId,
  })
  const path = `/api/rounds/${roundId}/device-failure`
  const key = crypto.randomUUID()
  const failure = await world.dispatcher.post(path, { reason: 'it fell' }, key)
  expect(failure.status, failure.text).toBe(200)
  expect((await courier.get('/api/round')).status).toBe(401)
  const exchange = async (url: string) => {
    const phone = new Client(world.url)
    const { status } = await phone.post('/api/session', { token: url.split('#')[1] })
    return { phone, status }
  }
  expect((await exchange(older.url)).status).toBe(401)
  expect((await world.dispatcher.post(path, { reason: 'it fell' }, key)).body.url).toBe(failure.body.url)
  const { phone, status } = await exchange(failure.body.url)
  expect(status).toBe(201)
  expect((await exchange(failure.body.url)).status).toBe(401)

  // The identity check is open at once and counts for R18 like any other.
  const answers = []
  for (const { id } of stops) answers.push(await phone.post(`/api/stops/${id}/identity`, seen))
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 409])
  expect(answers.at(-1)?.body).toMatchObject({ code: 'blocked' })
  for (const { id } of stops) {
    const [failed] = ofType(await eventsOf(world, id), 'tablet-failed')
    expect(failed).toMatchObject({ by: { role: 'dispatcher' }, notes: { reason: 'it fell' } })
    expect(JSON.stringify(failed?.data)).toContain('"then":"identity"')
  }
})

test('R17: a broken tablet under depot: every secured stop goes back, and nobody is invited', async () => {
  const { courier, roundId, stops } = await roundAtDoors(world, 'chronopost', 2)
  const path = `/api/rounds/${roundId}/device-failure`
  const { status, body } = await world.dispatcher.post(path, { reason: 'no power' })
  expect([status, body.url]).toEqual([200, undefined])
  expect((await courier.get('/api/round')).status).toBe(401)
  for (const { id } of stops)
    expect(await stateOf(id)).toMatchObject({ state: 'at-depot', parcels: [{ place: 'vehicle' }] })
  await receive(stops.flatMap(({ labels }) => labels))
  for (const { id } of stops) expect((await reschedule(id)).status).toBe(200)
})

test('R14: another point: told to the recipient, never a locker, never after the point has it', async () => {
  const held = await heldAtPoint(world, 'chronopost')
  const path = `/api/shipments/${held.id}/point`
  const place = { lat: 48.39, lon: -4.48 }
  const [pointId, locker] = [await newPoint(world, place), await newPoint(world, place, { kind: 'locker' })]
  expect(await world.dispatcher.post(path, { pointId: 'nowhere' })).toMatchObject({
    status: 400,
    body: { errors: [{ field: 'pointId', code: 'unknown' }] },
  })
  expect(await world.dispatcher.post(path, { pointId: locker })).toMatchObject(refused('not-accepted'))
  expect((await world.dispatcher.post(path, { pointId })).status).toBe(200)
  const text = await world.until(async () =>
    (await world.messages(held.phone)).find((message) => message.text.includes('Relais du Port')),
  )
  expect(text?.text).not.toMatch(/code\D{0,20}\d{6}/)
  // The first point is told that the parcel is not for it any more, and the new point receives it.
  const late = await held.clerk.must('POST', '/api/holds/receive', { labels: held.labels })
  expect(late.items).toMatchObject([{ outcome: 'wrong-point' }])
  const clerk = await clerkAt(world, pointId)
  const { items } = await clerk.must('POST', '/api/holds/receive', { labels: held.labels })
  expect(items).toMatchObject([{ outcome: 'expected' }])
  expect(await world.dispatcher.post(path, { pointId: held.pointId })).toMatchObject(
    refused('already-received'),
  )
  await world.until(
    async () => (await held.clerk.must('GET', `/api/holds?q=${held.labels[0]}`)).items.length === 0,
  )
})

test('R29: a return ordered by the dispatcher leaves by the depot’s scan, and not without one', async () => {
  const { id, labels } = await back()
  const early = await depot.must('POST', '/api/depot/return', { labels: [...labels, 'RUBBISH'] })
  expect(early.items).toMatchObject([{ outcome: 'not-due' }, { outcome: 'unknown' }])
  await world.dispatcher.must('POST', `/api/shipments/${id}/return`, { reason: 'the shipper asked' })
  expect(await stateOf(id)).toMatchObject({
    state: 'returned',
    parcels: [{ place: 'depot', toSender: true }],
  })
  expect(await reschedule(id)).toMatchObject(refused('shipment-over'))
  const twice = [...labels, ...labels]
  const { items } = await depot.must('POST', '/api/depot/return', { labels: twice })
  expect(items[0]).toMatchObject({ outcome: 'returned' })
  expect(await stateOf(id)).toMatchObject({ parcels: [{ place: 'sender' }] })
  expect((await depot.must('POST', '/api/depot/return', { labels })).items).toMatchObject([
    { outcome: 'not-due' },
  ])
  const [ordered] = ofType(await eventsOf(world, id), 'return-ordered')
  expect(ordered).toMatchObject({ code: 'RTS', notes: { reason: 'the shipper asked' } })
  const out = await outForDelivery(world, 'chronopost')
  expect(await world.dispatcher.post(`/api/shipments/${out.id}/return`, { reason: 'x' })).toMatchObject(
    refused('on-a-round'),
  )
})

test('R26: neither another visit nor a round is of a day that is over everywhere', async () => {
  const { id, courierId } = await back()
  const date = addDays(dayOf(Date.now(), 'UTC'), -2)
  const past = { status: 400, body: { errors: [{ field: 'date', code: 'past' }] } }
  expect(await reschedule(id, { date })).toMatchObject(past)
  const round = { courierId, date, shipmentIds: [id] }
  expect(await world.dispatcher.post('/api/rounds', round)).toMatchObject(past)
  expect(await stateOf(id)).toMatchObject({ state: 'at-depot' })
})
