import { PASSKEYS_MAX } from '../domain/limits.ts'
import type { KnownPasskey, NewPasskey } from '../objects/person.ts'

/**
 * The passkeys of a person (R40). `key` is the public half; it goes when the passkey is removed, and the row stays, so that
 * a late repetition of the removal finds what it did. `step` is what added it.
 */
export const PASSKEYS = `
  CREATE TABLE IF NOT EXISTS passkeys (
    id TEXT PRIMARY KEY, key TEXT NOT NULL, counter INTEGER NOT NULL, transports TEXT NOT NULL,
    name TEXT NOT NULL, added INTEGER NOT NULL, invited_by TEXT NOT NULL, step TEXT NOT NULL, used INTEGER,
    removed INTEGER,
    -- 'own', 'ended' with everything of the person's, or 'recovered' by the operator
    how TEXT
  ) WITHOUT ROWID;`

interface Row {
  [column: string]: SqlStorageValue
  id: string
  key: string
  counter: number
  transports: string
  name: string
  added: number
  invited_by: string
  step: string
  used: number | null
  removed: number | null
}

const passkeyOf = (row: Row): KnownPasskey => ({
  ...{ id: row.id, publicKey: row.key, counter: row.counter, transports: JSON.parse(row.transports) },
  ...{ name: row.name, invitedBy: row.invited_by, addedAt: row.added, usedAt: row.used },
})

/** Returns the passkeys that open shifts, the newest first. */
export const livePasskeys = (sql: SqlStorage): KnownPasskey[] =>
  sql
    .exec<Row>('SELECT * FROM passkeys WHERE removed IS NULL ORDER BY added DESC, id')
    .toArray()
    .map(passkeyOf)

export const livePasskey = (sql: SqlStorage, id: string): KnownPasskey | null =>
  livePasskeys(sql).find((passkey) => passkey.id === id) ?? null

/** The challenges that were used, as the store of a person has them. */
interface Challenges {
  readonly sql: SqlStorage
  wasUsed(jti: string): boolean
  use(jti: string, now: number): void
}

/** Adds a passkey and uses up its challenge, in the caller's transaction. A repeated step is answered as before. */
export function addPasskey(
  store: Challenges,
  passkey: NewPasskey,
  { jti, key }: { jti: string; key: string },
  now: number,
): { ok: true; addedAt: number } | { ok: false; why: 'used' | 'known' | 'full' } {
  const { sql } = store
  const { id, publicKey, counter, transports, name, invitedBy } = passkey
  const [known] = sql.exec<Row>('SELECT * FROM passkeys WHERE id = ?', id).toArray()
  if (known?.step === key) return { ok: true, addedAt: known.added }
  if (store.wasUsed(jti)) return { ok: false, why: 'used' }
  if (known) return { ok: false, why: 'known' }
  if (livePasskeys(sql).length >= PASSKEYS_MAX) return { ok: false, why: 'full' }
  store.use(jti, now)
  sql.exec(
    'INSERT INTO passkeys VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL, NULL)',
    ...[id, publicKey, counter, JSON.stringify(transports), name, now, invitedBy, key],
  )
  return { ok: true, addedAt: now }
}

/**
 * Takes what a passkey signed, once, in the caller's transaction. Returns it, or null: it was removed, the challenge was
 * used, or its count did not go on, as that of a copy does not. One that always says 0 does not count.
 */
export function usePasskey(
  store: Challenges,
  { passkeyId, counter, jti }: { passkeyId: string; counter: number; jti: string },
  now: number,
): KnownPasskey | null {
  const passkey = livePasskey(store.sql, passkeyId)
  if (!passkey || store.wasUsed(jti)) return null
  const counts = counter > 0 || passkey.counter > 0
  if (counts && counter <= passkey.counter) return null
  store.use(jti, now)
  store.sql.exec('UPDATE passkeys SET counter = ?, used = ? WHERE id = ?', counter, now, passkeyId)
  return passkey
}

export function renamePasskey(sql: SqlStorage, id: string, name: string): KnownPasskey | null {
  sql.exec('UPDATE passkeys SET name = ? WHERE id = ? AND removed IS NULL', name, id)
  return livePasskey(sql, id)
}

/** Removes a passkey. Returns false if there never was one. */
export function removePasskey(sql: SqlStorage, id: string, now: number): boolean {
  sql.exec("UPDATE passkeys SET removed = ?, how = 'own', key = '' WHERE id = ? AND removed IS NULL", now, id)
  return sql.exec('SELECT 1 FROM passkeys WHERE id = ?', id).toArray().length > 0
}

/** Removes all passkeys. Recovered by the operator, a person is as one who never had any. */
export function removeAllPasskeys(sql: SqlStorage, how: 'ended' | 'recovered', now: number): void {
  sql.exec("UPDATE passkeys SET removed = ?, how = 'ended', key = '' WHERE removed IS NULL", now)
  if (how === 'recovered') sql.exec("UPDATE passkeys SET how = 'recovered'")
}

/**
 * Whether a person signs in by passkey alone (R9): they have one, or had until somebody ended all that was theirs. To whoever
 * did that the account must not be open for a new invitation.
 */
export const signsInByPasskey = (sql: SqlStorage): boolean =>
  sql.exec("SELECT 1 FROM passkeys WHERE removed IS NULL OR how = 'ended'").toArray().length > 0
