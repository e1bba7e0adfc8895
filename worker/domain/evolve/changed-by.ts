import type { ChangedBy } from '../asked.ts'
import type { Fact } from '../event.ts'
import type { Actor } from '../roles.ts'
import type { Shipment } from '../state.ts'

/** Returns which part of a shipment's way a fact changes, or null. */
function changeOf(fact: Fact): keyof ChangedBy | null {
  switch (fact.type) {
    case 'contact-change-requested':
      return 'contact'
    case 'moved':
    // A stop that is taken off one round and put on another is moved as well.
    case 'withdrawn':
      return 'round'
    case 'point-chosen':
      return 'point'
    case 'tablet-failed':
      return 'tablet'
    default:
      return null
  }
}

/** Remembers who changed contact, round or point by hand, or recorded the broken tablet (R9, R42). */
export function noteChanger(shipment: Shipment, fact: Fact, by: Actor | null): Shipment {
  const change = changeOf(fact)
  const id = fact.type === 'contact-change-requested' ? fact.requestedBy : by?.id
  if (!change || id === undefined || by?.role === 'system') return shipment
  const known = shipment.changedBy[change]
  if (known.includes(id)) return shipment
  return { ...shipment, changedBy: { ...shipment.changedBy, [change]: [...known, id] } }
}
