import { currencyDigits } from '../domain/money.ts'
import { metadataOf } from './mark.ts'
import type { PaymentOrder } from './provider.ts'

/** The currencies whose smallest unit at Stripe is not that of ISO 4217 (https://docs.stripe.com/currencies#special-cases). */
const DIGITS_AT_STRIPE: Record<string, number> = { ISK: 2, UGX: 2, MGA: 0 }
/** What Stripe takes of a text that payers read. */
const NAME_LENGTH = 250

const shift = (currency: string): number =>
  (DIGITS_AT_STRIPE[currency] ?? currencyDigits(currency)) - currencyDigits(currency)

/** Returns an amount in minor units as Stripe counts it; null if it has no such amount. */
export function toStripe(amount: number, currency: string): number | null {
  // Of thousandths it takes whole hundredths only, in the same table.
  if (currencyDigits(currency) === 3 && amount % 10 !== 0) return null
  const by = shift(currency)
  const counted = by < 0 ? amount / 10 ** -by : amount * 10 ** by
  return Number.isSafeInteger(counted) ? counted : null
}

/** Returns an amount of Stripe's in minor units. One that is finer than they are keeps its fraction, and is equal to none. */
export function fromStripe(counted: number, currency: string): number {
  const by = shift(currency)
  return by < 0 ? counted * 10 ** -by : counted / 10 ** by
}

/** Returns the fields that make a Checkout Session; null if an amount cannot be said to Stripe. */
export function sessionFields(order: PaymentOrder): Record<string, string> | null {
  const { currency, description, returnUrl, locale, items } = order
  const fields: Record<string, string> = {
    mode: 'payment',
    success_url: returnUrl,
    cancel_url: returnUrl,
    locale,
    // The payer pays the very amount that our page says, in its currency.
    'adaptive_pricing[enabled]': 'false',
    'payment_intent_data[description]': description,
  }
  for (const [name, value] of Object.entries(metadataOf(order))) {
    fields[`metadata[${name}]`] = value
    fields[`payment_intent_data[metadata][${name}]`] = value
  }
  for (const [n, { name, quantity, price }] of items.entries()) {
    const amount = toStripe(price, currency)
    if (amount === null) return null
    const line = `line_items[${n}]`
    fields[`${line}[quantity]`] = String(quantity)
    fields[`${line}[price_data][currency]`] = currency.toLowerCase()
    fields[`${line}[price_data][unit_amount]`] = String(amount)
    fields[`${line}[price_data][product_data][name]`] = [...name].slice(0, NAME_LENGTH).join('')
  }
  return fields
}
