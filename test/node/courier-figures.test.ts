import { expect, test } from 'vitest'
import { barOf, courierFigures, figureCount, oddsInWords } from '../../web/dispatch/evidence/figures.ts'
import { filterOf, withFilter } from '../../web/dispatch/violations/filter.ts'
import type { CourierEvidence } from '../../worker/api/violations/answers.ts'

const courier = (
  courierId: string,
  stops: number,
  noted: CourierEvidence['noted'],
  odds: CourierEvidence['odds'],
): CourierEvidence => ({ courierId, name: courierId, providerName: 'P', stops, noted, odds })

const lucas = courier('lucas', 100, { absent: 4, identity: 3 }, { absent: 0.6, identity: 0.001 })
const ines = courier('ines', 300, { absent: 12 }, { absent: 0.4 })
const jade = courier('jade', 0, {}, {})

test.each([
  [1, { how: 'usual' }],
  [0.21, { how: 'usual' }],
  [0.2, { how: 'in', n: 5 }],
  [0.0105, { how: 'in', n: 95 }],
  [1 / 948.6, { how: 'in', n: 950 }],
  [0.00004324, { how: 'in', n: 23_000 }],
  [0.000001, { how: 'in', n: 1_000_000 }],
  [0.0000009, { how: 'million' }],
  [0, { how: 'million' }],
])('R18: odds in words: %f', (odds, words) => {
  expect(oddsInWords(odds)).toEqual(words)
})

test('R18: a bar grows by a step each time something is a tenth as likely, and is full in the end', () => {
  expect([1, 0.1, 0.001, 0.000001, 0].map((odds) => Math.round(barOf(odds) * 6))).toEqual([0, 1, 3, 6, 6])
})

test('R18: what is expected is the fleet’s rate on as many stops; the strangest figure goes first', () => {
  expect(courierFigures(lucas, [lucas, ines, jade])).toEqual([
    { kind: 'identity', noted: 3, expected: 0.75, odds: 0.001 },
    { kind: 'absent', noted: 4, expected: 4, odds: 0.6 },
  ])
  expect(courierFigures(jade, [jade])).toEqual([])
})

test('R18: noughts are looked at too', () => {
  expect(figureCount([lucas, ines, jade])).toBe(6)
  expect(figureCount([jade])).toBe(0)
})

test('R27: the filter of an address; what cannot be counts as none', () => {
  expect(filterOf({ month: '2026-11', provider: 'p1', state: 'upheld' })).toEqual({
    month: '2026-11',
    provider: 'p1',
    state: 'upheld',
  })
  expect(filterOf({ month: '2026-13', state: 'guilty' })).toEqual({ month: '', provider: '', state: '' })
  const upheld = { month: '', provider: 'p 1', state: 'upheld' } as const
  expect(withFilter('/x', upheld)).toBe('/x?provider=p+1&state=upheld')
})
