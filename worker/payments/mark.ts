import { objectOf } from '../channels/json.ts'
import type { PaymentMark, RefundOrder } from './provider.ts'

const SHIPMENT = /^[A-Za-z0-9_-]{1,64}$/
const NUMBER = /^[1-9]\d{0,8}$/

/** Writes a mark into a provider's metadata, which hold texts only. */
export const metadataOf = ({ shipmentId, payment }: PaymentMark): { shipment: string; payment: string } => ({
  shipment: shipmentId,
  payment: String(payment),
})

/** Reads a mark in a provider's metadata; null: it is nobody's, or another system's at the same account. */
export function markOf(metadata: unknown): PaymentMark | null {
  const { shipment, payment } = objectOf(metadata)
  if (typeof shipment !== 'string' || !SHIPMENT.test(shipment)) return null
  if (typeof payment !== 'string' || !NUMBER.test(payment)) return null
  return { shipmentId: shipment, payment: Number(payment) }
}

/** The states in which a refund sends nothing, at either provider. */
const NOT_SENT: readonly unknown[] = ['failed', 'canceled']

/**
 * Returns the refund among a provider's that this very order made before: under its key, or, tried again after nobody had
 * heard of it, under an earlier one if that was sent after all.
 */
export function madeBefore(
  made: readonly Record<string, unknown>[],
  { key, shipmentId, refund }: RefundOrder,
): Record<string, unknown> | undefined {
  const same = (one: Record<string, unknown>) => objectOf(one.metadata).key === key
  const sent = ({ metadata, status }: Record<string, unknown>) => {
    const { shipment, refund: number } = objectOf(metadata)
    return shipment === shipmentId && number === String(refund) && !NOT_SENT.includes(status)
  }
  return made.find(same) ?? made.find(sent)
}
