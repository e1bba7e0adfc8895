import { day } from '../i18n/format.ts'
import type { Tone } from '../ui/bits.tsx'
import { t } from './texts.ts'

const DAY_MS = 86_400_000
const noon = (day: string): number => Date.parse(`${day}T12:00:00Z`)

/** Returns today's date in a time zone, as `YYYY-MM-DD`. */
export const today = (timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(Date.now())

/** Returns the day `count` days after another one, as `YYYY-MM-DD`. */
export const addDays = (from: string, count: number): string =>
  new Date(noon(from) + count * DAY_MS).toISOString().slice(0, 10)

/** With this many days left or fewer, the number is coloured. */
const SOON = 2

/**
 * Says how many days a hold is still stored, in days of its point: 0 is today, a negative number is overdue.
 * Returns null for a hold without an end.
 */
export function daysLeft(
  until: string | null,
  zone: string | null | undefined,
): { text: string; tone: Tone } | null {
  if (until === null) return null
  return wordsOf(Math.round((noon(until) - noon(today(zone ?? 'UTC'))) / DAY_MS), until)
}

/** Says the same from a number of days that the server has counted. */
export function wordsOf(left: number, until: string): { text: string; tone: Tone } {
  const when = day(`${until}T12:00:00Z`, 'UTC')
  if (left < 0) return { text: t('daysOver', { count: -left }), tone: 'bad' }
  if (left === 0) return { text: t('lastDay'), tone: 'warn' }
  return { text: t('daysLeft', { day: when, count: left }), tone: left <= SOON ? 'warn' : 'neutral' }
}
