import type { Channel, SendResult } from '../channels/channel.ts'
import { render } from '../channels/message.ts'
import { retryDelayMs } from '../channels/retry.ts'
import type { Config } from '../config.ts'
import { keepsQuiet } from '../domain/quiet-hours.ts'
import type { Shipment } from '../domain/state.ts'
import type { ChannelName } from '../domain/terms.ts'
import { textJudge } from '../judge.ts'
import { quietUntil } from '../platform/calendar.ts'
import { logBug } from '../platform/log.ts'
import type { OutboxDeps } from './outbox-deps.ts'
import type { Secrets } from './secrets.ts'
import type { Store } from './store.ts'

type Unsent = Shipment['unsent'][number]

/** Sends the messages that the log owes, each on every channel that has a gateway, with retries (R5). */
export class Messages {
  readonly #id: string
  readonly #store: Store
  readonly #secrets: Secrets
  readonly #config: Config
  readonly #out: OutboxDeps

  constructor(id: string, store: Store, secrets: Secrets, config: Config, deps: OutboxDeps) {
    this.#id = id
    this.#store = store
    this.#secrets = secrets
    this.#config = config
    this.#out = deps
  }

  /** Returns when each unsent message has to be tried next, in ms. Zero: at once. */
  dues(state: Shipment): number[] {
    const retries = this.#store.retries()
    return state.unsent.flatMap((message) => {
      const served = this.#served(message)
      // Without a served channel the message is due at once, to be noted as failed. Otherwise an unserved
      // channel waits for the served ones.
      if (served.length === 0) return [0]
      return served.map((channel) =>
        Math.max(retryOf(retries, message, channel)?.due ?? 0, this.#quietUntil(message, channel, state)),
      )
    })
  }

  /** Returns until when a message waits for the end of quiet hours, in ms; zero if it need not wait (R5). */
  #quietUntil({ order }: Unsent, channel: ChannelName, { policy }: Shipment): number {
    if (!policy.quietHours || !keepsQuiet(order.cause, channel)) return 0
    return quietUntil(policy.quietHours, policy.zone, this.#out.now()) ?? 0
  }

  #served({ order }: Unsent): ChannelName[] {
    return order.channels.filter((name) => this.#out.channels[name])
  }

  /** Tries every served channel that is due, and notes where the message went or that it can go nowhere. */
  async send(message: Unsent, state: () => Shipment): Promise<void> {
    const { about, order } = message
    const served = this.#served(message)
    const unserved = order.channels.filter((name) => !served.includes(name))
    const sent: ChannelName[] = []
    for (const name of served) {
      const channel = this.#out.channels[name]
      const tried = retryOf(this.#store.retries(), message, name)
      if (!channel || (tried && tried.due > this.#out.now())) continue
      if (this.#quietUntil(message, name, state()) > 0) continue
      if (await this.#try(channel, name, message, state(), tried?.tries ?? 0)) sent.push(name)
    }
    const { cause } = order
    if (served.length === 0)
      for (const channel of unserved)
        this.#out.note({ type: 'note-failed', cause, channel, about, reason: 'no-gateway' })
    else if (sent.length > 0) this.#out.note({ type: 'note-sent', cause, channels: sent, unserved, about })
  }

  /**
   * Renders a message and hands it to its channel. A fault of ours is tried again like one of the gateway.
   */
  async #post(
    channel: Channel,
    name: ChannelName,
    { about, order }: Unsent,
    state: Shipment,
    tries: number,
  ): Promise<SendResult> {
    const recipient = this.#store.personalData.recipient(order.to ?? state.contactFrom)
    const to = name === 'email' ? recipient?.email : recipient?.phone
    // The contact is erased, so nobody is left to tell.
    if (!to) return { outcome: 'failed', code: 'no-contact' }
    // A message about a hand-over has the link that was used. A message with a new secret for the rest has
    // the new link (R24).
    const used = order.secret ? undefined : state.handOvers.find((done) => done.seq === about)?.link
    const link = used ?? state.link
    try {
      const { guard } = await textJudge()
      const message = render(order, name, {
        id: `${this.#id}-${about}-${order.cause}`,
        to,
        shipment: state,
        guard,
        pin: this.#secrets.pin(state),
        qr: this.#secrets.qr(state),
        // A message to an earlier contact must not have the link that opens the parcel now.
        link: order.to === undefined ? this.#secrets.link(link, this.#config.publicUrl) : null,
      })
      if (tries === 0) return await channel.send(message)
      const retried = { since: this.#store.factAt(about), last: retryDelayMs(tries + 1) === null }
      return await channel.send({ ...message, retried })
    } catch (error) {
      logBug(error)
      return { outcome: 'retry', code: 'fault' }
    }
  }

  /** Tries one channel once and returns whether it took the message. */
  async #try(
    channel: Channel,
    name: ChannelName,
    { about, order }: Unsent,
    state: Shipment,
    tries: number,
  ): Promise<boolean> {
    const result = await this.#post(channel, name, { about, order }, state, tries)
    if (result.outcome === 'sent') {
      if (tries > 0) this.#store.clearRetry(about, order.cause, name)
      return true
    }
    const delay = result.outcome === 'retry' ? retryDelayMs(tries + 1) : null
    if (delay !== null) {
      // A gateway that asks for patience is not asked again before.
      const wait = Math.max(delay, (result.outcome === 'retry' && result.waitMs) || 0)
      this.#store.setRetry(about, order.cause, name, tries + 1, this.#out.now() + wait)
      return false
    }
    this.#out.note({ type: 'note-failed', cause: order.cause, channel: name, about, reason: result.code })
    if (tries > 0) this.#store.clearRetry(about, order.cause, name)
    return false
  }
}

function retryOf(retries: ReturnType<Store['retries']>, { about, order }: Unsent, channel: ChannelName) {
  return retries.find(
    (retry) => retry.about === about && retry.cause === order.cause && retry.channel === channel,
  )
}
