import type { HoldLine, RegisterLine } from '../api/holds/answers.ts'
import { lastFour } from '../domain/label.ts'
import { nameWords } from '../domain/name.ts'
import { addDays, dayOf, daysBetween, startOfDay } from '../platform/calendar.ts'
import { pickPage, SCAN_MAX } from './scan.ts'

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
  name_words: string | null
}

export interface HoldsAfter {
  until: string
  shipmentId: string
}

const TAIL = /^\d{4}$/
/** The sort key of a hold that is still coming: it comes after the last day of every other hold. */
export const LAST_DAY = '9999'

/**
 * Returns a filter for what was searched: a shelf, the last four digits of the recipient's phone, or words of
 * their name. What the point has not received is never found, and nothing is found by its label, which has to
 * be scanned (R28).
 */
function searchCondition(q: string): (row: HoldRow) => boolean {
  const words = nameWords(q)
  const shelf = q.toLowerCase()
  return ({ stage, phone_tail, shelf: on, name_words }) => {
    if (stage === 'coming') return false
    if (on?.toLowerCase() === shelf || (TAIL.test(q) && phone_tail === q)) return true
    return words.length > 0 && words.every((word) => name_words?.includes(` ${word}`))
  }
}

/**
 * Returns a page of one point's holds, the soonest to end first and what is still coming last. A search scans
 * only the next `SCAN_MAX` holds, so that a call reads no more for a large point. `now` is in ms; the days
 * left are counted in the zone of the last day.
 */
export async function listHolds(
  db: D1Database,
  pointId: string,
  { q, after, now }: { q: string | null; after: HoldsAfter | null; now: number },
  limit: number,
): Promise<{ items: HoldLine[]; next: HoldsAfter | null }> {
  const asked = q === null ? limit : SCAN_MAX
  const { results } = await db
    .prepare(
      `SELECT * FROM holds WHERE point_id = ? AND (COALESCE(until, '9999'), shipment_id) > (?, ?)
       ORDER BY COALESCE(until, '9999'), shipment_id LIMIT ?`,
    )
    .bind(pointId, after?.until ?? '', after?.shipmentId ?? '', asked)
    .all<HoldRow>()
  const { items, next } = pickPage(results, q === null ? () => true : searchCondition(q), limit, asked)
  return {
    items: items.map((row) => lineOf(row, now)),
    next: next && { until: next.until ?? LAST_DAY, shipmentId: next.shipment_id },
  }
}

const lineOf = (row: HoldRow, now: number): HoldLine => ({
  shipmentId: row.shipment_id,
  waybill: row.stage === 'coming' ? null : lastFour(row.waybill),
  stage: row.stage,
  parcels: row.parcels,
  here: row.here,
  shelf: row.shelf,
  phoneTail: row.phone_tail,
  receivedAt: row.received_at === null ? null : new Date(row.received_at).toISOString(),
  until: row.until,
  daysLeft: row.until === null ? null : daysBetween(dayOf(now, row.zone), row.until),
})

/**
 * Returns what a point did on one of its days, oldest first, and what it has now. Labels are cut to their
 * last four characters (R28).
 */
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
    // The parcel was seen here but never belonged to this point, which learns only the label that it scanned.
    waybill: row.kind === 'misplaced' ? null : lastFour(String(row.waybill)),
    labels: (JSON.parse(String(row.labels)) as string[]).map(lastFour),
    proof: row.proof === null ? null : String(row.proof),
  }))
  const [now] = stock?.results ?? []
  return { items, here: Number(now?.here ?? 0), returning: Number(now?.going_back ?? 0) }
}
