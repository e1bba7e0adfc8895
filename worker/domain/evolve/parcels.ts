import type { Parcel } from '../custody.ts'
import { carrierCode, type Fact } from '../event.ts'
import { isOver } from '../reading.ts'
import type { Shipment } from '../state.ts'
import type { ParcelPlace, Phase } from '../terms.ts'

/**
 * Parcels of these labels are somewhere else now. A shelf is left behind with its point, the depot's scans there, and
 * how it was on its way to a point with the depot.
 */
export function place(shipment: Shipment, labels: readonly string[], to: ParcelPlace): Shipment['parcels'] {
  return change(shipment, labels, {
    place: to,
    declaredAt: null,
    ...(to !== 'point' && { shelf: null }),
    ...(to !== 'depot' && { depotAt: null, seenAt: null }),
    ...(to === 'depot' && { way: null, visit: null, undeclared: null }),
  })
}

/** Something else is true of the parcels of these labels. */
export function change(
  shipment: Shipment,
  labels: readonly string[],
  to: Partial<Parcel>,
): Shipment['parcels'] {
  return shipment.parcels.map((parcel) => (labels.includes(parcel.label) ? { ...parcel, ...to } : parcel))
}

/** The visit is over, with the carrier's code of what ended it, where there is one; one that was over stays. */
export const endVisit = ({ visit }: Shipment, fact: Fact) =>
  visit?.open ? { ...visit, open: false, code: carrierCode(fact) ?? null } : visit

/** Over once every parcel is with its recipient or goes back to its sender; `else_` while any does not. */
export function phaseOf(parcels: readonly Parcel[], else_: Phase): Phase {
  if (parcels.every(({ place }) => place === 'recipient')) return 'handed-over'
  return parcels.every(({ place, toSender }) => place === 'recipient' || toSender) ? 'returned' : else_
}

/** Some parcels go back to their sender. */
export function giveUp(shipment: Shipment, labels: readonly string[]): Shipment {
  const parcels = change(shipment, labels, { toSender: true })
  // An end stays what it was: a cancelled parcel that is sent back is a cancelled one.
  return { ...shipment, parcels, phase: isOver(shipment) ? shipment.phase : phaseOf(parcels, shipment.phase) }
}

/** The round is over for this stop: it is no visit any more. */
export function offRound(shipment: Shipment): Shipment {
  const { visit, phase } = shipment
  const open = visit?.open && { ...visit, open: false }
  return { ...shipment, visit: open || visit, phase: phase === 'out-for-delivery' ? 'at-depot' : phase }
}
