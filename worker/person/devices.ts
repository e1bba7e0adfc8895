import { DEVICE_PIN_TRIES } from '../domain/device-pin.ts'
import { DEVICE_UNSEEN_MS, NEW_MS } from '../domain/limits.ts'
import type { StaffRole } from '../domain/terms.ts'
import type { KnownDevice, NewDevice } from '../objects/person.ts'
import { isSameSeal, type SealedPin } from '../security/device-pin.ts'

/**
 * The devices of a person, their sessions, and what was already given for a proof. `key` is the public half; `enrolled` is
 * the first time, and `invited` the last, by `enrolled_by`. `until` is set on a device that was lent; `pin` is sealed. Wrong PINs are counted for all devices together.
 */
export const DEVICES = `
  CREATE TABLE IF NOT EXISTS devices (
    id TEXT PRIMARY KEY, key TEXT NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL, point TEXT,
    enrolled INTEGER NOT NULL, invited INTEGER NOT NULL, enrolled_by TEXT NOT NULL, until INTEGER, seen INTEGER NOT NULL,
    revoked INTEGER, pin TEXT
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS device_sessions (session TEXT PRIMARY KEY, device TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS spent_proofs (
    session TEXT NOT NULL, jti TEXT NOT NULL, PRIMARY KEY (session, jti)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS pin_tries (
    key TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, left INTEGER NOT NULL
  ) WITHOUT ROWID;`

interface Row {
  [column: string]: SqlStorageValue
  id: string
  key: string
  name: string
  role: string
  point: string | null
  enrolled: number
  invited: number
  enrolled_by: string
  until: number | null
  seen: number
  revoked: number | null
  pin: string | null
}

const rowOf = (sql: SqlStorage, id: string): Row | undefined =>
  sql.exec<Row>('SELECT * FROM devices WHERE id = ?', id).toArray()[0]

/** Whether a device may still sign (R40): nobody revoked it, its loan has not ended, and it was seen lately. */
const isGood = ({ revoked, until, seen }: Row, now: number): boolean =>
  revoked === null && (until === null || until > now) && now - seen < DEVICE_UNSEEN_MS

/** Returns whether a device was revoked. Its key opens nothing any more, whoever invites. */
export const isRevoked = (sql: SqlStorage, id: string): boolean => {
  const row = rowOf(sql, id)
  return row !== undefined && row.revoked !== null
}

/** Enrols a device, or invites one that is known once more: it keeps its age, and loses its PIN. */
export function enrol(sql: SqlStorage, device: NewDevice, by: string, now: number): void {
  const { id, key, name, role, pointId, until } = device
  sql.exec(
    `INSERT INTO devices (id, key, name, role, point, enrolled, invited, enrolled_by, until, seen)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, role = excluded.role, point = excluded.point,
       invited = excluded.invited, enrolled_by = excluded.enrolled_by, until = excluded.until, seen = excluded.seen, pin = NULL`,
    ...[id, JSON.stringify(key), name, role, pointId, now, now, by, until, now],
  )
}

export const addDeviceSession = (sql: SqlStorage, session: string, device: string): void =>
  void sql.exec('INSERT OR IGNORE INTO device_sessions VALUES (?, ?)', session, device)

/** Returns the sessions of a device that have not ended. */
export const sessionsOf = (sql: SqlStorage, device: string, now: number): { id: string; expires: number }[] =>
  sql
    .exec<{ id: string; expires: number }>(
      `SELECT s.id, s.expires FROM device_sessions d JOIN sessions s ON s.id = d.session
       WHERE d.device = ? AND s.ended IS NULL AND s.expires > ? ORDER BY s.expires DESC`,
      device,
      now,
    )
    .toArray()

/** Returns a device that may sign, or null. */
export function knownDevice(sql: SqlStorage, id: string, now: number): KnownDevice | null {
  const row = rowOf(sql, id)
  if (!row || !isGood(row, now)) return null
  const { key, name, role, point, pin, enrolled, invited, enrolled_by, until } = row
  const [session] = sessionsOf(sql, id, now)
  const sealed = pin === null ? null : (JSON.parse(pin) as SealedPin)
  return {
    ...{ id, key: JSON.parse(key), name, role: role as StaffRole, pointId: point },
    ...{ enrolledAt: enrolled, invitedAt: invited, enrolledBy: enrolled_by, until },
    pin: sealed && { kid: sealed.kid, salt: sealed.salt },
    session: session ? { id: session.id, expiresAt: session.expires } : null,
  }
}

/** Returns the device that a session is bound to, with what R42 judges of it; null: none. */
export function deviceOfSession(sql: SqlStorage, session: string): { id: string; since: number } | null {
  const [row] = sql
    .exec<Row>(
      'SELECT v.* FROM device_sessions d JOIN devices v ON v.id = d.device WHERE d.session = ?',
      session,
    )
    .toArray()
  return row ? { id: row.id, since: row.enrolled } : null
}

/** Whether the invitation that enrolled a device ended a live session within the day (R42). */
export const endedLiveLately = (sql: SqlStorage, device: string, now: number): boolean =>
  sql
    .exec(
      `SELECT 1 FROM device_sessions d JOIN origins o ON o.session = d.session
       WHERE d.device = ? AND o.ended_live = 1 AND o.at > ?`,
      device,
      now - NEW_MS,
    )
    .toArray().length > 0

export const markDeviceSeen = (sql: SqlStorage, id: string, now: number): void =>
  void sql.exec('UPDATE devices SET seen = ? WHERE id = ?', now, id)

/** Takes a proof that gives something new, once. Returns false for one that was taken before. */
export function takeProof(sql: SqlStorage, session: string, jti: string): boolean {
  const taken = sql.exec('INSERT OR IGNORE INTO spent_proofs VALUES (?, ?) RETURNING jti', session, jti)
  return taken.toArray().length > 0
}

export const forgetProofs = (sql: SqlStorage, session: string): void =>
  void sql.exec('DELETE FROM spent_proofs WHERE session = ?', session)

export const revoke = (sql: SqlStorage, id: string, now: number): void =>
  void sql.exec('UPDATE devices SET revoked = ?, pin = NULL WHERE id = ? AND revoked IS NULL', now, id)

export const revokeAll = (sql: SqlStorage, now: number): void =>
  void sql.exec('UPDATE devices SET revoked = ?, pin = NULL WHERE revoked IS NULL', now)

/** Keeps a device's sealed PIN in place of an earlier one. */
export const keepPin = (sql: SqlStorage, id: string, pin: SealedPin): void =>
  void sql.exec('UPDATE devices SET pin = ? WHERE id = ?', JSON.stringify(pin), id)

/** What a typed PIN comes to. `reused`: its key came with another one before. */
export type PinTried = 'right' | 'none' | 'closed' | 'reused' | { left: number }

/** A try of a device's PIN under the call's key. `seal` is what the typed PIN comes to. */
export interface PinTry {
  deviceId: string
  key: string
  fingerprint: string
  seal: string
}

/**
 * Compares and counts one PIN, in the caller's transaction, with nothing awaited between (R40). The last wrong one ends the
 * PINs of all devices: nothing is left then that could be compared. The same call once more is answered alike.
 */
export function tryPin(sql: SqlStorage, { deviceId: id, key, fingerprint, seal }: PinTry): PinTried {
  const [before] = sql
    .exec<{ fingerprint: string; left: number }>('SELECT fingerprint, left FROM pin_tries WHERE key = ?', key)
    .toArray()
  if (before) return before.fingerprint === fingerprint ? { left: before.left } : 'reused'
  const pin = rowOf(sql, id)?.pin ?? null
  if (pin === null) return 'none'
  if (isSameSeal((JSON.parse(pin) as SealedPin).seal, seal)) {
    sql.exec('DELETE FROM pin_tries')
    return 'right'
  }
  const { count } = sql.exec<{ count: number }>('SELECT COUNT(*) AS count FROM pin_tries').one()
  const left = DEVICE_PIN_TRIES - 1 - count
  if (left > 0) {
    sql.exec('INSERT INTO pin_tries VALUES (?, ?, ?)', key, fingerprint, left)
    return { left }
  }
  sql.exec('UPDATE devices SET pin = NULL')
  sql.exec('DELETE FROM pin_tries')
  return 'closed'
}
