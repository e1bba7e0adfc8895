import * as v from 'valibot'
import { either, id } from '../fields.ts'

/** An invitation (JWS) or a link's `<shipment id>.<bits>`. */
export const openSession = v.strictObject({ token: v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,2000}$/)) })

export const endSession = either(
  'deliveryId',
  v.strictObject({ deliveryId: id }),
  v.strictObject({ role: v.picklist(['courier', 'counter', 'depot', 'dispatcher']) }),
)
