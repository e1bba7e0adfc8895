import { referenceText } from '../channels/reference.ts'
import type { SentRecord, Shipment } from '../domain/state.ts'
import type { ReportedOutcome } from '../domain/terms.ts'
import type { OutboxDeps } from './outbox-deps.ts'
import type { Store } from './store.ts'

const MINUTE_MS = 60_000

/** When a provider is asked for a report that did not come by itself, counted from when it took the message. */
const ASKED_AFTER_MS: readonly number[] = [10, 120, 1440].map((minutes) => minutes * MINUTE_MS)
/** After that it is not asked any more, however often the object wakes up. */
const ASKED_UNTIL_MS = 1500 * MINUTE_MS
/** One that sends none by itself is asked soon. */
const ASKED_SOON_MS: readonly number[] = [MINUTE_MS, ...ASKED_AFTER_MS]

/**
 * Asks providers what became of messages. Most reports come by themselves (`POST /api/reports/:gateway`). Some
 * providers send none, and any report can be lost.
 */
export class Reports {
  readonly #id: string
  readonly #store: Store
  readonly #out: OutboxDeps
  /** When each message was asked about last, in ms. An object that woke up asks once more. */
  readonly #asked = new Map<string, number>()

  constructor(id: string, store: Store, out: OutboxDeps) {
    this.#id = id
    this.#store = store
    this.#out = out
  }

  /** Returns when to ask next about each message without a report, in ms. */
  dues(state: Shipment): number[] {
    // Whoever reports by itself is asked only when the alarm rings anyway: a report is seldom lost, and ringing costs.
    return state.sent.flatMap((message) =>
      this.#out.channels[message.channel]?.readNotices ? [] : (this.#dueOf(message) ?? []),
    )
  }

  /** Asks about every message that is due. */
  async askAll(state: () => Shipment): Promise<void> {
    const now = this.#out.now()
    for (const message of state().sent) {
      const due = this.#dueOf(message)
      if (due !== null && due <= now) await this.ask(message, state())
    }
  }

  /** Asks about one message and notes the answer. Returns null if nothing is known yet. */
  async ask(message: SentRecord, state: Shipment): Promise<ReportedOutcome | null> {
    const { about, cause, channel, id: providerId } = message
    const to = this.#addressOf(message, state)
    this.#asked.set(this.#keyOf(message), this.#out.now())
    if (providerId === null || !to) return null
    const id = this.#keyOf(message)
    const report = await this.#out.channels[channel]?.ask?.({ id, providerId, to })
    if (!report) return null
    const { outcome, code } = report
    this.#out.note({ type: 'note-report', cause, channel, about, outcome, ...(code && { reason: code }) })
    return outcome
  }

  #dueOf(message: SentRecord): number | null {
    const { channel, id, outcome, at } = message
    const gateway = this.#out.channels[channel]
    if (id === null || outcome !== null || !gateway?.ask) return null
    if (this.#out.now() > at + ASKED_UNTIL_MS) return null
    const last = this.#asked.get(this.#keyOf(message)) ?? at
    const times = gateway.readNotices ? ASKED_AFTER_MS : ASKED_SOON_MS
    return times.map((after) => at + after).find((due) => due > last) ?? null
  }

  #addressOf({ channel, contact }: SentRecord, state: Shipment): string | undefined {
    const recipient = this.#store.personalData.recipient(contact || state.contactFrom)
    return channel === 'email' ? recipient?.email : recipient?.phone
  }

  #keyOf({ about, cause, channel }: SentRecord): string {
    return referenceText({ shipmentId: this.#id, about, cause, channel })
  }
}
