import { signIn } from '../../scripts/client.ts'
import { clerkAt, heldAtPoint, newPoint, readySecret } from '../support/counter.ts'
import { eventsOf, wrongPins } from '../support/door.ts'
import { twoAccounts } from '../support/late.ts'
import { requestOn, stranger } from '../support/requests.ts'
import { announce, contractFor, outForDelivery, type World } from '../support/world.ts'
import { type Bodies, factsOf, qrOf, type Repeated } from './idempotent-writes.ts'

/**
 * Makes a call about a hold, as the staff of its point make it. With several parcels a second body can name
 * another one.
 */
async function atCounter(world: World, call: string, bodies: (labels: string[]) => Bodies, parcels = 2) {
  const held = await heldAtPoint(world, 'kse', { received: true, parcels })
  const [body, other] = bodies(held.labels)
  const path = `/api/holds/${held.id}/${call}`
  return { ...held, client: held.clerk, path, body, other, effect: factsOf(world, held.id) }
}

const oneOrOther: (labels: string[]) => Bodies = ([first, second]) => [
  { labels: [first] },
  { labels: [second] },
]

export const COUNTER: Record<string, (world: World) => Promise<Repeated>> = {
  'receive at a point': async (world) => {
    const held = await heldAtPoint(world, 'kse', { parcels: 2 })
    const [body, other] = oneOrOther(held.labels)
    const effect = factsOf(world, held.id)
    return { client: held.clerk, path: '/api/holds/receive', body, other, effect }
  },
  'a wrong PIN at a counter': async (world) => {
    const held = await atCounter(world, 'pin', () => [])
    const { pin } = await readySecret(world, held.phone)
    const { labels } = held
    return { ...held, body: { pin: wrongPins(pin, 1)[0], labels }, other: { pin, labels } }
  },
  'the right PIN at a counter': async (world) => {
    const held = await atCounter(world, 'pin', () => [])
    const { pin } = await readySecret(world, held.phone)
    const { labels } = held
    return { ...held, body: { pin, labels }, other: { pin: wrongPins(pin, 1)[0], labels } }
  },
  'a wrong QR at a counter': async (world) => {
    const held = await atCounter(world, 'qr', () => [])
    const { id, labels } = held
    return { ...held, body: { ...qrOf(id, 'A'), labels }, other: { ...qrOf(id, 'Q'), labels } }
  },
  'identity check at a counter': (world) => {
    const seen = { documentType: 'passport', nameMatches: true, typedName: 'Camille Renaud' }
    return atCounter(world, 'identity', (labels) => [
      { ...seen, labels },
      { ...seen, documentType: 'id-card', labels },
    ])
  },
  'the clerk’s scan': (world) => atCounter(world, 'scan', oneOrOther),
  'refuse at a counter': (world) => atCounter(world, 'refuse', oneOrOther),
  'extend at a counter': (world) => atCounter(world, 'extend', () => [{}]),
  'return from a counter': (world) => atCounter(world, 'return', oneOrOther),
  'take back what was said of a hold': async (world) => {
    const held = await heldAtPoint(world, 'kse', { received: true })
    const { phone: client, path } = await readySecret(world, held.phone)
    await client.must('POST', `${path}/claim`, { kind: 'nobody-came' })
    return { client, path: `${path}/suspension/lift`, body: {}, effect: factsOf(world, held.id) }
  },
  'lift what the recipient suspended': async (world) => {
    const held = await heldAtPoint(world, 'kse', { received: true })
    const { phone, path } = await readySecret(world, held.phone)
    await phone.must('POST', `${path}/claim`, { kind: 'nobody-came' })
    const at = `/api/shipments/${held.id}/suspension/lift`
    return { client: await stranger(world), path: at, body: {}, effect: factsOf(world, held.id) }
  },
  'settle two accounts of a visit': async (world) => {
    const { id, event } = await twoAccounts(world)
    const body = { event, comment: 'Asked both' }
    const other = { event, comment: 'Asked nobody' }
    const path = `/api/shipments/${id}/conflict/settle`
    return { client: world.dispatcher, path, body, other, effect: factsOf(world, id) }
  },
  'confirm a receipt': async (world) => {
    const pointId = await newPoint(world, { lat: 48.39, lon: -4.48 })
    const destination = { pointId }
    const { id, labels } = await announce(world, await contractFor(world, 'kse'), { parcels: 2, destination })
    await (await clerkAt(world, pointId)).must('POST', '/api/holds/receive', { labels })
    const [body, other] = oneOrOther(labels)
    const path = `/api/holds/${id}/confirm-receipt`
    return { client: await stranger(world), path, body, other, effect: factsOf(world, id) }
  },
  'extend from the page': async (world) => {
    const held = await heldAtPoint(world, 'kse', { received: true })
    const { phone: client, path } = await readySecret(world, held.phone)
    return { client, path: `${path}/extend`, body: {}, effect: factsOf(world, held.id) }
  },
}

/** Makes a parcel whose visit failed, on the vehicle or back at the depot. */
async function failed(world: World, received: boolean) {
  const delivery = await outForDelivery(world, 'kse', { arrived: true, parcels: 2 })
  const { id, courier, labels } = delivery
  await courier.must('POST', `/api/stops/${id}/fail`, { reason: 'absent' })
  const depot = await signIn(world.url, world.signingKey, 'depot')
  if (received) await depot.must('POST', '/api/depot/receive', { labels })
  return { ...delivery, depot, effect: factsOf(world, id) }
}

export const ROUND_END: Record<string, (world: World) => Promise<Repeated>> = {
  'close the round': async (world) => {
    const { courier: client, labels, effect } = await failed(world, false)
    return { client, path: '/api/round/close', body: { scanned: labels }, other: { scanned: [] }, effect }
  },
  'close a round at the depot': async (world) => {
    const { depot: client, roundId, labels, effect } = await failed(world, false)
    const path = `/api/rounds/${roundId}/close`
    return { client, path, body: { scanned: [] }, other: { scanned: labels }, effect }
  },
  'receive at the depot': async (world) => {
    const { depot: client, labels, effect } = await failed(world, false)
    const [body, other] = oneOrOther(labels)
    return { client, path: '/api/depot/receive', body, other, effect }
  },
  'a broken tablet': async (world) => {
    const { id, roundId } = await outForDelivery(world, 'kse')
    const path = `/api/rounds/${roundId}/device-failure`
    const [body, other] = [{ reason: 'it fell' }, { reason: 'it was stolen' }]
    return { client: world.dispatcher, path, body, other, effect: factsOf(world, id) }
  },
  reschedule: async (world) => {
    const { id, depot: client, effect } = await failed(world, true)
    const path = `/api/shipments/${id}/reschedule`
    return { client, path, body: {}, other: { date: '2027-01-05' }, effect }
  },
  'choose a point': async (world) => {
    const { id, effect } = await failed(world, true)
    const { items } = await world.dispatcher.must('GET', '/api/points')
    const [body, other] = items.map((point: { id: string }) => ({ pointId: point.id }))
    const path = `/api/shipments/${id}/point`
    return { client: world.dispatcher, path, body, other, effect }
  },
  'order a return': async (world) => {
    const { id, effect } = await failed(world, true)
    const path = `/api/shipments/${id}/return`
    const [body, other] = [{ reason: 'refused by phone' }, { reason: 'the shipper asked' }]
    return { client: world.dispatcher, path, body, other, effect }
  },
  'return from the depot': async (world) => {
    const { id, depot: client, labels, effect } = await failed(world, true)
    await world.dispatcher.must('POST', `/api/shipments/${id}/return`, { reason: 'the shipper asked' })
    const [body, other] = oneOrOther(labels)
    return { client, path: '/api/depot/return', body, other, effect }
  },
}

/** Makes a violation that a dispatcher noted, and reads its state. */
async function suspected(world: World, before?: (path: string) => Promise<unknown>) {
  const { id } = await outForDelivery(world, 'chronopost')
  await world.dispatcher.must('POST', '/api/violations', { shipmentId: id, kind: 'other', comment: 'seen' })
  const fact = (await eventsOf(world, id)).find(({ type }) => type === 'violation-suspected')
  const path = `/api/violations/${id}:${fact?.seq}`
  await world.until(async () => (await world.dispatcher.get(path)).status === 200)
  await before?.(path)
  const effect = async () => (await world.dispatcher.must('GET', path)).steps
  return { client: world.dispatcher, path, effect, shipmentId: id }
}

export const LEDGER: Record<string, (world: World) => Promise<Repeated>> = {
  'note a violation': async (world) => {
    const { id } = await outForDelivery(world, 'chronopost')
    const body = { shipmentId: id, kind: 'without-code', comment: 'the recipient called' }
    const other = { ...body, comment: 'the neighbour called' }
    return { client: world.dispatcher, path: '/api/violations', body, other, effect: factsOf(world, id) }
  },
  'contest a violation': async (world) => {
    const { path, ...given } = await suspected(world)
    const [body, other] = [{ comment: 'it was not us' }, { comment: 'it was somebody else' }]
    return { ...given, path: `${path}/contest`, body, other }
  },
  'decide a violation': async (world) => {
    const { path, ...given } = await suspected(world)
    const [decision, comment] = ['upheld', 'as the sheet says']
    return {
      ...given,
      path: `${path}/decide`,
      body: { decision, comment },
      other: { decision: 'waived', comment },
    }
  },
  'agree to a waiver': async (world) => {
    const other = await stranger(world)
    const waived = { decision: 'waived', comment: 'the van broke down' }
    const { shipmentId, ...given } = await suspected(world, (at) =>
      other.must('POST', `${at}/decide`, waived),
    )
    const { id, fingerprint: seen } = await requestOn(world, { kind: 'waiver', shipmentId })
    const [body, instead] = [
      { decision: 'agree', seen },
      { decision: 'decline', seen },
    ]
    return { ...given, path: `/api/requests/${id}/decide`, body, other: instead }
  },
}
