import * as v from 'valibot'
import { addDays, daysBetween } from '../../platform/calendar.ts'
import { day, id, locale } from '../fields.ts'

/** What one request may sum up: a quarter, and some days to look back. */
export const STATS_DAYS_MAX = 100

/** Where the query names no days: a week, today in it. */
const STATS_DAYS = 7

const realDay = v.pipe(
  day,
  // A day that no calendar has; what is no day at all was refused by its form.
  v.check(
    (text) => !/^\d{4}-\d\d-\d\d$/.test(text) || Number.isNaN(Date.parse(text)) || addDays(text, 0) === text,
  ),
)

/** The query of `GET /api/stats`; an absent field is left to `statsPeriod`. */
export const statsQuery = v.strictObject({
  from: v.optional(realDay),
  to: v.optional(realDay),
  by: v.optional(v.picklist(['day', 'contract', 'provider', 'courier']), 'day'),
  contract: v.optional(id),
  provider: v.optional(id),
  courier: v.optional(id),
  format: v.optional(v.picklist(['json', 'csv']), 'json'),
  /** Of the table: what parts its cells. */
  locale: v.optional(locale),
})

/** The days a query is about, both included, or null when they end before they begin or are too many. */
export function statsPeriod(
  { from, to }: { from?: string | undefined; to?: string | undefined },
  today: string,
): { from: string; to: string; days: number } | null {
  const last = to ?? (from === undefined || from <= today ? today : from)
  const first = from ?? addDays(last, 1 - STATS_DAYS)
  const days = daysBetween(first, last) + 1
  return days >= 1 && days <= STATS_DAYS_MAX ? { from: first, to: last, days } : null
}
