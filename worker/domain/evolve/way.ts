import type { PointInfo } from '../choose-point.ts'
import type { Parcel } from '../custody.ts'
import type { FactOf } from '../event.ts'
import type { Shipment } from '../state.ts'
import { changeParcels, placeParcels } from './parcels.ts'

/** How a parcel came to its point, if the log says so (R28): by NL, by arrival there, or from the depot. */

/** Returns the parcels after some of them left the depot on a visit. */
export const leaveWith = (shipment: Shipment, labels: readonly string[], visit: number) =>
  changeParcels({ ...shipment, parcels: placeParcels(shipment, labels, 'vehicle') }, labels, {
    visit,
    way: null,
  })

/** Records how parcels set out for a point. */
export const onTheWay = (shipment: Shipment, labels: readonly string[], way: 'held' | 'depot'): Shipment => ({
  ...shipment,
  parcels: changeParcels(shipment, labels, { way }),
})

/**
 * Returns the parcels after the courier of a drop-off arrived at its point. The arrival explains what is on
 * the vehicle, and what the point received before the courier's act came in.
 */
export function arriveAtPoint({ parcels, destination, visit }: Shipment): Parcel[] {
  if (!destination || !visit) return parcels
  return parcels.map((parcel) => {
    if (parcel.place === 'vehicle' && parcel.visit === visit.number) return { ...parcel, way: 'arrived' }
    if (parcel.undeclared?.visit === visit.number) return { ...parcel, way: 'arrived', undeclared: null }
    return parcel
  })
}

/**
 * Returns the parcels without arrivals, which were another courier's or at another point and say nothing
 * about whoever has the parcels now.
 */
export const notArrived = ({ parcels }: Shipment): Parcel[] =>
  parcels.map((parcel) => (parcel.way === 'arrived' ? { ...parcel, way: null } : parcel))

/** Sends a drop-off to another point. That the courier was at the first one says nothing about the other. */
export function otherDestination(shipment: Shipment, point: PointInfo): Shipment {
  const { destination, visit } = shipment
  if (!destination || destination.id === point.id) return shipment
  const again = visit?.open && { ...visit, arrivedAt: null, distanceM: null, near: false }
  return { ...shipment, parcels: notArrived(shipment), visit: again || visit }
}

/** Marks the parcels whose receipt nothing explains, until it is known how they came. */
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

/** Returns the parcels after a dispatcher was asked about their receipt and did not confirm it. */
export const doubt = ({ parcels }: Shipment, labels: readonly string[]): Parcel[] =>
  parcels.map((parcel) =>
    parcel.undeclared && labels.includes(parcel.label)
      ? { ...parcel, undeclared: { ...parcel.undeclared, doubted: true } }
      : parcel,
  )
