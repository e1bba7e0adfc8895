import type { Parcel } from '../custody.ts'
import type { Fact } from '../event.ts'
import { carrierCode } from '../proved.ts'
import { isOver } from '../reading.ts'
import type { Shipment } from '../state.ts'
import type { ParcelPlace, Phase } from '../terms.ts'

/**
 * Returns the parcels with those of some labels moved to another place. Leaving a point forgets the shelf,
 * leaving the depot forgets its scans, and coming to the depot forgets how a parcel got to a point.
 */
export function placeParcels(
  shipment: Shipment,
  labels: readonly string[],
  to: ParcelPlace,
): Shipment['parcels'] {
  return changeParcels(shipment, labels, {
    place: to,
    declaredAt: null,
    ...(to !== 'point' && { shelf: null }),
    ...(to !== 'depot' && { depotAt: null, seenAt: null }),
    ...(to === 'depot' && { way: null, visit: null, undeclared: null }),
  })
}

/** Returns the parcels with other values for those of some labels. */
export function changeParcels(
  shipment: Shipment,
  labels: readonly string[],
  to: Partial<Parcel>,
): Shipment['parcels'] {
  return shipment.parcels.map((parcel) => (labels.includes(parcel.label) ? { ...parcel, ...to } : parcel))
}

/**
 * Returns the visit as ended, with the carrier's code of the fact that ended it, if it has one. A visit that
 * was over stays as it was.
 */
export const endVisit = ({ visit }: Shipment, fact: Fact) =>
  visit?.open ? { ...visit, open: false, code: carrierCode(fact) ?? null } : visit

/** Returns the phase: over once each parcel is with its recipient or goes back, `fallback` until then. */
export function phaseOf(parcels: readonly Parcel[], fallback: Phase): Phase {
  if (parcels.every(({ place }) => place === 'recipient')) return 'handed-over'
  return parcels.every(({ place, toSender }) => place === 'recipient' || toSender) ? 'returned' : fallback
}

/** Marks parcels as going back to their sender. */
export function markForSender(shipment: Shipment, labels: readonly string[]): Shipment {
  const parcels = changeParcels(shipment, labels, { toSender: true })
  // A shipment that is over keeps its phase: a cancelled parcel that is sent back stays cancelled.
  return { ...shipment, parcels, phase: isOver(shipment) ? shipment.phase : phaseOf(parcels, shipment.phase) }
}

/** Ends the visit of a shipment whose round is over or goes on without it. */
export function takeOffRound(shipment: Shipment): Shipment {
  const { visit, phase } = shipment
  const open = visit?.open && { ...visit, open: false }
  return { ...shipment, visit: open || visit, phase: phase === 'out-for-delivery' ? 'at-depot' : phase }
}
