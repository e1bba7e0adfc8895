import { DurableObject } from 'cloudflare:workers'
import type { DeliveryData, RecipientView } from '../api/deliveries/answers.ts'
import type { CounterHold } from '../api/holds/answers.ts'
import type { EventLine, PersonalView, ShipmentView } from '../api/shipments/answers.ts'
import type { CourierStop } from '../api/stops/answers.ts'
import { type Config, configOf, type Env } from '../config.ts'
import { choosePoint, type PointAt } from '../domain/choose-point.ts'
import type { Answer, Command } from '../domain/command.ts'
import { deadLink } from '../domain/decide/dead-link.ts'
import { named } from '../domain/decide/parcels.ts'
import { decide } from '../domain/decide.ts'
import { changesListeners } from '../domain/effects.ts'
import type { Fact } from '../domain/event.ts'
import { evolve } from '../domain/evolve.ts'
import { changedItsWay } from '../domain/fresh-hands.ts'
import type { LabelVerdict } from '../domain/label-guard.ts'
import { LABEL_LEASE_MS } from '../domain/limits.ts'
import type { Policy } from '../domain/policy.ts'
import { stopsContact, stopsLabel } from '../domain/reading.ts'
import { type Replayed, replay } from '../domain/replay.ts'
import { apartOf } from '../domain/request.ts'
import type { Shipment as State } from '../domain/state.ts'
import type { Call, Personal, Phone } from '../objects/call.ts'
import type { EventMessage } from '../objects/event-message.ts'
import type {
  AnnounceInput,
  CodeTry,
  PhotoInfo,
  PlainCommand,
  Refused,
  RequestDetail,
  Result,
  ShipmentApi,
  WaitingAnnouncement,
  Wanted,
  Why,
} from '../objects/shipment.ts'
import { dayOf, storageOf, weekdayOf } from '../platform/calendar.ts'
import { logBug } from '../platform/log.ts'
import { wantedBy } from '../registry/announcing.ts'
import { parseReceipt } from '../security/codes.ts'
import { splitRecipient } from '../views/personal.ts'
import { complete } from './complete.ts'
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

const SIGNED_OUT: Refused<'unauthorised'> = { ok: false, refusal: 'unauthorised' }

/**
 * One shipment. A thin shell around the decider: every command is ONE synchronous transaction of load, decide,
 * append, store the answer, set the alarm. No `await` in it (an object is no mutex), nothing thrown for a
 * refusal (a throw would roll an attempt back). What follows from a fact leaves through the outbox.
 */
export class Shipment extends DurableObject<Env> implements ShipmentApi {
  readonly #store: Store
  readonly #live: Live
  readonly #config: Config
  readonly #id: string
  readonly #secrets: Secrets
  readonly #views: Views
  readonly #photos: Photos
  readonly #phones: Phones
  readonly #requests: Requests
  readonly #labels: Labels
  readonly #outbox: Outbox
  #state: State | null = null
  /** When the alarm rings that this object set last. */
  #alarmAt = 0

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    const configured = configOf(env)
    if (!configured.ok) throw new Error('not configured')
    this.#config = configured.config
    this.#id = ctx.id.name ?? ''
    this.#store = new Store(ctx.storage.sql)
    this.#live = new Live(ctx)
    this.#secrets = new Secrets(this.#config.secretKeys, this.#store, this.#id)
    this.#views = new Views(this.#id, this.#store, this.#secrets)
    this.#photos = new Photos(this.#store, this.#id)
    this.#phones = new Phones(this.#store)
    this.#requests = new Requests(this.#id, this.#store, this.#config.sessionKeys)
    this.#labels = new Labels(this.#store, this.#config.secretKeys)
    this.#outbox = new Outbox(
      this.#id,
      this.#store,
      this.#secrets,
      this.#photos,
      this.#labels,
      this.#config,
      outsideOf(env, this.#config, {
        id: this.#id,
        note: (command) => this.#commit(command, { role: 'system', id: 'outbox' }, null),
        labelVerdicts: (...asked) => this.labelVerdicts(...asked),
      }),
    )
    if (this.#store.exists()) {
      this.#store.migrate()
      this.#state = this.#store.load()
      // An alarm that the platform gave up, or a crash between effect and alarm, must not strand a message.
      ctx.blockConcurrencyWhile(async () => {
        if (!this.#state || (await ctx.storage.getAlarm()) !== null) return
        this.#outbox.assumeTold(this.#state.seq)
        const due = this.#outbox.due(this.#state)
        if (due !== null) await ctx.storage.setAlarm(due)
      })
    }
  }

  /** The one transaction of every command. */
  #commit(
    command: Command,
    by: Call['by'],
    once: Call['once'] | null,
    personal?: Personal,
  ): Result<Answer, Why> {
    const now = Date.now()
    const before = this.#state
    const done = this.ctx.storage.transactionSync(() => {
      const known = once && before && this.#store.answerOf(once.key)
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
      let state = before
      for (const fact of facts) state = evolve(state, fact, now, by)
      // First, so that the reason somebody gave for it outlives it, until its own time is over.
      for (const fact of facts) this.#forget(before, fact, now)
      // The link that stops it must live, also where all secrets were forgotten long ago (R41).
      if (facts.some(({ type }) => type === 'label-requested')) this.#secrets.beginAnew()
      this.#photos.follow(facts, (personal?.photos ?? []) as PhotoInfo[])
      if (once && asked !== null) this.#store.replaceAnswer(once.key, facts.length > 0 ? null : answer)
      // Nobody signed for what is only asked about.
      const beside = answer.outcome === 'approval' ? {} : personal
      this.#store.append(seqBefore, facts, now, by, once, answer, beside)
      const counts = before ? this.#outbox.tallies.entries(before, facts, now, by) : []
      const due = state && this.#outbox.dueAfter(before, facts, state, counts.length > 0)
      // One that rings before that does as well: it is set anew when it rang.
      const alarmAt = due != null && !(now < this.#alarmAt && this.#alarmAt <= due) ? due : null
      if (alarmAt !== null) this.ctx.storage.setAlarm(alarmAt)
      // Where its first event stands; without one, how far the log is.
      const seq = facts.length > 0 ? seqBefore + 1 : seqBefore
      return { state, answer, seq, facts, counts, alarmAt }
    })
    if (done.refusal) return { ok: false, refusal: done.refusal }
    // Only now, behind the commit: what is rolled back must leave nothing in memory.
    this.#state = done.state
    this.#alarmAt = done.alarmAt ?? this.#alarmAt
    this.#outbox.tallies.add(done.counts)
    const last = done.facts.at(-1)
    if (last) this.#live.tell(last.type)
    // Who listened may no longer: another courier's stop now, or a newer link. Who still may connects again.
    if (done.facts.some(changesListeners)) this.#live.closeAll()
    return { ok: true, value: done.answer, seq: done.seq }
  }

  /** What a fact takes with it of what stands beside the log. */
  #forget(before: State | null, fact: Fact, now: number): void {
    if (fact.type === 'label-stopped' || fact.type === 'label-moved') this.#store.forgetBeside(fact.request)
    if (fact.type !== 'erased') return
    if (before) this.#labels.keep(before, fact.kinds, now)
    this.#store.erase(fact.kinds)
    this.#phones.forget(now)
  }

  #begin(): void {
    this.#store.migrate()
    this.#secrets.begin()
  }

  async announce(
    input: AnnounceInput,
    call: Call,
  ): Promise<Result<{ created: boolean; repeated: boolean; view: ShipmentView }, Why>> {
    const again = this.#state !== null && this.#store.announcementPrint() === call.once.print
    if (!again) {
      const { recipient, reference, reservedAt } = input
      // Whoever stalled on the way here must not end up with labels that another has by now (R41).
      const late = reservedAt !== undefined && Date.now() - reservedAt > LABEL_LEASE_MS
      if (late && !this.#state) return { ok: false, refusal: 'label-taken' }
      const personal = { ...splitRecipient(recipient), ...(reference && { reference }) }
      const done = this.#commit(input.command, call.by, call.once, personal)
      if (!done.ok) return done
    }
    // An id is found by the index: nobody is told one that it does not have yet, whoever died the first time.
    await this.#outbox.index(() => this.#state as State)
    const view = this.#state && this.#views.shipment(this.#state)
    const repeated = again && this.#store.answerOf(call.once.key)?.seq === 1
    return view
      ? { ok: true, value: { created: !again, repeated, view } }
      : { ok: false, refusal: 'not-found' }
  }

  async carryOut(command: PlainCommand, call: Call, personal?: Personal): Promise<Result> {
    if ('session' in command && this.#signedOut(command)) return SIGNED_OUT
    // A repeat is answered as before, whatever became of what it names.
    const again = this.#state !== null && this.#store.answerOf(call.once.key) !== null
    const whole = again
      ? { given: command, beside: personal }
      : complete(this.#state, command, personal, this.#store, this.#photos, (seq) =>
          this.#requests.fingerprintOf(seq),
        )
    if ('refusal' in whole) return { ok: false, refusal: whole.refusal }
    const { given, beside } = whole
    const done = this.#commit(given, call.by, call.once, beside)
    // The clerk's next call as well, whose release was answered "not me".
    if (command.type === 'check-identity' || command.type === 'declare-not-me') await this.#tally()
    return done
  }

  async changedItsWay(): Promise<string[] | null> {
    return this.#state?.secured ? changedItsWay(this.#state) : null
  }

  async labelVerdicts(wanted: Wanted, labels: string[]): Promise<LabelVerdict[] | null> {
    return this.#state && this.#labels.verdicts(this.#state, wanted, labels, Date.now())
  }

  async askLabels(waiting: WaitingAnnouncement, labels: string[], call: Call): Promise<Result> {
    const state = this.#state
    if (!state) return { ok: false, refusal: 'not-found' }
    const { input } = waiting
    const { name, phone, email } = input.recipient
    const pending = state.labelChange
    // The same again, under another key: it waits already.
    if (
      pending &&
      this.#store.personal<WaitingAnnouncement>(pending.seq, 'announcement')?.print === waiting.print
    )
      return { ok: true, value: { outcome: 'requested', kind: 'label', seq: pending.seq } }
    const verdicts = this.#labels.verdicts(state, wantedBy(input), labels, Date.now())
    const command: Command = {
      type: 'request-label',
      requestedBy: call.by.id,
      labels: labels.filter((_, index) => verdicts[index]?.verdict === 'known'),
      to: input.shipmentId,
      reasons: [...new Set(verdicts.flatMap(({ differs }) => differs))],
    }
    const recipient = { name, ...(phone && { phone }), ...(email && { email }) }
    return this.#commit(command, call.by, call.once, { announcement: waiting, recipient })
  }

  /** The courier's next call must already meet the block that this one may have raised (R18). */
  async #tally(attempt?: Attempt): Promise<void> {
    try {
      if (this.#state) await this.#outbox.tallies.send(attempt)
    } catch (error) {
      // The answer stands, its facts are stored; the alarm counts them.
      logBug(error)
    }
  }

  async wouldAccept(command: PlainCommand): Promise<Result> {
    const decision = decide(this.#state, command, Date.now())
    return decision.ok ? { ok: true, value: decision.answer } : decision
  }

  async dispatch(roundId: string, courierId: string, points: PointAt[], call: Call): Promise<Result> {
    const recipient = this.#state && this.#store.recipient(this.#state.contactFrom)
    const weekday = weekdayOf(dayOf(Date.now(), this.#state?.policy.zone ?? 'UTC'))
    const point = recipient && choosePoint(recipient.address, points, weekday)
    return this.#commit({ type: 'dispatch', roundId, courierId, point }, call.by, call.once)
  }

  async tryCode({ code, reservation, personId, pointId, ...attempt }: CodeTry, call: Call): Promise<Result> {
    const state = this.#state
    if (!state) return { ok: false, refusal: 'not-found' }
    const qr = this.#secrets.readQr(code)
    const form =
      attempt.proof === 'pin'
        ? { malformed: code.length !== state.policy.pinDigits, foreign: false }
        : { malformed: qr.malformed, foreign: qr.foreign }
    const matches = () =>
      attempt.proof === 'pin'
        ? this.#secrets.pinMatches(state, code)
        : this.#secrets.qrMatches(state, qr.bits)
    const { labels, ...rest } = { ...attempt, ...form, matches }
    const command: Command =
      pointId === null
        ? { type: 'try-code', courierId: personId, ...rest, ...(labels && { labels }) }
        : { type: 'try-code-at-counter', pointId, ...rest, labels: labels ?? [] }
    const done = this.#commit(command, call.by, call.once)
    await this.#tally(reservation ? { personId, reservation } : undefined)
    return done
  }

  async checkReceipt(courierId: string, code: string): Promise<Result> {
    const state = this.#state
    if (!state || state.visit?.courierId !== courierId) return { ok: false, refusal: 'not-found' }
    if (!parseReceipt(code)) return { ok: false, refusal: 'malformed-code' }
    const label = this.#secrets.parcelOfReceipt(state, code)
    const last = state.handOvers.find((done) => label && done.labels.includes(label))
    const answer: Answer = last
      ? { outcome: 'handed-over', code: state.policy.codes[last.proof] }
      : { outcome: 'wrong-parcel' }
    return { ok: true, value: answer }
  }

  /** The shipment for whoever may read it: a contract's key reads its own, null reads all. */
  #readBy(contractId: string | null): State | null {
    return contractId === null || contractId === this.#state?.contractId ? this.#state : null
  }

  async view(contractId: string | null): Promise<ShipmentView | null> {
    const state = this.#readBy(contractId)
    return state && this.#views.shipment(state)
  }

  async fingerprintOf(seq: number): Promise<string> {
    return this.#state ? this.#requests.fingerprintOf(seq) : ''
  }

  async requests(): Promise<RequestDetail[]> {
    return this.#state ? this.#requests.list(this.#state) : []
  }

  async replay(contractId: string, policy: Policy): Promise<Replayed | null> {
    if (this.#state?.contractId !== contractId) return null
    const endsAt = (state: State) => storageOf(state)?.endsAt ?? null
    return replay(this.#store.events(), policy, { now: Date.now(), endsAt })
  }

  async events(contractId: string | null, after: number): Promise<EventLine[] | null> {
    const state = this.#readBy(contractId)
    return state && this.#views.events(after)
  }

  async personal(contractId: string | null, signatures: boolean): Promise<PersonalView | null> {
    const state = this.#readBy(contractId)
    return state && this.#views.personal(state, signatures)
  }

  async message(contractId: string | null, seq: number): Promise<EventMessage | null> {
    const state = this.#readBy(contractId)
    return state && this.#views.message(state, seq)
  }

  async stop(courierId: string): Promise<CourierStop | null> {
    const { visit, assigned } = this.#state ?? {}
    const theirs = [visit, assigned].some((on) => on?.courierId === courierId)
    return this.#state && theirs ? this.#views.stop(this.#state) : null
  }

  async roundStop(roundId: string): Promise<CourierStop | null> {
    return this.#state && this.#views.roundStop(this.#state, roundId)
  }

  async hold(pointId: string, texts: string[] = []): Promise<CounterHold | null> {
    return this.#state && this.#views.hold(this.#state, pointId, texts)
  }

  async foreignTo(pointId: string, texts: string[]): Promise<string[]> {
    const state = this.#state
    const ordered = state && (state.hold?.point ?? state.destination)
    if (!state || ordered?.id !== pointId) return texts
    const labels = state.parcels.map(({ label }) => label)
    return texts.filter((text) => !named(state, labels, [text]))
  }

  async apartOf(kind: 'receipt' | 'suspension' | 'not-me'): Promise<string[] | null> {
    return this.#state && apartOf(this.#state, kind)
  }

  async addPhoto(photo: PhotoInfo, phone: Phone, call: Call): Promise<Result<{ id: string }>> {
    const state = this.#state
    if (!state) return { ok: false, refusal: 'not-found' }
    if (this.#signedOut(phone)) return SIGNED_OUT
    const now = Date.now()
    const done = this.ctx.storage.transactionSync(() => {
      // A photo is for a claim: where none may be raised there is nothing to show.
      const decision = decide(state, { type: 'raise-claim', kind: 'other', ...phone }, now)
      if (!decision.ok && !this.#photos.knows(photo.id)) return decision.refusal
      return this.#photos.add(photo, phone, call.once.print, now)
    })
    if (done !== 'added') return { ok: false, refusal: done }
    await this.#ringBy(this.#outbox.due(state))
    return { ok: true, value: { id: photo.id } }
  }

  async photo(contractId: string | null, photoId: string): Promise<Pick<PhotoInfo, 'type'> | null> {
    return this.#readBy(contractId) && this.#photos.find(photoId)
  }

  /** Sets the alarm unless it rings before that anyway. */
  async #ringBy(due: number | null): Promise<void> {
    const set = await this.ctx.storage.getAlarm()
    if (due !== null && (set === null || due < set)) await this.ctx.storage.setAlarm(due)
  }

  async openLink(bits: string, session: string | null): Promise<Result<{ link: number; known: boolean }>> {
    const state = this.#state
    const link = state && this.#secrets.generationOf(state, bits)
    if (!state || !link) return { ok: false, refusal: 'not-found' }
    // Whoever has the link still begins anew: a session that was signed out never comes back.
    const known = session !== null && !this.#signedOut({ session })
    const phone = { link, session: known ? session : '' }
    return this.#alive(state, phone) ?? { ok: true, value: { link, known } }
  }

  async endPhone(session: string, until: number): Promise<void> {
    if (!this.#state) return
    this.#phones.end(session, until, Date.now())
    this.#live.close(session)
  }

  #signedOut({ session }: Pick<Phone, 'session'>): boolean {
    return this.#state !== null && this.#phones.ended(session)
  }

  #alive(state: State, phone: Phone): Refused | null {
    if (this.#signedOut(phone)) return SIGNED_OUT
    const { link, session } = phone
    const dead = deadLink(state, link, session, Date.now())
    // One that a newer message replaced opens the page for nothing but to stop a change of contact (R9).
    if (dead === 'link-superseded' && stopsContact(state, link)) return null
    // However the shipment ended, who it was for can keep the parcel from somebody else (R41).
    if (dead === 'link-expired' && stopsLabel(state, link)) return null
    return dead ? { ok: false, refusal: dead } : null
  }

  async delivery(phone: Phone): Promise<Result<RecipientView>> {
    const state = this.#state
    if (!state) return { ok: false, refusal: 'not-found' }
    return this.#alive(state, phone) ?? { ok: true, value: this.#views.delivery(state, phone) }
  }

  async deliveryData(phone: Phone): Promise<DeliveryData | null> {
    const state = this.#state
    if (!state || phone.link !== state.link || this.#alive(state, phone)) return null
    return this.#views.deliveryData(state, phone)
  }

  async catchUp(indexedAt: number): Promise<void> {
    if (!this.#state) return
    this.#outbox.catchUp(indexedAt)
    await this.#ringBy(this.#outbox.due(this.#state))
  }

  async disconnect(session: string): Promise<void> {
    this.#live.close(session)
  }

  /** Only socket upgrades come by fetch; the router has already decided who may listen. */
  override async fetch(request: Request): Promise<Response> {
    const session = request.headers.get(SESSION_HEADER)
    if (!this.#state || !session) return new Response(null, { status: 404 })
    return this.#live.accept(session)
  }

  override async alarm(): Promise<void> {
    const state = this.#state
    if (!state) return
    this.#alarmAt = 0
    try {
      await this.#outbox.drain(() => this.#state ?? state)
    } catch (error) {
      // A throwing alarm is given up after a few runs and never comes back: it is set anew below instead.
      logBug(error)
    }
    const due = this.#outbox.due(this.#state ?? state)
    if (due !== null) await this.ctx.storage.setAlarm(due)
  }

  override webSocketMessage(): void {}

  override webSocketClose(socket: WebSocket): void {
    socket.close()
  }
}
