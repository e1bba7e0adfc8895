import type { Fact } from './event.ts'
import { applyFact, evolve, noteOwed } from './evolve.ts'
import { type LoggedFact, type Owed, owedFor } from './owed.ts'
import type { Actor } from './roles.ts'
import type { Shipment } from './state.ts'
import { withoutRepeats } from './told-last.ts'
import { type StoredFact, upcast } from './upcast.ts'

/** A fact of a log with the shipment before and after it. */
export interface Step extends LoggedFact {
  before: Shipment | null
  after: Shipment
}

/**
 * Adds a decided fact to a shipment and decides by today's rules what it owes. `at` is in ms. `by` is who did
 * it, null if nobody in particular did.
 */
export function settle(before: Shipment | null, fact: Fact, at: number, by: Actor | null = null): Step {
  const applied = applyFact(before, fact, at, by)
  const owed = withoutRepeated(owedFor(before, applied, fact, by), applied, at)
  return { fact, at, by, owed, before, after: noteOwed(applied, owed, at) }
}

/**
 * Returns what a new fact owes without messages that the recipient has just had. Facts that were stored
 * without what they owe are not asked: their messages left long ago.
 */
function withoutRepeated(owed: Owed, applied: Shipment, at: number): Owed {
  const { messages, ...rest } = owed
  const news = withoutRepeats(applied, messages ?? [], at)
  return news.length > 0 ? { ...rest, messages: news } : rest
}

/** Returns the events that were taken back, each with the number of the one that took it back (R37). */
export const takenBackIn = (log: readonly { seq: number; fact: Fact }[]): Map<number, number> =>
  new Map(log.flatMap(({ seq, fact }) => (fact.type === 'visit-reopened' ? [[fact.takesBack, seq]] : [])))

/** Follows a stored log and returns its steps, the oldest first. Throws if it cannot be followed. */
export function stepsOf(log: readonly StoredFact[]): Step[] {
  const steps: Step[] = []
  let before: Shipment | null = null
  for (const stored of log) {
    try {
      const logged = upcast(before, stored)
      const after = evolve(before, logged)
      steps.push({ ...logged, before, after })
      before = after
    } catch {
      // Somebody has written into the storage. Nothing is decided on a history that never happened (R31).
      throw new Error(`the log of a shipment cannot be followed at event ${steps.length + 1}`)
    }
  }
  return steps
}
