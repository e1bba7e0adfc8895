import fc from 'fast-check'
import type { Fact } from '../../worker/domain/event.ts'
import { settle } from '../../worker/domain/history.ts'
import type { Shipment } from '../../worker/domain/state.ts'
import { type Call, type History, histories } from './histories.ts'
import { lives } from './life.ts'

/**
 * How many histories a rule is tried on. Rules whose breach releases a parcel or gives away a guess get more.
 */
export const RUNS = 2_000
export const MANY_RUNS = 6_000

/** A failure prints the seed, the path and the shortest story. */
export function everyHistory(keeps: (history: History) => void, numRuns = RUNS) {
  fc.assert(fc.property(histories, keeps), { numRuns })
}

export function everyCall(keeps: (call: Call, history: History) => void, numRuns = RUNS) {
  everyHistory((history) => {
    for (const call of history.calls) keeps(call, history)
  }, numRuns)
}

/** Tries a rule on every fact, with the call that recorded it. */
export function everyFact(keeps: (fact: Fact, call: Call) => void, numRuns = RUNS) {
  everyCall((call) => {
    for (const fact of call.facts) keeps(fact, call)
  }, numRuns)
}

/** Lives are longer than visits, so they are drawn once for all rules of a file. */
const LIVES = 1_500
const SEED = Date.now() % 2 ** 31
let drawn: History[] | null = null

/** Tries a rule on whole lives of shipments, from the announcement to where each parcel ended. */
export function everyLife(keeps: (history: History) => void) {
  try {
    drawn ??= fc.sample(lives, { numRuns: LIVES, seed: SEED })
    for (const history of drawn) keeps(history)
  } catch (error) {
    // The rule is tried again as a property, which shrinks the life and prints the shortest story.
    fc.assert(fc.property(lives, keeps), { numRuns: LIVES, seed: SEED })
    throw error
  }
}

export function everyLifeCall(keeps: (call: Call, history: History) => void) {
  everyLife((history) => {
    for (const call of history.calls) keeps(call, history)
  })
}

/** Tries a rule on every fact of every life, with the shipment directly before and after that fact. */
export function everyLifeFact(keeps: (fact: Fact, before: Shipment, after: Shipment, call: Call) => void) {
  everyLifeCall((call) => {
    let before = call.before
    for (const fact of call.facts) {
      const after = settle(before, fact, call.now).after
      keeps(fact, before, after, call)
      before = after
    }
  })
}
