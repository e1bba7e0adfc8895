import { expect, test } from 'vitest'
import { alertFor, violationFor } from '../../worker/domain/effects.ts'
import { SEEN_AGAIN_MS } from '../../worker/domain/limits.ts'
import { clerk, closeStop, dispatch, passTime, receiveAtDepot, schedule } from './at-the-point.ts'
import {
  announced,
  atTheDoor,
  backAtDepot,
  given,
  LABELS,
  missed,
  NOW,
  onRound,
  POINT,
  scheduled,
} from './given.ts'

const [A, B] = LABELS as [string, string]
const TWO = { parcels: 2 } as const
const unseen = passTime(`unseen:${A}`)
const notSentBack = passTime(`not-sent-back:${A}`)
const back = [...atTheDoor('kse'), missed, backAtDepot([A])]

test('R26: a scan of what the depot has already was seen there: no receipt, no acceptance, no message', () => {
  const story = given(back).when(receiveAtDepot(A), NOW)
  story.answers({ outcome: 'seen' }).records({ type: 'seen-at-depot', labels: [A] })
  expect(story.after).toMatchObject({ acceptedSeq: null, parcels: [{ place: 'depot', seenAt: NOW }] })
  expect(story.after.unsent.some(({ about }) => about === story.after.seq)).toBe(false)
  expect(story.facts.map((fact) => [alertFor(fact), violationFor(story.after, fact)])).toEqual([[null, null]])
  // A scanner that reads twice records nothing new.
  story
    .when(receiveAtDepot(A), NOW + SEEN_AGAIN_MS - 1)
    .answers({ outcome: 'seen' })
    .records()
  story.when(receiveAtDepot('waybill-1'), NOW + SEEN_AGAIN_MS).records({ type: 'seen-at-depot' })
})

test('R26: before its first visit the depot’s first scan is acceptance, every later one was seen', () => {
  const accepted = given(announced('kse', TWO)).when(receiveAtDepot(A))
  accepted.answers({ outcome: 'done' }).records({ type: 'received-at-depot', labels: [A] })
  const other = accepted.when(receiveAtDepot(B)).records({ type: 'seen-at-depot', labels: [B] })
  expect(other.after.acceptedSeq).toBe(accepted.after.acceptedSeq)
  expect(other.after.parcels).toMatchObject([{ seenAt: NOW }, { seenAt: NOW + 1000 }])
})

test('R26: what came back and what is here already are told apart in one scan', () => {
  given([...atTheDoor('kse', TWO), { ...missed, labels: [A, B] }, backAtDepot([A])])
    .when(receiveAtDepot(A, B))
    .answers({ outcome: 'done' })
    .records({ type: 'received-at-depot', labels: [B] }, { type: 'seen-at-depot', labels: [A] })
})

test('R26: unseen at the depot it is unexplained, an alert and nobody’s violation; another scan finds it', () => {
  const lost = given(back)
    .when(unseen)
    .records({ type: 'unexplained', labels: [A], why: 'unseen' })
  expect(lost.facts.map((fact) => [alertFor(fact), violationFor(lost.after, fact)])).toEqual([
    ['unexplained', null],
  ])
  expect(lost.after).toMatchObject({ phase: 'at-depot', parcels: [{ place: 'unexplained', seenAt: null }] })
  lost.when(unseen).records()
  lost.when(schedule()).refuses('not-at-depot')
  const found = lost.when(receiveAtDepot(A)).records({ type: 'received-at-depot', labels: [A] })
  found.when(schedule()).records({ type: 'scheduled' })
})

test('R26: what no scan ever put at the depot, what is ordinary and what is elsewhere is not missed there', () => {
  given(announced('kse')).when(unseen).records()
  given(announced('kse', { kind: 'business' }))
    .when(receiveAtDepot(A))
    .when(unseen)
    .records()
  given(atTheDoor('kse')).when(unseen).records()
  given(announced('kse')).when({ type: 'cancel' }).when(notSentBack).records()
})

test('R26: planned on a round it is missed all the same, and a round leaves without what nobody saw', () => {
  const planned = given(announced('kse'), backAtDepot([A]), scheduled)
  planned.when(dispatch('round-1')).records({ type: 'dispatched' })
  const lost = planned.when(unseen).records({ type: 'unexplained', why: 'unseen' })
  expect(lost.after.phase).toBe('scheduled')
  lost.when(dispatch('round-1')).refuses('not-at-depot')
  lost.when(receiveAtDepot(A)).when(dispatch('round-1')).records({ type: 'dispatched' })
  // The rest leaves, and the missing parcel stays unexplained.
  const two = given(announced('kse', TWO), backAtDepot([A, B]), scheduled)
    .when(unseen)
    .when(dispatch('round-1'))
  expect(two.after.parcels).toMatchObject([{ place: 'unexplained' }, { place: 'vehicle' }])
  two.when(closeStop([], 'round-1')).answers({ unexplained: [B], depot: [] })
})

test('R26: a dispatch takes it off the depot’s hands', () => {
  const out = given(announced('kse'), backAtDepot([A]), scheduled).when(dispatch('round-1'))
  expect(out.after.parcels).toMatchObject([{ seenAt: null, depotAt: null }])
  out.when(unseen).records()
})

test('R26: what gets lost at the depot ends no visit of the rest', () => {
  // One parcel was missing when the other left, and turned up at the depot meanwhile.
  const two = given([...atTheDoor('kse', TWO), { ...missed, labels: [A, B] }, backAtDepot([A, B])])
    .when(unseen)
    .when(schedule())
    .when(dispatch())
    .when(receiveAtDepot(A))
  expect(two.after).toMatchObject({
    visit: { open: true },
    parcels: [{ place: 'depot' }, { place: 'vehicle' }],
  })
  const lost = two.when(unseen)
  expect(lost.after).toMatchObject({ phase: 'out-for-delivery', visit: { open: true } })
  lost.when(closeStop([], 'round-1')).answers({ depot: [A, B], unexplained: [] })
})

test('R26: cancelled and not sent back it is unexplained, once with whatever else is due; sent back it is not', () => {
  const cancelled = given(back).when({ type: 'cancel' })
  const lost = cancelled.when(passTime(`unseen:${A}`, `not-sent-back:${A}`))
  lost.records({ type: 'unexplained', labels: [A], why: 'not-sent-back' })
  expect(lost.after).toMatchObject({ phase: 'cancelled', parcels: [{ place: 'unexplained' }] })
  expect(lost.facts.map((fact) => [alertFor(fact), violationFor(lost.after, fact)])).toEqual([
    ['unexplained', null],
  ])
  lost.when({ type: 'return-from-depot', labels: [A] }).refuses('not-to-return')
  const found = lost.when(receiveAtDepot(A))
  found.when({ type: 'return-from-depot', labels: [A] }).records({ type: 'left-for-sender' })
  const sent = cancelled.when({ type: 'return-from-depot', labels: [A] })
  sent.when(notSentBack).records()
  // Only a cancelled shipment has to go back by then.
  given(back).when(notSentBack).records()
})

test('R26: lost at the depot and found at its point it is the point’s', () => {
  const lost = given(onRound('kse', { destination: POINT }).slice(0, 1), backAtDepot([A])).when(unseen)
  // As far as anybody knows, it never left a depot (R28).
  lost.when(clerk.receive()).answers({ outcome: 'undeclared' }).records({ type: 'received-at-point' })
})
