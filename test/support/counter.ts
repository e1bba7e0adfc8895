import { signIn } from '../../scripts/client.ts'
import {
  announce,
  contractFor,
  type Delivery,
  newCourier,
  openLink,
  outForDelivery,
  type System,
  secretOf,
} from './world.ts'

/** Returns the client of a clerk who is signed in at a point's counter. */
export const clerkAt = (world: System, pointId: string) =>
  signIn(world.url, world.signingKey, 'counter', { subject: pointId, name: 'Inès Petit' })

/** Makes a point for one test, at a place to which no other test's parcel goes, and returns its id. */
export async function newPoint(world: System, place: { lat: number; lon: number }, more: object = {}) {
  const address = { line1: '1 rue du Port', city: 'Brest', postcode: '29200', country: 'FR', ...place }
  const body = { name: 'Relais du Port', kind: 'point', address, ...more }
  const { id } = await world.dispatcher.must('POST', '/api/points', body)
  return id as string
}

type Clerk = Awaited<ReturnType<typeof clerkAt>>

export interface Held extends Delivery {
  clerk: Clerk
}

/** Makes a shipment that is on its way to its point after NL at the door, and a clerk of that point. */
export async function heldAtPoint(
  world: System,
  profile: 'kse' | 'chronopost',
  given: {
    policy?: object
    parcels?: number
    recipient?: Record<string, unknown>
    amounts?: Record<string, unknown>
    received?: boolean
  } = {},
): Promise<Held> {
  const { received, ...rest } = given
  const delivery = await outForDelivery(world, profile, { ...rest, arrived: true })
  const stop = `/api/stops/${delivery.id}`
  const answer = await delivery.courier.must('POST', `${stop}/no-code`, {})
  if (answer.outcome === 'identity')
    await delivery.courier.must('POST', `${stop}/identity`, { declined: true })
  const { hold } = await world.dispatcher.must('GET', `/api/shipments/${delivery.id}`)
  const pointId = hold.point.id as string
  const clerk = await clerkAt(world, pointId)
  if (received) await clerk.must('POST', '/api/holds/receive', { labels: delivery.labels })
  return { ...delivery, pointId, clerk }
}

/** Has a courier bring shipments that are addressed to points: a round leaves and arrives there (R28). */
export async function broughtTo(world: System, shipmentIds: string[]) {
  const { id: courierId, client: courier } = await newCourier(world)
  const date = new Date().toISOString().slice(0, 10)
  const round = await world.dispatcher.must('POST', '/api/rounds', { courierId, date, shipmentIds })
  await world.dispatcher.must('POST', `/api/rounds/${round.id}/dispatch`, {})
  const at = new Date().toISOString()
  await Promise.all(shipmentIds.map((id) => courier.must('POST', `/api/stops/${id}/arrive`, { at })))
  return { courier, courierId, roundId: round.id as string }
}

/** Makes a shipment that is addressed to a point, which a courier brought and the point has received. */
export async function dropOffAt(
  world: System,
  profile: 'kse' | 'chronopost',
  { clerk, pointId }: { clerk: Clerk; pointId: string },
  given: { policy?: object; parcels?: number; recipient?: Record<string, unknown> } = {},
) {
  const contractId = await contractFor(world, profile, given.policy)
  const shipment = await announce(world, contractId, { ...given, destination: { pointId } })
  const brought = await broughtTo(world, [shipment.id])
  await clerk.must('POST', '/api/holds/receive', { labels: shipment.labels })
  return { ...shipment, ...brought, clerk, pointId }
}

const READY = / до \d\d[./]\d\d\.|à votre disposition|Ready to be collected/

/**
 * Returns code, link and page of the newest "ready" message. Their secret differs from the one for the door;
 * `notThis` is a link that does not count.
 */
export async function readySecret(world: System, phone: string, notThis?: string) {
  const { pin, link } = await world.until(async () => {
    const ready = (await world.messages(phone)).some(({ text }) => READY.test(text))
    const secret = ready && (await secretOf(world, phone))
    return secret && secret.link !== notThis ? secret : null
  })
  const page = await openLink(world, link)
  const { secret } = await page.phone.must('GET', page.path)
  return { ...page, link, pin: pin ?? '', qr: (secret?.qr ?? '') as string }
}
