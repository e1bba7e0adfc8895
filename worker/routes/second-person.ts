import { type Context, Hono } from 'hono'
import * as holdsBody from '../api/holds/bodies.ts'
import * as shipmentsBody from '../api/shipments/bodies.ts'
import type { AppEnv } from '../http/context.ts'
import { problem } from '../http/problem.ts'
import { requires } from '../http/require.ts'
import { callOf, respond } from '../http/respond.ts'
import { write } from '../http/validate.ts'
import { apartFrom } from '../registry/ancestry.ts'
import { findShipment } from '../registry/find-shipment.ts'
import { requested } from './requested.ts'

/** Of whom the one who asks is independent, among those whom the shipment says it takes (R9). */
async function independence(c: Context<AppEnv>, id: string, kind: 'receipt' | 'suspension' | 'not-me') {
  const shipment = await findShipment(c.env, id)
  const apart = (await shipment.apartOf(kind)) ?? []
  const independentOf = await apartFrom(c.env.DB, c.get('principal').id, apart, Date.now())
  return { shipment, apart, independentOf }
}

/**
 * What one dispatcher decides alone only if they are independent of whoever could have brought it about: going on after
 * "not me", a receipt that nothing declares, identity that the recipient suspended (R21, R28).
 */
export const secondPerson = new Hono<AppEnv>()
  .on('POST', '/api/shipments/:id/claim/decide', requires('decide-claim'))
  .on('POST', '/api/shipments/:id/suspension/lift', requires('decide-requests'))
  // Ahead of the counter's own routes, whose rights it has not.
  .on('POST', '/api/holds/:shipmentId/confirm-receipt', requires('decide-requests'))
  .post('/api/shipments/:id/claim/decide', ...write(shipmentsBody.decideClaim), async (c) => {
    const { decision, comment } = c.req.valid('json')
    const { shipment, apart, independentOf } = await independence(c, c.req.param('id'), 'not-me')
    const command = { type: 'decide-claim', decision, independentOf } as const
    const done = await shipment.carryOut(command, callOf(c), comment ? { comment } : {})
    return requested(c, shipment, done, [...apart, c.get('principal').id])
  })
  .post('/api/shipments/:id/suspension/lift', ...write(shipmentsBody.liftSuspension), async (c) => {
    const { shipment, apart, independentOf } = await independence(c, c.req.param('id'), 'suspension')
    const done = await shipment.carryOut({ type: 'release-suspension', independentOf }, callOf(c))
    return requested(c, shipment, done, [...apart, c.get('principal').id])
  })
  .post('/api/holds/:shipmentId/confirm-receipt', ...write(holdsBody.confirmReceipt), async (c) => {
    const { labels } = c.req.valid('json')
    const { shipment, independentOf } = await independence(c, c.req.param('shipmentId'), 'receipt')
    if (!(await shipment.view(null))) return problem(c, 'not-found')
    return respond(c, await shipment.carryOut({ type: 'confirm-receipt', labels, independentOf }, callOf(c)))
  })
