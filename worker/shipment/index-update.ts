import type { Recipient } from '../api/common.ts'
import { happenedAt } from '../domain/device-act.ts'
import { changesFigures, questionsHandOver } from '../domain/effects.ts'
import type { Fact, FactOf } from '../domain/event.ts'
import { type Step, stepsOf } from '../domain/history.ts'
import type { PartsOf } from '../domain/message-counter.ts'
import { nameKey } from '../domain/name.ts'
import type { Owed } from '../domain/owed.ts'
import { isAboutMoney, paymentsTouched } from '../domain/payment-fact.ts'
import { type OpenRequest, openRequests, type RequestState, requestId } from '../domain/request.ts'
import { changesRequests, endedBy } from '../domain/request-facts.ts'
import type { Shipment } from '../domain/state.ts'
import type { ChannelName } from '../domain/terms.ts'
import { visitsOf } from '../domain/visits.ts'
import { dayOf } from '../platform/calendar.ts'
import type { RequestRow } from '../registry/requests.ts'
import type { IndexUpdate, RegisterRow, VisitRow } from '../registry/rows.ts'
import { holdRow, paymentRows, shipmentRow } from './state-rows.ts'
import type { Store, StoredEvent } from './store.ts'

/**
 * Whether the registry is told anything because of a fact. A fact that was stored without what it owes may
 * owe something.
 */
export const updatesIndex = ({ fact, owed }: { fact: Fact; owed: Owed | null }): boolean =>
  changesFigures(fact) ||
  changesRequests(fact) ||
  isAboutMoney(fact) ||
  fact.type === 'conflict-settled' ||
  !owed ||
  Boolean(owed.alert || owed.visitNote || owed.violation)

/**
 * Returns the rows that the registry has not been told yet: everything that the events after `indexedSeq` bring
 * about. `served` are the channels this deployment has, and `fingerprintOf` makes a contact's fingerprint,
 * and `partsOf` counts the parts of an SMS that is still to leave. Throws
 * if the log cannot be followed.
 */
export function indexUpdateSince(
  id: string,
  store: Store,
  indexedSeq: number,
  state: Shipment,
  served: readonly ChannelName[],
  fingerprintOf: (contact: string) => string,
  partsOf: PartsOf,
): IndexUpdate {
  const update: IndexUpdate = {
    shipment: null,
    hold: null,
    alerts: [],
    settledAlerts: [],
    register: [],
    visitNotes: [],
    droppedNotes: [],
    violations: [],
    requests: [],
    payments: [],
  }
  const events = store.events()
  const steps = stepsOf(events)
  for (const [index, step] of steps.entries()) {
    const event = events[index]
    if (event && event.seq > indexedSeq) addEvent(update, id, event, step)
  }
  const touched = new Set(
    events.flatMap(({ seq, fact }) =>
      seq > indexedSeq ? paymentsTouched(fact, state.payments?.refunds ?? []) : [],
    ),
  )
  if (touched.size > 0) update.payments = paymentRows(id, state).filter(({ number }) => touched.has(number))
  if (events.some(({ seq, fact }) => seq > indexedSeq && changesFigures(fact))) {
    const recipient = store.personalData.recipient(state.contactFrom)
    const visits = visitsOf(steps, (at) => dayOf(at, state.policy.zone), served, partsOf)
    update.shipment = {
      ...shipmentRow(id, store.factAt(1), state),
      name: nameKey(recipient?.name ?? ''),
      // The fingerprint tells contacts apart. It is erased together with the name.
      contactFingerprint:
        recipient?.name && contactOf(recipient) ? fingerprintOf(contactOf(recipient)) : null,
      questionedAt: events.findLast(({ fact }) => questionsHandOver(fact))?.at ?? null,
      renamed: events.some(({ seq, fact }) => seq > indexedSeq && fact.type === 'recipient-corrected'),
      visits: visits.length > 0 ? visits : null,
    }
    // Most shipments never see a point, so nothing is written for them.
    if (state.hold || state.destination || update.register.length > 0 || everHeld(events))
      update.hold = holdRow(id, state, recipient)
  }
  return update
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

/** Returns what the alert about a late act names: what it was, why it was not accepted, and when it was done (R36). */
const lateDetail = (fact: FactOf<'late-act-refused'>, at: number) => ({
  late: { what: fact.what, because: fact.because, at: new Date(happenedAt(fact, at)).toISOString() },
  by: fact.courierId,
})

const everHeld = (events: readonly StoredEvent[]) =>
  events.some(({ fact }) => (fact.type === 'held' && fact.point) || fact.type === 'point-chosen')

function addEvent(update: IndexUpdate, id: string, event: StoredEvent, { after, owed, ...step }: Step): void {
  const { fact, at, seq } = event
  const { waybill } = after
  const before = step.before ?? after
  noteRequests(update, id, event, before, after)
  const eventId = `${id}:${seq}`
  if (owed.alert)
    update.alerts.push({
      ...{ id: eventId, kind: owed.alert, at, shipmentId: id, waybill, personId: null },
      ...(fact.type === 'handed-over' && fact.fresh && { detail: freshDetail(fact, event.by.id) }),
      ...(fact.type === 'late-act-refused' && { detail: lateDetail(fact, at) }),
    })
  if (fact.type === 'conflict-settled') update.settledAlerts.push({ id: `${id}:${fact.conflict}`, at })
  const register = registerRow(id, event, before)
  if (register) update.register.push({ ...register, waybill })
  const visit = visitRow(eventId, id, at, after)
  if (!visit) return
  if (fact.type === 'visit-reopened') dropNote(update, id, fact, after)
  if (owed.visitNote) update.visitNotes.push({ ...visit, kind: owed.visitNote })
  if (!owed.violation) return
  const { penalty, zone } = after.policy
  update.violations.push({
    ...visit,
    kind: owed.violation,
    month: dayOf(at, zone).slice(0, 7),
    contractId: after.contractId,
    amount: penalty?.amount ?? null,
    currency: penalty?.currency ?? null,
    labels: 'labels' in fact ? fact.labels : after.parcels.map(({ label }) => label),
  })
}

/** Drops the note of an end that was taken back, told or still to be told (R37). */
function dropNote(
  update: IndexUpdate,
  id: string,
  { takesBack }: FactOf<'visit-reopened'>,
  after: Shipment,
): void {
  const noteId = `${id}:${takesBack}`
  const at = after.takenBack.find(({ seq }) => seq === takesBack)?.at
  update.visitNotes = update.visitNotes.filter((note) => note.id !== noteId)
  if (after.visit && at !== undefined)
    update.droppedNotes.push({ courierId: after.visit.courierId, at, id: noteId })
}

/**
 * Notes the requests for a second person that a fact opens or ends. Only the latest state of each request
 * stays.
 */
function noteRequests(
  update: IndexUpdate,
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
  update.requests = [...update.requests.filter(({ id }) => !rows.some((one) => one.id === id)), ...rows]
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
    device: fact.deviceKey ?? null,
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
