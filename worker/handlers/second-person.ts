import * as holds from '../api/holds/operations.ts'
import * as shipments from '../api/shipments/operations.ts'
import type { Context } from '../http/context.ts'
import { answerOf, callOf, refuse } from '../http/reply.ts'
import { type Served, serve } from '../http/serve.ts'
import { apartFrom } from '../registry/ancestry.ts'
import { findShipment } from '../registry/find-shipment.ts'
import { requested } from './parts/requested.ts'

/**
 * Returns the people whom the shipment names as involved, and those among them of whom the caller is
 * independent (R9).
 */
async function independence(c: Context, id: string, kind: 'receipt' | 'suspension' | 'not-me') {
  const shipment = await findShipment(c.env, id)
  const apart = (await shipment.apartOf(kind)) ?? []
  const independentOf = await apartFrom(c.env.DB, c.principal.id, apart, Date.now())
  return { shipment, apart, independentOf }
}

/**
 * Serves decisions that a dispatcher takes alone only if they are independent of everybody who could have
 * brought the situation about: continuing after "not me", a receipt that nothing declares, and an identity
 * check that the recipient suspended (R21, R28).
 */
export const secondPersonHandlers: Served[] = [
  serve(shipments.decideClaim, async (c) => {
    const { decision, comment } = c.body
    const { shipment, apart, independentOf } = await independence(c, c.params.id, 'not-me')
    const command = { type: 'decide-claim', decision, independentOf } as const
    const done = await shipment.carryOut(command, callOf(c), comment ? { comment } : {})
    return requested(c, shipment, done, [...apart, c.principal.id])
  }),
  serve(shipments.liftSuspension, async (c) => {
    const { shipment, apart, independentOf } = await independence(c, c.params.id, 'suspension')
    const done = await shipment.carryOut({ type: 'release-suspension', independentOf }, callOf(c))
    return requested(c, shipment, done, [...apart, c.principal.id])
  }),
  serve(shipments.settleConflict, async (c) => {
    const { event, comment } = c.body
    const shipment = await findShipment(c.env, c.params.id)
    if (!(await shipment.view(null))) return refuse('not-found')
    const command = { type: 'settle-conflict', conflict: event } as const
    return answerOf(await shipment.carryOut(command, callOf(c), comment ? { comment } : {}))
  }),
  serve(holds.confirmReceipt, async (c) => {
    const { labels } = c.body
    const { shipment, independentOf } = await independence(c, c.params.shipmentId, 'receipt')
    if (!(await shipment.view(null))) return refuse('not-found')
    return answerOf(await shipment.carryOut({ type: 'confirm-receipt', labels, independentOf }, callOf(c)))
  }),
]
