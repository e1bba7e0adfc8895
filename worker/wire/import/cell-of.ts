import { sameLabel } from '../../domain/label.ts'
import type { ImportColumn } from './columns.ts'
import type { ImportEntry, ImportFault } from './entry.ts'

type Columns = Partial<Record<ImportColumn, string>>

/** Fields of an announcement whose column is named otherwise. */
const NAMED: Record<string, ImportColumn> = {
  'amounts.delivery': 'deliveryAmount',
  'amounts.goods.name': 'goods',
}

/** Returns the column that a field of the shipment came from, as the file names it. */
export function columnOf(field: string, columns: Columns): string {
  // If there is no column of labels, the waybill is the label.
  if (field.startsWith('parcels')) return columns.label ?? columns.waybill ?? 'label'
  const path = field.replace(/\.\d+/g, '')
  const column = NAMED[path] ?? ((path.split('.').at(-1) ?? path) as ImportColumn)
  return columns[column] ?? column
}

const numberIn = (pattern: RegExp, field: string) => {
  const found = pattern.exec(field)?.[1]
  return found === undefined ? null : Number(found)
}

/** Returns the cell of a file in which what is wrong with a field of its shipment stands. */
export function cellOf(
  entry: ImportEntry,
  field: string,
  columns: Columns,
): Pick<ImportFault, 'line' | 'column'> {
  const settled = settledField(entry, field)
  const { line, parcelLines, goodsLines, waybill } = entry
  const goods = numberIn(/^amounts\.goods\.(\d+)/, settled)
  const parcel = numberIn(/^parcels\.(\d+)/, settled)
  const at = goods === null ? parcelLines[parcel ?? 0] : goodsLines[goods]
  // A waybill that also serves as the label is not reported twice.
  const isWaybill = parcel !== null && partsOf(entry).parcels?.[parcel]?.label === waybill
  return { line: at ?? line, column: columnOf(isWaybill ? 'waybill' : settled, columns) }
}

/** Parts of an announcement, which may be anything if it came as a list. */
const partsOf = ({ shipment }: ImportEntry) =>
  shipment as { parcels?: { label?: unknown }[]; amounts?: { goods?: { label: string }[] } }

/** Returns the field that has a cell of its own, for one that is written nowhere or in the cell of another. */
function settledField(entry: ImportEntry, field: string): string {
  // A list of the API has no lines: whatever is wrong there was written.
  if (entry.lines.length === 0) return field
  const { parcels = [], amounts } = partsOf(entry)
  // The sum of the amounts stands nowhere; the prices are the larger part of it.
  if (field === 'amounts') return amounts?.goods ? 'amounts.goods.0.price' : 'amounts.delivery'
  const goods = numberIn(/^amounts\.goods\.(\d+)\.label$/, field)
  if (goods === null) return field
  const label = amounts?.goods?.[goods]?.label ?? ''
  return `parcels.${parcels.findIndex((one) => sameLabel(String(one.label), label))}.label`
}
