import { expect } from 'vitest'
import type { Client } from '../../scripts/client.ts'
import { clerkAt, readySecret } from '../support/counter.ts'
import { type Delivery, secretOf, type World } from '../support/world.ts'
import { finish } from './page.ts'

interface RecipientSecrets {
  pin: string | null
  link: string
  qr: string
  phone: Client
  path: string
}

/** The day whose secrets are searched for: its world, its calls, and what the recipients were told. */
interface Day {
  world: World
  atDoor(profile: 'kse', given: object): Promise<Delivery>
  at(door: Delivery, call: string, body?: object): Promise<unknown>
  secretsOf(door: Delivery): Promise<RecipientSecrets>
  keep(receipt: { qr: string[] }): void
  overhear(client: Client): Client
}

/** Tries a code at the counter and returns the outcome. */
async function atHold(door: Delivery, clerk: Client, pin: string, labels = door.labels) {
  const answer = await clerk.must('POST', `/api/holds/${door.id}/pin`, { pin, labels })
  return answer.outcome as string
}

/**
 * Plays holds whose door code is dead: a new code at the counter and another for the rest, a QR, and a link.
 */
export async function atCounter(day: Day): Promise<Delivery[]> {
  const { world, atDoor, at, secretsOf, keep, overhear } = day
  const doors: Delivery[] = []
  const hold = async (parcels: number) => {
    const door = await atDoor('kse', { parcels, policy: { pinDigits: 8 } })
    const before = await secretsOf(door)
    await at(door, 'no-code')
    await at(door, 'identity', { declined: true })
    const { hold } = await world.dispatcher.must('GET', `/api/shipments/${door.id}`)
    const clerk = overhear(await clerkAt(world, hold.point.id))
    await clerk.must('POST', '/api/holds/receive', { labels: door.labels, shelf: 'C3' })
    await readySecret(world, door.phone)
    await world.until(async () => (await secretOf(world, door.phone)).pin !== before.pin)
    doors.push(door)
    return { door, clerk, dead: before.pin ?? '', ready: await secretsOf(door) }
  }
  const byPin = await hold(2)
  const { door, clerk, dead, ready } = byPin
  expect(await atHold(door, clerk, dead)).toBe('wrong')
  expect(await atHold(door, clerk, ready.pin ?? '', door.labels.slice(0, 1))).toBe('handed-over')
  await world.until(async () => (await secretOf(world, door.phone)).link !== ready.link)
  const rest = await secretsOf(door)
  expect(await atHold(door, clerk, rest.pin ?? '', door.labels.slice(1))).toBe('handed-over')
  keep((await rest.phone.get(rest.path)).body.receipt)

  const byQr = await hold(1)
  const { qr } = byQr.ready
  const shown = { code: qr, labels: byQr.door.labels }
  expect((await byQr.clerk.must('POST', `/api/holds/${byQr.door.id}/qr`, shown)).outcome).toBe('handed-over')

  const byLink = await hold(1)
  const { labels, id } = byLink.door
  expect(await finish(byLink.ready.phone, byLink.ready.path, labels)).toEqual({ outcome: 'waiting' })
  const issued = await byLink.clerk.must('POST', `/api/holds/${id}/scan`, { labels })
  expect(issued.outcome).toBe('handed-over')
  keep((await byLink.ready.phone.get(byLink.ready.path)).body.receipt)

  // This hold stays at the point, so it is in the list and on the sheet.
  const waits = await hold(1)
  for (const path of ['/api/holds', '/api/holds/day', `/api/holds/${waits.door.id}`, '/api/holds?q=c3'])
    await waits.clerk.get(path)
  await waits.clerk.post('/api/holds/open', { labels: waits.door.labels })
  const body = { shipmentId: waits.door.id, kind: 'other', comment: 'seen' }
  await world.dispatcher.must('POST', '/api/violations', body)
  await waits.door.courier.must('POST', '/api/round/close', { scanned: ['NOTHING-OF-IT'] })
  return doors
}
