import type { ViolationLine, ViolationSum, ViolationView } from '../api/violations/answers.ts'
import type { ViolationKind, ViolationState } from '../domain/terms.ts'
import { pickPage, SCAN_MAX } from './scan.ts'

interface Row {
  id: string
  at: number
  month: string
  kind: ViolationKind
  state: ViolationState
  shipment_id: string
  waybill: string
  contract_id: string
  courier_id: string | null
  courier_name: string | null
  provider_id: string | null
  provider_name: string | null
  round_id: string | null
  amount: number | null
  currency: string | null
  distance_m: number | null
  dwell_s: number | null
  labels: string
}

const SELECT = `
  SELECT v.*, p.name AS courier_name, r.name AS provider_name
  FROM violations v LEFT JOIN people p ON p.id = v.courier_id LEFT JOIN providers r ON r.id = v.provider_id`

const lineOf = (row: Row): ViolationLine => ({
  id: row.id,
  at: new Date(row.at).toISOString(),
  month: row.month,
  kind: row.kind,
  state: row.state,
  shipmentId: row.shipment_id,
  waybill: row.waybill,
  contractId: row.contract_id,
  courierId: row.courier_id,
  courierName: row.courier_name ?? '',
  providerId: row.provider_id,
  providerName: row.provider_name ?? '',
  roundId: row.round_id,
  labels: JSON.parse(row.labels),
  amount: row.amount,
  currency: row.currency,
  distanceM: row.distance_m,
  dwellS: row.dwell_s,
})

/**
 * Returns whether a suspicion about a shipment is still undecided. The ids of its violations begin with the
 * shipment's id.
 */
export async function hasOpenViolation(db: D1Database, shipmentId: string): Promise<boolean> {
  const open = await db
    .prepare(
      `SELECT 1 FROM violations
       WHERE id > ? AND id < ? AND state IN ('suspected', 'contested', 'waiver-proposed') LIMIT 1`,
    )
    .bind(`${shipmentId}:`, `${shipmentId};`)
    .first()
  return open !== null
}

export interface ViolationFilter {
  month: string | null
  providerId: string | null
  state: string | null
  before: { at: number; id: string } | null
}

/** Returns the condition of the one filter that an index serves; the others are checked row by row. */
function indexedBy({ month, providerId, state }: ViolationFilter): { where: string[]; bound: string[] } {
  if (providerId !== null) return { where: ['v.provider_id = ?'], bound: [providerId] }
  if (state !== null) return { where: ['v.state = ?'], bound: [state] }
  return month === null ? { where: [], bound: [] } : { where: ['v.month = ?'], bound: [month] }
}

/** Returns a page of the ledger, newest first; `next` is what the next page begins after. */
export async function listViolations(
  db: D1Database,
  filter: ViolationFilter,
  limit: number,
): Promise<{ items: ViolationLine[]; next: { at: number; id: string } | null }> {
  const { month, providerId, state, before } = filter
  const { where, bound } = indexedBy(filter)
  const filters = [month, providerId, state].filter((value) => value !== null).length
  const asked = filters > 1 ? Math.max(SCAN_MAX, limit) : limit
  const all = [...where, ...(before ? ['(v.at, v.id) < (?, ?)'] : [])]
  const clause = all.length > 0 ? `WHERE ${all.join(' AND ')}` : ''
  const { results } = await db
    .prepare(`${SELECT} ${clause} ORDER BY v.at DESC, v.id DESC LIMIT ?`)
    .bind(...bound, ...(before ? [before.at, before.id] : []), asked)
    .all<Row>()
  const fits = (row: Row) =>
    (month === null || row.month === month) &&
    (providerId === null || row.provider_id === providerId) &&
    (state === null || row.state === state)
  const { items, next } = pickPage(results, fits, limit, asked)
  return { items: items.map(lineOf), next: next && { at: next.at, id: next.id } }
}

export async function findViolation(db: D1Database, id: string): Promise<ViolationView | null> {
  const row = await db.prepare(`${SELECT} WHERE v.id = ?`).bind(id).first<Row>()
  if (!row) return null
  const { results } = await db
    .prepare(
      `SELECT s.*, p.name AS by_name FROM violation_steps s LEFT JOIN people p ON p.id = s.by_id
       WHERE s.violation_id = ? ORDER BY s.at, s.id`,
    )
    .bind(id)
    .all<{
      at: number
      what: ViolationState
      by_id: string
      by_name: string | null
      comment: string | null
    }>()
  const steps = results.map((step) => ({
    at: new Date(step.at).toISOString(),
    what: step.what,
    by: step.by_id,
    byName: step.by_name ?? '',
    comment: step.comment ?? '',
  }))
  return { ...lineOf(row), steps }
}

/**
 * Takes a violation one step further, only from one of the states it may come from. Of two decisions at the
 * same moment one holds. The other's batch fails as a whole, because its step finds no violation to belong
 * to, so nobody is told of a decision that was not taken.
 */
export function stepViolation(
  db: D1Database,
  id: string,
  from: readonly ViolationState[],
  to: ViolationState,
  { at, by, comment }: { at: number; by: string; comment: string | null },
): D1PreparedStatement[] {
  const marks = from.map(() => '?').join()
  return [
    db
      .prepare(
        `INSERT INTO violation_steps (violation_id, at, id, what, by_id, comment)
         VALUES ((SELECT id FROM violations WHERE id = ? AND state IN (${marks})),
           MAX(?, COALESCE((SELECT MAX(at) + 1 FROM violation_steps WHERE violation_id = ?), 0)), ?, ?, ?, ?)`,
      )
      // Each step is later than the one before, also within a millisecond, because the order of steps tells
      // the story.
      .bind(id, ...from, at, id, crypto.randomUUID(), to, by, comment),
    db.prepare(`UPDATE violations SET state = ? WHERE id = ? AND state IN (${marks})`).bind(to, id, ...from),
  ]
}

/** Returns the totals of each provider's months, newest month first. */
export async function sumViolations(db: D1Database, months: number): Promise<ViolationSum[]> {
  const { results } = await db
    .prepare(
      `SELECT v.month, v.provider_id, r.name AS provider_name, v.currency,
         SUM(v.state NOT IN ('upheld', 'waived')) AS open, SUM(v.state = 'upheld') AS upheld,
         SUM(v.state = 'waived') AS waived,
         SUM(CASE WHEN v.state = 'upheld' THEN COALESCE(v.amount, 0) ELSE 0 END) AS amount
       FROM violations v LEFT JOIN providers r ON r.id = v.provider_id
       WHERE v.month >= strftime('%Y-%m', 'now', ?)
       GROUP BY v.month, v.provider_id, v.currency ORDER BY v.month DESC, r.name`,
    )
    .bind(`-${months} months`)
    .all<{
      month: string
      provider_id: string | null
      provider_name: string | null
      currency: string | null
      open: number
      upheld: number
      waived: number
      amount: number
    }>()
  return results.map(({ provider_id, provider_name, ...sum }) => ({
    ...sum,
    providerId: provider_id,
    providerName: provider_name ?? '',
  }))
}
