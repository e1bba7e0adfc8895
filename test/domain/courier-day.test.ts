import { describe, expect, test } from 'vitest'
import {
  afterRelease,
  blockedWith,
  type CourierDay,
  QUIET_DAY,
  type Tally,
  tally,
} from '../../worker/domain/courier-day.ts'
import { countsFor, tallyOf } from '../../worker/domain/effects.ts'
import type { Fact } from '../../worker/domain/event.ts'
import type { CounterProof } from '../../worker/domain/terms.ts'
import { atTheDoor, COURIER, stateOf } from './given.ts'

const DAY = '2026-03-04'
type Short = [Tally['kind'], string, string?]

/** Adds up the counts one after another. `raised` is what the last one blocked. */
function dayOf(...what: Short[]) {
  let state = { day: QUIET_DAY, raised: [] as string[] }
  for (const [kind, shipmentId, day = DAY] of what) state = tally(state.day, { kind, shipmentId, day })
  return state
}
const wrong = (shipmentId: string, n: number): Short[] =>
  Array.from({ length: n }, () => ['wrong', shipmentId])

test('R18: two shipments closed by wrong codes block PIN entry and raise one alert', () => {
  expect(dayOf(['closed', 'a']).day.blocked.pin).toBe(false)
  expect(dayOf(['closed', 'a'], ['closed', 'a']).day.blocked.pin).toBe(false)
  expect(dayOf(['closed', 'a'], ['closed', 'b'])).toMatchObject({
    day: { blocked: { pin: true } },
    raised: ['pin'],
  })
  expect(dayOf(['closed', 'a'], ['closed', 'b'], ['closed', 'c']).raised).toEqual([])
})

test('R18: twelve wrong codes block PIN entry, eleven do not', () => {
  const eleven = [...wrong('a', 4), ...wrong('b', 4), ...wrong('c', 3)]
  expect(dayOf(...eleven).day.blocked.pin).toBe(false)
  expect(dayOf(...eleven, ['wrong', 'd'])).toMatchObject({ day: { blocked: { pin: true } }, raised: ['pin'] })
})

test('R18: wrong codes on a shipment then released by code do not count', () => {
  const forgiven: Short[] = [...wrong('a', 4), ['released-by-code', 'a'], ...wrong('b', 4), ...wrong('c', 4)]
  expect(dayOf(...forgiven).day.blocked.pin).toBe(false)
  expect(dayOf(...forgiven, ...wrong('d', 4)).day.blocked.pin).toBe(true)
})

test('R18: three releases by identity check block the identity check, not the PIN', () => {
  expect(dayOf(['identity', 'a'], ['identity', 'b']).day.blocked.identity).toBe(false)
  const third = dayOf(['identity', 'a'], ['identity', 'b'], ['identity', 'c'])
  expect(third).toMatchObject({ day: { blocked: { identity: true, pin: false } }, raised: ['identity'] })
})

test('R18: a new day begins the counts anew and keeps a block', () => {
  expect(dayOf(['closed', 'a'], ['closed', 'b', '2026-03-05']).day.blocked.pin).toBe(false)
  const kept = dayOf(['closed', 'a'], ['closed', 'b'], ['wrong', 'c', '2026-03-05'])
  expect(kept.day).toMatchObject({ blocked: { pin: true }, closed: [], wrong: { c: 1 } })
})

test('R18, R28: two "not you" answers block the identity check, however many days lie between them', () => {
  const one = dayOf(['not-you', 's1:7'], ['not-you', 's1:7'])
  expect(one).toMatchObject({ day: { blocked: { identity: false } }, raised: [] })
  const two = dayOf(['not-you', 's1:7'], ['wrong', 'x', '2026-03-20'], ['not-you', 's2:9', '2026-04-01'])
  expect(two).toMatchObject({ day: { blocked: { identity: true, pin: false } }, raised: ['identity'] })
  // After a dispatcher's release the counts start from zero.
  expect(
    tally(afterRelease(two.day, 'd', 0), { kind: 'not-you', shipmentId: 's3:5', day: DAY }).day,
  ).toMatchObject({
    blocked: { identity: false },
  })
})

test('R28: twenty foreign labels in a clerk’s day are one alert, and block nothing', () => {
  const foreign = (n: number, day = DAY): Short[] => Array.from({ length: n }, () => ['foreign', '', day])
  expect(dayOf(...foreign(19)).raised).toEqual([])
  expect(dayOf(...foreign(20))).toMatchObject({ raised: ['foreign'], day: { blocked: QUIET_DAY.blocked } })
  expect(dayOf(...foreign(21)).raised).toEqual([])
  expect(dayOf(...foreign(19), ...foreign(19, '2026-03-05')).raised).toEqual([])
  expect(dayOf(...foreign(20), ...foreign(20, '2026-03-05')).raised).toEqual(['foreign'])
})

test('R18: it lasts until a dispatcher releases it, and then counts from nothing', () => {
  const released = afterRelease(dayOf(['closed', 'a'], ['closed', 'b']).day, 'anna', 0)
  expect(released.blocked).toEqual({ pin: false, identity: false })
  expect(tally(released, { kind: 'closed', shipmentId: 'c', day: DAY }).raised).toEqual([])
})

const BY = { role: 'courier', id: COURIER } as const
const handedOver = (proof: CounterProof): Fact => ({
  type: 'handed-over',
  labels: ['PARCEL-1'],
  of: 1,
  proof,
  code: 'X',
})

test.each<[string, Fact, Tally['kind'][]]>([
  ['a wrong code', { type: 'code-refused', proof: 'pin', left: 2 }, ['wrong']],
  ['the fifth wrong code', { type: 'code-refused', proof: 'qr', left: 0 }, ['wrong', 'closed']],
  ['a release by PIN', handedOver('pin'), ['released-by-code']],
  ['a release by QR', handedOver('qr'), ['released-by-code']],
  ['a release by identity check', handedOver('identity'), ['identity']],
  ['a release by the recipient’s phone', handedOver('link'), []],
])('R18: what counts for the courier at the door: %s', (_title, fact, kinds) => {
  const afterOneWrong = { ...stateOf(atTheDoor('kse')), evaluated: 1 }
  const tallies = countsFor(afterOneWrong, fact, BY).map(({ personId, ...count }) => ({
    personId,
    tally: tallyOf({ personId, ...count }, 's1', DAY),
  }))
  expect(tallies).toEqual(
    kinds.map((kind) => ({ personId: COURIER, tally: { kind, shipmentId: 's1', day: DAY } })),
  )
})

test('R18: a release by code without a wrong one before takes nothing back', () => {
  expect(countsFor(stateOf(atTheDoor('kse')), handedOver('pin'), BY)).toEqual([])
})

test('R18: an ordinary delivery counts for nothing', () => {
  const before = stateOf(atTheDoor('kse', { kind: 'business' }))
  expect(countsFor(before, { ...handedOver('pin'), type: 'handed-over' } as Fact, BY)).toEqual([])
})

describe('attempts under way', () => {
  const day = (change: Partial<CourierDay>): CourierDay => ({ ...QUIET_DAY, day: '2026-11-22', ...change })

  test('R18: attempts under way count as wrong ones: twelve may run at once, not thirteen', () => {
    const stops = (n: number) => Object.fromEntries(Array.from({ length: n }, (_, i) => [`s${i}`, 1]))
    expect(blockedWith(QUIET_DAY, { pin: stops(12), identity: [] }).pin).toBe(false)
    expect(blockedWith(QUIET_DAY, { pin: stops(13), identity: [] }).pin).toBe(true)
  })

  test('R18: two hundred tries at one shipment are no more than the five it evaluates', () => {
    expect(blockedWith(QUIET_DAY, { pin: { one: 200 }, identity: [] }).pin).toBe(false)
    const wrong = day({ wrong: { a: 4, b: 4 } })
    expect(blockedWith(wrong, { pin: { c: 4 }, identity: [] }).pin).toBe(false)
    expect(blockedWith(wrong, { pin: { c: 200 }, identity: [] }).pin).toBe(true)
  })

  test('R18: the fourth identity check at once is one too many', () => {
    const after = day({ identity: ['a'] })
    expect(blockedWith(after, { pin: {}, identity: ['b', 'c', 'c'] }).identity).toBe(false)
    expect(blockedWith(after, { pin: {}, identity: ['b', 'c', 'd'] }).identity).toBe(true)
  })

  test('R18: parcels of two time zones do not begin the counts anew', () => {
    let now = QUIET_DAY
    for (let i = 0; i < 12; i++) {
      const date = i % 2 === 0 ? '2026-11-22' : '2026-11-23'
      now = tally(now, { kind: 'wrong', shipmentId: `s${i}`, day: date }).day
    }
    // Only the first was counted on the 22nd. From the 23rd on the day never goes back.
    expect(Object.keys(now.wrong)).toHaveLength(11)
  })
})
