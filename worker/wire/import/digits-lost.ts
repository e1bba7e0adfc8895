import type { ImportColumn } from './columns.ts'
import type { ImportEntry, ImportWarning } from './entry.ts'
import type { WarningCode } from './warnings.ts'

interface Numbered {
  line: number
  text: string
}

const DIGITS = /^\d+$/
/** A spreadsheet keeps so many digits of a number and puts zeros in the place of the others. */
const KEPT_DIGITS = 15

/**
 * Returns the numbers that are shorter than others of their column which begin with a zero: a spreadsheet takes
 * such zeros off where it reads a number.
 */
function zerosLost(numbers: readonly Numbered[]): Numbered[] {
  const lengths = new Map<number, number>()
  for (const { text } of numbers)
    if (text.startsWith('0')) lengths.set(text.length, (lengths.get(text.length) ?? 0) + 1)
  const [usual] = [...lengths].sort(([, a], [, b]) => b - a)[0] ?? []
  return usual === undefined ? [] : numbers.filter(({ text }) => text.length < usual && !text.startsWith('0'))
}

const isCut = ({ text }: Numbered) => text.length > KEPT_DIGITS && /^0+$/.test(text.slice(KEPT_DIGITS))

/** Returns the waybills and labels of which a spreadsheet may have taken digits. Nobody can say for sure. */
export function digitsLost(
  entries: readonly ImportEntry[],
  columns: Partial<Record<ImportColumn, string>>,
): ImportWarning[] {
  const waybills = entries.map(({ line, waybill }) => ({ line, text: waybill }))
  const labels = entries.flatMap(({ parcelLines, waybill, shipment }) =>
    (shipment.parcels as { label: string }[]).flatMap(({ label }, index) =>
      label === waybill ? [] : [{ line: parcelLines[index] ?? 0, text: label }],
    ),
  )
  const found = (all: readonly Numbered[], column: ImportColumn) => {
    const numbers = all.filter(({ text }) => DIGITS.test(text))
    const fault =
      (code: WarningCode) =>
      ({ line }: Numbered) => ({ line, column: columns[column] ?? column, code })
    return [
      ...zerosLost(numbers).map(fault('zeros-lost')),
      ...numbers.filter(isCut).map(fault('maybe-rounded')),
    ]
  }
  return [...found(waybills, 'waybill'), ...found(labels, 'label')]
}
