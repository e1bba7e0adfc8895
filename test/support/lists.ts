import { listAlerts } from '../../worker/registry/alerts.ts'
import { listApiKeys } from '../../worker/registry/api-keys.ts'
import { listAudit } from '../../worker/registry/audit.ts'
import { listContracts } from '../../worker/registry/contracts.ts'
import { courierEvidence, listNotedVisits } from '../../worker/registry/courier-evidence.ts'
import { listDevices } from '../../worker/registry/devices.ts'
import { listHolds, pointDay } from '../../worker/registry/holds.ts'
import { listPeople, listProviders } from '../../worker/registry/people.ts'
import { listPoints } from '../../worker/registry/points.ts'
import { listOpen } from '../../worker/registry/requests.ts'
import { listRounds } from '../../worker/registry/round-lines.ts'
import { latestRounds, roundsOfDay, stopsOf } from '../../worker/registry/rounds.ts'
import { SCAN_MAX } from '../../worker/registry/scan.ts'
import {
  announcedSince,
  listShipments,
  type ShipmentFilter,
  shipmentsOfLabels,
} from '../../worker/registry/shipments.ts'
import { readStats, type StatsBy } from '../../worker/registry/stats.ts'
import { listViolations, sumViolations, type ViolationFilter } from '../../worker/registry/violations.ts'
import { listWebhooks } from '../../worker/registry/webhooks.ts'

const PAGE = 50
type Database = Parameters<typeof listAlerts>[0]
const DAY_MS = 86_400_000

/** Ids and texts that the calls below ask for and the database contains. `now` is in ms. */
export interface Asked {
  contractId: string
  providerId: string
  courierId: string
  pointId: string
  roundId: string
  label: string
  /** The folded surname and given name of many recipients. */
  surname: string
  givenName: string
  now: number
  /** The day before `now`. */
  day: string
}

/** One registry call that reads many rows. */
export interface ListCall {
  name: string
  /** The exported function that the call uses. */
  of: string
  /**
   * `list` reads one page in order, however many rows there are; `whole` reads all of something small, which
   * may be sorted; `report` reads the rows of its days by an index.
   */
  kind: 'list' | 'whole' | 'report'
  /** The number of rows it may read: its page, and for each row what is shown beside it. */
  most: number
  run(db: Database, asked: Asked): Promise<unknown>
}

const list = (name: string, of: string, most: number, run: ListCall['run']): ListCall => ({
  name,
  of,
  kind: 'list',
  most,
  run,
})
const whole = (name: string, of: string, most: number, run: ListCall['run']): ListCall => ({
  name,
  of,
  kind: 'whole',
  most,
  run,
})
const report = (name: string, of: string, run: ListCall['run']): ListCall => ({
  name,
  of,
  kind: 'report',
  most: Number.POSITIVE_INFINITY,
  run,
})

const shipments = (
  name: string,
  filter: (asked: Asked) => Partial<ShipmentFilter>,
  { most = 2 * PAGE }: { most?: number } = {},
): ListCall =>
  list(`shipments, ${name}`, 'listShipments', most, (db, asked) => {
    const none: ShipmentFilter = { state: null, contractId: null, q: null, names: true, before: null }
    return listShipments(db, { ...none, ...filter(asked) }, PAGE)
  })

const violations = (
  name: string,
  filter: (asked: Asked) => Partial<ViolationFilter>,
  { most = 3 * PAGE }: { most?: number } = {},
): ListCall =>
  list(`violations, ${name}`, 'listViolations', most, (db, asked) => {
    const none: ViolationFilter = { month: null, providerId: null, state: null, before: null }
    return listViolations(db, { ...none, ...filter(asked) }, PAGE)
  })

const OPEN = ['announced', 'scheduled', 'out-for-delivery']
const EXCEPTIONAL = ['held', 'refused', 'at-depot', 'partly-handed-over', 'returned', 'cancelled']
/** A search that filters row by row reads, for each row, also what is shown beside it. */
const SCANNED = { most: 2 * SCAN_MAX + 10 }
const LEDGER_SCANNED = { most: 3 * SCAN_MAX }
const middle = ({ now }: Asked) => ({ announcedAt: now - 3 * DAY_MS, id: 'f' })

const STATES: ListCall[] = [
  ...EXCEPTIONAL.map((state) => shipments(state, () => ({ state }))),
  ...EXCEPTIONAL.map((state) =>
    shipments(`${state} of a contract`, ({ contractId }) => ({ state, contractId })),
  ),
  ...[...OPEN, 'handed-over'].flatMap((state) => [
    shipments(state, () => ({ state }), SCANNED),
    shipments(`${state} of a contract`, ({ contractId }) => ({ state, contractId }), SCANNED),
  ]),
]

const NO_AUDIT_FILTER = { personId: null, route: null, before: null }
const BYS: readonly StatsBy[] = ['day', 'contract', 'provider', 'courier']
const stats = (by: StatsBy): ListCall =>
  report(`stats of a week, by ${by}`, 'readStats', (db, { now, day, contractId, providerId, courierId }) => {
    const from = new Date(now - 7 * DAY_MS).toISOString().slice(0, 10)
    const filter = { from, to: day, contractId, providerId, courierId }
    return readStats(
      db,
      by === 'day' ? { ...filter, contractId: null, providerId: null, courierId: null } : filter,
      by,
      7,
      now,
    )
  })

const EVERY_DEVICE = { personId: null, seenBefore: null, unsent: false, revoked: null }

/** Every list and search that exists. */
export const LIST_CALLS: readonly ListCall[] = [
  shipments('all', () => ({})),
  shipments('a later page', (asked) => ({ before: middle(asked) })),
  shipments('of a contract', ({ contractId }) => ({ contractId })),
  shipments('of a contract, a later page', (asked) => ({
    contractId: asked.contractId,
    before: middle(asked),
  })),
  ...STATES,
  shipments('by label', ({ label }) => ({ q: label }), { most: 10 }),
  shipments('by a label nobody has, no name', () => ({ q: 'NOBODY-HAS-THIS-1', names: false }), { most: 10 }),
  shipments('by surname', ({ surname }) => ({ q: surname }), SCANNED),
  shipments('by surname, a later page', (asked) => ({ q: asked.surname, before: middle(asked) }), SCANNED),
  shipments('by full name', (asked) => ({ q: `${asked.givenName} ${asked.surname}` }), SCANNED),
  shipments('by a name nobody has', () => ({ q: 'Nobody Whatsoever' }), { most: 10 }),
  shipments(
    'by surname, held, of a contract',
    (asked) => ({
      q: asked.surname,
      state: 'held',
      contractId: asked.contractId,
    }),
    SCANNED,
  ),
  list('last month of a contract', 'announcedSince', PAGE, (db, { contractId, now }) =>
    announcedSince(db, contractId, now - 30 * DAY_MS, null, PAGE),
  ),
  list('last month of a contract, a later page', 'announcedSince', PAGE, (db, asked) =>
    announcedSince(db, asked.contractId, asked.now - 30 * DAY_MS, middle(asked), PAGE),
  ),
  list('shipments of scanned labels', 'shipmentsOfLabels', 4, (db, { label }) =>
    shipmentsOfLabels(db, [label]),
  ),
  // A page of rounds is read with their stops and each stop's shipment.
  list('rounds', 'listRounds', 60 * PAGE, (db) => listRounds(db, { before: null, from: null }, PAGE)),
  list('rounds from a day on, a later page', 'listRounds', 60 * PAGE, (db, { day }) =>
    listRounds(db, { before: { date: day, id: 'f' }, from: '2026-11-01' }, PAGE),
  ),
  whole('stops of a round', 'stopsOf', 60, (db, { roundId }) => stopsOf(db, roundId)),
  whole('a courier’s rounds', 'latestRounds', 10, (db, { courierId, day }) =>
    latestRounds(db, courierId, day),
  ),
  whole('a courier’s day', 'roundsOfDay', 5, (db, { courierId, day }) => roundsOfDay(db, courierId, day)),
  list('alerts', 'listAlerts', 2 * PAGE, (db) => listAlerts(db, null, PAGE)),
  list('what waits for a second person', 'listOpen', PAGE, (db, { now }) => listOpen(db, null, now, PAGE)),
  list('what waits for a second person, a later page', 'listOpen', PAGE, (db, { now }) =>
    listOpen(db, { at: now - DAY_MS, id: 'f' }, now, PAGE),
  ),
  violations('all', () => ({})),
  violations('of a month', ({ day }) => ({ month: day.slice(0, 7) })),
  violations('of a provider', ({ providerId }) => ({ providerId })),
  violations('in a state', () => ({ state: 'suspected' })),
  violations(
    'of a provider, a month, a state',
    ({ providerId, day }) => ({
      providerId,
      month: day.slice(0, 7),
      state: 'upheld',
    }),
    LEDGER_SCANNED,
  ),
  violations(
    'of a month in a state',
    ({ day }) => ({ month: day.slice(0, 7), state: 'contested' }),
    LEDGER_SCANNED,
  ),
  report('sums of violations', 'sumViolations', (db) => sumViolations(db, 12)),
  report('couriers compared', 'courierEvidence', (db, { now }) => {
    const since = now - 28 * DAY_MS
    return courierEvidence(db, since, new Date(since).toISOString().slice(0, 10))
  }),
  list('a courier’s noted visits', 'listNotedVisits', PAGE, (db, { courierId }) =>
    listNotedVisits(db, courierId, null, PAGE),
  ),
  list('a point’s holds', 'listHolds', PAGE, (db, { pointId, now }) =>
    listHolds(db, pointId, { q: null, after: null, now }, PAGE),
  ),
  list('a point’s holds, a later page', 'listHolds', PAGE, (db, { pointId, now, day }) =>
    listHolds(db, pointId, { q: null, after: { until: day, shipmentId: 'f' }, now }, PAGE),
  ),
  list('a point’s holds, searched', 'listHolds', SCAN_MAX, (db, { pointId, surname, now }) =>
    listHolds(db, pointId, { q: surname, after: null, now }, PAGE),
  ),
  report('a point’s day', 'pointDay', (db, { pointId, day }) => pointDay(db, pointId, day, 'UTC')),
  list('contracts', 'listContracts', 2 * PAGE, (db) => listContracts(db, '', null, PAGE)),
  list('one contract', 'listContracts', 2, (db, { contractId }) => listContracts(db, '', contractId, PAGE)),
  list('couriers', 'listPeople', 2 * PAGE, (db) => listPeople(db, ['courier'], '', PAGE)),
  list('devices', 'listDevices', 2 * PAGE, (db) => listDevices(db, EVERY_DEVICE, '', PAGE)),
  list('devices of a person', 'listDevices', 2 * PAGE, (db) =>
    listDevices(db, { ...EVERY_DEVICE, personId: 'courier-1' }, '', PAGE),
  ),
  list('devices that nobody saw lately', 'listDevices', 2 * SCAN_MAX, (db, { now }) =>
    listDevices(db, { ...EVERY_DEVICE, seenBefore: now, unsent: true, revoked: false }, '', PAGE),
  ),
  list('providers', 'listProviders', PAGE, (db) => listProviders(db, '', PAGE)),
  list('points', 'listPoints', PAGE, (db) => listPoints(db, '', PAGE)),
  // The row of each key, its place in the order of ids, and its use.
  list('API keys', 'listApiKeys', 3 * PAGE, (db) => listApiKeys(db, '', '2026-11-01', PAGE)),
  list('webhooks', 'listWebhooks', PAGE, (db) => listWebhooks(db, null, null, PAGE)),
  list('webhooks of a contract', 'listWebhooks', 2 * PAGE, (db, { contractId }) =>
    listWebhooks(db, null, contractId, PAGE),
  ),
  list('audit', 'listAudit', 2 * PAGE, (db) => listAudit(db, NO_AUDIT_FILTER, PAGE)),
  list('audit of a person, a later page', 'listAudit', SCANNED.most, (db, { courierId, now }) =>
    listAudit(db, { personId: courierId, route: null, before: { at: now, id: 'f' } }, PAGE),
  ),
  ...BYS.map(stats),
]
