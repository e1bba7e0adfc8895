import type { SessionOpened } from '../../api/session/answers.ts'
import type { StaffRole } from '../../domain/terms.ts'
import type { Context } from '../../http/context.ts'
import { setStaffCookie } from '../../http/cookies.ts'
import type { KnownDevice } from '../../objects/person.ts'
import { type SessionDevice, signStaff } from '../../security/tokens.ts'

const HOUR_MS = 3_600_000
/** The absolute life of a session: one shift. */
export const LIFE_MS: Record<StaffRole, number> = {
  courier: 14 * HOUR_MS,
  counter: 12 * HOUR_MS,
  depot: 12 * HOUR_MS,
  dispatcher: 8 * HOUR_MS,
}
/** How long a cookie lives that a device renews (R40): a copy of it is soon worth nothing, even with what was sent. */
const COOKIE_MS = 15 * 60_000

/** A session that has been opened or renewed. */
export interface OpenedSession {
  role: StaffRole
  personId: string
  name: string
  sessionId: string
  /** In ms since the epoch. */
  expiresAt: number
  pointId: string | null
  /** The device that signs its calls; null: it has none. */
  device: (SessionDevice & { hasPin: boolean }) | null
}

/** Returns a device as sessions name it. */
export const asSessionDevice = ({ id, key, pin }: Pick<KnownDevice, 'id' | 'key' | 'pin'>) => ({
  ...{ id, key },
  hasPin: pin !== null,
})

/** Sets the cookie of a session and returns what the caller is told of it. */
export async function grantSession(c: Context, session: OpenedSession): Promise<SessionOpened> {
  const { role, personId, name, sessionId, expiresAt, pointId, device } = session
  const cookieUntil = device ? Math.min(expiresAt, Date.now() + COOKIE_MS) : expiresAt
  const token = await signStaff(c.config.sessionKeys, {
    ...{ role, personId, sessionId, expiresAt: cookieUntil },
    ...(pointId !== null && { pointId }),
    ...(device && { device: { id: device.id, key: device.key } }),
  })
  setStaffCookie(c.http, role, token, cookieUntil)
  return {
    ...{ role, personId, name },
    expiresAt: new Date(expiresAt).toISOString(),
    ...(device && { device: { id: device.id, hasPin: device.hasPin } }),
  }
}
