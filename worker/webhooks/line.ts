import type { DeliveryLine } from '../api/webhooks/answers.ts'
import type { RenderedMessage } from './message.ts'
import type { DeliveryAttempt, QueuedDelivery } from './queue.ts'

const iso = (ms: number) => new Date(ms).toISOString()

/** Returns an address without its query, in which a receiver may keep a token. */
function withoutQuery(address: string): string {
  const url = URL.parse(address)
  return url ? url.origin + url.pathname : ''
}

/** Returns a delivery as its log shows it: what was sent last, without signatures, and the answers to it. */
export function deliveryLine(
  delivery: QueuedDelivery,
  eventId: string,
  rendered: RenderedMessage | null,
  tries: readonly DeliveryAttempt[],
): DeliveryLine {
  const { n, kind, type, at, state, attempt, tried, due, status, response, fault, url } = delivery
  const headers = rendered &&
    tried !== null && {
      'content-type': rendered.contentType,
      'webhook-id': eventId,
      'webhook-timestamp': String(Math.floor(tried / 1000)),
    }
  return {
    id: n,
    eventId,
    kind,
    type,
    shipmentId: delivery.shipment_id || null,
    at: iso(at),
    state,
    attempt,
    triedAt: tried === null ? null : iso(tried),
    next: state === 'waiting' && due !== null ? iso(due) : null,
    request: headers && rendered ? { url: withoutQuery(url ?? ''), headers, body: rendered.body } : null,
    response: status === null ? null : { status, body: response ?? '' },
    fault,
    tries: tries.map((one) => ({
      at: iso(one.at),
      ms: one.ms,
      status: one.status,
      response: one.response ?? '',
      fault: one.fault,
    })),
  }
}
