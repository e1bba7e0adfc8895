import * as v from 'valibot'
import { PARCELS_MAX, SHIPMENTS_MAX } from '../../domain/limits.ts'
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
  nothing,
  setOf,
  text,
  writtenPhone,
} from '../fields.ts'

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

export const decideClaim = v.strictObject({
  decision: v.picklist(CLAIM_DECISIONS),
  comment: v.optional(text(1000)),
})

export const liftSuspension = nothing

/** What a dispatcher erases of a shipment: some kinds of data, or all of them. */
export const erase = v.strictObject({
  kinds: v.optional(v.pipe(setOf(DATA_KINDS), v.minLength(1))),
  reason: v.optional(text(500)),
})

/** If absent, the date is tomorrow and the courier that of the last visit. */
export const reschedule = v.strictObject({ date: v.optional(dayToCome), courierId: v.optional(id) })

export const choosePoint = v.strictObject({ pointId: id })

export const orderReturn = v.strictObject({ reason: text(500) })
