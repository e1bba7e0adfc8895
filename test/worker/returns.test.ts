import { afterAll, beforeAll, expect, test } from 'vitest'
import { signIn } from '../../scripts/client.ts'
import { clerkAt } from '../support/counter.ts'
import { eventsOf, ofType, pinOf, roundAtDoors, tryPin } from '../support/door.ts'
import { startWorld } from '../support/harness.ts'
import {
  announce,
  contractFor,
  type Delivery,
  newCourier,
  openLink,
  outForDelivery,
  secretOf,
  type World,
} from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world?.close())

const depotStaff = () => signIn(world.url, world.signingKey, 'depot')
const fail = ({ courier, id }: Delivery) =>
  courier.must('POST', `/api/stops/${id}/fail`, { reason: 'absent' })
const stateOf = (id: string) => world.dispatcher.must('GET', `/api/shipments/${id}`)
const placeOf = async (id: string) => (await stateOf(id)).parcels.map(({ place }: { place: string }) => place)
const labelsIn = (list: { label: string }[]) => list.map(({ label }) => label)
const facts = async (ids: string[]) =>
  Promise.all(
    ids.map(async (id) =>
      (await eventsOf(world, id)).map(({ type }) => type).filter((type) => !type.startsWith('message-')),
    ),
  )

/** Makes a round with a parcel in every place where it can end, just before the round closes. */
async function fullRound() {
  const { courier, roundId, stops } = await roundAtDoors(world, 'chronopost', 5)
  const [handed, toPoint, atPoint, back, lost] = stops as [Delivery, Delivery, Delivery, Delivery, Delivery]
  await tryPin(handed, await pinOf(world, handed))
  for (const { id } of [toPoint, atPoint]) await courier.must('POST', `/api/stops/${id}/no-code`)
  const { hold } = await stateOf(atPoint.id)
  const clerk = await clerkAt(world, hold.point.id)
  await clerk.must('POST', '/api/holds/receive', { labels: atPoint.labels })
  await fail(back)
  const scanned = [...back.labels, 'NOT-OF-THIS-ROUND', '????']
  const ids = stops.map(({ id }) => id)
  const label = (one: Delivery) => one.labels
  const expected = {
    handedOver: label(handed),
    toPoint: label(toPoint),
    atPoint: label(atPoint),
    depot: label(back),
    unexplained: label(lost),
  }
  return { courier, roundId, ids, back, lost, toPoint, clerk, scanned, expected }
}

const PLACES = ['handedOver', 'toPoint', 'atPoint', 'depot', 'unexplained'] as const
const byPlace = (count: Record<string, { label: string }[]>) =>
  Object.fromEntries(PLACES.map((place) => [place, labelsIn(count[place] ?? [])]))

// The first delivery makes the point that this file's holds go to.
beforeAll(async () => {
  await outForDelivery(world, 'chronopost')
})

test('R26: the courier closes the round: every parcel is somewhere, one is nowhere, rubbish is named', async () => {
  const { courier, roundId, ids, back, lost, scanned, expected } = await fullRound()
  const key = crypto.randomUUID()
  const first = await courier.post('/api/round/close', { scanned }, key)
  expect(first.status, first.text).toBe(200)
  expect(byPlace(first.body)).toEqual(expected)
  expect(first.body.unknown).toEqual(['NOT-OF-THIS-ROUND', '????'])
  const before = await facts(ids)
  expect((await courier.post('/api/round/close', { scanned }, key)).text).toBe(first.text)
  // Counting again gives the same count, and nothing is recorded twice.
  expect(byPlace((await courier.post('/api/round/close', { scanned })).body)).toEqual(expected)
  expect(byPlace((await courier.post('/api/round/close', { scanned: [] })).body)).toEqual(expected)
  expect(await facts(ids)).toEqual(before)

  // The courier's scan only declares the parcel. Only the depot's scan receives it.
  expect(await placeOf(back.id)).toEqual(['vehicle'])
  expect(await placeOf(lost.id)).toEqual(['unexplained'])
  const [gone] = ofType(await eventsOf(world, lost.id), 'unexplained')
  expect(gone).toMatchObject({ parcels: lost.labels, data: { why: 'not-scanned' }, by: { role: 'courier' } })
  const { items } = await world.until(async () => {
    const ledger = await world.dispatcher.must('GET', '/api/violations')
    return ledger.items.some(({ shipmentId }: { shipmentId: string }) => shipmentId === lost.id) && ledger
  })
  const mine = items.filter(({ shipmentId }: { shipmentId: string }) => ids.includes(shipmentId))
  expect(mine).toMatchObject([{ shipmentId: lost.id, kind: 'unexplained', amount: 5000, currency: 'EUR' }])

  // A closed round neither leaves again nor has a broken tablet.
  const closed = await world.dispatcher.must('GET', `/api/rounds/${roundId}`)
  expect(closed).toMatchObject({ state: 'closed' })
  const again = await world.dispatcher.post(`/api/rounds/${roundId}/dispatch`)
  expect(again).toMatchObject({ status: 409, body: { code: 'stop-closed' } })
  const failure = await world.dispatcher.post(`/api/rounds/${roundId}/device-failure`, { reason: 'late' })
  expect(failure.status).toBe(409)
  expect(await courier.must('GET', '/api/round')).toMatchObject({ closed: true })
})

test('R26: the depot closes it alike, and a scan that comes later explains what was lost', async () => {
  const { roundId, ids, back, lost, toPoint, clerk, scanned, expected } = await fullRound()
  const depot = await depotStaff()
  const path = `/api/rounds/${roundId}/close`
  const [first, second] = [
    await depot.must('POST', path, { scanned }),
    await depot.must('POST', path, { scanned }),
  ]
  expect(byPlace(first)).toEqual(expected)
  expect(second).toEqual(first)
  const sheet = await depot.must('GET', `/api/rounds/${roundId}/sheet`)
  expect(sheet).toMatchObject({ state: 'closed', courier: { name: 'Lucas Moreau', provider: 'Provider' } })
  expect(sheet.stops).toHaveLength(5)

  const { items } = await depot.must('POST', '/api/depot/receive', {
    labels: [...lost.labels, ...back.labels],
  })
  expect(items).toMatchObject([{ outcome: 'received' }, { outcome: 'received' }])
  await clerk.must('POST', '/api/holds/receive', { labels: toPoint.labels })
  const now = byPlace(await depot.must('POST', path, { scanned: [] }))
  expect(now).toMatchObject({ toPoint: [], unexplained: [] })
  expect([...(now.depot ?? [])].sort()).toEqual([...back.labels, ...lost.labels].sort())
  expect([...(now.atPoint ?? [])].sort()).toEqual([...expected.atPoint, ...expected.toPoint].sort())
  // The suspected violation stays in the ledger until somebody decides it.
  const types = (await facts(ids)).flat()
  expect(types.filter((type) => type === 'unexplained')).toHaveLength(1)
})

test('R26: a hundred labels of other rounds and of nothing change nothing but this round', async () => {
  const [mine, theirs] = [
    await outForDelivery(world, 'chronopost'),
    await outForDelivery(world, 'chronopost'),
  ]
  const before = await facts([theirs.id])
  const rubbish = Array.from({ length: 100 }, (_, n) => `RUBBISH ${n}`)
  const scanned = [...rubbish, ...theirs.labels, ...mine.labels]
  const count = await mine.courier.must('POST', '/api/round/close', { scanned })
  expect(count.unknown).toEqual([...rubbish, ...theirs.labels])
  expect(labelsIn(count.depot)).toEqual(mine.labels)
  expect(await facts([theirs.id])).toEqual(before)
  expect(await world.dispatcher.must('GET', `/api/rounds/${theirs.roundId}`)).toMatchObject({
    state: 'dispatched',
  })
})

test('R21, R26: a round is closed with a claimed stop: it is counted like any other, and named beside the count', async () => {
  const { courier, roundId, stops } = await roundAtDoors(world, 'kse', 3)
  const [claimed, other, lost] = stops as [Delivery, Delivery, Delivery]
  for (const { phone: number } of [claimed, lost]) {
    const { phone, path } = await openLink(world, (await secretOf(world, number)).link)
    await phone.must('POST', `${path}/claim`, { kind: 'damaged' })
  }
  const count = await courier.must('POST', '/api/round/close', {
    scanned: [...claimed.labels, ...other.labels],
  })
  expect(byPlace(count)).toMatchObject({
    depot: [...claimed.labels, ...other.labels],
    unexplained: lost.labels,
  })
  // A claim does not hide a parcel from the count.
  expect(labelsIn(count.claimed)).toEqual([...claimed.labels, ...lost.labels])
  expect(await facts([lost.id])).toMatchObject([expect.arrayContaining(['claim-raised', 'unexplained'])])
  expect(await world.dispatcher.must('GET', `/api/rounds/${roundId}`)).toMatchObject({ state: 'closed' })
  const { stops: sheet } = await world.dispatcher.must('GET', `/api/rounds/${roundId}/sheet`)
  expect(sheet.map(({ claimOpen }: { claimOpen: boolean }) => claimOpen)).toEqual([true, false, true])
  // The claim still waits for its decision, and so does the shipment.
  expect(await stateOf(claimed.id)).toMatchObject({
    claim: { kind: 'damaged', open: true, kinds: ['damaged'] },
  })
  await world.dispatcher.must('POST', `/api/shipments/${claimed.id}/claim/decide`, { decision: 'depot' })
  const again = await (await depotStaff()).must('POST', `/api/rounds/${roundId}/close`, { scanned: [] })
  expect(labelsIn(again.claimed)).toEqual(lost.labels)
  expect(byPlace(again)).toEqual(byPlace(count))
})

test('R26: a stop taken off the round on the road still has to come back', async () => {
  const { courier, roundId, stops } = await roundAtDoors(world, 'chronopost', 2)
  const [withdrawn, other] = stops as [Delivery, Delivery]
  await world.dispatcher.must('POST', `/api/rounds/${roundId}/withdraw`, { shipmentId: withdrawn.id })
  const count = await courier.must('POST', '/api/round/close', { scanned: other.labels })
  expect(byPlace(count)).toMatchObject({ depot: other.labels, unexplained: withdrawn.labels })
  expect(await placeOf(withdrawn.id)).toEqual(['unexplained'])
})

test('R26: a drop-off that was visited is underway to its point; one that was not is lost', async () => {
  const { items } = await world.dispatcher.must('GET', '/api/points')
  const pointId = items[0].id as string
  const contractId = await contractFor(world, 'chronopost')
  const { id: courierId, client: courier } = await newCourier(world)
  const visited = await announce(world, contractId, { destination: { pointId } })
  const missed = await announce(world, contractId, { destination: { pointId } })
  const date = new Date().toISOString().slice(0, 10)
  const shipmentIds = [visited.id, missed.id]
  const { id } = await world.dispatcher.must('POST', '/api/rounds', { courierId, date, shipmentIds })
  await world.dispatcher.must('POST', `/api/rounds/${id}/dispatch`)
  await courier.must('POST', `/api/stops/${visited.id}/arrive`, { at: new Date().toISOString() })
  const count = await courier.must('POST', '/api/round/close', { scanned: [] })
  expect(byPlace(count)).toMatchObject({ toPoint: visited.labels, unexplained: missed.labels })
  expect(await placeOf(visited.id)).toEqual(['to-point'])
})
