import { expect, test } from 'vitest'
import type { Fact } from '../../worker/domain/event.ts'
import { eventLine } from '../../worker/wire/event-line.ts'
import {
  arrived,
  backAtDepot,
  courier,
  given,
  MINUTE,
  missed,
  NOW,
  nextVisit,
  onTheRoad,
  T0,
} from './given.ts'

const DAY = 24 * 60 * MINUTE
/** The stop went out with the last of these facts. */
const ROAD = onTheRoad('kse')
const OUT_AT = T0 + (ROAD.length - 1) * 1000
const at = (deviceMs: number) => courier.arrive({ deviceAt: new Date(deviceMs).toISOString(), deviceMs })

/** When the log says that the courier was there. */
function loggedAt(facts: readonly Fact[], received = NOW): string {
  const [fact] = facts
  if (!fact) throw new Error('nothing was recorded')
  return eventLine(
    { seq: 9, at: received, by: { role: 'courier', id: 'c' }, fact, bound: null, hash: '' },
    undefined,
  ).at
}
const iso = (ms: number) => new Date(ms).toISOString()

test.each([
  ['two days ahead', NOW + 2 * DAY, 'ahead'],
  ['three minutes ahead', NOW + 3 * MINUTE, 'ahead'],
  ['in 1970', 0, 'behind'],
  ['on the day before the stop went out', OUT_AT - DAY, 'behind'],
] as const)(
  'R13: a tablet whose clock is %s is told, and the server’s time counts',
  (_title, clock, fault) => {
    const story = given(ROAD).when(at(clock))
    story.answers({ outcome: 'done', clock: fault }).records({ type: 'arrived', clock: fault })
    expect(loggedAt(story.facts)).toBe(iso(NOW))
  },
)

test.each([
  ['right', NOW, NOW],
  ['a minute ahead', NOW + MINUTE, NOW],
  ['right, and heard of twenty minutes later', NOW - 20 * MINUTE, NOW - 20 * MINUTE],
  ['right, at the moment at which the stop went out', OUT_AT, OUT_AT],
])('R13: a clock that is %s is nothing to tell: an arrival may be heard of late', (_title, clock, logged) => {
  const story = given(ROAD).when(at(clock))
  expect(story.decision).toMatchObject({ answer: { outcome: 'done' } })
  expect(story.decision).not.toHaveProperty('answer.clock')
  expect(story.facts[0]).not.toHaveProperty('clock')
  expect(loggedAt(story.facts)).toBe(iso(logged))
})

test('R13: a few seconds behind are told nobody, and still no event stands before the one it follows', () => {
  const story = given(ROAD).when(at(OUT_AT - 5_000))
  expect(story.decision).not.toHaveProperty('answer.clock')
  expect(loggedAt(story.facts)).toBe(iso(NOW))
})

test('R13: a clock that runs backwards between two visits: the log keeps the server’s order', () => {
  const second = given(ROAD, arrived, missed, backAtDepot(['PARCEL-1']), nextVisit).when(
    at(OUT_AT - 5 * MINUTE),
  )
  second.answers({ clock: 'behind' }).records({ type: 'arrived', clock: 'behind' })
  expect(loggedAt(second.facts)).toBe(iso(NOW))
})

test('R13: told again, the arrival stays as it was', () => {
  given(ROAD).when(at(0)).answers({ clock: 'behind' }).when(at(NOW)).answers({ outcome: 'done' }).records()
})
