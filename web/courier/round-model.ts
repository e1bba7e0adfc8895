import type { CourierStop } from '../../worker/api/stops/answers.ts'
import { findScanned } from '../../worker/domain/scanned.ts'

/** How a stop counts in the round. It is null while something is still to be done there. */
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

/**
 * Whether a parcel of a stop was unexplained at the end of the round and has not been scanned since (R26).
 */
export const isLost = ({ parcels }: Pick<CourierStop, 'parcels'>): boolean =>
  parcels.some(({ place, declared }) => place === 'unexplained' && !declared)

export interface RoundProgress {
  total: number
  handedOver: number
  /** Stops whose parcels went to a point, either held or dropped off as planned. */
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
  /** The stop's place in the round as planned, from 1. */
  number: number
}

/** Returns the remaining stops in the round's order, then the ended ones, latest first. */
export function inOrder(stops: readonly CourierStop[]): NumberedStop[] {
  const numbered = stops.map((stop, i) => ({ stop, number: i + 1 }))
  const at = ({ stop }: NumberedStop) => stop.outcome?.at ?? ''
  return [
    ...numbered.filter(({ stop }) => !endingOf(stop)),
    ...numbered.filter(({ stop }) => endingOf(stop)).sort((a, b) => at(b).localeCompare(at(a))),
  ]
}

/** The time in which the end of a stop can be taken back, by the server's clock, in ms (R37). */
export interface UndoWindow {
  from: number
  until: number
}

/** Returns when a stop's end can be taken back, or null: a stop begun since makes it too late. */
export function undoWindow(stop: CourierStop, stops: readonly CourierStop[]): UndoWindow | null {
  const { reopenUntil, outcome, shipmentId } = stop
  if (reopenUntil === null || !outcome) return null
  const from = Date.parse(outcome.at)
  const begun = stops.some(
    (other) =>
      other.shipmentId !== shipmentId && other.arrivedAt !== null && Date.parse(other.arrivedAt) >= from,
  )
  return begun ? null : { from, until: Date.parse(reopenUntil) }
}

/** Returns the stop that ended last, if its end can be taken back. */
export function lastUndoable(
  stops: readonly CourierStop[],
): { stop: CourierStop; window: UndoWindow } | null {
  const ended = inOrder(stops).find(({ stop }) => endingOf(stop))
  const window = ended ? undoWindow(ended.stop, stops) : null
  return ended && window ? { stop: ended.stop, window } : null
}

/** Returns the next remaining stop, continuing from the start of the round; null when all are done. */
export function nextStop(stops: readonly CourierStop[], afterId: string): CourierStop | null {
  const from = stops.findIndex(({ shipmentId }) => shipmentId === afterId) + 1
  const rest = [...stops.slice(from), ...stops.slice(0, from)]
  return rest.find((stop) => stop.shipmentId !== afterId && !endingOf(stop)) ?? null
}

/**
 * Finds the stop of a scanned or typed label or waybill. A remaining stop takes precedence over an ended one.
 */
export function stopOfLabel(stops: readonly CourierStop[], text: string): CourierStop | null {
  const ordered = inOrder(stops).map(({ stop }) => stop)
  const named = ({ waybill, parcels }: CourierStop) => [waybill, ...parcels.map(({ label }) => label)]
  const found = findScanned(ordered.flatMap(named), text)
  return ordered.find((stop) => found !== null && named(stop).includes(found)) ?? null
}
