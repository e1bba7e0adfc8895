import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PointInfo } from '../../worker/domain/choose-point.ts'
import { decide } from '../../worker/domain/decide.ts'
import type { Fact } from '../../worker/domain/event.ts'
import { settle } from '../../worker/domain/history.ts'
import type { Shipment } from '../../worker/domain/state.ts'
import type { Profile } from '../../worker/domain/terms.ts'
import {
  addDays,
  dayOf,
  daysBetween,
  dueDates,
  retention,
  startOfDay,
  storageOf,
  wallClock,
  weekdayOf,
} from '../../worker/platform/calendar.ts'
import { held, issued, labelsOf } from '../domain/at-the-point.ts'
import {
  atTheDoor,
  backAtDepot,
  claimed,
  type Given,
  missed,
  noClaims,
  POINT,
  stateOf,
} from '../domain/given.ts'
import { lives } from '../domain/life.ts'

const utc = (text: string) => Date.parse(`${text}Z`)
const iso = (at: number | undefined) => at !== undefined && new Date(at).toISOString().slice(0, 16)

test.each([
  ['Europe/Moscow', '2026-03-04T21:30', '2026-03-05'],
  ['Europe/Paris', '2026-03-04T22:30', '2026-03-04'],
  ['Europe/Paris', '2026-07-04T22:30', '2026-07-05'],
  ['Pacific/Kiritimati', '2026-03-04T10:00', '2026-03-05'],
  ['Pacific/Kiritimati', '2026-03-04T09:59', '2026-03-04'],
  ['Pacific/Pago_Pago', '2026-03-04T10:59', '2026-03-03'],
])('R29: the day of an instant is that of its zone: %s %s', (zone, at, day) => {
  expect(dayOf(utc(at), zone)).toBe(day)
})

test.each([
  ['an ordinary day', 'Europe/Moscow', '2026-03-05', '2026-03-04T21:00'],
  ['before the clocks go forward', 'Europe/Paris', '2026-03-29', '2026-03-28T23:00'],
  ['after them', 'Europe/Paris', '2026-03-30', '2026-03-29T22:00'],
  ['before the clocks go back', 'Europe/Paris', '2026-10-25', '2026-10-24T22:00'],
  ['after them', 'Europe/Paris', '2026-10-26', '2026-10-25T23:00'],
  ['the first of the zones', 'Pacific/Kiritimati', '2026-03-05', '2026-03-04T10:00'],
  ['a midnight that is jumped over', 'America/Santiago', '2026-09-06', '2026-09-06T04:00'],
  ['the day before it', 'America/Santiago', '2026-09-05', '2026-09-05T04:00'],
  ['a day that ended twice', 'America/Santiago', '2026-04-05', '2026-04-05T04:00'],
  ['a midnight that comes twice: the first', 'America/Havana', '2026-11-01', '2026-11-01T04:00'],
])('R29: a day begins: %s, %s %s', (_title, zone, day, at) => {
  expect(iso(startOfDay(day, zone))).toBe(at)
})

const ZONES = [
  'Europe/Paris',
  'Europe/Moscow',
  'America/Santiago',
  'Pacific/Kiritimati',
  'Asia/Kolkata',
  'Africa/Cairo',
]
test.each(ZONES)(
  'R29: every day of two years begins in its own day, and the instant before is the day before: %s',
  (zone) => {
    for (let day = '2026-01-01'; day < '2028-01-01'; day = addDays(day, 1)) {
      const at = startOfDay(day, zone)
      expect([dayOf(at - 1, zone), dayOf(at, zone)]).toEqual([addDays(day, -1), day])
    }
  },
)

test('R29: days are counted over months, leap years and changes of the clocks', () => {
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
  expect(addDays('2026-03-01', -1)).toBe('2026-02-28')
  expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2)
  expect(daysBetween('2026-10-26', '2026-10-24')).toBe(-2)
  expect([weekdayOf('2026-03-02'), weekdayOf('2026-03-08')]).toEqual([0, 6])
})

/** Returns a hold whose parcels had all reached the point at `at`, given as `YYYY-MM-DDTHH:mm` in UTC. */
function receivedAt(at: string, profile: Profile, point: Partial<PointInfo> = {}, given: Given = {}) {
  const there = { ...POINT, ...point }
  let state = stateOf(atTheDoor(profile, given), held(labelsOf(given), there))
  for (const label of labelsOf(given))
    state = settle(state, { type: 'received-at-point', pointId: there.id, labels: [label] }, utc(at)).after
  return state
}
const after = (state: ReturnType<typeof receivedAt>, fact: Fact, at = utc('2026-03-06T10:00')) =>
  settle(state, fact, at).after

test.each([
  ['chronopost', 'office', '2026-03-19'],
  ['chronopost', 'point', '2026-03-13'],
  ['chronopost', 'locker', '2026-03-08'],
  ['kse', 'office', '2026-03-12'],
] as const)('R29: stored for as long as the policy says: %s, %s: until %s', (profile, kind, until) => {
  expect(storageOf(receivedAt('2026-03-05T10:00', profile, { kind }))?.until).toBe(until)
})

test('R29: the days are those of the point’s zone, else of the policy’s', () => {
  const late = '2026-03-05T23:30'
  expect(storageOf(receivedAt(late, 'chronopost'))?.until).toBe('2026-03-14')
  expect(storageOf(receivedAt(late, 'chronopost', { zone: 'Atlantic/Azores' }))?.until).toBe('2026-03-13')
  expect(storageOf(receivedAt('2026-03-05T10:00', 'kse', { zone: 'Pacific/Kiritimati' }))?.until).toBe(
    '2026-03-13',
  )
})

test('R29: the last day counts whole, the reminder comes two days before it in the morning', () => {
  const storage = storageOf(receivedAt('2026-03-05T10:00', 'chronopost'))
  expect([iso(storage?.remindAt), iso(storage?.endsAt)]).toEqual(['2026-03-11T09:00', '2026-03-13T23:00'])
  // A locker keeps a parcel for three days, so the reminder comes one day before the last.
  const short = storageOf(receivedAt('2026-03-05T10:00', 'chronopost', { kind: 'locker' }))
  expect(iso(short?.remindAt)).toBe('2026-03-07T09:00')
  // The days stay whole when the clocks change.
  const spring = storageOf(receivedAt('2026-03-27T10:00', 'chronopost'))
  expect([spring?.until, iso(spring?.endsAt)]).toEqual(['2026-04-04', '2026-04-04T22:00'])
})

test.each([
  ['the night before clocks go forward', 'Europe/Paris', '2027-03-21', '2027-03-27T09:00'],
  ['the day on which clocks go forward', 'Europe/Paris', '2027-03-22', '2027-03-28T08:00'],
  ['the day after', 'Europe/Paris', '2027-03-23', '2027-03-29T08:00'],
  ['the day on which clocks go back', 'Europe/Paris', '2027-10-25', '2027-10-31T09:00'],
  ['the day before', 'Europe/Paris', '2027-10-24', '2027-10-30T08:00'],
  ['a day without midnight', 'America/Santiago', '2026-08-31', '2026-09-06T13:00'],
  ['a midnight that comes twice', 'America/Havana', '2026-10-26', '2026-11-01T15:00'],
  ['a zone of half an hour', 'Australia/Lord_Howe', '2027-03-29', '2027-04-03T23:30'],
  ['a zone that never changes', 'Europe/Moscow', '2027-03-22', '2027-03-28T07:00'],
])('R29: the reminder comes at ten by the clock on the wall: %s, %s', (_title, zone, received, at) => {
  // Noon of the day on which the point received it; it is kept for eight days more.
  const noon = wallClock(received, 12, zone)
  const storage = storageOf(receivedAt(new Date(noon).toISOString().slice(0, 16), 'chronopost', { zone }))
  expect(iso(storage?.remindAt)).toBe(at)
})

test.each([
  ['an hour that is skipped is as much later', 'Europe/Paris', '2027-03-28', 2, '2027-03-28T01:00'],
  ['an hour that comes twice is the first', 'Europe/Paris', '2027-10-31', 2, '2027-10-31T00:00'],
  ['the hour after it', 'Europe/Paris', '2027-10-31', 3, '2027-10-31T02:00'],
  ['a zone nobody knows counts as UTC', 'Mars/Olympus', '2027-10-31', 10, '2027-10-31T10:00'],
])('R29: the clock on the wall: %s', (_title, zone, day, hour, at) => {
  expect(iso(wallClock(day, hour, zone))).toBe(at)
})

test.each(ZONES)(
  'R29: on every day of two years ten o’clock is what the clock on the wall shows: %s',
  (zone) => {
    const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
    for (let day = '2026-01-01'; day < '2028-01-01'; day = addDays(day, 1))
      expect(clock.format(wallClock(day, 10, zone))).toBe(`${day} 10:00`)
  },
)

test('R29: one extension adds as long again, at most a week, and the reminder moves with it', () => {
  const long = (state: ReturnType<typeof receivedAt>) => storageOf(after(state, { type: 'storage-extended' }))
  expect(long(receivedAt('2026-03-05T10:00', 'chronopost', { kind: 'office' }))?.until).toBe('2026-03-26')
  expect(long(receivedAt('2026-03-05T10:00', 'chronopost'))?.until).toBe('2026-03-20')
  expect(long(receivedAt('2026-03-05T10:00', 'chronopost', { kind: 'locker' }))?.until).toBe('2026-03-11')
  expect(iso(long(receivedAt('2026-03-05T10:00', 'chronopost', { kind: 'locker' }))?.remindAt)).toBe(
    '2026-03-09T09:00',
  )
})

test('R29: storage runs from the first receipt, and asked for before it counts from then', () => {
  const early = stateOf(atTheDoor('kse'), held(), { type: 'storage-extended' })
  expect(storageOf(early)).toBeNull()
  const state = settle(
    early,
    { type: 'received-at-point', pointId: 'p1', labels: ['PARCEL-1'] },
    utc('2026-03-05T10:00'),
  ).after
  expect(storageOf(state)?.until).toBe('2026-03-19')
})

const dues = (state: ReturnType<typeof receivedAt>) =>
  dueDates(state).map(({ due, at }) => `${due} ${iso(at)}`)

test('R29: what the calendar asks for: reminder once, then the end, and nothing of what is gone', () => {
  const here = receivedAt('2026-03-05T10:00', 'kse')
  expect(dues(here)).toEqual(['reminder 2026-03-10T07:00', 'storage-end 2026-03-12T21:00'])
  expect(dues(after(here, { type: 'reminded' }))).toEqual(['storage-end 2026-03-12T21:00'])
  const gone: Fact[] = [
    issued(['PARCEL-1'], 1),
    { type: 'refused-at-point', pointId: 'p1', labels: ['PARCEL-1'], code: 'REF' },
    { type: 'return-ordered', reason: 'storage-ended', labels: ['PARCEL-1'], code: 'RTS' },
  ]
  for (const fact of gone) expect(dues(after(here, fact))).toEqual([])
})

test('R21: an open claim stops the clock, its decision sets it going again', () => {
  const claim = after(after(receivedAt('2026-03-05T10:00', 'kse'), noClaims), claimed)
  expect(dues(claim)).toEqual([])
  expect(dues(after(claim, { type: 'claim-decided', decision: 'resume' }))).toHaveLength(2)
})

test.each([
  ['no hours known', undefined, '2026-03-05T23:00'],
  ['open every day', '24/7', '2026-03-05T23:00'],
  ['closed on Thursdays and Fridays', 'Mo-We,Sa 09:00-18:00', '2026-03-07T23:00'],
  ['open on Mondays', 'Mo 09:00-12:00', '2026-03-09T23:00'],
  ['hours that nobody can read', 'nach Vereinbarung', '2026-03-05T23:00'],
  ['never open: a week, not for ever', 'off', '2026-03-12T23:00'],
])('R26: a point must have it by the end of its next opening day: %s', (_title, hours, at) => {
  // The hold was ordered to the point on Wednesday, 4 March 2026.
  const state = stateOf(atTheDoor('chronopost'), held(['PARCEL-1'], { ...POINT, hours }))
  expect(dues(state)).toEqual([`not-at-point ${at}`])
})

test('R29: what fell due is done when the calendar brings it: an alarm never rings for it again', () => {
  let rung = 0
  for (const { calls } of fc.sample(lives, { numRuns: 200 }))
    for (const { after } of calls)
      for (const { at } of dueDates(after)) {
        const due = (state: Shipment) => dueDates(state).flatMap((date) => (date.at <= at ? [date.due] : []))
        const decision = decide(after, { type: 'pass-time', due: due(after) }, at)
        expect(decision.ok && decision.facts.length).toBeGreaterThan(0)
        const next = decision.ok
          ? decision.facts.reduce((state, fact) => settle(state, fact, at).after, after)
          : after
        expect(due(next)).toEqual([])
        rung++
      }
  expect(rung).toBeGreaterThan(100)
})

test('R26: what was declared back has twelve hours from its own declaration', () => {
  const back = (labels: string[]): Fact => ({ type: 'declared-back', roundId: 'round-1', labels })
  const first = after(stateOf(atTheDoor('kse', { parcels: 2 })), back(['PARCEL-1']), utc('2026-03-04T18:00'))
  const both = after(first, back(['PARCEL-2']), utc('2026-03-04T20:00'))
  expect(dues(both)).toEqual(['not-received 2026-03-05T06:00', 'not-received 2026-03-05T08:00'])
  const received: Fact = { type: 'received-at-depot', labels: ['PARCEL-1'], code: 'DEP' }
  expect(dues(after(both, received, utc('2026-03-04T21:00')))).toEqual([
    'unseen:PARCEL-1 2026-03-10T21:00',
    'not-received 2026-03-05T08:00',
  ])
})

test('R12: a zone nobody knows counts as UTC: no attempt is given back because a date could not be made', () => {
  const at = utc('2026-03-04T23:30:00')
  expect(dayOf(at, 'Not/AZone')).toBe('2026-03-04')
  expect(startOfDay('2026-03-05', 'Not/AZone')).toBe(utc('2026-03-05T00:00:00'))
})

test('R31: each kind is kept for as long as the policy says, its last day whole, in the policy’s zone', () => {
  const policy = { retentionDays: { contact: 3, name: 30 } }
  const issuedAt = utc('2026-03-05T22:30')
  const state = after(stateOf(atTheDoor('kse', { policy })), issued(['PARCEL-1'], 1), issuedAt)
  const kept = dueDates(state, issuedAt, ['name', 'contact']).map(({ due, at }) => `${due} ${iso(at)}`)
  // It was half past one on the 6th in Moscow. The contact is kept through the 9th and erased when the 10th
  // begins, at 21:00 UTC.
  expect(kept).toEqual(['erase-name 2026-04-05T21:00', 'erase-contact 2026-03-09T21:00'])
  expect(dueDates(state, issuedAt)).toEqual([])
  expect(retention(stateOf(atTheDoor('kse')), issuedAt)).toEqual([])
})

const receivedOn = (wall: string) =>
  after(after(stateOf(atTheDoor('chronopost')), missed), backAtDepot(['PARCEL-1']), utc(wall))

test.each([
  // The policy's zone is Paris, one hour ahead of UTC in winter and two in summer.
  ['on a Monday: through Thursday', '2026-03-02T09:00', '2026-03-05T23:00'],
  ['on a Wednesday: the weekend does not count', '2026-03-04T09:00', '2026-03-09T23:00'],
  ['on a Friday', '2026-03-06T09:00', '2026-03-11T23:00'],
  ['on a Saturday: as on the Friday before', '2026-03-07T09:00', '2026-03-11T23:00'],
  ['late on a Sunday, Monday in Paris', '2026-03-08T23:30', '2026-03-12T23:00'],
  ['over the change of the clocks', '2026-03-27T09:00', '2026-04-01T22:00'],
])('R26: at the depot three working days without a scan are too many: seen %s', (_title, seen, at) => {
  expect(dues(receivedOn(seen))).toEqual([`unseen:PARCEL-1 ${at}`])
})

test('R26: seen again at the depot it has three more days, under a claim too; on the road there are none', () => {
  const seen = after(
    receivedOn('2026-03-02T09:00'),
    { type: 'seen-at-depot', labels: ['PARCEL-1'] },
    utc('2026-03-04T09:00'),
  )
  expect(dues(seen)).toEqual(['unseen:PARCEL-1 2026-03-09T23:00'])
  const scheduled = after(seen, { type: 'scheduled', roundId: 'round-2', courierId: 'courier-1' })
  expect(dues(scheduled)).toEqual(['unseen:PARCEL-1 2026-03-09T23:00'])
  const out = { type: 'dispatched', roundId: 'round-2', courierId: 'courier-1', point: POINT } as const
  expect(dues(after(scheduled, out))).toEqual([])
  const held = after(
    after(stateOf(atTheDoor('chronopost')), claimed),
    backAtDepot(['PARCEL-1']),
    utc('2026-03-02T09:00'),
  )
  expect(dues(held)).toEqual(['unseen:PARCEL-1 2026-03-05T23:00'])
})

test('R26: cancelled it has seven working days to go back, from then or from its return to the depot', () => {
  const back = receivedOn('2026-03-02T09:00')
  const later = after(back, { type: 'cancelled' }, utc('2026-03-05T09:00'))
  expect(dues(later)).toEqual(['unseen:PARCEL-1 2026-03-05T23:00', 'not-sent-back:PARCEL-1 2026-03-16T23:00'])
  // A scan shows that the parcel is there, not that it leaves.
  const seen = after(later, { type: 'seen-at-depot', labels: ['PARCEL-1'] }, utc('2026-03-05T10:00'))
  expect(dues(seen)).toEqual(['unseen:PARCEL-1 2026-03-10T23:00', 'not-sent-back:PARCEL-1 2026-03-16T23:00'])
  const onTheRoad = after(stateOf(atTheDoor('chronopost')), { type: 'cancelled' }, utc('2026-03-02T09:00'))
  expect(dues(onTheRoad)).toEqual([])
  const returned = after(onTheRoad, backAtDepot(['PARCEL-1']), utc('2026-03-03T09:00'))
  expect(dues(returned)).toContain('not-sent-back:PARCEL-1 2026-03-12T23:00')
  expect(dues(after(returned, { type: 'left-for-sender', labels: ['PARCEL-1'] }))).toEqual([])
})

test('R26: the calendar names each parcel, and what it brings is that parcel’s alone', () => {
  const two = stateOf(atTheDoor('chronopost', { parcels: 2 }))
  const first = after(after(two, missed), backAtDepot(['PARCEL-1']), utc('2026-03-02T09:00'))
  const both = after(first, backAtDepot(['PARCEL-2']), utc('2026-03-03T09:00'))
  const now = utc('2026-03-05T23:00')
  const due = dueDates(both).flatMap(({ due, at }) => (at <= now ? [due] : []))
  const decision = decide(both, { type: 'pass-time', due }, now)
  expect(decision).toMatchObject({ ok: true, facts: [{ labels: ['PARCEL-1'], why: 'unseen' }] })
})
