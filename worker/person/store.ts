import { type CourierDay, QUIET_DAY, type RaisedBlock, type Tally, tally } from '../domain/courier-day.ts'
import type { SessionEnd } from '../domain/session-origin.ts'
import type { Notice, OpenSession } from '../objects/person.ts'
import { DEVICE_ACTS } from './device-acts.ts'
import { DEVICES, forgetProofs } from './devices.ts'
import { OPENED } from './opened.ts'
import { endOrigin, ORIGINS } from './origins.ts'
import { PASSKEYS } from './passkeys.ts'

/** How long a key is remembered as done: longer than any request can be continued. */
const DONE_KEPT_MS = 30 * 24 * 3_600_000

/** The schema is append-only, like the shipment's. */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS sessions (id TEXT PRIMARY KEY, expires INTEGER NOT NULL, ended INTEGER) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS used (jti TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS tallied (
    key TEXT PRIMARY KEY, at INTEGER NOT NULL, raised TEXT NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS watched (
    session TEXT NOT NULL, shipment TEXT NOT NULL, PRIMARY KEY (session, shipment)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS notices (at INTEGER NOT NULL, kind TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS not_before (id INTEGER PRIMARY KEY, at INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS day (id INTEGER PRIMARY KEY, value TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS done (key TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
  ${ORIGINS}
  ${OPENED}
  ${DEVICE_ACTS}
  ${DEVICES}
  ${PASSKEYS}`

/** A person's storage. Synchronous throughout; the caller opens the transaction. Times are in ms. */
export class PersonStore {
  readonly sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.sql = sql
  }

  /**
   * Returns whether the tables exist. They are created with the first session, so that an invented id leaves
   * no storage behind.
   */
  exists(): boolean {
    return this.sql.exec(`SELECT 1 FROM sqlite_master WHERE name = 'sessions'`).toArray().length > 0
  }

  migrate(): void {
    this.sql.exec(SCHEMA)
  }

  wasUsed(jti: string): boolean {
    return this.sql.exec('SELECT 1 FROM used WHERE jti = ?', jti).toArray().length > 0
  }

  use(jti: string, now: number): void {
    this.sql.exec('INSERT INTO used VALUES (?, ?)', jti, now)
  }

  openSessions(now: number): OpenSession[] {
    return this.sql
      .exec<{ id: string; expires: number }>(
        'SELECT id, expires FROM sessions WHERE ended IS NULL AND expires > ?',
        now,
      )
      .toArray()
      .map(({ id, expires }) => ({ id, expiresAt: expires }))
  }

  isOpen(sessionId: string, now: number): boolean {
    return this.openSessions(now).some(({ id }) => id === sessionId)
  }

  addSession(sessionId: string, expiresAt: number): void {
    this.sql.exec('INSERT INTO sessions VALUES (?, ?, NULL)', sessionId, expiresAt)
  }

  endSession(id: string, now: number, how: SessionEnd): void {
    this.sql.exec('UPDATE sessions SET ended = ? WHERE id = ? AND ended IS NULL', now, id)
    endOrigin(this.sql, id, how)
    forgetProofs(this.sql, id)
  }

  /** Invitations that were issued before this time open nothing. */
  notBefore(): number {
    const [row] = this.sql.exec<{ at: number }>('SELECT at FROM not_before').toArray()
    return row?.at ?? 0
  }

  setNotBefore(at: number): void {
    if (at > this.notBefore()) this.sql.exec('INSERT OR REPLACE INTO not_before VALUES (1, ?)', at)
  }

  /** Returns whether a key is used for the first time; what is repeated under its key is not done again. */
  first(key: string, now: number): boolean {
    this.migrate()
    this.sql.exec('DELETE FROM done WHERE at < ?', now - DONE_KEPT_MS)
    const known = this.sql.exec('SELECT 1 FROM done WHERE key = ?', key).toArray().length > 0
    if (!known) this.sql.exec('INSERT INTO done VALUES (?, ?)', key, now)
    return !known
  }

  day(): CourierDay {
    const [row] = this.sql.exec<{ value: string }>('SELECT value FROM day').toArray()
    return row ? JSON.parse(row.value) : QUIET_DAY
  }

  keepDay(day: CourierDay): void {
    this.sql.exec('INSERT OR REPLACE INTO day VALUES (1, ?)', JSON.stringify(day))
  }

  /** Adds to the day (R18) and returns what that raises. A key that was counted before raises the same again. */
  tally(key: string, what: Tally, now: number): RaisedBlock[] {
    const [known] = this.sql
      .exec<{ raised: string }>('SELECT raised FROM tallied WHERE key = ?', key)
      .toArray()
    if (known) return JSON.parse(known.raised)
    const { day, raised } = tally(this.day(), what)
    this.sql.exec('INSERT INTO tallied VALUES (?, ?, ?)', key, now, JSON.stringify(raised))
    this.keepDay(day)
    return raised
  }

  addNotice(kind: Notice['kind'], now: number): void {
    this.sql.exec('INSERT INTO notices VALUES (?, ?)', now, kind)
  }

  /** The latest notices, at most five, the newest first. */
  notices(): Notice[] {
    return this.sql
      .exec<{ at: number; kind: Notice['kind'] }>('SELECT * FROM notices ORDER BY at DESC LIMIT 5')
      .toArray()
      .map(({ at, kind }) => ({ at, kind }))
  }

  watch(sessionId: string, shipmentId: string): void {
    this.sql.exec('INSERT OR IGNORE INTO watched VALUES (?, ?)', sessionId, shipmentId)
  }

  /** Forgets which shipments a session listens to, and returns them. */
  unwatch(sessionId: string): string[] {
    return this.sql
      .exec<{ shipment: string }>('DELETE FROM watched WHERE session = ? RETURNING shipment', sessionId)
      .toArray()
      .map(({ shipment }) => shipment)
  }
}
