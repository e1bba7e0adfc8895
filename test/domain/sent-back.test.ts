import { expect, test } from 'vitest'
import type { Command } from '../../worker/domain/command.ts'
import type { Fact } from '../../worker/domain/event.ts'
import {
  clerk,
  dropOff,
  issued,
  OTHER_POINT,
  orderReturn,
  receiveAtDepot,
  underway,
  waiting,
} from './at-the-point.ts'
import {
  announced,
  atTheDoor,
  backAtDepot,
  claimed,
  given,
  missed,
  onRound,
  onTheRoad,
  phone,
  scanned,
} from './given.ts'

const TWO = { parcels: 2 } as const
const refused: Fact = { type: 'refused-at-point', pointId: 'p1', labels: ['PARCEL-1'], code: 'REF' }

const fromDepot: Command = { type: 'return-from-depot', labels: ['PARCEL-1'] }

test('R29: the counter sends back what was ordered, and orders by its own scan what was not', () => {
  const asked = given(waiting('kse'))
    .when(orderReturn)
    .when(clerk.sendBack())
    .records({ type: 'left-for-sender' })
  expect(asked.after).toMatchObject({ phase: 'returned', parcels: [{ place: 'sender' }] })
  const unasked = given(waiting('kse', TWO)).when(clerk.sendBack())
  unasked.records(
    { type: 'return-ordered', reason: 'counter', labels: ['PARCEL-1'], code: 'RTS' },
    { type: 'left-for-sender', labels: ['PARCEL-1'] },
  )
  expect(unasked.after).toMatchObject({ phase: 'held', parcels: [{ place: 'sender' }, { place: 'point' }] })
  unasked.when(clerk.sendBack()).refuses('wrong-parcel')
  unasked.when(clerk.sendBack({ pointId: OTHER_POINT.id })).refuses('not-found')
})

test('R14: a dispatcher gives up what nobody has in hand, once', () => {
  for (const story of [onRound('kse'), onTheRoad('kse'), dropOff('kse')])
    given(story).when(orderReturn).refuses('on-a-round')
  given(atTheDoor('kse'), claimed).when(orderReturn).refuses('claim-open')
  given(waiting('kse'), issued(['PARCEL-1'], 1))
    .when(orderReturn)
    .refuses('shipment-over')
  for (const story of [underway('kse'), waiting('kse'), [...atTheDoor('kse'), missed], [announced('kse')]]) {
    const back = given(story)
      .when(orderReturn)
      .records({ type: 'return-ordered', reason: 'dispatcher', labels: ['PARCEL-1'], code: 'RTS' })
    expect(back.after.phase).toBe('returned')
    back.when(orderReturn).refuses('shipment-over')
  }
  given(waiting('kse', TWO), refused)
    .when(orderReturn)
    .records({ labels: ['PARCEL-2'] })
})

test('R29: the depot hands on what was ordered back, and nothing else', () => {
  for (const story of [
    [announced('kse')],
    [...atTheDoor('kse'), missed, backAtDepot(['PARCEL-1'])],
    waiting('kse'),
  ])
    given(story).when(fromDepot).refuses('not-to-return')
  const ordered = given(atTheDoor('kse'), missed).when(orderReturn)
  ordered.when(fromDepot).refuses('not-to-return')
  const left = ordered.when(receiveAtDepot('PARCEL-1')).when(fromDepot).records({ type: 'left-for-sender' })
  expect(left.after).toMatchObject({ phase: 'returned', parcels: [{ place: 'sender' }] })
  left.when(fromDepot).refuses('not-to-return')
})

test('R26: what was cancelled leaves the depot for its sender, and stays cancelled', () => {
  const cancelled = given(atTheDoor('kse')).when({ type: 'cancel' })
  cancelled.when(fromDepot).refuses('not-to-return')
  const left = cancelled
    .when(receiveAtDepot('PARCEL-1'))
    .when(fromDepot)
    .records({ type: 'left-for-sender', labels: ['PARCEL-1'] })
  expect(left.after).toMatchObject({ phase: 'cancelled', parcels: [{ place: 'sender' }] })
})

test('R21: a claim with the parcel in hand at the counter: goes on there, or back to the sender', () => {
  const claim = given(waiting('kse'), scanned())
    .when(phone.claim())
    .records({ type: 'claim-raised', blocking: true })
  claim.when({ type: 'decide-claim', decision: 'depot' }).refuses('already-received')
  claim
    .when({ type: 'decide-claim', decision: 'resume' })
    .when(clerk.identity())
    .answers({ outcome: 'handed-over' })
  const back = claim
    .when({ type: 'decide-claim', decision: 'return' })
    .records({ type: 'claim-decided', code: 'CLM' })
  expect(back.after).toMatchObject({
    phase: 'returned',
    parcels: [{ place: 'point', toSender: true }],
    visit: { code: 'NL' },
  })
})

test('R21, R25: said of a hold without the parcel in hand, a claim or "not me" is no open claim and counts once', () => {
  for (const story of [underway('kse'), waiting('kse'), waiting('chronopost')])
    for (const command of [
      phone.claim({ kind: 'nobody-came' }),
      phone.claim({ kind: 'not-received' }),
      phone.claim({ kind: 'damaged' }),
      phone.notMe(),
    ]) {
      const said = given(story).when(command)
      // A recipient who never saw a courier also suspends the document. Codes and link still work.
      const suspends = !('kind' in command) || command.kind === 'nobody-came'
      expect(said.facts).toHaveLength(suspends ? 2 : 1)
      expect(said.after.claim?.open ?? false).toBe(false)
      said.when(command).records()
    }
})
