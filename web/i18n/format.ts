import { locale, pickLocale } from './locale.ts'

/**
 * How dates and times are written: our language as the browser's own region writes it. English without a region is
 * written the European way, with the day first and 24 hours, because that is where it is read.
 */
export function regional(): string {
  const own = navigator.languages.find((tag) => tag.includes('-') && pickLocale([tag]) === locale())
  return own ?? (locale() === 'en' ? 'en-GB' : locale())
}

/** `zone`: IANA zone of the point or policy whose day it is; the viewer's own without it. */
type When = string | number | Date
const show = (when: When, options: Intl.DateTimeFormatOptions, zone?: string) =>
  new Intl.DateTimeFormat(regional(), zone ? { ...options, timeZone: zone } : options).format(new Date(when))

/** 22 November */
export const day = (when: When, zone?: string) => show(when, { day: 'numeric', month: 'long' }, zone)
/** 14:32 */
export const time = (when: When, zone?: string) => show(when, { hour: '2-digit', minute: '2-digit' }, zone)
/** 22 Nov 2026, 14:32 */
export const dateTime = (when: When, zone?: string) =>
  show(when, { dateStyle: 'medium', timeStyle: 'short' }, zone)

/** 12 345 */
export const number = (value: number) => new Intl.NumberFormat(locale()).format(value)

/** Name, address, waybill → "A, B and C". */
export const list = (items: readonly string[]) => new Intl.ListFormat(locale()).format(items)
