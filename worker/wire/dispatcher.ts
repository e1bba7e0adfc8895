import * as v from 'valibot'
import { PARCELS_MAX } from '../domain/limits.ts'
import { API_SCOPES } from '../domain/roles.ts'
import { CLAIM_DECISIONS, POINT_KINDS, RECIPIENT_KINDS } from '../domain/terms.ts'
import { dayToCome, id, label, locale, name, nothing, phone, text, zone } from './fields.ts'
import { SHIPMENTS_MAX } from './import/answer.ts'

const coordinate = (max: number) => v.pipe(v.number(), v.minValue(-max), v.maxValue(max))

const address = v.strictObject({
  line1: text(200),
  line2: v.optional(text(200)),
  city: text(100),
  postcode: text(16),
  country: v.pipe(v.string(), v.regex(/^[A-Z]{2}$/)),
  lat: v.optional(coordinate(90)),
  lon: v.optional(coordinate(180)),
})

const email = v.pipe(v.string(), v.maxLength(254), v.regex(/^[^\s@<>"(),:;\\[\]]+@[^\s@.]+(\.[^\s@.]+)+$/))

export const createProvider = v.strictObject({ name: name(120) })
export const createCourier = v.strictObject({ name: name(120), providerId: id })
export const createPoint = v.strictObject({
  name: name(120),
  kind: v.picklist(POINT_KINDS),
  address: v.strictObject({
    ...address.entries,
    line1: name(200),
    line2: v.optional(name(200)),
    city: name(100),
    postcode: name(16),
  }),
  hours: v.optional(name(200)),
  zone: v.optional(zone),
})
export const createInvitation = v.strictObject({
  role: v.picklist(['courier', 'counter', 'depot', 'dispatcher']),
  subjectId: v.optional(id),
  /** Staff who are known and only sign in anew; absent: somebody new. */
  personId: v.optional(id),
  name: v.optional(name(120)),
})
export const announceShipment = v.strictObject({
  waybill: label,
  contractId: id,
  parcels: v.pipe(v.array(v.strictObject({ label })), v.minLength(1), v.maxLength(PARCELS_MAX)),
  recipient: v.strictObject({
    name: text(120),
    phone: v.optional(phone),
    email: v.optional(email),
    kind: v.picklist(RECIPIENT_KINDS),
    locale: v.optional(locale),
    address,
  }),
  inPerson: v.boolean(),
  destination: v.optional(v.strictObject({ pointId: id })),
  reference: v.optional(text(120)),
})
export type AnnounceShipment = v.InferOutput<typeof announceShipment>

/** Each is checked on its own, so that one wrong line holds none of the others back. */
export const bulkShipments = v.strictObject({
  shipments: v.pipe(v.array(v.record(v.string(), v.unknown())), v.minLength(1), v.maxLength(SHIPMENTS_MAX)),
})

/** At least one of them; what is not named stays as it is. */
export const changeContact = v.pipe(
  v.strictObject({ phone: v.optional(phone), email: v.optional(email) }),
  v.forward(
    v.check(({ phone, email }) => phone !== undefined || email !== undefined, 'required'),
    ['phone'],
  ),
)
/** At least one of them; what is not named stays as it is. */
export const correctRecipient = v.pipe(
  v.strictObject({ name: v.optional(text(120)), phone: v.optional(phone), email: v.optional(email) }),
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
export const createRound = v.strictObject({
  courierId: id,
  date: dayToCome,
  shipmentIds: v.pipe(v.array(id), v.minLength(1), v.maxLength(200)),
})
export const dispatchRound = nothing
export const moveStop = v.strictObject({ shipmentId: id, courierId: id })
export const withdrawStop = v.strictObject({ shipmentId: id })
export const release = nothing
export const createApiKey = v.strictObject({
  name: text(120),
  /** Absent: all contracts. */
  contractId: v.optional(id),
  scopes: v.optional(v.pipe(v.array(v.picklist(API_SCOPES)), v.minLength(1))),
})
