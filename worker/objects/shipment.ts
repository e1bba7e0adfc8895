import type { Recipient } from '../api/common.ts'
import type { DeliveryData, RecipientView } from '../api/deliveries/answers.ts'
import type { CounterHold } from '../api/holds/answers.ts'
import type { RequestShown } from '../api/requests/answers.ts'
import type { EventLine, PersonalView, ShipmentView } from '../api/shipments/answers.ts'
import type { CourierStop } from '../api/stops/answers.ts'
import type { PointAt } from '../domain/choose-point.ts'
import type { Answer, Command, CounterCommand, CourierCommand, RecipientCommand } from '../domain/command.ts'
import type { Blocked } from '../domain/courier-day.ts'
import type { Claimant, LabelVerdict } from '../domain/label-guard.ts'
import type { Policy } from '../domain/policy.ts'
import type { Replayed } from '../domain/replay.ts'
import type { OpenRequest } from '../domain/request.ts'
import type { CodeProof, Refusal } from '../domain/terms.ts'
import type { Named } from '../security/recipient-print.ts'
import type { Call, Personal, Phone } from './call.ts'
import type { EventMessage } from './event-message.ts'

type NotFromOutside =
  | 'announce'
  | 'dispatch'
  | 'note-sent'
  | 'note-failed'
  | 'pass-time'
  | 'request-label'
  | 'note-label-moved'

/** Commands without a comparison and without a choice the object has to make. */
export type PlainCommand =
  | Exclude<Command, { type: NotFromOutside } | CourierCommand | CounterCommand>
  | Exclude<CourierCommand, { type: 'try-code' }>
  | Exclude<CounterCommand, { type: 'try-code-at-counter' }>
  | RecipientCommand

export interface CodeTry {
  /** Whose day it counts in (R18): the courier at the door, the clerk at a counter. */
  personId: string
  /** The counter's point; null at the door. */
  pointId: string | null
  proof: CodeProof
  code: string
  labels?: string[]
  blocked: Blocked
  /** The attempt as the person's object reserved it (R18). */
  reservation: string | null
}

/** Why a log takes nothing more. */
export type Why = Refusal | 'key-reused'
/** `unauthorised`: the phone that asks has signed out. */
export type Refused<W = Why | 'unauthorised'> = { ok: false; refusal: W }
/** `seq`: where in the log that answer stands; a repeated call stands where the first did. */
export type Result<T = Answer, W = Why | 'unauthorised'> = { ok: true; value: T; seq?: number } | Refused<W>

export interface AnnounceInput {
  shipmentId: string
  command: Extract<Command, { type: 'announce' }>
  recipient: Recipient
  reference?: string
  /** When its labels were reserved, in ms; too long ago, and another may have them by now (R41). */
  reservedAt?: number
}

/** An announcement that waits for two people to give it another shipment's labels (R41). */
export interface WaitingAnnouncement {
  input: AnnounceInput
  /** What "the same again" is told by, once it is announced. */
  print: string
}

/** The object's methods as its callers see them: plain objects in, plain objects out, never a throw. */
export interface ShipmentApi {
  /** `repeated`: it was this very call, by its key, that announced it before. */
  announce(
    input: AnnounceInput,
    call: Call,
  ): Promise<Result<{ created: boolean; repeated: boolean; view: ShipmentView }, Why>>
  carryOut(command: PlainCommand, call: Call, personal?: Personal): Promise<Result>
  /** What it says about labels that another announcement wants (R41); null: nobody announced it. */
  labelVerdicts(wanted: Wanted, labels: string[]): Promise<LabelVerdict[] | null>
  /** Asks whoever it is for, and a second person, for labels that an announcement waits for (R41). */
  askLabels(waiting: WaitingAnnouncement, labels: string[], call: Call): Promise<Result>
  /** Whether a command would be accepted now; changes nothing. */
  wouldAccept(command: PlainCommand): Promise<Result>
  dispatch(roundId: string, courierId: string, points: PointAt[], call: Call): Promise<Result>
  tryCode(attempt: CodeTry, call: Call): Promise<Result>
  /** Whoever changed its way, for judging hands (R42); null where no release by identity is judged. */
  changedItsWay(): Promise<string[] | null>
  checkReceipt(courierId: string, code: string): Promise<Result>
  view(contractId: string | null): Promise<ShipmentView | null>
  /** What it would have come to under another policy; reads only its own log. Null: no shipment of the contract. */
  replay(contractId: string, policy: Policy): Promise<Replayed | null>
  /** What waits for a second person, with what they have to see of it. */
  requests(): Promise<RequestDetail[]>
  /** The fingerprint of what an event asks, with what stands beside it. */
  fingerprintOf(seq: number): Promise<string>
  events(contractId: string | null, after: number): Promise<EventLine[] | null>
  /** What is kept of people beside the log; `signatures`: with drawn strokes and places. */
  personal(contractId: string | null, signatures: boolean): Promise<PersonalView | null>
  /** One event as webhooks tell it; null when there is none, or it is another contract's. */
  message(contractId: string | null, seq: number): Promise<EventMessage | null>
  stop(courierId: string): Promise<CourierStop | null>
  /** The stop as one of its rounds has to explain it (R26); null: that round never had it. */
  roundStop(roundId: string): Promise<CourierStop | null>
  /** A hold for its point's staff, who scanned these texts; null for any other point's, and before its receipt. */
  hold(pointId: string, texts?: string[]): Promise<CounterHold | null>
  /** Those of some scanned texts that name no parcel which is ordered to this point. */
  foreignTo(pointId: string, texts: string[]): Promise<string[]>
  /** Of whom a dispatcher has to be independent to decide alone about it (R9); null: there is no such shipment. */
  apartOf(kind: 'receipt' | 'suspension' | 'not-me'): Promise<string[] | null>
  /** Takes note of an upload, where a claim may be raised; its bytes are written by the caller afterwards. */
  addPhoto(photo: PhotoInfo, phone: Phone, call: Call): Promise<Result<{ id: string }>>
  /** A photo of a claim; null for any other, and for another contract's. */
  photo(contractId: string | null, photoId: string): Promise<Pick<PhotoInfo, 'type'> | null>
  /** `known`: the session that the phone has goes on; false where it is to get a new one. */
  openLink(bits: string, session: string | null): Promise<Result<{ link: number; known: boolean }>>
  /** A phone signs out; `until`: when the last cookie of its session ends by itself, in ms. */
  endPhone(session: string, until: number): Promise<void>
  delivery(phone: Phone): Promise<Result<RecipientView>>
  deliveryData(phone: Phone): Promise<DeliveryData | null>
  /** The index stands at this event of the shipment; what it lacks is told again. */
  catchUp(indexedAt: number): Promise<void>
  disconnect(session: string): Promise<void>
  fetch(request: Request): Promise<Response>
}

/** The object of one shipment. */
export function shipmentOf(namespace: DurableObjectNamespace, shipmentId: string): ShipmentApi {
  return namespace.get(namespace.idFromName(shipmentId)) as unknown as ShipmentApi
}

/** An announcement that wants labels which another shipment had. */
export interface Wanted {
  shipmentId: string
  recipient: Named & Pick<Recipient, 'kind'>
  secured: boolean
  policy: Claimant['policy']
}

/** A photo as it stands beside a claim: its digest is what binds it. */
export interface PhotoInfo {
  id: string
  /** SHA-256 of the stored bytes, base64url. */
  digest: string
  type: 'image/jpeg' | 'image/png'
  width: number
  height: number
}

/** An open request with what whoever decides has to see of it. */
export interface RequestDetail extends OpenRequest {
  id: string
  waybill: string
  contractId: string
  shown: RequestShown
  /** Of what is shown: agreeing is to this and to nothing that took its place (R9). */
  fingerprint: string
}
