import type { Phase, StopMark } from './terms.ts'

const MARKS: Record<Phase, StopMark> = {
  // The index is a moment behind: the shipment is already on the round.
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
  /** Why the shipment did not leave with the round, or left it later; null while it is on the round. */
  refused: string | null
  phase: Phase
  /** ms since the epoch */
  changedAt: number
  /** The shipment is on a later round by now. */
  elsewhere: boolean
}

export interface RoundProgress {
  /** One mark per stop, in the order of the round. */
  marks: StopMark[]
  /** The first stop that is still open. The courier is there, if they keep to the order. */
  next: { shipmentId: string; waybill: string; place: number } | null
  /** When a stop last changed, in ms; null without stops. */
  changedAt: number | null
}

function markOf({ refused, phase, elsewhere }: RoundStop, left: boolean): StopMark {
  if (refused !== null) return 'off'
  // The shipment was put on a round again, and the index still has it at the depot.
  if (!left && phase === 'at-depot') return 'open'
  return elsewhere && MARKS[phase] === 'open' ? 'back' : MARKS[phase]
}

/**
 * Returns how far a round is, from where its shipments are now. A shipment that was held and then issued at
 * its point counts as done, because the index knows the shipment and not the visit. `left`: the round was
 * dispatched.
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
