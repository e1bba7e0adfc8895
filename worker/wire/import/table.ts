import { unguarded } from '../csv.ts'
import { toE164 } from '../phone.ts'
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
import { type Row, rowsOf, type Separator } from './decode.ts'

export interface ImportFault {
  /** Of the file as a spreadsheet numbers it. */
  line: number
  /** As the file names it, or the name we know it by. */
  column: string
  code: string
}

/** One shipment of a file: its parcels may stand on several lines with the same waybill. */
export interface ImportEntry {
  /** The first of its lines; the others are those of its further parcels, in their order. */
  line: number
  lines: number[]
  waybill: string
  /** In the form of `POST /api/shipments`; still to be checked by its schema. */
  shipment: Record<string, unknown>
  /** What is wrong with its lines as such. One wrong line is the whole shipment's: half of it is another one. */
  faults: ImportFault[]
}

export interface ImportTable {
  entries: ImportEntry[]
  /** What keeps the table as a whole from being read; there are no entries then. */
  faults: ImportFault[]
  /** How the file names what we know. */
  columns: Partial<Record<ImportColumn, string>>
  /** Headers that we do not know, or that name a column a second time. */
  unknown: string[]
  separator: Separator
  header: string[]
  rows: Row[]
}

type Cell = (column: ImportColumn) => string
/** Compared as they are; all others with single blanks, whatever a spreadsheet put between words. */
const EXACT: readonly ImportColumn[] = ['waybill', 'label']

/** Reads a table with a header, `;`, `,` or tab between its cells, in Russian, French or English. */
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
    // A separator inside an address moves everything behind it one column on.
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
    const entry = { line, lines: [line], waybill, shipment, faults: [] }
    entries.set(waybill === '' ? `line ${line}` : waybill.toUpperCase(), entry)
    return entry
  }
  // The next parcel of a shipment: its other cells may stay empty, and may not say something else.
  const { shipment } = known
  const parcels = shipment.parcels as { label: string }[]
  const said = shipmentOf(contractId, waybill, label, cell)
  for (const column of COLUMNS) {
    if (EXACT.includes(column) || cell(column) === '') continue
    if (fieldIn(said, column) !== fieldIn(shipment, column))
      known.faults.push({ line, column: columns[column] ?? column, code: 'differs-from-first-line' })
  }
  parcels.push(label)
  known.lines.push(line)
  return known
}

/** What a shipment says in a column, for comparison. */
function fieldIn(shipment: Record<string, unknown>, column: ImportColumn): unknown {
  const { recipient, destination } = shipment as {
    recipient: { address: Record<string, unknown> } & Record<string, unknown>
    destination?: { pointId: string }
  }
  if (column === 'pointId') return destination?.pointId
  return shipment[column] ?? recipient[column] ?? recipient.address[column]
}

const given = (name: string, value: unknown) => (value === '' ? {} : { [name]: value })
/** `48,85` is a number too, where a comma stands before the decimals. */
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
      ...given('phone', toE164(cell('phone'), country)),
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
