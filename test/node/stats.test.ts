import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { violationFor } from '../../worker/domain/effects.ts'
import type { Fact } from '../../worker/domain/event.ts'
import type { Shipment } from '../../worker/domain/state.ts'
import { type Figures, noFigures, summary } from '../../worker/domain/stats.ts'
import { visitsOf } from '../../worker/domain/visits.ts'
import { dayOf } from '../../worker/platform/calendar.ts'
import { updateIndex } from '../../worker/registry/index-update.ts'
import { rollUpDays, rollUpWhenLate } from '../../worker/registry/roll-ups.ts'
import { insertRound, insertStop } from '../../worker/registry/rounds.ts'
import { readStats, type StatsBy, type StatsFilter } from '../../worker/registry/stats.ts'
import { settled, T0 } from '../domain/given.ts'
import type { History } from '../domain/histories.ts'
import { lives } from '../domain/life.ts'
import { openRegistry, type Registry } from '../support/sqlite-d1.ts'

/** Five weeks after the lives every one of their days is read from the roll-ups, and still counted again. */
const LATER = T0 + 35 * 86_400_000
const WHOLE = { from: '2026-03-01', to: '2026-04-07', contractId: null, providerId: null, courierId: null }
const DAYS = 38
const SERVED = ['sms', 'email'] as const

let registry: Registry
beforeEach(() => {
  registry = openRegistry()
})
afterEach(() => registry.close())

/** Returns a life's facts with their times. */
const logOf = ({ first, calls }: History): { fact: Fact; at: number }[] => [
  { fact: first, at: T0 },
  ...calls.flatMap(({ facts, now }) => facts.map((fact) => ({ fact, at: now }))),
]

/** Writes a shipment's index row as its object does, with the rounds it was on. */
async function index(
  id: string,
  contractId: string,
  log: readonly { fact: Fact; at: number }[],
): Promise<void> {
  const { db } = registry
  const steps = settled(log)
  const state = steps.at(-1)?.after as Shipment
  const visits = visitsOf(steps, (at) => dayOf(at, state.policy.zone), SERVED)
  const row = {
    id,
    announcedAt: T0,
    waybill: id,
    contractId,
    state: state.phase,
    secured: state.secured,
    parcels: 1,
    handedOver: 0,
    courierId: null,
    changedAt: T0,
    seq: state.seq,
    over: false,
    name: null,
    renamed: false,
    visits: visits.length > 0 ? visits : null,
    contactFingerprint: null,
    questionedAt: null,
  }
  const lines = {
    shipment: row,
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
  await updateIndex(db, lines, db.prepare('SELECT 1'))
  for (const { fact, at } of log) {
    if (fact.type !== 'dispatched' && fact.type !== 'moved') continue
    const date = new Date(at).toISOString().slice(0, 10)
    const round = {
      id: fact.roundId,
      courierId: fact.courierId,
      date,
      state: 'dispatched' as const,
      closedAt: null,
    }
    await db.batch([
      insertRound(db, round, date),
      insertStop(db, { roundId: fact.roundId, shipmentId: id, seq: 1 }, 0),
    ])
  }
}

/** Counts the same figures from the facts themselves, without the notion of a visit. */
function countFacts(log: readonly { fact: Fact; at: number }[]): Partial<Figures> {
  const all = settled(log)
  const lastOut = all.findLastIndex(({ fact }) => fact.type === 'dispatched')
  if (lastOut < 0) return {}
  // The facts of a visit that is still open are not counted yet.
  const open = all.at(-1)?.after.visit?.open === true
  const steps = open ? all.slice(0, lastOut) : all
  if (!steps.some(({ fact }) => fact.type === 'dispatched')) return { open: 1 }
  const figures = noFigures()
  figures.open = open ? 1 : 0
  const takenBack = new Set(steps.map(({ fact }) => fact.type === 'visit-reopened' && fact.takesBack))
  for (const { fact, before, after } of steps) {
    const stands = !takenBack.has(after.seq)
    if (fact.type === 'handed-over')
      figures[`${fact.pointId === undefined ? 'door' : 'counter'}_${fact.proof}`]++
    if (fact.type === 'held' && stands)
      figures[fact.reason === 'no-code' ? 'held_no_code' : 'held_wrong_code']++
    if (fact.type === 'visit-failed' && stands) figures[`failed_${fact.reason}`]++
    if (fact.type === 'claim-raised' || (fact.type === 'not-me-declared' && fact.blocking)) figures.claims++
    if (violationFor(after, fact)) figures.violations++
    for (const { about, order } of after.unsent)
      if (about === after.seq)
        for (const channel of order.channels) if (channel !== 'messenger') figures[channel]++
    // What had not left when the end of the visit was taken back is not sent any more (R37).
    if (fact.type === 'visit-reopened')
      for (const { about, order } of before?.unsent ?? [])
        if (about === fact.takesBack)
          for (const channel of order.channels) if (channel !== 'messenger') figures[channel]--
  }
  return figures
}

const COUNTED = [
  ...(['pin', 'qr', 'link', 'identity', 'ordinary'] as const).flatMap(
    (proof) => [`door_${proof}`, `counter_${proof}`] as const,
  ),
  'held_no_code',
  'held_wrong_code',
  'failed_absent',
  'failed_refused',
  'failed_address',
  'failed_damaged',
  'claims',
  'violations',
  'sms',
  'email',
  'open',
] as const

const only = (figures: Partial<Figures>) =>
  Object.fromEntries(COUNTED.map((name) => [name, figures[name] ?? 0]))

async function rollUpAll(): Promise<void> {
  // Four runs complete any pass here.
  for (let run = 0; run < 4; run++) await rollUpDays(registry.db, LATER)
}

const read = (by: StatsBy, filter: Partial<StatsFilter> = {}) =>
  readStats(registry.db, { ...WHOLE, ...filter }, by, DAYS, LATER)

test('what the days say is what the events of random lives say, whatever came late', async () => {
  const seed = Date.now() % 2 ** 31
  const histories = fc.sample(lives, { numRuns: 150, seed })
  const expected = noFigures()
  // The shipments are indexed first as they were half-way, then as they ended.
  for (const part of [0.5, 1])
    for (const [n, history] of histories.entries()) {
      const log = logOf(history)
      const known = log.slice(0, Math.max(1, Math.ceil(log.length * part)))
      await index(`s${n}`, `contract-${n % 3}`, known)
      if (part === 1) {
        const counted = countFacts(known)
        for (const name of COUNTED) expected[name] += counted[name] ?? 0
      }
      if (n === histories.length - 1) await rollUpAll()
    }
  expect(expected.door_pin + expected.held_no_code + expected.counter_identity).toBeGreaterThan(20)
  for (const by of ['day', 'contract', 'provider', 'courier'] as const) {
    const { total, groups } = await read(by)
    expect(only(total), `by ${by}, seed ${seed}`).toEqual(only(expected))
    expect(groups.length).toBeGreaterThan(0)
  }
  const parts = await Promise.all([0, 1, 2].map((n) => read('day', { contractId: `contract-${n}` })))
  const sum = (name: (typeof COUNTED)[number]) => parts.reduce((all, { total }) => all + total[name], 0)
  expect(sum('door_pin')).toBe(expected.door_pin)
})

test('counted again, known days write nothing', async () => {
  for (const [n, history] of fc.sample(lives, 20).entries()) await index(`s${n}`, 'c', logOf(history))
  await rollUpAll()
  const before = registry.changes()
  await rollUpDays(registry.db, LATER)
  // The only rows written are the positions of the two passes.
  expect(registry.changes() - before).toBe(2)
})

test('where no cron rings, whoever reads figures rolls them up, once an hour', async () => {
  for (const [n, history] of fc.sample(lives, 5).entries()) await index(`s${n}`, 'c', logOf(history))
  const rowsAfter = async (now: number) => {
    await rollUpWhenLate(registry.db, now)
    return registry.changes()
  }
  const first = await rowsAfter(LATER)
  expect(await rowsAfter(LATER + 59 * 60_000)).toBe(first)
  expect(await rowsAfter(LATER + 61 * 60_000)).toBeGreaterThan(first)
})

test('what ran days ago is caught up with, piece by piece, and a page of rounds at a time', async () => {
  const out = { type: 'dispatched', courierId: 'k', point: null } as const
  const first = fc.sample(lives, 1)[0]!.first
  for (let n = 0; n < 95; n++) {
    const at = T0 + n * 3_600_000
    await index(`s${n}`, 'c', [
      { fact: first, at: T0 },
      { fact: { ...out, roundId: `r${n}` }, at },
      { fact: { type: 'visit-failed', reason: 'absent', labels: ['PARCEL-1'], code: 'ABS' }, at },
    ])
  }
  await rollUpDays(registry.db, LATER)
  const { total, groups } = await read('day')
  expect(total.failed_absent).toBe(95)
  expect(groups.map(({ key }) => key)).toEqual([
    '2026-03-04',
    '2026-03-05',
    '2026-03-06',
    '2026-03-07',
    '2026-03-08',
  ])
})

test('a stop moved away leaves nothing behind in the figures of its first round', async () => {
  const { first } = fc.sample(lives, 1)[0]!
  const out: Fact = { type: 'dispatched', roundId: 'r1', courierId: 'k1', point: null }
  const absent: Fact = { type: 'visit-failed', reason: 'absent', labels: ['PARCEL-1'], code: 'ABS' }
  const log = (facts: Fact[]) => [first, ...facts].map((fact, n) => ({ fact, at: T0 + n }))
  await index('s1', 'c', log([out]))
  await rollUpAll()
  expect((await read('courier')).groups).toMatchObject([{ key: 'k1', figures: { open: 1 } }])
  await index('s1', 'c', log([out, { type: 'moved', roundId: 'r2', courierId: 'k2' }, absent]))
  await rollUpAll()
  expect((await read('courier')).groups).toMatchObject([
    { key: 'k2', figures: { open: 0, failed_absent: 1 } },
  ])
})

test('the days still underway are counted as asked for, and compared with as many days before', async () => {
  const { first } = fc.sample(lives, 1)[0]!
  const out: Fact = { type: 'dispatched', roundId: 'r1', courierId: 'k1', point: null }
  const absent: Fact = { type: 'visit-failed', reason: 'absent', labels: ['PARCEL-1'], code: 'ABS' }
  await index(
    's1',
    'c',
    [first, out, absent].map((fact) => ({ fact, at: T0 })),
  )
  const today = { ...WHOLE, from: '2026-03-04', to: '2026-03-04' }
  expect((await readStats(registry.db, today, 'day', 1, T0)).total.failed_absent).toBe(1)
  const next = { ...WHOLE, from: '2026-03-05', to: '2026-03-05' }
  const { total, before } = await readStats(registry.db, next, 'day', 1, T0)
  expect([total.failed_absent, before.failed_absent]).toEqual([0, 1])
  expect(summary(total, null).visits).toBe(0)
})
