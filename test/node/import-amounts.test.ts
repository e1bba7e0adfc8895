import fc from 'fast-check'
import { expect, test } from 'vitest'
import { currencyDigits, toDecimal } from '../../worker/domain/money.ts'
import { amountCell, minorUnitsOf, quantityOf, vatOf } from '../../worker/wire/import/amount-cells.ts'
import { headerOf } from '../../worker/wire/import/columns.ts'
import { currenciesNamed } from '../../worker/wire/import/currencies.ts'
import { tableOf, wrongIn } from '../support/amounts-table.ts'

/** Returns the minor units that a cell means in a currency, or what is wrong with it. */
function read(text: string, currency = 'EUR') {
  const cell = amountCell(text)
  if (!cell.ok) return cell.code
  if (cell.value.currencies && !cell.value.currencies.includes(currency)) return 'other-currency'
  const found = minorUnitsOf(cell.value.digits, currency)
  return found.ok ? found.value : found.code
}

test.each([
  ['1200', 120_000],
  ['1200.5', 120_050],
  ['1200.50', 120_050],
  ['1200,50', 120_050],
  ['1 200', 120_000],
  ['1 200,50', 120_050],
  ['1 200.50', 120_050],
  ['1.200,50', 120_050],
  ['1,200.50', 120_050],
  ["1'200.50", 120_050],
  ['1’200,50', 120_050],
  ['1.200.000', 120_000_000],
  ['1,200,000.00', 120_000_000],
  ['1200.500', 120_050],
  ['1 200,500', 120_050],
  ['0,500', 50],
  ['0.01', 1],
  ['49,90 €', 4_990],
  ['€49.90', 4_990],
  ['€ 49.90 EUR', 4_990],
  ['EUR 49.90', 4_990],
  ['49.90eur', 4_990],
  ['49,90 euros', 4_990],
  ['49,90 евро', 4_990],
])('R30: %s is %i cents', (text, cents) => {
  expect(read(text)).toBe(cents)
})

test.each([
  ['1 200 ₽', 'RUB', 120_000],
  ['1200 руб.', 'RUB', 120_000],
  ['1200р', 'RUB', 120_000],
  ['RUB 1200', 'RUB', 120_000],
  ['£12.50', 'GBP', 1_250],
  ['$12.50', 'USD', 1_250],
  ['$12.50', 'CAD', 1_250],
  // The yen has no decimals, so that a separator groups; the dinar has three.
  ['¥1,200', 'JPY', 1_200],
  ['1200.00', 'JPY', 1_200],
  ['1200.125', 'KWD', 1_200_125],
])('R30: %s in %s is %i in minor units', (text, currency, amount) => {
  expect(read(text, currency)).toBe(amount)
})

test.each([
  ['1,200', 'ambiguous'],
  ['1.200', 'ambiguous'],
  ['12,000 €', 'ambiguous'],
  ['0', 'min-value'],
  ['0,00 €', 'min-value'],
  ['-5', 'min-value'],
  ['−5,00', 'min-value'],
  ['€ -5', 'min-value'],
  ['5,00-', 'min-value'],
  ['(5,00)', 'min-value'],
  ['12.505', 'ambiguous'],
  ['1212.505', 'too-fine'],
  ['0.30000000000000004', 'too-fine'],
  ['99999999999999999', 'max-value'],
  ['free', 'number'],
  ['€', 'number'],
  ['12 pcs', 'number'],
  ['1.20.00', 'number'],
  ['12 00', 'number'],
  ['1 20,00', 'number'],
  ['1.200,300,50', 'number'],
  ['1 200.300,50', 'number'],
  ['1,00,000.00', 'number'],
  ['007', 'number'],
  ['+5', 'number'],
  ['1200,-', 'number'],
  ['12-50', 'number'],
  ['2 x 5.00', 'number'],
  ['1200 € 50', 'number'],
  ['5 £', 'other-currency'],
  ['€ 5 USD', 'other-currency'],
  ['9'.repeat(50), 'number'],
])('R30: %s is refused: %s', (text, code) => {
  expect(read(text)).toBe(code)
})

const CURRENCIES = ['EUR', 'RUB', 'GBP', 'KZT', 'JPY', 'KWD'] as const
const SIGNS = { EUR: '€', RUB: '₽', GBP: '£', KZT: '₸', JPY: '¥', KWD: 'KWD' }
const BLANKS = [' ', '\u00a0', '\u202f', '\u2009']

test('R30: an amount is read to the same minor units in whatever form it is written', () => {
  const forms = fc.record({
    amount: fc.integer({ min: 1, max: 100_000_000 }),
    currency: fc.constantFrom(...CURRENCIES),
    group: fc.constantFrom('', ...BLANKS, "'", '’', '.', ','),
    point: fc.constantFrom('.', ','),
    beside: fc.constantFrom('none', 'sign before', 'sign behind', 'code before', 'code behind'),
    blank: fc.constantFrom('', ...BLANKS),
  })
  fc.assert(
    fc.property(forms, ({ amount, currency, group, point, beside, blank }) => {
      fc.pre(group !== point)
      const [whole = '', decimals] = toDecimal(amount, currency).split('.')
      const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, group)
      const digits = decimals === undefined ? grouped : `${grouped}${point}${decimals}`
      // Three decimals behind one separator are what nobody can tell from a group.
      fc.pre(currencyDigits(currency) !== 3 || !/^[1-9]\d{0,2}[.,]\d{3}$/.test(digits))
      const said = beside.startsWith('sign') ? SIGNS[currency] : currency
      const written =
        beside === 'none' ? digits : beside.endsWith('before') ? said + blank + digits : digits + blank + said
      const { given } = tableOf([{ deliveryAmount: written, currency }])
      expect(given[0]?.amounts, written).toEqual({ currency, delivery: amount })
    }),
    { numRuns: 500 },
  )
})

test('R30: whatever stands in a cell is an exact amount or a fault', () => {
  const text = fc.string({
    unit: fc.constantFrom('1', '0', '5', ' ', ',', '.', "'", '€', '-', 'е', '('),
    maxLength: 14,
  })
  fc.assert(
    fc.property(text, (cell) => {
      const found = read(cell.trim())
      if (typeof found === 'number') expect(Number.isSafeInteger(found) && found > 0).toBe(true)
      else
        expect(['number', 'min-value', 'max-value', 'ambiguous', 'too-fine', 'other-currency']).toContain(
          found,
        )
    }),
  )
})

test.each([
  ['20', 20],
  ['20%', 20],
  ['20 %', 20],
  ['20,0', 20],
  ['5,5', 5.5],
  ['5.5 %', 5.5],
  ['0', 0],
  ['НДС 20%', 20],
  ['TVA 5,5 %', 5.5],
  ['20 % VAT', 20],
  ['без НДС', 'none'],
  ['Без НДС', 'none'],
  ['НДС не облагается', 'none'],
  ['sans TVA', 'none'],
  ['exonéré', 'none'],
  ['none', 'none'],
  ['No VAT', 'none'],
])('R30: VAT of %s is %s', (text, rate) => {
  expect(vatOf(text)).toEqual({ ok: true, value: rate })
})

test.each([
  ['0.2', 'number'],
  ['20/120', 'number'],
  ['yes', 'number'],
  ['-', 'number'],
  ['-20', 'min-value'],
  ['120', 'max-value'],
])('R30: VAT of %s is refused: %s', (text, code) => {
  expect(vatOf(text)).toEqual({ ok: false, code })
})

test.each([
  ['', 1],
  ['3', 3],
  ['3.0', 3],
  ['3,00', 3],
  ['3 шт.', 3],
  ['3 pcs', 3],
  ['1,5', 'number'],
  ['a few', 'number'],
  ['0', 'min-value'],
  ['-1', 'min-value'],
  ['1,000', 'ambiguous'],
])('R30: a quantity of %j is %s', (text, wanted) => {
  const found = quantityOf(text)
  expect(found.ok ? found.value : found.code).toBe(wanted)
})

test.each([
  ['eur', 'EUR'],
  ['руб.', 'RUB'],
  ['Рублей', 'RUB'],
  ['643', 'RUB'],
  ['978', 'EUR'],
  ['zł', 'PLN'],
  ['тенге', 'KZT'],
])('R30: %s names %s', (text, code) => {
  expect(currenciesNamed(text)).toEqual([code])
})

test.each([
  ['Delivery amount', 'deliveryAmount'],
  ['Shipping cost (EUR)', 'deliveryAmount'],
  ['Frais de livraison', 'deliveryAmount'],
  ['Frais de port TTC', 'deliveryAmount'],
  ['Стоимость доставки', 'deliveryAmount'],
  ['Стоимость доставки, руб.', 'deliveryAmount'],
  ['НДС за доставку', 'deliveryVat'],
  ['TVA livraison', 'deliveryVat'],
  ['Наименование товара', 'goods'],
  ['Désignation', 'goods'],
  ['Кол-во', 'quantity'],
  ['Qté', 'quantity'],
  ['Цена, ₽', 'price'],
  ['Prix unitaire TTC (€)', 'price'],
  ['Price incl. VAT', 'price'],
  ['Ставка НДС', 'vat'],
  ['Taux de TVA', 'vat'],
  ['НДС, %', 'vat'],
  ['Devise', 'currency'],
  ['Код валюты', 'currency'],
])('R30: the title %s is known as %s', (title, column) => {
  expect(headerOf(title)).toMatchObject({ column })
})

test.each([
  ...['Prix HT', 'Prix (HT)', 'Price (excl. VAT)', 'Цена без НДС', 'Prix unitaire (hors taxes)'],
  ...['Сумма', 'Montant', 'Amount', 'COD amount', 'Наложенный платёж', 'Contre-remboursement'],
  ...[
    'Prix de retour',
    'Delivery',
    'Livraison',
    'Доставка',
    'Prix du client',
    'Date de livraison',
    'Объявленная ценность',
  ],
])('R30: the title %s may mean something else and is not known', (title) => {
  expect(headerOf(title)).toBeNull()
})

test('R30: a number that a spreadsheet has rounded, an error and a formula are told as in other columns', () => {
  expect(wrongIn([{ deliveryAmount: '1.2E+03' }])).toEqual(['2 deliveryAmount rounded'])
  expect(wrongIn([{ deliveryAmount: '#N/A' }])).toEqual(['2 deliveryAmount no-result'])
  expect(tableOf([{ deliveryAmount: '="12.50"', currency: 'EUR' }]).given[0]?.amounts).toMatchObject({
    delivery: 1_250,
  })
})
