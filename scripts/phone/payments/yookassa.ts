import { randomUUID } from 'node:crypto'
import { objectOf } from '../../../worker/channels/json.ts'
import { fromDecimal } from '../../../worker/domain/money.ts'
import { type Gateway, type GatewayAnswer, type GatewayCall, text } from '../gateway.ts'
import type { KeptPayment, KeptRefund } from './book.ts'
import type { Desk } from './desk.ts'
import { receiptOf, yookassaPaymentOf, yookassaRefundOf } from './objects.ts'

const refuse = (status: number, code: string, parameter?: string): GatewayAnswer => ({
  status,
  body: { type: 'error', id: randomUUID(), code, description: code, ...(parameter && { parameter }) },
})
const invalid = (parameter: string) => refuse(400, 'invalid_request', parameter)
const missing = () => refuse(404, 'not_found')
const ok = (body: object): GatewayAnswer => ({ status: 200, body })

/** Lets a call through only with a shop and a key, which may be any. */
const withKey =
  (serve: (call: GatewayCall, desk: Desk) => GatewayAnswer): Gateway =>
  (call, { payments }) => {
    const [, given = ''] = /^Basic (\S+)$/.exec(call.headers.authorization ?? '') ?? []
    const known = /^[^:]+:./.test(Buffer.from(given, 'base64').toString())
    return known ? serve(call, payments) : refuse(401, 'invalid_credentials')
  }

/** Makes something once for its key, which every POST has to bring along. */
function once(
  call: GatewayCall,
  desk: Desk,
  again: (ref: string) => object,
  make: () => string | GatewayAnswer,
) {
  const given = text(call.headers['idempotence-key'])
  if (!given || given.length > 64) return invalid('Idempotence-Key')
  const key = `yookassa:${call.url.pathname}:${given}`
  const before = desk.book.made(key, call.body)
  if (before === 'other') return invalid('Idempotence-Key')
  const made = before ?? make()
  if (typeof made !== 'string') return made
  if (!before) desk.book.keepKey(key, call.body, made)
  return ok(again(made))
}

const metadataOf = (value: unknown) =>
  Object.fromEntries(Object.entries(objectOf(value)).map(([name, one]) => [name, text(one)]))

/** Reads an amount in minor units; null: it is none, or nothing. */
function amountOf(value: unknown): { amount: number; currency: string } | null {
  const { value: decimal, currency } = objectOf(value)
  const amount = fromDecimal(text(decimal), text(currency))
  return amount ? { amount, currency: text(currency) } : null
}

/** Reads the lines of a receipt; null if one of them is none, or they make another sum. */
function linesOf(receipt: unknown, total: number): KeptPayment['lines'] | null {
  const { items, customer } = objectOf(receipt)
  if (!Array.isArray(items) || items.length === 0) return null
  const { email, phone } = objectOf(customer)
  if (customer !== undefined && !email && !/^\d{5,15}$/.test(text(phone))) return null
  const lines = items.map(objectOf).map((item) => ({
    name: text(item.description),
    quantity: Number(item.quantity),
    price: amountOf(item.amount)?.amount ?? Number.NaN,
    code: Number(item.vat_code),
  }))
  const whole = lines.every(({ name, code }) => name && name.length <= 256 && code >= 1 && code <= 12)
  const sum = lines.reduce((all, { price, quantity }) => all + price * quantity, 0)
  return whole && sum === total ? lines.map(({ code: _, ...line }) => line) : null
}

/** Answers like `POST /v3/payments`. */
export const yookassaCreate = withKey((call, desk) => {
  const body = objectOf(call.body)
  const payment = (ref: string) => yookassaPaymentOf(desk, desk.find('yookassa', ref) as KeptPayment)
  return once(call, desk, payment, () => {
    const sum = amountOf(body.amount)
    const { type, return_url } = objectOf(body.confirmation)
    const returnUrl = text(return_url)
    if (sum?.currency !== 'RUB') return invalid('amount')
    if (type !== 'redirect' || !/^https?:$/.test(URL.parse(returnUrl)?.protocol ?? ''))
      return invalid('confirmation.return_url')
    const description = text(body.description)
    if ([...description].length > 128) return invalid('description')
    const lines = body.receipt === undefined ? [] : linesOf(body.receipt, sum.amount)
    if (!lines) return invalid('receipt')
    const ref = randomUUID()
    desk.book.keep({
      payment: {
        ...{ provider: 'yookassa', ref, state: 'open', ...sum, returnUrl, description, lines },
        at: Date.now(),
        page: `http://${call.headers.host}/pay/${ref}`,
        metadata: metadataOf(body.metadata),
        receipt: body.receipt !== undefined,
      },
    })
    return ref
  })
})

/** Answers like `GET /v3/payments/:id`. */
export const yookassaFind = withKey(({ params: [ref = ''] }, desk) => {
  const payment = desk.find('yookassa', ref)
  return payment ? ok(yookassaPaymentOf(desk, payment)) : missing()
})

/** Answers like `POST /v3/payments/:id/cancel`: what was not captured yet can be cancelled, and here all is at once. */
export const yookassaCancel = withKey(({ params: [ref = ''] }, desk) =>
  desk.book.payment('yookassa', ref) ? invalid('payment_id') : missing(),
)

/** Answers like `GET /v3/payments`, the newest first. */
export const yookassaList = withKey(({ url: { searchParams: query } }, desk) => {
  const [from, to] = ['created_at.gte', 'created_at.lt'].map((name) => Date.parse(query.get(name) ?? ''))
  const all = desk.book
    .payments()
    .filter(({ provider, at }) => provider === 'yookassa' && !(at < Number(from)) && !(at >= Number(to)))
    .reverse()
  const begin = all.findIndex(({ ref }) => ref === query.get('cursor')) + 1
  const part = all.slice(begin, begin + Number(query.get('limit') ?? 10))
  const more = begin + part.length < all.length && { next_cursor: part.at(-1)?.ref }
  return ok({ type: 'list', items: part.map((one) => yookassaPaymentOf(desk, desk.shown(one))), ...more })
})

const shown = (refund: KeptRefund, desk: Desk) =>
  yookassaRefundOf(refund, desk.book.payment('yookassa', refund.payment)?.currency ?? 'RUB')
const refundsOf = (desk: Desk) => desk.book.refunds().filter(({ provider }) => provider === 'yookassa')

/** Answers like `POST /v3/refunds`. */
export const yookassaRefund = withKey((call, desk) => {
  const body = objectOf(call.body)
  const again = (ref: string) => shown(refundsOf(desk).find((one) => one.ref === ref) as KeptRefund, desk)
  return once(call, desk, again, () => {
    const payment = desk.book.payment('yookassa', text(body.payment_id))
    if (!payment) return invalid('payment_id')
    const sum = amountOf(body.amount)
    if (!sum || sum.currency !== payment.currency || sum.amount > desk.left(payment)) return invalid('amount')
    if (body.receipt !== undefined && !linesOf(body.receipt, sum.amount)) return invalid('receipt')
    const ref = randomUUID()
    const receipt = body.receipt !== undefined
    const metadata = metadataOf(body.metadata)
    desk.refund({ provider: 'yookassa', ref, payment: payment.ref, amount: sum.amount, metadata, receipt })
    return ref
  })
})

/** Answers like `GET /v3/refunds` for one payment. */
export const yookassaRefunds = withKey(({ url }, desk) => {
  const wanted = url.searchParams.get('payment_id')
  const items = refundsOf(desk).filter(({ payment }) => payment === wanted)
  return ok({ type: 'list', items: items.map((one) => shown(one, desk)) })
})

/** Answers like `GET /v3/refunds/:id`. */
export const yookassaRefundFind = withKey(({ params: [ref = ''] }, desk) => {
  const refund = refundsOf(desk).find((one) => one.ref === ref)
  return refund ? ok(shown(refund, desk)) : missing()
})

/** Answers like `GET /v3/receipts` for one payment: each is registered at once. */
export const yookassaReceipts = withKey(({ url }, desk) => {
  const payment = desk.book.payment('yookassa', url.searchParams.get('payment_id') ?? '')
  if (payment?.state !== 'paid' || !payment.receipt) return ok({ type: 'list', items: [] })
  const given = desk.book.refunds(payment.ref).filter(({ state, receipt }) => state === 'done' && receipt)
  const items = [
    receiptOf('payment', payment.ref, payment.ref),
    ...given.map(({ ref }) => receiptOf('refund', ref, payment.ref)),
  ]
  return ok({ type: 'list', items })
})
