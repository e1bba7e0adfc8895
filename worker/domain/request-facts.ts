import type { Fact } from './event.ts'
import type { RequestState } from './request.ts'

/** Returns how a request ended, from the fact after which it is not open any more. */
export function endedBy(fact: Fact): Exclude<RequestState, 'open'> {
  switch (fact.type) {
    case 'contact-change-approved':
    case 'approval-given':
    case 'label-approved':
    case 'refund-approved':
      return 'agreed'
    case 'approval-declined':
      return 'declined'
    case 'contact-change-stopped':
    case 'label-stopped':
      if (fact.who === 'second-person') return 'declined'
      return fact.who === 'time' ? 'lapsed' : 'withdrawn'
    case 'receipt-confirmed':
      return 'agreed'
    case 'receipt-doubted':
    case 'suspension-kept':
    case 'refund-declined':
    case 'late-proof-declined':
    case 'resume-declined':
      return 'declined'
    case 'handed-over':
      return fact.lateProof === undefined ? 'withdrawn' : 'agreed'
    case 'suspension-lifted':
      return fact.who === 'second-person' ? 'agreed' : 'withdrawn'
    case 'claim-decided':
      return fact.decision === 'resume' ? 'agreed' : 'withdrawn'
    default:
      return 'withdrawn'
  }
}

const OPENS_OR_ENDS: readonly Fact['type'][] = [
  'contact-change-requested',
  'contact-change-approved',
  'contact-change-stopped',
  'contact-changed',
  'approval-asked',
  'approval-given',
  'approval-declined',
  // After these facts a request for approval has nothing left to decide (R42).
  'handed-over',
  'held',
  'visit-failed',
  'moved',
  'withdrawn',
  'cancelled',
  'claim-decided',
  'tablet-failed',
  'declared-back',
  'unexplained',
  'refused-at-point',
  'return-ordered',
  'left-for-sender',
  'received-at-point',
  'receipt-confirmed',
  'receipt-doubted',
  'identity-suspended',
  'suspension-lifted',
  'suspension-kept',
  'suspension-questioned',
  'resume-asked',
  'resume-declined',
  'claim-decided',
  'label-requested',
  'label-approved',
  'label-stopped',
  'label-released',
  'late-act-refused',
  'late-proof-declined',
  'refund-ordered',
  'refund-approved',
  'refund-declined',
  // A parcel that is with its recipient or goes back waits for nobody.
  'handed-over',
  'refused-at-point',
  'return-ordered',
  'left-for-sender',
  'received-at-depot',
  'cancelled',
]

/** Whether a fact may open or end a request, so that the inbox has to hear of it. */
export const changesRequests = (fact: Fact): boolean =>
  OPENS_OR_ENDS.includes(fact.type) || (fact.type === 'arrived' && fact.late === true) || asksOperator(fact)

/** Whether somebody who had to be warned may turn out untold, so that the operator has to agree too, or told after all (R9). */
const asksOperator = (fact: Fact): boolean =>
  (fact.type === 'message-failed' || fact.type === 'message-reported') &&
  (fact.cause === 'contact-change' || fact.cause === 'label-change')
