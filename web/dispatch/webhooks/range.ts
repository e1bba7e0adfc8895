const two = (n: number) => String(n).padStart(2, '0')

/** Formats a moment for a `datetime-local` field: the viewer's own time, to the minute. */
export const localMinute = (when: Date): string =>
  `${when.getFullYear()}-${two(when.getMonth() + 1)}-${two(when.getDate())}T${two(when.getHours())}:${two(when.getMinutes())}`

/** Returns the period of a request, including its last minute, or null if it is not valid. */
export function rangeOf(from: string, to: string): { from: string; to: string } | null {
  const [begin, end] = [new Date(from).getTime(), new Date(to).getTime() + 60_000]
  if (Number.isNaN(begin) || Number.isNaN(end) || begin >= end) return null
  return { from: new Date(begin).toISOString(), to: new Date(end).toISOString() }
}
