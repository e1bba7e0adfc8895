import { currencyDigits } from './money.ts'
import type { Locale } from './terms.ts'

/**
 * Writes an amount in minor units as the language writes money: 120050 of RUB is "1 200,50 ₽". A whole amount has no
 * decimals, because an SMS has no room for them.
 */
export function moneyText(amount: number, currency: string, locale: Locale): string {
  const digits = currencyDigits(currency)
  const unit = 10 ** digits
  const shown = amount % unit === 0 ? 0 : digits
  // English is written the European way, as dates are.
  return new Intl.NumberFormat(locale === 'en' ? 'en-GB' : locale, {
    ...{ style: 'currency', currency },
    ...{ minimumFractionDigits: shown, maximumFractionDigits: shown },
  }).format(amount / unit)
}
