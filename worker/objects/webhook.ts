import type { DeliveryLine, WebhookHealth } from '../api/webhooks/answers.ts'

/** An event as its shipment offers it: enough to decide and to find it again in the shipment's log. */
export interface Offered {
  seq: number
  /** ms since the epoch */
  at: number
  type: string
}

export interface Tested {
  deliveryId: number
  outcome: 'delivered' | 'failed'
  status: number | null
  fault: string | null
}

/** What a replay queued; `until`: up to where, when there were more than fit into one. */
export interface Replayed {
  queued: number
  until: string | null
}

/** One endpoint's object as its callers see it. */
export interface WebhookApi {
  /** Events of a shipment, oldest first. Those it has are known again by their number. */
  offer(shipmentId: string, events: Offered[]): Promise<void>
  /** It was changed or enabled: what waits is tried now. */
  wake(): Promise<void>
  /** Sends the test event now; the same `key` sends it once. */
  test(key: string): Promise<Tested>
  /** Queues one event behind what waits of its shipment. */
  replayOne(key: string, event: Offered & { shipmentId: string }): Promise<Replayed>
  /** Queues everything that happened from an instant on and before another, in ms. */
  replayRange(key: string, from: number, to: number): Promise<Replayed>
  health(): Promise<WebhookHealth>
  /** The log before a delivery, newest first. */
  deliveries(before: number | null, limit: number): Promise<DeliveryLine[]>
}

/** The object of one endpoint, by the id of its row. */
export function webhookOf(namespace: DurableObjectNamespace, id: string): WebhookApi {
  return namespace.get(namespace.idFromName(id)) as unknown as WebhookApi
}
