import type { DeviceLine } from '../../../worker/api/devices/answers.ts'
import { DEVICE_UNSEEN_MS } from '../../../worker/domain/limits.ts'

/** `over`: its loan has ended. `unseen`: nobody used it for so long that it needs an invitation. */
export type DeviceState = 'works' | 'lent' | 'over' | 'unseen' | 'revoked'

/** Returns what a device can still do (R40). */
export function stateOf(
  { revokedAt, lentUntil, lastSeenAt }: Pick<DeviceLine, 'revokedAt' | 'lentUntil' | 'lastSeenAt'>,
  now: number,
): DeviceState {
  if (revokedAt !== null) return 'revoked'
  if (lentUntil !== null && Date.parse(lentUntil) <= now) return 'over'
  if (now - Date.parse(lastSeenAt) >= DEVICE_UNSEEN_MS) return 'unseen'
  return lentUntil === null ? 'works' : 'lent'
}

/** Returns the people who can begin their day on a device that they have. */
export const equipped = (devices: readonly DeviceLine[], now: number): Set<string> =>
  new Set(
    devices.flatMap((device) => {
      const state = stateOf(device, now)
      return state === 'works' || state === 'lent' ? [device.personId] : []
    }),
  )
