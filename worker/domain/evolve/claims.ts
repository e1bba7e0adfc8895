import { usedUp } from '../claims.ts'
import type { FactOf } from '../event.ts'
import { notHandedOver } from '../reading.ts'
import type { Shipment } from '../state.ts'
import type { Claimed } from '../terms.ts'
import { withoutHalves } from './hold.ts'
import { endVisit, giveUp } from './parcels.ts'

/** The claim with one more kind: one that waits for its decision goes on waiting, whatever is said after it (R21). */
function withKind({ claim }: Shipment, kind: Claimed, blocking: boolean): Shipment['claim'] {
  const waits = claim?.open ?? false
  // What is to be decided begins anew with a claim that stops everything; what is only said joins what was.
  const before = claim && (waits || !blocking) ? claim.kinds : []
  return { kind, open: waits || blocking, kinds: [...before.filter((known) => known !== kind), kind] }
}

/** "No claims", and the halves of an issue, do not outlive a claim: whoever goes on says them again (R21). */
const stopped = (shipment: Shipment, kind: Claimed): Shipment => ({
  ...withoutHalves(shipment),
  claim: withKind(shipment, kind, true),
  page: { ...shipment.page, noClaims: false },
})

export function raiseClaim(shipment: Shipment, { kind, blocking, link }: FactOf<'claim-raised'>): Shipment {
  if (blocking) return stopped(shipment, kind)
  return {
    ...shipment,
    claim: withKind(shipment, kind, false),
    said: [...shipment.said, `${link}:${kind}`],
  }
}

/** "Not me" is a claim like any other where it is said while the parcel is on the road. */
export function declareNotMe(shipment: Shipment, { link, blocking }: FactOf<'not-me-declared'>): Shipment {
  if (blocking) return stopped(shipment, 'not-me')
  // Wherever the parcel is by now: it belongs to what is being decided.
  const joins = shipment.claim?.open && !usedUp(shipment, link)
  return {
    ...shipment,
    claim: joins ? withKind(shipment, 'not-me', false) : shipment.claim,
    said: [...shipment.said, `${link}:not-me`],
  }
}

/** Nothing but this closes a claim. */
export function decideClaim(shipment: Shipment, fact: FactOf<'claim-decided'>): Shipment {
  const closed = { ...shipment, claim: shipment.claim && { ...shipment.claim, open: false } }
  if (fact.decision === 'resume') return closed
  const ended: Shipment = { ...closed, phase: 'at-depot', visit: endVisit(shipment, fact) }
  return fact.decision === 'return' ? giveUp(ended, notHandedOver(shipment)) : ended
}

/**
 * No call gets a shipment to its end past an open claim. A log from when another claim lifted the first can: there is
 * nothing left to release then, and nothing to decide.
 */
export const withoutLiftedClaim = (shipment: Shipment): Shipment =>
  shipment.claim?.open ? { ...shipment, claim: { ...shipment.claim, open: false } } : shipment
