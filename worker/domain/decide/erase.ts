import { accept, type Command, type Decision, refuse } from '../command.ts'
import type { Fact } from '../event.ts'
import { hearsClaims, retainedFrom } from '../retention.ts'
import type { Shipment } from '../state.ts'
import { DATA_KINDS, type DataKind } from '../terms.ts'

/**
 * A dispatcher erases what is kept of people, because somebody asked (R31). Not while the delivery goes on or a claim
 * about it is open, and not while the recipient may still complain: whoever has something to hide must not be the one
 * who decides that there is nothing to see. `kinds` are those of which anything is left; none is no fact.
 */
export function erase(
  shipment: Shipment,
  { kinds }: Extract<Command, { type: 'erase' }>,
  now: number,
): Decision {
  if (shipment.claim?.open) return refuse('claim-open')
  if (shipment.endedAt === null) return refuse('not-over')
  if (hearsClaims(shipment, now)) return refuse('claims-possible')
  return accept(kinds.length > 0 ? [{ type: 'erased', kinds: [...kinds], because: 'request' }] : [])
}

/** What the clocks of retention bring: one fact for everything whose time is over. */
export function outOfTime(shipment: Shipment, due: readonly string[], now: number): Fact[] {
  const kinds: DataKind[] = DATA_KINDS.filter((kind) => due.includes(`erase-${kind}`))
  if (kinds.length === 0 || !retainedFrom(shipment, now)) return []
  return [{ type: 'erased', kinds, because: 'retention' }]
}
