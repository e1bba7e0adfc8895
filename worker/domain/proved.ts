import type { Fact, FactOf } from './event.ts'
import type { Proved } from './terms.ts'

/** Returns what a fact proved, for whoever reads the log (R33). A typed number proves no possession (R19). */
export function proved(fact: Fact): Proved[] {
  switch (fact.type) {
    case 'arrived':
      return fact.placed ? ['place'] : []
    case 'label-scanned':
      return fact.by === 'typed' ? [] : ['parcel']
    case 'clerk-scanned':
      return ['parcel']
    case 'payment-received':
      return fact.surplus ? [] : ['payment']
    case 'handed-over':
      return [...provedBy(fact), ...(fact.pointId !== undefined ? (['parcel'] as const) : [])]
    default:
      return []
  }
}

/**
 * Returns what the proof of a hand-over proved. At a counter the clerk's scan also proves the parcel, which
 * `proved` adds (R28).
 */
function provedBy({ proof, scannedBy, pointId }: FactOf<'handed-over'>): Proved[] {
  if (proof === 'identity') return ['person']
  if (proof === 'ordinary') return []
  const seen = proof === 'link' && pointId === undefined && !scannedBy?.includes('typed')
  return seen ? ['secret', 'parcel'] : ['secret']
}

/**
 * Returns the carrier's code of a fact, if it has one. Exactly one event of each hand-over or hold has a code
 * (R33).
 */
export function carrierCode(fact: Fact): string | undefined {
  return 'code' in fact ? fact.code : undefined
}
