import { approvalsLeft, approvalUntil } from '../approval.ts'
import type { Shipment } from '../state.ts'
import type { FreshReason } from '../terms.ts'
import type { Iso } from './personal.ts'

/** What courier or clerk see of an identity release that a dispatcher is asked about (R42). */
export interface ApprovalView {
  said: 'nothing' | 'agreed' | 'declined'
  /** Nothing said until then is a lapse. */
  until: string
  reasons: FreshReason[]
  /** How often a dispatcher may still be asked. */
  left: number
}

export function approvalView(shipment: Shipment, now: number, iso: Iso): ApprovalView | null {
  const { approval } = shipment
  if (!approval) return null
  const { said, reasons } = approval
  return { said, until: iso(approvalUntil(approval)), reasons, left: approvalsLeft(shipment, now) }
}
