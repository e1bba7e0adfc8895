import { usedUp } from '../claims.ts'
import type { FactOf } from '../event.ts'
import { notHandedOver } from '../reading.ts'
import type { Shipment } from '../state.ts'
import type { Claimed } from '../terms.ts'
import { withoutHalves } from './hold.ts'
import { endVisit, markForSender } from './parcels.ts'

/** Returns the claim with one more kind. An open claim stays open, whatever is said after it (R21). */
function withKind({ claim }: Shipment, kind: Claimed, blocking: boolean): Shipment['claim'] {
  const waits = claim?.open ?? false
  // A claim that stops everything begins a new list unless one is open. What is only said joins the list.
  const before = claim && (waits || !blocking) ? claim.kinds : []
  return { kind, open: waits || blocking, kinds: [...before.filter((known) => known !== kind), kind] }
}

/**
 * Stops the delivery by a claim. "No claims" and the halves of an issue do not outlive it: whoever goes on
 * has to say them again (R21).
 */
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
    statements: [...shipment.statements, `${link}:${kind}`],
  }
}

/** Records "not me", on the road a claim like any other. */
export function declareNotMe(before: Shipment, { link, blocking }: FactOf<'not-me-declared'>): Shipment {
  // The chat may be somebody else's.
  const shipment = { ...before, chat: null }
  if (blocking) return stopped(shipment, 'not-me')
  // Wherever the parcel is by now, this belongs to the claim that is being decided.
  const joins = shipment.claim?.open && !usedUp(shipment, link)
  return {
    ...shipment,
    claim: joins ? withKind(shipment, 'not-me', false) : shipment.claim,
    statements: [...shipment.statements, `${link}:not-me`],
  }
}

/** Closes a claim by a dispatcher's decision. Nothing else closes the claim of a shipment that goes on. */
export function decideClaim(shipment: Shipment, fact: FactOf<'claim-decided'>): Shipment {
  const closed = { ...shipment, claim: shipment.claim && { ...shipment.claim, open: false } }
  if (fact.decision === 'resume') return closed
  const ended: Shipment = { ...closed, phase: 'at-depot', visit: endVisit(shipment, fact) }
  return fact.decision === 'return' ? markForSender(ended, notHandedOver(shipment)) : ended
}

/**
 * Closes a claim that is still open when the shipment is over. No command leads past an open claim, but logs
 * from when another claim could lift the first do. Then there is nothing left to release or to decide.
 */
export const withoutLiftedClaim = (shipment: Shipment): Shipment =>
  shipment.claim?.open ? { ...shipment, claim: { ...shipment.claim, open: false } } : shipment
