import { toDecimal } from '../domain/money.ts'
import type { PaidItem, PaymentOrder } from './provider.ts'

/** The rates of VAT that a fiscal receipt knows, with YooKassa's codes (https://yookassa.ru/developers/payment-acceptance/receipts/54fz/parameters-values#vat-codes). */
const VAT_CODES: Record<PaidItem['vat'], number> = { none: 1, 0: 2, 10: 3, 20: 4, 5: 7, 7: 8, 22: 11 }
/** What YooKassa takes of a text that payers read. */
const TEXT_LENGTH = 128

/** Whether a fiscal receipt can state this rate of VAT. */
export const isYookassaVat = (vat: PaidItem['vat']): boolean => Object.hasOwn(VAT_CODES, vat)

/** Returns the start of a text, as long as YooKassa takes it. */
export const shortText = (text: string): string => [...text].slice(0, TEXT_LENGTH).join('')

/** Returns the data of a fiscal receipt (54-FZ); null if it cannot state a rate of VAT. */
export function receiptOf({
  items,
  currency,
  contact,
}: Pick<PaymentOrder, 'items' | 'currency' | 'contact'>) {
  if (!items.every(({ vat }) => isYookassaVat(vat))) return null
  // One address is enough for a receipt. Who has both gets it by e-mail, which YooKassa's own registers insist on.
  const { email, phone } = contact ?? {}
  const customer = email ? { email } : phone ? { phone: phone.replace(/\D/g, '') } : null
  return {
    ...(customer && { customer }),
    items: items.map(({ name, quantity, price, vat, service }) => ({
      description: shortText(name),
      quantity,
      amount: { value: toDecimal(price, currency), currency },
      vat_code: VAT_CODES[vat],
      payment_subject: service ? 'service' : 'commodity',
      payment_mode: 'full_payment',
    })),
  }
}
