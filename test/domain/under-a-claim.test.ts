import { expect, test } from 'vitest'
import type { Fact } from '../../worker/domain/event.ts'
import { visitsOf } from '../../worker/domain/visits.ts'
import {
  choosePoint,
  clerk,
  closeStop,
  dropOff,
  extend,
  orderReturn,
  passTime,
  receiveAtDepot,
  schedule,
  waiting,
} from './at-the-point.ts'
import {
  arrived,
  atTheDoor,
  claimed,
  courier,
  given,
  LABELS,
  NOW,
  onTheRoad,
  POINT,
  phone,
  scanned,
  settled,
  T0,
} from './given.ts'

const [A, B] = LABELS as [string, string]
const HOUR = 3_600_000
const decide = (decision: 'resume' | 'depot' | 'return') => ({ type: 'decide-claim', decision }) as const

test('R21: the round is closed with an open claim: the parcel is declared back or unexplained like any other', () => {
  const story = given(atTheDoor('kse'), claimed)
  const back = story.when(closeStop([A])).answers({ outcome: 'counted', depot: [A], claimed: true })
  back.records({ type: 'declared-back', labels: [A] })
  expect(back.after).toMatchObject({ phase: 'at-depot', visit: { open: false }, claim: { open: true } })
  const hidden = story.when(closeStop()).answers({ unexplained: [A], claimed: true })
  hidden.records({ type: 'unexplained', labels: [A], why: 'not-scanned' })
  // A parcel that was declared back must be received within twelve hours, whether or not the claim is
  // decided.
  back
    .when(passTime('not-received'), NOW + 13 * HOUR)
    .records({ type: 'unexplained', why: 'not-received', labels: [A] })
  // After the decision the count is like any other.
  back.when(decide('depot')).when(closeStop()).answers({ claimed: false })
})

test('R21: the depot receives what a claim stopped; that ends the visit, since its courier stands at no door', () => {
  const story = given(atTheDoor('kse', { parcels: 2 }), claimed).when(receiveAtDepot(A))
  story.records({ type: 'received-at-depot', labels: [A] })
  expect(story.after).toMatchObject({
    phase: 'at-depot',
    visit: { open: false },
    claim: { open: true },
    parcels: [{ place: 'depot' }, { place: 'vehicle' }],
  })
  story.when(receiveAtDepot(B)).records({ type: 'received-at-depot', labels: [B] })
  // Without a claim the courier's stop has to end first.
  given(atTheDoor('kse')).when(receiveAtDepot(A)).refuses('on-a-round')
})

test('R21: going on, once the round is closed or the depot has it, opens no door: it can go out again', () => {
  const stories = [
    given(atTheDoor('kse'), scanned(), claimed).when(closeStop([A])),
    given(atTheDoor('kse'), scanned(), claimed).when(receiveAtDepot(A)),
    given(atTheDoor('kse'), scanned(), claimed).when(closeStop()),
  ]
  for (const story of stories) {
    const on = story.when(decide('resume')).records({ type: 'claim-decided', decision: 'resume' })
    on.when(courier.code('never compared')).answers({ outcome: 'closed' })
    for (const call of [courier.identity(), courier.noCode(), courier.fail(), courier.arrive()])
      on.when(call).refuses('stop-closed')
    for (const call of [phone.scan(), phone.noClaims(), phone.finish()]) on.when(call).refuses('stop-closed')
    const next =
      on.after.parcels[0]?.place === 'depot'
        ? on
        : on.when(receiveAtDepot(A)).records({ type: 'received-at-depot' })
    next.when(schedule()).records({ type: 'scheduled' })
  }
})

test.each(['depot', 'return'] as const)(
  'R21: decided %s when the depot has it already: as if it came after',
  (way) => {
    const story = given(atTheDoor('kse'), claimed).when(receiveAtDepot(A)).when(decide(way))
    story.records({ type: 'claim-decided', decision: way, code: 'CLM' })
    if (way === 'depot') story.when(schedule()).records({ type: 'scheduled' })
    else story.when({ type: 'return-from-depot', labels: [A] }).records({ type: 'left-for-sender' })
  },
)

test('R21: a point receives under a claim, and issues nothing before it is decided; then "ready" is told', () => {
  const story = given(dropOff('kse'), arrived, claimed).when(clerk.receive())
  story.answers({ outcome: 'expected' }).records({ type: 'received-at-point' })
  expect(story.after).toMatchObject({ phase: 'held', claim: { open: true }, parcels: [{ place: 'point' }] })
  const ready = ({ unsent }: typeof story.after) =>
    unsent.filter(({ order }) => order.cause === 'ready').length
  expect(ready(story.after)).toBe(0)
  for (const call of [
    clerk.code('never compared'),
    clerk.identity(),
    clerk.scan(),
    clerk.refuse(),
    clerk.extend(),
    clerk.sendBack(),
    extend,
    orderReturn,
    choosePoint(POINT),
    { type: 'send', what: 'code' } as const,
  ])
    story.when(call).refuses('claim-open')
  const on = story.when(decide('resume'))
  expect(ready(on.after)).toBe(1)
  on.when(clerk.identity()).answers({ outcome: 'handed-over' })
  // The recipient is told "ready" once; a further claim and its decision do not repeat it.
  const again = given(waiting('kse'), scanned(), claimed)
  expect(ready(again.when(decide('resume')).after)).toBe(ready(again.when(clerk.receive()).after))
})

test('R21: closed under a claim, a drop-off is underway to its point, by that point’s next opening day', () => {
  const story = given(dropOff('kse'), arrived, claimed).when(closeStop())
  story.answers({ toPoint: [A], claimed: true }).records({ type: 'declared-at-point', labels: [A] })
  story.when(passTime('not-at-point')).records({ type: 'unexplained', why: 'not-at-point' })
  story.when(clerk.receive()).answers({ outcome: 'expected' })
})

test('R21: scanned at a point it is not ordered to, a claimed parcel is known to be there', () => {
  given(atTheDoor('kse'), claimed)
    .when(clerk.receive())
    .answers({ outcome: 'unexpected' })
    .records({ type: 'found-at-point' })
})

test('R21: storage, its reminder and a change of contact stand still under a claim; what is lost does not', () => {
  given(waiting('kse'), scanned(), claimed)
    .when(passTime('reminder', 'storage-end', 'contact-change', 'contact-lapse'))
    .records()
  given(atTheDoor('kse'), claimed)
    .when(receiveAtDepot(A))
    .when(passTime(`unseen:${A}`))
    .records({ type: 'unexplained', why: 'unseen' })
})

test('R21: a visit that a claim stopped counts as stopped by it, however its round ended', () => {
  for (const command of [closeStop([A]), closeStop(), receiveAtDepot(A)]) {
    const { facts } = given(atTheDoor('kse'), claimed).when(command)
    expect(endOf([...atTheDoor('kse'), claimed, ...facts])).toBe('claim')
  }
  const { facts } = given(onTheRoad('kse')).when(closeStop([A]))
  expect(endOf([...onTheRoad('kse'), ...facts])).toBe('unattended')
})

/** Returns how the first visit of a log ended, for the figures. */
function endOf(facts: readonly Fact[]) {
  const steps = settled(facts.map((fact, i) => ({ fact, at: T0 + i * 1000 })))
  return visitsOf(steps, () => '2026-03-04', [])[0]?.end
}
