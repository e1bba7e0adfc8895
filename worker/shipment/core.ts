import { DurableObject } from 'cloudflare:workers'
import { botsOf } from '../channels/gateways.ts'
import { type Config, configOf, type Env } from '../config.ts'
import type { Command } from '../domain/command.ts'
import { decide } from '../domain/decide.ts'
import type { CommandAnswer } from '../domain/decision.ts'
import { changesListeners } from '../domain/effects.ts'
import type { Fact } from '../domain/event.ts'
import { type Step, settle } from '../domain/history.ts'
import type { LabelVerdict } from '../domain/label-guard.ts'
import type { Shipment as State } from '../domain/state.ts'
import type { ChannelName } from '../domain/terms.ts'
import type { Call, PersonalInput, RecipientPhone } from '../objects/call.ts'
import type { PhotoInfo, RefusalReason, ShipmentResult, WantedLabels } from '../objects/shipment.ts'
import { logBug } from '../platform/log.ts'
import { Labels } from './labels.ts'
import { LiveSockets, SESSION_HEADER } from './live.ts'
import { Outbox } from './outbox.ts'
import { outboxDeps } from './outbox-deps.ts'
import { Phones } from './phones.ts'
import { Photos } from './photos.ts'
import { Requests } from './requests.ts'
import { Secrets } from './secrets.ts'
import { Store } from './store.ts'
import type { Attempt } from './tallies.ts'
import { Views } from './views.ts'

/** Returns a repeated identity check with the number of the event by which it asked a dispatcher (R42). */
const askedBefore = (command: Command, asked: number): Command =>
  command.type === 'check-identity' || command.type === 'check-identity-at-counter'
    ? { ...command, asked }
    : command

/**
 * The core of a shipment's object, a thin shell around the decider. Every command is ONE synchronous
 * transaction that loads, decides, appends, stores the answer and sets the alarm. It contains no `await`,
 * because other calls may run during one, and it throws nothing for a refusal, because a throw would roll an
 * attempt back. What follows from a fact leaves through the outbox. Protected functions are properties of the
 * instance and not methods, so that no stub reaches them.
 */
export abstract class ShipmentCore extends DurableObject<Env> {
  protected readonly store: Store
  protected readonly live: LiveSockets
  protected readonly config: Config
  protected readonly id: string
  protected readonly secrets: Secrets
  protected readonly views: Views
  protected readonly photos: Photos
  protected readonly phones: Phones
  protected readonly openRequests: Requests
  protected readonly labels: Labels
  protected readonly outbox: Outbox
  /** The channels of this deployment. */
  protected readonly served: readonly ChannelName[]
  protected state: State | null = null
  /** When the alarm rings that this object set last, in ms. 0: it has set none since the last one rang. */
  #alarmAt = 0

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    const configured = configOf(env)
    if (!configured.ok) throw new Error('not configured')
    this.config = configured.config
    this.id = ctx.id.name ?? ''
    this.store = new Store(ctx.storage.sql)
    this.live = new LiveSockets(ctx)
    this.secrets = new Secrets(this.config.secretKeys, this.store, this.id)
    this.views = new Views(this.id, this.store, this.secrets, botsOf(this.config.channels, fetch))
    this.photos = new Photos(this.store, this.id)
    this.phones = new Phones(this.store)
    this.openRequests = new Requests(this.id, this.store, this.config.sessionKeys)
    this.labels = new Labels(this.store, this.config.secretKeys)
    const deps = outboxDeps(env, this.config, {
      id: this.id,
      note: (command) => this.commit(command, { role: 'system', id: 'outbox' }, null),
      labelVerdicts: async (wanted, labels) => this.verdicts(wanted, labels),
    })
    this.served = Object.keys(deps.channels) as ChannelName[]
    this.outbox = new Outbox(this.id, this.store, this.secrets, this.photos, this.labels, this.config, deps)
    if (this.store.exists()) {
      this.store.migrate()
      this.state = this.store.load()
      // The platform may have given an alarm up, or a crash may have come before it was set. No message may
      // be stranded by that.
      ctx.blockConcurrencyWhile(async () => {
        if (!this.state || (await ctx.storage.getAlarm()) !== null) return
        this.outbox.assumeIndexed(this.state.seq)
        const due = this.outbox.due(this.state)
        if (due !== null) await ctx.storage.setAlarm(due)
      })
    }
  }

  /**
   * Carries out a command in the one transaction. Returns its answer with the number of its first event, or
   * the refusal. A repeat by the key in `idempotency` gets the stored answer. `personalData` is stored beside the first
   * fact.
   */
  protected commit = (
    command: Command,
    { device, ...by }: Call['by'],
    idempotency: Call['idempotency'] | null,
    personalData?: PersonalInput,
  ): ShipmentResult<CommandAnswer, RefusalReason> => {
    const now = Date.now()
    const before = this.state
    const done = this.ctx.storage.transactionSync(() => {
      const known = idempotency && before && this.store.answerOf(idempotency.key)
      if (known && known.fingerprint !== idempotency?.fingerprint) return { refusal: 'key-reused' as const }
      // An earlier call with this key asked a dispatcher. This call asks for the outcome, and its answer
      // replaces the stored one (R42).
      const asked = known && known.answer.outcome === 'approval' ? known.seq : null
      if (known && asked === null)
        return { state: before, answer: known.answer, seq: known.seq, facts: [], counts: [], known: true }
      const decision = decide(before, asked === null ? command : askedBefore(command, asked), now)
      if (!decision.ok) return { refusal: decision.refusal }
      const { answer } = decision
      const facts = device ? decision.facts.map((fact) => ({ ...fact, deviceKey: device })) : decision.facts
      if (!before) this.#begin()
      const seqBefore = before?.seq ?? 0
      const steps: Step[] = []
      for (const fact of facts) steps.push(settle(steps.at(-1)?.after ?? before, fact, now, by))
      const state = steps.at(-1)?.after ?? before
      // Erasing comes before appending, so that the reason given for it is not erased with the rest.
      for (const fact of facts) this.#forget(before, fact, now)
      // The link that stops the change must work, so a shipment that has forgotten its secrets gets new ones
      // (R41).
      if (facts.some(({ type }) => type === 'label-requested')) this.secrets.beginAnew()
      this.photos.follow(facts, (personalData?.photos ?? []) as PhotoInfo[])
      if (idempotency && asked !== null)
        this.store.replaceAnswer(idempotency.key, facts.length > 0 ? null : answer)
      // A request for approval hands nothing over, so nothing signed is stored with it.
      const kept = answer.outcome === 'approval' ? {} : personalData
      this.store.append(seqBefore, steps, now, by, idempotency, answer, kept)
      const counts = this.outbox.tallies.entries(steps)
      const due = state && this.outbox.dueAfter(steps, state)
      // An alarm that rings earlier is left alone, because it is set anew after it has rung.
      const alarmAt = due != null && !this.#ringsBy(due, now) ? due : null
      if (alarmAt !== null) this.ctx.storage.setAlarm(alarmAt)
      // This is the number of the command's first event, or of the log's last one if the command added none.
      const seq = facts.length > 0 ? seqBefore + 1 : seqBefore
      return { state, answer, seq, facts, counts, alarmAt, known: false }
    })
    if (done.refusal) return { ok: false, refusal: done.refusal }
    // Memory changes only after the commit, so that a rollback leaves nothing behind in it.
    this.state = done.state
    this.#alarmAt = done.alarmAt ?? this.#alarmAt
    this.outbox.tallies.add(done.counts)
    const last = done.facts.at(-1)
    if (last) this.live.tell(last.type)
    // The stop may now be another courier's, or a newer link may exist. Whoever may still listen connects
    // again.
    if (done.facts.some(changesListeners)) this.live.closeAll()
    const unrecorded = command.device !== undefined && done.facts.length === 0 && !done.known
    return { ok: true, value: done.answer, seq: done.seq, ...(unrecorded && { unrecorded }) }
  }

  /** Removes the personal data beside the log that a fact erases or that nobody needs after it. */
  #forget(before: State | null, fact: Fact, now: number): void {
    if (fact.type === 'label-stopped' || fact.type === 'label-moved')
      this.store.personalData.forget(fact.request)
    if (fact.type !== 'erased') return
    if (before) this.labels.keep(before, fact.kinds, now)
    this.store.personalData.erase(fact.kinds)
    this.phones.forget(now)
  }

  #begin(): void {
    this.store.migrate()
    this.secrets.begin()
  }

  /**
   * Hands over counts at once, so that the person's next call already meets a block that this call may have
   * raised (R18).
   */
  protected tally = async (attempt?: Attempt): Promise<void> => {
    try {
      if (this.state) await this.outbox.tallies.send(attempt)
    } catch (error) {
      // The answer stands, because its facts are stored. The alarm hands over their counts later.
      logBug(error)
    }
  }

  /** Sets the alarm to `due`, in ms, unless it rings earlier anyway. Null: there is nothing to ring for. */
  protected ringBy = async (due: number | null): Promise<void> => {
    const set = await this.ctx.storage.getAlarm()
    if (due !== null && (set === null || due < set)) await this.ctx.storage.setAlarm(due)
  }

  /** Returns what becomes of labels that an announcement wants (R41), or null for an unknown shipment. */
  protected verdicts = (wanted: WantedLabels, labels: string[]): LabelVerdict[] | null =>
    this.state && this.labels.verdicts(this.state, wanted, labels, Date.now())

  /** Whether the session of this phone was signed out. */
  protected signedOut = ({ session }: Pick<RecipientPhone, 'session'>): boolean => {
    return this.state !== null && this.phones.ended(session)
  }

  async disconnect(session: string): Promise<void> {
    this.live.close(session)
  }

  /**
   * Accepts a socket. Only socket upgrades come by fetch, and the router has already decided who may listen.
   */
  override async fetch(request: Request): Promise<Response> {
    const session = request.headers.get(SESSION_HEADER)
    if (!this.state || !session) return new Response(null, { status: 404 })
    return this.live.accept(session, request.headers.get('sec-websocket-protocol'))
  }

  override async alarm(): Promise<void> {
    const state = this.state
    if (!state) return
    this.#alarmAt = 0
    try {
      await this.outbox.drain(() => this.state ?? state)
    } catch (error) {
      // The platform gives up an alarm that keeps throwing, so the error ends here and the alarm is set anew
      // below.
      logBug(error)
    }
    const due = this.outbox.due(this.state ?? state)
    // What was noted meanwhile may have set the alarm already.
    if (due === null || this.#ringsBy(due, Date.now())) return
    this.#alarmAt = due
    await this.ctx.storage.setAlarm(due)
  }

  /** Whether an alarm that this object set rings by `due` anyway. Setting one anew costs a row. */
  #ringsBy(due: number, now: number): boolean {
    return now < this.#alarmAt && this.#alarmAt <= due
  }

  override webSocketMessage(): void {}

  override webSocketClose(socket: WebSocket): void {
    socket.close()
  }
}
