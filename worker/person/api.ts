import type { Blocked, Tally } from '../domain/courier-day.ts'

export interface NewSession {
  /** The invitation's id: exchanged once. */
  jti: string
  sessionId: string
  /** ms since the epoch */
  expiresAt: number
}

export interface Notice {
  at: number
  kind: 'signed-in-elsewhere'
}

export type Admission = { ok: true; blocked: Blocked; notices: Notice[] } | { ok: false }

/** One member of staff as callers see it. */
export interface PersonApi {
  /** Opens a session for an invitation; the earlier ones end (they belong to another device). */
  open(session: NewSession): Promise<{ ok: boolean }>
  /** Whether the session still counts, at this very request; `watch` names a shipment a socket is opened on. */
  admit(sessionId: string, watch?: string): Promise<Admission>
  end(sessionId: string): Promise<void>
  endAll(): Promise<void>
  /** Counts something that happened at a door, once per key; answers what it blocked. */
  tally(key: string, tally: Tally): Promise<(keyof Blocked)[]>
  release(): Promise<void>
}

/** The object of one person. */
export function personOf(namespace: DurableObjectNamespace, personId: string): PersonApi {
  return namespace.get(namespace.idFromName(personId)) as unknown as PersonApi
}
