import { shipmentOf } from '../shipment/api.ts'

/** Stored answers of the registry's writes: far longer than any client repeats a request. */
const ANSWERS_KEPT_MS = 30 * 24 * 3_600_000
const RECENT_MS = 24 * 3_600_000
const TOUCHED_MAX = 500

/**
 * Now and then: touches shipments that changed lately, since an object that wakes up sends what a lost alarm
 * left behind, and deletes answers that nobody can ask for again.
 */
export async function sweep(db: D1Database, shipments: DurableObjectNamespace, now: number): Promise<void> {
  await db
    .prepare('DELETE FROM answers WHERE at < ?')
    .bind(now - ANSWERS_KEPT_MS)
    .run()
  const { results } = await db
    .prepare('SELECT id FROM shipments WHERE announced_at > ? ORDER BY announced_at DESC LIMIT ?')
    .bind(now - RECENT_MS, TOUCHED_MAX)
    .all<{ id: string }>()
  await Promise.allSettled(results.map(({ id }) => shipmentOf(shipments, id).view(null)))
}
