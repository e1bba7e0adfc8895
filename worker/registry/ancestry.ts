import { type Edge, independentOf } from '../domain/independence.ts'

interface Row {
  person_id: string
  by_id: string
  act: Edge['act']
  at: number
}

const edgeOf = ({ person_id, by_id, act, at }: Row): Edge => ({ personId: person_id, byId: by_id, act, at })

/** Records that somebody had a hand in an account (R9). If it is recorded again, the later time counts. */
export const addEdge = (db: D1Database, { personId, byId, act, at }: Edge): D1PreparedStatement =>
  db
    .prepare(
      `INSERT INTO ancestry (person_id, by_id, act, at) VALUES (?, ?, ?, ?)
       ON CONFLICT (person_id, by_id, act) DO UPDATE SET at = MAX(at, excluded.at)`,
    )
    .bind(personId, byId, act, at)

/** Records that somebody invited several people, in one statement. */
export const addInvitedEdges = (
  db: D1Database,
  personIds: readonly string[],
  byId: string,
  at: number,
): D1PreparedStatement =>
  db
    .prepare(
      // `WHERE true` tells the parser that `ON` belongs to the insert and not to a join.
      `INSERT INTO ancestry (person_id, by_id, act, at) SELECT value, ?, 'invited', ? FROM json_each(?) WHERE true
       ON CONFLICT (person_id, by_id, act) DO UPDATE SET at = MAX(at, excluded.at)`,
    )
    .bind(byId, at, JSON.stringify(personIds))

/** Returns every act that had a hand in the accounts of some people, followed upwards. */
export async function edgesAbove(db: D1Database, people: readonly string[]): Promise<Edge[]> {
  const { results } = await db
    .prepare(
      `WITH RECURSIVE up (id) AS (
         SELECT value FROM json_each(?)
         UNION SELECT a.by_id FROM ancestry a JOIN up ON a.person_id = up.id
       ) SELECT a.* FROM ancestry a JOIN up ON a.person_id = up.id`,
    )
    .bind(JSON.stringify([...new Set(people)]))
    .all<Row>()
  return results.map(edgeOf)
}

/** Returns those of `apart` of whom this person is independent (R9). */
export const apartFrom = async (
  db: D1Database,
  personId: string,
  apart: readonly string[],
  now: number,
): Promise<string[]> => independentOf(await edgesAbove(db, [personId, ...apart]), personId, apart, now)

/** Returns whether this person is independent of all of them. */
export const isIndependent = async (
  db: D1Database,
  personId: string,
  apart: readonly string[],
  now: number,
): Promise<boolean> => (await apartFrom(db, personId, apart, now)).length === apart.length

/** A dispatcher seen within this time counts as present. */
const SEEN_MS = 30 * 24 * 3_600_000

/** Returns the dispatchers who are present: those who signed in within the last thirty days. */
export async function dispatchers(db: D1Database, now: number): Promise<{ id: string; name: string }[]> {
  const { results } = await db
    .prepare(
      "SELECT id, name FROM people WHERE role = 'dispatcher' AND last_seen_at >= ? ORDER BY id LIMIT 500",
    )
    .bind(new Date(now - SEEN_MS).toISOString())
    .all<{ id: string; name: string }>()
  return results
}

/** Returns the dispatchers who are independent of all of `apart` and so could agree (R9). */
export async function independentOffice(
  db: D1Database,
  apart: readonly string[],
  now: number,
): Promise<{ id: string; name: string }[]> {
  const office = await dispatchers(db, now)
  const edges = await edgesAbove(db, [...office.map(({ id }) => id), ...apart])
  return office.filter(({ id }) => independentOf(edges, id, apart, now).length === apart.length)
}
