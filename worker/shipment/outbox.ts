import type { Channel, SendResult } from '../channels/channel.ts'
import type { Gateways } from '../channels/gateways.ts'
import { render } from '../channels/message.ts'
import { retryDelayMs } from '../channels/retry.ts'
import type { Config } from '../config.ts'
import type { Command } from '../domain/command.ts'
import type { Blocked, Tally } from '../domain/courier-day.ts'
import { alertFor, counted, indexed, talliesFor } from '../domain/effects.ts'
import { evolve } from '../domain/evolve.ts'
import { ANSWERS_KEPT_MS, RECEIPT_SHOWN_MS } from '../domain/limits.ts'
import type { ChannelName } from '../domain/policy.ts'
import { isOver, type Shipment } from '../domain/state.ts'
import type { Recipient } from '../domain/visibility/personal.ts'
import { logBug } from '../http/log.ts'
import type { AlertRow, ShipmentRow } from '../registry/projection.ts'
import type { Secrets } from './secrets.ts'
import type { Store } from './store.ts'

/** The outside, as the outbox needs it; tests hand in plain objects. */
export interface Outside {
  channels: Gateways
  project(line: ShipmentRow): Promise<void>
  alert(alert: AlertRow): Promise<void>
  tally(courierId: string, key: string, tally: Tally): Promise<(keyof Blocked)[]>
  note(command: Command): unknown
  now(): number
}

/** How long to wait after a fault of the registry before trying again. */
const REGISTRY_RETRY_MS = 2000
type Unsent = Shipment['unsent'][number]

/**
 * What follows from facts, at least once: the index in D1, alerts, the courier's day, messages. Nothing is
 * queued twice: messages to send are folded from the log itself, and `delivered` says up to which event the
 * rest has been told. Each receiver knows a repeated one by its key.
 */
export class Outbox {
  readonly #id: string
  readonly #store: Store
  readonly #secrets: Secrets
  readonly #config: Config
  readonly #out: Outside
  /** After a fault: when to begin again. The platform's alarm would otherwise ring without a pause. */
  #notBefore = 0

  constructor(id: string, store: Store, secrets: Secrets, config: Config, out: Outside) {
    this.#id = id
    this.#store = store
    this.#secrets = secrets
    this.#config = config
    this.#out = out
  }

  #delivered(): number {
    return Number(this.#store.meta('delivered') ?? 0)
  }

  /** When the alarm has to ring next, in ms since the epoch; null: nothing left to do. */
  due(state: Shipment): number | null {
    const dues: number[] = []
    if (this.#undelivered().length > 0 || this.#untallied(state).length > 0) dues.push(this.#notBefore)
    const retries = this.#store.retries()
    for (const message of state.unsent) {
      const served = this.#served(message)
      // Nowhere to send: due at once, to be noted as failed. Else an unserved channel waits for the served ones.
      if (served.length === 0) dues.push(0)
      for (const channel of served) dues.push(retryOf(retries, message, channel)?.due ?? 0)
    }
    if (isOver(state) && this.#store.seed()) dues.push(state.changedAt + RECEIPT_SHOWN_MS)
    if (isOver(state) && this.#store.keepsAnswers()) dues.push(state.changedAt + ANSWERS_KEPT_MS)
    // An alarm in the past rings at once; the platform refuses one at zero.
    return dues.length > 0 ? Math.max(this.#out.now(), Math.min(...dues)) : null
  }

  #served({ order }: Unsent): ChannelName[] {
    return order.channels.filter((name) => this.#out.channels[name])
  }

  #undelivered() {
    return this.#store
      .events(this.#delivered())
      .filter(({ fact }) => indexed(fact) || alertFor(fact) !== null)
  }

  #untallied(state: Shipment) {
    if (!state.secured) return []
    return this.#store.events(Number(this.#store.meta('tallied') ?? 0)).filter(({ fact }) => counted(fact))
  }

  /** Everything that is due. `state` gives the shipment anew, since sending takes time and facts go on. */
  async drain(state: () => Shipment): Promise<void> {
    // Each on its own: a registry that is down must not hold back a message, nor one message the others.
    await this.#attempt(() => this.tally(state()))
    await this.#attempt(() => this.#deliver(state()))
    for (const message of state().unsent) await this.#attempt(() => this.#send(message, state))
    const now = this.#out.now()
    const after = state()
    if (isOver(after) && now >= after.changedAt + RECEIPT_SHOWN_MS && after.unsent.length === 0)
      this.#secrets.forget(after)
    if (isOver(after) && now >= after.changedAt + ANSWERS_KEPT_MS) this.#store.forgetAnswers()
  }

  async #attempt(step: () => Promise<void>): Promise<void> {
    try {
      await step()
    } catch (error) {
      this.#notBefore = this.#out.now() + REGISTRY_RETRY_MS
      logBug(error)
    }
  }

  async #deliver(state: Shipment): Promise<void> {
    const events = this.#undelivered()
    const last = events.at(-1)
    if (!last) return
    const announcedAt = this.#store.events().at(0)?.at ?? 0
    for (const event of events) {
      const kind = alertFor(event.fact)
      if (!kind) continue
      const { waybill } = state
      const id = `${this.#id}:${event.seq}`
      await this.#out.alert({ id, kind, at: event.at, shipmentId: this.#id, waybill, personId: null })
    }
    if (events.some(({ fact }) => indexed(fact)))
      await this.#out.project(shipmentRow(this.#id, announcedAt, state))
    this.#store.setMeta('delivered', String(last.seq))
  }

  /** Hands wrong codes and releases to the courier's day (R18). Cheap when there is nothing new. */
  async tally(state: Shipment): Promise<void> {
    const last = this.#untallied(state).at(-1)?.seq
    if (last === undefined) return
    const told = Number(this.#store.meta('tallied') ?? 0)
    let before: Shipment | null = null
    for (const event of this.#store.events()) {
      if (before && event.seq > told) {
        const tallies = talliesFor(before, event.fact, this.#id, dayOf(event.at, state.policy.zone))
        for (const [index, { courierId, tally }] of tallies.entries()) {
          const raised = await this.#out.tally(courierId, `${this.#id}:${event.seq}:${index}`, tally)
          for (const what of raised) await this.#alertBlocked(courierId, what, event.at)
        }
      }
      before = evolve(before, event.fact, event.at)
    }
    this.#store.setMeta('tallied', String(last))
  }

  async #alertBlocked(personId: string, what: keyof Blocked, at: number): Promise<void> {
    const id = `${personId}:${what}:${at}`
    await this.#out.alert({ id, kind: `${what}-blocked`, at, shipmentId: this.#id, waybill: null, personId })
  }

  async #send(message: Unsent, state: () => Shipment): Promise<void> {
    const { about, order } = message
    const served = this.#served(message)
    const unserved = order.channels.filter((name) => !served.includes(name))
    const sent: ChannelName[] = []
    for (const name of served) {
      const channel = this.#out.channels[name]
      const tried = retryOf(this.#store.retries(), message, name)
      if (!channel || (tried && tried.due > this.#out.now())) continue
      if (await this.#try(channel, name, message, state(), tried?.tries ?? 0)) sent.push(name)
    }
    const { cause } = order
    if (served.length === 0)
      for (const channel of unserved)
        this.#note({ type: 'note-failed', cause, channel, about, reason: 'no-gateway' })
    else if (sent.length > 0) this.#note({ type: 'note-sent', cause, channels: sent, unserved, about })
  }

  #note(command: Command): void {
    this.#out.note(command)
  }

  /** Renders a message and hands it to its channel. A fault of ours is tried again like one of the gateway. */
  async #post(
    channel: Channel,
    name: ChannelName,
    { about, order }: Unsent,
    state: Shipment,
  ): Promise<SendResult> {
    const recipient = this.#store.personal<Recipient>(1, 'recipient')
    const to = name === 'email' ? recipient?.email : recipient?.phone
    // Erased contact: nobody left to tell.
    if (!to) return { outcome: 'failed', code: 'no-contact' }
    // News of a hand-over speaks of the link that was used, not of the new one for what is left.
    const link = state.handOvers.find((done) => done.seq === about)?.link ?? state.link
    try {
      const message = render(order, name, {
        id: `${this.#id}-${about}-${order.cause}`,
        to,
        shipment: state,
        pin: this.#secrets.pin(state),
        qr: this.#secrets.qr(state),
        link: this.#secrets.link(link, this.#config.publicUrl),
      })
      return await channel.send(message)
    } catch (error) {
      logBug(error)
      return { outcome: 'retry', code: 'fault' }
    }
  }

  /** One try on one channel; true when it was taken. */
  async #try(
    channel: Channel,
    name: ChannelName,
    { about, order }: Unsent,
    state: Shipment,
    tries: number,
  ): Promise<boolean> {
    const result = await this.#post(channel, name, { about, order }, state)
    if (result.outcome === 'sent') {
      if (tries > 0) this.#store.clearRetry(about, order.cause, name)
      return true
    }
    const delay = result.outcome === 'retry' ? retryDelayMs(tries + 1) : null
    if (delay !== null) {
      this.#store.setRetry(about, order.cause, name, tries + 1, this.#out.now() + delay)
      return false
    }
    this.#note({ type: 'note-failed', cause: order.cause, channel: name, about, reason: result.code })
    if (tries > 0) this.#store.clearRetry(about, order.cause, name)
    return false
  }
}

function retryOf(retries: ReturnType<Store['retries']>, { about, order }: Unsent, channel: ChannelName) {
  return retries.find(
    (retry) => retry.about === about && retry.cause === order.cause && retry.channel === channel,
  )
}

/** The calendar day of an instant in a zone, `YYYY-MM-DD`. */
function dayOf(at: number, zone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(at)
}

function shipmentRow(id: string, announcedAt: number, state: Shipment): ShipmentRow {
  return {
    id,
    announcedAt,
    waybill: state.waybill,
    contractId: state.contractId,
    state: state.phase,
    secured: state.secured,
    parcels: state.parcels.length,
    handedOver: state.parcels.filter((parcel) => parcel.place === 'recipient').length,
    courierId: state.assigned?.courierId ?? null,
    changedAt: state.changedAt,
    seq: state.seq,
    // A cancelled parcel that is still on its way keeps its label: it must not go out again as another one (R15).
    over: isOver(state) && !state.parcels.some(({ place }) => place === 'vehicle' || place === 'to-point'),
    labels: [state.waybill, ...state.parcels.map((parcel) => parcel.label)],
  }
}
