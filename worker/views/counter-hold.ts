import type { ApprovalView, HoldSummary, Recipient } from '../api/common.ts'
import { stillCounts } from '../domain/decide/counter.ts'
import { namedParcels } from '../domain/decide/parcels.ts'
import { lastFour } from '../domain/label.ts'
import { identityWaits, isOver, unconfirmed } from '../domain/reading.ts'
import type { Shipment } from '../domain/state.ts'
import type { ParcelPlace, Phase } from '../domain/terms.ts'
import { approvalView } from './approval-view.ts'
import { type PaymentState, paymentState } from './payment-view.ts'
import { ERASED, type Iso } from './recipient-data.ts'
import { holdSummary } from './shipment-view.ts'

/** A parcel as a counter sees it. */
export interface CounterParcel {
  /**
   * The whole label if it was scanned or typed in this act, else the last four; null if the point has not
   * received it.
   */
  label: string | null
  scanned: boolean
  place: ParcelPlace
  toSender: boolean
  shelf: string | null
  /**
   * Nothing says how it came here: it is not issued against a document until something does, or a dispatcher
   * confirms it.
   */
  undeclared: boolean
}

/**
 * What a point's clerks see of a hold of their point. They see whom it is for, so that a document can be
 * compared, but never a secret, and whole labels only if they scanned them in this act (R28).
 */
export interface CounterHold extends HoldSummary {
  shipmentId: string
  /** The whole waybill if all its parcels were scanned in this act, else the last four. */
  waybill: string
  recipientName: string
  /** The last four digits of the announced phone. */
  phoneTail: string
  secured: boolean
  state: Phase
  pinDigits: number
  identitySignature: boolean
  claimOpen: boolean
  /** The identity release for which a dispatcher's approval is awaited (R42). */
  approval: ApprovalView | null
  /** Whether something the recipient said stops every issue against a document (R21). */
  suspended: boolean
  parcels: CounterParcel[]
  /** What has to be paid before anything is issued (R30). */
  payment: PaymentState | null
  /** Whether the recipient finished on the phone and the clerk's scan is awaited. */
  phoneFinished: boolean
  /** Whether a parcel here goes back to its sender. */
  toReturn: boolean
}

/**
 * Returns the last four digits of a phone number, by which people identify themselves at a counter; ''
 * without a number.
 */
export const phoneTail = (phone: string | undefined) => phone?.slice(-4) ?? ''

/** Returns the parcels that some scanned or typed texts name, among those that the point received. */
const scannedOf = (shipment: Shipment, received: readonly string[], texts: readonly string[]): string[] =>
  texts.flatMap((text) => namedParcels(shipment, received, [text]) ?? [])

/** Returns a hold as its point's clerks see it, or null while the point has received nothing of it. */
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
    payment: paymentState(shipment),
    phoneFinished: hold.finish != null && stillCounts(hold.finish.at, now),
    toReturn: shipment.parcels.some(
      ({ place, toSender }) => place === 'point' && (toSender || isOver(shipment)),
    ),
  }
}
