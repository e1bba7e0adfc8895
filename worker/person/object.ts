import { DurableObject } from 'cloudflare:workers'
import type { Env } from '../config.ts'
import {
  afterRelease,
  type Blocked,
  blockedWith,
  lastReleasedBy,
  QUIET_DAY,
  type RaisedBlock,
  type Tally,
} from '../domain/courier-day.ts'
import type { CountedAct, DeviceGap } from '../domain/device-gaps.ts'
import type { SessionEnd } from '../domain/session-origin.ts'
import type {
  Admission,
  KnownDevice,
  KnownPasskey,
  NewPasskey,
  NewSession,
  NewShift,
  OpenSession,
  PersonApi,
  ShiftOpened,
  Tries,
} from '../objects/person.ts'
import { shipmentStub } from '../objects/shipment.ts'
import { RESUME_MS, resume } from '../operations/carry-on.ts'
import { logBug } from '../platform/log.ts'
import type { SealedPin } from '../security/device-pin.ts'
import { gapsBeside, keepSpent, lookThrough } from './device-acts.ts'
import * as devices from './devices.ts'
import { openInvited } from './invited.ts'
import { originIn } from './origins.ts'
import * as passkeys from './passkeys.ts'
import { openShift } from './shift.ts'
import { PersonStore } from './store.ts'

/** How long an attempt counts as under way if its call never came back. */
const ATTEMPT_MS = 30_000
/** The alarm rings after the time in which an operation is left to the call that began it. */
const COME_BACK_MS = RESUME_MS + 1000
/** A session's use is recorded once an hour at most, to spare every call a write. */
const SEEN_STEP_MS = 3_600_000

/**
 * One courier or other member of staff: their sessions and the revocation of these, and their day (R18).
 * Every authenticated call asks here first, so that a revoked session fails on the very next call.
 */
export class Person extends DurableObject<Env> implements PersonApi {
  readonly #store: PersonStore
  #seenAt = 0
  #pending: (Tries & { reservation: string; until: number })[] = []

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    this.#store = new PersonStore(ctx.storage.sql)
  }

  async open(opened: NewSession): ReturnType<PersonApi['open']> {
    const now = Date.now()
    const done = this.ctx.storage.transactionSync(() => openInvited(this.#store, opened, now))
    if (typeof done === 'string') return { ok: false, why: done }
    // Signing in is a use, and the caller that made the session records it.
    this.#seenAt = now
    const { ended, ...session } = done
    await this.#closeSockets(ended)
    return { ok: true, ...session }
  }

  async admit(sessionId: string, tries?: Tries, ticket: string | null = null): Promise<Admission> {
    const now = Date.now()
    if (!this.#store.exists() || !this.#store.isOpen(sessionId, now)) return { ok: false }
    if (ticket !== null && !devices.takeProof(this.#store.sql, sessionId, ticket)) return { ok: false }
    const seen = now - this.#seenAt >= SEEN_STEP_MS
    if (seen) this.#seenAt = now
    const notices = this.#store.notices()
    const { day, identity, blocked } = this.#store.day()
    const known = { notices, seen, identityChecks: { day, count: identity.length } }
    if (!tries) return { ok: true, ...known, blocked, reservation: null }
    const reservation = crypto.randomUUID()
    return { ok: true, ...known, blocked: this.#reserve(tries, reservation), reservation }
  }

  async device(deviceId: string): Promise<KnownDevice | null> {
    if (!this.#store.exists()) return null
    this.#store.migrate()
    return devices.knownDevice(this.#store.sql, deviceId, Date.now())
  }

  async renew(deviceId: string, sessionId: string, jti: string): Promise<boolean> {
    const now = Date.now()
    return this.ctx.storage.transactionSync(() => {
      const { sql } = this.#store
      if (devices.knownDevice(sql, deviceId, now)?.session?.id !== sessionId) return false
      if (!devices.takeProof(sql, sessionId, jti)) return false
      devices.markDeviceSeen(sql, deviceId, now)
      return true
    })
  }

  async openShift(shift: NewShift): Promise<ShiftOpened> {
    const now = Date.now()
    const store = this.#store
    if (!store.exists()) return { ok: false, why: 'unknown-device' }
    const done = this.ctx.storage.transactionSync(() => {
      store.migrate()
      return openShift(store, shift, now)
    })
    if ('ok' in done) return done
    this.#seenAt = now
    await this.#closeSockets(done.ended)
    return { ok: true, sessionId: done.id, expiresAt: done.expiresAt }
  }

  async keepPin(deviceId: string, pin: SealedPin): Promise<boolean> {
    const { sql } = this.#store
    if (!devices.knownDevice(sql, deviceId, Date.now())) return false
    devices.keepPin(sql, deviceId, pin)
    return true
  }

  async passkeys(): Promise<KnownPasskey[]> {
    if (!this.#store.exists()) return []
    this.#store.migrate()
    return passkeys.livePasskeys(this.#store.sql)
  }

  async addPasskey(
    passkey: NewPasskey,
    step: Parameters<PersonApi['addPasskey']>[1],
  ): ReturnType<PersonApi['addPasskey']> {
    const now = Date.now()
    return this.ctx.storage.transactionSync(() => {
      this.#store.migrate()
      const added = passkeys.addPasskey(this.#store, passkey, step, now)
      if (added.ok && step.voidInvitations) this.#store.setNotBefore(added.addedAt + 1)
      return added
    })
  }

  async signsInByPasskey(): Promise<boolean> {
    if (!this.#store.exists()) return false
    this.#store.migrate()
    return passkeys.signsInByPasskey(this.#store.sql)
  }

  async renamePasskey(id: string, name: string): Promise<KnownPasskey | null> {
    if (!this.#store.exists()) return null
    this.#store.migrate()
    return passkeys.renamePasskey(this.#store.sql, id, name)
  }

  async removePasskey(id: string): Promise<boolean> {
    if (!this.#store.exists()) return false
    this.#store.migrate()
    return passkeys.removePasskey(this.#store.sql, id, Date.now())
  }

  async revokeDevice(deviceId: string): Promise<void> {
    if (!this.#store.exists()) return
    const now = Date.now()
    this.#store.migrate()
    devices.revoke(this.#store.sql, deviceId, now)
    await this.#end(
      devices.sessionsOf(this.#store.sql, deviceId, now).map(({ id }) => id),
      'ended',
    )
  }

  async watch(sessionId: string, shipmentId: string, ticket: string | null): Promise<boolean> {
    if (!this.#store.exists()) return false
    if (ticket !== null && !devices.takeProof(this.#store.sql, sessionId, ticket)) return false
    this.#store.watch(sessionId, shipmentId)
    return true
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
    return blockedWith(this.#store.day(), { pin, identity })
  }

  async settle(reservation: string): Promise<void> {
    this.#pending = this.#pending.filter((attempt) => attempt.reservation !== reservation)
  }

  async end(sessionId: string, how: 'left' | 'ended'): Promise<boolean> {
    if (!this.#store.exists() || !this.#store.isOpen(sessionId, Date.now())) return false
    await this.#end([sessionId], how)
    return true
  }

  async origin(sessionId: string): ReturnType<PersonApi['origin']> {
    const now = Date.now()
    const exists = this.#store.exists()
    if (exists) this.#store.migrate()
    const releasedBy = lastReleasedBy(exists ? this.#store.day() : QUIET_DAY, now)
    const device = exists ? devices.deviceOfSession(this.#store.sql, sessionId) : null
    return { ...originIn(exists ? this.#store.sql : null, sessionId), releasedBy, device }
  }

  async look(): Promise<{ blocked: Blocked; sessions: OpenSession[] }> {
    if (!this.#store.exists()) return { blocked: QUIET_DAY.blocked, sessions: [] }
    return { blocked: this.#store.day().blocked, sessions: this.#store.openSessions(Date.now()) }
  }

  async endAll(key: string, how: 'ended' | 'recovered' = 'ended'): Promise<void> {
    const now = Date.now()
    const open = this.ctx.storage.transactionSync(() => {
      if (!this.#store.first(key, now)) return []
      // Invitations still in circulation must not bring back a person who was signed out.
      this.#store.setNotBefore(now + 1)
      devices.revokeAll(this.#store.sql, now)
      passkeys.removeAllPasskeys(this.#store.sql, how, now)
      return this.#store.openSessions(now).map(({ id }) => id)
    })
    await this.#end(open, 'ended')
  }

  async #end(ids: string[], how: SessionEnd): Promise<void> {
    if (!this.#store.exists()) return
    const now = Date.now()
    this.#store.migrate()
    for (const id of ids) this.#store.endSession(id, now, how)
    await this.#closeSockets(ids)
  }

  async tally(
    entries: { key: string; tally: Tally }[],
    reservation: string | null,
  ): Promise<RaisedBlock[][]> {
    const raised = this.ctx.storage.transactionSync(() => {
      if (!this.#store.exists()) this.#store.migrate()
      return entries.map(({ key, tally }) => this.#store.tally(key, tally, Date.now()))
    })
    if (reservation) await this.settle(reservation)
    return raised
  }

  async release(by: string, key: string): Promise<void> {
    const now = Date.now()
    this.ctx.storage.transactionSync(() => {
      if (this.#store.first(key, now)) this.#store.keepDay(afterRelease(this.#store.day(), by, now))
    })
  }

  async noteSpent(act: CountedAct): Promise<void> {
    if (!this.#store.exists()) return
    this.#store.migrate()
    keepSpent(this.#store.sql, act)
  }

  async gapsBeside(acts: readonly CountedAct[]): Promise<DeviceGap[]> {
    if (!this.#store.exists()) return []
    this.#store.migrate()
    return gapsBeside(this.#store.sql, acts)
  }

  async lookThrough(key: string, acts: readonly CountedAct[]): Promise<DeviceGap[]> {
    if (!this.#store.exists()) return []
    return this.ctx.storage.transactionSync(() => {
      this.#store.migrate()
      return lookThrough(this.#store.sql, key, acts, Date.now())
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

  /**
   * Closes the sockets of ended sessions at once, wherever they are, because a revoked session must not go on
   * listening.
   */
  async #closeSockets(sessions: string[]): Promise<void> {
    const closing: Promise<void>[] = []
    for (const session of sessions)
      for (const shipment of this.#store.unwatch(session))
        closing.push(shipmentStub(this.env.SHIPMENT, shipment).disconnect(session))
    await Promise.allSettled(closing)
  }
}
