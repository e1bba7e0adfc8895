import { fresh } from '../decide/counter.ts'
import { isOver } from '../reading.ts'
import type { ParcelPlace, Phase, Shipment } from '../state.ts'
import { type ApprovalView, approvalView } from './approval-view.ts'
import { ERASED, type Iso, type Recipient } from './personal.ts'
import { type HoldSummary, holdSummary } from './shipment-view.ts'

/** What a point's staff see of a hold: whom it is for, so that a document can be compared; never a secret. */
export interface CounterHold extends HoldSummary {
  shipmentId: string
  waybill: string
  recipientName: string
  /** The last four digits of the announced phone. */
  phoneTail: string
  secured: boolean
  state: Phase
  pinDigits: number
  identitySignature: boolean
  claimOpen: boolean
  /** An identity release that a dispatcher is asked about (R42). */
  approval: ApprovalView | null
  parcels: { label: string; place: ParcelPlace; toSender: boolean; shelf: string | null }[]
  /** The recipient finished on the phone: the clerk's scan is waited for. */
  phoneFinished: boolean
  /** Something here goes back to its sender. */
  toReturn: boolean
}

/** The last four digits of a phone number, by which people say who they are at a counter; '' without one. */
export const phoneTail = (phone: string | undefined) => phone?.slice(-4) ?? ''

/** A hold as the staff of its point see it. */
export function counterHold(
  shipmentId: string,
  shipment: Shipment,
  recipient: Recipient | null,
  { until, now }: { until: string | null; now: number },
  iso: Iso,
): CounterHold | null {
  const summary = holdSummary(shipment, until, iso)
  if (!summary) return null
  const known = recipient ?? ERASED
  return {
    ...summary,
    shipmentId,
    waybill: shipment.waybill,
    recipientName: known.name,
    phoneTail: phoneTail(known.phone),
    secured: shipment.secured,
    state: shipment.phase,
    pinDigits: shipment.policy.pinDigits,
    identitySignature: shipment.policy.signature.includes('identity'),
    claimOpen: shipment.claim?.open ?? false,
    approval: shipment.visit?.open ? null : approvalView(shipment, now, iso),
    parcels: shipment.parcels.map(({ label, place, toSender, shelf }) => ({ label, place, toSender, shelf })),
    phoneFinished: shipment.hold?.finish != null && fresh(shipment.hold.finish.at, now),
    toReturn: shipment.parcels.some(
      ({ place, toSender }) => place === 'point' && (toSender || isOver(shipment)),
    ),
  }
}
