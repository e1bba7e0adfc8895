import * as v from 'valibot'
import type { LabelPending } from '../api/requests/answers.ts'
import type * as shipmentsBody from '../api/shipments/bodies.ts'
import * as shipments from '../api/shipments/operations.ts'
import { can } from '../domain/roles.ts'
import type { Reason } from '../domain/terms.ts'
import type { Context, HandlerContext } from '../http/context.ts'
import { list } from '../http/list.ts'
import { cursorOf, readCursor } from '../http/paging.ts'
import { answerOf, callOf, type Decided, ok, type Refused, raw, refuse, reply } from '../http/reply.ts'
import { NO_STORE } from '../http/revalidate.ts'
import { searched } from '../http/searched.ts'
import { type Served, serve } from '../http/serve.ts'
import type { PersonalInput } from '../objects/call.ts'
import { type PlainCommand, shipmentStub } from '../objects/shipment.ts'
import { listAlerts } from '../registry/alerts.ts'
import type { StoredReply } from '../registry/answers.ts'
import { findShipment } from '../registry/find-shipment.ts'
import { listShipments } from '../registry/shipments.ts'
import { ALERTS_TABLE, SHIPMENTS_TABLE } from './csv/office.ts'
import { type AnnounceReply, announceOne } from './parts/announce.ts'
import { forReader } from './parts/for-reader.ts'
import { type AnsweredAgain, runRepeatable } from './parts/idempotent-write.ts'
import { labelSvg } from './parts/label-svg.ts'
import { newContacts } from './parts/phone-kind.ts'
import { requested, requestedOf } from './parts/requested.ts'

const shipmentAt = (c: HandlerContext<'id'>) => findShipment(c.env, c.params.id)

/**
 * Carries out a command on a shipment that this principal may see; one of another contract is "not found".
 */
async function carryOut(
  c: HandlerContext<'id'>,
  command: PlainCommand,
  personalData?: PersonalInput,
): Promise<Decided | Refused> {
  const shipment = await shipmentAt(c)
  if (!(await shipment.view(c.principal.contractId))) return refuse('not-found')
  return answerOf(await shipment.carryOut(command, callOf(c), personalData))
}

/**
 * Asks a second person when a dispatcher announces a label that is protected for somebody else (R41). The
 * request belongs to the shipment whose recipient would lose the label. Returns null if there is no such
 * shipment or more than one, because several cannot be asked at once.
 */
async function askFor(
  c: Context,
  { holders, input }: NonNullable<Extract<AnnounceReply, { ok: false }>['known']>,
): Promise<StoredReply | Refused | null> {
  const [holder] = holders
  if (!holder || holders.length > 1) return null
  const shipment = shipmentStub(c.env.SHIPMENT, holder.holderId)
  const call = callOf(c)
  const done = await shipment.askLabels({ input, print: call.idempotency.fingerprint }, holder.labels, call)
  if (!done.ok) return answerOf(done) as Refused
  if (done.value.outcome !== 'requested') throw new Error('labels were asked for, and nothing was requested')
  const waits = await requestedOf(c, holder.holderId, shipment, done.value)
  return { status: 202, body: { code: 'label-pending', ...waits } satisfies LabelPending }
}

/** Names the field from which a reason against a secured hand-over follows. */
const reasonAtField = (reason: Reason) => {
  const fields: Partial<Record<Reason, string>> = {
    'not-switched-on': 'contractId',
    'no-contact': 'recipient',
    'not-in-person': 'inPerson',
    'not-private': 'recipient.kind',
  }
  return { field: fields[reason] ?? 'recipient.phone', code: reason }
}

async function announce(
  c: Context,
  given: shipmentsBody.AnnounceShipment,
): Promise<AnsweredAgain | StoredReply | Refused> {
  const announced = await announceOne(c, given, callOf(c))
  if (!announced.ok) {
    const { code, errors, reasons, known } = announced
    if (reasons) return refuse(code, reasons.map(reasonAtField))
    const asked = known && can(c.principal.role, 'change-contact') && (await askFor(c, known))
    return asked || refuse(code, errors)
  }
  const { id, state, secured, reasons, reach } = announced.view
  // A repetition of the call that announced the shipment gets the same answer as the first time.
  const first = announced.created || announced.repeated
  const about = { secured, reasons, reach, ...(c.notes.length > 0 && { notes: [...c.notes] }) }
  return { again: reply(first ? 201 : 200, { id, state: first ? 'announced' : state, ...about }) }
}

/** Hardly any log is longer; following the cursor reads the rest. */
const EVENTS_PAGE = 100

/** Serves announcing and following shipments, for dispatchers and shippers. */
export const shipmentsHandlers: Served[] = [
  serve(shipments.announce, (c) => runRepeatable(c, () => announce(c, c.body))),
  serve(shipments.list, async (c) => {
    const { contractId, role } = c.principal
    const filter = {
      state: c.query.state || null,
      contractId: contractId ?? (c.query.contract || null),
      q: searched(c),
      names: can(role, 'search-names'),
    }
    return list(c, {
      cursor: v.object({ announcedAt: v.number(), id: v.string() }),
      table: SHIPMENTS_TABLE,
      pages: (before, limit) => listShipments(c.env.DB, { ...filter, before }, limit),
    })
  }),
  serve(shipments.read, async (c) => {
    const view = await (await shipmentAt(c)).view(c.principal.contractId)
    return view ? ok(await forReader(c, view), NO_STORE) : refuse('not-found')
  }),
  serve(shipments.events, async (c) => {
    const after = readCursor(c, v.number()) ?? 0
    const found = await (await shipmentAt(c)).events(c.principal.contractId, after)
    if (!found) return refuse('not-found')
    const events = found.slice(0, EVENTS_PAGE)
    const last = found.length > EVENTS_PAGE ? events.at(-1) : undefined
    // The notes that people wrote beside an event will be erased one day, so no cache may keep them.
    return ok({ events, cursor: last ? cursorOf(last.seq) : null }, NO_STORE)
  }),
  serve(shipments.label, async (c) => {
    const view = await (await shipmentAt(c)).view(c.principal.contractId)
    if (!view) return refuse('not-found')
    const parcel = view.parcels[Number(c.query.parcel ?? 1) - 1]
    if (!parcel) return refuse('not-found')
    return raw(labelSvg(view, parcel.label), { 'Content-Type': 'image/svg+xml' })
  }),
  serve(shipments.resend, (c) => carryOut(c, { type: 'send', what: 'link' })),
  serve(shipments.cancel, (c) => carryOut(c, { type: 'cancel' }, { reason: c.body.reason })),
  serve(shipments.refund, async (c) => {
    const { amount, reason } = c.body
    const command = { type: 'order-refund', ...(amount !== undefined && { amount }) } as const
    const shipment = await shipmentAt(c)
    return requested(c, shipment, await shipment.carryOut(command, callOf(c), { reason }))
  }),
  serve(shipments.retryRefund, (c) => carryOut(c, { type: 'retry-refund' })),
  serve(shipments.correctRecipient, async (c) => {
    // A shipment that is not there gets the same answer for every role.
    if (!(await (await shipmentAt(c)).view(c.principal.contractId))) return refuse('not-found')
    // A caller who could also put the shipment on a round must not change its recipient alone (R9).
    if (!can(c.principal.role, 'correct-recipient')) return refuse('second-person')
    const nobody = {
      contacts: await newContacts(c.body),
      changes: { name: false, contact: false },
    }
    // The object knows what was announced and completes the command from it.
    return carryOut(c, { type: 'correct-recipient', ...nobody }, c.body)
  }),
  serve(shipments.alerts, (c) =>
    list(c, {
      cursor: v.object({ at: v.number(), id: v.string() }),
      table: ALERTS_TABLE,
      read: (before, limit) => listAlerts(c.env.DB, before, limit),
      positionOf: ({ at, id }) => ({ at: Date.parse(at), id }),
    }),
  ),
]
