import { smsPartsOf } from '../channels/message-text.ts'
import type { Config } from '../config.ts'
import type { Command } from '../domain/command.ts'
import { setsClock } from '../domain/effects.ts'
import type { Step } from '../domain/history.ts'
import { ANSWERS_KEPT_MS, RECEIPT_SHOWN_MS } from '../domain/limits.ts'
import type { PartsOf } from '../domain/message-counter.ts'
import { isOver, pendingLabel } from '../domain/reading.ts'
import { retainedFrom } from '../domain/retention.ts'
import type { Shipment } from '../domain/state.ts'
import type { ChannelName } from '../domain/terms.ts'
import type { WaitingAnnouncement } from '../objects/shipment.ts'
import { dueDates } from '../platform/calendar.ts'
import { logBug } from '../platform/log.ts'
import { contactFingerprint } from '../security/fingerprint.ts'
import { Feed } from './feed.ts'
import { indexUpdateSince, updatesIndex } from './index-update.ts'
import type { Labels } from './labels.ts'
import { Messages } from './messages.ts'
import type { OutboxDeps } from './outbox-deps.ts'
import { ShipmentPayments } from './payments.ts'
import type { Photos } from './photos.ts'
import type { Secrets } from './secrets.ts'
import type { Store } from './store.ts'
import { Tallies } from './tallies.ts'

/** How long to wait after a fault of the registry before trying again. */
const REGISTRY_RETRY_MS = 2000
/**
 * How long the alarm leaves a count to the call that made it. The alarm is only for a call that was cut off.
 */
const TALLY_GRACE_MS = 10_000

/**
 * Delivers what follows from facts, at least once: rows of the index in D1, alerts, counts of people's days,
 * messages. Nothing is queued twice, because the messages to send are folded from the log itself. What the
 * other receivers have been told is kept in memory only. The alarm is set in the transaction of the fact and
 * rings until everything was told, and an object that an alarm wakes up tells all of it again. Each receiver
 * recognises a repeated entry by its key.
 */
export class Outbox {
  readonly #id: string
  readonly #store: Store
  readonly #secrets: Secrets
  readonly #messages: Messages
  readonly #config: Config
  readonly #photos: Photos
  readonly #labels: Labels
  readonly #deps: OutboxDeps
  /** The earliest next attempt after a fault, in ms. Without it the alarm would ring without a pause. */
  #notBefore = 0
  readonly tallies: Tallies
  readonly payments: ShipmentPayments
  readonly #feed: Feed
  /** Number of the last event that the index and the alerts have been told. */
  #indexedSeq = 0
  #drained = false
  #indexing: Promise<void> | null = null

  constructor(
    id: string,
    store: Store,
    secrets: Secrets,
    photos: Photos,
    labels: Labels,
    config: Config,
    deps: OutboxDeps,
  ) {
    this.#id = id
    this.#store = store
    this.#secrets = secrets
    this.#messages = new Messages(id, store, secrets, config, deps)
    this.#config = config
    this.#photos = photos
    this.#labels = labels
    this.#deps = deps
    this.tallies = new Tallies(id, store, deps)
    this.#feed = new Feed(id, store, deps)
    this.payments = new ShipmentPayments(id, store, deps)
  }

  /** Assumes that every event up to `seq` has been told, because no alarm was left behind. */
  assumeIndexed(seq: number): void {
    this.#indexedSeq = seq
    this.#feed.assumeSent(seq)
  }

  /** Makes the outbox tell again what the index lacks, which stands at the event `indexedAt`. */
  catchUp(indexedAt: number): void {
    this.#indexedSeq = Math.min(this.#indexedSeq, indexedAt)
  }

  /**
   * Returns when the alarm has to ring because of facts just written, in ms. Null: they leave nothing to do,
   * as is so for most calls.
   */
  dueAfter(steps: readonly Step[], after: Shipment): number | null {
    const more = steps.some((step) => step.owed.messages || updatesIndex(step) || setsClock(step.fact))
    if (more || this.#feed.watched) return this.due(after)
    return steps.some(({ owed }) => owed.counts) ? this.#tallyDue() : null
  }

  #tallyDue(): number {
    return Math.max(this.#notBefore, this.#deps.now() + TALLY_GRACE_MS)
  }

  /** Says in a chat that was just opened what comes there. */
  greet(state: Shipment): Promise<void> {
    return this.#attempt(() => this.#messages.greet(state))
  }

  /** Returns when the alarm has to ring next, in ms since the epoch. Null: nothing is left to do. */
  due(state: Shipment): number | null {
    const dues: number[] = []
    if (this.#unindexed().length > 0) dues.push(this.#notBefore)
    if (this.#feed.pending(state.seq)) dues.push(this.#notBefore)
    if (this.tallies.pending) dues.push(this.#tallyDue())
    dues.push(...this.#messages.dues(state))
    dues.push(...this.payments.dues(state).map((at) => Math.max(at, this.#notBefore)))
    for (const { at } of this.#dates(state)) dues.push(at)
    const photos = this.#photos.due()
    if (photos !== null) dues.push(Math.max(photos, this.#notBefore))
    if (state.released) dues.push(this.#notBefore)
    const kept = isOver(state) ? this.#labels.due(state) : null
    if (kept !== null) dues.push(kept)
    if (isOver(state) && this.#store.seed() && !pendingLabel(state))
      dues.push(state.changedAt + RECEIPT_SHOWN_MS)
    if (isOver(state) && this.#store.keepsAnswers()) dues.push(state.changedAt + ANSWERS_KEPT_MS)
    // An alarm in the past rings at once, but the platform refuses one at zero.
    return dues.length > 0 ? Math.max(this.#deps.now(), Math.min(...dues)) : null
  }

  /** Returns what the calendar asks for. What is left to erase is looked up only once its clocks run. */
  #dates(state: Shipment) {
    const now = this.#deps.now()
    return dueDates(state, now, retainedFrom(state, now) ? this.#store.personalData.keptKinds() : [])
  }

  #unindexed() {
    return this.#store.events(this.#indexedSeq).filter(updatesIndex)
  }

  /**
   * Does everything that is due. `state` returns the shipment as it is now, because facts are added while
   * messages are sent.
   */
  async drain(state: () => Shipment): Promise<void> {
    this.#awake()
    // Each step is attempted on its own, so that a registry that is down holds back no message, and no
    // message another.
    await this.#attempt(() => this.tallies.send())
    this.#passTime(state())
    await this.#attempt(() => this.#handOn(state()))
    await this.index(state)
    await this.#attempt(() => this.#feed.send(state()))
    await this.#attempt(() => this.#photos.sweep(this.#deps.removePhotos, this.#deps.now()))
    for (const message of state().unsent) await this.#attempt(() => this.#messages.send(message, state))
    await this.#attempt(() => this.#messages.askForReports(state))
    await this.#attempt(() => this.payments.askDue(state))
    const now = this.#deps.now()
    const after = state()
    const unneeded = after.unsent.length === 0 && !pendingLabel(after)
    if (isOver(after) && now >= after.changedAt + RECEIPT_SHOWN_MS && unneeded) this.#secrets.forget(after)
    this.#labels.sweep(after, now)
    if (isOver(after) && now >= after.changedAt + ANSWERS_KEPT_MS) this.#store.forgetAnswers()
  }

  /** Makes an object that just woke up tell everything again, because it has forgotten what was told. */
  #awake(): void {
    if (!this.#drained) this.assumeIndexed(0)
    this.#drained = true
  }

  /**
   * Tells the index what it lacks if the registry can be reached. Calls that come meanwhile wait for the same
   * run.
   */
  index(state: () => Shipment): Promise<void> {
    this.#awake()
    this.#indexing ??= this.#attempt(() => this.#deliver(state())).finally(() => {
      this.#indexing = null
    })
    return this.#indexing
  }

  /**
   * Announces the shipment that waits for labels which two people gave away (R41). This is repeated until it
   * is announced or refused. Announcing twice makes no second shipment.
   */
  async #handOn({ released }: Shipment): Promise<void> {
    if (!released) return
    const { seq, requestedBy } = released
    const waiting = this.#store.personalData.of<WaitingAnnouncement>(seq, 'announcement')
    const done = waiting && (await this.#deps.announce(waiting, requestedBy, `label ${this.#id} ${seq}`))
    this.#note({ type: 'note-label-moved', refusal: done ? (done.ok ? null : done.code) : 'not-found' })
  }

  /** Carries out what the calendar makes due by now (R26, R29, R31), as a command like any other. */
  #passTime(state: Shipment): void {
    const now = this.#deps.now()
    const due = this.#dates(state).flatMap(({ due, at }) => (at <= now ? [due] : []))
    if (due.length > 0) this.#note({ type: 'pass-time', due: [...new Set(due)] })
  }

  async #attempt(step: () => Promise<void>): Promise<void> {
    try {
      await step()
    } catch (error) {
      this.#notBefore = this.#deps.now() + REGISTRY_RETRY_MS
      logBug(error)
    }
  }

  async #deliver(state: Shipment): Promise<void> {
    const events = this.#unindexed()
    const last = events.at(-1)
    if (!last) return
    const served = Object.keys(this.#deps.channels) as ChannelName[]
    const fingerprintOf = (contact: string) => contactFingerprint(this.#config.sessionKeys, contact)
    const parts: PartsOf = (order, after) => smsPartsOf(order, after, this.#config.publicUrl)
    const lines = indexUpdateSince(
      ...([this.#id, this.#store, this.#indexedSeq, state, served] as const),
      fingerprintOf,
      parts,
    )
    this.#feed.learn(await this.#deps.updateIndex(lines, state.contractId))
    this.#indexedSeq = last.seq
  }

  #note(command: Command): void {
    this.#deps.note(command)
  }
}
