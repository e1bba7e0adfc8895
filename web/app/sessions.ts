import type { SessionOpened } from '../../worker/api/session/answers.ts'
import { api, call } from '../api/call.ts'
import { keyOf } from '../device/keys.ts'
import { renew } from '../device/signed.ts'
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

/** Returns whose session of a role this device has. */
export const personOf = (role: StaffRole): string | undefined =>
  knownSessions().find((session) => session.role === role)?.personId ?? met.get(role)

/** Forgets a session that the server refused. */
export function forget(role: StaffRole): void {
  met.delete(role)
  write(read().filter((session) => session.role !== role))
}

/** Takes a session that was opened here: it is remembered, and what waited for it is sent in it. */
function begin({ role, personId, name, expiresAt }: SessionOpened): void {
  if (role === 'recipient') return
  remember({ role, personId, name, expiresAt })
  if (personId) void resume(personId)
}

/** Ends the session here and at the server; twice is the same as once, so it needs no kept key. Offline it returns false and stays, as its cookie still works. */
export async function signOut(role: StaffRole): Promise<boolean> {
  const personId = personOf(role)
  // A cookie that has run out names no session, which the device could renew for whoever holds it next.
  if (personId !== undefined) await renew(personId)
  const answer = await call(api.session.end, {}, { role })
  const ended = answer.ok || answer.status === 401
  if (ended) forget(role)
  return ended
}

/** Ends the session of whoever worked in a role here before, if their key can still name it. */
async function endBefore(role: StaffRole, personId: string): Promise<void> {
  const before = personOf(role)
  if (before === undefined || before === personId) return
  // The role has one cookie: it is theirs for this call, and has to come back by a key afterwards.
  if (!(await keyOf(personId)) || !(await renew(before))) return
  await call(api.session.end, {}, { role })
  await renew(personId)
}

/**
 * Takes a session that was opened here, after whoever else worked in its role on this device was signed out: one works at a
 * time. A try that opened nothing signs out nobody.
 */
export async function takeOver(session: SessionOpened): Promise<void> {
  const { role, personId } = session
  if (role !== 'recipient' && personId !== undefined) await endBefore(role, personId)
  begin(session)
}
