import { alertFor, type Count, countsFor, type VisitNote, violationFor, visitNoteFor } from './effects.ts'
import type { Fact } from './event.ts'
import { messagesFor } from './messages.ts'
import type { Actor } from './roles.ts'
import type { MessageOrder, Shipment } from './state.ts'
import type { AlertKind, ViolationKind } from './terms.ts'
import { stillTold } from './told.ts'

/**
 * What others are owed because of a fact. It is decided once, together with the fact, and stored in the
 * fact's row, so a rule that changes later changes nothing about stored facts. A field is absent if nothing
 * of its kind is owed.
 */
export interface Owed {
  /** What the recipient is told (R5, R8, R16). */
  messages?: MessageOrder[]
  /** What a dispatcher must hear about at once. */
  alert?: AlertKind
  /** What the courier of the visit is suspected of (R27). */
  violation?: ViolationKind
  /** What makes the visit worth a look beside others of the same courier (R13, R18). */
  visitNote?: VisitNote
  /** What the fact counts in somebody's day (R18). */
  counts?: Count[]
}

/**
 * A fact of a log. `at` is when it became true, in ms. `by` is who did it, null if nobody in particular did.
 */
export interface LoggedFact {
  fact: Fact
  at: number
  by: Actor | null
  owed: Owed
}

/**
 * Returns what a new fact owes by today's rules. `after` is the shipment with the fact applied, but without
 * what it owes noted yet, so a secret that this very fact tells counts as not told.
 */
export function owedFor(before: Shipment | null, after: Shipment, fact: Fact, by: Actor | null): Owed {
  const messages = messagesFor(before, after, fact)
  const alert = stillTold(after, fact) ? null : alertFor(fact)
  const violation = violationFor(after, fact)
  const visitNote = visitNoteFor(after, fact)
  const counts = before ? countsFor(before, fact, by) : []
  return {
    ...(messages.length > 0 && { messages }),
    ...(alert && { alert }),
    ...(violation && { violation }),
    ...(visitNote && { visitNote }),
    ...(counts.length > 0 && { counts }),
  }
}
