import type { Contact, ReceiptSummary, Recipient } from '../api/common.ts'
import type { ShipmentView } from '../api/shipments/answers.ts'
import type { Suspension } from '../domain/asked.ts'
import type { PointInfo } from '../domain/choose-point.ts'
import { reachOf } from '../domain/eligibility.ts'
import {
  attemptsLeft,
  changeFrom,
  counterAccepts,
  counterAttemptsLeft,
  isOver,
  pendingContact,
  unconfirmed,
} from '../domain/reading.ts'
import { requestId } from '../domain/request.ts'
import type { Shipment } from '../domain/state.ts'
import type { CounterProof } from '../domain/terms.ts'
import type { AnnouncedWishes } from './courier-stop.ts'
import { paymentView } from './payment-view.ts'
import type { Iso } from './recipient-data.ts'

/** Another contact that was asked for (R9). */
export interface ContactChangeView {
  /** The id of the request that a second person decides. */
  request: string
  requestedBy: string
  requestedAt: string
  /** The earliest instant at which it takes effect; null until the old contact has been told. */
  effectiveAt: string | null
  approved: boolean
  /** Whether the old contact could not be told on any channel, so that the operator has to agree too. */
  untold: boolean
  /** The new contact, for the person who decides; null once erased. */
  contact: Contact | null
}

/** What is kept beside the log and what only the caller knows. `until` is a day of a zone. */
export interface ShipmentDetails {
  recipient: Recipient | null
  /** The contact that was asked for. */
  contact: Contact | null
  receipts: ReceiptSummary[]
  until: string | null
  wishes: AnnouncedWishes
}

/** The state of a hold: under way, or at its point until a day of that point (R28, R29). */
export interface HoldSummary {
  point: PointInfo
  receivedAt: string | null
  /** The last day of storage there, `YYYY-MM-DD`; null until it is received. */
  until: string | null
  extended: boolean
  accepts: CounterProof[]
  attemptsLeft: number
}

/** Summarises a hold. `until` is handed in, because days depend on a zone, which the views do not compute. */
export function holdSummary(shipment: Shipment, until: string | null, iso: Iso): HoldSummary | null {
  const { hold } = shipment
  if (!hold) return null
  return {
    point: hold.point,
    receivedAt: hold.receivedAt === null ? null : iso(hold.receivedAt),
    until,
    extended: hold.extended,
    accepts: counterAccepts(shipment),
    attemptsLeft: counterAttemptsLeft(shipment),
  }
}

/** Returns a shipment as its dispatcher and its shipper see it. It never holds a secret. */
export function shipmentView(
  id: string,
  shipment: Shipment,
  { recipient, contact, receipts, until, wishes }: ShipmentDetails,
  sendsMax: number,
  iso: Iso,
): ShipmentView {
  const { visit, suspension } = shipment
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
    reach: reachOf(shipment.policy, shipment.contacts),
    accepts: shipment.secured ? shipment.policy.door : [],
    parcels: shipment.parcels.map(({ label, place, toSender, shelf }) => ({
      label,
      place,
      toSender,
      shelf,
      undeclared: unconfirmed(shipment).includes(label),
    })),
    recipient,
    instructions: wishes.instructions ?? null,
    window: wishes.window ?? null,
    locale: shipment.locale,
    round: shipment.assigned,
    arrivedAt: visit?.arrivedAt != null ? iso(visit.arrivedAt) : null,
    attempts: { evaluated: shipment.evaluated, left: shipment.secured ? attemptsLeft(shipment) : 0 },
    sendsLeft: Math.max(0, sendsMax - shipment.sends.count),
    contactChange: contactChange(id, shipment, contact, iso),
    claim: shipment.claim,
    suspension: suspension && !isOver(shipment) ? shown(suspension, iso) : null,
    conflicts: shipment.conflicts.map(({ seq, against, at, courierId, what, because }) => ({
      ...{ event: seq, against, at: iso(at), courierId, what, because },
    })),
    point: visit?.point ?? null,
    destination: shipment.destination,
    hold: holdSummary(shipment, until, iso),
    receipts,
    payment: paymentView(shipment, iso),
    seq: shipment.seq,
  }
}

const shown = ({ because, at, open }: Suspension, iso: Iso) => ({ because, at: iso(at), asked: open })

function contactChange(
  id: string,
  shipment: Shipment,
  contact: Contact | null,
  iso: Iso,
): ContactChangeView | null {
  const pending = pendingContact(shipment)
  if (!pending) return null
  const { seq, requestedBy, at, approved, untold } = pending
  const from = changeFrom(pending)
  return {
    request: requestId('contact', id, seq),
    requestedBy,
    requestedAt: iso(at),
    effectiveAt: from === null ? null : iso(from),
    approved,
    untold,
    contact,
  }
}
