import { expect, test } from 'vitest'
import type { Fact } from '../../worker/domain/event.ts'
import type { ChannelName } from '../../worker/domain/terms.ts'
import {
  announced,
  arrived,
  atTheDoor,
  backAtDepot,
  dispatched,
  type Given,
  missed,
  nextVisit,
  onRound,
  onTheRoad,
  POINT,
  scheduled,
  stateOf,
} from './given.ts'

const KSE: ChannelName[] = ['sms', 'email', 'messenger']
const CHRONOPOST: ChannelName[] = ['email', 'sms']
const handedOver: Fact = { type: 'handed-over', labels: ['PARCEL-1'], of: 1, proof: 'pin', code: 'D7' }
const byIdentity: Fact = { ...handedOver, proof: 'identity', code: 'ID' }
const held: Fact = { type: 'held', reason: 'no-code', labels: ['PARCEL-1'], code: 'NL', point: POINT }

/** Returns the messages that the last fact of a story orders. */
function told(...story: (Fact | readonly Fact[])[]) {
  const { unsent, seq } = stateOf(...story)
  return unsent.filter(({ about }) => about === seq).map(({ order }) => order)
}

test('R5: kse tells at release, and what comes of it', () => {
  expect(told(announced('kse'))).toEqual([])
  expect(told(onRound('kse'))).toEqual([])
  expect(told(onTheRoad('kse'))).toEqual([{ cause: 'released', channels: KSE, secret: true }])
  expect(told(atTheDoor('kse'))).toEqual([])
  expect(told(atTheDoor('kse'), missed)).toEqual([{ cause: 'failed', channels: KSE, secret: false }])
  expect(told(atTheDoor('kse'), held)).toEqual([{ cause: 'held', channels: KSE, secret: false }])
  expect(told(atTheDoor('kse'), handedOver)).toEqual([{ cause: 'receipt', channels: KSE, secret: false }])
})

test('R5: chronopost tells at announcement and when it is put on a round, not at release', () => {
  expect(told(announced('chronopost'))).toEqual([{ cause: 'announced', channels: CHRONOPOST, secret: true }])
  expect(told(onRound('chronopost'))).toEqual([{ cause: 'scheduled', channels: CHRONOPOST, secret: true }])
  expect(told(onTheRoad('chronopost'))).toEqual([])
})

test('R5: only on channels for which there is a contact', () => {
  const mailOnly: Given = { contacts: { hasPhone: false, hasEmail: true } }
  const phoneOnly: Given = { contacts: { hasPhone: true, hasEmail: false } }
  expect(told(onTheRoad('kse', mailOnly))).toMatchObject([{ channels: ['email'] }])
  expect(told(onTheRoad('kse', phoneOnly))).toMatchObject([{ channels: ['sms', 'messenger'] }])
})

test('R5: only on channels the moment lists', () => {
  const given: Given = { policy: { moments: { released: ['sms'] } } }
  expect(told(onTheRoad('kse', given))).toMatchObject([{ channels: ['sms'] }])
})

test('R5: a secret no moment told is told at the latest on dispatch, on every channel', () => {
  const silent: Given = { policy: { moments: {} } }
  expect(told(announced('kse', silent))).toEqual([])
  expect(told(onTheRoad('kse', silent))).toEqual([{ cause: 'released', channels: KSE, secret: true }])
  // The moment's channel reaches nobody, so that moment did not tell the secret either.
  const mailOnly: Given = {
    policy: { moments: { announced: ['email'] } },
    contacts: { hasPhone: true, hasEmail: false },
  }
  expect(told(onTheRoad('kse', mailOnly))).toMatchObject([{ cause: 'released', secret: true }])
})

test('R5: what was told is not told again on dispatch unless the policy says so', () => {
  const early: Given = { policy: { moments: { announced: ['sms'] } } }
  expect(told(onTheRoad('kse', early))).toEqual([])
  expect(told(onTheRoad('kse', early), missed, backAtDepot(['PARCEL-1']), nextVisit)).toEqual([])
})

test('R5: "accepted" is the first depot receipt, not what comes back from a visit', () => {
  const accepted: Given = { parcels: 2, policy: { moments: { accepted: ['sms'] } } }
  const first = [announced('kse', accepted), backAtDepot(['PARCEL-1'])]
  expect(told(first)).toEqual([{ cause: 'accepted', channels: ['sms'], secret: true }])
  expect(told(first, backAtDepot(['PARCEL-2']))).toEqual([])
  expect(told(first, scheduled, dispatched, arrived, missed, backAtDepot(['PARCEL-1']))).toEqual([])
  expect(told(announced('kse', accepted), scheduled, dispatched, missed, backAtDepot(['PARCEL-1']))).toEqual(
    [],
  )
})

test('R5: a drop-off is told no code before the point is ready', () => {
  const dropOff: Given = { destination: POINT }
  for (const story of [
    [announced('chronopost', dropOff)],
    onRound('chronopost', dropOff),
    onTheRoad('kse', dropOff),
  ])
    for (const order of told(story)) expect(order.secret).toBe(false)
  expect(told(onTheRoad('kse', { ...dropOff, policy: { moments: {} } }))).toEqual([])
})

test('R5: an ordinary shipment has no secret and no messages', () => {
  const business: Given = { kind: 'business' }
  for (const story of [onTheRoad('kse', business), [announced('chronopost', business)]])
    expect(told(story)).toEqual([])
})

test('R8: a message on demand goes to the announced contact alone, whatever the moments', () => {
  const resent: Fact = { type: 'sent-on-demand', what: 'code' }
  const given: Given = { policy: { moments: {} }, contacts: { hasPhone: true, hasEmail: false } }
  expect(told(onTheRoad('kse', given), resent)).toEqual([
    { cause: 'resend', channels: ['sms', 'messenger'], secret: true },
  ])
})

test('R8: the policy’s moments count towards no limit', () => {
  expect(stateOf(onTheRoad('chronopost')).sends.count).toBe(0)
  expect(stateOf(onTheRoad('chronopost'), { type: 'sent-on-demand', what: 'link' }).sends.count).toBe(1)
})

test('R16: a release against an identity document is told at once on every channel', () => {
  const silent: Given = { policy: { moments: {} } }
  expect(told(atTheDoor('kse', silent), byIdentity)).toEqual([
    { cause: 'identity', channels: KSE, secret: false },
  ])
})

test('R24: what is left after a partial hand-over is told its new secret at the next moment', () => {
  const partly: Fact = { ...handedOver, of: 2 }
  const early: Given = { parcels: 2, policy: { moments: { announced: ['sms'] } } }
  const story = [...atTheDoor('kse', early), partly, backAtDepot(['PARCEL-2'])]
  expect(told(story)).toEqual([])
  expect(told(story, nextVisit)).toEqual([{ cause: 'released', channels: KSE, secret: true }])
})
