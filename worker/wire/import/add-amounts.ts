import { GOODS_MAX } from '../../domain/limits.ts'
import type { AmountColumn } from './amount-titles.ts'
import { asksAmounts, type LineAmounts, lineAmounts } from './amounts.ts'
import type { ImportColumn } from './columns.ts'
import type { ImportEntry, Line } from './entry.ts'

type Item = NonNullable<LineAmounts['item']> & { label: string }
/** The amounts of a shipment in the form of `POST /api/shipments`. */
interface Amounts extends Pick<LineAmounts, 'delivery' | 'deliveryVat'> {
  currency: string
  goods?: Item[]
}

/** Whether a line names goods: they lie in the parcel of its label. */
export const hasGoods = ({ goods, price }: Line['say']): boolean => goods !== '' || price !== ''

/**
 * Adds what a line asks the recipient to pay to the line's shipment. The delivery is paid once: like other cells, those of
 * further lines may be empty or say the same. The goods of each line are added.
 */
export function addAmounts(
  entry: ImportEntry,
  { line, say, warnings }: Line,
  columns: Partial<Record<ImportColumn, string>>,
  { label, country }: { label: string; country: string | null },
): void {
  if (!asksAmounts(say)) return
  const shipment = entry.shipment as { amounts?: Amounts }
  const known = shipment.amounts
  const further = line !== entry.line && (known !== undefined || entry.faults.length === 0)
  const titled = (column: AmountColumn) => columns[column] ?? column
  const fault = (column: AmountColumn, code: string) =>
    entry.faults.push({ line, column: titled(column), code })
  const read = lineAmounts({ say, titles: columns }, { before: known?.currency ?? null, country })
  for (const { column, code } of read.faults) fault(column, code)
  for (const { column, code } of read.warnings) warnings.push({ line, column: titled(column), code })
  const { currency, currencyFrom, delivery, deliveryVat, item } = read
  if (currency === null) return
  const own: Amounts = {
    currency,
    ...(delivery !== undefined && { delivery }),
    ...(deliveryVat !== undefined && { deliveryVat }),
  }
  const amounts = known ?? (further ? { currency } : own)
  shipment.amounts = amounts
  if (further) {
    const differs = (column: AmountColumn) => fault(column, 'differs-from-first-line')
    const isRight = (column: AmountColumn) => !read.faults.some((found) => found.column === column)
    if (currency !== amounts.currency) differs(currencyFrom ?? 'currency')
    if (delivery !== undefined && delivery !== amounts.delivery && isRight('deliveryAmount'))
      differs('deliveryAmount')
    if (deliveryVat !== undefined && deliveryVat !== amounts.deliveryVat && isRight('deliveryVat'))
      differs('deliveryVat')
  }
  if (!item) return
  const goods = amounts.goods ?? []
  if (goods.length === GOODS_MAX) {
    if (!entry.faults.some(({ code }) => code === 'too-many-goods')) fault('goods', 'too-many-goods')
  }
  // A line that was copied would be paid twice; whoever buys two says so by the quantity.
  else if (goods.some((other) => isSame(other, { ...item, label }))) fault('goods', 'repeated-goods')
  else {
    amounts.goods = [...goods, { ...item, label }]
    entry.goodsLines.push(line)
  }
}

const isSame = (a: Item, b: Item) =>
  (['name', 'quantity', 'price', 'vat', 'label'] as const).every((key) => a[key] === b[key])
