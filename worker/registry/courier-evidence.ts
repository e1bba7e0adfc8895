import type { CourierEvidence, NotedVisit } from '../api/violations/answers.ts'
import type { VisitNote } from '../domain/effects.ts'
import { tailOdds } from '../domain/odds.ts'
import { REMOVED } from './rounds.ts'

const COURIERS_MAX = 200

/**
 * Returns every courier's noted visits since a moment in comparison with the fleet (R18), the least likely
 * first. `since` is in ms, `day` is the same as a calendar day. This is a report and not a paged list: it
 * reads all stops of its period.
 */
export async function courierEvidence(
  db: D1Database,
  since: number,
  day: string,
): Promise<CourierEvidence[]> {
  const [stops, notes] = await db.batch<Record<string, string | number | null>>([
    db
      .prepare(
        `SELECT c.courier_id, p.name, o.name AS provider, c.stops
         FROM (SELECT r.courier_id, COUNT(*) AS stops
               FROM rounds r CROSS JOIN stops s ON s.round_id = r.id
               WHERE r.date >= ? AND r.state <> 'planned' AND s.refused IS NOT '${REMOVED}'
               GROUP BY +r.courier_id LIMIT ?) c
         LEFT JOIN people p ON p.id = c.courier_id LEFT JOIN providers o ON o.id = p.provider_id`,
      )
      // The plus keeps SQLite from using the index by courier, which would read all rounds ever made.
      .bind(day, COURIERS_MAX),
    // The query goes courier by courier, each from `since` on, so that earlier notes are never read.
    db
      .prepare(
        `SELECT n.courier_id, n.kind, COUNT(*) AS count
         FROM people p CROSS JOIN noted_visits n ON n.courier_id = p.id AND n.at >= ?
         WHERE p.role = 'courier' GROUP BY n.courier_id, n.kind`,
      )
      .bind(since),
  ])
  const fleet: Partial<Record<VisitNote, number>> = {}
  let visits = 0
  for (const row of stops?.results ?? []) visits += Number(row.stops)
  const noted = new Map<string, Partial<Record<VisitNote, number>>>()
  for (const row of notes?.results ?? []) {
    const kind = row.kind as VisitNote
    fleet[kind] = (fleet[kind] ?? 0) + Number(row.count)
    noted.set(String(row.courier_id), { ...noted.get(String(row.courier_id)), [kind]: Number(row.count) })
  }
  const lines = (stops?.results ?? []).map((row) => {
    const own = noted.get(String(row.courier_id)) ?? {}
    const odds: Partial<Record<VisitNote, number>> = {}
    for (const [kind, count] of Object.entries(own) as [VisitNote, number][])
      odds[kind] = tailOdds(count, Number(row.stops), (fleet[kind] ?? 0) / Math.max(1, visits))
    return {
      courierId: String(row.courier_id),
      name: String(row.name ?? ''),
      providerName: String(row.provider ?? ''),
      stops: Number(row.stops),
      noted: own,
      odds,
    }
  })
  const strangest = ({ odds }: CourierEvidence) => Math.min(1, ...Object.values(odds))
  return lines.sort((a, b) => strangest(a) - strangest(b))
}

/** Returns a page of one courier's noted visits, newest first. */
export async function listNotedVisits(
  db: D1Database,
  courierId: string,
  before: { at: number; id: string } | null,
  limit: number,
): Promise<NotedVisit[]> {
  const { results } = await db
    .prepare(
      `SELECT * FROM noted_visits WHERE courier_id = ? AND (at, id) < (?, ?)
       ORDER BY at DESC, id DESC LIMIT ?`,
    )
    .bind(courierId, before?.at ?? Number.MAX_SAFE_INTEGER, before?.id ?? '', limit)
    .all<{
      id: string
      at: number
      kind: VisitNote
      shipment_id: string
      waybill: string
      distance_m: number | null
      dwell_s: number | null
    }>()
  return results.map((row) => ({
    id: row.id,
    at: new Date(row.at).toISOString(),
    kind: row.kind,
    shipmentId: row.shipment_id,
    waybill: row.waybill,
    distanceM: row.distance_m,
    dwellS: row.dwell_s,
  }))
}
