import type { RequestState } from '../domain/request.ts'
import type { RequestKind } from '../domain/terms.ts'

/** A request as the registry holds it. Times are in ms. */
export interface RequestRow {
  id: string
  kind: RequestKind
  at: number
  askedBy: string
  state: RequestState
  lapsesAt: number | null
  shipmentId: string | null
  waybill: string | null
  contractId: string | null
  personId: string | null
  apart: string[]
  decidedBy: string | null
  decidedAt: number | null
}

interface Row {
  id: string
  kind: RequestKind
  at: number
  asked_by: string
  state: RequestState
  lapses_at: number | null
  shipment_id: string | null
  waybill: string | null
  contract_id: string | null
  person_id: string | null
  apart: string
  body: string | null
  decided_by: string | null
  decided_at: number | null
}

/** A request of the registry itself, with the content that takes effect when it is agreed to. */
export interface Request extends RequestRow {
  body: unknown
}

const requestOf = (row: Row): Request => ({
  id: row.id,
  kind: row.kind,
  at: row.at,
  askedBy: row.asked_by,
  state: row.state,
  lapsesAt: row.lapses_at,
  shipmentId: row.shipment_id,
  waybill: row.waybill,
  contractId: row.contract_id,
  personId: row.person_id,
  apart: JSON.parse(row.apart),
  body: row.body === null ? null : JSON.parse(row.body),
  decidedBy: row.decided_by,
  decidedAt: row.decided_at,
})

/** Writes the state of a shipment's request. Writing it again changes nothing. */
export const upsertRequest = (db: D1Database, row: RequestRow): D1PreparedStatement => insert(db, row, null)

/** Opens a request whose effect lies in the registry. Opening it again changes nothing that was decided. */
export const openRequest = (db: D1Database, row: RequestRow, body: unknown): D1PreparedStatement =>
  insert(db, row, body)

function insert(db: D1Database, row: RequestRow, body: unknown): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO requests (id, kind, at, asked_by, state, lapses_at, shipment_id, waybill, contract_id, person_id,
         apart, body, decided_by, decided_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET state = excluded.state, apart = excluded.apart,
         decided_by = excluded.decided_by, decided_at = excluded.decided_at
       WHERE body IS NULL`,
    )
    .bind(
      row.id,
      row.kind,
      row.at,
      row.askedBy,
      row.state,
      row.lapsesAt,
      row.shipmentId,
      row.waybill,
      row.contractId,
      row.personId,
      JSON.stringify(row.apart),
      body === null ? null : JSON.stringify(body),
      row.decidedBy,
      row.decidedAt,
    )
}

/**
 * Ends a request of the registry itself, only while it is open. As the first statement of a batch it fails if
 * the request is over, and nothing of the batch happens: of two decisions at the same moment only one holds.
 */
export function endRequest(
  db: D1Database,
  id: string,
  state: Exclude<RequestState, 'open'>,
  by: string,
  at: number,
): D1PreparedStatement {
  // `at` is NOT NULL: a request that is not open makes it null, and the batch fails.
  return db
    .prepare(
      `UPDATE requests SET state = ?, decided_by = ?, decided_at = ?,
         at = CASE WHEN state = 'open' THEN at ELSE NULL END WHERE id = ?`,
    )
    .bind(state, by, at, id)
}

export async function findRequest(db: D1Database, id: string): Promise<Request | null> {
  const row = await db.prepare('SELECT * FROM requests WHERE id = ?').bind(id).first<Row>()
  return row && requestOf(row)
}

/** Returns the latest open request of a kind about a person or a contract, or null. */
export async function openRequestAbout(
  db: D1Database,
  kind: RequestKind,
  about: { contractId?: string; personId?: string },
  now: number,
): Promise<Request | null> {
  const row = await db
    .prepare(
      `SELECT * FROM requests WHERE state = 'open' AND kind = ? AND (contract_id = ? OR person_id = ?)
         AND COALESCE(lapses_at, ?) >= ? ORDER BY at DESC LIMIT 1`,
    )
    .bind(kind, about.contractId ?? null, about.personId ?? null, now, now)
    .first<Row>()
  return row && requestOf(row)
}

/**
 * Returns a page of open requests, the oldest first, because it has waited longest. Lapsed ones are left out.
 */
export async function listOpen(
  db: D1Database,
  after: { at: number; id: string } | null,
  now: number,
  limit: number,
): Promise<Request[]> {
  const { results } = await db
    .prepare(
      `SELECT * FROM requests WHERE state = 'open' AND (at, id) > (?, ?) AND COALESCE(lapses_at, ?) >= ?
       ORDER BY at, id LIMIT ?`,
    )
    .bind(after?.at ?? 0, after?.id ?? '', now, now, limit)
    .all<Row>()
  return results.map(requestOf)
}

/** Ends the open waiver request about a violation that was decided otherwise. */
export const declineAbout = (db: D1Database, violationId: string, by: string, at: number) =>
  db
    .prepare(
      `UPDATE requests SET state = 'declined', decided_by = ?, decided_at = ?
       WHERE state = 'open' AND kind = 'waiver' AND json_extract(body, '$.violationId') = ?`,
    )
    .bind(by, at, violationId)
