import type { Recipient } from '../api/common.ts'
import { holdsLabels } from '../domain/label-guard.ts'
import { nameKey } from '../domain/name.ts'
import { type Refund, totalOf } from '../domain/payments.ts'
import { atPoint, isOver } from '../domain/reading.ts'
import type { Shipment } from '../domain/state.ts'
import { dayOf, storageOf, zoneOf } from '../platform/calendar.ts'
import type { HoldRow, PaymentRow, ShipmentRow } from '../registry/rows.ts'
import { phoneTail } from '../views/counter-hold.ts'

/** Fields of a shipment's row that do not come from its state. */
type AddedColumns = 'name' | 'renamed' | 'visits' | 'contactFingerprint' | 'questionedAt'

/** Returns the row of a shipment, as far as it comes from its state. */
export function shipmentRow(
  id: string,
  announcedAt: number,
  state: Shipment,
): Omit<ShipmentRow, AddedColumns> {
  return {
    id,
    announcedAt,
    waybill: state.waybill,
    contractId: state.contractId,
    state: state.phase,
    secured: state.secured,
    parcels: state.parcels.length,
    handedOver: state.parcels.filter((parcel) => parcel.place === 'recipient').length,
    courierId: state.assigned?.courierId ?? null,
    changedAt: state.changedAt,
    seq: state.seq,
    over: !holdsLabels(state),
  }
}

/**
 * Returns the row of a hold in its point's list. A drop-off is expected from the moment it is on the road.
 */
export function holdRow(shipmentId: string, state: Shipment, recipient: Recipient | null): HoldRow {
  const { hold, parcels, destination, phase } = state
  const there = parcels.filter(({ place }) => place === 'point')
  const underway = parcels.some(({ place }) => place === 'to-point' || (hold && place === 'unexplained'))
  const point = hold?.point ?? (phase === 'out-for-delivery' ? destination : null)
  const here = atPoint(state).length
  const listed = point && (there.length > 0 || underway || (!hold && !isOver(state)))
  return {
    pointId: listed ? point.id : null,
    shipmentId,
    waybill: state.waybill,
    stage: here > 0 && !isOver(state) ? 'here' : there.length > 0 ? 'returning' : 'coming',
    parcels: parcels.length,
    here: there.length,
    shelf: there.find(({ shelf }) => shelf !== null)?.shelf ?? null,
    // Parcels that the point has not received cannot be found by phone number or name (R28).
    phoneTail: there.length > 0 ? phoneTail(recipient?.phone) : '',
    name: there.length > 0 ? nameKey(recipient?.name ?? '') : null,
    receivedAt: hold?.receivedAt ?? null,
    until: storageOf(state)?.until ?? null,
    zone: zoneOf(state),
    seq: state.seq,
  }
}

/** Returns the rows of a shipment's payments, with what went back of each and what still has to. */
export function paymentRows(shipmentId: string, state: Shipment): PaymentRow[] {
  const { payments, contractId, waybill, policy, seq } = state
  if (!payments) return []
  const { amounts, asked, refunds } = payments
  const sumOf = (number: number, states: readonly Refund['state'][]) =>
    refunds
      .filter((refund) => refund.payment === number && states.includes(refund.state))
      .reduce((all, { amount }) => all + amount, 0)
  return asked.map(({ number, at, provider, ref, state: is }) => ({
    ...{ shipmentId, number, contractId, waybill, provider, ref, at, seq },
    day: dayOf(at, policy.zone),
    state: is,
    amount: totalOf(amounts),
    currency: amounts.currency,
    refunded: sumOf(number, ['done']),
    owed: sumOf(number, ['asked', 'owed', 'failed']),
  }))
}
