import { BLOCKED, type BotChannel } from '../channels/bot.ts'
import type { OutgoingMessage, SendResult } from '../channels/channel.ts'
import { render } from '../channels/message.ts'
import { referenceText } from '../channels/reference.ts'
import { retryDelayMs } from '../channels/retry.ts'
import type { Config } from '../config.ts'
import type { MessageOrder, Shipment, UnsentMessage } from '../domain/state.ts'
import { type ChannelName, isWarning } from '../domain/terms.ts'
import { textJudge } from '../judge.ts'
import { logBug } from '../platform/log.ts'
import type { OutboxDeps } from './outbox-deps.ts'
import type { Secrets } from './secrets.ts'
import type { Store } from './store.ts'

/** Renders one message when it leaves and hands it to its provider, or writes it in the recipient's chat (R4). */
export class Posting {
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

  /** Returns the bot in whose chat the messages of a channel are written, if the recipient opened one. */
  botFor(name: ChannelName, { cause, to }: MessageOrder, { chat }: Shipment): BotChannel | undefined {
    // A warning, and a message to an earlier contact, are for who was announced, and not for whoever has the chat.
    if (name !== 'messenger' || !chat || to !== undefined || isWarning(cause)) return undefined
    return this.#out.bots[chat.bot]
  }

  /**
   * Renders a message and hands it to its channel. A fault of ours is tried again like one of the gateway.
   */
  async post(name: ChannelName, message: UnsentMessage, state: Shipment, tries: number): Promise<SendResult> {
    const { about, order } = message
    try {
      const bot = this.botFor(name, order, state)
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
    if (result.outcome !== 'failed' || result.code !== BLOCKED) return result
    this.#out.note({ type: 'note-chat-blocked', bot: bot.bot })
    // The next try goes by the announced number, if there is a way.
    return { outcome: 'retry', code: BLOCKED }
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

  /** Writes in a chat that was just opened what comes there, and where it can be ended. */
  async greet(state: Shipment): Promise<void> {
    const bot = state.chat ? this.#out.bots[state.chat.bot] : undefined
    const order: MessageOrder = { cause: 'chat-joined', channels: ['messenger'], secret: false }
    if (bot) await this.#write(bot, { about: state.seq, order }, state)
  }
}
