import type { PointInfo } from './choose-point.ts'
import type { Reason } from './eligibility.ts'
import type { ClaimKind, HandOverProof, ScannedBy } from './event.ts'
import { ATTEMPTS } from './limits.ts'
import type { MessageOrder } from './messages.ts'
import type { Locale, Policy } from './policy.ts'

export type Phase =
  | 'announced'
  | 'scheduled'
  | 'out-for-delivery'
  | 'handed-over'
  | 'partly-handed-over'
  | 'held'
  | 'refused'
  | 'at-depot'
  | 'returned'
  | 'cancelled'

export type ParcelPlace = 'depot' | 'vehicle' | 'recipient' | 'to-point' | 'point' | 'sender' | 'unexplained'

export interface Parcel {
  label: string
  place: ParcelPlace
}

/** One time at the door. It stays after its end, so that late calls get the answer of an ended visit. */
export interface Visit {
  number: number
  roundId: string
  courierId: string
  /** Where the parcels go if they may not be handed over; null: back to the depot. */
  point: PointInfo | null
  arrivedAt: number | null
  /** "No code" opened the identity check (R16). */
  identityOpen: boolean
  open: boolean
  /** It ended with a mandatory hold (NL). */
  held: boolean
  /** The carrier's code of what ended it (R33). */
  code: string | null
}

/** The recipient's page of the current link. */
export interface Page {
  /** Session of the phone that scanned the label first (R25). */
  owner: string | null
  wrongLabels: number
  scanned: { label: string; by: ScannedBy; session: string }[]
  noClaims: boolean
}

export interface HandOver {
  seq: number
  at: number
  labels: string[]
  of: number
  proof: HandOverProof
  /** Generation of the link that was current then. */
  link: number
}

export interface Shipment {
  waybill: string
  contractId: string
  policyVersion: number
  policy: Policy
  carrier: string
  sender: string
  secured: boolean
  reasons: Reason[]
  locale: Locale
  contacts: { hasPhone: boolean; hasEmail: boolean }
  destination: PointInfo | null
  phase: Phase
  parcels: Parcel[]
  assigned: { roundId: string; courierId: string } | null
  visit: Visit | null
  /** Event of the first depot receipt, before any visit: the moment `accepted`. */
  acceptedSeq: number | null
  /** Codes compared so far, right ones included (R12). */
  evaluated: number
  /** Version of PIN and QR; a partial hand-over begins a new one (R24). */
  secret: number
  /** The version the recipient has been told; 0: none. */
  told: number
  /** Generation of the link; every send on demand and partial hand-over begins a new one (R25). */
  link: number
  page: Page
  claim: { kind: ClaimKind; open: boolean } | null
  /** What was said after the visit, as `link:what`. */
  said: string[]
  sends: { count: number; lastAt: number }
  handOvers: HandOver[]
  /** Messages that have neither left nor failed for good yet. */
  unsent: { about: number; order: MessageOrder }[]
  /** A claim was decided "return": no further visit. */
  toSender: boolean
  /** When the state last changed. */
  changedAt: number
  seq: number
}

export const NEW_PAGE: Page = { owner: null, wrongLabels: 0, scanned: [], noClaims: false }

/** Labels that are still on the vehicle, i.e. could be handed over at this door. */
export function onVehicle(shipment: Shipment): string[] {
  return shipment.parcels.filter((parcel) => parcel.place === 'vehicle').map((parcel) => parcel.label)
}

/** Codes that may still be compared (R12). */
export function attemptsLeft(shipment: Shipment): number {
  return Math.max(0, ATTEMPTS - shipment.evaluated)
}

export function codesOpen(shipment: Shipment): boolean {
  return shipment.secured && attemptsLeft(shipment) > 0
}

/** Whether nothing can be handed over any more. Parcels may still be on their way back. */
export function isOver(shipment: Shipment): boolean {
  return shipment.phase === 'handed-over' || shipment.phase === 'returned' || shipment.phase === 'cancelled'
}

/** Whether this visit's rules allow an identity check now (R16): after "no code", or after five wrong. */
export function identityAllowed(shipment: Shipment): boolean {
  if (!shipment.visit?.open) return false
  return shipment.visit.identityOpen || (!codesOpen(shipment) && shipment.policy.afterWrong === 'identity')
}

/** Whether the recipient's page has a scanner: to release by link, or to reveal code and QR (R7, R19). */
export function pageScans(shipment: Shipment): boolean {
  return shipment.secured && (shipment.policy.door.includes('link') || shipment.policy.reveal === 'scan')
}

/**
 * Whether the page of `session` may show code and QR (R7): always with `reveal: "message"` while codes are
 * open; else once this phone's camera caught a label, or a photo of one did after recorded arrival.
 */
export function revealed(shipment: Shipment, session: string): boolean {
  const { policy, page, visit, phase } = shipment
  if (!codesOpen(shipment) || isOver(shipment) || phase === 'held' || shipment.destination) return false
  // After a partial hand-over the next version is told at the next moment, not on the page before (R24).
  if (shipment.told !== shipment.secret) return false
  if (policy.reveal === 'message') return true
  return page.scanned.some(
    (scan) =>
      scan.session === session && (scan.by === 'camera' || (scan.by === 'photo' && visit?.arrivedAt != null)),
  )
}
