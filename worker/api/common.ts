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

// Schemas that the answers of several operations share. A name with a capital letter is a name in the
// published document.

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
/** Two everyday words in the recipient's language (R39). */
export const visitWords = v.strictTuple([v.string(), v.string()])

const street = {
  line1: v.string(),
  line2: v.optional(v.string()),
  city: v.string(),
  postcode: v.string(),
  country: v.string(),
}
/**
 * An address without coordinates. These serve to choose a point and to measure distances, and are not shown.
 */
export const PostalAddress = v.strictObject(street)
export type PostalAddress = v.InferOutput<typeof PostalAddress>

export const GeoAddress = v.strictObject({
  ...street,
  lat: v.optional(v.number()),
  lon: v.optional(v.number()),
})
export type Address = v.InferOutput<typeof GeoAddress>

const contact = { phone: v.optional(v.string()), email: v.optional(v.string()) }
/** How a recipient is reached: a phone number (E.164) and an e-mail address. */
export const ContactData = v.strictObject(contact)
export type Contact = v.InferOutput<typeof ContactData>

/** The announced recipient: personal data, which are kept beside the log. */
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
  /** The IANA zone in which its days are counted; if absent, the policy's zone (R29). */
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
/** The state of a hold: under way, or at its point until a day of that point (R28, R29). */
export const Hold = v.strictObject(holdEntries)
export type HoldSummary = v.InferOutput<typeof Hold>

/** The answer of a write that has nothing else to say. */
export const Done = v.strictObject({ outcome: v.literal('done') })

/** A problem as in RFC 9457. */
export const Problem = v.strictObject({
  type: v.string(),
  title: v.string(),
  status: v.pipe(v.number(), v.integer()),
  code: v.string(),
  errors: v.exactOptional(v.array(v.strictObject({ field: v.string(), code: v.string() }))),
  /** Whom to ask about a genuine link that is dead. Of an unknown link nothing is told. */
  carrier: v.exactOptional(v.string()),
  helpPhone: v.exactOptional(v.string()),
})
export type Problem = v.InferOutput<typeof Problem>
/** Whom the holder of a genuine but dead link can ask. */
export type WhomToAsk = Pick<Problem, 'carrier' | 'helpPhone'>
export type FieldFault = NonNullable<Problem['errors']>[number]

/**
 * The message of a live socket: something changed, so the page should ask again. `because` names the fact,
 * never a secret.
 */
export interface LiveMessage {
  because: string
}

/** A page of a list. `cursor` asks for the next page and is null on the last one. */
export const pageOf = <S extends v.GenericSchema>(item: S) =>
  v.strictObject({ items: v.array(item), cursor: v.nullable(v.string()) })
export interface ListPage<T> {
  items: T[]
  cursor: string | null
}

/** What a courier or clerk sees of an identity release for which a dispatcher is asked (R42). */
export const approval = v.strictObject({
  said: v.picklist(['nothing', 'agreed', 'declined']),
  /** If nothing is said by then, the request lapses. */
  until: at,
  reasons: v.array(v.picklist(FRESH_REASONS)),
  /** How often a dispatcher can still be asked. */
  left: count,
})
export type ApprovalView = v.InferOutput<typeof approval>

/** Returns the entries of an object that has one entry for each of these names. */
export const names = <const N extends readonly string[], S extends v.GenericSchema>(list: N, schema: S) =>
  Object.fromEntries(list.map((name) => [name, schema])) as Record<N[number], S>
