import { expect, test } from 'vitest'
import { type Policy, type PolicyOverrides, policyOf } from '../../worker/domain/policy.ts'
import { weakenedFields } from '../../worker/domain/weakening.ts'

const base = policyOf('chronopost', { mandatory: true, reveal: 'scan', freshHands: 'approval' })
const to = (over: PolicyOverrides): Policy => ({ ...base, ...over }) as Policy

test.each([
  ['secured', { secured: false }],
  ['mandatory', { mandatory: false }],
  ['pinDigits', { pinDigits: 5 }],
  ['door', { door: ['pin', 'qr', 'link'] }],
  ['counter', { counter: ['identity', 'pin', 'qr', 'link'] }],
  ['withoutCode', { withoutCode: 'identity' }],
  ['afterWrong', { afterWrong: 'identity' }],
  ['brokenTablet', { brokenTablet: 'identity' }],
  ['reveal', { reveal: 'message' }],
  ['reveal', { reveal: 'arrival' }],
  ['channels', { channels: ['email'] }],
  ['moments', { moments: { ...base.moments, announced: [] } }],
  ['moments', { moments: { ...base.moments, scheduled: ['sms'] } }],
  ['attended', { attended: false }],
  ['freshHands', { freshHands: 'alert' }],
  ['penalty', { penalty: null }],
  ['penalty', { penalty: { amount: 4999, currency: 'EUR' } }],
] as [keyof Policy, PolicyOverrides][])('R1: a version is weaker by its %s: %o', (field, over) => {
  expect(weakenedFields(base, to(over))).toEqual([field])
  // The reverse change protects more, so it weakens nothing.
  expect(weakenedFields(to(over), base)).toEqual([])
})

test('R1: a penalty in another currency counts as less, whichever way it changes', () => {
  const roubles = to({ penalty: { amount: 9999, currency: 'RUB' } })
  expect(weakenedFields(base, roubles)).toEqual(['penalty'])
  expect(weakenedFields(roubles, base)).toEqual(['penalty'])
})

test.each([
  ['another order', { door: ['qr', 'pin'], channels: ['sms', 'email'] }],
  ['a proof less', { door: ['pin'] }],
  ['more digits', { pinDigits: 8 }],
  ['a channel more', { channels: ['email', 'sms', 'messenger'] }],
  ['a moment more', { moments: { ...base.moments, arrived: ['sms'] } }],
  ['a higher penalty', { penalty: { amount: 6000, currency: 'EUR' } }],
  ['other days of storage', { storageDays: { office: 3, point: 3, locker: 3 } }],
] as [string, PolicyOverrides][])('R1: as strong as before: %s', (_what, over) => {
  expect(weakenedFields(base, to(over))).toEqual([])
})

test('R1: where nothing is secured there is nothing to weaken', () => {
  const open = policyOf('kse', { secured: false })
  expect(weakenedFields(open, { ...open, penalty: null, door: ['pin', 'qr', 'link'] })).toEqual([])
  expect(weakenedFields(open, policyOf('kse'))).toEqual([])
})
