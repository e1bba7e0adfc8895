import type { CodeReading } from './formats.ts'

const QUIET_MS = 2_000
/**
 * Formats without a check digit. Part of such a code can read as a shorter code, so one look is not enough.
 */
const UNSURE = ['itf', 'code_39']

/**
 * Creates a filter that returns which readings of a video are new. A text is returned once while it stays in
 * view, and again only after two seconds out of view, because a label held still must not count as ten wrong
 * ones. Formats without a check digit need two looks in a row. `now` is in milliseconds.
 */
export function createFilter(): (readings: readonly CodeReading[], now: number) => string[] {
  const seen = new Map<string, number>()
  let last: Set<string> = new Set()
  return (readings, now) => {
    const sure = readings.filter(({ text, format }) => !UNSURE.includes(format) || last.has(text))
    last = new Set(readings.map(({ text }) => text))
    const news = sure.filter(({ text }) => now - (seen.get(text) ?? -QUIET_MS) >= QUIET_MS)
    for (const { text } of sure) seen.set(text, now)
    return [...new Set(news.map(({ text }) => text))]
  }
}
