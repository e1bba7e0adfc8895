import type { Approval, ChangedBy, Claim, ContactChange, LabelChange, Released, Suspension } from './asked.ts'
import type { PointInfo } from './choose-point.ts'
import type { HandOver, Hold, Parcel, Trip, Visit } from './custody.ts'
import type { Policy } from './policy.ts'
import type { ChannelName, DataKind, Locale, MessageCause, Phase, Reason, ScannedBy } from './terms.ts'

/** What can fall due while nobody does anything. */
export type Due =
  | 'reminder'
  | 'storage-end'
  | 'not-received'
  | 'not-at-point'
  | 'contact-change'
  | 'contact-lapse'
  /** A parcel that no scan saw, or that was not sent back, by its label. */
  | `unseen:${string}`
  | `not-sent-back:${string}`
  | 'label-change'
  | 'label-lapse'
  | `erase-${DataKind}`

/** A message to send. Its text is rendered when it leaves and stored nowhere (R4). */
export interface MessageOrder {
  cause: MessageCause
  channels: ChannelName[]
  /** Whether it tells the secret: code and link, or the link alone with `reveal: "scan"` (R7). */
  secret: boolean
  /** The event beside which the contact stands that it goes to, where that is no longer the one in force. */
  to?: number
}

/** The recipient's page of the current link. */
export interface Page {
  /** Session of the phone that scanned the label first (R25). */
  owner: string | null
  wrongLabels: number
  scanned: { label: string; by: ScannedBy; session: string }[]
  noClaims: boolean
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
  /** Event beside which the contact stands that messages go to: the announcement, or a request that took effect. */
  contactFrom: number
  /** The first generation of the link that this contact was told: what came before was another's (R9). */
  contactLink: number
  contactChange: ContactChange | null
  /** Requests for another contact so far (R9). */
  contactRequests: number
  /** Something was told, or is about to be, to the contact that is in force. */
  heard: boolean
  /** How often the sender corrected who it is for (R41). */
  corrections: number
  /** Labels that came protected from another shipment, with their last scan there in ms (R41). */
  inherited: Record<string, number>
  labelChange: LabelChange | null
  /** Requests for its labels so far. */
  labelRequests: number
  released: Released | null
  changedBy: ChangedBy
  /** A message with a secret or a link reached whoever the contact is now (R42). */
  reached: boolean
  /** The latest that was asked at this door or counter; null once nothing hangs on it any more. */
  approval: Approval | null
  /** When a dispatcher was asked, of this visit or hold (R42). */
  approvals: number[]
  destination: PointInfo | null
  phase: Phase
  parcels: Parcel[]
  assigned: { roundId: string; courierId: string } | null
  visit: Visit | null
  /** Every round it ever left with. */
  trips: Trip[]
  hold: Hold | null
  /** Points that scanned a parcel which was not theirs, as `point:label`. */
  misplaced: string[]
  /** Event of the first depot receipt, before any visit: the moment `accepted`. */
  acceptedSeq: number | null
  /** Codes compared at the door so far, right ones included (R12). */
  evaluated: number
  /** Codes compared at counters: five of their own, however many holds there are (R28). */
  evaluatedAtCounter: number
  /** Version of PIN and QR; a partial hand-over begins a new one (R24). */
  secret: number
  /** The version the recipient has been told; 0: none. */
  told: number
  /** Generation of the link; every send on demand and partial hand-over begins a new one (R25). */
  link: number
  page: Page
  claim: Claim | null
  /** What was said after the visit, as `link:what`. */
  said: string[]
  suspension: Suspension | null
  /** Somebody wants to go on after "not me", and is not independent enough to say so alone (R21). */
  resume: { seq: number; at: number; by: string } | null
  sends: { count: number; lastAt: number }
  handOvers: HandOver[]
  /** Messages that have neither left nor failed for good yet. */
  unsent: { about: number; order: MessageOrder }[]
  announcedAt: number
  /** Since when nothing will become of any parcel any more; null before. */
  endedAt: number | null
  /** When the state last changed. */
  changedAt: number
  seq: number
}

export const NEW_PAGE: Page = { owner: null, wrongLabels: 0, scanned: [], noClaims: false }
