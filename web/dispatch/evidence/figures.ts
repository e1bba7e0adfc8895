import type { CourierEvidence } from '../../../worker/api/violations/answers.ts'
import type { Noted } from '../../../worker/domain/effects.ts'

/** A figure that is rarer than this deserves a number; anything else is the ordinary course of things. */
const USUAL = 0.2
const MILLIONTH = 1e-6

/** One kind of note of one courier. */
export interface Figure {
  kind: Noted
  noted: number
  /** How many an average courier of the fleet has on as many stops. */
  expected: number
  odds: number
}

/** A courier's figures, the strangest first. */
export function figuresOf(courier: CourierEvidence, fleet: readonly CourierEvidence[]): Figure[] {
  const stops = sum(fleet, (one) => one.stops)
  const figures = (Object.entries(courier.noted) as [Noted, number][]).map(([kind, noted]) => ({
    kind,
    noted,
    expected: (sum(fleet, (one) => one.noted[kind] ?? 0) / Math.max(1, stops)) * courier.stops,
    odds: courier.odds[kind] ?? 1,
  }))
  return figures.sort((a, b) => a.odds - b.odds)
}

const sum = <T>(items: readonly T[], of: (item: T) => number) =>
  items.reduce((total, item) => total + of(item), 0)

/** How many figures stand beside each other: every courier has one of each kind that occurs, also a nought. */
export const looksAt = (fleet: readonly CourierEvidence[]): number =>
  fleet.length * new Set(fleet.flatMap(({ noted }) => Object.keys(noted))).size

/** How odds are said: not worth a word, one in so many (two digits that count), or beyond counting. */
export function said(odds: number): { how: 'usual' | 'million' } | { how: 'in'; n: number } {
  if (odds > USUAL) return { how: 'usual' }
  return odds < MILLIONTH ? { how: 'million' } : { how: 'in', n: Number((1 / odds).toPrecision(2)) }
}

/** How long a bar stands for odds: every step a tenth as likely, full at one in a million. */
export const barOf = (odds: number): number =>
  Math.min(1, Math.abs(Math.log10(Math.max(odds, MILLIONTH)) / Math.log10(MILLIONTH)))
