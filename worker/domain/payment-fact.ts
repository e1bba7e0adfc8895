import type { Refund } from './payments.ts'
import type { PayFrom, PaymentProviderName, RefundBecause } from './terms.ts'

/** What became of a shipment's payments and refunds (R30). How somebody paid is never a part of it. */
export type PaymentFact =
  /** A payment is asked for at a provider. It is on record before the provider hears of it, so that none is lost (R30). */
  | {
      type: 'payment-opened'
      number: number
      from: PayFrom
      provider: PaymentProviderName
      amount: number
      currency: string
    }
  /** `ref`: the provider's number of it. */
  | { type: 'payment-referred'; number: number; ref: string }
  /** `surplus`: nothing was owed any more, so all of it goes back. */
  | { type: 'payment-received'; number: number; amount: number; currency: string; surplus?: 'late' | 'twice' }
  /** It cannot be paid any more. `reason`: the provider's code. */
  | { type: 'payment-failed'; number: number; reason: string }
  /** The number of the fiscal receipt that the provider issued for it. */
  | { type: 'fiscal-receipt-issued'; number: number; receipt: string }
  /** `asked`: it is above what one person decides alone. A reason that somebody gave stands beside the log. */
  | {
      type: 'refund-ordered'
      number: number
      payment: number
      amount: number
      currency: string
      because: RefundBecause
      labels: string[]
      asked?: true
    }
  | { type: 'refund-approved'; number: number; byOperator?: true }
  | { type: 'refund-declined'; number: number }
  /** `ref`: the provider's number of it; the money may still be underway. */
  | { type: 'refund-referred'; number: number; ref: string }
  | { type: 'refund-made'; number: number }
  | { type: 'refund-failed'; number: number; reason: string }
  /** Somebody wants a refund that failed to be tried again. */
  | { type: 'refund-retried'; number: number }

export const ABOUT_MONEY = [
  'payment-opened',
  'payment-referred',
  'payment-received',
  'payment-failed',
  'fiscal-receipt-issued',
  'refund-ordered',
  'refund-approved',
  'refund-declined',
  'refund-referred',
  'refund-made',
  'refund-failed',
  'refund-retried',
] as const satisfies PaymentFact['type'][]

/** Whether a fact is about a payment or a refund, so that the registry hears of it (R30). */
export const isAboutMoney = ({ type }: { type: string }): boolean =>
  (ABOUT_MONEY as readonly string[]).includes(type)

/** Returns the number of the payment that a fact is about, if it is about one. */
export function paymentsTouched(
  fact: { type: string },
  refunds: readonly Pick<Refund, 'number' | 'payment'>[],
): number[] {
  if (!isAboutMoney(fact)) return []
  const { type, number } = fact as PaymentFact
  if (!type.startsWith('refund-')) return [number]
  return refunds.filter((refund) => refund.number === number).map(({ payment }) => payment)
}
