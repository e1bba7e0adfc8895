import type { Phase, StopMark } from './terms.ts'

const MARKS: Record<Phase, StopMark> = {
  // The index is a moment behind: it is on the round already.
  announced: 'open',
  scheduled: 'open',
  'out-for-delivery': 'open',
  'handed-over': 'done',
  'partly-handed-over': 'partly',
  held: 'held',
  refused: 'back',
  'at-depot': 'back',
  returned: 'back',
  cancelled: 'back',
}

/** A stop in its place on the round, with its shipment as the index has it. */
export interface RoundStop {
  shipmentId: string
  waybill: string
  /** Why it did not leave with the round or left it; null while it is on it. */
  refused: string | null
  phase: Phase
  /** ms since the epoch */
  changedAt: number
  /** It is on a later round by now. */
  elsewhere: boolean
}

export interface RoundProgress {
  /** One a stop, in the order of the round. */
  marks: StopMark[]
  /** The first stop that is still open: where the courier is, if they keep to the order. */
  next: { shipmentId: string; waybill: string; place: number } | null
  /** When a stop last changed, ms; null without stops. */
  changedAt: number | null
}

function markOf({ refused, phase, elsewhere }: RoundStop, left: boolean): StopMark {
  if (refused !== null) return 'off'
  // Put on a round again while the index still has it at the depot.
  if (!left && phase === 'at-depot') return 'open'
  return elsewhere && MARKS[phase] === 'open' ? 'back' : MARKS[phase]
}

/**
 * How far a round is, from where its shipments stand now. What was held and then issued at its point counts as done:
 * the index knows the shipment, not the visit. `left`: the round was dispatched.
 */
export function roundProgress(stops: readonly RoundStop[], left: boolean): RoundProgress {
  const marks = stops.map((stop) => markOf(stop, left))
  const place = marks.indexOf('open')
  const at = stops[place]
  const onRound = stops.filter((_, index) => marks[index] !== 'off')
  return {
    marks,
    next: at ? { shipmentId: at.shipmentId, waybill: at.waybill, place: place + 1 } : null,
    changedAt: onRound.length > 0 ? Math.max(...onRound.map(({ changedAt }) => changedAt)) : null,
  }
}
