import type { DeliveryData, RecipientView } from '../api/deliveries/answers.ts'
import type { CounterHold } from '../api/holds/answers.ts'
import type { EventLine, ShipmentView } from '../api/shipments/answers.ts'
import type { PersonalView } from '../api/shipments/evidence.ts'
import type { CourierStop } from '../api/stops/answers.ts'
import { deadLink } from '../domain/decide/dead-link.ts'
import { namedParcels } from '../domain/decide/parcels.ts'
import { decide } from '../domain/decide.ts'
import type { CommandAnswer } from '../domain/decision.ts'
import type { CountedAct } from '../domain/device-gaps.ts'
import { changedItsWay } from '../domain/fresh-hands.ts'
import type { LabelVerdict } from '../domain/label-guard.ts'
import type { Policy } from '../domain/policy.ts'
import { stopsContact, stopsLabel } from '../domain/reading.ts'
import { type ReplayedShipment, replay } from '../domain/replay.ts'
import { apartOf } from '../domain/request.ts'
import type { Shipment as State } from '../domain/state.ts'
import type { Unreached } from '../domain/terms.ts'
import { unreached } from '../domain/unreached.ts'
import type { RecipientPhone } from '../objects/call.ts'
import type { EventMessage } from '../objects/event-message.ts'
import type {
  LinkResult,
  PhotoInfo,
  PlainCommand,
  RefusedResult,
  RequestDetail,
  ShipmentResult,
  WantedLabels,
} from '../objects/shipment.ts'
import { storageOf } from '../platform/calendar.ts'
import { parseReceipt } from '../security/codes.ts'
import { ShipmentCore } from './core.ts'

const SIGNED_OUT: RefusedResult<'unauthorised'> = { ok: false, refusal: 'unauthorised' }

/** The calls that a shipment's object answers without changing anything. */
export abstract class ShipmentReads extends ShipmentCore {
  async unreached(): Promise<Unreached | null> {
    return this.state && unreached(this.state, this.served)
  }

  async changedItsWay(): Promise<string[] | null> {
    return this.state?.secured ? changedItsWay(this.state) : null
  }

  async labelVerdicts(wanted: WantedLabels, labels: string[]): Promise<LabelVerdict[] | null> {
    return this.verdicts(wanted, labels)
  }

  async actsOf(personId: string): Promise<CountedAct[]> {
    if (!this.state) return []
    return this.store
      .events()
      .flatMap(({ by, fact: { act } }) =>
        act && by.id === personId ? [{ device: act.device, seq: act.seq }] : [],
      )
  }

  async wouldAccept(command: PlainCommand): Promise<ShipmentResult> {
    const decision = decide(this.state, command, Date.now())
    return decision.ok ? { ok: true, value: decision.answer } : decision
  }

  /**
   * Returns the shipment if the caller may read it: a contract's key reads its own shipments, null reads all.
   */
  #readBy(contractId: string | null): State | null {
    return contractId === null || contractId === this.state?.contractId ? this.state : null
  }

  async view(contractId: string | null): Promise<ShipmentView | null> {
    const state = this.#readBy(contractId)
    return state && this.views.shipment(state)
  }

  async fingerprintOf(seq: number): Promise<string> {
    return this.state ? this.openRequests.fingerprintOf(seq) : ''
  }

  async requests(): Promise<RequestDetail[]> {
    return this.state ? this.openRequests.list(this.state) : []
  }

  async replay(contractId: string, policy: Policy): Promise<ReplayedShipment | null> {
    if (this.state?.contractId !== contractId) return null
    const endsAt = (state: State) => storageOf(state)?.endsAt ?? null
    return replay(this.store.steps(), policy, { now: Date.now(), endsAt })
  }

  async events(contractId: string | null, after: number): Promise<EventLine[] | null> {
    const state = this.#readBy(contractId)
    return state && this.views.events(state, after)
  }

  async personalView(contractId: string | null, signatures: boolean): Promise<PersonalView | null> {
    const state = this.#readBy(contractId)
    return state && this.views.personalView(state, signatures)
  }

  async message(contractId: string | null, seq: number): Promise<EventMessage | null> {
    const state = this.#readBy(contractId)
    return state && this.views.message(state, seq)
  }

  async stop(courierId: string): Promise<CourierStop | null> {
    const { visit, assigned } = this.state ?? {}
    const theirs = [visit, assigned].some((on) => on?.courierId === courierId)
    return this.state && theirs ? this.views.stop(this.state) : null
  }

  async roundStop(roundId: string): Promise<CourierStop | null> {
    return this.state && this.views.roundStop(this.state, roundId)
  }

  async hold(pointId: string, texts: string[] = []): Promise<CounterHold | null> {
    return this.state && this.views.hold(this.state, pointId, texts)
  }

  async foreignTo(pointId: string, texts: string[]): Promise<string[]> {
    const state = this.state
    const ordered = state && (state.hold?.point ?? state.destination)
    if (!state || ordered?.id !== pointId) return texts
    const labels = state.parcels.map(({ label }) => label)
    return texts.filter((text) => !namedParcels(state, labels, [text]))
  }

  async apartOf(kind: 'receipt' | 'suspension' | 'not-me'): Promise<string[] | null> {
    return this.state && apartOf(this.state, kind)
  }

  async photo(contractId: string | null, photoId: string): Promise<Pick<PhotoInfo, 'type'> | null> {
    return this.#readBy(contractId) && this.photos.find(photoId)
  }

  #alive(state: State, phone: RecipientPhone): RefusedResult | null {
    if (this.signedOut(phone)) return SIGNED_OUT
    const { link, session } = phone
    const dead = deadLink(state, link, session, Date.now())
    // A link that a newer one replaced still opens the page, but only to stop a change of contact (R9).
    if (dead === 'link-superseded' && stopsContact(state, link)) return null
    // However the shipment ended, its recipient can still stop a label from going to somebody else (R41).
    if (dead === 'link-expired' && stopsLabel(state, link)) return null
    return dead ? { ok: false, refusal: dead } : null
  }

  async delivery(phone: RecipientPhone): Promise<ShipmentResult<RecipientView>> {
    const state = this.state
    if (!state) return { ok: false, refusal: 'not-found' }
    return this.#alive(state, phone) ?? { ok: true, value: this.views.delivery(state, phone) }
  }

  async deliveryData(phone: RecipientPhone): Promise<DeliveryData | null> {
    const state = this.state
    if (!state || phone.link !== state.link || this.#alive(state, phone)) return null
    return this.views.deliveryData(state, phone)
  }

  async openLink(bits: string, session: string | null): Promise<LinkResult> {
    const state = this.state
    const link = state && this.secrets.generationOf(state, bits)
    if (!state || !link) return { ok: false, refusal: 'not-found' }
    // A session that was signed out never comes back. Whoever still has the link begins a new one.
    const known = session !== null && !this.signedOut({ session })
    const phone = { link, session: known ? session : '' }
    const dead = this.#alive(state, phone)
    if (!dead) return { ok: true, value: { link, known, delivery: this.views.delivery(state, phone) } }
    const { carrier, policy } = state
    return { ...dead, ask: { carrier, ...(policy.helpPhone !== null && { helpPhone: policy.helpPhone }) } }
  }

  async checkReceipt(courierId: string, code: string): Promise<ShipmentResult> {
    const state = this.state
    if (!state || state.visit?.courierId !== courierId) return { ok: false, refusal: 'not-found' }
    if (!parseReceipt(code)) return { ok: false, refusal: 'malformed-code' }
    const label = this.secrets.parcelOfReceipt(state, code)
    const last = state.handOvers.find((done) => label && done.labels.includes(label))
    const answer: CommandAnswer = last
      ? { outcome: 'handed-over', code: state.policy.codes[last.proof] }
      : { outcome: 'wrong-parcel' }
    return { ok: true, value: answer }
  }
}
