import { addFigures, FIGURES, type Figures, figuresOf } from '../domain/stats.ts'
import type { VisitRecord } from '../domain/visits.ts'

/** The figures of one round's visits, for one day and one contract. */
export interface StatsRow {
  day: string
  contractId: string
  courierId: string
  roundId: string
  roundDate: string
  figures: Figures
}

type Columns = Record<(typeof FIGURES)[number], number>
type Stored = Columns & {
  day: string
  contract_id: string
  courier_id: string
  round_id: string
  round_date: string
}

interface Visited {
  round_id: string
  date: string
  contract_id: string
  visits: string
}

/**
 * CROSS JOIN makes SQLite go from the rounds to their stops to the shipments, instead of reading all stops.
 */
const VISITED = `
  SELECT r.id AS round_id, r.date, s.contract_id, s.visits
  FROM rounds r CROSS JOIN stops t ON t.round_id = r.id CROSS JOIN shipments s ON s.id = t.shipment_id`

const keyOf = ({ day, contractId, courierId, roundId }: Omit<StatsRow, 'figures' | 'roundDate'>) =>
  JSON.stringify([day, contractId, courierId, roundId])

/** Counts the visits that some rounds' stops had on those rounds. */
function countVisits(rows: readonly Visited[]): Map<string, StatsRow> {
  const counted = new Map<string, StatsRow>()
  for (const { round_id: roundId, date: roundDate, contract_id: contractId, visits } of rows)
    for (const visit of JSON.parse(visits) as VisitRecord[]) {
      // A stop that was moved is on both rounds; its visit belongs to the later one.
      if (visit.round !== roundId) continue
      const key = { day: visit.day, contractId, courierId: visit.courier, roundId }
      const row = counted.get(keyOf(key))
      if (row) addFigures(row.figures, figuresOf(visit))
      else counted.set(keyOf(key), { ...key, roundDate, figures: figuresOf(visit) })
    }
  return counted
}

/** Counts the figures of all rounds from a date on, for the days still under way. */
export async function countSince(db: D1Database, date: string): Promise<StatsRow[]> {
  const { results } = await db
    .prepare(`${VISITED} WHERE r.date >= ? AND r.state <> 'planned' AND s.visits IS NOT NULL`)
    .bind(date)
    .all<Visited>()
  return [...countVisits(results).values()]
}

const marks = (count: number) => Array.from({ length: count }, () => '?').join()

const SAVE = `
  INSERT OR REPLACE INTO visit_stats (day, contract_id, courier_id, round_id, round_date, ${FIGURES.join(', ')})
  VALUES (${marks(5 + FIGURES.length)})`

/**
 * A batch is one request, and its statements are long. If the writing stops between two batches, the next
 * pass writes the rest.
 */
const WRITES_AT_ONCE = 50

/**
 * Counts some rounds again and writes only what changed. The ids must be few, because D1 binds at most a
 * hundred parameters.
 * @returns how many shipments were read
 */
export async function rollUp(db: D1Database, roundIds: readonly string[]): Promise<number> {
  if (roundIds.length === 0) return 0
  const ids = marks(roundIds.length)
  const [visited, known] = await db.batch([
    db
      .prepare(`${VISITED} WHERE r.id IN (${ids}) AND r.state <> 'planned' AND s.visits IS NOT NULL`)
      .bind(...roundIds),
    db.prepare(`SELECT * FROM visit_stats WHERE round_id IN (${ids})`).bind(...roundIds),
  ])
  const counted = countVisits((visited?.results ?? []) as Visited[])
  const stored = new Map(
    ((known?.results ?? []) as Stored[]).map((row) => {
      const { day, contract_id: contractId, courier_id: courierId, round_id: roundId } = row
      return [keyOf({ day, contractId, courierId, roundId }), row]
    }),
  )
  const writes: D1PreparedStatement[] = []
  for (const [key, { day, contractId, courierId, roundId, roundDate, figures }] of counted) {
    const old = stored.get(key)
    if (old?.round_date === roundDate && FIGURES.every((name) => old[name] === figures[name])) continue
    const values = FIGURES.map((name) => figures[name])
    writes.push(db.prepare(SAVE).bind(day, contractId, courierId, roundId, roundDate, ...values))
  }
  for (const [key, { day, contract_id, courier_id, round_id }] of stored) {
    // The round's visits moved to another round.
    if (counted.has(key)) continue
    writes.push(
      db
        .prepare(
          'DELETE FROM visit_stats WHERE day = ? AND contract_id = ? AND courier_id = ? AND round_id = ?',
        )
        .bind(day, contract_id, courier_id, round_id),
    )
  }
  for (let start = 0; start < writes.length; start += WRITES_AT_ONCE)
    await db.batch(writes.slice(start, start + WRITES_AT_ONCE))
  return visited?.results.length ?? 0
}
