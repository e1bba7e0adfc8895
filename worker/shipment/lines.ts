import type { Recipient } from '../api/common.ts'
import { questions, restates } from '../domain/effects.ts'
import type { Fact, FactOf } from '../domain/event.ts'
import { type Step, stepsOf } from '../domain/history.ts'
import { nameKey } from '../domain/name.ts'
import type { Owed } from '../domain/owed.ts'
import {
  changesRequests,
  endedBy,
  type OpenRequest,
  openRequests,
  type RequestState,
  requestId,
} from '../domain/request.ts'
import type { Shipment } from '../domain/state.ts'
import type { ChannelName } from '../domain/terms.ts'
import { visitsOf } from '../domain/visits.ts'
import { dayOf } from '../platform/calendar.ts'
import type { RequestRow } from '../registry/requests.ts'
import type { Lines, RegisterRow, VisitRow } from '../registry/rows.ts'
import { holdRow, shipmentRow } from './state-rows.ts'
import type { Store, StoredEvent } from './store.ts'

/**
 * Whether the registry is told anything because of a fact. A fact that was stored without what it owes may
 * owe something.
 */
export const tells = ({ fact, owed }: { fact: Fact; owed: Owed | null }): boolean =>
  restates(fact) || changesRequests(fact) || !owed || Boolean(owed.alert || owed.noted || owed.violation)

/**
 * Returns the rows that the registry has not been told yet: everything that the events after `told` bring
 * about. `served` are the channels this deployment has, and `printOf` makes a contact's fingerprint. Throws
 * if the log cannot be followed.
 */
export function linesSince(
  id: string,
  store: Store,
  told: number,
  state: Shipment,
  served: readonly ChannelName[],
  printOf: (contact: string) => string,
): Lines {
  const lines: Lines = {
    shipment: null,
    hold: null,
    alerts: [],
    register: [],
    noted: [],
    violations: [],
    requests: [],
  }
  const events = store.events()
  const steps = stepsOf(events)
  for (const [index, step] of steps.entries()) {
    const event = events[index]
    if (event && event.seq > told) add(lines, id, event, step)
  }
  if (events.some(({ seq, fact }) => seq > told && restates(fact))) {
    const recipient = store.personal.recipient(state.contactFrom)
    const visits = visitsOf(steps, (at) => dayOf(at, state.policy.zone), served)
    lines.shipment = {
      ...shipmentRow(id, store.announcedAt(), state),
      name: nameKey(recipient?.name ?? ''),
      // The fingerprint tells contacts apart. It is erased together with the name.
      contactPrint: recipient?.name && contactOf(recipient) ? printOf(contactOf(recipient)) : null,
      questionedAt: events.findLast(({ fact }) => questions(fact))?.at ?? null,
      renamed: events.some(({ seq, fact }) => seq > told && fact.type === 'recipient-corrected'),
      visits: visits.length > 0 ? visits : null,
    }
    // Most shipments never see a point, so nothing is written for them.
    if (state.hold || state.destination || lines.register.length > 0 || everHeld(events))
      lines.hold = holdRow(id, state, recipient)
  }
  return lines
}

/**
 * Returns what the alert about a release by new hands names: why, whose hands, and who invited them (R42).
 */
const freshDetail = ({ fresh = [], hands }: FactOf<'handed-over'>, by: string) => ({
  reasons: fresh,
  by,
  invitedBy: hands?.invitedBy ?? null,
  invitedAt: hands?.invitedAt ?? null,
})

const everHeld = (events: readonly StoredEvent[]) =>
  events.some(({ fact }) => (fact.type === 'held' && fact.point) || fact.type === 'point-chosen')

function add(lines: Lines, id: string, event: StoredEvent, { after, owed, ...step }: Step): void {
  const { fact, at, seq } = event
  const { waybill } = after
  const before = step.before ?? after
  noteRequests(lines, id, event, before, after)
  const eventId = `${id}:${seq}`
  if (owed.alert)
    lines.alerts.push({
      ...{ id: eventId, kind: owed.alert, at, shipmentId: id, waybill, personId: null },
      ...(fact.type === 'handed-over' && fact.fresh && { detail: freshDetail(fact, event.by.id) }),
    })
  const register = registerRow(id, event, before)
  if (register) lines.register.push({ ...register, waybill })
  const visit = visitRow(eventId, id, at, after)
  if (!visit) return
  if (owed.noted) lines.noted.push({ ...visit, kind: owed.noted })
  if (!owed.violation) return
  const { penalty, zone } = after.policy
  lines.violations.push({
    ...visit,
    kind: owed.violation,
    month: dayOf(at, zone).slice(0, 7),
    contractId: after.contractId,
    amount: penalty?.amount ?? null,
    currency: penalty?.currency ?? null,
    labels: 'labels' in fact ? fact.labels : after.parcels.map(({ label }) => label),
  })
}

/**
 * Notes the requests for a second person that a fact opens or ends. Only the latest state of each request
 * stays.
 */
function noteRequests(
  lines: Lines,
  shipmentId: string,
  { fact, at, by }: StoredEvent,
  before: Shipment,
  after: Shipment,
): void {
  if (!changesRequests(fact)) return
  const { waybill, contractId } = after
  const now = openRequests(after)
  const ended = openRequests(before).filter(
    ({ kind, seq }) => !now.some((open) => open.kind === kind && open.seq === seq),
  )
  const row = (request: OpenRequest, state: RequestState): RequestRow => ({
    ...request,
    id: requestId(request.kind, shipmentId, request.seq),
    state,
    shipmentId,
    waybill,
    contractId,
    personId: request.personId ?? null,
    decidedBy: state === 'open' ? null : by.id,
    decidedAt: state === 'open' ? null : at,
  })
  // A request that nobody answered in time has lapsed, whatever fact ended it later.
  const how = ({ lapsesAt }: OpenRequest) => (lapsesAt !== null && at >= lapsesAt ? 'lapsed' : endedBy(fact))
  const rows = [...now.map((one) => row(one, 'open')), ...ended.map((one) => row(one, how(one)))]
  lines.requests = [...lines.requests.filter(({ id }) => !rows.some((one) => one.id === id)), ...rows]
}

function visitRow(eventId: string, id: string, at: number, { visit, waybill }: Shipment): VisitRow | null {
  if (!visit) return null
  const { courierId, roundId, distanceM, arrivedAt, endedAt } = visit
  const until = endedAt ?? at
  // An arrival that came in after its stop had ended does not tell how long the stop took.
  const dwellS = arrivedAt === null || arrivedAt > until ? null : Math.round((until - arrivedAt) / 1000)
  return { id: eventId, at, shipmentId: id, waybill, courierId, roundId, distanceM, dwellS }
}

function registerRow(
  shipmentId: string,
  { fact, at, seq, by }: StoredEvent,
  before: Shipment,
): Omit<RegisterRow, 'waybill'> | null {
  const row = (
    pointId: string,
    kind: RegisterRow['kind'],
    labels: string[],
    proof: string | null = null,
  ) => ({
    pointId,
    at,
    shipmentId,
    seq,
    kind,
    labels,
    proof,
    byId: by.id,
  })
  switch (fact.type) {
    case 'received-at-point':
      return row(fact.pointId, 'received', fact.labels)
    case 'found-at-point':
      return row(fact.pointId, 'misplaced', fact.labels)
    case 'refused-at-point':
      return row(fact.pointId, 'refused', fact.labels)
    case 'handed-over':
      return fact.pointId === undefined ? null : row(fact.pointId, 'issued', fact.labels, fact.proof)
    case 'left-for-sender': {
      const fromPoint = before.parcels.some(
        ({ label, place }) => place === 'point' && fact.labels.includes(label),
      )
      return fromPoint && before.hold ? row(before.hold.point.id, 'returned', fact.labels) : null
    }
    default:
      return null
  }
}

/** Returns the phone number, else the e-mail address in lower case, else an empty text. */
const contactOf = ({ phone, email }: Recipient): string => phone ?? email?.toLowerCase() ?? ''
