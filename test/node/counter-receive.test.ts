import { expect, test } from 'vitest'
import { api } from '../../web/api/call.ts'
import { bodyOf, labelsOf, lineFrom, lineOf, linesOf, outcomeOf } from '../../web/counter/receive/line.ts'
import type { Act } from '../../web/offline/act.ts'

const given = (key: string, at = `2026-11-30T10:00:0${key}Z`) => ({ key, shelf: 'A', at })
const actOf = (key: string, label: string, state: Act['state'] = 'waiting'): Act => ({
  ...{ key, personId: 'ann', role: 'counter', group: 'receive', address: api.holds.receive, params: {} },
  ...{
    body: { labels: [label], shelf: 'A' },
    device: 'd',
    seq: 1,
    at: given(key).at,
    base: null,
    late: false,
  },
  ...{ state, tries: 0, nextTryAt: 0, refusal: null },
})

test('R4: a recipient’s code becomes no label of a line, and rubbish has its outcome at once', () => {
  expect(lineFrom('SESAME:1:s1:hushhushhushhushhushhu', given('1'))).toMatchObject({
    label: '',
    outcome: 'secret',
  })
  expect(lineFrom('ab', given('1'))).toMatchObject({ label: 'ab', outcome: 'short' })
  expect(lineFrom('501-000123400', given('1'))).toMatchObject({ outcome: 'pending', shelf: 'A' })
})

test('a line survives its page: what it is sent as says everything again', () => {
  const line = lineFrom('501-000123400', given('1'))
  expect(lineOf({ ...actOf('1', ''), body: bodyOf(line) })).toEqual(line)
  expect(bodyOf({ ...line, shelf: '' })).toEqual({ labels: ['501-000123400'] })
})

test('R36: the list shows what the page knows and what was stored before it, newest first, as each act stands', () => {
  const here = [
    lineFrom('501-000123433', given('4')),
    { ...lineFrom('501-000123422', given('3')), outcome: 'expected' as const },
  ]
  const acts = [
    actOf('1', '501-000123400', 'aside'),
    actOf('2', '501-000123411'),
    actOf('4', '501-000123433', 'attention'),
  ]
  expect(linesOf(here, acts).map(({ key, outcome }) => [key, outcome])).toEqual([
    ['4', 'failed'],
    ['3', 'expected'],
    ['2', 'pending'],
    ['1', 'aside'],
  ])
})

test('R28: of another clerk’s scans the last four are shown', () => {
  expect(labelsOf([actOf('1', '501-000123400')])).toEqual([{ key: '1', label: '…3400' }])
})

test('an answer is the label’s own outcome; a refusal is none', () => {
  const refused = (status: number) => outcomeOf({ ok: false, status, code: 'x', problem: {} }).outcome
  expect([refused(400), refused(403)]).toEqual(['unreadable', 'failed'])
  const data = { items: [{ label: 'x', outcome: 'expected' as const, waybill: 'W' }] }
  expect(outcomeOf({ ok: true, status: 200, data })).toEqual({ outcome: 'expected', waybill: 'W' })
})
