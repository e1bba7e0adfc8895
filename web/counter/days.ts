import { addDays, dayOf, daysBetween } from '../../worker/calendar.ts'
import { day } from '../i18n/format.ts'
import type { Tone } from '../ui/bits.tsx'
import { t } from './texts.ts'

/** Fewer than this is worth a colour. */
const SOON = 2

/** How long a hold is still stored, in days of its point: 0 is today, below is over. */
export function daysLeft(
  until: string | null,
  zone: string | null | undefined,
): { text: string; tone: Tone } | null {
  return until === null ? null : wordsOf(daysBetween(dayOf(Date.now(), zone ?? 'UTC'), until), until)
}

/** The same where the server has counted. */
export function wordsOf(left: number, until: string): { text: string; tone: Tone } {
  const when = day(`${until}T12:00:00Z`, 'UTC')
  if (left < 0) return { text: t('daysOver', { count: -left }), tone: 'bad' }
  if (left === 0) return { text: t('lastDay'), tone: 'warn' }
  return { text: t('daysLeft', { day: when, count: left }), tone: left <= SOON ? 'warn' : 'neutral' }
}

export const today = (zone: string): string => dayOf(Date.now(), zone)
export { addDays }
