import * as v from 'valibot'
import { id } from './fields.ts'

/** An invitation (JWS) or a link's `<shipment id>.<bits>`. */
export const openSession = v.strictObject({ token: v.pipe(v.string(), v.minLength(1), v.maxLength(2000)) })
export const endSession = v.union([
  v.strictObject({ role: v.picklist(['courier', 'counter', 'depot', 'dispatcher']) }),
  v.strictObject({ deliveryId: id }),
])

export interface SessionOpened {
  role: 'dispatcher' | 'courier' | 'counter' | 'depot' | 'recipient'
  personId?: string
  deliveryId?: string
  name?: string
  expiresAt: string
}
