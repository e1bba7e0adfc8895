import { expect, test } from 'vitest'
import { PROFILES, policyOf } from '../../worker/domain/policy.ts'
import { policyChanges } from '../../worker/domain/policy-changes.ts'

const { kse } = PROFILES

test('R1: a version tells each field that changed, parts of a field one by one', () => {
  const after = policyOf('kse', {
    pinDigits: 6,
    storageDays: { office: 7, point: 3, locker: 7 },
    codes: { pin: 'D7' },
    wording: { fr: { receipt: 'Remis.\n{link}' } },
  })
  expect(policyChanges(kse, after)).toEqual([
    { field: 'pinDigits', from: 5, to: 6 },
    { field: 'storageDays.point', from: 7, to: 3 },
    { field: 'codes.pin', from: 'PIN', to: 'D7' },
    { field: 'wording.fr.receipt', from: null, to: 'Remis.\n{link}' },
  ])
})

test('R1: a penalty is one thing, and so is none', () => {
  const penalty = { amount: 5000, currency: 'EUR' }
  const charged = policyOf('kse', { penalty })
  expect(policyChanges(kse, charged)).toEqual([{ field: 'penalty', from: null, to: penalty }])
  expect(policyChanges(charged, kse)).toEqual([{ field: 'penalty', from: penalty, to: null }])
})

test('R1: the order of a set, and a moment written out as told nowhere, are no change', () => {
  const same = policyOf('kse', {
    door: ['link', 'pin'],
    moments: { ...kse.moments, announced: [], released: ['messenger', 'email', 'sms'] },
  })
  expect(policyChanges(kse, same)).toEqual([])
  const without = policyOf('kse', { moments: { ...kse.moments, released: [] } })
  expect(policyChanges(kse, without)).toEqual([
    { field: 'moments.released', from: ['sms', 'email', 'messenger'], to: [] },
  ])
})
