import { DurableObject } from 'cloudflare:workers'
import type { DeliveryLine, WebhookHealth } from '../api/webhooks/answers.ts'
import { configOf, type Env } from '../config.ts'
import { shipmentStub } from '../objects/shipment.ts'
import type { OfferedEvent, ReplayResult, TestResult, WebhookApi } from '../objects/webhook.ts'
import { logBug } from '../platform/log.ts'
import { disableWebhook, type Webhook as Endpoint, findWebhook } from '../registry/webhooks.ts'
import { drain } from './drain.ts'
import { deliveryLine } from './line.ts'
import { Log } from './log.ts'
import { wants } from './message.ts'
import { Queue } from './queue.ts'
import { REPLAY_MAX } from './schedule.ts'
import { Sender } from './sender.ts'

/** How long to wait after a fault of ours or of the registry. */
const FAULT_MS = 2000
/** How often an object with nothing to send deletes what is too old. */
const PRUNE_EVERY_MS = 24 * 3_600_000

const iso = (ms: number) => new Date(ms).toISOString()

/**
 * The object of one endpoint: its queue, the order in it, its schedule and its log. The endpoint's settings
 * are in the registry and are read again for every alarm; an event is read from its shipment's log when it is
 * sent. So a row here is small and holds neither a secret nor anything of a recipient.
 */
export class Webhook extends DurableObject<Env> implements WebhookApi {
  readonly #queue: Queue
  readonly #log: Log
  readonly #sender: Sender
  readonly #id: string
  #notBefore = 0

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    const configured = configOf(env)
    if (!configured.ok) throw new Error('not configured')
    this.#id = ctx.id.name ?? ''
    this.#queue = new Queue(ctx.storage.sql)
    this.#log = new Log(ctx.storage.sql)
    this.#sender = new Sender(this.#id, configured.config, (shipmentId) =>
      shipmentStub(env.SHIPMENT, shipmentId),
    )
    if (!this.#queue.exists()) return
    // An object older than a table gets that table here.
    this.#queue.begin()
    // The alarm is set again in case the platform gave it up, so that waiting deliveries are not stranded.
    ctx.blockConcurrencyWhile(async () => {
      if ((await ctx.storage.getAlarm()) === null) await this.#ring()
    })
  }

  async offer(shipmentId: string, events: OfferedEvent[]): Promise<void> {
    const endpoint = await this.#endpoint()
    if (!endpoint) return
    const wanted = ({ at, type }: OfferedEvent) => at >= endpoint.createdAt && wants(endpoint, type)
    await this.#change(() => this.#queue.take(shipmentId, events, wanted, Date.now()))
  }

  async wake(): Promise<void> {
    if (this.#queue.exists()) await this.#change(() => this.#queue.restart(Date.now()))
  }

  async test(key: string): Promise<TestResult> {
    const known = this.#queue.exists() ? this.#log.answered<TestResult>(key) : null
    const endpoint = await this.#endpoint()
    if (known || !endpoint) return known ?? { deliveryId: 0, outcome: 'failed', status: null, fault: 'gone' }
    this.#queue.begin()
    const now = Date.now()
    const delivery = this.#queue.addTest(now)
    const posted = await this.#sender.test(endpoint, delivery)
    const { url, format } = endpoint
    const outcome = posted.ok ? 'delivered' : 'failed'
    const ended = Date.now()
    const ms = ended - now
    this.#queue.tried(delivery, posted, { state: outcome, due: null, url, format, now: ended, ms })
    const tested = { deliveryId: delivery.n, outcome, status: posted.status, fault: posted.fault } as const
    this.#log.answer(key, tested, now)
    await this.#ring()
    return tested
  }

  async replayOne(
    key: string,
    { shipmentId, ...event }: OfferedEvent & { shipmentId: string },
  ): Promise<ReplayResult> {
    return this.#replay(key, (now) => {
      this.#queue.again(shipmentId, event, now)
      return { queued: 1, until: null }
    })
  }

  async replayRange(key: string, from: number, to: number): Promise<ReplayResult> {
    return this.#replay(key, (now) => {
      const found = this.#log.between(from, to, REPLAY_MAX + 1)
      const beyond = found[REPLAY_MAX]
      // The list is cut between two instants, so that continuing from there repeats nothing and leaves
      // nothing out.
      const events = beyond ? found.filter(({ at }) => at < beyond.at) : found
      for (const { shipment_id: shipmentId, seq, at, type } of events)
        this.#queue.again(shipmentId, { seq, at, type }, now)
      return { queued: events.length, until: beyond ? iso(beyond.at) : null }
    })
  }

  async #replay(key: string, queue: (now: number) => ReplayResult): Promise<ReplayResult> {
    const known = this.#queue.exists() ? this.#log.answered<ReplayResult>(key) : null
    if (known) return known
    return this.#change(() => {
      const now = Date.now()
      const replayed = queue(now)
      this.#log.answer(key, replayed, now)
      return replayed
    })
  }

  async health(): Promise<WebhookHealth> {
    if (!this.#queue.exists()) return { waiting: 0, failingSince: null, lastDeliveredAt: null }
    const { waiting, lastDelivered } = this.#log.counts()
    const failing = this.#queue.failingSince()
    return {
      waiting,
      failingSince: failing === null ? null : iso(failing),
      lastDeliveredAt: lastDelivered === null ? null : iso(lastDelivered),
    }
  }

  async deliveries(before: number | null, limit: number): Promise<DeliveryLine[]> {
    const endpoint = await this.#endpoint()
    if (!endpoint || !this.#queue.exists()) return []
    const page = this.#log.page(before, limit)
    return Promise.all(
      page.map(async (delivery) => {
        // A delivery is shown as it was sent, in the format used then.
        const format = (delivery.format ?? endpoint.format) as Endpoint['format']
        const rendered =
          delivery.tried === null ? null : await this.#sender.render({ ...endpoint, format }, delivery)
        return deliveryLine(delivery, this.#sender.eventId(delivery), rendered, this.#log.tries(delivery.n))
      }),
    )
  }

  /** Changes the queue in one transaction and sets the alarm that the change needs. */
  async #change<T>(change: () => T): Promise<T> {
    const done = this.ctx.storage.transactionSync(() => {
      this.#queue.begin()
      return change()
    })
    await this.#ring()
    return done
  }

  /** Sets the alarm for the next delivery that is due. A running alarm sets the next one at its end. */
  async #ring(): Promise<void> {
    if (!this.#queue.exists()) return
    const now = Date.now()
    const due = this.#queue.nextDue()
    if (due !== null) await this.ctx.storage.setAlarm(Math.max(now, this.#notBefore, due))
    else if (!this.#log.empty()) await this.ctx.storage.setAlarm(now + PRUNE_EVERY_MS)
  }

  override async alarm(): Promise<void> {
    let rests = false
    try {
      const endpoint = await this.#endpoint()
      rests = !endpoint || endpoint.disabledAt !== null
      if (endpoint && !rests)
        await drain(this.#queue, endpoint, {
          now: () => Date.now(),
          render: (webhook, delivery) => this.#sender.render(webhook, delivery),
          post: (webhook, delivery, rendered) => this.#sender.post(webhook, delivery, rendered),
          disable: (because, at) => disableWebhook(this.env.DB, this.#id, because, at),
        })
      this.#log.prune(Date.now())
    } catch (error) {
      // The platform gives up an alarm that throws a few times, so it is set again below instead.
      this.#notBefore = Date.now() + FAULT_MS
      logBug(error)
    }
    // What waits for a disabled endpoint is sent when it is enabled again.
    if (rests) await this.ctx.storage.setAlarm(Date.now() + PRUNE_EVERY_MS)
    else await this.#ring()
  }

  #endpoint(): Promise<Endpoint | null> {
    return findWebhook(this.env.DB, this.#id)
  }
}
