import { beforeAll, expect, test } from 'vitest'
import { type Client, signIn } from '../../scripts/client.ts'
import { clerkAt, newPoint } from '../support/counter.ts'
import { daysGoBy, MOMENTS } from '../support/days.ts'
import { eventsOf, ofType, pinOf, roundAtDoors, tryPin } from '../support/door.ts'
import { type Harness, sharedWorld } from '../support/harness.ts'
import { stranger } from '../support/requests.ts'
import {
  announce,
  contractFor,
  type Delivery,
  newCourier,
  openLink,
  outForDelivery,
  secretOf,
} from '../support/world.ts'

let world: Harness
let depot: Client
beforeAll(async () => {
  world = await sharedWorld()
  depot = await signIn(world.url, world.signingKey, 'depot')
})

const today = () => new Date().toISOString().slice(0, 10)
const policy = { moments: MOMENTS }
const view = (id: string) => world.dispatcher.must('GET', `/api/shipments/${id}`)
const receive = async (labels: string[]) => (await depot.must('POST', '/api/depot/receive', { labels })).items
const decide = (id: string, decision: string) =>
  world.dispatcher.must('POST', `/api/shipments/${id}/claim/decide`, { decision })
const arrive = (courier: Client, id: string) =>
  courier.must('POST', `/api/stops/${id}/arrive`, { at: new Date().toISOString() })
const page = async ({ phone }: { phone: string }) => openLink(world, (await secretOf(world, phone)).link)
async function claim(delivery: { phone: string }, kind = 'damaged') {
  const { phone, path } = await page(delivery)
  await phone.must('POST', `${path}/claim`, { kind })
}
/** Sends shipments out today on their own round. */
async function onRound(courierId: string, ...shipmentIds: string[]): Promise<string> {
  const { id } = await world.dispatcher.must('POST', '/api/rounds', { courierId, date: today(), shipmentIds })
  await world.dispatcher.must('POST', `/api/rounds/${id}/dispatch`)
  return id
}
const PLACES = ['handedOver', 'toPoint', 'atPoint', 'depot', 'unexplained'] as const
type Count = Record<(typeof PLACES)[number], { label: string }[]>
/** Returns the place of each label in a count, once for every time it is listed. */
const placesIn = (count: Count) =>
  PLACES.flatMap((place) => count[place].map(({ label }) => `${label} ${place}`)).sort()
const countOf = async (roundId: string) =>
  placesIn(await depot.must('POST', `/api/rounds/${roundId}/close`, { scanned: [] }))

test('R21: the depot receives under a claim; going on then means another visit, never this door', async () => {
  const door = await outForDelivery(world, 'kse', { arrived: true })
  const pin = await pinOf(world, door)
  await claim(door)
  expect(await receive(door.labels)).toMatchObject([{ outcome: 'received' }])
  expect(await view(door.id)).toMatchObject({
    state: 'at-depot',
    claim: { open: true },
    parcels: [{ place: 'depot' }],
  })
  for (const call of ['resend', 'return', 'cancel', 'reschedule'])
    expect(
      (
        await world.dispatcher.post(
          `/api/shipments/${door.id}/${call}`,
          call === 'cancel' || call === 'return' ? { reason: 'x' } : {},
        )
      ).status,
    ).not.toBe(200)
  await decide(door.id, 'resume')
  expect((await tryPin(door, pin)).body).toEqual({ outcome: 'closed' })
  expect((await door.courier.post(`/api/stops/${door.id}/no-code`)).body.code).toBe('stop-closed')
  expect(ofType(await eventsOf(world, door.id), 'handed-over')).toHaveLength(0)
  await onRound(door.courierId, door.id)
  await arrive(door.courier, door.id)
  expect((await tryPin(door, pin)).body).toMatchObject({ outcome: 'handed-over' })
})

test('R21: a point receives under a claim, and issues once it is decided', async () => {
  const pointId = await newPoint(world, { lat: 48.39, lon: -4.48 })
  const clerk = await clerkAt(world, pointId)
  const contractId = await contractFor(world, 'kse')
  const { id: courierId, client: courier } = await newCourier(world)
  const parcel = await announce(world, contractId, { destination: { pointId } })
  await onRound(courierId, parcel.id)
  const { items: early } = await clerk.must('POST', '/api/holds/receive', { labels: parcel.labels })
  // Nobody has recorded the arrival yet. The point receives the parcel all the same, and the courier arrives
  // late (R28).
  expect(early).toMatchObject([{ outcome: 'undeclared' }])
  await arrive(courier, parcel.id)
  const { phone, path } = await page(parcel)
  await phone.must('POST', `${path}/scan`, { label: parcel.labels[0], by: 'camera' })
  await phone.must('POST', `${path}/claim`, { kind: 'damaged' })
  await phone.must('POST', `${path}/claim`, { kind: 'other' })
  const again = await clerk.must('POST', '/api/holds/receive', { labels: parcel.labels, shelf: 'C3' })
  expect(again.items).toMatchObject([{ outcome: 'expected' }])
  expect(await view(parcel.id)).toMatchObject({
    claim: { open: true, kinds: ['damaged', 'other'] },
    parcels: [{ place: 'point', shelf: 'C3' }],
  })
  const identity = { documentType: 'passport', nameMatches: true, typedName: 'C', labels: parcel.labels }
  const issue = () => clerk.post(`/api/holds/${parcel.id}/identity`, identity)
  expect((await issue()).body.code).toBe('claim-open')
  await decide(parcel.id, 'resume')
  expect((await issue()).body).toMatchObject({ outcome: 'handed-over' })
})

test('R21: "not me" on the road stops every release until a dispatcher decides', async () => {
  const door = await outForDelivery(world, 'chronopost', { arrived: true })
  const pin = await pinOf(world, door)
  const { phone, path } = await page(door)
  await phone.must('POST', `${path}/not-me`)
  expect((await tryPin(door, pin)).body.code).toBe('claim-open')
  expect(await view(door.id)).toMatchObject({ claim: { kind: 'not-me', open: true, kinds: ['not-me'] } })
  expect((await phone.must('GET', path)).claim).toEqual({ kind: 'not-me', open: true })
  const [said] = ofType(await eventsOf(world, door.id), 'not-me-declared')
  expect(said).toMatchObject({ data: { blocking: true }, by: { role: 'recipient' } })
  // Whoever made the courier's account cannot resume alone (R9).
  const alone = await world.dispatcher.post(`/api/shipments/${door.id}/claim/decide`, { decision: 'resume' })
  expect(alone.status).toBe(202)
  expect((await tryPin(door, pin)).body.code).toBe('claim-open')
  const other = await stranger(world)
  await other.must('POST', `/api/shipments/${door.id}/claim/decide`, { decision: 'resume' })
  expect((await tryPin(door, pin)).body).toMatchObject({ outcome: 'handed-over' })
})

test('R26: a parcel that went out twice is counted once per round, whenever either is counted', async () => {
  const { courier, courierId, roundId, stops } = await roundAtDoors(world, 'chronopost', 2)
  const [twice, once] = stops as [Delivery, Delivery]
  const [again = ''] = twice.labels
  await courier.must('POST', `/api/stops/${twice.id}/fail`, { reason: 'absent' })
  await tryPin(once, await pinOf(world, once))
  await receive(twice.labels)
  const second = await onRound(courierId, twice.id)
  const first = [`${again} depot`, `${once.labels[0]} handedOver`].sort()
  expect(await countOf(roundId)).toEqual(first)
  // The tablet shows one stop per shipment, on however many rounds it is.
  const { stops: listed } = await courier.must('GET', '/api/round')
  expect(listed.map(({ shipmentId }: { shipmentId: string }) => shipmentId).sort()).toEqual(
    [twice.id, once.id].sort(),
  )
  await arrive(courier, twice.id)
  await tryPin({ courier, id: twice.id }, await pinOf(world, twice))
  expect(await countOf(second)).toEqual([`${again} handedOver`])
  expect(await countOf(roundId)).toEqual(first)
  // Each round's sheet shows the same as its count.
  const sheetOf = async (id: string) =>
    (await depot.must('GET', `/api/rounds/${id}/sheet`)).stops.flatMap(
      ({ parcels }: { parcels: { label: string; place: string }[] }) =>
        parcels.map(({ label, place }) => `${label} ${place}`),
    )
  expect((await sheetOf(roundId)).sort()).toEqual([`${again} depot`, `${once.labels[0]} recipient`].sort())
  expect(await sheetOf(second)).toEqual([`${again} recipient`])
  // When the courier closes both rounds together, each parcel is listed once, where it is now.
  const day = await courier.must('POST', '/api/round/close', { scanned: [] })
  expect(placesIn(day)).toEqual([`${again} handedOver`, `${once.labels[0]} handedOver`].sort())
})

test('R26: a moved parcel is counted by the round it was moved to, a withdrawn and a cancelled one by their own', async () => {
  const { roundId, stops } = await roundAtDoors(world, 'chronopost', 3)
  const [moved, withdrawn, cancelled] = stops as [Delivery, Delivery, Delivery]
  const { id: courierId } = await newCourier(world)
  const round = `/api/rounds/${roundId}`
  const to = await world.dispatcher.must('POST', `${round}/move`, { shipmentId: moved.id, courierId })
  await world.dispatcher.must('POST', `${round}/withdraw`, { shipmentId: withdrawn.id })
  await world.dispatcher.must('POST', `/api/shipments/${cancelled.id}/cancel`, {
    reason: 'the shipper asked',
  })
  expect(await countOf(roundId)).toEqual(
    [`${withdrawn.labels[0]} unexplained`, `${cancelled.labels[0]} unexplained`].sort(),
  )
  expect(await countOf(to.roundId)).toEqual([`${moved.labels[0]} unexplained`])
  await receive([...withdrawn.labels, ...cancelled.labels])
  expect(await countOf(roundId)).toEqual(
    [`${withdrawn.labels[0]} depot`, `${cancelled.labels[0]} depot`].sort(),
  )
})

const alertsOf = async (id: string) =>
  (await world.dispatcher.must('GET', '/api/alerts')).items
    .filter(({ shipmentId }: { shipmentId: string }) => shipmentId === id)
    .map(({ kind }: { kind: string }) => kind)
const violationsOf = async (id: string) =>
  (await world.dispatcher.must('GET', '/api/violations')).items.filter(
    ({ shipmentId }: { shipmentId: string }) => shipmentId === id,
  )

test('R26: unseen at the depot for days it is unexplained, leaves with no round, and another scan finds it', async () => {
  const contractId = await contractFor(world, 'chronopost', policy)
  const { id: courierId } = await newCourier(world)
  const parcel = await announce(world, contractId)
  expect(await receive(parcel.labels)).toMatchObject([{ outcome: 'received' }])
  await daysGoBy(world, parcel.id, 1)
  expect(await receive(parcel.labels)).toMatchObject([{ outcome: 'seen' }])
  expect(await receive(parcel.labels)).toMatchObject([{ outcome: 'seen' }])
  expect(ofType(await eventsOf(world, parcel.id), 'seen-at-depot')).toHaveLength(1)
  // Three working days take at least three days and at most six.
  expect(await daysGoBy(world, parcel.id, 2)).not.toContain('unexplained')
  const shipmentIds = [parcel.id]
  const round = await world.dispatcher.must('POST', '/api/rounds', { courierId, date: today(), shipmentIds })
  expect(await daysGoBy(world, parcel.id, 5)).toContain('unexplained')
  const [lost] = ofType(await eventsOf(world, parcel.id), 'unexplained')
  expect(lost).toMatchObject({ data: { why: 'unseen' }, parcels: parcel.labels, by: { role: 'system' } })
  await world.until(async () => (await alertsOf(parcel.id)).includes('unexplained'))
  const dispatched = () => world.dispatcher.must('POST', `/api/rounds/${round.id}/dispatch`)
  expect(await dispatched()).toMatchObject({ stops: [{ outcome: 'not-at-depot' }] })
  expect(await world.dispatcher.must('GET', `/api/rounds/${round.id}`)).toMatchObject({
    stops: [{ dispatched: false, refused: 'not-at-depot' }],
  })
  expect(await receive(parcel.labels)).toMatchObject([{ outcome: 'received' }])
  expect(await dispatched()).toMatchObject({ stops: [{ outcome: 'dispatched' }] })
  expect(await countOf(round.id)).toEqual([`${parcel.labels[0]} unexplained`])
  // The violation belongs to the round that lost the parcel now. The days at the depot were no courier's.
  const mine = await world.until(async () => (await violationsOf(parcel.id))[0] && violationsOf(parcel.id))
  expect(mine).toMatchObject([{ roundId: round.id }])
})

test('R26: cancelled and not sent back it is unexplained, and nobody’s violation', async () => {
  const parcel = await outForDelivery(world, 'chronopost', { arrived: true, policy })
  await parcel.courier.must('POST', `/api/stops/${parcel.id}/fail`, { reason: 'absent' })
  await receive(parcel.labels)
  await world.dispatcher.must('POST', `/api/shipments/${parcel.id}/cancel`, { reason: 'the shipper asked' })
  // Seven working days take at most twelve days. A scan every other day keeps the parcel from being unseen.
  for (let day = 0; day < 12; day += 2) {
    await daysGoBy(world, parcel.id, 2)
    await receive(parcel.labels)
    if (ofType(await eventsOf(world, parcel.id), 'unexplained').length > 0) break
  }
  expect(ofType(await eventsOf(world, parcel.id), 'unexplained')).toMatchObject([
    { data: { why: 'not-sent-back' }, parcels: parcel.labels },
  ])
  await world.until(async () => (await alertsOf(parcel.id)).includes('unexplained'))
  expect(await violationsOf(parcel.id)).toEqual([])
  const sent = await depot.must('POST', '/api/depot/return', { labels: parcel.labels })
  expect(sent.items).toMatchObject([{ outcome: 'returned' }])
})
