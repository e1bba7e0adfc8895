import { expect } from 'vitest'
import type { Client } from '../../scripts/client.ts'
import type { EventLine } from '../../worker/api/shipments/answers.ts'
import { chainHash } from '../../worker/security/chain.ts'
import { announce, contractFor, type Delivery, newCourier, type System, secretOf } from './world.ts'

/** Tries one code at the door. */
export const tryPin = (delivery: Pick<Delivery, 'courier' | 'id'>, pin: string, key?: string) =>
  delivery.courier.post(`/api/stops/${delivery.id}/pin`, { pin }, key)

/** Returns `count` different wrong codes of the right form. */
export function wrongPins(right: string, count: number): string[] {
  const size = 10 ** right.length
  return Array.from({ length: count }, (_, n) =>
    String((Number(right) + 1 + n * 7) % size).padStart(right.length, '0'),
  )
}

/** Returns the right code from the recipient's messages; throws when they carry none. */
export async function pinOf(world: System, delivery: { phone: string }): Promise<string> {
  const { pin } = await secretOf(world, delivery.phone)
  if (!pin) throw new Error('the message carries no code')
  return pin
}

/** Returns a shipment's log as the dispatcher reads it. */
export async function eventsOf(world: Pick<System, 'dispatcher'>, id: string): Promise<EventLine[]> {
  return (await world.dispatcher.must('GET', `/api/shipments/${id}/events`)).events
}

export const ofType = (events: EventLine[], type: string) => events.filter((event) => event.type === type)

/** Counts the codes that were compared: the refused ones and the one that handed over (R12). */
export function evaluated(events: EventLine[]): number {
  const byCode = ofType(events, 'handed-over').filter(({ data }) =>
    ['pin', 'qr'].includes(String(data.proof)),
  )
  return ofType(events, 'code-refused').length + byCode.length
}

/**
 * Computes every hash again from what the log shows, so that a missing, added or altered event fails the test
 * (R31).
 */
export function expectUnbroken(events: EventLine[]): void {
  let previous = ''
  events.forEach(({ seq, receivedAt, by, type, data: { bound, ...data }, hash }, index) => {
    expect(seq).toBe(index + 1)
    const event = {
      seq,
      at: Date.parse(receivedAt),
      by,
      fact: { type, ...data },
      ...(bound ? { bound } : {}),
    }
    expect(hash, `event ${seq}`).toBe(chainHash(previous, event))
    previous = hash
  })
}

/** Puts several shipments on one dispatched round of one courier, who has arrived at every door. */
export async function roundAtDoors(
  world: System,
  profile: 'kse' | 'chronopost',
  count: number,
  given: { policy?: object; recipient?: Record<string, unknown>; arrived?: boolean } = {},
): Promise<{ courier: Client; courierId: string; roundId: string; stops: Delivery[] }> {
  const contractId = await contractFor(world, profile, given.policy)
  const { id: courierId, client: courier } = await newCourier(world)
  const shipments = []
  for (let n = 0; n < count; n++) shipments.push(await announce(world, contractId, given))
  const date = new Date().toISOString().slice(0, 10)
  const shipmentIds = shipments.map(({ id }) => id)
  const { id: roundId } = await world.dispatcher.must('POST', '/api/rounds', { courierId, date, shipmentIds })
  await world.dispatcher.must('POST', `/api/rounds/${roundId}/dispatch`, {})
  const at = new Date().toISOString()
  const arrived = given.arrived === false ? [] : shipmentIds
  for (const id of arrived) await courier.must('POST', `/api/stops/${id}/arrive`, { at })
  const stops = shipments.map((one) => ({ ...one, courier, courierId, roundId, pointId: '' }))
  return { courier, courierId, roundId, stops }
}
