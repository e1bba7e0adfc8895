import * as v from 'valibot'
import { approval, at, count, day, holdEntries, orNull, Place, State, strings } from '../common.ts'
import { handedOver, wrong } from '../outcomes.ts'
import { Money } from '../payments/answers.ts'

/** The answers of `pin`, `qr`, `identity` and `scan`. */
export const CounterAnswer = v.union([
  handedOver,
  wrong,
  v.strictObject({ outcome: v.literal('identity'), left: v.literal(0) }),
  // `declined` means that a dispatcher said no to these hands (R42) and the parcel stays.
  v.strictObject({
    outcome: v.picklist(['closed', 'wrong-parcel', 'name-differs', 'waiting', 'declined']),
  }),
])
export type CounterAnswer = v.InferOutput<typeof CounterAnswer>

export const CounterHold = v.strictObject({
  ...holdEntries,
  shipmentId: v.string(),
  /** The last four, like its labels, except for what was scanned. */
  waybill: v.string(),
  recipientName: v.string(),
  phoneTail: v.string(),
  secured: v.boolean(),
  state: State,
  pinDigits: count,
  identitySignature: v.boolean(),
  claimOpen: v.boolean(),
  approval: orNull(approval),
  suspended: v.boolean(),
  parcels: v.array(
    v.strictObject({
      label: orNull(v.string()),
      scanned: v.boolean(),
      place: Place,
      toSender: v.boolean(),
      shelf: orNull(v.string()),
      undeclared: v.boolean(),
    }),
  ),
  /** What has to be paid before anything is issued (R30); null: nothing. */
  payment: orNull(v.strictObject({ ...Money.entries, paid: v.boolean() })),
  phoneFinished: v.boolean(),
  toReturn: v.boolean(),
})
export type CounterHold = v.InferOutput<typeof CounterHold>

/** One line of `GET /api/holds`. It has no name, which only the hold itself shows. */
export const HoldLine = v.strictObject({
  shipmentId: v.string(),
  /** The last four; null while the point has none of its parcels (R28). */
  waybill: orNull(v.string()),
  stage: v.picklist(['coming', 'here', 'returning']),
  parcels: count,
  here: count,
  shelf: orNull(v.string()),
  phoneTail: v.string(),
  receivedAt: orNull(at),
  until: orNull(day),
  /** The days left; 0 on the last day, negative after it. */
  daysLeft: orNull(v.pipe(v.number(), v.integer())),
})
export type HoldLine = v.InferOutput<typeof HoldLine>

/** `GET /api/holds/day`: a point's day, for its end-of-day sheet. */
export const PointDay = v.strictObject({
  point: v.strictObject({ id: v.string(), name: v.string(), zone: v.string() }),
  day,
  items: v.array(
    v.strictObject({
      at,
      kind: v.picklist(['received', 'issued', 'refused', 'returned', 'misplaced']),
      shipmentId: v.string(),
      /** The last four; null if the point never had the parcel. */
      waybill: orNull(v.string()),
      /** The last four of each label. */
      labels: strings,
      proof: orNull(v.string()),
    }),
  ),
  /** How many parcels are at the point now, and how many of them go back. */
  here: count,
  returning: count,
})
export type PointDay = v.InferOutput<typeof PointDay>

/** The result of each label that a point scanned to receive it. */
export const PointReceipt = v.strictObject({
  items: v.array(
    v.strictObject({
      label: v.string(),
      /** `undeclared` means that it is received but nothing says how it came here (R28). */
      outcome: v.picklist(['expected', 'undeclared', 'unexpected', 'wrong-point', 'unknown']),
      shipmentId: v.exactOptional(v.string()),
      waybill: v.exactOptional(v.string()),
    }),
  ),
})
export type PointReceipt = v.InferOutput<typeof PointReceipt>
/** One line of a point's register. */
export type RegisterLine = PointDay['items'][number]
