import { expect, test } from 'vitest'
import { alertFor } from '../../worker/domain/effects.ts'
import type { Fact } from '../../worker/domain/event.ts'
import type { Shipment } from '../../worker/domain/state.ts'
import { clerk, closeStop, dropOff, OTHER_POINT, orderReturn, underway } from './at-the-point.ts'
import {
  announced,
  arrived,
  atTheDoor,
  courier,
  given,
  missed,
  NOW,
  onRound,
  onTheRoad,
  POINT,
  stateOf,
} from './given.ts'

const TWO = { parcels: 2 } as const
const ELSEWHERE = { pointId: OTHER_POINT.id }

/** Nothing changes hands, but the scan counts as one of ours and protects the label (R41). */
const seenNow = ({ parcels }: Shipment) => parcels.map((parcel) => ({ ...parcel, scannedAt: NOW }))

test('R28: the point’s receipt makes it be there, and repeated it is the same receipt', () => {
  const story = given(underway('kse')).when(clerk.receive('PARCEL-1', { shelf: 'A3' }))
  story
    .answers({ outcome: 'expected' })
    .records({ type: 'received-at-point', pointId: 'p1', labels: ['PARCEL-1'], shelf: 'A3' })
  expect(story.after).toMatchObject({ phase: 'held', parcels: [{ place: 'point', shelf: 'A3' }] })
  story.when(clerk.receive()).answers({ outcome: 'expected' }).records()
  story.when(clerk.receive('PARCEL-1', { shelf: 'A3' })).records()
  const moved = story.when(clerk.receive('PARCEL-1', { shelf: 'B1' })).answers({ outcome: 'expected' })
  moved.records({ type: 'shelved', shelf: 'B1' })
  expect(moved.after.parcels).toMatchObject([{ place: 'point', shelf: 'B1' }])
})

test('R28: by the waybill too where there is one parcel, and by no other text', () => {
  given(underway('kse')).when(clerk.receive('waybill-1')).answers({ outcome: 'expected' })
  given(underway('kse', TWO)).when(clerk.receive('waybill-1')).refuses('wrong-parcel')
  given(underway('kse')).when(clerk.receive('RUBBISH')).refuses('wrong-parcel')
})

test('R28: what is ordered elsewhere is "wrong point": nothing changes hands, and the alert comes once', () => {
  for (const story of [underway('kse'), dropOff('kse')]) {
    const found = given(story).when(clerk.receive('PARCEL-1', ELSEWHERE)).answers({ outcome: 'wrong-point' })
    found.records({ type: 'found-at-point', pointId: 'p2', labels: ['PARCEL-1'] })
    expect(found.facts.map(alertFor)).toEqual(['misplaced'])
    expect(found.after.parcels).toEqual(seenNow(stateOf(story)))
    found.when(clerk.receive('PARCEL-1', ELSEWHERE)).answers({ outcome: 'wrong-point' }).records()
    found
      .when(clerk.receive('PARCEL-1', { pointId: 'p9' }))
      .records({ type: 'found-at-point', pointId: 'p9' })
    // Its own point can still receive it.
    found.when(clerk.receive()).records({ type: 'received-at-point' })
  }
})

test('R28: what is ordered nowhere is "unexpected": on the road, at the depot, with its recipient', () => {
  const done = [
    ...atTheDoor('kse'),
    { type: 'handed-over' as const, labels: ['PARCEL-1'], of: 1, proof: 'pin' as const, code: 'PIN' },
  ]
  for (const story of [
    [announced('kse')],
    onRound('kse'),
    onTheRoad('kse'),
    [...atTheDoor('kse'), missed],
    done,
  ]) {
    const found = given(story).when(clerk.receive()).answers({ outcome: 'unexpected' })
    found.records({ type: 'found-at-point' })
    expect(found.after).toMatchObject({ parcels: seenNow(stateOf(story)), phase: stateOf(story).phase })
  }
})

test('R28: a drop-off ends with the point’s scan: from the vehicle, from the depot, after the courier’s word', () => {
  const stories: [Fact[], 'undeclared' | 'expected'][] = [
    [dropOff('kse'), 'undeclared'],
    [[announced('kse', { destination: POINT })], 'undeclared'],
    [onRound('kse', { destination: POINT }), 'undeclared'],
    [[...dropOff('kse'), arrived], 'expected'],
    [[...dropOff('kse'), arrived, { type: 'declared-at-point' as const, labels: ['PARCEL-1'] }], 'expected'],
  ]
  for (const [story, outcome] of stories) {
    const done = given(story).when(clerk.receive()).answers({ outcome })
    expect(done.after).toMatchObject({
      phase: 'held',
      parcels: [{ place: 'point' }],
      hold: { receivedAt: expect.any(Number) },
    })
    expect(done.after.visit?.open ?? false).toBe(false)
    // Custody is recorded either way. An issue by document also needs somebody else to say how the parcel
    // came there.
    if (outcome === 'expected') done.when(clerk.identity()).answers({ outcome: 'handed-over' })
    else done.when(clerk.identity()).refuses('receipt-unconfirmed')
    done.when(clerk.code('right')).answers({ outcome: 'handed-over' })
  }
})

test('R28: every parcel of a drop-off is received, one scan each', () => {
  const story = given(dropOff('chronopost', TWO), arrived).when(clerk.receive('PARCEL-1'))
  const both = story
    .when(clerk.receive('PARCEL-2'))
    .records({ type: 'received-at-point', labels: ['PARCEL-2'] })
  expect(both.after.parcels.map(({ place }) => place)).toEqual(['point', 'point'])
})

test('R26: the end of the round with half of a drop-off scanned: the rest is underway, not lost', () => {
  const story = given(dropOff('chronopost', TWO), arrived).when(clerk.receive('PARCEL-1')).when(closeStop())
  story.answers({ outcome: 'counted', atPoint: ['PARCEL-1'], toPoint: ['PARCEL-2'], unexplained: [] })
  story.records({ type: 'declared-at-point', labels: ['PARCEL-2'] })
  story.when(clerk.receive('PARCEL-2')).records({ type: 'received-at-point' })
})

test('R28: at a drop-off the courier has no proof to use, and can still fail it', () => {
  const story = [...dropOff('kse'), arrived]
  for (const command of [
    courier.code('never compared'),
    courier.noCode(),
    courier.identity(),
    courier.send(),
  ])
    given(story).when(command).refuses('drop-off')
  given(dropOff('kse', { kind: 'business' }), arrived)
    .when(courier.deliver())
    .refuses('drop-off')
  given(story).when(courier.fail()).records({ type: 'visit-failed' })
})

test('R28: what is cancelled or goes back is received too, and given to nobody but its sender', () => {
  const cancelled = given(dropOff('kse')).when({ type: 'cancel' }).when(clerk.receive())
  expect(cancelled.after).toMatchObject({ phase: 'cancelled', parcels: [{ place: 'point' }] })
  const ordered = given(underway('kse')).when(orderReturn).when(clerk.receive())
  expect(ordered.after).toMatchObject({ phase: 'returned', parcels: [{ place: 'point', toSender: true }] })
  for (const story of [cancelled, ordered]) {
    for (const command of [clerk.identity(), clerk.code('never compared'), clerk.scan(), clerk.refuse()])
      story.when(command).refuses('shipment-over')
    const left = story.when(clerk.sendBack())
    expect(left.after).toMatchObject({ phase: story.after.phase, parcels: [{ place: 'sender' }] })
  }
})
