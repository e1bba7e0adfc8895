import type { PointInfo } from './choose-point.ts'
import type { Blocked } from './courier-day.ts'
import type { DeviceAct } from './device-act.ts'
import type { Contacts, Eligibility } from './eligibility.ts'
import type { SentDetails } from './event.ts'
import type { Hands } from './fresh-hands.ts'
import type { PaymentCommand } from './payment-command.ts'
import type { Amounts } from './payments.ts'
import type { Policy } from './policy.ts'
import type { Due } from './state.ts'
import type {
  Bot,
  ChannelName,
  ClaimDecision,
  ClaimKind,
  CodeProof,
  DataKind,
  Difference,
  DocumentType,
  FailReason,
  Locale,
  MessageCause,
  Refusal,
  ReportedOutcome,
  RequestKind,
  ScannedBy,
  SentOnDemand,
  SignedWay,
  Unreached,
  ViolationKind,
} from './terms.ts'

/**
 * What somebody wants to happen to a shipment, in the imperative. Personal data is not part of a command. `device`: what
 * the device says of the act that the command is about (R36).
 */
export type Command = Order & { device?: DeviceAct }

export type Order =
  | {
      type: 'announce'
      waybill: string
      contractId: string
      policyVersion: number
      policy: Policy
      carrier: string
      sender: string
      labels: string[]
      recipient: Eligibility
      locale: Locale
      destination: PointInfo | null
      /** Labels already protected before this, with their last scan in ms, from the registry (R41). */
      seen?: Record<string, number>
      amounts?: Amounts
    }
  | { type: 'schedule'; roundId: string; courierId: string }
  /** `from`: the round on whose list whoever moves the stop saw it; absent: any round will do. */
  | { type: 'move'; roundId: string; courierId: string; from?: string }
  | { type: 'withdraw'; roundId: string }
  /** `unreached`: why nobody was told the secret, as the shell finds out (R38). */
  | {
      type: 'dispatch'
      roundId: string
      courierId: string
      point: PointInfo | null
      unreached?: Unreached | null
    }
  | { type: 'receive-at-depot'; labels: string[] }
  | { type: 'cancel' }
  | {
      type: 'request-contact'
      requestedBy: string
      /** The ways in which the recipient can be reached afterwards. */
      contacts: Contacts
    }
  | DecideRequest
  | { type: 'withdraw-contact' }
  | CorrectRecipient
  | RequestLabel
  /** What became of the shipment that waited for labels of this one. */
  | { type: 'note-label-moved'; refusal: Refusal | 'key-reused' | null }
  | { type: 'send'; what: SentOnDemand }
  /** `independentOf`: the people this dispatcher is independent of, by the registry right before (R21). */
  | { type: 'decide-claim'; decision: ClaimDecision; independentOf?: string[] }
  | { type: 'confirm-receipt'; labels: string[]; independentOf: string[] }
  | { type: 'release-suspension'; independentOf: string[] }
  | CourierCommand
  | RecipientCommand
  | CounterCommand
  | { type: 'choose-point'; point: PointInfo }
  | { type: 'order-return'; reason: 'dispatcher' }
  /** The depot hands on parcels that go back to their sender. */
  | { type: 'return-from-depot'; labels: string[] }
  /** The round ends for this stop. `scanned`: the labels that came back (R26). */
  | { type: 'close-stop'; roundId: string; scanned: string[] }
  | { type: 'record-tablet-failure'; roundId: string }
  | { type: 'suspect-violation'; kind: ViolationKind }
  /** `conflict`: the event of the late act that contradicts what is known. */
  | { type: 'settle-conflict'; conflict: number }
  /** `kinds`: the kinds of which any data is left, as the shell found out. */
  | { type: 'erase'; kinds: DataKind[] }
  /** Time has passed. `due`: what has fallen due by the calendar, which the shell reads (R26, R29, R31). */
  | { type: 'pass-time'; due: Due[] }
  | {
      type: 'note-sent'
      cause: MessageCause
      channels: ChannelName[]
      unserved: ChannelName[]
      about: number
      sent?: Partial<Record<ChannelName, SentDetails>>
    }
  | { type: 'note-failed'; cause: MessageCause; channel: ChannelName; about: number; reason: string }
  /** Somebody opened a bot's chat by the deep link of generation `link`; `same`: it is joined already. */
  | { type: 'join-chat'; bot: Bot; link: number; same: boolean }
  /** A bot cannot write to its chat any more. */
  | { type: 'note-chat-blocked'; bot: Bot }
  | PaymentCommand
  /** A provider reports what became of a message; `id` is its number of it. */
  | {
      type: 'note-report'
      cause: MessageCause
      channel: ChannelName
      about: number
      outcome: ReportedOutcome
      reason?: string
      id?: string
    }

/** The contract's own key corrects who a shipment is for (R41). */
export interface CorrectRecipient {
  type: 'correct-recipient'
  /** The ways in which the recipient can be reached afterwards. */
  contacts: Contacts
  /** What differs from before. The shell compares. */
  changes: { name: boolean; contact: boolean }
}

/** A dispatcher requests protected labels of this shipment for another recipient (R41). */
export interface RequestLabel {
  type: 'request-label'
  requestedBy: string
  labels: string[]
  to: string
  reasons: Difference[]
}

/** A second person decides about a request (R9). */
export interface DecideRequest {
  type: 'decide-request'
  kind: RequestKind
  /** Sequence number of the event that asks. */
  seq: number
  decision: 'agree' | 'decline'
  by: string
  /** The people of whom the deciding person is independent, asked of the registry right before. */
  independentOf: string[]
  /** They use the operator's own key, which always counts as another person. */
  operator: boolean
  /** What they saw is exactly what is requested. The object compares the two. */
  same: boolean
}

/** What the rules need to judge a release by identity (R42). */
interface ReleasedByHands {
  /** Absent if the call would release nothing. Hands about which nothing is known are new. */
  hands?: Hands | null
  /** Sequence number of the event by which this same call asked a dispatcher before, if it did. */
  asked?: number
}

/** `deviceMs` is `deviceAt` in ms since the epoch. Without it the tablet's clock is not judged. */
export type CourierCommand = { courierId: string } & (
  | {
      type: 'arrive'
      deviceAt: string
      deviceMs?: number
      placed: boolean
      distanceM?: number
      /** The announced address has coordinates, so that an arrival can be held against them (R39). */
      located?: boolean
    }
  | {
      type: 'try-code'
      proof: CodeProof
      labels?: string[]
      blocked: Blocked
      /** Not the policy's number of ASCII digits, or not one of our QR codes. It costs no attempt. */
      malformed: boolean
      /** The QR belongs to another shipment. It costs no attempt, and nothing is compared. */
      foreign: boolean
      /** Compares the code. It is called at most once, and only for an attempt that is evaluated (R12). */
      matches: () => boolean
      /** Whether a QR code of a late act is or was this shipment's (R36). Called only once the act is refused. */
      provedLate?: () => 'now' | 'earlier' | null
    }
  | { type: 'declare-no-code'; blocked: Blocked }
  | ({
      type: 'check-identity'
      declined: boolean
      documentType?: DocumentType
      nameMatches: boolean
      signed: boolean
      labels?: string[]
      blocked: Blocked
    } & ReleasedByHands)
  | { type: 'fail-visit'; reason: FailReason }
  /** `begunAt`: when this courier last arrived at another stop, in ms; null: at none (R37). */
  | { type: 'reopen-visit'; begunAt: number | null }
  | { type: 'deliver'; labels?: string[] }
  | { type: 'send-at-door'; what: SentOnDemand }
)

/** What a point's staff do. A shipment of another point does not exist for them. */
export type CounterCommand = { pointId: string } & (
  | { type: 'receive-at-point'; labels: string[]; shelf?: string }
  | {
      type: 'try-code-at-counter'
      proof: CodeProof
      labels: string[]
      blocked: Blocked
      malformed: boolean
      foreign: boolean
      /** Compares the code. It is called at most once, and only for an attempt that is evaluated (R28). */
      matches: () => boolean
    }
  | ({
      type: 'check-identity-at-counter'
      labels: string[]
      documentType: DocumentType
      nameMatches: boolean
      signed: SignedWay | null
      blocked: Blocked
    } & ReleasedByHands)
  | { type: 'scan-at-counter'; labels: string[] }
  | { type: 'refuse-at-counter'; labels: string[] }
  | { type: 'extend-at-counter' }
  | { type: 'return-to-sender'; labels: string[] }
)

/** `link` is the generation of the link through which the phone came (R25). */
export type RecipientCommand = {
  session: string
  link: number
} /** All that one presented parcel shows, which is one try (R19). */ & (
  | { type: 'scan-label'; labels: readonly string[]; by: ScannedBy }
  | { type: 'declare-no-claims' }
  /** `photos`: how many photos of this phone belong to the claim. */
  | { type: 'raise-claim'; kind: ClaimKind; photos?: number }
  | { type: 'finish'; signed: SignedWay | null }
  | { type: 'declare-not-me' }
  | { type: 'extend' }
  | { type: 'stop-contact-change' }
  | { type: 'lift-suspension' }
  | { type: 'stop-label-change' }
  | { type: 'end-chat' }
)
