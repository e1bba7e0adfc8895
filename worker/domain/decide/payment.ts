import type { DecideRequest } from '../command.ts'
import { accept, type Decision, refuse } from '../decision.ts'
import { applyFact } from '../evolve.ts'
import { PAYMENTS_A_SIDE, PAYMENTS_AN_HOUR } from '../limits.ts'
import { nextNumber, openPayment, paidBy, paymentOf, unpaid } from '../paid.ts'
import type { PaymentCommand } from '../payment-command.ts'
import { type AskedPayment, type Refund, totalOf } from '../payments.ts'
import { isOver } from '../reading.ts'
import { mayOweRefund, nextRefund, owedRefund, refundable } from '../refunds.ts'
import type { Shipment } from '../state.ts'
import type { PayFrom } from '../terms.ts'

const HOUR_MS = 3_600_000

type CommandOf<T extends PaymentCommand['type']> = Extract<PaymentCommand, { type: T }>

/**
 * Asks for a payment (R30). Each side has one open payment at most, so that two tabs pay the same one. The recipient
 * may pay before the parcel is on the road, and still while a claim is open: paying releases nothing.
 */
export function openPaymentFor(
  shipment: Shipment,
  command: CommandOf<'open-payment'>,
  now: number,
): Decision {
  const { payments } = shipment
  if (!payments || isOver(shipment)) return refuse('nothing-to-pay')
  if (!unpaid(shipment) || openPayment(shipment, command.from)) return accept([])
  if (tooOften(payments.asked, command.from, now)) return refuse('payment-unavailable')
  const { from, provider } = command
  const [number, amount, { currency }] = [
    nextNumber(payments.asked),
    totalOf(payments.amounts),
    payments.amounts,
  ]
  return accept([{ type: 'payment-opened', number, from, provider, amount, currency }])
}

/**
 * Whether a side has asked for so many payments that came to nothing that it has to wait, or asks no more. Anybody who
 * stood at the door may be that side, and each payment is facts for ever; the other side goes on.
 */
function tooOften(asked: readonly AskedPayment[], from: PayFrom, now: number): boolean {
  const own = asked.filter((one) => one.from === from)
  return (
    own.length >= PAYMENTS_A_SIDE || own.filter(({ at }) => now - at < HOUR_MS).length >= PAYMENTS_AN_HOUR
  )
}

/** Records the provider's number of a payment. */
export function notePaymentReferred(
  shipment: Shipment,
  { number, ref }: CommandOf<'note-payment-referred'>,
): Decision {
  const payment = paymentOf(shipment, number)
  if (!payment) return refuse('not-found')
  return accept(payment.ref === null ? [{ type: 'payment-referred', number, ref }] : [])
}

/**
 * Records that money arrived, as the provider itself said when it was asked. What is of another amount or currency, or
 * bears another number, is not this payment, and changes nothing (R30).
 */
export function notePaymentReceived(
  shipment: Shipment,
  { number, ref, amount, currency }: CommandOf<'note-payment-received'>,
): Decision {
  const payment = paymentOf(shipment, number)
  const { payments } = shipment
  if (!payment || !payments || payment.ref !== ref) return refuse('not-found')
  if (amount !== totalOf(payments.amounts) || currency !== payments.amounts.currency) return refuse('changed')
  if (payment.state === 'paid') return accept([])
  const surplus = paidBy(shipment) ? 'twice' : isOver(shipment) ? 'late' : null
  return accept([{ type: 'payment-received', number, amount, currency, ...(surplus && { surplus }) }])
}

/** Records that a payment cannot be made any more. Its side may ask for another one. */
export function notePaymentFailed(
  shipment: Shipment,
  { number, reason }: CommandOf<'note-payment-failed'>,
): Decision {
  const payment = paymentOf(shipment, number)
  if (!payment) return refuse('not-found')
  return accept(payment.state === 'open' ? [{ type: 'payment-failed', number, reason }] : [])
}

export function noteFiscalReceipt(
  shipment: Shipment,
  { number, receipt }: CommandOf<'note-fiscal-receipt'>,
): Decision {
  const payment = paymentOf(shipment, number)
  if (payment?.state !== 'paid') return refuse('not-found')
  return accept(payment.receipt === null ? [{ type: 'fiscal-receipt-issued', number, receipt }] : [])
}

/**
 * A dispatcher gives back `amount`, or all that is left. Above the contract's limit, and always before the hand-over, a
 * second person is asked (R30).
 */
export function orderRefund(shipment: Shipment, { amount }: CommandOf<'order-refund'>): Decision {
  const payment = paidBy(shipment)
  const left = payment ? refundable(shipment, payment.number) : 0
  if (!payment || left === 0) return refuse('nothing-to-refund')
  if (amount !== undefined && (amount > left || amount < 1)) return refuse('nothing-to-refund')
  const wanted = { payment: payment.number, amount: amount ?? left, labels: [] }
  const ordered = nextRefund(shipment, { ...wanted, because: 'person' })
  if (!ordered.asked) return accept([ordered])
  return accept([ordered], { outcome: 'requested', kind: 'refund', seq: shipment.seq + 1 })
}

/** Has a refund tried again that the provider refused. */
export function retryRefund(shipment: Shipment): Decision {
  const failed = shipment.payments?.refunds.filter(({ state }) => state === 'failed') ?? []
  if (failed.length === 0) return refuse('nothing-to-refund')
  return accept(failed.map(({ number }) => ({ type: 'refund-retried', number })))
}

const refundOf = ({ payments }: Shipment, number: number): Refund | undefined =>
  payments?.refunds.find((one) => one.number === number)

/** Records the provider's number of a refund, whose money may still be underway. */
export function noteRefundReferred(
  shipment: Shipment,
  { number, ref }: CommandOf<'note-refund-referred'>,
): Decision {
  const refund = refundOf(shipment, number)
  if (!refund) return refuse('not-found')
  const isNew = refund.state === 'owed' && refund.ref === null
  return accept(isNew ? [{ type: 'refund-referred', number, ref }] : [])
}

export function noteRefundMade(shipment: Shipment, { number }: CommandOf<'note-refund-made'>): Decision {
  const refund = refundOf(shipment, number)
  if (!refund) return refuse('not-found')
  return accept(refund.state === 'owed' ? [{ type: 'refund-made', number }] : [])
}

export function noteRefundFailed(
  shipment: Shipment,
  { number, reason }: CommandOf<'note-refund-failed'>,
): Decision {
  const refund = refundOf(shipment, number)
  if (!refund) return refuse('not-found')
  return accept(refund.state === 'owed' ? [{ type: 'refund-failed', number, reason }] : [])
}

/** Records whether a second person agrees that money goes back (R9, R30). */
export function decideRefund(shipment: Shipment, { seq, decision, operator }: DecideRequest): Decision {
  const refund = shipment.payments?.refunds.find((one) => one.seq === seq && one.state === 'asked')
  if (!refund) return refuse('no-request')
  const { number } = refund
  const agreed = { type: 'refund-approved', number, ...(operator && { byOperator: true as const }) } as const
  return accept([decision === 'agree' ? agreed : { type: 'refund-declined', number }], { outcome: 'decided' })
}

/**
 * Adds the refunds that follow from what was decided by themselves (R30): a parcel is back with its sender, the shipment
 * is cancelled, or money came that nobody owed.
 */
export function withRefunds(shipment: Shipment | null, decision: Decision, now: number): Decision {
  if (!decision.ok || !shipment?.payments || !decision.facts.some(mayOweRefund)) return decision
  const facts = [...decision.facts]
  let after = facts.reduce((state, fact) => applyFact(state, fact, now, null), shipment)
  for (let owed = owedRefund(after); owed; owed = owedRefund(after)) {
    facts.push(owed)
    after = applyFact(after, owed, now, null)
  }
  return { ...decision, facts }
}
