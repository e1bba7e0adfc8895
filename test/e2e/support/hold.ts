import { signIn } from '../../../scripts/client.ts'
import { clerkAt } from '../../support/counter.ts'
import { type System, secretOf } from '../../support/world.ts'
import { type Given, oneStop, type Stop } from './day.ts'

/** Plays the courier at a door where nobody has the code, without the tablet's screens. */
export async function noCode(world: System, { id, courierId }: Stop): Promise<void> {
  const { url, signingKey } = world
  const courier = await signIn(url, signingKey, 'courier', { subject: courierId, name: 'Lucas Moreau' })
  const stop = `/api/stops/${id}`
  await courier.must('POST', `${stop}/arrive`, { at: new Date().toISOString() })
  const answer = await courier.must('POST', `${stop}/no-code`, {})
  if (answer.outcome === 'identity') await courier.must('POST', `${stop}/identity`, { declined: true })
}

const PLACES = {
  chronopost: { line1: '8 rue Vauban', city: 'Lyon', postcode: '69006', country: 'FR' },
  kse: { line1: 'Лесная ул., 12', city: 'Москва', postcode: '127055', country: 'RU' },
}

/** Makes a point with opening hours and a clerk at its counter. */
export async function pointFor(world: System, profile: keyof typeof PLACES) {
  const hours = 'Mo-Sa 09:00-19:00; Su off'
  const body = { name: 'Tabac Vauban', kind: 'point', hours, address: PLACES[profile] }
  const { id } = await world.dispatcher.must('POST', '/api/points', body)
  return { id, clerk: await clerkAt(world, id) }
}

/** Makes a hold that is ordered to its own point after NL. From then on the door's code opens nothing. */
export async function heldFor(world: System, profile: 'kse' | 'chronopost', given: Given = {}) {
  // The point is made before the round, because a hold's point is chosen at dispatch.
  const point = await pointFor(world, profile)
  const stop = await oneStop(world, profile, given)
  const door = await secretOf(world, stop.phone)
  await noCode(world, stop)
  await world.dispatcher.must('POST', `/api/shipments/${stop.id}/point`, { pointId: point.id })
  const receive = (labels = stop.labels) => point.clerk.must('POST', '/api/holds/receive', { labels })
  return { ...stop, door, clerk: point.clerk, receive }
}
