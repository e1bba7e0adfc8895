import { expect, test } from 'vitest'
import type { PaymentOrder, PaymentProvider, RefundOrder } from '../../worker/payments/provider.ts'
import { type Answer, type Call, hasty, startGateway } from './gateway.ts'

export const SHIPMENT = '4bJ2kqZr81XyTa'
export const MARK = { shipmentId: SHIPMENT, payment: 2 }
export const METADATA = { shipment: SHIPMENT, payment: '2' }

/** A delivery of 12 and twice something of 4.50, in a currency with two decimals. */
export const ORDER: PaymentOrder = {
  ...MARK,
  key: `${SHIPMENT}-pay-2`,
  amount: 2100,
  currency: 'EUR',
  description: 'Maison Arnaud, …1234',
  returnUrl: 'https://sesame.example/pay/back',
  locale: 'fr',
  items: [
    { name: 'Livraison', quantity: 1, price: 1200, vat: 20, service: true },
    { name: 'Thé & miel', quantity: 2, price: 450, vat: 10 },
  ],
  contact: { phone: '+33612345678', email: 'anna@recipient.example' },
}

export const REFUND: RefundOrder = {
  ...MARK,
  key: `${SHIPMENT}-refund-1`,
  refund: 1,
  ref: 'P1',
  amount: 450,
  currency: 'EUR',
  items: [{ name: 'Thé & miel', quantity: 1, price: 450, vat: 10 }],
  contact: ORDER.contact,
}

export const ok = (body: unknown): Answer => ({ status: 200, body })

export type Make = (url: string, fetches: typeof fetch) => PaymentProvider

/** Asks a provider that answers so, and returns what came of it, with the calls that it got. */
export async function asked<T>(
  make: Make,
  answer: Answer | ((call: Call) => Answer),
  ask: (provider: PaymentProvider) => Promise<T>,
  fetches: typeof fetch = fetch,
): Promise<{ result: T; calls: Call[] }> {
  const { url, calls } = await startGateway(typeof answer === 'function' ? answer : () => answer)
  return { result: await ask(make(`${url}/`, fetches)), calls }
}

/** What everybody may ask of a provider. */
const QUESTIONS: [what: string, ask: (provider: PaymentProvider) => Promise<unknown>][] = [
  ['a payment', (provider) => provider.open(ORDER)],
  ['a payment that is there', (provider) => provider.find('P1')],
  ['a refund', (provider) => provider.refund(REFUND)],
  ['a refund that is there', (provider) => provider.findRefund('R1')],
  ['the books', (provider) => provider.list(0, 1000, null)],
]

/** Holds a provider to what is so of each: faults are results, and none of them tells a secret. */
export function staysCalm(make: Make, secrets: string[], ownError: unknown, ownCode: string): void {
  const tellsNothing = (result: unknown, calls: Call[]) => {
    const seen = JSON.stringify([result, calls.map(({ path }) => decodeURIComponent(path))])
    for (const secret of [...secrets, 'anna@recipient.example', 'a human sentence'])
      expect(seen).not.toContain(secret)
  }

  test.each(QUESTIONS)('%s: what may pass is tried again', async (_what, ask) => {
    const retried: [Answer, object][] = [
      [
        { status: 500, body: 'a human sentence' },
        { outcome: 'retry', code: 'http-500' },
      ],
      [
        { status: 429, headers: { 'retry-after': '120' } },
        { outcome: 'retry', code: 'http-429', waitMs: 120_000 },
      ],
      [
        { status: 403, body: '<h1>proxy</h1>' },
        { outcome: 'retry', code: 'http-403' },
      ],
      [
        { status: 302, headers: { location: 'http://127.0.0.1:1/' } },
        { outcome: 'retry', code: 'http-302' },
      ],
      [
        { status: 500, body: ownError },
        { outcome: 'retry', code: ownCode },
      ],
      [
        { status: 401, body: ownError },
        { outcome: 'retry', code: ownCode },
      ],
      ['closed', { outcome: 'retry', code: 'network' }],
    ]
    for (const [answer, result] of retried) {
      const given = await asked(make, answer, ask)
      expect(given.result).toEqual(result)
      tellsNothing(given.result, given.calls)
    }
  })

  test.each(QUESTIONS)('%s: no answer in time is tried again', async (_what, ask) => {
    expect((await asked(make, 'late', ask, hasty)).result).toEqual({ outcome: 'retry', code: 'timeout' })
  })

  test.each(QUESTIONS)('%s: an error is one with 400 and with 200', async (_what, ask) => {
    for (const status of [400, 200]) {
      const { result, calls } = await asked(make, { status, body: ownError }, ask)
      expect(result).toEqual({ outcome: 'failed', code: ownCode })
      tellsNothing(result, calls)
    }
  })

  test.each(QUESTIONS)('%s: garbage is not believed, and tried again', async (_what, ask) => {
    for (const body of ['OK', '[]', '{"id":7}', 'null', { id: 'P1', status: 'dreaming', items: {}, data: 1 }])
      expect((await asked(make, ok(body), ask)).result).toEqual({ outcome: 'retry', code: 'unreadable' })
  })

  test('a payment that is closed in vain harms nobody', async () => {
    for (const answer of ['closed', { status: 500 }, { status: 400, body: ownError }] satisfies Answer[])
      expect((await asked(make, answer, (provider) => provider.close('P1'))).result).toBeUndefined()
  })
}
