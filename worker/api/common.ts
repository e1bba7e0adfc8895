import * as v from 'valibot'
import {
  CLAIMED,
  COUNTER_PROOFS,
  FRESH_REASONS,
  HAND_OVER_PROOFS,
  LOCALES,
  PARCEL_PLACES,
  PHASES,
  POINT_KINDS,
  PROOFS,
  PROVED,
  RECIPIENT_KINDS,
  WITHOUT_CODE,
} from '../domain/terms.ts'

/** Schemas that the answers of several operations share. A name with a capital is a name in the published document. */

/** An instant, always with its zone. */
export const at = v.pipe(v.string(), v.isoTimestamp())
export const day = v.pipe(v.string(), v.isoDate())
export const count = v.pipe(v.number(), v.integer(), v.minValue(0))
export const orNull = <S extends v.GenericSchema>(schema: S) => v.nullable(schema)
export const strings = v.array(v.string())

export const State = v.picklist(PHASES)
export const Place = v.picklist(PARCEL_PLACES)
export const locale = v.picklist(LOCALES)
export const proof = v.picklist(PROOFS)
export const counterProof = v.picklist(COUNTER_PROOFS)
export const handOverProof = v.picklist(HAND_OVER_PROOFS)
export const proved = v.array(v.picklist(PROVED))
export const pointKind = v.picklist(POINT_KINDS)
export const claimed = v.picklist(CLAIMED)
export const withoutCode = v.picklist(WITHOUT_CODE)

const street = {
  line1: v.string(),
  line2: v.optional(v.string()),
  city: v.string(),
  postcode: v.string(),
  country: v.string(),
}
/** An address for people: coordinates are for choosing a point and stay inside. */
export const PostalAddress = v.strictObject(street)
export type PostalAddress = v.InferOutput<typeof PostalAddress>

export const GeoAddress = v.strictObject({
  ...street,
  lat: v.optional(v.number()),
  lon: v.optional(v.number()),
})
export type Address = v.InferOutput<typeof GeoAddress>

const contact = { phone: v.optional(v.string()), email: v.optional(v.string()) }
/** How a recipient is reached: E.164 and an address. */
export const ContactData = v.strictObject(contact)
export type Contact = v.InferOutput<typeof ContactData>

/** The announced recipient: personal data, kept beside the log. */
export const RecipientData = v.strictObject({
  name: v.string(),
  ...contact,
  kind: v.picklist(RECIPIENT_KINDS),
  address: GeoAddress,
})
export type Recipient = v.InferOutput<typeof RecipientData>

export const PointInfoView = v.strictObject({
  id: v.string(),
  name: v.string(),
  kind: pointKind,
  address: v.string(),
  hours: v.optional(v.string()),
  /** IANA zone its days are counted in; absent: the policy's (R29). */
  zone: v.optional(v.string()),
})

export const ReceiptLine = v.strictObject({
  number: v.string(),
  at,
  proof: handOverProof,
  labels: strings,
  of: count,
})
export type ReceiptSummary = v.InferOutput<typeof ReceiptLine>

export const holdEntries = {
  point: PointInfoView,
  receivedAt: orNull(at),
  /** The last day of storage there; null until it is received. */
  until: orNull(day),
  extended: v.boolean(),
  accepts: v.array(counterProof),
  attemptsLeft: count,
}
/** A hold as it stands: underway, or at its point until a day of that point (R28, R29). */
export const Hold = v.strictObject(holdEntries)
export type HoldSummary = v.InferOutput<typeof Hold>

/** What a write answers that has nothing else to say. */
export const Done = v.strictObject({ outcome: v.literal('done') })

/** RFC 9457. */
export const Problem = v.strictObject({
  type: v.string(),
  title: v.string(),
  status: v.pipe(v.number(), v.integer()),
  code: v.string(),
  errors: v.exactOptional(v.array(v.strictObject({ field: v.string(), code: v.string() }))),
})
export type Problem = v.InferOutput<typeof Problem>
export type FieldFault = NonNullable<Problem['errors']>[number]

/** What a live socket says: something changed, ask again. `because` names the fact, never a secret. */
export interface LiveMessage {
  because: string
}

/** A page of a list. `cursor` asks for the next one, and is null on the last. */
export const pageOf = <S extends v.GenericSchema>(item: S) =>
  v.strictObject({ items: v.array(item), cursor: v.nullable(v.string()) })
export interface Page<T> {
  items: T[]
  cursor: string | null
}

/** What courier or clerk see of an identity release that a dispatcher is asked about (R42). */
export const approval = v.strictObject({
  said: v.picklist(['nothing', 'agreed', 'declined']),
  /** Nothing said until then is a lapse. */
  until: at,
  reasons: v.array(v.picklist(FRESH_REASONS)),
  /** How often a dispatcher may still be asked. */
  left: count,
})
export type ApprovalView = v.InferOutput<typeof approval>

/** The entries of an object that has one of these names each. */
export const names = <const N extends readonly string[], S extends v.GenericSchema>(list: N, schema: S) =>
  Object.fromEntries(list.map((name) => [name, schema])) as Record<N[number], S>
