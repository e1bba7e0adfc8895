import type { DisabledBecause } from '../domain/terms.ts'
import type { Webhook } from '../registry/webhooks.ts'
import type { Rendered } from './message.ts'
import type { Posted } from './post.ts'
import type { Delivery, Queue } from './queue.ts'
import { DRAIN_MAX, FAILING_MS, LANES, retryDelayMs } from './schedule.ts'

/** The outside, as sending needs it; tests hand in plain objects. */
export interface Outside {
  now(): number
  /** The event of a delivery in the endpoint's format; null: there is none that this endpoint may have. */
  render(webhook: Webhook, delivery: Delivery): Promise<Rendered | null>
  post(webhook: Webhook, delivery: Delivery, rendered: Rendered): Promise<Posted>
  disable(because: DisabledBecause, at: number): Promise<void>
}

/**
 * Sends what is due, in a few lanes: several shipments at a time, of each shipment one event at a time. Ends when
 * nothing is due, when it was enough for one ring of the alarm, or when the endpoint is at its end.
 */
export async function drain(queue: Queue, webhook: Webhook, out: Outside): Promise<void> {
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
        // The other lanes still come to their end: what they sent has to be noted.
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

/** One try. False when the endpoint is to be sent nothing any more. */
async function deliver(queue: Queue, webhook: Webhook, delivery: Delivery, out: Outside): Promise<boolean> {
  const { url, format } = webhook
  const rendered = await out.render(webhook, delivery)
  const note = (
    posted: Omit<Posted, 'ok' | 'fault'> & { fault: string | null },
    state: Delivery['state'],
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
  // An endpoint that takes others but never this one: its shipment goes on without it, the log shows it.
  const givenUp = because === null && now - (delivery.began ?? now) >= FAILING_MS
  const due = givenUp ? null : now + retryDelayMs(delivery.attempt + 1)
  note(posted, givenUp ? 'failed' : 'waiting', due, ms)
  if (because) await out.disable(because, now)
  return because === null
}
