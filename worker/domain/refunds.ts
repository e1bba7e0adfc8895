import type { Fact, FactOf } from './event.ts'
import { paidBy } from './paid.ts'
import { type AskedPayment, type Refund, totalOf } from './payments.ts'
import { isOver, notHandedOver } from './reading.ts'
import type { Shipment } from './state.ts'

type Wanted = Pick<Refund, 'payment' | 'amount' | 'because' | 'labels'>

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)

const refundsOf = ({ payments }: Shipment, payment: number): Refund[] =>
  payments?.refunds.filter((one) => one.payment === payment) ?? []

/** Returns how much of a payment went back, will, or may once somebody agrees. */
export const refunded = (shipment: Shipment, payment: number): number =>
  sum(
    refundsOf(shipment, payment)
      .filter(({ state }) => state !== 'declined')
      .map(({ amount }) => amount),
  )

/** Returns what of a payment can still be refunded, in minor units. */
export const refundable = (shipment: Shipment, payment: number): number =>
  shipment.payments ? totalOf(shipment.payments.amounts) - refunded(shipment, payment) : 0

/**
 * Returns the fact that orders a refund. A second person has to agree to it if all that goes back, this included, is
 * above the contract's limit, so that nobody gets round the limit in small parts. Money that was never owed goes back
 * without anybody: nobody's act decided about it.
 */
export function nextRefund(shipment: Shipment, wanted: Wanted): FactOf<'refund-ordered'> {
  const { payments, policy } = shipment
  const surplus = wanted.because === 'late' || wanted.because === 'twice'
  // Given back before it is handed over, the parcel would go out for nothing.
  const stillComes = wanted.because === 'person' && !isOver(shipment) && notHandedOver(shipment).length > 0
  const above = refunded(shipment, wanted.payment) + wanted.amount > policy.refundLimit
  const asked = !surplus && (above || stillComes)
  return {
    type: 'refund-ordered',
    number: (payments?.refunds.length ?? 0) + 1,
    ...wanted,
    currency: payments?.amounts.currency ?? '',
    ...(asked && { asked }),
  }
}

/**
 * Returns the refund that the shipment's state asks for and that nobody has ordered yet, or null (R30). Once nothing of
 * a shipment was handed over and all of it went back, all that was paid does; otherwise what the returned parcels' goods
 * cost. What was declined is not asked for again: a dispatcher may order it.
 */
export function owedRefund(shipment: Shipment): FactOf<'refund-ordered'> | null {
  const { payments } = shipment
  if (!payments) return null
  const surplus = payments.asked.find(
    (one) => one.surplus !== null && refundsOf(shipment, one.number).length === 0,
  )
  if (surplus?.surplus) {
    const amount = totalOf(payments.amounts)
    return nextRefund(shipment, { payment: surplus.number, amount, because: surplus.surplus, labels: [] })
  }
  const payment = paidBy(shipment)
  const wanted = payment && ofReturned(shipment, payment)
  return wanted && wanted.amount > 0 ? nextRefund(shipment, wanted) : null
}

function ofReturned(shipment: Shipment, { number }: AskedPayment): Wanted | null {
  const { parcels, phase, payments } = shipment
  const before = refundsOf(shipment, number)
  const dealtWith = (label: string) =>
    before.some(({ labels, because }) => because !== 'person' && labels.includes(label))
  const cancelled = phase === 'cancelled'
  const back = parcels.filter(({ place }) => place === 'sender' || cancelled)
  const labels = back.map(({ label }) => label).filter((label) => !dealtWith(label))
  if (labels.length === 0) return null
  const left = refundable(shipment, number)
  const because = cancelled ? 'cancelled' : 'returned'
  // A second person's "no" stands for those parcels, and is not turned into a "yes" by the next one.
  const declined = sum(
    before
      .filter(({ state, because }) => state === 'declined' && because !== 'person')
      .map(({ amount }) => amount),
  )
  if (back.length === parcels.length)
    return { payment: number, amount: left - Math.min(left, declined), because, labels }
  const goods = payments?.amounts.goods.filter(({ label }) => label !== null && labels.includes(label)) ?? []
  const amount = Math.min(left, sum(goods.map((line) => line.amount)))
  return { payment: number, amount, because, labels }
}

/** Returns the refunds that the provider still has to be asked for. */
export const owedNow = ({ payments }: Shipment): Refund[] =>
  payments?.refunds.filter(({ state }) => state === 'owed') ?? []

/** Whether a fact can leave more owed than was ordered. */
export const mayOweRefund = ({ type }: Fact): boolean =>
  type === 'cancelled' || type === 'left-for-sender' || type === 'payment-received'
