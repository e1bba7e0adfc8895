import type { Shipment } from '../domain/state.ts'
import type { OfferedEvent } from '../objects/webhook.ts'
import type { Store } from './store.ts'

/** How long a shipment's object trusts what it read about its contract's endpoints. */
const BELIEVED_MS = 60_000
/**
 * Name of the mark in the storage of a shipment whose contract has endpoints. Most shipments store no mark.
 */
const MARK = 'webhooks'

export interface FeedDeps {
  /** Returns the ids of a contract's endpoints. */
  webhooks(contractId: string): Promise<string[]>
  offer(webhookId: string, shipmentId: string, events: OfferedEvent[]): Promise<void>
  now(): number
}

/**
 * Hands a shipment's events to its contract's endpoints, at least once and in order. The endpoints are read
 * along with every write to the index, so that a shipment without any costs nothing. A shipment that has some
 * notes it, and from then on the alarm rings for every fact. What was handed over is remembered in memory
 * only. An object that an alarm wakes up offers all of it again, and each endpoint skips what it has.
 */
export class Feed {
  readonly #id: string
  readonly #store: Store
  readonly #deps: FeedDeps
  #endpoints: string[] = []
  #readAt = 0
  #watched: boolean | null = null
  #sentSeq = 0

  constructor(id: string, store: Store, deps: FeedDeps) {
    this.#id = id
    this.#store = store
    this.#deps = deps
  }

  /** Whether the contract has endpoints, as far as this shipment knows. */
  get watched(): boolean {
    this.#watched ??= this.#store.meta(MARK) !== null
    return this.#watched
  }

  /** Whether events up to `seq` are still to be handed over. */
  pending(seq: number): boolean {
    return this.watched && this.#sentSeq < seq
  }

  /** Assumes that every event up to `seq` was handed over. */
  assumeSent(seq: number): void {
    this.#sentSeq = seq
  }

  /** Notes the ids of the contract's endpoints. */
  learn(endpoints: string[]): void {
    this.#endpoints = endpoints
    this.#readAt = this.#deps.now()
    const any = endpoints.length > 0
    if (any === this.watched) return
    this.#store.setMeta(MARK, any ? 'yes' : null)
    this.#watched = any
  }

  /** Hands over the events that came since the last time. */
  async send({ contractId }: Shipment): Promise<void> {
    if (!this.watched) return
    const events = this.#store
      .events(this.#sentSeq)
      .map(({ seq, at, fact }) => ({ seq, at, type: fact.type }) satisfies OfferedEvent)
    const last = events.at(-1)
    if (!last) return
    if (this.#deps.now() - this.#readAt > BELIEVED_MS) this.learn(await this.#deps.webhooks(contractId))
    if (!this.watched) return
    await Promise.all(this.#endpoints.map((webhookId) => this.#deps.offer(webhookId, this.#id, events)))
    this.#sentSeq = last.seq
  }
}
