import type { Shipment } from '../domain/state.ts'
import type { Offered } from '../objects/webhook.ts'
import type { Store } from './store.ts'

/** How long a shipment's object believes what it read of its contract's endpoints. */
const BELIEVED_MS = 60_000
/** Mark in the shipment's storage: its contract has endpoints. None there for the many that have not. */
const MARK = 'webhooks'

export interface FeedOutside {
  /** Endpoints of a contract. */
  webhooks(contractId: string): Promise<string[]>
  offer(webhookId: string, shipmentId: string, events: Offered[]): Promise<void>
  now(): number
}

/**
 * Hands a shipment's events to its contract's endpoints, at least once and in order. Which endpoints there are is
 * read along with every write to the index, so that a shipment without any costs nothing; one that has some notes
 * it, and from then on the alarm rings for every fact. What was handed over is remembered in memory only: an object
 * that an alarm wakes up offers all of it again, and an endpoint knows what it has.
 */
export class Feed {
  readonly #id: string
  readonly #store: Store
  readonly #out: FeedOutside
  #endpoints: string[] = []
  #readAt = 0
  #watched: boolean | null = null
  #told = 0

  constructor(id: string, store: Store, out: FeedOutside) {
    this.#id = id
    this.#store = store
    this.#out = out
  }

  /** Whether the contract has endpoints, as far as this shipment has heard. */
  get watched(): boolean {
    this.#watched ??= this.#store.meta(MARK) !== null
    return this.#watched
  }

  /** Whether events up to `seq` are still to be handed over. */
  pending(seq: number): boolean {
    return this.watched && this.#told < seq
  }

  /** Everything up to here was handed over, as far as anybody knows. */
  assumeTold(seq: number): void {
    this.#told = seq
  }

  /** Takes note of the contract's endpoints. */
  learn(endpoints: string[]): void {
    this.#endpoints = endpoints
    this.#readAt = this.#out.now()
    const any = endpoints.length > 0
    if (any === this.watched) return
    this.#store.setMeta(MARK, any ? 'yes' : null)
    this.#watched = any
  }

  /** Hands over what is new. */
  async send({ contractId }: Shipment): Promise<void> {
    if (!this.watched) return
    const events = this.#store
      .events(this.#told)
      .map(({ seq, at, fact }) => ({ seq, at, type: fact.type }) satisfies Offered)
    const last = events.at(-1)
    if (!last) return
    if (this.#out.now() - this.#readAt > BELIEVED_MS) this.learn(await this.#out.webhooks(contractId))
    if (!this.watched) return
    await Promise.all(this.#endpoints.map((webhookId) => this.#out.offer(webhookId, this.#id, events)))
    this.#told = last.seq
  }
}
