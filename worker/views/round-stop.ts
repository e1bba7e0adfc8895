import type { CourierStop } from '../api/stops/answers.ts'
import type { Shipment } from '../domain/state.ts'

/**
 * Returns a stop as one of its rounds has to account for it (R26): with the parcels that were on that
 * vehicle. A parcel that a depot received counts as back, whatever happened to it later. Null means that the
 * round never had the stop.
 */
export function roundStop(stop: CourierStop, shipment: Shipment, roundId: string): CourierStop | null {
  const { assigned, phase, visit, trips } = shipment
  // The stop is only planned on this round, and nothing has left yet.
  if (phase === 'scheduled' && assigned?.roundId === roundId) return stop
  const trip = trips.find((one) => one.roundId === roundId)
  if (!trip) return assigned?.roundId === roundId ? stop : null
  const parcels = stop.parcels.flatMap((parcel): CourierStop['parcels'] => {
    if (trip.back.includes(parcel.label)) return [{ ...parcel, place: 'depot', declared: false }]
    if (!trip.out.includes(parcel.label)) return []
    // The parcel never came back to a depot, so it went to its sender from the point.
    return [parcel.place === 'sender' ? { ...parcel, place: 'point' } : parcel]
  })
  if (visit?.roundId === roundId) return { ...stop, parcels }
  // The state holds only the last visit, which belongs to another round.
  return {
    ...stop,
    parcels,
    open: false,
    arrivedAt: null,
    tabletFailed: false,
    outcome: null,
    visitWords: null,
    commitments: { code: null, receipts: [] },
    reopenUntil: null,
  }
}
