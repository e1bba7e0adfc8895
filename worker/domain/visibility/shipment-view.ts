import type { PointInfo } from '../choose-point.ts'
import type { Reason } from '../eligibility.ts'
import type { ClaimKind } from '../event.ts'
import type { Locale, Proof } from '../policy.ts'
import { attemptsLeft, type ParcelPlace, type Phase, type Shipment } from '../state.ts'
import type { Iso, ReceiptSummary, Recipient } from './personal.ts'

export interface ShipmentView {
  id: string
  waybill: string
  contractId: string
  policyVersion: number
  carrier: string
  sender: string
  state: Phase
  secured: boolean
  /** Why it is ordinary (R2); empty when secured. */
  reasons: Reason[]
  accepts: Proof[]
  parcels: { label: string; place: ParcelPlace }[]
  recipient: Recipient | null
  locale: Locale
  round: { roundId: string; courierId: string } | null
  arrivedAt: string | null
  attempts: { evaluated: number; left: number }
  sendsLeft: number
  claim: { kind: ClaimKind; open: boolean } | null
  point: PointInfo | null
  destination: PointInfo | null
  receipts: ReceiptSummary[]
  seq: number
}

/** A shipment as its dispatcher and its shipper see it; never a secret. */
export function shipmentView(
  id: string,
  shipment: Shipment,
  recipient: Recipient | null,
  receipts: ReceiptSummary[],
  sendsMax: number,
  iso: Iso,
): ShipmentView {
  const { visit } = shipment
  return {
    id,
    waybill: shipment.waybill,
    contractId: shipment.contractId,
    policyVersion: shipment.policyVersion,
    carrier: shipment.carrier,
    sender: shipment.sender,
    state: shipment.phase,
    secured: shipment.secured,
    reasons: shipment.reasons,
    accepts: shipment.secured ? shipment.policy.door : [],
    parcels: shipment.parcels.map(({ label, place }) => ({ label, place })),
    recipient,
    locale: shipment.locale,
    round: shipment.assigned,
    arrivedAt: visit?.arrivedAt != null ? iso(visit.arrivedAt) : null,
    attempts: { evaluated: shipment.evaluated, left: shipment.secured ? attemptsLeft(shipment) : 0 },
    sendsLeft: Math.max(0, sendsMax - shipment.sends.count),
    claim: shipment.claim,
    point: visit?.point ?? null,
    destination: shipment.destination,
    receipts,
    seq: shipment.seq,
  }
}
