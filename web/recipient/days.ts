/** Returns today's date in a time zone, as `YYYY-MM-DD`. */
const today = (zone: string, now: Date = new Date()): string =>
  // Swedish dates have this form.
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(now)

/**
 * Returns the days from today to the last day of storage, in the point's zone (R29). 0 means today or past.
 */
export function daysLeft(until: string, zone: string, now?: Date): number {
  return Math.max(0, Math.round((Date.parse(until) - Date.parse(today(zone, now))) / 86_400_000))
}
