import { expect, test } from 'vitest'
import { deviceGaps } from '../../worker/domain/device-gaps.ts'

const acts = (device: string, ...seqs: number[]) => seqs.map((seq) => ({ device, seq }))

test('R36: a device counts its acts without a leap, so a number that nobody has heard of is missing', () => {
  expect(deviceGaps(acts('a', 1, 3, 2), {})).toEqual({ gaps: [], looked: { a: 3 } })
  expect(deviceGaps([...acts('a', 2, 6, 3), ...acts('b', 1)], {})).toEqual({
    gaps: [
      {
        device: 'a',
        missing: [
          { from: 1, to: 1 },
          { from: 4, to: 5 },
        ],
      },
    ],
    looked: { a: 6, b: 1 },
  })
})

test('R36: what was looked through before is not looked for again', () => {
  expect(deviceGaps(acts('a', 5, 6), { a: 4 })).toEqual({ gaps: [], looked: { a: 6 } })
  expect(deviceGaps(acts('a', 3), { a: 4 })).toEqual({ gaps: [], looked: {} })
  expect(deviceGaps(acts('a', 7), { a: 4 }).gaps).toEqual([{ device: 'a', missing: [{ from: 5, to: 6 }] }])
})

test('R36: a nameless device has no numbers, and wild ones are named in short', () => {
  expect(deviceGaps(acts('', 1, 9), {}).gaps).toEqual([])
  const even = Array.from({ length: 100 }, (_, i) => 2 * i + 2)
  expect(deviceGaps(acts('a', ...even), {}).gaps[0]?.missing).toHaveLength(20)
  expect(deviceGaps(acts('a', 1, 999_999_999_999), {}).gaps[0]?.missing).toEqual([
    { from: 2, to: 999_999_999_998 },
  ])
})
