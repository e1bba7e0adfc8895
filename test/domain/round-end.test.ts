import { expect, test } from 'vitest'
import type { StopCount } from '../../worker/domain/decision.ts'
import type { Fact } from '../../worker/domain/event.ts'
import {
  clerk,
  closeStop,
  dropOff,
  held,
  issued,
  receiveAtDepot,
  received,
  schedule,
  underway,
  waiting,
} from './at-the-point.ts'
import {
  arrived,
  atTheDoor,
  backAtDepot,
  claimed,
  courier,
  given,
  missed,
  onRound,
  onTheRoad,
  phone,
} from './given.ts'

const TWO = { parcels: 2 } as const
const NOTHING: { outcome: 'counted' } & StopCount = {
  outcome: 'counted',
  handedOver: [],
  toPoint: [],
  atPoint: [],
  depot: [],
  unexplained: [],
}
const ONE = ['PARCEL-1']
const byPin: Fact = { type: 'handed-over', labels: ONE, of: 1, proof: 'pin', code: 'PIN' }

const PLACES: [string, Fact[], keyof StopCount][] = [
  ['handed over', [...atTheDoor('kse'), byPin], 'handedOver'],
  ['underway to its point', underway('kse'), 'toPoint'],
  ['at its point', waiting('kse'), 'atPoint'],
  ['received by the depot', [...atTheDoor('kse'), missed, backAtDepot(ONE)], 'depot'],
  ['issued at a counter meanwhile', [...waiting('kse'), issued(ONE, 1)], 'handedOver'],
]
test.each(PLACES)('R26: counted as it is, and nothing recorded: %s', (_title, story, place) => {
  given(story)
    .when(closeStop())
    .answers({ ...NOTHING, [place]: ONE })
    .records()
})

test('R26: what the courier scanned is declared back; only the depot’s receipt makes it be there', () => {
  for (const story of [onTheRoad('kse'), [...atTheDoor('kse'), missed], dropOff('kse')]) {
    const close = given(story)
      .when(closeStop(ONE))
      .answers({ ...NOTHING, depot: ONE })
    close.records({ type: 'declared-back', roundId: 'round-1', labels: ONE })
    expect(close.after).toMatchObject({
      phase: 'at-depot',
      visit: { open: false },
      parcels: [{ place: 'vehicle' }],
    })
    close.when(schedule()).refuses('not-at-depot')
    close
      .when(closeStop())
      .answers({ ...NOTHING, depot: ONE })
      .records()
    const back = close.when(receiveAtDepot('PARCEL-1'))
    expect(back.after.parcels).toMatchObject([{ place: 'depot', declaredAt: null }])
    back.when(schedule()).records({ type: 'scheduled' })
  }
})

test('R26: what was neither handed over, left nor scanned is unexplained, once, and ends the visit', () => {
  for (const story of [onTheRoad('kse'), atTheDoor('chronopost'), [...atTheDoor('kse'), missed]]) {
    const close = given(story)
      .when(closeStop(['ELSEWHERE']))
      .answers({ ...NOTHING, unexplained: ONE })
    close.records({ type: 'unexplained', labels: ONE, why: 'not-scanned' })
    expect(close.after).toMatchObject({
      phase: 'at-depot',
      visit: { open: false },
      parcels: [{ place: 'unexplained' }],
    })
    close
      .when(closeStop())
      .answers({ ...NOTHING, unexplained: ONE })
      .records()
    close.when(courier.code('never compared')).answers({ outcome: 'closed' })
    close.when(phone.scan()).refuses('stop-closed')
  }
})

test('R26: found later on the vehicle or at the depot, it is back', () => {
  const lost = given(onTheRoad('kse')).when(closeStop())
  lost
    .when(closeStop(ONE))
    .answers({ ...NOTHING, depot: ONE })
    .records({ type: 'declared-back' })
  expect(lost.when(receiveAtDepot('PARCEL-1')).after.parcels).toMatchObject([{ place: 'depot' }])
})

test('R26: NL brought back instead of left at the point is declared back', () => {
  const close = given(underway('kse'))
    .when(closeStop(ONE))
    .answers({ ...NOTHING, depot: ONE })
  const back = close.records({ type: 'declared-back' }).when(receiveAtDepot('PARCEL-1'))
  expect(back.after).toMatchObject({ phase: 'at-depot', hold: null })
  // The point may have the parcel after all.
  close.when(clerk.receive()).answers({ outcome: 'expected' })
})

test('R26: a drop-off that was visited and not brought back is underway; one never visited is not', () => {
  const close = given(dropOff('kse'), arrived)
    .when(closeStop())
    .answers({ ...NOTHING, toPoint: ONE })
  close.records({ type: 'declared-at-point', labels: ONE })
  expect(close.after).toMatchObject({
    phase: 'held',
    visit: { droppedOff: true },
    parcels: [{ place: 'to-point' }],
  })
  close
    .when(closeStop())
    .answers({ ...NOTHING, toPoint: ONE })
    .records()
  given(dropOff('kse')).when(closeStop()).records({ type: 'unexplained' })
  given(dropOff('kse', TWO), arrived)
    .when(closeStop(ONE))
    .records({ type: 'declared-at-point', labels: ['PARCEL-2'] }, { type: 'declared-back', labels: ONE })
})

test('R26: several parcels are counted each where it is', () => {
  const three = [...atTheDoor('kse', { parcels: 3 }), { ...byPin, of: 3 } as Fact]
  given(three)
    .when(closeStop(['PARCEL-2']))
    .answers({ ...NOTHING, handedOver: ONE, depot: ['PARCEL-2'], unexplained: ['PARCEL-3'] })
    .records({ type: 'declared-back', labels: ['PARCEL-2'] }, { type: 'unexplained', labels: ['PARCEL-3'] })
  given(underway('kse', TWO), received())
    .when(closeStop())
    .answers({ ...NOTHING, atPoint: ONE, toPoint: ['PARCEL-2'] })
    .records()
})

test('R26: by the waybill too where there is one parcel', () => {
  given(onTheRoad('kse'))
    .when(closeStop(['waybill-1']))
    .records({ type: 'declared-back', labels: ONE })
})

test('R26: a cancelled or returned parcel has to come back like any other', () => {
  given(onTheRoad('kse')).when({ type: 'cancel' }).when(closeStop()).records({ type: 'unexplained' })
  const returned = given(atTheDoor('kse'), claimed).when({ type: 'decide-claim', decision: 'return' })
  const close = returned.when(closeStop(ONE)).records({ type: 'declared-back' })
  expect(close.after.phase).toBe('returned')
})

test('R26: a round counts what it took out, and nothing else', () => {
  given(onRound('kse')).when(closeStop()).refuses('wrong-round')
  given(onTheRoad('kse')).when(closeStop([], 'round-9')).refuses('wrong-round')
  given(onTheRoad('kse'), { type: 'moved', roundId: 'round-2', courierId: 'courier-2' })
    .when(closeStop([], 'round-2'))
    .records({ type: 'unexplained' })
})

test('R26: NL with no point goes back to the depot like a visit that failed', () => {
  given(atTheDoor('chronopost'), held(ONE, null))
    .when(closeStop(ONE))
    .answers({ ...NOTHING, depot: ONE })
    .records({ type: 'declared-back' })
})
