import { expect, test } from 'vitest'
import { decodeTable } from '../../worker/wire/import/encodings.ts'
import { readImport } from '../../worker/wire/import/read-import.ts'
import { encodeAs } from '../support/encode.ts'

const HEADER = 'waybill;name;phone;line1;city;postcode;country'
const FRENCH = [
  'N° d’envoi;Destinataire;Téléphone;Adresse;Ville;Code postal;Pays',
  'AB-0001;Hélène Lefèvre;0639980001;12 rue de la Forêt;Nîmes;30000;FR',
  'AB-0002;François Noël;0639980002;3 allée des Sœurs;Besançon;25000;FR',
  '',
].join('\r\n')
const CAPITALS = `${HEADER}\nAB-0001;HÉLÈNE LEFÈVRE;;1 RUE;LYON;69002;FR\n`
const ONE_NAME = `${HEADER}\nAB-0001;Zoé;;1 rue;Lyon;69002;FR\n`
const RUSSIAN = [
  'Накладная;Получатель;Телефон;Адрес;Город;Индекс;Страна',
  'CP-0001;Анна Седова;8 (916) 123-45-67;"Лесная ул., 7; кв. 41";Москва;127055;RU',
  'CP-0002;Пётр Щукин;+79161234568;Палиха ул., 3;Йошкар-Ола;424000;РФ',
  '',
].join('\r\n')
const RUSSIAN_CAPITALS = `${HEADER}\nCP-0001;АННА СЕДОВА;;ЛЕСНАЯ УЛИЦА;МОСКВА;127055;RU\n`
const RUSSIAN_NAME = `${HEADER}\nCP-0001;Юлия;;1;Moscow;127055;RU\n`

/** Returns the bytes of a text in hexadecimal, for what the test wants to be seen. */
const bytes = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
const utf8 = (text: string) => new TextEncoder().encode(text)
const joined = (...parts: Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]))

/** A letter that one encoding lacks is left out there. */
const without = (text: string, signs: RegExp, by: string) => text.replace(signs, by)

test.each([
  ['windows-1252', FRENCH],
  ['windows-1252', CAPITALS],
  ['windows-1252', ONE_NAME],
  ['iso-8859-15', without(FRENCH, /’/g, "'")],
  ['macintosh', FRENCH],
  ['macintosh', CAPITALS],
  ['macintosh', ONE_NAME],
  ['utf-16le', FRENCH],
  ['utf-16be', FRENCH],
  ['windows-1251', RUSSIAN],
  ['windows-1251', RUSSIAN_CAPITALS],
  ['windows-1251', RUSSIAN_NAME],
  ['ibm866', RUSSIAN],
  ['ibm866', RUSSIAN_CAPITALS],
  ['ibm866', RUSSIAN_NAME],
  ['koi8-r', RUSSIAN],
  ['koi8-r', RUSSIAN_CAPITALS],
  ['koi8-r', RUSSIAN_NAME],
  ['x-mac-cyrillic', RUSSIAN],
  ['utf-16le', RUSSIAN],
  ['utf-16be', RUSSIAN],
])('R2: a file in %s has the letters that were written, without a mark', (encoding, text) => {
  const decoded = decodeTable(encodeAs(text, encoding))
  expect(decoded).toMatchObject({ text })
})

test('R2: Mac Roman by its bytes: 48 8E 6C 8F 6E 65 is Hélène', () => {
  const file = joined(utf8(`${HEADER}\nAB-0001;`), bytes('488e6c8f6e65'), utf8(';;1 rue;Lyon;69002;FR'))
  expect(decodeTable(file)).toMatchObject({
    encoding: 'macintosh',
    text: expect.stringContaining(';Hélène;'),
  })
})

test.each([
  ['CP850, of DOS in France', '48826c8a6e65'],
  ['CP852, of DOS in Poland', '9d756b61737a20bda28886'],
  ['CP855, of DOS in Bulgaria', 'a1d4d4a020e4a8a6d6eba0'],
  ['ISO 8859-2, of Poland', 'a3756b61737a20aff3b3e6'],
  ['ISO 8859-5', 'b0ddddd020c1d5d4ded2d0'],
  ['Windows-1253, of Greece', 'c3e9fef1e3eff2'],
  ['Windows-1254, of Turkey', '4179fe652059fd6c64fd7a'],
  ['GBK, of China', 'cdf5d0a1c3f7'],
  ['Shift JIS, of Japan', '8e52936391be9859'],
])('R2: a file in %s is refused, never read as other letters', (_name, name) => {
  const file = joined(utf8(`${HEADER}\nAB-0001;`), bytes(name), utf8(';;1 rue;Lyon;69002;FR'))
  expect(readImport(file, 'shop', null)).toMatchObject({
    entries: [],
    encoding: null,
    faults: [{ line: 1, column: '', code: 'unknown-encoding' }],
  })
})

const LINES = ['AB-0001;Hélène;;1 rue;Lyon;69002;FR', 'AB-0003;Noël;;3 rue;Nîmes;30000;FR']
const namesOf = (file: Uint8Array) => {
  const { entries, warnings } = readImport(file, 'shop', null)
  const names = entries.map(({ shipment, faults }) =>
    faults.length > 0 ? faults : (shipment.recipient as { name: string }).name,
  )
  return { names, warnings }
}

test('R2: UTF-8 with one byte A0 stays UTF-8: a blank is put in its place and its line is named', () => {
  const file = joined(
    utf8(`${HEADER}\n${LINES[0]}\nAB-0002;Ann`),
    bytes('a0'),
    utf8(`Lee;;2 rue;Lyon;69002;FR\n${LINES[1]}\n`),
  )
  expect(namesOf(file)).toEqual({
    names: ['Hélène', 'Ann Lee', 'Noël'],
    warnings: [{ line: 3, column: 'name', code: 'blank-repaired' }],
  })
})

test('R2: UTF-8 with a letter of another encoding: its line and column are refused, all others stay right', () => {
  const file = joined(
    utf8(`${HEADER}\n${LINES[0]}\nAB-0002;Ren`),
    bytes('e9'),
    utf8(`;;2 rue;Lyon;69002;FR\n${LINES[1]}\n`),
  )
  expect(namesOf(file).names).toEqual(['Hélène', [{ line: 3, column: 'name', code: 'lost-letters' }], 'Noël'])
})

test('R2: marks at the beginning, also twice, are no part of the first title', () => {
  const [first] = readImport(utf8(`\ufeff\ufeff${HEADER}\n${LINES[0]}`), 'shop', null).entries
  expect(first?.waybill).toBe('AB-0001')
  const wide = readImport(encodeAs(`\ufeff${HEADER}\n${LINES[0]}`, 'utf-16be'), 'shop', null)
  expect(wide).toMatchObject({ encoding: 'utf-16', entries: [{ waybill: 'AB-0001' }] })
})

test.each([
  ['HÃ©lÃ¨ne', 'garbled'],
  ['RenÃ©', 'garbled'],
  ['ÐÐ½Ð½Ð°', 'garbled'],
  ['РђРЅРЅР°', 'garbled'],
  ['Àííà', 'garbled'],
  ['Hйlиne', 'garbled'],
  ['H√©l√®ne', 'garbled'],
  ['╨Р╨╜╨╜╨░', 'garbled'],
  ['H‚lŠne', 'garbled'],
  ['???? ??????', 'lost-letters'],
  ['H?l?ne', 'lost-letters'],
  ['Ren?', 'lost-letters'],
  ['H\ufffdl\ufffdne', 'lost-letters'],
])('R2: a name that another program has misread before, %s, is refused by line and column', (name, code) => {
  const file = utf8(`${HEADER}\nAB-0001;${name};;1 rue;Lyon;69002;FR`)
  expect(namesOf(file).names).toEqual([[{ line: 2, column: 'name', code }]])
})

test.each([
  'Hélène Œuvrard',
  'Łukasz Żółć',
  'Nguyễn Thị Ánh',
  'Әнуар Қыдырғали',
  'გიორგი ბერიძე',
  'Արամ Խաչատրյան',
  '王小明',
  'Cмирнов Олег',
  'ООО «Ёлка»',
  'ТехноSoft',
  "L'Été – CAFÉ",
  'Séverine d’Aÿ',
  'Ørsted Åse',
  'Ольга №5',
  'С–1',
])('R2: %s is a name as it stands', (name) => {
  expect(namesOf(utf8(`${HEADER}\nAB-0001;${name};;1 rue;Lyon;69002;FR`)).names).toEqual([name])
})

const ZIP = '504b0304140000000800'
test.each([
  ['an Excel workbook', joined(bytes(ZIP), utf8('[Content_Types].xml…xl/workbook.xml')), 'workbook'],
  ['an older Excel workbook', joined(bytes('d0cf11e0a1b11ae1'), new Uint8Array(600)), 'workbook'],
  [
    'an OpenDocument table',
    joined(bytes(ZIP), utf8('mimetypeapplication/vnd.oasis.opendocument.spreadsheet')),
    'workbook',
  ],
  ['a Word document', joined(bytes(ZIP), utf8('[Content_Types].xml…word/document.xml')), 'text-document'],
  ['an archive', joined(bytes(ZIP), utf8('envois.csv')), 'archive'],
  ['a PDF', utf8('%PDF-1.7\n%…'), 'pdf'],
  [
    'a page under the name of a table',
    utf8('\ufeff\n<html xmlns:x="urn:schemas-microsoft-com"><table>'),
    'web-page',
  ],
  [
    'a table of Excel 2003',
    utf8('<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook>'),
    'workbook',
  ],
  ['a picture', bytes('89504e470d0a1a0a0000000d49484452'), 'picture'],
  ['bytes', Uint8Array.from({ length: 5_000 }, (_, at) => (at * 7 + (at >> 3)) % 256), 'binary'],
])('R2: %s is said by name', (_what, file, code) => {
  expect(readImport(file, 'shop', null)).toMatchObject({ encoding: null, entries: [], faults: [{ code }] })
})
