import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { reconcile } from '../../worker/operations/reconcile.ts'
import type { BookedPayment, PaymentProvider } from '../../worker/payments/provider.ts'
import { sumPayments, upsertPayment } from '../../worker/registry/payments.ts'
import type { PaymentRow } from '../../worker/registry/rows.ts'
import { openRegistry, type Registry } from '../support/sqlite-d1.ts'

const DAY = 86_400_000
const HOUR = 3_600_000
/** Noon of a day; yesterday's payments are compared on it. */
const NOW = Date.UTC(2026, 10, 30, 12)
const YESTERDAY = NOW - DAY

let registry: Registry
beforeEach(() => {
  registry = openRegistry()
  registry.sqlite.exec(
    `INSERT INTO contracts (id, name, profile, carrier, version) VALUES ('c1', 'Maison Test', 'kse', 'KSE', 1)`,
  )
})
afterEach(() => registry.close())

const own = (over: Partial<PaymentRow> = {}): PaymentRow => ({
  ...{ shipmentId: 's1', number: 1, contractId: 'c1', waybill: 'WB1', day: '2026-11-29', at: YESTERDAY },
  ...{
    provider: 'stripe',
    ref: 'p1',
    state: 'paid',
    amount: 1_000,
    currency: 'EUR',
    refunded: 0,
    owed: 0,
    seq: 5,
  },
  ...over,
})
const write = async (over: Partial<PaymentRow> = {}) =>
  void (await upsertPayment(registry.db, own(over)).run())

const there = (over: Partial<BookedPayment> = {}): BookedPayment => ({
  ...{ ref: 'p1', mark: { shipmentId: 's1', payment: 1 }, at: YESTERDAY, paid: true },
  ...{ amount: 1_000, refunded: 0, currency: 'EUR' },
  ...over,
})

/** Compares with these books. `learns` is what a shipment does when it is told to ask. */
async function compare(
  books: BookedPayment[] | 'down',
  now = NOW,
  learns: () => Promise<void> = async () => {},
) {
  const asked: string[] = []
  const listed: (string | null)[] = []
  const provider = {
    name: 'stripe',
    list: async (_from: number, _to: number, cursor: string | null) => {
      listed.push(cursor)
      if (books === 'down') return { outcome: 'retry', code: 'http-503' }
      // A page has one line.
      const at = Number(cursor ?? 0)
      const last = at + 1 >= books.length
      return {
        outcome: 'known',
        value: { items: books.slice(at, at + 1), cursor: last ? null : String(at + 1) },
      }
    },
  } as unknown as PaymentProvider
  const stub = {
    takePaymentNotice: async (payment: number) => {
      asked.push(String(payment))
      await learns()
    },
  }
  const SHIPMENT = { idFromName: (id: string) => id, get: () => stub }
  registry.sqlite.exec(`INSERT OR IGNORE INTO shipments (id, announced_at, waybill, contract_id, state, secured, parcels, handed_over, changed_at, seq, over)
    VALUES ('s1', 1, 'WB1', 'c1', 'announced', 1, 1, 0, 1, 1, 0)`)
  const stores = { DB: registry.db, SHIPMENT } as unknown as Parameters<typeof reconcile>[0]
  await reconcile(stores, { stripe: provider }, now)
  return { asked, listed }
}
const alerts = () => registry.sqlite.prepare('SELECT kind, shipment_id FROM alerts').all()
const sums = async () =>
  (await sumPayments(registry.db, { from: '2026-11-01', to: '2026-11-30', contractId: null }))[0]

test('R30: books that agree are noted, page by page, and nobody is asked; once a day', async () => {
  await write()
  await write({ shipmentId: 's2', number: 1, ref: 'p2' })
  const { asked, listed } = await compare([
    there(),
    there({ ref: 'p2', mark: { shipmentId: 's2', payment: 1 } }),
  ])
  expect({ asked, listed }).toEqual({ asked: [], listed: [null, '1'] })
  expect(await sums()).toMatchObject({
    paid: 2,
    paidAmount: 2_000,
    therePaidAmount: 2_000,
    differences: 0,
    unchecked: 0,
  })
  expect((await compare([there()], NOW + HOUR)).listed).toEqual([])
  expect((await compare([there()], NOW + DAY)).listed).toEqual([null])
})

test('R30: a notice that was lost is made good: the shipment asks, and the books agree', async () => {
  await write({ state: 'open' })
  const { asked } = await compare([there()], NOW, () => write({ state: 'paid', seq: 6 }))
  expect(asked).toEqual(['1'])
  expect(await sums()).toMatchObject({ paid: 1, therePaidAmount: 1_000, differences: 0 })
  expect(alerts()).toEqual([])
})

describe('R30: what differs still on the next day is one alert', () => {
  test.each<[string, Partial<PaymentRow>, Partial<BookedPayment>]>([
    ['paid there alone', { state: 'open' }, {}],
    ['another sum', {}, { amount: 900 }],
    ['given back there alone', {}, { refunded: 1_000 }],
    ['given back here alone', { refunded: 1_000 }, {}],
  ])('%s', async (_, ours, theirs) => {
    await write(ours)
    await compare([there(theirs)])
    expect(await sums()).toMatchObject({ differences: 1 })
    expect(alerts()).toEqual([])
    await compare([there(theirs)], NOW + DAY)
    await compare([there(theirs)], NOW + 2 * DAY)
    expect(alerts()).toMatchObject([{ kind: 'payment-difference', shipment_id: 's1' }])
  })
})

test('R30: a shipment that cannot be asked differs, and holds no other one up', async () => {
  await write({ state: 'open' })
  await write({ shipmentId: 's2', ref: 'p2' })
  const { listed } = await compare(
    [there(), there({ ref: 'p2', mark: { shipmentId: 's2', payment: 1 } })],
    NOW,
    () => Promise.reject(new Error('its log cannot be followed')),
  )
  expect(listed).toEqual([null, '1'])
  expect(await sums()).toMatchObject({ therePaidAmount: 2_000, differences: 1, unchecked: 0 })
})

test('R30: paid here and not in their books is an alert at once', async () => {
  await write()
  await compare([])
  expect(alerts()).toMatchObject([{ kind: 'payment-difference' }])
  expect(await sums()).toMatchObject({ paid: 1, paidAmount: 1_000, therePaidAmount: 0, differences: 1 })
})

test('what bears no mark of ours is another’s, and money that nobody here knows of is an alert', async () => {
  const { asked } = await compare([there({ mark: null }), there({ mark: { shipmentId: 's1', payment: 7 } })])
  expect(asked).toEqual(['7'])
  expect(alerts()).toMatchObject([{ kind: 'payment-difference' }])
})

test('books that cannot be read are read by the next run, from where it stopped', async () => {
  await write()
  expect((await compare('down')).listed).toEqual([null])
  expect((await compare([there()], NOW + HOUR / 4)).listed).toEqual([null])
  expect(await sums()).toMatchObject({ unchecked: 0 })
})

test('a late line of the index does not undo a later one, and keeps what the books said', async () => {
  await write({ seq: 9, refunded: 500 })
  await compare([there({ refunded: 500 })])
  await write({ seq: 6, state: 'open' })
  expect(await sums()).toMatchObject({ paid: 1, refunded: 500, thereRefunded: 500, differences: 0 })
})
