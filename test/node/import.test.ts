import { expect, test } from 'vitest'
import { columnOf } from '../../worker/wire/import/cell-of.ts'
import { checkEntry } from '../../worker/wire/import/check.ts'
import { decodeTable } from '../../worker/wire/import/encodings.ts'
import type { ImportEntry } from '../../worker/wire/import/entry.ts'
import { readImport } from '../../worker/wire/import/read-import.ts'
import { type ImportTable, readTable } from '../../worker/wire/import/table.ts'
import { readPhone } from '../../worker/wire/phone.ts'

/** Returns what the entries of a table would announce; a wrong one is its faults. */
const announced = ({ entries, columns }: ImportTable) =>
  entries.map((entry) => {
    const checked = checkEntry(entry, columns, readPhone)
    return checked.ok ? checked.given : checked.errors
  })

const RUSSIAN = `Накладная;Штрихкод;Получатель;Телефон;Адрес;Город;Индекс;Страна;Широта
W-1;P-1;Анна Седова;8 916 123-45-67;"Лесная ул., 7; кв. 41";Москва;127055;ru;55,7788
W-1;P-2;;;;;;;
W-2;;Иван;+79161234568;Палиха ул., 3;Москва;127055;RU;
`
const FRENCH =
  'Lettre de transport,Nom,Téléphone,Courriel,Adresse,Ville,Code postal,Pays\r\nW-3,"Renaud, Camille",06 12 34 56 01,c@example.fr,12 quai Perrache,Lyon,69002,FR\r\n'

test('R2: a Russian table with semicolons: parcels on several lines, phones and decimals as people write them', () => {
  const { entries, faults } = readTable(RUSSIAN, 'shop')
  expect(faults).toEqual([])
  expect(entries.map(({ line, waybill }) => [line, waybill])).toEqual([
    [2, 'W-1'],
    [4, 'W-2'],
  ])
  expect(entries[0]?.shipment).toMatchObject({
    contractId: 'shop',
    parcels: [{ label: 'P-1' }, { label: 'P-2' }],
    recipient: {
      name: 'Анна Седова',
      // Read by the check, as the API reads it.
      phone: '8 916 123-45-67',
      kind: 'consumer',
      address: { line1: 'Лесная ул., 7; кв. 41', country: 'RU', lat: 55.7788 },
    },
    inPerson: true,
  })
  // A shipment with one parcel uses its waybill as the label.
  expect(entries[1]?.shipment).toMatchObject({ parcels: [{ label: 'W-2' }] })
})

test('R2: a French table with commas, accents in its header and CRLF', () => {
  const { entries, faults } = readTable(`\uFEFF${FRENCH}`, 'shop')
  expect(faults).toEqual([])
  expect(entries[0]?.shipment).toMatchObject({
    waybill: 'W-3',
    recipient: { name: 'Renaud, Camille', phone: '06 12 34 56 01', email: 'c@example.fr' },
  })
})

const bytesOf = (text: string, codes: (letter: string) => number) => Uint8Array.from([...text].map(codes))
const cp1251 = (letter: string) => (letter >= 'А' ? letter.charCodeAt(0) - 0x350 : letter.charCodeAt(0))

test('R2: the file’s encoding is found: UTF-8, with its mark, Windows-1251', () => {
  const utf8 = new TextEncoder().encode(RUSSIAN)
  expect(decodeTable(utf8)).toEqual({ text: RUSSIAN, encoding: 'utf-8' })
  const marked = readImport(new Uint8Array([0xef, 0xbb, 0xbf, ...utf8]), 'shop', null)
  expect(marked.entries).toHaveLength(2)
  expect(decodeTable(bytesOf(RUSSIAN, cp1251))).toEqual({ text: RUSSIAN, encoding: 'windows-1251' })
})

test('R2: what Excel saves in France and as "Unicode text" is read as well', () => {
  const western = decodeTable(bytesOf(FRENCH, (letter) => letter.charCodeAt(0)))
  expect(western).toEqual({ text: FRENCH, encoding: 'windows-1252' })
  const wide = Buffer.from(`\uFEFF${RUSSIAN.replaceAll(';', '\t')}`, 'utf16le')
  expect(readImport(Uint8Array.from(wide), 'shop', null)).toMatchObject({
    encoding: 'utf-16',
    separator: '\t',
    entries: [{ waybill: 'W-1' }, {}],
  })
})

test('R2: a missing column is named, and so is the column a wrong value came from', () => {
  const { entries, faults } = readTable('Накладная;Телефон\nW-1;1', 'shop')
  expect(entries).toEqual([])
  expect(faults.map(({ line, column, code }) => `${line} ${column} ${code}`)).toEqual([
    '1 name missing-column',
    '1 line1 missing-column',
    '1 city missing-column',
    '1 postcode missing-column',
    '1 country missing-column',
  ])
  const { columns } = readTable(RUSSIAN, 'shop')
  expect(columnOf('recipient.phone', columns)).toBe('Телефон')
  expect(columnOf('recipient.address.postcode', columns)).toBe('Индекс')
  expect(columnOf('parcels.0.label', columns)).toBe('Штрихкод')
})

test('R2: the same waybill for somebody else is a fault of its line', () => {
  const { entries } = readTable(RUSSIAN.replace('W-1;P-2;;', 'W-1;P-2;Пётр;'), 'shop')
  expect(entries[0]?.faults).toEqual([{ line: 3, column: 'Получатель', code: 'differs-from-first-line' }])
  // The whole shipment is refused, because without its second parcel it would be a different shipment.
  expect(checkEntry(entries[0] as ImportEntry, {}, readPhone).ok).toBe(false)
})

test('R38: the numbers of a file are read by the address beside them, as the API reads them', () => {
  const header = 'waybill;label;name;phone;line1;city;postcode;country'
  const table = (...lines: string[]) => readTable([header, ...lines].join('\n'), 'shop')
  const phones = announced(
    table(
      'W-01;;Inès;0692 12 34 56;1 rue;Saint-Denis;97400;FR',
      'W-02;;Inès;33639980001.0;1 rue;Lyon;69002;FR',
      'W-03;;Inès;06 39 98 00 01 / 01 42 68 53 00;1 rue;Lyon;69002;FR',
      'W-04;;Inès;6,3998E+08;1 rue;Lyon;69002;FR',
      'W-05;;Inès;004-92-58-76-11;1 rue;Lyon;69002;FR',
      'W-06;;Inès;3221234567.0;1 rue;Bruxelles;1000;BE',
    ),
  ).map((one) => (Array.isArray(one) ? one[0] : one.recipient.phone))
  expect(phones).toEqual([
    '+262692123456',
    '+33639980001',
    '+33639980001',
    { line: 5, column: 'phone', code: 'rounded' },
    { line: 6, column: 'phone', code: 'no-such-number' },
    { line: 7, column: 'phone', code: 'no-such-number' },
  ])
})

test('R38: the same number in another spelling on a further line is the same; another one is a fault', () => {
  const header = 'waybill;label;name;phone;line1;city;postcode;country'
  const first = 'W-01;L-01;Inès;06 39 98 00 01;1 rue;Lyon;69002;FR'
  const with2 = (phone: string) =>
    announced(readTable(`${header}\n${first}\nW-01;L-02;;${phone};;;;`, 'shop'))
  expect(with2('+33639980001')).toMatchObject([{ recipient: { phone: '+33639980001' } }])
  expect(with2('06 39 98 00 02')).toEqual([[{ line: 3, column: 'phone', code: 'differs-from-first-line' }]])
})

test('R2: the same name with its accents spelt in another way is the same on a further line', () => {
  const header = 'waybill;label;name;phone;line1;city;postcode;country'
  const first = 'W-01;L-01;H\u00e9l\u00e8ne;;1 rue;Lyon;69002;FR'
  const [given] = announced(readTable(`${header}\n${first}\nW-01;L-02;He\u0301le\u0300ne\u200b;;;;;`, 'shop'))
  expect(given).toMatchObject({ recipient: { name: 'H\u00e9l\u00e8ne' }, parcels: [{}, {}] })
})

test('R2: rubbish is no table and no crash', () => {
  for (const text of ['', '\n\n', ';;;', '"', '\u0000', 'a,b\n"c'])
    expect(readTable(text, 'shop').entries).toEqual([])
})
