import { expect, test } from 'vitest'
import { attemptsLeft } from '../../worker/domain/reading.ts'
import {
  atTheDoor,
  backAtDepot,
  courier,
  FREE,
  given,
  LABELS,
  missed,
  nextVisit,
  OTHER_COURIER,
  onRound,
  onTheRoad,
  POINT,
  stateOf,
  wrongCodes,
} from './given.ts'

test.each(['pin', 'qr'] as const)('R11: the right %s hands over without a signature, event D7', (proof) => {
  const story = given(atTheDoor('chronopost')).when(courier.code('right', { proof }))
  story.answers({ outcome: 'handed-over', code: 'D7' })
  story.records({ type: 'handed-over', proof, code: 'D7', labels: ['PARCEL-1'], of: 1 })
  expect(story.facts[0]).not.toHaveProperty('signed')
  expect(story.after).toMatchObject({ phase: 'handed-over', parcels: [{ place: 'recipient' }] })
})

test('R11: a carrier without codes of its own gets the neutral one', () => {
  given(atTheDoor('kse')).when(courier.code('right')).answers({ outcome: 'handed-over', code: 'PIN' })
})

test('R12: a wrong code tells what is left of five', () => {
  for (const before of [0, 1, 2, 3]) {
    const story = given(atTheDoor('chronopost'), wrongCodes(before)).when(courier.code('wrong'))
    story.answers({ outcome: 'wrong', left: 4 - before })
    story.records({ type: 'code-refused', left: 4 - before })
  }
})

test('R12: PIN and QR share the five', () => {
  const story = given(atTheDoor('chronopost'), wrongCodes(3))
    .when(courier.code('wrong', { proof: 'qr' }))
    .answers({ outcome: 'wrong', left: 1 })
  story.when(courier.code('wrong')).answers({ outcome: 'held' })
})

test('R12: the fifth wrong code under hold is NL, whatever comes after', () => {
  const story = given(atTheDoor('chronopost'), wrongCodes(4)).when(courier.code('wrong'))
  story.answers({ outcome: 'held', code: 'NL', point: POINT })
  story.records({ type: 'code-refused', left: 0 }, { type: 'held', reason: 'wrong-code', code: 'NL' })
  expect(story.after).toMatchObject({ phase: 'held', parcels: [{ place: 'to-point' }] })
})

test('R12: the fifth wrong code under identity leaves the recipient’s phone and the identity check', () => {
  const story = given(atTheDoor('kse'), wrongCodes(4)).when(courier.code('wrong'))
  story.answers({ outcome: 'identity', left: 0 }).records({ type: 'code-refused', left: 0 })
  expect(story.after.visit).toMatchObject({ open: true })
  story.when(courier.identity()).answers({ outcome: 'handed-over', code: 'ID' })
})

test('R12: the fifth code may still be the right one', () => {
  given(atTheDoor('chronopost'), wrongCodes(4))
    .when(courier.code('right'))
    .answers({ outcome: 'handed-over' })
})

test.each([
  ['chronopost', 'held'],
  ['kse', 'identity'],
] as const)(
  'R12: once closed, nothing is compared and every code of %s gets the same answer',
  (profile, fifth) => {
    const closed = given(atTheDoor(profile), wrongCodes(4))
      .when(courier.code('wrong'))
      .answers({ outcome: fifth })
    const late = closed.when(courier.code('never compared')).records()
    for (const over of [{}, { foreign: true }, { labels: ['PARCEL-1'] }, { labels: ['ELSEWHERE'] }]) {
      const other = closed.when(courier.code('never compared', over))
      expect(JSON.stringify(other.decision)).toBe(JSON.stringify(late.decision))
    }
    expect(late.decision).toEqual({ ok: true, facts: [], answer: { outcome: 'closed' } })
  },
)

test('R12: a resend, a new visit and another courier give no attempt back', () => {
  const shipment = stateOf(
    atTheDoor('chronopost'),
    wrongCodes(3),
    { type: 'sent-on-demand', what: 'code' },
    missed,
    backAtDepot(['PARCEL-1']),
    nextVisit,
    { type: 'moved', roundId: 'round-3', courierId: OTHER_COURIER },
  )
  expect(attemptsLeft(shipment)).toBe(2)
})

test.each([
  ['a malformed code', { malformed: true }, 'malformed-code'],
  ['a proof the policy does not accept', { proof: 'qr' }, 'not-accepted'],
  ['a foreign label', { labels: ['PARCEL-1', 'ELSEWHERE'] }, 'wrong-parcel'],
  ['another courier', { courierId: OTHER_COURIER }, 'not-found'],
  ['a blocked courier', { blocked: { pin: true, identity: false } }, 'blocked'],
] as const)('R12: what is free compares nothing: %s', (_title, over, refusal) => {
  const command = courier.code('never compared', over as Parameters<typeof courier.code>[1])
  given(atTheDoor('kse')).when(command).refuses(refusal)
})

test('R12: a QR of another shipment is wrong-parcel, free and not compared', () => {
  given(atTheDoor('chronopost'))
    .when(courier.code('never compared', { proof: 'qr', foreign: true }))
    .answers({ outcome: 'wrong-parcel' })
    .records()
})

test('R13: arrival comes before any code, and nothing is compared without it', () => {
  for (const proof of ['pin', 'qr'] as const)
    given(onTheRoad('chronopost')).when(courier.code('never compared', { proof })).refuses('not-arrived')
})

test('R18: a block stops the PIN, not the QR', () => {
  const blocked = { ...FREE, pin: true }
  given(atTheDoor('chronopost')).when(courier.code('never compared', { blocked })).refuses('blocked')
  given(atTheDoor('chronopost'))
    .when(courier.code('right', { proof: 'qr', blocked }))
    .answers({ outcome: 'handed-over' })
})

test('R24: a code for two of three closes as exactly that and begins new secrets', () => {
  const story = given(atTheDoor('chronopost', { parcels: 3 }), wrongCodes(1)).when(
    courier.code('right', { labels: ['parcel-1', ' PARCEL-3 '] }),
  )
  story.records({ type: 'handed-over', labels: ['PARCEL-1', 'PARCEL-3'], of: 3 })
  expect(story.after.phase).toBe('partly-handed-over')
  expect(story.after.parcels.map((parcel) => parcel.place)).toEqual(['recipient', 'vehicle', 'recipient'])
  expect(story.after).toMatchObject({ secret: 2, link: 2 })
  // One wrong and one right attempt leave three for the rest.
  expect(attemptsLeft(story.after)).toBe(3)
  // The secrets it used have ended, so the same code is not even compared again at this visit.
  story.when(courier.code('never compared')).answers({ outcome: 'closed' })
})

test('R24: the rest goes on another round, is told its new code there, and completes the shipment', () => {
  const partly = given(atTheDoor('chronopost', { parcels: 2 })).when(
    courier.code('right', { labels: ['PARCEL-1'] }),
  )
  expect(partly.after.secretSent).toBeLessThan(partly.after.secret)
  const story = partly
    .when({ type: 'receive-at-depot', labels: ['PARCEL-2'] })
    .when({ type: 'schedule', roundId: 'round-2', courierId: OTHER_COURIER })
  expect(story.after.secretSent).toBe(story.after.secret)
  story
    .when({ type: 'dispatch', roundId: 'round-2', courierId: OTHER_COURIER, point: POINT })
    .when(courier.arrive({ courierId: OTHER_COURIER }))
    .when(courier.code('right', { courierId: OTHER_COURIER }))
    .records({ type: 'handed-over', labels: ['PARCEL-2'], of: 2 })
})

test('R24: without labels a code hands over all that is on the vehicle', () => {
  given(atTheDoor('kse', { parcels: 3 }))
    .when(courier.code('right'))
    .records({ labels: LABELS })
})

test('R10: before dispatch and to another courier the stop answers nothing', () => {
  given(onRound('chronopost')).when(courier.code('never compared')).refuses('not-out-for-delivery')
  given(onRound('chronopost'))
    .when(courier.code('never compared', { courierId: OTHER_COURIER }))
    .refuses('not-found')
})
