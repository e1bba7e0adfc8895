import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { PaymentCall } from '../../worker/payments/provider.ts'
import { paymentsOf } from '../../worker/payments/settings.ts'
import {
  asked,
  MARK,
  type Make,
  METADATA,
  ORDER,
  ok,
  REFUND,
  SHIPMENT,
  staysCalm,
} from './payment-contract.ts'

const SECRET = 'whsec_of_the_webhook'
const stripe = { key: 'sk_live_secret', webhookSecret: SECRET }
const make: Make = (url, fetches) =>
  paymentsOf({ stripe: { ...stripe, url } }, fetches).stripe ?? expect.fail()

const SESSION = {
  id: 'P1',
  object: 'checkout.session',
  mode: 'payment',
  amount_total: 2100,
  currency: 'eur',
  created: 1_790_000_000,
  metadata: METADATA,
  payment_intent: null as unknown,
  payment_status: 'unpaid',
  status: 'open',
  url: 'https://checkout.stripe.com/c/pay/P1',
}
const FOUND = { ...MARK, ref: 'P1', amount: 2100, currency: 'EUR' }
const OPEN = { ...FOUND, state: 'open', url: SESSION.url }
const PAID = {
  ...SESSION,
  status: 'complete',
  payment_status: 'paid',
  url: null,
  payment_intent: { id: 'pi_1' },
}

const error = (type: string, code?: string) => ({ error: { type, code, message: 'a human sentence' } })
staysCalm(
  make,
  [stripe.key, SECRET],
  error('invalid_request_error', 'resource_missing'),
  'stripe-resource_missing',
)

describe('a payment', () => {
  test('R30: is asked for by name, lines and marks, once for its key', async () => {
    const { result, calls } = await asked(make, ok(SESSION), (provider) => provider.open(ORDER))
    expect(result).toEqual({ outcome: 'known', value: OPEN })
    const [call] = calls
    expect(call).toMatchObject({ method: 'POST', path: '/v1/checkout/sessions' })
    expect(Object.fromEntries(call?.headers ?? [])).toMatchObject({
      authorization: 'Bearer sk_live_secret',
      'stripe-version': '2025-03-31.basil',
      'idempotency-key': ORDER.key,
      'content-type': 'application/x-www-form-urlencoded;charset=utf-8',
    })
    expect(Object.fromEntries(new URLSearchParams(call?.body))).toEqual({
      mode: 'payment',
      success_url: ORDER.returnUrl,
      cancel_url: ORDER.returnUrl,
      locale: 'fr',
      'adaptive_pricing[enabled]': 'false',
      'metadata[shipment]': SHIPMENT,
      'metadata[payment]': '2',
      'payment_intent_data[description]': ORDER.description,
      'payment_intent_data[metadata][shipment]': SHIPMENT,
      'payment_intent_data[metadata][payment]': '2',
      'line_items[0][quantity]': '1',
      'line_items[0][price_data][currency]': 'eur',
      'line_items[0][price_data][unit_amount]': '1200',
      'line_items[0][price_data][product_data][name]': 'Livraison',
      'line_items[1][quantity]': '2',
      'line_items[1][price_data][currency]': 'eur',
      'line_items[1][price_data][unit_amount]': '450',
      'line_items[1][price_data][product_data][name]': 'Thé & miel',
    })
  })

  test('nobody’s contact goes along where there is none to pass on', async () => {
    for (const contact of [null, { phone: '+33612345678' }]) {
      const { calls } = await asked(make, ok(SESSION), (provider) => provider.open({ ...ORDER, contact }))
      expect(calls[0]?.body).not.toMatch(/customer|33612345678/)
    }
  })

  test.each([
    ['JPY', 1200, '1200'],
    ['KWD', 1200, '1200'],
    ['ISK', 12, '1200'],
    ['UGX', 12, '1200'],
    ['MGA', 1200, '12'],
  ])('an amount of %s is counted as Stripe does, there and back', async (currency, price, counted) => {
    const items = [{ name: 'Livraison', quantity: 1, price, vat: 'none' as const }]
    const session = { ...SESSION, amount_total: Number(counted), currency: currency.toLowerCase() }
    const order = { ...ORDER, currency, amount: price, items }
    const { result, calls } = await asked(make, ok(session), (provider) => provider.open(order))
    expect(new URLSearchParams(calls[0]?.body).get('line_items[0][price_data][unit_amount]')).toBe(counted)
    expect(result).toMatchObject({ value: { amount: price, currency } })
  })

  test('an amount that Stripe cannot count is not sent', async () => {
    const items = [{ name: 'Livraison', quantity: 1, price: 1, vat: 'none' as const }]
    const order = { ...ORDER, currency: 'MGA', amount: 1, items }
    const { result, calls } = await asked(make, ok(SESSION), (provider) => provider.open(order))
    expect(result).toEqual({ outcome: 'failed', code: 'stripe-amount' })
    expect(calls).toEqual([])
  })

  test.each([
    ['another body with the same key', 400, error('idempotency_error'), 'failed', 'stripe-idempotency_error'],
    [
      'a key that is in use',
      409,
      error('invalid_request_error', 'idempotency_key_in_use'),
      'retry',
      'stripe-idempotency_key_in_use',
    ],
    ['a fault of its own', 200, error('api_error'), 'retry', 'stripe-api_error'],
    [
      'a code that is a sentence',
      400,
      error('invalid_request_error', 'a human sentence'),
      'failed',
      'stripe-other',
    ],
  ])('%s', async (_what, status, body, outcome, code) => {
    const { result } = await asked(make, { status, body }, (provider) => provider.open(ORDER))
    expect(result).toEqual({ outcome, code })
  })
})

describe('a payment that is asked for', () => {
  const intent = (status: string, code?: string) => ({
    id: 'pi_1',
    status,
    last_payment_error: code ? { code } : null,
  })
  const complete = { ...SESSION, status: 'complete', url: null }
  test.each([
    ['open', SESSION, OPEN],
    ['paid', PAID, { ...FOUND, state: 'paid' }],
    ['paid with another amount', { ...PAID, amount_total: 1 }, { ...FOUND, amount: 1, state: 'paid' }],
    ['paid in another currency', { ...PAID, currency: 'usd' }, { ...FOUND, currency: 'USD', state: 'paid' }],
    [
      'paid, its money under way',
      { ...complete, payment_intent: intent('processing') },
      { ...FOUND, state: 'open', url: null },
    ],
    [
      'its money did not come',
      {
        ...complete,
        payment_intent: intent('requires_payment_method', 'payment_intent_payment_attempt_failed'),
      },
      { ...FOUND, state: 'failed', code: 'stripe-payment_intent_payment_attempt_failed' },
    ],
    [
      'cancelled in the dashboard',
      { ...complete, payment_intent: intent('canceled') },
      { ...FOUND, state: 'failed', code: 'stripe-canceled' },
    ],
    [
      'expired',
      { ...SESSION, status: 'expired', url: null },
      { ...FOUND, state: 'failed', code: 'stripe-expired' },
    ],
  ])('R30: is %s', async (_what, session, value) => {
    const { result, calls } = await asked(make, ok(session), (provider) => provider.find('P1'))
    expect(result).toEqual({ outcome: 'known', value })
    expect(calls).toMatchObject([
      { method: 'GET', path: '/v1/checkout/sessions/P1?expand%5B%5D=payment_intent' },
    ])
  })

  test.each([
    ['no mark', {}],
    ['no number', { shipment: SHIPMENT, payment: '0' }],
    ['a number that is none', { shipment: SHIPMENT, payment: 2 }],
    ['a path in place of a shipment', { shipment: '../a', payment: '2' }],
    ['a list', [SHIPMENT, '2']],
  ])('with %s is somebody else’s', async (_what, metadata) => {
    const { result } = await asked(make, ok({ ...PAID, metadata }), (provider) => provider.find('P1'))
    expect(result).toEqual({ outcome: 'failed', code: 'foreign' })
  })

  test('is closed by making it expire', async () => {
    const { calls } = await asked(make, ok({}), (provider) => provider.close('P1'))
    expect(calls).toMatchObject([{ method: 'POST', path: '/v1/checkout/sessions/P1/expire' }])
  })
})

describe('a refund', () => {
  const refund = { id: 'R1', status: 'succeeded', failure_reason: null as string | null }
  const answers =
    (made: unknown[], posted: unknown, status = 200) =>
    (call: { method: string; path: string }) => {
      if (call.path.startsWith('/v1/checkout')) return ok(PAID)
      return call.method === 'GET' ? ok({ data: made, has_more: false }) : { status, body: posted }
    }

  test('R30: is of the payment behind the session, once for its key', async () => {
    const { result, calls } = await asked(make, answers([], refund), (provider) => provider.refund(REFUND))
    expect(result).toEqual({ outcome: 'known', value: { ref: 'R1', state: 'done' } })
    expect(calls.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /v1/checkout/sessions/P1?expand%5B%5D=payment_intent',
      'GET /v1/refunds?payment_intent=pi_1&limit=100',
      'POST /v1/refunds',
    ])
    expect(calls[2]?.headers.get('idempotency-key')).toBe(REFUND.key)
    expect(Object.fromEntries(new URLSearchParams(calls[2]?.body))).toEqual({
      payment_intent: 'pi_1',
      amount: '450',
      'metadata[shipment]': SHIPMENT,
      'metadata[payment]': '2',
      'metadata[refund]': '1',
      'metadata[key]': REFUND.key,
    })
  })

  test('R30: one that is there is not made twice, however long ago its key was used', async () => {
    const made = [
      { id: 'R0', status: 'succeeded', metadata: { key: 'another' } },
      { ...refund, metadata: { key: REFUND.key } },
    ]
    const { result, calls } = await asked(make, answers(made, {}), (provider) => provider.refund(REFUND))
    expect(result).toEqual({ outcome: 'known', value: { ref: 'R1', state: 'done' } })
    expect(calls.filter(({ method }) => method === 'POST')).toEqual([])
  })

  test('R30: tried again, one that was made after all under its earlier key is found; one that failed is none', async () => {
    const marks = { key: 'earlier', shipment: REFUND.shipmentId, refund: String(REFUND.refund) }
    const made = [
      { ...refund, id: 'R8', metadata: { ...marks, refund: String(REFUND.refund + 1) } },
      { ...refund, id: 'R9', status: 'failed', metadata: marks },
      { ...refund, metadata: marks },
    ]
    const found = await asked(make, answers(made, {}), (provider) => provider.refund(REFUND))
    expect(found.result).toEqual({ outcome: 'known', value: { ref: 'R1', state: 'done' } })
    expect(found.calls.filter(({ method }) => method === 'POST')).toEqual([])
    const again = await asked(make, answers(made.slice(0, 2), refund), (provider) => provider.refund(REFUND))
    expect(again.calls.filter(({ method }) => method === 'POST')).toHaveLength(1)
  })

  test('R30: of what somebody else gave back already fails, and says so', async () => {
    const already = error('invalid_request_error', 'charge_already_refunded')
    const { result } = await asked(make, answers([], already, 400), (provider) => provider.refund(REFUND))
    expect(result).toEqual({ outcome: 'failed', code: 'stripe-charge_already_refunded' })
  })

  test('of what was never paid fails', async () => {
    const { result, calls } = await asked(make, ok(SESSION), (provider) => provider.refund(REFUND))
    expect(result).toEqual({ outcome: 'failed', code: 'stripe-unpaid' })
    expect(calls).toHaveLength(1)
  })

  test.each([
    ['pending', null, { state: 'open' }],
    ['requires_action', null, { state: 'open' }],
    ['succeeded', null, { state: 'done' }],
    ['failed', 'lost_or_stolen_card', { state: 'failed', code: 'stripe-lost_or_stolen_card' }],
    ['canceled', null, { state: 'failed', code: 'stripe-canceled' }],
  ])('may be %s', async (status, failure_reason, value) => {
    const answer = ok({ ...refund, status, failure_reason })
    const { result, calls } = await asked(make, answer, (provider) => provider.findRefund('R1'))
    expect(result).toEqual({ outcome: 'known', value: { ref: 'R1', ...value } })
    expect(calls).toMatchObject([{ path: '/v1/refunds/R1' }])
  })
})

describe('a notice', () => {
  const NOW = 1_790_000_123_456
  const event = (type: string, object: object) => JSON.stringify({ id: 'evt_1', type, data: { object } })
  const BODY = event('checkout.session.completed', PAID)
  const proofOf = (body: string, secret: string, time: number) =>
    createHmac('sha256', secret).update(`${time}.${body}`).digest('hex')
  const signed = (body = BODY, { secret = SECRET, at = NOW, before = '' } = {}): PaymentCall => {
    const time = Math.floor(at / 1000)
    const headers = new Headers({
      'stripe-signature': `t=${time},${before}v1=${proofOf(body, secret, time)}`,
    })
    return { headers, body }
  }
  const provider = make('http://127.0.0.1:1', fetch)
  const read = (call: PaymentCall) => provider.readNotice(call, NOW)

  test.each([
    'checkout.session.completed',
    'checkout.session.async_payment_succeeded',
    'checkout.session.async_payment_failed',
    'checkout.session.expired',
    'refund.created',
    'refund.updated',
    'refund.failed',
  ])('R30: %s says whose payment it is about, also twice', async (type) => {
    const call = signed(event(type, { metadata: METADATA }))
    expect([await read(call), await read(call)]).toEqual([MARK, MARK])
  })

  test('R30: one of several signatures is enough, and only one of the present scheme', async () => {
    const other = proofOf(BODY, 'another', Math.floor(NOW / 1000))
    expect(await read(signed(BODY, { before: `v1=${other},v0=${other},` }))).toEqual(MARK)
    const call = signed()
    const old = call.headers.get('stripe-signature')?.replace('v1=', 'v0=') ?? ''
    expect(await read({ ...call, headers: new Headers({ 'stripe-signature': old }) })).toBeNull()
  })

  test.each([
    ['signed by somebody else', signed(BODY, { secret: 'a guess' })],
    ['with another body', { ...signed(), body: BODY.replace('2100', '2101') }],
    ['without a signature', { ...signed(), headers: new Headers() }],
    [
      'with a signature that is none',
      { ...signed(), headers: new Headers({ 'stripe-signature': 't=,v1=' }) },
    ],
    ['recorded and sent again later', signed(BODY, { at: NOW - 301_000 })],
    ['from further ahead', signed(BODY, { at: NOW + 302_000 })],
    ['of a kind that is not ours', signed(event('invoice.paid', { metadata: METADATA }))],
    [
      'about somebody else',
      signed(event('checkout.session.completed', { metadata: { shipment: SHIPMENT } })),
    ],
    ['about nothing', signed('{}')],
    ['that cannot be read', signed('OK')],
  ] satisfies [string, PaymentCall][])('R30: one %s is not believed', async (_what, call) => {
    expect(await read(call)).toBeNull()
  })

  test('R30: the time is part of what is signed', async () => {
    const old = signed(BODY, { at: NOW - 400_000 })
    const renewed =
      old.headers.get('stripe-signature')?.replace(/^t=\d+/, `t=${Math.floor(NOW / 1000)}`) ?? ''
    expect(await read({ ...old, headers: new Headers({ 'stripe-signature': renewed }) })).toBeNull()
  })
})

describe('the books', () => {
  test('R30: list all payments between two instants, part by part', async () => {
    const charge = { amount_refunded: 450 }
    const pages = [
      { data: [{ ...PAID, payment_intent: { id: 'pi_1', latest_charge: charge } }], has_more: true },
      {
        data: [
          { ...SESSION, id: 'P2', metadata: {} },
          { ...SESSION, id: 'P3', mode: 'setup', amount_total: null },
        ],
        has_more: false,
      },
    ]
    const answer = ({ path }: { path: string }) => ok(pages[path.includes('starting_after') ? 1 : 0])
    const { result, calls } = await asked(make, answer, async (provider) => {
      const first = await provider.list(1_789_999_000_500, 1_790_000_000_500, null)
      const cursor = first.outcome === 'known' ? first.value.cursor : expect.fail()
      return [first, await provider.list(1_789_999_000_500, 1_790_000_000_500, cursor)]
    })
    const line = {
      ref: 'P1',
      mark: MARK,
      at: 1_790_000_000_000,
      paid: true,
      amount: 2100,
      refunded: 450,
      currency: 'EUR',
    }
    expect(result).toEqual([
      { outcome: 'known', value: { items: [line], cursor: 'P1' } },
      {
        outcome: 'known',
        value: { items: [{ ...line, ref: 'P2', mark: null, paid: false, refunded: 0 }], cursor: null },
      },
    ])
    const query =
      'created[gte]=1789999001&created[lt]=1790000001&limit=100&expand[]=data.payment_intent.latest_charge'
    expect(calls.map(({ path }) => decodeURIComponent(path))).toEqual([
      `/v1/checkout/sessions?${query}`,
      `/v1/checkout/sessions?${query}&starting_after=P1`,
    ])
  })

  test('a line that cannot be read is not left out silently', async () => {
    const answer = ok({ data: [PAID, { mode: 'payment' }], has_more: false })
    const { result } = await asked(make, answer, (provider) => provider.list(0, 1000, null))
    expect(result).toEqual({ outcome: 'retry', code: 'unreadable' })
  })
})
