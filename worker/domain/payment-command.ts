import type { PayFrom, PaymentProviderName } from './terms.ts'

/** What becomes of a shipment's payments and refunds (R30). What a provider says is known from asking it. */
export type PaymentCommand =
  | { type: 'open-payment'; from: PayFrom; provider: PaymentProviderName }
  | { type: 'note-payment-referred'; number: number; ref: string }
  /** `amount` and `currency`: as the provider has them. */
  | { type: 'note-payment-received'; number: number; ref: string; amount: number; currency: string }
  | { type: 'note-payment-failed'; number: number; reason: string }
  | { type: 'note-fiscal-receipt'; number: number; receipt: string }
  /** A dispatcher gives back a part of what was paid, or what is left of it. */
  | { type: 'order-refund'; amount?: number }
  | { type: 'retry-refund' }
  | { type: 'note-refund-referred'; number: number; ref: string }
  | { type: 'note-refund-made'; number: number }
  | { type: 'note-refund-failed'; number: number; reason: string }
