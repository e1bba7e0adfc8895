import { type Context, Hono } from 'hono'
import type { AppEnv } from '../http/context.ts'
import { requires } from '../http/require.ts'
import { callOf, respond } from '../http/respond.ts'
import { write } from '../http/validate.ts'
import { invitedThrough } from '../registry/people.ts'
import { type Result, shipmentOf } from '../shipment/api.ts'
import * as wire from '../wire/dispatcher.ts'
import type { ContactPending } from '../wire/views.ts'

const shipmentAt = (c: Context<AppEnv>) => shipmentOf(c.env.SHIPMENT, c.req.param('id') ?? '')

function pending(c: Context<AppEnv>, done: Result, status: 200 | 202): Response {
  if (!done.ok || done.value.outcome !== 'contact-pending') return respond(c, done)
  const effectiveAt = new Date(done.value.effectiveAt).toISOString()
  return c.json({ effectiveAt } satisfies ContactPending, status)
}

/** Whether this dispatcher is a second person to whoever asked (R9). */
export async function isSecondPerson(c: Context<AppEnv>, requestedBy: string): Promise<boolean> {
  return !(await invitedThrough(c.env.DB, c.get('principal').id, requestedBy))
}

/** Another contact for a shipment: asked for by one dispatcher, agreed to by another (R9). */
export const contact = new Hono<AppEnv>()
  .use('/api/shipments/:id/contact', requires('change-contact'))
  .use('/api/shipments/:id/contact/*', requires('change-contact'))
  .post('/api/shipments/:id/contact', ...write(wire.changeContact), async (c) => {
    const contact = c.req.valid('json')
    const requestedBy = c.get('principal').id
    // The object knows the present contact and completes the new one from it.
    const contacts = { hasPhone: false, hasEmail: false }
    const command = { type: 'request-contact', requestedBy, contacts } as const
    return pending(c, await shipmentAt(c).carryOut(command, callOf(c), { contact }), 202)
  })
  .post('/api/shipments/:id/contact/approve', ...write(wire.approveContact), async (c) => {
    const asked = (await shipmentAt(c).view(null))?.contactChange
    const approvedBy = c.get('principal').id
    const { effectiveAt } = c.req.valid('json')
    const seen = effectiveAt === undefined ? null : Date.parse(effectiveAt)
    const independentOf = asked && (await isSecondPerson(c, asked.requestedBy)) ? asked.requestedBy : null
    const command = { type: 'approve-contact', approvedBy, independentOf, seen } as const
    return pending(c, await shipmentAt(c).carryOut(command, callOf(c)), 200)
  })
  .post('/api/shipments/:id/contact/withdraw', ...write(wire.withdrawContact), async (c) =>
    respond(c, await shipmentAt(c).carryOut({ type: 'withdraw-contact' }, callOf(c))),
  )
