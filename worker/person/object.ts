import { DurableObject } from 'cloudflare:workers'
import type { Env } from '../config.ts'
import {
  type Blocked,
  blockedWith,
  type CourierDay,
  lastReleasedBy,
  QUIET_DAY,
  type Raised,
  release,
  type Tally,
  tally,
} from '../domain/courier-day.ts'
import type { SessionOrigin } from '../domain/fresh-hands.ts'
import type { SessionEnd } from '../domain/session-origin.ts'
import type { Admission, NewSession, Notice, OpenSession, PersonApi, Tries } from '../objects/person.ts'
import { shipmentOf } from '../objects/shipment.ts'
import { RESUME_MS, resume } from '../operations/carry-on.ts'
import { logBug } from '../platform/log.ts'
import { keepOpened, OPENED, openedWith } from './opened.ts'
import { endOrigin, keepOrigin, ORIGINS, originIn } from './origins.ts'

/** How long an attempt counts as under way if its call never came back. */
const ATTEMPT_MS = 30_000
/** How long a key is remembered as done: longer than any request can be continued. */
const DONE_KEPT_MS = 30 * 24 * 3_600_000
/** The alarm rings after the time in which an operation is left to the call that began it. */
const COME_BACK_MS = RESUME_MS + 1000
/** A session's use is recorded once an hour at most, to spare every call a write. */
const SEEN_STEP_MS = 3_600_000

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
  ${OPENED}`

/**
 * One courier or other member of staff: their sessions and the revocation of these, and their day (R18).
 * Every authenticated call asks here first, so that a revoked session fails on the very next call.
 */
export class Person extends DurableObject<Env> implements PersonApi {
  readonly #sql: SqlStorage
  #seenAt = 0
  #pending: (Tries & { reservation: string; until: number })[] = []

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    this.#sql = ctx.storage.sql
  }

  /**
   * Returns whether the tables exist. They are created with the first session, so that an invented id leaves
   * no storage behind.
   */
  #exists(): boolean {
    return this.#sql.exec(`SELECT 1 FROM sqlite_master WHERE name = 'sessions'`).toArray().length > 0
  }

  async open(opened: NewSession): ReturnType<PersonApi['open']> {
    const { jti, key, issuedAt, sessionId, expiresAt } = opened
    const now = Date.now()
    const done = this.ctx.storage.transactionSync(() => {
      this.#sql.exec(SCHEMA)
      const used = this.#sql.exec('SELECT 1 FROM used WHERE jti = ?', jti).toArray().length > 0
      if (used) {
        const again = key === null ? null : openedWith(this.#sql, jti, key, now)
        return again && { ...again, ended: [] }
      }
      if (issuedAt < this.#notBefore()) return null
      this.#setNotBefore(issuedAt)
      this.#sql.exec('INSERT INTO used VALUES (?, ?)', jti, now)
      if (key !== null) keepOpened(this.#sql, jti, key, sessionId)
      const open = this.#openSessions(now)
      // The origin is judged before the earlier sessions end, because it depends on whether one was live
      // (R42).
      keepOrigin(this.#sql, opened, now)
      for (const id of open) this.#endOne(id, now, 'replaced')
      if (open.length > 0) this.#sql.exec('INSERT INTO notices VALUES (?, ?)', now, 'signed-in-elsewhere')
      this.#sql.exec('INSERT INTO sessions VALUES (?, ?, NULL)', sessionId, expiresAt)
      return { sessionId, expiresAt, ended: open }
    })
    if (!done) return { ok: false }
    // Signing in is a use, and the caller that made the session records it.
    this.#seenAt = now
    const { ended, ...session } = done
    await this.#closeSockets(ended)
    return { ok: true, ...session }
  }

  async admit(sessionId: string, tries?: Tries): Promise<Admission> {
    if (!this.#exists()) return { ok: false }
    const now = Date.now()
    if (!this.#openSessions(now).includes(sessionId)) return { ok: false }
    const seen = now - this.#seenAt >= SEEN_STEP_MS
    if (seen) this.#seenAt = now
    const notices = this.#notices()
    if (!tries) return { ok: true, blocked: this.#day().blocked, notices, reservation: null, seen }
    const reservation = crypto.randomUUID()
    return { ok: true, blocked: this.#reserve(tries, reservation), notices, reservation, seen }
  }

  async watch(sessionId: string, shipmentId: string): Promise<void> {
    if (this.#exists()) this.#sql.exec('INSERT OR IGNORE INTO watched VALUES (?, ?)', sessionId, shipmentId)
  }

  /**
   * Counts an attempt under way until its call is over. Reservations are short-lived, so they stay in memory.
   */
  #reserve({ what, shipmentId }: Tries, reservation: string): Blocked {
    const now = Date.now()
    this.#pending = this.#pending.filter((attempt) => attempt.until > now)
    this.#pending.push({ what, shipmentId, reservation, until: now + ATTEMPT_MS })
    const pin: Record<string, number> = {}
    const identity: string[] = []
    for (const attempt of this.#pending)
      if (attempt.what === 'identity') identity.push(attempt.shipmentId)
      else pin[attempt.shipmentId] = (pin[attempt.shipmentId] ?? 0) + 1
    return blockedWith(this.#day(), { pin, identity })
  }

  async settle(reservation: string): Promise<void> {
    this.#pending = this.#pending.filter((attempt) => attempt.reservation !== reservation)
  }

  async end(sessionId: string, how: 'left' | 'ended'): Promise<boolean> {
    if (!this.#exists() || !this.#openSessions(Date.now()).includes(sessionId)) return false
    await this.#end([sessionId], how)
    return true
  }

  async origin(sessionId: string): Promise<SessionOrigin> {
    const now = Date.now()
    if (this.#exists()) this.#sql.exec(SCHEMA)
    const releasedBy = lastReleasedBy(this.#exists() ? this.#day() : QUIET_DAY, now)
    return { ...originIn(this.#exists() ? this.#sql : null, sessionId), releasedBy }
  }

  async look(): Promise<{ blocked: Blocked; sessions: OpenSession[] }> {
    if (!this.#exists()) return { blocked: QUIET_DAY.blocked, sessions: [] }
    const sessions = this.#sql
      .exec<{ id: string; expires: number }>(
        'SELECT id, expires FROM sessions WHERE ended IS NULL AND expires > ?',
        Date.now(),
      )
      .toArray()
      .map(({ id, expires }) => ({ id, expiresAt: expires }))
    return { blocked: this.#day().blocked, sessions }
  }

  async endAll(key: string): Promise<void> {
    const now = Date.now()
    const open = this.ctx.storage.transactionSync(() => {
      if (!this.#first(key, now)) return []
      // Invitations still in circulation must not bring back a person who was signed out.
      this.#setNotBefore(now + 1)
      return this.#openSessions(now)
    })
    await this.#end(open, 'ended')
  }

  /** Returns whether a key is used for the first time; what is repeated under its key is not done again. */
  #first(key: string, now: number): boolean {
    this.#sql.exec(SCHEMA)
    this.#sql.exec('DELETE FROM done WHERE at < ?', now - DONE_KEPT_MS)
    const known = this.#sql.exec('SELECT 1 FROM done WHERE key = ?', key).toArray().length > 0
    if (!known) this.#sql.exec('INSERT INTO done VALUES (?, ?)', key, now)
    return !known
  }

  async #end(ids: string[], how: SessionEnd): Promise<void> {
    if (!this.#exists()) return
    const now = Date.now()
    this.#sql.exec(SCHEMA)
    for (const id of ids) this.#endOne(id, now, how)
    await this.#closeSockets(ids)
  }

  #endOne(id: string, now: number, how: SessionEnd): void {
    this.#sql.exec('UPDATE sessions SET ended = ? WHERE id = ? AND ended IS NULL', now, id)
    endOrigin(this.#sql, id, how)
  }

  async tally(entries: { key: string; tally: Tally }[], reservation: string | null): Promise<Raised[][]> {
    const raised = this.ctx.storage.transactionSync(() => {
      if (!this.#exists()) this.#sql.exec(SCHEMA)
      return entries.map(({ key, tally }) => this.#tallyOne(key, tally))
    })
    if (reservation) await this.settle(reservation)
    return raised
  }

  #tallyOne(key: string, what: Tally): Raised[] {
    const [known] = this.#sql
      .exec<{ raised: string }>('SELECT raised FROM tallied WHERE key = ?', key)
      .toArray()
    if (known) return JSON.parse(known.raised)
    const { day, raised } = tally(this.#day(), what)
    this.#sql.exec('INSERT INTO tallied VALUES (?, ?, ?)', key, Date.now(), JSON.stringify(raised))
    this.#keepDay(day)
    return raised
  }

  async release(by: string, key: string): Promise<void> {
    const now = Date.now()
    this.ctx.storage.transactionSync(() => {
      if (this.#first(key, now)) this.#keepDay(release(this.#day(), by, now))
    })
  }

  async comeBack(): Promise<void> {
    // An earlier alarm does as well: it sets itself again as long as anything is left.
    if ((await this.ctx.storage.getAlarm()) === null)
      await this.ctx.storage.setAlarm(Date.now() + COME_BACK_MS)
  }

  override async alarm(): Promise<void> {
    let left = true
    try {
      // If the id has no name, it resumes everybody's operations; one that is resumed twice takes effect
      // once.
      left = await resume(this.env, Date.now(), this.ctx.id.name ?? null)
    } catch (error) {
      // The runtime gives up an alarm that throws a few times, so it is set again below instead.
      logBug(error)
    }
    if (left) await this.ctx.storage.setAlarm(Date.now() + COME_BACK_MS)
  }

  #notBefore(): number {
    const [row] = this.#sql.exec<{ at: number }>('SELECT at FROM not_before').toArray()
    return row?.at ?? 0
  }

  #setNotBefore(at: number): void {
    if (at > this.#notBefore()) this.#sql.exec('INSERT OR REPLACE INTO not_before VALUES (1, ?)', at)
  }

  #day(): CourierDay {
    const [row] = this.#sql.exec<{ value: string }>('SELECT value FROM day').toArray()
    return row ? JSON.parse(row.value) : QUIET_DAY
  }

  #keepDay(day: CourierDay): void {
    this.#sql.exec('INSERT OR REPLACE INTO day VALUES (1, ?)', JSON.stringify(day))
  }

  #openSessions(now: number): string[] {
    return this.#sql
      .exec<{ id: string }>('SELECT id FROM sessions WHERE ended IS NULL AND expires > ?', now)
      .toArray()
      .map((row) => row.id)
  }

  #notices(): Notice[] {
    return this.#sql
      .exec<{ at: number; kind: 'signed-in-elsewhere' }>('SELECT * FROM notices ORDER BY at DESC LIMIT 5')
      .toArray()
      .map(({ at, kind }) => ({ at, kind }))
  }

  /**
   * Closes the sockets of ended sessions at once, wherever they are, because a revoked session must not go on
   * listening.
   */
  async #closeSockets(sessions: string[]): Promise<void> {
    const closing: Promise<void>[] = []
    for (const session of sessions) {
      const watched = this.#sql
        .exec<{ shipment: string }>('SELECT shipment FROM watched WHERE session = ?', session)
        .toArray()
      for (const { shipment } of watched)
        closing.push(shipmentOf(this.env.SHIPMENT, shipment).disconnect(session))
      this.#sql.exec('DELETE FROM watched WHERE session = ?', session)
    }
    await Promise.allSettled(closing)
  }
}
