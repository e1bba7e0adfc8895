import { shipmentOf } from '../shipment/api.ts'

/** Stored answers of the registry's writes: far longer than any client repeats a request. */
const ANSWERS_KEPT_MS = 30 * 24 * 3_600_000
const RECENT_MS = 24 * 3_600_000
const TOUCHED_MAX = 500

/**
 * Now and then: tells recent shipments where the index stands, so that one whose alarm was lost catches up and
 * sends what it left behind, and deletes answers that nobody can ask for again.
 */
export async function sweep(db: D1Database, shipments: DurableObjectNamespace, now: number): Promise<void> {
  await db
    .prepare('DELETE FROM answers WHERE at < ?')
    .bind(now - ANSWERS_KEPT_MS)
    .run()
  const { results } = await db
    .prepare('SELECT id, seq FROM shipments WHERE announced_at > ? ORDER BY announced_at DESC LIMIT ?')
    .bind(now - RECENT_MS, TOUCHED_MAX)
    .all<{ id: string; seq: number }>()
  await Promise.allSettled(results.map(({ id, seq }) => shipmentOf(shipments, id).catchUp(seq)))
}
