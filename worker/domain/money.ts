/**
 * The currencies whose minor unit is no hundredth (ISO 4217). `Intl` is not asked: it follows the habits of shops, and
 * differs from one runtime to the next (the forint has 0 digits in one and 2 in another), while a sum that is stored or sent
 * to a bank means the same everywhere.
 */
const DIGITS: Record<number, string> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
}
const BY_CURRENCY = new Map(
  Object.entries(DIGITS).flatMap(([digits, all]) => all.split(' ').map((one) => [one, Number(digits)])),
)

/** Returns how many decimals an amount of this currency (ISO 4217) has. */
export const currencyDigits = (currency: string): number => BY_CURRENCY.get(currency) ?? 2

/** Writes an amount in minor units as a decimal: 120000 of RUB is `1200.00`, 1200 of JPY is `1200`. */
export function toDecimal(amount: number, currency: string): string {
  const digits = currencyDigits(currency)
  const all = String(Math.abs(amount)).padStart(digits + 1, '0')
  const whole = all.slice(0, all.length - digits)
  return `${amount < 0 ? '-' : ''}${whole}${digits > 0 ? `.${all.slice(-digits)}` : ''}`
}

/**
 * Reads a decimal as minor units, digit by digit, because a float would round. Null: it is none, is below nothing, is too
 * large to be exact, or is finer than the currency.
 */
export function fromDecimal(text: string, currency: string): number | null {
  const [, whole, fraction = ''] = /^(\d{1,15})(?:\.(\d{1,6}))?$/.exec(text) ?? []
  const digits = currencyDigits(currency)
  if (whole === undefined || /[^0]/.test(fraction.slice(digits))) return null
  const amount = Number(whole + fraction.slice(0, digits).padEnd(digits, '0'))
  return Number.isSafeInteger(amount) ? amount : null
}
