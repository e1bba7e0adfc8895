import { tidy } from '../../domain/tidy.ts'
import { unguarded } from '../csv.ts'
import {
  COLUMNS,
  columnNamed,
  type ImportColumn,
  isReason,
  kindNamed,
  languageNamed,
  REQUIRED,
  yesOrNo,
} from './columns.ts'
import { type FileRow, rowsOf, type Separator } from './decode.ts'

export interface ImportFault {
  /** The line of the file as a spreadsheet numbers it. */
  line: number
  /** The column as the file names it, or the name by which we know it. */
  column: string
  code: string
}

/** One shipment of a file. Its parcels may be on several lines with the same waybill. */
export interface ImportEntry {
  /** The first of its lines; the others are those of its further parcels, in order. */
  line: number
  lines: number[]
  waybill: string
  /** The numbers on its further lines that are not written like the first one, which they may still be. */
  phones: { line: number; text: string }[]
  /** The shipment in the form of `POST /api/shipments`, still to be checked by its schema. */
  shipment: Record<string, unknown>
  /**
   * The faults of its lines themselves. One wrong line makes the whole shipment wrong, because half of it
   * would be another shipment.
   */
  faults: ImportFault[]
}

export interface ImportTable {
  entries: ImportEntry[]
  /** The faults that keep the table as a whole from being read; there are no entries then. */
  faults: ImportFault[]
  /** The known columns as the file names them. */
  columns: Partial<Record<ImportColumn, string>>
  /** Headers that are not known, or that name a column a second time. */
  unknown: string[]
  separator: Separator
  header: string[]
  rows: FileRow[]
}

type Cell = (column: ImportColumn) => string
/**
 * These columns are compared as they are; in all others any white space between words becomes a single space.
 */
const EXACT: readonly ImportColumn[] = ['waybill', 'label']

/** Reads a table with a header in Russian, French or English and with `;`, `,` or tab between its cells. */
export function readTable(text: string, contractId: string): ImportTable {
  const { rows: all, separator } = rowsOf(text)
  const [first, ...rows] = all
  const header = first?.cells ?? []
  const columns: ImportTable['columns'] = {}
  const at: Partial<Record<ImportColumn, number>> = {}
  const unknown: string[] = []
  header.forEach((title, index) => {
    const known = columnNamed(title)
    if (known && at[known] === undefined) {
      at[known] = index
      columns[known] = title.trim()
    } else if (title.trim() !== '' && !isReason(title)) unknown.push(title.trim())
  })
  const line = first?.line ?? 1
  const missing = REQUIRED.filter((column) => at[column] === undefined)
  const faults = missing.map((column) => ({ line, column, code: 'missing-column' }))
  const table = { columns, unknown, separator, header, rows }
  if (faults.length > 0) return { ...table, entries: [], faults }
  const entries = new Map<string, ImportEntry>()
  for (const row of rows) {
    const cell: Cell = (column) => {
      const text = unguarded((row.cells[at[column] ?? -1] ?? '').trim())
      return EXACT.includes(column) ? text : text.replace(/\s+/g, ' ')
    }
    const entry = addLine(entries, contractId, row.line, cell, columns)
    const fault = (code: string) => entry.faults.push({ line: row.line, column: '', code })
    if (row.broken) fault('broken-quotes')
    // A separator inside an address shifts everything behind it by one column.
    if (row.cells.slice(header.length).some((extra) => extra.trim() !== '')) fault('too-many-cells')
  }
  return { ...table, entries: [...entries.values()], faults: [] }
}

function addLine(
  entries: Map<string, ImportEntry>,
  contractId: string,
  line: number,
  cell: Cell,
  columns: ImportTable['columns'],
): ImportEntry {
  const waybill = cell('waybill')
  const label = { label: cell('label') || waybill }
  const known = entries.get(waybill.toUpperCase())
  if (!known || waybill === '') {
    const shipment = shipmentOf(contractId, waybill, label, cell)
    const entry = { line, lines: [line], waybill, phones: [], shipment, faults: [] }
    entries.set(waybill === '' ? `line ${line}` : waybill.toUpperCase(), entry)
    return entry
  }
  // This is the next parcel of a known shipment: its other cells may be empty but must not differ from the
  // first line.
  const { shipment } = known
  const parcels = shipment.parcels as { label: string }[]
  const said = shipmentOf(contractId, waybill, label, cell)
  for (const column of COLUMNS) {
    if (EXACT.includes(column) || cell(column) === '') continue
    if (sameText(fieldIn(said, column), fieldIn(shipment, column))) continue
    if (column === 'phone') known.phones.push({ line, text: cell('phone') })
    else known.faults.push({ line, column: columns[column] ?? column, code: 'differs-from-first-line' })
  }
  parcels.push(label)
  known.lines.push(line)
  return known
}

/** Whether two values are the same in the form in which they would be stored. */
const sameText = (a: unknown, b: unknown) =>
  typeof a === 'string' && typeof b === 'string' ? tidy(a, 'one').text === tidy(b, 'one').text : a === b

/** Returns what a shipment has in a column, for comparison. */
function fieldIn(shipment: Record<string, unknown>, column: ImportColumn): unknown {
  const { recipient, destination } = shipment as {
    recipient: { address: Record<string, unknown> } & Record<string, unknown>
    destination?: { pointId: string }
  }
  if (column === 'pointId') return destination?.pointId
  return shipment[column] ?? recipient[column] ?? recipient.address[column]
}

const given = (name: string, value: unknown) => (value === '' ? {} : { [name]: value })
/** Parses a number; `48,85` is one too, where a comma separates the decimals. */
const numberOf = (text: string) => (text === '' ? '' : Number(text.replace(',', '.')))

function shipmentOf(
  contractId: string,
  waybill: string,
  label: { label: string },
  cell: Cell,
): Record<string, unknown> {
  const country = cell('country').toUpperCase()
  const pointId = cell('pointId')
  return {
    waybill,
    contractId,
    parcels: [label],
    recipient: {
      name: cell('name'),
      ...given('phone', cell('phone')),
      ...given('email', cell('email')),
      kind: kindNamed(cell('kind')),
      ...given('locale', languageNamed(cell('locale'))),
      address: {
        line1: cell('line1'),
        ...given('line2', cell('line2')),
        city: cell('city'),
        postcode: cell('postcode'),
        country,
        ...given('lat', numberOf(cell('lat'))),
        ...given('lon', numberOf(cell('lon'))),
      },
    },
    inPerson: yesOrNo(cell('inPerson')),
    ...(pointId !== '' && { destination: { pointId } }),
    ...given('reference', cell('reference')),
  }
}
