import { expect, test } from 'vitest'
import type { Command } from '../../worker/domain/command.ts'
import { alertFor, changesFigures, visitNoteFor } from '../../worker/domain/effects.ts'
import type { Fact } from '../../worker/domain/event.ts'
import { settle } from '../../worker/domain/history.ts'
import type { ClaimKind } from '../../worker/domain/terms.ts'
import { clerk, closeStop, dropOff, issued, receiveAtDepot, schedule, waiting } from './at-the-point.ts'
import {
  atTheDoor,
  COURIER,
  claimed,
  courier,
  given,
  givenOld,
  LABELS,
  OTHER_PHONE,
  oldStateOf,
  onRound,
  onTheRoad,
  phone,
  scanned,
  stateOf,
  T0,
} from './given.ts'

const [A] = LABELS as [string]
/** The decision of a dispatcher who is independent of the courier, as resuming after "not me" requires. */
const decide = (decision: 'resume' | 'depot' | 'return'): Command => ({
  type: 'decide-claim',
  decision,
  independentOf: [COURIER],
})
const LIFTED_ONE: ClaimKind[] = ['nobody-came', 'no-code-asked', 'not-received']

test.each(LIFTED_ONE)('R21: a claim at the counter stays open when "%s" is said after it', (kind) => {
  const story = given(waiting('kse'), scanned(), claimed).when(phone.claim({ kind }))
  expect(story.after.claim).toEqual({ kind, open: true, kinds: ['damaged', kind] })
  for (const call of [clerk.identity(), clerk.code('never compared'), clerk.scan(), clerk.sendBack()])
    story.when(call).refuses('claim-open')
  const resumed = story.when(decide('resume'))
  resumed.when(clerk.code('right')).answers({ outcome: 'handed-over' })
  // The decision ends the claim. "Nobody came" and "no code asked" still suspend the document until they are
  // taken back.
  if (kind === 'not-received') resumed.when(clerk.identity()).answers({ outcome: 'handed-over' })
  else resumed.when(clerk.identity()).refuses('identity-suspended')
})

test('R21: claims add up at the door too, each kind once, and one decision is about all of them', () => {
  const story = given(atTheDoor('kse'), scanned()).when(phone.claim())
  const more = story.when(phone.claim({ kind: 'wrong' })).records({ type: 'claim-raised', kind: 'wrong' })
  more.when(phone.claim()).records()
  more.when(phone.claim({ kind: 'other', session: OTHER_PHONE })).refuses('link-owned')
  const all = more.when(phone.notMe()).records({ type: 'not-me-declared', blocking: true })
  expect(all.after.claim).toEqual({ kind: 'not-me', open: true, kinds: ['damaged', 'wrong', 'not-me'] })
  const on = all.when(decide('resume'))
  expect(on.after.claim).toMatchObject({ open: false, kinds: ['damaged', 'wrong', 'not-me'] })
  // A further claim needs its own decision.
  expect(on.when(phone.claim({ kind: 'wrong' })).after.claim).toEqual({
    kind: 'wrong',
    open: true,
    kinds: ['wrong'],
  })
})

test('R21: raised when its round was closed already, a claim joins the one that waits', () => {
  const closed = given(atTheDoor('kse'), scanned(), claimed).when(closeStop([A]))
  for (const [command, kind] of [
    [phone.claim({ kind: 'nobody-came' }), 'nobody-came'],
    [phone.notMe(), 'not-me'],
  ] as const) {
    const said = closed.when(command)
    expect(said.facts).toHaveLength(1)
    expect(said.after.claim).toEqual({ kind, open: true, kinds: ['damaged', kind] })
    said.when(command).records()
  }
})

test('R21: said after the visit, several are all kept and none of them waits', () => {
  const story = given(atTheDoor('kse'))
    .when(courier.code('right'))
    .when(phone.claim({ kind: 'not-received' }))
    .when(phone.claim({ kind: 'damaged' }))
  expect(story.after.claim).toEqual({ kind: 'damaged', open: false, kinds: ['not-received', 'damaged'] })
})

test('R21: "not me" while the parcel is on the road stops everything until a dispatcher decides', () => {
  for (const start of [onTheRoad('kse'), atTheDoor('chronopost'), dropOff('kse')]) {
    const story = given(start).when(phone.notMe())
    story.records({ type: 'not-me-declared', link: 1, blocking: true })
    expect(
      story.facts.map((fact) => [alertFor(fact), changesFigures(fact), visitNoteFor(story.after, fact)]),
    ).toEqual([['not-me', true, null]])
    expect(story.after.claim).toEqual({ kind: 'not-me', open: true, kinds: ['not-me'] })
    for (const call of [courier.arrive(), courier.noCode(), phone.scan(), { type: 'cancel' } as const])
      story.when(call).refuses('claim-open')
    story.when(phone.notMe()).records()
    // The dispatcher takes it for a mistake, and the recipient says it again.
    const on = story.when(decide('resume'))
    on.when(courier.arrive()).answers({ outcome: 'done' })
    on.when(phone.notMe()).records({ type: 'not-me-declared', blocking: true })
  }
})

test('R21: "not me" before the round left, between visits and after a release stops nothing', () => {
  const between = given(atTheDoor('kse')).when(courier.fail())
  const stories = [
    given(onRound('kse')).when(phone.notMe()),
    between.when(phone.notMe()),
    given(atTheDoor('kse')).when(courier.code('right')).when(phone.notMe()),
    given(atTheDoor('kse', { parcels: 2 }))
      .when(courier.code('right', { labels: [A] }))
      .when(closeStop(['PARCEL-2']))
      .when(receiveAtDepot('PARCEL-2'))
      .when(schedule())
      .when({ type: 'dispatch', roundId: 'round-2', courierId: 'courier-1', point: null })
      // The rest is on the road, but this link speaks of the first release.
      .when(phone.notMe()),
  ]
  for (const said of stories) {
    expect(said.facts).toEqual([{ type: 'not-me-declared', link: 1 }])
    expect(said.after.claim).toBeNull()
    said.when(phone.notMe()).records()
  }
})

/** Facts of old logs, in which a later claim lifted the first and "not me" stopped nothing. */
const LIFTED: Fact = { type: 'claim-raised', kind: 'nobody-came', blocking: false, link: 1 }
const NOT_ME: Fact = { type: 'not-me-declared', link: 1 }

test('R21: an old log in which another claim lifted the first waits for its decision', () => {
  const state = stateOf(waiting('kse'), scanned(), claimed, LIFTED)
  expect(state.claim).toEqual({ kind: 'nobody-came', open: true, kinds: ['damaged', 'nobody-came'] })
  given(waiting('kse'), scanned(), claimed, LIFTED).when(clerk.identity()).refuses('claim-open')
  // A part was issued in spite of the claim, so the rest waits.
  const part = given(waiting('kse', { parcels: 2 }), scanned(), claimed, LIFTED, issued([A], 2))
  part.when(clerk.identity({ labels: ['PARCEL-2'] })).refuses('claim-open')
  part.when(decide('return')).records({ type: 'claim-decided' })
})

test('R21: an old log that came to its end past a claim has nothing left to decide', () => {
  const ends: Fact[][] = [
    [...waiting('kse'), scanned(), claimed, LIFTED, issued([A], 1)],
    [...atTheDoor('kse'), NOT_ME, { type: 'handed-over', labels: [A], of: 1, proof: 'pin', code: 'PIN' }],
    [...atTheDoor('kse'), NOT_ME, { type: 'cancelled' }],
    [
      ...waiting('kse'),
      claimed,
      LIFTED,
      { type: 'return-ordered', reason: 'dispatcher', labels: [A], code: 'RTS' },
    ],
  ]
  for (const story of ends) {
    expect(oldStateOf(story).claim?.open).toBe(false)
    givenOld(story).when(decide('resume')).refuses('no-claim')
  }
})

test('R21: an old log in which "not me" stopped nothing goes on being read, and waits from there', () => {
  const visit: Fact = { type: 'visit-failed', reason: 'absent', labels: [A], code: 'ABS' }
  const story = [
    ...atTheDoor('kse'),
    NOT_ME,
    visit,
    { type: 'received-at-depot', labels: [A], code: 'DEP' } as Fact,
  ]
  const planned: Fact[] = [...story, { type: 'scheduled', roundId: 'round-2', courierId: 'courier-1' }]
  givenOld(story).when(schedule()).refuses('claim-open')
  const dispatch = { type: 'dispatch', roundId: 'round-2', courierId: 'courier-1', point: null } as const
  givenOld(planned).when(dispatch).refuses('claim-open')
  givenOld(planned).when(decide('resume')).when(dispatch).records({ type: 'dispatched' })
})

test('R31: no order of old facts stops a log from being read', () => {
  const old = [claimed, LIFTED, NOT_ME, issued([A], 1), { type: 'claim-decided', decision: 'depot' } as Fact]
  for (const first of old)
    for (const second of old)
      for (const third of old) {
        const state = stateOf(waiting('kse'))
        const after = [first, second, third].reduce((now, fact, i) => settle(now, fact, T0 + i).after, state)
        expect(after.seq).toBe(state.seq + 3)
      }
})
