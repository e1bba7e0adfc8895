import { shipmentStub } from '../objects/shipment.ts'
import { resume } from './carry-on.ts'
import type { Stores } from './operation.ts'

/** How long stored answers of registry writes are kept: far longer than any client repeats a request. */
const ANSWERS_KEPT_MS = 30 * 24 * 3_600_000
const RECENT_MS = 24 * 3_600_000
const TOUCHED_MAX = 500

/**
 * A shipment that never ended is forgotten a year after its announcement. The sweep has a few days to notice
 * it.
 */
const DORMANT_MS = 365 * 24 * 3_600_000
const NOTICED_MS = 7 * 24 * 3_600_000

/**
 * Runs from time to time. It continues operations that were begun and left. It tells recent shipments where
 * the index stands, so that one whose alarm was lost catches up and sends what it still owes. It wakes
 * shipments that never ended, so that their data are not kept for ever (R31). It deletes answers that nobody
 * can ask for again.
 */
export async function sweep(stores: Stores, now: number): Promise<void> {
  const { DB: db, SHIPMENT: shipments } = stores
  await resume(stores, now)
  await db
    .prepare('DELETE FROM answers WHERE at < ?')
    .bind(now - ANSWERS_KEPT_MS)
    .run()
  const { results } = await db
    .prepare('SELECT id, seq FROM shipments WHERE announced_at > ? ORDER BY announced_at DESC LIMIT ?')
    .bind(now - RECENT_MS, TOUCHED_MAX)
    .all<{ id: string; seq: number }>()
  const dormant = await db
    .prepare(
      `SELECT id, seq FROM shipments WHERE over = 0 AND announced_at BETWEEN ? AND ?
       ORDER BY announced_at LIMIT ?`,
    )
    .bind(now - DORMANT_MS - NOTICED_MS, now - DORMANT_MS, TOUCHED_MAX)
    .all<{ id: string; seq: number }>()
  results.push(...dormant.results)
  await Promise.allSettled(results.map(({ id, seq }) => shipmentStub(shipments, id).catchUp(seq)))
}
