import * as v from 'valibot'
import { STAFF_ROLES } from '../../domain/terms.ts'
import { at } from '../common.ts'
import { Delivery } from '../deliveries/answers.ts'

export const Session = v.strictObject({
  role: v.picklist([...STAFF_ROLES, 'recipient']),
  personId: v.exactOptional(v.string()),
  deliveryId: v.exactOptional(v.string()),
  name: v.exactOptional(v.string()),
  expiresAt: at,
  /** The delivery of a recipient's link, which spares the page a second request. */
  delivery: v.exactOptional(Delivery),
})
export type SessionOpened = v.InferOutput<typeof Session>
