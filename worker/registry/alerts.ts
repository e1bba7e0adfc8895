import type { AlertKind } from '../domain/effects.ts'
import type { AlertLine } from '../wire/views.ts'

interface Row {
  id: string
  kind: AlertKind
  at: number
  shipment_id: string | null
  waybill: string | null
  person_id: string | null
  person_name: string | null
  webhook_id: string | null
  released_at: number | null
}

const iso = (ms: number) => new Date(ms).toISOString()

/** A page of alerts, newest first. */
export async function listAlerts(
  db: D1Database,
  before: { at: number; id: string } | null,
  limit: number,
): Promise<AlertLine[]> {
  const { results } = await db
    .prepare(
      `SELECT a.*, p.name AS person_name FROM alerts a LEFT JOIN people p ON p.id = a.person_id
       WHERE (a.at, a.id) < (?, ?) ORDER BY a.at DESC, a.id DESC LIMIT ?`,
    )
    .bind(before?.at ?? Number.MAX_SAFE_INTEGER, before?.id ?? '', limit)
    .all<Row>()
  return results.map((row) => ({
    id: row.id,
    kind: row.kind,
    at: iso(row.at),
    shipmentId: row.shipment_id,
    waybill: row.waybill,
    personId: row.person_id,
    personName: row.person_name,
    ...(row.webhook_id !== null && { webhookId: row.webhook_id }),
    releasedAt: row.released_at === null ? null : iso(row.released_at),
  }))
}

/** Marks a person's blocks as released by a dispatcher. */
export const releaseAlerts = (db: D1Database, personId: string, at: number) =>
  db
    .prepare('UPDATE alerts SET released_at = ? WHERE person_id = ? AND released_at IS NULL')
    .bind(at, personId)
