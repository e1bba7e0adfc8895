import type { ActMark, DeviceAct } from './device-act.ts'
import type { Shipment } from './state.ts'

/**
 * Returns since when anybody can have acted at this stop, in ms: it went out, and what was done here before lies before.
 * A device names and counts itself, so that neither name nor number lets an act slip in front of an earlier one.
 */
const lastContact = ({ visit, lastAct }: Shipment): number => Math.max(visit?.outAt ?? 0, lastAct?.at ?? 0)

/**
 * Returns what is kept of an act. A live act happened when the server received it. The time of a late one is the
 * device's, clamped between the last contact and the receipt (R36).
 */
export function markOf(shipment: Shipment, act: DeviceAct, now: number): ActMark {
  const { device, seq, base, late, at: told } = act
  const at = late && told !== null ? Math.min(now, Math.max(told, lastContact(shipment))) : now
  return {
    ...{ device, seq, at },
    ...(base !== undefined && { base }),
    ...(late && { late }),
    ...(told !== null && told !== at && { told }),
  }
}
