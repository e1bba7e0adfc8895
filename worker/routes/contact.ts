import { type Context, Hono } from 'hono'
import * as shipmentsBody from '../api/shipments/bodies.ts'
import type { AppEnv } from '../http/context.ts'
import { requires } from '../http/require.ts'
import { callOf, respond } from '../http/respond.ts'
import { write } from '../http/validate.ts'
import { findShipment } from '../registry/find-shipment.ts'
import { requested } from './requested.ts'

const shipmentAt = (c: Context<AppEnv>) => findShipment(c.env, c.req.param('id') ?? '')

/** Another contact for a shipment: asked for by one dispatcher, agreed to by another (R9), in the inbox of requests. */
export const contact = new Hono<AppEnv>()
  .use('/api/shipments/:id/contact', requires('change-contact'))
  .use('/api/shipments/:id/contact/*', requires('change-contact'))
  .post('/api/shipments/:id/contact', ...write(shipmentsBody.changeContact), async (c) => {
    const contact = c.req.valid('json')
    const requestedBy = c.get('principal').id
    // The object knows the present contact and completes the new one from it.
    const contacts = { hasPhone: false, hasEmail: false }
    const command = { type: 'request-contact', requestedBy, contacts } as const
    const shipment = await shipmentAt(c)
    return requested(c, shipment, await shipment.carryOut(command, callOf(c), { contact }))
  })
  .post('/api/shipments/:id/contact/withdraw', ...write(shipmentsBody.withdrawContact), async (c) =>
    respond(c, await (await shipmentAt(c)).carryOut({ type: 'withdraw-contact' }, callOf(c))),
  )
