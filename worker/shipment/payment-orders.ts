import { type AskedPayment, type Payments, type Refund, totalOf } from '../domain/payments.ts'
import type { Shipment } from '../domain/state.ts'
import type { Locale } from '../domain/terms.ts'
import type { GoodsItem } from '../objects/shipment.ts'
import type { PaidItem, PaymentOrder, RefundOrder } from '../payments/provider.ts'
import type { Store } from './store.ts'

/** What is announced of the items beside the log, until it is erased (R31). */
interface Bought {
  goods: GoodsItem[]
  deliveryVat: PaidItem['vat']
}

const DELIVERY: Record<Locale, string> = { ru: 'Доставка', fr: 'Livraison', en: 'Delivery' }
const SHIPMENT: Record<Locale, string> = { ru: 'Отправление', fr: 'Envoi', en: 'Shipment' }

/** Where the provider sends whoever paid: to this delivery's page, or to the one that only takes payments. */
const returnUrl = (publicUrl: string, id: string, { from }: AskedPayment): string =>
  from === 'page' ? `${publicUrl}/r?paid#${id}` : `${publicUrl}/pay`

/** What the payer reads at the provider: whose parcel it is, and no more of its number than the end. */
const description = ({ carrier, waybill }: Shipment): string => `${carrier}, …${waybill.slice(-4)}`

/** Returns the announced items that were not erased: the goods of some parcels, or of all, and the delivery. */
function itemsOf(shipment: Shipment, payments: Payments, store: Store, amount: number): PaidItem[] {
  const bought = store.personalData.of<Bought>(1, 'bought')
  const { delivery } = payments.amounts
  const fee: PaidItem[] =
    delivery > 0
      ? [
          {
            ...{ name: DELIVERY[shipment.locale], quantity: 1, price: delivery, service: true },
            vat: bought?.deliveryVat ?? 'none',
          },
        ]
      : []
  const goods = bought?.goods.map(({ name, quantity, price, vat }) => ({ name, quantity, price, vat })) ?? []
  const items = [...fee, ...goods]
  return sumOf(items) === amount ? items : [inOne(shipment, items, amount)]
}

const sumOf = (items: readonly PaidItem[]) =>
  items.reduce((all, { price, quantity }) => all + price * quantity, 0)

/** Returns one line for a part of what was paid, or for items whose names were erased. */
const inOne = ({ locale, waybill }: Shipment, items: readonly PaidItem[], price: number): PaidItem => ({
  ...{ name: `${SHIPMENT[locale]} …${waybill.slice(-4)}`, quantity: 1, price },
  // The items of one sender are of one rate almost always; a part of them has the first one's.
  vat: items.at(-1)?.vat ?? 'none',
})

/** Returns what a refund gives back, line by line where it is known which. */
function refundedItems(shipment: Shipment, payments: Payments, refund: Refund, store: Store): PaidItem[] {
  const all = itemsOf(shipment, payments, store, totalOf(payments.amounts))
  if (refund.amount === sumOf(all)) return all
  const bought = store.personalData.of<Bought>(1, 'bought')
  const some = bought?.goods.filter(({ label }) => label !== undefined && refund.labels.includes(label)) ?? []
  const items = some.map(({ name, quantity, price, vat }) => ({ name, quantity, price, vat }))
  return sumOf(items) === refund.amount ? items : [inOne(shipment, all, refund.amount)]
}

/** Returns where the fiscal receipt goes. A provider that issues none learns no contact. */
function contactFor(shipment: Shipment, { provider }: AskedPayment, store: Store): PaymentOrder['contact'] {
  if (provider !== 'yookassa') return null
  const known = store.personalData.recipient(shipment.contactFrom)
  if (!known?.phone && !known?.email) return null
  return { ...(known.phone && { phone: known.phone }), ...(known.email && { email: known.email }) }
}

/** Returns a payment as its provider is asked for it. */
export function paymentOrder(
  id: string,
  shipment: Shipment,
  payments: Payments,
  payment: AskedPayment,
  store: Store,
  publicUrl: string,
): PaymentOrder {
  const amount = totalOf(payments.amounts)
  return {
    ...{ shipmentId: id, payment: payment.number, key: `${id}-${payment.number}`, amount },
    currency: payments.amounts.currency,
    description: description(shipment),
    returnUrl: returnUrl(publicUrl, id, payment),
    locale: shipment.locale,
    items: itemsOf(shipment, payments, store, amount),
    contact: contactFor(shipment, payment, store),
  }
}

/** Returns a refund as the provider of its payment is asked for it. `ref`: the provider's number of the payment. */
export function refundOrder(
  id: string,
  shipment: Shipment,
  payments: Payments,
  payment: AskedPayment & { ref: string },
  refund: Refund,
  store: Store,
): RefundOrder {
  return {
    ...{ shipmentId: id, payment: payment.number, refund: refund.number, ref: payment.ref },
    // Tried again after a failure it is another refund for the provider, which remembers the first one's key.
    key: `${id}-r${refund.number}${refund.retried > 0 ? `-${refund.retried}` : ''}`,
    amount: refund.amount,
    currency: payments.amounts.currency,
    items: refundedItems(shipment, payments, refund, store),
    contact: contactFor(shipment, payment, store),
  }
}
