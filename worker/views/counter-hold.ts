import type { ApprovalView, HoldSummary, Recipient } from '../api/common.ts'
import { fresh } from '../domain/decide/counter.ts'
import { named } from '../domain/decide/parcels.ts'
import { lastFour } from '../domain/label.ts'
import { identityWaits, isOver, unconfirmed } from '../domain/reading.ts'
import type { Shipment } from '../domain/state.ts'
import type { ParcelPlace, Phase } from '../domain/terms.ts'
import { approvalView } from './approval-view.ts'
import { ERASED, type Iso } from './personal.ts'
import { holdSummary } from './shipment-view.ts'

/** A parcel as a counter sees it. */
export interface CounterParcel {
  /** Whole where it was scanned or typed in that act, else the last four; null: the point has not received it. */
  label: string | null
  scanned: boolean
  place: ParcelPlace
  toSender: boolean
  shelf: string | null
  /** Nothing says how it came here: no document issues it until that is so, or a dispatcher confirms it. */
  undeclared: boolean
}

/**
 * What a point's staff see of a hold that they have a part of: whom it is for, so that a document can be compared;
 * never a secret, and of labels only what they scanned in that act (R28).
 */
export interface CounterHold extends HoldSummary {
  shipmentId: string
  /** Whole where all its parcels were scanned in that act, else the last four. */
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
  /** The recipient's own words stop every issue against a document (R21). */
  suspended: boolean
  parcels: CounterParcel[]
  /** The recipient finished on the phone: the clerk's scan is waited for. */
  phoneFinished: boolean
  /** Something here goes back to its sender. */
  toReturn: boolean
}

/** The last four digits of a phone number, by which people say who they are at a counter; '' without one. */
export const phoneTail = (phone: string | undefined) => phone?.slice(-4) ?? ''

/** Which of a shipment's parcels some scanned or typed texts name, among those that its point received. */
const scannedOf = (shipment: Shipment, received: readonly string[], texts: readonly string[]): string[] =>
  texts.flatMap((text) => named(shipment, received, [text]) ?? [])

/** A hold as the staff of its point see it; null as long as the point received nothing of it. */
export function counterHold(
  shipmentId: string,
  shipment: Shipment,
  recipient: Recipient | null,
  { until, now, texts }: { until: string | null; now: number; texts: readonly string[] },
  iso: Iso,
): CounterHold | null {
  const summary = holdSummary(shipment, until, iso)
  const { hold } = shipment
  if (!summary || !hold || hold.received.length === 0) return null
  const known = recipient ?? ERASED
  const scanned = scannedOf(shipment, hold.received, texts)
  const waiting = unconfirmed(shipment)
  const all = shipment.parcels.every(({ label }) => scanned.includes(label))
  return {
    ...summary,
    shipmentId,
    waybill: all ? shipment.waybill : lastFour(shipment.waybill),
    recipientName: known.name,
    phoneTail: phoneTail(known.phone),
    secured: shipment.secured,
    state: shipment.phase,
    pinDigits: shipment.policy.pinDigits,
    identitySignature: shipment.policy.signature.includes('identity'),
    claimOpen: shipment.claim?.open ?? false,
    approval: shipment.visit?.open ? null : approvalView(shipment, now, iso),
    suspended: identityWaits(shipment, []) === 'identity-suspended',
    parcels: shipment.parcels.map(({ label, place, toSender, shelf }) => ({
      label: scanned.includes(label) ? label : hold.received.includes(label) ? lastFour(label) : null,
      scanned: scanned.includes(label),
      place,
      toSender,
      shelf,
      undeclared: waiting.includes(label),
    })),
    phoneFinished: hold.finish != null && fresh(hold.finish.at, now),
    toReturn: shipment.parcels.some(
      ({ place, toSender }) => place === 'point' && (toSender || isOver(shipment)),
    ),
  }
}
