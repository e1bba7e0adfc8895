import fc from 'fast-check'
import type { Fact } from '../../worker/domain/event.ts'
import { type Call, type History, histories } from './histories.ts'

/** Histories a rule is tried on; more for those whose breach releases a parcel or gives a guess away. */
export const RUNS = 3_000
export const MANY_RUNS = 10_000

/** A failure prints the seed, the path and the shortest story. */
export function everyHistory(keeps: (history: History) => void, numRuns = RUNS) {
  fc.assert(fc.property(histories, keeps), { numRuns })
}

export function everyCall(keeps: (call: Call, history: History) => void, numRuns = RUNS) {
  everyHistory((history) => {
    for (const call of history.calls) keeps(call, history)
  }, numRuns)
}

/** Every fact with the call that brought it. */
export function everyFact(keeps: (fact: Fact, call: Call) => void, numRuns = RUNS) {
  everyCall((call) => {
    for (const fact of call.facts) keeps(fact, call)
  }, numRuns)
}
