import { Hono } from 'hono'
import type { PersonalView } from '../api/shipments/answers.ts'
import * as shipmentsBody from '../api/shipments/bodies.ts'
import { can } from '../domain/roles.ts'
import { DATA_KINDS } from '../domain/terms.ts'
import type { AppEnv } from '../http/context.ts'
import { problem } from '../http/problem.ts'
import { requires } from '../http/require.ts'
import { callOf, respond } from '../http/respond.ts'
import { NO_STORE } from '../http/revalidate.ts'
import { write } from '../http/validate.ts'
import { findShipment } from '../registry/find-shipment.ts'
import { hasOpenViolation } from '../registry/violations.ts'
import { photoKey } from '../shipment/photos.ts'

/** What is kept of people beside a shipment's log, and how it is erased (R31). */
export const personal = new Hono<AppEnv>()
  .on('POST', '/api/shipments/:id/erase', requires('erase'))
  .on(
    'GET',
    ['/api/shipments/:id/personal', '/api/shipments/:id/photos/:photoId'],
    requires('read-shipments'),
  )
  .get('/api/shipments/:id/personal', async (c) => {
    const { contractId, role } = c.get('principal')
    const id = c.req.param('id')
    const signatures = can(role, 'see-signatures')
    const found = await (await findShipment(c.env, id)).personal(contractId, signatures)
    if (!found) return problem(c, 'not-found')
    const disputed = found.refusal === null && (await hasOpenViolation(c.env.DB, id))
    return c.json({ ...found, ...(disputed && { refusal: 'violation-open' }) } as PersonalView, 200, NO_STORE)
  })
  .get('/api/shipments/:id/photos/:photoId', async (c) => {
    const { id, photoId } = c.req.param()
    const found = await (await findShipment(c.env, id)).photo(c.get('principal').contractId, photoId)
    const stored = found && (await c.env.PHOTOS.get(photoKey(id, photoId)))
    if (!stored) return problem(c, 'not-found')
    // Somebody else's picture on our origin: it is shown or saved under a name of ours, never sniffed or cached.
    const name = `photo-${photoId.slice(0, 8)}.${found.type === 'image/png' ? 'png' : 'jpg'}`
    return c.body(stored.body, 200, {
      'Content-Type': found.type,
      'Content-Disposition': `inline; filename="${name}"`,
      ...NO_STORE,
    })
  })
  .post('/api/shipments/:id/erase', ...write(shipmentsBody.erase), async (c) => {
    const { kinds, reason } = c.req.valid('json')
    const id = c.req.param('id')
    const shipment = await findShipment(c.env, id)
    if (!(await shipment.view(c.get('principal').contractId))) return problem(c, 'not-found')
    // A suspicion that is not decided is about what these data prove.
    if (await hasOpenViolation(c.env.DB, id)) return problem(c, 'violation-open')
    const command = { type: 'erase', kinds: kinds ?? [...DATA_KINDS] } as const
    return respond(
      c,
      await shipment.carryOut({ ...command, kinds: [...command.kinds] }, callOf(c), { reason }),
    )
  })
