import type { PointInfo } from './choose-point.ts'
import type { Reason } from './eligibility.ts'
import type { ClaimKind, HandOverProof } from './event.ts'
import { WRONG_LABELS } from './limits.ts'
import type { Locale, Proof } from './policy.ts'
import {
  attemptsLeft,
  codesOpen,
  identityAllowed,
  isOver,
  type ParcelPlace,
  type Phase,
  pageScans,
  type Shipment,
} from './state.ts'
import { holdWords } from './words.ts'

/** The announced recipient: personal data, kept beside the log. */
export interface Recipient {
  name: string
  phone?: string | undefined
  email?: string | undefined
  kind: 'consumer' | 'business'
  address: Address
}

export interface Address {
  line1: string
  line2?: string | undefined
  city: string
  postcode: string
  country: string
  lat?: number | undefined
  lon?: number | undefined
}

/** How a stop ended, for its line in the round. */
export interface StopOutcome {
  kind: HandOverProof | 'held' | 'depot' | 'refused' | 'cancelled'
  at: string
  partly: boolean
  code: string | null
}

/** What a courier sees of a stop (R10): who, where, what it accepts; never a secret, contact or kind. */
export interface CourierStop {
  shipmentId: string
  waybill: string
  recipientName: string
  address: Omit<Address, 'lat' | 'lon'>
  locale: Locale
  secured: boolean
  dropOff: PointInfo | null
  accepts: Proof[]
  pinDigits: number
  attended: boolean
  phase: Phase
  open: boolean
  arrivedAt: string | null
  parcels: { label: string; place: ParcelPlace }[]
  codes: 'open' | 'closed'
  attemptsLeft: number
  /** What is left without a code: the identity check or the hold. */
  withoutCode: 'identity' | 'hold'
  identityAllowed: boolean
  identitySignature: boolean
  claimOpen: boolean
  pageScans: boolean
  sendsLeft: number
  point: PointInfo | null
  /** To say on a hold, in the recipient's language. */
  words: string
  outcome: StopOutcome | null
}

export interface ReceiptSummary {
  number: string
  at: string
  proof: HandOverProof
  labels: string[]
  of: number
}

export type StepName = 'scan' | 'check' | 'sign' | 'done'

/** The delivery's data, shown after a match (R20). */
export interface DeliveryData {
  waybill: string
  sender: string
  recipientName: string
  address: Omit<Address, 'lat' | 'lon'>
  parcels: { label: string; scanned: boolean; handedOver: boolean }[]
}

/** What a recipient's page sees. `secret` and receipt QRs are added by the object, which derives them. */
export interface RecipientView {
  deliveryId: string
  carrier: string
  sender: string
  /** Masked: the link may have reached somebody else. */
  firstName: string
  locale: Locale
  state: Phase
  steps: { step: StepName; done: boolean }[]
  accepts: Proof[]
  /** Whether the page scans labels (R19), or shows code and QR only. */
  scans: boolean
  reveal: 'message' | 'scan'
  attended: boolean
  arrivedAt: string | null
  codesOpen: boolean
  parcels: { total: number; scanned: number; handedOver: number }
  wrongLabelsLeft: number
  noClaims: boolean
  signature: boolean
  claim: { kind: ClaimKind; open: boolean } | null
  point: PointInfo | null
  withoutCode: 'identity' | 'hold'
  secret?: { pin?: string; qr?: string }
  delivery?: DeliveryData
  receipt?: ReceiptSummary & { qr: string[] }
}

export interface ShipmentView {
  id: string
  waybill: string
  contractId: string
  policyVersion: number
  carrier: string
  sender: string
  state: Phase
  secured: boolean
  /** Why it is ordinary (R2); empty when secured. */
  reasons: Reason[]
  accepts: Proof[]
  parcels: { label: string; place: ParcelPlace }[]
  recipient: Recipient | null
  locale: Locale
  round: { roundId: string; courierId: string } | null
  arrivedAt: string | null
  attempts: { evaluated: number; left: number }
  sendsLeft: number
  claim: { kind: ClaimKind; open: boolean } | null
  point: PointInfo | null
  destination: PointInfo | null
  receipts: ReceiptSummary[]
  seq: number
}

type Iso = (ms: number) => string

const withoutPlace = ({ lat: _lat, lon: _lon, ...address }: Address) => address
const GONE: Recipient = {
  name: '',
  kind: 'consumer',
  address: { line1: '', city: '', postcode: '', country: '' },
}

/** `А***` for "Анна Седова": enough to recognise one's own name, too little to learn another's. */
export function maskFirstName(name: string): string {
  const first = name.trim().split(/\s+/)[0] ?? ''
  const letter = [...first][0]
  return letter ? `${letter}***` : ''
}

function outcomeOf(shipment: Shipment, iso: Iso): StopOutcome | null {
  const { visit, phase } = shipment
  if (!visit || visit.open) return null
  const last = shipment.handOvers.at(-1)
  const partly = phase === 'partly-handed-over'
  const { code } = visit
  if (last && (partly || phase === 'handed-over')) return { kind: last.proof, at: iso(last.at), partly, code }
  const ended = phase === 'refused' || phase === 'cancelled' ? phase : 'depot'
  // Held without a point is as much "do not hand over" as held with one.
  return { kind: visit.held ? 'held' : ended, at: iso(shipment.changedAt), partly: false, code }
}

/** A stop as its courier sees it. `sendsLeft` as R8 counts; `recipient` null once erased. */
export function courierStop(
  shipmentId: string,
  shipment: Shipment,
  recipient: Recipient | null,
  sendsMax: number,
  iso: Iso,
): CourierStop {
  const { visit, policy } = shipment
  const known = recipient ?? GONE
  return {
    shipmentId,
    waybill: shipment.waybill,
    recipientName: known.name,
    address: withoutPlace(known.address),
    locale: shipment.locale,
    secured: shipment.secured,
    dropOff: shipment.destination,
    accepts: shipment.secured ? policy.door : [],
    pinDigits: policy.pinDigits,
    attended: policy.attended,
    phase: shipment.phase,
    open: visit?.open ?? false,
    arrivedAt: visit?.arrivedAt != null ? iso(visit.arrivedAt) : null,
    parcels: shipment.parcels.map(({ label, place }) => ({ label, place })),
    codes: codesOpen(shipment) ? 'open' : 'closed',
    attemptsLeft: attemptsLeft(shipment),
    withoutCode: codesOpen(shipment) ? policy.withoutCode : policy.afterWrong,
    identityAllowed: identityAllowed(shipment),
    identitySignature: policy.signature.includes('identity'),
    claimOpen: shipment.claim?.open ?? false,
    pageScans: pageScans(shipment),
    sendsLeft: Math.max(0, sendsMax - shipment.sends.count),
    point: visit?.point ?? null,
    words: holdWords(shipment.locale, visit?.point?.name ?? null),
    outcome: outcomeOf(shipment, iso),
  }
}

/** The recipient's page for one phone (`session`), without the secrets the object adds. */
export function recipientView(
  deliveryId: string,
  shipment: Shipment,
  recipient: Recipient | null,
  session: string,
  iso: Iso,
): RecipientView {
  const { page, policy, visit } = shipment
  const scanned = page.scanned.filter((scan) => scan.session === session).map((scan) => scan.label)
  const handed = shipment.parcels.filter((parcel) => parcel.place === 'recipient').length
  const link = shipment.secured && policy.door.includes('link')
  const over = shipment.phase === 'handed-over' || shipment.phase === 'partly-handed-over'
  const view: RecipientView = {
    deliveryId,
    carrier: shipment.carrier,
    sender: shipment.sender,
    firstName: maskFirstName(recipient?.name ?? ''),
    locale: shipment.locale,
    state: shipment.phase,
    steps: link
      ? [
          { step: 'scan', done: over || scanned.length > 0 },
          { step: 'check', done: over || page.noClaims },
          { step: 'sign', done: over },
          { step: 'done', done: over },
        ]
      : [],
    accepts: shipment.secured ? policy.door : [],
    scans: pageScans(shipment),
    reveal: policy.reveal,
    attended: policy.attended,
    arrivedAt: visit?.open && visit.arrivedAt !== null ? iso(visit.arrivedAt) : null,
    codesOpen: codesOpen(shipment) && !isOver(shipment) && shipment.phase !== 'held',
    parcels: { total: shipment.parcels.length, scanned: scanned.length, handedOver: handed },
    wrongLabelsLeft: Math.max(0, WRONG_LABELS - page.wrongLabels),
    noClaims: page.noClaims,
    signature: policy.signature.includes('link'),
    claim: shipment.claim,
    point: shipment.phase === 'held' ? (visit?.point ?? null) : shipment.destination,
    withoutCode: policy.withoutCode,
  }
  if (scanned.length > 0) view.delivery = deliveryData(shipment, recipient, scanned)
  return view
}

/** The delivery's data as a phone that scanned one of its parcels may see it (R20). */
export function deliveryData(
  shipment: Shipment,
  recipient: Recipient | null,
  scanned: readonly string[],
): DeliveryData {
  const known = recipient ?? GONE
  return {
    waybill: shipment.waybill,
    sender: shipment.sender,
    recipientName: known.name,
    address: withoutPlace(known.address),
    parcels: shipment.parcels.map(({ label, place }) => ({
      label,
      scanned: scanned.includes(label),
      handedOver: place === 'recipient',
    })),
  }
}

/** A shipment as its dispatcher and its shipper see it; never a secret. */
export function shipmentView(
  id: string,
  shipment: Shipment,
  recipient: Recipient | null,
  receipts: ReceiptSummary[],
  sendsMax: number,
  iso: Iso,
): ShipmentView {
  const { visit } = shipment
  return {
    id,
    waybill: shipment.waybill,
    contractId: shipment.contractId,
    policyVersion: shipment.policyVersion,
    carrier: shipment.carrier,
    sender: shipment.sender,
    state: shipment.phase,
    secured: shipment.secured,
    reasons: shipment.reasons,
    accepts: shipment.secured ? shipment.policy.door : [],
    parcels: shipment.parcels.map(({ label, place }) => ({ label, place })),
    recipient,
    locale: shipment.locale,
    round: shipment.assigned,
    arrivedAt: visit?.arrivedAt != null ? iso(visit.arrivedAt) : null,
    attempts: { evaluated: shipment.evaluated, left: shipment.secured ? attemptsLeft(shipment) : 0 },
    sendsLeft: Math.max(0, sendsMax - shipment.sends.count),
    claim: shipment.claim,
    point: visit?.point ?? null,
    destination: shipment.destination,
    receipts,
    seq: shipment.seq,
  }
}
