import { addDays, dayOf, daysBetween, startOfDay } from '../calendar.ts'
import { labelKeys } from '../domain/label.ts'
import type { HoldLine, RegisterLine } from '../wire/counter.ts'

interface HoldRow {
  shipment_id: string
  waybill: string
  stage: HoldLine['stage']
  parcels: number
  here: number
  shelf: string | null
  phone_tail: string
  received_at: number | null
  until: string | null
  zone: string
}

export interface HoldsAfter {
  until: string
  shipmentId: string
}

const TAIL = /^\d{4}$/
/** Where what is still coming stands: behind every day that something is kept until. */
export const LAST_DAY = '9999'

/**
 * A page of one point's holds, the soonest to end first and what is still coming at the end. `q` is a waybill or
 * label as a whole, or the last four digits of a phone. `now` in ms: the days left are those of
 * the zone that the last day is one of.
 */
export async function listHolds(
  db: D1Database,
  pointId: string,
  { q, after, now }: { q: string | null; after: HoldsAfter | null; now: number },
  limit: number,
): Promise<HoldLine[]> {
  const where = ['point_id = ?']
  const bound: (string | number)[] = [pointId]
  if (q) {
    const forms = labelKeys(q)
    const byLabel = `shipment_id IN (SELECT shipment_id FROM labels WHERE label IN (${forms.map(() => '?').join()}))`
    where.push(TAIL.test(q) ? `(${byLabel} OR phone_tail = ?)` : byLabel)
    bound.push(...forms, ...(TAIL.test(q) ? [q] : []))
  }
  if (after) {
    where.push("(COALESCE(until, '9999'), shipment_id) > (?, ?)")
    bound.push(after.until, after.shipmentId)
  }
  const { results } = await db
    .prepare(
      // What is searched is found by its label and then put in order; the shelf lies in its order anyway.
      `SELECT * FROM holds WHERE ${where.join(' AND ')}
       ORDER BY COALESCE(${q ? '+until' : 'until'}, '9999'), shipment_id LIMIT ?`,
    )
    .bind(...bound, limit)
    .all<HoldRow>()
  return results.map((row) => ({
    shipmentId: row.shipment_id,
    waybill: row.waybill,
    stage: row.stage,
    parcels: row.parcels,
    here: row.here,
    shelf: row.shelf,
    phoneTail: row.phone_tail,
    receivedAt: row.received_at === null ? null : new Date(row.received_at).toISOString(),
    until: row.until,
    daysLeft: row.until === null ? null : daysBetween(dayOf(now, row.zone), row.until),
  }))
}

/** What a point did on one of its days, oldest first, and what it has now. */
export async function pointDay(
  db: D1Database,
  pointId: string,
  day: string,
  zone: string,
): Promise<{ items: RegisterLine[]; here: number; returning: number }> {
  const [lines, stock] = await db.batch<Record<string, string | number | null>>([
    db
      .prepare('SELECT * FROM register WHERE point_id = ? AND at >= ? AND at < ? ORDER BY at, seq')
      .bind(pointId, startOfDay(day, zone), startOfDay(addDays(day, 1), zone)),
    db
      .prepare(
        `SELECT SUM(here) AS here, SUM(CASE WHEN stage = 'returning' THEN here ELSE 0 END) AS going_back
         FROM holds WHERE point_id = ?`,
      )
      .bind(pointId),
  ])
  const items = (lines?.results ?? []).map((row) => ({
    at: new Date(Number(row.at)).toISOString(),
    kind: row.kind as RegisterLine['kind'],
    shipmentId: String(row.shipment_id),
    waybill: String(row.waybill),
    labels: JSON.parse(String(row.labels)) as string[],
    proof: row.proof === null ? null : String(row.proof),
  }))
  const [now] = stock?.results ?? []
  return { items, here: Number(now?.here ?? 0), returning: Number(now?.going_back ?? 0) }
}
