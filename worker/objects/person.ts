import type { Blocked, Raised, Tally } from '../domain/courier-day.ts'
import type { SessionOrigin } from '../domain/fresh-hands.ts'

export interface NewSession {
  /** The invitation's id: exchanged once. */
  jti: string
  /** A digest of the caller's key, by which the same call is known again; null: it came without. */
  key: string | null
  /** When the invitation was made, ms: one made before a revocation or a later sign-in opens nothing. */
  issuedAt: number
  sessionId: string
  /** ms since the epoch */
  expiresAt: number
  /** Who made the invitation: what is released with this session names them (R42). */
  invitedBy: string
  /** It replaces a broken tablet (R17). */
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

/** An attempt that the admitted call is about to make. */
export interface Tries {
  what: keyof Blocked
  shipmentId: string
}

export type Admission =
  | {
      ok: true
      blocked: Blocked
      notices: Notice[]
      reservation: string | null
      /** The use is to be remembered: once an hour, or after the object lost its memory. */
      seen: boolean
    }
  | { ok: false }

/** One member of staff as callers see it. */
export interface PersonApi {
  /**
   * Opens a session for an invitation; the earlier ones end (they belong to another device). The same call again is
   * answered with the session that it opened.
   */
  open(session: NewSession): Promise<{ ok: true; sessionId: string; expiresAt: number } | { ok: false }>
  /** Whether the session still counts, at this very request; an attempt under way is reserved against R18's limits. */
  admit(sessionId: string, tries?: Tries): Promise<Admission>
  /** The call about a reserved attempt is over: what came of it is counted by now. */
  settle(reservation: string): Promise<void>
  /** Remembers where the session listens, so that its sockets can be closed with it. */
  watch(sessionId: string, shipmentId: string): Promise<void>
  /** How a session came to be, for whoever releases with it (R42). */
  origin(sessionId: string): Promise<SessionOrigin>
  /** Ends a session, its holder's own doing or somebody else's; false when there is no such live one. */
  end(sessionId: string, how: 'left' | 'ended'): Promise<boolean>
  /** What a dispatcher may see of the person. */
  look(): Promise<{ blocked: Blocked; sessions: OpenSession[] }>
  /** Ends every session, and what invitations of before would open; once a key. */
  endAll(key: string): Promise<void>
  /** Counts what happened, each once per key, and settles the attempt; answers what each brought about. */
  tally(entries: { key: string; tally: Tally }[], reservation: string | null): Promise<Raised[][]>
  /** `by`: the dispatcher who lifts the block; once a key, so that a late repetition lifts no newer one. */
  release(by: string, key: string): Promise<void>
  /** Rings in a few seconds: what this one has begun by then and not finished is brought to its end. */
  comeBack(): Promise<void>
}

/** A session's id names its person, so that revoking one needs no index of sessions. */
export const newSessionId = (personId: string) => `${personId}.${crypto.randomUUID()}`
export const personIdOf = (sessionId: string) => sessionId.slice(0, Math.max(0, sessionId.lastIndexOf('.')))

/** The object of one person. */
export function personOf(namespace: DurableObjectNamespace, personId: string): PersonApi {
  return namespace.get(namespace.idFromName(personId)) as unknown as PersonApi
}
