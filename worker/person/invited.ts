import type { NewSession } from '../objects/person.ts'
import * as devices from './devices.ts'
import { keepOpened, openedBy, openedWith } from './opened.ts'
import { keepOrigin } from './origins.ts'
import type { PersonStore } from './store.ts'

/** A session that an invitation opened, and those that ended by it. */
interface Opened {
  sessionId: string
  expiresAt: number
  ended: string[]
}

/** Why an invitation opens nothing. `used`: by whoever presents it again; `reused`: by somebody else. */
type Refused = 'used' | 'reused' | 'void' | 'device-revoked'

/**
 * Opens a session for an invitation, in the caller's transaction, enrols its device and ends all earlier sessions. The same
 * call once more gets the session that it opened.
 */
export function openInvited(store: PersonStore, opened: NewSession, now: number): Opened | Refused {
  const { jti, key, issuedAt, sessionId, expiresAt, device } = opened
  const { sql } = store
  store.migrate()
  if (store.wasUsed(jti)) {
    const again = key === null ? null : openedWith(sql, jti, key, now)
    // Whoever recorded the call must not get its session for a device of theirs, or for none.
    const same = again && devices.deviceOfSession(sql, again.sessionId)?.id === device?.id
    if (same) return { ...again, ended: [] }
    return openedBy(sql, jti, key, device?.id ?? null) ? 'used' : 'reused'
  }
  if (issuedAt < store.notBefore()) return 'void'
  if (device && devices.isRevoked(sql, device.id)) return 'device-revoked'
  store.setNotBefore(issuedAt)
  store.use(jti, now)
  if (key !== null) keepOpened(sql, jti, key, sessionId)
  const ended = store.openSessions(now).map(({ id }) => id)
  // The origin is judged before the earlier sessions end, because it depends on whether one was live (R42).
  keepOrigin(sql, { ...opened, endedLive: null }, now)
  for (const id of ended) store.endSession(id, now, 'replaced')
  if (ended.length > 0) store.addNotice('signed-in-elsewhere', now)
  store.addSession(sessionId, expiresAt)
  if (device) {
    devices.enrol(sql, device, opened.invitedBy, now)
    devices.addDeviceSession(sql, sessionId, device.id)
  }
  return { sessionId, expiresAt, ended }
}
