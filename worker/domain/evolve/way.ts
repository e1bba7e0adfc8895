import type { PointInfo } from '../choose-point.ts'
import type { Parcel } from '../custody.ts'
import type { FactOf } from '../event.ts'
import type { Shipment } from '../state.ts'
import { change, place } from './parcels.ts'

/** How a parcel comes to its point, as far as the log says it (R28): by NL, by arrival there, or from the depot. */

/** They leave the depot with a visit. */
export const leaveWith = (shipment: Shipment, labels: readonly string[], visit: number) =>
  change({ ...shipment, parcels: place(shipment, labels, 'vehicle') }, labels, { visit, way: null })

/** They set out for a point, and it is recorded how. */
export const onTheWay = (shipment: Shipment, labels: readonly string[], way: 'held' | 'depot'): Shipment => ({
  ...shipment,
  parcels: change(shipment, labels, { way }),
})

/**
 * The courier of a drop-off is at its point: what the vehicle holds, or the point had before the courier's act came
 * in, is declared by that.
 */
export function arriveAtPoint({ parcels, destination, visit }: Shipment): Parcel[] {
  if (!destination || !visit) return parcels
  return parcels.map((parcel) => {
    if (parcel.place === 'vehicle' && parcel.visit === visit.number) return { ...parcel, way: 'arrived' }
    if (parcel.undeclared?.visit === visit.number) return { ...parcel, way: 'arrived', undeclared: null }
    return parcel
  })
}

/** Whoever has it now was not at the point yet: the arrival was another courier's, or at another point. */
export const notArrived = ({ parcels }: Shipment): Parcel[] =>
  parcels.map((parcel) => (parcel.way === 'arrived' ? { ...parcel, way: null } : parcel))

/** A drop-off goes to another point now: that the courier was at the first one says nothing there. */
export function otherDestination(shipment: Shipment, point: PointInfo): Shipment {
  const { destination, visit } = shipment
  if (!destination || destination.id === point.id) return shipment
  const again = visit?.open && { ...visit, arrivedAt: null, distanceM: null }
  return { ...shipment, parcels: notArrived(shipment), visit: again || visit }
}

/** A receipt without a way leaves its mark on the parcels until the way is known. */
export function undeclared(
  shipment: Shipment,
  { undeclared, labels }: FactOf<'received-at-point'>,
  at: number,
  by: string | null,
): Parcel[] {
  const { parcels, visit } = shipment
  if (!undeclared) return parcels
  return parcels.map((parcel) => {
    if (!labels.includes(parcel.label)) return parcel
    const courierId = visit && parcel.visit === visit.number ? visit.courierId : null
    const mark = { seq: shipment.seq + 1, at, by: by ?? '', visit: parcel.visit, courierId, doubted: false }
    return { ...parcel, undeclared: mark }
  })
}

/** A dispatcher was asked about a receipt, and did not confirm it. */
export const doubt = ({ parcels }: Shipment, labels: readonly string[]): Parcel[] =>
  parcels.map((parcel) =>
    parcel.undeclared && labels.includes(parcel.label)
      ? { ...parcel, undeclared: { ...parcel.undeclared, doubted: true } }
      : parcel,
  )
