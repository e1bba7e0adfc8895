import { BLOCKED, type BotChannel } from '../channels/bot.ts'
import type { OutgoingMessage, SendResult } from '../channels/channel.ts'
import { render } from '../channels/message.ts'
import { referenceText } from '../channels/reference.ts'
import { retryDelayMs, triedForMs } from '../channels/retry.ts'
import type { Config } from '../config.ts'
import type { SentDetails } from '../domain/event.ts'
import { keepsQuiet } from '../domain/quiet-hours.ts'
import { tellsPin } from '../domain/reading.ts'
import type { MessageOrder, Shipment, UnsentMessage } from '../domain/state.ts'
import type { ChannelName } from '../domain/terms.ts'
import { channelsNow, isStep, sentOn, stepsLeft } from '../domain/told.ts'
import { textJudge } from '../judge.ts'
import { quietUntil } from '../platform/calendar.ts'
import { logBug } from '../platform/log.ts'
import type { OutboxDeps } from './outbox-deps.ts'
import { Reports } from './reports.ts'
import type { Secrets } from './secrets.ts'
import type { Store } from './store.ts'

/** After so many tries in a row a gateway counts as down, and a dispatcher is alerted. */
const TRIES_UNTIL_DOWN = 3

/** Sends the messages that the log owes, each on every channel that has a gateway, with retries (R5). */
export class Messages {
  readonly #id: string
  readonly #store: Store
  readonly #secrets: Secrets
  readonly #config: Config
  readonly #out: OutboxDeps
  readonly #reports: Reports

  constructor(id: string, store: Store, secrets: Secrets, config: Config, deps: OutboxDeps) {
    this.#id = id
    this.#store = store
    this.#secrets = secrets
    this.#config = config
    this.#out = deps
    this.#reports = new Reports(id, store, deps)
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
  #able({ channels, secret }: MessageOrder, state: Shipment): ChannelName[] {
    const code = secret && tellsPin(state)
    return channels.filter((name) => {
      const channel = this.#out.channels[name]
      return this.#botFor(name, state) !== undefined || (channel && (code || !channel.codesOnly))
    })
  }

  /** Returns the bot in whose chat the messages of a channel are written, if the recipient opened one. */
  #botFor(name: ChannelName, { chat }: Shipment): BotChannel | undefined {
    return name === 'messenger' && chat ? this.#out.bots[chat.bot] : undefined
  }

  /** Tries every channel that is due, and notes where the message went or that it can go nowhere. */
  async send(message: UnsentMessage, state: () => Shipment): Promise<void> {
    const { about, order } = message
    const { cause, channels } = order
    const able = this.#able(order, state())
    const unserved = channels.filter((name) => !able.includes(name))
    const sent: Partial<Record<ChannelName, SentDetails>> = {}
    for (const name of channelsNow(order, able)) {
      const tried = retryOf(this.#store.retries(), message, name)
      if (tried && tried.due > this.#out.now()) continue
      if (this.#quietUntil(message, name, state()) > 0) continue
      if (isStep(name) && (await this.#holdsBack(message, state))) continue
      const details = await this.#try(name, message, state(), tried?.tries ?? 0)
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

  /** Asks for the reports that are due. */
  askForReports(state: () => Shipment): Promise<void> {
    return this.#reports.askAll(state)
  }

  /**
   * Renders a message and hands it to its channel. A fault of ours is tried again like one of the gateway.
   */
  async #post(
    name: ChannelName,
    message: UnsentMessage,
    state: Shipment,
    tries: number,
  ): Promise<SendResult> {
    const { about, order } = message
    try {
      const bot = this.#botFor(name, state)
      if (bot) return await this.#write(bot, message, state)
      const recipient = this.#store.personalData.recipient(order.to ?? state.contactFrom)
      const to = name === 'email' ? recipient?.email : recipient?.phone
      const channel = this.#out.channels[name]
      // The contact is erased, so nobody is left to tell.
      if (!to || !channel) return { outcome: 'failed', code: 'no-contact' }
      const rendered = await this.#render(name, message, state, to, true)
      if (tries === 0) return await channel.send(rendered)
      const retried = { since: this.#store.factAt(about), last: retryDelayMs(tries + 1) === null }
      return await channel.send({ ...rendered, retried })
    } catch (error) {
      logBug(error)
      return { outcome: 'retry', code: 'fault' }
    }
  }

  /** Writes in the recipient's chat with a bot. A chat carries the link and never a code. */
  async #write(bot: BotChannel, message: UnsentMessage, state: Shipment): Promise<SendResult> {
    const chat = state.chat && this.#store.personalData.of<string>(state.chat.seq, 'chat')
    if (!chat) return { outcome: 'failed', code: 'no-contact' }
    const { text } = await this.#render('messenger', message, state, chat, false)
    const result = await bot.write(chat, text)
    if (result.outcome === 'failed' && result.code === BLOCKED)
      this.#out.note({ type: 'note-chat-blocked', bot: bot.bot })
    return result
  }

  async #render(
    name: ChannelName,
    { about, order }: UnsentMessage,
    state: Shipment,
    to: string,
    withCode: boolean,
  ): Promise<OutgoingMessage> {
    // A message about a hand-over has the link that was used. A message with a new secret for the rest has
    // the new link (R24).
    const used = order.secret ? undefined : state.handOvers.find((done) => done.seq === about)?.link
    const link = used ?? state.link
    const { guard } = await textJudge()
    return render(order, name, {
      id: referenceText({ shipmentId: this.#id, about, cause: order.cause, channel: name }),
      to,
      shipment: state,
      guard,
      pin: withCode ? this.#secrets.pin(state) : null,
      qr: withCode ? this.#secrets.qr(state) : null,
      // A message to an earlier contact must not have the link that opens the parcel now.
      link: order.to === undefined ? this.#secrets.link(link, this.#config.publicUrl) : null,
    })
  }

  /** Tries one channel once. Returns what the provider said if it took the message, else null. */
  async #try(
    name: ChannelName,
    message: UnsentMessage,
    state: Shipment,
    tries: number,
  ): Promise<SentDetails | null> {
    const { about, order } = message
    const { cause } = order
    const bot = this.#botFor(name, state)?.bot
    const result = await this.#post(name, message, state, tries)
    if (result.outcome === 'sent') {
      if (tries > 0) this.#store.clearRetry(about, cause, name)
      if (bot) return { bot }
      const { providerId: id, parts, cost } = result
      return { id, ...(parts !== undefined && { parts }), ...(cost !== undefined && { cost }) }
    }
    const wait = result.outcome === 'retry' ? this.#waitFor(result, message, name, state, tries) : null
    if (wait !== null) {
      this.#store.setRetry(about, cause, name, tries + 1, this.#out.now() + wait)
      if (tries + 1 === TRIES_UNTIL_DOWN) await this.#out.gatewayDown(name)
      return null
    }
    this.#out.note({ type: 'note-failed', cause, channel: name, about, reason: result.code })
    if (tries > 0) this.#store.clearRetry(about, cause, name)
    return null
  }

  /**
   * Returns how long to wait for the next try, in ms; null: the channel is given up. A cascade goes on to its next
   * step when this one has not been taken within the contract's wait.
   */
  #waitFor(
    { waitMs = 0 }: Extract<SendResult, { outcome: 'retry' }>,
    { about, order }: UnsentMessage,
    channel: ChannelName,
    state: Shipment,
    tries: number,
  ): number | null {
    const delay = retryDelayMs(tries + 1)
    if (delay === null) return null
    // A gateway that asks for patience is not asked again before.
    const wait = Math.max(delay, waitMs)
    const { cause, waitS } = order
    const goesOn = waitS !== undefined && stepsLeft(state, { about, cause, channel })
    return goesOn && triedForMs(tries) + wait > waitS * 1000 ? null : wait
  }
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
