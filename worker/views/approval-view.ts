import type { ApprovalView } from '../api/common.ts'
import { approvalsLeft, approvalUntil } from '../domain/approval.ts'
import type { Shipment } from '../domain/state.ts'
import type { Iso } from './recipient-data.ts'

export function approvalView(shipment: Shipment, now: number, iso: Iso): ApprovalView | null {
  const { approval } = shipment
  if (!approval) return null
  const { said, reasons } = approval
  return { said, until: iso(approvalUntil(approval)), reasons, left: approvalsLeft(shipment, now) }
}
