import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { readAmount, typedAmount } from '../../web/dispatch/amount.ts'
import {
  amountsIn,
  checkAmounts,
  EMPTY_LINE,
  type GoodsLine,
  NO_AMOUNTS,
  totalIn,
  withoutParcel,
} from '../../web/dispatch/announce/amounts.ts'
import { EMPTY, requestOf } from '../../web/dispatch/announce/form.ts'
import { errorsOf } from '../../web/dispatch/announce/refused.ts'
import { totalsOf } from '../../web/dispatch/payments/sums.ts'
import { goodsByParcel, sinceOf, standingOf } from '../../web/dispatch/shipments/money.ts'
import { offered } from '../../web/dispatch/shipments/offered.ts'
import type { PaymentSumsLine } from '../../worker/api/payments/answers.ts'
import type { EventLine, PaymentView } from '../../worker/api/shipments/answers.ts'
import { announceShipment } from '../../worker/api/shipments/bodies.ts'
import { readPhone } from '../../worker/wire/phone.ts'

describe('a typed sum', () => {
  const amount = (text: string, currency = 'EUR') => {
    const read = readAmount(text, currency)
    return read.ok ? read.amount : read.fault
  }
  test.each([
    ['49.90', 4_990],
    ['49,9', 4_990],
    [' 1 250,50 ', 125_050],
    ['1\u00a0250,50', 125_050],
    ['1\u202f250', 125_000],
    ['1’250.50', 125_050],
    ['1,234.50', 123_450],
    ['1.234,50', 123_450],
    ['1.234.567,89', 'too-large'],
    ['0,01', 1],
    ['49,900', 4_990],
  ])('%s', (text, wanted) => expect(amount(text)).toBe(wanted))
  test('with the digits of its currency', () => {
    expect(amount('1200', 'JPY')).toBe(1_200)
    expect(amount('12.5', 'JPY')).toBe('too-fine')
    expect(amount('1.234', 'KWD')).toBe(1_234)
    expect(amount('100', 'RUB')).toBe(10_000)
  })
  test('what is none, and what could be read in two ways, is not guessed at', () => {
    for (const text of [
      '',
      '  ',
      'abc',
      '12 €',
      '-5',
      '1,2,3',
      '1.2.3',
      '12,',
      ',50',
      '1e3',
      '0x10',
      '1,23.4',
    ])
      expect(amount(text), text).toBe('not-a-sum')
    expect(amount('1,234')).toBe('too-fine')
    expect(amount('0,00')).toBe('nothing')
    expect(amount('1 000 000,01')).toBe('too-large')
    expect(amount('9'.repeat(20))).toBe('too-large')
  })
  test('what the field holds is read back as the same', () => {
    for (const [minor, currency] of [
      [4_990, 'EUR'],
      [1, 'RUB'],
      [1_200, 'JPY'],
      [1_234, 'KWD'],
    ] as const)
      expect(readAmount(typedAmount(minor, currency), currency)).toEqual({ ok: true, amount: minor })
  })
})

const line = (part: Partial<GoodsLine> = {}): GoodsLine => ({
  ...EMPTY_LINE,
  ...{ name: 'Lampe', price: '39,90' },
  ...part,
})

describe('R30: amounts in the form', () => {
  const typed = {
    ...NO_AMOUNTS,
    ...{ currency: 'eur', delivery: '5', deliveryVat: '20' },
    goods: [line({ vat: '5,5', parcel: 1 }), line({ name: ' Ampoule ', quantity: '2', price: '2.50' })],
  }
  test('are sent in minor units, and what they come to is shown', () => {
    expect(checkAmounts(typed, 'both')).toEqual({})
    const amounts = amountsIn(typed, 'both', ['AAAA', 'BBBB'])
    expect(amounts).toEqual({
      ...{ currency: 'EUR', delivery: 500, deliveryVat: 20 },
      goods: [
        { name: 'Lampe', quantity: 1, price: 3_990, vat: 5.5, label: 'BBBB' },
        { name: 'Ampoule', quantity: 2, price: 250, vat: 'none' },
      ],
    })
    expect(totalIn(typed, 'both')).toBe(4_990)
    const request = requestOf(
      { ...EMPTY, ...typed, waybill: 'AAAA', name: 'x', line1: 'x', city: 'x', postcode: '1', country: 'FR' },
      readPhone,
      'both',
    )
    expect(v.safeParse(announceShipment.entries.amounts, request.amounts).success).toBe(true)
  })
  test('only what the contract lets a recipient be asked for; nothing typed is nothing to pay', () => {
    expect(amountsIn(typed, 'delivery', ['A'])).toEqual({ currency: 'EUR', delivery: 500, deliveryVat: 20 })
    expect(amountsIn(typed, 'goods', ['A'])).not.toHaveProperty('delivery')
    expect(amountsIn(typed, 'none', ['A'])).toBeUndefined()
    expect(amountsIn({ ...NO_AMOUNTS, currency: 'EUR' }, 'both', ['A'])).toBeUndefined()
    expect(checkAmounts({ ...typed, delivery: 'x' }, 'goods')).toEqual({})
    expect(checkAmounts({ ...typed, currency: '' }, 'none')).toEqual({})
  })
  test('of one parcel no label is said', () => {
    expect(
      amountsIn({ ...typed, goods: [line({ parcel: 0 })] }, 'both', ['A'])?.goods?.[0],
    ).not.toHaveProperty('label')
  })
  test('what is wrong stands beside its field', () => {
    expect(
      checkAmounts(
        {
          ...{ currency: 'E', delivery: '1,234', deliveryVat: '41' },
          goods: [
            line({ name: ' ', quantity: '0', price: '', vat: 'x' }),
            line({ quantity: '1.5', price: '0' }),
          ],
        },
        'both',
      ),
    ).toEqual({
      'amounts.currency': 'currency',
      'amounts.delivery': 'too-fine',
      'amounts.deliveryVat': 'vat',
      'amounts.goods.0.name': 'required',
      'amounts.goods.0.quantity': 'quantity',
      'amounts.goods.0.price': 'required',
      'amounts.goods.0.vat': 'vat',
      'amounts.goods.1.quantity': 'quantity',
      'amounts.goods.1.price': 'nothing',
    })
  })
  test('a parcel taken off the list takes no other’s goods with it', () => {
    const goods = [line({ parcel: 0 }), line({ parcel: 1 }), line({ parcel: 2 }), line()]
    expect(withoutParcel(goods, 1).map(({ parcel }) => parcel)).toEqual([0, null, 1, null])
  })
  test.each([
    ['amounts.delivery', 'not-in-contract', 'amounts.delivery', 'not-in-contract'],
    ['amounts.goods', 'not-in-contract', 'amounts', 'not-in-contract'],
    ['amounts', 'above-limit', 'amounts', 'above-limit'],
    ['amounts', 'required', 'amounts', 'nothing-to-pay'],
    ['amounts.currency', 'no-provider', 'amounts.currency', 'no-provider'],
    ['amounts.currency', 'regex', 'amounts.currency', 'currency'],
    ['amounts.goods.1.label', 'unknown', 'amounts.goods.1.label', 'parcel-unknown'],
    ['amounts.goods[0].vat', 'unknown', 'amounts.goods.0.vat', 'vat-unknown'],
    ['amounts.deliveryVat', 'unknown', 'amounts.deliveryVat', 'vat-unknown'],
    ['amounts.goods.0.price', 'max-value', 'amounts.goods.0.price', 'not-a-sum'],
  ])('the server refuses %s: %s', (field, code, shown, error) => {
    const problem = { status: 400, code: 'bad-request', errors: [{ field, code }] }
    expect(errorsOf({ ok: false, status: 400, code: 'bad-request', problem }, 2)).toEqual({ [shown]: error })
  })
})

const PAYMENT: PaymentView = {
  ...{ amount: 4_990, currency: 'EUR', delivery: 500, paid: true, refundable: 4_990 },
  goods: [
    { amount: 3_990, label: 'A' },
    { amount: 300, label: 'B' },
    { amount: 100, label: null },
    { amount: 100, label: 'A' },
  ],
  ...{ asked: [], refunds: [] },
}
const refund = (part: Partial<PaymentView['refunds'][number]>) =>
  ({
    ...{ number: 1, payment: 1, amount: 4_990, because: 'person', labels: [], state: 'done' },
    ...part,
  }) as PaymentView['refunds'][number]

describe('R30: the card of a payment', () => {
  const standing = (part: Partial<PaymentView>, state: 'held' | 'cancelled' = 'held') =>
    standingOf({ ...PAYMENT, ...part }, state)
  test('how it stands', () => {
    expect(standing({ paid: false })).toBe('due')
    expect(standing({ paid: false }, 'cancelled')).toBe('never')
    expect(standing({})).toBe('paid')
    expect(standing({ refunds: [refund({ amount: 1_000 })] })).toBe('part-back')
    expect(standing({ refunds: [refund({ amount: 1_000 }), refund({ amount: 3_990, state: 'owed' })] })).toBe(
      'back',
    )
    for (const state of ['asked', 'failed', 'declined'] as const)
      expect(standing({ refunds: [refund({ state })] })).toBe('paid')
    // What was paid twice goes back once, and it is still paid.
    expect(standing({ refunds: [refund({ payment: 2, because: 'twice' })] })).toBe('paid')
  })
  test('money is offered back while some is left; what was refused is tried again on the card', () => {
    const given = { state: 'held', contactChange: null, allowed: ['refund'] } as const
    const of = (payment: PaymentView | null) =>
      offered({ ...given, allowed: [...given.allowed], payment }).includes('refund')
    expect(of(PAYMENT)).toBe(true)
    expect(of({ ...PAYMENT, refundable: 0, refunds: [refund({ state: 'failed' })] })).toBe(false)
    expect(of(null)).toBe(false)
    expect(offered({ ...given, allowed: [], payment: PAYMENT })).not.toContain('refund')
  })
  test('goods by parcel, in the parcels’ order, the others last', () => {
    expect(goodsByParcel(PAYMENT, ['B', 'A', 'C'])).toEqual([
      { label: 'B', amount: 300 },
      { label: 'A', amount: 4_090 },
      { label: null, amount: 100 },
    ])
  })
  test('since when, by the log', () => {
    const log = [
      { type: 'announced', at: '1', data: {} },
      { type: 'payment-received', at: '2', data: { surplus: 'late' } },
      { type: 'payment-received', at: '3', data: {} },
    ] as unknown as EventLine[]
    expect(sinceOf(PAYMENT, log)).toBe('3')
    expect(sinceOf({ ...PAYMENT, paid: false }, log)).toBe('1')
    expect(sinceOf(PAYMENT, undefined)).toBeNull()
  })
})

test('the totals of a report: a sum a currency, never mixed', () => {
  const sums = (currency: string, part: Partial<PaymentSumsLine>): PaymentSumsLine => ({
    ...{ day: '2026-11-22', contractId: 'c', contractName: 'C', currency },
    ...{ paid: 0, paidAmount: 0, therePaidAmount: 0, refunded: 0, thereRefunded: 0 },
    ...{ owed: 0, open: 0, openAmount: 0, differences: 0, unchecked: 0 },
    ...part,
  })
  const lines = [
    sums('RUB', { paid: 1, paidAmount: 500 }),
    sums('EUR', { paid: 2, paidAmount: 100, differences: 1 }),
    sums('EUR', { paid: 3, paidAmount: 50, open: 1, openAmount: 9 }),
  ]
  expect(totalsOf(lines)).toMatchObject([
    { currency: 'EUR', paid: 5, paidAmount: 150, differences: 1, open: 1, openAmount: 9 },
    { currency: 'RUB', paid: 1, paidAmount: 500, differences: 0 },
  ])
  expect(totalsOf([])).toEqual([])
})
