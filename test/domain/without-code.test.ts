import { expect, test } from 'vitest'
import type { Command } from '../../worker/domain/command.ts'
import { holdWords } from '../../worker/domain/words.ts'
import {
  announced,
  arrived,
  atTheDoor,
  backAtDepot,
  courier,
  dispatchedNoPoint,
  given,
  INVITED_AT,
  missed,
  nextVisit,
  onTheRoad,
  POINT,
  scheduled,
  told,
  wrongCodes,
} from './given.ts'

const IDENTITY_BLOCKED = { pin: false, identity: true }
const SCHEDULE = { type: 'schedule', roundId: 'round-2', courierId: 'courier-1' } as const
const noPoint = (profile: 'kse' | 'chronopost') => [announced(profile), scheduled, dispatchedNoPoint, arrived]

test('R13: no code under hold is NL at once', () => {
  const story = given(atTheDoor('chronopost', { parcels: 2 })).when(courier.noCode())
  story.answers({ outcome: 'held', code: 'NL', point: POINT, words: holdWords('fr', POINT.name) })
  story.records({ type: 'held', reason: 'no-code', labels: ['PARCEL-1', 'PARCEL-2'], code: 'NL' })
})

test('R13: no code under identity opens the identity check; the codes stay open', () => {
  const story = given(atTheDoor('kse')).when(courier.noCode())
  story.answers({ outcome: 'identity' }).records({ type: 'no-code-declared' })
  story.when(courier.code('right')).answers({ outcome: 'handed-over', code: 'PIN' })
  story.when(courier.noCode()).answers({ outcome: 'identity' }).records()
})

test.each([
  ['declined', { declined: true }],
  ['the name does not match', { nameMatches: false }],
])('R13: an identity check that fails is NL: %s', (_title, over) => {
  const story = given(atTheDoor('kse'), { type: 'no-code-declared' }).when(courier.identity(over))
  story.answers({ outcome: 'held', code: 'NL', point: POINT })
  story.records({ type: 'identity-not-proved' }, { type: 'held', reason: 'no-code' })
})

test('R13: arrival comes before no code, identity check and failure', () => {
  for (const command of [courier.noCode(), courier.identity(), courier.fail(), courier.send()])
    given(onTheRoad('kse')).when(command).refuses('not-arrived')
})

test('R13: arrival is one fact, however often it is told, and says whether it was placed', () => {
  const story = given(onTheRoad('kse')).when(courier.arrive({ placed: true }))
  story
    .records({ type: 'arrived', placed: true })
    .when(courier.arrive())
    .answers({ outcome: 'done' })
    .records()
})

test.each([
  ['absent', 'ABS', 'at-depot'],
  ['refused', 'REF', 'refused'],
  ['address', 'ADR', 'at-depot'],
  ['damaged', 'DMG', 'at-depot'],
] as const)('R13: a failed visit ends it with its code: %s', (reason, code, phase) => {
  const story = given(atTheDoor('chronopost')).when(courier.fail({ reason }))
  story.records({ type: 'visit-failed', reason, code })
  expect(story.after).toMatchObject({ phase, parcels: [{ place: 'vehicle' }], visit: { open: false } })
})

test.each(['ru', 'fr', 'en'] as const)(
  'R14: the courier gets the words in the recipient’s language: %s',
  (locale) => {
    const answer = { outcome: 'held', words: holdWords(locale, POINT.name) } as const
    given(atTheDoor('chronopost', { locale })).when(courier.noCode()).answers(answer)
    expect(holdWords(locale, POINT.name)).toContain(POINT.name)
    expect(holdWords(locale, null)).not.toContain(POINT.name)
  },
)

test('R14: NL holds every parcel not handed over, and those only', () => {
  const story = given(
    atTheDoor('chronopost', { parcels: 3 }),
    { type: 'handed-over', labels: ['PARCEL-2'], of: 3, proof: 'pin', code: 'D7' },
    backAtDepot(['PARCEL-1', 'PARCEL-3']),
    nextVisit,
    arrived,
  ).when(courier.noCode())
  story.records({ type: 'held', labels: ['PARCEL-1', 'PARCEL-3'] })
  expect(story.after.parcels.map((parcel) => parcel.place)).toEqual(['to-point', 'recipient', 'to-point'])
})

test('R14: with no point near it goes back to the depot, which alone makes it be there', () => {
  const story = given(noPoint('chronopost')).when(courier.noCode())
  story.answers({ outcome: 'held', code: 'NL', point: null, words: holdWords('fr', null) })
  expect(story.after).toMatchObject({ phase: 'at-depot', parcels: [{ place: 'vehicle' }] })
  story.when(SCHEDULE).refuses('not-at-depot')
})

test('R14: after NL back to the depot there is another visit while attempts are left', () => {
  given(noPoint('chronopost'), wrongCodes(4))
    .when(courier.noCode())
    .when({ type: 'receive-at-depot', labels: ['PARCEL-1'] })
    .when(SCHEDULE)
    .records({ type: 'scheduled' })
})

test('R14: after NL back to the depot with no attempts left there is no other visit', () => {
  const receive: Command = { type: 'receive-at-depot', labels: ['PARCEL-1'] }
  given(noPoint('chronopost'), wrongCodes(4))
    .when(courier.code('wrong'))
    .when(receive)
    .when(SCHEDULE)
    .refuses('no-attempts-left')
  given(noPoint('kse'), wrongCodes(5))
    .when(courier.identity({ declined: true }))
    .when(receive)
    .when(SCHEDULE)
    .refuses('no-attempts-left')
})

test('R16: the identity check only after no code or after five wrong, else not-yet', () => {
  given(atTheDoor('kse')).when(courier.identity()).refuses('not-yet')
  given(atTheDoor('kse'), wrongCodes(4)).when(courier.identity()).refuses('not-yet')
  given(atTheDoor('kse'), wrongCodes(5)).when(courier.identity()).answers({ outcome: 'handed-over' })
  given(atTheDoor('kse'), { type: 'no-code-declared' })
    .when(courier.identity())
    .answers({ outcome: 'handed-over', code: 'ID' })
})

test('R16: a policy without it never has it, however the codes went', () => {
  given(atTheDoor('chronopost')).when(courier.identity()).refuses('not-yet')
  given(atTheDoor('chronopost'), wrongCodes(4)).when(courier.identity()).refuses('not-yet')
})

test('R16: it records document type and signature, nothing else of the document', () => {
  const story = given(atTheDoor('kse'), told('kse'), { type: 'no-code-declared' }).when(courier.identity())
  expect(story.facts).toEqual([
    {
      type: 'handed-over',
      labels: ['PARCEL-1'],
      of: 1,
      proof: 'identity',
      code: 'ID',
      documentType: 'passport',
      signed: 'drawn',
      // The fact names who invited the session, and when (R42).
      hands: { invitedBy: 'dispatcher-1', invitedAt: INVITED_AT },
    },
  ])
})

test('R16: the signature is required where the policy has it', () => {
  const declared = { type: 'no-code-declared' } as const
  given(atTheDoor('kse'), declared)
    .when(courier.identity({ signed: false }))
    .refuses('signature-required')
  given(atTheDoor('kse', { policy: { signature: ['link'] } }), declared)
    .when(courier.identity({ signed: false }))
    .answers({ outcome: 'handed-over' })
})

test('R16: "no code" of one visit opens nothing in the next', () => {
  given(atTheDoor('kse'), { type: 'no-code-declared' }, missed, backAtDepot(['PARCEL-1']), nextVisit, arrived)
    .when(courier.identity())
    .refuses('not-yet')
})

test('R18: a courier whose identity check is blocked can only hold', () => {
  const blocked = IDENTITY_BLOCKED
  given(atTheDoor('kse')).when(courier.noCode({ blocked })).answers({ outcome: 'held', code: 'NL' })
  given(atTheDoor('kse'), wrongCodes(5)).when(courier.noCode({ blocked })).records({ reason: 'wrong-code' })
  given(atTheDoor('kse'), wrongCodes(5)).when(courier.identity({ blocked })).refuses('blocked')
})
