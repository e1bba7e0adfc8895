import { expect, test } from 'vitest'
import type { Command } from '../../worker/domain/command.ts'
import type { Fact } from '../../worker/domain/event.ts'
import { freshReasons, type Hands, type SessionOrigin } from '../../worker/domain/fresh-hands.ts'
import { settle } from '../../worker/domain/history.ts'
import { openRequests } from '../../worker/domain/request.ts'
import type { Actor } from '../../worker/domain/roles.ts'
import type { Shipment } from '../../worker/domain/state.ts'
import type { FreshReason } from '../../worker/domain/terms.ts'
import { CLERK, clerk, underway, waiting } from './at-the-point.ts'
import {
  announced,
  atTheDoor,
  COURIER,
  courier,
  given,
  hands,
  INVITED_AT,
  MINUTE,
  NOW,
  OTHER_COURIER,
  onTheRoad,
  POINT,
  stateOf,
  told,
} from './given.ts'

const DAY = 24 * 60 * MINUTE
const NO_CODE = { type: 'no-code-declared' } as const
/** The recipient was told, the courier is at the door, and the identity check is open. */
const STORY = [...atTheDoor('kse'), told('kse'), NO_CODE]
// biome-ignore lint/suspicious/noThenProperty: what follows, as the log has it.
const BROKEN: Fact = { type: 'tablet-failed', roundId: 'round-1', then: 'identity' }
const ANNA: Actor = { role: 'dispatcher', id: 'anna' }

/** Returns the shipment of a story in which dispatchers acted. A fact may come with who did it. */
function done(...story: readonly (Fact | [Fact, Actor])[]): Shipment {
  let shipment: Shipment | null = null
  for (const [i, one] of story.entries()) {
    const [fact, by] = Array.isArray(one) ? one : [one, null]
    shipment = settle(shipment, fact as Fact, NOW - DAY + i, by as Actor | null).after
  }
  if (!shipment) throw new Error('a story needs facts')
  return shipment
}

test('R42: hands long known release by identity as before; the fact names who invited the session, and when', () => {
  const story = given(STORY).when(courier.identity())
  story.records({ type: 'handed-over', hands: { invitedBy: 'dispatcher-1', invitedAt: INVITED_AT } })
  expect(story.facts[0]).not.toHaveProperty('fresh')
})

test.each<[FreshReason, Partial<Hands>, Partial<SessionOrigin>]>([
  ['new-hands', { since: NOW - DAY + 1 }, {}],
  ['new-hands', { contacts: 9 }, {}],
  ['new-hands', { since: null }, {}],
  ['first-session', {}, { afterPause: true }],
  ['ended-session', {}, { endedLive: true }],
  ['substitute', {}, { substitute: true }],
  ['block-lifted', {}, { releasedBy: 'anna' }],
])('R42: a release is looked at, and why: %s', (reason, over, session) => {
  const story = given(STORY).when(courier.identity({ hands: hands(over, session) }))
  story.answers({ outcome: 'handed-over', code: 'ID' }).records({ type: 'handed-over', fresh: [reason] })
})

test('R42: hands are known after a day and ten hand-overs by secret to ten contacts, both', () => {
  const judged = (since: number, contacts: number) =>
    freshReasons(stateOf(STORY), hands({ since, contacts }), NOW)
  expect(judged(NOW - DAY, 10)).toEqual([])
  expect(judged(NOW - DAY + 1, 10)).toEqual(['new-hands'])
  expect(judged(NOW - 400 * DAY, 9)).toEqual(['new-hands'])
  expect(freshReasons(stateOf(STORY), null, NOW)).toEqual(['new-hands'])
})

test('R42: a point is known after a day and ten issues that stood', () => {
  const judged = (since: number, issues: number) =>
    freshReasons(stateOf(waiting('kse'), told('kse')), hands({ point: { since, issues } }), NOW)
  expect(judged(NOW - DAY, 10)).toEqual([])
  expect(judged(NOW - DAY + 1, 10)).toEqual(['new-point'])
  expect(judged(0, 9)).toEqual(['new-point'])
})

test('R42: a recipient nobody reached; a new contact is reached anew', () => {
  const reasons = (shipment: Shipment) => freshReasons(shipment, hands(), NOW)
  expect(reasons(stateOf(atTheDoor('kse')))).toEqual(['unreached'])
  const failed: Fact = { type: 'message-failed', cause: 'released', channel: 'sms', about: 3, reason: '21' }
  expect(reasons(stateOf(atTheDoor('kse'), failed))).toEqual(['unreached'])
  expect(reasons(stateOf(atTheDoor('kse'), told('kse')))).toEqual([])
  const change: Fact[] = [
    { type: 'contact-change-requested', requestedBy: 'anna', contacts: { hasPhone: true, hasEmail: false } },
    { type: 'contact-change-approved' },
    { type: 'contact-changed' },
  ]
  const announcedTold = [announced('chronopost'), told('chronopost')]
  expect(reasons(stateOf(announcedTold))).toEqual([])
  expect(reasons(stateOf(announcedTold, change))).toEqual(['unreached'])
  // A message that left for the old contact and was noted late did not reach the new one.
  expect(reasons(stateOf(announcedTold, change, told('chronopost')))).toEqual(['unreached'])
  const anew: Fact = { type: 'message-sent', cause: 'contact-changed', channels: ['sms'], about: 5 }
  expect(reasons(stateOf(announcedTold, change, anew))).toEqual([])
})

test('R42: moved, taken off and put on again, point chosen, tablet recorded: by somebody who is not independent', () => {
  const moved: Fact = { type: 'moved', roundId: 'round-2', courierId: COURIER }
  const off: Fact = { type: 'withdrawn', roundId: 'round-1' }
  const chosen: Fact = { type: 'point-chosen', point: { ...POINT, id: 'p9' }, labels: [] }
  const cases: [Fact, FreshReason][] = [
    [moved, 'moved'],
    [off, 'moved'],
    [chosen, 'point-chosen'],
    [BROKEN, 'tablet-recorded'],
  ]
  for (const [fact, reason] of cases) {
    const shipment = done(...onTheRoad('kse'), told('kse'), [fact, ANNA])
    expect(freshReasons(shipment, hands(), NOW), reason).toEqual([reason])
    expect(freshReasons(shipment, hands({ independentOf: ['anna'] }), NOW)).toEqual([])
  }
  // The stop was moved by two people. One who is not independent is enough.
  const twice = done(
    ...onTheRoad('kse'),
    told('kse'),
    [moved, ANNA],
    [
      { ...moved, roundId: 'round-3' },
      { role: 'dispatcher', id: 'boris' },
    ],
  )
  expect(freshReasons(twice, hands({ independentOf: ['boris'] }), NOW)).toEqual(['moved'])
})

test('R42: an old log without it folds, and what a rule did itself is nobody’s act', () => {
  const shipment = done(...atTheDoor('kse'), told('kse'), [BROKEN, { role: 'system', id: 'outbox' }])
  expect(freshReasons(shipment, hands(), NOW)).toEqual([])
  const old: Fact = { type: 'handed-over', labels: ['PARCEL-1'], of: 1, proof: 'identity', code: 'ID' }
  expect(stateOf(STORY, old).phase).toBe('handed-over')
})

test('R42: an ordinary parcel is nobody’s business; a code, whoever’s hands, is not looked at', () => {
  const story = given(waiting('kse', { kind: 'business' })).when(
    clerk.identity({ hands: hands({ contacts: 0 }) }),
  )
  expect(story.facts[0]).not.toHaveProperty('hands')
  expect(story.facts[0]).not.toHaveProperty('fresh')
  expect(given(STORY).when(courier.code('right')).facts[0]).not.toHaveProperty('hands')
})

// In the tests below the contract asks a dispatcher first.
const ASKS = { policy: { freshHands: 'approval' as const } }
const ASKING = [...atTheDoor('kse', ASKS), told('kse'), NO_CODE]
const NEW = hands({ contacts: 0 })
const release = (over: object = {}) => courier.identity({ hands: NEW, ...over })
const decide = (seq: number, decision: 'agree' | 'decline' = 'agree', over: object = {}): Command => ({
  type: 'decide-request',
  kind: 'fresh-hands',
  seq,
  decision,
  by: 'boris',
  independentOf: [COURIER, CLERK],
  operator: false,
  same: true,
  ...over,
})
/** The number of the event by which the first release of `ASKING` asks. */
const ASKED = ASKING.length + 1
const asking = () => given(ASKING).when(release())

test('R42: under approval known hands release at once, new ones ask first', () => {
  given(ASKING).when(courier.identity()).answers({ outcome: 'handed-over' })
  const story = asking().answers({ outcome: 'approval', until: NOW + 3 * MINUTE })
  story.records({ type: 'approval-asked', reasons: ['new-hands'], labels: ['PARCEL-1'], personId: COURIER })
  expect(story.after.parcels).toMatchObject([{ place: 'vehicle' }])
  // The same call polls for the decision, as often as it likes.
  story
    .when(release({ asked: ASKED }))
    .answers({ outcome: 'approval', until: NOW + 3 * MINUTE })
    .records()
})

test('R42: agreed: the next poll hands over, once', () => {
  const agreed = asking().when(decide(ASKED)).answers({ outcome: 'decided' })
  agreed.records({ type: 'approval-given', asked: ASKED })
  const over = agreed.when(release({ asked: ASKED })).answers({ outcome: 'handed-over', code: 'ID' })
  over.records({ type: 'handed-over', fresh: ['new-hands'] })
  over.when(release({ asked: ASKED })).refuses('stop-closed')
  // Another key of the same hands works as well, because a tablet may have forgotten its own.
  agreed.when(release()).answers({ outcome: 'handed-over' })
})

test('R42: declined holds, as a name that does not match does', () => {
  const declined = asking().when(decide(ASKED, 'decline')).records({ type: 'approval-declined' })
  const held = declined.when(release({ asked: ASKED })).answers({ outcome: 'held', code: 'NL', point: POINT })
  held.records({ type: 'held', reason: 'no-code' })
  declined.when(release()).answers({ outcome: 'held' })
  declined.when(courier.code('right')).answers({ outcome: 'handed-over', code: 'PIN' })
})

test('R42: a lapse refuses nothing for good: a new key asks anew, three requests in all', () => {
  const at = (minutes: number) => NOW + minutes * MINUTE
  const first = asking()
  first.when(release({ asked: ASKED }), at(3)).refuses('approval-lapsed')
  first.when(decide(ASKED), at(3)).refuses('no-request')
  const second = first.when(release(), at(4)).records({ type: 'approval-asked' })
  // The first call is over, whatever becomes of the second.
  second.when(release({ asked: ASKED }), at(5)).refuses('approval-lapsed')
  const third = second.when(release(), at(8)).answers({ outcome: 'approval', until: at(11) })
  third.when(release(), at(12)).refuses('approval-lapsed')
  third.when(courier.code('right'), at(12)).answers({ outcome: 'handed-over', code: 'PIN' })
  third.when(courier.identity({ declined: true }), at(12)).answers({ outcome: 'held', code: 'NL' })
  third
    .when(decide(ASKED + 2), at(10))
    .when(release({ asked: ASKED + 2 }), at(10))
    .answers({
      outcome: 'handed-over',
    })
})

test('R42: only who is independent of the hands and of whoever changed the way decides', () => {
  const asked = asking()
  asked.when(decide(ASKED, 'agree', { independentOf: [] })).refuses('second-person')
  asked.when(decide(ASKED, 'decline', { independentOf: [] })).refuses('second-person')
  asked.when(decide(ASKED, 'agree', { same: false })).refuses('changed')
  asked.when(decide(ASKED, 'agree', { independentOf: [], operator: true })).answers({ outcome: 'decided' })
  const moved: Fact = { type: 'moved', roundId: 'round-2', courierId: COURIER }
  const asks = asked.facts[0] as Fact
  const byAnna = done(...onTheRoad('kse', ASKS), [moved, ANNA], ...ASKING.slice(3), asks)
  expect(openRequests(byAnna)).toMatchObject([{ kind: 'fresh-hands', apart: [COURIER, 'anna'] }])
})

test('R42: agreed is to these hands, these parcels and these reasons', () => {
  const agreed = asking().when(decide(ASKED))
  // These are somebody else's hands at the same door.
  agreed.when(release({ hands: hands({ personId: 'x', contacts: 0 }) })).answers({ outcome: 'approval' })
  const worse = release({ asked: ASKED, hands: hands({ contacts: 0 }, { endedLive: true }) })
  agreed.when(worse).refuses('approval-lapsed')
  agreed.when(release({ asked: ASKED }), NOW + 31 * MINUTE).refuses('approval-lapsed')
  const two = given([...atTheDoor('kse', { ...ASKS, parcels: 2 }), told('kse'), NO_CODE])
  const one = two.when(release({ labels: ['PARCEL-1'] })).when(decide(ASKED))
  one.when(release()).answers({ outcome: 'approval' })
  one.when(release({ labels: ['PARCEL-1'] })).answers({ outcome: 'handed-over' })
})

test('R42: a right code, a claim or another courier ends what was asked', () => {
  const asked = asking()
  asked.when(courier.code('right')).when(decide(ASKED)).refuses('no-request')
  const moved = asked.when({ type: 'move', roundId: 'round-2', courierId: OTHER_COURIER })
  moved.when(decide(ASKED)).refuses('no-request')
  expect(moved.after).toMatchObject({ approval: null, approvals: [] })
})

test('R42: at a counter the same, and a "no" leaves the parcel on its shelf', () => {
  const story = [...waiting('kse', ASKS), told('kse')]
  const asked = given(story).when(
    clerk.identity({ hands: hands({ personId: CLERK, point: null, contacts: 0 }) }),
  )
  const seq = story.length + 1
  const again = clerk.identity({ hands: hands({ personId: CLERK, contacts: 0 }), asked: seq })
  asked
    .answers({ outcome: 'approval' })
    .records({ type: 'approval-asked', personId: CLERK, pointId: POINT.id })
  asked.when(decide(seq)).when(again).answers({ outcome: 'handed-over' })
  const declined = asked.when(decide(seq, 'decline')).when(again).answers({ outcome: 'declined' }).records()
  expect(declined.after.parcels).toMatchObject([{ place: 'point' }])
  // Three requests in one day are the limit. The next day the clerk can ask again.
  const anew = clerk.identity({ hands: hands({ personId: CLERK, contacts: 0 }) })
  const thrice = declined.when(anew).when(anew, NOW + 20 * MINUTE)
  thrice.when(anew, NOW + 30 * MINUTE).refuses('approval-lapsed')
  thrice.when(anew, NOW + 25 * 60 * MINUTE).answers({ outcome: 'approval' })
})

test('R42: underway nothing is asked: only what a point has can be released there', () => {
  given(underway('kse', ASKS))
    .when(clerk.identity({ hands: hands({ contacts: 0 }) }))
    .refuses('not-received')
})
