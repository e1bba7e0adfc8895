import type { PointInfo } from './choose-point.ts'
import type { Blocked } from './courier-day.ts'
import type { Eligibility } from './eligibility.ts'
import type { Fact } from './event.ts'
import type { Hands } from './fresh-hands.ts'
import type { Policy } from './policy.ts'
import type { Due } from './state.ts'
import type {
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
  RequestKind,
  ScannedBy,
  SentOnDemand,
  SignedWay,
  ViolationKind,
} from './terms.ts'

/** What somebody wants to happen to a shipment. Imperative; personal data stays outside. */
export type Command =
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
      /** Labels that are protected since before, with their last scan in ms (R41): the registry asked. */
      seen?: Record<string, number>
    }
  | { type: 'schedule'; roundId: string; courierId: string }
  /** `from`: the round on whose list whoever moves it saw it; absent: whichever it is on. */
  | { type: 'move'; roundId: string; courierId: string; from?: string }
  | { type: 'withdraw'; roundId: string }
  | { type: 'dispatch'; roundId: string; courierId: string; point: PointInfo | null }
  | { type: 'receive-at-depot'; labels: string[] }
  | { type: 'cancel' }
  | {
      type: 'request-contact'
      requestedBy: string
      /** Where the recipient can be reached afterwards. */
      contacts: { hasPhone: boolean; hasEmail: boolean }
    }
  | DecideRequest
  | { type: 'withdraw-contact' }
  | CorrectRecipient
  | RequestLabel
  /** What became of the shipment that waited for labels of this one. */
  | { type: 'note-label-moved'; refusal: Refusal | 'key-reused' | null }
  | { type: 'send'; what: SentOnDemand }
  /** `independentOf`: those of whom this dispatcher is, asked of the registry right before (R21). */
  | { type: 'decide-claim'; decision: ClaimDecision; independentOf?: string[] }
  | { type: 'confirm-receipt'; labels: string[]; independentOf: string[] }
  | { type: 'release-suspension'; independentOf: string[] }
  | CourierCommand
  | RecipientCommand
  | CounterCommand
  | { type: 'choose-point'; point: PointInfo }
  | { type: 'order-return'; reason: 'dispatcher' }
  /** The depot hands parcels that go back to their sender on. */
  | { type: 'return-from-depot'; labels: string[] }
  /** The end of the round for this stop: `scanned` are labels that came back (R26). */
  | { type: 'close-stop'; roundId: string; scanned: string[] }
  | { type: 'record-tablet-failure'; roundId: string }
  | { type: 'suspect-violation'; kind: ViolationKind }
  /** The kinds of which anything is left: the shell knows. */
  | { type: 'erase'; kinds: DataKind[] }
  /** Time has passed: what is due by the calendar, which the shell reads (R26, R29, R31). */
  | { type: 'pass-time'; due: Due[] }
  | {
      type: 'note-sent'
      cause: MessageCause
      channels: ChannelName[]
      unserved: ChannelName[]
      about: number
    }
  | { type: 'note-failed'; cause: MessageCause; channel: ChannelName; about: number; reason: string }

/** The contract's own key corrects who a shipment is for (R41). */
export interface CorrectRecipient {
  type: 'correct-recipient'
  /** Where the recipient can be reached afterwards. */
  contacts: { hasPhone: boolean; hasEmail: boolean }
  /** What of it is another than before: the shell compares. */
  changes: { name: boolean; contact: boolean }
}

/** A dispatcher asks for protected labels of this shipment, for another recipient (R41). */
export interface RequestLabel {
  type: 'request-label'
  requestedBy: string
  labels: string[]
  to: string
  reasons: Difference[]
}

/** A second person decides about what waits for them (R9). */
export interface DecideRequest {
  type: 'decide-request'
  kind: RequestKind
  /** The event that asks. */
  seq: number
  decision: 'agree' | 'decline'
  by: string
  /** Of whom the one who decides is independent: asked of the registry right before. */
  independentOf: string[]
  /** With the operator's own key, which is always another person's. */
  operator: boolean
  /** What they saw is what is asked. The object compares. */
  same: boolean
}

/** What a release by identity is judged with (R42). */
interface ByHands {
  /** Absent where nothing would be released. Hands of which nothing is known are new. */
  hands?: Hands | null
  /** The event by which this very call asked for a dispatcher before; absent: it asks for the first time. */
  asked?: number
}

export type CourierCommand = { courierId: string } & (
  | { type: 'arrive'; deviceAt: string; placed: boolean; distanceM?: number }
  | {
      type: 'try-code'
      proof: CodeProof
      labels?: string[]
      blocked: Blocked
      /** Not the policy's number of ASCII digits, or not one of our QR codes: free. */
      malformed: boolean
      /** A QR of another shipment: free, nothing compared. */
      foreign: boolean
      /** Compares the code. Called at most once, and only for an attempt that is evaluated (R12). */
      matches: () => boolean
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
    } & ByHands)
  | { type: 'fail-visit'; reason: FailReason }
  | { type: 'deliver'; labels?: string[] }
  | { type: 'send-at-door'; what: SentOnDemand }
)

/** What a point's staff do; another point's shipment is "not found" to them. */
export type CounterCommand = { pointId: string } & (
  | { type: 'receive-at-point'; labels: string[]; shelf?: string }
  | {
      type: 'try-code-at-counter'
      proof: CodeProof
      labels: string[]
      blocked: Blocked
      malformed: boolean
      foreign: boolean
      /** Called at most once, and only for an attempt that is evaluated (R28). */
      matches: () => boolean
    }
  | ({
      type: 'check-identity-at-counter'
      labels: string[]
      documentType: DocumentType
      nameMatches: boolean
      signed: SignedWay | null
      blocked: Blocked
    } & ByHands)
  | { type: 'scan-at-counter'; labels: string[] }
  | { type: 'refuse-at-counter'; labels: string[] }
  | { type: 'extend-at-counter' }
  | { type: 'return-to-sender'; labels: string[] }
)

/** `link` is the generation of the link that the phone came by (R25). */
export type RecipientCommand = { session: string; link: number } & (
  | { type: 'scan-label'; label: string; by: ScannedBy }
  | { type: 'declare-no-claims' }
  /** `photos`: how many of this phone's own come with it. */
  | { type: 'raise-claim'; kind: ClaimKind; photos?: number }
  | { type: 'finish'; signed: SignedWay | null }
  | { type: 'declare-not-me' }
  | { type: 'extend' }
  | { type: 'stop-contact-change' }
  | { type: 'lift-suspension' }
  | { type: 'stop-label-change' }
)

/** What the caller is told when the command was carried out. */
export type Answer =
  | { outcome: 'done' }
  | { outcome: 'handed-over'; code: string }
  | { outcome: 'wrong'; left: number }
  | { outcome: 'held'; code: string; point: PointInfo | null; words: string }
  | { outcome: 'identity'; left?: 0 }
  | { outcome: 'closed' }
  | { outcome: 'wrong-parcel' }
  | { outcome: 'match'; label: string }
  | { outcome: 'mismatch'; left: number }
  | { outcome: 'expected' | 'undeclared' | 'unexpected' | 'wrong-point' }
  /** The depot has it already. */
  | { outcome: 'seen' }
  /** One half of an issue by link at a counter is there, the other is waited for. */
  | { outcome: 'waiting' }
  | { outcome: 'name-differs' }
  /** A dispatcher is asked first, until then: ms since the epoch (R42). */
  | { outcome: 'approval'; until: number }
  /** The dispatcher said no, and the parcel stays at its point. */
  | { outcome: 'declined' }
  /** It waits for a second person (R9); kind and event name the request. */
  | { outcome: 'requested'; kind: RequestKind; seq: number }
  /** `effectiveAt`: ms since the epoch, where it takes effect by itself and when is known. */
  | { outcome: 'decided'; effectiveAt?: number }
  /** `claimed`: it waits for a dispatcher besides, wherever its parcels are. */
  | ({ outcome: 'counted'; claimed: boolean } & StopCount)

/** Where the parcels of one stop are at the end of its round (R26). */
export interface StopCount {
  handedOver: string[]
  toPoint: string[]
  atPoint: string[]
  depot: string[]
  unexplained: string[]
}

export type Decision = { ok: true; facts: Fact[]; answer: Answer } | { ok: false; refusal: Refusal }

export const refuse = (refusal: Refusal): Decision => ({ ok: false, refusal })
export const accept = (facts: Fact[], answer: Answer = { outcome: 'done' }): Decision => ({
  ok: true,
  facts,
  answer,
})
