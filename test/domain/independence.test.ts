import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  ancestryOf,
  anyTwoIndependent,
  type Edge,
  independent,
  independentIfVouched,
  independentOf,
  OPERATOR,
} from '../../worker/domain/independence.ts'

const HOUR = 3_600_000
const NOW = 1000 * HOUR

/**
 * Parses acts: `'anna>boris'` means that Anna invited Boris, `^` vouches and `!` recovers. `@` gives the time
 * in hours.
 */
function acts(...lines: string[]): Edge[] {
  return lines.map((line, index) => {
    const [, byId = '', sign = '', personId = '', hour] = /^(\w*)([>^!])(\w+)(?:@(\d+))?$/.exec(line) ?? []
    const act = sign === '^' ? 'vouched' : sign === '!' ? 'recovered' : 'invited'
    return { personId, byId: byId || OPERATOR, act, at: Number(hour ?? index) * HOUR }
  })
}

test.each([
  ['two whom the operator invited', acts('>anna', '>boris'), true],
  ['nobody and themselves', acts('>anna'), false, 'anna', 'anna'],
  ['inviter and invitee', acts('anna>boris'), false],
  ['the other way round', acts('boris>anna'), false],
  ['two invitees of one person', acts('head>anna', 'head>boris'), false],
  ['aunt and grandchild', acts('head>anna', 'head>carla', 'carla>boris'), false],
  ['somebody invited again by the other', acts('>anna', '>boris', 'anna>boris'), false],
  ['two rooms', acts('one>anna', 'two>boris'), true],
  ['two rooms that share an inviter far above', acts('top>one', 'top>two', 'one>anna', 'two>boris'), false],
  ['people the operator vouched for', acts('head>anna', 'head>boris', '^anna', '^boris'), true],
  ['one of them only', acts('head>anna', 'head>boris', '^boris'), true],
  ['a head and somebody vouched for', acts('anna>boris', '^boris'), true],
  ['vouched for, and then invited anew', acts('anna>boris@1', '^boris@2', 'anna>boris@3'), false],
  ['added to in the very instant of the word', acts('anna>boris@1', '^boris@2', 'carla>boris@2'), false],
  ['vouched for again after that', acts('anna>boris@1', '^boris@2', 'anna>boris@3', '^boris@4'), true],
  ['recovered by the operator', acts('>anna', '>boris', '!boris'), true],
] as [string, Edge[], boolean, string?, string?][])(
  'R9: independent or not: %s',
  (_what, edges, expected, one = 'anna', other = 'boris') => {
    expect(independent(edges, one, other)).toBe(expected)
    expect(independent(edges, other, one)).toBe(expected)
  },
)

test('R9: whoever invites everybody makes nobody independent, themselves included', () => {
  const edges = acts('head>anna', 'head>boris', 'head>carla')
  expect(anyTwoIndependent(edges, ['head', 'anna', 'boris', 'carla'])).toBe(false)
  expect(anyTwoIndependent([...edges, ...acts('^anna@9')], ['head', 'anna', 'boris'])).toBe(true)
})

test.each([
  ['whom the same person invited', acts('head>anna', 'head>boris'), true],
  ['whoever invited them', acts('boris>anna'), false],
  ['who stands further above', acts('boris>head', 'head>anna'), false],
  ['whom they invited', acts('anna>boris'), true],
  ['themselves', acts('>anna'), false, 'anna'],
  ['just recovered', acts('head>anna', 'head>boris', '!boris@1000'), false],
] as [string, Edge[], boolean, string?][])(
  'R9: of use to vouch for, or not: %s',
  (_what, edges, expected, who = 'boris') => {
    expect(independentIfVouched(edges, who, ['anna'], NOW)).toBe(expected)
    // The answer foretells the effect of the operator's vouching.
    const word: Edge = { personId: who, byId: OPERATOR, act: 'vouched', at: NOW }
    expect(independentOf([...edges, word], who, ['anna'], NOW).length > 0).toBe(expected)
  },
)

test('R9: a recovered account agrees to nothing for three days', () => {
  const edges = acts('!boris@1000')
  expect(independentOf(edges, 'boris', ['anna'], NOW)).toEqual([])
  expect(independentOf(edges, 'boris', ['anna'], NOW + 72 * HOUR)).toEqual(['anna'])
})

test('R9: the operator is always another person', () => {
  expect(independentOf(acts('anna>boris'), OPERATOR, ['anna', 'boris'], NOW)).toEqual(['anna', 'boris'])
})

test('R9: a key’s maker is behind what the key did', () => {
  const edges: Edge[] = [{ personId: 'key-1', byId: 'anna', act: 'key', at: 1 }]
  expect(independent(edges, 'anna', 'key-1')).toBe(false)
  expect(independent(edges, 'boris', 'key-1')).toBe(true)
})

const people = ['a1', 'a2', 'a3', 'b1', 'b2', 'b3']
const tree = (letter: string) => people.filter((id) => id.startsWith(letter))
const actOf = (from: string[]) =>
  fc.record({
    personId: fc.constantFrom(...from),
    byId: fc.constantFrom(...from),
    act: fc.constantFrom<Edge['act']>('created', 'invited', 'recovered', 'key'),
    at: fc.integer({ min: 0, max: 1000 }),
  })

test('R9: in two trees of people, no sequence of acts makes two of one tree independent of what they did', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(actOf(tree('a')), actOf(tree('b'))), { maxLength: 40 }), (edges) => {
      // Acts within one tree never make its people depend on the other tree.
      for (const a of tree('a')) for (const b of tree('b')) expect(independent(edges, a, b)).toBe(true)
      // Whoever had a hand in an account, at whatever distance, is never independent of it.
      for (const { personId, byId } of edges) expect(independent(edges, personId, byId)).toBe(false)
      for (const id of people)
        for (const above of ancestryOf(edges, id)) expect(independent(edges, id, above)).toBe(false)
    }),
    { numRuns: 300 },
  )
})

test('R9: more acts never make anybody more independent, but for the operator’s word', () => {
  fc.assert(
    fc.property(fc.array(actOf(people), { maxLength: 30 }), actOf(people), (edges, more) => {
      for (const one of people)
        for (const other of people)
          if (!independent(edges, one, other)) expect(independent([...edges, more], one, other)).toBe(false)
    }),
    { numRuns: 200 },
  )
})
