import type { ImportColumn } from './columns.ts'
import type { PhoneCell } from './phones.ts'
import type { WarningCode } from './warnings.ts'

export interface ImportFault {
  /** The line of the file as a spreadsheet numbers it. */
  line: number
  /** The column as the file names it, or the name by which we know it. */
  column: string
  code: string
}

export interface ImportWarning extends ImportFault {
  code: WarningCode
  /** How many lines from this one on, where that is not one. */
  count?: number
}

/** One shipment of a file. Its parcels may be on several lines with the same waybill. */
export interface ImportEntry {
  /** The first of its lines. */
  line: number
  lines: number[]
  /** The lines of its parcels and those of its goods, in order. A parcel with several goods is on several lines. */
  parcelLines: number[]
  goodsLines: number[]
  waybill: string
  /** The cells with numbers of all its lines; those of one line stand side by side. */
  phones: PhoneCell[]
  /** The shipment in the form of `POST /api/shipments`, still to be checked by its schema. */
  shipment: Record<string, unknown>
  /**
   * The faults of its lines themselves. One wrong line makes the whole shipment wrong, because half of it
   * would be another shipment.
   */
  faults: ImportFault[]
}

/** What the cells of a line say. */
export interface Line {
  line: number
  say: Record<ImportColumn, string>
  phones: PhoneCell[]
  faults: ImportFault[]
  warnings: ImportWarning[]
}
