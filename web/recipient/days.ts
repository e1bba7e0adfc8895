/** Today in a zone, `YYYY-MM-DD`. */
const today = (zone: string, now: Date = new Date()): string =>
  // The one locale whose dates are written so.
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(now)

/** Days from today to the last day of storage, in the point's zone (R29); 0: it is today, or past. */
export function daysLeft(until: string, zone: string, now?: Date): number {
  return Math.max(0, Math.round((Date.parse(until) - Date.parse(today(zone, now))) / 86_400_000))
}
