import type { AlertKind } from '../domain/effects.ts'
import { labelKey, labelKeys } from '../domain/label.ts'

export interface ShipmentRow {
  id: string
  announcedAt: number
  waybill: string
  contractId: string
  state: string
  secured: boolean
  parcels: number
  handedOver: number
  courierId: string | null
  changedAt: number
  seq: number
  over: boolean
  labels: string[]
}

export interface AlertRow {
  id: string
  kind: AlertKind
  at: number
  shipmentId: string | null
  waybill: string | null
  personId: string | null
}

const UPSERT = `
  INSERT INTO shipments
    (id, announced_at, waybill, contract_id, state, secured, parcels, handed_over, courier_id, changed_at, seq)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (id) DO UPDATE SET
    state = excluded.state, handed_over = excluded.handed_over, courier_id = excluded.courier_id,
    changed_at = excluded.changed_at, seq = excluded.seq
  WHERE excluded.seq > seq`

/** Writes a shipment's line of the index. A repeated or late one changes nothing. */
export async function projectShipment(db: D1Database, row: ShipmentRow): Promise<void> {
  const upsert = db
    .prepare(UPSERT)
    .bind(
      row.id,
      row.announcedAt,
      row.waybill,
      row.contractId,
      row.state,
      row.secured ? 1 : 0,
      row.parcels,
      row.handedOver,
      row.courierId,
      row.changedAt,
      row.seq,
    )
  // An ended shipment gives its labels free; the row stays for search until another takes it.
  const free = db.prepare('UPDATE labels SET closed = 1 WHERE label = ? AND shipment_id = ? AND closed = 0')
  const freed = row.over ? [...new Set(row.labels.map(labelKey))].map((key) => free.bind(key, row.id)) : []
  await db.batch([upsert, ...freed])
}

export async function projectAlert(db: D1Database, alert: AlertRow): Promise<void> {
  await db
    .prepare(
      'INSERT OR IGNORE INTO alerts (id, kind, at, shipment_id, waybill, person_id) VALUES (?, ?, ?, ?, ?, ?)',
    )
    .bind(alert.id, alert.kind, alert.at, alert.shipmentId, alert.waybill, alert.personId)
    .run()
}

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
     ON CONFLICT (label) DO UPDATE SET shipment_id = excluded.shipment_id, closed = 0
     WHERE closed = 1 AND shipment_id <> excluded.shipment_id`,
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

async function foreignLabel(db: D1Database, shipmentId: string, labels: string[]): Promise<string | null> {
  // D1 binds at most a hundred parameters a statement.
  for (let start = 0; start < labels.length; start += 90) {
    const some = labels.slice(start, start + 90)
    const row = await db
      .prepare(
        `SELECT label FROM labels WHERE closed = 0 AND shipment_id <> ? AND label IN (${some.map(() => '?').join()})`,
      )
      .bind(shipmentId, ...some)
      .first<{ label: string }>()
    if (row) return row.label
  }
  return null
}
