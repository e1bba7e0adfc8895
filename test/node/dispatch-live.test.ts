import { describe, expect, test } from 'vitest'
import { presenceOf } from '../../web/dispatch/people/presence.ts'
import { liveRounds, STUCK_MS, type Standing, standingOf, tally } from '../../web/dispatch/rounds/live.ts'
import {
  NAME_MAX,
  parse,
  putBack,
  readFilters,
  SAVED_MAX,
  saveFilters,
  without,
  withSaved,
} from '../../web/dispatch/saved/store.ts'
import type { RoundLine } from '../../worker/api/rounds/answers.ts'

const NOW = Date.parse('2026-11-23T12:00:00Z')
const TODAY = '2026-11-23'
const line = (more: Partial<RoundLine> = {}): RoundLine => ({
  id: 'r',
  courierId: 'k',
  courierName: 'Lucas',
  date: TODAY,
  state: 'dispatched',
  stops: 2,
  marks: ['done', 'open'],
  next: null,
  changedAt: new Date(NOW - 60_000).toISOString(),
  ...more,
})
const quiet = (ms: number) => ({ changedAt: new Date(NOW - ms).toISOString() })

describe('rounds live', () => {
  test.each<[string, Standing, Partial<RoundLine>]>([
    ['moves', 'under-way', {}],
    ['moved just in time', 'under-way', quiet(STUCK_MS)],
    ['is quiet', 'stuck', quiet(STUCK_MS + 1)],
    ['is still out the day after', 'late', { date: '2026-11-22' }],
    ['was planned for yesterday and never left', 'late', { date: '2026-11-22', state: 'planned' }],
    ['is planned', 'planned', { state: 'planned', ...quiet(STUCK_MS + 1) }],
    ['has every stop made', 'done', { marks: ['done', 'held', 'off'], ...quiet(STUCK_MS + 1) }],
    ['has every stop made, the day after', 'done', { marks: ['back'], date: '2026-11-22' }],
    ['is closed', 'closed', { state: 'closed', date: '2026-11-22' }],
  ])('one that %s is %s', (_, standing, more) => {
    expect(standingOf(line(more), NOW, TODAY)).toBe(standing)
  })

  test('today’s and what earlier days left open, the late and the quiet first', () => {
    const lines = [
      line({ id: 'tomorrow', date: '2026-11-24' }),
      line({ id: 'done', marks: ['done'] }),
      line({ id: 'b', courierName: 'Béa' }),
      line({ id: 'a', courierName: 'Ana' }),
      line({ id: 'closed yesterday', date: '2026-11-22', state: 'closed' }),
      line({ id: 'quiet', ...quiet(STUCK_MS + 1) }),
      line({ id: 'late', date: '2026-11-22' }),
    ]
    expect(liveRounds(lines, NOW, TODAY).map(({ id }) => id)).toEqual(['late', 'quiet', 'a', 'b', 'done'])
  })

  test('counts are told in one order, and none is told of what there is none of', () => {
    expect(tally(['open', 'back', 'open', 'done'])).toEqual([
      ['done', 1],
      ['back', 1],
      ['open', 2],
    ])
  })
})

describe('saved filters', () => {
  const [one, two] = [
    { name: 'Held', query: 'state=held' },
    { name: 'Shop', query: 'contract=c1' },
  ]

  test('what is no list of filters counts as none', () => {
    for (const text of [null, '', '{', '3', 'null', '{"a":1}', '[null,3,{"name":1,"query":""}]'])
      expect(parse(text)).toEqual([])
    expect(parse(JSON.stringify([one, { name: 'x' }]))).toEqual([one])
    const many = Array.from({ length: SAVED_MAX + 3 }, (_, n) => ({ name: `${n}`, query: '' }))
    expect(parse(JSON.stringify(many))).toHaveLength(SAVED_MAX)
    expect(NAME_MAX).toBeGreaterThan(0)
  })

  test('a new one comes last, one of a known name takes its place, a removed one returns to it', () => {
    expect(withSaved([one], two)).toEqual([one, two])
    expect(withSaved([one, two], { ...one, query: 'state=refused' })).toEqual([
      { name: 'Held', query: 'state=refused' },
      two,
    ])
    const { list, at } = without([one, two], 'Held')
    expect(list).toEqual([two])
    expect(putBack(list, one, at)).toEqual([one, two])
  })

  test('a browser that keeps nothing has none, and says so', () => {
    // Node has no storage, so reading it throws, as in a browser that forbids it.
    expect(readFilters('shipments')).toEqual([])
    expect(saveFilters('shipments', [one])).toBe(false)
  })
})

describe('presence of people', () => {
  const hoursAgo = (hours: number) => new Date(NOW - hours * 3_600_000).toISOString()
  test.each([
    ['depot', 1, hoursAgo(0), 'seen'],
    ['depot', 23, null, 'invited'],
    ['dispatcher', 25, null, 'lapsed'],
    ['courier', 1, null, 'never'],
  ])('%s added %i h ago, last seen %s: %s', (role, hours, lastSeenAt, presence) => {
    expect(presenceOf({ role, createdAt: hoursAgo(hours), lastSeenAt }, NOW)).toBe(presence)
  })
})
