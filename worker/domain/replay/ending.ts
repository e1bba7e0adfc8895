import type { Fact } from '../event.ts'
import type { Policy } from '../policy.ts'
import type { FailReason, HandOverProof, HoldReason, Outcome, Reason, ReturnReason } from '../terms.ts'

/** How a visit, a hold or the whole shipment ended, or would have ended. */
export type Ending =
  | { end: 'handed-over'; proof: HandOverProof; place: 'door' | 'counter'; code: string }
  | { end: 'held'; reason: HoldReason; code: string }
  | { end: 'failed'; reason: FailReason; code: string }
  | { end: 'returned'; reason: ReturnReason; code: string }
  /** The round was broken off and the parcels came back (R17). */
  | { end: 'at-depot' }
  | { end: 'cancelled' }
  /** Nothing has ended yet. */
  | { end: 'open' }
  | WouldBe

/** Endings that only another policy can bring. */
export type WouldBe =
  | { end: 'ordinary'; reasons: Reason[] }
  /** The shipment is not eligible and the policy is mandatory, so it is not announced at all. */
  | { end: 'refused'; reasons: Reason[] }
  | { end: 'secured' }
  /** An identity check follows; whether it would have succeeded cannot be known. */
  | { end: 'identity-check' }
  /** What people did is not possible; what they would have done instead cannot be known. */
  | { end: 'not-possible'; because: 'not-accepted' | 'signature-required' | 'other' }
  /** The parcel is still at its point. */
  | { end: 'waits' }
  | { end: 'unknown'; why: 'eligibility' | 'scan-first' | 'tries-left' }

/** Returns the carrier's outcome under which an ending fact is reported, or null. */
function outcomeOf(fact: Fact): Outcome | null {
  switch (fact.type) {
    case 'handed-over':
      return fact.proof
    case 'held':
    case 'visit-failed':
      return fact.reason
    case 'refused-at-point':
      return 'refused'
    case 'return-ordered':
      return 'returned'
    default:
      return null
  }
}

/** Returns the ending that a fact is, with the policy's code for it, or null. */
export function endingOf(fact: Fact, { codes }: Policy): Ending | null {
  const outcome = outcomeOf(fact)
  const code = outcome ? codes[outcome] : ''
  switch (fact.type) {
    case 'handed-over':
      return {
        end: 'handed-over',
        proof: fact.proof,
        place: fact.pointId === undefined ? 'door' : 'counter',
        code,
      }
    case 'held':
      return { end: 'held', reason: fact.reason, code }
    case 'visit-failed':
      return { end: 'failed', reason: fact.reason, code }
    case 'refused-at-point':
      return { end: 'returned', reason: 'refused', code }
    case 'return-ordered':
      return { end: 'returned', reason: fact.reason, code }
    case 'tablet-failed':
      return fact.then === 'depot' ? { end: 'at-depot' } : null
    case 'cancelled':
      return { end: 'cancelled' }
    default:
      return null
  }
}
