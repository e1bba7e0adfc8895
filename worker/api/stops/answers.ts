import * as v from 'valibot'
import { DOOR_FIELDS } from '../../domain/door-rules.ts'
import { CHANNELS, CLOCK_FAULTS, HAND_OVER_PROOFS, TOLD_STATES } from '../../domain/terms.ts'
import {
  approval,
  at,
  count,
  locale,
  orNull,
  Place,
  PointInfoView,
  PostalAddress,
  proof,
  State,
  visitWords,
  withoutCode,
} from '../common.ts'
import { Policy } from '../contracts/answers.ts'
import { handedOver, wrong, wrongParcel } from '../outcomes.ts'
import { Money } from '../payments/answers.ts'

/** How a stop ended, for its line in the round. */
const stopOutcome = v.strictObject({
  kind: v.picklist([...HAND_OVER_PROOFS, 'held', 'dropped-off', 'depot', 'refused', 'cancelled', 'returned']),
  at,
  partly: v.boolean(),
  code: orNull(v.string()),
})
export type StopOutcome = v.InferOutput<typeof stopOutcome>

/**
 * What a courier sees of a stop (R10): who, where, what it accepts; never a secret or the kind of recipient, and a
 * number only where the contract lets them call.
 */
export const CourierStop = v.strictObject({
  shipmentId: v.string(),
  waybill: v.string(),
  recipientName: v.string(),
  address: PostalAddress,
  /** Where the address is, if the shipper said so. */
  place: orNull(v.strictObject({ lat: v.number(), lon: v.number() })),
  /** The recipient's number, on an open stop of a contract that lets couriers call. */
  phone: orNull(v.string()),
  /** What the shipper wants the courier to know, and when the recipient expects them. */
  instructions: orNull(v.string()),
  window: orNull(v.strictObject({ from: at, to: at })),
  locale,
  secured: v.boolean(),
  dropOff: orNull(PointInfoView),
  accepts: v.array(proof),
  pinDigits: count,
  attended: v.boolean(),
  phase: State,
  open: v.boolean(),
  arrivedAt: orNull(at),
  /** Whether the point has it and the courier's arrival there is still to be recorded (R28). */
  arrivalDue: v.boolean(),
  parcels: v.array(v.strictObject({ label: v.string(), place: Place, declared: v.boolean() })),
  codes: v.picklist(['open', 'closed']),
  attemptsLeft: count,
  /** What is left without a code: the identity check or the hold. */
  withoutCode,
  identityAllowed: v.boolean(),
  /** Whether the tablet of this visit failed, so that this one is its substitute (R17). */
  tabletFailed: v.boolean(),
  identitySignature: v.boolean(),
  claimOpen: v.boolean(),
  /** The identity release for which a dispatcher is asked (R42). */
  approval: orNull(approval),
  pageScans: v.boolean(),
  /** Whether no message reached the recipient; told after the arrival only (R38). */
  unreached: v.boolean(),
  /** What became of the latest message on demand, by channel (R8). */
  onDemand: v.array(v.strictObject({ channel: v.picklist(CHANNELS), state: v.picklist(TOLD_STATES) })),
  sendsLeft: count,
  point: orNull(PointInfoView),
  /** The words to say on a hold, in the recipient's language. */
  words: v.string(),
  /** The two words of this visit, which the recipient's page shows too (R39); never in the round. */
  visitWords: orNull(visitWords),
  /** The SHA-256, base64url, of the bits of its QR code and of each parcel's receipt, for a tablet without a network (R35). */
  commitments: v.strictObject({ code: orNull(v.string()), receipts: v.array(v.string()) }),
  /** Whether the recipient suspended the identity check (R21). */
  suspended: v.boolean(),
  /** Whether a dispatcher may be asked before a release by identity, so that it needs a network (R42). */
  asksFirst: v.boolean(),
  /** For how many minutes what ends a visit can be taken back (R37). */
  reopenMinutes: count,
  /** The number of its latest event, which an act at this stop names as what it was based on. */
  seq: count,
  /** What the recipient pays before anything is handed over (R30); null: nothing. How it was paid is nobody's business. */
  payment: orNull(v.strictObject({ ...Money.entries, paid: v.boolean() })),
  outcome: orNull(stopOutcome),
  /** Until when the courier can take back what ended the visit (R37). */
  reopenUntil: orNull(at),
})
export type CourierStop = v.InferOutput<typeof CourierStop>

/** `GET /api/round`: the courier's round of today. */
export const CourierRound = v.strictObject({
  roundId: orNull(v.string()),
  date: v.string(),
  courier: v.strictObject({ id: v.string(), name: v.string() }),
  stops: v.array(CourierStop),
  /** Whether return control was done, so that no parcel is out unaccounted for. */
  closed: v.boolean(),
  blocked: v.strictObject({ pin: v.boolean(), identity: v.boolean() }),
  /** Releases by identity check on this day so far, of the three that a day has (R18). */
  identityChecks: count,
  notices: v.array(v.strictObject({ at, kind: v.literal('signed-in-elsewhere') })),
  /** The server's time, by which a tablet knows whether its own clock is right. */
  now: v.exactOptional(at),
})
export type CourierRound = v.InferOutput<typeof CourierRound>

/** `GET /api/round/guide`: what each contract of the round says about the door. */
export const CourierGuide = v.strictObject({
  items: v.array(
    v.strictObject({
      contractId: v.string(),
      /** The name that recipients read. */
      carrier: v.string(),
      rules: v.pick(Policy, DOOR_FIELDS),
    }),
  ),
})
export type CourierGuide = v.InferOutput<typeof CourierGuide>

/**
 * The answer of `arrive`. `visitWords`: what both screens show from now on (R39). `unreached`: no message reached the
 * recipient (R38). `clock`: the time that the tablet
 * gave is far from the server's, which counts.
 */
export const Arrived = v.strictObject({
  outcome: v.literal('done'),
  visitWords: v.exactOptional(visitWords),
  unreached: v.exactOptional(v.literal(true)),
  clock: v.exactOptional(v.picklist(CLOCK_FAULTS)),
})
export type Arrived = v.InferOutput<typeof Arrived>

/** The answers of `pin`, `qr`, `no-code` and `identity`. */
/**
 * The answer to an act that had happened without our answer and is not accepted (R36): parcels that nobody can explain,
 * or a second account of the visit that a dispatcher looks at. It is recorded.
 */
export const LateRefused = v.strictObject({ outcome: v.picklist(['unexplained', 'conflict']) })

export const DoorAnswer = v.union([
  handedOver,
  wrong,
  v.strictObject({
    outcome: v.literal('held'),
    code: v.string(),
    point: orNull(PointInfoView),
    words: v.string(),
  }),
  v.strictObject({ outcome: v.literal('identity'), left: v.exactOptional(v.literal(0)) }),
  v.strictObject({ outcome: v.literal('closed') }),
  wrongParcel,
  LateRefused,
])
export type DoorAnswer = v.InferOutput<typeof DoorAnswer>

/**
 * The answer of `identity` while a dispatcher is asked (R42), with 202. The same key then asks for the
 * result.
 */
export const ApprovalAsked = v.strictObject({ outcome: v.literal('approval'), until: at })
export type ApprovalAsked = v.InferOutput<typeof ApprovalAsked>

export const ReceiptChecked = v.union([handedOver, wrongParcel])

/** The answer of `reopen`: the visit goes on. `left`: how many codes may still be tried. */
export const Reopened = v.strictObject({ outcome: v.literal('open'), left: count })

export const Delivered = handedOver
