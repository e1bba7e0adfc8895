import { LABEL_PATTERN } from '../../worker/domain/label.ts'

/** What a scanner or a person typed. */
export type CounterScan =
  | { kind: 'code'; shipmentId: string; code: string }
  | { kind: 'receipt' | 'short' | 'unreadable' }
  | { kind: 'label'; label: string }

const RU = 'йцукенгшщзхъфывапролджэячсмитьбюё'
const US = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
const RU_UP = RU.toUpperCase()
const US_UP = 'QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>~'
/** Keys whose sign differs between the layouts but is no letter. They count only beside a Cyrillic letter. */
const SIGNS: Record<string, string> = { '.': '/', ',': '?', '"': '@', '№': '#', ';': '$', ':': '^', '?': '&' }

/**
 * Returns the text as it stands in the barcode. A wedge scanner presses keys, so under a Russian keyboard
 * layout `WB12` arrives as `ЦИ12`; no label or code has a Cyrillic letter.
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
export function readScan(raw: string): CounterScan {
  const text = latin(raw.trim())
  const code = /^SESAME:1:([A-Za-z0-9_-]{1,64}):/.exec(text)
  if (code) return { kind: 'code', shipmentId: code[1]!, code: text }
  if (/^SESAME:1R:/i.test(text)) return { kind: 'receipt' }
  if (/^SESAME:/i.test(text)) return { kind: 'unreadable' }
  if (text.length < 4) return { kind: 'short' }
  return LABEL_PATTERN.test(text) ? { kind: 'label', label: text } : { kind: 'unreadable' }
}

/**
 * Whether a text is a search: a shelf, a name, or the last four digits of a phone number. A label has at
 * least four signs and a digit. A text without a digit is never tried as a label, so that the name of nobody
 * here does not count as a foreign label.
 */
export function isSearch(raw: string): boolean {
  const text = raw.trim()
  if (/^SESAME:/i.test(text)) return false
  return !/\d/.test(text) || /^\d{4}$/.test(text) || text.length < 4
}

/** Whether a text has as many digits as a code. It is then never sent as a label, as labels are stored. */
export const looksLikePin = (text: string): boolean => /^\d{5,8}$/.test(text)
