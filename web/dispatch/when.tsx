import { dateTime } from '../i18n/format.ts'
import { locale } from '../i18n/locale.ts'

const sameDay = (a: Date, b: Date) => a.toDateString() === b.toDateString()

/** A moment in few letters: the time alone today, day and time this year, else with the year. */
export function brief(at: string, now = new Date()): string {
  const when = new Date(at)
  const options: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit' }
  if (!sameDay(when, now)) Object.assign(options, { day: 'numeric', month: 'short' })
  if (when.getFullYear() !== now.getFullYear()) options.year = 'numeric'
  return new Intl.DateTimeFormat(locale(), options).format(when)
}

/** A day with its year, `YYYY-MM-DD` or an instant: what is kept for long is kept beyond this year. */
export function wholeDay(at: string, timeZone?: string): string {
  const options = { dateStyle: 'long', ...(timeZone && { timeZone }) } as const
  return new Intl.DateTimeFormat(locale(), options).format(new Date(at))
}

/** A moment in a table; in full when pointed at. */
export function When({ at }: { at: string }) {
  return (
    <time dateTime={at} title={dateTime(at)}>
      {brief(at)}
    </time>
  )
}
