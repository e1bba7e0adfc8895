import type { AnnounceShipment } from '../../../worker/api/shipments/bodies.ts'
import { GOODS_MAX } from '../../../worker/domain/limits.ts'
import type { Payment } from '../../../worker/domain/terms.ts'
import { type AmountFault, isCurrency, readAmount } from '../amount.ts'

/** A line of the goods, as typed. */
export interface GoodsLine {
  name: string
  quantity: string
  /** Of one piece, in major units. */
  price: string
  /** In percent; empty: without VAT. */
  vat: string
  /** Which of the labels its parcel has; null: not said. */
  parcel: number | null
}

/** What the recipient pays, as typed (R30). Without any of it nothing is paid. */
export interface TypedAmounts {
  currency: string
  delivery: string
  deliveryVat: string
  goods: GoodsLine[]
}

export const NO_AMOUNTS: TypedAmounts = { currency: '', delivery: '', deliveryVat: '', goods: [] }

/** A further line of the goods. */
export const EMPTY_LINE: GoodsLine = { name: '', quantity: '1', price: '', vat: '', parcel: null }

export type AmountsError = AmountFault | 'required' | 'quantity' | 'vat' | 'currency'
type Amounts = NonNullable<AnnounceShipment['amounts']>
type Vat = NonNullable<Amounts['deliveryVat']>

/** Whether a contract lets the recipient be asked for the delivery, and for the goods. */
export const asksDelivery = (asks: Payment): boolean => asks === 'delivery' || asks === 'both'
export const asksGoods = (asks: Payment): boolean => asks === 'goods' || asks === 'both'

/** Whether anything is typed that this contract would let the recipient be asked for. */
export const isTyped = ({ delivery, goods }: TypedAmounts, asks: Payment): boolean =>
  (asksDelivery(asks) && delivery.trim() !== '') || (asksGoods(asks) && goods.length > 0)

export const canAddGoods = ({ goods }: TypedAmounts): boolean => goods.length < GOODS_MAX

/** Returns the lines after a parcel was taken off the list: what lay in it lies in no certain parcel now. */
export const withoutParcel = (goods: readonly GoodsLine[], gone: number): GoodsLine[] =>
  goods.map((line) => {
    const { parcel } = line
    if (parcel === null || parcel < gone) return line
    return { ...line, parcel: parcel === gone ? null : parcel - 1 }
  })

/** Reads a rate of VAT, or null if it is none. */
function vatIn(text: string): Vat | null {
  const typed = text.replace(/[\s%]/g, '').replace(',', '.')
  if (typed === '') return 'none'
  return /^\d{1,2}(\.\d{1,2})?$/.test(typed) && Number(typed) <= 40 ? Number(typed) : null
}

/** Reads how many pieces there are, or null. */
function quantityIn(text: string): number | null {
  const typed = text.trim()
  return /^\d{1,4}$/.test(typed) && Number(typed) > 0 ? Number(typed) : null
}

/** The currency to read sums in. One that is not typed yet counts in hundredths, as nearly all do. */
const currencyOf = ({ currency }: TypedAmounts) => currency.trim().toUpperCase()

/** Returns what is missing or cannot be right, by the field's path in the request. */
export function checkAmounts(typed: TypedAmounts, asks: Payment): Partial<Record<string, AmountsError>> {
  const errors: Partial<Record<string, AmountsError>> = {}
  const currency = currencyOf(typed)
  const put = (field: string, error: AmountsError | false | undefined) => {
    if (error) errors[`amounts.${field}`] = error
  }
  const sum = (text: string) => {
    const read = readAmount(text, currency)
    return read.ok ? undefined : text.trim() === '' ? 'required' : read.fault
  }
  if (!isTyped(typed, asks)) return errors
  put('currency', !isCurrency(currency) && 'currency')
  if (asksDelivery(asks) && typed.delivery.trim() !== '') {
    put('delivery', sum(typed.delivery))
    put('deliveryVat', vatIn(typed.deliveryVat) === null && 'vat')
  }
  if (!asksGoods(asks)) return errors
  typed.goods.forEach((line, i) => {
    put(`goods.${i}.name`, !line.name.trim() && 'required')
    put(`goods.${i}.quantity`, quantityIn(line.quantity) === null && 'quantity')
    put(`goods.${i}.price`, sum(line.price))
    put(`goods.${i}.vat`, vatIn(line.vat) === null && 'vat')
  })
  return errors
}

/** Returns the typed amounts in minor units, as far as they can be read; undefined where nothing is to be paid. */
export function amountsIn(
  typed: TypedAmounts,
  asks: Payment,
  labels: readonly string[],
): Amounts | undefined {
  const currency = currencyOf(typed)
  const sum = (text: string) => {
    const read = readAmount(text, currency)
    return read.ok ? read.amount : 0
  }
  const delivery = asksDelivery(asks) ? sum(typed.delivery) : 0
  const goods = (asksGoods(asks) ? typed.goods : []).map(({ name, quantity, price, vat, parcel }) => {
    const label = parcel === null || labels.length < 2 ? undefined : labels[parcel]
    return {
      ...{ name: name.trim(), quantity: quantityIn(quantity) ?? 0, price: sum(price) },
      vat: vatIn(vat) ?? ('none' as const),
      ...(label !== undefined && { label }),
    }
  })
  if (delivery === 0 && goods.length === 0) return undefined
  return {
    currency,
    ...(delivery > 0 && { delivery, deliveryVat: vatIn(typed.deliveryVat) ?? ('none' as const) }),
    ...(goods.length > 0 && { goods }),
  }
}

/** Returns what the recipient pays in all by what is typed so far, in minor units. */
export function totalIn(typed: TypedAmounts, asks: Payment): number {
  const { delivery = 0, goods = [] } = amountsIn(typed, asks, []) ?? {}
  return goods.reduce((all, { quantity, price }) => all + quantity * price, delivery)
}
