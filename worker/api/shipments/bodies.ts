import * as v from 'valibot'
import { GOODS_MAX, PARCELS_MAX, SHIPMENTS_MAX } from '../../domain/limits.ts'
import { CLAIM_DECISIONS, DATA_KINDS, RECIPIENT_KINDS } from '../../domain/terms.ts'
import {
  address,
  dayToCome,
  email,
  id,
  instant,
  label,
  line,
  locale,
  minorUnits,
  nothing,
  setOf,
  text,
  writtenPhone,
} from '../fields.ts'

/** VAT in percent, contained in the price; `none`: the seller charges none. */
const vat = v.union([v.literal('none'), v.pipe(v.number(), v.minValue(0), v.maxValue(40))])

/** What the recipient pays, in minor units of one currency. `label`: the parcel in which a line lies. */
const amounts = v.strictObject({
  delivery: v.optional(minorUnits),
  deliveryVat: v.optional(vat),
  goods: v.optional(
    v.pipe(
      v.array(
        v.strictObject({
          name: line(128),
          quantity: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(9_999)),
          price: minorUnits,
          vat,
          label: v.optional(label),
        }),
      ),
      v.minLength(1),
      v.maxLength(GOODS_MAX),
    ),
  ),
  currency: v.pipe(v.string(), v.regex(/^[A-Z]{3}$/)),
})
export const announceShipment = v.strictObject({
  waybill: label,
  contractId: id,
  parcels: v.pipe(v.array(v.strictObject({ label })), v.minLength(1), v.maxLength(PARCELS_MAX)),
  recipient: v.strictObject({
    name: line(120),
    phone: v.optional(writtenPhone),
    email: v.optional(email),
    kind: v.picklist(RECIPIENT_KINDS),
    locale: v.optional(locale),
    address,
  }),
  inPerson: v.boolean(),
  destination: v.optional(v.strictObject({ pointId: id })),
  /** What is paid before anything is handed over, where the contract asks for it (R30). */
  amounts: v.optional(amounts),
  reference: v.optional(line(120)),
  /** For the courier: a door code, a floor, where to ring. */
  instructions: v.optional(text(300)),
  /** When the recipient expects the courier. */
  window: v.optional(
    v.pipe(
      v.strictObject({ from: instant, to: instant }),
      v.forward(
        v.check(({ from, to }) => Date.parse(from) < Date.parse(to), 'out-of-order'),
        ['to'],
      ),
    ),
  ),
})

export type AnnounceShipment = v.InferOutput<typeof announceShipment>

/** Each shipment is checked by itself, so that a wrong one does not hold back the others. */
export const bulkShipments = v.strictObject({
  shipments: v.pipe(v.array(v.record(v.string(), v.unknown())), v.minLength(1), v.maxLength(SHIPMENTS_MAX)),
})

/** At least one field is required; a missing one stays as it is. */
export const changeContact = v.pipe(
  v.strictObject({ phone: v.optional(writtenPhone), email: v.optional(email) }),
  v.forward(
    v.check(({ phone, email }) => phone !== undefined || email !== undefined, 'required'),
    ['phone'],
  ),
)

/** At least one field is required; a missing one stays as it is. */
export const correctRecipient = v.pipe(
  v.strictObject({ name: v.optional(line(120)), phone: v.optional(writtenPhone), email: v.optional(email) }),
  v.forward(
    v.check((given) => Object.values(given).some((value) => value !== undefined), 'required'),
    ['name'],
  ),
)

export const withdrawContact = nothing

export const resend = nothing

export const cancel = v.strictObject({ reason: text(500) })

/** `amount`: minor units; absent: all that is left. */
export const refund = v.strictObject({ amount: v.optional(minorUnits), reason: text(500) })

export const retryRefund = nothing

export const decideClaim = v.strictObject({
  decision: v.picklist(CLAIM_DECISIONS),
  comment: v.optional(text(1000)),
})

export const liftSuspension = nothing

/** `event`: the late act that contradicts what is known, as the shipment's `conflicts` name it. */
export const settleConflict = v.strictObject({
  event: v.pipe(v.number(), v.integer(), v.minValue(1)),
  comment: v.optional(text(1000)),
})

/** What a dispatcher erases of a shipment: some kinds of data, or all of them. */
export const erase = v.strictObject({
  kinds: v.optional(v.pipe(setOf(DATA_KINDS), v.minLength(1))),
  reason: v.optional(text(500)),
})

/** If absent, the date is tomorrow and the courier that of the last visit. */
export const reschedule = v.strictObject({ date: v.optional(dayToCome), courierId: v.optional(id) })

export const choosePoint = v.strictObject({ pointId: id })

export const orderReturn = v.strictObject({ reason: text(500) })
