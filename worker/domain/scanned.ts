import { GROUP_SEPARATOR, hasCheckDigit, ssccIn } from './gs1.ts'
import { retypings } from './keyboards.ts'
import { canonical, compact, findLabel, isGs1Link, LABEL_PATTERN, labelKeys } from './label.ts'
import { secretIn } from './scanned-secret.ts'
import { asciiDigits } from './signs.ts'

/**
 * What a scanned or typed text is. `code` and `receipt` are proofs, repaired and ready to be sent as such;
 * `secret` is a link of ours or a damaged code. None of the three may ever travel as a label. Of a label,
 * `label` is what the barcode most probably says, and `text` is what to ask the server with: it has the
 * other readings too.
 */
export type Scanned =
  | { kind: 'code'; shipmentId: string; code: string }
  | { kind: 'receipt'; code: string }
  | { kind: 'label'; label: string; text: string }
  | { kind: 'secret' | 'short' | 'unreadable' }

/** The longest text that is read; a label has at most 64 signs, a link and a GS1 barcode have more. */
export const SCANNED_MAX = 256
const LABEL_MIN = 4
/** How many other readings a text may have, so that no text names half of a shelf. */
const OTHERS_MAX = 2

const SPELT_CONTROL = /<(GS|FNC1|STX|ETX|CR|LF)>|[\u241d\u2402\u2403]/gi
const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu
/** Signs that scanners put around a text or between its elements. No other control sign is one of theirs. */
const AROUND = '[\\x02\\x03\\x04\\t\\n\\r\\x1e ]'
const CONTROLS_AROUND = new RegExp(`^${AROUND}+|${AROUND}+$`, 'g')
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is the group separator of GS1.
const SEPARATORS_AROUND = /^\x1d+|[\x1d ]+$/g
/** A symbology identifier (ISO/IEC 15424), which tells what kind of barcode was read. */
const AIM = /^\][A-Za-z][0-9A-Za-z]/
const AIM_GS1 = /^\](?:C1|E0|D2|Q3|J1)/i

/** Returns a text in ASCII where nothing can be lost by it: wide signs, digits of any script, blanks, dashes. */
const narrowed = (text: string): string =>
  asciiDigits(
    text
      .normalize('NFC')
      .replace(UNSEEN, '')
      .replace(SPELT_CONTROL, (spelt, name?: string) =>
        /^(gs|fnc1)$/i.test(name ?? '') || spelt === '␝' ? GROUP_SEPARATOR : '',
      )
      .replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
      .replace(/\p{Zs}/gu, ' ')
      .replace(/[\p{Pd}\u2212]/gu, '-'),
  )

/** Cyrillic and Greek capitals that look like a Latin letter. People type them without noticing. */
const LOOK_ALIKE = Object.fromEntries(
  [
    ['АВЕЁІЇЈКМНОРСЅТУҮХҺԚԜ', 'ABEEIIJKMHOPCSTYYXHQW'],
    ['ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ', 'ABEZHIKMNOPTYX'],
  ].flatMap(([theirs = '', latin = '']) => [...theirs].map((sign, at) => [sign, latin[at]])),
) as Record<string, string>
const asLookAlike = (text: string): string => {
  const latin = (sign: string) => LOOK_ALIKE[sign.toUpperCase()] ?? sign
  return [...text].map(latin).join('')
}

/** Removes what stands around a number in print and in speech: №, full stops, the asterisks of Code 39. */
const withoutDress = (text: string): string =>
  text
    .replace(/^[«»\u201e\u201c\u201d\u2018\u2019\s]+|[«»\u201e\u201c\u201d\u2018\u2019\s]+$/g, '')
    .replace(/^(?:\u2116\s*|N[°º]\s+|No\.\s*|Nr\.\s*)/i, '')
    .replace(/[\s.,;\u2026]+$/, '')
    .replace(/^\*(.+)\*$/, '$1')

/** Digits of a GS1 barcode whose scanner told neither symbology nor separators. DPD's 27 to 29 signs are others. */
const isBareSscc = (text: string) =>
  /^00\d{19,}$/.test(text) && !(text.length >= 27 && text.length <= 29) && hasCheckDigit(text.slice(2, 20))

const isLabel = (text: string) => LABEL_PATTERN.test(text) && text.trim().length >= LABEL_MIN

/** Returns the label in a text of ASCII signs, without what scanners put around it. */
function undressed(text: string): string {
  const body = text.replace(AIM, '')
  const elements = body.replace(SEPARATORS_AROUND, '')
  const told = AIM_GS1.test(text) || body.includes(GROUP_SEPARATOR) || /^\(\d{2,4}\)/.test(elements)
  const sscc = told || isBareSscc(elements) ? ssccIn(elements) : null
  return sscc ?? withoutDress(elements.replaceAll(GROUP_SEPARATOR, ''))
}

/** Signs that barcodes of parcels have. A reading that was made by undoing a keyboard may have no other. */
const USUAL = /^[A-Za-z0-9 %+\-./_]+$/
const UNUSUAL_SIGN = /[ %+./_]/g
const isUsual = (text: string) => isLabel(text) && (USUAL.test(text) || isGs1Link(text))
const oddness = (text: string) => text.match(UNUSUAL_SIGN)?.length ?? 0

/**
 * Signs that no barcode of ours has, so that a keyboard may have turned the text. DPD's begin with `%`; none has it
 * elsewhere.
 */
const TURNED = /[!"&'()*;<=>?@[\\\]^`{|}~:,#$_/]|.%/

/**
 * Returns the readings of a text if a keyboard turned it, the most probable first. Barcodes have digits or
 * capitals; a word in small letters was typed by a person.
 */
const untyped = (text: string): string[] =>
  retypings(text)
    .map(undressed)
    .filter((label) => isUsual(label) && (/\d/.test(label) || text === text.toUpperCase()))
    .sort((a, b) => oddness(a) - oddness(b))

const IS_ASCII = /^[\x20-\x7e]*$/
const HAS_LATIN = /[A-Za-z]/

/** Returns the label in a text and what else it may be, best first; nothing if it is no label. */
function labelsIn(text: string): string[] {
  const own = undressed(text)
  if (IS_ASCII.test(own)) {
    if (!isLabel(own)) return isLabel(text) ? [text] : []
    const turned = TURNED.test(own) && !/^[a-z]+:\/\/|^\(\d/i.test(own)
    return [own, ...(turned ? untyped(text) : [])]
  }
  const alike = undressed(asLookAlike(text))
  const byHand = alike !== own && isUsual(alike) ? [alike] : []
  const foreign = /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(text)
  // A keyboard turns every letter. Latin letters beside foreign ones were typed by hand.
  const byScanner = foreign && HAS_LATIN.test(text) ? [] : untyped(text)
  return /[A-Za-z0-9]/.test(text) ? [...byHand, ...byScanner] : [...byScanner, ...byHand]
}

const unique = (texts: readonly string[]): string[] => {
  const seen = new Set<string>()
  return texts.filter((text) => seen.size < seen.add(canonical(text)).size)
}

/** Reads what a scanner, a camera or a person gave, for every screen and for the server alike. */
export function readScanned(raw: string): Scanned {
  if (raw.length > SCANNED_MAX) return { kind: secretIn(raw.slice(0, SCANNED_MAX)) ? 'secret' : 'unreadable' }
  const text = narrowed(raw).replace(CONTROLS_AROUND, '')
  // Known before anything else looks at it: a code that travels as a label would be a secret in a log.
  const secret = secretIn(text.replace(SEPARATORS_AROUND, ''))
  if (secret) return secret
  const [label] = labelsIn(text)
  if (label) return { kind: 'label', label, text }
  return { kind: withoutDress(text).length < LABEL_MIN ? 'short' : 'unreadable' }
}

/**
 * Returns everything that a text may name: as it stands, its label, and what other keyboards make of it. The
 * first two are one reading; `readScanned` gives the second.
 */
export function readings(raw: string): string[] {
  const scan = readScanned(raw)
  if (scan.kind !== 'label') return []
  const others = unique(labelsIn(scan.text)).slice(0, 1 + OTHERS_MAX)
  return unique([...(isLabel(scan.text) ? [scan.text] : []), ...others])
}

/** Returns the one of `labels` that a text names as it stands, or null. Other keyboards do not count. */
export function findOwnReading(labels: readonly string[], raw: string): string | null {
  const scan = readScanned(raw)
  if (scan.kind !== 'label') return null
  const stands = isLabel(scan.text) ? findLabel(labels, scan.text) : null
  return stands ?? findLabel(labels, scan.label)
}

/**
 * Returns the one of `labels` that a scanned or typed text names in its most probable reading, or null. For
 * staff only: each further reading would be one more guess for whoever guesses labels.
 */
export function findScanned(labels: readonly string[], raw: string): string | null {
  for (const reading of readings(raw)) {
    const label = findLabel(labels, reading)
    if (label !== null) return label
  }
  return null
}

/** Returns the readings of a text, then the same without printed groups: what an index is asked for. */
export const readingsUngrouped = (raw: string): string[] => {
  const all = readings(raw)
  return unique([...all, ...all.map(compact)])
}

/** Returns the keys under which a text may stand in an index, for each of its readings, the most probable first. */
export const scannedKeys = (raw: string): string[][] => readingsUngrouped(raw).map(labelKeys)

/**
 * Whether a text can hardly be a parcel's label: an address that is no GS1 link, or the number of goods in a
 * shop (EAN-8, UPC-A, EAN-13) with its check digit.
 */
export function hardlyALabel(label: string): boolean {
  const own = canonical(label)
  if (/^(?:[A-Z][A-Z0-9+.-]*:\/\/|WWW\.)/.test(own)) return !isGs1Link(own)
  return /^(?:\d{8}|\d{12}|\d{13})$/.test(own) && hasCheckDigit(own)
}
