import type { DeliveryLine, WebhookHealth } from '../api/webhooks/answers.ts'

/** An event as its shipment offers it: enough to decide, and to find it again in the shipment's log. */
export interface OfferedEvent {
  seq: number
  /** In ms since the epoch. */
  at: number
  type: string
}

export interface TestResult {
  deliveryId: number
  outcome: 'delivered' | 'failed'
  status: number | null
  fault: string | null
}

/**
 * The result of a replay. `until` tells how far it came if there were more events than fit into one replay.
 */
export interface ReplayResult {
  queued: number
  until: string | null
}

/** The object of one endpoint, as its callers see it. */
export interface WebhookApi {
  /** Offers events of a shipment, oldest first. Events that it already has are recognised by their number. */
  offer(shipmentId: string, events: OfferedEvent[]): Promise<void>
  /** Tries at once to send what waits, because the endpoint was changed or enabled. */
  wake(): Promise<void>
  /** Sends the test event now; the same `key` sends it only once. */
  test(key: string): Promise<TestResult>
  /** Queues one event behind those of its shipment that wait. */
  replayOne(key: string, event: OfferedEvent & { shipmentId: string }): Promise<ReplayResult>
  /** Queues all events from `from` on and before `to`, both in ms. */
  replayRange(key: string, from: number, to: number): Promise<ReplayResult>
  health(): Promise<WebhookHealth>
  /** Returns the deliveries before a given one, newest first. */
  deliveries(before: number | null, limit: number): Promise<DeliveryLine[]>
}

/** Returns the object of one endpoint, by the id of its row. */
export function webhookStub(namespace: DurableObjectNamespace, id: string): WebhookApi {
  return namespace.get(namespace.idFromName(id)) as unknown as WebhookApi
}
