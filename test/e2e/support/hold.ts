import { signIn } from '../../../scripts/client.ts'
import { clerkAt } from '../../support/counter.ts'
import { type Place, secretOf } from '../../support/world.ts'
import { type Given, oneStop, type Stop } from './day.ts'

/** The courier's tablet at a door where nobody has the code, without its screens. */
export async function noCode(world: Place, { id, courierId }: Stop): Promise<void> {
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

/** A point with opening hours, and a clerk at its counter. */
export async function pointFor(world: Place, profile: keyof typeof PLACES) {
  const hours = 'Mo-Sa 09:00-19:00; Su off'
  const body = { name: 'Tabac Vauban', kind: 'point', hours, address: PLACES[profile] }
  const { id } = await world.dispatcher.must('POST', '/api/points', body)
  return { id, clerk: await clerkAt(world, id) }
}

/** Ordered to a point of its own after NL at the door; the door's code is dead from here on. */
export async function heldFor(world: Place, profile: 'kse' | 'chronopost', given: Given = {}) {
  // Before the round: a hold goes to a point that is known when it is dispatched.
  const point = await pointFor(world, profile)
  const stop = await oneStop(world, profile, given)
  const door = await secretOf(world, stop.phone)
  await noCode(world, stop)
  await world.dispatcher.must('POST', `/api/shipments/${stop.id}/point`, { pointId: point.id })
  const receive = (labels = stop.labels) => point.clerk.must('POST', '/api/holds/receive', { labels })
  return { ...stop, door, clerk: point.clerk, receive }
}
