import type { PointInfo } from './choose-point.ts'
import type { ActMark } from './device-act.ts'
import type { Contacts } from './eligibility.ts'
import type { PaymentFact } from './payment-fact.ts'
import type { Amounts } from './payments.ts'
import type { Policy } from './policy.ts'
import type {
  Bot,
  BrokenTablet,
  ChannelName,
  ChatEndedBecause,
  ClaimDecision,
  ClaimKind,
  ClockFault,
  CodeProof,
  DataKind,
  Difference,
  DocumentType,
  ErasedBecause,
  FailReason,
  FreshReason,
  HandOverProof,
  HoldReason,
  LateAct,
  LateBecause,
  Locale,
  LostWhy,
  MessageCause,
  Reason,
  Refusal,
  ReportedOutcome,
  ReturnReason,
  ScannedBy,
  SentOnDemand,
  SignedWay,
  StoppedBy,
  SuspendedBecause,
  Unreached,
  ViolationKind,
} from './terms.ts'

/**
 * Everything that can become true of a shipment, in the past tense and without personal data. Names,
 * contacts, addresses, comments, signatures and coordinates are stored beside the log and can be erased
 * (R31). `act`: what the device said of the act that it comes of (R36). `deviceKey`: the print of the
 * key of the device that signed it (R40).
 */
export type Fact = Happening & { act?: ActMark; deviceKey?: string }

type Happening =
  | {
      type: 'announced'
      waybill: string
      contractId: string
      policyVersion: number
      policy: Policy
      carrier: string
      sender: string
      secured: boolean
      reasons: Reason[]
      labels: string[]
      contacts: Contacts
      locale: Locale
      destination: PointInfo | null
      /** Labels that were protected before this announcement, with their last scan in ms (R41). */
      seen?: Record<string, number>
      /** What the recipient pays first; absent: nothing (R30). */
      amounts?: Amounts
    }
  | { type: 'scheduled'; roundId: string; courierId: string }
  | { type: 'moved'; roundId: string; courierId: string }
  | { type: 'withdrawn'; roundId: string }
  | {
      type: 'dispatched'
      roundId: string
      courierId: string
      point: PointInfo | null
      /** Why nobody was told the secret when the round left (R38). */
      unreached?: Unreached
    }
  | { type: 'received-at-depot'; labels: string[]; code: string }
  /** The depot scanned parcels that it already has, which records only that they were seen (R26). */
  | { type: 'seen-at-depot'; labels: string[] }
  | { type: 'cancelled' }
  /** The new contact itself is stored beside the log (R9). */
  | {
      type: 'contact-change-requested'
      requestedBy: string
      contacts: Contacts
    }
  /** `byOperator`: the agreement used the operator's own key, because the old contact cannot be told. */
  | { type: 'contact-change-approved'; byOperator?: true }
  | { type: 'contact-change-stopped'; who: StoppedBy }
  | { type: 'contact-changed' }
  /** `to`: the shipment that waits for the labels. Its announcement is stored beside the log (R41). */
  | { type: 'label-requested'; requestedBy: string; labels: string[]; to: string; reasons: Difference[] }
  | { type: 'label-approved'; byOperator?: true }
  | { type: 'label-stopped'; who: StoppedBy; request: number }
  | { type: 'label-released'; labels: string[]; to: string }
  /** The shipment that waited for the labels was announced, or could not be. */
  | { type: 'label-moved'; to: string; request: number; refusal?: Refusal | 'key-reused' }
  /**
   * The sender corrected who the shipment is for, before any label was protected (R41). `was`: the earlier
   * recipient's contact, if they had been told anything. `contact`: more than the name changed.
   */
  | {
      type: 'recipient-corrected'
      contacts: Contacts
      contact: boolean
      was: ({ from: number } & Contacts) | null
    }
  /** `distanceM`: metres from the announced address, where both places are known. */
  /**
   * `late`: it came in after the stop had ended: after the point's receipt, which it explains (R28), or after the
   * recipient's phone had finished, while the tablet had no network (R22).
   */
  /** `clock`: the tablet's time cannot be true, so the server's counts. */
  | {
      type: 'arrived'
      deviceAt: string
      placed: boolean
      distanceM?: number
      /** Whether it was near the address; absent where the address has no coordinates (R39). */
      near?: boolean
      late?: true
      clock?: ClockFault
    }
  /** `pointId`: the code was tried at that point's counter, which has five attempts of its own (R28). */
  | { type: 'code-refused'; proof: CodeProof; left: number; pointId?: string }
  | { type: 'no-code-declared' }
  | { type: 'identity-not-proved'; declined: boolean; documentType?: DocumentType; pointId?: string }
  | {
      type: 'handed-over'
      labels: string[]
      of: number
      proof: HandOverProof
      code: string
      signed?: SignedWay
      documentType?: DocumentType
      scannedBy?: ScannedBy[]
      /** The point at whose counter the parcels were issued. */
      pointId?: string
      /** Who invited the session that released by identity, and when (R42); null: not recorded then. */
      hands?: { invitedBy: string | null; invitedAt: string | null }
      /** Why the hands were too new for this release (R42). */
      fresh?: FreshReason[]
      /** The late act that proved it, as an independent dispatcher accepted (R36). */
      lateProof?: number
    }
  /**
   * An act that had happened at the door came too late to be accepted (R36). `against`: the event that ended the visit
   * otherwise. `lost`: the parcels that it says were released, and that nobody can explain now. `proved`: its QR code
   * was the right one, or one that was right before.
   */
  | {
      type: 'late-act-refused'
      what: LateAct
      because: LateBecause
      courierId: string
      labels: string[]
      lost: string[]
      /** Labels that were missing before, as the courier says by this release. */
      missing?: string[]
      against?: number
      proved?: 'now' | 'earlier'
    }
  /** An independent dispatcher did not accept the QR code of a late act; `request`: the event that asks. */
  | { type: 'late-proof-declined'; request: number }
  /** A dispatcher has looked at both accounts of a visit; `conflict`: the late act that was refused. */
  | { type: 'conflict-settled'; conflict: number }
  /** Hands that are too new want to release by identity, so a dispatcher is asked first (R42). */
  | {
      type: 'approval-asked'
      reasons: FreshReason[]
      labels: string[]
      /** The courier or clerk who asks. */
      personId: string
      pointId?: string
    }
  /** `asked`: sequence number of the event that asked. */
  | { type: 'approval-given'; asked: number }
  | { type: 'approval-declined'; asked: number }
  | {
      type: 'held'
      reason: HoldReason
      labels: string[]
      code: string
      point: PointInfo | null
    }
  | { type: 'visit-failed'; reason: FailReason; labels: string[]; code: string }
  /** The courier took back what ended the visit: the event `takesBack` does not stand (R37). */
  | { type: 'visit-reopened'; takesBack: number; labels: string[] }
  /** The courier declares that a drop-off was left at its point. The point's receipt is still to come. */
  | { type: 'declared-at-point'; labels: string[] }
  /** `labels`: the parcels that set out for the point now. */
  | { type: 'point-chosen'; point: PointInfo; labels: string[] }
  /** `undeclared`: no arrival, NL or dispatch explains how the parcels came there (R28). */
  | { type: 'received-at-point'; pointId: string; labels: string[]; shelf?: string; undeclared?: true }
  /** An independent dispatcher confirms, or does not confirm, that the point rightly has them (R28). */
  | { type: 'receipt-confirmed'; labels: string[] }
  | { type: 'receipt-doubted'; labels: string[] }
  | { type: 'shelved'; labels: string[]; shelf: string }
  /** A point scanned parcels that are not ordered there. Custody stays, but it is known where they are. */
  | { type: 'found-at-point'; pointId: string; labels: string[] }
  | { type: 'clerk-scanned'; pointId: string; labels: string[] }
  | {
      type: 'finish-declared'
      session: string
      labels: string[]
      signed: SignedWay | null
      scannedBy: ScannedBy[]
    }
  | { type: 'refused-at-point'; pointId: string; labels: string[]; code: string }
  | { type: 'storage-extended' }
  | { type: 'reminded' }
  | { type: 'return-ordered'; reason: ReturnReason; labels: string[]; code: string }
  | { type: 'left-for-sender'; labels: string[] }
  /**
   * The courier scanned the parcels at the end of the round. This is a declaration, not a receipt (R26). Without labels
   * the round was closed while the end of its stop could still be taken back (R37).
   */
  | { type: 'declared-back'; roundId: string; labels: string[] }
  | { type: 'unexplained'; labels: string[]; why: LostWhy }
  | { type: 'tablet-failed'; roundId: string; then: BrokenTablet }
  | { type: 'violation-suspected'; kind: ViolationKind }
  | { type: 'label-scanned'; label: string; by: ScannedBy; session: string }
  | { type: 'wrong-label-scanned'; left: number }
  | { type: 'no-claims-declared' }
  /** `link`: generation of the page's link, for a claim after the visit. `photos`: how many it has. */
  | { type: 'claim-raised'; kind: ClaimKind; blocking: boolean; link?: number; photos?: number }
  | { type: 'claim-decided'; decision: ClaimDecision; code?: string }
  /** `blocking`: it was said while the parcel was on the road, so it is a claim (R21). */
  | { type: 'not-me-declared'; link: number; blocking?: boolean }
  /** Said during a hold: the identity check is suspended until this is lifted (R21). */
  | { type: 'identity-suspended'; because: SuspendedBecause; link: number }
  | { type: 'suspension-lifted'; who: 'recipient' | 'second-person' }
  /** A dispatcher left the suspension in place. A decision can be asked for again. */
  | { type: 'suspension-kept' }
  | { type: 'suspension-questioned' }
  /** Going on after "not me" needs an independent dispatcher (R21). */
  | { type: 'resume-asked' }
  | { type: 'resume-declined' }
  /** The messenger's number of the chat is stored beside the log. `link`: generation of the link that led there. */
  | { type: 'chat-joined'; bot: Bot; link: number }
  | { type: 'chat-ended'; bot: Bot; because: ChatEndedBecause }
  | { type: 'sent-on-demand'; what: SentOnDemand }
  | {
      type: 'message-sent'
      cause: MessageCause
      channels: ChannelName[]
      about: number
      /** Channels that the policy lists and that cannot carry this message here. */
      unserved?: ChannelName[]
      /** What the providers said of it. */
      sent?: Partial<Record<ChannelName, SentDetails>>
    }
  | { type: 'message-failed'; cause: MessageCause; channel: ChannelName; about: number; reason: string }
  /** The provider's report of what became of a message that it took. */
  | {
      type: 'message-reported'
      cause: MessageCause
      channel: ChannelName
      about: number
      outcome: ReportedOutcome
      /** The provider's code. */
      reason?: string
    }
  | PaymentFact
  /** Personal data of these kinds was erased with its salts, from all events before this one (R31). */
  | { type: 'erased'; kinds: DataKind[]; because: ErasedBecause }

/** What a provider said of a message when it took it. Its text is never kept, because it may hold the message. */
export interface SentDetails {
  /** The provider's number of the message, for asking what became of it. */
  id?: string
  /** In how many parts it is charged. */
  parts?: number
  /** The messenger in whose chat it was written; absent: to the announced number or address. */
  bot?: Bot
  /** What the provider charges for the whole message, in minor units of the account's currency. */
  cost?: number
}

export type FactType = Fact['type']
export type FactOf<T extends FactType> = Extract<Fact, { type: T }>
