import { SHIPMENTS_MAX } from '../../../worker/domain/limits.ts'
import type { Policy } from '../../../worker/domain/policy.ts'
import { BYTE_ORDER_MARK, csvLine, unguarded } from '../../../worker/wire/csv.ts'
import { checkTable, columnOf } from '../../../worker/wire/import/check.ts'
import { columnNamed, type ImportColumn, isReason } from '../../../worker/wire/import/columns.ts'
import { decodeTable, type Encoding, type Separator } from '../../../worker/wire/import/decode.ts'
import {
  type ImportEntry,
  type ImportFault,
  type ImportTable,
  readTable,
} from '../../../worker/wire/import/table.ts'
import type { ReadPhone } from '../../../worker/wire/phone.ts'

/** A shipment's place in the file and what the server found wrong. It is kept after the file is closed. */
export type EntryRefusal = [entry: number, column: string, code: string]

/** A fault as it is shown. `key` is our name of the column, if we know it. */
export interface FileFault extends ImportFault {
  waybill: string
  key: string
}

export interface Summary {
  encoding: Encoding
  separator: Separator
  columns: { title: string; column: ImportColumn }[]
  unknown: string[]
  header: string[]
  /** The first lines, as they stand in the file. */
  preview: { line: number; cells: string[] }[]
  lines: number
  shipments: number
  good: number
  /** How many of the good shipments the contract will not secure. */
  ordinary: number
  /** How many of the good shipments have a number that takes no texts, and nothing else (R38). */
  unreached: number
  /** How many of the good shipments had two numbers in one cell. */
  several: number
  batches: number
  /** Faults that keep the whole table from being read. */
  faults: FileFault[]
}

export interface FaultFilter {
  column: string
  code: string
}
export interface FaultPage {
  items: FileFault[]
  /** The number of faults that match the filter. */
  total: number
  /** The number of lines that need a correction. */
  lines: number
  /** The kinds of faults, most frequent first. */
  kinds: (FaultFilter & { key: string; count: number })[]
}

const PREVIEW_LINES = 5
/** Stays below the API's limit for a body, as shipments with many parcels are long. */
const BATCH_MAX_BYTES = 200_000
export const FAULTS_SHOWN = 50

/** Whether a file is a workbook, new (a ZIP archive) or old. Those are no text tables. */
export const isWorkbook = ([a, b, c, d]: Uint8Array): boolean =>
  (a === 0x50 && b === 0x4b && c === 3 && d === 4) || (a === 0xd0 && b === 0xcf && c === 0x11 && d === 0xe0)

/** The good shipments that one call announces, and the place of each in the file. */
export interface Batch {
  shipments: object[]
  entries: number[]
}

/** A file that was read and checked completely, by the code that the server checks it with. */
export interface FileReading {
  summary: Summary
  batch: (index: number) => Batch
  refuse: (refusals: readonly EntryRefusal[]) => void
  faults: (filter: FaultFilter | null, shown: number) => FaultPage
  /** Returns the lines to correct as CSV, each with its reasons in words. */
  wrongLines: (words: Record<string, string>, title: string) => string
}

/** Returns a key for a kind of fault: the same column and code are described by the same words. */
export const kindOf = ({ column, code }: FaultFilter): string => `${column}\n${code}`

export function readFile(
  bytes: Uint8Array,
  contractId: string,
  policy: Policy,
  readPhone: ReadPhone,
): FileReading {
  const { text, encoding } = decodeTable(bytes)
  const table = readTable(text, contractId)
  const shown = (waybill: string) => (fault: ImportFault) => ({
    ...fault,
    waybill,
    key: columnNamed(fault.column) ?? fault.column,
  })
  const faults: FileFault[] = []
  const wrong = new Set<number>()
  const reject = (entry: ImportEntry, found: readonly ImportFault[]) => {
    for (const line of entry.lines) wrong.add(line)
    faults.push(...found.map(shown(entry.waybill)))
  }
  const { good, wrong: rejected, ordinary, unreached, several } = checkTable(table, policy, readPhone)
  for (const { entry, faults: found } of rejected) reject(entry, found)
  const sortFaults = () => faults.sort((a, b) => a.line - b.line)
  sortFaults()
  const batches = batchesOf(table.entries, good)
  const columns = Object.entries(table.columns) as [ImportColumn, string][]
  return {
    summary: {
      encoding,
      separator: table.separator,
      columns: columns.map(([column, title]) => ({ column, title })),
      unknown: table.unknown,
      header: table.header,
      preview: table.rows.slice(0, PREVIEW_LINES).map(({ line, cells }) => ({ line, cells })),
      lines: table.rows.length,
      shipments: table.entries.length,
      good: good.length,
      ordinary,
      unreached,
      several,
      batches: batches.length,
      faults: table.faults.map(shown('')),
    },
    batch: (index) => {
      const entries = (batches[index] ?? []).filter((entry) => table.entries[entry] !== undefined)
      return { shipments: entries.map((entry) => table.entries[entry]?.shipment ?? {}), entries }
    },
    refuse: (refusals) => {
      for (const [index, column, code] of refusals) {
        const entry = table.entries[index]
        const field = column === 'label' ? 'parcels' : column
        if (entry) reject(entry, [{ line: entry.line, column: columnOf(field, table.columns), code }])
      }
      sortFaults()
    },
    faults: (filter, count) => pageOf(faults, wrong.size, filter, count),
    wrongLines: (words, title) => wrongLines(table, wrong, faults, words, title),
  }
}

function pageOf(
  faults: readonly FileFault[],
  lines: number,
  filter: FaultFilter | null,
  count: number,
): FaultPage {
  const kinds = new Map<string, FaultPage['kinds'][number]>()
  for (const { column, code, key } of faults) {
    const kind = kinds.get(kindOf({ column, code })) ?? { column, code, key, count: 0 }
    kinds.set(kindOf(kind), { ...kind, count: kind.count + 1 })
  }
  const asked = filter ? faults.filter((fault) => kindOf(fault) === kindOf(filter)) : faults
  const byCount = [...kinds.values()].sort((a, b) => b.count - a.count)
  return { items: asked.slice(0, count), total: asked.length, lines, kinds: byCount }
}

/** Splits the good shipments, in file order, into calls of the allowed size, always in the same way. */
function batchesOf(entries: readonly ImportEntry[], good: readonly number[]): number[][] {
  const batches: number[][] = []
  let bytes = Number.POSITIVE_INFINITY
  for (const index of good) {
    const size = new TextEncoder().encode(JSON.stringify(entries[index]?.shipment)).length + 1
    const last = batches.at(-1)
    if (last && last.length < SHIPMENTS_MAX && bytes + size <= BATCH_MAX_BYTES) {
      last.push(index)
      bytes += size
    } else {
      batches.push([index])
      bytes = size
    }
  }
  return batches
}

function wrongLines(
  { header, rows, separator }: ImportTable,
  wrong: ReadonlySet<number>,
  faults: readonly FileFault[],
  words: Record<string, string>,
  title: string,
): string {
  const reasons = new Map<number, string[]>()
  for (const fault of faults) {
    const word = words[kindOf(fault)] ?? ''
    const named = fault.column && fault.code !== 'missing-column' ? `${fault.column}: ${word}` : word
    reasons.set(fault.line, [...(reasons.get(fault.line) ?? []), named])
  }
  // A file that was corrected before already has the column of reasons.
  const kept = header.flatMap((name, index) => (isReason(name) ? [] : [index]))
  const cellsOf = (cells: readonly string[]) => kept.map((index) => unguarded(cells[index] ?? ''))
  const lines = rows.filter(({ line }) => wrong.has(line))
  const body = lines.map(({ line, cells }) => {
    // Cells beyond the last column would otherwise be lost.
    const extra = cells.slice(header.length)
    return csvLine([...cellsOf(cells), reasons.get(line)?.join(' ') ?? '', ...extra], separator)
  })
  return BYTE_ORDER_MARK + csvLine([...cellsOf(header), title], separator) + body.join('')
}
