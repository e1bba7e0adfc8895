import type { RoundLine } from '../../../worker/api/rounds/answers.ts'
import type { StopMark } from '../../../worker/domain/terms.ts'

/** After this long without a change on the road, a call to the courier is worthwhile. */
export const STUCK_MS = 45 * 60_000

/** How a round stands, most urgent first. `done`: every stop is made but the round is not closed yet. */
export const STANDINGS = ['late', 'stuck', 'under-way', 'planned', 'done', 'closed'] as const
export type Standing = (typeof STANDINGS)[number]

const count = (marks: readonly StopMark[], mark: StopMark) => marks.filter((one) => one === mark).length

type Line = Pick<RoundLine, 'state' | 'date' | 'marks' | 'changedAt'>

/** Returns how a round stands. `today` is the viewer's own day, such as `2026-11-22`. */
export function standingOf(line: Line, now: number, today: string): Standing {
  if (line.state === 'closed') return 'closed'
  const open = count(line.marks, 'open')
  if (open > 0 && line.date < today) return 'late'
  if (line.state === 'planned') return 'planned'
  if (open === 0) return 'done'
  return now - Date.parse(line.changedAt ?? '') > STUCK_MS ? 'stuck' : 'under-way'
}

/** Returns today's rounds and those of earlier days that are not closed, most urgent first. */
export function liveRounds<T extends RoundLine>(lines: readonly T[], now: number, today: string): T[] {
  const rank = (line: T) => STANDINGS.indexOf(standingOf(line, now, today))
  return lines
    .filter(({ date, state }) => date === today || (date < today && state !== 'closed'))
    .sort(
      (a, b) => rank(a) - rank(b) || a.courierName.localeCompare(b.courierName) || a.id.localeCompare(b.id),
    )
}

/** The marks that have words, in their order. */
export const TOLD = ['done', 'partly', 'held', 'back', 'open', 'off'] as const satisfies readonly StopMark[]

/** Counts the stops of each mark and leaves out marks without a stop. */
export const tally = (marks: readonly StopMark[]): [mark: StopMark, count: number][] =>
  TOLD.flatMap((mark) => (marks.includes(mark) ? [[mark, count(marks, mark)]] : []))
