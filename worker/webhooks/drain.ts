import type { DisabledBecause } from '../domain/terms.ts'
import type { Webhook } from '../registry/webhooks.ts'
import type { RenderedMessage } from './message.ts'
import type { PostResult } from './post.ts'
import type { Queue, QueuedDelivery } from './queue.ts'
import { DRAIN_MAX, FAILING_MS, LANES, retryDelayMs } from './schedule.ts'

/** What sending needs from outside; tests pass in plain objects. */
export interface DrainDeps {
  now(): number
  /**
   * Renders the event of a delivery in the endpoint's format; null if there is none that this endpoint may
   * have.
   */
  render(webhook: Webhook, delivery: QueuedDelivery): Promise<RenderedMessage | null>
  post(webhook: Webhook, delivery: QueuedDelivery, rendered: RenderedMessage): Promise<PostResult>
  disable(because: DisabledBecause, at: number): Promise<void>
}

/**
 * Sends what is due in a few lanes: several shipments at a time, but one event at a time for each shipment.
 * Ends when nothing is due, when one run of the alarm has sent its maximum, or when the endpoint has to be
 * disabled. A fault ends it too and is thrown once all lanes have finished.
 */
export async function drain(queue: Queue, webhook: Webhook, out: DrainDeps): Promise<void> {
  const underWay = new Set<number>()
  let left = DRAIN_MAX
  let over = false
  const faults: unknown[] = []
  const claim = () =>
    over || left === 0 ? undefined : queue.due(out.now(), LANES).find(({ n }) => !underWay.has(n))
  const lane = async () => {
    for (let delivery = claim(); delivery; delivery = claim()) {
      left--
      underWay.add(delivery.n)
      try {
        if (!(await deliver(queue, webhook, delivery, out))) over = true
      } catch (error) {
        // The other lanes still finish, so that what they sent is noted.
        over = true
        faults.push(error)
      } finally {
        underWay.delete(delivery.n)
      }
    }
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  if (faults.length > 0) throw faults[0]
}

/** Makes one try. Returns false if nothing more may be sent to the endpoint. */
async function deliver(
  queue: Queue,
  webhook: Webhook,
  delivery: QueuedDelivery,
  out: DrainDeps,
): Promise<boolean> {
  const { url, format } = webhook
  const rendered = await out.render(webhook, delivery)
  const note = (
    posted: Omit<PostResult, 'ok' | 'fault'> & { fault: string | null },
    state: QueuedDelivery['state'],
    due: number | null,
    ms: number,
  ) => queue.tried(delivery, posted, { state, due, url, format, now: out.now(), ms })
  if (!rendered) {
    note({ status: null, response: '', fault: 'no-event' }, 'failed', null, 0)
    return true
  }
  const began = out.now()
  const posted = await out.post(webhook, delivery, rendered)
  const now = out.now()
  const ms = now - began
  if (posted.ok) {
    queue.setFailingSince(null)
    note(posted, 'delivered', null, ms)
    return true
  }
  const failingSince = queue.failingSince() ?? now
  queue.setFailingSince(failingSince)
  const failingFor = now - Math.max(failingSince, webhook.enabledAt)
  const because = posted.status === 410 ? 'gone' : failingFor >= FAILING_MS ? 'failing' : null
  // The endpoint accepts other events but never this one: its shipment continues without it, and the log
  // shows it.
  const givenUp = because === null && now - (delivery.began ?? now) >= FAILING_MS
  const due = givenUp ? null : now + retryDelayMs(delivery.attempt + 1)
  note(posted, givenUp ? 'failed' : 'waiting', due, ms)
  if (because) await out.disable(because, now)
  return because === null
}
