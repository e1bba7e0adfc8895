import { expect, test } from 'vitest'
import type { Fact } from '../../worker/domain/event.ts'
import { type PolicyOverrides, policyOf } from '../../worker/domain/policy.ts'
import type { Ending } from '../../worker/domain/replay/ending.ts'
import { replay } from '../../worker/domain/replay.ts'
import type { BrokenTablet, HandOverProof, Profile } from '../../worker/domain/terms.ts'
import { storageOf } from '../../worker/platform/calendar.ts'
import { held, issued, waiting } from './at-the-point.ts'
import {
  announced,
  arrived,
  atTheDoor,
  dispatched,
  noClaims,
  onTheRoad,
  scanned,
  scheduled,
  settled,
  T0,
  wrongCodes,
} from './given.ts'

const DAY = 24 * 3_600_000
const endsAt = (shipment: Parameters<typeof storageOf>[0]) => storageOf(shipment)?.endsAt ?? null

/** Returns a log of facts one second apart, with the last of them `later` ms later. */
const logOf = (story: Fact[], later = 0) =>
  settled(story.map((fact, i) => ({ fact, at: T0 + i * 1000 + (i === story.length - 1 ? later : 0) })))
const under = (profile: Profile, own: PolicyOverrides, story: Fact[], later = 0) => {
  const now = T0 + 1000 * story.length + later
  const { was, would, changed, penalties } = replay(logOf(story, later), policyOf(profile, own), {
    now,
    endsAt,
  })
  return changed ? [was, would, ...(penalties ? [penalties] : [])] : ['the same', was]
}

const handedOver = (proof: HandOverProof, code: string): Fact => ({
  type: 'handed-over',
  labels: ['PARCEL-1'],
  of: 1,
  proof,
  code,
  ...((proof === 'link' || proof === 'identity') && { signed: 'drawn' as const }),
  ...(proof === 'identity' && { documentType: 'passport' as const }),
  ...(proof === 'link' && { scannedBy: ['camera' as const] }),
})
const tabletFailed = (then: BrokenTablet): Fact => ({
  type: 'tablet-failed',
  roundId: 'round-1',
  then,
})
const noCode: Fact = { type: 'no-code-declared' }
const door = (proof: string, code: string) => ({ end: 'handed-over', proof, place: 'door', code })
const NL = (reason = 'no-code'): Ending => ({ end: 'held', reason: reason as 'no-code', code: 'NL' })
const kse = (...facts: Fact[]) => [...atTheDoor('kse'), ...facts]
const chronopost = (...facts: Fact[]) => [...atTheDoor('chronopost'), ...facts]
const byIdentity = kse(noCode, handedOver('identity', 'ID'))
const byLink = kse(scanned(), noClaims, handedOver('link', 'LINK'))
const wrongHeld: Fact = { ...held(), reason: 'wrong-code' }

test.each<[string, Profile, PolicyOverrides, Fact[], unknown[]]>([
  [
    'released against an identity document: held where nothing else is taken',
    'kse',
    { withoutCode: 'hold' },
    byIdentity,
    [door('identity', 'ID'), NL()],
  ],
  [
    'held for no code: an identity check, whose end nobody knows',
    'chronopost',
    { withoutCode: 'identity' },
    chronopost(held()),
    [NL(), { end: 'identity-check' }],
  ],
  [
    'closed by wrong codes: an identity check',
    'chronopost',
    { afterWrong: 'identity' },
    chronopost(...wrongCodes(5), wrongHeld),
    [NL('wrong-code'), { end: 'identity-check' }],
  ],
  [
    'identity check after five wrong codes: held',
    'kse',
    { afterWrong: 'hold' },
    kse(...wrongCodes(5), handedOver('identity', 'ID')),
    [door('identity', 'ID'), NL('wrong-code')],
  ],
  [
    'handed over by link: not possible where the door takes codes alone',
    'kse',
    { door: ['pin'] },
    byLink,
    [door('link', 'LINK'), { end: 'not-possible', because: 'not-accepted' }],
  ],
  [
    'handed over by PIN: not possible where the phone alone releases',
    'kse',
    { door: ['link'] },
    kse(handedOver('pin', 'PIN')),
    [door('pin', 'PIN'), { end: 'not-possible', because: 'not-accepted' }],
  ],
  [
    'handed over by link without a signature: not possible where one is asked for',
    'kse',
    {},
    [
      ...atTheDoor('kse', { policy: { signature: [] } }),
      scanned(),
      noClaims,
      { ...handedOver('link', 'LINK'), signed: undefined } as unknown as Fact,
    ],
    [door('link', 'LINK'), { end: 'not-possible', because: 'signature-required' }],
  ],
  [
    'secured becomes ordinary where the one contact may not be told on',
    'kse',
    { channels: ['email'] },
    [...atTheDoor('kse', { contacts: { hasPhone: true, hasEmail: false } }), handedOver('pin', 'PIN')],
    [door('pin', 'PIN'), { end: 'ordinary', reasons: ['no-contact'] }],
  ],
  [
    'not announced at all where that is mandatory',
    'kse',
    { mandatory: true },
    [announced('kse', { kind: 'business' }), scheduled, dispatched, arrived, handedOver('ordinary', 'SIGN')],
    [door('ordinary', 'SIGN'), { end: 'refused', reasons: ['not-private'] }],
  ],
  [
    'ordinary becomes secured, and how it would have ended cannot be known',
    'kse',
    {},
    [
      ...onTheRoad('kse', { policy: { channels: ['email'] }, contacts: { hasPhone: true, hasEmail: false } }),
      arrived,
      handedOver('ordinary', 'SIGN'),
    ],
    [door('ordinary', 'SIGN'), { end: 'secured' }],
  ],
  [
    'whether it was private and in person was never asked of an ordinary contract',
    'kse',
    {},
    [...atTheDoor('kse', { policy: { secured: false } }), handedOver('ordinary', 'SIGN')],
    [door('ordinary', 'SIGN'), { end: 'unknown', why: 'eligibility' }],
  ],
  [
    'a code told by message: under a scan nobody knows whether it was scanned',
    'kse',
    { reveal: 'scan' },
    kse(handedOver('pin', 'PIN')),
    [door('pin', 'PIN'), { end: 'unknown', why: 'scan-first' }],
  ],
  [
    'a broken tablet: back to the depot',
    'kse',
    { brokenTablet: 'depot' },
    kse(tabletFailed('identity'), handedOver('identity', 'ID')),
    [door('identity', 'ID'), { end: 'at-depot' }],
  ],
  [
    'a tried code falls away where the door takes none, and the phone released',
    'kse',
    { door: ['link'] },
    kse(...wrongCodes(2), scanned(), noClaims, handedOver('link', 'LINK')),
    ['the same', door('link', 'LINK')],
  ],
  [
    'tries that were none leave some over',
    'chronopost',
    { door: ['pin'] },
    chronopost({ type: 'code-refused', proof: 'qr', left: 4 }, ...wrongCodes(4, 1), wrongHeld),
    [NL('wrong-code'), { end: 'unknown', why: 'tries-left' }],
  ],
  [
    'another code of the carrier for the same end',
    'kse',
    { codes: { pin: 'D7' } },
    kse(handedOver('pin', 'PIN')),
    [door('pin', 'PIN'), door('pin', 'D7')],
  ],
  [
    'held at once where the identity check was declined: the same end',
    'kse',
    { withoutCode: 'hold' },
    kse(noCode, { type: 'identity-not-proved', declined: true }, held()),
    ['the same', NL()],
  ],
])('R1: replayed under another policy: %s', (_title, profile, own, story, came) => {
  expect(under(profile, own, story)).toEqual(came)
})

const atCounter = (proof: string, code: string) => ({ end: 'handed-over', proof, place: 'counter', code })
const byNewCode: Fact = {
  type: 'handed-over',
  labels: ['PARCEL-1'],
  of: 1,
  proof: 'pin',
  code: 'PIN',
  pointId: 'p1',
}
const goneBack: Fact = { type: 'return-ordered', reason: 'storage-ended', labels: ['PARCEL-1'], code: 'RTS' }
const RTS = (reason: string) => ({ end: 'returned', reason, code: 'RTS' })

test.each<[string, PolicyOverrides, Fact[], number, unknown[]]>([
  [
    'issued by the new code: not possible without one',
    { newCodeAtPoint: false },
    [...waiting('kse'), byNewCode],
    0,
    [atCounter('pin', 'PIN'), { end: 'not-possible', because: 'not-accepted' }],
  ],
  [
    'fetched on the fifth day: returned where storage is three',
    { storageDays: { office: 7, point: 3, locker: 7 } },
    [...waiting('kse'), issued(['PARCEL-1'], 1)],
    5 * DAY,
    [atCounter('identity', 'ID'), RTS('storage-ended')],
  ],
  [
    'sent back after a week: still there where storage is two',
    { storageDays: { office: 7, point: 14, locker: 7 } },
    [...waiting('kse'), goneBack],
    8 * DAY,
    [RTS('storage-ended'), { end: 'waits' }],
  ],
])('R29: replayed under another policy: %s', (_title, own, story, later, came) => {
  expect(under('kse', own, story, later)).toEqual(came)
})
