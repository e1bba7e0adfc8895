import type { FactOf } from './event.ts'
import type { Step } from './history.ts'
import type { MessageOrder, Shipment, UnsentMessage } from './state.ts'
import type { ChannelName, MessageCause } from './terms.ts'
import { channelsNow } from './told.ts'

/** What is counted of messages with a visit. */
interface Counts {
  messages: Partial<Record<ChannelName, number>>
  /** Parts of the SMS among them. */
  smsParts: number
}

/** Returns how many parts a text of this order takes as SMS. */
export type PartsOf = (order: MessageOrder, shipment: Shipment) => number

/** One counted message: with which visit, and in how many parts it left or will leave. */
interface Counted {
  counts: Counts
  parts: () => number
}

type Of = { about: number; cause: MessageCause }

/**
 * Counts the messages of a log by channel, each with the visit at which it was ordered. A message counts from its
 * order on, because it leaves when the figures have been written; of a cascade only the step that is taken. One
 * that fails for good before a provider took it counts no more. `served` are the channels of this deployment.
 */
export class MessageCounter {
  readonly #served: readonly ChannelName[]
  readonly #partsOf: PartsOf
  /** Each counted message by its event, cause and channel. */
  readonly #counted = new Map<string, Counted>()

  constructor(served: readonly ChannelName[], partsOf: PartsOf) {
    this.#served = served
    this.#partsOf = partsOf
  }

  /** Counts what a step of the log says of messages. `current` are the counts of the present visit. */
  note(current: Counts, { fact, before, after, owed }: Step): void {
    for (const order of owed.messages ?? []) this.#expect(current, after, { about: after.seq, order })
    switch (fact.type) {
      case 'message-sent':
        for (const channel of fact.channels) {
          const parts = fact.sent?.[channel]?.parts
          this.#count(current, fact, channel, parts === undefined ? undefined : () => parts)
        }
        for (const channel of fact.unserved ?? []) this.#drop(fact, channel)
        return
      case 'message-failed':
        this.#drop(fact, fact.channel)
        this.#expectNext(current, after, fact)
        return
      case 'message-reported':
        if (fact.outcome === 'delivered') this.#arrived(current, fact, before, after)
        else this.#expectNext(current, after, fact)
        return
      case 'visit-reopened':
        // What was still to be told of the end that is taken back is not sent any more (R37).
        for (const { about, order } of before?.unsent ?? [])
          if (about === fact.takesBack)
            for (const channel of order.channels) this.#drop({ about, cause: order.cause }, channel)
    }
  }

  /** Adds the parts of the SMS up. It is called once, after the last step. */
  addParts(): void {
    for (const [key, { counts, parts }] of this.#counted) if (key.endsWith(' sms')) counts.smsParts += parts()
  }

  /** Counts what arrived after all, and the steps of its cascade no more that are not needed now. */
  #arrived(
    current: Counts,
    fact: FactOf<'message-reported'>,
    before: Shipment | null,
    after: Shipment,
  ): void {
    this.#count(current, fact, fact.channel)
    const stepsOf = (shipment: Shipment | null) =>
      shipment?.unsent.find((one) => one.about === fact.about && one.order.cause === fact.cause)?.order
        .channels ?? []
    for (const channel of stepsOf(before)) if (!stepsOf(after).includes(channel)) this.#drop(fact, channel)
  }

  #expectNext(current: Counts, after: Shipment, { about, cause }: Of) {
    const rest = after.unsent.find((one) => one.about === about && one.order.cause === cause)
    if (rest && rest.order.waitS !== undefined && !rest.awaited) this.#expect(current, after, rest)
  }

  /** Counts the channels of a message that will be tried now, as far as this deployment serves them. */
  #expect(current: Counts, after: Shipment, { about, order }: UnsentMessage): void {
    const of = { about, cause: order.cause }
    for (const channel of channelsNow(order, this.#served))
      this.#count(current, of, channel, () => this.#partsOf(order, after))
  }

  #count(current: Counts, of: Of, channel: ChannelName, parts?: () => number): void {
    const key = keyOf(of, channel)
    const known = this.#counted.get(key)
    const counts = known?.counts ?? current
    if (!known) counts.messages[channel] = (counts.messages[channel] ?? 0) + 1
    this.#counted.set(key, { counts, parts: parts ?? known?.parts ?? (() => 1) })
  }

  #drop(of: Of, channel: ChannelName): void {
    const key = keyOf(of, channel)
    const known = this.#counted.get(key)
    if (!known) return
    known.counts.messages[channel] = (known.counts.messages[channel] ?? 0) - 1
    this.#counted.delete(key)
  }
}

const keyOf = ({ about, cause }: Of, channel: ChannelName): string => `${about} ${cause} ${channel}`
