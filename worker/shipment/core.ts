import { DurableObject } from 'cloudflare:workers'
import { type Config, configOf, type Env } from '../config.ts'
import type { Answer, Command } from '../domain/command.ts'
import { decide } from '../domain/decide.ts'
import { changesListeners } from '../domain/effects.ts'
import type { Fact } from '../domain/event.ts'
import { type Step, settle } from '../domain/history.ts'
import type { LabelVerdict } from '../domain/label-guard.ts'
import type { Shipment as State } from '../domain/state.ts'
import type { Call, Personal, Phone } from '../objects/call.ts'
import type { PhotoInfo, Result, Wanted, Why } from '../objects/shipment.ts'
import { logBug } from '../platform/log.ts'
import { Labels } from './labels.ts'
import { Live, SESSION_HEADER } from './live.ts'
import { Outbox } from './outbox.ts'
import { outsideOf } from './outside.ts'
import { Phones } from './phones.ts'
import { Photos } from './photos.ts'
import { Requests } from './requests.ts'
import { Secrets } from './secrets.ts'
import { Store } from './store.ts'
import type { Attempt } from './tallies.ts'
import { Views } from './views.ts'

/** The same call as the one that made a dispatcher be asked, with the event that asks. */
const askedBefore = (command: Command, asked: number): Command =>
  command.type === 'check-identity' || command.type === 'check-identity-at-counter'
    ? { ...command, asked }
    : command

/**
 * The core of a shipment's object, a thin shell around the decider: every command is ONE synchronous transaction of load,
 * decide, append, store the answer, set the alarm. No `await` in it (an object is no mutex), nothing thrown for a refusal (a
 * throw would roll an attempt back). What follows from a fact leaves through the outbox. What is protected here is a property
 * of the instance and no method: no stub reaches it.
 */
export abstract class ShipmentCore extends DurableObject<Env> {
  protected readonly store: Store
  protected readonly live: Live
  protected readonly config: Config
  protected readonly id: string
  protected readonly secrets: Secrets
  protected readonly views: Views
  protected readonly photos: Photos
  protected readonly phones: Phones
  protected readonly openRequests: Requests
  protected readonly labels: Labels
  protected readonly outbox: Outbox
  protected state: State | null = null
  /** When the alarm rings that this object set last. */
  #alarmAt = 0

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    const configured = configOf(env)
    if (!configured.ok) throw new Error('not configured')
    this.config = configured.config
    this.id = ctx.id.name ?? ''
    this.store = new Store(ctx.storage.sql)
    this.live = new Live(ctx)
    this.secrets = new Secrets(this.config.secretKeys, this.store, this.id)
    this.views = new Views(this.id, this.store, this.secrets)
    this.photos = new Photos(this.store, this.id)
    this.phones = new Phones(this.store)
    this.openRequests = new Requests(this.id, this.store, this.config.sessionKeys)
    this.labels = new Labels(this.store, this.config.secretKeys)
    this.outbox = new Outbox(
      this.id,
      this.store,
      this.secrets,
      this.photos,
      this.labels,
      this.config,
      outsideOf(env, this.config, {
        id: this.id,
        note: (command) => this.commit(command, { role: 'system', id: 'outbox' }, null),
        labelVerdicts: async (wanted, labels) => this.verdicts(wanted, labels),
      }),
    )
    if (this.store.exists()) {
      this.store.migrate()
      this.state = this.store.load()
      // An alarm that the platform gave up, or a crash between effect and alarm, must not strand a message.
      ctx.blockConcurrencyWhile(async () => {
        if (!this.state || (await ctx.storage.getAlarm()) !== null) return
        this.outbox.assumeTold(this.state.seq)
        const due = this.outbox.due(this.state)
        if (due !== null) await ctx.storage.setAlarm(due)
      })
    }
  }

  /** The one transaction of every command. */
  protected commit = (
    command: Command,
    by: Call['by'],
    once: Call['once'] | null,
    personal?: Personal,
  ): Result<Answer, Why> => {
    const now = Date.now()
    const before = this.state
    const done = this.ctx.storage.transactionSync(() => {
      const known = once && before && this.store.answerOf(once.key)
      if (known && known.print !== once?.print) return { refusal: 'key-reused' as const }
      // A dispatcher was asked, and this call asks what came of it: its last answer takes this one's place (R42).
      const asked = known && known.answer.outcome === 'approval' ? known.seq : null
      if (known && asked === null)
        return { state: before, answer: known.answer, seq: known.seq, facts: [], counts: [] }
      const decision = decide(before, asked === null ? command : askedBefore(command, asked), now)
      if (!decision.ok) return { refusal: decision.refusal }
      const { facts, answer } = decision
      if (!before) this.#begin()
      const seqBefore = before?.seq ?? 0
      const steps: Step[] = []
      for (const fact of facts) steps.push(settle(steps.at(-1)?.after ?? before, fact, now, by))
      const state = steps.at(-1)?.after ?? before
      // First, so that the reason somebody gave for it outlives it, until its own time is over.
      for (const fact of facts) this.#forget(before, fact, now)
      // The link that stops it must live, also where all secrets were forgotten long ago (R41).
      if (facts.some(({ type }) => type === 'label-requested')) this.secrets.beginAnew()
      this.photos.follow(facts, (personal?.photos ?? []) as PhotoInfo[])
      if (once && asked !== null) this.store.replaceAnswer(once.key, facts.length > 0 ? null : answer)
      // Nobody signed for what is only asked about.
      const beside = answer.outcome === 'approval' ? {} : personal
      this.store.append(seqBefore, steps, now, by, once, answer, beside)
      const counts = this.outbox.tallies.entries(steps)
      const due = state && this.outbox.dueAfter(steps, state)
      // One that rings before that does as well: it is set anew when it rang.
      const alarmAt = due != null && !(now < this.#alarmAt && this.#alarmAt <= due) ? due : null
      if (alarmAt !== null) this.ctx.storage.setAlarm(alarmAt)
      // Where its first event stands; without one, how far the log is.
      const seq = facts.length > 0 ? seqBefore + 1 : seqBefore
      return { state, answer, seq, facts, counts, alarmAt }
    })
    if (done.refusal) return { ok: false, refusal: done.refusal }
    // Only now, behind the commit: what is rolled back must leave nothing in memory.
    this.state = done.state
    this.#alarmAt = done.alarmAt ?? this.#alarmAt
    this.outbox.tallies.add(done.counts)
    const last = done.facts.at(-1)
    if (last) this.live.tell(last.type)
    // Who listened may no longer: another courier's stop now, or a newer link. Who still may connects again.
    if (done.facts.some(changesListeners)) this.live.closeAll()
    return { ok: true, value: done.answer, seq: done.seq }
  }

  /** What a fact takes with it of what stands beside the log. */
  #forget(before: State | null, fact: Fact, now: number): void {
    if (fact.type === 'label-stopped' || fact.type === 'label-moved') this.store.forgetBeside(fact.request)
    if (fact.type !== 'erased') return
    if (before) this.labels.keep(before, fact.kinds, now)
    this.store.erase(fact.kinds)
    this.phones.forget(now)
  }

  #begin(): void {
    this.store.migrate()
    this.secrets.begin()
  }

  /** The courier's next call must already meet the block that this one may have raised (R18). */
  protected tally = async (attempt?: Attempt): Promise<void> => {
    try {
      if (this.state) await this.outbox.tallies.send(attempt)
    } catch (error) {
      // The answer stands, its facts are stored; the alarm counts them.
      logBug(error)
    }
  }

  /** Sets the alarm unless it rings before that anyway. */
  protected ringBy = async (due: number | null): Promise<void> => {
    const set = await this.ctx.storage.getAlarm()
    if (due !== null && (set === null || due < set)) await this.ctx.storage.setAlarm(due)
  }

  /** What becomes of labels that an announcement wants (R41). */
  protected verdicts = (wanted: Wanted, labels: string[]): LabelVerdict[] | null =>
    this.state && this.labels.verdicts(this.state, wanted, labels, Date.now())

  protected signedOut = ({ session }: Pick<Phone, 'session'>): boolean => {
    return this.state !== null && this.phones.ended(session)
  }

  async disconnect(session: string): Promise<void> {
    this.live.close(session)
  }

  /** Only socket upgrades come by fetch; the router has already decided who may listen. */
  override async fetch(request: Request): Promise<Response> {
    const session = request.headers.get(SESSION_HEADER)
    if (!this.state || !session) return new Response(null, { status: 404 })
    return this.live.accept(session)
  }

  override async alarm(): Promise<void> {
    const state = this.state
    if (!state) return
    this.#alarmAt = 0
    try {
      await this.outbox.drain(() => this.state ?? state)
    } catch (error) {
      // A throwing alarm is given up after a few runs and never comes back: it is set anew below instead.
      logBug(error)
    }
    const due = this.outbox.due(this.state ?? state)
    if (due !== null) await this.ctx.storage.setAlarm(due)
  }

  override webSocketMessage(): void {}

  override webSocketClose(socket: WebSocket): void {
    socket.close()
  }
}
