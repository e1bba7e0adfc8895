import { LOCALES, type Locale } from '../domain/terms.ts'
import { logBug } from '../platform/log.ts'
import { BYTE_ORDER_MARK, csvLine, SEPARATORS } from '../wire/csv.ts'
import type { Context } from './context.ts'
import { CAPPED, TITLES, type Title } from './csv-words.ts'

/** The most lines in one export: enough for a shipper's season, and a bound on what one call reads. */
export const EXPORT_MAX = 50_000
/** Lines that are read at once; no more are held in memory at any time. */
const EXPORT_PAGE = 500
/** The most pages read for one export: under some filters a page scans many lines and finds few. */
const READS_MAX = 500

type Cell = string | number | null
/** A list as a table: its columns in order, each with a function that returns its cell for a line. */
export interface CsvTable<T> {
  /** The name of the file, in characters that a header may hold. */
  name: string
  /** `code` is a title for programs, the same in every language. */
  columns: readonly (readonly [title: Title | { code: string }, cell: (line: T, locale: Locale) => Cell])[]
}

/** A list that knows where its pages end; `next` is null at the end of the list. */
export interface PagedSource<T, K> {
  pages: (after: K | null, limit: number) => Promise<{ items: T[]; next: K | null }>
}
/** A list whose next page begins after the key of its last line. A full page may be followed by another. */
export interface KeyedSource<T, K> {
  read: (after: K | null, limit: number) => Promise<T[]>
  positionOf: (line: T) => K
}
/** A list that is read in pages of at most `limit` lines, from the beginning if `after` is null. */
export type Source<T, K> = PagedSource<T, K> | KeyedSource<T, K>

/** Returns the function that reads a page of either kind of list. */
export const pagesOf = <T, K>(source: Source<T, K>): PagedSource<T, K>['pages'] =>
  'pages' in source
    ? source.pages
    : async (after, limit) => {
        const items = await source.read(after, limit)
        const last = items.at(-1)
        return { items, next: items.length === limit && last !== undefined ? source.positionOf(last) : null }
      }

/** Returns whether the caller asks for a table, by `?format=csv` or by `Accept`. */
export const wantsCsv = (c: Context): boolean =>
  c.http.req.query('format') === 'csv' || /^\s*text\/csv\b/i.test(c.http.req.header('accept') ?? '')

const knownLocale = (wish: string | undefined) =>
  LOCALES.find((locale) => wish?.toLowerCase().startsWith(locale))

/**
 * Returns the language of `?locale=`, else the preferred one of `Accept-Language` that we speak, else
 * English.
 */
function localeOf(c: Context): Locale {
  const wishes = (c.http.req.header('accept-language') ?? '').split(',').map((wish) => {
    const [name = '', weight] = wish.trim().split(/;\s*q=/)
    return { name, weight: weight === undefined ? 1 : Number(weight) }
  })
  const wished = wishes.sort((a, b) => b.weight - a.weight).map(({ name }) => knownLocale(name))
  return knownLocale(c.http.req.query('locale')) ?? wished.find(Boolean) ?? 'en'
}

/**
 * Streams a list as a table that spreadsheets open directly: with a byte order mark, the separator and titles
 * of the caller's language, and no cell that begins like a formula. It is sent page by page; a list longer
 * than `EXPORT_MAX` ends with a line that says so and begins with `#`.
 */
export function csv<T, K>(c: Context, { name, columns }: CsvTable<T>, source: Source<T, K>): Response {
  const locale = localeOf(c)
  const row = (cells: readonly Cell[]) => csvLine(cells, SEPARATORS[locale])
  const encoder = new TextEncoder()
  let after: K | null = null
  let count = 0
  let reads = 0
  const read = pagesOf(source)
  const header =
    BYTE_ORDER_MARK +
    row(columns.map(([title]) => (typeof title === 'string' ? TITLES[title][locale] : title.code)))
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(header)),
    async pull(controller) {
      try {
        // The stream does not pull again after a pull that enqueued nothing, so pages without a line are
        // skipped here.
        for (let text = ''; text === ''; ) {
          const limit = Math.min(EXPORT_PAGE, EXPORT_MAX - count)
          const full = limit === 0 || reads++ === READS_MAX
          // Once the table is full, only whether there are more lines is read.
          const { items, next } = await read(after, full ? 1 : limit)
          if (!full) text = items.map((one) => row(columns.map(([, cell]) => cell(one, locale)))).join('')
          else if (items.length > 0 || next !== null) text = row([`# ${CAPPED[locale](count)}`])
          if (text !== '') controller.enqueue(encoder.encode(text))
          if (full || next === null) return controller.close()
          count += items.length
          after = next
        }
      } catch (error) {
        // The stream is cut off, so that nobody takes a part for the whole.
        logBug(error)
        controller.error(new Error('export failed'))
      }
    },
  })
  return c.http.body(body, 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    // The name may contain a filter's text, and a header does not take every character.
    'Content-Disposition': `attachment; filename="${name.replace(/[^A-Za-z0-9._-]/g, '')}.csv"`,
    Vary: 'Accept, Accept-Language',
  })
}

/** Wraps a list that is already complete in memory. */
export const wholeTable = <T>(items: T[]): PagedSource<T, null> => ({
  pages: async () => ({ items, next: null }),
})
