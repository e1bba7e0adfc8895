import type { Blocked, RaisedBlock, Tally } from '../domain/courier-day.ts'
import type { CountedAct, DeviceGap } from '../domain/device-gaps.ts'
import type { SessionOrigin } from '../domain/fresh-hands.ts'

export interface NewSession {
  /** The invitation's id; an invitation is exchanged only once. */
  jti: string
  /** A digest of the caller's key, by which a repeated call is recognised; null if the call had no key. */
  key: string | null
  /** When the invitation was made, in ms. One made before a revocation or a later sign-in opens nothing. */
  issuedAt: number
  sessionId: string
  /** In ms since the epoch. */
  expiresAt: number
  /** Who made the invitation. An alert about a release with this session names them (R42). */
  invitedBy: string
  /** Whether the session replaces a broken tablet (R17). */
  substitute: boolean
}

export interface Notice {
  at: number
  kind: 'signed-in-elsewhere'
}

export interface OpenSession {
  id: string
  expiresAt: number
}

/** The attempt that the admitted call is about to make. */
export interface Tries {
  what: keyof Blocked
  shipmentId: string
}

export type Admission =
  | {
      ok: true
      blocked: Blocked
      /** The day that was counted last, and its releases by identity check (R18). */
      identityChecks: { day: string; count: number }
      notices: Notice[]
      reservation: string | null
      /** Whether the use should be recorded: once an hour, or after the object lost its memory. */
      seen: boolean
    }
  | { ok: false }

/** The object of a courier or other member of staff, as its callers see it. */
export interface PersonApi {
  /**
   * Opens a session for an invitation and ends the earlier ones, which belong to another device. A repetition
   * of the same call gets the session that the first one opened.
   */
  open(session: NewSession): Promise<{ ok: true; sessionId: string; expiresAt: number } | { ok: false }>
  /**
   * Returns whether the session counts at this very request, and reserves the attempt against R18's limits.
   */
  admit(sessionId: string, tries?: Tries): Promise<Admission>
  /** Ends the reservation of an attempt whose call is over; its result has been counted by then. */
  settle(reservation: string): Promise<void>
  /** Remembers which shipment the session listens to, so that its sockets can be closed with it. */
  watch(sessionId: string, shipmentId: string): Promise<void>
  /** Returns how a session came to be; a release by identity is judged by it (R42). */
  origin(sessionId: string): Promise<SessionOrigin>
  /**
   * Ends a session, whether its holder leaves or somebody else ends it. Returns false if no such session is
   * live.
   */
  end(sessionId: string, how: 'left' | 'ended'): Promise<boolean>
  /** Returns what a dispatcher may see of the person. */
  look(): Promise<{ blocked: Blocked; sessions: OpenSession[] }>
  /** Ends every session and voids earlier invitations. Acts once per key. */
  endAll(key: string): Promise<void>
  /**
   * Counts each entry once per key and settles the attempt. Returns the blocks and alerts that each entry
   * brought about.
   */
  tally(entries: { key: string; tally: Tally }[], reservation: string | null): Promise<RaisedBlock[][]>
  /**
   * Lifts the block; `by` is the dispatcher who lifts it. Acts once per key, so that a late repetition lifts
   * no newer block.
   */
  release(by: string, key: string): Promise<void>
  /** Notes an act that left no fact, so that its number is not missing (R36). */
  noteSpent(act: CountedAct): Promise<void>
  /** Returns which numbers are missing beside the acts of these facts since the last look, and changes nothing. */
  gapsBeside(acts: readonly CountedAct[]): Promise<DeviceGap[]>
  /** Returns the same and looks for it no more. Acts once per key. */
  lookThrough(key: string, acts: readonly CountedAct[]): Promise<DeviceGap[]>
  /**
   * Sets the alarm to a few seconds from now. It finishes whatever this person has begun by then and not
   * finished.
   */
  comeBack(): Promise<void>
}

/** Makes a session id that names its person, so that revoking a session needs no index of sessions. */
export const newSessionId = (personId: string) => `${personId}.${crypto.randomUUID()}`
export const personIdOf = (sessionId: string) => sessionId.slice(0, Math.max(0, sessionId.lastIndexOf('.')))

/** Returns the object of one person. */
export function personStub(namespace: DurableObjectNamespace, personId: string): PersonApi {
  return namespace.get(namespace.idFromName(personId)) as unknown as PersonApi
}
