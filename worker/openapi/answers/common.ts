import * as v from 'valibot'
import type { PointInfo } from '../../domain/choose-point.ts'
import {
  CLAIMED,
  COUNTER_PROOFS,
  HAND_OVER_PROOFS,
  LOCALES,
  PARCEL_PLACES,
  PHASES,
  POINT_KINDS,
  PROOFS,
  PROVED,
  RECIPIENT_KINDS,
  WITHOUT_CODE,
} from '../../domain/terms.ts'
import type { Address, Contact, ReceiptSummary, Recipient } from '../../domain/visibility/personal.ts'
import type { HoldSummary } from '../../domain/visibility/shipment-view.ts'
import type { Problem as ProblemBody } from '../../wire/views.ts'
import { of } from '../same.ts'

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
export const PostalAddress = of<Omit<Address, 'lat' | 'lon'>>()(v.strictObject(street))
export const GeoAddress = of<Address>()(
  v.strictObject({ ...street, lat: v.optional(v.number()), lon: v.optional(v.number()) }),
)
const contact = { phone: v.optional(v.string()), email: v.optional(v.string()) }
export const ContactData = of<Contact>()(v.strictObject(contact))
export const RecipientData = of<Recipient>()(
  v.strictObject({
    name: v.string(),
    ...contact,
    kind: v.picklist(RECIPIENT_KINDS),
    address: GeoAddress,
  }),
)
export const PointInfoView = of<PointInfo>()(
  v.strictObject({
    id: v.string(),
    name: v.string(),
    kind: pointKind,
    address: v.string(),
    hours: v.optional(v.string()),
    zone: v.optional(v.string()),
  }),
)
export const ReceiptLine = of<ReceiptSummary>()(
  v.strictObject({ number: v.string(), at, proof: handOverProof, labels: strings, of: count }),
)
const holdSummary = {
  point: PointInfoView,
  receivedAt: orNull(at),
  until: orNull(day),
  extended: v.boolean(),
  accepts: v.array(counterProof),
  attemptsLeft: count,
}
export const Hold = of<HoldSummary>()(v.strictObject(holdSummary))
export const holdEntries = holdSummary

/** What a write answers that has nothing else to say. */
export const Done = v.strictObject({ outcome: v.literal('done') })

export const Problem = of<ProblemBody>()(
  v.strictObject({
    type: v.string(),
    title: v.string(),
    status: v.pipe(v.number(), v.integer()),
    code: v.string(),
    errors: v.exactOptional(v.array(v.strictObject({ field: v.string(), code: v.string() }))),
  }),
)

/** A page of a list. `cursor` asks for the next one, and is null on the last. */
export const pageOf = <S extends v.GenericSchema>(item: S) =>
  v.strictObject({ items: v.array(item), cursor: v.nullable(v.string()) })
