import type { FactOf } from '../event.ts'
import { waitsAtPoint } from '../reading.ts'
import type { Shipment } from '../state.ts'
import { changeParcels, endVisit, placeParcels } from './parcels.ts'
import { comeBack } from './trips.ts'

/**
 * Records that the depot has parcels. The hold ends unless another part of the shipment is at the point or on
 * its way there. Parcels that come off a vehicle while a claim keeps the visit open end that visit: their
 * courier stands at no door (R21).
 */
export function receiveAtDepot(shipment: Shipment, fact: FactOf<'received-at-depot'>, at: number): Shipment {
  const { labels } = fact
  const acceptedSeq = shipment.acceptedSeq ?? (shipment.visit ? null : shipment.seq + 1)
  const unloaded = shipment.parcels.some(
    (parcel) => parcel.place === 'vehicle' && labels.includes(parcel.label),
  )
  const placed = { ...shipment, parcels: placeParcels(shipment, labels, 'depot') }
  const parcels = changeParcels(placed, labels, { depotAt: at, seenAt: at })
  const waits = waitsAtPoint({ ...shipment, parcels })
  const over = (shipment.phase === 'held' && !waits) || (shipment.phase === 'out-for-delivery' && unloaded)
  return {
    ...shipment,
    parcels,
    acceptedSeq,
    trips: comeBack(shipment.trips, labels),
    phase: over ? 'at-depot' : shipment.phase,
    visit: unloaded ? endVisit(shipment, fact) : shipment.visit,
    hold: waits ? shipment.hold : null,
  }
}

/** Records that somebody saw parcels at the depot, where they are already (R26). */
export const seeAtDepot = (
  shipment: Shipment,
  { labels }: FactOf<'seen-at-depot'>,
  at: number,
): Shipment => ({
  ...shipment,
  parcels: changeParcels(shipment, labels, { seenAt: at }),
})
