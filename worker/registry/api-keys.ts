export interface ApiKey {
  id: string
  contractId: string | null
  scopes: string[]
}

/** The live API key of a hash, or null. Keys themselves are nowhere. */
export async function findApiKey(db: D1Database, hash: string): Promise<ApiKey | null> {
  const row = await db
    .prepare('SELECT id, contract_id, scopes FROM api_keys WHERE hash = ? AND revoked_at IS NULL')
    .bind(hash)
    .first<{ id: string; contract_id: string | null; scopes: string }>()
  return row && { id: row.id, contractId: row.contract_id, scopes: JSON.parse(row.scopes) }
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
