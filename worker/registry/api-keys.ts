import type { ApiKeyLine } from '../api/keys/answers.ts'
import { usageSince } from './key-usage.ts'

export interface ApiKey {
  id: string
  contractId: string | null
  scopes: string[]
}

/** A key's use is recorded once an hour at most, to spare every call a write. */
const USE_STEP_MS = 3_600_000

/**
 * Returns the live API key with this hash, or null. Keys themselves are stored nowhere. `seen` records the
 * use, if that is due.
 */
export async function findApiKey(
  db: D1Database,
  hash: string,
  now: number,
): Promise<{ key: ApiKey; seen: D1PreparedStatement | null } | null> {
  const row = await db
    .prepare(
      'SELECT id, contract_id, scopes, last_used_at FROM api_keys WHERE hash = ? AND revoked_at IS NULL',
    )
    .bind(hash)
    .first<{ id: string; contract_id: string | null; scopes: string; last_used_at: string | null }>()
  if (!row) return null
  const due = row.last_used_at === null || now - Date.parse(row.last_used_at) >= USE_STEP_MS
  const seen = db
    .prepare('UPDATE api_keys SET last_used_at = ? WHERE hash = ?')
    .bind(new Date(now).toISOString(), hash)
  const key = { id: row.id, contractId: row.contract_id, scopes: JSON.parse(row.scopes) }
  return { key, seen: due ? seen : null }
}

export function insertApiKey(
  db: D1Database,
  hash: string,
  key: ApiKey & { name: string },
  at: string,
): D1PreparedStatement {
  return db
    .prepare(
      'INSERT INTO api_keys (hash, id, name, contract_id, scopes, created_at) VALUES (?, ?, ?, ?, ?, ?)',
    )
    .bind(hash, key.id, key.name, key.contractId, JSON.stringify(key.scopes), at)
}

/**
 * Returns a page of keys by id, including revoked ones, with their use since a day; never the keys
 * themselves.
 */
export async function listApiKeys(
  db: D1Database,
  after: string,
  since: string,
  limit: number,
): Promise<ApiKeyLine[]> {
  const { results } = await db
    .prepare('SELECT * FROM api_keys WHERE id > ? ORDER BY id LIMIT ?')
    .bind(after, limit)
    .all<{
      id: string
      name: string
      contract_id: string | null
      scopes: string
      created_at: string
      last_used_at: string | null
      revoked_at: string | null
    }>()
  const usage = await usageSince(
    db,
    results.map(({ id }) => id),
    since,
  )
  return results.map((row) => ({
    id: row.id,
    name: row.name,
    usage: usage.get(row.id) ?? [],
    contractId: row.contract_id,
    scopes: JSON.parse(row.scopes),
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
    revokedAt: row.revoked_at,
  }))
}

export async function knowsApiKey(db: D1Database, id: string): Promise<boolean> {
  return (await db.prepare('SELECT 1 FROM api_keys WHERE id = ?').bind(id).first()) !== null
}

/** Revokes a key: it opens nothing from the next call on. Revoking it again keeps the first time. */
export const revokeApiKey = (db: D1Database, id: string, at: string) =>
  db.prepare('UPDATE api_keys SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL').bind(at, id)
