import { headerOf } from './columns.ts'
import { LOST_BLANK } from './encodings.ts'

export const SEPARATORS_READ = [';', ',', '\t', '|'] as const
export type Separator = (typeof SEPARATORS_READ)[number]

export interface FileRow {
  /** The line number as a spreadsheet shows it, counting empty lines; the header is usually line 1. */
  line: number
  cells: string[]
  /**
   * Whether a quotation mark does not end, or ends in the middle of a cell, so that the text after it may
   * belong to another cell.
   */
  broken: boolean
  /** The cells in which a blank stands where the file has half of one (see `LOST_BLANK`). */
  repaired: number[]
}

export interface FileRows {
  /** The rows with something in them. */
  rows: FileRow[]
  separator: Separator
  /** Lines of separators and nothing else: what a spreadsheet leaves of lines that were emptied. */
  empty: number[]
}

/** No field is nearly so long. What a quotation mark opens and does not close by then, it does not close. */
const QUOTED_MAX = 2_000

/** Returns the place of the quotation mark that closes a cell, or -1. */
function closing(text: string, from: number): number {
  for (let at = from; ; at += 2) {
    at = text.indexOf('"', at)
    if (at < 0 || at - from > QUOTED_MAX) return -1
    if (text[at + 1] !== '"') return at
  }
}

/**
 * Parses a table as RFC 4180 has it; line ends are `\n`. A quotation mark that is not closed costs its own line
 * only: what stands in the lines after it would otherwise be taken for the rest of its cell, and be missed by
 * nobody.
 */
export function* parseRows(text: string, separator: string): Generator<{ cells: string[]; broken: boolean }> {
  let width = Number.POSITIVE_INFINITY
  for (let at = 0; at < text.length; at++) {
    const cells: string[] = []
    let broken = false
    for (; ; at++) {
      const quoted: QuotedCell | null =
        !broken && text[at] === '"' ? quotedCell(text, at, separator, width) : null
      // Behind a mark that is not closed no other one can be trusted in its line.
      broken ||= text[at] === '"' && !quoted
      const end = quoted?.end ?? cellEnd(text, at, separator)
      cells.push(quoted?.cell ?? text.slice(at, end))
      at = end
      if (text[at] !== separator) break
    }
    yield { cells, broken }
    if (width === Number.POSITIVE_INFINITY && cells.length > 2) width = cells.length
  }
}

function cellEnd(text: string, from: number, separator: string): number {
  let at = from
  while (at < text.length && text[at] !== separator && text[at] !== '\n') at++
  return at
}

interface QuotedCell {
  cell: string
  /** The place behind it. */
  end: number
}

/** Reads a cell in quotation marks; null if it is not closed, or if it has swallowed whole lines after it. */
function quotedCell(text: string, at: number, separator: string, width: number): QuotedCell | null {
  const close = closing(text, at + 1)
  if (close < 0) return null
  let end = close + 1
  while (text[end] === ' ') end++
  if (end < text.length && text[end] !== separator && text[end] !== '\n') return null
  const cell = text.slice(at + 1, close).replaceAll('""', '"')
  const swallowed =
    cell.includes('\n') && cell.split('\n').some((line) => line.split(separator).length >= width)
  return swallowed ? null : { cell, end }
}

/** The header stands in one of the first lines; titles and dates of a report may stand above it. */
export const HEADER_WITHIN = 12
/** No table has so many columns; a file of separators is looked at so far. */
export const COLUMNS_MAX = 400

/**
 * Returns the separator with which most headers are known. Counting separators would not decide, because
 * addresses hold commas.
 */
function separatorOf(text: string, told: Separator | null): Separator {
  const start = text.trimStart()
  const knownUnder = (separator: Separator) => {
    let most = 0
    let lines = 0
    for (const { cells } of parseRows(start, separator)) {
      if (lines++ === HEADER_WITHIN) break
      most = Math.max(
        most,
        cells.slice(0, COLUMNS_MAX).filter(headerOf).length * 100 + Math.min(cells.length, 99),
      )
    }
    return most
  }
  if (told && knownUnder(told) >= 100) return told
  return [...SEPARATORS_READ].sort((a, b) => knownUnder(b) - knownUnder(a))[0] as Separator
}

/** DOS ends a file with a sign of its own, and fills its last block with it. */
const DOS_END = '\u001a'
/** The first line with which a file tells Excel its separator. */
const TOLD = /^"?sep=(\\t|[^\n])"?[;,|\t"]*(?:\n|$)/i

/**
 * Returns the rows of a table that are not empty. Quoting is that of RFC 4180; line ends may be of any
 * system, also mixed.
 */
export function rowsOf(text: string): FileRows {
  // Line ends are unified before parsing, because one kind in the header and another below would turn the
  // file into one line.
  let plain = text.replace(/^\uFEFF+/, '').replace(/\r\n?/g, '\n')
  while (plain.endsWith(DOS_END)) plain = plain.slice(0, -1)
  const first = TOLD.exec(plain)
  const told = first?.[1] === '\\t' ? '\t' : SEPARATORS_READ.find((one) => one === first?.[1])
  const table = first ? plain.slice(first[0].length) : plain
  const separator = separatorOf(table, told ?? null)
  const rows: FileRow[] = []
  const empty: number[] = []
  let line = first ? 1 : 0
  for (const { cells, broken } of parseRows(table, separator)) {
    line++
    if (cells.some((cell) => cell.trim() !== '')) rows.push({ line, broken, ...repairedOf(cells) })
    else if (cells.length > 1) empty.push(line)
  }
  return { rows, separator, empty }
}

function repairedOf(cells: string[]): Pick<FileRow, 'cells' | 'repaired'> {
  const repaired = cells.flatMap((cell, index) => (cell.includes(LOST_BLANK) ? [index] : []))
  if (repaired.length === 0) return { cells, repaired }
  return { cells: cells.map((cell) => cell.replaceAll(LOST_BLANK, '\u00a0')), repaired }
}
