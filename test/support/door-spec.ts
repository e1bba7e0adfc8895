import type { Specification } from './linearizable.ts'

/**
 * Specifies what a door may answer by R12, R13 and R14, briefly and without the product's code. It covers a
 * shipment that is out with its courier on one round and all calls about it, as the callers see it.
 */
export type DoorCall =
  | { type: 'arrive' }
  | { type: 'try'; right: boolean }
  | { type: 'fail' }
  /** `late`: the policy's minutes were over when it was asked. */
  | { type: 'reopen'; late?: boolean }
  | { type: 'cancel' }

export type DoorAnswer =
  | { outcome: 'done' | 'handed-over' | 'held' | 'closed' }
  /** `identity` is the answer to the fifth wrong code where the identity check is left; `open` to a reopening. */
  | { outcome: 'wrong' | 'identity' | 'open'; left: number }
  | { refusal: string }

/**
 * The parts of a policy that the door depends on. With `point`, what may not be handed over goes to a point,
 * otherwise to the depot.
 */
export interface DoorRules {
  afterWrong: 'hold' | 'identity'
  point: boolean
}

export interface Door {
  /** `open` until the courier arrives, then `arrived`, and `over` after the visit. */
  visit: 'open' | 'arrived' | 'over'
  left: number
  became: 'handed-over' | 'held' | 'failed' | 'cancelled' | null
}

const TRIES = 5
const CLOSED: DoorAnswer = { outcome: 'closed' }
const DONE: DoorAnswer = { outcome: 'done' }
type Step = { state: Door; result: DoorAnswer }

const stays = (state: Door, result: DoorAnswer): Step => ({ state, result })
const over = (state: Door, became: Door['became'], result: DoorAnswer): Step => ({
  state: { ...state, visit: 'over', became },
  result,
})

function tryCode(state: Door, right: boolean, rules: DoorRules): Step {
  if (state.visit === 'open') return stays(state, { refusal: 'not-arrived' })
  // Closed codes get the same answer, however they were closed and whatever the code is (R12).
  if (state.visit === 'over' || state.left === 0) return stays(state, CLOSED)
  const left = state.left - 1
  if (right) return over({ ...state, left }, 'handed-over', { outcome: 'handed-over' })
  if (left > 0) return stays({ ...state, left }, { outcome: 'wrong', left })
  if (rules.afterWrong === 'identity') return stays({ ...state, left }, { outcome: 'identity', left })
  return over({ ...state, left }, 'held', { outcome: 'held' })
}

function cancel(state: Door, rules: DoorRules): Step {
  if (state.became === 'cancelled') return stays(state, DONE)
  // A shipment that was handed over, or is on its way to a point, cannot be cancelled.
  const gone = state.became === 'handed-over' || (state.became === 'held' && rules.point)
  return gone ? stays(state, { refusal: 'shipment-over' }) : over(state, 'cancelled', DONE)
}

/** Takes back a failed visit (R37), never after five wrong codes. */
function reopen(state: Door, late: boolean): Step {
  const { visit, left, became } = state
  const open: DoorAnswer = { outcome: 'open', left }
  if (visit !== 'over') return stays(state, open)
  if (became !== 'failed' || left === 0 || late) return stays(state, { refusal: 'too-late' })
  return stays({ ...state, visit: 'arrived', became: null }, open)
}

function applied(state: Door, call: DoorCall, rules: DoorRules): Step {
  if (call.type === 'cancel') return cancel(state, rules)
  if (call.type === 'reopen') return reopen(state, call.late ?? false)
  if (call.type === 'try') return tryCode(state, call.right, rules)
  if (state.visit === 'over') return stays(state, { refusal: 'stop-closed' })
  if (call.type === 'arrive') return stays({ ...state, visit: 'arrived' }, DONE)
  if (state.visit === 'open') return stays(state, { refusal: 'not-arrived' })
  return over(state, 'failed', DONE)
}

/**
 * Specifies the door of a shipment that has just left with its courier. `ends` says what is known of the door
 * once all calls are over.
 */
export const doorSpec = (
  rules: DoorRules,
  ends?: (state: Door) => boolean,
): Specification<Door, DoorCall, DoorAnswer> => ({
  start: { visit: 'open', left: TRIES, became: null },
  apply: (state, call) => applied(state, call, rules),
  same: (expected, observed) => JSON.stringify(expected) === JSON.stringify(observed),
  key: ({ visit, left, became }) => `${visit} ${left} ${became}`,
  ...(ends && { ends }),
})

/** Converts the body of an answer, or of a problem with its code, to the door's answer. */
export function doorAnswer(body: { outcome?: string; left?: number; code?: string }): DoorAnswer {
  const { outcome, left, code = '' } = body
  if (outcome === undefined) return { refusal: code }
  const counted = outcome === 'wrong' || outcome === 'identity' || outcome === 'open'
  return (counted ? { outcome, left } : { outcome }) as DoorAnswer
}
