import { type Header, headerOf, type ImportColumn, isReason, REQUIRED } from './columns.ts'
import type { Part } from './known-titles.ts'
import { COLUMNS_MAX, type FileRow } from './rows.ts'
import { bare } from './words.ts'

/** Which cell of a row holds what, by the header. */
export interface Layout {
  /** The known columns as the file names them. */
  columns: Partial<Record<ImportColumn, string>>
  /** What was recognised, in the order of the file. */
  recognised: { title: string; column: ImportColumn; index: number }[]
  /** Headers that are not known, or that name a column a second time. */
  unknown: string[]
  at: Partial<Record<ImportColumn, number>>
  names: Partial<Record<Part | 'whole', number>>
  /** Russian papers write the surname first, French and English ones the given name. */
  surnameFirst: boolean
  /** The columns of numbers, those of mobile ones first. */
  phones: { index: number; title: string }[]
  missing: ImportColumn[]
  /** A column of prices without one that says what is bought. */
  priceAlone: string | null
  /** A column of amounts under a contract that has nobody pay. */
  notPaid: string | null
}

/** Returns a title as people see it; some programs put a blank that does not break into it. */
export const titleOf = (text: string): string => text.replace(/\s+/g, ' ').trim()

const PHONE_RANK: Partial<Record<Part, number>> = { mobile: 0, landline: 2 }

/** Reads a header. `pays`: the contract has recipients pay; under any other a file's prices are its own business. */
export function layoutOf(header: readonly string[], pays = true): Layout {
  const found = header
    .slice(0, COLUMNS_MAX)
    .map((title, index) => ({ title: titleOf(title), index, ...(headerOf(title) ?? NONE) }))
  const has = (part: Part) => found.some((one) => one.part === part)
  const layout: Layout = {
    columns: {},
    recognised: [],
    unknown: [],
    at: {},
    names: {},
    surnameFirst: found.some(({ title, part }) => isOfName(part) && /\p{sc=Cyrillic}/u.test(title)),
    phones: [],
    missing: [],
    priceAlone: null,
    notPaid: null,
  }
  const unknown: number[] = []
  const phones: (Layout['phones'][number] & { rank: number })[] = []
  const ownPhone = found.some(({ column, own }) => column === 'phone' && own)
  const meant = amongAmounts(
    found.map(({ column }) => column),
    pays,
  )
  const left = found
    .map((one) => ({ ...one, column: meant(one.column) }))
    .map((one) => (ownPhone && one.column === 'phone' && !one.own ? { ...one, column: null } : one))
  for (const { title, index, column, part } of left.sort((a, b) => Number(b.own) - Number(a.own))) {
    const taken = column !== null && take(layout, column, nameSlot(column, part, has), index)
    if (column === 'phone') phones.push({ index, title, rank: PHONE_RANK[part ?? 'either'] ?? 1 })
    if (column && taken) {
      layout.recognised.push({ title, column, index })
      if (part !== 'civility') layout.columns[column] ??= title
    } else if (title !== '' && !isReason(title)) unknown.push(index)
  }
  layout.notPaid = pays ? null : (found.find(({ column }) => isAmount(column))?.title ?? null)
  if (pays && meant('price') === null)
    layout.priceAlone = found.find(({ column }) => column === 'price')?.title ?? null
  layout.unknown = unknown.sort((a, b) => a - b).map((index) => titleOf(header[index] ?? ''))
  layout.recognised.sort((a, b) => a.index - b.index)
  layout.phones = phones.sort((a, b) => a.rank - b.rank)
  if (layout.phones[0]) layout.columns.phone = layout.phones[0].title
  layout.missing = REQUIRED.filter((column) =>
    column === 'name' ? !hasName(layout.names) : layout.at[column] === undefined,
  )
  return layout
}

const OF_GOODS: readonly (ImportColumn | null)[] = ['goods', 'quantity', 'price', 'vat']
const OF_DELIVERY: readonly (ImportColumn | null)[] = ['deliveryAmount', 'deliveryVat', 'currency']
const isAmount = (column: ImportColumn | null) => column === 'price' || column === 'deliveryAmount'

/**
 * Returns what a column of amounts means beside the others, null if it says nothing without one that is missing. Many
 * files have contents, quantities or prices alone, which nobody means to be paid by the recipient.
 */
function amongAmounts(columns: readonly (ImportColumn | null)[], pays: boolean) {
  const goods = columns.includes('goods') && columns.includes('price')
  const delivery = columns.includes('deliveryAmount')
  // Where nothing else is paid, the rate of VAT is that of the delivery.
  const rate = delivery && !goods && !columns.includes('deliveryVat')
  return (column: ImportColumn | null): ImportColumn | null => {
    if (column === 'vat' && rate) return 'deliveryVat'
    const idle =
      (!pays && (OF_GOODS.includes(column) || OF_DELIVERY.includes(column))) ||
      (!goods && OF_GOODS.includes(column)) ||
      (!delivery && column === 'deliveryVat') ||
      (!goods && !delivery && column === 'currency')
    return idle ? null : column
  }
}

const isOfName = (part: Part | null) => part === 'last' || part === 'middle'
const NONE = { column: null, part: null, own: false }

/** Returns which part of a name a column holds; null for other columns. */
function nameSlot(
  column: ImportColumn | null,
  part: Header['part'],
  has: (part: Part) => boolean,
): Part | 'whole' | null {
  if (column !== 'name') return null
  if (part !== 'either') return part ?? 'whole'
  // "Nom" beside "Prénom" is the surname, "Имя" beside "Фамилия" the given name; else they are the whole name.
  if (has('last') === has('first')) return 'whole'
  return has('last') ? 'first' : 'last'
}

/** Gives a column its place unless another has it. Several columns of numbers may stand side by side. */
function take(
  { at, names }: Layout,
  column: ImportColumn,
  slot: Part | 'whole' | null,
  index: number,
): boolean {
  if (column === 'phone') return true
  if (slot === null) {
    if (at[column] !== undefined) return false
    at[column] = index
    return true
  }
  if (names[slot] !== undefined) return false
  names[slot] = index
  return true
}

/** A given name alone is no name: the passport would be compared with it. */
const hasName = ({ whole, first, last }: Layout['names']) =>
  whole !== undefined || (first !== undefined && last !== undefined)

/** Returns how many columns a row names. */
const headings = ({ cells }: FileRow): number =>
  new Set(cells.slice(0, COLUMNS_MAX).flatMap((cell) => headerOf(cell)?.column ?? [])).size

const ENOUGH_HEADINGS = 3

/**
 * Returns the place of the header among the first rows. Reports have titles and dates above it; the first row is
 * the header unless another one is far more of one.
 */
export function headerAt(rows: readonly FileRow[], within: number): number {
  const first = rows[0] ? headings(rows[0]) : 0
  if (first >= ENOUGH_HEADINGS) return 0
  const found = rows
    .slice(0, within)
    .findIndex((row) => headings(row) >= Math.max(ENOUGH_HEADINGS, first + 2))
  return Math.max(0, found)
}

/** Whether a row repeats the header, as one of pages that were put together does. */
export function isHeaderAgain(cells: readonly string[], header: readonly string[]): boolean {
  const said = cells.flatMap((cell, index) => (bare(cell) === '' ? [] : [[bare(cell), index] as const]))
  return said.length > 1 && said.every(([cell, index]) => cell === bare(header[index] ?? ''))
}
