import type { RoundState } from '../domain/terms.ts'
import { derivedId } from '../security/chain.ts'

export interface Stop {
  shipmentId: string
  position: number
  /** Why it did not leave with the round, or no longer is on it; null while it is. */
  refused: string | null
}

export interface Round {
  id: string
  courierId: string
  date: string
  state: RoundState
  closedAt: string | null
}

interface RoundRow {
  id: string
  courier_id: string
  date: string
  state: RoundState
  closed_at: string | null
}

/** Of a stop that is in no list, and is kept for the order of what was decided about it. */
export const REMOVED = 'removed'

/** The id of a round that is made now. */
export const newRoundId = (): string => derivedId('round', crypto.randomUUID())

const roundOf = (row: RoundRow): Round => ({
  id: row.id,
  courierId: row.courier_id,
  date: row.date,
  state: row.state,
  closedAt: row.closed_at,
})

export async function findRound(db: D1Database, id: string): Promise<Round | null> {
  const row = await db.prepare('SELECT * FROM rounds WHERE id = ?').bind(id).first<RoundRow>()
  return row && roundOf(row)
}

export async function stopsOf(db: D1Database, roundId: string): Promise<Stop[]> {
  const { results } = await db
    .prepare(`SELECT shipment_id, position, refused FROM stops
       WHERE round_id = ? AND refused IS NOT '${REMOVED}' ORDER BY position`)
    .bind(roundId)
    .all<{ shipment_id: string; position: number; refused: string | null }>()
  return results.map((row) => ({
    shipmentId: row.shipment_id,
    position: row.position,
    refused: row.refused,
  }))
}

export function insertRound(db: D1Database, round: Round, at: string): D1PreparedStatement {
  return db
    .prepare(
      'INSERT INTO rounds (id, courier_id, date, state, created_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    )
    .bind(round.id, round.courierId, round.date, round.state, at)
}

/**
 * A shipment on the list of a round. `seq`: where in its log that was decided; what was decided later, and is in the
 * list already, stays.
 */
export interface OnList {
  roundId: string
  shipmentId: string
  seq: number
}

/** Puts a shipment on a round, at a position; also one that was on it before, and taken off. */
export const insertStop = (
  db: D1Database,
  { roundId, shipmentId, seq }: OnList,
  position: number,
): D1PreparedStatement =>
  db
    .prepare(
      `INSERT INTO stops (round_id, shipment_id, position, seq) VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET refused = NULL, seq = excluded.seq WHERE excluded.seq > seq`,
    )
    .bind(roundId, shipmentId, position, seq)

/**
 * A stop is on no list of the round any more. Its row stays, so that what was decided before and is finished later does
 * not put it back.
 */
export const removeStop = (db: D1Database, stop: OnList) => takeOff(db, stop, REMOVED)

/** Says that a stop is off the round, and why. What left with it has to come back, and stays in its list (R26). */
export const takeOff = (
  db: D1Database,
  { roundId, shipmentId, seq }: OnList,
  why: 'withdrawn' | 'moved' | typeof REMOVED,
) =>
  db
    .prepare('UPDATE stops SET refused = ?, seq = ? WHERE round_id = ? AND shipment_id = ? AND seq < ?')
    .bind(why, seq, roundId, shipmentId, seq)

/** Says why a stop did not leave with its round, or, null, that it did. */
export const markStop = (db: D1Database, roundId: string, shipmentId: string, refused: string | null) =>
  db
    .prepare('UPDATE stops SET refused = ? WHERE round_id = ? AND shipment_id = ?')
    .bind(refused, roundId, shipmentId)

export const closeRound = (db: D1Database, roundId: string, at: string) =>
  db
    .prepare("UPDATE rounds SET state = 'closed', closed_at = ? WHERE id = ? AND state <> 'closed'")
    .bind(at, roundId)

/** A round that was closed meanwhile stays closed. */
export const markRound = (db: D1Database, roundId: string, state: 'dispatching' | 'dispatched') =>
  db.prepare("UPDATE rounds SET state = ? WHERE id = ? AND state <> 'closed'").bind(state, roundId)

/**
 * The courier's rounds of the latest date that has begun anywhere on earth (`until`: tomorrow in UTC). One that is
 * out goes before a later one that is only planned: putting a parcel on tomorrow's round takes nobody's today away.
 */
export async function latestRounds(db: D1Database, courierId: string, until: string): Promise<Round[]> {
  const { results } = await db
    .prepare(
      `SELECT * FROM rounds WHERE courier_id = ?1 AND date = COALESCE(
         (SELECT MAX(date) FROM rounds WHERE courier_id = ?1 AND state IN ('dispatching', 'dispatched')
            AND date BETWEEN date(?2, '-3 days') AND ?2),
         (SELECT MAX(date) FROM rounds WHERE courier_id = ?1 AND date <= ?2)
       ) ORDER BY created_at`,
    )
    .bind(courierId, until)
    .all<RoundRow>()
  return results.map(roundOf)
}

/** A courier's rounds of one date. */
export async function roundsOfDay(db: D1Database, courierId: string, date: string): Promise<Round[]> {
  const { results } = await db
    .prepare('SELECT * FROM rounds WHERE courier_id = ? AND date = ? ORDER BY created_at')
    .bind(courierId, date)
    .all<RoundRow>()
  return results.map(roundOf)
}

/** Those of a courier's rounds that left, so that they can be counted, once more too (R26). */
export function countable(rounds: readonly Round[]): Round[] {
  return rounds.filter(({ state }) => state === 'dispatched' || state === 'dispatching' || state === 'closed')
}

/** A courier's round of a date that stops can be added to. */
export async function roundOn(db: D1Database, courierId: string, date: string): Promise<Round | null> {
  const row = await db
    .prepare('SELECT * FROM rounds WHERE courier_id = ? AND date = ? ORDER BY created_at DESC LIMIT 1')
    .bind(courierId, date)
    .first<RoundRow>()
  return row && roundOf(row)
}
