import type { SessionOpened } from '../../worker/api/session/answers.ts'
import { api, call, type Result } from '../api/call.ts'
import { resume } from '../offline/outbox.ts'

export type StaffRole = Exclude<SessionOpened['role'], 'recipient'>

/** What this device knows of a session. The session itself is a cookie that no script can read. */
export interface KnownSession {
  role: StaffRole
  personId?: string | undefined
  name?: string | undefined
  expiresAt: string
}

const KEY = 'sesame.sessions'

function read(): KnownSession[] {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '[]') as KnownSession[]
  } catch {
    return []
  }
}

function write(sessions: KnownSession[]): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(sessions))
  } catch {
    // Without storage only the cookie remembers the session.
  }
}

/** How long a session is kept after its end by this device's clock, which may be ahead. */
const KEPT_MS = 7 * 24 * 3_600_000

/**
 * Returns this device's sessions, without those that ended long ago. Whether one has ended is the server's to
 * say: its calls answer 401 then.
 */
export const knownSessions = (now = Date.now()): KnownSession[] =>
  read().filter(({ expiresAt }) => Date.parse(expiresAt) + KEPT_MS > now)

/** Remembers a session. Each role has one cookie, so a new session replaces the previous one of its role. */
export const remember = (session: KnownSession): void =>
  write([...knownSessions().filter(({ role }) => role !== session.role), session])

/** Whom the server named in this page, by role. It counts where this device remembers no session. */
const met = new Map<StaffRole, string>()

/** Notes who the server says is signed in. */
export const meet = (role: StaffRole, personId: string): void => void met.set(role, personId)

/** Returns the persons whose sessions this device has: one a role, as each role has one cookie. */
export function signedInPersons(): string[] {
  const known = new Map(met)
  for (const { role, personId } of knownSessions()) if (personId) known.set(role, personId)
  return [...new Set(known.values())]
}

/** Forgets a session that the server refused. */
export function forget(role: StaffRole): void {
  met.delete(role)
  write(read().filter((session) => session.role !== role))
}

const SIGNING_IN = 'sesame.signing-in'

/**
 * Returns the key of an exchange. Every try with one invitation uses the same key, even after a reload,
 * because a lost answer can only be fetched with that key: any other finds the invitation used up.
 */
function keyFor(token: string): string {
  const of = token.slice(-22)
  try {
    const kept = JSON.parse(sessionStorage.getItem(SIGNING_IN) ?? '{}') as { of?: string; key?: string }
    if (kept.of === of && kept.key) return kept.key
    const key = crypto.randomUUID()
    sessionStorage.setItem(SIGNING_IN, JSON.stringify({ of, key }))
    return key
  } catch {
    return crypto.randomUUID()
  }
}

/** Forgets the key once the answer came, as it would open the same session to the window's next user. */
function forgetKey(): void {
  try {
    sessionStorage.removeItem(SIGNING_IN)
  } catch {
    // Without storage no key was kept.
  }
}

/**
 * Exchanges an invitation for a session. It is no action of somebody who is signed in, and its key has to outlive a reload,
 * so it is called as it stands.
 */
export async function signIn(token: string): Promise<Result<SessionOpened>> {
  const answer = await call(api.session.open, {}, { token }, { key: keyFor(token) })
  if (answer.ok) forgetKey()
  if (answer.ok && answer.data.role !== 'recipient') {
    const { role, personId, name, expiresAt } = answer.data
    remember({ role, personId, name, expiresAt })
    // What waited for this session is sent in it.
    if (personId) void resume(personId)
  }
  return answer
}

/** Ends the session here and at the server; twice is the same as once, so it needs no kept key. Offline it returns false and stays, as its cookie still works. */
export async function signOut(role: StaffRole): Promise<boolean> {
  const answer = await call(api.session.end, {}, { role })
  const ended = answer.ok || answer.status === 401
  if (ended) forget(role)
  return ended
}

/** Reads role and name from an invitation, for the greeting only. The server alone verifies it. */
export function readInvitation(token: string): { role?: StaffRole; name?: string } {
  try {
    const part = token.split('.')[1]!.replaceAll('-', '+').replaceAll('_', '/')
    const bytes = Uint8Array.from(atob(part), (c) => c.charCodeAt(0))
    const { role, name } = JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>
    return {
      ...(typeof role === 'string' ? { role: role as StaffRole } : {}),
      ...(typeof name === 'string' ? { name } : {}),
    }
  } catch {
    return {}
  }
}
