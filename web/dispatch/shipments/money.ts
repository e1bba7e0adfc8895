import type { EventLine, PaymentView, ShipmentView } from '../../../worker/api/shipments/answers.ts'
import type { RefundBecause } from '../../../worker/domain/terms.ts'

/** How a shipment's payment stands. `never`: nobody paid, and nobody has to any more. */
export type Standing = 'due' | 'paid' | 'part-back' | 'back' | 'never'

/** The states after which nothing is asked for any more. */
const OVER: readonly string[] = ['handed-over', 'returned', 'cancelled']

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0)

/** Money that nobody owed goes back whole, and says nothing of what was owed. */
const SURPLUS: readonly RefundBecause[] = ['late', 'twice']

/** Returns how a payment stands. What is on its way back counts as given back, as nothing else becomes of it. */
export function standingOf({ paid, amount, refunds }: PaymentView, state: ShipmentView['state']): Standing {
  if (!paid) return OVER.includes(state) ? 'never' : 'due'
  const back = refunds.filter(
    ({ because, state }) => !SURPLUS.includes(because) && (state === 'done' || state === 'owed'),
  )
  const all = sum(back.map((one) => one.amount))
  return all === 0 ? 'paid' : all < amount ? 'part-back' : 'back'
}

/** What the goods of a parcel cost; without a label: of no certain parcel. */
export interface GoodsOf {
  label: string | null
  amount: number
}

/** Adds up the goods of each parcel, in the parcels' order; what was assigned to none comes last. */
export function goodsByParcel(payment: PaymentView, labels: readonly string[]): GoodsOf[] {
  const of = (label: string | null) =>
    sum(payment.goods.filter((line) => line.label === label).map(({ amount }) => amount))
  return [...labels, null].map((label) => ({ label, amount: of(label) })).filter(({ amount }) => amount > 0)
}

/** Returns the payment in which the money came that was owed: the first one, as the later ones all go back. */
const firstPaid = (events: readonly EventLine[]) =>
  events.find(({ type, data }) => type === 'payment-received' && data.surplus === undefined)

/** Returns since when it is paid, or since when it is due, as the log says; null while the log is not read. */
export const sinceOf = (payment: PaymentView, events: readonly EventLine[] | undefined): string | null =>
  (payment.paid ? firstPaid(events ?? []) : events?.[0])?.at ?? null
