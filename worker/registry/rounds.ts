import type { RoundState } from '../domain/terms.ts'
import { derivedId } from '../security/chain.ts'

export interface Stop {
  shipmentId: string
  position: number
  /** Why the stop did not leave with the round or is no longer on it; null while it is on it. */
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

/** Marks a stop that is in no list and is kept only for the order of the decisions about it. */
export const REMOVED = 'removed'

/** Returns the id of a new round. */
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

/** Returns the shipments that rounds have or had, those taken off included. */
export async function shipmentsOfRounds(db: D1Database, roundIds: readonly string[]): Promise<string[]> {
  const { results } = await db
    .prepare('SELECT DISTINCT shipment_id FROM stops WHERE round_id IN (SELECT value FROM json_each(?))')
    .bind(JSON.stringify(roundIds))
    .all<{ shipment_id: string }>()
  return results.map((row) => row.shipment_id)
}

/** One call of the Worker may ask a thousand others, and each shipment is one. */
const ASKED_MAX = 500

/** Returns the same of all rounds of a courier in the ten days before a date, and after it; the latest where they are many. */
export async function shipmentsSince(db: D1Database, courierId: string, date: string): Promise<string[]> {
  const { results } = await db
    .prepare(
      `SELECT DISTINCT s.shipment_id FROM rounds r CROSS JOIN stops s ON s.round_id = r.id
       WHERE r.courier_id = ? AND r.date >= date(?, '-10 days') ORDER BY r.date DESC LIMIT ?`,
    )
    .bind(courierId, date, ASKED_MAX)
    .all<{ shipment_id: string }>()
  return results.map((row) => row.shipment_id)
}

export function insertRound(db: D1Database, round: Round, at: string): D1PreparedStatement {
  return db
    .prepare(
      'INSERT INTO rounds (id, courier_id, date, state, created_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    )
    .bind(round.id, round.courierId, round.date, round.state, at)
}

/**
 * A shipment on the list of a round. `seq` is the place in its log where that was decided; a later decision
 * that is already in the list stays.
 */
export interface OnList {
  roundId: string
  shipmentId: string
  seq: number
}

/** Puts a shipment on a round at a position, also one that was on it before and taken off. */
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
 * Removes a stop from the round's list. Its row stays, so that an earlier decision that finishes later does
 * not put it back.
 */
export const removeStop = (db: D1Database, stop: OnList) => takeOff(db, stop, REMOVED)

/**
 * Takes a stop off the round and records why. A parcel that left with the round has to come back, so its stop
 * stays in the list (R26).
 */
export const takeOff = (
  db: D1Database,
  { roundId, shipmentId, seq }: OnList,
  why: 'withdrawn' | 'moved' | typeof REMOVED,
) =>
  db
    .prepare('UPDATE stops SET refused = ?, seq = ? WHERE round_id = ? AND shipment_id = ? AND seq < ?')
    .bind(why, seq, roundId, shipmentId, seq)

/** Records why a stop did not leave with its round, or with null that it did. */
export const markStop = (db: D1Database, roundId: string, shipmentId: string, refused: string | null) =>
  db
    .prepare('UPDATE stops SET refused = ? WHERE round_id = ? AND shipment_id = ?')
    .bind(refused, roundId, shipmentId)

export const closeRound = (db: D1Database, roundId: string, at: string) =>
  db
    .prepare("UPDATE rounds SET state = 'closed', closed_at = ? WHERE id = ? AND state <> 'closed'")
    .bind(at, roundId)

/** Sets the state of a round. A round that was closed meanwhile stays closed. */
export const markRound = (db: D1Database, roundId: string, state: 'dispatching' | 'dispatched') =>
  db.prepare("UPDATE rounds SET state = ? WHERE id = ? AND state <> 'closed'").bind(state, roundId)

/**
 * Returns the courier's rounds of the latest date that has begun anywhere on earth (`until` is tomorrow in
 * UTC). A round that is out takes precedence over a later one that is only planned, so that planning
 * tomorrow's round does not hide today's.
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

/** Returns a courier's rounds of one date. */
export async function roundsOfDay(db: D1Database, courierId: string, date: string): Promise<Round[]> {
  const { results } = await db
    .prepare('SELECT * FROM rounds WHERE courier_id = ? AND date = ? ORDER BY created_at')
    .bind(courierId, date)
    .all<RoundRow>()
  return results.map(roundOf)
}

/** Returns those of the rounds that have left and so can be counted, repeatedly too (R26). */
export function countable(rounds: readonly Round[]): Round[] {
  return rounds.filter(({ state }) => state === 'dispatched' || state === 'dispatching' || state === 'closed')
}

/** Returns a courier's newest round of a date, or null. */
export async function roundOn(db: D1Database, courierId: string, date: string): Promise<Round | null> {
  const row = await db
    .prepare('SELECT * FROM rounds WHERE courier_id = ? AND date = ? ORDER BY created_at DESC LIMIT 1')
    .bind(courierId, date)
    .first<RoundRow>()
  return row && roundOf(row)
}
