import { expect, test } from 'vitest'
import { type Eligibility, ineligible } from '../../worker/domain/eligibility.ts'
import { type PolicyOverrides, PROFILES, policyOf } from '../../worker/domain/policy.ts'
import { policyWarnings } from '../../worker/domain/policy-warnings.ts'
import type { Profile } from '../../worker/domain/terms.ts'
import { policyFaults } from '../../worker/domain/validate-policy.ts'
import { announced, given, stateOf } from './given.ts'

const PRIVATE: Eligibility = {
  hasPhone: true,
  hasEmail: true,
  kind: 'consumer',
  inPerson: true,
  atPoint: false,
}

test.each(Object.keys(PROFILES) as Profile[])('R3: the profile %s can work', (profile) => {
  expect(policyFaults(policyOf(profile))).toEqual([])
})

const UNATTENDED: PolicyOverrides = {
  attended: false,
  door: ['link'],
  withoutCode: 'hold',
  afterWrong: 'hold',
  brokenTablet: 'depot',
}

test.each<[string, PolicyOverrides, string, string]>([
  ['mandatory PIN with no message channel', { mandatory: true, channels: [] }, 'channels', 'no-channel'],
  [
    'unattended with a PIN',
    { ...UNATTENDED, door: ['link', 'pin'] },
    'attended',
    'unattended-needs-link-only',
  ],
  ['unattended with a QR', { ...UNATTENDED, door: ['qr'] }, 'attended', 'unattended-needs-link-only'],
  [
    'unattended with an identity check for no code',
    { ...UNATTENDED, withoutCode: 'identity' },
    'attended',
    'unattended-needs-link-only',
  ],
  [
    'unattended with an identity check after wrong codes',
    { ...UNATTENDED, afterWrong: 'identity' },
    'attended',
    'unattended-needs-link-only',
  ],
  [
    'unattended with an identity check for a broken tablet',
    { ...UNATTENDED, brokenTablet: 'identity' },
    'attended',
    'unattended-needs-link-only',
  ],
  ['scan to reveal without PIN or QR', { reveal: 'scan', door: ['link'] }, 'reveal', 'nothing-to-reveal'],
  ['no proof at the door', { door: [] }, 'door', 'empty'],
  [
    'codes alone at the counter, and no new one after a hold',
    { counter: ['pin', 'qr'], newCodeAtPoint: false },
    'counter',
    'nothing-after-hold',
  ],
  ['no proof at the counter', { counter: [], newCodeAtPoint: false }, 'counter', 'empty'],
  [
    'a moment on a channel that is not listed',
    { channels: ['email'], moments: { released: ['sms'] } },
    'moments',
    'channel-not-listed',
  ],
  [
    'a new code for a counter that takes none',
    { newCodeAtPoint: true, counter: ['identity', 'link'] },
    'newCodeAtPoint',
    'counter-takes-no-code',
  ],
  ['mandatory but not switched on', { secured: false, mandatory: true }, 'mandatory', 'not-secured'],
  [
    'a call, where the message has no code to say',
    { channels: ['sms', 'voice'], reveal: 'scan' },
    'channels',
    'codes-only',
  ],
  [
    'a call, where nobody takes a PIN',
    { channels: ['voice'], door: ['link'], counter: ['link'], newCodeAtPoint: false },
    'channels',
    'codes-only',
  ],
  [
    'an order with e-mail in it',
    { cascade: { channels: ['messenger', 'sms', 'email'], waitS: 60 } },
    'cascade',
    'not-a-step',
  ],
  [
    'an order with a channel that is not listed',
    { cascade: { channels: ['messenger', 'sms', 'voice'], waitS: 60 } },
    'cascade',
    'not-a-step',
  ],
  [
    'an order without one of the channels',
    { cascade: { channels: ['sms'], waitS: 60 } },
    'cascade',
    'not-every-channel',
  ],
  [
    'an order that does not wait for a report',
    { cascade: { channels: ['messenger', 'sms'], waitS: 5 } },
    'cascade',
    'out-of-range',
  ],
  [
    'an order that waits for hours',
    { cascade: { channels: ['messenger', 'sms'], waitS: 7200 } },
    'cascade',
    'out-of-range',
  ],
  ['no storage', { storageDays: { office: 0, point: 7, locker: 7 } }, 'storageDays', 'out-of-range'],
  ['storage for ever', { storageDays: { office: 7, point: 700, locker: 7 } }, 'storageDays', 'out-of-range'],
  ['data that is gone at once', { retentionDays: { signature: 0 } }, 'retentionDays', 'out-of-range'],
  ['data kept for ever', { retentionDays: { photos: 9999 } }, 'retentionDays', 'out-of-range'],
  ['a penalty that pays', { penalty: { amount: -1, currency: 'EUR' } }, 'penalty', 'out-of-range'],
  ['a penalty in no currency', { penalty: { amount: 1, currency: 'eur' } }, 'penalty', 'out-of-range'],
  [
    'a payment by a link that nobody is sent',
    { payment: 'both', channels: ['voice'] },
    'payment',
    'no-channel',
  ],
  ['a payment of nothing at most', { amountLimit: 0 }, 'amountLimit', 'out-of-range'],
  ['a payment of millions', { amountLimit: 100_000_001 }, 'amountLimit', 'out-of-range'],
  ['a refund of less than nothing', { refundLimit: -1 }, 'refundLimit', 'out-of-range'],
  ['a refund of millions by one person', { refundLimit: 100_000_001 }, 'refundLimit', 'out-of-range'],
  ['an empty carrier code', { codes: { pin: '' } }, 'codes', 'bad-code'],
  ['an unknown zone', { zone: 'Mars' }, 'zone', 'unknown-zone'],
])(
  'R3: a policy that cannot work is refused, naming field and reason: %s',
  (_title, overrides, field, code) => {
    expect(policyFaults(policyOf('kse', overrides))).toEqual([{ field, code }])
  },
)

test('R3: all faults of a policy are named, not only the first', () => {
  const faults = policyFaults(policyOf('kse', { door: [], zone: 'Mars' }))
  expect(faults.map((fault) => fault.field)).toEqual(['door', 'zone'])
})

test.each<[string, PolicyOverrides]>([
  ['a recipient nobody waits for', UNATTENDED],
  ['scan to reveal', { reveal: 'scan' }],
  ['only by PIN, no other way', { door: ['pin'], counter: ['pin'], withoutCode: 'hold', afterWrong: 'hold' }],
  ['only by the recipient’s phone', { door: ['link'] }],
  ['a second person for every refund', { payment: 'goods', refundLimit: 0 }],
  ['the most of both', { payment: 'delivery', amountLimit: 100_000_000, refundLimit: 100_000_000 }],
  ['secured hand-over switched off', { secured: false, door: [], counter: [], newCodeAtPoint: false }],
])('R3: a policy that can work is taken: %s', (_title, overrides) => {
  expect(policyFaults(policyOf('kse', overrides))).toEqual([])
})

test('R3: a door that the link alone opens is warned of and taken, for not every phone has a data connection', () => {
  const alone = policyOf('kse', { door: ['link'], reveal: 'message' })
  expect(policyFaults(alone)).toEqual([])
  expect(policyWarnings(alone)).toEqual([{ field: 'door', code: 'link-alone' }])
  expect(policyWarnings({ ...alone, secured: false })).toEqual([])
  expect(policyWarnings({ ...alone, door: [] })).toEqual([])
  for (const profile of Object.keys(PROFILES) as Profile[])
    expect(policyWarnings(PROFILES[profile])).toEqual([])
})

test('R3: overrides replace sets whole, name single codes, and moments follow the channels', () => {
  const policy = policyOf('chronopost', { channels: ['sms'], codes: { absent: 'X1' }, door: ['pin'] })
  expect(policy.moments).toMatchObject({ announced: ['sms'], held: ['sms'] })
  expect(policy.moments).not.toHaveProperty('released')
  expect(policy.codes).toMatchObject({ absent: 'X1', pin: 'D7', 'no-code': 'NL' })
  expect(policy.door).toEqual(['pin'])
})

test.each<[string, Partial<Eligibility>, string[]]>([
  ['nothing', {}, []],
  ['no contact', { hasPhone: false, hasEmail: false }, ['no-contact']],
  ['no phone', { hasPhone: false }, []],
  ['no e-mail', { hasEmail: false }, []],
  ['not in person', { inPerson: false }, ['not-in-person']],
  ['a point as destination', { inPerson: false, atPoint: true }, []],
  ['a business', { kind: 'business' }, ['not-private']],
  [
    'everything',
    { hasPhone: false, hasEmail: false, inPerson: false, kind: 'business' },
    ['no-contact', 'not-in-person', 'not-private'],
  ],
])('R2: what stands against a secured hand-over: %s', (_title, who, reasons) => {
  expect(ineligible(policyOf('chronopost'), { ...PRIVATE, ...who })).toEqual(reasons)
})

test('R2: a contact on which the policy may tell nothing is no contact', () => {
  const byMail = policyOf('kse', { channels: ['email'] })
  expect(ineligible(byMail, { ...PRIVATE, hasEmail: false })).toEqual(['no-contact'])
})

const announce = (overrides: PolicyOverrides, who: Partial<Eligibility>) => ({
  ...announced('kse'),
  type: 'announce' as const,
  policy: policyOf('kse', overrides),
  recipient: { ...PRIVATE, ...who },
})

test('R2: what is not eligible is announced as ordinary, with the reasons', () => {
  const story = given().when(announce({}, { kind: 'business' }))
  story.records({ type: 'announced', secured: false, reasons: ['not-private'] })
  expect(story.after.secured).toBe(false)
})

test('R2: a mandatory policy refuses what is not eligible', () => {
  given()
    .when(announce({ mandatory: true }, { kind: 'business' }))
    .refuses('not-eligible')
  given()
    .when(announce({ mandatory: true }, {}))
    .records({ type: 'announced', secured: true })
})

test('R1: a contract switches secured hand-over on', () => {
  given()
    .when(announce({ secured: false }, {}))
    .records({ type: 'announced', secured: false, reasons: ['not-switched-on'] })
})

test('R1: a shipment keeps the policy version it was announced under', () => {
  const shipment = stateOf(announced('kse', { policy: { pinDigits: 7 } }))
  expect(shipment).toMatchObject({ policyVersion: 3, policy: { pinDigits: 7 } })
  // Announcing again under a later version changes nothing.
  const again = { ...announce({}, {}), policyVersion: 4 }
  given(announced('kse')).when(again).refuses('waybill-taken')
})
