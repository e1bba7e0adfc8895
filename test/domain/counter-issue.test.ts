import { expect, test } from 'vitest'
import type { Command } from '../../worker/domain/command.ts'
import { clerk, droppedOff, received, underway, waiting } from './at-the-point.ts'
import {
  given,
  INVITED_AT,
  MINUTE,
  NOW,
  noClaims,
  OTHER_PHONE,
  phone,
  scanned,
  stateOf,
  told,
} from './given.ts'

const TWO = { parcels: 2 } as const
const BOTH = { labels: ['PARCEL-1', 'PARCEL-2'] }
const ORDINARY = { kind: 'business' } as const
const NO_IDENTITY = { policy: { counter: ['pin' as const, 'link' as const] } }

test.each(['kse', 'chronopost'] as const)('R28: an identity document issues it at once: %s', (profile) => {
  const story = given(waiting(profile), told(profile)).when(clerk.identity())
  story.answers({ outcome: 'handed-over', code: 'ID' })
  expect(story.facts).toEqual([
    {
      type: 'handed-over',
      labels: ['PARCEL-1'],
      of: 1,
      proof: 'identity',
      code: 'ID',
      documentType: 'passport',
      pointId: 'p1',
      signed: 'drawn',
      // The fact names who invited the session, and when (R42).
      hands: { invitedBy: 'dispatcher-1', invitedAt: INVITED_AT },
    },
  ])
})

test('R16: at the counter another name issues nothing, and may be shown right afterwards', () => {
  const story = given(waiting('kse')).when(clerk.identity({ nameMatches: false }))
  story.answers({ outcome: 'name-differs' })
  story.records({ type: 'identity-not-proved', declined: false, pointId: 'p1' })
  expect(story.after.parcels).toMatchObject([{ place: 'point', toSender: false }])
  story.when(clerk.identity()).answers({ outcome: 'handed-over' })
})

test('R16: at the counter the signature is required where the policy has it; a typed name counts as much', () => {
  given(waiting('kse'))
    .when(clerk.identity({ signed: null }))
    .refuses('signature-required')
  given(waiting('kse'))
    .when(clerk.identity({ signed: 'typed' }))
    .records({ signed: 'typed' })
  given(waiting('kse', { policy: { signature: [] } }))
    .when(clerk.identity({ signed: null }))
    .answers({ outcome: 'handed-over' })
})

test('R28: a counter without the identity check issues nothing by it', () => {
  given(waiting('kse', NO_IDENTITY)).when(clerk.identity()).refuses('not-accepted')
})

test('R28: an ordinary parcel is issued to who it is for, and takes no code', () => {
  given(droppedOff('kse', ORDINARY)).when(clerk.identity()).answers({ outcome: 'handed-over', code: 'ID' })
  given(droppedOff('kse', ORDINARY)).when(clerk.code('never compared')).refuses('not-accepted')
  given(droppedOff('kse', ORDINARY)).when(clerk.scan()).refuses('not-accepted')
})

const ready = [...waiting('kse'), scanned(), noClaims]

test('R28: by link: the phone finishes, the clerk scans the same label within ten minutes', () => {
  const phoneFirst = given(ready).when(phone.finish(), NOW)
  phoneFirst.answers({ outcome: 'waiting' }).records({ type: 'finish-declared', labels: ['PARCEL-1'] })
  const done = phoneFirst
    .when(clerk.scan(), NOW + 10 * MINUTE)
    .answers({ outcome: 'handed-over', code: 'LINK' })
  done.records(
    { type: 'clerk-scanned' },
    { type: 'handed-over', proof: 'link', signed: 'drawn', pointId: 'p1', scannedBy: ['camera'] },
  )
  expect(done.after).toMatchObject({ phase: 'handed-over', hold: { clerk: null, finish: null } })
  phoneFirst
    .when(clerk.scan(), NOW + 10 * MINUTE + 1)
    .answers({ outcome: 'waiting' })
    .records({ type: 'clerk-scanned' })
})

test('R28: by link, the other way about: the clerk scans, the phone finishes within ten minutes', () => {
  const clerkFirst = given(ready).when(clerk.scan(), NOW).answers({ outcome: 'waiting' })
  clerkFirst.records({ type: 'clerk-scanned', labels: ['PARCEL-1'] })
  clerkFirst
    .when(phone.finish(), NOW + 10 * MINUTE)
    .answers({ outcome: 'handed-over', code: 'LINK' })
    .records({ type: 'finish-declared' }, { type: 'handed-over', proof: 'link' })
  clerkFirst
    .when(phone.finish(), NOW + 10 * MINUTE + 1)
    .answers({ outcome: 'waiting' })
    .records({ type: 'finish-declared' })
})

test('R28: neither half alone issues anything, and another label than the recipient’s is no half', () => {
  const two = [...waiting('kse', TWO), scanned('PARCEL-1'), noClaims]
  const story = given(two)
    .when(phone.finish(), NOW)
    .when(phone.finish(), NOW + 1)
  story.answers({ outcome: 'waiting' })
  const other = story.when(clerk.scan({ labels: ['PARCEL-2'] }), NOW + 2).answers({ outcome: 'waiting' })
  expect(other.after.parcels).toMatchObject([{ place: 'point' }, { place: 'point' }])
  other
    .when(clerk.scan(), NOW + 3)
    .records({ type: 'clerk-scanned' }, { type: 'handed-over', labels: ['PARCEL-1'] })
})

test('R28: the clerk scans several one after another; the issue waits for the last', () => {
  const two = [...waiting('kse', TWO), scanned('PARCEL-1'), scanned('PARCEL-2'), noClaims]
  const story = given(two)
    .when(phone.finish(), NOW)
    .when(clerk.scan(), NOW + MINUTE)
    .answers({ outcome: 'waiting' })
  story
    .when(clerk.scan({ labels: ['PARCEL-2'] }), NOW + 2 * MINUTE)
    .records({ type: 'clerk-scanned', labels: BOTH.labels }, { labels: BOTH.labels, of: 2 })
})

test('R28: what left the counter since the clerk scanned it is not scanned with the next one', () => {
  given(waiting('kse', TWO))
    .when(clerk.scan({ labels: ['PARCEL-1'] }), NOW)
    .when(clerk.sendBack({ labels: ['PARCEL-1'] }), NOW + MINUTE)
    .when(clerk.scan({ labels: ['PARCEL-2'] }), NOW + 2 * MINUTE)
    .records({ type: 'clerk-scanned', labels: ['PARCEL-2'] })
})

const halves: [string, Command][] = [
  ['refused', clerk.refuse()],
  ['sent back', clerk.sendBack()],
  ['sent back by the dispatcher', { type: 'order-return', reason: 'dispatcher' }],
]
test.each(halves)('R28: what was %s meanwhile is not issued by the other half', (_title, command) => {
  const two = [...waiting('kse', TWO), scanned('PARCEL-1'), scanned('PARCEL-2'), noClaims]
  const story = given(two)
    .when(phone.finish(), NOW)
    .when(clerk.scan(), NOW + 1)
    .when(command, NOW + 2)
  const other = story.when(clerk.scan({ labels: ['PARCEL-2'] }), NOW + 3)
  expect(other.facts.map(({ type }) => type)).not.toContain('handed-over')
  expect(other.after.parcels.every(({ place }) => place !== 'recipient')).toBe(true)
})

test('R25: a new link ends what was finished with the old one', () => {
  const story = given(ready)
    .when(phone.finish(), NOW)
    .when({ type: 'send', what: 'link' }, NOW + 1)
  story
    .when(clerk.scan(), NOW + 2)
    .answers({ outcome: 'waiting' })
    .records({ type: 'clerk-scanned' })
})

test('R21: a claim in hand ends what was finished before it, however it is decided', () => {
  const story = given(ready)
    .when(phone.finish(), NOW)
    .when(phone.claim(), NOW + 1)
    .when({ type: 'decide-claim', decision: 'resume' }, NOW + 2)
  story.when(clerk.scan(), NOW + 3).answers({ outcome: 'waiting' })
})

test('R28: the phone at the counter needs scan, "no claims" and signature like at the door', () => {
  given(waiting('kse')).when(phone.finish()).refuses('not-scanned')
  given(waiting('kse')).when(phone.noClaims()).refuses('not-scanned')
  given(waiting('kse'), scanned()).when(phone.finish()).refuses('not-confirmed')
  given(ready)
    .when(phone.finish({ signed: null }))
    .refuses('signature-required')
  given(ready)
    .when(phone.finish({ session: OTHER_PHONE }))
    .refuses('link-owned')
  given(waiting('kse')).when(phone.scan('ELSEWHERE')).answers({ outcome: 'mismatch' })
})

test('R28: what was scanned at the door releases nothing at the counter', () => {
  given(underway('kse').slice(0, 4), scanned(), noClaims, underway('kse').slice(4), received())
    .when(phone.finish())
    .refuses('not-scanned')
})

test('R28: where the counter takes no link, neither half is taken', () => {
  for (const command of [phone.scan(), phone.noClaims(), phone.finish()])
    given(waiting('chronopost')).when(command).refuses('not-accepted')
  given(waiting('chronopost')).when(clerk.scan()).refuses('not-accepted')
  for (const command of [phone.scan(), phone.noClaims(), phone.finish()])
    given(underway('kse')).when(command).refuses('stop-closed')
})

test('R24: two of three at the counter close as exactly that, and the rest has new secrets, told at once', () => {
  const story = given(waiting('kse', { parcels: 3 })).when(clerk.code('right', BOTH))
  story.records({ type: 'handed-over', labels: BOTH.labels, of: 3, pointId: 'p1' })
  const before = stateOf(waiting('kse', { parcels: 3 }))
  expect(story.after).toMatchObject({
    phase: 'partly-handed-over',
    secret: before.secret + 1,
    secretSent: before.secret + 1,
    link: before.link + 1,
    evaluatedAtCounter: 1,
    parcels: [{ place: 'recipient' }, { place: 'recipient' }, { place: 'point' }],
  })
  const orders = story.after.unsent.filter(({ about }) => about === story.after.seq).map(({ order }) => order)
  expect(orders).toMatchObject([
    { cause: 'receipt', secret: false },
    { cause: 'ready', secret: true },
  ])
  story.when(clerk.code('right', { labels: ['PARCEL-3'] })).answers({ outcome: 'handed-over' })
  expect(story.when(clerk.identity({ labels: ['PARCEL-3'] })).after.phase).toBe('handed-over')
})

test('R28: a refusal at the counter sends exactly that parcel back, with its code', () => {
  const story = given(waiting('kse', TWO)).when(clerk.refuse())
  story.records({ type: 'refused-at-point', labels: ['PARCEL-1'], code: 'REF', pointId: 'p1' })
  expect(story.after.parcels).toMatchObject([{ toSender: true }, { toSender: false }])
  for (const command of [clerk.identity(), clerk.code('never compared'), clerk.refuse(), clerk.scan()])
    story.when(command).refuses('wrong-parcel')
  story.when(clerk.identity({ labels: ['PARCEL-2'] })).answers({ outcome: 'handed-over' })
  expect(given(waiting('kse')).when(clerk.refuse()).after.phase).toBe('returned')
})
