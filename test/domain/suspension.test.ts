import { expect, test } from 'vitest'
import { alertFor, countsFor } from '../../worker/domain/effects.ts'
import type { Fact } from '../../worker/domain/event.ts'
import { settle } from '../../worker/domain/history.ts'
import { apartOf, openRequests } from '../../worker/domain/request.ts'
import { endedBy } from '../../worker/domain/request-facts.ts'
import { type ClaimKind, SUSPENDS } from '../../worker/domain/terms.ts'
import { recipientView } from '../../worker/views/recipient-view.ts'
import { clerk, decides, droppedOff, issued, received, underway, waiting } from './at-the-point.ts'
import {
  announced,
  atTheDoor,
  backAtDepot,
  COURIER,
  courier,
  given,
  nextVisit,
  PHONE,
  POINT,
  phone,
  stateOf,
} from './given.ts'

const say = (what: (typeof SUSPENDS)[number], link = 1) =>
  what === 'not-me' ? phone.notMe({ link }) : phone.claim({ kind: what, link })
const lift = (link = 1) => ({ type: 'lift-suspension', session: PHONE, link }) as const
const release = (independentOf: string[]) => ({ type: 'release-suspension', independentOf }) as const
const decide = (seq: number, decision: 'agree' | 'decline', independentOf: string[]) =>
  decides('suspension', seq, decision, independentOf)

test.each(SUSPENDS)('R21: "%s" during a hold suspends identity there; codes, QR and link go on', (what) => {
  for (const story of [waiting('kse'), droppedOff('kse')]) {
    const said = given(story).when(say(what))
    said.records({}, { type: 'identity-suspended', because: what })
    expect(said.facts.map(alertFor)).toEqual([what === 'not-me' ? 'not-me' : 'claim', null])
    expect(said.after.claim?.open ?? false).toBe(false)
    said.when(clerk.identity()).refuses('identity-suspended')
    said.when(clerk.code('right')).answers({ outcome: 'handed-over' })
    said.when(clerk.code('right', { proof: 'qr' })).answers({ outcome: 'handed-over' })
    said.when(clerk.scan()).answers({ outcome: 'waiting' })
    // Saying it again changes nothing.
    said.when(say(what)).records()
  }
})

test('R21: said while it is underway, it holds when the point has it, and at whichever point that is', () => {
  const said = given(underway('chronopost')).when(say('nobody-came'))
  said.when(clerk.receive()).when(clerk.identity()).refuses('identity-suspended')
  const back = given(underway('kse'))
    .when(say('nobody-came'))
    .when({ type: 'receive-at-depot', labels: ['PARCEL-1'] })
  const again = back.when({ type: 'choose-point', point: POINT }).when(clerk.receive())
  again.when(clerk.identity()).refuses('identity-suspended')
})

test('R21: other claims suspend nothing, nor does what is said before or after a hold', () => {
  for (const kind of ['not-received', 'damaged', 'wrong', 'other'] as ClaimKind[])
    given(waiting('kse'))
      .when(phone.claim({ kind }))
      .when(clerk.identity())
      .answers({ outcome: 'handed-over' })
  const over = given(waiting('kse'), issued(['PARCEL-1'], 1))
  expect(over.when(say('not-me')).after.suspension).toBeNull()
  expect(given([announced('kse')]).when(say('not-me')).after.suspension).toBeNull()
})

test('R16, R21: what is suspended is no easier to have at a door: no code means NL', () => {
  const suspended: Fact = { type: 'identity-suspended', because: 'not-me', link: 1 }
  const story = [...underway('kse'), suspended, backAtDepot(['PARCEL-1']), ...nextVisit]
  const door = given(story).when(courier.arrive())
  door.when(courier.noCode()).answers({ outcome: 'held' })
  door.when(courier.code('right')).answers({ outcome: 'handed-over' })
  const open = given(atTheDoor('kse'), suspended, { type: 'no-code-declared' })
  open.when(courier.identity()).refuses('identity-suspended')
  open.when(courier.noCode()).answers({ outcome: 'held' })
})

test('R21: the recipient takes it back on their own link, and may say it again', () => {
  const said = given(waiting('kse')).when(say('nobody-came'))
  const lifted = said.when(lift()).records({ type: 'suspension-lifted', who: 'recipient' })
  lifted.when(clerk.identity()).answers({ outcome: 'handed-over' })
  lifted.when(lift()).refuses('no-suspension')
  said.when(lift(2)).refuses('link-superseded')
  // Saying it again suspends the document again, but the courier is suspected only once.
  lifted.when(say('nobody-came')).records({ type: 'identity-suspended', because: 'nobody-came' })
})

test('R21: what the page is told: what was said, until it is taken back', () => {
  const said = given(waiting('kse')).when(say('nobody-came')).when(say('not-me'))
  const days = { now: 0, until: null, extendsTo: null }
  const page = (state = said.after) =>
    recipientView('s1', state, null, { session: PHONE, link: 1 }, days, (ms) => new Date(ms).toISOString())
  expect(page().suspended).toEqual(['nobody-came', 'not-me'])
  expect(page(said.when(lift()).after).suspended).toEqual([])
})

test('R9, R21: a dispatcher decides who is neither the courier’s, the clerk’s nor the changer’s', () => {
  const said = given(waiting('kse')).when(say('not-me'))
  const [request] = openRequests(said.after)
  expect(request).toMatchObject({ kind: 'suspension', askedBy: 'system', shown: { reasons: ['not-me'] } })
  expect(request?.apart).toEqual([COURIER])
  const { seq = 0, apart = [] } = request ?? {}
  said.when(decide(seq, 'agree', [])).refuses('second-person')
  const agreed = said.when(decide(seq, 'agree', apart)).records({ type: 'suspension-lifted' })
  agreed.when(clerk.identity()).answers({ outcome: 'handed-over' })
  const kept = said.when(decide(seq, 'decline', apart)).records({ type: 'suspension-kept' })
  kept.when(clerk.identity()).refuses('identity-suspended')
  expect(openRequests(kept.after)).toEqual([])
  expect([...agreed.facts, ...kept.facts].map(endedBy)).toEqual(['agreed', 'declined'])
  // Another statement asks for a new decision.
  expect(openRequests(kept.when(say('no-code-asked')).after)).toMatchObject([
    { shown: { reasons: ['not-me', 'no-code-asked'] } },
  ])
})

test('R21: kept, it may be asked again: at once lifted by who is independent, by another as a request', () => {
  const said = given(waiting('kse')).when(say('nobody-came'))
  const apart = apartOf(said.after, 'suspension')
  said.when(release(apart)).records({ type: 'suspension-lifted', who: 'second-person' })
  // A decision is already pending, so asking again opens no second request.
  const { seq = 0 } = openRequests(said.after)[0] ?? {}
  said.when(release([])).answers({ outcome: 'requested', kind: 'suspension', seq }).records()
  const kept = said.when(decide(seq, 'decline', apart))
  const asked = kept.when(release([])).records({ type: 'suspension-questioned' })
  expect(openRequests(asked.after)).toMatchObject([{ seq: seq + 2 }])
  given(waiting('kse')).when(release(apart)).refuses('no-suspension')
})

test('R21: going on after "not me" on the road needs somebody independent of the courier; the safe ways nobody', () => {
  // Further claims do not change this, because "not me" is among the kinds.
  const claimed = given(atTheDoor('kse')).when(phone.notMe()).when(phone.claim())
  const resume = (independentOf: string[]) =>
    ({ type: 'decide-claim', decision: 'resume', independentOf }) as const
  claimed.when(resume([COURIER])).records({ type: 'claim-decided', decision: 'resume' })
  const asked = claimed.when(resume([])).records({ type: 'resume-asked' })
  asked.answers({ outcome: 'requested', kind: 'not-me' })
  expect(asked.after.claim?.open).toBe(true)
  asked.when(courier.code('right')).refuses('claim-open')
  asked.when(resume([])).records()
  const [request] = openRequests(asked.after)
  const answer = (decision: 'agree' | 'decline', independentOf = request?.apart ?? []) =>
    decides('not-me', request?.seq ?? 0, decision, independentOf)
  asked.when(answer('agree', [])).refuses('second-person')
  const agreed = asked.when(answer('agree')).records({ type: 'claim-decided', decision: 'resume' })
  agreed.when(courier.code('right')).answers({ outcome: 'handed-over' })
  const declined = asked.when(answer('decline')).records({ type: 'resume-declined' })
  expect(declined.after.claim?.open).toBe(true)
  expect(openRequests(declined.after)).toEqual([])
  for (const decision of ['depot', 'return'] as const)
    claimed.when({ type: 'decide-claim', decision, independentOf: [] }).records({ type: 'claim-decided' })
})

test('R18, R28: "not me" after a document at a counter counts against the clerk who released', () => {
  const CLERK = { role: 'counter', id: 'clerk-1' } as const
  const release = issued(['PARCEL-1'], 1)
  const told = (fact: Fact, link: number, parcels: 1 | 2 = 1) => {
    const after = settle(stateOf(waiting('kse', { parcels })), fact, 0, CLERK).after
    return countsFor(
      after,
      { type: 'not-me-declared', link },
      {
        role: 'recipient',
        id: PHONE,
      },
    )
  }
  expect(told(release, 1)).toMatchObject([{ personId: 'clerk-1', kind: 'not-you' }])
  // A part was released, so the recipient answers by the link of the rest.
  expect(told({ ...release, of: 2 }, 2, 2)).toMatchObject([{ personId: 'clerk-1' }])
  expect(told({ ...release, proof: 'pin' }, 1)).toEqual([])
  const { pointId: _door, ...atDoor } = release
  expect(told(atDoor, 1)).toEqual([])
  expect(countsFor(stateOf(waiting('kse'), received()), { type: 'not-me-declared', link: 1 }, CLERK)).toEqual(
    [],
  )
})

test('R18, R28: a clerk whose identity check is blocked issues by code still', () => {
  const here = given(waiting('kse'))
  const blocked = { pin: false, identity: true }
  here.when(clerk.identity({ blocked })).refuses('blocked')
  here.when(clerk.code('right', { blocked })).answers({ outcome: 'handed-over' })
})
