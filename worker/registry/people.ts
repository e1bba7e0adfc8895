import type { PersonLine } from '../api/people/answers.ts'

export interface Person {
  id: string
  role: string
  name: string
  providerId: string | null
  pointId: string | null
  invitedBy: string | null
}

/** At least an hour lies between two records of a use, as in the person's object. */
const SEEN_STEP_MS = 3_600_000

interface Row {
  id: string
  role: string
  name: string
  provider_id: string | null
  point_id: string | null
  invited_by: string | null
  created_at: string
  last_seen_at: string | null
}

const personOf = (row: Row): Person => ({
  id: row.id,
  role: row.role,
  name: row.name,
  providerId: row.provider_id,
  pointId: row.point_id,
  invitedBy: row.invited_by,
})

export async function findPerson(db: D1Database, id: string): Promise<Person | null> {
  const row = await db.prepare('SELECT * FROM people WHERE id = ?').bind(id).first<Row>()
  return row && personOf(row)
}

/** Returns the names of some people, by id. */
export async function namesOf(db: D1Database, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const { results } = await db
    // The ids are one JSON parameter, because D1 binds at most a hundred and an export names more people at
    // once.
    .prepare('SELECT id, name FROM people WHERE id IN (SELECT value FROM json_each(?))')
    .bind(JSON.stringify(ids))
    .all<{ id: string; name: string }>()
  return new Map(results.map(({ id, name }) => [id, name]))
}

/** Returns the names of those of some people who are couriers, by id. */
export async function couriersOf(db: D1Database, ids: readonly string[]): Promise<Map<string, string>> {
  const { results } = await db
    .prepare("SELECT id, name FROM people WHERE id IN (SELECT value FROM json_each(?)) AND role = 'courier'")
    .bind(JSON.stringify(ids))
    .all<{ id: string; name: string }>()
  return new Map(results.map(({ id, name }) => [id, name]))
}

/** Adds a person; an existing one stays as it is. */
export function insertPerson(db: D1Database, person: Person, at: string): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO people (id, role, name, provider_id, point_id, invited_by, created_at)
       VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
    )
    .bind(person.id, person.role, person.name, person.providerId, person.pointId, person.invitedBy, at)
}

/**
 * Records that a person's session was used. Nothing is written if the last record is younger than an hour.
 */
export async function markSeen(db: D1Database, id: string, now: number): Promise<void> {
  await db
    .prepare(
      'UPDATE people SET last_seen_at = ? WHERE id = ? AND (last_seen_at IS NULL OR last_seen_at <= ?)',
    )
    .bind(new Date(now).toISOString(), id, new Date(now - SEEN_STEP_MS).toISOString())
    .run()
}

/** Returns a page, by id, of the people who have one of the given roles. */
export async function listPeople(
  db: D1Database,
  roles: readonly string[],
  after: string,
  limit: number,
): Promise<PersonLine[]> {
  const { results } = await db
    .prepare(
      `SELECT * FROM people WHERE role IN (${roles.map(() => '?').join()}) AND id > ? ORDER BY id LIMIT ?`,
    )
    .bind(...roles, after, limit)
    .all<Row>()
  return results.map((row) => {
    const { invitedBy: _invitedBy, ...person } = personOf(row)
    return { ...person, createdAt: row.created_at, lastSeenAt: row.last_seen_at }
  })
}

export function insertProvider(db: D1Database, id: string, name: string, at: string): D1PreparedStatement {
  return db.prepare('INSERT INTO providers (id, name, created_at) VALUES (?, ?, ?)').bind(id, name, at)
}

export async function findProvider(db: D1Database, id: string): Promise<{ id: string; name: string } | null> {
  return db.prepare('SELECT id, name FROM providers WHERE id = ?').bind(id).first()
}

export async function listProviders(
  db: D1Database,
  after: string,
  limit: number,
): Promise<{ id: string; name: string }[]> {
  const { results } = await db
    .prepare('SELECT id, name FROM providers WHERE id > ? ORDER BY id LIMIT ?')
    .bind(after, limit)
    .all<{ id: string; name: string }>()
  return results
}
