import * as v from 'valibot'
import { count, day, locale } from '../common.ts'

/** A sum of money in minor units of its currency (ISO 4217). */
export const Money = v.strictObject({ amount: count, currency: v.string() })
export type Money = v.InferOutput<typeof Money>

/** What anybody sees who opened the address that only takes a payment, and nothing else of the delivery (R30). */
export const DoorPaymentView = v.strictObject({
  carrier: v.string(),
  /** The last four signs of the waybill. */
  waybillEnd: v.string(),
  locale,
  ...Money.entries,
  state: v.picklist(['due', 'paid', 'over']),
})
export type DoorPaymentView = v.InferOutput<typeof DoorPaymentView>

/** Where it is paid now, or that it is paid. The address is the provider's. */
export const PaymentBegun = v.union([
  v.strictObject({ outcome: v.literal('open'), url: v.string() }),
  v.strictObject({ outcome: v.literal('paid') }),
])
export type PaymentBegun = v.InferOutput<typeof PaymentBegun>

/** The address that only takes a payment, for a QR code at a door or counter. */
export const PaymentAddress = v.strictObject({ url: v.string() })

/** The payments begun on a day under a contract, in one currency: what our books say, and the provider's beside it. */
export const PaymentSumsLine = v.strictObject({
  day,
  contractId: v.string(),
  contractName: v.string(),
  currency: v.string(),
  paid: count,
  paidAmount: count,
  therePaidAmount: count,
  refunded: count,
  thereRefunded: count,
  /** What still has to go back. */
  owed: count,
  open: count,
  openAmount: count,
  differences: count,
  /** Payments that the provider's books were not asked about yet; they are read once a day. */
  unchecked: count,
})
export type PaymentSumsLine = v.InferOutput<typeof PaymentSumsLine>

/** `GET /api/payments` */
export const PaymentSumsView = v.strictObject({ from: day, to: day, items: v.array(PaymentSumsLine) })
export type PaymentSumsView = v.InferOutput<typeof PaymentSumsView>
