import type { Specification } from './linearizable.ts'

/**
 * What a door may answer, told by R12, R13 and R14 in as few words as there are, and with none of the program's code: a
 * shipment that is out with its courier on one round, and all who call about it, as whoever calls sees it.
 */
export type DoorCall =
  | { type: 'arrive' }
  | { type: 'try'; right: boolean }
  | { type: 'fail' }
  | { type: 'cancel' }

export type DoorAnswer =
  | { outcome: 'done' | 'handed-over' | 'held' | 'closed' }
  /** `identity`: the fifth wrong one, where a document is left. */
  | { outcome: 'wrong' | 'identity'; left: number }
  | { refusal: string }

/** What of a policy the door goes by. `point`: what may not be handed over goes to a point, not to the depot. */
export interface DoorRules {
  afterWrong: 'hold' | 'identity'
  point: boolean
}

export interface Door {
  /** Nobody at the door yet, somebody there, or the visit is over. */
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
  // Closed is closed, however it came to be, and whatever the code is.
  if (state.visit === 'over' || state.left === 0) return stays(state, CLOSED)
  const left = state.left - 1
  if (right) return over({ ...state, left }, 'handed-over', { outcome: 'handed-over' })
  if (left > 0) return stays({ ...state, left }, { outcome: 'wrong', left })
  if (rules.afterWrong === 'identity') return stays({ ...state, left }, { outcome: 'identity', left })
  return over({ ...state, left }, 'held', { outcome: 'held' })
}

function cancel(state: Door, rules: DoorRules): Step {
  if (state.became === 'cancelled') return stays(state, DONE)
  // What is with its recipient, or on its way to a point, is called off no more.
  const gone = state.became === 'handed-over' || (state.became === 'held' && rules.point)
  return gone ? stays(state, { refusal: 'shipment-over' }) : over(state, 'cancelled', DONE)
}

function applied(state: Door, call: DoorCall, rules: DoorRules): Step {
  if (call.type === 'cancel') return cancel(state, rules)
  if (call.type === 'try') return tryCode(state, call.right, rules)
  if (state.visit === 'over') return stays(state, { refusal: 'stop-closed' })
  if (call.type === 'arrive') return stays({ ...state, visit: 'arrived' }, DONE)
  if (state.visit === 'open') return stays(state, { refusal: 'not-arrived' })
  return over(state, 'failed', DONE)
}

/** The door of a shipment that has just left with its courier. `ends`: what is known of it once all calls are over. */
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

/** An answer as the door tells it, from an answer's body, or a problem's with its code. */
export function doorAnswer(body: { outcome?: string; left?: number; code?: string }): DoorAnswer {
  const { outcome, left, code = '' } = body
  if (outcome === undefined) return { refusal: code }
  const counted = outcome === 'wrong' || outcome === 'identity'
  return (counted ? { outcome, left } : { outcome }) as DoorAnswer
}
