import type { AskedPayment, Refund } from '../payments.ts'
import type { Shipment } from '../state.ts'
import type { Applied } from './applied.ts'

function changeAsked(shipment: Shipment, number: number, change: Partial<AskedPayment>): Shipment {
  const { payments } = shipment
  if (!payments) return shipment
  const asked = payments.asked.map((one) => (one.number === number ? { ...one, ...change } : one))
  return { ...shipment, payments: { ...payments, asked } }
}

function changeRefund(shipment: Shipment, number: number, change: Partial<Refund>): Shipment {
  const { payments } = shipment
  if (!payments) return shipment
  const refunds = payments.refunds.map((one) => (one.number === number ? { ...one, ...change } : one))
  return { ...shipment, payments: { ...payments, refunds } }
}

/** Facts about what the recipient paid and what goes back (R30). */
export const PAYMENT: Applied<
  | 'payment-opened'
  | 'payment-referred'
  | 'payment-received'
  | 'payment-failed'
  | 'fiscal-receipt-issued'
  | 'refund-ordered'
  | 'refund-approved'
  | 'refund-declined'
  | 'refund-referred'
  | 'refund-made'
  | 'refund-failed'
  | 'refund-retried'
> = {
  'payment-opened': (shipment, { number, from, provider }, at) => {
    const { payments } = shipment
    if (!payments) return shipment
    const opened = { ...{ number, from, provider, at }, ...{ ref: null, surplus: null, receipt: null } }
    return {
      ...shipment,
      payments: { ...payments, asked: [...payments.asked, { ...opened, state: 'open' }] },
    }
  },
  'payment-referred': (shipment, { number, ref }) => changeAsked(shipment, number, { ref }),
  'payment-received': (shipment, { number, surplus }) =>
    changeAsked(shipment, number, { state: 'paid', surplus: surplus ?? null }),
  'payment-failed': (shipment, { number }) => changeAsked(shipment, number, { state: 'failed' }),
  'fiscal-receipt-issued': (shipment, { number, receipt }) => changeAsked(shipment, number, { receipt }),
  'refund-ordered': (shipment, fact, at, by) => {
    const { payments } = shipment
    if (!payments) return shipment
    const { number, payment, amount, because, labels, asked } = fact
    const refund: Refund = {
      ...{ number, payment, amount, because, labels, by, at },
      state: asked ? 'asked' : 'owed',
      seq: shipment.seq + 1,
      ref: null,
      retried: 0,
    }
    return { ...shipment, payments: { ...payments, refunds: [...payments.refunds, refund] } }
  },
  'refund-approved': (shipment, { number }, at) => changeRefund(shipment, number, { state: 'owed', at }),
  'refund-declined': (shipment, { number }) => changeRefund(shipment, number, { state: 'declined' }),
  'refund-referred': (shipment, { number, ref }) => changeRefund(shipment, number, { ref }),
  'refund-made': (shipment, { number }) => changeRefund(shipment, number, { state: 'done' }),
  'refund-failed': (shipment, { number }) => changeRefund(shipment, number, { state: 'failed' }),
  'refund-retried': (shipment, { number }, at) => {
    const retried = shipment.payments?.refunds.find((one) => one.number === number)?.retried ?? 0
    return changeRefund(shipment, number, { state: 'owed', ref: null, at, retried: retried + 1 })
  },
}
