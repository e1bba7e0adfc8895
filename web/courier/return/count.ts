import type { CourierStop } from '../../../worker/api/stops/answers.ts'
import { findScanned, readScanned } from '../../../worker/domain/scanned.ts'

/** Where a parcel of the round is, as far as the tablet knows (R26). */
export type CountedPlace = 'unexplained' | 'back' | 'to-point' | 'at-point' | 'handed-over' | 'depot'

export interface CountedParcel {
  stop: CourierStop
  label: string
  where: CountedPlace
  /** Scanned here but not sent yet, so the scan can still be taken back. */
  local: boolean
}

/** Returns the stops that left with this round. A parcel that never left need not come back. */
export const leftWithRound = (stops: readonly CourierStop[]): CourierStop[] =>
  stops.filter(({ open, outcome, phase }) => phase !== 'scheduled' && (open || outcome !== null))

function whereIs(stop: CourierStop, parcel: CourierStop['parcels'][number], local: boolean): CountedPlace {
  switch (parcel.place) {
    case 'recipient':
      return 'handed-over'
    case 'point':
      return 'at-point'
    case 'depot':
    case 'sender':
      return 'depot'
  }
  if (local || parcel.declared) return 'back'
  if (parcel.place === 'to-point') return 'to-point'
  // A visited drop-off whose parcel did not come back is on its way to the point's own scan.
  const dropped = stop.open && stop.dropOff !== null && stop.arrivedAt !== null
  return dropped && parcel.place === 'vehicle' ? 'to-point' : 'unexplained'
}

/**
 * Returns every parcel of the round and its place, from the stops as last read and the labels scanned since.
 */
export function countOf(stops: readonly CourierStop[], scanned: readonly string[]): CountedParcel[] {
  return leftWithRound(stops).flatMap((stop) =>
    stop.parcels.map((parcel) => {
      const local = scanned.includes(parcel.label) && !parcel.declared
      const where = whereIs(stop, parcel, local)
      return { stop, label: parcel.label, where, local: local && where === 'back' }
    }),
  )
}

/** The meaning of a scanned or typed text at the end of the round. No result ever blocks the next scan. */
export type ReturnScan =
  | { is: 'secret' | 'rubbish' | 'unknown' }
  | { is: 'back' | 'again' | 'elsewhere'; parcel: CountedParcel }

/** Finds the parcel that a text names, by its label in any spelling or by the waybill of a single parcel. */
function named(count: readonly CountedParcel[], text: string): CountedParcel | undefined {
  const of = (some: readonly CountedParcel[]) => {
    const label = findScanned(
      some.map((parcel) => parcel.label),
      text,
    )
    const byWaybill = ({ stop }: CountedParcel) =>
      stop.parcels.length === 1 && findScanned([stop.waybill], text) !== null
    return some.find((parcel) => parcel.label === label) ?? some.find(byWaybill)
  }
  // Parcels that still have to be explained take precedence over explained ones.
  return of(count.filter(({ where }) => where === 'unexplained' || where === 'to-point')) ?? of(count)
}

/** Says what a text means for the count. */
export function judgeScan(count: readonly CountedParcel[], text: string): ReturnScan {
  const scan = readScanned(text)
  if (scan.kind === 'short' || scan.kind === 'unreadable') return { is: 'rubbish' }
  // A recipient's secret does not belong in a label scanner and must not be stored anywhere.
  if (scan.kind !== 'label') return { is: 'secret' }
  const parcel = named(count, text)
  if (!parcel) return { is: 'unknown' }
  if (parcel.where === 'back') return { is: 'again', parcel }
  const here = parcel.where === 'unexplained' || parcel.where === 'to-point'
  return { is: here ? 'back' : 'elsewhere', parcel }
}
