import type { RoundLine } from '../api/rounds/answers.ts'
import { type RoundStop, roundProgress } from '../domain/round-progress.ts'
import type { Phase } from '../domain/terms.ts'
import { REMOVED } from './rounds.ts'

interface RoundRow {
  id: string
  courier_id: string
  courier_name: string | null
  date: string
  state: RoundLine['state']
}

interface StopRow {
  round_id: string
  shipment_id: string
  position: number
  refused: string | null
  waybill: string | null
  state: Phase | null
  changed_at: number | null
}

/** Returns the stops of some rounds with their shipments, by position. */
async function stopsOfAll(db: D1Database, ids: readonly string[]): Promise<StopRow[]> {
  if (ids.length === 0) return []
  const { results } = await db
    .prepare(
      `SELECT t.round_id, t.shipment_id, t.position, t.refused, s.waybill, s.state, s.changed_at
       FROM stops t LEFT JOIN shipments s ON s.id = t.shipment_id
       WHERE t.round_id IN (${ids.map(() => '?').join()}) AND t.refused IS NOT '${REMOVED}'`,
    )
    .bind(...ids)
    .all<StopRow>()
  return results.sort((a, b) => a.position - b.position)
}

/** Returns the progress of a round: the part of its line that changes while it is out. */
export function lineProgress(
  stops: readonly RoundStop[],
  state: RoundLine['state'],
): Pick<RoundLine, 'marks' | 'next' | 'changedAt'> {
  const { marks, next, changedAt } = roundProgress(stops, state !== 'planned')
  return { marks, next, changedAt: changedAt === null ? null : new Date(changedAt).toISOString() }
}

/**
 * Returns a page of rounds with their progress, the latest day first; `from` leaves out earlier days. It
 * reads only the rounds of the page with their stops, however many rounds there are.
 */
export async function listRounds(
  db: D1Database,
  { before, from }: { before: { date: string; id: string } | null; from: string | null },
  limit: number,
): Promise<RoundLine[]> {
  const { date, id } = before ?? { date: '9999-12-31', id: '' }
  const { results: rounds } = await db
    .prepare(
      `SELECT r.*, p.name AS courier_name FROM rounds r LEFT JOIN people p ON p.id = r.courier_id
       WHERE (r.date, r.id) < (?, ?) AND r.date >= ? ORDER BY r.date DESC, r.id DESC LIMIT ?`,
    )
    .bind(date, id, from ?? '', limit)
    .all<RoundRow>()
  const stops = await stopsOfAll(
    db,
    rounds.map((round) => round.id),
  )
  // Maps each shipment of the rounds seen so far to its latest day; rounds of later days come first.
  const onLater = new Map<string, string>()
  return rounds.map((round) => {
    const own = stops
      .filter((stop) => stop.round_id === round.id)
      .map(
        (stop): RoundStop => ({
          shipmentId: stop.shipment_id,
          waybill: stop.waybill ?? '',
          refused: stop.refused,
          phase: stop.state ?? 'announced',
          changedAt: stop.changed_at ?? 0,
          elsewhere: (onLater.get(stop.shipment_id) ?? '') > round.date,
        }),
      )
    for (const { shipmentId } of own) if (!onLater.has(shipmentId)) onLater.set(shipmentId, round.date)
    return {
      id: round.id,
      courierId: round.courier_id,
      courierName: round.courier_name ?? '',
      date: round.date,
      state: round.state,
      stops: own.length,
      ...lineProgress(own, round.state),
    }
  })
}
