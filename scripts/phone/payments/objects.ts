import { toDecimal } from '../../../worker/domain/money.ts'
import { digest } from '../gateway.ts'
import type { KeptPayment, KeptRefund } from './book.ts'
import type { Desk } from './desk.ts'

const seconds = (ms: number) => Math.floor(ms / 1000)

/** The number of the payment intent behind a session. */
export const intentOf = (ref: string): string => ref.replace(/^cs_test_/, 'pi_')

/** Returns a Checkout Session as Stripe shows it; `expanded`: which of its parts are shown in full. */
export function sessionOf(desk: Desk, payment: KeptPayment, expanded = ''): object {
  const { ref, state, amount, at, currency } = payment
  const [paid, open] = [state === 'paid', state === 'open']
  const amount_refunded = desk.refunded(ref)
  const charge = { id: ref.replace(/^cs_test_/, 'ch_'), object: 'charge', amount, amount_refunded }
  const intent = {
    id: intentOf(ref),
    object: 'payment_intent',
    status: 'succeeded',
    latest_charge: expanded.includes('latest_charge') ? charge : charge.id,
  }
  return {
    id: ref,
    object: 'checkout.session',
    amount_total: amount,
    created: seconds(at),
    currency: currency.toLowerCase(),
    expires_at: seconds(at) + 86_400,
    livemode: false,
    metadata: payment.metadata,
    mode: 'payment',
    payment_intent: !paid ? null : expanded.includes('payment_intent') ? intent : intent.id,
    payment_status: paid ? 'paid' : 'unpaid',
    status: open ? 'open' : paid ? 'complete' : 'expired',
    success_url: payment.returnUrl,
    url: open ? payment.page : null,
  }
}

const STRIPE_REFUND = { open: 'pending', done: 'succeeded', failed: 'failed' }

/** Returns a refund as Stripe shows it. */
export const stripeRefundOf = ({ ref, state, amount, at, payment, metadata }: KeptRefund): object => ({
  id: ref,
  object: 'refund',
  amount,
  created: seconds(at),
  metadata,
  payment_intent: intentOf(payment),
  status: STRIPE_REFUND[state],
  ...(state === 'failed' && { failure_reason: 'lost_or_stolen_card' }),
})

const money = (amount: number, currency: string) => ({ value: toDecimal(amount, currency), currency })
const STATUS = { open: 'pending', paid: 'succeeded', failed: 'canceled', expired: 'canceled' }

/** Returns a payment as YooKassa shows it. */
export function yookassaPaymentOf(desk: Desk, payment: KeptPayment): object {
  const { ref, state, amount, currency, at, description, metadata, receipt, reason, way } = payment
  const party = state === 'expired' ? 'yoo_money' : 'payment_network'
  const why = state === 'expired' ? 'expired_on_confirmation' : reason
  return {
    id: ref,
    status: STATUS[state],
    paid: state === 'paid',
    amount: money(amount, currency),
    created_at: new Date(at).toISOString(),
    description,
    metadata,
    test: true,
    refundable: desk.left(payment) > 0,
    ...(state === 'open' && {
      confirmation: {
        type: 'redirect',
        confirmation_url: payment.page,
        return_url: payment.returnUrl,
      },
    }),
    ...(state === 'paid' && {
      payment_method: { type: way === 'sbp' ? 'sbp' : 'bank_card', id: ref, saved: false },
      refunded_amount: money(desk.refunded(ref), currency),
      ...(receipt && { receipt_registration: 'succeeded' }),
    }),
    ...(why && state !== 'paid' && { cancellation_details: { party, reason: why } }),
  }
}

const YOOKASSA_REFUND = { open: 'pending', done: 'succeeded', failed: 'canceled' }

/** Returns a refund as YooKassa shows it. */
export const yookassaRefundOf = (refund: KeptRefund, currency: string): object => ({
  id: refund.ref,
  payment_id: refund.payment,
  status: YOOKASSA_REFUND[refund.state],
  created_at: new Date(refund.at).toISOString(),
  amount: money(refund.amount, currency),
  metadata: refund.metadata,
  ...(refund.receipt && { receipt_registration: refund.state === 'done' ? 'succeeded' : 'pending' }),
  ...(refund.state === 'failed' && {
    cancellation_details: { party: 'payment_network', reason: 'rejected_by_payee' },
  }),
})

/** Returns the fiscal receipt of a payment or a refund. Its number is the same whenever it is asked for. */
export const receiptOf = (type: 'payment' | 'refund', ref: string, payment_id: string): object => ({
  id: `rt-${ref}`,
  type,
  payment_id,
  ...(type === 'refund' && { refund_id: ref }),
  status: 'succeeded',
  fiscal_document_number: String(Number.parseInt(digest(ref).slice(0, 6), 16)),
  fiscal_storage_number: '9288000100115785',
})
