import { describe, expect, test } from 'vitest'
import { api, type Result } from '../../web/api/call.ts'
import { type Act, actHeader, assertStorable } from '../../web/offline/act.ts'
import { exportText } from '../../web/offline/export.ts'
import { type Outcome, outcomeOf } from '../../web/offline/outcome.ts'
import {
  again,
  answered,
  aside,
  hurried,
  LONGEST_PAUSE_MS,
  nextToSend,
  nextTryIn,
} from '../../web/offline/queue.ts'
import { oldestUnsentAt, unsent } from '../../web/offline/unsent.ts'

const NOW = Date.parse('2026-11-30T10:00:00Z')
const DAY_MS = 86_400_000

let seq = 0
const act = (known: Partial<Act> = {}): Act => ({
  ...{ key: `key-${++seq}`, personId: 'ann', role: 'courier', group: 's1', seq, device: 'abcdefghijkl' },
  ...{ address: api.stops.noCode, params: { shipmentId: 's1' }, body: {}, at: '2026-11-30T09:00:00.000Z' },
  ...{ base: 7, late: false, state: 'waiting', tries: 0, nextTryAt: 0, refusal: null },
  ...known,
})
const OFFLINE: Outcome = { kind: 'unanswered', status: 0, code: 'offline' }
const CONFLICT: Outcome = { kind: 'refused', status: 409, code: 'handed-over' }
const failed = (status: number): Result<unknown> => ({ ok: false, status, code: 'x', problem: {} })

describe('what an answer means', () => {
  test.each([
    [200, 'ok'],
    [0, 'unanswered'],
    [408, 'unanswered'],
    [429, 'unanswered'],
    [500, 'unanswered'],
    [503, 'unanswered'],
    [401, 'signed-out'],
    [400, 'refused'],
    [403, 'refused'],
    [409, 'refused'],
    [413, 'refused'],
  ])('%i is %s', (status, kind) => {
    const result: Result<unknown> = status === 200 ? { ok: true, status, data: null } : failed(status)
    expect(outcomeOf(result).kind).toBe(kind)
  })

  test('R36: done is removed; refused needs attention and says why', () => {
    expect(answered(act(), { kind: 'ok' }, NOW, 0.5)).toBeNull()
    expect(answered(act(), CONFLICT, NOW, 0.5)).toMatchObject({
      state: 'attention',
      refusal: { status: 409, code: 'handed-over' },
    })
  })

  test('R36: after the end of a session it waits, as something that has happened', () => {
    const waits = act()
    expect(answered(waits, { kind: 'signed-out' }, NOW, 0.5)).toEqual({ ...waits, late: true })
  })

  test('R36: what is sent again has happened: whoever did it went on', () => {
    expect(answered(act(), OFFLINE, NOW, 0.5)).toMatchObject({ late: true, state: 'waiting' })
    expect(again(act({ state: 'attention' }))).toMatchObject({ late: true, state: 'waiting' })
  })

  test('without an answer it waits, at most two seconds at first, doubling to five minutes, by chance', () => {
    const pause = (tries: number, random: number) =>
      answered(act({ tries }), OFFLINE, NOW, random)!.nextTryAt - NOW
    expect([0, 1, 2, 20].map((tries) => pause(tries, 0.999_999))).toEqual([
      2_000,
      4_000,
      8_000,
      LONGEST_PAUSE_MS,
    ])
    expect([0, 20].map((tries) => pause(tries, 0.25))).toEqual([500, 75_000])
  })

  test('a server that asks to be left in peace is, for five minutes at most', () => {
    const busy = (retryAfterMs: number): Outcome => ({ ...OFFLINE, status: 429, retryAfterMs })
    expect(answered(act(), busy(60_000), NOW, 0)!.nextTryAt).toBe(NOW + 60_000)
    expect(answered(act(), busy(DAY_MS), NOW, 0)!.nextTryAt).toBe(NOW + LONGEST_PAUSE_MS)
  })

  test('an answer that comes after the person’s choice changes it only when it was done', () => {
    const chosen = act({ state: 'aside' })
    expect(answered(chosen, OFFLINE, NOW, 0)).toBe(chosen)
    expect(answered(chosen, CONFLICT, NOW, 0)).toBe(chosen)
    expect(answered(chosen, { kind: 'ok' }, NOW, 0)).toBeNull()
  })
})

describe('what is sent next', () => {
  test('R36: the oldest, and nothing of a group before what was done first', () => {
    const [first, second, other] = [act(), act(), act({ group: 's2' })] as const
    expect(nextToSend([first, second, other], NOW, 'ann')).toBe(first)
    const pausing = { ...first, nextTryAt: NOW + 1_000 }
    expect(nextToSend([pausing, second, other], NOW, 'ann')).toBe(other)
    const refused = { ...first, state: 'attention' as const }
    expect(nextToSend([refused, second, other], NOW, 'ann')).toBe(other)
    expect(nextToSend([refused, second], NOW, 'ann')).toBeNull()
  })

  test('R36: a round is closed after all that was done on it, and what comes later waits for its own group alone', () => {
    const [first, close, later] = [
      act({ nextTryAt: NOW + 9_000 }),
      act({ group: 'round:r1' }),
      act({ group: 's2' }),
    ]
    expect(nextToSend([first, close] as Act[], NOW, 'ann')).toBeNull()
    expect(nextToSend([first, close, later] as Act[], NOW, 'ann')).toBe(later)
    const aside = { ...first, state: 'aside' } as Act
    expect(nextToSend([aside, close] as Act[], NOW, 'ann')).toBe(close)
  })

  test('R36: what was put aside lets its group go on and is never sent', () => {
    const [first, second] = [act({ state: 'aside' }), act()] as const
    expect(nextToSend([first, second], NOW, 'ann')).toBe(second)
    expect(nextToSend([first], NOW, 'ann')).toBeNull()
  })

  test('R36: nothing of another person is sent', () => {
    expect(nextToSend([act({ personId: 'ben' })], NOW, 'ann')).toBeNull()
    const mine = act()
    expect(nextToSend([act({ personId: 'ben' }), mine], NOW, 'ann')).toBe(mine)
  })

  test('R36: a clock that is set back or ahead by days strands nothing', () => {
    const waits = answered(act({ tries: 20 }), OFFLINE, NOW, 0.999)!
    expect(nextToSend([waits], NOW, 'ann')).toBeNull()
    expect(nextToSend([waits], NOW - 3 * DAY_MS, 'ann')).toBe(waits)
    expect(nextToSend([waits], NOW + 3 * DAY_MS, 'ann')).toBe(waits)
    expect(nextTryIn([waits], NOW - 60_000, 'ann')).toBeLessThanOrEqual(LONGEST_PAUSE_MS)
  })

  test('the next try is the first that is due of all groups', () => {
    const pause = (ms: number, group: string) => act({ group, nextTryAt: NOW + ms })
    expect(nextTryIn([pause(9_000, 'a'), pause(4_000, 'b'), act({ group: 'b' })], NOW, 'ann')).toBe(4_000)
    expect(nextTryIn([act({ state: 'attention' }), act()], NOW, 'ann')).toBeNull()
  })

  test('a network that is back ends the pause that its loss made, not the one the server asked for', () => {
    const lost = answered(act(), OFFLINE, NOW, 0.9)!
    expect(hurried(lost).nextTryAt).toBe(0)
    const busy = answered(act(), { ...OFFLINE, status: 429 }, NOW, 0.9)!
    expect(hurried(busy)).toBe(busy)
  })
})

describe('what a person chooses', () => {
  test('R36: once more keeps the key, so that it cannot be done twice', () => {
    const refused = answered(act(), CONFLICT, NOW, 0)!
    expect(again(refused)).toMatchObject({ key: refused.key, state: 'waiting', nextTryAt: 0, refusal: null })
    // Another tab may have put it aside, and sent what follows it.
    expect(again(aside(refused))).toEqual(aside(refused))
  })

  test('R36: only what the server refused can be put aside', () => {
    expect(aside(answered(act(), CONFLICT, NOW, 0)!).state).toBe('aside')
    const waits = act()
    expect(aside(waits)).toBe(waits)
  })
})

test('the unsent are one person’s; those put aside make nobody wait', () => {
  const acts = [
    act({ state: 'aside', at: '2026-11-30T08:00:00.000Z' }),
    act({ at: '2026-11-30T09:30:00.000Z' }),
    act({ personId: 'ben', at: '2026-11-30T07:00:00.000Z' }),
  ]
  expect(unsent(acts, 'ann')).toHaveLength(2)
  expect(oldestUnsentAt(acts, 'ann')).toBe(Date.parse('2026-11-30T09:30:00.000Z'))
  expect(oldestUnsentAt([], 'ann')).toBeNull()
})

test('R35: a code is never queued, at the door or at the counter', () => {
  expect(() => assertStorable(api.stops.pin)).toThrow()
  expect(() => assertStorable(api.holds.pin)).toThrow()
  expect(() => assertStorable(api.stops.deliver)).not.toThrow()
})

test('R36: the server hears where, when and on what view an act was made', () => {
  const made = act({ seq: 12 })
  expect(actHeader(made)).toBe('device=abcdefghijkl, seq=12, person=ann, at=2026-11-30T09:00:00.000Z, base=7')
  expect(actHeader({ ...made, base: null, late: true })).toBe(
    'device=abcdefghijkl, seq=12, person=ann, at=2026-11-30T09:00:00.000Z, late',
  )
})

test('R36: the file of last resort holds every act as it would be sent', () => {
  const acts = [act(), act({ state: 'aside' })]
  expect(JSON.parse(exportText(acts, new Date(NOW)))).toEqual({
    ...{ format: 'sesame-unsent', version: 1, exportedAt: '2026-11-30T10:00:00.000Z', acts },
  })
})
