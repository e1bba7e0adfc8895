import { expect, test } from 'vitest'
import { deadBy, troubleBy } from '../../web/recipient/failure.ts'
import { askAll, type LabelAnswer, labelCandidates, type WrongLabels } from '../../web/recipient/labels.ts'
import { readLink } from '../../web/recipient/link.ts'

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

test('only what can be a label is asked about', () => {
  expect(labelCandidates([' AB123 ', 'AB123', 'abc', 'SESAME:1:x:y', 'посылка', 'x'.repeat(65)])).toEqual([
    'AB123',
  ])
})

/** Stands in for a server that knows one right label, and records the labels it was asked about. */
function asking(right: string) {
  const asked: string[] = []
  let left = 10
  const ask = async (label: string): Promise<LabelAnswer<string>> => {
    asked.push(label)
    return label === right ? { kind: 'match', value: label } : { kind: 'mismatch', left: --left }
  }
  return { asked, ask }
}

test('R19: a sorting code beside the right label is no error', async () => {
  const { ask } = asking('RIGHT')
  expect(await askAll(['SORT-7', 'RIGHT'], new Set(), 10, ask)).toEqual({
    kind: 'match',
    value: 'RIGHT',
  })
})

test('R19: a wrong label costs one of ten tries once, however often it is seen', async () => {
  const { ask, asked } = asking('RIGHT')
  const wrong: WrongLabels = new Set()
  expect(await askAll(['WRONG'], wrong, 10, ask)).toEqual({ kind: 'mismatch', left: 9 })
  expect(await askAll(['wrong ', 'WRONG'], wrong, 9, ask)).toEqual({ kind: 'mismatch', left: 9 })
  expect(asked).toEqual(['WRONG'])
})

test('nothing to ask about is no answer; a failed question is told as such', async () => {
  const { ask } = asking('RIGHT')
  expect(await askAll(['SESAME:1:x:y'], new Set(), 10, ask)).toBeNull()
  expect(await askAll(['ABCD'], new Set(), 10, async () => ({ kind: 'failed' }))).toEqual({
    kind: 'failed',
  })
})
