import { describe, expect, test } from 'vitest'
import { asCode, isSearch, looksLikePin } from '../../web/counter/scanned.ts'
import { createPace } from '../../web/scan/pace.ts'
import { wedged } from '../support/wedge.ts'

/** Presses keys with these gaps between them, in ms. */
function pressed(gaps: readonly number[], held = false) {
  const pace = createPace()
  let at = 1_000
  pace.key(at, held)
  for (const gap of gaps) {
    at += gap
    pace.key(at, held)
  }
  return pace
}

describe('a scan that ends with no key is told from a person', () => {
  test.each([
    ['a scanner', Array(11).fill(4), true],
    ['a slow scanner', Array(11).fill(24), true],
    ['a scanner whose computer is busy for a moment', [2, 2, 2, 70, 2, 2, 2, 2, 2, 2, 2], true],
    ['a fast typist', Array(11).fill(60), false],
    ['a typist who pauses once', [2, 2, 2, 200, 2, 2, 2, 2, 2, 2, 2], false],
    ['three keys rolled at once', [3, 3], false],
  ])('%s', (_who, gaps, machine) => {
    expect(pressed(gaps).isMachine(gaps.length + 1)).toBe(machine)
  })

  test('what was pasted, and a key that is held, are a person’s', () => {
    expect(createPace().isMachine(12)).toBe(false)
    expect(pressed([4, 4, 4]).isMachine(12)).toBe(false)
    expect(pressed(Array(11).fill(4), true).isMachine(12)).toBe(false)
    const pace = pressed(Array(11).fill(200))
    pace.reset()
    for (let at = 0; at < 40; at += 4) pace.key(at)
    expect(pace.isMachine(10)).toBe(true)
  })
})

test.each([
  ['Иванов', true],
  ['ИВАНОВ', true],
  ['Hélène', true],
  ["O'Brien-Müller", true],
  ['A3', true],
  ['4321', true],
  ['٤٣٢١', true],
  ['WB-0001', false],
  [wedged('WB-0001', 'us', 'fr'), false],
  [wedged('XY279027FR', 'us', 'fr'), false],
  [wedged('WB-0001', 'us', 'ru'), false],
  [wedged('123456789', 'fr', 'us'), false],
  ['SESAME:1:abc:def', false],
  [wedged('SESAME:1:abc:def', 'us', 'fr'), false],
])('R28: %s is a search: %s', (text, search) => {
  expect(isSearch(text)).toBe(search)
})

test('R4: a code in other digits or with a blank is a code: the same digits, and never a label', () => {
  for (const text of ['48213', '482 13', '４８２１３', '٤٨٢١٣', '۴۸۲۱۳', ' 48\u00a0213 ']) {
    expect(asCode(text)).toBe('48213')
    expect(looksLikePin(text)).toBe(true)
  }
  expect(looksLikePin('4821')).toBe(false)
  expect(looksLikePin('WB48213')).toBe(false)
})
