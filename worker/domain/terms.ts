/**
 * The closed sets of the domain, each written once, with its values and their type. Rules, schemas, tables,
 * screens and tests take them from here; this file imports nothing. Where the order of the values matters,
 * the comment of the set says so.
 */

// Languages, profiles and points.

export const LOCALES = ['ru', 'fr', 'en'] as const
export type Locale = (typeof LOCALES)[number]

/** The profiles a contract can be made from. */
export const PROFILE_NAMES = ['kse', 'chronopost'] as const
export type Profile = (typeof PROFILE_NAMES)[number]

export const POINT_KINDS = ['office', 'point', 'locker'] as const
export type PointKind = (typeof POINT_KINDS)[number]

export const RECIPIENT_KINDS = ['consumer', 'business'] as const
export type RecipientKind = (typeof RECIPIENT_KINDS)[number]

// Proofs: what opens a parcel, and where.

/** The forms in which the recipient's secret can be shown. */
export const PROOFS = ['pin', 'qr', 'link'] as const
export type Proof = (typeof PROOFS)[number]

/** The proofs that are codes. They are compared, and a wrong one costs an attempt (R12). */
export const CODE_PROOFS = ['pin', 'qr'] as const satisfies readonly Proof[]
export type CodeProof = (typeof CODE_PROOFS)[number]
export const isCode = (proof: HandOverProof): proof is CodeProof =>
  (CODE_PROOFS as readonly HandOverProof[]).includes(proof)

/** What a counter can accept (R28). */
export const COUNTER_PROOFS = [...PROOFS, 'identity'] as const
export type CounterProof = (typeof COUNTER_PROOFS)[number]

/** Everything against which a parcel can be handed over. */
export const HAND_OVER_PROOFS = [...COUNTER_PROOFS, 'ordinary'] as const
export type HandOverProof = (typeof HAND_OVER_PROOFS)[number]

/** What an event proved (R33). */
export const PROVED = ['secret', 'parcel', 'person', 'place', 'payment'] as const
export type Proved = (typeof PROVED)[number]

/** How a phone came by the label that it names (R19). */
export const SCANNED_BY = ['camera', 'photo', 'typed'] as const
export type ScannedBy = (typeof SCANNED_BY)[number]

export const DOCUMENT_TYPES = ['passport', 'id-card', 'driving-licence', 'residence-permit', 'other'] as const
export type DocumentType = (typeof DOCUMENT_TYPES)[number]

/** How a signature was given. */
export const SIGNED_WAYS = ['drawn', 'typed'] as const
export type SignedWay = (typeof SIGNED_WAYS)[number]

// What a policy can say.

export const PIN_DIGITS = [5, 6, 7, 8] as const

/** What happens without a code, or after five wrong ones (R12, R13); the weaker value comes first. */
export const WITHOUT_CODE = ['identity', 'hold'] as const
export type WithoutCode = (typeof WITHOUT_CODE)[number]

/** What is left when the tablet fails (R17); the weaker value comes first. */
export const BROKEN_TABLET = ['identity', 'depot'] as const
export type BrokenTablet = (typeof BROKEN_TABLET)[number]

/** Where the secret is told: in the message, after a scan (R7), or at the recorded arrival (R39). */
export const REVEALS = ['message', 'scan', 'arrival'] as const
export type Reveal = (typeof REVEALS)[number]

/** The proofs for which a policy can want a signature. */
export const SIGNED_PROOFS = ['link', 'identity'] as const
export type SignedProof = (typeof SIGNED_PROOFS)[number]

/** What a release by hands that are too new asks for (R42); the weaker value comes first. */
export const FRESH_HANDS = ['alert', 'approval'] as const
export type FreshHands = (typeof FRESH_HANDS)[number]

export const PAYMENTS = ['none', 'delivery', 'goods', 'both'] as const
export type Payment = (typeof PAYMENTS)[number]

/** Who takes a recipient's payment for the carrier (R30). */
export const PAYMENT_PROVIDERS = ['stripe', 'yookassa'] as const
export type PaymentProviderName = (typeof PAYMENT_PROVIDERS)[number]

/** Where a payment was begun: on the recipient's own page, or by the address that only takes payments. */
export const PAY_FROM = ['page', 'door'] as const
export type PayFrom = (typeof PAY_FROM)[number]

/**
 * Why money goes back. `late`: it was paid after the delivery had ended; `twice`: it was paid already; `person`: a
 * dispatcher decided so.
 */
export const REFUND_BECAUSE = ['returned', 'cancelled', 'late', 'twice', 'person'] as const
export type RefundBecause = (typeof REFUND_BECAUSE)[number]

/** The moments at which a policy can tell the recipient something, in the order of a delivery. */
export const MOMENTS = [
  'announced',
  'accepted',
  'scheduled',
  'released',
  'arrived',
  'held',
  'failed',
  'ready',
  'reminder',
  'receipt',
] as const
export type Moment = (typeof MOMENTS)[number]

/** The outcomes for which a carrier has a code of its own (R33). */
export const OUTCOMES = [
  'pin',
  'qr',
  'link',
  'identity',
  'ordinary',
  'no-code',
  'wrong-code',
  'absent',
  'refused',
  'claim',
  'address',
  'damaged',
  'depot',
  'returned',
] as const
export type Outcome = (typeof OUTCOMES)[number]

/** What is kept of people beside the log, by the policy's names. Each kind is erased on its own (R31). */
export const DATA_KINDS = ['name', 'contact', 'address', 'signature', 'notes', 'photos', 'place'] as const
export type DataKind = (typeof DATA_KINDS)[number]

/** Why something was erased: its time was over, or somebody asked for it. */
export const ERASED_BECAUSE = ['retention', 'request'] as const
export type ErasedBecause = (typeof ERASED_BECAUSE)[number]

// Messages.

export const CHANNELS = ['sms', 'email', 'messenger', 'voice'] as const
export type ChannelName = (typeof CHANNELS)[number]

/** Messengers in which a bot of the carrier writes to whoever opened its chat. */
export const BOTS = ['telegram', 'max'] as const
export type Bot = (typeof BOTS)[number]

/** Why a chat is not written to any more; `blocked`: its owner closed it. */
export const CHAT_ENDED_BECAUSE = ['recipient', 'blocked'] as const
export type ChatEndedBecause = (typeof CHAT_ENDED_BECAUSE)[number]

/** Why nobody can be reached with a shipment's secret (R38). */
export const UNREACHED = ['told-nobody', 'not-delivered', 'landline-only'] as const
export type Unreached = (typeof UNREACHED)[number]

/** What is shown of a message on its way, and never what it says (R4). */
export const TOLD_STATES = ['sending', 'sent', 'delivered', 'failed'] as const
export type ToldState = (typeof TOLD_STATES)[number]

/** What a provider reports of a message that it took. */
export const REPORTED_OUTCOMES = ['delivered', 'undelivered'] as const
export type ReportedOutcome = (typeof REPORTED_OUTCOMES)[number]

/**
 * Why a message goes out: a moment of the policy, a send on demand, or news of what others did in the
 * recipient's name.
 */
export const MESSAGE_CAUSES = [
  ...MOMENTS,
  'resend',
  'identity',
  /** `contact-change` goes to the old contact, `contact-changed` to the new one (R9). */
  'contact-change',
  'contact-changed',
  /** To the present recipient: a label of the parcel was requested for somebody else (R41). */
  'label-change',
  /** To the earlier recipient: the sender corrected who the shipment is for (R41). */
  'corrected',
  /** The end of the visit was told and then taken back: the courier is still there (R37). */
  'reopened',
  /** News of the parcel comes in a messenger's chat too; told everywhere, so that nobody is joined unawares. */
  'chat-joined',
  /** The payment has arrived, so the secret may be told (R30). */
  'paid',
  /** Money goes back to whoever paid. */
  'refunded',
] as const
export type MessageCause = (typeof MESSAGE_CAUSES)[number]

/**
 * News of what others did in the recipient's name. It goes to the announced contact, on every channel and at once,
 * because the recipient can still act upon it (R9, R16, R41).
 */
const WARNINGS: readonly MessageCause[] = [
  'contact-change',
  'label-change',
  'corrected',
  'identity',
  'chat-joined',
]
export const isWarning = (cause: MessageCause): boolean => WARNINGS.includes(cause)

/** What a courier or dispatcher can send on demand (R8). */
export const SENT_ON_DEMAND = ['link', 'code'] as const
export type SentOnDemand = (typeof SENT_ON_DEMAND)[number]

// Where a shipment and its parcels are.

/** The states of a shipment, as the API names them. */
export const PHASES = [
  'announced',
  'scheduled',
  'out-for-delivery',
  'handed-over',
  'partly-handed-over',
  'held',
  'refused',
  'at-depot',
  'returned',
  'cancelled',
] as const
export type Phase = (typeof PHASES)[number]

export const PARCEL_PLACES = [
  'depot',
  'vehicle',
  'recipient',
  'to-point',
  'point',
  'sender',
  'unexplained',
] as const
export type ParcelPlace = (typeof PARCEL_PLACES)[number]

export const ROUND_STATES = ['planned', 'dispatching', 'dispatched', 'closed'] as const
export type RoundState = (typeof ROUND_STATES)[number]

/** What a stop of a round shows: still to be made, how it ended, or that it is not on the round any more. */
export const STOP_MARKS = ['open', 'done', 'partly', 'held', 'back', 'off'] as const
export type StopMark = (typeof STOP_MARKS)[number]

/** What a telephone number is for. `either`: in its country landlines and mobiles look alike. */
export const PHONE_KINDS = [
  'mobile',
  'either',
  'landline',
  'internet',
  'freephone',
  'premium',
  'other',
] as const
export type PhoneKind = (typeof PHONE_KINDS)[number]

// Reasons.

/**
 * Why a shipment cannot be secured (R2). Those that begin with `phone-` stand beside `no-contact` and say why
 * the announced number is no contact (R38).
 */
export const INELIGIBLE_REASONS = [
  'not-switched-on',
  'no-contact',
  'phone-landline',
  'phone-freephone',
  'phone-premium',
  'phone-no-texts',
  'not-in-person',
  'not-private',
] as const
export type Reason = (typeof INELIGIBLE_REASONS)[number]

export const FAIL_REASONS = ['absent', 'refused', 'address', 'damaged'] as const
export type FailReason = (typeof FAIL_REASONS)[number]

/** Why a parcel is held instead of handed over (R14). */
export const HOLD_REASONS = ['no-code', 'wrong-code'] as const
export type HoldReason = (typeof HOLD_REASONS)[number]

/** Why parcels go back to their sender. */
export const RETURN_REASONS = [
  'storage-ended',
  'refused',
  'no-proof-left',
  'claim',
  'counter',
  'dispatcher',
] as const
export type ReturnReason = (typeof RETURN_REASONS)[number]

/** Why nobody can say where a parcel is (R26). */
export const LOST_WHYS = [
  'not-scanned',
  'not-received',
  'not-at-point',
  'unseen',
  'not-sent-back',
  /** A courier says to have released it without a network, and the rules do not accept that (R36). */
  'late-act',
] as const
export type LostWhy = (typeof LOST_WHYS)[number]
/** Reasons for a loss where no courier had the parcel: unseen for days, or not sent back to its sender. */
export const LOST_AT_DEPOT: readonly LostWhy[] = ['unseen', 'not-sent-back']

/** Why hands are too new to release by identity without an alert (R42). */
export const FRESH_REASONS = [
  /** They are less than a day old, or have fewer than ten hand-overs by secret to ten contacts. */
  'new-hands',
  /** The device is, by the same measure. */
  'new-device',
  /** The session is their first one after three days without any. */
  'first-session',
  /** The session's invitation ended a live session that day. */
  'ended-session',
  /** The device is a substitute for a broken tablet. */
  'substitute',
  'new-point',
  /** No message reached the recipient. */
  'unreached',
  /** Somebody who is not independent of the hands did what these four say. */
  'moved',
  'point-chosen',
  'tablet-recorded',
  'block-lifted',
] as const
export type FreshReason = (typeof FRESH_REASONS)[number]

/** What would differ if a label is announced again (R41). */
export const DIFFERENCES = ['recipient', 'kind', 'secured', 'policy', 'payment'] as const
export type Difference = (typeof DIFFERENCES)[number]

// Claims, violations, alerts, requests.

/** What a recipient can complain of. */
export const CLAIM_KINDS = [
  'nobody-came',
  'no-code-asked',
  'not-received',
  'damaged',
  'wrong',
  'other',
] as const
export type ClaimKind = (typeof CLAIM_KINDS)[number]

/** What a claim can be about. "Not me" is a claim while the parcel is on the road (R21). */
export const CLAIMED = [...CLAIM_KINDS, 'not-me'] as const
export type Claimed = (typeof CLAIMED)[number]

/** What the recipient can say during a hold that suspends the identity check (R21). */
export const SUSPENDS = ['nobody-came', 'no-code-asked', 'not-me'] as const satisfies readonly Claimed[]
export type SuspendedBecause = (typeof SUSPENDS)[number]

export const CLAIM_DECISIONS = ['resume', 'depot', 'return'] as const
export type ClaimDecision = (typeof CLAIM_DECISIONS)[number]

/** What a courier can be suspected of (R27). */
export const VIOLATION_KINDS = [
  'unexplained',
  'nobody-came',
  'no-code-asked',
  'not-received',
  'without-code',
  'other',
] as const
export type ViolationKind = (typeof VIOLATION_KINDS)[number]

export const VIOLATION_STATES = ['suspected', 'contested', 'waiver-proposed', 'upheld', 'waived'] as const
export type ViolationState = (typeof VIOLATION_STATES)[number]

/** What a dispatcher is alerted of. */
export const ALERT_KINDS = [
  'page-locked',
  'claim',
  'not-me',
  'message-failed',
  'unexplained',
  'misplaced',
  'tablet-failed',
  'return',
  'pin-blocked',
  'identity-blocked',
  'webhook-disabled',
  'contact-change',
  'contact-stopped',
  'fresh-hands',
  'undeclared',
  'foreign-labels',
  'label-change',
  'label-stopped',
  /** A gateway takes no message of a channel. */
  'gateway-down',
  /** A stop left although nobody was told its secret (R38). */
  'unreached',
  /** The provider refused to give money back. */
  'refund-failed',
  /** A provider's books differ from ours. */
  'payment-difference',
  /** What a courier did without a network contradicts what is known (R36). */
  'conflict',
  /** Numbers of a device's acts are missing at the end of a round (R36). */
  'device-gap',
  /** An invitation that had been used was presented again (R40). */
  'invitation-reused',
] as const
export type AlertKind = (typeof ALERT_KINDS)[number]

/** What waits for a second, independent person (R9). */
export const REQUEST_KINDS = [
  'contact',
  'label',
  'contract',
  'waiver',
  'fresh-hands',
  'block',
  'receipt',
  'suspension',
  'not-me',
  'refund',
  'late-proof',
] as const
export type RequestKind = (typeof REQUEST_KINDS)[number]

/** Who kept a change from taking effect. `second-person`: whoever was asked to agree declined. */
export const STOPPED_BY = ['recipient', 'dispatcher', 'second-person', 'time'] as const
export type StoppedBy = (typeof STOPPED_BY)[number]

/**
 * The actions that somebody in an office or by API can take on a shipment. Its view names those that it accepts
 * now.
 */
export const SHIPMENT_ACTIONS = [
  'resend',
  'change-contact',
  'withdraw-contact',
  'correct-recipient',
  'choose-point',
  'reschedule',
  'order-return',
  'cancel',
  'decide-claim',
  'lift-suspension',
  'report-violation',
  'refund',
  'settle-conflict',
  'erase',
] as const
export type ShipmentAction = (typeof SHIPMENT_ACTIONS)[number]

// Webhooks.

export const WEBHOOK_FORMATS = ['sesame', 'cloudevents', 'epcis'] as const
export type WebhookFormat = (typeof WEBHOOK_FORMATS)[number]

/** Why an endpoint is sent nothing: its owner paused it, it answered 410, or it failed for days. */
export const DISABLED_BECAUSE = ['paused', 'gone', 'failing'] as const
export type DisabledBecause = (typeof DISABLED_BECAUSE)[number]

// People.

export const STAFF_ROLES = ['dispatcher', 'courier', 'counter', 'depot'] as const
export type StaffRole = (typeof STAFF_ROLES)[number]
export const ROLES = [...STAFF_ROLES, 'recipient', 'integrator'] as const
export type Role = (typeof ROLES)[number]

// Refusals.

/**
 * Why a command was not carried out. A refusal is data: it changes nothing and costs nothing. The words are
 * the problem codes of the API; `worker/api/problem.ts` has the HTTP status of each.
 */
export const REFUSALS = [
  'not-found',
  'malformed-code',
  'waybill-taken',
  'label-taken',
  'label-known',
  'label-pending',
  'not-eligible',
  'not-out-for-delivery',
  'not-arrived',
  'stop-closed',
  'too-late',
  'not-accepted',
  'not-yet',
  'not-secured',
  'secured',
  'drop-off',
  'blocked',
  'claim-open',
  'unpaid',
  'nothing-to-pay',
  'nothing-to-refund',
  'payment-unavailable',
  'no-claim',
  'wrong-parcel',
  'codes-closed',
  'no-attempts-left',
  'signature-required',
  'resend-limit',
  'resend-too-soon',
  'on-a-round',
  'not-at-depot',
  'wrong-round',
  'shipment-over',
  'not-over',
  'claims-possible',
  'too-many-photos',
  'unknown-photo',
  'not-received',
  'already-received',
  'already-extended',
  'not-to-return',
  'not-scanned',
  'not-confirmed',
  'contact-pending',
  'contact-limit',
  'no-contact',
  'no-contact-change',
  'second-person',
  'no-request',
  'changed',
  'operator-needed',
  'approval-lapsed',
  'receipt-unconfirmed',
  'identity-suspended',
  'no-suspension',
  'no-conflict',
  'page-locked',
  'link-owned',
  'link-finished',
  'link-superseded',
  'link-expired',
] as const
export type Refusal = (typeof REFUSALS)[number]

/** What is wrong with the clock of a tablet that says an impossible time. */
export const CLOCK_FAULTS = ['ahead', 'behind'] as const
export type ClockFault = (typeof CLOCK_FAULTS)[number]

/** What a courier can do without a network (R36), by the names of the API. A PIN is never among it (R35). */
export const LATE_ACTS = ['arrive', 'qr', 'no-code', 'identity', 'fail', 'deliver', 'reopen'] as const
export type LateAct = (typeof LATE_ACTS)[number]

/** Why a late act is not accepted where a live one would have been no refusal: it proved nothing. */
export const PROVED_NOTHING = ['wrong-code', 'approval-needed'] as const
/** Why a late act was not accepted. */
export type LateBecause = Refusal | (typeof PROVED_NOTHING)[number]
