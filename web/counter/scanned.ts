import { LABEL_PATTERN } from '../../worker/domain/label.ts'

/** What a scanner typed, or a hand. */
export type Scanned =
  | { kind: 'code'; shipmentId: string; code: string }
  | { kind: 'receipt' | 'short' | 'unreadable' }
  | { kind: 'label'; label: string }

const RU = 'йцукенгшщзхъфывапролджэячсмитьбюё'
const US = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
const RU_UP = RU.toUpperCase()
const US_UP = 'QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>~'
/** Keys whose sign differs without being a letter; certain only beside a Cyrillic letter. */
const SIGNS: Record<string, string> = { '.': '/', ',': '?', '"': '@', '№': '#', ';': '$', ':': '^', '?': '&' }

/**
 * The text as it stands in the barcode. A wedge scanner presses keys: under a Russian keyboard layout `WB12` arrives
 * as `ЦИ12`, and no label or code has a Cyrillic letter.
 */
export function latin(text: string): string {
  if (!/[а-яё]/i.test(text)) return text
  return [...text]
    .map((sign) => {
      const [low, up] = [RU.indexOf(sign), RU_UP.indexOf(sign)]
      return (low >= 0 ? US[low] : up >= 0 ? US_UP[up] : SIGNS[sign]) ?? sign
    })
    .join('')
}

/** Tells a label from a recipient's code, which must never travel as a label or in an address. */
export function readScan(raw: string): Scanned {
  const text = latin(raw.trim())
  const code = /^SESAME:1:([A-Za-z0-9_-]{1,64}):/.exec(text)
  if (code) return { kind: 'code', shipmentId: code[1]!, code: text }
  if (/^SESAME:1R:/i.test(text)) return { kind: 'receipt' }
  if (/^SESAME:/i.test(text)) return { kind: 'unreadable' }
  if (text.length < 4) return { kind: 'short' }
  return LABEL_PATTERN.test(text) ? { kind: 'label', label: text } : { kind: 'unreadable' }
}

/**
 * A shelf, a name, or the last four digits of a phone: what is searched, and no label. A label has a digit somewhere,
 * and four signs; a text without is never tried as one, so that a name nobody has here does not count as foreign.
 */
export function isSearch(raw: string): boolean {
  const text = raw.trim()
  if (/^SESAME:/i.test(text)) return false
  return !/\d/.test(text) || /^\d{4}$/.test(text) || text.length < 4
}

/** Digits as many as a code may have: they are never sent as a label, which would be kept. */
export const looksLikePin = (text: string): boolean => /^\d{5,8}$/.test(text)
