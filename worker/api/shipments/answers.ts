import * as v from 'valibot'
import {
  ALERT_KINDS,
  CHANNELS,
  FRESH_REASONS,
  INELIGIBLE_REASONS,
  LATE_ACTS,
  PAY_FROM,
  PAYMENT_PROVIDERS,
  PROVED_NOTHING,
  REFUND_BECAUSE,
  REFUSALS,
  SHIPMENT_ACTIONS,
  SUSPENDS,
} from '../../domain/terms.ts'
import {
  at,
  ContactData,
  claimed,
  count,
  day,
  Hold,
  locale,
  orNull,
  Place,
  PointInfoView,
  proof,
  proved,
  ReceiptLine,
  RecipientData,
  State,
  strings,
} from '../common.ts'
import { Money } from '../payments/answers.ts'

/** Why a late act was not accepted (R36). */
const lateBecause = v.picklist([...REFUSALS, ...PROVED_NOTHING])

export const Rescheduled = v.strictObject({ roundId: v.string(), courierId: v.string(), date: day })

export const AlertLine = v.strictObject({
  id: v.string(),
  kind: v.picklist(ALERT_KINDS),
  at,
  shipmentId: orNull(v.string()),
  waybill: orNull(v.string()),
  personId: orNull(v.string()),
  personName: orNull(v.string()),
  /** The endpoint that the alert is about: its name, and its contract (null means all contracts). */
  webhookId: v.exactOptional(v.string()),
  contractId: v.exactOptional(orNull(v.string())),
  /**
   * About a release by hands that are too new: the reasons, whose hands, and who invited their session (R42).
   */
  fresh: v.exactOptional(
    v.strictObject({
      reasons: v.array(v.picklist(FRESH_REASONS)),
      by: v.strictObject({ id: v.string(), name: v.string() }),
      invitedBy: orNull(v.strictObject({ id: v.string(), name: v.string() })),
      invitedAt: orNull(at),
    }),
  ),
  /** About an act that came late and contradicts what is known: what, why it was not accepted, and whose (R36). */
  late: v.exactOptional(
    v.strictObject({
      what: v.picklist(LATE_ACTS),
      because: lateBecause,
      by: v.strictObject({ id: v.string(), name: v.string() }),
      at,
    }),
  ),
  /** About numbers of a courier's acts on one device that are missing at the end of a round (R36). */
  gap: v.exactOptional(
    v.strictObject({
      roundId: v.string(),
      device: v.string(),
      missing: v.array(v.strictObject({ from: count, to: count })),
      by: v.strictObject({ id: v.string(), name: v.string() }),
    }),
  ),
  /** The channel whose gateway takes no message. */
  channel: v.exactOptional(v.picklist(CHANNELS)),
  releasedAt: orNull(at),
})
export type AlertLine = v.InferOutput<typeof AlertLine>

const reasons = v.array(v.picklist(INELIGIBLE_REASONS))
const actions = v.array(v.picklist(SHIPMENT_ACTIONS))

/** How a message can reach the recipient under the contract: as a text, as mail, as a call (R38). */
const reach = v.strictObject({ sms: v.boolean(), email: v.boolean(), voice: v.boolean() })
/** What was taken from the request without being all that stood there. */
export const notes = v.exactOptional(
  v.array(v.strictObject({ field: v.string(), code: v.picklist(['several-numbers']) })),
)

export const Announced = v.strictObject({
  id: v.string(),
  state: State,
  secured: v.boolean(),
  reasons,
  reach,
  notes,
})

/** What the recipient pays, what was paid and what goes back (R30), in minor units. */
export const PaymentView = v.strictObject({
  ...Money.entries,
  delivery: count,
  goods: v.array(v.strictObject({ amount: count, label: orNull(v.string()) })),
  paid: v.boolean(),
  /** What can still be given back. */
  refundable: count,
  asked: v.array(
    v.strictObject({
      number: count,
      from: v.picklist(PAY_FROM),
      provider: v.picklist(PAYMENT_PROVIDERS),
      at,
      /** The provider's number of it. */
      ref: orNull(v.string()),
      state: v.picklist(['open', 'paid', 'failed']),
      receipt: orNull(v.string()),
    }),
  ),
  refunds: v.array(
    v.strictObject({
      number: count,
      payment: count,
      amount: count,
      because: v.picklist(REFUND_BECAUSE),
      labels: strings,
      state: v.picklist(['asked', 'owed', 'done', 'failed', 'declined']),
    }),
  ),
})
export type PaymentView = v.InferOutput<typeof PaymentView>

export const ShipmentView = v.strictObject({
  id: v.string(),
  waybill: v.string(),
  contractId: v.string(),
  policyVersion: count,
  carrier: v.string(),
  sender: v.string(),
  state: State,
  secured: v.boolean(),
  /** The reasons why it is ordinary (R2); empty if it is secured. */
  reasons,
  reach,
  accepts: v.array(proof),
  /** `undeclared` means that its point has it but nothing says how it came there (R28). */
  parcels: v.array(
    v.strictObject({
      label: v.string(),
      place: Place,
      toSender: v.boolean(),
      shelf: orNull(v.string()),
      undeclared: v.boolean(),
    }),
  ),
  recipient: orNull(RecipientData),
  contactChange: orNull(
    v.strictObject({
      request: v.string(),
      requestedBy: v.string(),
      requestedAt: at,
      effectiveAt: orNull(at),
      approved: v.boolean(),
      untold: v.boolean(),
      contact: orNull(ContactData),
    }),
  ),
  instructions: orNull(v.string()),
  window: orNull(v.strictObject({ from: at, to: at })),
  locale,
  round: orNull(v.strictObject({ roundId: v.string(), courierId: v.string() })),
  arrivedAt: orNull(at),
  attempts: v.strictObject({ evaluated: count, left: count }),
  sendsLeft: count,
  claim: orNull(v.strictObject({ kind: claimed, open: v.boolean(), kinds: v.array(claimed) })),
  /** Nobody gets it against a document (R21); `asked` tells whether a decision is awaited. */
  suspension: orNull(v.strictObject({ because: v.array(v.picklist(SUSPENDS)), at, asked: v.boolean() })),
  /** Late acts that contradict what is known, until a dispatcher has looked at both (R36). */
  conflicts: v.array(
    v.strictObject({
      event: count,
      /** The event that ended the visit otherwise. */
      against: orNull(count),
      at,
      courierId: v.string(),
      what: v.picklist(LATE_ACTS),
      because: lateBecause,
    }),
  ),
  point: orNull(PointInfoView),
  destination: orNull(PointInfoView),
  hold: orNull(Hold),
  receipts: v.array(ReceiptLine),
  payment: orNull(PaymentView),
  seq: count,
  /** The actions that would be accepted now, of those the reader may call; absent if they may call none. */
  allowed: v.exactOptional(actions),
  /** The actions that are refused now but will be accepted without anybody doing anything. */
  notYet: v.exactOptional(actions),
})
export type ShipmentView = v.InferOutput<typeof ShipmentView>

/** One line of `GET /api/shipments`. It has no personal data, which stay in the shipment's own object. */
export const ShipmentLine = v.strictObject({
  id: v.string(),
  waybill: v.string(),
  contractId: v.string(),
  contractName: v.string(),
  state: v.string(),
  secured: v.boolean(),
  parcels: count,
  handedOver: count,
  courierId: orNull(v.string()),
  announcedAt: at,
  changedAt: at,
})
export type ShipmentLine = v.InferOutput<typeof ShipmentLine>

export const eventEntries = {
  seq: count,
  at,
  receivedAt: at,
  type: v.string(),
  code: v.exactOptional(v.string()),
  /** The event that took this one back, so that it does not count any more (R37). */
  takenBackBy: v.exactOptional(count),
  parcels: v.exactOptional(strings),
  by: v.strictObject({ role: v.string(), id: v.string() }),
  proved,
  data: v.record(v.string(), v.unknown()),
  hash: v.string(),
}

/** One line of `GET /api/shipments/:id/events`. */
export const ShipmentEvent = v.strictObject({
  ...eventEntries,
  /**
   * What somebody wrote about it: a reason, a comment, a claim. It is kept beside the log and can be erased.
   */
  notes: v.exactOptional(v.record(v.string(), v.string())),
})
export type EventLine = v.InferOutput<typeof ShipmentEvent>
