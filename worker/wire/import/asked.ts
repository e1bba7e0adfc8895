import type { AnnounceShipment } from '../../api/shipments/bodies.ts'
import { notAsked } from '../../domain/payments.ts'
import type { Policy } from '../../domain/policy.ts'
import type { FieldError } from '../errors.ts'

/** A sum in minor units. */
export interface Money {
  amount: number
  currency: string
}

/** Returns what the recipient of an announcement pays in all; null: nothing. */
export function toPay({ amounts }: Pick<AnnounceShipment, 'amounts'>): Money | null {
  if (!amounts) return null
  const { delivery = 0, goods = [], currency } = amounts
  return { amount: goods.reduce((all, { quantity, price }) => all + quantity * price, delivery), currency }
}

/** Returns what the contract does not let this recipient be asked for. Whether a provider takes it the server knows. */
export function beyondContract(given: AnnounceShipment, policy: Policy): FieldError[] {
  const { amounts } = given
  if (!amounts) return []
  const field = notAsked(amounts, policy.payment)
  if (field) return [{ field: `amounts.${field}`, code: 'not-in-contract' }]
  const above = (toPay(given)?.amount ?? 0) > policy.amountLimit
  return above ? [{ field: 'amounts', code: 'above-limit' }] : []
}
