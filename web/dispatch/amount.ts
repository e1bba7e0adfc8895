import { currencyDigits, fromDecimal, toDecimal } from '../../worker/domain/money.ts'
import { locale } from '../i18n/locale.ts'

/** What can be wrong with a sum that somebody typed. */
export const AMOUNT_FAULTS = ['not-a-sum', 'too-fine', 'nothing', 'too-large'] as const
export type AmountFault = (typeof AMOUNT_FAULTS)[number]

/** A typed sum in minor units, or why it is none. */
export type ReadAmount = { ok: true; amount: number } | { ok: false; fault: AmountFault }

/** The API takes no larger sum, in minor units. */
const LARGEST = 100_000_000

/** Thousands in groups of three, parted by a comma or point, and the decimals after the other one. */
const GROUPED = /^\d{1,3}(?:(?:,\d{3})+\.|(?:\.\d{3})+,)\d+$/

/** Any currency that was thought of, as ISO 4217 writes it. */
export const isCurrency = (text: string): boolean => /^[A-Z]{3}$/.test(text)

/**
 * Reads a sum as people write it, in major units: decimals after a comma or point, spaces and apostrophes anywhere.
 * "1,234" euros is refused rather than guessed at, because it is a thousand to one reader and about one to the next.
 */
export function readAmount(text: string, currency: string): ReadAmount {
  const typed = text.replace(/[\s'’]/g, '')
  const plain = GROUPED.test(typed) ? typed.replace(/[.,](?=\d{3}[.,])/g, '') : typed
  if (!/^\d+(?:[.,]\d+)?$/.test(plain)) return { ok: false, fault: 'not-a-sum' }
  const amount = fromDecimal(plain.replace(',', '.'), currency)
  if (amount === null) {
    const [, fraction = ''] = plain.split(/[.,]/)
    const fine = /[^0]/.test(fraction.slice(currencyDigits(currency))) || fraction.length > 6
    return { ok: false, fault: fine ? 'too-fine' : 'too-large' }
  }
  if (amount === 0) return { ok: false, fault: 'nothing' }
  return amount > LARGEST ? { ok: false, fault: 'too-large' } : { ok: true, amount }
}

/** Writes a sum as a field holds it: 4990 of EUR is `49,90`, and `49.90` where decimals follow a point. */
export function typedAmount(amount: number, currency: string): string {
  const written = toDecimal(amount, currency)
  return locale() === 'en' ? written : written.replace('.', ',')
}
