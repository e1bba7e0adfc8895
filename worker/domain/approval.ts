import type { Approval } from './asked.ts'
import { APPROVAL_MS, APPROVALS, APPROVED_MS, NEW_MS } from './limits.ts'
import type { Shipment } from './state.ts'

/** Returns until when a dispatcher is waited for, in ms (R42). */
export const approvalUntil = ({ at }: Approval): number => at + APPROVAL_MS

/** Whether a request still applies: the same person before the same parcels, at the same door or point. */
export function stillAsked(
  { visit, hold, parcels }: Shipment,
  { personId, pointId, labels }: Approval,
): boolean {
  const there = (place: 'vehicle' | 'point') =>
    labels.every((label) =>
      parcels.some((parcel) => parcel.label === label && parcel.place === place && !parcel.toSender),
    )
  if (pointId !== null) return hold?.point.id === pointId && there('point')
  return visit?.open === true && visit.courierId === personId && there('vehicle')
}

/**
 * Returns how many more times a dispatcher may be asked at this door or counter (R42). Requests that are more
 * than a day old do not count.
 */
export const approvalsLeft = ({ approvals }: Shipment, now: number): number =>
  Math.max(0, APPROVALS - approvals.filter((at) => now - at < NEW_MS).length)

/** The state of an approval request at one instant. */
export type ApprovalStand = 'waiting' | 'agreed' | 'declined' | 'lapsed'

export function standOf(approval: Approval, now: number): ApprovalStand {
  const { said, saidAt } = approval
  if (said === 'declined') return 'declined'
  if (said === 'agreed') return now - (saidAt ?? 0) < APPROVED_MS ? 'agreed' : 'lapsed'
  return now < approvalUntil(approval) ? 'waiting' : 'lapsed'
}
