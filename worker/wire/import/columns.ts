import { AMOUNT_COLUMNS } from './amount-titles.ts'
import { currenciesNamed } from './currencies.ts'
import { HEADERS, PARTS, type Part } from './known-titles.ts'
import { bare } from './words.ts'

export type ImportColumn = keyof typeof HEADERS
export const COLUMNS = Object.keys(HEADERS) as ImportColumn[]
export const REQUIRED: readonly ImportColumn[] = ['waybill', 'name', 'line1', 'city', 'postcode', 'country']

/**
 * The headers of the column with which the file of wrong lines explains each; the column is ignored when the
 * file comes back.
 */
const REASONS = new Set(['reason', 'причина', 'motif'])

interface Known {
  column: ImportColumn
  part: Part | null
}

export interface Header extends Known {
  /** Whether the title says that it is the recipient's. Such a column goes before others of its kind. */
  own: boolean
}

const KNOWN = new Map<string, Known>([
  ...COLUMNS.flatMap((column) =>
    HEADERS[column].map((title): [string, Known] => [bare(title), { column, part: null }]),
  ),
  ...(Object.keys(PARTS) as Part[]).flatMap((part) =>
    PARTS[part].headers.map((title): [string, Known] => [title, { column: PARTS[part].column, part }]),
  ),
])
/** Words that say that a column is the recipient's: exports name the sender's columns beside these. */
const RECIPIENTS = words(
  'destinataire livraison client получателя доставки клиента покупателя recipient recipients receiver delivery ' +
    'shipping ship consignee customer',
)
/** Words that say that it is somebody else's. The payer's number is used where the recipient has no other. */
const OTHERS = words('expediteur отправителя отправитель sender shipper from retour return возврата магазина')
const PAYERS = words('billing facturation плательщика payer')
/** Words that say nothing. */
const FILLERS = words('du de la le l d des the of to s code iso код ref')
/** With such a word beside them these mean something else, as "Type de livraison" does. */
const ONLY_EXACT: readonly ImportColumn[] = [
  ...(['waybill', 'label', 'kind', 'inPerson', 'pointId', 'lat', 'lon'] as const),
  ...AMOUNT_COLUMNS,
]
/** Such a word says that VAT comes on top of an amount. What the recipient pays contains it. */
const VAT_ON_TOP = words('ht hors excl excluding exclusive without net netto без')
/** "Toutes taxes comprises": VAT is contained. */
const VAT_WITHIN = 'ttc'
/** A longer cell is a sentence, and no title. */
const TITLE_MAX = 80

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '))
}

/** Returns what a header names, or null. */
export function headerOf(title: string): Header | null {
  if (title.length > TITLE_MAX) return null
  const exact = KNOWN.get(bare(title))
  if (exact) return { ...exact, own: false }
  const all = wordsOf(title)
  // What stands in brackets explains the title: "Pays (code ISO)", "City (Shipping)".
  const said = wordsOf(title.replace(/\([^)]*\)|\[[^\]]*\]/g, ' '))
  const amount = amountNamed(all, said)
  if (amount !== undefined) return amount && { ...amount, own: false }
  if (all.some((word) => OTHERS.has(word))) return null
  const own = all.some((word) => RECIPIENTS.has(word))
  const paid = all.some((word) => PAYERS.has(word))
  const rest = said.filter((word) => ![RECIPIENTS, PAYERS, FILLERS].some((list) => list.has(word))).join('')
  const known = KNOWN.get(said.join('')) ?? KNOWN.get(rest) ?? countedPhone(rest)
  if (!known) return null
  if (said.join('') !== rest && ONLY_EXACT.includes(known.column)) return null
  return paid && known.column !== 'phone' && known.column !== 'email' ? null : { ...known, own }
}

const wordsOf = (title: string): string[] =>
  title
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .map(bare)
    .filter(Boolean)

/**
 * Returns the column of amounts that a title with the currency beside it names ("Цена, руб.", "Prix TTC (€)"), null if
 * its amounts are not what is paid, and undefined if it is another title.
 */
function amountNamed(all: readonly string[], said: readonly string[]): Known | null | undefined {
  const rest = said.filter((word) => word !== VAT_WITHIN && currenciesNamed(word).length === 0)
  const known = KNOWN.get(rest.join(''))
  if (!known || !isAmount(known.column)) return undefined
  return all.some((word) => VAT_ON_TOP.has(word)) ? null : known
}

const isAmount = (column: ImportColumn) => (AMOUNT_COLUMNS as readonly ImportColumn[]).includes(column)

/** "Tel 1; Tel 2": which of them is meant is found by the numbers in them. */
function countedPhone(title: string): Known | undefined {
  const known = KNOWN.get(/^(.+?)[1-4]$/.exec(title)?.[1] ?? '')
  return known?.column === 'phone' ? known : undefined
}

/** Returns the column that a header names, or null. */
export const columnNamed = (title: string): ImportColumn | null => headerOf(title)?.column ?? null
export const isReason = (title: string): boolean => REASONS.has(bare(title))
