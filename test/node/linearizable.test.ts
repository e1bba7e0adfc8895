import { expect, test } from 'vitest'
import { linearize, type Observed, type Specification } from '../support/linearizable.ts'

/** A counter that gives out at most three numbers. */
const tickets: Specification<number, 'take', number | 'none'> = {
  start: 0,
  apply: (state) =>
    state < 3 ? { state: state + 1, result: state + 1 } : { state, result: 'none' as const },
  same: (expected, observed) => expected === observed,
  key: String,
}
const took = (invoked: number, returned: number | null, result?: number | 'none') =>
  ({ call: 'take', invoked, returned, ...(result !== undefined && { result }) }) as Observed<
    'take',
    number | 'none'
  >
const explained = (...calls: Observed<'take', number | 'none'>[]) => linearize(calls, tickets) !== null

test('calls that overlap may be answered in any order, calls one after another only in theirs', () => {
  expect(explained(took(0, 10, 2), took(1, 9, 1))).toBe(true)
  expect(explained(took(0, 1, 2), took(2, 3, 1))).toBe(false)
})

test('one number twice, and one more than there are, are explained by nothing', () => {
  expect(explained(took(0, 10, 1), took(1, 9, 1))).toBe(false)
  expect(explained(...[1, 2, 3].map((n) => took(0, 10, n)), took(0, 10, 'none'))).toBe(true)
  expect(explained(took(0, 10, 1), took(0, 10, 2), took(0, 10, 'none'))).toBe(false)
})

test('a call without an answer may have had its effect at any time since it began, or never', () => {
  expect(explained(took(0, null), took(5, 6, 2))).toBe(true)
  expect(explained(took(0, null), took(5, 6, 1))).toBe(true)
  expect(explained(took(5, null), took(0, 1, 2))).toBe(false)
})

test('what stands at the end has to be explained as well', () => {
  const ends = (count: number) => (state: number) => state === count
  const calls = [took(0, 1, 1), took(2, null)]
  for (const count of [1, 2]) expect(linearize(calls, { ...tickets, ends: ends(count) })).not.toBeNull()
  expect(linearize(calls, { ...tickets, ends: ends(3) })).toBeNull()
})
