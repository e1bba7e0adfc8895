import * as shipments from '../api/shipments/operations.ts'
import type { HandlerContext } from '../http/context.ts'
import { answerOf, callOf } from '../http/reply.ts'
import { type Served, serve } from '../http/serve.ts'
import { findShipment } from '../registry/find-shipment.ts'
import { newContacts } from './parts/phone-kind.ts'
import { requested } from './parts/requested.ts'

const shipmentAt = (c: HandlerContext<'id'>) => findShipment(c.env, c.params.id)

/**
 * Serves contact changes: one dispatcher asks for another contact, and another one agrees in the inbox of
 * requests (R9).
 */
export const contactHandlers: Served[] = [
  serve(shipments.changeContact, async (c) => {
    const contact = c.body
    const requestedBy = c.principal.id
    // The object knows the present contact and completes the new one from it.
    const contacts = await newContacts(contact)
    const command = { type: 'request-contact', requestedBy, contacts } as const
    const shipment = await shipmentAt(c)
    return requested(c, shipment, await shipment.carryOut(command, callOf(c), { contact }))
  }),
  serve(shipments.withdrawContact, async (c) =>
    answerOf(await (await shipmentAt(c)).carryOut({ type: 'withdraw-contact' }, callOf(c))),
  ),
]
