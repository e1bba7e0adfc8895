import type { StatsView } from '../../../worker/api/stats/answers.ts'
import { withQuery } from '../route.ts'

export const BY = ['day', 'contract', 'provider', 'courier'] as const
const LONGEST = 64
const DAY_MS = 86_400_000

/** What the figures are about. The filter is kept in the address. */
export interface Filter {
  /** The first and last day, both included, as `YYYY-MM-DD`. */
  from: string
  to: string
  by: StatsView['by']
  contract: string
  provider: string
  courier: string
}

/** The periods to choose from: their length in days, and how many days before today they end. */
export const PERIODS = {
  today: { days: 1, ago: 0 },
  yesterday: { days: 1, ago: 1 },
  week: { days: 7, ago: 0 },
  month: { days: 28, ago: 0 },
} as const
export type Period = keyof typeof PERIODS

/** Returns the day that is `days` days after another one, or before it if negative. */
export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)

/** Returns the calendar day of a moment in the viewer's time zone. */
export const localDay = (now: Date): string => new Intl.DateTimeFormat('sv-SE').format(now)

const isDay = (text: string | undefined): text is string =>
  text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))

export function periodOf(name: Period, today: string): { from: string; to: string } {
  const { days, ago } = PERIODS[name]
  const to = dayAfter(today, -ago)
  return { from: dayAfter(to, 1 - days), to }
}

/** Returns which of the given periods a filter matches, or null. */
export function periodIn({ from, to }: Pick<Filter, 'from' | 'to'>, today: string): Period | null {
  const found = (Object.keys(PERIODS) as Period[]).find((name) => {
    const period = periodOf(name, today)
    return period.from === from && period.to === to
  })
  return found ?? null
}

/** Reads the filter of an address. Invalid values count as none, and without days it is the last seven. */
export function filterOf(query: Record<string, string | undefined>, today: string): Filter {
  const text = (name: 'contract' | 'provider' | 'courier') => (query[name] ?? '').slice(0, LONGEST)
  const usual = periodOf('week', today)
  const days = isDay(query.from) && isDay(query.to) ? { from: query.from, to: query.to } : usual
  return {
    ...days,
    by: BY.find((by) => by === query.by) ?? 'day',
    contract: text('contract'),
    provider: text('provider'),
    courier: text('courier'),
  }
}

/** Returns every day of a period, oldest first. */
export function daysOf({ from, to }: Pick<Filter, 'from' | 'to'>): string[] {
  const days: string[] = []
  for (let day = from; day <= to; day = dayAfter(day, 1)) days.push(day)
  return days
}

/** Writes a filter into an address. */
export const withFilter = (path: string, filter: Filter, more: Record<string, string> = {}): string =>
  withQuery(path, { ...filter, ...more })
