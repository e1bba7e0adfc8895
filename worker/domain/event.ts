import type { PointInfo } from './choose-point.ts'
import type { Policy } from './policy.ts'
import type {
  BrokenTablet,
  ChannelName,
  ClaimDecision,
  ClaimKind,
  CodeProof,
  DataKind,
  Difference,
  DocumentType,
  ErasedBecause,
  FailReason,
  FreshReason,
  HandOverProof,
  HoldReason,
  Locale,
  LostWhy,
  MessageCause,
  Proved,
  Reason,
  Refusal,
  ReturnReason,
  ScannedBy,
  SentOnDemand,
  SignedWay,
  StoppedBy,
  SuspendedBecause,
  ViolationKind,
} from './terms.ts'

/**
 * Everything that can become true of a shipment. Past tense, without personal data: names, contacts,
 * addresses, comments, signatures and coordinates stand beside the log and can be erased (R31).
 */
export type Fact =
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
      contacts: { hasPhone: boolean; hasEmail: boolean }
      locale: Locale
      destination: PointInfo | null
      /** Labels that are protected since before this announcement, with their last scan in ms (R41). */
      seen?: Record<string, number>
    }
  | { type: 'scheduled'; roundId: string; courierId: string }
  | { type: 'moved'; roundId: string; courierId: string }
  | { type: 'withdrawn'; roundId: string }
  | { type: 'dispatched'; roundId: string; courierId: string; point: PointInfo | null }
  | { type: 'received-at-depot'; labels: string[]; code: string }
  /** Scanned at the depot, which has it already: seen there, nothing more (R26). */
  | { type: 'seen-at-depot'; labels: string[] }
  | { type: 'cancelled' }
  /** The new contact itself stands beside the log (R9). */
  | {
      type: 'contact-change-requested'
      requestedBy: string
      contacts: { hasPhone: boolean; hasEmail: boolean }
    }
  /** `byOperator`: with the operator's own key, where the old contact cannot be told. */
  | { type: 'contact-change-approved'; byOperator?: true }
  | { type: 'contact-change-stopped'; who: StoppedBy }
  | { type: 'contact-changed' }
  /** `to`: the shipment that waits for the labels; its announcement stands beside the log (R41). */
  | { type: 'label-requested'; requestedBy: string; labels: string[]; to: string; reasons: Difference[] }
  | { type: 'label-approved'; byOperator?: true }
  | { type: 'label-stopped'; who: StoppedBy; request: number }
  | { type: 'label-released'; labels: string[]; to: string }
  /** The shipment that waited is announced, or could not be. */
  | { type: 'label-moved'; to: string; request: number; refusal?: Refusal | 'key-reused' }
  /**
   * The sender corrected who it is for, before any label was protected (R41). `was`: whom that takes it from, where they
   * had been told anything; `contact`: not only the name.
   */
  | {
      type: 'recipient-corrected'
      contacts: { hasPhone: boolean; hasEmail: boolean }
      contact: boolean
      was: { from: number; hasPhone: boolean; hasEmail: boolean } | null
    }
  /** `distanceM`: metres from the announced address, where both places are known. */
  /** `late`: it came after the point's receipt had ended the stop, and says how the parcels got there (R28). */
  | { type: 'arrived'; deviceAt: string; placed: boolean; distanceM?: number; late?: true }
  /** `pointId`: at that point's counter, whose five attempts are apart from the door's (R28). */
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
      /** Issued at that point's counter. */
      pointId?: string
      /** Of an identity release: who invited the session it was done with, and when (R42). Null: not kept then. */
      hands?: { invitedBy: string | null; invitedAt: string | null }
      /** Why the hands were too new for it (R42). */
      fresh?: FreshReason[]
    }
  /** Hands that are too new want to release by identity: a dispatcher is asked first (R42). */
  | {
      type: 'approval-asked'
      reasons: FreshReason[]
      labels: string[]
      /** The courier or clerk who asks. */
      personId: string
      pointId?: string
    }
  /** `asked`: the event that asked. */
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
  /** The courier left a drop-off at its point, as they say; the point's receipt is still to come. */
  | { type: 'declared-at-point'; labels: string[] }
  /** `labels` are the parcels that set out for it now. */
  | { type: 'point-chosen'; point: PointInfo; labels: string[] }
  /** `undeclared`: no arrival, NL or dispatch says how it came there (R28). */
  | { type: 'received-at-point'; pointId: string; labels: string[]; shelf?: string; undeclared?: true }
  /** An independent dispatcher says that the point has them rightly, or does not say so (R28). */
  | { type: 'receipt-confirmed'; labels: string[] }
  | { type: 'receipt-doubted'; labels: string[] }
  | { type: 'shelved'; labels: string[]; shelf: string }
  /** A point scanned a parcel that is not ordered there: nothing changes hands, but it is known where it is. */
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
  /** The courier scanned them at the end of the round: a declaration, not a receipt (R26). */
  | { type: 'declared-back'; roundId: string; labels: string[] }
  | { type: 'unexplained'; labels: string[]; why: LostWhy }
  | { type: 'tablet-failed'; roundId: string; then: BrokenTablet }
  | { type: 'violation-suspected'; kind: ViolationKind }
  | { type: 'label-scanned'; label: string; by: ScannedBy; session: string }
  | { type: 'wrong-label-scanned'; left: number }
  | { type: 'no-claims-declared' }
  /** `link`: by which generation's page, after the visit. `photos`: how many stand beside it. */
  | { type: 'claim-raised'; kind: ClaimKind; blocking: boolean; link?: number; photos?: number }
  | { type: 'claim-decided'; decision: ClaimDecision; code?: string }
  /** `blocking`: said while the parcel is on the road, it is a claim (R21). */
  | { type: 'not-me-declared'; link: number; blocking?: boolean }
  /** Said during a hold: nobody gets it against a document until it is lifted (R21). */
  | { type: 'identity-suspended'; because: SuspendedBecause; link: number }
  | { type: 'suspension-lifted'; who: 'recipient' | 'second-person' }
  /** A dispatcher left it as it is; another may ask again. */
  | { type: 'suspension-kept' }
  | { type: 'suspension-questioned' }
  /** To go on after "not me" needs an independent dispatcher (R21). */
  | { type: 'resume-asked' }
  | { type: 'resume-declined' }
  | { type: 'sent-on-demand'; what: SentOnDemand }
  | {
      type: 'message-sent'
      cause: MessageCause
      channels: ChannelName[]
      about: number
      /** Channels the policy lists and this deployment does not serve. */
      unserved?: ChannelName[]
    }
  | { type: 'message-failed'; cause: MessageCause; channel: ChannelName; about: number; reason: string }
  /** Personal data of these kinds is gone with its salts, from all events before this one (R31). */
  | { type: 'erased'; kinds: DataKind[]; because: ErasedBecause }

export type FactType = Fact['type']
export type FactOf<T extends FactType> = Extract<Fact, { type: T }>

/** What a fact proved, for whoever reads the log (R33). A typed number proves no possession (R19). */
export function proved(fact: Fact): Proved[] {
  switch (fact.type) {
    case 'arrived':
      return fact.placed ? ['place'] : []
    case 'label-scanned':
      return fact.by === 'typed' ? [] : ['parcel']
    case 'clerk-scanned':
      return ['parcel']
    case 'handed-over':
      return [...provedBy(fact), ...(fact.pointId !== undefined ? (['parcel'] as const) : [])]
    default:
      return []
  }
}

/** What the proof of a hand-over proved. At a counter the clerk's scan proves the parcel besides (R28). */
function provedBy({ proof, scannedBy, pointId }: FactOf<'handed-over'>): Proved[] {
  if (proof === 'identity') return ['person']
  if (proof === 'ordinary') return []
  const seen = proof === 'link' && pointId === undefined && !scannedBy?.includes('typed')
  return seen ? ['secret', 'parcel'] : ['secret']
}

/** The carrier's code of a fact, where it has one: exactly one event of each hand-over or hold does (R33). */
export function carrierCode(fact: Fact): string | undefined {
  return 'code' in fact ? fact.code : undefined
}
