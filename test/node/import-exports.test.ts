import { expect, test } from 'vitest'
import { policyOf } from '../../worker/domain/policy.ts'
import { checkEntry, checkTable } from '../../worker/wire/import/check.ts'
import { countryOfZone } from '../../worker/wire/import/countries.ts'
import { readTable } from '../../worker/wire/import/table.ts'
import { readPhone } from '../../worker/wire/phone.ts'

/** The right values of a line; a case changes some of them and adds others. */
const RIGHT = {
  waybill: 'AB-0001',
  name: 'Camille Renaud',
  line1: '12 quai Perrache',
  city: 'Lyon',
  postcode: '69002',
  country: 'FR',
}
type Cells = Record<string, string>

/** Returns a table of lines with the given titles. Titles that are given in place of `name` replace it. */
function tableOf(lines: readonly Cells[], home: string | null = null) {
  const titles = [...new Set(lines.flatMap(Object.keys))]
  const quoted = (text: string) => (/[;"\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  const rows = [titles, ...lines.map((line) => titles.map((title) => line[title] ?? ''))]
  return readTable(rows.map((cells) => cells.map(quoted).join(';')).join('\n'), 'shop', home)
}

/** Returns what one line announces, or its faults, and what is said of it. */
function read(cells: Cells, { home = null as string | null, but = [] as string[] } = {}) {
  const line = Object.fromEntries(
    Object.entries({ ...RIGHT, ...cells }).filter(([title]) => !but.includes(title)),
  )
  const table = tableOf([line], home)
  expect(table.faults).toEqual([])
  const [entry] = table.entries
  if (!entry) throw new Error('no line')
  const checked = checkEntry(entry, table.columns, readPhone)
  const checkedAll = checkTable(table, policyOf('kse', {}), readPhone)
  const said = [...table.warnings, ...checkedAll.warnings].map(({ column, code }) => `${column} ${code}`)
  if (!checked.ok) return { faults: checked.errors.map(({ column, code }) => `${column} ${code}`), said }
  const { recipient, parcels, waybill } = checked.given
  return { waybill, labels: parcels.map(({ label }) => label), ...recipient, said }
}

test.each(['1,23457E+12', '1.23457E+12', '1,23E+12', '6E+07', '1,23457Е+12', '="1,23457E+12"'])(
  'R2: %s in a column of numbers was rounded by a spreadsheet, and is refused for that',
  (rounded) => {
    for (const column of ['waybill', 'label', 'phone', 'postcode', 'reference'])
      expect(read({ label: 'L-0001', [column]: rounded })).toMatchObject({ faults: [`${column} rounded`] })
  },
)

test('R2: two shipments whose waybills were rounded alike are two, each with its own fault', () => {
  const { entries } = tableOf(['Camille', 'Inès'].map((name) => ({ ...RIGHT, waybill: '1,23457E+12', name })))
  expect(entries.map(({ line, faults }) => [line, faults.map(({ code }) => code)])).toEqual([
    [2, ['rounded']],
    [3, ['rounded']],
  ])
})

test('R2: letters and digits that only look like a rounded number are a number of the shipper', () => {
  for (const waybill of ['12E45678', 'AB1E+05', '7E1000', '123E4567'])
    expect(read({ waybill })).toMatchObject({ waybill })
})

test.each([
  '="0012345678"',
  '=“0012345678”',
  '=0012345678',
  "'0012345678",
  '’0012345678',
  '\'="0012345678"',
  '= "0012345678"',
])('R2: %s is 0012345678: what keeps a spreadsheet from reading a number is taken off', (wrapped) => {
  expect(read({ waybill: wrapped, label: wrapped })).toMatchObject({
    waybill: '0012345678',
    labels: ['0012345678'],
  })
})

test.each(['="+33639980001"', "'+33639980001", '=+33639980001', '="06 39 98 00 01"', "'0639980001"])(
  'R38: %s is +33639980001',
  (phone) => expect(read({ phone })).toMatchObject({ phone: '+33639980001' }),
)

test('R2: a name keeps the apostrophe it begins with', () => {
  expect(read({ name: '’t Hooft Jan' })).toMatchObject({ name: '’t Hooft Jan' })
  expect(read({ name: "'t Hooft Jan" })).toMatchObject({ name: "'t Hooft Jan" })
})

test.each(['#N/A', '#Н/Д', '#ЗНАЧ!', '#VALEUR!', '#REF!', '########'])(
  'R2: %s is an error that a spreadsheet shows, and no value',
  (error) => {
    expect(read({ line2: error, city: error })).toMatchObject({
      faults: ['line2 no-result', 'city no-result'],
    })
  },
)

test.each([
  [{ Фамилия: 'Седова', Имя: 'Анна', Отчество: 'Викторовна' }, 'Седова Анна Викторовна'],
  [{ Имя: 'Анна', Отчество: 'Викторовна', Фамилия: 'Седова' }, 'Седова Анна Викторовна'],
  [{ 'Фамилия получателя': 'Седова', 'Имя получателя': 'Анна' }, 'Седова Анна'],
  [{ Nom: 'Renaud', Prénom: 'Camille' }, 'Camille Renaud'],
  [{ NOM: 'RENAUD', PRENOM: 'CAMILLE' }, 'CAMILLE RENAUD'],
  [{ 'Nom du destinataire': 'Renaud', 'Prénom du destinataire': 'Camille' }, 'Camille Renaud'],
  [{ Civilité: 'Mme', Nom: 'Renaud', Prénom: 'Camille' }, 'Camille Renaud'],
  [{ 'First name': 'Alice', 'Last name': 'Morgan' }, 'Alice Morgan'],
  [{ Surname: 'Morgan', 'Given name': 'Alice', 'Middle name': 'May' }, 'Alice May Morgan'],
  [{ 'Recipient first name': 'Alice', 'Recipient last name': 'Morgan' }, 'Alice Morgan'],
  [{ 'NOM COMPLET': 'Camille Renaud' }, 'Camille Renaud'],
  [{ ФИО: 'Седова Анна Викторовна' }, 'Седова Анна Викторовна'],
  [{ Имя: 'Анна Седова' }, 'Анна Седова'],
  [{ Nom: 'Camille Renaud' }, 'Camille Renaud'],
  [{ Nom: 'RENAUD Camille', Prénom: 'Camille' }, 'RENAUD Camille'],
  [{ Destinataire: 'Camille Renaud', Nom: 'x', Prénom: 'y' }, 'Camille Renaud'],
  [{ Destinataire: '', Nom: 'Renaud', Prénom: 'Camille' }, 'Camille Renaud'],
])('R2: a name in the columns %j is %s', (cells, name) => {
  expect(read(cells as Cells, { but: ['name'] })).toMatchObject({ name, said: [] })
})

test('R2: a part of a name beside an empty one is said, as a passport is compared with the whole', () => {
  const said = read({ Nom: 'Renaud', Prénom: '' }, { but: ['name'] })
  expect(said).toMatchObject({ name: 'Renaud', said: ['Nom half-name'] })
  expect(read({ Nom: '', Prénom: '' }, { but: ['name'] })).toMatchObject({ faults: ['Nom min-length'] })
})

test('R2: a given name is no name: without a column of surnames there is none', () => {
  const { name: _none, ...rest } = RIGHT
  for (const title of ['Prénom', 'First name', 'Отчество', 'Civilité'])
    expect(tableOf([{ ...rest, [title]: 'Anna' }]).faults).toEqual([
      { line: 1, column: 'name', code: 'missing-column' },
    ])
})

test.each([
  [{ Téléphone: '', Portable: '06 39 98 00 01' }, '+33639980001', []],
  [{ Téléphone: '01 42 68 53 00', Portable: '06 39 98 00 01' }, '+33639980001', ['Portable several-numbers']],
  [
    { Portable: '01 42 68 53 00', Téléphone: '06 39 98 00 01' },
    '+33639980001',
    ['Téléphone several-numbers'],
  ],
  [{ Téléphone: '01 42 68 53 00', Portable: '' }, '+33142685300', []],
  [{ 'Tel 1': '01 42 68 53 00', 'Tel 2': '0639980001' }, '+33639980001', ['Tel 2 several-numbers']],
  [{ 'Tel 1': '0639980002', 'Tel 2': '0639980001' }, '+33639980002', ['Tel 1 several-numbers']],
  [{ Fixe: '0639980002', Mobile: '0639980001' }, '+33639980001', ['Mobile several-numbers']],
  [{ Téléphone: '0639980001', Portable: '+33639980001' }, '+33639980001', []],
  [{ Téléphone: '-', Portable: '06 39 98 00 01' }, '+33639980001', []],
  [{ Téléphone: 'voir mail', Portable: '06 39 98 00 01' }, '+33639980001', ['Portable several-numbers']],
  [{ Телефон: '', Мобильный: '+33639980001' }, '+33639980001', []],
  [{ Téléphone: '', Portable: '' }, undefined, []],
])('R38: of the numbers in %j %s is taken', (cells, phone, said) => {
  const found = read(cells as Cells)
  expect(found).toMatchObject({ said })
  expect('phone' in found ? found.phone : undefined).toBe(phone)
})

test('R38: where no column holds a number, the first that is filled says what is wrong', () => {
  expect(read({ Téléphone: '12', Portable: '' })).toMatchObject({ faults: ['Téléphone regex'] })
  expect(read({ Téléphone: 'x', Portable: '6,3998E+08' })).toMatchObject({ faults: ['Portable rounded'] })
})

test.each([
  ['France', 'FR'],
  ['france', 'FR'],
  ['РФ', 'RU'],
  ['Российская Федерация', 'RU'],
  ['Russie', 'RU'],
  ['643', 'RU'],
  ['Казахстан', 'KZ'],
  ['Kazakhstan', 'KZ'],
  ['UK', 'GB'],
  ['Royaume-Uni', 'GB'],
  ['Великобритания', 'GB'],
  ['FRA', 'FR'],
  ['RUS', 'RU'],
  ['Белоруссия', 'BY'],
  ['Bélarus', 'BY'],
  ['Belgique', 'BE'],
  ['Côte d’Ivoire', 'CI'],
  ["Cote d'Ivoire", 'CI'],
  ['U.S.A.', 'US'],
  ['США', 'US'],
  ['La Réunion', 'RE'],
  ['Guyane', 'GF'],
  ['Nouvelle-Calédonie', 'NC'],
  ['Turkey', 'TR'],
  ['ru', 'RU'],
])('R2: the country %s is %s', (country, code) => {
  expect(read({ country, postcode: '101000' })).toMatchObject({ address: { country: code } })
})

test('R2: a word that names no country is refused; an empty cell means that of the contract, and it is said', () => {
  expect(read({ country: 'Elbonia' })).toMatchObject({ faults: ['country regex'] })
  expect(read({ country: '' })).toMatchObject({ faults: ['country regex'] })
  expect(read({ country: '' }, { home: 'FR' })).toMatchObject({
    address: { country: 'FR' },
    said: ['country country-of-contract'],
  })
  expect(countryOfZone(policyOf('kse', {}).zone)).toBe('RU')
  expect(countryOfZone(policyOf('chronopost', {}).zone)).toBe('FR')
  expect(countryOfZone('Asia/Almaty')).toBe('KZ')
  expect(countryOfZone('Antarctica/Troll')).toBeNull()
})

test.each([
  ['1000', 'FR', '01000', ['postcode zero-added']],
  ['69 002', 'FR', '69002', []],
  ['F-69002', 'France', '69002', []],
  ['69002.0', 'FR', '69002', ['postcode decimal-removed']],
  ['1000', 'BE', '1000', []],
  ['LS1 4DY', 'GB', 'LS1 4DY', []],
])('R2: the postcode %s in %s is %s', (postcode, country, right, said) => {
  expect(read({ postcode, country })).toMatchObject({ address: { postcode: right }, said })
})

test('R2: numbers that have lost zeros other numbers of their column begin with are said, line by line', () => {
  const numbers = ['0012345678', '12345679', '0012345680', '12345681', 'AB-1']
  const { warnings } = tableOf(numbers.map((waybill) => ({ ...RIGHT, waybill })))
  expect(warnings).toEqual([
    { line: 3, column: 'waybill', code: 'zeros-lost' },
    { line: 5, column: 'waybill', code: 'zeros-lost' },
  ])
  const labels = tableOf(
    ['0012345678', '12345679'].map((label, n) => ({ ...RIGHT, waybill: `W-${n}00`, label })),
  )
  expect(labels.warnings).toEqual([{ line: 3, column: 'label', code: 'zeros-lost' }])
  expect(tableOf(['12345678', '123456789'].map((waybill) => ({ ...RIGHT, waybill }))).warnings).toEqual([])
})

test('R2: a number that ends with zeros where a spreadsheet has no more digits is said', () => {
  expect(read({ waybill: '340123450000000000' })).toMatchObject({ said: ['waybill maybe-rounded'] })
  expect(read({ waybill: '340123450000000017' })).toMatchObject({ said: [] })
  expect(read({ waybill: '123456789012000' })).toMatchObject({ said: [] })
})

const HEADER = Object.keys(RIGHT).join(';')
const line = (waybill: string) => Object.values({ ...RIGHT, waybill }).join(';')
const outline = (text: string) => {
  const { entries, warnings, faults } = readTable(text, 'shop')
  return {
    lines: entries.map((entry) => entry.line),
    said: warnings.map(({ line, code, count }) => `${line} ${code}${count ? ` ×${count}` : ''}`),
    faults: [...faults, ...entries.flatMap((entry) => entry.faults)].map(
      ({ line, code }) => `${line} ${code}`,
    ),
  }
}

test('R2: lines that are no shipments are said for what they are', () => {
  const text = [
    'Реестр отправлений;;;;;',
    'за 30.11.2026;;;;;',
    HEADER,
    line('AB-0001'),
    HEADER.toUpperCase(),
    line('AB-0002'),
    ';;;;;',
    line('AB-0003'),
    'Итого: 3;;;;;',
    'ИТОГО;3 места;;;;',
    ';Total;;;;',
    ...Array.from({ length: 1_200 }, () => ';;;;;'),
  ]
  expect(outline(text.join('\n'))).toEqual({
    lines: [4, 6, 8],
    said: ['1 above-header ×2', '5 header-again', '7 empty-lines', '9 total-line ×3', '12 empty-lines ×1200'],
    faults: [],
  })
})

test('R2: a shipment that is called a total is one; a wrong line in place of one stays wrong', () => {
  expect(outline(`${HEADER}\n${line('TOTAL-0001')}\n${line('Total')}`)).toMatchObject({
    lines: [2, 3],
    said: [],
  })
  expect(outline(`${HEADER}\nTotalement;;;;;`).lines).toEqual([2])
})

test('R2: titles with blanks that do not break, brackets and stars are known; the sender’s columns are not', () => {
  const titles =
    'N°\u00a0d’envoi;Nom complet *;Adresse (ligne 1);Ville de livraison;Code\u00a0postal;Pays [ISO]'
  const text = `${titles};Nom expéditeur;Ville expéditeur;Type de livraison\n${line('AB-0001')};a;b;c`
  const table = readTable(text, 'shop')
  expect(table.faults).toEqual([])
  expect(table.unknown).toEqual(['Nom expéditeur', 'Ville expéditeur', 'Type de livraison'])
  expect(table.columns).toMatchObject({ waybill: 'N° d’envoi', postcode: 'Code postal' })
})

test('R2: everything that is wrong in a line is told at once, one thing of each cell', () => {
  const wrong = { waybill: '1,2E+12', postcode: '', phone: '12', line2: '#N/A' }
  expect(read(wrong)).toMatchObject({
    faults: ['waybill rounded', 'line2 no-result', 'postcode min-length', 'phone regex'],
  })
  // The number of a country that nobody knows cannot be read.
  expect(read({ country: 'Elbonia', phone: '12' })).toMatchObject({ faults: ['country regex'] })
})

test.each([
  ['Name;Shipping Name', '#1001;Camille Renaud'],
  ['Имя;Имя получателя', 'Магазин;Camille Renaud'],
  ['Nom;Prénom;Nom du destinataire;Prénom du destinataire', 'Shop;x;Renaud;Camille'],
  ['Nom du destinataire;Prénom', 'Renaud;Camille'],
])('R2: of columns of one kind, %s, those that are the recipient’s are taken', (titles, cells) => {
  const text = `waybill;Adresse;Adresse de livraison;Tel;Tel livraison;City (Billing);City (Shipping);CP;Pays;${titles}`
  const table = readTable(
    `${text}\nAB-0001;1;12 quai;0639980001;0639980002;Paris;Lyon;69002;FR;${cells}`,
    'shop',
  )
  const [entry] = table.entries
  expect(entry?.shipment).toMatchObject({
    recipient: {
      name: 'Camille Renaud',
      phone: '0639980002',
      address: { line1: '12 quai', city: 'Lyon' },
    },
  })
  expect(table.unknown).toEqual(expect.arrayContaining(['Adresse', 'Tel', 'City (Billing)']))
})

test('R2: an empty table says so', () => {
  expect(outline('').faults).toEqual(['1 empty'])
  expect(outline('\n ; \n').faults).toEqual(['1 empty'])
})
