import { expect, test } from 'vitest'
import { alertFor } from '../../worker/domain/effects.ts'
import type { Fact } from '../../worker/domain/event.ts'
import { settle } from '../../worker/domain/history.ts'
import { apartOf, openRequests } from '../../worker/domain/request.ts'
import { endedBy } from '../../worker/domain/request-facts.ts'
import type { Actor } from '../../worker/domain/roles.ts'
import type { Shipment } from '../../worker/domain/state.ts'
import {
  choosePoint,
  clerk,
  closeStop,
  decides,
  dropOff,
  droppedOff,
  OTHER_POINT,
  passTime,
  receiveAtDepot,
  underway,
} from './at-the-point.ts'
import {
  announced,
  arrived,
  backAtDepot,
  COURIER,
  courier,
  given,
  missed,
  OTHER_COURIER,
  POINT,
  stateOf,
  T0,
} from './given.ts'

const TWO = { parcels: 2 } as const
const AT_POINT = { destination: POINT }

/** Returns the shipment of a story in which each fact comes with who did it, as in the log. */
function told(...story: [Fact, Actor | null][]): Shipment {
  let shipment: Shipment | null = null
  for (const [index, [fact, by]] of story.entries())
    shipment = settle(shipment, fact, T0 + index * 1000, by).after
  return shipment as Shipment
}
const CLERK: Actor = { role: 'counter', id: 'clerk-1' }
const receipt: Fact = {
  type: 'received-at-point',
  pointId: POINT.id,
  labels: ['PARCEL-1'],
  undeclared: true,
}
const unexplained: Fact = { type: 'unexplained', labels: ['PARCEL-1'], why: 'not-scanned' }

test('R28: undeclared is what was on a vehicle without arrival there and without NL, or never left a depot', () => {
  const undeclared = [
    // Announced and never sent out; planned and never sent out; sent out, but the courier did not arrive.
    [announced('kse', AT_POINT)],
    [announced('kse', AT_POINT), { type: 'scheduled', roundId: 'round-1', courierId: COURIER } as const],
    dropOff('kse'),
    // It was unaccounted for at the end of the round, and no courier had arrived either.
    [...dropOff('kse'), unexplained],
    // It came back to the depot after an arrival, which belongs to another visit.
    [...dropOff('kse'), arrived, missed, backAtDepot(['PARCEL-1'])],
  ]
  for (const story of undeclared) {
    const received = given(story).when(clerk.receive()).answers({ outcome: 'undeclared' })
    received.records({ type: 'received-at-point', undeclared: true })
    expect(received.facts.map(alertFor)).toEqual(['undeclared'])
    expect(received.after).toMatchObject({ phase: 'held', parcels: [{ place: 'point' }] })
    // Scanning it again gives the same receipt and the same answer.
    received.when(clerk.receive()).answers({ outcome: 'undeclared' }).records()
  }
  const declared = [
    [...dropOff('kse'), arrived],
    [...dropOff('kse'), arrived, missed],
    [...dropOff('kse'), arrived, unexplained],
    underway('kse'),
    [...underway('kse'), unexplained],
  ]
  for (const story of declared) {
    const received = given(story).when(clerk.receive()).answers({ outcome: 'expected' })
    expect(received.facts.map(alertFor)).toEqual([null])
    received.when(clerk.identity()).answers({ outcome: 'handed-over' })
  }
})

test('R28: an ordinary parcel has no code that could issue it instead: nothing waits for anybody', () => {
  const ordinary = given(dropOff('kse', { kind: 'business' })).when(clerk.receive())
  ordinary.answers({ outcome: 'expected' }).when(clerk.identity()).answers({ outcome: 'handed-over' })
})

test('R28: code, QR and link issue what is undeclared, a document does not; free, whoever asks', () => {
  const received = given(dropOff('kse')).when(clerk.receive())
  received.when(clerk.identity()).refuses('receipt-unconfirmed')
  received.when(clerk.identity({ nameMatches: false })).refuses('receipt-unconfirmed')
  received.when(clerk.code('right')).answers({ outcome: 'handed-over', code: 'PIN' })
  received.when(clerk.code('right', { proof: 'qr' })).answers({ outcome: 'handed-over' })
  received.when(clerk.scan()).answers({ outcome: 'waiting' })
})

test('R28: of several parcels only those wait that nothing declares', () => {
  const one = given(dropOff('kse', TWO), arrived).when(clerk.receive('PARCEL-1'))
  const both = one.answers({ outcome: 'expected' }).when(clerk.receive('PARCEL-2'))
  both.when(clerk.identity({ labels: ['PARCEL-1', 'PARCEL-2'] })).answers({ outcome: 'handed-over' })
  const late = given(dropOff('kse', TWO)).when(clerk.receive('PARCEL-1')).when(closeStop())
  // Closing the round while the parcel was out is the courier's silence, not their word.
  const rest = late.when(clerk.receive('PARCEL-2')).answers({ outcome: 'undeclared' })
  rest.when(clerk.identity({ labels: ['PARCEL-2'] })).refuses('receipt-unconfirmed')
})

test('R28: arrival at another point, or of another courier, declares nothing', () => {
  const elsewhere = given(dropOff('kse'), arrived).when(choosePoint(OTHER_POINT))
  expect(elsewhere.after.visit).toMatchObject({ arrivedAt: null })
  const there = { pointId: OTHER_POINT.id }
  elsewhere.when(clerk.receive('PARCEL-1', there)).answers({ outcome: 'undeclared' })
  // The courier arrives at the new point as well, which declares it.
  elsewhere.when(courier.arrive()).when(clerk.receive('PARCEL-1', there)).answers({ outcome: 'expected' })
  const moved = given(dropOff('kse'), arrived, {
    type: 'moved',
    roundId: 'round-2',
    courierId: OTHER_COURIER,
  })
  moved.when(clerk.receive()).answers({ outcome: 'undeclared' })
})

test('R28: the depot brings it itself: its own "to this point" says that it left', () => {
  const here = given([announced('kse', AT_POINT)]).when(receiveAtDepot('PARCEL-1'))
  const sent = here.when(choosePoint(POINT)).records({ type: 'point-chosen', labels: ['PARCEL-1'] })
  expect(sent.after).toMatchObject({ phase: 'held', parcels: [{ place: 'to-point' }] })
  sent.when(clerk.receive()).answers({ outcome: 'expected' })
  // A parcel that no depot scanned cannot have left one, so choosing the point declares nothing.
  const unseen = given([announced('kse', AT_POINT)])
    .when(choosePoint(POINT))
    .records()
  unseen.when(clerk.receive()).answers({ outcome: 'undeclared' })
})

test('R28: the courier’s act that arrives late declares it, by that courier for that visit alone', () => {
  const received = given(dropOff('kse')).when(clerk.receive())
  const late = received.when(courier.arrive()).records({ type: 'arrived', late: true })
  expect(late.after.parcels).toMatchObject([{ way: 'arrived', undeclared: null }])
  late.when(clerk.identity()).answers({ outcome: 'handed-over' })
  received.when(courier.arrive({ courierId: OTHER_COURIER })).refuses('not-found')
  late.when(courier.arrive()).refuses('stop-closed')
  // The receipt did not wait for anything, so the visit has ended.
  given(droppedOff('kse')).when(courier.arrive()).refuses('stop-closed')
  // The parcel was once on this vehicle, but it came to the point outside any visit.
  const later = given(dropOff('kse'), missed, backAtDepot(['PARCEL-1'])).when(clerk.receive())
  later.answers({ outcome: 'undeclared' }).when(courier.arrive()).refuses('stop-closed')
})

test('R9, R28: the receipt waits for a dispatcher who is neither the clerk’s, the courier’s nor the changer’s', () => {
  const state = told(
    [announced('kse', { ...AT_POINT, parcels: 2 }), null],
    [{ type: 'scheduled', roundId: 'round-1', courierId: COURIER }, null],
    [{ type: 'dispatched', roundId: 'round-1', courierId: COURIER, point: POINT }, null],
    [
      { type: 'point-chosen', point: POINT, labels: [] },
      { role: 'dispatcher', id: 'mover' },
    ],
    [receipt, CLERK],
  )
  expect(openRequests(state)).toEqual([
    {
      kind: 'receipt',
      seq: 5,
      askedBy: 'system',
      at: T0 + 4000,
      lapsesAt: null,
      apart: ['clerk-1', COURIER, 'mover'],
      shown: { labels: ['PARCEL-1'] },
    },
  ])
  // A further receipt asks anew, about both parcels, because nobody agrees to more than they saw.
  const both = settle(state, { ...receipt, labels: ['PARCEL-2'] } as Fact, T0 + 9000, CLERK).after
  expect(openRequests(both)).toMatchObject([{ seq: 6, shown: { labels: ['PARCEL-1', 'PARCEL-2'] } }])
})

test('R28: confirmed by an independent dispatcher a document issues it; by any other it is 403', () => {
  const received = given(dropOff('kse')).when(clerk.receive())
  const apart = apartOf(received.after, 'receipt')
  expect(apart).toEqual([COURIER])
  const confirm = (independentOf: string[], labels = ['PARCEL-1']) =>
    ({ type: 'confirm-receipt', labels, independentOf }) as const
  received.when(confirm([])).refuses('second-person')
  received.when(confirm(apart, ['ELSEWHERE'])).refuses('wrong-parcel')
  const confirmed = received.when(confirm(apart)).records({ type: 'receipt-confirmed', labels: ['PARCEL-1'] })
  confirmed.when(clerk.identity()).answers({ outcome: 'handed-over' })
  confirmed.when(confirm(apart)).records()
  given(dropOff('kse')).when(confirm(apart)).refuses('not-received')
})

test('R28: decided as a request: agreed it is confirmed, declined it goes on to wait for the courier', () => {
  const received = given(dropOff('kse')).when(clerk.receive())
  const { seq, apart } = openRequests(received.after)[0]!
  const decide = (decision: 'agree' | 'decline', independentOf = apart) =>
    decides('receipt', seq, decision, independentOf)
  received.when(decide('agree', [])).refuses('second-person')
  received.when(decide('decline', [])).refuses('second-person')
  const agreed = received.when(decide('agree')).answers({ outcome: 'decided' })
  agreed.records({ type: 'receipt-confirmed' }).when(clerk.identity()).answers({ outcome: 'handed-over' })
  const declined = received.when(decide('decline')).records({ type: 'receipt-doubted' })
  expect([...agreed.facts, ...declined.facts].map(endedBy)).toEqual(['agreed', 'declined'])
  expect(openRequests(declined.after)).toEqual([])
  declined.when(clerk.identity()).refuses('receipt-unconfirmed')
  declined.when(courier.arrive()).when(clerk.identity()).answers({ outcome: 'handed-over' })
})

test('R28: what is issued by code, goes back or is sent on waits for nobody any more', () => {
  const received = given(dropOff('kse')).when(clerk.receive())
  for (const command of [clerk.code('right'), clerk.refuse(), clerk.sendBack(), passTime('storage-end')])
    expect(openRequests(received.when(command).after)).toEqual([])
  expect(stateOf(droppedOff('kse')).parcels).toMatchObject([{ undeclared: null }])
})
