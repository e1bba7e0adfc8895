import Papa from 'papaparse'
import { columnNamed } from './columns.ts'

export type Encoding = 'utf-8' | 'utf-16' | 'windows-1251' | 'windows-1252'

/**
 * A Latin letter next to a Cyrillic one. No language writes so, but an accented letter read in the wrong
 * encoding looks like it.
 */
const MIXED = /[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z]/g
const CYRILLIC = /[\u0400-\u04ff]{2}/g
const countOf = (text: string, what: RegExp) => text.match(what)?.length ?? 0

/**
 * Decodes a file: UTF-8 and UTF-16 by their marks or their form, else what a spreadsheet on Windows saves,
 * Cyrillic (1251) or Western (1252). No byte decides between those two, only which of them gives words.
 */
export function decodeTable(bytes: Uint8Array): { text: string; encoding: Encoding } {
  const [first, second] = bytes
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    const text = new TextDecoder(first === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes)
    return { text, encoding: 'utf-16' }
  }
  try {
    return {
      text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes),
      encoding: 'utf-8',
    }
  } catch {
    const cyrillic = new TextDecoder('windows-1251').decode(bytes)
    const western = countOf(cyrillic, MIXED) > countOf(cyrillic, CYRILLIC)
    if (!western) return { text: cyrillic, encoding: 'windows-1251' }
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'windows-1252' }
  }
}

export const SEPARATORS_READ = [';', ',', '\t'] as const
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
}

/**
 * Returns the separator with which most headers are known. Counting separators would not decide, because
 * addresses hold commas.
 */
function separatorOf(text: string): Separator {
  const start = text.trimStart()
  const knownUnder = (separator: Separator) => {
    const [header = []] = Papa.parse<string[]>(start, {
      delimiter: separator,
      newline: '\n',
      preview: 1,
    }).data
    return header.filter(columnNamed).length * 100 + Math.min(header.length, 99)
  }
  return [...SEPARATORS_READ].sort((a, b) => knownUnder(b) - knownUnder(a))[0] as Separator
}

/**
 * Returns the rows of a table that are not empty. Quoting is that of RFC 4180; line ends may be of any
 * system, also mixed.
 */
export function rowsOf(text: string): { rows: FileRow[]; separator: Separator } {
  // Line ends are unified before parsing, because one kind in the header and another below would turn the
  // file into one line.
  const plain = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  const separator = separatorOf(plain)
  const { data, errors } = Papa.parse<string[]>(plain, { delimiter: separator, newline: '\n' })
  const broken = new Set(errors.filter(({ type }) => type === 'Quotes').map(({ row }) => row))
  const rows = data.map((cells, index) => ({ line: index + 1, cells, broken: broken.has(index) }))
  return { rows: rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== '')), separator }
}
