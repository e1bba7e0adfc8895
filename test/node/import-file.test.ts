import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type FileReading, kindOf, readFile } from '../../web/dispatch/import/reading.ts'
import { load, t } from '../../web/dispatch/import/texts.ts'
import { faultWords, warningWords } from '../../web/dispatch/import/words.ts'
import { setLocale } from '../../web/i18n/locale.ts'
import { policyOf } from '../../worker/domain/policy.ts'
import { LOCALES, type Payment } from '../../worker/domain/terms.ts'
import { COLUMNS, columnNamed, REQUIRED } from '../../worker/wire/import/columns.ts'
import { UNREADABLE } from '../../worker/wire/import/encodings.ts'
import { exampleFile } from '../../worker/wire/import/example.ts'
import { TITLES } from '../../worker/wire/import/titles.ts'
import { WARNINGS } from '../../worker/wire/import/warnings.ts'
import { readPhone } from '../../worker/wire/phone.ts'

const KSE = policyOf('kse', { payment: 'both' })
const MANDATORY = policyOf('chronopost', { mandatory: true })
const reading = (text: string, policy = KSE) =>
  readFile(new TextEncoder().encode(text), 'shop', policy, readPhone)
const all = (found: FileReading) => found.faults(null, 10_000).items
const said = (found: FileReading) => all(found).map(({ line, column, code }) => `${line} ${column} ${code}`)

const HEADER = 'waybill,label,name,phone,line1,city,postcode,country'
const line = (waybill: string, label = '', name = 'Ann') =>
  `${waybill},${label},${name},+447700900123,1 Mill Lane,Leeds,LS1,GB`
const file = (...lines: string[]) => [HEADER, ...lines].join('\n')

beforeAll(async () => {
  // Changing the language touches nothing else of a page.
  vi.stubGlobal('document', { documentElement: {} })
  await load()
})
afterAll(() => void vi.unstubAllGlobals())

const ASKED: [Payment, number][] = [
  ['none', 0],
  ['delivery', 3],
  ['goods', 5],
  ['both', 7],
]
test.each(LOCALES.flatMap((locale) => ASKED.map(([payment, more]) => [locale, payment, more] as const)))(
  'R2, R30: the example in %s for payment of %s imports as it is, every column recognised, secured',
  (locale, payment, more) => {
    const { summary, faults } = reading(exampleFile(locale, payment), policyOf('kse', { payment }))
    expect(faults(null, 10).items).toEqual([])
    expect(summary).toMatchObject({ unknown: [], warnings: [], shipments: 2, good: 2, lines: 3, ordinary: 0 })
    expect(summary.columns).toHaveLength(COLUMNS.length - 7 + more)
    expect(summary.paid.count).toBe({ none: 0, delivery: 1, goods: 2, both: 2 }[payment])
    expect(summary.separator).toBe(locale === 'en' ? ',' : ';')
    for (const column of COLUMNS) expect(columnNamed(TITLES[locale][column])).toBe(column)
  },
)

/** Wrong values that may stand in any column. */
const SPOILT = [
  '',
  'x',
  'y'.repeat(300),
  'a\u0001bcd',
  'не то',
  '999',
  '-999',
  '@',
  '7.9E+10',
  '+80001234567',
  'a\u202eb',
  `A${'\u0301'.repeat(120)}`,
  'Ё'.repeat(10),
  'HÃ©lÃ¨ne',
  'H\ufffdl',
  '#N/A',
]

/** Returns the faults of every column with every wrong value, and every fault of a table as a whole. */
function everyFault(): { key: string; code: string }[] {
  const right: Record<string, string> = { waybill: 'WB-1', name: 'Ann', line1: '1', city: 'L', postcode: '1' }
  const found: { key: string; code: string }[] = []
  for (const column of COLUMNS)
    for (const value of SPOILT) {
      const cells = COLUMNS.map((name) =>
        name === column ? value : (right[name] ?? (name === 'country' ? 'GB' : '')),
      )
      found.push(...all(reading(`${COLUMNS.join(';')}\n${cells.join(';')}`)))
    }
  const parcels = Array.from({ length: 51 }, (_, n) => line('MANY-1', `LABEL-${n}`))
  for (const text of [
    file(...parcels),
    file(line('AA-1', 'SAME'), line('AA-2', 'SAME')),
    file(line('AA-1', 'LABEL'), line('AA-1', 'MORE', 'Bob')),
    file('AA-1,,Ann,,"1 Mill" Lane,Leeds,LS1,GB'),
    file(`${line('AA-2')},more`),
  ])
    found.push(...all(reading(text)))
  found.push(...all(reading(file('AA-1,,Ann,,1,Leeds,LS1,GB'), MANDATORY)))
  found.push(...everyFaultOfAmounts())
  for (const column of REQUIRED) {
    const header = COLUMNS.filter((name) => name !== column).join(';')
    found.push(...reading(`${header}\nx`).summary.faults)
  }
  return found
}

/** Returns the faults of amounts that do not fit each other or the contract. */
function everyFaultOfAmounts(): { key: string; code: string }[] {
  const header = `${HEADER},deliveryAmount,goods,quantity,price,vat,currency`
  const paid = (...cells: string[]) => [header, ...cells.map((one) => `${line('AA-1')},${one}`)].join('\n')
  const goods = Array.from({ length: 100 }, (_, n) => `,Lamp ${n},1,2.00,20,EUR`)
  const elsewhere = policyOf('kse', { payment: 'both', zone: 'Antarctica/Troll' })
  const little = policyOf('kse', { payment: 'both', amountLimit: 100 })
  return [
    all(reading(paid('1.200,,,,,EUR'))),
    all(reading(paid('1.205,,,,,RUB', '1.2055,,,,,'))),
    all(reading(paid('1.2055,,,,,EUR'))),
    all(reading(paid('5 EUR,,,,,RUB'))),
    all(reading(paid('5.00,,,,,'), elsewhere)),
    all(reading(paid(...goods), elsewhere)),
    all(reading(paid(',Lamp,1,2.00,20,EUR', ',Lamp,1,2.00,20,EUR'), elsewhere)),
    all(reading(paid('5.00,,,,,'), policyOf('kse', { payment: 'goods' }))),
    all(reading(paid('5.00,,,,,'), little)),
    all(reading(`${HEADER},goods,price\n${line('AA-1')},Lamp,2 EUR`)),
  ].flat()
}

/** Faults that only the server can find; see `announceOne`. */
const SERVER = [
  ['waybill', 'waybill-taken'],
  ['label', 'label-taken'],
  ['label', 'label-known'],
  ['waybill', 'not-eligible'],
  ['contractId', 'unknown'],
  ['pointId', 'unknown'],
  ['vat', 'unknown'],
  ['deliveryVat', 'unknown'],
  ['currency', 'no-provider'],
].map(([key = '', code = '']) => ({ key, code }))

const CODES = [
  'above-limit',
  'ambiguous',
  'boolean',
  'broken-quotes',
  'differs-from-first-line',
  'duplicate',
  'garbled',
  'hidden-sign',
  'label-known',
  'label-taken',
  'lost-letters',
  'max-length',
  'max-value',
  'min-length',
  'min-value',
  'missing-column',
  'no-currency',
  'no-provider',
  'no-result',
  'no-such-number',
  'not-eligible',
  'not-in-contract',
  'number',
  'other-currency',
  'picklist',
  'regex',
  'repeated-goods',
  'required',
  'rounded',
  'too-fine',
  'too-many-cells',
  'too-many-goods',
  'too-many-marks',
  'unknown',
  'waybill-taken',
]

test.each(LOCALES)('R2: every fault that an import can answer has words of its own in %s', async (locale) => {
  await setLocale(locale, { remember: false })
  const faults = [...everyFault(), ...SERVER]
  expect([...new Set(faults.map(({ code }) => code))].sort()).toEqual(CODES)
  for (const fault of faults) {
    const words = faultWords(fault)
    expect(words, JSON.stringify(fault)).not.toBe('')
    expect(words, JSON.stringify(fault)).not.toBe(t('e.other'))
  }
})

test('R2: a label that stands twice is the first shipment’s; the second waits with all its lines', () => {
  const found = reading(
    file(line('AA-1', 'LBL-1'), line('AA-2', 'lbl-1 '), line('AA-2', 'LBL-2'), line('AA-3')),
  )
  expect(found.summary).toMatchObject({ good: 2, shipments: 3 })
  expect(said(found)).toEqual(['3 label duplicate'])
  expect(found.faults(null, 10).lines).toBe(2)
  // The same holds when the number is a waybill on one line and a label on the other.
  expect(said(reading(file(line('AA-1'), line('AA-2', 'AA-1'))))).toEqual(['3 label duplicate'])
})

test('R2: a line that is repeated is told, on the line that repeats it', () => {
  expect(said(reading(file(line('AA-1'), line('AA-1'))))).toEqual(['3 waybill duplicate'])
})

test('R2: quotation marks, line breaks and blank lines: lines are counted as a spreadsheet counts them', () => {
  const text = file('AA-1,,"Ann ""Bo""\nLee",,"1, Mill\r\nLane",Leeds,LS1,GB', '', ',,,,,,,', line('X'))
  const found = reading(text.replaceAll('\n', '\r\n'))
  expect(found.summary).toMatchObject({ lines: 2, good: 1 })
  expect(said(found)).toEqual(['5 waybill regex'])
  const [shipment] = found.batch(0).shipments as { recipient: { name: string; address: { line1: string } } }[]
  expect(shipment?.recipient).toMatchObject({ name: 'Ann "Bo" Lee', address: { line1: '1, Mill Lane' } })
})

test('R2: a word that is neither yes nor no takes the security off nothing: it is refused', () => {
  const text = (word: string) => `${HEADER},inPerson,kind\n${line('AA-1')},${word}`
  expect(said(reading(text('maybe,')))).toEqual(['2 inPerson boolean'])
  expect(said(reading(text('да,shop')))).toEqual(['2 kind picklist'])
  expect(reading(text('non,Частное лицо')).summary).toMatchObject({ good: 1, ordinary: 1 })
  expect(reading(text('OUI,Société')).summary).toMatchObject({ good: 1, ordinary: 1 })
  expect(reading(text(',')).summary).toMatchObject({ good: 1, ordinary: 0 })
})

test('R2: under a mandatory contract what cannot be secured is told before anything is sent', () => {
  const text = file('AA-1,,Ann,,1,Leeds,LS1,GB', line('AA-2'))
  expect(reading(text).summary).toMatchObject({ good: 2, ordinary: 1 })
  expect(said(reading(text, MANDATORY))).toEqual(['2 waybill not-eligible'])
})

test('R2: the wrong lines come back with their reasons and nothing to run; corrected, they import', () => {
  const cells = 'name,phone,line1,city,postcode,country'
  const text = `waybill,${cells},note\nAA-1,Ann,no,1,Leeds,LS1,GB,=1+1\nAA-2,Bob,+447700900123,2,Leeds,LS1,GB,ok`
  const found = reading(text)
  const [kind] = found.faults(null, 1).kinds
  if (!kind) throw new Error('nothing wrong')
  const wrong = found.wrongLines({ [kindOf(kind)]: 'write it so' }, 'Reason')
  expect(wrong).toBe(
    `\uFEFFwaybill,${cells},note,Reason\r\nAA-1,Ann,no,1,Leeds,LS1,GB,'=1+1,phone: write it so\r\n`,
  )
  const corrected = reading(wrong.replace(',no,', ",'+447700900124,"))
  expect(corrected.summary).toMatchObject({ good: 1, unknown: ['note'] })
  const [shipment] = corrected.batch(0).shipments as { recipient: { phone: string } }[]
  expect(shipment?.recipient.phone).toBe('+447700900124')
  // Shipments that the server refuses are added to the faults.
  corrected.refuse([[0, 'waybill', 'waybill-taken']])
  expect(said(corrected)).toEqual(['2 waybill waybill-taken'])
})

test('R2: the good ones go in parts of a hundred at most, none too large for one call, each once', () => {
  const many = Array.from({ length: 250 }, (_, n) => line(`AA-${n}`))
  const { batch, summary } = reading(file(...many))
  expect(summary.batches).toBe(3)
  const parts = [0, 1, 2].map(batch)
  expect(parts.map(({ entries }) => entries.length)).toEqual([100, 100, 50])
  expect(parts.flatMap(({ entries }) => entries)).toEqual(many.map((_, n) => n))
  const wide = Array.from({ length: 80 * 50 }, (_, n) => line(`BB-${Math.floor(n / 50)}`, 'L'.repeat(58) + n))
  const large = reading(file(...wide))
  expect(large.summary.good).toBe(80)
  for (let index = 0; index < large.summary.batches; index++)
    expect(JSON.stringify(large.batch(index)).length).toBeLessThan(256 * 1024)
})

test('R2: faults are asked for by what is wrong, and page by page', () => {
  const found = reading(file(line('X'), line('Y'), line('AA-1', '', '')))
  expect(found.faults(null, 2)).toMatchObject({ total: 3, lines: 3, items: [{ line: 2 }, { line: 3 }] })
  const [most] = found.faults(null, 1).kinds
  expect(most).toMatchObject({ column: 'waybill', count: 2 })
  expect(found.faults({ column: 'name', code: 'min-length' }, 10)).toMatchObject({
    total: 1,
    items: [{ line: 4 }],
  })
})

test('R2: what is said of a file is put together by what it is, with its lines and how many there are', () => {
  const many = Array.from({ length: 9 }, (_, n) => [line(`AA-${n}0`), ',,,,,,,']).flat()
  const { summary } = reading(file(...many, ',,,,,,,', 'Total,,,,,,,'))
  expect(summary).toMatchObject({ good: 9, lines: 9 })
  expect(summary.warnings).toEqual([
    {
      column: '',
      code: 'empty-lines',
      key: '',
      count: 10,
      lines: [3, 5, 7, 9, 11, 13].map((at) => [at, at]),
    },
    { column: '', code: 'total-line', key: '', count: 1, lines: [[21, 21]] },
  ])
})

test.each(LOCALES)(
  'R2: what an import says and holds nothing back has words in %s, and so has what is no table',
  async (locale) => {
    await setLocale(locale, { remember: false })
    const said = [
      ...WARNINGS.map((code) => warningWords({ code })),
      ...UNREADABLE.map((code) => t(`bad.${code}`)),
    ]
    expect(new Set(said).size).toBe(WARNINGS.length + UNREADABLE.length)
    expect(said.filter((words) => words.length < 20)).toEqual([])
  },
)

test('R2: docs/import.md names every column and every fault', () => {
  const docs = readFileSync(new URL('../../docs/import.md', import.meta.url), 'utf8')
  const named = docs.split('\n').flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)])
  const cells = named.map(([, name]) => name)
  expect(cells).toEqual(expect.arrayContaining([...COLUMNS, ...CODES, ...WARNINGS, ...UNREADABLE, 'empty']))
  for (const locale of LOCALES)
    for (const title of Object.values(TITLES[locale])) expect(docs).toContain(title)
})
