import { expect, test } from 'vitest'
import type { Fact } from '../../worker/domain/event.ts'
import {
  clerk,
  closeStop,
  droppedOff,
  extend,
  issued,
  orderReturn,
  passTime,
  receiveAtDepot,
  underway,
  waiting,
} from './at-the-point.ts'
import {
  atTheDoor,
  claimed,
  given,
  MINUTE,
  missed,
  NOW,
  OTHER_PHONE,
  onTheRoad,
  PHONE,
  scanned,
} from './given.ts'

const TWO = { parcels: 2 } as const
const HOUR = 60 * MINUTE
const refused: Fact = { type: 'refused-at-point', pointId: 'p1', labels: ['PARCEL-1'], code: 'REF' }

test('R29: the recipient extends once, before or after the point has it', () => {
  for (const story of [underway('kse'), waiting('kse'), waiting('chronopost'), droppedOff('chronopost')]) {
    const once = given(story).when(extend).records({ type: 'storage-extended' })
    expect(once.after.hold?.extended).toBe(true)
    once.when(extend).refuses('already-extended')
  }
  given(underway('kse')).when(extend).when(clerk.receive()).when(clerk.extend()).refuses('already-extended')
})

test('R29: the counter extends what it has, once, whoever asked first', () => {
  given(waiting('kse'))
    .when(clerk.extend())
    .records({ type: 'storage-extended' })
    .when(extend)
    .refuses('already-extended')
  given(underway('kse')).when(clerk.extend()).refuses('not-received')
})

test('R29: an extension is reminded of anew', () => {
  const story = given(waiting('kse'), { type: 'reminded' }).when(extend)
  expect(story.after.hold?.reminded).toBe(false)
  story.when(passTime('reminder')).records({ type: 'reminded' })
})

test('R29: there is nothing to extend at the door, after the end, or by a dead link', () => {
  given(onTheRoad('kse')).when(extend).refuses('shipment-over')
  given(waiting('kse')).when(orderReturn).when(extend).refuses('link-expired')
  given(waiting('kse')).when({ type: 'send', what: 'link' }).when(extend).refuses('link-superseded')
  given(waiting('kse'), scanned())
    .when({ type: 'extend', session: OTHER_PHONE, link: 1 })
    .refuses('link-owned')
  given(waiting('kse'), claimed).when(extend).refuses('claim-open')
})

test('R25: the link that took a part shows its receipt and extends nothing of the rest', () => {
  const story = given(waiting('kse', TWO)).when(clerk.identity(), NOW)
  story.when(extend, NOW + HOUR).refuses('link-finished')
  story.when({ type: 'extend', session: PHONE, link: 2 }, NOW + HOUR).records({ type: 'storage-extended' })
})

test('R29: the end of storage sends back what is there, with one code; then the point hands it on', () => {
  const story = given(waiting('chronopost')).when(passTime('storage-end'))
  story.records({ type: 'return-ordered', reason: 'storage-ended', labels: ['PARCEL-1'], code: 'RTS' })
  expect(story.after).toMatchObject({ phase: 'returned', parcels: [{ place: 'point', toSender: true }] })
  for (const command of [clerk.identity(), clerk.extend(), clerk.refuse()])
    story.when(command).refuses('shipment-over')
  expect(story.when(clerk.sendBack()).records({ type: 'left-for-sender' }).after.parcels).toMatchObject([
    { place: 'sender' },
  ])
})

test('R29: due days do a thing once, and nothing when it is no longer due', () => {
  const reminded = given(waiting('kse')).when(passTime('reminder')).records({ type: 'reminded' })
  reminded.when(passTime('reminder')).records()
  const ended = given(waiting('kse'))
    .when(passTime('reminder', 'storage-end'))
    .records({ type: 'return-ordered' })
  ended.when(passTime('reminder', 'storage-end')).records()
  for (const story of [
    underway('kse'),
    [...waiting('kse'), issued(['PARCEL-1'], 1)],
    [...waiting('kse'), refused],
    [...waiting('kse'), claimed],
    onTheRoad('kse'),
  ])
    given(story).when(passTime('reminder', 'storage-end')).answers({ outcome: 'done' }).records()
})

test('R29: a part that was refused or issued is out of it; the rest of the storage goes on', () => {
  given(waiting('kse', TWO), refused)
    .when(passTime('storage-end'))
    .records({ labels: ['PARCEL-2'] })
  const rest = given(waiting('kse', TWO), issued(['PARCEL-1'], 2))
    .when(passTime('storage-end'))
    .records({ labels: ['PARCEL-2'] })
  expect(rest.after.phase).toBe('returned')
})

test('R26: underway past the point’s next opening day is unexplained, until somebody has it', () => {
  const story = given(underway('kse')).when(passTime('not-at-point'))
  story.records({ type: 'unexplained', labels: ['PARCEL-1'], why: 'not-at-point' })
  expect(story.after).toMatchObject({ phase: 'held', parcels: [{ place: 'unexplained' }] })
  story.when(passTime('not-at-point')).records()
  story
    .when(clerk.receive())
    .answers({ outcome: 'expected' })
    .when(clerk.identity())
    .answers({ outcome: 'handed-over' })
  expect(story.when(receiveAtDepot('PARCEL-1')).after).toMatchObject({
    phase: 'at-depot',
    hold: null,
    parcels: [{ place: 'depot' }],
  })
})

test('R26: declared back and not received in twelve hours, each from its own declaration', () => {
  const two = atTheDoor('kse', TWO)
  const story = given(two, { ...missed, labels: ['PARCEL-1', 'PARCEL-2'] }).when(
    closeStop(['PARCEL-1', 'PARCEL-2']),
    NOW,
  )
  story.when(passTime('not-received'), NOW + 12 * HOUR - 1).records()
  story
    .when(passTime('not-received'), NOW + 12 * HOUR)
    .records({ type: 'unexplained', labels: ['PARCEL-1', 'PARCEL-2'], why: 'not-received' })
  const one = given(underway('kse', TWO))
    .when(closeStop(['PARCEL-1']), NOW)
    .when(closeStop(['PARCEL-2']), NOW + 11 * HOUR)
  one.when(passTime('not-received'), NOW + 12 * HOUR).records({ labels: ['PARCEL-1'] })
  story
    .when(receiveAtDepot('PARCEL-1', 'PARCEL-2'), NOW + HOUR)
    .when(passTime('not-received'), NOW + 13 * HOUR)
    .records()
})
