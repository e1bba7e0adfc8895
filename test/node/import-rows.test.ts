import fc from 'fast-check'
import Papa from 'papaparse'
import { expect, test } from 'vitest'
import { parseRows, rowsOf } from '../../worker/wire/import/rows.ts'
import { readTable } from '../../worker/wire/import/table.ts'

const HEADER = 'waybill;name;line1;city;postcode;country'
const line = (waybill: string, line1 = '1 rue', name = 'Ann') => `${waybill};${name};${line1};Lyon;69002;FR`

/** Returns the lines of shipments and what is wrong, both as the file counts them. */
function read(text: string) {
  const { entries, faults, separator } = readTable(text, 'shop')
  const wrong = [...faults, ...entries.flatMap((entry) => entry.faults)]
  return {
    separator,
    lines: entries.map(({ line, waybill }) => `${line} ${waybill}`),
    faults: wrong.map(({ line, code }) => `${line} ${code}`),
  }
}

test.each([
  ['sep=;', ';'],
  ['SEP=;', ';'],
  ['"sep=;"', ';'],
  ['\ufeffsep=;', ';'],
  ['sep=;;;;;;', ';'],
  ['sep=,', ','],
  ['sep=\t', '\t'],
  ['sep=\\t', '\t'],
  ['sep=|', '|'],
])('R2: a first line %j is passed over and obeyed, and lines are counted with it', (first, separator) => {
  const text = [first, HEADER.replaceAll(';', separator), line('AB-0001').replaceAll(';', separator)].join(
    '\r\n',
  )
  expect(read(text)).toEqual({ separator, lines: ['3 AB-0001'], faults: [] })
})

test('R2: a first line that tells the wrong separator does not hide the columns', () => {
  expect(read(['sep=,', HEADER, line('AB-0001')].join('\n'))).toMatchObject({
    separator: ';',
    lines: ['3 AB-0001'],
  })
})

test.each(['\r', '\n', '\r\n'])('R2: line ends %j, also at the end of a DOS file', (end) => {
  expect(read(`${[HEADER, line('AB-0001'), line('AB-0002')].join(end)}${end}\u001a`)).toMatchObject({
    lines: ['2 AB-0001', '3 AB-0002'],
    faults: [],
  })
})

test('R2: a quotation mark that is never closed costs its own line, not those after it', () => {
  const text = [
    HEADER,
    line('AB-0001', '"12 rue'),
    line('AB-0002'),
    line('AB-0003', '"3 rue; bât. B"'),
    line('AB-0004'),
  ]
  expect(read(text.join('\n'))).toEqual({
    separator: ';',
    lines: ['2 AB-0001', '3 AB-0002', '4 AB-0003', '5 AB-0004'],
    faults: ['2 broken-quotes'],
  })
})

test('R2: a quotation mark that is closed some lines later has not swallowed them', () => {
  const text = [
    HEADER,
    line('AB-0001', '"12 rue'),
    line('AB-0002'),
    line('AB-0003', '3 rue"'),
    line('AB-0004'),
  ]
  expect(read(text.join('\n')).lines).toEqual(['2 AB-0001', '3 AB-0002', '4 AB-0003', '5 AB-0004'])
  expect(read(text.join('\n')).faults).toContain('2 broken-quotes')
})

test('R2: a line with one cell too many is refused; one whose last cells are missing says which', () => {
  expect(read([HEADER, `${line('AB-0001', '1 rue; bât. B')}`].join('\n')).faults).toEqual([
    '2 too-many-cells',
  ])
  expect(read([HEADER, `${line('AB-0001')};`].join('\n')).faults).toEqual([])
})

const cell = fc.string({ unit: fc.constantFrom('a', 'é', ' ', '"', ';', '\n', "'", 'я', '1'), maxLength: 8 })
/** Two columns of texts between two of numbers: a cell in quotation marks does not look like whole lines. */
const table = fc.array(fc.tuple(fc.constant('n'), cell, cell, fc.constant('1')), {
  minLength: 1,
  maxLength: 8,
})

test('R2: whatever is quoted as RFC 4180 has it is read as it was', () => {
  fc.assert(
    fc.property(table, (rows) => {
      const narrow = rows.map((cells) => cells.map((text) => text.replaceAll(/[;\n](?=[^;\n]*[;\n])/g, '')))
      const text = Papa.unparse(narrow, { delimiter: ';', newline: '\n', quotes: true })
      expect([...parseRows(text, ';')]).toEqual(narrow.map((cells) => ({ cells, broken: false })))
    }),
  )
})

test('R2: what is not quoted is split as by the library of the field', () => {
  const plain = fc.string({ unit: fc.constantFrom('a', 'é', ' ', ';', '\n', 'я'), maxLength: 60 })
  fc.assert(
    fc.property(plain, (text) => {
      const wanted = Papa.parse<string[]>(text, { delimiter: ';', newline: '\n' }).data
      // The library takes a last line end for one more line with nothing in it.
      if (text.endsWith('\n')) wanted.pop()
      expect([...parseRows(text, ';')].map(({ cells }) => cells)).toEqual(text === '' ? [] : wanted)
    }),
  )
})

test('R2: a heap of quotation marks does not take long', () => {
  const text = `${HEADER}\n${'"'.repeat(3)}${'\n""""x'.repeat(60_000)}`
  expect(rowsOf(text).rows.length).toBeGreaterThan(59_000)
})
