import type { CourierStop } from '../../../worker/api/stops/answers.ts'
import { findLabel, LABEL_PATTERN } from '../../../worker/domain/label.ts'
import { doorCode } from '../door-code.ts'

/** Where a parcel of the round is, as far as the tablet knows (R26). */
export type Where = 'unexplained' | 'back' | 'to-point' | 'at-point' | 'handed-over' | 'depot'

export interface CountedParcel {
  stop: CourierStop
  label: string
  where: Where
  /** Scanned here and not sent yet: can still be taken back. */
  local: boolean
}

/** Stops that left with this round: what never left need not come back. */
export const leftWithRound = (stops: readonly CourierStop[]): CourierStop[] =>
  stops.filter(({ open, outcome, phase }) => phase !== 'scheduled' && (open || outcome !== null))

function whereIs(stop: CourierStop, parcel: CourierStop['parcels'][number], local: boolean): Where {
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
  // A drop-off that the courier visited and did not bring back is underway to the point's own scan.
  const dropped = stop.open && stop.dropOff !== null && stop.arrivedAt !== null
  return dropped && parcel.place === 'vehicle' ? 'to-point' : 'unexplained'
}

/** Every parcel of the round and where it is, from the stops as last read and the labels scanned since. */
export function countOf(stops: readonly CourierStop[], scanned: readonly string[]): CountedParcel[] {
  return leftWithRound(stops).flatMap((stop) =>
    stop.parcels.map((parcel) => {
      const local = scanned.includes(parcel.label) && !parcel.declared
      const where = whereIs(stop, parcel, local)
      return { stop, label: parcel.label, where, local: local && where === 'back' }
    }),
  )
}

/** What a scanned or typed text is at the end of the round. Nothing of it ever blocks the next scan. */
export type Scan =
  | { is: 'secret' | 'rubbish' | 'unknown' }
  | { is: 'back' | 'again' | 'elsewhere'; parcel: CountedParcel }

/** The parcel that a text names: its label in any known spelling, or the waybill of a single one. */
function named(count: readonly CountedParcel[], text: string): CountedParcel | undefined {
  const of = (some: readonly CountedParcel[]) => {
    const label = findLabel(
      some.map((parcel) => parcel.label),
      text,
    )
    const byWaybill = ({ stop }: CountedParcel) =>
      stop.parcels.length === 1 && findLabel([stop.waybill], text) !== null
    return some.find((parcel) => parcel.label === label) ?? some.find(byWaybill)
  }
  // What still has to be explained goes before what is.
  return of(count.filter(({ where }) => where === 'unexplained' || where === 'to-point')) ?? of(count)
}

export function readScan(count: readonly CountedParcel[], text: string): Scan {
  // A client's secret has no business on a label scanner, and must be kept nowhere.
  if (doorCode(text) !== 'other' || text.includes('/r#')) return { is: 'secret' }
  if (!LABEL_PATTERN.test(text.trim())) return { is: 'rubbish' }
  const parcel = named(count, text)
  if (!parcel) return { is: 'unknown' }
  if (parcel.where === 'back') return { is: 'again', parcel }
  const here = parcel.where === 'unexplained' || parcel.where === 'to-point'
  return { is: here ? 'back' : 'elsewhere', parcel }
}
