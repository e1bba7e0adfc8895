import { claimsOnTheRoad } from './claims.ts'
import type { Fact } from './event.ts'
import { applyFact } from './evolve.ts'
import { type LoggedFact, type Owed, owedFor } from './owed.ts'
import { AMOUNT_LIMIT, REFUND_LIMIT, RETENTION_DAYS } from './policy.ts'
import type { Actor } from './roles.ts'
import type { Shipment } from './state.ts'
import type { AlertKind, MessageCause } from './terms.ts'

/**
 * A fact as it is stored. `owed` is null if it was stored before 2026-11-29, when facts began to be stored
 * with what they owe.
 */
export interface StoredFact {
  fact: Fact
  at: number
  by: Actor | null
  owed: Owed | null
}

/**
 * Lifts a stored fact of an older version to today's form. This is the only place between what is stored and
 * what the rules fold. What is stored stays as it is, because the hashes of the chain are made over it.
 */
export function upcast(before: Shipment | null, { fact, at, by, owed }: StoredFact): LoggedFact {
  const lifted = liftFact(before, fact)
  return { fact: lifted, at, by, owed: owed ?? owedThen(before, fact, applyFact(before, lifted, at, by), by) }
}

function liftFact(before: Shipment | null, fact: Fact): Fact {
  switch (fact.type) {
    case 'announced': {
      const { retentionDays, freshHands, helpPhone, reopenMinutes, callRecipient, quietHours, cascade } =
        fact.policy
      const { amountLimit, refundLimit } = fact.policy
      const later = {
        retentionDays: retentionDays ?? RETENTION_DAYS,
        freshHands: freshHands ?? 'alert',
        helpPhone: helpPhone ?? null,
        quietHours: quietHours ?? null,
        cascade: cascade ?? null,
        // Nobody was shown a number, and nothing could be taken back then.
        callRecipient: callRecipient ?? false,
        reopenMinutes: reopenMinutes ?? 0,
        amountLimit: amountLimit ?? AMOUNT_LIMIT,
        refundLimit: refundLimit ?? REFUND_LIMIT,
      }
      return { ...fact, policy: { ...fact.policy, ...later } }
    }
    case 'not-me-declared':
      return { ...fact, blocking: fact.blocking ?? (before !== null && claimsOnTheRoad(before, fact.link)) }
    default:
      return fact
  }
}

/**
 * The messages that facts could owe before that was stored with them, by the rules of 2026-11-29. The tables
 * below say the same of alerts, suspicions, notes and counts. Nothing is added to them, because a rule that
 * came later must not reach back to what happened before it.
 */
const MESSAGES_THEN: Partial<Record<Fact['type'], readonly MessageCause[]>> = {
  announced: ['announced'],
  'received-at-depot': ['accepted', 'ready'],
  scheduled: ['scheduled'],
  dispatched: ['released'],
  arrived: ['arrived'],
  held: ['held'],
  'visit-failed': ['failed'],
  'tablet-failed': ['failed'],
  'handed-over': ['receipt', 'identity', 'ready'],
  reminded: ['reminder'],
  'point-chosen': ['held'],
  'received-at-point': ['ready'],
  unexplained: ['ready'],
  'claim-decided': ['ready'],
  'label-requested': ['label-change'],
  'contact-change-requested': ['contact-change'],
  'contact-changed': ['contact-changed'],
  'recipient-corrected': ['corrected', 'contact-changed'],
  'sent-on-demand': ['resend'],
}
const ALERTS_THEN: Partial<Record<Fact['type'], AlertKind>> = {
  'wrong-label-scanned': 'page-locked',
  'claim-raised': 'claim',
  'not-me-declared': 'not-me',
  'message-failed': 'message-failed',
  unexplained: 'unexplained',
  'found-at-point': 'misplaced',
  'received-at-point': 'undeclared',
  'tablet-failed': 'tablet-failed',
  'contact-change-requested': 'contact-change',
  'contact-change-stopped': 'contact-stopped',
  'label-requested': 'label-change',
  'label-stopped': 'label-stopped',
  'return-ordered': 'return',
  'handed-over': 'fresh-hands',
}
const SUSPECTED_THEN: readonly Fact['type'][] = ['unexplained', 'violation-suspected', 'claim-raised']
const NOTED_THEN: readonly Fact['type'][] = [
  'arrived',
  'handed-over',
  'held',
  'visit-failed',
  'claim-raised',
  'not-me-declared',
]
const COUNTED_THEN: readonly Fact['type'][] = ['not-me-declared', 'code-refused', 'handed-over']

/** Returns what a fact owed that was stored without it, by the rules of its time. */
function owedThen(before: Shipment | null, fact: Fact, after: Shipment, by: Actor | null): Owed {
  const { type } = fact
  const now = owedFor(before, after, fact, by)
  const messages = now.messages?.filter(({ cause }) => MESSAGES_THEN[type]?.includes(cause)) ?? []
  return {
    ...(messages.length > 0 && { messages }),
    ...(now.alert && now.alert === ALERTS_THEN[type] && { alert: now.alert }),
    ...(now.violation && SUSPECTED_THEN.includes(type) && { violation: now.violation }),
    ...(now.visitNote && NOTED_THEN.includes(type) && { visitNote: now.visitNote }),
    ...(now.counts && COUNTED_THEN.includes(type) && { counts: now.counts }),
  }
}
