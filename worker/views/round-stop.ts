import type { CourierStop } from '../api/stops/answers.ts'
import type { Shipment } from '../domain/state.ts'

/**
 * A stop as one of its rounds has to explain it (R26): the parcels that were on that vehicle, back at the depot once a
 * depot received them, whatever became of them later. Null: the round never had it.
 */
export function roundStop(stop: CourierStop, shipment: Shipment, roundId: string): CourierStop | null {
  const { assigned, phase, visit, trips } = shipment
  // Planned on it, nothing has left yet.
  if (phase === 'scheduled' && assigned?.roundId === roundId) return stop
  const trip = trips.find((one) => one.roundId === roundId)
  if (!trip) return assigned?.roundId === roundId ? stop : null
  const parcels = stop.parcels.flatMap((parcel): CourierStop['parcels'] => {
    if (trip.back.includes(parcel.label)) return [{ ...parcel, place: 'depot', declared: false }]
    if (!trip.out.includes(parcel.label)) return []
    // It never came back to a depot, so the sender has it from the point.
    return [parcel.place === 'sender' ? { ...parcel, place: 'point' } : parcel]
  })
  if (visit?.roundId === roundId) return { ...stop, parcels }
  // What is known of a visit is known of the last one.
  return { ...stop, parcels, open: false, arrivedAt: null, tabletFailed: false, outcome: null }
}
