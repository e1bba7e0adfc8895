import { SHIPMENTS_MAX } from '../../../worker/domain/limits.ts'
import type { Policy } from '../../../worker/domain/policy.ts'
import { BYTE_ORDER_MARK, csvLine, unguarded } from '../../../worker/wire/csv.ts'
import { type Money, toPay } from '../../../worker/wire/import/asked.ts'
import { type CheckedTable, checkTable, faultsOf } from '../../../worker/wire/import/check.ts'
import { columnNamed, type ImportColumn, isReason } from '../../../worker/wire/import/columns.ts'
import { countryOfZone } from '../../../worker/wire/import/countries.ts'
import type { Encoding } from '../../../worker/wire/import/encodings.ts'
import type { ImportEntry, ImportFault } from '../../../worker/wire/import/entry.ts'
import { type ReadImport, readImport } from '../../../worker/wire/import/read-import.ts'
import type { Separator } from '../../../worker/wire/import/rows.ts'
import type { ReadPhone } from '../../../worker/wire/phone.ts'
import { type WarningKind, warningKinds } from './warnings.ts'

/** A shipment's place in the file and what the server found wrong. It is kept after the file is closed. */
export type EntryRefusal = [entry: number, column: string, code: string]

/** A fault as it is shown. `key` is our name of the column, if we know it. */
export interface FileFault extends ImportFault {
  waybill: string
  key: string
}

export interface Summary {
  /** Null where nothing of the file was read. */
  encoding: Encoding | null
  separator: Separator
  columns: { title: string; column: ImportColumn }[]
  unknown: string[]
  header: string[]
  /** The first lines, as they stand in the file; `toPay` on the first one of a good shipment. */
  preview: { line: number; cells: string[]; toPay: Money | null }[]
  lines: number
  shipments: number
  good: number
  /** How many of the good shipments the contract will not secure. */
  ordinary: number
  /** How many of the good shipments have a number that takes no texts, and nothing else (R38). */
  unreached: number
  /** How many of the good shipments their recipients pay for, and how much in each currency (R30). */
  paid: { count: number; sums: Money[] }
  /** What was put right or passed over, by what it is. */
  warnings: WarningKind[]
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
  const table = readImport(bytes, contractId, countryOfZone(policy.zone), policy.payment !== 'none')
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
  const checked = checkTable(table, policy, readPhone)
  const { good, wrong: rejected, ordinary, unreached } = checked
  for (const { entry, faults: found } of rejected) reject(entry, found)
  const sortFaults = () => faults.sort((a, b) => a.line - b.line)
  sortFaults()
  const batches = batchesOf(good)
  const sums = new Map(good.map(({ index, given }) => [table.entries[index]?.line, toPay(given)]))
  return {
    summary: {
      encoding: table.encoding,
      separator: table.separator,
      columns: table.recognised,
      unknown: table.unknown,
      header: table.header,
      preview: table.rows
        .slice(0, PREVIEW_LINES)
        .map(({ line, cells }) => ({ line, cells, toPay: sums.get(line) ?? null })),
      lines: table.rows.length,
      shipments: table.entries.length,
      good: good.length,
      ordinary,
      unreached,
      paid: paidOf([...sums.values()]),
      warnings: warningKinds([...table.warnings, ...checked.warnings]),
      batches: batches.length,
      faults: table.faults.map(shown('')),
    },
    batch: (index) => {
      const batch = batches[index] ?? []
      return { shipments: batch.map(({ given }) => given), entries: batch.map(({ index }) => index) }
    },
    refuse: (refusals) => {
      for (const [index, column, code] of refusals) {
        const entry = table.entries[index]
        const field = column === 'label' ? 'parcels' : column
        if (entry) reject(entry, faultsOf(entry, [{ field, code }], table.columns))
      }
      sortFaults()
    },
    faults: (filter, count) => pageOf(faults, wrong.size, filter, count),
    wrongLines: (words, title) => wrongLines(table, wrong, faults, words, title),
  }
}

/** Adds sums up, each currency by itself. */
function paidOf(all: readonly (Money | null)[]): Summary['paid'] {
  const paid = all.filter((sum) => sum !== null)
  const sums = new Map<string, number>()
  for (const { amount, currency } of paid) sums.set(currency, (sums.get(currency) ?? 0) + amount)
  return { count: paid.length, sums: [...sums].map(([currency, amount]) => ({ amount, currency })) }
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
function batchesOf(good: CheckedTable['good']): CheckedTable['good'][] {
  const batches: CheckedTable['good'][] = []
  let bytes = Number.POSITIVE_INFINITY
  for (const one of good) {
    const size = new TextEncoder().encode(JSON.stringify(one.given)).length + 1
    const last = batches.at(-1)
    if (last && last.length < SHIPMENTS_MAX && bytes + size <= BATCH_MAX_BYTES) {
      last.push(one)
      bytes += size
    } else {
      batches.push([one])
      bytes = size
    }
  }
  return batches
}

function wrongLines(
  { header, rows, separator }: ReadImport,
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
