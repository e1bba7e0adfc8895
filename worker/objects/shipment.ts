import type { Recipient, WhomToAsk } from '../api/common.ts'
import type { DeliveryData, RecipientView } from '../api/deliveries/answers.ts'
import type { CounterHold } from '../api/holds/answers.ts'
import type { RequestShown } from '../api/requests/answers.ts'
import type { EventLine, ShipmentView } from '../api/shipments/answers.ts'
import type { PersonalView } from '../api/shipments/evidence.ts'
import type { CourierStop } from '../api/stops/answers.ts'
import type { LocatedPoint } from '../domain/choose-point.ts'
import type { Command, CounterCommand, CourierCommand, RecipientCommand } from '../domain/command.ts'
import type { Blocked } from '../domain/courier-day.ts'
import type { CommandAnswer } from '../domain/decision.ts'
import type { CountedAct } from '../domain/device-gaps.ts'
import type { Claimant, LabelVerdict } from '../domain/label-guard.ts'
import type { Policy } from '../domain/policy.ts'
import type { ReplayedShipment } from '../domain/replay.ts'
import type { OpenRequest } from '../domain/request.ts'
import type { Bot, CodeProof, Locale, Refusal, Unreached } from '../domain/terms.ts'
import type { NamedContact } from '../security/recipient-fingerprint.ts'
import type { Call, PersonalInput, RecipientPhone } from './call.ts'
import type { EventMessage } from './event-message.ts'

type NotFromOutside =
  | 'announce'
  | 'dispatch'
  | 'note-sent'
  | 'note-failed'
  | 'note-report'
  | 'join-chat'
  | 'note-chat-blocked'
  | 'pass-time'
  | 'request-label'
  | 'note-label-moved'
  | 'open-payment'
  | 'note-payment-referred'
  | 'note-payment-received'
  | 'note-payment-failed'
  | 'note-fiscal-receipt'
  | 'note-refund-referred'
  | 'note-refund-made'
  | 'note-refund-failed'

/** Commands for which the object has to compare nothing and choose nothing. */
export type PlainCommand =
  | Exclude<Command, { type: NotFromOutside } | CourierCommand | CounterCommand>
  | Exclude<CourierCommand, { type: 'try-code' }>
  | Exclude<CounterCommand, { type: 'try-code-at-counter' }>
  | RecipientCommand

/** What a provider reports of a message, without its address. */
export type MessageReport = Omit<Extract<Command, { type: 'note-report' }>, 'type'>

export interface CodeTry {
  /** The person in whose day the attempt counts (R18): the courier at the door, the clerk at a counter. */
  personId: string
  /** The counter's point, or null at the door. */
  pointId: string | null
  proof: CodeProof
  code: string
  labels?: string[]
  blocked: Blocked
  /** The reservation that the person's object made for this attempt (R18). */
  reservation: string | null
}

/** The reasons why a log accepts nothing. */
export type RefusalReason = Refusal | 'key-reused'
/** `unauthorised` means that the phone that asks has signed out. */
export type RefusedResult<W = RefusalReason | 'unauthorised'> = { ok: false; refusal: W }
/**
 * `seq` is the place of the answer's facts in the log; a repeated call gets the place of the first. `unrecorded`: a device's
 * act had nothing to record.
 */
export type ShipmentResult<T = CommandAnswer, W = RefusalReason | 'unauthorised'> =
  | { ok: true; value: T; seq?: number; unrecorded?: true }
  | RefusedResult<W>

/** The time in which the recipient expects the courier, as ISO instants. */
export interface DeliveryWindow {
  from: string
  to: string
}

/**
 * What became of opening a link: its generation, whether the phone's session goes on, and the delivery as that phone
 * sees it. A genuine link that is dead tells whom to ask.
 */
export type LinkResult =
  | { ok: true; value: { link: number; known: boolean; delivery: RecipientView } }
  | (RefusedResult & { ask?: WhomToAsk })

/** A line of what somebody bought, as it was announced. The price of one piece is in minor units. */
export interface GoodsItem {
  name: string
  quantity: number
  price: number
  vat: number | 'none'
  /** The parcel that it lies in. */
  label?: string
}

/** Where an open payment is paid, or that it is paid already. */
export type PaymentAnswer = { outcome: 'open'; url: string } | { outcome: 'paid' }

/** What anybody learns who opened the address that only takes a payment. */
export interface DoorPayment {
  carrier: string
  /** The last four signs of the waybill. */
  waybillEnd: string
  locale: Locale
  /** In minor units. */
  amount: number
  currency: string
  state: 'due' | 'paid' | 'over'
}

/** Who shows the address that only takes a payment: the courier at the door, or a point's staff. */
export type ShowsPayment = { courierId: string } | { pointId: string }

export interface AnnounceInput {
  shipmentId: string
  command: Extract<Command, { type: 'announce' }>
  recipient: Recipient
  reference?: string
  instructions?: string
  window?: DeliveryWindow
  /** What the recipient pays for, and the VAT of the delivery itself. */
  bought?: { goods: GoodsItem[]; deliveryVat: GoodsItem['vat'] }
  /** When its labels were reserved, in ms. After too long another shipment may have them (R41). */
  reservedAt?: number
}

/** An announcement that waits for two people to give it another shipment's labels (R41). */
export interface WaitingAnnouncement {
  input: AnnounceInput
  /** The fingerprint by which a repetition is recognised once it is announced. */
  print: string
}

/** The object's methods as its callers see them. They take and return plain objects and never throw. */
export interface ShipmentApi {
  /** `repeated` means that this very call, by its key, announced the shipment before. */
  announce(
    input: AnnounceInput,
    call: Call,
  ): Promise<ShipmentResult<{ created: boolean; repeated: boolean; view: ShipmentView }, RefusalReason>>
  carryOut(command: PlainCommand, call: Call, personalData?: PersonalInput): Promise<ShipmentResult>
  /**
   * Returns its verdicts on labels that another announcement wants (R41), or null if it was never announced.
   */
  labelVerdicts(wanted: WantedLabels, labels: string[]): Promise<LabelVerdict[] | null>
  /** Asks its recipient and a second person for labels that an announcement waits for (R41). */
  askLabels(waiting: WaitingAnnouncement, labels: string[], call: Call): Promise<ShipmentResult>
  /** Returns whether a command would be accepted now, and changes nothing. */
  wouldAccept(command: PlainCommand): Promise<ShipmentResult>
  dispatch(roundId: string, courierId: string, points: LocatedPoint[], call: Call): Promise<ShipmentResult>
  tryCode(attempt: CodeTry, call: Call): Promise<ShipmentResult>
  /** Returns the people who changed its way, for judging hands (R42), or null if the shipment is ordinary. */
  changedItsWay(): Promise<string[] | null>
  checkReceipt(courierId: string, code: string): Promise<ShipmentResult>
  /** Joins a bot's chat by what its deep link carried. */
  joinChat(bot: Bot, chat: string, bits: string): Promise<ShipmentResult>
  /** Asks for a payment, or for the one that is open, in the recipient's name (R30). */
  pay(phone: RecipientPhone, call: Call): Promise<ShipmentResult<PaymentAnswer>>
  /** The same for whoever opened the address that only takes a payment; `bits` prove that they did. */
  payAtDoor(bits: string, call: Call): Promise<ShipmentResult<PaymentAnswer>>
  /** Returns what that address shows, or null if the bits are wrong. */
  doorPayment(bits: string): Promise<DoorPayment | null>
  /** Returns that address, for a QR code that a courier or clerk shows while it is unpaid. */
  doorPaymentUrl(shows: ShowsPayment): Promise<ShipmentResult<{ url: string }>>
  /** A provider says that something became of a payment, and is asked. */
  takePaymentNotice(payment: number): Promise<void>
  /** Takes a provider's report of what became of a message. */
  report(report: MessageReport): Promise<void>
  view(contractId: string | null): Promise<ShipmentView | null>
  /** Returns why nobody is told its secret, or null (R38). */
  unreached(): Promise<Unreached | null>
  /**
   * Returns how it would have ended under another policy, from its own log alone. Null if the contract has no
   * such shipment.
   */
  replay(contractId: string, policy: Policy): Promise<ReplayedShipment | null>
  /** Returns the requests that wait for a second person, with what that person has to see. */
  requests(): Promise<RequestDetail[]>
  /** Returns the fingerprint of what the event asks for, including what is kept beside it. */
  fingerprintOf(seq: number): Promise<string>
  events(contractId: string | null, after: number): Promise<EventLine[] | null>
  /** Returns the personal data kept beside the log; `signatures` includes drawn strokes and places. */
  personalView(contractId: string | null, signatures: boolean): Promise<PersonalView | null>
  /** Returns one event as webhooks send it, or null if there is none or it belongs to another contract. */
  message(contractId: string | null, seq: number): Promise<EventMessage | null>
  /** Returns the numbers of this person's acts that left a fact here (R36). */
  actsOf(personId: string): Promise<CountedAct[]>
  stop(courierId: string): Promise<CourierStop | null>
  /**
   * Returns the stop as one of its rounds has to account for it (R26), or null if that round never had it.
   */
  roundStop(roundId: string): Promise<CourierStop | null>
  /**
   * Returns the hold for a clerk of its point who scanned these texts; null for any other point, and before
   * the point received it.
   */
  hold(pointId: string, texts?: string[]): Promise<CounterHold | null>
  /** Returns those of the scanned texts that name no parcel ordered to this point. */
  foreignTo(pointId: string, texts: string[]): Promise<string[]>
  /**
   * Returns the people of whom a dispatcher must be independent to decide about it alone (R9), or null if
   * there is no such shipment.
   */
  apartOf(kind: 'receipt' | 'suspension' | 'not-me'): Promise<string[] | null>
  /** Notes a photo, where a claim may be raised. The caller stores its bytes afterwards. */
  addPhoto(photo: PhotoInfo, phone: RecipientPhone, call: Call): Promise<ShipmentResult<{ id: string }>>
  /** Returns a photo of a claim, or null if there is none or it belongs to another contract. */
  photo(contractId: string | null, photoId: string): Promise<Pick<PhotoInfo, 'type'> | null>
  /** `known` tells whether the phone's present session continues; if not, it gets a new one. */
  openLink(bits: string, session: string | null): Promise<LinkResult>
  /** Signs a phone out. `until` is when the last cookie of its session expires, in ms. */
  endPhone(session: string, until: number): Promise<void>
  delivery(phone: RecipientPhone): Promise<ShipmentResult<RecipientView>>
  deliveryData(phone: RecipientPhone): Promise<DeliveryData | null>
  /** Tells the index again whatever it lacks after the event `indexedAt`. */
  catchUp(indexedAt: number): Promise<void>
  disconnect(session: string): Promise<void>
  fetch(request: Request): Promise<Response>
}

/** Returns the object of one shipment. */
export function shipmentStub(namespace: DurableObjectNamespace, shipmentId: string): ShipmentApi {
  return namespace.get(namespace.idFromName(shipmentId)) as unknown as ShipmentApi
}

/** An announcement that wants labels which another shipment had. */
export interface WantedLabels {
  shipmentId: string
  recipient: NamedContact & Pick<Recipient, 'kind'>
  secured: boolean
  policy: Claimant['policy']
  pays: Claimant['pays']
}

/** A photo as it is noted beside a claim; its digest binds it to the log. */
export interface PhotoInfo {
  id: string
  /** SHA-256 of the stored bytes, base64url. */
  digest: string
  type: 'image/jpeg' | 'image/png'
  width: number
  height: number
}

/** An open request with what the person who decides has to see. */
export interface RequestDetail extends OpenRequest {
  id: string
  waybill: string
  contractId: string
  shown: RequestShown
  /**
   * The fingerprint of what is shown: whoever agrees, agrees to this and to nothing that replaced it (R9).
   */
  fingerprint: string
}
