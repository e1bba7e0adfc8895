import { readCell } from './cells.ts'
import { COLUMNS, type ImportColumn } from './columns.ts'
import { digitsLost } from './digits-lost.ts'
import type { Unreadable } from './encodings.ts'
import { addLine } from './entries.ts'
import type { ImportEntry, ImportFault, ImportWarning, Line } from './entry.ts'
import type { Part } from './known-titles.ts'
import { headerAt, isHeaderAgain, type Layout, layoutOf, titleOf } from './layout.ts'
import { lettersFault } from './letters.ts'
import { joinName } from './names.ts'
import { filled } from './phones.ts'
import { type FileRow, type FileRows, HEADER_WITHIN, rowsOf, type Separator } from './rows.ts'
import type { WarningCode } from './warnings.ts'
import { isTotal } from './words.ts'

export interface ImportTable {
  entries: ImportEntry[]
  /** The faults that keep the table as a whole from being read; there are no entries then. */
  faults: ImportFault[]
  warnings: ImportWarning[]
  /** The known columns as the file names them. */
  columns: Partial<Record<ImportColumn, string>>
  /** The known columns in the order of the file; several may hold parts of one. */
  recognised: { title: string; column: ImportColumn }[]
  /** Headers that are not known, or that name a column a second time. */
  unknown: string[]
  separator: Separator
  header: string[]
  rows: FileRow[]
}

const NO_TABLE: ImportTable = {
  entries: [],
  faults: [],
  warnings: [],
  columns: {},
  recognised: [],
  unknown: [],
  separator: ';',
  header: [],
  rows: [],
}
/** A file that could not be decoded, as a table with that fault. */
export const notRead = (code: Unreadable | 'empty'): ImportTable => ({
  ...NO_TABLE,
  faults: [{ line: 1, column: '', code }],
})

/** Reads a table with a header in Russian, French or English and with `;`, `,`, `|` or tab between its cells. */
export function readTable(
  text: string,
  contractId: string,
  country: string | null = null,
  pays = true,
): ImportTable {
  const file = rowsOf(text)
  const top = headerAt(file.rows, HEADER_WITHIN)
  const head = file.rows[top]
  if (!head) return { ...notRead('empty'), separator: file.separator }
  const header = head.cells
  const layout = layoutOf(header, pays)
  const { columns, unknown } = layout
  const { rows, warnings } = shipmentRows(file, top, layout)
  const { priceAlone, notPaid } = layout
  if (notPaid !== null) warnings.push({ line: head.line, column: notPaid, code: 'amounts-not-asked' })
  if (priceAlone !== null) warnings.push({ line: head.line, column: priceAlone, code: 'amount-alone' })
  const recognised = layout.recognised.map(({ title, column }) => ({ title, column }))
  const read = { columns, recognised, unknown, separator: file.separator, header, rows }
  const faults = headerFaults(head, layout)
  if (faults.length > 0) return { ...read, warnings: folded(warnings), entries: [], faults }
  const entries = new Map<string, ImportEntry>()
  const contract = { contractId, country }
  for (const row of rows) {
    const said = sayings(row, layout)
    const entry = addLine(entries, contract, said, columns)
    const fault = (code: string) => entry.faults.push({ line: row.line, column: '', code })
    if (row.broken) fault('broken-quotes')
    // A separator inside an address shifts everything behind it by one column.
    else if (row.cells.slice(header.length).some((extra) => extra.trim() !== '')) fault('too-many-cells')
    warnings.push(...said.warnings)
  }
  warnings.push(...digitsLost([...entries.values()], columns))
  return { ...read, warnings: folded(warnings), entries: [...entries.values()], faults: [] }
}

/** Returns why a header cannot be used. Titles that arrived as other letters explain columns that are missing. */
function headerFaults({ line, cells }: FileRow, { missing }: Layout): ImportFault[] {
  if (missing.length === 0) return []
  const garbled = cells.flatMap((title) => {
    const code = lettersFault(title, false)
    return code ? [{ line, column: titleOf(title), code }] : []
  })
  return [...garbled, ...missing.map((column) => ({ line, column, code: 'missing-column' }))]
}

/** Returns the rows that are lines of shipments, and what the others are. */
function shipmentRows({ rows, empty }: FileRows, top: number, layout: Layout) {
  const warnings: ImportWarning[] = empty.map((line) => ({ line, column: '', code: 'empty-lines' }))
  const header = rows[top]?.cells ?? []
  const below = rows.slice(top + 1)
  const kindOf = (row: FileRow, at: number): WarningCode | null => {
    if (at < top) return 'above-header'
    if (isHeaderAgain(row.cells, header)) return 'header-again'
    return isTotalLine(row, layout) ? 'total-line' : null
  }
  const kinds = new Map(rows.map((row, at) => [row, at === top ? null : kindOf(row, at)]))
  for (const [{ line }, code] of kinds) if (code) warnings.push({ line, column: '', code })
  const own = below.filter((row) => !kinds.get(row))
  for (const row of [...rows.slice(top, top + 1), ...own])
    for (const index of row.repaired)
      warnings.push({ line: row.line, column: titleOf(header[index] ?? ''), code: 'blank-repaired' })
  return { rows: own, warnings }
}

/** Puts warnings in the order of lines, and those that say the same of lines in a row into one. */
function folded(warnings: readonly ImportWarning[]): ImportWarning[] {
  const last = new Map<string, ImportWarning>()
  const all: ImportWarning[] = []
  for (const warning of [...warnings].sort((a, b) => a.line - b.line)) {
    const key = `${warning.column}\n${warning.code}`
    const before = last.get(key)
    if (before && before.line + (before.count ?? 1) === warning.line) {
      before.count = (before.count ?? 1) + (warning.count ?? 1)
      continue
    }
    const own = { ...warning }
    last.set(key, own)
    all.push(own)
  }
  return all
}

/** A line of sums says what it is where a shipment has its numbers or its name, and holds no name and address. */
function isTotalLine({ cells }: FileRow, { at, names }: Layout): boolean {
  const has = (index: number | undefined) => index !== undefined && /\p{L}/u.test(cells[index] ?? '')
  const first = cells.findIndex((cell) => cell.trim() !== '')
  const said = [cells[first] ?? '', cells[at.waybill ?? first] ?? '', cells[at.line1 ?? first] ?? '']
  const named = Object.values(names).some((index) => index !== first && has(index))
  return said.some(isTotal) && !(named && has(at.line1))
}

/** Reads the cells of a row. */
function sayings(
  { line, cells }: FileRow,
  { at, names, phones, surnameFirst, columns, recognised }: Layout,
): Line {
  const faults: ImportFault[] = []
  const warnings: ImportWarning[] = []
  const read = (column: ImportColumn, index: number | undefined): string => {
    if (index === undefined) return ''
    const { text, fault, warning } = readCell(cells[index] ?? '', column)
    const titled = () => recognised.find((one) => one.index === index)?.title ?? column
    if (fault) faults.push({ line, column: titled(), code: fault })
    if (warning) warnings.push({ line, column: titled(), code: warning })
    return text
  }
  const say = Object.fromEntries(COLUMNS.map((column) => [column, read(column, at[column])])) as Line['say']
  const parts = Object.entries(names).map(
    ([part, index]) => [part, read('name', index)] as [Part | 'whole', string],
  )
  const { name, half } = joinName(Object.fromEntries(parts), surnameFirst)
  if (half) warnings.push({ line, column: columns.name ?? 'name', code: 'half-name' })
  const numbers = phones.map(({ index, title }) => ({ line, column: title, text: read('phone', index) }))
  return {
    line,
    say: { ...say, name, phone: filled(numbers)[0]?.text ?? '' },
    phones: filled(numbers),
    faults,
    warnings,
  }
}
