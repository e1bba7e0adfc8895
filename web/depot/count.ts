import type { CourierStop } from '../../worker/api/stops/answers.ts'
import { findScanned } from '../../worker/domain/scanned.ts'

/** Where a parcel of a round is, as return control counts it (R26). */
export type CountedPlace =
  | 'handed-over'
  | 'at-point'
  | 'to-point'
  | 'depot'
  | 'declared'
  | 'vehicle'
  | 'unexplained'

/** The order in which a count is read: settled parcels first. */
export const COUNTED_PLACES: readonly CountedPlace[] = [
  'handed-over',
  'at-point',
  'to-point',
  'depot',
  'declared',
  'vehicle',
  'unexplained',
]

type Stop = Pick<CourierStop, 'parcels' | 'open' | 'dropOff' | 'arrivedAt'>
type Parcel = CourierStop['parcels'][number]

/**
 * Says where a parcel is. It tests in the same order as the shipment's own count, so that the screen never
 * promises another result.
 */
export function whereIs(stop: Stop, { place, declared }: Parcel): CountedPlace {
  if (place === 'recipient') return 'handed-over'
  if (place === 'point') return 'at-point'
  if (place === 'depot' || place === 'sender') return 'depot'
  if (declared) return 'declared'
  if (place === 'to-point') return 'to-point'
  if (place === 'unexplained') return 'unexplained'
  // A visited drop-off whose parcel did not come back is on its way to the point's own scan.
  return stop.open && stop.dropOff && stop.arrivedAt !== null ? 'to-point' : 'vehicle'
}

/** Counts the parcels at each place. */
export function countOf(stops: readonly Stop[]): Record<CountedPlace, number> {
  const count = Object.fromEntries(COUNTED_PLACES.map((where) => [where, 0])) as Record<CountedPlace, number>
  for (const stop of stops) for (const parcel of stop.parcels) count[whereIs(stop, parcel)]++
  return count
}

export interface Missing {
  shipmentId: string
  waybill: string
  recipientName: string
  label: string
}

/** Returns the parcels nobody can explain: not handed over, not at a point or on the way to one, not back. */
export function missingOf(
  stops: readonly CourierStop[],
  scanned: ReadonlySet<string> = new Set(),
): Missing[] {
  return stops.flatMap((stop) =>
    stop.parcels.flatMap((parcel) => {
      const where = whereIs(stop, parcel)
      const open = where === 'vehicle' || where === 'unexplained'
      if (!open || scanned.has(parcel.label)) return []
      const { shipmentId, waybill, recipientName } = stop
      return [{ shipmentId, waybill, recipientName, label: parcel.label }]
    }),
  )
}

/**
 * Finds the parcel of the round that a scanned text names, by its label in any spelling or by its waybill.
 */
export function foundIn(
  stops: readonly CourierStop[],
  text: string,
): { stop: CourierStop; parcel: Parcel } | null {
  const all = stops.flatMap((stop) => stop.parcels.map((parcel) => ({ stop, parcel })))
  const byLabel = findScanned(
    all.map(({ parcel }) => parcel.label),
    text,
  )
  const single = all.filter(({ stop }) => stop.parcels.length === 1)
  const byWaybill = findScanned(
    single.map(({ stop }) => stop.waybill),
    text,
  )
  if (byLabel !== null) return all.find(({ parcel }) => parcel.label === byLabel) ?? null
  return single.find(({ stop }) => stop.waybill === byWaybill) ?? null
}
