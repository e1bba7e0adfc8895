import { expect, test } from 'vitest'
import { fromDecimal, toDecimal } from '../../worker/domain/money.ts'
import { parsePayments, paymentsOf, providerFor, takesPrice } from '../../worker/payments/settings.ts'

const STRIPE = {
  PAYMENT_STRIPE_KEY: 'sk_live_secret_key',
  PAYMENT_STRIPE_WEBHOOK_SECRET: 'whsec_secret_of_it',
}
const YOOKASSA = { PAYMENT_YOOKASSA_SHOP: '123456', PAYMENT_YOOKASSA_KEY: 'live_secret_key_of_it' }

function parsed(env: Record<string, string>, production = true) {
  const faults: string[] = []
  return { settings: parsePayments(env, production, faults), faults }
}

test('without accounts nobody takes payments, and nothing is wrong with that', () => {
  for (const env of [
    {},
    { PAYMENT_STRIPE_KEY: '', PAYMENT_STRIPE_WEBHOOK_SECRET: '' },
    { PAYMENT_STRIPE_URL: 'https://a.example' },
  ])
    expect(parsed(env)).toEqual({ settings: {}, faults: [] })
})

test('the settings of each provider reach it', () => {
  const { settings, faults } = parsed({ ...STRIPE, ...YOOKASSA })
  expect(faults).toEqual([])
  expect(settings).toEqual({
    stripe: { url: 'https://api.stripe.com', key: 'sk_live_secret_key', webhookSecret: 'whsec_secret_of_it' },
    yookassa: { url: 'https://api.yookassa.ru', shop: '123456', key: 'live_secret_key_of_it' },
  })
  const providers = paymentsOf(settings, fetch)
  expect([providers.stripe?.name, providers.yookassa?.name]).toEqual(['stripe', 'yookassa'])
  expect(paymentsOf({}, fetch)).toEqual({})
})

test.each([
  [
    'Stripe without its webhook',
    { PAYMENT_STRIPE_KEY: STRIPE.PAYMENT_STRIPE_KEY },
    'PAYMENT_STRIPE_WEBHOOK_SECRET',
  ],
  [
    'a webhook without its account',
    { PAYMENT_STRIPE_WEBHOOK_SECRET: STRIPE.PAYMENT_STRIPE_WEBHOOK_SECRET },
    'PAYMENT_STRIPE_KEY',
  ],
  ['YooKassa without its key', { PAYMENT_YOOKASSA_SHOP: '123456' }, 'PAYMENT_YOOKASSA_KEY'],
  [
    'YooKassa without its shop',
    { PAYMENT_YOOKASSA_KEY: YOOKASSA.PAYMENT_YOOKASSA_KEY },
    'PAYMENT_YOOKASSA_SHOP',
  ],
  [
    'an address without TLS',
    { ...STRIPE, PAYMENT_STRIPE_URL: 'http://stripe.example' },
    'PAYMENT_STRIPE_URL',
  ],
  [
    'an address that is none',
    { ...YOOKASSA, PAYMENT_YOOKASSA_URL: 'api.yookassa.ru' },
    'PAYMENT_YOOKASSA_URL',
  ],
])('%s is refused by name', (_what, env, name) => {
  const { faults } = parsed(env as unknown as Record<string, string>)
  expect(faults).toHaveLength(1)
  expect(faults[0]).toMatch(new RegExp(`^${name}: `))
  for (const value of Object.values(env)) expect(faults.join()).not.toContain(value)
})

test('in development the phone may stand in, without TLS', () => {
  const { settings, faults } = parsed(
    { ...STRIPE, PAYMENT_STRIPE_URL: 'http://127.0.0.1:8788/stripe' },
    false,
  )
  expect(faults).toEqual([])
  expect(settings.stripe?.url).toBe('http://127.0.0.1:8788/stripe')
})

test('R30: roubles are taken by YooKassa, all others by Stripe, and nobody stands in for another', () => {
  const { settings } = parsed({ ...STRIPE, ...YOOKASSA })
  expect(['RUB', 'EUR', 'JPY'].map((one) => providerFor(one, settings))).toEqual([
    'yookassa',
    'stripe',
    'stripe',
  ])
  expect(providerFor('RUB', parsed(STRIPE).settings)).toBeNull()
  expect(providerFor('EUR', parsed(YOOKASSA).settings)).toBeNull()
})

test.each([
  [120000, 'RUB', '1200.00'],
  [5, 'EUR', '0.05'],
  [0, 'EUR', '0.00'],
  [1200, 'JPY', '1200'],
  [1200, 'KWD', '1.200'],
  [199000, 'HUF', '1990.00'],
  [Number.MAX_SAFE_INTEGER, 'EUR', '90071992547409.91'],
])('%i of %s is %s, there and back', (amount, currency, text) => {
  expect(toDecimal(amount, currency)).toBe(text)
  expect(fromDecimal(text, currency)).toBe(amount)
})

test.each([
  ['8.1', 'RUB', 810],
  ['8', 'RUB', 800],
  ['8.10', 'JPY', null],
  ['8.00', 'JPY', 8],
  ['0.29', 'EUR', 29],
  ['8.005', 'RUB', null],
  ['-8.00', 'RUB', null],
  ['8,00', 'RUB', null],
  ['1e3', 'RUB', null],
  ['', 'RUB', null],
  ['90071992547409.92', 'EUR', null],
])('%j of %s is read as %j', (text, currency, amount) => {
  expect(fromDecimal(text, currency)).toBe(amount)
})

test('an amount below nothing keeps its sign', () => {
  expect([toDecimal(-5, 'EUR'), toDecimal(-1200, 'JPY')]).toEqual(['-0.05', '-1200'])
})

test('Stripe counts some currencies in coarser units than ISO 4217', () => {
  for (const [currency, price, taken] of [
    ['EUR', 1, true],
    ['JPY', 1, true],
    ['KWD', 1_230, true],
    ['KWD', 1_234, false],
    ['MGA', 100, true],
    ['MGA', 150, false],
  ] as const)
    expect(takesPrice('stripe', price, currency), `${price} ${currency}`).toBe(taken)
  expect(takesPrice('yookassa', 1, 'RUB')).toBe(true)
})
