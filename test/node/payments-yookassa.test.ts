import { describe, expect, test } from 'vitest'
import type { PaymentCall, PaymentOrder } from '../../worker/payments/provider.ts'
import { paymentsOf } from '../../worker/payments/settings.ts'
import { isYookassaVat } from '../../worker/payments/yookassa-receipt.ts'
import {
  asked,
  ORDER as EURO_ORDER,
  REFUND as EURO_REFUND,
  MARK,
  type Make,
  METADATA,
  ok,
  SHIPMENT,
  staysCalm,
} from './payment-contract.ts'

const yookassa = { shop: '123456', key: 'live_secret' }
const make: Make = (url, fetches) =>
  paymentsOf({ yookassa: { ...yookassa, url } }, fetches).yookassa ?? expect.fail()
const ORDER: PaymentOrder = { ...EURO_ORDER, currency: 'RUB', locale: 'ru' }
const REFUND = { ...EURO_REFUND, currency: 'RUB' }
const rubles = (value: string) => ({ value, currency: 'RUB' })

const PAYMENT = {
  id: 'P1',
  status: 'pending',
  paid: false,
  amount: rubles('21.00'),
  created_at: '2026-11-29T10:00:00.500Z',
  metadata: METADATA,
  confirmation: { type: 'redirect', confirmation_url: 'https://yoomoney.ru/checkout?orderId=P1' },
}
const FOUND = { ...MARK, ref: 'P1', amount: 2100, currency: 'RUB' }
const PAID = { ...PAYMENT, status: 'succeeded', paid: true, confirmation: undefined }

const error = (code: string, parameter?: string) => ({
  ...{ type: 'error', id: 'E1', code, description: 'a human sentence' },
  ...(parameter && { parameter }),
})
const credentials = Buffer.from('123456:live_secret').toString('base64')
staysCalm(make, [yookassa.key, credentials], error('not_found'), 'yookassa-not_found')

describe('a payment', () => {
  test('R30: is asked for with its fiscal receipt, once for its key, by card or SBP', async () => {
    const { result, calls } = await asked(make, ok(PAYMENT), (provider) => provider.open(ORDER))
    const url = PAYMENT.confirmation.confirmation_url
    expect(result).toEqual({ outcome: 'known', value: { ...FOUND, state: 'open', url } })
    const [call] = calls
    expect(call).toMatchObject({ method: 'POST', path: '/v3/payments' })
    expect(Object.fromEntries(call?.headers ?? [])).toMatchObject({
      authorization: `Basic ${credentials}`,
      'idempotence-key': ORDER.key,
      'content-type': 'application/json;charset=utf-8',
    })
    expect(JSON.parse(call?.body ?? '')).toEqual({
      amount: rubles('21.00'),
      capture: true,
      confirmation: { type: 'redirect', return_url: ORDER.returnUrl },
      description: ORDER.description,
      metadata: METADATA,
      receipt: {
        customer: { email: 'anna@recipient.example' },
        items: [
          {
            description: 'Livraison',
            quantity: 1,
            amount: rubles('12.00'),
            vat_code: 4,
            payment_subject: 'service',
            payment_mode: 'full_payment',
          },
          {
            description: 'Thé & miel',
            quantity: 2,
            amount: rubles('4.50'),
            vat_code: 3,
            payment_subject: 'commodity',
            payment_mode: 'full_payment',
          },
        ],
      },
    })
  })

  test.each([
    [{ phone: '+7 916 000-00-01' }, { customer: { phone: '79160000001' } }],
    [null, {}],
  ])('the receipt goes to %j', async (contact, customer) => {
    const { calls } = await asked(make, ok(PAYMENT), (provider) => provider.open({ ...ORDER, contact }))
    const { items, ...rest } = JSON.parse(calls[0]?.body ?? '').receipt
    expect(items).toHaveLength(2)
    expect(rest).toEqual(customer)
  })

  test('long texts are cut, between signs; a long key is told as another that is the same each time', async () => {
    const long = '📦'.repeat(200)
    const items = [{ name: long, quantity: 1, price: 2100, vat: 22 as const }]
    const order = { ...ORDER, description: long, items, key: 'k'.repeat(65) }
    const { calls } = await asked(make, ok(PAYMENT), async (provider) => {
      await provider.open(order)
      await provider.open(order)
    })
    const { description, receipt } = JSON.parse(calls[0]?.body ?? '')
    expect([description, receipt.items[0].description]).toEqual(['📦'.repeat(128), '📦'.repeat(128)])
    const keys = calls.map(({ headers }) => headers.get('idempotence-key'))
    expect(keys[0]).toMatch(/^[0-9a-f]{64}$/)
    expect(keys[1]).toBe(keys[0])
  })

  test.each([
    ['none', 1],
    [0, 2],
    [10, 3],
    [20, 4],
    [5, 7],
    [7, 8],
    [22, 11],
  ] as const)('VAT of %s has the code %i', async (vat, code) => {
    const items = [{ name: 'Чай', quantity: 1, price: 2100, vat }]
    const { calls } = await asked(make, ok(PAYMENT), (provider) => provider.open({ ...ORDER, items }))
    expect(JSON.parse(calls[0]?.body ?? '').receipt.items[0].vat_code).toBe(code)
    expect(isYookassaVat(vat)).toBe(true)
  })

  test.each([5.5, 19, -1, Number.NaN])(
    'VAT of %s is in no receipt, and nothing is asked for',
    async (vat) => {
      const items = [{ name: 'Чай', quantity: 1, price: 2100, vat }]
      expect(isYookassaVat(vat)).toBe(false)
      const opened = await asked(make, ok(PAYMENT), (provider) => provider.open({ ...ORDER, items }))
      const refunded = await asked(make, ok({}), (provider) => provider.refund({ ...REFUND, items }))
      for (const { result, calls } of [opened, refunded])
        expect([result, calls]).toEqual([{ outcome: 'failed', code: 'yookassa-vat' }, []])
    },
  )

  test.each([
    [
      'another body with the same key',
      400,
      error('invalid_request', 'Idempotence-Key'),
      'failed',
      'invalid_request.Idempotence-Key',
    ],
    [
      'a field that is wrong',
      400,
      error('invalid_request', 'receipt.customer'),
      'failed',
      'invalid_request.receipt.customer',
    ],
    [
      'a parameter that is a sentence',
      400,
      error('invalid_request', 'a human sentence'),
      'failed',
      'invalid_request',
    ],
    ['a wrong key', 401, error('invalid_credentials'), 'retry', 'invalid_credentials'],
    ['too much at once', 429, error('too_many_requests'), 'retry', 'too_many_requests'],
    ['a fault of its own', 200, error('internal_server_error'), 'retry', 'internal_server_error'],
    ['work that goes on', 202, { type: 'processing', retry_after: 1800 }, 'retry', 'processing'],
  ])('%s', async (_what, status, body, outcome, code) => {
    const { result } = await asked(make, { status, body }, (provider) => provider.open(ORDER))
    expect(result).toEqual({ outcome, code: `yookassa-${code}` })
  })
})

describe('a payment that is asked for', () => {
  const { confirmation: _, ...bare } = PAYMENT
  test.each([
    ['open', PAYMENT, { state: 'open', url: PAYMENT.confirmation.confirmation_url }],
    ['open, and nowhere to be paid', bare, { state: 'open', url: null }],
    ['not captured yet', { ...bare, status: 'waiting_for_capture' }, { state: 'open', url: null }],
    ['paid', PAID, { state: 'paid' }],
    ['paid with another amount', { ...PAID, amount: rubles('0.01') }, { amount: 1, state: 'paid' }],
    ['paid, its receipt under way', { ...PAID, receipt_registration: 'pending' }, { state: 'paid' }],
    [
      'declined',
      {
        ...bare,
        status: 'canceled',
        cancellation_details: { party: 'payment_network', reason: 'insufficient_funds' },
      },
      { state: 'failed', code: 'yookassa-insufficient_funds' },
    ],
    [
      'cancelled without a word',
      { ...bare, status: 'canceled' },
      { state: 'failed', code: 'yookassa-other' },
    ],
  ])('R30: is %s', async (_what, payment, value) => {
    const { result, calls } = await asked(make, ok(payment), (provider) => provider.find('P1'))
    expect(result).toEqual({ outcome: 'known', value: { ...FOUND, ...value } })
    expect(calls).toMatchObject([{ method: 'GET', path: '/v3/payments/P1' }])
  })

  test('R30: has the number of its fiscal receipt once that is registered, and is paid without it too', async () => {
    const receipts = {
      type: 'list',
      items: [
        { type: 'refund', fiscal_document_number: '1' },
        { type: 'payment', fiscal_document_number: '3986' },
      ],
    }
    const registered = { ...PAID, receipt_registration: 'succeeded' }
    for (const [second, receipt] of [
      [ok(receipts), { receipt: '3986' }],
      [ok({ items: [] }), {}],
      ['closed', {}],
    ] as const) {
      const answer = ({ path }: { path: string }) =>
        path.startsWith('/v3/receipts') ? second : ok(registered)
      const { result, calls } = await asked(make, answer, (provider) => provider.find('P1'))
      expect(result).toEqual({ outcome: 'known', value: { ...FOUND, state: 'paid', ...receipt } })
      expect(calls[1]?.path).toBe('/v3/receipts?payment_id=P1')
    }
  })

  test.each([
    ['a float', { amount: { value: 21, currency: 'RUB' } }],
    ['too fine', { amount: rubles('21.005') }],
    ['no amount', { amount: null }],
  ])('an amount that is %s is not read', async (_what, change) => {
    const { result } = await asked(make, ok({ ...PAID, ...change }), (provider) => provider.find('P1'))
    expect(result).toEqual({ outcome: 'retry', code: 'unreadable' })
  })

  test('without a mark is somebody else’s', async () => {
    const { result } = await asked(make, ok({ ...PAID, metadata: { order: '7' } }), (provider) =>
      provider.find('P1'),
    )
    expect(result).toEqual({ outcome: 'failed', code: 'foreign' })
  })

  test('cannot be closed here, and nothing is sent', async () => {
    expect((await asked(make, ok({}), (provider) => provider.close('P1'))).calls).toEqual([])
  })
})

describe('a refund', () => {
  const refund = { id: 'R1', status: 'succeeded', payment_id: 'P1', amount: rubles('4.50') }
  const answers =
    (made: unknown[], posted: unknown, status = 200) =>
    (call: { method: string }) =>
      call.method === 'GET' ? ok({ type: 'list', items: made }) : { status, body: posted }

  test('R30: goes with its own receipt, once for its key', async () => {
    const { result, calls } = await asked(make, answers([], refund), (provider) => provider.refund(REFUND))
    expect(result).toEqual({ outcome: 'known', value: { ref: 'R1', state: 'done' } })
    expect(calls.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /v3/refunds?payment_id=P1&limit=100',
      'POST /v3/refunds',
    ])
    expect(calls[1]?.headers.get('idempotence-key')).toBe(REFUND.key)
    expect(JSON.parse(calls[1]?.body ?? '')).toEqual({
      payment_id: 'P1',
      amount: rubles('4.50'),
      metadata: { ...METADATA, refund: '1', key: REFUND.key },
      receipt: expect.objectContaining({ customer: { email: 'anna@recipient.example' } }),
    })
  })

  test('R30: one that is there is not made twice, however long ago its key was used', async () => {
    const made = [
      { ...refund, id: 'R0' },
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
      { ...refund, id: 'R9', status: 'canceled', metadata: marks },
      { ...refund, metadata: marks },
    ]
    const found = await asked(make, answers(made, {}), (provider) => provider.refund(REFUND))
    expect(found.result).toEqual({ outcome: 'known', value: { ref: 'R1', state: 'done' } })
    expect(found.calls.filter(({ method }) => method === 'POST')).toEqual([])
    const again = await asked(make, answers(made.slice(0, 2), refund), (provider) => provider.refund(REFUND))
    expect(again.calls.filter(({ method }) => method === 'POST')).toHaveLength(1)
  })

  test('R30: of more than was paid fails', async () => {
    const { result } = await asked(make, answers([], error('invalid_request', 'amount'), 400), (provider) =>
      provider.refund(REFUND),
    )
    expect(result).toEqual({ outcome: 'failed', code: 'yookassa-invalid_request.amount' })
  })

  test.each([
    ['pending', {}, { state: 'open' }],
    ['succeeded', {}, { state: 'done' }],
    [
      'canceled',
      { cancellation_details: { reason: 'rejected_by_payee' } },
      { state: 'failed', code: 'yookassa-rejected_by_payee' },
    ],
  ])('may be %s', async (status, more, value) => {
    const { result, calls } = await asked(make, ok({ ...refund, status, ...more }), (provider) =>
      provider.findRefund('R1'),
    )
    expect(result).toEqual({ outcome: 'known', value: { ref: 'R1', ...value } })
    expect(calls).toMatchObject([{ path: '/v3/refunds/R1' }])
  })
})

describe('a notice', () => {
  const provider = make('http://127.0.0.1:1', fetch)
  const read = (body: string) =>
    provider.readNotice({ headers: new Headers(), body } satisfies PaymentCall, 0)
  const notice = (event: string, object: unknown) => JSON.stringify({ type: 'notification', event, object })

  test.each(['payment.succeeded', 'payment.waiting_for_capture', 'payment.canceled', 'refund.succeeded'])(
    'R30: %s only says whose payment is to be looked at',
    async (event) => {
      expect(await read(notice(event, { ...PAID, amount: rubles('0.01') }))).toEqual(MARK)
    },
  )

  test.each([
    ['of a refund made by hand', notice('refund.succeeded', { id: 'R1', payment_id: 'P1' })],
    ['about somebody else', notice('payment.succeeded', { metadata: { shipment: SHIPMENT, payment: '-1' } })],
    ['about nothing', '{}'],
    ['that cannot be read', 'OK'],
    ['that is null', 'null'],
  ])('R30: one %s leads nowhere', async (_what, body) => {
    expect(await read(body)).toBeNull()
  })
})

test('R30: the books list all payments between two instants, part by part', async () => {
  const pages = [
    { items: [{ ...PAID, refunded_amount: rubles('4.50') }], next_cursor: 'C2' },
    { items: [{ ...PAYMENT, id: 'P2', metadata: {} }] },
  ]
  const answer = ({ path }: { path: string }) => ok(pages[path.includes('cursor=C2') ? 1 : 0])
  const [from, to] = [Date.parse('2026-11-29T00:00:00Z'), Date.parse('2026-11-30T00:00:00Z')]
  const { result, calls } = await asked(make, answer, async (provider) => [
    await provider.list(from, to, null),
    await provider.list(from, to, 'C2'),
  ])
  const at = Date.parse(PAYMENT.created_at)
  const line = { ref: 'P1', mark: MARK, at, paid: true, amount: 2100, refunded: 450, currency: 'RUB' }
  expect(result).toEqual([
    { outcome: 'known', value: { items: [line], cursor: 'C2' } },
    {
      outcome: 'known',
      value: { items: [{ ...line, ref: 'P2', mark: null, paid: false, refunded: 0 }], cursor: null },
    },
  ])
  const query = 'created_at.gte=2026-11-29T00:00:00.000Z&created_at.lt=2026-11-30T00:00:00.000Z&limit=100'
  expect(calls.map(({ path }) => decodeURIComponent(path))).toEqual([
    `/v3/payments?${query}`,
    `/v3/payments?${query}&cursor=C2`,
  ])
})

test('a line of the books that cannot be read is not left out silently', async () => {
  const { result } = await asked(make, ok({ items: [PAID, {}] }), (provider) => provider.list(0, 1000, null))
  expect(result).toEqual({ outcome: 'retry', code: 'unreadable' })
})
