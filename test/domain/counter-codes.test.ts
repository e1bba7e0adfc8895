import { expect, test } from 'vitest'
import { statusOf } from '../../worker/api/problem.ts'
import {
  clerk,
  dropOff,
  droppedOff,
  issued,
  OTHER_POINT,
  underway,
  waiting,
  wrongAtCounter,
} from './at-the-point.ts'
import { arrived, atTheDoor, claimed, given, noClaims, scanned, stateOf, wrongCodes } from './given.ts'

const TWO = { parcels: 2 } as const
const ELSEWHERE = { pointId: OTHER_POINT.id }
const PIN_ONLY = { policy: { counter: ['pin' as const] } }

test('R28: after NL the new code issues the parcel where the policy gives one', () => {
  const story = given(waiting('kse')).when(clerk.code('right'))
  story.answers({ outcome: 'handed-over', code: 'PIN' })
  story.records({ type: 'handed-over', labels: ['PARCEL-1'], of: 1, proof: 'pin', pointId: 'p1' })
  expect(story.after).toMatchObject({ phase: 'handed-over', parcels: [{ place: 'recipient' }] })
})

test('R28: the code of the door is dead with NL, the one at the counter is another', () => {
  const door = stateOf(atTheDoor('kse'))
  const hold = stateOf(underway('kse'))
  const counter = stateOf(waiting('kse'))
  expect(hold.secret).toBeGreaterThan(door.secret)
  expect(hold.secretSent).toBeLessThan(hold.secret)
  expect(counter.secret).toBeGreaterThan(door.secret)
  expect(counter.secretSent).toBe(counter.secret)
})

test('R28: chronopost takes no code after NL, and compares none', () => {
  for (const proof of ['pin', 'qr'] as const)
    given(waiting('chronopost')).when(clerk.code('never compared', { proof })).refuses('not-accepted')
})

test.each(['kse', 'chronopost'] as const)(
  'R28: addressed to the point from the start, its code is taken: %s',
  (profile) => {
    for (const proof of ['pin', 'qr'] as const) {
      const story = given(droppedOff(profile)).when(clerk.code('right', { proof }))
      story.answers({ outcome: 'handed-over' }).records({ type: 'handed-over', proof, pointId: 'p1' })
    }
    expect(stateOf(droppedOff(profile))).toMatchObject({ secret: 1, secretSent: 1 })
  },
)

test('R28: nothing is issued before the point has it', () => {
  for (const story of [
    underway('kse'),
    [...dropOff('kse'), arrived, { type: 'declared-at-point' as const, labels: ['PARCEL-1'] }],
  ])
    for (const command of [
      clerk.code('never compared'),
      clerk.identity(),
      clerk.scan(),
      clerk.refuse(),
      clerk.extend(),
      clerk.sendBack(),
    ])
      given(story).when(command).refuses('not-received')
})

test('R28: another point’s staff find nothing, in every state and by every call', () => {
  const states = [
    dropOff('kse'),
    underway('kse'),
    waiting('kse'),
    droppedOff('chronopost'),
    [...waiting('kse'), claimed],
  ]
  states.push([...waiting('kse'), issued(['PARCEL-1'], 1)], [...waiting('kse'), ...wrongAtCounter(5)])
  for (const story of states)
    for (const command of [
      clerk.code('never compared', ELSEWHERE),
      clerk.code('never compared', { ...ELSEWHERE, malformed: true }),
      clerk.identity(ELSEWHERE),
      clerk.scan(ELSEWHERE),
      clerk.refuse(ELSEWHERE),
      clerk.extend(ELSEWHERE),
      clerk.sendBack(ELSEWHERE),
    ])
      given(story).when(command).refuses('not-found')
})

test('R28: the label scanned in the act has to be one that is there', () => {
  for (const labels of [['ELSEWHERE'], ['PARCEL-2'], ['PARCEL-1', 'ELSEWHERE'], []]) {
    given(waiting('kse')).when(clerk.code('never compared', { labels })).refuses('wrong-parcel')
    given(waiting('kse')).when(clerk.identity({ labels })).refuses('wrong-parcel')
    given(waiting('kse')).when(clerk.scan({ labels })).refuses('wrong-parcel')
    given(waiting('kse')).when(clerk.refuse({ labels })).refuses('wrong-parcel')
    given(waiting('kse')).when(clerk.sendBack({ labels })).refuses('wrong-parcel')
  }
  given(waiting('kse'))
    .when(clerk.code('right', { labels: ['waybill-1'] }))
    .answers({ outcome: 'handed-over' })
})

test('R28: five codes of its own, whatever the door used up; then the identity check', () => {
  const four = given(atTheDoor('kse'), wrongCodes(5), waiting('kse').slice(4), wrongAtCounter(3)).when(
    clerk.code('wrong'),
  )
  four.answers({ outcome: 'wrong', left: 1 }).records({ type: 'code-refused', left: 1, pointId: 'p1' })
  const fifth = four.when(clerk.code('wrong'))
  fifth.answers({ outcome: 'identity', left: 0 }).records({ type: 'code-refused', left: 0, pointId: 'p1' })
  expect(fifth.after).toMatchObject({ evaluated: 5, evaluatedAtCounter: 5 })
  fifth.when(clerk.scan()).refuses('not-accepted')
  fifth.when(clerk.identity()).answers({ outcome: 'handed-over', code: 'ID' })
})

test('R28: a closed counter answers right and wrong codes, PIN and QR alike, and compares nothing', () => {
  const states = [
    [...waiting('kse'), ...wrongAtCounter(5)],
    [...waiting('kse'), ...wrongAtCounter(5), issued(['PARCEL-1'], 1)],
  ]
  for (const story of states)
    for (const over of [{}, { proof: 'qr' as const }, { foreign: true }, { labels: ['ELSEWHERE'] }])
      given(story).when(clerk.code('never compared', over)).answers({ outcome: 'closed' }).records()
})

test('R28: without an identity check five wrong codes send it back', () => {
  const story = given(droppedOff('kse', PIN_ONLY), wrongAtCounter(4)).when(clerk.code('wrong'))
  story.answers({ outcome: 'closed' })
  story.records(
    { type: 'code-refused', left: 0 },
    { type: 'return-ordered', reason: 'no-proof-left', code: 'RTS' },
  )
  expect(story.after).toMatchObject({ phase: 'returned', parcels: [{ place: 'point', toSender: true }] })
  story.when(clerk.code('never compared')).answers({ outcome: 'closed' }).records()
  story.when(clerk.identity()).refuses('shipment-over')
})

test('R28: what is free at the counter costs no attempt', () => {
  given(waiting('kse'))
    .when(clerk.code('never compared', { malformed: true }))
    .refuses('malformed-code')
  given(waiting('kse'))
    .when(clerk.code('never compared', { foreign: true }))
    .answers({ outcome: 'wrong-parcel' })
    .records()
  expect(statusOf('malformed-code')).toBe(400)
})

test('R18: a blocked clerk’s PIN is refused, free, and their QR scanner goes on', () => {
  const blocked = { pin: true, identity: false }
  given(waiting('kse')).when(clerk.code('never compared', { blocked })).refuses('blocked')
  given(waiting('kse'))
    .when(clerk.code('right', { blocked, proof: 'qr' }))
    .answers({ outcome: 'handed-over' })
})

test('R28: a second hold has the codes that the first one left, never five more', () => {
  // The second parcel got lost on the way, was found at the depot, and goes out again.
  const story = given(
    underway('kse', TWO),
    [{ type: 'received-at-point', pointId: 'p1', labels: ['PARCEL-1'] }],
    { type: 'unexplained', labels: ['PARCEL-2'], why: 'not-at-point' },
    wrongAtCounter(4),
    { type: 'received-at-depot', labels: ['PARCEL-2'], code: 'DEP' },
  ).when(clerk.code('right'))
  const second = story
    .when({ type: 'choose-point', point: OTHER_POINT })
    .when(clerk.receive('PARCEL-2', ELSEWHERE))
  second
    .when(clerk.code('never compared', { ...ELSEWHERE, labels: ['PARCEL-2'] }))
    .answers({ outcome: 'closed' })
  expect(second.after).toMatchObject({ evaluatedAtCounter: 5, hold: { receivedAt: expect.any(Number) } })
})

test('R21: a claim at the counter stops every call there until it is decided', () => {
  const story = [...waiting('kse'), scanned(), noClaims, claimed]
  for (const command of [
    clerk.code('never compared'),
    clerk.identity(),
    clerk.scan(),
    clerk.refuse(),
    clerk.extend(),
    clerk.sendBack(),
  ])
    given(story).when(command).refuses('claim-open')
})
