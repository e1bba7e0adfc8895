import { locale } from './locale.ts'

/** `zone`: IANA zone of the point or policy whose day it is; the viewer's own without it. */
type When = string | number | Date
const show = (when: When, options: Intl.DateTimeFormatOptions, zone?: string) =>
  new Intl.DateTimeFormat(locale(), zone ? { ...options, timeZone: zone } : options).format(new Date(when))

/** 22 November */
export const day = (when: When, zone?: string) => show(when, { day: 'numeric', month: 'long' }, zone)
/** 14:32 */
export const time = (when: When, zone?: string) => show(when, { hour: '2-digit', minute: '2-digit' }, zone)
/** 22 Nov 2026, 14:32 */
export const dateTime = (when: When, zone?: string) =>
  show(when, { dateStyle: 'medium', timeStyle: 'short' }, zone)

/** 12 345 */
export const number = (value: number) => new Intl.NumberFormat(locale()).format(value)

/** Minor units and ISO 4217: 5000, EUR → €50.00 */
export function money({ amount, currency }: { amount: number; currency: string }): string {
  const format = new Intl.NumberFormat(locale(), { style: 'currency', currency })
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
}

/** Whole days from now: tomorrow, in 3 days, yesterday. */
export const inDays = (days: number) =>
  new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' }).format(days, 'day')

/** Name, address, waybill → "A, B and C". */
export const list = (items: readonly string[]) => new Intl.ListFormat(locale()).format(items)

/** 650 m, 1.2 km */
export const distance = (metres: number) =>
  new Intl.NumberFormat(locale(), {
    style: 'unit',
    unit: metres < 1000 ? 'meter' : 'kilometer',
    maximumFractionDigits: metres < 1000 ? 0 : 1,
  }).format(metres < 1000 ? metres : metres / 1000)
