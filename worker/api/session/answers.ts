import * as v from 'valibot'
import { STAFF_ROLES } from '../../domain/terms.ts'
import { at, count } from '../common.ts'
import { Delivery } from '../deliveries/answers.ts'

export const Session = v.strictObject({
  role: v.picklist([...STAFF_ROLES, 'recipient']),
  personId: v.exactOptional(v.string()),
  deliveryId: v.exactOptional(v.string()),
  name: v.exactOptional(v.string()),
  /** When the session ends, whatever renews its cookie. */
  expiresAt: at,
  /** The device that signs the calls of this session. */
  device: v.exactOptional(v.strictObject({ id: v.string(), hasPin: v.boolean() })),
  /** The delivery of a recipient's link, which spares the page a second request. */
  delivery: v.exactOptional(Delivery),
})
export type SessionOpened = v.InferOutput<typeof Session>

/** A device PIN that was not the right one: what is left of five, or none, until somebody invites anew. */
export const PinRefused = v.variant('outcome', [
  v.strictObject({ outcome: v.literal('wrong'), left: count }),
  v.strictObject({ outcome: v.literal('closed') }),
])

/** What opens one socket. */
export const Ticket = v.strictObject({ ticket: v.string(), expiresAt: at })
