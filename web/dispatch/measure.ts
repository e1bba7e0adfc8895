import { currencyDigits } from '../../worker/domain/money.ts'
import { regional } from '../i18n/format.ts'
import { locale } from '../i18n/locale.ts'

const unit = (value: number, name: string, digits = 0) =>
  new Intl.NumberFormat(locale(), { style: 'unit', unit: name, maximumFractionDigits: digits }).format(value)

/** Formats a distance, for example "40 m" or "1.2 km". */
export const metres = (m: number): string => (m < 1000 ? unit(m, 'meter') : unit(m / 1000, 'kilometer', 1))

/**
 * Formats a time on site no more precisely than it is meaningful, for example "45 sec", "6 min" or "2.5 hr".
 */
export function duration(seconds: number): string {
  if (seconds < 90) return unit(seconds, 'second')
  return seconds < 5400 ? unit(seconds / 60, 'minute') : unit(seconds / 3600, 'hour', 1)
}

/** Formats an amount of minor units in its currency: 5000 EUR is 50.00 €. */
export function money(amount: number, currency: string): string {
  const digits = currencyDigits(currency)
  return new Intl.NumberFormat(locale(), {
    ...{ style: 'currency', currency },
    ...{ minimumFractionDigits: digits, maximumFractionDigits: digits },
  }).format(amount / 10 ** digits)
}

/** Formats a month: `2026-11` becomes "November 2026". */
export const monthName = (month: string): string =>
  new Intl.DateTimeFormat(regional(), { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}-01T00:00:00Z`),
  )
