import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ATTEMPTS, CLOSED_PER_DAY, FAR_M, WRONG_PER_DAY } from '../../worker/domain/limits.ts'
import { anyOf, guessOdds, tailOdds } from '../../worker/domain/odds.ts'
import { PROFILES } from '../../worker/domain/policy.ts'

const text = readFileSync(join(import.meta.dirname, '../../docs/detecting-dishonesty.md'), 'utf8')

/** The rows whose middle cell is a calculation: its subject, the calculation, and the quoted value. */
const ROWS = [...text.matchAll(/^\| ([^|]+) \| `([^`]+)` \| ([^|]+) \|$/gm)].map(
  ([, what = '', call = '', quoted = '']) => ({ what, call, quoted }),
)

/** Evaluates a calculation of the document. It may contain only the three functions, numbers and products. */
function computed(call: string): number {
  expect(call).toMatch(/^(guessOdds|anyOf|tailOdds|[\d.]+|[(), *])+$/)
  return new Function('guessOdds', 'anyOf', 'tailOdds', `return ${call}`)(guessOdds, anyOf, tailOdds)
}

/** Parses a quoted value into its number. */
function said(quoted: string): number {
  const oneIn = /^1 in ([\d,]+)$/.exec(quoted)?.[1]
  if (oneIn) return 1 / Number(oneIn.replaceAll(',', ''))
  const percent = /^([\d.]+) %$/.exec(quoted)?.[1]
  return percent ? Number(percent) / 100 : Number(quoted)
}

/** Whether a quoted value equals the computed one at two digits, in the quoted form. */
function agrees(quoted: string, value: number): boolean {
  const oneIn = quoted.startsWith('1 in ')
  const [a, b] = oneIn ? [1 / said(quoted), 1 / value] : [said(quoted), value]
  return Math.abs(a - b) <= 0.5001 * 10 ** (Math.floor(Math.log10(b)) - 1)
}

test.each(ROWS)('R18: the document quotes what the functions compute: $what, $call', ({ call, quoted }) => {
  expect({ quoted, agrees: agrees(quoted, computed(call)) }).toEqual({ quoted, agrees: true })
})

test('R18: a wrong number in the document would be seen', () => {
  expect(agrees('1 in 8,300', 12 / 100_000)).toBe(true)
  for (const wrong of ['1 in 8,400', '1 in 83,000', '0.13 %', '12', 'much']) {
    expect(agrees(wrong, 12 / 100_000), wrong).toBe(false)
  }
})

test('R18: every calculation of the document is in a row that is checked, and it is about our limits', () => {
  const calls = text.match(/`[^`\n]*(guessOdds|anyOf|tailOdds)\(\d[^`\n]*`/g) ?? []
  expect(calls.length).toBeGreaterThan(20)
  expect(calls.filter((call) => !ROWS.some((row) => `\`${row.call}\`` === call))).toEqual([])
  expect([ATTEMPTS, CLOSED_PER_DAY, WRONG_PER_DAY, FAR_M]).toEqual([5, 2, 12, 300])
  expect([PROFILES.kse.pinDigits, PROFILES.chronopost.pinDigits]).toEqual([5, 6])
})

/** Computes the tail by exact enumeration, with Pascal's triangle instead of logarithms. */
function tailByTriangle(count: number, visits: number, rate: number): number {
  let row = [1]
  for (let n = 0; n < visits; n++)
    row = Array.from({ length: n + 2 }, (_, k) => (row[k] ?? 0) * (1 - rate) + (row[k - 1] ?? 0) * rate)
  return row.slice(count).reduce((sum, chance) => sum + chance, 0)
}

test.each([
  [1, 1, 0.5],
  [3, 400, 0.005],
  [12, 400, 0.005],
  [40, 50, 0.3],
  [20, 20, 0.9],
  [1, 1000, 0.0001],
])('R18: at least %i of %i at %f, computed another way', (count, visits, rate) => {
  const other = tailByTriangle(count, visits, rate)
  expect(Math.abs(tailOdds(count, visits, rate) / other - 1)).toBeLessThan(1e-9)
})

test('R18: more notes are never less strange, and more visits never stranger', () => {
  for (const rate of [0.001, 0.02, 0.4])
    for (let visits = 1; visits <= 60; visits++)
      for (let count = 1; count <= visits; count++) {
        const odds = tailOdds(count, visits, rate)
        expect(odds).toBeLessThanOrEqual(tailOdds(count - 1, visits, rate) + 1e-12)
        expect(odds).toBeLessThanOrEqual(tailOdds(count, visits + 1, rate) + 1e-12)
        expect(odds).toBeGreaterThan(0)
      }
})

test('R18: where nothing can be said nothing is strange', () => {
  for (const [count, visits, rate] of [
    [0, 10, 0.1],
    [0, 0, 0],
    [3, 10, 0],
    [3, 0, 0.5],
    [10, 10, 1],
  ] as const)
    expect(tailOdds(count, visits, rate)).toBe(1)
  // More notes than visits cannot come by chance, although one visit can bring two notes.
  expect(tailOdds(3, 2, 0.5)).toBe(0)
})

test('R18: guesses add up, and many parcels come close to certainty without passing it', () => {
  expect(guessOdds(5, ATTEMPTS)).toBe(5 / 100_000)
  expect(anyOf(0.25, 2)).toBeCloseTo(1 - 0.75 ** 2, 12)
  expect(anyOf(1e-12, 1)).toBeCloseTo(1e-12, 24)
  expect(anyOf(0.001, 1e6)).toBeLessThanOrEqual(1)
})
