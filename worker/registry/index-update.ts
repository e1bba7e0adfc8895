import { upsertPayment } from './payments.ts'
import { upsertRequest } from './requests.ts'
import type {
  AlertRow,
  HoldRow,
  IndexUpdate,
  RegisterRow,
  ShipmentRow,
  ViolationRow,
  VisitNoteRow,
} from './rows.ts'

/**
 * Writes a shipment's row. `over` is written only when it becomes true: naming it makes SQLite rewrite the
 * entry in the index of open shipments, which costs a row each time. The name is written once for the same
 * reason.
 */
const upsertSql = (over: boolean) => `
  INSERT INTO shipments
    (id, announced_at, waybill, contract_id, state, secured, parcels, handed_over, courier_id, changed_at, seq, over,
     visits, surname, name_words, contact_print, questioned_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (id) DO UPDATE SET
    state = excluded.state, handed_over = excluded.handed_over, courier_id = excluded.courier_id,
    changed_at = excluded.changed_at, seq = excluded.seq, visits = excluded.visits,
    contact_print = excluded.contact_print, questioned_at = excluded.questioned_at${over ? ', over = 1' : ''}
  WHERE excluded.seq > seq`

function upsertShipment(db: D1Database, row: ShipmentRow): D1PreparedStatement[] {
  const upsert = db
    .prepare(upsertSql(row.over))
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
      row.over ? 1 : 0,
      row.visits && JSON.stringify(row.visits),
      row.name?.surname ?? null,
      row.name?.words ?? null,
      row.contactFingerprint,
      row.questionedAt,
    )
  // This is rare: a parcel of a shipment that was over is out again, and its labels are in use.
  const again = db
    .prepare('UPDATE shipments SET over = 0 WHERE id = ? AND over = 1 AND seq = ?')
    .bind(row.id, row.seq)
  // Once the name is erased, what the shipment was found by goes with it (R31).
  const forget = db
    .prepare('UPDATE shipments SET surname = NULL, name_words = NULL WHERE id = ? AND surname IS NOT NULL')
    .bind(row.id)
  const rename = db
    .prepare('UPDATE shipments SET surname = ?, name_words = ? WHERE id = ? AND seq = ?')
    .bind(row.name?.surname ?? null, row.name?.words ?? null, row.id, row.seq)
  return [
    upsert,
    ...(row.over ? [] : [again]),
    ...(row.name ? [] : [forget]),
    ...(row.renamed && row.name ? [rename] : []),
  ]
}

function upsertHold(db: D1Database, row: HoldRow): D1PreparedStatement[] {
  const gone = db
    .prepare('DELETE FROM holds WHERE shipment_id = ? AND point_id <> ? AND seq < ?')
    .bind(row.shipmentId, row.pointId ?? '', row.seq)
  if (row.pointId === null) return [gone]
  const here = db
    .prepare(
      `INSERT INTO holds
         (point_id, shipment_id, waybill, stage, parcels, here, shelf, phone_tail, received_at, until, zone, seq,
         surname, name_words)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (point_id, shipment_id) DO UPDATE SET
         stage = excluded.stage, here = excluded.here, shelf = excluded.shelf,
         received_at = excluded.received_at, until = excluded.until, zone = excluded.zone,
         phone_tail = excluded.phone_tail, surname = excluded.surname, name_words = excluded.name_words,
         seq = excluded.seq
       WHERE excluded.seq > seq`,
    )
    .bind(
      row.pointId,
      row.shipmentId,
      row.waybill,
      row.stage,
      row.parcels,
      row.here,
      row.shelf,
      row.phoneTail,
      row.receivedAt,
      row.until,
      row.zone,
      row.seq,
      row.name?.surname ?? null,
      row.name?.words ?? null,
    )
  return [gone, here]
}

export const insertAlert = (db: D1Database, alert: AlertRow) =>
  db
    .prepare(
      `INSERT OR IGNORE INTO alerts (id, kind, at, shipment_id, waybill, person_id, webhook_id, detail)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .bind(
      alert.id,
      alert.kind,
      alert.at,
      alert.shipmentId,
      alert.waybill,
      alert.personId,
      alert.webhookId ?? null,
      alert.detail ? JSON.stringify(alert.detail) : null,
    )

/** Marks an alert as dealt with. It was inserted with an earlier fact of the same shipment. */
const settleAlert = (db: D1Database, { id, at }: IndexUpdate['settledAlerts'][number]) =>
  db.prepare('UPDATE alerts SET released_at = ? WHERE id = ? AND released_at IS NULL').bind(at, id)

const insertRegisterRow = (db: D1Database, row: RegisterRow) =>
  db
    .prepare(
      `INSERT OR IGNORE INTO register (point_id, at, shipment_id, seq, kind, waybill, labels, proof, by_id, device)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .bind(
      row.pointId,
      row.at,
      row.shipmentId,
      row.seq,
      row.kind,
      row.waybill,
      JSON.stringify(row.labels),
      row.proof,
      row.byId,
      row.device,
    )

const insertVisitNote = (db: D1Database, row: VisitNoteRow) =>
  db
    .prepare('INSERT OR IGNORE INTO noted_visits VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
    .bind(row.courierId, row.at, row.id, row.kind, row.shipmentId, row.waybill, row.distanceM, row.dwellS)

const deleteVisitNote = (db: D1Database, { courierId, at, id }: IndexUpdate['droppedNotes'][number]) =>
  db.prepare('DELETE FROM noted_visits WHERE courier_id = ? AND at = ? AND id = ?').bind(courierId, at, id)

/**
 * The provider is the one that employs the courier; the amount comes from the shipment's own policy (R27).
 */
const insertViolation = (db: D1Database, row: ViolationRow) =>
  db
    .prepare(
      `INSERT OR IGNORE INTO violations
         (id, at, month, kind, state, shipment_id, waybill, contract_id, courier_id, provider_id, round_id,
          amount, currency, distance_m, dwell_s, labels)
       VALUES (?1, ?2, ?3, ?4, 'suspected', ?5, ?6, ?7, ?8, (SELECT provider_id FROM people WHERE id = ?8), ?9,
         ?10, ?11, ?12, ?13, ?14)`,
    )
    .bind(
      row.id,
      row.at,
      row.month,
      row.kind,
      row.shipmentId,
      row.waybill,
      row.contractId,
      row.courierId,
      row.roundId,
      row.amount,
      row.currency,
      row.distanceM,
      row.dwellS,
      JSON.stringify(row.labels),
    )

/**
 * Writes what a shipment has to tell in one batch, and runs a query in the same batch to save a round trip.
 * @returns the rows of the query
 */
export async function updateIndex<T>(
  db: D1Database,
  update: IndexUpdate,
  query: D1PreparedStatement,
): Promise<T[]> {
  const statements = [
    ...(update.shipment ? upsertShipment(db, update.shipment) : []),
    ...(update.hold ? upsertHold(db, update.hold) : []),
    ...update.alerts.map((row) => insertAlert(db, row)),
    ...update.settledAlerts.map((row) => settleAlert(db, row)),
    ...update.register.map((row) => insertRegisterRow(db, row)),
    ...update.visitNotes.map((row) => insertVisitNote(db, row)),
    ...update.droppedNotes.map((row) => deleteVisitNote(db, row)),
    ...update.violations.map((row) => insertViolation(db, row)),
    ...update.requests.map((row) => upsertRequest(db, row)),
    ...update.payments.map((row) => upsertPayment(db, row)),
  ]
  const results = await db.batch<T>([...statements, query])
  return results.at(-1)?.results ?? []
}
