import { changesFigures } from '../../worker/domain/effects.ts'
import { openRequests } from '../../worker/domain/request.ts'
import { COUNTED } from '../../worker/domain/round-count.ts'
import { isCode } from '../../worker/domain/terms.ts'
import { chainHash } from '../../worker/security/chain.ts'
import { type Door, doorSpec } from '../support/door-spec.ts'
import { linearize } from '../support/linearizable.ts'
import type { Cast } from './cast.ts'
import type { Recorded } from './journal.ts'
import type { Doorstep, LivesReport } from './lives.ts'
import type { Stored, StoredShipment } from './stored.ts'

/**
 * Within these times after a restart the index has to agree with the objects, and everything that was begun
 * has to be complete.
 */
const INDEX_MS = 5_000
const WHOLE_MS = 10_000
/** An endpoint that did not answer is tried again after five seconds, then after five minutes. */
const HEARD_MS = 30_000
const TRIES = 5

interface Rows {
  index: Map<string, { id: string; seq: number; parcels: number; handed_over: number }>
  unfinished: string[]
  /** The number of open requests of a shipment in the inbox, by waybill. */
  asked: Map<string, number>
}

function rowsOf(stored: Stored): Rows {
  const index = stored.rows<{
    id: string
    waybill: string
    seq: number
    parcels: number
    handed_over: number
  }>('SELECT id, waybill, seq, parcels, handed_over FROM shipments')
  const claims = stored.rows<{ key: string }>('SELECT key FROM answers WHERE intent IS NOT NULL')
  const asked = stored.rows<{ waybill: string; count: number }>(
    "SELECT waybill, COUNT(*) AS count FROM requests WHERE state = 'open' GROUP BY waybill",
  )
  return {
    index: new Map(index.map((row) => [row.waybill, row])),
    unfinished: claims.map(({ key }) => key),
    asked: new Map(asked.map(({ waybill, count }) => [waybill, count])),
  }
}

const restated = ({ events }: StoredShipment) => events.findLast(({ fact }) => changesFigures(fact))?.seq ?? 0
/**
 * Whether a list is out of date, about the shipment itself or about its requests that wait for two people.
 */
const behind = ({ index, asked }: Rows, shipment: StoredShipment) =>
  (index.get(shipment.waybill)?.seq ?? 0) < restated(shipment) ||
  (asked.get(shipment.waybill) ?? 0) !== openRequests(shipment.state).length

/**
 * Waits, without making a call, until what a kill interrupted is complete: the index, what was begun, and the
 * messages owed to recipients. It returns how long that took, in ms from `since`, and what was not complete
 * in time.
 */
export async function settled(
  stored: Stored,
  since: number,
  changed: number,
): Promise<{ index: number; whole: number; faults: string[] }> {
  let index: number | null = null
  for (;;) {
    const shipments = stored.shipments(changed)
    const rows = rowsOf(stored)
    const late = shipments.filter((shipment) => behind(rows, shipment))
    const unsent = shipments.filter(({ state }) => state.unsent.length > 0)
    const took = performance.now() - since
    if (late.length === 0) index ??= took
    if (index !== null && rows.unfinished.length + unsent.length === 0)
      return { index, whole: took, faults: [] }
    if (took > WHOLE_MS || (index === null && took > INDEX_MS))
      return {
        index: index ?? took,
        whole: took,
        faults: [
          ...late.map(
            (one) =>
              `the index is behind the object of ${one.waybill}: ${rows.index.get(one.waybill)?.seq ?? 'no row'} of ${typesOf(one)}`,
          ),
          ...rows.unfinished.map((key) => `half done: ${key}`),
          ...unsent.map(({ waybill }) => `${waybill}: messages are owed still`),
        ],
      }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/**
 * Repeats every acknowledged call under its key and returns the faults. Each answer has to be the same as
 * before.
 */
export async function again(calls: readonly Recorded[]): Promise<string[]> {
  // A finished page shows its receipt and nothing of the delivery, so its earlier scans are not repeated.
  const finished = new Set(calls.flatMap(({ path, client }) => (path.endsWith('/finish') ? [client] : [])))
  const asked = calls.filter(
    ({ returned, status, path, client }) =>
      returned !== null &&
      status < 300 &&
      path !== '/api/session' &&
      !(path.endsWith('/scan') && finished.has(client)),
  )
  const faults = await Promise.all(
    asked.map(async ({ client, method, path, body, key, headers, text }) => {
      const now = await client.send(method, path, body, { key, headers })
      // A repeated announcement answers with the shipment's current state. Only the shipment's id has to be
      // the same.
      const same =
        path === '/api/shipments'
          ? now.body?.id === JSON.parse(text).id && now.status < 300
          : now.text === text
      return same
        ? []
        : [`${method} ${path} was ${text.slice(0, 160)}, and is ${now.status} ${now.text.slice(0, 160)}`]
    }),
  )
  return faults.flat()
}

const typesOf = ({ events }: StoredShipment) => events.map(({ fact }) => fact.type)

/** Counts the codes that were compared at the door or, with `counter`, at counters. */
const evaluated = ({ events }: StoredShipment, counter: boolean) =>
  events.filter(({ fact }) => {
    const code = fact.type === 'code-refused' || (fact.type === 'handed-over' && isCode(fact.proof))
    return code && ('pointId' in fact && fact.pointId !== undefined) === counter
  }).length

function checkLog(shipment: StoredShipment): string[] {
  const { waybill, events } = shipment
  const faults: string[] = []
  let previous = ''
  for (const [index, { seq, at, by, fact, bound, hash }] of events.entries()) {
    const chained = chainHash(previous, { seq, at, by, fact, ...(bound && { bound }) })
    if (seq !== index + 1 || hash !== chained) faults.push(`${waybill}: the chain is broken at event ${seq}`)
    previous = hash
  }
  const keys = events.flatMap(({ key }) => key ?? [])
  if (new Set(keys).size < keys.length) faults.push(`${waybill}: one key had its effect twice`)
  for (const counter of [false, true]) {
    const count = evaluated(shipment, counter)
    if (count > TRIES) faults.push(`${waybill}: ${count} codes were evaluated`)
  }
  const handed = events.flatMap(({ fact }) => (fact.type === 'handed-over' ? fact.labels : []))
  if (new Set(handed).size < handed.length) faults.push(`${waybill}: a parcel was handed over twice`)
  const places = shipment.state.parcels.filter(({ place }) => place === 'recipient').length
  if (places !== handed.length)
    faults.push(`${waybill}: ${handed.length} handed over, ${places} with the recipient`)
  return faults
}

/**
 * Returns a fault unless some order of the calls at one door explains every answer and agrees with the log.
 */
function checkDoor({ waybill, rules, calls }: Doorstep, shipment: StoredShipment): string[] {
  const types = typesOf(shipment)
  const ends = ({ left, became }: Door) =>
    TRIES - left === evaluated(shipment, false) &&
    (became === 'handed-over') === types.includes('handed-over') &&
    (became === 'held') === types.includes('held') &&
    (became === 'cancelled') === types.includes('cancelled')
  if (linearize(calls, doorSpec(rules, ends))) return []
  const told = calls.map(({ call, invoked, returned, result }) =>
    JSON.stringify({ call, invoked, returned, result }),
  )
  return [`${waybill}: no order explains ${told.join(' ')} and ${types.join(' ')}`]
}

function checkRounds(stored: Stored, shipments: readonly StoredShipment[], report: LivesReport): string[] {
  const faults: string[] = []
  const ids = new Map(
    stored
      .rows<{ id: string; waybill: string }>('SELECT id, waybill FROM shipments')
      .map((row) => [row.id, row.waybill]),
  )
  const rounds = new Map(
    stored
      .rows<{ id: string; state: string }>('SELECT id, state FROM rounds')
      .map((row) => [row.id, row.state]),
  )
  const stops = stored.rows<{ round_id: string; shipment_id: string; refused: string | null }>(
    'SELECT round_id, shipment_id, refused FROM stops',
  )
  const byWaybill = new Map(shipments.map((one) => [one.waybill, one]))
  const listed = new Set<string>()
  for (const { round_id, shipment_id, refused } of stops) {
    if (refused !== null) continue
    const shipment = byWaybill.get(ids.get(shipment_id) ?? '')
    listed.add(`${round_id} ${shipment?.waybill}`)
    const knows = shipment?.events.some(
      ({ fact }) => (fact.type === 'scheduled' || fact.type === 'moved') && fact.roundId === round_id,
    )
    if (!knows) faults.push(`round ${round_id} lists ${shipment_id}, which knows nothing of it`)
  }
  for (const { waybill, state, events } of shipments) {
    const on = state.assigned?.roundId
    if (on && !rounds.has(on)) faults.push(`${waybill} is on a round that is nowhere`)
    if (on && rounds.has(on) && !listed.has(`${on} ${waybill}`))
      faults.push(`${waybill} is on no list of its round`)
    for (const { fact } of events)
      if (fact.type === 'dispatched' && rounds.get(fact.roundId) === 'planned')
        faults.push(`${waybill} left with a round that did not`)
  }
  // Every parcel that left on a round is in exactly one of its counts (R26). This compares with all objects.
  for (const { roundId, body } of report.closed) {
    const counted = COUNTED.flatMap((where) =>
      body[where].map(({ label }: { label: string }) => label),
    ).sort()
    const left = shipments
      .filter(({ events }) =>
        events.some(({ fact }) => fact.type === 'dispatched' && fact.roundId === roundId),
      )
      .map(({ waybill }) => waybill)
      .sort()
    if (JSON.stringify(counted) !== JSON.stringify(left))
      faults.push(`round ${roundId} counted ${counted}, and ${left} left with it`)
  }
  return faults
}

/** Returns a fault for every shipment whose sent messages did not all reach the recipient. */
async function checkMessages(
  { world }: Cast,
  shipments: readonly StoredShipment[],
  report: LivesReport,
): Promise<string[]> {
  const messages = await world.messages()
  const phones = new Map(report.parcels.map(({ waybill, phone }) => [waybill, phone]))
  return shipments.flatMap((shipment) => {
    const { waybill, events } = shipment
    // A shipment whose contact changed is skipped, because some messages went to the other contact.
    if (typesOf(shipment).includes('contact-change-requested')) return []
    const sent = events.filter(
      ({ fact }) => fact.type === 'message-sent' && fact.channels.includes('sms'),
    ).length
    const got = messages.filter(({ to }) => to === phones.get(waybill)).length
    return got < sent ? [`${waybill}: ${sent} messages were sent, and ${got} arrived`] : []
  })
}

/**
 * Returns the event numbers that a shipper's endpoint received for each shipment, in order of first arrival.
 */
function heard({ shipper }: Cast): Map<string, number[]> {
  const heard = new Map<string, number[]>()
  for (const { headers } of shipper.receiver.got) {
    const [id = '', seq] = (headers['webhook-id'] ?? '').split(':')
    const seqs = heard.get(id) ?? []
    if (!seqs.includes(Number(seq))) heard.set(id, [...seqs, Number(seq)])
  }
  return heard
}

/**
 * Waits for some time until the shipper has received every event of every shipment at least once and in
 * order, and returns what is missing.
 */
async function checkWebhooks(
  cast: Cast,
  stored: Stored,
  shipments: readonly StoredShipment[],
): Promise<string[]> {
  const ids = stored.rows<{ id: string; waybill: string }>('SELECT id, waybill FROM shipments')
  const all = new Map(shipments.map((one) => [one.waybill, one.events.length]))
  const end = performance.now() + HEARD_MS
  for (;;) {
    const told = heard(cast)
    const faults = ids.flatMap(({ id, waybill }) => {
      const seqs = told.get(id) ?? []
      const whole = seqs.length === all.get(waybill) && seqs.every((seq, index) => seq === index + 1)
      return whole ? [] : [`${waybill}: ${all.get(waybill)} events, and a shipper heard ${seqs}`]
    })
    if (faults.length === 0 || performance.now() > end) return faults
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

/**
 * Checks everything once nobody calls any more: all objects, the registry, the phone and the shipper's
 * endpoint.
 */
export async function checkAll(cast: Cast, stored: Stored, report: LivesReport): Promise<string[]> {
  const shipments = stored.shipments()
  const rows = rowsOf(stored)
  const byWaybill = new Map(shipments.map((one) => [one.waybill, one]))
  const labels = new Map(
    stored
      .rows<{ label: string; shipment_id: string }>('SELECT label, shipment_id FROM labels')
      .map((row) => [row.label, row.shipment_id]),
  )
  const faults = shipments.flatMap(checkLog)
  for (const { id, waybill, announced } of report.parcels) {
    if (!announced) continue
    const there = byWaybill.get(waybill)
    if (!there) faults.push(`${waybill} was answered, and is nowhere`)
    else if (id !== '' && labels.get(waybill) !== id) faults.push(`${waybill}: its label is another's`)
  }
  for (const shipment of shipments) {
    const row = rows.index.get(shipment.waybill)
    const handed = shipment.state.parcels.filter(({ place }) => place === 'recipient').length
    if (!row || behind(rows, shipment) || row.handed_over !== handed)
      faults.push(`${shipment.waybill}: the index says otherwise`)
  }
  for (const door of report.doors) {
    const shipment = byWaybill.get(door.waybill)
    if (shipment) faults.push(...checkDoor(door, shipment))
  }
  faults.push(...checkRounds(stored, shipments, report))
  faults.push(...(await checkMessages(cast, shipments, report)))
  faults.push(...(await checkWebhooks(cast, stored, shipments)))
  return faults
}
