import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Fact } from '../../worker/domain/event.ts'
import { openedAfter } from '../../worker/domain/session-origin.ts'
import type { FreshReason } from '../../worker/domain/terms.ts'
import { Fleet } from './fleet.ts'
import { POINT } from './given.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const MONDAY = Date.UTC(2026, 10, 23)
/** Days before the week on which somebody worked: nobody was away for a month. */
const BEFORE = [100, 80, 60, 40, 20, 2]
const MOVED: Fact = { type: 'moved', roundId: 'r2', courierId: 'c' }
const CHOSEN: Fact = { type: 'point-chosen', point: { ...POINT, id: 'p9' }, labels: [] }
// biome-ignore lint/suspicious/noThenProperty: what follows, as the log has it.
const BROKEN: Fact = { type: 'tablet-failed', roundId: 'r', then: 'identity' }

const COURIERS = 24
const RELAYS = 8
const STOPS = 60
/** Percentages: hand-overs against a document instead of a code, and other events. */
const IDENTITY = 4
const MOVES = 2
const SICK = 4
const BROKEN_TABLETS = 3
const LUNCHES = 3

type Random = () => number
/** Returns the same numbers every time (mulberry32), so that a week is reproducible. */
function seeded(seed: number): Random {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Returns a fleet that has worked for months: two independent dispatchers, couriers, relays and clerks. */
function knownFleet(): Fleet {
  const fleet = new Fleet()
  const then = MONDAY - 120 * DAY
  for (const id of ['anna', 'boris']) fleet.create(id, 'operator', then)
  for (let n = 0; n < COURIERS; n++) {
    fleet.create(`courier-${n}`, n % 2 ? 'anna' : 'boris', then)
    fleet.invite(`courier-${n}`, n % 2 ? 'anna' : 'boris', then)
    for (let c = 0; c < 10; c++) fleet.bySecret(`courier-${n}`, `old-${n}-${c}`, then + DAY)
    for (const ago of BEFORE) fleet.shift(`courier-${n}`, MONDAY - ago * DAY)
  }
  for (let n = 0; n < RELAYS; n++) {
    fleet.openPoint(`relay-${n}`, then)
    fleet.create(`clerk-${n}`, n % 2 ? 'anna' : 'boris', then)
    fleet.invite(`clerk-${n}`, n % 2 ? 'anna' : 'boris', then)
    for (let c = 0; c < 12; c++) fleet.bySecret(`clerk-${n}`, `old-r${n}-${c}`, then + DAY, `relay-${n}`)
    for (const ago of BEFORE) fleet.shift(`clerk-${n}`, MONDAY - ago * DAY)
  }
  return fleet
}

/** Plays one day of an honest courier. */
function courierDay(
  fleet: Fleet,
  id: string,
  by: string,
  morning: number,
  random: Random,
  calm: boolean,
): void {
  const percent = () => random() * 100
  // Whoever is new, and whose tablet broke, is invited. Everybody else opens the next shift alone (R40).
  const opened = fleet.shift(id, morning)
  if (!opened) fleet.invite(id, by, morning)
  let kind = opened ? 'morning' : 'new device'
  const noon = !calm && percent() < BROKEN_TABLETS
  if (!calm && percent() < LUNCHES) {
    // The courier signs out over lunch.
    fleet.end(id, morning + 4 * HOUR, 'left')
    fleet.shift(id, morning + 5 * HOUR)
  }
  for (let stop = 0; stop < STOPS; stop++) {
    const at = morning + HOUR + stop * 8 * 60_000
    if (noon && stop === STOPS / 2) {
      fleet.revoke(id, at - 60_000)
      fleet.invite(id, by, at - 30_000, { substitute: true, device: `spare for ${id}` })
      kind = 'substitute'
    }
    if (percent() >= IDENTITY) fleet.bySecret(id, fleet.contact(), at)
    else {
      const moved = percent() < MOVES
      const broken: [Fact, string][] = kind === 'substitute' ? [[BROKEN, by]] : []
      const done: [Fact, string][] = moved ? [...broken, [MOVED, by]] : broken
      fleet.byIdentity(moved ? `${kind}, moved` : kind, id, at, { done })
    }
  }
}

function clerkDay(
  fleet: Fleet,
  id: string,
  by: string,
  relay: string,
  morning: number,
  kind: string,
  random: Random,
) {
  if (!fleet.shift(id, morning)) fleet.invite(id, by, morning)
  for (let n = 0; n < 30; n++) {
    const at = morning + HOUR + n * 15 * 60_000
    if (random() < 0.6) fleet.bySecret(id, fleet.contact(), at, relay)
    else fleet.byIdentity(kind, id, at, { pointId: relay })
  }
}

/**
 * Plays Monday to Saturday: mornings, sick days with substitutes, two new couriers, a new relay, lunch
 * breaks.
 */
function honestWeek(fleet: Fleet, seed: number): void {
  const random = seeded(seed)
  const couriers = Array.from({ length: COURIERS }, (_, n) => `courier-${n}`)
  for (let day = 0; day < 6; day++) {
    const morning = MONDAY + day * DAY + 7 * HOUR
    if (day === 1)
      for (const id of ['new-1', 'new-2']) {
        fleet.create(id, 'anna', morning - HOUR)
        couriers.push(id)
      }
    if (day === 2) {
      fleet.openPoint('relay-new', morning - HOUR)
      fleet.create('clerk-new', 'boris', morning - HOUR)
    }
    for (const [n, id] of couriers.entries()) {
      // When somebody is sick, whoever is free drives their round under their own name, so no hands are new.
      const calm = day === 5 && VICTIMS.includes(id)
      if (!calm && random() * 100 < SICK) continue
      courierDay(fleet, id, n % 2 ? 'anna' : 'boris', morning + n * 60_000, random, calm)
    }
    for (let n = 0; n < RELAYS; n++)
      clerkDay(fleet, `clerk-${n}`, n % 2 ? 'anna' : 'boris', `relay-${n}`, morning, 'relay', random)
    if (day >= 2) clerkDay(fleet, 'clerk-new', 'boris', 'relay-new', morning, 'new relay', random)
  }
}

/**
 * The reasons for which an honest release of a kind may be looked at, because R42 names them. Any other is a
 * false alarm.
 */
const NAMED: Record<string, FreshReason[]> = {
  morning: ['new-hands', 'first-session'],
  'morning, moved': ['new-hands', 'first-session', 'moved'],
  'new device': ['new-hands', 'first-session', 'new-device'],
  'new device, moved': ['new-hands', 'first-session', 'new-device', 'moved'],
  substitute: ['new-hands', 'first-session', 'new-device', 'substitute', 'tablet-recorded'],
  'substitute, moved': ['new-hands', 'first-session', 'new-device', 'substitute', 'tablet-recorded', 'moved'],
  relay: [],
  'new relay': ['new-hands', 'new-device', 'new-point'],
}

const SATURDAY = MONDAY + 5 * DAY
/** The telephone of whoever invites themselves in another's name. */
const THIEF = { device: 'telephone of the thief' }
/**
 * Every chain by which one dispatcher alone releases a parcel, with the reason for which it has to be looked
 * at.
 */
const THEFTS: Record<string, { steal: (fleet: Fleet) => FreshReason[]; because: FreshReason }> = {
  'an invitation as the courier, then "no code" and identity': {
    because: 'ended-session',
    steal: (fleet) => {
      fleet.invite('courier-3', 'anna', SATURDAY + 15 * HOUR, THIEF)
      return fleet.byIdentity('theft', 'courier-3', SATURDAY + 15.1 * HOUR)
    },
  },
  'the courier’s session ended first, then the invitation': {
    because: 'ended-session',
    steal: (fleet) => {
      fleet.end('courier-5', SATURDAY + 15 * HOUR, 'ended')
      fleet.invite('courier-5', 'anna', SATURDAY + 15.1 * HOUR, THIEF)
      return fleet.byIdentity('theft', 'courier-5', SATURDAY + 15.2 * HOUR)
    },
  },
  'an invitation as somebody on holiday': {
    because: 'first-session',
    steal: (fleet) => {
      fleet.invite('courier-away', 'anna', SATURDAY + 9 * HOUR)
      // After signing out and in again it is still the first day.
      fleet.end('courier-away', SATURDAY + 10 * HOUR, 'left')
      fleet.invite('courier-away', 'anna', SATURDAY + 11 * HOUR)
      return fleet.byIdentity('theft', 'courier-away', SATURDAY + 12 * HOUR)
    },
  },
  'an invitation, a day of waiting, and a shift on the phone it enrolled': {
    because: 'new-device',
    steal: (fleet) => {
      fleet.invite('courier-13', 'anna', SATURDAY - DAY, THIEF)
      fleet.shift('courier-13', SATURDAY + 16 * HOUR, THIEF.device)
      return fleet.byIdentity('theft', 'courier-13', SATURDAY + 16.1 * HOUR)
    },
  },
  'a courier made for it': {
    because: 'new-hands',
    steal: (fleet) => {
      fleet.create('nobody', 'anna', SATURDAY)
      fleet.invite('nobody', 'anna', SATURDAY + HOUR)
      return fleet.byIdentity('theft', 'nobody', SATURDAY + 2 * HOUR)
    },
  },
  'a substitute for a tablet that works': {
    because: 'substitute',
    steal: (fleet) => {
      fleet.revoke('courier-7', SATURDAY + 16 * HOUR)
      fleet.invite('courier-7', 'anna', SATURDAY + 16.1 * HOUR, { substitute: true, ...THIEF })
      return fleet.byIdentity('theft', 'courier-7', SATURDAY + 16.2 * HOUR, { done: [[BROKEN, 'anna']] })
    },
  },
  'an own point and an own clerk': {
    because: 'new-point',
    steal: (fleet) => {
      fleet.openPoint('own', SATURDAY)
      fleet.create('own-clerk', 'anna', SATURDAY)
      fleet.invite('own-clerk', 'anna', SATURDAY + HOUR)
      return fleet.byIdentity('theft', 'own-clerk', SATURDAY + 2 * HOUR, {
        pointId: 'own',
        done: [[CHOSEN, 'anna']],
      })
    },
  },
  'lifting the block on the phone one holds': {
    because: 'block-lifted',
    steal: (fleet) => {
      // Boris is independent of this courier, so he may lift the block. Then he signs in as the courier.
      fleet.liftBlock('courier-9', 'boris', SATURDAY + 16 * HOUR)
      fleet.end('courier-9', SATURDAY + 16.5 * HOUR, 'left')
      fleet.invite('courier-9', 'boris', SATURDAY + 17 * HOUR, THIEF)
      return fleet.byIdentity('theft', 'courier-9', SATURDAY + 17.1 * HOUR)
    },
  },
  'a stop moved to a courier of one’s own': {
    because: 'moved',
    steal: (fleet) =>
      fleet.byIdentity('theft', 'courier-11', SATURDAY + 12 * HOUR, { done: [[MOVED, 'anna']] }),
  },
  'a recipient whom nobody reached': {
    because: 'unreached',
    steal: (fleet) => fleet.byIdentity('theft', 'courier-13', SATURDAY + 12 * HOUR, { told: false }),
  },
}

/**
 * The couriers whose names the chains use. Their last day is an ordinary one, so that only the theft stands
 * out.
 */
const VICTIMS = [3, 5, 7, 9, 11, 13].map((n) => `courier-${n}`)

function weekOf(seed: number): Fleet {
  const fleet = knownFleet()
  fleet.create('courier-away', 'boris', MONDAY - 120 * DAY)
  fleet.invite('courier-away', 'boris', MONDAY - 120 * DAY)
  for (let c = 0; c < 10; c++) fleet.bySecret('courier-away', `away-${c}`, MONDAY - 100 * DAY)
  for (const ago of [100, 80, 60, 40, 20, 10]) fleet.shift('courier-away', MONDAY - ago * DAY)
  honestWeek(fleet, seed)
  return fleet
}

test('R42: a fleet’s honest week with one theft of each chain: every theft alerts, honest acts only where it is named', () => {
  const counts = new Map<string, { releases: number; alerts: number }>()
  for (const seed of [1, 2, 3]) {
    const fleet = weekOf(seed)
    const honest = [...fleet.releases]
    for (const [chain, { steal, because }] of Object.entries(THEFTS))
      expect(steal(fleet), chain).toContain(because)
    for (const { kind, reasons } of honest) {
      const named = NAMED[kind] ?? []
      expect(
        reasons.filter((reason) => !named.includes(reason)),
        kind,
      ).toEqual([])
      const count = counts.get(kind) ?? { releases: 0, alerts: 0 }
      counts.set(kind, { releases: count.releases + 1, alerts: count.alerts + (reasons.length > 0 ? 1 : 0) })
    }
  }
  // Premise: the weeks contain all kinds, and known people on an ordinary morning raise no alert.
  for (const kind of ['morning', 'substitute', 'relay', 'new relay'])
    expect(counts.get(kind)?.releases ?? 0, kind).toBeGreaterThan(10)
  expect(counts.get('relay')?.alerts).toBe(0)
  const all = [...counts.values()]
  const sum = (what: 'releases' | 'alerts') => all.reduce((n, count) => n + count[what], 0)
  expect(sum('alerts') / sum('releases')).toBeLessThan(0.2)
  reportCounts(counts, sum('releases'), sum('alerts'))
})

/** Prints how often honest people are looked at, for whoever decides between alert and approval. */
function reportCounts(
  counts: Map<string, { releases: number; alerts: number }>,
  releases: number,
  alerts: number,
) {
  const lines = [...counts].map(([kind, count]) => `  ${kind}: ${count.alerts} of ${count.releases}`)
  const weeks = `three weeks of ${COURIERS + 2} couriers and ${RELAYS + 1} relays`
  console.info(
    [
      `R42, ${weeks}: ${alerts} of ${releases} honest identity releases alert, ${Object.keys(THEFTS).length} of ${Object.keys(THEFTS).length} thefts`,
      ...lines,
    ].join('\n'),
  )
}

test('R42: what a session begins as, over random earlier ones', () => {
  const now = MONDAY
  const earlier = fc.record({
    ago: fc.integer({ min: 1, max: 10 * 24 }),
    ended: fc.option(fc.nat(13)),
    end: fc.constantFrom('left' as const, 'ended' as const, 'replaced' as const),
  })
  fc.assert(
    fc.property(fc.array(earlier, { maxLength: 6 }), fc.boolean(), (list, substitute) => {
      const sessions = list.map(({ ago, ended, end }) => {
        const openedAt = now - ago * HOUR
        const endedAt = ended === null || ended > ago ? null : openedAt + ended * HOUR
        return {
          openedAt,
          expiresAt: openedAt + 14 * HOUR,
          endedAt,
          end: endedAt === null ? null : end,
          pauseEndedAt: null,
        }
      })
      const { endedLive, pauseEndedAt } = openedAfter(sessions, substitute, now)
      const live = sessions.some(({ endedAt, expiresAt }) => endedAt === null && expiresAt > now)
      if (live) expect(endedLive).toBe(true)
      // Signing out by oneself does not count as being ended by somebody.
      if (sessions.every(({ end, expiresAt }) => end === 'left' || expiresAt <= now))
        expect(endedLive).toBe(false)
      if (sessions.length === 0) expect(pauseEndedAt).toBeNull()
      const lately = sessions.some(
        ({ endedAt, expiresAt }) => now - Math.min(endedAt ?? expiresAt, now) < 3 * DAY,
      )
      expect(pauseEndedAt !== null).toBe(sessions.length > 0 && !lately)
    }),
  )
})

test('R40, R42: fifty couriers, five mornings, no invitation but for a stolen tablet and a new phone: just these are looked at', () => {
  const fleet = new Fleet()
  const then = MONDAY - 60 * DAY
  fleet.create('anna', 'operator', then)
  const couriers = Array.from({ length: 50 }, (_, n) => `courier-${n}`)
  const [robbed, modern, early, late] = couriers as [string, string, string, string, ...string[]]
  // Two of them share a tablet: each has a key of their own on it.
  const tabletOf = (id: string) => (id === early || id === late ? 'tablet they share' : `tablet of ${id}`)
  const deviceOf = new Map(couriers.map((id) => [id, tabletOf(id)]))
  for (const id of couriers) {
    fleet.create(id, 'anna', then)
    fleet.invite(id, 'anna', then, { device: tabletOf(id) })
    for (let c = 0; c < 10; c++) fleet.bySecret(id, `old-${id}-${c}`, then + DAY)
    for (const ago of [40, 20, 2]) fleet.shift(id, MONDAY - ago * DAY, tabletOf(id))
  }
  for (let day = 0; day < 5; day++)
    for (const id of couriers) {
      const at = MONDAY + day * DAY + (id === late ? 15 : 7) * HOUR
      // Before Wednesday's round a tablet is stolen. The thief has it, without the PIN.
      if (day === 2 && id === robbed) {
        fleet.revoke(id, at - HOUR, tabletOf(id))
        expect(fleet.shift(id, at, tabletOf(id))).toBe(false)
        deviceOf.set(id, 'tablet in its place')
      }
      if (day === 3 && id === modern) deviceOf.set(id, 'new phone')
      const device = deviceOf.get(id) ?? ''
      if (!fleet.shift(id, at, device)) fleet.invite(id, 'anna', at, { device })
      const works = day === 2 && id === robbed ? 'in its place' : day === 3 && id === modern ? 'new' : 'known'
      for (let stop = 0; stop < 20; stop++) {
        const then = at + HOUR + stop * 10 * 60_000
        if (stop % 5 === 4) fleet.byIdentity(works, id, then)
        else fleet.bySecret(id, fleet.contact(), then)
      }
    }
  expect(fleet.invitationsSince(MONDAY)).toBe(2)
  const reasons = (kind: string) => [
    ...new Set(fleet.releases.filter((one) => one.kind === kind).flatMap((one) => one.reasons)),
  ]
  // Premise: there were many releases of every kind.
  expect(fleet.releases.filter(({ kind }) => kind === 'known').length).toBeGreaterThan(900)
  expect(reasons('known')).toEqual([])
  for (const kind of ['in its place', 'new']) {
    const first = fleet.releases.filter((one) => one.kind === kind)
    expect(first).toHaveLength(4)
    for (const one of first) expect(one.reasons).toEqual(['new-device'])
  }
})
