import { signIn } from '../../scripts/client.ts'
import { type Delivery, outForDelivery, type Place, secretOf } from './world.ts'

/** A clerk of a point, signed in at its counter. */
export const clerkAt = (world: Place, pointId: string) =>
  signIn(world.url, world.signingKey, 'counter', { subject: pointId, name: 'Inès Petit' })

type Clerk = Awaited<ReturnType<typeof clerkAt>>

export interface Held extends Delivery {
  clerk: Clerk
}

/** A shipment after NL at the door, ordered to its point, with a clerk of that point. */
export async function heldAtPoint(
  world: Place,
  profile: 'kse' | 'chronopost',
  given: { policy?: object; parcels?: number; received?: boolean } = {},
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

/** The code and link of the message "ready", which is another than the one told for the door. */
export async function readySecret(world: Place, held: Held, after: number) {
  await world.until(async () => (await world.messages(held.phone)).length > after || null)
  return secretOf(world, held.phone)
}
