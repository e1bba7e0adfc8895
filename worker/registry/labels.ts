import { labelKey, labelKeys } from '../domain/label.ts'

/**
 * Reserves labels for a shipment; null when all are its own now, else the first that another open shipment
 * has. Those of an announcement that is then refused are dropped again.
 */
export async function reserveLabels(
  db: D1Database,
  shipmentId: string,
  labels: readonly string[],
): Promise<string | null> {
  const wanted = [...new Set(labels.map(labelKey))]
  const take = db.prepare(
    `INSERT INTO labels (label, shipment_id) VALUES (?, ?)
     ON CONFLICT (label) DO UPDATE SET shipment_id = excluded.shipment_id
     WHERE shipment_id <> excluded.shipment_id
       AND EXISTS (SELECT 1 FROM shipments s WHERE s.id = labels.shipment_id AND s.over = 1)`,
  )
  const taken = await foreignLabel(db, shipmentId, labels.flatMap(labelKeys))
  if (taken) return taken
  await db.batch(wanted.map((label) => take.bind(label, shipmentId)))
  const lost = await foreignLabel(db, shipmentId, wanted)
  // Another announcement was faster for one of them: the others must not stay with a shipment that never was.
  if (lost) await dropUnheld(db, shipmentId, wanted)
  return lost
}

/** Gives labels up that were reserved for nothing, or a refused announcement would block them for ever. */
export async function dropLabels(
  db: D1Database,
  shipmentId: string,
  labels: readonly string[],
): Promise<void> {
  if (labels.length === 0) return
  const drop = db.prepare('DELETE FROM labels WHERE label = ? AND shipment_id = ?')
  await db.batch([...new Set(labels.map(labelKey))].map((key) => drop.bind(key, shipmentId)))
}

/** Deletes reservations of a shipment that the index does not know, i.e. that nobody announced so far. */
async function dropUnheld(db: D1Database, shipmentId: string, keys: readonly string[]): Promise<void> {
  const drop = db.prepare(
    `DELETE FROM labels WHERE label = ? AND shipment_id = ?
     AND NOT EXISTS (SELECT 1 FROM shipments WHERE id = shipment_id)`,
  )
  await db.batch(keys.map((key) => drop.bind(key, shipmentId)))
}

/** One whose shipment is not known to be over is taken: also a reservation that is still to be announced. */
async function foreignLabel(db: D1Database, shipmentId: string, labels: string[]): Promise<string | null> {
  // D1 binds at most a hundred parameters a statement.
  for (let start = 0; start < labels.length; start += 90) {
    const some = labels.slice(start, start + 90)
    const row = await db
      .prepare(
        `SELECT l.label FROM labels l LEFT JOIN shipments s ON s.id = l.shipment_id
         WHERE COALESCE(s.over, 0) = 0 AND l.shipment_id <> ? AND l.label IN (${some.map(() => '?').join()})`,
      )
      .bind(shipmentId, ...some)
      .first<{ label: string }>()
    if (row) return row.label
  }
  return null
}
