import * as v from 'valibot'
import { CLOCK_TIME } from '../../domain/quiet-hours.ts'
import { WORDED_CAUSES } from '../../domain/situations.ts'
import {
  BROKEN_TABLET,
  CHANNELS,
  COUNTER_PROOFS,
  DATA_KINDS,
  FRESH_HANDS,
  LOCALES,
  MOMENTS,
  OUTCOMES,
  PAYMENTS,
  PIN_DIGITS,
  PROFILE_NAMES,
  PROOFS,
  REVEALS,
  SIGNED_PROOFS,
  WITHOUT_CODE,
} from '../../domain/terms.ts'
import { name, phone, setOf, verbatim, zone } from '../fields.ts'

/** An amount in minor units of whatever currency the shipment names. */
const minorUnits = v.pipe(v.number(), v.integer())

const days = v.pipe(v.number(), v.integer())

const channels = setOf(CHANNELS)

/** The texts of one language, by the cause of the message. */
const texts = v.partial(
  v.strictObject(Object.fromEntries(WORDED_CAUSES.map((cause) => [cause, verbatim(600)]))),
)

/** A time of day, `HH:MM`. */
const clockTime = v.pipe(v.string(), v.regex(CLOCK_TIME))

/** The fields of a policy with which a contract replaces those of its profile. */
const policyOverrides = v.partial(
  v.strictObject({
    secured: v.boolean(),
    mandatory: v.boolean(),
    pinDigits: v.picklist(PIN_DIGITS),
    door: setOf(PROOFS),
    counter: setOf(COUNTER_PROOFS),
    attempts: v.literal(5),
    withoutCode: v.picklist(WITHOUT_CODE),
    afterWrong: v.picklist(WITHOUT_CODE),
    brokenTablet: v.picklist(BROKEN_TABLET),
    reveal: v.picklist(REVEALS),
    moments: v.partial(v.strictObject(Object.fromEntries(MOMENTS.map((name) => [name, channels])))),
    channels,
    attended: v.boolean(),
    signature: setOf(SIGNED_PROOFS),
    storageDays: v.strictObject({ office: days, point: days, locker: days }),
    newCodeAtPoint: v.boolean(),
    reopenMinutes: v.pipe(v.number(), v.integer()),
    freshHands: v.picklist(FRESH_HANDS),
    callRecipient: v.boolean(),
    cascade: v.nullable(v.strictObject({ channels, waitS: v.pipe(v.number(), v.integer()) })),
    quietHours: v.nullable(v.strictObject({ from: clockTime, to: clockTime })),
    helpPhone: v.nullable(phone),
    payment: v.picklist(PAYMENTS),
    amountLimit: minorUnits,
    refundLimit: minorUnits,
    penalty: v.nullable(
      v.strictObject({ amount: v.pipe(v.number(), v.integer()), currency: v.pipe(v.string(), v.length(3)) }),
    ),
    codes: v.partial(v.strictObject(Object.fromEntries(OUTCOMES.map((name) => [name, verbatim(12)])))),
    retentionDays: v.partial(v.strictObject(Object.fromEntries(DATA_KINDS.map((kind) => [kind, days])))),
    zone,
    locale: v.picklist(LOCALES),
    wording: v.partial(v.strictObject({ ru: texts, fr: texts, en: texts })),
  }),
)

export const putContract = v.strictObject({
  name: name(120),
  profile: v.picklist(PROFILE_NAMES),
  /** The carrier's name as recipients see it; the profile's own if absent. */
  carrier: v.optional(name(60)),
  policy: v.optional(policyOverrides),
  /**
   * The version from which the editing began, 0 for none. If another version was saved meanwhile, the answer
   * is 409 and nothing is saved.
   */
  base: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
})

/** A draft to try on the shipments of the last month, page by page. */
export const dryRun = v.strictObject({
  profile: v.picklist(PROFILE_NAMES),
  policy: v.optional(policyOverrides),
  cursor: v.optional(verbatim(200)),
})

export type PutContract = v.InferOutput<typeof putContract>
