import { objectOf } from '../channels/json.ts'
import type { PaymentMark } from './provider.ts'

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
