import type { PointInfo } from './choose-point.ts'
import type { Policy } from './policy.ts'
import type {
  ChannelName,
  Claimed,
  DataKind,
  Difference,
  FreshReason,
  HandOverProof,
  Locale,
  MessageCause,
  ParcelPlace,
  Phase,
  Reason,
  ScannedBy,
  SignedWay,
  SuspendedBecause,
} from './terms.ts'

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

/** What the recipient claims. Open, it waits for a dispatcher's decision, and stops every release until then. */
export interface Claim {
  /** What was said last. */
  kind: Claimed
  open: boolean
  /** All that is to be decided about; decided, what was said after it joins. */
  kinds: Claimed[]
}

/**
 * The parcels that left with a round, or were moved to it on the road (R26): those that are still its to explain, and
 * those that a depot has received from it since.
 */
export interface Trip {
  roundId: string
  out: string[]
  back: string[]
}

export interface Parcel {
  label: string
  place: ParcelPlace
  /** It goes back to its sender, whatever place it has now: nobody else is given it any more. */
  toSender: boolean
  /** Where it stands at the point. */
  shelf: string | null
  /** Its courier said at the end of the round that it came back; only a receipt makes it so (R26). */
  declaredAt: number | null
  /** Since when the depot has it, and when a scan last saw it there; null where no scan ever did (R26). */
  depotAt: number | null
  seenAt: number | null
  /** What says that it is on its way to a point, or came there: NL, arrival, or the depot itself. Null: nothing. */
  way: 'held' | 'arrived' | 'depot' | null
  /** Number of the visit with which it left the depot last. */
  visit: number | null
  /** The point has it, and nothing says how it came there (R28). */
  undeclared: Undeclared | null
  /** When somebody of ours last scanned it, or it last set out: from then on its label is protected (R41). */
  scannedAt: number | null
}

/** A receipt that waits for the courier's act, or for an independent dispatcher who confirms it (R28). */
export interface Undeclared {
  /** Event of the receipt. */
  seq: number
  at: number
  /** The clerk who received it. */
  by: string
  /** The visit it was on, and its courier; null: it never left a depot. */
  visit: number | null
  courierId: string | null
  /** A dispatcher was asked and did not confirm it. */
  doubted: boolean
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
  /** It was a drop-off, and the point has the parcels or the courier says so. */
  droppedOff: boolean
  /** The tablet of this visit failed: the identity check is open where the policy has it (R17). */
  tabletFailed: boolean
  /** Metres from the address at arrival, where the tablet and the announcement gave places (R13). */
  distanceM: number | null
  /** The carrier's code of what ended it (R33). */
  code: string | null
  endedAt: number | null
}

/** A shipment kept at a point, or underway to it (R28, R29). */
export interface Hold {
  point: PointInfo
  /** Since when it is ordered there: until the point's next opening day it is underway (R26). */
  since: number
  /** The point's first receipt: storage begins. */
  receivedAt: number | null
  extended: boolean
  reminded: boolean
  /** "Ready" has been told. */
  ready: boolean
  /** It set out from the depot: what does not arrive is nothing a courier of ours has to explain. */
  fromDepot: boolean
  /** What a clerk scanned for the recipient's phone, for ten minutes. */
  clerk: { labels: string[]; at: number } | null
  /** What the recipient finished on the phone, waiting for the clerk's scan for ten minutes. */
  finish: Finish | null
  /** Labels that the point had in hand; of others its staff know nothing (R28). */
  received: string[]
  /** The clerks who received them. */
  receivedBy: string[]
}

/** Nobody is given it against a document until the recipient takes it back, or a dispatcher decides (R21). */
export interface Suspension {
  /** Event that asks for a decision. */
  seq: number
  at: number
  because: SuspendedBecause[]
  /** A dispatcher who asks again; else the rule does. */
  askedBy: string | null
  /** A decision is waited for; else a dispatcher left it as it is. */
  open: boolean
}

/** The recipient's half of an issue by link at a counter. */
export interface Finish {
  session: string
  labels: string[]
  at: number
  signed: SignedWay | null
  scannedBy: ScannedBy[]
}

/** The recipient's page of the current link. */
export interface Page {
  /** Session of the phone that scanned the label first (R25). */
  owner: string | null
  wrongLabels: number
  scanned: { label: string; by: ScannedBy; session: string }[]
  noClaims: boolean
}

/** What was asked for over the recipient's head, and is not in force yet (R9, R41). */
export interface Change {
  /** Event of the request, beside which stands what it would bring. */
  seq: number
  requestedBy: string
  at: number
  approved: boolean
  /** When the old contact was told; null: the news is underway, or failed for good. */
  toldAt: number | null
  /** The news reached nobody, for good: the operator has to agree too (R9). */
  untold: boolean
  /** The operator's own key agreed. */
  byOperator: boolean
}

/** Another contact that was asked for and is not in force yet (R9). */
export interface ContactChange extends Change {
  contacts: { hasPhone: boolean; hasEmail: boolean }
}

/** Labels of this shipment that were asked for, for another recipient (R41). */
export interface LabelChange extends Change {
  labels: string[]
  /** The shipment that waits for them. */
  to: string
  /** What would be another there. */
  reasons: Difference[]
}

/** Labels that two people gave to another shipment, which is still to be announced (R41). */
export interface Released {
  /** Event of the request, beside which the announcement stands. */
  seq: number
  requestedBy: string
  labels: string[]
  to: string
}

/** Who changed where a shipment goes, by what: people whose word on it does not count as another's (R9, R42). */
export interface ChangedBy {
  contact: string[]
  /** Moved it to another courier. */
  round: string[]
  /** Chose its point by hand. */
  point: string[]
  /** Recorded the broken tablet. */
  tablet: string[]
}

/** An identity release by hands that are too new, and what a dispatcher said of it (R42). */
export interface Approval {
  /** The event that asks. */
  seq: number
  at: number
  /** Who wants to release: nobody else may use what is agreed to. */
  personId: string
  /** The counter's point; null at the door. */
  pointId: string | null
  labels: string[]
  reasons: FreshReason[]
  said: 'nothing' | 'agreed' | 'declined'
  /** When it was said. */
  saidAt: number | null
}

export interface HandOver {
  seq: number
  at: number
  labels: string[]
  of: number
  proof: HandOverProof
  /** Generation of the link that was current then. */
  link: number
  atCounter: boolean
  /** Who released it; null: not known, or the recipient's own phone. */
  by: string | null
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

export const NEW_HOLD: Omit<Hold, 'point' | 'since'> = {
  receivedAt: null,
  extended: false,
  reminded: false,
  ready: false,
  fromDepot: false,
  clerk: null,
  finish: null,
  received: [],
  receivedBy: [],
}

export const UNCHANGED: ChangedBy = { contact: [], round: [], point: [], tablet: [] }

export const NEW_PAGE: Page = { owner: null, wrongLabels: 0, scanned: [], noClaims: false }
