import type { Noted } from '../domain/effects.ts'
import type { NameKey } from '../domain/name.ts'
import type { AlertKind, ViolationKind } from '../domain/terms.ts'
import type { VisitRecord } from '../domain/visits.ts'
import { type RequestRow, requestLine } from './requests.ts'

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
  /**
   * Whether nothing can be handed over any more and no parcel is out. Another shipment may then ask for its
   * labels.
   */
  over: boolean
  /** Null if there is no name, or none any more. */
  name: NameKey | null
  /** Whether the name differs from the one it was announced with (R41). */
  renamed: boolean
  /** The visits that the statistics count; null before the first visit. */
  visits: VisitRecord[] | null
  /** A keyed fingerprint of the recipient's contact; null once erased (R42). */
  contactPrint: string | null
  /** When somebody last questioned how it was handed over, in ms (R42). */
  questionedAt: number | null
}

export interface AlertRow {
  id: string
  kind: AlertKind
  at: number
  shipmentId: string | null
  waybill: string | null
  personId: string | null
  webhookId?: string
  /** About a release by hands that are too new: the reasons, whose hands, who invited them and when (R42). */
  detail?: { reasons: string[]; by: string; invitedBy: string | null; invitedAt: string | null }
}

/** A hold in its point's list. If `pointId` is null it is in no list any more. */
export interface HoldRow {
  pointId: string | null
  shipmentId: string
  waybill: string
  stage: 'coming' | 'here' | 'returning'
  parcels: number
  here: number
  shelf: string | null
  /** Empty as long as the point has none of its parcels. */
  phoneTail: string
  /**
   * The name by which the recipient is found. Null as long as the point has none of its parcels, and once
   * erased.
   */
  name: NameKey | null
  receivedAt: number | null
  until: string | null
  /** The zone to which the day `until` belongs. */
  zone: string
  seq: number
}

/** A line of a point's register. */
export interface RegisterRow {
  pointId: string
  at: number
  shipmentId: string
  seq: number
  kind: 'received' | 'issued' | 'refused' | 'returned' | 'misplaced'
  waybill: string
  labels: string[]
  proof: string | null
  /** The clerk at the counter. */
  byId: string
}

/** What is known of a visit about which something is noted or suspected. */
export interface VisitRow {
  id: string
  at: number
  shipmentId: string
  waybill: string
  courierId: string
  roundId: string
  distanceM: number | null
  dwellS: number | null
}

export interface NotedRow extends VisitRow {
  kind: Noted
}

export interface ViolationRow extends VisitRow {
  kind: ViolationKind
  month: string
  contractId: string
  amount: number | null
  currency: string | null
  labels: string[]
}

/** Everything that the registry is told of one shipment at once. A repeated or late line changes nothing. */
export interface Lines {
  shipment: ShipmentRow | null
  hold: HoldRow | null
  alerts: AlertRow[]
  register: RegisterRow[]
  noted: NotedRow[]
  violations: ViolationRow[]
  requests: RequestRow[]
}

/**
 * Writes a shipment's row. `over` is written only when it becomes true: naming it makes SQLite rewrite the
 * entry in the index of open shipments, which costs a row each time. The name is written once for the same
 * reason.
 */
const upsert = (over: boolean) => `
  INSERT INTO shipments
    (id, announced_at, waybill, contract_id, state, secured, parcels, handed_over, courier_id, changed_at, seq, over,
     visits, surname, name_words, contact_print, questioned_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (id) DO UPDATE SET
    state = excluded.state, handed_over = excluded.handed_over, courier_id = excluded.courier_id,
    changed_at = excluded.changed_at, seq = excluded.seq, visits = excluded.visits,
    contact_print = excluded.contact_print, questioned_at = excluded.questioned_at${over ? ', over = 1' : ''}
  WHERE excluded.seq > seq`

function shipmentLines(db: D1Database, row: ShipmentRow): D1PreparedStatement[] {
  const line = db
    .prepare(upsert(row.over))
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
      row.contactPrint,
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
    line,
    ...(row.over ? [] : [again]),
    ...(row.name ? [] : [forget]),
    ...(row.renamed && row.name ? [rename] : []),
  ]
}

function holdLines(db: D1Database, row: HoldRow): D1PreparedStatement[] {
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

export const alertLine = (db: D1Database, alert: AlertRow) =>
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

const registerLine = (db: D1Database, row: RegisterRow) =>
  db
    .prepare(
      `INSERT OR IGNORE INTO register (point_id, at, shipment_id, seq, kind, waybill, labels, proof, by_id)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
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
    )

const notedLine = (db: D1Database, row: NotedRow) =>
  db
    .prepare('INSERT OR IGNORE INTO noted_visits VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
    .bind(row.courierId, row.at, row.id, row.kind, row.shipmentId, row.waybill, row.distanceM, row.dwellS)

/**
 * The provider is the one that employs the courier; the amount comes from the shipment's own policy (R27).
 */
const violationLine = (db: D1Database, row: ViolationRow) =>
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
export async function project<T>(db: D1Database, lines: Lines, query: D1PreparedStatement): Promise<T[]> {
  const statements = [
    ...(lines.shipment ? shipmentLines(db, lines.shipment) : []),
    ...(lines.hold ? holdLines(db, lines.hold) : []),
    ...lines.alerts.map((row) => alertLine(db, row)),
    ...lines.register.map((row) => registerLine(db, row)),
    ...lines.noted.map((row) => notedLine(db, row)),
    ...lines.violations.map((row) => violationLine(db, row)),
    ...lines.requests.map((row) => requestLine(db, row)),
  ]
  const results = await db.batch<T>([...statements, query])
  return results.at(-1)?.results ?? []
}
