import { useLazy } from '../ui/hooks.ts'
import { forget, type StaffRole } from './sessions.ts'

/**
 * Shown by a room when the server answers 401: the session ended, was revoked, or moved to another device. Whoever has a PIN
 * on this device opens the next shift. It is loaded when a session ends, which is once a day.
 */
export function SignedOut({ role }: { role: StaffRole }) {
  forget(role)
  const over = useLazy(() => import('./front-door.ts'))
  return over.state === 'ready' ? <over.value.ShiftOver role={role} /> : null
}
