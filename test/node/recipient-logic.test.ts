import { expect, test } from 'vitest'
import { deadBy, troubleBy } from '../../web/recipient/failure.ts'
import { readLink } from '../../web/recipient/link.ts'
import {
  type Asked,
  askPresented,
  isLabel,
  newAmong,
  type WrongLabels,
} from '../../web/recipient/presented.ts'
import { wedged } from '../support/wedge.ts'

test('the address names the delivery, and the secret until the label was scanned', () => {
  expect(readLink('#abc_1.Zz-9')).toEqual({ id: 'abc_1', token: 'abc_1.Zz-9' })
  expect(readLink('#abc_1')).toEqual({ id: 'abc_1', token: null })
  expect(readLink('#abc.Zz9.')).toEqual({ id: 'abc', token: 'abc.Zz9' })
  expect(readLink('#abc.Zz9)')).toEqual({ id: 'abc', token: 'abc.Zz9' })
})

test.each(['', '#', '#.x', '#a/b', '#a.b.c'])('no delivery in %j', (hash) => {
  expect(readLink(hash)).toBeNull()
})

test.each([
  [410, 'link-superseded', 'superseded'],
  [410, 'link-finished', 'finished'],
  [410, 'link-expired', 'expired'],
  [409, 'link-owned', 'owned'],
  [401, 'unauthorised', 'foreign'],
  [404, 'not-found', 'foreign'],
  [400, 'bad-request', 'foreign'],
  [0, 'offline', 'offline'],
  [500, 'internal', 'down'],
] as const)('R25: a dead link, %i %s: %s', (status, code, dead) => {
  expect(deadBy({ status, code }, true)).toBe(dead)
})

test('R25: an address without its secret asks for the link in the message', () => {
  expect(deadBy({ status: 401, code: 'unauthorised' }, false)).toBe('signed-out')
})

test('a refused action speaks where the page does not', () => {
  expect(troubleBy('not-arrived')).toBe('not-arrived')
  expect(troubleBy('stop-closed')).toBe('ended')
  expect(troubleBy('page-locked')).toBeNull()
  expect(troubleBy('internal')).toBe('again')
})

/** Stands in for a server that knows one right label, and records what it was asked. */
function asking(right: string) {
  const asked: string[][] = []
  let left = 10
  const ask = async (labels: string[]): Promise<Asked<string>> => {
    asked.push(labels)
    if (labels.includes(right)) return { kind: 'match', value: right }
    const free = labels.every((label) => label.startsWith('https:'))
    return { kind: 'mismatch', left: free ? left : --left }
  }
  return { asked, ask }
}

test('only what can be a label is asked about, once, in one call', async () => {
  const { ask, asked } = asking('RIGHT')
  const texts = [
    ' AB123 ',
    'AB123',
    'abc',
    'SESAME:1:x:y',
    'https://x.example/r#a.b',
    'посылка',
    'x'.repeat(65),
  ]
  await askPresented([...texts, 'SORT-7'], new Set(), 10, ask)
  expect(asked).toEqual([['AB123', 'SORT-7']])
  expect(isLabel('AB123')).toBe(true)
  for (const text of ['SESAME:1:x:y', 'abc', 'посылка']) expect(isLabel(text)).toBe(false)
})

test('R4: a code is never asked about as a label, whatever keyboard typed it', async () => {
  const { ask, asked } = asking('RIGHT')
  const code = 'SESAME:1:AbcDefGhiJkl12:n4bQgYhMfWWaLqgxVrQFaA'
  const typed = [code, wedged(code, 'us', 'fr'), wedged(code, 'us', 'ru', true)]
  expect(await askPresented(typed, new Set(), 10, ask)).toBeNull()
  expect(asked).toEqual([])
})

test('R19: a sorting code beside the right label is no error', async () => {
  const { ask } = asking('RIGHT')
  expect(await askPresented(['SORT-7', 'RIGHT'], new Set(), 10, ask)).toEqual({
    kind: 'match',
    value: 'RIGHT',
  })
})

test('R19: a wrong parcel costs one of ten tries once, however often and in whatever spelling it is seen', async () => {
  const { ask, asked } = asking('RIGHT')
  const wrong: WrongLabels = new Set()
  const mismatch = { kind: 'mismatch', left: 9, quiet: false }
  expect(await askPresented(['WRONG-1', 'SORT-7'], wrong, 10, ask)).toEqual(mismatch)
  expect(await askPresented(['wrong-1 ', ']C0SORT-7'], wrong, 9, ask)).toEqual(mismatch)
  expect(asked).toEqual([['WRONG-1', 'SORT-7']])
})

test('R19: at most five labels are asked together, the likely ones first; the rest is asked at the next look', async () => {
  const { ask, asked } = asking('RIGHT')
  const six = ['https://shop.example/1', 'A-0001', 'A-0002', 'A-0003', 'A-0004', 'A-0005']
  const wrong: WrongLabels = new Set()
  await askPresented(six, wrong, 10, ask)
  await askPresented(six, wrong, 9, ask)
  expect(asked).toEqual([six.slice(1), ['https://shop.example/1']])
})

test('R19: what can hardly be a label and cost nothing opens no error window', async () => {
  const { ask } = asking('RIGHT')
  const wrong: WrongLabels = new Set()
  const quiet = { kind: 'mismatch', left: 10, quiet: true }
  expect(await askPresented(['https://shop.example/1'], wrong, 10, ask)).toEqual(quiet)
  expect(await askPresented(['https://shop.example/1'], wrong, 10, ask)).toEqual(quiet)
  // It was not free after all, as a label of the delivery is of that kind.
  const costly = async (): Promise<Asked<string>> => ({ kind: 'mismatch', left: 9 })
  expect(await askPresented(['4006381333931'], wrong, 10, costly)).toMatchObject({ left: 9, quiet: false })
})

test('a parcel that was scanned already is not asked again', () => {
  expect(newAmong([']C0RIGHT-1', 'SORT-7'], ['RIGHT-1'])).toEqual(['SORT-7'])
})

test('nothing to ask about is no answer; a failed question is told as such', async () => {
  const { ask } = asking('RIGHT')
  expect(await askPresented(['SESAME:1:x:y'], new Set(), 10, ask)).toBeNull()
  expect(await askPresented(['ABCD'], new Set(), 10, async () => ({ kind: 'failed' }))).toEqual({
    kind: 'failed',
  })
})
