import type { FieldFault } from '../../api/common.ts'
import type { AnnounceShipment } from '../../api/shipments/bodies.ts'
import { canonical, sameLabel } from '../../domain/label.ts'
import { type Amounts, notAsked, totalOf } from '../../domain/payments.ts'
import type { Policy } from '../../domain/policy.ts'
import type { AnnounceInput } from '../../objects/shipment.ts'

import { expressesVat, type PaymentSettings, providerFor, takesPrice } from '../../payments/settings.ts'
import { isCurrency } from '../../wire/import/currencies.ts'

type Bought = NonNullable<AnnounceInput['bought']>
type Given = NonNullable<AnnounceShipment['amounts']>

/**
 * Reads what an announcement wants paid (R30): the sums for the log, and the items to keep beside it. Returns the field
 * that is wrong where the contract does not ask for it, it is above the contract's limit, no provider takes the
 * currency, or a line names no parcel of this shipment.
 */
export function amountsOf(
  given: Given,
  labels: readonly string[],
  policy: Policy,
  settings: PaymentSettings,
): { amounts: Amounts; bought: Bought } | FieldFault {
  const beyond = notAsked(given, policy.payment)
  if (beyond) return { field: `amounts.${beyond}`, code: 'not-in-contract' }
  const { currency, delivery = 0, deliveryVat = 'none' } = given
  const provider = providerFor(currency, settings)
  if (!isCurrency(currency)) return { field: 'amounts.currency', code: 'unknown' }
  if (!provider) return { field: 'amounts.currency', code: 'no-provider' }
  const goods: Bought['goods'] = []
  for (const [index, { label, ...item }] of (given.goods ?? []).entries()) {
    const own = label === undefined ? undefined : labels.find((one) => sameLabel(one, canonical(label)))
    if (label !== undefined && !own) return { field: `amounts.goods.${index}.label`, code: 'unknown' }
    if (!expressesVat(provider, item.vat)) return { field: `amounts.goods.${index}.vat`, code: 'unknown' }
    if (!takesPrice(provider, item.price, currency))
      return { field: `amounts.goods.${index}.price`, code: 'too-fine' }
    goods.push({ ...item, ...(own && { label: own }) })
  }
  if (!takesPrice(provider, delivery, currency)) return { field: 'amounts.delivery', code: 'too-fine' }
  if (!expressesVat(provider, deliveryVat)) return { field: 'amounts.deliveryVat', code: 'unknown' }
  const sums = goods.map(({ quantity, price, label = null }) => ({ amount: quantity * price, label }))
  // Of one parcel everything lies in it, whether that was said or not.
  const [only, ...more] = labels
  const lines = sums.map((sum) => ({
    ...sum,
    label: sum.label ?? (more.length === 0 ? (only ?? null) : null),
  }))
  const amounts = { currency, delivery, goods: lines }
  const total = totalOf(amounts)
  if (total === 0) return { field: 'amounts', code: 'required' }
  if (total > policy.amountLimit) return { field: 'amounts', code: 'above-limit' }
  return { amounts, bought: { goods, deliveryVat } }
}
