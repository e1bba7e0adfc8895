import type { Locale, PaymentProviderName } from '../domain/terms.ts'

/** A line of what is paid for, as a fiscal receipt wants it. Personal: it says what somebody bought. */
export interface PaidItem {
  name: string
  quantity: number
  /** Of one piece, in minor units. */
  price: number
  /** VAT in percent that is contained in the price; `none`: the seller charges none. */
  vat: number | 'none'
  /** A service (the delivery itself) and no goods. */
  service?: true
}

/** Whose payment it is. It goes to the provider with the payment, and comes back with every answer. */
export interface PaymentMark {
  shipmentId: string
  /** Number of the payment within its shipment. */
  payment: number
}

export interface PaymentOrder extends PaymentMark {
  /** Is the same for every try to make one payment, so that the provider makes it once. */
  key: string
  /** In minor units of `currency` (ISO 4217). It is the sum of the items. */
  amount: number
  currency: string
  /** What the payer reads at the provider: the carrier and the end of the waybill. */
  description: string
  /** Where the provider sends the payer afterwards, whatever came of it. It holds no secret. */
  returnUrl: string
  locale: Locale
  items: readonly PaidItem[]
  /** Where a fiscal receipt is sent; null: nobody's contact may be passed on. */
  contact: { phone?: string; email?: string } | null
}

/** A payment as the provider has it. */
export type FoundPayment = PaymentMark & {
  /** The provider's number of it. */
  ref: string
  /** In minor units, as the provider has them, to be compared with what was asked for. */
  amount: number
  currency: string
} /** `url`: where it is paid; null: nowhere any more, although its money may still come. */ & (
    | { state: 'open'; url: string | null }
    /** `receipt`: the number of its fiscal receipt, once it is registered. */
    | { state: 'paid'; receipt?: string }
    /** It was declined, cancelled or not paid in time, and cannot be paid any more. */
    | { state: 'failed'; code: string }
  )

export interface RefundOrder extends PaymentMark {
  key: string
  /** Number of the refund within its shipment. */
  refund: number
  /** The provider's number of the payment. */
  ref: string
  amount: number
  currency: string
  items: readonly PaidItem[]
  contact: PaymentOrder['contact']
}

export interface FoundRefund {
  ref: string
  state: 'open' | 'done' | 'failed'
  /** The provider's code of what is wrong. */
  code?: string
}

/**
 * What came of a question to the provider. Of its answer only what is listed here is kept. `retry`: the fault may pass
 * (network, 5xx, 429); `failed`: it will not.
 */
export type Asked<T> =
  | { outcome: 'known'; value: T }
  | { outcome: 'retry'; code: string; waitMs?: number }
  | { outcome: 'failed'; code: string }

/** A provider's call, before it is known to be genuine. */
export interface PaymentCall {
  headers: Headers
  body: string
}

/** A line of the provider's own books, for the daily reconciliation. */
export interface BookedPayment {
  ref: string
  /** Null: it was not made by us, or its mark is not readable. */
  mark: PaymentMark | null
  /** In ms since the epoch. */
  at: number
  paid: boolean
  amount: number
  /** What was given back of it, in minor units. */
  refunded: number
  currency: string
}

/** Takes payments through one provider. It never throws: every fault is a result. Card data never comes near us. */
export interface PaymentProvider {
  name: PaymentProviderName
  /** Makes the payment, or finds the one that was made with the same key. */
  open(order: PaymentOrder): Promise<Asked<FoundPayment>>
  find(ref: string): Promise<Asked<FoundPayment>>
  /** Gives back a part or all of a payment, once for each key. */
  refund(order: RefundOrder): Promise<Asked<FoundRefund>>
  findRefund(ref: string): Promise<Asked<FoundRefund>>
  /** Makes an open payment impossible where the provider can do that; it is asked for afterwards all the same. */
  close(ref: string): Promise<void>
  /**
   * Reads whose payment a notice is about. Null: it does not prove that the provider sent it, or it is about nothing of
   * ours. Whoever gets a mark asks the provider before believing anything else.
   */
  readNotice(call: PaymentCall, now: number): Promise<PaymentMark | null>
  /** Lists a part of the payments made between two instants, in ms. `cursor`: where the next part begins; null: it was the last. */
  list(
    from: number,
    to: number,
    cursor: string | null,
  ): Promise<Asked<{ items: BookedPayment[]; cursor: string | null }>>
}
