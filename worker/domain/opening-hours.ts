import type { Locale } from './terms.ts'

/** Days from Monday = 0 to Sunday = 6, each with its opening times as minutes of the day. */
export type Week = readonly (readonly { from: number; to: number }[])[]

const DAYS = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su']
const TIME = /^([01]?\d|2[0-4]):([0-5]\d)-([01]?\d|2[0-4]):([0-5]\d)$/

function daysOf(text: string): number[] | null {
  const found: number[] = []
  for (const part of text.split(',')) {
    const [first = '', last = first] = part.split('-')
    const from = DAYS.indexOf(first)
    const to = DAYS.indexOf(last)
    if (from < 0 || to < 0) return null
    for (let day = from; ; day = (day + 1) % 7) {
      found.push(day)
      if (day === to) break
    }
  }
  return found
}

function timesOf(text: string): { from: number; to: number }[] | null {
  if (text === 'off' || text === 'closed') return []
  const found = text.split(',').map((part) => {
    const [, h1, m1, h2, m2] = (TIME.exec(part) ?? []).map(Number)
    return h1 === undefined || m1 === undefined || h2 === undefined || m2 === undefined
      ? null
      : { from: h1 * 60 + m1, to: h2 * 60 + m2 }
  })
  return found.every((time) => time !== null) ? found : null
}

/**
 * Reads opening hours in the common part of OpenStreetMap's notation (`Mo-Fr 08:00-12:00,14:00-18:00; Sa
 * 09:00-13:00; Su off`, `24/7`). Later rules replace earlier ones for their days. Any other text gives null:
 * it is shown as it is and taken as open every day.
 */
export function parseHours(text: string | undefined): Week | null {
  const written = (text ?? '').trim().toLowerCase()
  if (written === '24/7') return DAYS.map(() => [{ from: 0, to: 24 * 60 }])
  const week: { from: number; to: number }[][] = DAYS.map(() => [])
  const rules = written.split(';').map((part) => part.trim().replace(/\s*,\s*/g, ','))
  if (rules.every((rule) => rule === '')) return null
  for (const rule of rules.filter((rule) => rule !== '')) {
    const [first = '', second, ...more] = rule.split(/\s+/)
    const days = second === undefined ? [0, 1, 2, 3, 4, 5, 6] : daysOf(first)
    const times = timesOf(second ?? first)
    if (!days || !times || more.length > 0) return null
    for (const day of days) week[day] = times
  }
  return week
}

/** Whether a point is open at all on a weekday (Monday = 0). */
export function opensOn(hours: string | undefined, weekday: number): boolean {
  const week = parseHours(hours)
  return !week || (week[weekday]?.length ?? 0) > 0
}

const NAMES: Record<Locale, { days: readonly string[]; closed: string }> = {
  ru: { days: ['пн', 'вт', 'ср', 'чт', 'пт', 'сб', 'вс'], closed: 'закрыто' },
  fr: { days: ['lun', 'mar', 'mer', 'jeu', 'ven', 'sam', 'dim'], closed: 'fermé' },
  en: { days: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'], closed: 'closed' },
}

/** Returns opening hours with the days in a language. A text in no known notation stays as it is. */
export function hoursText(hours: string, locale: Locale): string {
  if (!parseHours(hours)) return hours
  const { days, closed } = NAMES[locale]
  return hours
    .replace(/\b(mo|tu|we|th|fr|sa|su)\b/gi, (day) => days[DAYS.indexOf(day.toLowerCase())] ?? day)
    .replace(/\b(off|closed)\b/gi, closed)
    .replaceAll('-', '–')
    .replace(/,(?=\S)/g, ', ')
}
