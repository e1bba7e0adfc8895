import type { ShipmentView } from '../api/shipments/answers.ts'
import { choosePoint, type LocatedPoint } from '../domain/choose-point.ts'
import type { Command } from '../domain/command.ts'
import { decide } from '../domain/decide.ts'
import { LABEL_LEASE_MS } from '../domain/limits.ts'
import type { Shipment as State } from '../domain/state.ts'
import type { Bot } from '../domain/terms.ts'
import { unreached } from '../domain/unreached.ts'
import type { Call, PersonalInput, RecipientPhone } from '../objects/call.ts'
import type {
  AnnounceInput,
  CodeTry,
  MessageReport,
  PhotoInfo,
  PlainCommand,
  RefusalReason,
  RefusedResult,
  ShipmentApi,
  ShipmentResult,
  WaitingAnnouncement,
} from '../objects/shipment.ts'
import { dayOf, weekdayOf } from '../platform/calendar.ts'
import { wantedBy } from '../registry/announcing.ts'
import { splitRecipient } from '../views/recipient-data.ts'
import { completeCommand } from './complete-command.ts'
import { ShipmentPaying } from './paying.ts'

const SIGNED_OUT: RefusedResult<'unauthorised'> = { ok: false, refusal: 'unauthorised' }

/**
 * One shipment: the calls that change it. `ShipmentPaying` has those about money, `ShipmentReads` those that only read,
 * and `ShipmentCore` has the one transaction.
 */
export class Shipment extends ShipmentPaying implements ShipmentApi {
  async announce(
    input: AnnounceInput,
    call: Call,
  ): Promise<ShipmentResult<{ created: boolean; repeated: boolean; view: ShipmentView }, RefusalReason>> {
    const again = this.state !== null && this.store.announcementFingerprint() === call.idempotency.fingerprint
    if (!again) {
      const { recipient, reservedAt, reference, instructions, window, bought } = input
      // A call that stalled on its way here must not get labels that another shipment has by now (R41).
      const late = reservedAt !== undefined && Date.now() - reservedAt > LABEL_LEASE_MS
      if (late && !this.state) return { ok: false, refusal: 'label-taken' }
      const personalData = { ...splitRecipient(recipient), reference, instructions, window, bought }
      const done = this.commit(input.command, call.by, call.idempotency, personalData)
      if (!done.ok) return done
    }
    // Ids are looked up in the index, so none is told before the index has it, even if the first call
    // crashed.
    await this.outbox.index(() => this.state as State)
    const view = this.state && this.views.shipment(this.state)
    const repeated = again && this.store.answerOf(call.idempotency.key)?.seq === 1
    return view
      ? { ok: true, value: { created: !again, repeated, view } }
      : { ok: false, refusal: 'not-found' }
  }

  async carryOut(command: PlainCommand, call: Call, input?: PersonalInput): Promise<ShipmentResult> {
    if ('session' in command && this.signedOut(command)) return SIGNED_OUT
    // A repeat is answered as before, even if what it names no longer exists.
    const again = this.state !== null && this.store.answerOf(call.idempotency.key) !== null
    const completed = again
      ? { given: command, personalData: input }
      : completeCommand(this.state, command, input, this.store, this.photos, (seq) =>
          this.openRequests.fingerprintOf(seq),
        )
    if ('refusal' in completed) return { ok: false, refusal: completed.refusal }
    const { given, personalData } = completed
    const acted = { ...given, ...(call.act && { device: call.act }) }
    const done = this.commit(acted, call.by, call.idempotency, personalData)
    // A release and a "not me" may raise a block, which that person's next call must already meet (R18).
    if (command.type === 'check-identity' || command.type === 'declare-not-me') await this.tally()
    return done
  }

  async askLabels(waiting: WaitingAnnouncement, labels: string[], call: Call): Promise<ShipmentResult> {
    const state = this.state
    if (!state) return { ok: false, refusal: 'not-found' }
    const { input } = waiting
    const { name, phone, email } = input.recipient
    const pending = state.labelChange
    // The same announcement came before under another key, and its request is still open.
    if (
      pending &&
      this.store.personalData.of<WaitingAnnouncement>(pending.seq, 'announcement')?.print === waiting.print
    )
      return { ok: true, value: { outcome: 'requested', kind: 'label', seq: pending.seq } }
    const verdicts = this.labels.verdicts(state, wantedBy(input), labels, Date.now())
    const command: Command = {
      type: 'request-label',
      requestedBy: call.by.id,
      labels: labels.filter((_, index) => verdicts[index]?.verdict === 'known'),
      to: input.shipmentId,
      reasons: [...new Set(verdicts.flatMap(({ differs }) => differs))],
    }
    const recipient = { name, ...(phone && { phone }), ...(email && { email }) }
    return this.commit(command, call.by, call.idempotency, { announcement: waiting, recipient })
  }

  async dispatch(
    roundId: string,
    courierId: string,
    points: LocatedPoint[],
    call: Call,
  ): Promise<ShipmentResult> {
    const recipient = this.state && this.store.personalData.recipient(this.state.contactFrom)
    const weekday = weekdayOf(dayOf(Date.now(), this.state?.policy.zone ?? 'UTC'))
    const point = recipient && choosePoint(recipient.address, points, weekday)
    const why = this.state && unreached(this.state, this.served)
    const command = { type: 'dispatch', roundId, courierId, point, unreached: why } as const
    return this.commit(command, call.by, call.idempotency)
  }

  async tryCode(
    { code, reservation, personId, pointId, ...attempt }: CodeTry,
    call: Call,
  ): Promise<ShipmentResult> {
    const state = this.state
    if (!state) return { ok: false, refusal: 'not-found' }
    const qr = this.secrets.readQr(code)
    const form =
      attempt.proof === 'pin'
        ? { malformed: code.length !== state.policy.pinDigits, foreign: false }
        : { malformed: qr.malformed, foreign: qr.foreign }
    const matches = () =>
      attempt.proof === 'pin' ? this.secrets.pinMatches(state, code) : this.secrets.qrMatches(state, qr.bits)
    const provedLate = () => (attempt.proof === 'qr' ? this.secrets.qrEverMatched(state, qr.bits) : null)
    const { labels, ...rest } = { ...attempt, ...form, matches, ...(call.act && { device: call.act }) }
    const command: Command =
      pointId === null
        ? { type: 'try-code', courierId: personId, ...rest, provedLate, ...(labels && { labels }) }
        : { type: 'try-code-at-counter', pointId, ...rest, labels: labels ?? [] }
    const done = this.commit(command, call.by, call.idempotency)
    await this.tally(reservation ? { personId, reservation } : undefined)
    return done
  }

  async addPhoto(
    photo: PhotoInfo,
    phone: RecipientPhone,
    call: Call,
  ): Promise<ShipmentResult<{ id: string }>> {
    const state = this.state
    if (!state) return { ok: false, refusal: 'not-found' }
    if (this.signedOut(phone)) return SIGNED_OUT
    const now = Date.now()
    const done = this.ctx.storage.transactionSync(() => {
      // A photo belongs to a claim, so a new one is refused if no claim may be raised.
      const decision = decide(state, { type: 'raise-claim', kind: 'other', ...phone }, now)
      if (!decision.ok && !this.photos.knows(photo.id)) return decision.refusal
      return this.photos.add(photo, phone, call.idempotency.fingerprint, now)
    })
    if (done !== 'added') return { ok: false, refusal: done }
    await this.ringBy(this.outbox.due(state))
    return { ok: true, value: { id: photo.id } }
  }

  async joinChat(bot: Bot, chat: string, bits: string): Promise<ShipmentResult> {
    const state = this.state
    const link = state && this.secrets.chatGeneration(state, bits)
    if (!state || !link) return { ok: false, refusal: 'not-found' }
    const known = state.chat && this.store.personalData.of<string>(state.chat.seq, 'chat')
    const same = state.chat?.bot === bot && known === chat
    const by = { role: 'recipient', id: bot } as const
    const done = this.commit({ type: 'join-chat', bot, link, same }, by, null, { chat })
    if (done.ok && !same && this.state) await this.outbox.greet(this.state)
    return done
  }

  async report(report: MessageReport): Promise<void> {
    if (this.state) this.commit({ type: 'note-report', ...report }, { role: 'system', id: 'provider' }, null)
  }

  async endPhone(session: string, until: number): Promise<void> {
    if (!this.state) return
    this.phones.end(session, until, Date.now())
    this.live.close(session)
  }

  async catchUp(indexedAt: number): Promise<void> {
    if (!this.state) return
    this.outbox.catchUp(indexedAt)
    await this.ringBy(this.outbox.due(this.state))
  }
}
