import { parseHours, type Week } from '../../worker/domain/opening-hours.ts'

/** When a point is open next: the first thing a person on the way there wants to know. Times are `HH:MM`. */
export type OpenToday =
  | { open: 'always' }
  | { open: 'until' | 'from'; time: string }
  /** Not any more today, or not at all; `day` is the weekday of the next opening, Monday = 0, or tomorrow. */
  | { open: 'later' | 'not-today'; day: number | 'tomorrow'; time: string }

const DAY_MIN = 24 * 60
const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** Writes minutes of a day as `HH:MM`; the end of a day is 24:00. */
const clock = (minutes: number) => {
  const within = minutes > DAY_MIN ? minutes - DAY_MIN : minutes
  return `${String(Math.floor(within / 60)).padStart(2, '0')}:${String(within % 60).padStart(2, '0')}`
}

/** Returns weekday and minute of the day in a zone; the phone's own zone where none is known. */
function placeInWeek(zone: string | undefined, now: Date): { day: number; minute: number } {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(now)
  const part = (type: string) => parts.find((known) => known.type === type)?.value ?? ''
  return { day: DAYS.indexOf(part('weekday')), minute: Number(part('hour')) * 60 + Number(part('minute')) }
}

/** Returns when a point closes that is open now; a time before the opening means the next morning. */
function closing(week: Week, day: number, minute: number): number | null {
  const end = ({ from, to }: { from: number; to: number }) => (to <= from ? to + DAY_MIN : to)
  const yesterday = week[(day + 6) % 7] ?? []
  for (const times of yesterday) if (minute < end(times) - DAY_MIN) return end(times) - DAY_MIN
  for (const times of week[day] ?? []) if (times.from <= minute && minute < end(times)) return end(times)
  return null
}

/** Returns when a point is open today or next, or null for hours in no known notation or without any. */
export function openToday(
  hours: string | undefined,
  zone: string | undefined,
  now = new Date(),
): OpenToday | null {
  const week = parseHours(hours)
  if (!week) return null
  const whole = (day: Week[number]) => day.some(({ from, to }) => from === 0 && to === DAY_MIN)
  if (week.every(whole)) return { open: 'always' }
  const { day, minute } = placeInWeek(zone, now)
  const until = closing(week, day, minute)
  if (until !== null) return { open: 'until', time: clock(until) }
  const first = (times: Week[number], after: number) =>
    times
      .map(({ from }) => from)
      .sort((a, b) => a - b)
      .find((from) => from > after)
  const today = first(week[day] ?? [], minute)
  if (today !== undefined) return { open: 'from', time: clock(today) }
  for (let ahead = 1; ahead <= 7; ahead++) {
    const next = (day + ahead) % 7
    const from = first(week[next] ?? [], -1)
    if (from === undefined) continue
    const open = (week[day] ?? []).length > 0 ? 'later' : 'not-today'
    return { open, day: ahead === 1 ? 'tomorrow' : next, time: clock(from) }
  }
  return null
}
