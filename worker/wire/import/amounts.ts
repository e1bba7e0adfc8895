import { type AmountCell, amountCell, minorUnitsOf, quantityOf, vatOf } from './amount-cells.ts'
import { AMOUNT_COLUMNS, type AmountColumn } from './amount-titles.ts'
import { currenciesInTitle, currenciesNamed, currencyOfCountry } from './currencies.ts'
import type { WarningCode } from './warnings.ts'

/** A cell's value as `POST /api/shipments` has it; one that is wrong is left as it stands, for the schema to refuse. */
type Value = number | string

/** What one line of a file says of what the recipient pays. Without a currency it says nothing. */
export interface LineAmounts {
  currency: string | null
  /** The column that says the currency; null: none does. */
  currencyFrom: AmountColumn | null
  delivery?: Value
  deliveryVat?: Value
  item?: { name: string; quantity: Value; price: Value; vat: Value }
  faults: { column: AmountColumn; code: string }[]
  warnings: { column: AmountColumn; code: WarningCode }[]
}

/** The cells of a line and the titles above them. */
interface Cells {
  say: Readonly<Record<AmountColumn, string>>
  titles: Readonly<Partial<Record<AmountColumn, string>>>
}

/** A currency for a line that says none: that of the lines before it, else that of the contract's country. */
interface Fallback {
  before: string | null
  country: string | null
}

/** Whether a line asks the recipient for anything. A rate or a quantity that is filled down asks for nothing. */
export const asksAmounts = (say: Cells['say']): boolean =>
  say.deliveryAmount !== '' || say.goods !== '' || say.price !== ''

/** Reads what a line asks its recipient to pay. */
export function lineAmounts({ say, titles }: Cells, fallback: Fallback): LineAmounts {
  const read: LineAmounts = { currency: null, currencyFrom: null, faults: [], warnings: [] }
  const fault = (column: AmountColumn, code: string) => read.faults.push({ column, code })
  const cells = amountsIn({ say, titles }, fault)
  settleCurrency(read, { say, titles }, cells, fallback)
  const minorUnits = (column: AmountColumn) => {
    const cell = cells.get(column)
    return cell && read.currency !== null ? minorUnitsOf(cell.digits, read.currency) : null
  }
  /** Keeps what a cell holds, so that the schema can judge the rest of the line. */
  const kept = (column: AmountColumn, found: ReturnType<typeof vatOf> | null) => {
    if (found?.ok) return found.value
    if (found) fault(column, found.code)
    return say[column]
  }
  if (say.deliveryAmount !== '') {
    read.delivery = kept('deliveryAmount', minorUnits('deliveryAmount'))
    if (say.deliveryVat !== '') read.deliveryVat = kept('deliveryVat', vatOf(say.deliveryVat))
  }
  if (say.goods === '' && say.price === '') return read
  if (say.goods === '') fault('goods', 'required')
  if (say.price === '') fault('price', 'required')
  // A receipt states the rate, and nobody can guess it.
  if (say.vat === '') fault('vat', titles.vat === undefined ? 'missing-column' : 'required')
  read.item = {
    name: say.goods,
    quantity: kept('quantity', quantityOf(say.quantity)),
    price: kept('price', minorUnits('price')),
    vat: kept('vat', say.vat === '' ? null : vatOf(say.vat)),
  }
  return read
}

/** Takes the cells with amounts apart, with what their titles say of the currency. */
function amountsIn({ say, titles }: Cells, fault: (column: AmountColumn, code: string) => void) {
  const cells = new Map<AmountColumn, AmountCell>()
  for (const column of ['deliveryAmount', 'price'] as const) {
    if (say[column] === '') continue
    const found = amountCell(say[column])
    if (!found.ok) {
      fault(column, found.code)
      continue
    }
    const titled = currenciesInTitle(titles[column] ?? '')
    const { digits, currencies: own } = found.value
    const both = own && titled ? own.filter((code) => titled.includes(code)) : (own ?? titled)
    cells.set(column, { digits, currencies: both })
  }
  return cells
}

/** Finds the one currency on which everything in a line agrees that says one. */
function settleCurrency(
  read: LineAmounts,
  { say, titles }: Cells,
  cells: ReadonlyMap<AmountColumn, AmountCell>,
  { before, country }: Fallback,
): void {
  const [first] = AMOUNT_COLUMNS.filter((column) => cells.has(column))
  if (first === undefined) return
  const named = say.currency === '' ? null : currenciesNamed(say.currency)
  if (named?.length === 0) return void read.faults.push({ column: 'currency', code: 'picklist' })
  const said = [
    ['currency', named] as const,
    ...[...cells].map(([column, cell]) => [column, cell.currencies] as const),
  ]
  let settled: readonly string[] | null = null
  for (const [column, codes] of said) {
    if (!codes) continue
    const agreed: readonly string[] = settled ? settled.filter((code) => codes.includes(code)) : codes
    if (agreed.length === 0) return void read.faults.push({ column, code: 'other-currency' })
    settled = agreed
    read.currencyFrom ??= column
  }
  const own = currencyOfCountry(country)
  const fits = (code: string | null): code is string => code !== null && (settled?.includes(code) ?? true)
  read.currency = settled?.length === 1 ? (settled[0] ?? null) : ([before, own].find(fits) ?? null)
  if (read.currency === null) read.faults.push({ column: first, code: 'no-currency' })
  else if (settled === null && before === null)
    read.warnings.push({
      column: titles.currency === undefined ? first : 'currency',
      code: 'currency-of-contract',
    })
}
