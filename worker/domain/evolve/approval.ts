import { stillAsked } from '../approval.ts'
import type { FactOf } from '../event.ts'
import { NEW_MS } from '../limits.ts'
import type { Shipment } from '../state.ts'

/** Records that a dispatcher is asked (R42). It takes back an earlier request at the same door or counter. */
export function askApproval(shipment: Shipment, fact: FactOf<'approval-asked'>, at: number): Shipment {
  const { personId, labels, reasons, pointId = null } = fact
  const asked = { seq: shipment.seq + 1, at, personId, pointId, labels, reasons }
  return {
    ...shipment,
    approval: { ...asked, said: 'nothing', saidAt: null },
    approvals: [...shipment.approvals.filter((earlier) => at - earlier < NEW_MS), at],
  }
}

/** Records the dispatcher's answer to the latest request. */
export function sayApproval(
  shipment: Shipment,
  fact: FactOf<'approval-given'> | FactOf<'approval-declined'>,
  at: number,
): Shipment {
  const { approval } = shipment
  if (approval?.seq !== fact.asked) return shipment
  const said = fact.type === 'approval-given' ? 'agreed' : 'declined'
  return { ...shipment, approval: { ...approval, said, saidAt: at } }
}

/** Drops a request that no longer applies. Another courier, visit or point counts requests anew (R42). */
export function dropApproval(before: Shipment, next: Shipment): Shipment {
  const kept = next.approval && stillAsked(next, next.approval) ? next.approval : null
  const elsewhere =
    before.visit?.number !== next.visit?.number || before.hold?.point.id !== next.hold?.point.id
  const moved = before.visit?.courierId !== next.visit?.courierId
  const approvals = elsewhere || moved ? [] : next.approvals
  return kept === next.approval && approvals === next.approvals
    ? next
    : { ...next, approval: kept, approvals }
}
