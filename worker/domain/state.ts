import type {
  Approval,
  ChangedBy,
  Claim,
  ContactChange,
  LabelChange,
  LateClaim,
  Released,
  Suspension,
} from './asked.ts'
import type { PointInfo } from './choose-point.ts'
import type { HandOver, Hold, Parcel, Trip, Visit } from './custody.ts'
import type { ActMark } from './device-act.ts'
import type { Contacts } from './eligibility.ts'
import type { Payments } from './payments.ts'
import type { Policy } from './policy.ts'
import type {
  Bot,
  ChannelName,
  DataKind,
  Locale,
  MessageCause,
  Phase,
  Reason,
  ReportedOutcome,
  ScannedBy,
} from './terms.ts'

/** What can fall due although nobody does anything. */
export type Due =
  | 'reminder'
  | 'storage-end'
  | 'not-received'
  | 'not-at-point'
  | 'contact-change'
  | 'contact-lapse'
  /** A parcel that no scan saw, or that was not sent back. The parcel's label follows the colon. */
  | `unseen:${string}`
  | `not-sent-back:${string}`
  | 'label-change'
  | 'label-lapse'
  | `erase-${DataKind}`

/** A message to send. Its text is rendered when it leaves and stored nowhere (R4). */
export interface MessageOrder {
  cause: MessageCause
  channels: ChannelName[]
  /** Whether it tells the secret: code and link, or only the link where the page reveals the code (R7, R39). */
  secret: boolean
  /** The event beside which the addressed contact is stored, if that is no longer the contact in force. */
  to?: number
  /** The number of the refund that it tells of. */
  refund?: number
  /**
   * Set for a cascade: the channels besides e-mail are tried in their order, each when the one before it failed or
   * reported no delivery within so many seconds.
   */
  waitS?: number
}

/** A message that has neither been sent nor failed for good on all of its channels. */
export interface UnsentMessage {
  about: number
  order: MessageOrder
  /** The last step of a cascade, and until when its report is awaited, in ms. */
  awaited?: { channel: ChannelName; until: number }
}

/** A message on one channel that a provider took, or that was given up. */
export interface SentRecord {
  about: number
  cause: MessageCause
  channel: ChannelName
  /** The event beside which the contact is stored that it went to. */
  contact: number
  /** It was written in the recipient's chat with a bot, and not to the announced contact. */
  chat: boolean
  /** When the provider took it, or it was given up, in ms. */
  at: number
  /** The provider's number of it; null if it is not known. */
  id: string | null
  /** What became of it; null while nothing is reported. `failed`: no provider took it. */
  outcome: ReportedOutcome | 'failed' | null
}

/** The latest message to the contact in force. */
export interface ToldLast {
  /** The fact that owes it. */
  about: number
  /** What it says, as a key that is equal for messages that say the same. */
  news: string
  /** When it was ordered, in ms. */
  at: number
}

/** The recipient's page for the current link. */
export interface RecipientPage {
  /** Session of the phone that scanned the label first (R25). */
  owner: string | null
  wrongLabels: number
  scanned: { label: string; by: ScannedBy; session: string }[]
  noClaims: boolean
}

/** The end of a visit that its courier can still take back (R37). */
export interface Undoable {
  /** The event that ended the visit, and when, in ms. */
  seq: number
  at: number
  /** What that event changed, as it was before. */
  was: Pick<Shipment, 'phase' | 'parcels' | 'visit' | 'hold' | 'secret'>
  /** A message about it has left. */
  told: boolean
  /** What the device said of that act. */
  act: ActMark | null
}

/** The end of a visit that was taken back by the event `by`. */
export interface TakenBack extends Pick<Undoable, 'seq' | 'at' | 'told'> {
  by: number
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
  contacts: Contacts
  /** The event with the contact in force: the announcement, a correction, or a request that took effect. */
  contactFrom: number
  /** The first generation of the link that this contact was told; earlier ones were another's (R9). */
  contactLink: number
  contactChange: ContactChange | null
  /** Requests for another contact so far (R9). */
  contactRequests: number
  /** Something was told to the contact in force, or is about to be. */
  contactInformed: boolean
  /** How often the sender corrected who the shipment is for (R41). */
  corrections: number
  /** Labels that came from another shipment already protected, with their last scan there in ms (R41). */
  inherited: Record<string, number>
  labelChange: LabelChange | null
  /** Requests for its labels so far (R41). */
  labelRequests: number
  released: Released | null
  changedBy: ChangedBy
  /** The latest message to the contact in force; null if there is none, or it could not be delivered. */
  toldLast: ToldLast | null
  /** A message reached the contact in force (R42). Every such message carries the link. */
  secretReached: boolean
  /** The latest request for approval at this door or counter; null once nothing depends on it any more. */
  approval: Approval | null
  /** When a dispatcher was asked about this visit or hold, in ms (R42). */
  approvals: number[]
  destination: PointInfo | null
  phase: Phase
  parcels: Parcel[]
  assigned: { roundId: string; courierId: string } | null
  visit: Visit | null
  /** Every round with which a parcel of it left, or to which one was moved on the road. */
  trips: Trip[]
  hold: Hold | null
  /** Everybody who had it on the road (R36). */
  couriers: string[]
  /** The latest act of a device here, with when it is taken to have happened, in ms. */
  lastAct: { device: string; seq: number; at: number } | null
  /** Late acts whose QR code was right, and that nobody has decided about. */
  lateProofs: LateClaim[]
  /** Late acts that contradict what is known, and that no dispatcher has looked at. */
  conflicts: LateClaim[]
  undoable: Undoable | null
  takenBack: TakenBack[]
  /** Points that scanned a parcel which is not ordered there, as `point:label`. */
  misplaced: string[]
  /** The event of the first depot receipt, if that came before any visit. It is the moment `accepted`. */
  acceptedSeq: number | null
  /** Codes compared at the door so far, right ones included (R12). */
  evaluated: number
  /** Codes compared at counters, which have five of their own, however many holds there are (R28). */
  evaluatedAtCounter: number
  /**
   * Version of PIN and QR. A partial hand-over (R24), an NL, a point's new code (R28) or another contact (R9)
   * begins a new one.
   */
  secret: number
  /** The version that the recipient has been told; 0: none. */
  secretSent: number
  /**
   * Generation of the link. A send on demand, a partial hand-over (R25), another contact (R9) or a request
   * for labels (R41) begins a new one.
   */
  link: number
  page: RecipientPage
  claim: Claim | null
  /** What the recipient said after the visit, as `link:what`. */
  statements: string[]
  suspension: Suspension | null
  /** Somebody wants to go on after "not me", and is not independent enough to decide that alone (R21). */
  resume: { seq: number; at: number; by: string } | null
  sends: { count: number; lastAt: number }
  handOvers: HandOver[]
  unsent: UnsentMessage[]
  /** The chat with a bot that the recipient opened for this shipment alone; `seq`: the event beside which it is stored. */
  chat: { bot: Bot; seq: number } | null
  /** Chats that were joined so far. */
  chatsJoined: number
  /** What became of every message, the oldest first. */
  sent: SentRecord[]
  /** What the recipient pays, what was paid and what goes back (R30); null: nothing is to be paid. */
  payments: Payments | null
  announcedAt: number
  /** Since when nothing more will become of any parcel, in ms; null before. */
  endedAt: number | null
  /** When the phase last changed, in ms. */
  changedAt: number
  seq: number
}

export const NEW_PAGE: RecipientPage = { owner: null, wrongLabels: 0, scanned: [], noClaims: false }
