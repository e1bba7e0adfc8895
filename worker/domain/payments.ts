import type { PayFrom, Payment, PaymentProviderName, RefundBecause } from './terms.ts'

/** A line of the goods: what it costs in all, in minor units, and the parcel it lies in; null: not said. */
export interface GoodsAmount {
  amount: number
  label: string | null
}

/**
 * What the recipient pays before the secret is told (R30), in minor units of one currency. What was bought stands
 * beside the log, because it is personal.
 */
export interface Amounts {
  currency: string
  delivery: number
  goods: GoodsAmount[]
}

/** A payment that was asked for at a provider. */
export interface AskedPayment {
  number: number
  from: PayFrom
  provider: PaymentProviderName
  /** In ms. */
  at: number
  /** The provider's number of it; null while it has not answered. */
  ref: string | null
  state: 'open' | 'paid' | 'failed'
  /** Why nothing was owed any more when it was paid, so that all of it goes back; null: it was owed. */
  surplus: 'late' | 'twice' | null
  /** The number of its fiscal receipt. */
  receipt: string | null
}

/** Money that goes back to whoever paid. */
export interface Refund {
  number: number
  /** The payment of which it is a part. */
  payment: number
  amount: number
  because: RefundBecause
  /** The parcels whose goods are refunded with it. */
  labels: string[]
  /** `asked`: it waits for a second person. `failed`: the provider refused it, and it is still owed. */
  state: 'asked' | 'owed' | 'done' | 'failed' | 'declined'
  /** The provider's number of it; null while it has not answered. */
  ref: string | null
  /** How often somebody had it tried again after it failed. */
  retried: number
  /** Who brought it about, and with which event. */
  by: string | null
  seq: number
  /** Since when it is owed, or was asked for, in ms. */
  at: number
}

export interface Payments {
  amounts: Amounts
  asked: AskedPayment[]
  refunds: Refund[]
}

/** Returns what the recipient pays in all, in minor units. */
export const totalOf = ({ delivery, goods }: Amounts): number =>
  goods.reduce((all, { amount }) => all + amount, delivery)

/** What a contract lets a recipient be asked for. */
const ASKS: Record<Payment, readonly ('delivery' | 'goods')[]> = {
  none: [],
  delivery: ['delivery'],
  goods: ['goods'],
  both: ['delivery', 'goods'],
}

/** Returns what an announcement wants paid although its contract does not ask for it; null: nothing. */
export const notAsked = (given: { delivery?: unknown; goods?: unknown }, payment: Payment) =>
  (['delivery', 'goods'] as const).find(
    (field) => given[field] !== undefined && !ASKS[payment].includes(field),
  ) ?? null
