import * as v from 'valibot'
import { DISABLED_BECAUSE, WEBHOOK_FORMATS } from '../../domain/terms.ts'
import { at, count, orNull, strings } from '../common.ts'

const webhook = {
  /** Its name, unique only within its contract, so both together identify it. */
  id: v.string(),
  /** Null means all contracts. */
  contractId: orNull(v.string()),
  url: v.string(),
  events: strings,
  format: v.picklist(WEBHOOK_FORMATS),
  enabled: v.boolean(),
  disabledAt: orNull(at),
  disabledBecause: orNull(v.picklist(DISABLED_BECAUSE)),
  createdAt: at,
  /** Until when the secret before the last rotation still signs too. */
  previousSecretUntil: orNull(at),
}
const webhookView = v.strictObject(webhook)

export const WebhookSaved = v.strictObject({ ...webhook, secret: v.exactOptional(v.string()) })

export const WebhookDetails = v.strictObject({
  ...webhook,
  health: v.strictObject({
    waiting: count,
    /** Since when no delivery succeeded; null if the last one did. */
    failingSince: orNull(at),
    lastDeliveredAt: orNull(at),
  }),
})
export type WebhookDetails = v.InferOutput<typeof WebhookDetails>

export const WebhookTested = v.strictObject({
  deliveryId: count,
  outcome: v.picklist(['delivered', 'failed']),
  status: orNull(count),
  fault: orNull(v.string()),
})

export const WebhookReplayed = v.strictObject({ queued: count, until: orNull(at) })

/** One line of an endpoint's log. */
export const WebhookDelivery = v.strictObject({
  id: count,
  eventId: v.string(),
  kind: v.picklist(['event', 'replay', 'test']),
  type: v.string(),
  shipmentId: orNull(v.string()),
  /** When the event happened. */
  at,
  state: v.picklist(['waiting', 'delivered', 'failed']),
  /** The tries so far. */
  attempt: count,
  triedAt: orNull(at),
  /** When it is tried next; null while an earlier event of its shipment waits, or when it is over. */
  next: orNull(at),
  /** The request as it was last sent, without signatures and without the address's query. */
  request: orNull(
    v.strictObject({ url: v.string(), headers: v.record(v.string(), v.string()), body: v.string() }),
  ),
  response: orNull(v.strictObject({ status: count, body: v.string() })),
  /** What went wrong if there is no answer to show. */
  fault: orNull(v.string()),
  /** The latest tries, oldest first. The same bytes were sent each time. */
  tries: v.array(
    v.strictObject({
      at,
      ms: count,
      status: orNull(count),
      response: v.string(),
      fault: orNull(v.string()),
    }),
  ),
})
export type DeliveryLine = v.InferOutput<typeof WebhookDelivery>

export type WebhookView = v.InferOutput<typeof webhookView>
/** The state of an endpoint's deliveries. */
export type WebhookHealth = WebhookDetails['health']
export type DeliveryState = DeliveryLine['state']
/** One try of a delivery: when it was, how long it took, and what came back. */
export type DeliveryTry = DeliveryLine['tries'][number]
