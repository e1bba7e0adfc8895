import { handOverSite } from '../reading.ts'
import type { Shipment } from '../state.ts'
import type { Refusal } from '../terms.ts'

/**
 * Returns why this courier may not act at this stop now, or null. Another courier's stop is `not-found`. An
 * ended visit stays known to the courier who made it.
 */
export function notAtStop(shipment: Shipment, courierId: string): Refusal | null {
  const { visit, assigned, phase } = shipment
  const visits = visit?.courierId === courierId
  if (visit?.open && visits) return null
  if (assigned?.courierId === courierId && phase === 'scheduled') return 'not-out-for-delivery'
  return visits ? 'stop-closed' : 'not-found'
}

/**
 * Returns the same, and also requires what every action at the door needs: no open claim and a recorded
 * arrival (R13, R21).
 */
export function notAtDoor(shipment: Shipment, courierId: string): Refusal | null {
  const away = notAtStop(shipment, courierId)
  if (away) return away
  if (shipment.claim?.open) return 'claim-open'
  return shipment.visit?.arrivedAt == null ? 'not-arrived' : null
}

/** Returns why no proof at the door can release this shipment, or null (R15). */
export function notSecuredHere(shipment: Shipment): Refusal | null {
  if (!shipment.secured) return 'not-secured'
  return shipment.destination ? 'drop-off' : null
}

/** Returns why a point's staff may not issue this shipment, or null. For other points it does not exist. */
export function notAtCounter(shipment: Shipment, pointId: string): Refusal | null {
  const { hold, claim } = shipment
  if (hold?.point.id !== pointId) return 'not-found'
  if (claim?.open) return 'claim-open'
  if (handOverSite(shipment) === 'counter') return null
  return hold.receivedAt === null ? 'not-received' : 'shipment-over'
}
