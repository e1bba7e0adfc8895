import { paymentOf } from '../domain/paid.ts'
import type { AskedPayment, Refund } from '../domain/payments.ts'
import { owedNow } from '../domain/refunds.ts'
import type { Shipment } from '../domain/state.ts'

/** A fiscal receipt that is not there by then is looked for by a person. */
const RECEIPT_AWAITED_MS = 24 * 3_600_000

/** What has to be asked of a provider: about an open payment, a receipt that is still to come, a refund. */
export type Task =
  | { cause: 'payment' | 'fiscal'; payment: AskedPayment }
  | { cause: 'refund'; refund: Refund; payment: AskedPayment }

/** Returns the number that a task is about: of its refund, or of its payment. */
export const about = (task: Task): number =>
  task.cause === 'refund' ? task.refund.number : task.payment.number

/** Returns everything that a provider still has to be asked about. */
export function tasksOf(state: Shipment, now: number): Task[] {
  const asked = state.payments?.asked ?? []
  const open = asked.filter((one) => one.state === 'open')
  const unreceipted = asked.filter(
    (one) =>
      one.provider === 'yookassa' &&
      one.state === 'paid' &&
      one.receipt === null &&
      now - one.at < RECEIPT_AWAITED_MS,
  )
  return [
    ...open.map((payment) => ({ cause: 'payment', payment }) as const),
    ...unreceipted.map((payment) => ({ cause: 'fiscal', payment }) as const),
    ...owedNow(state).flatMap((refund) => {
      const payment = paymentOf(state, refund.payment)
      return payment ? [{ cause: 'refund', refund, payment } as const] : []
    }),
  ]
}
