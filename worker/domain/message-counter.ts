import type { Step } from './history.ts'
import type { Shipment, UnsentMessage } from './state.ts'
import type { ChannelName, MessageCause } from './terms.ts'
import { channelsNow } from './told.ts'

/** What is counted of messages with a visit. */
interface Counts {
  messages: Partial<Record<ChannelName, number>>
  smsParts: number
}

/**
 * Counts the messages of a log by channel, each with the visit at which it was ordered. A message counts from its
 * order on, because it leaves when the figures have been written; of a cascade only the step that is taken. One
 * that fails for good before a provider took it counts no more. `served` are the channels of this deployment.
 */
export class MessageCounter {
  readonly #served: readonly ChannelName[]
  /** The counts of each counted message by its event, cause and channel, with its SMS parts. */
  readonly #counted = new Map<string, { counts: Counts; parts: number }>()

  constructor(served: readonly ChannelName[]) {
    this.#served = served
  }

  /** Counts what a step of the log says of messages. `current` are the counts of the present visit. */
  note(current: Counts, { fact, before, after, owed }: Step): void {
    for (const order of owed.messages ?? []) this.#expect(current, { about: after.seq, order })
    switch (fact.type) {
      case 'message-sent':
        for (const channel of fact.channels) this.#count(current, fact, channel, fact.sent?.[channel]?.parts)
        return
      case 'message-failed':
        this.#drop(fact, fact.channel)
        this.#expectNext(current, after, fact)
        return
      case 'message-reported':
        this.#expectNext(current, after, fact)
        return
      case 'visit-reopened':
        // What was still to be told of the end that is taken back is not sent any more (R37).
        for (const { about, order } of before?.unsent ?? [])
          if (about === fact.takesBack)
            for (const channel of order.channels) this.#drop({ about, cause: order.cause }, channel)
    }
  }

  #expectNext(
    current: Counts,
    { unsent }: Shipment,
    { about, cause }: { about: number; cause: MessageCause },
  ) {
    const rest = unsent.find((one) => one.about === about && one.order.cause === cause)
    if (rest && rest.order.waitS !== undefined && !rest.awaited) this.#expect(current, rest)
  }

  /** Counts the channels of a message that will be tried now, as far as this deployment serves them. */
  #expect(current: Counts, { about, order }: UnsentMessage): void {
    for (const channel of channelsNow(order, this.#served))
      this.#count(current, { about, cause: order.cause }, channel)
  }

  #count(
    current: Counts,
    of: { about: number; cause: MessageCause },
    channel: ChannelName,
    parts?: number,
  ): void {
    const key = keyOf(of, channel)
    const known = this.#counted.get(key)
    const { counts } = known ?? { counts: current }
    if (!known) counts.messages[channel] = (counts.messages[channel] ?? 0) + 1
    const now = channel === 'sms' ? (parts ?? known?.parts ?? 1) : 0
    counts.smsParts += now - (known?.parts ?? 0)
    this.#counted.set(key, { counts, parts: now })
  }

  #drop(of: { about: number; cause: MessageCause }, channel: ChannelName): void {
    const key = keyOf(of, channel)
    const known = this.#counted.get(key)
    if (!known) return
    known.counts.messages[channel] = (known.counts.messages[channel] ?? 0) - 1
    known.counts.smsParts -= known.parts
    this.#counted.delete(key)
  }
}

const keyOf = ({ about, cause }: { about: number; cause: MessageCause }, channel: ChannelName): string =>
  `${about} ${cause} ${channel}`
