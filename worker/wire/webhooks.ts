import * as v from 'valibot'
import type { FactType } from '../domain/event.ts'
import { either, id, instant, nothing } from './fields.ts'

/** Every type of event there is, so that a filter cannot name one that never comes. */
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
  erased: true,
}

const eventType = v.pipe(
  v.string(),
  v.maxLength(40),
  v.check((type) => type === '*' || Object.hasOwn(TYPES, type), 'unknown-event'),
  v.metadata({ enum: ['*', ...Object.keys(TYPES)] }),
)

export const FORMATS = ['sesame', 'cloudevents', 'epcis'] as const
export type WebhookFormat = (typeof FORMATS)[number]

export const putWebhook = v.strictObject({
  /** Whether it may be one of a private network is the deployment's to say. */
  url: v.pipe(v.string(), v.maxLength(500), v.url()),
  events: v.pipe(v.array(eventType), v.minLength(1), v.maxLength(Object.keys(TYPES).length)),
  /** null: all contracts. Absent: that of the API key; else of the only endpoint of the name, or of all contracts. */
  contractId: v.optional(v.nullable(id)),
  format: v.optional(v.picklist(FORMATS)),
  /** `false` pauses it; what happens meanwhile waits. */
  enabled: v.optional(v.boolean()),
})
export type PutWebhook = v.InferOutput<typeof putWebhook>

export const rotate = nothing
export const test = nothing
const eventId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}:[1-9]\d{0,8}$/))
/** One event, or all from an instant on and before another. */
export const replay = either(
  'eventId',
  v.strictObject({ eventId }),
  v.strictObject({ from: instant, to: instant }),
)
export type Replay = v.InferOutput<typeof replay>

/** Why an endpoint is not sent anything: its owner paused it, it answered 410, it failed for days. */
export type DisabledBecause = 'paused' | 'gone' | 'failing'

export interface WebhookView {
  /** Its name: its contract's own, so that only both together tell it apart. */
  id: string
  /** null: all contracts. */
  contractId: string | null
  url: string
  events: string[]
  format: WebhookFormat
  enabled: boolean
  disabledAt: string | null
  disabledBecause: DisabledBecause | null
  createdAt: string
  /** Until when the secret before the last rotation still signs too. */
  previousSecretUntil: string | null
}

/** How an endpoint does. */
export interface WebhookHealth {
  waiting: number
  /** Since when no delivery succeeded; null: the last one did. */
  failingSince: string | null
  lastDeliveredAt: string | null
}

export interface WebhookDetails extends WebhookView {
  health: WebhookHealth
}

export type DeliveryState = 'waiting' | 'delivered' | 'failed'

/** One try of a delivery: when, how long it took, and what came back. */
export interface DeliveryTry {
  at: string
  ms: number
  status: number | null
  response: string
  fault: string | null
}

/** One line of an endpoint's log. */
export interface DeliveryLine {
  id: number
  eventId: string
  kind: 'event' | 'replay' | 'test'
  type: string
  shipmentId: string | null
  /** When it happened. */
  at: string
  state: DeliveryState
  /** Tries so far. */
  attempt: number
  triedAt: string | null
  /** When it is tried next; null while an earlier event of its shipment waits, or when it is over. */
  next: string | null
  /** As it was last sent, without signatures and without the address's query. */
  request: { url: string; headers: Record<string, string>; body: string } | null
  response: { status: number; body: string } | null
  /** What went wrong where there is no answer to show. */
  fault: string | null
  /** The latest tries, oldest first. The same bytes were sent each time. */
  tries: DeliveryTry[]
}
