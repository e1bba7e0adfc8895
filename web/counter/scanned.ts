import { readings, readScanned } from '../../worker/domain/scanned.ts'
import { asciiDigits } from '../../worker/domain/signs.ts'

/** Signs of names and shelves. What has others beside no digit was typed by a scanner of another keyboard. */
const OF_NAMES = /^[\p{L}\s'’.-]+$/u

/** Whether a text without a digit is a label whose digits a keyboard turned into letters and signs. */
function isTurned(text: string): boolean {
  // Barcodes have capitals; a French keyboard makes small letters with accents of their digits only.
  const isName = OF_NAMES.test(text) && (/[a-zа-яё]/.test(text) || text === text.toUpperCase())
  return !isName && readings(text).some((reading) => /\d/.test(reading))
}

/**
 * Whether a text is a search: a shelf, a name, or the last four digits of a phone number. A label has at
 * least four signs and a digit. A text without a digit is never tried as a label, so that the name of nobody
 * here does not count as a foreign label.
 */
export function isSearch(raw: string): boolean {
  const text = asciiDigits(raw.trim())
  if (['code', 'receipt', 'secret'].includes(readScanned(text).kind)) return false
  if (!/\d/.test(text)) return !isTurned(text)
  return /^\d{4}$/.test(text) || text.length < 4
}

/** Returns a typed text as a code is entered: digits of any script as 0–9, without blanks. */
export const asCode = (text: string): string => asciiDigits(text).replace(/\s/g, '')

/** Whether a text has as many digits as a code. It is then never sent as a label, as labels are stored. */
export const looksLikePin = (text: string): boolean => /^\d{5,8}$/.test(asCode(text))
