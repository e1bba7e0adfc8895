import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import type { LabelPending } from '../api/requests/answers.ts'
import * as shipmentsBody from '../api/shipments/bodies.ts'
import { can } from '../domain/roles.ts'
import type { AppEnv } from '../http/context.ts'
import { list } from '../http/list.ts'
import { cursorOf, readCursor } from '../http/paging.ts'
import { problem } from '../http/problem.ts'
import { requires } from '../http/require.ts'
import { callOf, respond } from '../http/respond.ts'
import { NO_STORE } from '../http/revalidate.ts'
import { searched } from '../http/searched.ts'
import { write } from '../http/validate.ts'
import { listAlerts } from '../registry/alerts.ts'
import type { StoredReply } from '../registry/answers.ts'
import { findShipment } from '../registry/find-shipment.ts'
import { listShipments } from '../registry/shipments.ts'
import { type PlainCommand, shipmentOf } from '../shipment/api.ts'
import type { Personal } from '../shipment/call.ts'
import { type Announced, announceOne } from './announce.ts'
import { labelSvg } from './label-svg.ts'
import { repeatable } from './once.ts'
import { requestedOf } from './requested.ts'
import { ALERTS, SHIPMENTS } from './sheets.ts'

const shipmentAt = (c: Context<AppEnv>) => findShipment(c.env, c.req.param('id') ?? '')

/** Carries a command out on a shipment that this principal may see; another contract's is "not found". */
async function carryOut(c: Context<AppEnv>, command: PlainCommand, personal?: Personal): Promise<Response> {
  const shipment = await shipmentAt(c)
  if (!(await shipment.view(c.get('principal').contractId))) return problem(c, 'not-found')
  return respond(c, await shipment.carryOut(command, callOf(c), personal))
}

/**
 * A dispatcher's announcement of a label that is somebody else's waits for a second person (R41): asked of the shipment
 * whose recipient would lose it. Several of them cannot be asked at once: null.
 */
async function askFor(
  c: Context<AppEnv>,
  { holders, input }: NonNullable<Extract<Announced, { ok: false }>['known']>,
): Promise<StoredReply | Response | null> {
  const [holder] = holders
  if (!holder || holders.length > 1) return null
  const shipment = shipmentOf(c.env.SHIPMENT, holder.holderId)
  const call = callOf(c)
  const done = await shipment.askLabels({ input, print: call.once.print }, holder.labels, call)
  if (!done.ok || done.value.outcome !== 'requested') return respond(c, done)
  const waits = await requestedOf(c, holder.holderId, shipment, done.value)
  return { status: 202, body: { code: 'label-pending', ...waits } satisfies LabelPending }
}

async function announce(
  c: Context<AppEnv>,
  given: shipmentsBody.AnnounceShipment,
): Promise<StoredReply | Response> {
  const announced = await announceOne(c, given, callOf(c))
  if (!announced.ok) {
    const { code, errors, known } = announced
    const asked = known && can(c.get('principal').role, 'change-contact') && (await askFor(c, known))
    return asked || problem(c, code, errors)
  }
  const { id, state, secured, reasons } = announced.view
  // The very call that announced it is answered as it was then.
  const first = announced.created || announced.repeated
  return c.json({ id, state: first ? 'announced' : state, secured, reasons }, first ? 201 : 200)
}

/** Hardly any log is longer: whoever follows the cursor reads the others whole as well. */
const EVENTS_PAGE = 100

/** Announcing and following shipments, for dispatchers and shippers. */
export const shipments = new Hono<AppEnv>()
  .on('POST', '/api/shipments', requires('announce'))
  .on('GET', ['/api/shipments', '/api/shipments/*'], requires('read-shipments'))
  .on('POST', '/api/shipments/:id/resend', requires('send-on-demand'))
  .on('POST', '/api/shipments/:id/cancel', requires('cancel'))
  .on('POST', '/api/shipments/:id/recipient', requires('announce'))
  .on('GET', '/api/alerts', requires('see-alerts'))
  .post('/api/shipments', ...write(shipmentsBody.announceShipment), (c) =>
    repeatable(c, () => announce(c, c.req.valid('json'))),
  )
  .get('/api/shipments', async (c) => {
    const { contractId, role } = c.get('principal')
    const filter = {
      state: c.req.query('state') || null,
      contractId: contractId ?? (c.req.query('contract') || null),
      q: searched(c),
      names: can(role, 'search-names'),
    }
    return list(c, {
      cursor: v.object({ announcedAt: v.number(), id: v.string() }),
      sheet: SHIPMENTS,
      pages: (before, limit) => listShipments(c.env.DB, { ...filter, before }, limit),
    })
  })
  .get('/api/shipments/:id', async (c) => {
    const view = await (await shipmentAt(c)).view(c.get('principal').contractId)
    return view ? c.json(view, 200, NO_STORE) : problem(c, 'not-found')
  })
  .get('/api/shipments/:id/events', async (c) => {
    const after = readCursor(c, v.number()) ?? 0
    const found = await (await shipmentAt(c)).events(c.get('principal').contractId, after)
    if (!found) return problem(c, 'not-found')
    const events = found.slice(0, EVENTS_PAGE)
    const last = found.length > EVENTS_PAGE ? events.at(-1) : undefined
    // What people wrote beside an event is erased one day.
    return c.json({ events, cursor: last ? cursorOf(last.seq) : null }, 200, NO_STORE)
  })
  .get('/api/shipments/:id/label', async (c) => {
    const view = await (await shipmentAt(c)).view(c.get('principal').contractId)
    if (!view) return problem(c, 'not-found')
    const parcel = view.parcels[Number(c.req.query('parcel') ?? 1) - 1]
    if (!parcel) return problem(c, 'not-found')
    return c.body(labelSvg(view, parcel.label), 200, { 'Content-Type': 'image/svg+xml' })
  })
  .post('/api/shipments/:id/resend', ...write(shipmentsBody.resend), (c) =>
    carryOut(c, { type: 'send', what: 'link' }),
  )
  .post('/api/shipments/:id/cancel', ...write(shipmentsBody.cancel), (c) =>
    carryOut(c, { type: 'cancel' }, { reason: c.req.valid('json').reason }),
  )
  .post('/api/shipments/:id/recipient', ...write(shipmentsBody.correctRecipient), async (c) => {
    // What is not there is answered like that to everybody.
    if (!(await (await shipmentAt(c)).view(c.get('principal').contractId))) return problem(c, 'not-found')
    // Whoever could also put it on a round does not change alone whom it is for (R9).
    if (!can(c.get('principal').role, 'correct-recipient')) return problem(c, 'second-person')
    const nobody = {
      contacts: { hasPhone: false, hasEmail: false },
      changes: { name: false, contact: false },
    }
    // The object knows what is announced, and completes the rest from it.
    return carryOut(c, { type: 'correct-recipient', ...nobody }, c.req.valid('json'))
  })
  .get('/api/alerts', (c) =>
    list(c, {
      cursor: v.object({ at: v.number(), id: v.string() }),
      sheet: ALERTS,
      read: (before, limit) => listAlerts(c.env.DB, before, limit),
      placeOf: ({ at, id }) => ({ at: Date.parse(at), id }),
    }),
  )
