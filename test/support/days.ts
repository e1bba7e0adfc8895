import { chainHash } from '../../worker/security/chain.ts'
import { eventsOf } from './door.ts'
import type { Harness } from './harness.ts'

const HOUR_MS = 3_600_000
/** The platform triggers this sweep every fifteen minutes; the tests trigger it themselves. */
const SWEEP = { cron: '*/15 * * * *' }
/**
 * In stories of several days only these moments send a message, and only by SMS, so that a test can tell when
 * every message has left.
 */
export const MOMENTS = { released: ['sms'], ready: ['sms'], reminder: ['sms'] }
const TOLD = ['dispatched', 'received-at-point', 'reminded']

/** Waits until every message has left. The harness waits long for an object that is busy sending. */
const quiet = (world: Harness, id: string) =>
  world.until(async () => {
    const events = await eventsOf(world, id)
    const count = (types: string[]) => events.filter(({ type }) => types.includes(type)).length
    return count(['message-sent']) === count(TOLD)
  })

/** Makes all of a shipment's log `ms` older and triggers its alarm, for what is due by now. */
export async function ring(world: Harness, id: string, ms: number): Promise<void> {
  await world.sql(id, `UPDATE events SET at = at - ${Math.round(ms)}`)
  await world.evict(id)
  // The sweep tells the shipment that its index row is missing. This triggers the shipment's alarm, which
  // alone writes the row.
  const { DB } = await world.worker.getEnv()
  await DB.prepare('UPDATE shipments SET seq = 0 WHERE id = ?').bind(id).run()
  await world.worker.scheduled(SWEEP)
}

/**
 * Lets time pass for one shipment: its whole log becomes `ms` older, and its alarm handles what became due.
 * It returns the types of the log's events afterwards. The chain no longer matches, because its hashes cover
 * the times.
 */
export async function goBy(world: Harness, id: string, ms: number): Promise<string[]> {
  await quiet(world, id)
  await ring(world, id, ms)
  const { DB } = await world.worker.getEnv()
  await world.until(async () => {
    const row = await DB.prepare('SELECT seq FROM shipments WHERE id = ?').bind(id).first()
    return row !== null && row.seq > 0
  })
  await quiet(world, id)
  return (await eventsOf(world, id)).map(({ type }) => type)
}

export const hoursGoBy = (world: Harness, id: string, hours: number) => goBy(world, id, hours * HOUR_MS)
export const daysGoBy = (world: Harness, id: string, days: number) => hoursGoBy(world, id, days * 24)

/**
 * Computes the chain anew after time went by, as if everything had happened then. All hashes change, so
 * receipts and evidence packs have to be fetched again.
 */
export async function rechain(world: Harness, id: string): Promise<void> {
  let previous = ''
  for (const { seq, at, by_role: role, by_id, fact, bound } of await world.sql(
    id,
    'SELECT * FROM events ORDER BY seq',
  )) {
    const event = { seq, at, by: { role, id: by_id }, fact: JSON.parse(String(fact)) }
    previous = chainHash(previous, { ...event, ...(bound !== null && { bound: JSON.parse(String(bound)) }) })
    await world.sql(id, `UPDATE events SET hash = '${previous}' WHERE seq = ${seq}`)
  }
}
