import * as v from 'valibot'
import type { ApiKeyLine } from '../../wire/views.ts'
import type * as wire from '../../wire/webhooks.ts'
import { of } from '../same.ts'
import { at, count, day, orNull, strings } from './common.ts'

export const ApiKeyMade = v.strictObject({
  id: v.string(),
  name: v.string(),
  contractId: orNull(v.string()),
  scopes: strings,
  key: v.string(),
})
export const ApiKeyUse = of<ApiKeyLine>()(
  v.strictObject({
    id: v.string(),
    name: v.string(),
    contractId: orNull(v.string()),
    scopes: strings,
    createdAt: at,
    lastUsedAt: orNull(at),
    usage: v.array(v.strictObject({ day, calls: count, refused: count })),
    revokedAt: orNull(at),
  }),
)

const webhook = {
  id: v.string(),
  contractId: orNull(v.string()),
  url: v.string(),
  events: strings,
  format: v.picklist(['sesame', 'cloudevents', 'epcis']),
  enabled: v.boolean(),
  disabledAt: orNull(at),
  disabledBecause: orNull(v.picklist(['paused', 'gone', 'failing'])),
  createdAt: at,
  previousSecretUntil: orNull(at),
}
of<wire.WebhookView>()(v.strictObject(webhook))
export const WebhookSaved = v.strictObject({ ...webhook, secret: v.exactOptional(v.string()) })
export const WebhookDetails = of<wire.WebhookDetails>()(
  v.strictObject({
    ...webhook,
    health: v.strictObject({ waiting: count, failingSince: orNull(at), lastDeliveredAt: orNull(at) }),
  }),
)
export const WebhookTested = v.strictObject({
  deliveryId: count,
  outcome: v.picklist(['delivered', 'failed']),
  status: orNull(count),
  fault: orNull(v.string()),
})
export const WebhookReplayed = v.strictObject({ queued: count, until: orNull(at) })
export const WebhookDelivery = of<wire.DeliveryLine>()(
  v.strictObject({
    id: count,
    eventId: v.string(),
    kind: v.picklist(['event', 'replay', 'test']),
    type: v.string(),
    shipmentId: orNull(v.string()),
    at,
    state: v.picklist(['waiting', 'delivered', 'failed']),
    attempt: count,
    triedAt: orNull(at),
    next: orNull(at),
    request: orNull(
      v.strictObject({ url: v.string(), headers: v.record(v.string(), v.string()), body: v.string() }),
    ),
    response: orNull(v.strictObject({ status: count, body: v.string() })),
    fault: orNull(v.string()),
    tries: v.array(
      v.strictObject({
        at,
        ms: count,
        status: orNull(count),
        response: v.string(),
        fault: orNull(v.string()),
      }),
    ),
  }),
)
