import { expect, test } from 'vitest'
import { readFile } from '../../web/dispatch/import/reading.ts'
import { policyOf } from '../../worker/domain/policy.ts'
import { faultsOf } from '../../worker/wire/import/check.ts'
import { readTable } from '../../worker/wire/import/table.ts'
import { readPhone } from '../../worker/wire/phone.ts'
import { csvOf, tableOf, wrongIn } from '../support/amounts-table.ts'

const LAMP = { goods: 'Lamp', quantity: '1', price: '39,90', vat: '20' }
const BULB = { goods: 'Bulb', quantity: '2', price: '2,50', vat: '5,5' }
const FURTHER = { name: '', line1: '', city: '', postcode: '', country: '' }
const [lamp, bulb] = [
  { name: 'Lamp', quantity: 1, price: 3_990, vat: 20 },
  { name: 'Bulb', quantity: 2, price: 250, vat: 5.5 },
]

test('R30: goods lie in the parcel of their line, further goods of it stand on lines with the same label', () => {
  const { given, entries } = tableOf([
    { label: 'L-01', deliveryAmount: '4,90', deliveryVat: '20', ...LAMP, currency: 'EUR' },
    { ...FURTHER, label: 'l-01 ', deliveryAmount: '4,9 €', ...BULB },
    { ...FURTHER, label: 'L-02', ...BULB },
    // Without a label: in the parcel of the line above it.
    { ...FURTHER, ...LAMP },
    // Without goods it is one more parcel, as ever.
    { ...FURTHER, label: 'L-03', quantity: '1', vat: '20' },
  ])
  expect(given).toMatchObject([
    {
      parcels: [{ label: 'L-01' }, { label: 'L-02' }, { label: 'L-03' }],
      amounts: {
        currency: 'EUR',
        delivery: 490,
        deliveryVat: 20,
        goods: [
          { ...lamp, label: 'L-01' },
          { ...bulb, label: 'L-01' },
          { ...bulb, label: 'L-02' },
          { ...lamp, label: 'L-02' },
        ],
      },
    },
  ])
  expect(entries[0]).toMatchObject({
    lines: [2, 3, 4, 5, 6],
    parcelLines: [2, 4, 6],
    goodsLines: [2, 3, 4, 5],
  })
})

test('R30: without a column of labels all goods of a waybill lie in its one parcel', () => {
  const { given } = tableOf([{ ...LAMP }, { ...BULB }, { waybill: 'AB-0002', ...BULB }])
  expect(given.map(({ parcels, amounts }) => [parcels.length, amounts?.goods?.length])).toEqual([
    [1, 2],
    [1, 1],
  ])
})

test('R30: a line that was copied is not paid twice, and a parcel without goods is still a duplicate', () => {
  expect(wrongIn([LAMP, LAMP])).toEqual(['3 goods repeated-goods'])
  expect(wrongIn([LAMP, {}])).toEqual(['3 waybill duplicate'])
  expect(wrongIn([LAMP, { ...LAMP, quantity: '2' }])).toEqual([])
})

test('R30: what is paid once is the same on all lines or stands on the first', () => {
  const first = { deliveryAmount: '5', deliveryVat: '20', ...LAMP, currency: 'EUR' }
  const with2 = (cells: object) => wrongIn([first, { ...FURTHER, ...BULB, ...cells }])
  expect(with2({ deliveryAmount: '5,00', deliveryVat: '20 %', currency: '€' })).toEqual([])
  expect(with2({ deliveryAmount: '6' })).toEqual(['3 deliveryAmount differs-from-first-line'])
  expect(with2({ deliveryAmount: '5', deliveryVat: '10' })).toEqual(['3 deliveryVat differs-from-first-line'])
  expect(with2({ currency: 'GBP' })).toEqual(['3 currency differs-from-first-line'])
  expect(with2({ price: '2,50 £' })).toEqual(['3 price differs-from-first-line'])
  expect(wrongIn([LAMP, { ...BULB, deliveryAmount: '5' }])).toEqual([
    '3 deliveryAmount differs-from-first-line',
  ])
})

test('R30: the currency is what column, cell and title say; where nothing does, it is that of the contract', () => {
  const currencyOf = (cells: Record<string, string>, home: string | null = 'FR') => {
    const { given, warnings, checked } = tableOf([cells], { home })
    return [
      given[0]?.amounts?.currency ?? checked.wrong[0]?.faults.map(({ column, code }) => `${column} ${code}`),
      warnings.map(({ column, code }) => `${column} ${code}`),
    ]
  }
  const said = (column: string) => [`${column} currency-of-contract`]
  expect(currencyOf({ deliveryAmount: '5', currency: 'gbp' })).toEqual(['GBP', []])
  expect(currencyOf({ deliveryAmount: '5 ₽', currency: '' })).toEqual(['RUB', []])
  expect(currencyOf({ 'Frais de port (CHF)': '5' })).toEqual(['CHF', []])
  expect(currencyOf({ 'Стоимость доставки, руб.': '5' })).toEqual(['RUB', []])
  expect(currencyOf({ deliveryAmount: '5' })).toEqual(['EUR', said('deliveryAmount')])
  expect(currencyOf({ deliveryAmount: '5', currency: '' }, 'RU')).toEqual(['RUB', said('currency')])
  expect(currencyOf({ deliveryAmount: '5' }, null)).toEqual([['deliveryAmount no-currency'], []])
  expect(currencyOf({ ...LAMP }, 'US')).toEqual([['price no-currency'], []])
  expect(currencyOf({ deliveryAmount: '$5' })).toEqual([['deliveryAmount no-currency'], []])
  expect(currencyOf({ deliveryAmount: '$5', currency: 'CAD' })).toEqual(['CAD', []])
  expect(currencyOf({ deliveryAmount: '5 £', currency: 'EUR' })).toEqual([
    ['deliveryAmount other-currency'],
    [],
  ])
  expect(currencyOf({ 'Prix (€)': '5 £', goods: 'Lamp', vat: '20' })).toEqual([
    ['Prix (€) other-currency'],
    [],
  ])
  expect(currencyOf({ deliveryAmount: '5 £', ...LAMP, price: '5 €' })).toEqual([['price other-currency'], []])
  expect(currencyOf({ deliveryAmount: '5', currency: 'ERU' })).toEqual([['currency picklist'], []])
})

test('R30: faults of amounts name the line and the column, all of a line at once', () => {
  expect(wrongIn([{ deliveryAmount: 'free', ...LAMP, quantity: '0', price: '1,200', vat: 'x' }])).toEqual([
    '2 deliveryAmount number',
    '2 quantity min-value',
    '2 price ambiguous',
    '2 vat number',
  ])
  expect(wrongIn([{ ...LAMP, price: '' }])).toEqual(['2 price required'])
  expect(wrongIn([{ ...LAMP, goods: '' }])).toEqual(['2 goods required'])
  expect(wrongIn([{ ...LAMP, vat: '' }])).toEqual(['2 vat required'])
  expect(wrongIn([{ goods: 'Lamp', price: '5' }])).toEqual(['2 vat missing-column'])
  // What the schema finds stands where the schema's field came from.
  expect(wrongIn([LAMP, { ...BULB, goods: 'B'.repeat(129) }])).toEqual(['3 goods max-length'])
  expect(wrongIn([LAMP, { ...BULB, quantity: '10000' }])).toEqual(['3 quantity max-value'])
  expect(wrongIn([LAMP, { ...BULB, price: '1000000,01' }])).toEqual(['3 price max-value'])
  expect(wrongIn([{ waybill: 'X', ...LAMP }])).toEqual(['2 waybill regex'])
  const many = Array.from({ length: 100 }, (_, n) => ({ ...LAMP, goods: `Lamp ${n}` }))
  expect(wrongIn(many)).toEqual(['101 goods too-many-goods'])
})

test('R30: columns of contents, quantities or prices alone ask nobody for anything', () => {
  const unknown = (cells: Record<string, string>) => {
    const { unknown, given, warnings } = tableOf([cells])
    expect(given[0]?.amounts).toBeUndefined()
    return [unknown, warnings.map(({ line, column, code }) => `${line} ${column} ${code}`)]
  }
  expect(unknown({ Товар: 'Лампа', Количество: '2' })).toEqual([['Товар', 'Количество'], []])
  expect(unknown({ Quantité: '2', TVA: '20', Devise: 'EUR' })).toEqual([['Quantité', 'TVA', 'Devise'], []])
  expect(unknown({ Prix: '5', Devise: 'EUR' })).toEqual([['Prix', 'Devise'], ['1 Prix amount-alone']])
  expect(unknown({ 'Delivery VAT': '20' })).toEqual([['Delivery VAT'], []])
  expect(tableOf([{ deliveryAmount: '5', НДС: '20' }]).given[0]?.amounts).toMatchObject({ deliveryVat: 20 })
})

test('R30: a line of sums is one in a file with amounts too', () => {
  const none = Object.fromEntries(Object.keys(FURTHER).map((column) => [column, '']))
  const { given, warnings } = tableOf([
    { ...LAMP, currency: 'EUR' },
    { ...none, waybill: 'Итого:', price: '39,90' },
  ])
  expect(given).toHaveLength(1)
  expect(warnings).toEqual([{ line: 3, column: '', code: 'total-line' }])
})

test('R30: what the contract does not ask for, or not so much of, is told before anything is sent', () => {
  const both = [{ deliveryAmount: '5', ...LAMP, currency: 'EUR' }]
  const under = (policy: object) => wrongIn(both, { policy })
  expect(under({ payment: 'none' })).toEqual(['2 deliveryAmount not-in-contract'])
  expect(under({ payment: 'goods' })).toEqual(['2 deliveryAmount not-in-contract'])
  expect(under({ payment: 'delivery' })).toEqual(['2 goods not-in-contract'])
  expect(under({ amountLimit: 4_489 })).toEqual(['2 price above-limit'])
  expect(under({ amountLimit: 4_490 })).toEqual([])
  const delivery = [{ deliveryAmount: '5', currency: 'EUR' }]
  expect(wrongIn(delivery, { policy: { amountLimit: 499 } })).toEqual(['2 deliveryAmount above-limit'])
})

test('R30: what the server refuses stands at its line and column', () => {
  const { entries, columns } = tableOf([
    { label: 'L-01', 'Frais de livraison': '5', 'TVA livraison': '3', Devise: 'EUR', ...LAMP },
    { label: 'L-02', ...BULB },
  ])
  const [entry] = entries
  if (!entry) throw new Error('no line')
  const at = (field: string) =>
    faultsOf(entry, [{ field, code: 'x' }], columns).map(({ line, column }) => `${line} ${column}`)[0]
  expect(
    [
      ...['amounts', 'amounts.delivery', 'amounts.deliveryVat', 'amounts.currency', 'amounts.goods'],
      ...['amounts.goods.1.vat', 'amounts.goods.1.name', 'amounts.goods.1.label', 'recipient.name'],
    ].map(at),
  ).toEqual([
    ...['2 price', '2 Frais de livraison', '2 TVA livraison', '2 Devise', '2 goods'],
    ...['3 vat', '3 goods', '3 label', '2 name'],
  ])
  // A list of the API is answered by our names of the columns, which the screen finds in its file.
  const listed = { ...entry, lines: [], parcelLines: [], goodsLines: [] }
  expect(faultsOf(listed, [{ field: 'amounts.delivery', code: 'x' }], {})).toEqual([
    { line: 2, column: 'deliveryAmount', code: 'x' },
  ])
})

test('R30: the screen shows what recipients pay, puts refusals where they belong, and gives all columns back', () => {
  const text = csvOf([
    { label: 'L-01', deliveryAmount: '5', deliveryVat: '3', ...LAMP, currency: 'EUR' },
    { ...FURTHER, label: 'L-01', ...BULB },
    { waybill: 'AB-0002', label: 'L-02', deliveryAmount: '7 £' },
    { waybill: 'AB-0003', label: 'L-03' },
    { waybill: 'AB-0004', label: 'L-04', deliveryAmount: '1,200' },
  ])
  const policy = policyOf('chronopost', { payment: 'both' })
  const file = readFile(new TextEncoder().encode(text), 'shop', policy, readPhone)
  const { summary } = file
  expect(summary.preview.map(({ toPay }) => toPay)).toEqual([
    { amount: 4_990, currency: 'EUR' },
    null,
    { amount: 700, currency: 'GBP' },
    null,
    null,
  ])
  expect(summary.paid).toEqual({
    count: 2,
    sums: [
      { amount: 4_990, currency: 'EUR' },
      { amount: 700, currency: 'GBP' },
    ],
  })
  file.refuse([
    [0, 'deliveryVat', 'unknown'],
    [1, 'amounts', 'above-limit'],
  ])
  const { items, lines } = file.faults(null, 10)
  expect(items.map(({ line, key, code }) => `${line} ${key} ${code}`)).toEqual([
    '2 deliveryVat unknown',
    '4 deliveryAmount above-limit',
    '6 deliveryAmount ambiguous',
  ])
  // All lines of the first shipment wait, that of its further goods too.
  expect(lines).toBe(4)
  const wrong = file.wrongLines({}, 'Reason').split('\r\n')
  expect(wrong[0]).toBe(`\uFEFF${text.split('\n')[0]};Reason`)
  expect(wrong[2]).toContain('Bulb;2;2,50;5,5')
})

test('R30: where nobody pays by link, what a file says of prices is its own business and refuses nothing', () => {
  const text =
    'waybill;name;phone;address;city;postcode;country;Товар;Цена;НДС;Стоимость доставки;Валюта\n' +
    'WB-1;Camille Renaud;+33612345678;12 quai Perrache;Lyon;69002;FR;Лампа;дорого;?;0;XXX'
  const { entries, warnings, unknown, faults } = readTable(text, 'shop', 'FR', false)
  expect(faults).toEqual([])
  expect(entries).toMatchObject([
    { waybill: 'WB-1', faults: [], shipment: { recipient: { name: 'Camille Renaud' } } },
  ])
  expect(entries[0]?.shipment).not.toHaveProperty('amounts')
  expect(warnings).toEqual([{ line: 1, column: 'Цена', code: 'amounts-not-asked' }])
  expect(unknown).toEqual(['Товар', 'Цена', 'НДС', 'Стоимость доставки', 'Валюта'])
})
