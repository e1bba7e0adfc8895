import * as v from 'valibot'
import { addDays, daysBetween } from '../../platform/calendar.ts'
import { day, id, locale } from '../fields.ts'

/** The most days that one request may sum up: a quarter, and some days to look back. */
export const STATS_DAYS_MAX = 100

/** The period if the query names no days: a week that ends today. */
const STATS_DAYS = 7

const realDay = v.pipe(
  day,
  // Refuses a day that no calendar has; a text that is no day at all is refused by its form.
  v.check(
    (text) => !/^\d{4}-\d\d-\d\d$/.test(text) || Number.isNaN(Date.parse(text)) || addDays(text, 0) === text,
  ),
)

/** The query of `GET /api/stats`; `statsPeriod` fills in absent days. */
export const statsQuery = v.strictObject({
  from: v.optional(realDay),
  to: v.optional(realDay),
  by: v.optional(v.picklist(['day', 'contract', 'provider', 'courier']), 'day'),
  contract: v.optional(id),
  provider: v.optional(id),
  courier: v.optional(id),
  format: v.optional(v.picklist(['json', 'csv']), 'json'),
  /** The language of the table, which decides its separator. */
  locale: v.optional(locale),
})

/** Returns the days of a query, both inclusive, or null if they end before they begin or are too many. */
export function statsPeriod(
  { from, to }: { from?: string | undefined; to?: string | undefined },
  today: string,
): { from: string; to: string; days: number } | null {
  const last = to ?? (from === undefined || from <= today ? today : from)
  const first = from ?? addDays(last, 1 - STATS_DAYS)
  const days = daysBetween(first, last) + 1
  return days >= 1 && days <= STATS_DAYS_MAX ? { from: first, to: last, days } : null
}
