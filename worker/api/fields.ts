import * as v from 'valibot'
import { LABEL_PATTERN } from '../domain/label.ts'
import { PARCELS_MAX } from '../domain/limits.ts'
import { readScanned, SCANNED_MAX } from '../domain/scanned.ts'
import { hasHiddenSign } from '../domain/signs.ts'
import { DOCUMENT_TYPES, LOCALES } from '../domain/terms.ts'
import { type Lines, tidy } from '../domain/tidy.ts'

/** A text longer than this, in multiples of what it may have at most, is too long in any form. */
const RAW_TIMES = 8

/**
 * Brings a text into its one form, see `tidy`. It is no `v.transform`, because the document would not tell
 * what is checked after one.
 */
const tidied = (lines: Lines, max: number): v.BaseTransformation<string, string, never> => ({
  kind: 'transformation',
  type: 'tidy',
  reference: tidied,
  async: false,
  '~run': (dataset) =>
    dataset.value.length > RAW_TIMES * max ? dataset : { ...dataset, value: tidy(dataset.value, lines).text },
})
const faultIn = (text: string, lines: Lines, max: number) =>
  text.length > RAW_TIMES * max ? null : tidy(text, lines).fault

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused.
const NO_CONTROLS = /^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/

const bounded = (lines: Lines, max: number) =>
  v.pipe(
    v.string(),
    // A control sign below is reported once, by the pattern.
    v.check((s) => faultIn(s, lines, max) !== 'hidden-sign' || !NO_CONTROLS.test(s), 'hidden-sign'),
    v.check((s) => faultIn(s, lines, max) !== 'too-many-marks', 'too-many-marks'),
    tidied(lines, max),
    v.minLength(1),
    v.maxLength(max),
    v.regex(NO_CONTROLS),
  )

/**
 * A text of bounded length that is not blank, in its one form. It may have several lines; nothing else in it
 * is a control character.
 */
export const text = (max: number) => bounded('several', max)

/** A text on one line, as in a form or on a label. A tab or a line break in it is refused. */
export const line = (max: number) => bounded('one', max)

/** A name that people read in messages and on screens. It is one line without invisible characters. */
export const name = (max: number) =>
  v.pipe(
    v.string(),
    v.check((s) => !hasHiddenSign(s.trim()), 'hidden-sign'),
    v.check((s) => faultIn(s, 'one', max) !== 'too-many-marks', 'too-many-marks'),
    tidied('one', max),
    v.minLength(1),
    v.maxLength(max),
    v.regex(NO_CONTROLS),
  )

/**
 * A text whose blanks and signs are kept as they were typed: the wording of a message, where a blank that
 * does not break belongs to the typography, and texts that only we read.
 */
export const verbatim = (max: number) =>
  v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max), v.regex(NO_CONTROLS))

/** A number in the form in which numbers are stored and answered: E.164. */
export const phone = v.pipe(v.string(), v.regex(/^\+[1-9]\d{6,14}$/))

/**
 * A number as people write it. What stands behind the body's schema reads it (see `settleBody`): only numbers
 * that can exist are taken, in the form of `phone`.
 */
export const writtenPhone = v.pipe(v.string(), v.minLength(1), v.maxLength(80))

/** An id of ours: of a contract, provider, person, point, round or shipment. */
export const id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}$/))
export const label = v.pipe(
  v.string(),
  v.regex(LABEL_PATTERN),
  v.check((s) => s.trim().length >= 4),
)

/**
 * A text that a scanner, a camera or a person gave for a label, in any spelling: the rules read it. Whatever
 * is a secret is refused here, before anything of the body is stored or logged, and never repeated.
 */
export const scannedLabel = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(SCANNED_MAX),
  v.check((s) => !isSecret(s), 'secret'),
  v.check((s) => isSecret(s) || readScanned(s).kind === 'label', 'no-label'),
)
const isSecret = (raw: string) => !['label', 'short', 'unreadable'].includes(readScanned(raw).kind)
export const scannedLabels = v.pipe(v.array(scannedLabel), v.minLength(1), v.maxLength(PARCELS_MAX))
export const instant = v.pipe(v.string(), v.isoTimestamp())
export const day = v.pipe(v.string(), v.isoDate())
const HALF_A_DAY_MS = 12 * 3_600_000
/**
 * A day that is not over yet somewhere on earth, because the zone in which a round is driven is not known
 * here.
 */
export const dayToCome = v.pipe(
  day,
  v.check((text) => text >= new Date(Date.now() - HALF_A_DAY_MS).toISOString().slice(0, 10), 'past'),
)
/** A sum of money in minor units of its currency. */
export const minorUnits = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000_000))
export const locale = v.picklist(LOCALES)
/** A list of some of the values, each at most once. */
export const setOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  v.pipe(
    v.array(v.picklist(values)),
    v.check((list) => new Set(list).size === list.length, 'duplicate'),
  )
/** An object without fields: `{}`. */
export const nothing = v.strictObject({})

/**
 * One of two forms, told apart by a field that only the first has. Unlike those of a union, its issues name
 * the field that is wrong. `forms` tells the API document of both.
 */
export function either<A extends v.GenericSchema, B extends v.GenericSchema>(field: string, a: A, b: B) {
  const chosen = v.lazy((input): A | B => (input instanceof Object && Object.hasOwn(input, field) ? a : b))
  return Object.assign(chosen, { forms: [a, b] as const })
}

const point = v.pipe(v.tuple([v.number(), v.number(), v.number()]))
/** A drawn signature: strokes of `[x, y, t]` in CSS pixels and ms. */
export const drawnSignature = v.strictObject({
  strokes: v.pipe(
    v.array(v.pipe(v.array(point), v.minLength(1), v.maxLength(5000))),
    v.minLength(1),
    v.maxLength(200),
  ),
  width: v.pipe(v.number(), v.minValue(1), v.maxValue(10_000)),
  height: v.pipe(v.number(), v.minValue(1), v.maxValue(10_000)),
})
export const typedSignature = v.strictObject({ typedName: line(120) })
export const signature = either('typedName', typedSignature, drawnSignature)
export const documentType = v.picklist(DOCUMENT_TYPES)

/** An IANA zone that this runtime knows. */
export const zone = v.pipe(
  v.string(),
  v.maxLength(64),
  v.check((name) => isZone(name), 'unknown-zone'),
)

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

const coordinate = (max: number) => v.pipe(v.number(), v.minValue(-max), v.maxValue(max))

export const address = v.strictObject({
  line1: line(200),
  line2: v.optional(line(200)),
  city: line(100),
  postcode: line(16),
  country: v.pipe(v.string(), v.regex(/^[A-Z]{2}$/)),
  lat: v.optional(coordinate(90)),
  lon: v.optional(coordinate(180)),
})

export const email = v.pipe(
  v.string(),
  v.check((s) => faultIn(s, 'one', 254) === null, 'hidden-sign'),
  tidied('one', 254),
  v.maxLength(254),
  v.regex(/^[^\s@<>"(),:;\\[\]]+@[^\s@.]+(\.[^\s@.]+)+$/),
)
