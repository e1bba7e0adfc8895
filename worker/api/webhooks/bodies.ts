import * as v from 'valibot'
import type { FactType } from '../../domain/event.ts'
import { WEBHOOK_FORMATS } from '../../domain/terms.ts'
import { either, id, instant, nothing } from '../fields.ts'

/** Every type of event, so that a filter cannot name one that never occurs. */
const TYPES: Record<FactType, true> = {
  announced: true,
  scheduled: true,
  moved: true,
  withdrawn: true,
  dispatched: true,
  'received-at-depot': true,
  'seen-at-depot': true,
  cancelled: true,
  'contact-change-requested': true,
  'contact-change-approved': true,
  'contact-change-stopped': true,
  'contact-changed': true,
  'recipient-corrected': true,
  'label-requested': true,
  'label-approved': true,
  'label-stopped': true,
  'label-released': true,
  'label-moved': true,
  arrived: true,
  'code-refused': true,
  'no-code-declared': true,
  'identity-not-proved': true,
  'approval-asked': true,
  'approval-given': true,
  'approval-declined': true,
  'handed-over': true,
  held: true,
  'visit-failed': true,
  'visit-reopened': true,
  'late-act-refused': true,
  'late-proof-declined': true,
  'conflict-settled': true,
  'declared-at-point': true,
  'point-chosen': true,
  'received-at-point': true,
  'receipt-confirmed': true,
  'receipt-doubted': true,
  shelved: true,
  'found-at-point': true,
  'clerk-scanned': true,
  'finish-declared': true,
  'refused-at-point': true,
  'storage-extended': true,
  reminded: true,
  'return-ordered': true,
  'left-for-sender': true,
  'declared-back': true,
  unexplained: true,
  'tablet-failed': true,
  'violation-suspected': true,
  'label-scanned': true,
  'wrong-label-scanned': true,
  'no-claims-declared': true,
  'claim-raised': true,
  'claim-decided': true,
  'not-me-declared': true,
  'identity-suspended': true,
  'suspension-lifted': true,
  'suspension-kept': true,
  'suspension-questioned': true,
  'resume-asked': true,
  'resume-declined': true,
  'sent-on-demand': true,
  'message-sent': true,
  'message-failed': true,
  'message-reported': true,
  'chat-joined': true,
  'chat-ended': true,
  'payment-opened': true,
  'payment-referred': true,
  'payment-received': true,
  'payment-failed': true,
  'fiscal-receipt-issued': true,
  'refund-ordered': true,
  'refund-approved': true,
  'refund-declined': true,
  'refund-referred': true,
  'refund-made': true,
  'refund-failed': true,
  'refund-retried': true,
  erased: true,
}

const eventType = v.pipe(
  v.string(),
  v.maxLength(40),
  v.check((type) => type === '*' || Object.hasOwn(TYPES, type), 'unknown-event'),
  v.metadata({ enum: ['*', ...Object.keys(TYPES)] }),
)

export const putWebhook = v.strictObject({
  /** The deployment decides whether it may lie in a private network. */
  url: v.pipe(v.string(), v.maxLength(500), v.url()),
  events: v.pipe(v.array(eventType), v.minLength(1), v.maxLength(Object.keys(TYPES).length)),
  /**
   * Null means all contracts. If absent, it is the API key's contract, else that of the only endpoint of this
   * name, else all contracts.
   */
  contractId: v.optional(v.nullable(id)),
  format: v.optional(v.picklist(WEBHOOK_FORMATS)),
  /** `false` pauses it; what happens meanwhile waits. */
  enabled: v.optional(v.boolean()),
})

export type PutWebhook = v.InferOutput<typeof putWebhook>

export const rotate = nothing

export const test = nothing

const eventId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}:[1-9]\d{0,8}$/))

/** One event, or all events from an instant on and before another. */
export const replay = either(
  'eventId',
  v.strictObject({ eventId }),
  v.strictObject({ from: instant, to: instant }),
)

export type Replay = v.InferOutput<typeof replay>
