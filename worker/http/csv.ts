import { LOCALES, type Locale } from '../domain/terms.ts'
import { logBug } from '../platform/log.ts'
import { BYTE_ORDER_MARK, csvLine, SEPARATORS } from '../wire/csv.ts'
import type { Context } from './context.ts'
import { CAPPED, TITLES, type Title } from './csv-words.ts'

/** Lines of one export: a season of a shipper, and an end to what one call may read. */
export const EXPORT_MAX = 50_000
/** Lines that are read at once; no more are held at any time. */
const EXPORT_PAGE = 500
/** Pages of one export: under some filters a page looks through many lines and finds few. */
const READS_MAX = 500

type Cell = string | number | null
/** What a list looks like as a table: its columns in their order, each with its cell of a line. */
export interface Sheet<T> {
  /** Of the file; of the characters that a header may hold. */
  name: string
  /** `code`: a name for programs, in no language. */
  columns: readonly (readonly [title: Title | { code: string }, cell: (line: T, locale: Locale) => Cell])[]
}

/** A list that knows where its pages end; `next` is null at the end of the list. */
export interface Paged<T, K> {
  pages: (after: K | null, limit: number) => Promise<{ items: T[]; next: K | null }>
}
/** A list by a key of its lines, behind which the next page begins; where a page is full there may be another. */
export interface Keyed<T, K> {
  read: (after: K | null, limit: number) => Promise<T[]>
  placeOf: (line: T) => K
}
/** A list that is read in pages of at most `limit` lines, from its beginning where `after` is null. */
export type Source<T, K> = Paged<T, K> | Keyed<T, K>

/** Reads a page, whichever kind of list it is of. */
export const pagesOf = <T, K>(source: Source<T, K>): Paged<T, K>['pages'] =>
  'pages' in source
    ? source.pages
    : async (after, limit) => {
        const items = await source.read(after, limit)
        const last = items.at(-1)
        return { items, next: items.length === limit && last !== undefined ? source.placeOf(last) : null }
      }

/** Whether the caller asks for a table: by `?format=csv`, or by `Accept`. */
export const wantsCsv = (c: Context): boolean =>
  c.http.req.query('format') === 'csv' || /^\s*text\/csv\b/i.test(c.http.req.header('accept') ?? '')

const known = (wish: string | undefined) => LOCALES.find((locale) => wish?.toLowerCase().startsWith(locale))

/** `?locale=`, else the first of `Accept-Language` that we speak, else English. */
function localeOf(c: Context): Locale {
  const wishes = (c.http.req.header('accept-language') ?? '').split(',').map((wish) => {
    const [name = '', weight] = wish.trim().split(/;\s*q=/)
    return { name, weight: weight === undefined ? 1 : Number(weight) }
  })
  const wished = wishes.sort((a, b) => b.weight - a.weight).map(({ name }) => known(name))
  return known(c.http.req.query('locale')) ?? wished.find(Boolean) ?? 'en'
}

/**
 * A list as a table that spreadsheets open as it is: a byte order mark, the separator of the caller's language,
 * titles in it, and nothing that begins like a formula. Sent page by page; a list longer than `EXPORT_MAX` ends with
 * a line that says so and begins with `#`.
 */
export function csv<T, K>(c: Context, { name, columns }: Sheet<T>, source: Source<T, K>): Response {
  const locale = localeOf(c)
  const line = (cells: readonly Cell[]) => csvLine(cells, SEPARATORS[locale])
  const encoder = new TextEncoder()
  let after: K | null = null
  let count = 0
  let reads = 0
  const read = pagesOf(source)
  const header =
    BYTE_ORDER_MARK +
    line(columns.map(([title]) => (typeof title === 'string' ? TITLES[title][locale] : title.code)))
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(header)),
    async pull(controller) {
      try {
        // A pull that brings nothing is not repeated by the stream itself: on past pages without a line.
        for (let text = ''; text === ''; ) {
          const limit = Math.min(EXPORT_PAGE, EXPORT_MAX - count)
          const full = limit === 0 || reads++ === READS_MAX
          // Of a full table only whether there is more.
          const { items, next } = await read(after, full ? 1 : limit)
          if (!full) text = items.map((one) => line(columns.map(([, cell]) => cell(one, locale)))).join('')
          else if (items.length > 0 || next !== null) text = line([`# ${CAPPED[locale](count)}`])
          if (text !== '') controller.enqueue(encoder.encode(text))
          if (full || next === null) return controller.close()
          count += items.length
          after = next
        }
      } catch (error) {
        // Cut off, so that nobody takes a part for the whole.
        logBug(error)
        controller.error(new Error('export failed'))
      }
    },
  })
  return c.http.body(body, 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    // A filter's text, perhaps: no header takes just anything.
    'Content-Disposition': `attachment; filename="${name.replace(/[^A-Za-z0-9._-]/g, '')}.csv"`,
    Vary: 'Accept, Accept-Language',
  })
}

/** A list that is there already. */
export const whole = <T>(items: T[]): Paged<T, null> => ({ pages: async () => ({ items, next: null }) })
