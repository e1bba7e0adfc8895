import { expect, test } from 'vitest'
import type { Command, DecideRequest } from '../../worker/domain/command.ts'
import type { Fact } from '../../worker/domain/event.ts'
import { contactDue } from '../../worker/domain/reading.ts'
import { openRequests } from '../../worker/domain/request.ts'
import { recipientView } from '../../worker/views/recipient-view.ts'
import { passTime, schedule, waiting } from './at-the-point.ts'
import {
  announced,
  claimed,
  dispatchedNoPoint,
  given,
  MINUTE,
  missed,
  NOW,
  onRound,
  onTheRoad,
  PHONE,
  phone,
  scanned,
  stateOf,
  T0,
} from './given.ts'

const BOTH = { hasPhone: true, hasEmail: true }
const request = (contacts = BOTH, requestedBy = 'anna'): Command => ({
  type: 'request-contact',
  requestedBy,
  contacts,
})
/** Boris, who is independent of Anna, agrees to what he saw. The request is the second event. */
const approve = (over: Partial<DecideRequest> = {}): Command => ({
  type: 'decide-request',
  kind: 'contact',
  seq: 2,
  decision: 'agree',
  by: 'boris',
  independentOf: ['anna'],
  operator: false,
  same: true,
  ...over,
})
const decline = (over: Partial<DecideRequest> = {}) => approve({ decision: 'decline', ...over })
const operator = { operator: true, by: 'operator', independentOf: [] }
const withdraw: Command = { type: 'withdraw-contact' }
const stop = (link = 1): Command => ({ type: 'stop-contact-change', session: 'old', link })

const requested: Fact = { type: 'contact-change-requested', requestedBy: 'anna', contacts: BOTH }
const approved: Fact = { type: 'contact-change-approved' }
const toldOld: Fact = {
  type: 'message-sent',
  cause: 'contact-change',
  channels: ['email', 'sms'],
  about: 2,
  unserved: ['messenger'],
}
/** The change was requested right after the announcement, and the old contact was told. */
const asked = [announced('chronopost'), requested, toldOld]
const AT = T0 + 1000
const TOLD = T0 + 2000
const changed: Fact = { type: 'contact-changed' }

test('R9: another contact is asked for, and the old one is told at once', () => {
  const story = given(announced('chronopost'))
    .when(request())
    .records({ type: 'contact-change-requested', requestedBy: 'anna', contacts: BOTH })
    .answers({ outcome: 'requested', kind: 'contact', seq: 2 })
  const { unsent, secret, link, contacts } = story.after
  expect(unsent.at(-1)).toMatchObject({
    order: { cause: 'contact-change', channels: ['email', 'sms'], secret: false },
  })
  expect({ secret, link, contacts }).toEqual({ secret: 1, link: 1, contacts: BOTH })
})

test('R9: refused on a round, over, with an open claim, and where nobody could be told any more', () => {
  given(onRound('kse')).when(request()).refuses('on-a-round')
  given(onTheRoad('kse')).when(request()).refuses('on-a-round')
  given(onTheRoad('kse'), claimed).when(request()).refuses('on-a-round')
  given(waiting('kse'), claimed).when(request()).refuses('claim-open')
  given(announced('kse'), { type: 'cancelled' }).when(request()).refuses('shipment-over')
  const smsOnly = announced('kse', { policy: { channels: ['sms'] } })
  given(smsOnly)
    .when(request({ hasPhone: false, hasEmail: true }))
    .refuses('no-contact')
})

test('R9: asked for while it is at a depot again, or waits at a point', () => {
  given(onTheRoad('kse'), missed).when(request()).records({ type: 'contact-change-requested' })
  given(waiting('kse')).when(request()).records({ type: 'contact-change-requested' })
})

test('R9: three requests are all there are', () => {
  const three = [requested, requested, requested]
  given(announced('kse'), three).when(request()).refuses('contact-limit')
})

test('R9: the second person is independent of who asked, and declining is theirs as well', () => {
  given(asked)
    .when(approve({ by: 'anna', independentOf: [] }))
    .refuses('second-person')
  // Somebody else asked in between, so independence of the first asker counts for nothing.
  given(asked)
    .when(approve({ independentOf: ['carla'] }))
    .refuses('second-person')
  given(asked)
    .when(decline({ independentOf: [] }))
    .refuses('second-person')
  given(announced('kse')).when(approve()).refuses('no-request')
  given(asked).when(approve()).records(approved, changed)
  given(asked).when(decline()).records({ type: 'contact-change-stopped', who: 'second-person' })
  given(asked)
    .when(decline({ by: 'anna', independentOf: [] }))
    .records({ type: 'contact-change-stopped', who: 'dispatcher' })
})

test('R9: what was agreed to is what was seen, and names the very request', () => {
  given(asked)
    .when(approve({ same: false }))
    .refuses('changed')
  const anew = [...asked, requested]
  given(anew).when(approve()).refuses('no-request')
  given(anew)
    .when(approve({ seq: 4 }))
    .records(approved)
})

test('R9: thirty minutes after the old contact was told, never before, and not before the second person', () => {
  const early = given(asked)
    .when(approve(), AT + MINUTE)
    .records(approved)
  early.answers({ outcome: 'decided', effectiveAt: TOLD + 30 * MINUTE })
  early.when(passTime('contact-change'), TOLD + 30 * MINUTE - 1).records()
  early.when(passTime('contact-change'), TOLD + 30 * MINUTE).records(changed)
  given(asked)
    .when(passTime('contact-change'), AT + 60 * MINUTE)
    .records()
  given(asked, approved).when(approve()).refuses('no-request')
})

test('R9: told late, the half hour begins late', () => {
  // Three facts a second apart precede the news, so it left at T0 + 3 s.
  const late = stateOf(announced('chronopost'), requested, approved, toldOld)
  expect(contactDue(late)).toEqual({ due: 'contact-change', at: T0 + 3000 + 30 * MINUTE })
})

test('R9: as long as the news has not left for the old contact, nothing changes', () => {
  const underway = given(announced('chronopost'), requested)
    .when(approve(), AT + 40 * MINUTE)
    .records(approved)
  underway.answers({ outcome: 'decided' })
  underway.when(passTime('contact-change')).records()
})

const failed = (channel: 'sms' | 'email'): Fact => ({
  type: 'message-failed',
  cause: 'contact-change',
  channel,
  about: 2,
  reason: 'no-gateway',
})
const untold = [announced('chronopost'), requested, failed('sms'), failed('email')]

test('R9: where the old contact cannot be told, the operator has to agree too', () => {
  const first = given(untold).when(approve()).records(approved)
  first.answers({ outcome: 'decided' })
  first.when(passTime('contact-change')).records()
  // Neither the person who agreed nor another dispatcher can stand in for the operator.
  first.when(approve()).refuses('operator-needed')
  first.when(approve({ by: 'carla' })).refuses('operator-needed')
  const byOperator: Fact = { type: 'contact-change-approved', byOperator: true }
  first.when(approve(operator)).records(byOperator, changed)
  expect(openRequests(first.after)).toMatchObject([{ kind: 'contact', operatorNeeded: true }])
  // The operator alone counts as the second person.
  given(untold).when(approve(operator)).records(byOperator, changed)
  first.when(passTime('contact-lapse'), AT + 24 * 60 * MINUTE).records({ who: 'time' })
})

test('R9: one channel that reached them is enough to be told', () => {
  const bySms: Fact = { type: 'message-sent', cause: 'contact-change', channels: ['sms'], about: 2 }
  given(announced('chronopost'), requested, failed('email'), bySms).when(approve()).records(approved, changed)
})

test('R9: the new contact gets a new secret and a new link; the old ones open nothing', () => {
  const before = stateOf(asked, approved)
  const after = stateOf(asked, approved, changed)
  expect(after).toMatchObject({ secret: before.secret + 1, link: 2, contactFrom: 2, contactChange: null })
  expect(after.unsent.map(({ order }) => order)).toEqual([
    { cause: 'contact-changed', channels: ['email', 'sms'], secret: true },
  ])
  expect(after.secretSent).toBe(after.secret)
  given(asked, approved, changed).when(stop()).refuses('link-superseded')
  given(asked, approved, changed).when(phone.notMe()).refuses('link-superseded')
})

test('R9: a secret that no moment told yet is not told early, but at its own moment', () => {
  const told = { ...toldOld, channels: ['sms', 'email', 'messenger'], unserved: [] } as Fact
  const kse = [announced('kse'), requested, told, approved, changed]
  expect(stateOf(kse).unsent.map(({ order }) => order)).toMatchObject([{ secret: false }])
  const released = stateOf(kse, onRound('kse').slice(1), dispatchedNoPoint)
  expect(released.unsent.at(-1)?.order).toMatchObject({ cause: 'released', secret: true })
  expect(released.secretSent).toBe(2)
})

test('R9: what was still underway to the old contact stays behind', () => {
  const resent: Fact = { type: 'sent-on-demand', what: 'link' }
  const causes = stateOf(asked, approved, resent, changed).unsent.map(({ order }) => order.cause)
  expect(causes).toEqual(['contact-changed'])
})

test('R9: putting it on a round meanwhile is refused, and goes on afterwards', () => {
  given(asked).when(schedule()).refuses('contact-pending')
  given(asked, approved, changed).when(schedule()).records({ type: 'scheduled' })
  given(asked, { type: 'contact-change-stopped', who: 'recipient' })
    .when(schedule())
    .records({ type: 'scheduled' })
})

test('R9: the old contact stops it by the link they have, a dispatcher takes it back', () => {
  const stopped = given(asked).when(stop()).records({ type: 'contact-change-stopped', who: 'recipient' })
  expect(stopped.after).toMatchObject({ contactChange: null, contacts: BOTH, secret: 1, link: 1 })
  stopped.when(approve()).refuses('no-request')
  given(asked).when(withdraw).records({ type: 'contact-change-stopped', who: 'dispatcher' })
  given(announced('kse')).when(stop()).refuses('no-contact-change')
  given(announced('kse')).when(withdraw).refuses('no-contact-change')
})

test('R9: a request without a second person lapses after a day', () => {
  const day = AT + 24 * 60 * MINUTE
  given(asked)
    .when(passTime('contact-lapse'), day - 1)
    .records()
  given(asked).when(passTime('contact-lapse'), day).records({ type: 'contact-change-stopped', who: 'time' })
  given(asked, approved).when(passTime('contact-lapse'), day).records()
})

test('R9, R21: a claim at the counter stops the request, and while it is open nothing is asked or decided', () => {
  const told: Fact = { ...toldOld, about: waiting('kse').length + 1 } as Fact
  const story = [...waiting('kse'), requested, told, scanned()]
  const after = given(...story)
    .when(phone.claim())
    .records({ type: 'claim-raised', blocking: true }, { type: 'contact-change-stopped', who: 'recipient' })
  const mine = { ...stop(), session: PHONE } as Command
  for (const command of [request(), withdraw, mine]) after.when(command).refuses('claim-open')
  after.when({ type: 'decide-claim', decision: 'resume' }).when(approve()).refuses('no-request')
})

test('R9: handed over meanwhile with the old secret, there is nothing left to change', () => {
  const issued: Fact = {
    type: 'handed-over',
    labels: ['PARCEL-1'],
    of: 1,
    proof: 'identity',
    code: 'ID',
    pointId: 'p1',
  }
  const story = [...waiting('kse'), requested, issued]
  given(story).when(approve()).refuses('no-request')
  given(story)
    .when(passTime('contact-change', 'contact-lapse'), NOW + 48 * 60 * MINUTE)
    .records()
})

test('R9: the link that stops it outlives any resend, and is no other’s', () => {
  const resent: Fact = { type: 'sent-on-demand', what: 'link' }
  const story = [...asked, resent, resent]
  given(story).when(stop(1)).records({ type: 'contact-change-stopped', who: 'recipient' })
  given(story).when(stop(3)).records({ type: 'contact-change-stopped', who: 'recipient' })
  given(story).when(stop(4)).refuses('link-superseded')
  // A superseded link can do nothing else.
  given(story).when(phone.notMe()).refuses('link-superseded')
  // The contact before the present one can no longer stop anything.
  const again = [...asked, approved, changed, requested]
  given(again).when(stop(1)).refuses('link-superseded')
  given(again).when(stop(2)).records({ type: 'contact-change-stopped' })
})

test('R9: by a link that a newer one replaced, the page shows what to stop and nothing of the delivery', () => {
  const resent: Fact = { type: 'sent-on-demand', what: 'link' }
  const state = stateOf(asked, resent)
  const days = { now: NOW, until: null, extendsTo: null }
  const iso = (ms: number) => new Date(ms).toISOString()
  const view = recipientView('d', state, null, { session: 'old', link: 1 }, days, iso)
  expect(view).toMatchObject({ superseded: true, accepts: [], scans: false, codesOpen: false, hold: null })
  expect(view.contactChange).not.toBeNull()
  expect(view.delivery).toBeUndefined()
  expect(recipientView('d', state, null, { session: 'old', link: 2 }, days, iso).superseded).toBeUndefined()
})
