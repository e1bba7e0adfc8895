import type { SessionOpened } from '../../worker/api/session/answers.ts'
import { api, call, type Result } from '../api/call.ts'

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
    // Then the cookie alone remembers.
  }
}

/** Sessions begun on this device that have not run out. The server may have ended one: it answers 401. */
export const knownSessions = (now = Date.now()): KnownSession[] =>
  read().filter(({ expiresAt }) => Date.parse(expiresAt) > now)

/** There is one cookie a role, so a new session takes the place of the former. */
export const remember = (session: KnownSession): void =>
  write([...knownSessions().filter(({ role }) => role !== session.role), session])

/** Forgets a session that the server refused. */
export const forget = (role: StaffRole): void => write(read().filter((session) => session.role !== role))

const SIGNING_IN = 'sesame.signing-in'

/**
 * The key of an exchange: the same for every try with one invitation, also after a reload. An answer that was lost on
 * the way is asked for again with it; with another the invitation is used up.
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

/** With the answer there it has done its work, and would open the same session to whoever uses this window next. */
function forgetKey(): void {
  try {
    sessionStorage.removeItem(SIGNING_IN)
  } catch {
    // Then none was kept.
  }
}

/** Exchanges an invitation for a session. */
export async function signIn(token: string): Promise<Result<SessionOpened>> {
  const answer = await call(api.session.open, {}, { token }, { key: keyFor(token) })
  if (answer.ok) forgetKey()
  if (answer.ok && answer.data.role !== 'recipient') {
    const { role, personId, name, expiresAt } = answer.data
    remember({ role, personId, name, expiresAt })
  }
  return answer
}

/** Ends the session here and at the server. Offline it stays: its cookie would still work. */
export async function signOut(role: StaffRole): Promise<boolean> {
  const answer = await call(api.session.end, {}, { role })
  const ended = answer.ok || answer.status === 401
  if (ended) forget(role)
  return ended
}

/** What an invitation says of itself, for the greeting only: the server alone verifies it. */
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
