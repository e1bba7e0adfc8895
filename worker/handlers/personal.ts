import type { PersonalView } from '../api/shipments/evidence.ts'
import * as shipments from '../api/shipments/operations.ts'
import { can } from '../domain/roles.ts'
import { DATA_KINDS } from '../domain/terms.ts'
import { answerOf, callOf, ok, raw, refuse } from '../http/reply.ts'
import { NO_STORE } from '../http/revalidate.ts'
import { type Served, serve } from '../http/serve.ts'
import { findShipment } from '../registry/find-shipment.ts'
import { hasOpenViolation } from '../registry/violations.ts'
import { photoKey } from '../shipment/photos.ts'

/** Serves the personal data that are kept beside a shipment's log, and their erasure (R31). */
export const personalHandlers: Served[] = [
  serve(shipments.personal, async (c) => {
    const { contractId, role } = c.principal
    const id = c.params.id
    const signatures = can(role, 'see-signatures')
    const found = await (await findShipment(c.env, id)).personalView(contractId, signatures)
    if (!found) return refuse('not-found')
    const disputed = found.refusal === null && (await hasOpenViolation(c.env.DB, id))
    return ok({ ...found, ...(disputed && { refusal: 'violation-open' }) } as PersonalView, NO_STORE)
  }),
  serve(shipments.photo, async (c) => {
    const { id, photoId } = c.params
    const found = await (await findShipment(c.env, id)).photo(c.principal.contractId, photoId)
    const stored = found && (await c.env.PHOTOS.get(photoKey(id, photoId)))
    if (!stored) return refuse('not-found')
    // This is a stranger's picture on our origin, so it gets a file name of ours and is never sniffed or
    // cached.
    const name = `photo-${photoId.slice(0, 8)}.${found.type === 'image/png' ? 'png' : 'jpg'}`
    return raw(stored.body, {
      'Content-Type': found.type,
      'Content-Disposition': `inline; filename="${name}"`,
      ...NO_STORE,
    })
  }),
  serve(shipments.erase, async (c) => {
    const { kinds, reason } = c.body
    const id = c.params.id
    const shipment = await findShipment(c.env, id)
    if (!(await shipment.view(c.principal.contractId))) return refuse('not-found')
    // An undecided suspicion depends on what these data prove.
    if (await hasOpenViolation(c.env.DB, id)) return refuse('violation-open')
    const command = { type: 'erase', kinds: kinds ?? [...DATA_KINDS] } as const
    return answerOf(await shipment.carryOut({ ...command, kinds: [...command.kinds] }, callOf(c), { reason }))
  }),
]
