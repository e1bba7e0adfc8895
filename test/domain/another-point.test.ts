import { expect, test } from 'vitest'
import {
  choosePoint,
  clerk,
  dispatch,
  dropOff,
  held,
  issued,
  LOCKER,
  OTHER_POINT,
  orderReturn,
  receiveAtDepot,
  received,
  schedule,
  underway,
  waiting,
} from './at-the-point.ts'
import {
  announced,
  atTheDoor,
  backAtDepot,
  claimed,
  courier,
  given,
  missed,
  onRound,
  onTheRoad,
  POINT,
} from './given.ts'

const TWO = { parcels: 2 } as const
const ELSEWHERE = { pointId: OTHER_POINT.id }

test('R14: the dispatcher chooses another point until the point has it', () => {
  const story = given(underway('kse')).when(choosePoint(OTHER_POINT))
  story.records({ type: 'point-chosen', point: OTHER_POINT, labels: [] })
  story.when(clerk.receive()).answers({ outcome: 'wrong-point' })
  story.when(clerk.receive('PARCEL-1', ELSEWHERE)).answers({ outcome: 'expected' })
  given(underway('kse')).when(choosePoint(POINT)).records()
  given(waiting('kse')).when(choosePoint(OTHER_POINT)).refuses('already-received')
  given(waiting('kse')).when(choosePoint(POINT)).refuses('already-received')
})

test('R14: before, at and after the door: what a choice of point does', () => {
  given(announced('kse')).when(choosePoint(OTHER_POINT)).refuses('not-out-for-delivery')
  given(onRound('kse')).when(choosePoint(OTHER_POINT)).refuses('not-out-for-delivery')
  const road = given(onTheRoad('chronopost'))
    .when(choosePoint(OTHER_POINT))
    .records({ type: 'point-chosen', labels: [] })
  road.when(courier.arrive()).when(courier.noCode()).answers({ outcome: 'held', point: OTHER_POINT })
  given(atTheDoor('kse'), missed).when(choosePoint(POINT)).refuses('not-at-depot')
  const depot = given(atTheDoor('kse'), missed, backAtDepot(['PARCEL-1'])).when(choosePoint(POINT))
  expect(depot.records({ labels: ['PARCEL-1'] }).after).toMatchObject({
    phase: 'held',
    hold: { point: POINT },
    parcels: [{ place: 'to-point' }],
  })
  given(atTheDoor('kse'), claimed).when(choosePoint(POINT)).refuses('claim-open')
  given(waiting('kse'), issued(['PARCEL-1'], 1))
    .when(choosePoint(POINT))
    .refuses('shipment-over')
})

test('R14: no hold goes to a locker, only what was addressed to one', () => {
  given(underway('kse')).when(choosePoint(LOCKER)).refuses('not-accepted')
  given(onTheRoad('kse')).when(choosePoint(LOCKER)).refuses('not-accepted')
  const story = given(dropOff('kse')).when(choosePoint(LOCKER)).records({ point: LOCKER, labels: [] })
  expect(story.after.destination).toEqual(LOCKER)
})

test('R14: a drop-off goes to another point than its own, also to the one nearest to the address', () => {
  const story = given(announced('kse', { destination: OTHER_POINT }), onTheRoad('kse').slice(1)).when(
    choosePoint(POINT),
  )
  expect(story.records({ type: 'point-chosen' }).after.destination).toEqual(POINT)
})

test('R14: after NL without a point or attempts a point or a return is left', () => {
  const back = given(atTheDoor('chronopost'), held(['PARCEL-1'], null)).when(receiveAtDepot('PARCEL-1'))
  back
    .when(choosePoint(POINT))
    .when(clerk.receive())
    .when(clerk.identity())
    .answers({ outcome: 'handed-over' })
  expect(
    back.when(orderReturn).records({ type: 'return-ordered', reason: 'dispatcher', code: 'RTS' }).after.phase,
  ).toBe('returned')
})

test('R24: what a point issued is behind the rest: a round, a point of its own, or the same one', () => {
  const rest = given(underway('kse', TWO), received('PARCEL-1'), {
    type: 'unexplained',
    labels: ['PARCEL-2'],
    why: 'not-at-point',
  }).when(receiveAtDepot('PARCEL-2'))
  rest.when(choosePoint(OTHER_POINT)).refuses('already-received')
  const joins = rest.when(choosePoint(POINT)).records({ type: 'point-chosen', labels: ['PARCEL-2'] })
  expect(joins.when(clerk.receive('PARCEL-2')).after.parcels).toMatchObject([
    { place: 'point' },
    { place: 'point' },
  ])
  const alone = rest.when(clerk.identity())
  expect(alone.after.phase).toBe('partly-handed-over')
  expect(alone.when(choosePoint(OTHER_POINT)).after.hold).toMatchObject({
    point: OTHER_POINT,
    receivedAt: null,
    ready: false,
  })
  const round = alone.when(schedule())
  expect(round.records({ type: 'scheduled' }).after.hold).toBeNull()
})

test('R24: what is lost, or with its sender, holds back nothing that is at the depot', () => {
  const lost = given(
    atTheDoor('kse', TWO),
    { ...missed, labels: ['PARCEL-1', 'PARCEL-2'] },
    backAtDepot(['PARCEL-1']),
    { type: 'unexplained', labels: ['PARCEL-2'], why: 'not-received' },
  ).when(schedule())
  const out = lost.records({ type: 'scheduled' }).when(dispatch())
  expect(out.after.parcels.map(({ place }) => place)).toEqual(['vehicle', 'unexplained'])
  out.when(receiveAtDepot('PARCEL-1')).refuses('on-a-round')
  out.when(receiveAtDepot('PARCEL-2')).records({ type: 'received-at-depot', labels: ['PARCEL-2'] })
})
