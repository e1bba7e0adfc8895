import type { ActMark, DeviceAct } from './device-act.ts'
import type { Shipment } from './state.ts'

/**
 * Returns since when this device can have acted at this stop, in ms: it went out, and the device's own earlier acts
 * here lie before.
 */
function lastContact({ visit, lastAct }: Shipment, { device, seq }: DeviceAct): number {
  const own = lastAct?.device === device && lastAct.seq < seq ? lastAct.at : 0
  return Math.max(visit?.outAt ?? 0, own)
}

/**
 * Returns what is kept of an act. A live act happened when the server received it. The time of a late one is the
 * device's, clamped between the last contact and the receipt (R36).
 */
export function markOf(shipment: Shipment, act: DeviceAct, now: number): ActMark {
  const { device, seq, base, late, at: told } = act
  const at = late && told !== null ? Math.min(now, Math.max(told, lastContact(shipment, act))) : now
  return {
    ...{ device, seq, at },
    ...(base !== undefined && { base }),
    ...(late && { late }),
    ...(told !== null && told !== at && { told }),
  }
}
