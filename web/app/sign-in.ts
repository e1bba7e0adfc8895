import type { SessionOpened } from '../../worker/api/session/answers.ts'
import type { Result } from '../api/call.ts'
import { openInvited } from '../device/shift.ts'
import { type StaffRole, takeOver } from './sessions.ts'

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
 * Exchanges an invitation for a session on this device, which gets a name. It is no action of somebody who is signed in, and
 * its key has to outlive a reload, so it is called as it stands.
 */
export async function signIn(token: string, name: string): Promise<Result<SessionOpened>> {
  const { personId } = readInvitation(token)
  const answer = await openInvited({ token, personId, name }, { key: keyFor(token) })
  if (answer.ok) {
    forgetKey()
    await takeOver(answer.data)
  }
  return answer
}

/** Reads whom an invitation is for, for the greeting and the device's key. The server alone verifies it. */
export function readInvitation(token: string): { role?: StaffRole; name?: string; personId?: string } {
  try {
    const part = token.split('.')[1]!.replaceAll('-', '+').replaceAll('_', '/')
    const bytes = Uint8Array.from(atob(part), (c) => c.charCodeAt(0))
    const { role, name, sub } = JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>
    return {
      ...(typeof role === 'string' ? { role: role as StaffRole } : {}),
      ...(typeof name === 'string' ? { name } : {}),
      ...(typeof sub === 'string' ? { personId: sub } : {}),
    }
  } catch {
    return {}
  }
}
