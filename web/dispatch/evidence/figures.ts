import type { CourierEvidence } from '../../../worker/api/violations/answers.ts'
import type { VisitNote } from '../../../worker/domain/effects.ts'

/** Odds below this are shown as a number. Anything above is ordinary. */
const USUAL = 0.2
const MILLIONTH = 1e-6

/** One kind of noted event of one courier. */
export interface CourierFigure {
  kind: VisitNote
  noted: number
  /** How many an average courier of the fleet has on the same number of stops. */
  expected: number
  odds: number
}

/** Returns a courier's figures, strangest first. */
export function courierFigures(courier: CourierEvidence, fleet: readonly CourierEvidence[]): CourierFigure[] {
  const stops = sum(fleet, (one) => one.stops)
  const figures = (Object.entries(courier.noted) as [VisitNote, number][]).map(([kind, noted]) => ({
    kind,
    noted,
    expected: (sum(fleet, (one) => one.noted[kind] ?? 0) / Math.max(1, stops)) * courier.stops,
    odds: courier.odds[kind] ?? 1,
  }))
  return figures.sort((a, b) => a.odds - b.odds)
}

const sum = <T>(items: readonly T[], of: (item: T) => number) =>
  items.reduce((total, item) => total + of(item), 0)

/**
 * Returns how many figures are compared. Every courier has one for each kind that occurs, even if it is zero.
 */
export const figureCount = (fleet: readonly CourierEvidence[]): number =>
  fleet.length * new Set(fleet.flatMap(({ noted }) => Object.keys(noted))).size

/**
 * Says how odds are shown: as usual, as one in `n` (two significant digits), or as below one in a million.
 */
export function oddsInWords(odds: number): { how: 'usual' | 'million' } | { how: 'in'; n: number } {
  if (odds > USUAL) return { how: 'usual' }
  return odds < MILLIONTH ? { how: 'million' } : { how: 'in', n: Number((1 / odds).toPrecision(2)) }
}

/** Returns the bar's length for odds, 0 to 1: equal steps per factor of ten, full at one in a million. */
export const barOf = (odds: number): number =>
  Math.min(1, Math.abs(Math.log10(Math.max(odds, MILLIONTH)) / Math.log10(MILLIONTH)))
