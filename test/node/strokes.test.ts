import fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { MAX_BYTES, toSignature } from '../../web/sign/strokes.ts'
import { drawnSignature } from '../../worker/api/fields.ts'

const group = (points: [number, number, number][]) => ({
  points: points.map(([x, y, time]) => ({ x, y, time })),
})

test('R22: integers within the pad, time from the first point', () => {
  const drawn = toSignature(
    [
      group([
        [10.4, 20.6, 1_700_000_000_000],
        [-3, 999, 1_700_000_000_016.7],
      ]),
      group([]),
    ],
    300.2,
    150,
  )
  expect(drawn).toEqual({
    strokes: [
      [
        [10, 21, 0],
        [0, 150, 17],
      ],
    ],
    width: 300,
    height: 150,
  })
})

test('nothing drawn is no signature', () => {
  expect(toSignature([], 300, 150)).toBeUndefined()
  expect(toSignature([group([])], 300, 150)).toBeUndefined()
})

test('however long it is drawn, the server takes it and its ends stay', () => {
  const strokes = fc.array(fc.tuple(fc.integer({ min: 1, max: 9_000 }), fc.integer({ min: -50, max: 900 })), {
    minLength: 1,
    maxLength: 260,
  })
  fc.assert(
    fc.property(strokes, (lengths) => {
      const drawn = toSignature(
        lengths.map(([length, x]) =>
          group(Array.from({ length }, (_, i) => [x + i / 3, (i * 7) % 400, 1e12 + i * 16])),
        ),
        390,
        330,
      )
      expect(JSON.stringify(drawn).length).toBeLessThanOrEqual(MAX_BYTES)
      expect(v.is(drawnSignature, drawn)).toBe(true)
    }),
    { numRuns: 25 },
  )
})

test('thinning keeps where a stroke began and ended', () => {
  const length = 40_000
  const drawn = toSignature(
    [group(Array.from({ length }, (_, i) => [(i * 300) / length, 50, i * 16]))],
    300,
    150,
  )!
  expect(drawn.strokes[0]![0]![0]).toBe(0)
  expect(drawn.strokes[0]!.at(-1)![0]).toBe(300)
})
