import { expect, test } from 'vitest'
import type { Fact } from '../../worker/domain/event.ts'
import { figuresOf, summary } from '../../worker/domain/stats.ts'
import { type VisitRecord, visitsOf } from '../../worker/domain/visits.ts'
import { issued, received } from './at-the-point.ts'
import {
  announced,
  arrived,
  atTheDoor,
  backAtDepot,
  claimed,
  missed,
  nextVisit,
  onTheRoad,
  POINT,
  settled,
  T0,
  wrongCodes,
} from './given.ts'

const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10)

/** Returns the visits of a story whose facts are one second apart. */
function visits(...story: readonly (Fact | readonly Fact[])[]): VisitRecord[] {
  const steps = settled((story.flat() as Fact[]).map((fact, index) => ({ fact, at: T0 + index * 1000 })))
  return visitsOf(steps, dayOf, ['sms', 'email'])
}

const byPin: Fact = { type: 'handed-over', labels: ['PARCEL-1'], of: 1, proof: 'pin', code: 'D7' }
const nl: Fact = { type: 'held', reason: 'no-code', labels: ['PARCEL-1'], code: 'NL', point: POINT }

test('released at the first visit: a success, its wrong codes and the seconds since arrival', () => {
  const [visit, ...others] = visits(atTheDoor('chronopost'), wrongCodes(2), byPin)
  expect(others).toEqual([])
  expect(visit).toMatchObject({ first: true, end: 'handed-over', proof: 'pin', wrong: 2, seconds: 3 })
  expect(visit?.day).toBe('2026-03-04')
  expect(figuresOf(visit as VisitRecord)).toMatchObject({
    visits: 1,
    firsts: 1,
    firsts_done: 1,
    door_pin: 1,
    wrong_2: 1,
    wrong_0: 0,
    within_15: 1,
  })
})

test('absent, then released: the first visit is no success, the second is no first one', () => {
  const [first, second] = visits(
    atTheDoor('kse'),
    missed,
    backAtDepot(['PARCEL-1']),
    nextVisit,
    arrived,
    byPin,
  )
  expect(first).toMatchObject({ round: 'round-1', first: true, end: 'failed', reason: 'absent' })
  expect(second).toMatchObject({ round: 'round-2', first: false, end: 'handed-over' })
})

test('a visit that was withdrawn before the door is none: the next one is the first', () => {
  const withdrawn: Fact = { type: 'withdrawn', roundId: 'round-1' }
  const [taken, next] = visits(
    onTheRoad('kse'),
    withdrawn,
    backAtDepot(['PARCEL-1']),
    nextVisit,
    arrived,
    byPin,
  )
  expect(taken).toMatchObject({ end: 'unattended', first: false })
  expect(next).toMatchObject({ end: 'handed-over', first: true })
})

test('NL, issued at the counter later: the proof there counts with the visit that led there', () => {
  const [visit] = visits(atTheDoor('chronopost'), nl, received(), issued(['PARCEL-1'], 1))
  expect(visit).toMatchObject({ end: 'held', reason: 'no-code', counter: { identity: 1 } })
  const figures = figuresOf(visit as VisitRecord)
  expect(figures).toMatchObject({ held_no_code: 1, counter_identity: 1, door_identity: 0, firsts_done: 0 })
})

test('a stop moved to another courier is that one’s visit', () => {
  const moved: Fact = { type: 'moved', roundId: 'round-9', courierId: 'courier-9' }
  expect(visits(onTheRoad('kse'), moved, arrived, byPin)).toMatchObject([
    { round: 'round-9', courier: 'courier-9', end: 'handed-over' },
  ])
})

test('while a visit goes on it counts as open and as nothing else', () => {
  const [visit] = visits(atTheDoor('kse'), wrongCodes(3))
  const counted = Object.entries(figuresOf(visit as VisitRecord)).filter(([, count]) => count !== 0)
  expect(counted).toEqual([['open', 1]])
})

test('messages before the first visit count with it; what no gateway takes or fails for good is none', () => {
  const failed: Fact = {
    type: 'message-failed',
    cause: 'announced',
    channel: 'email',
    about: 1,
    reason: 'no',
  }
  const [first, second] = visits(
    announced('chronopost'),
    failed,
    onTheRoad('chronopost').slice(1),
    arrived,
    missed,
    backAtDepot(['PARCEL-1']),
    nextVisit,
    arrived,
    byPin,
  )
  // The first visit's messages: announced (its e-mail failed), scheduled, failed, scheduled again. The
  // receipt belongs to the second visit.
  expect(first?.messages).toEqual({ sms: 4, email: 3 })
  expect(second?.messages).toEqual({ sms: 1, email: 1 })
})

test('a claim at the door is counted, and ends the visit where the dispatcher does not let it go on', () => {
  const decided: Fact = { type: 'claim-decided', decision: 'depot', code: 'CLM' }
  expect(visits(atTheDoor('kse'), claimed)).toMatchObject([{ end: null, claims: 1 }])
  expect(visits(atTheDoor('kse'), claimed, decided)).toMatchObject([{ end: 'claim', claims: 1, first: true }])
})

test('shares, medians and costs follow from the counts, and are none where there is nothing to count', () => {
  const prices = { currency: 'RUB', sms: 350, email: 0.5, messenger: 100, voice: 0 }
  const day = visits(atTheDoor('kse'), byPin).map(figuresOf)[0]!
  const three = Object.fromEntries(
    Object.entries(day).map(([name, count]) => [name, count * 3]),
  ) as typeof day
  const total = {
    ...three,
    within_15: 1,
    within_600: 1,
    longer: 1,
    sms: 4,
    sms_parts: 4,
    email: 3,
    messenger: 0,
    claims: 1,
  }
  expect(summary(total, prices)).toMatchObject({
    firstVisits: { count: 3, handedOver: 3, share: 1 },
    handOvers: { door: 3, counter: 0 },
    arrivalToProof: { median: { seconds: 600, over: false }, p90: { seconds: 3600, over: true } },
    messages: { sms: 4, smsParts: 4, email: 3, perHandOver: 7 / 3 },
    cost: { amount: 1402, perHandOver: 1402 / 3 },
    claims: { count: 1, perThousand: 1000 / 3 },
  })
  const nothing = summary({ ...day, ...Object.fromEntries(Object.keys(day).map((name) => [name, 0])) }, null)
  expect(nothing).toMatchObject({
    firstVisits: { share: null },
    arrivalToProof: { median: null, p90: null },
    messages: { perHandOver: null },
    cost: null,
    claims: { perThousand: null },
  })
})
