import type { PaymentView } from '../api/shipments/answers.ts'
import { paidBy } from '../domain/paid.ts'
import { totalOf } from '../domain/payments.ts'
import { refunded } from '../domain/refunds.ts'
import type { Shipment } from '../domain/state.ts'
import type { Iso } from './recipient-data.ts'

/** What has to be paid, and whether it is, for whoever hands over. How it was paid is nobody's business there. */
export interface PaymentState {
  /** In minor units. */
  amount: number
  currency: string
  paid: boolean
}

export function paymentState(shipment: Shipment): PaymentState | null {
  const { payments } = shipment
  if (!payments) return null
  const { currency } = payments.amounts
  return { amount: totalOf(payments.amounts), currency, paid: paidBy(shipment) !== null }
}

/** Returns what a recipient's page says of the payment, or null where nothing is to be paid. */
export function recipientPayment(shipment: Shipment) {
  const state = paymentState(shipment)
  if (!state) return null
  const { amount, currency } = state
  const payment = paidBy(shipment)
  const back = payment ? refunded(shipment, payment.number) : 0
  const is = back > 0 && back >= amount ? 'refunded' : payment ? 'paid' : 'due'
  return { amount, currency, state: is } as const
}

/** Returns a shipment's payments and refunds for its dispatcher and its shipper; null: nothing is to be paid. */
export function paymentView(shipment: Shipment, iso: Iso): PaymentView | null {
  const { payments } = shipment
  if (!payments) return null
  const { amounts, asked, refunds } = payments
  const payment = paidBy(shipment)
  return {
    amount: totalOf(amounts),
    currency: amounts.currency,
    delivery: amounts.delivery,
    goods: amounts.goods,
    paid: payment !== null,
    refundable: payment ? totalOf(amounts) - refunded(shipment, payment.number) : 0,
    asked: asked.map(({ number, from, provider, at, ref, state, receipt }) => ({
      ...{ number, from, provider, ref, state, receipt },
      at: iso(at),
    })),
    refunds: refunds.map(({ number, payment: of, amount, because, labels, state }) => ({
      ...{ number, payment: of, amount, because, labels, state },
    })),
  }
}
