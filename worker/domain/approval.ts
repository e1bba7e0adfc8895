import type { Approval } from './asked.ts'
import { APPROVAL_MS, APPROVALS, APPROVED_MS, NEW_MS } from './limits.ts'
import type { Shipment } from './state.ts'

/** Until when a dispatcher is waited for, in ms (R42). */
export const approvalUntil = ({ at }: Approval): number => at + APPROVAL_MS

/** Whether what was asked is still about something: the same person before the same parcels. */
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

/** How often a dispatcher may still be asked here (R42): the day's requests count, an older one does not. */
export const approvalsLeft = ({ approvals }: Shipment, now: number): number =>
  Math.max(0, APPROVALS - approvals.filter((at) => now - at < NEW_MS).length)

/** How what was asked stands now. */
export type ApprovalStand = 'waiting' | 'agreed' | 'declined' | 'lapsed'

export function standOf(approval: Approval, now: number): ApprovalStand {
  const { said, saidAt } = approval
  if (said === 'declined') return 'declined'
  if (said === 'agreed') return now - (saidAt ?? 0) < APPROVED_MS ? 'agreed' : 'lapsed'
  return now < approvalUntil(approval) ? 'waiting' : 'lapsed'
}
