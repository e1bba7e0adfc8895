import { expect, test } from 'vitest'
import type { StopCount } from '../../worker/domain/decision.ts'
import type { Fact } from '../../worker/domain/event.ts'
import {
  choosePoint,
  clerk,
  closeStop,
  dispatch,
  passTime,
  receiveAtDepot,
  schedule,
} from './at-the-point.ts'
import {
  atTheDoor,
  backAtDepot,
  claimed,
  courier,
  given,
  LABELS,
  missed,
  nextVisit,
  onRound,
  onTheRoad,
  POINT,
  stateOf,
} from './given.ts'

const [A, B, C] = LABELS as [string, string, string]
const NOTHING: StopCount = { handedOver: [], toPoint: [], atPoint: [], depot: [], unexplained: [] }
type Story = { when: ReturnType<typeof given>['when'] }
/**
 * Expects what a round counts, and that nothing is recorded: it is no longer the last round, or was counted
 * before.
 */
const counts = (story: Story, roundId: string, expected: Partial<StopCount>) =>
  story
    .when(closeStop([], roundId))
    .answers({ outcome: 'counted', ...NOTHING, ...expected })
    .records()

/** The recipient was absent on round 1, the parcel came back to the depot, and it left with round 2. */
const outAgain: Fact[] = [...atTheDoor('kse'), missed, backAtDepot([A]), ...nextVisit]

test('R26: out again with a later round, the earlier one counts it at the depot, whatever becomes of it then', () => {
  const story = given(outAgain).when(courier.arrive())
  counts(story, 'round-1', { depot: [A] })
  const ends: [Story, Partial<StopCount>][] = [
    [story.when(courier.code('right')), { handedOver: [A] }],
    [story.when(closeStop([], 'round-2')), { unexplained: [A] }],
    [story.when(closeStop([A], 'round-2')), { depot: [A] }],
    [story.when(courier.noCode()).when(courier.identity({ declined: true })), { toPoint: [A] }],
  ]
  for (const [end, expected] of ends) {
    counts(end, 'round-1', { depot: [A] })
    counts(end, 'round-2', expected)
  }
  // A scan at the end of another round declares nothing about this one.
  story
    .when(closeStop([A], 'round-1'))
    .answers({ depot: [A] })
    .records()
})

test('R26: each parcel of several counts with the rounds it left with, and with no other', () => {
  const byPin: Fact = { type: 'handed-over', labels: [A], of: 3, proof: 'pin', code: 'PIN' }
  const first = given([...atTheDoor('kse', { parcels: 3 }), byPin]).when(closeStop([B]))
  first.answers({ handedOver: [A], depot: [B], unexplained: [C] })
  const second = first.when(receiveAtDepot(B)).when(schedule()).when(dispatch())
  counts(second, 'round-1', { handedOver: [A], depot: [B], unexplained: [C] })
  const closed = second.when(closeStop([], 'round-2')).answers({ ...NOTHING, unexplained: [B] })
  closed.records({ type: 'unexplained', labels: [B] })
  // Once found, the parcel counts as back for the round that lost it.
  const found = closed.when(receiveAtDepot(C))
  counts(found, 'round-1', { handedOver: [A], depot: [B, C] })
  counts(found, 'round-2', { unexplained: [B] })
})

test('R26: a parcel that a depot received is explained for good: what gets lost there, or later, is no round’s', () => {
  const back = given(atTheDoor('kse'), missed)
    .when(closeStop([A]))
    .when(receiveAtDepot(A))
  const ends: Story[] = [
    back.when(passTime(`unseen:${A}`)),
    back.when({ type: 'cancel' }).when({ type: 'return-from-depot', labels: [A] }),
    back.when(choosePoint(POINT)).when(passTime('not-at-point')),
    back.when(choosePoint(POINT)).when(clerk.receive()),
  ]
  for (const end of ends) counts(end, 'round-1', { depot: [A] })
})

test('R26: a moved parcel counts in the round it was moved to, and is no stop of the other', () => {
  const moved = given(atTheDoor('kse')).when({ type: 'move', roundId: 'round-2', courierId: 'courier-2' })
  moved.when(closeStop([], 'round-1')).refuses('wrong-round')
  moved.when(closeStop([], 'round-2')).records({ type: 'unexplained', labels: [A] })
  // A shipment that was moved before its round left was on no vehicle yet.
  const planned = given(onTheRoad('kse').slice(0, 2)).when({
    type: 'move',
    roundId: 'round-2',
    courierId: 'courier-2',
  })
  planned.when(closeStop([], 'round-2')).refuses('wrong-round')
})

test('R26: withdrawn or cancelled on the road it has to be explained by the round it was on', () => {
  for (const command of [{ type: 'withdraw', roundId: 'round-1' }, { type: 'cancel' }] as const) {
    const off = given(atTheDoor('kse')).when(command)
    off.when(closeStop([A])).answers({ ...NOTHING, depot: [A] })
    const lost = off.when(closeStop()).answers({ ...NOTHING, unexplained: [A] })
    counts(lost.when(receiveAtDepot(A)), 'round-1', { depot: [A] })
  }
})

test('R26: what a point sent back to the sender was left at that point', () => {
  const held: Fact = { type: 'held', reason: 'no-code', labels: [A], code: 'NL', point: POINT }
  const sent = given(atTheDoor('kse'), held).when(clerk.receive()).when(clerk.sendBack())
  expect(sent.after.parcels).toMatchObject([{ place: 'sender' }])
  counts(sent, 'round-1', { atPoint: [A] })
})

test('R26: a log that is older than the trips has them, since they are folded from what it says', () => {
  expect(stateOf(outAgain).trips).toEqual([
    { roundId: 'round-1', out: [], back: [A] },
    { roundId: 'round-2', out: [A], back: [] },
  ])
})

test('R26: twice with the same round, a parcel counts once', () => {
  const again: Fact[] = nextVisit.map((fact) => ({ ...fact, roundId: 'round-1' }) as Fact)
  const story = given([...atTheDoor('kse'), missed, backAtDepot([A]), ...again])
  counts(story.when(courier.arrive()).when(courier.code('right')), 'round-1', { handedOver: [A] })
})

test('R26: moved from a round it is not on any more, it stays where somebody else put it', () => {
  const elsewhere = { type: 'move', roundId: 'round-3', courierId: 'courier-3' } as const
  const moved = given(atTheDoor('kse')).when({ type: 'move', roundId: 'round-2', courierId: 'courier-2' })
  moved.when({ ...elsewhere, from: 'round-1' }).refuses('wrong-round')
  // Another call moved it to where it is now, so the round lists are not changed again.
  moved.when({ ...elsewhere, roundId: 'round-2', from: 'round-1' }).refuses('wrong-round')
  moved
    .when({ ...elsewhere, from: 'round-2' })
    .records({ type: 'moved', roundId: 'round-3', courierId: 'courier-3' })
})

test('R26: off a round that it never left with, it stays what it became meanwhile', () => {
  const withdraw = { type: 'withdraw', roundId: 'round-1' } as const
  // The shipment was cancelled, or brought to its point by others, while it was still to leave with that
  // round.
  const cancelled = given(onRound('kse')).when({ type: 'cancel' }).when(withdraw)
  const received = given(onRound('kse', { destination: POINT }))
    .when(clerk.receive())
    .when(withdraw)
  for (const off of [cancelled, received]) off.records({ type: 'withdrawn', roundId: 'round-1' })
  expect(cancelled.after).toMatchObject({ phase: 'cancelled', assigned: null })
  expect(received.after).toMatchObject({ phase: 'held', assigned: null, parcels: [{ place: 'point' }] })
  received.when(withdraw).refuses('wrong-round')
  // An open claim does not prevent this: the shipment leaves the round, and custody stays as it is (R21).
  const claiming = given(onRound('kse', { destination: POINT }), claimed)
    .when(clerk.receive())
    .when(withdraw)
  claiming.records({ type: 'withdrawn', roundId: 'round-1' })
  expect(claiming.after.claim?.open).toBe(true)
  // A shipment that left with the round has to be accounted for by it, even when the visit is over.
  given(onTheRoad('kse')).when({ type: 'cancel' }).when(withdraw).refuses('stop-closed')
})

test('R26: what its point received in part is on the round it was planned for until it comes off, and on no other', () => {
  const again = { type: 'schedule', roundId: 'round-2', courierId: 'courier-1' } as const
  const part = given(onRound('kse', { parcels: 2, destination: POINT }))
    .when(clerk.receive('PARCEL-1'))
    .when(clerk.identity())
  part.when(again).refuses('on-a-round')
  part.when({ ...again, roundId: 'round-1' }).answers({ outcome: 'done' })
  expect(part.when({ ...again, roundId: 'round-1' }).facts).toEqual([])
})
