import { dateTime, regional } from '../i18n/format.ts'

const sameDay = (a: Date, b: Date) => a.toDateString() === b.toDateString()

/** Formats a moment briefly: the time alone today, with the day this year, otherwise with the year too. */
export function brief(at: string, now = new Date()): string {
  const when = new Date(at)
  const options: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit' }
  if (!sameDay(when, now)) Object.assign(options, { day: 'numeric', month: 'short' })
  if (when.getFullYear() !== now.getFullYear()) options.year = 'numeric'
  return new Intl.DateTimeFormat(regional(), options).format(when)
}

/** Formats a day with its year, from `YYYY-MM-DD` or an instant, as long-kept data outlasts this year. */
export function wholeDay(at: string, timeZone?: string): string {
  const options = { dateStyle: 'long', ...(timeZone && { timeZone }) } as const
  return new Intl.DateTimeFormat(regional(), options).format(new Date(at))
}

/** Shows a moment in a table, and in full as its title. */
export function When({ at }: { at: string }) {
  return (
    <time dateTime={at} title={dateTime(at)}>
      {brief(at)}
    </time>
  )
}
