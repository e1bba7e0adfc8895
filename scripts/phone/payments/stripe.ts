import { randomUUID } from 'node:crypto'
import type { Gateway, GatewayAnswer, GatewayCall } from '../gateway.ts'
import type { KeptPayment } from './book.ts'
import type { Desk } from './desk.ts'
import { intentOf, sessionOf, stripeRefundOf } from './objects.ts'

const refuse = (status: number, type: string, code?: string): GatewayAnswer => ({
  status,
  body: { error: { type, message: `error ${code ?? type}`, ...(code && { code }) } },
})
const invalid = (code?: string) => refuse(400, 'invalid_request_error', code)
const missing = () => refuse(404, 'invalid_request_error', 'resource_missing')
const ok = (body: object): GatewayAnswer => ({ status: 200, body })
const list = (data: object[], has_more = false) => ok({ object: 'list', data, has_more })

/** Lets a call through only with a key, which may be any. */
const withKey =
  (serve: (call: GatewayCall, desk: Desk) => GatewayAnswer): Gateway =>
  (call, { payments }) =>
    /^Bearer \S/.test(call.headers.authorization ?? '')
      ? serve(call, payments)
      : refuse(401, 'invalid_request_error')

/** Makes something once for its key, as in https://docs.stripe.com/api/idempotent_requests. */
function once(
  call: GatewayCall,
  desk: Desk,
  again: (ref: string) => object,
  make: () => string | GatewayAnswer,
) {
  const key = `stripe:${call.url.pathname}:${call.headers['idempotency-key'] ?? randomUUID()}`
  const before = desk.book.made(key, call.body)
  if (before === 'other') return refuse(400, 'idempotency_error')
  const made = before ?? make()
  if (typeof made !== 'string') return made
  if (!before) desk.book.keepKey(key, call.body, made)
  return ok(again(made))
}

/** Returns the metadata in a form. */
const metadataOf = (form: URLSearchParams) =>
  Object.fromEntries(
    [...form].flatMap(([name, value]) => {
      const key = /^metadata\[(\w+)\]$/.exec(name)?.[1]
      return key ? [[key, value]] : []
    }),
  )

/** Reads the lines of a form, with the currency of each. */
function linesOf(form: URLSearchParams) {
  const lines: (KeptPayment['lines'][number] & { currency: string })[] = []
  for (let n = 0; form.has(`line_items[${n}][quantity]`); n++) {
    const of = (name: string) => form.get(`line_items[${n}]${name}`) ?? ''
    lines.push({
      name: of('[price_data][product_data][name]'),
      quantity: Number(of('[quantity]')),
      price: Number(of('[price_data][unit_amount]') || Number.NaN),
      currency: of('[price_data][currency]').toUpperCase(),
    })
  }
  return lines
}

const isCount = (value: number) => Number.isInteger(value) && value >= 0

/** Answers like `POST /v1/checkout/sessions`. */
export const stripeCreate = withKey((call, desk) => {
  const form = new URLSearchParams(call.body)
  const session = (ref: string) => sessionOf(desk, desk.find('stripe', ref) as KeptPayment)
  return once(call, desk, session, () => {
    const lines = linesOf(form)
    const [{ currency } = { currency: '' }] = lines
    const whole = lines.every((line) => line.name && isCount(line.price) && line.quantity > 0)
    const returnUrl = form.get('success_url') ?? ''
    if (form.get('mode') !== 'payment' || lines.length === 0 || !whole) return invalid('parameter_missing')
    if (!/^[A-Z]{3}$/.test(currency) || lines.some((line) => line.currency !== currency))
      return invalid('parameter_invalid')
    if (!/^https?:$/.test(URL.parse(returnUrl)?.protocol ?? '')) return invalid('url_invalid')
    const amount = lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0)
    if (amount === 0) return invalid('amount_too_small')
    const ref = `cs_test_${randomUUID().replaceAll('-', '')}`
    const payment: KeptPayment = {
      ...{ provider: 'stripe', ref, state: 'open', amount, currency, returnUrl, receipt: false },
      at: Date.now(),
      description: form.get('payment_intent_data[description]') ?? '',
      lines: lines.map(({ currency: _, ...line }) => line),
      page: `http://${call.headers.host}/pay/${ref}`,
      metadata: metadataOf(form),
    }
    desk.book.keep({ payment })
    return ref
  })
})

/** Answers like `GET /v1/checkout/sessions/:id`. */
export const stripeFind = withKey(({ url, params: [ref = ''] }, desk) => {
  const payment = desk.find('stripe', ref)
  return payment ? ok(sessionOf(desk, payment, url.searchParams.getAll('expand[]').join())) : missing()
})

/** Answers like `POST /v1/checkout/sessions/:id/expire`. */
export const stripeExpire = withKey(({ params: [ref = ''] }, desk) => {
  if (!desk.book.payment('stripe', ref)) return missing()
  if (!desk.act(ref, 'expire')) return invalid()
  return ok(sessionOf(desk, desk.find('stripe', ref) as KeptPayment))
})

/** Answers like `GET /v1/checkout/sessions`, the newest first. */
export const stripeList = withKey(({ url: { searchParams: query } }, desk) => {
  const [from, to] = [Number(query.get('created[gte]') ?? 0), Number(query.get('created[lt]') ?? Infinity)]
  const created = ({ at }: KeptPayment) => Math.floor(at / 1000)
  const all = desk.book
    .payments()
    .filter((one) => one.provider === 'stripe' && created(one) >= from && created(one) < to)
    .reverse()
  const begin = all.findIndex(({ ref }) => ref === query.get('starting_after')) + 1
  const part = all.slice(begin, begin + Number(query.get('limit') ?? 10))
  const expanded = query.getAll('expand[]').join()
  return list(
    part.map((one) => sessionOf(desk, desk.shown(one), expanded)),
    begin + part.length < all.length,
  )
})

/** Answers like `POST /v1/refunds`. */
export const stripeRefund = withKey((call, desk) => {
  const form = new URLSearchParams(call.body)
  const find = (ref: string) => desk.book.refunds().find((one) => one.ref === ref)
  return once(
    call,
    desk,
    (ref) => stripeRefundOf(find(ref) as NonNullable<ReturnType<typeof find>>),
    () => {
      const intent = form.get('payment_intent')
      const payment = desk.book.payments().find(({ ref }) => intentOf(ref) === intent)
      if (!payment) return missing()
      const left = desk.left(payment)
      const amount = Number(form.get('amount') ?? left)
      if (left === 0) return invalid('charge_already_refunded')
      if (!isCount(amount) || amount === 0 || amount > left) return invalid()
      const ref = `re_${randomUUID().replaceAll('-', '')}`
      const metadata = metadataOf(form)
      desk.refund({ provider: 'stripe', ref, payment: payment.ref, amount, metadata, receipt: false })
      return ref
    },
  )
})

/** Answers like `GET /v1/refunds` for one payment. */
export const stripeRefunds = withKey(({ url }, desk) => {
  const intent = url.searchParams.get('payment_intent')
  const all = desk.book.refunds().filter((one) => one.provider === 'stripe')
  return list(all.filter(({ payment }) => intentOf(payment) === intent).map(stripeRefundOf))
})

/** Answers like `GET /v1/refunds/:id`. */
export const stripeRefundFind = withKey(({ params: [ref = ''] }, desk) => {
  const refund = desk.book.refunds().find((one) => one.ref === ref && one.provider === 'stripe')
  return refund ? ok(stripeRefundOf(refund)) : missing()
})
