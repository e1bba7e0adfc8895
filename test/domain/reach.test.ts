import { describe, expect, test } from 'vitest'
import type { Command } from '../../worker/domain/command.ts'
import { type Contacts, ineligible, reachable, reachOf } from '../../worker/domain/eligibility.ts'
import { messagesFor } from '../../worker/domain/messages.ts'
import { policyOf } from '../../worker/domain/policy.ts'
import { PHONE_KINDS, type PhoneKind } from '../../worker/domain/terms.ts'
import { announced, dispatched, given, oldStateOf, scheduled } from './given.ts'

const KSE = policyOf('kse')
const PRIVATE = { kind: 'consumer', inPerson: true, atPoint: false } as const
const phone = (phoneKind: PhoneKind, hasEmail = false): Contacts => ({ hasPhone: true, hasEmail, phoneKind })

describe('R38: secured asks whether a message can reach the recipient', () => {
  test.each([
    ['mobile', []],
    ['either', []],
    ['landline', ['no-contact', 'phone-landline']],
    ['internet', ['no-contact', 'phone-no-texts']],
    ['freephone', ['no-contact', 'phone-freephone']],
    ['premium', ['no-contact', 'phone-premium']],
    ['other', ['no-contact', 'phone-no-texts']],
  ] as const)('the only contact is a number of the kind %s', (kind, reasons) => {
    expect(ineligible(KSE, { ...PRIVATE, ...phone(kind) })).toEqual(reasons)
    const sms = reasons.length === 0
    expect(reachOf(KSE, phone(kind))).toEqual({ sms, email: false, voice: false })
  })

  test.each(PHONE_KINDS)('beside an e-mail a number of the kind %s takes nothing away', (kind) => {
    expect(ineligible(KSE, { ...PRIVATE, ...phone(kind, true) })).toEqual([])
    expect(reachOf(KSE, phone(kind, true)).email).toBe(true)
  })

  test('a number that takes no texts is sent none, whatever else there is', () => {
    expect(reachable(KSE, phone('premium', true))).toEqual(['email'])
    expect(reachable(KSE, phone('mobile', true))).toEqual(KSE.channels)
  })

  test('a contract without mail does not reach an address', () => {
    const texts = policyOf('kse', { channels: ['sms'] })
    const mail = { hasPhone: false, hasEmail: true }
    expect(reachOf(texts, mail)).toEqual({ sms: false, email: false, voice: false })
    expect(ineligible(texts, { ...PRIVATE, ...mail })).toEqual(['no-contact'])
  })
})

test('R38: a number from before its kind was kept counts as it did', () => {
  const before = { hasPhone: true, hasEmail: false }
  expect(ineligible(KSE, { ...PRIVATE, ...before })).toEqual([])
  expect(reachable(KSE, before)).toEqual(['sms', 'messenger'])
})

test('R38: no other contact takes the place of one that a text reaches, unless a text reaches it too', () => {
  const of = (contacts: Contacts): Command => ({ type: 'request-contact', requestedBy: 'anna', contacts })
  const story = announced('kse', { contacts: phone('mobile') })
  given(story)
    .when(of(phone('landline')))
    .refuses('no-contact')
  given(story)
    .when(of(phone('landline', true)))
    .records({ type: 'contact-change-requested' })
  given(story)
    .when(of(phone('either')))
    .records({ type: 'contact-change-requested' })
  const correct = (contacts: Contacts): Command => ({
    ...{ type: 'correct-recipient', contacts },
    changes: { name: false, contact: true },
  })
  given(story)
    .when(correct(phone('premium')))
    .refuses('no-contact')
})

test('R38: what is announced keeps the kind of its number, and nobody sends a text where none is read', () => {
  const mail = announced('kse', { contacts: phone('landline', true) })
  expect(mail).toMatchObject({ secured: true, contacts: { phoneKind: 'landline' } })
  const [order] = messagesFor(null, oldStateOf(mail, scheduled, dispatched), dispatched)
  expect(order?.channels).toEqual(['email'])
})
