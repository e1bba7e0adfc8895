import type { Command } from '../command.ts'
import { accept, type Decision, refuse } from '../decision.ts'
import type { Fact } from '../event.ts'
import { hearsClaims, retainedFrom } from '../retention.ts'
import type { Shipment } from '../state.ts'
import { DATA_KINDS, type DataKind } from '../terms.ts'

/**
 * Erases what is kept of people, for a dispatcher, because somebody asked for it (R31). This is refused while
 * the delivery goes on, while a claim is open, and while the recipient may still complain: nobody who has
 * something to hide may decide that there is nothing to see. `kinds` are those of which any data is left; if
 * there are none, there is no fact.
 */
export function erase(
  shipment: Shipment,
  { kinds }: Extract<Command, { type: 'erase' }>,
  now: number,
): Decision {
  if (shipment.claim?.open) return refuse('claim-open')
  // The fiscal receipt of a refund under way needs its items and a contact. One that failed may have been settled elsewhere.
  const owes = shipment.payments?.refunds.some(({ state }) => state === 'asked' || state === 'owed')
  if (shipment.endedAt === null || owes) return refuse('not-over')
  if (hearsClaims(shipment, now)) return refuse('claims-possible')
  return accept(kinds.length > 0 ? [{ type: 'erased', kinds: [...kinds], because: 'request' }] : [])
}

/** Returns one fact that erases every kind whose retention time is over, or none. */
export function outOfTime(shipment: Shipment, due: readonly string[], now: number): Fact[] {
  const kinds: DataKind[] = DATA_KINDS.filter((kind) => due.includes(`erase-${kind}`))
  if (kinds.length === 0 || !retainedFrom(shipment, now)) return []
  return [{ type: 'erased', kinds, because: 'retention' }]
}
