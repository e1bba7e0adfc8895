import { retryDelayMs, triedForMs } from '../channels/retry.ts'
import type { Config } from '../config.ts'
import type { SentDetails } from '../domain/event.ts'
import { keepsQuiet } from '../domain/quiet-hours.ts'
import { tellsPin } from '../domain/reading.ts'
import type { MessageOrder, Shipment, UnsentMessage } from '../domain/state.ts'
import type { ChannelName } from '../domain/terms.ts'
import { channelsNow, isStep, sentOn } from '../domain/told.ts'
import { quietUntil } from '../platform/calendar.ts'
import { logBug } from '../platform/log.ts'
import type { OutboxDeps } from './outbox-deps.ts'
import { Posting } from './posting.ts'
import { Reports } from './reports.ts'
import type { Secrets } from './secrets.ts'
import type { Store } from './store.ts'

/** After so many tries in a row a gateway counts as down, and a dispatcher is alerted. */
const TRIES_UNTIL_DOWN = 3

/** Sends the messages that the log owes, each on every channel that has a gateway, with retries (R5). */
export class Messages {
  readonly #store: Store
  readonly #out: OutboxDeps
  readonly #reports: Reports
  readonly #posting: Posting

  constructor(id: string, store: Store, secrets: Secrets, config: Config, deps: OutboxDeps) {
    this.#store = store
    this.#out = deps
    this.#reports = new Reports(id, store, deps)
    this.#posting = new Posting(id, store, secrets, config, deps)
  }

  /** Returns when each unsent message has to be tried next, in ms. Zero: at once. */
  dues(state: Shipment): number[] {
    const retries = this.#store.retries()
    const unsent = state.unsent.flatMap((message) => {
      const now = channelsNow(message.order, this.#able(message.order, state))
      // Without a channel that can carry it the message is due at once, to be noted as failed. Otherwise such
      // channels wait for the others.
      if (now.length === 0) return [0]
      return now.map((channel) =>
        Math.max(
          retryOf(retries, message, channel)?.due ?? 0,
          this.#quietUntil(message, channel, state),
          isStep(channel) ? (message.awaited?.until ?? 0) : 0,
        ),
      )
    })
    return [...unsent, ...this.#reports.dues(state)]
  }

  /** Returns until when a message waits for the end of quiet hours, in ms; zero if it need not wait (R5). */
  #quietUntil({ order }: UnsentMessage, channel: ChannelName, { policy }: Shipment): number {
    if (!policy.quietHours || !keepsQuiet(order.cause, channel)) return 0
    return quietUntil(policy.quietHours, policy.zone, this.#out.now()) ?? 0
  }

  /** Returns the channels of an order that have a gateway which can carry it. */
  #able(order: MessageOrder, state: Shipment): ChannelName[] {
    const code = order.secret && tellsPin(state)
    return order.channels.filter((name) => {
      const channel = this.#out.channels[name]
      return (
        this.#posting.botFor(name, order, state) !== undefined || (channel && (code || !channel.codesOnly))
      )
    })
  }

  /** Tries every channel that is due, and notes where the message went or that it can go nowhere. */
  async send({ about, order: { cause } }: UnsentMessage, state: () => Shipment): Promise<void> {
    // Reports come in while other messages leave, so each step looks at what is still to be sent now.
    const current = () => state().unsent.find((one) => one.about === about && one.order.cause === cause)
    const begun = current()
    if (!begun) return
    const { order } = begun
    const { channels } = order
    const able = this.#able(order, state())
    const unserved = channels.filter((name) => !able.includes(name))
    const sent: Partial<Record<ChannelName, SentDetails>> = {}
    for (const name of channelsNow(order, able)) {
      const message = current()
      if (!message?.order.channels.includes(name)) continue
      const tried = retryOf(this.#store.retries(), message, name)
      if (tried && tried.due > this.#out.now()) continue
      if (this.#quietUntil(message, name, state()) > 0) continue
      if (isStep(name) && (await this.#holdsBack(message, state))) continue
      const goesOn =
        order.waitS !== undefined && isStep(name) && able.some((one) => one !== name && isStep(one))
      const limitMs = goesOn ? (order.waitS ?? 0) * 1000 : Number.POSITIVE_INFINITY
      const details = await this.#try(name, message, state(), tried?.tries ?? 0, limitMs)
      if (details) sent[name] = details
    }
    const taken = Object.keys(sent) as ChannelName[]
    if (able.length === 0)
      for (const channel of unserved) {
        const reason = this.#out.channels[channel] ? 'codes-only' : 'no-gateway'
        this.#out.note({ type: 'note-failed', cause, channel, about, reason })
      }
    else if (taken.length > 0)
      this.#out.note({ type: 'note-sent', cause, channels: taken, unserved, about, sent })
    // A bot writes to somebody who opened its chat: what it takes is there, and nothing else is ever reported.
    for (const channel of taken)
      if (sent[channel]?.bot)
        this.#out.note({ type: 'note-report', cause, channel, about, outcome: 'delivered' })
  }

  /**
   * Whether a cascade still waits for the report of its last step. When the wait is over the provider is asked
   * once more, because a report can be lost on its way.
   */
  async #holdsBack({ about, order, awaited }: UnsentMessage, state: () => Shipment): Promise<boolean> {
    if (!awaited) return false
    if (awaited.until > this.#out.now()) return true
    const step = sentOn(state(), { about, cause: order.cause, channel: awaited.channel })
    return step !== undefined && (await this.#reports.ask(step, state())) === 'delivered'
  }

  /** Says in a chat that was just opened what comes there. */
  greet(state: Shipment): Promise<void> {
    return this.#posting.greet(state)
  }

  /** Asks for the reports that are due. */
  askForReports(state: () => Shipment): Promise<void> {
    return this.#reports.askAll(state)
  }

  /**
   * Tries one channel once. Returns what the provider said if it took the message, else null. `limitMs`: a cascade goes
   * on to its next step when this one has not been taken within the contract's wait.
   */
  async #try(
    name: ChannelName,
    message: UnsentMessage,
    state: Shipment,
    tries: number,
    limitMs: number,
  ): Promise<SentDetails | null> {
    const { about, order } = message
    const { cause } = order
    const bot = this.#posting.botFor(name, order, state)?.bot
    const result = await this.#posting.post(name, message, state, tries)
    if (result.outcome === 'sent') {
      if (tries > 0) this.#store.clearRetry(about, cause, name)
      if (bot) return { bot }
      const { providerId: id, parts, cost } = result
      return { id, ...(parts !== undefined && { parts }), ...(cost !== undefined && { cost }) }
    }
    if (result.outcome === 'retry' && tries + 1 === TRIES_UNTIL_DOWN) await this.#alertDown(name)
    const wait = result.outcome === 'retry' ? waitAfter(tries, result.waitMs, limitMs) : null
    if (wait !== null) {
      this.#store.setRetry(about, cause, name, tries + 1, this.#out.now() + wait)
      return null
    }
    this.#out.note({ type: 'note-failed', cause, channel: name, about, reason: result.code })
    if (tries > 0) this.#store.clearRetry(about, cause, name)
    return null
  }

  /** Alerts the dispatchers of a gateway that is down. What other channels took meanwhile is noted all the same. */
  async #alertDown(name: ChannelName): Promise<void> {
    try {
      await this.#out.gatewayDown(name)
    } catch (error) {
      logBug(error)
    }
  }
}

/** Returns how long to wait for the next try, in ms; null: the channel is given up. */
function waitAfter(tries: number, patienceMs = 0, limitMs: number): number | null {
  const delay = retryDelayMs(tries + 1)
  if (delay === null) return null
  // A gateway that asks for patience is not asked again before.
  const wait = Math.max(delay, patienceMs)
  return triedForMs(tries) + wait > limitMs ? null : wait
}

function retryOf(
  retries: ReturnType<Store['retries']>,
  { about, order }: UnsentMessage,
  channel: ChannelName,
) {
  return retries.find(
    (retry) => retry.about === about && retry.cause === order.cause && retry.channel === channel,
  )
}
