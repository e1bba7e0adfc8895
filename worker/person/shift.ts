import type { NewShift, ShiftOpened, SignedForShift } from '../objects/person.ts'
import * as devices from './devices.ts'
import { keepOpened, openedWith, wasOpened } from './opened.ts'
import { keepOrigin } from './origins.ts'
import { usePasskey } from './passkeys.ts'
import type { PersonStore } from './store.ts'

/** A shift that was opened, and the sessions that ended by it. */
interface Opened {
  id: string
  expiresAt: number
  ended: string[]
}

type Refusal = Extract<ShiftOpened, { ok: false }>

function byPin({ sql }: PersonStore, shift: NewShift, seal: string, now: number): Refusal | null {
  if (!devices.knownDevice(sql, shift.deviceId, now)) return { ok: false, why: 'unknown-device' }
  const tried = devices.tryPin(sql, { ...shift, seal })
  if (tried === 'right') return null
  if (tried === 'none') return { ok: false, why: 'no-pin' }
  if (tried === 'closed' || tried === 'reused') return { ok: false, why: tried }
  return { ok: false, why: 'wrong', left: tried.left }
}

function byPasskey(store: PersonStore, shift: NewShift, by: SignedForShift, now: number): Refusal | null {
  const { sql } = store
  const { deviceId } = shift
  if (devices.isRevoked(sql, deviceId)) return { ok: false, why: 'device-revoked' }
  if (!by.device && !devices.knownDevice(sql, deviceId, now)) return { ok: false, why: 'unknown-device' }
  const passkey = usePasskey(store, by, now)
  if (!passkey) return { ok: false, why: 'no-passkey' }
  if (by.device) devices.enrol(sql, by.device, passkey.invitedBy, now)
  return null
}

/**
 * Returns the sessions that are open on other devices. A courier works on one at a time, so that whoever holds another of
 * theirs is found out.
 */
const openElsewhere = (store: PersonStore, own: readonly string[], now: number): string[] =>
  store
    .openSessions(now)
    .map(({ id }) => id)
    .filter((id) => !own.includes(id))

/**
 * Opens the next shift on a device, in the caller's transaction, and ends the earlier session of that device (R40). The same
 * call once more gets the session that it opened.
 */
export function openShift(store: PersonStore, shift: NewShift, now: number): Opened | Refusal {
  const { sql } = store
  const { deviceId, key, fingerprint, sessionId, expiresAt, by } = shift
  const again = openedWith(sql, key, fingerprint, now)
  if (again) return { id: again.sessionId, expiresAt: again.expiresAt, ended: [] }
  if (wasOpened(sql, key)) return { ok: false, why: 'reused' }
  const refused = 'seal' in by ? byPin(store, shift, by.seal, now) : byPasskey(store, shift, by, now)
  if (refused) return refused
  const device = devices.knownDevice(sql, deviceId, now)
  if (!device) return { ok: false, why: 'unknown-device' }
  const own = devices.sessionsOf(sql, deviceId, now).map(({ id }) => id)
  const others = device.role === 'courier' ? openElsewhere(store, own, now) : []
  const opened = {
    ...{ sessionId, invitedBy: device.enrolledBy, issuedAt: device.invitedAt },
    substitute: device.until !== null,
    endedLive: others.length > 0 || devices.endedLiveLately(sql, deviceId, now),
  }
  keepOrigin(sql, opened, now)
  // Whoever opens it has left the device's earlier one themselves.
  for (const id of own) store.endSession(id, now, 'left')
  for (const id of others) store.endSession(id, now, 'replaced')
  if (others.length > 0) store.addNotice('signed-in-elsewhere', now)
  const until = Math.min(expiresAt, device.until ?? expiresAt)
  store.addSession(sessionId, until)
  devices.addDeviceSession(sql, sessionId, deviceId)
  devices.markDeviceSeen(sql, deviceId, now)
  keepOpened(sql, key, fingerprint, sessionId)
  return { id: sessionId, expiresAt: until, ended: [...own, ...others] }
}
