import type { CourierStop } from '../../worker/api/stops/answers.ts'
import { sameLabel } from '../../worker/domain/label.ts'

/** How a stop counts in the round; null while something is still to do at it. */
export type Ending = 'handed-over' | 'dropped-off' | 'held' | 'back'

export function endingOf({ open, outcome }: Pick<CourierStop, 'open' | 'outcome'>): Ending | null {
  if (open || !outcome) return null
  switch (outcome.kind) {
    case 'held':
    case 'dropped-off':
      return outcome.kind
    case 'depot':
    case 'refused':
    case 'cancelled':
    case 'returned':
      return 'back'
    default:
      return 'handed-over'
  }
}

/** Whether a parcel of it was not explained at the end of the round, nor scanned since (R26). */
export const isLost = ({ parcels }: Pick<CourierStop, 'parcels'>): boolean =>
  parcels.some(({ place, declared }) => place === 'unexplained' && !declared)

export interface RoundProgress {
  total: number
  handedOver: number
  /** To a point: held, or handed in there as planned. */
  held: number
  back: number
  left: number
}

export function progressOf(stops: readonly CourierStop[]): RoundProgress {
  const count = (ending: Ending | null) => stops.filter((stop) => endingOf(stop) === ending).length
  return {
    total: stops.length,
    handedOver: count('handed-over'),
    held: count('held') + count('dropped-off'),
    back: count('back'),
    left: count(null),
  }
}

export interface NumberedStop {
  stop: CourierStop
  /** Its place in the round as it was planned, from 1. */
  number: number
}

/** Stops still to do in the round's order, then the ended ones, the latest first. */
export function inOrder(stops: readonly CourierStop[]): NumberedStop[] {
  const numbered = stops.map((stop, i) => ({ stop, number: i + 1 }))
  const at = ({ stop }: NumberedStop) => stop.outcome?.at ?? ''
  return [
    ...numbered.filter(({ stop }) => !endingOf(stop)),
    ...numbered.filter(({ stop }) => endingOf(stop)).sort((a, b) => at(b).localeCompare(at(a))),
  ]
}

/** The next stop to do after this one, beginning anew at the end; null when all are done. */
export function nextStop(stops: readonly CourierStop[], afterId: string): CourierStop | null {
  const from = stops.findIndex(({ shipmentId }) => shipmentId === afterId) + 1
  const rest = [...stops.slice(from), ...stops.slice(0, from)]
  return rest.find((stop) => stop.shipmentId !== afterId && !endingOf(stop)) ?? null
}

/** The stop of a scanned or typed label or waybill; one still to do goes before an ended one. */
export function stopOfLabel(stops: readonly CourierStop[], text: string): CourierStop | null {
  const named = inOrder(stops).filter(({ stop }) =>
    [stop.waybill, ...stop.parcels.map(({ label }) => label)].some((label) => sameLabel(label, text)),
  )
  return named[0]?.stop ?? null
}
