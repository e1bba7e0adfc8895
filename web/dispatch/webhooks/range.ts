const two = (n: number) => String(n).padStart(2, '0')

/** A moment as a `datetime-local` field has it: the person's own clock, to the minute. */
export const localMinute = (when: Date): string =>
  `${when.getFullYear()}-${two(when.getMonth() + 1)}-${two(when.getDate())}T${two(when.getHours())}:${two(when.getMinutes())}`

/** The range of a request, its last minute included; null when it is none. */
export function rangeOf(from: string, to: string): { from: string; to: string } | null {
  const [begin, end] = [new Date(from).getTime(), new Date(to).getTime() + 60_000]
  if (Number.isNaN(begin) || Number.isNaN(end) || begin >= end) return null
  return { from: new Date(begin).toISOString(), to: new Date(end).toISOString() }
}
