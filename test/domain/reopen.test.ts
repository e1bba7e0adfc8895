import { describe, expect, test } from 'vitest'
import type { Command } from '../../worker/domain/command.ts'
import type { Fact } from '../../worker/domain/event.ts'
import { stepsOf, takenBackIn } from '../../worker/domain/history.ts'
import { carrierCode } from '../../worker/domain/proved.ts'
import { replay } from '../../worker/domain/replay.ts'
import type { FailReason } from '../../worker/domain/terms.ts'
import { FAIL_REASONS } from '../../worker/domain/terms.ts'
import { visitsOf } from '../../worker/domain/visits.ts'
import {
  announced,
  arrived,
  atTheDoor,
  backAtDepot,
  courier,
  dispatchedNoPoint,
  given,
  MINUTE,
  missed,
  NOW,
  OTHER_COURIER,
  onTheRoad,
  POINT,
  phone,
  settled,
  stateOf,
  T0,
  wrongCodes,
} from './given.ts'

const door = atTheDoor('kse')
/** The event that ends the visit in these stories. */
const ENDS = door.length + 1
const ended = T0 + door.length * 1000
const nl: Fact = { type: 'held', reason: 'no-code', labels: ['PARCEL-1'], code: 'NL', point: POINT }
const failed = (reason: FailReason): Fact => ({ ...missed, reason })
const sent = (about: number, cause: 'failed' | 'held' = 'failed'): Fact => ({
  type: 'message-sent',
  cause,
  channels: ['sms'],
  about,
})
const reopened: Fact = { type: 'visit-reopened', takesBack: ENDS, labels: ['PARCEL-1'] }

describe('R37: what ended a visit by mistake is taken back', () => {
  test.each(FAIL_REASONS)('R37: “%s” is taken back, and the visit is as it was', (reason) => {
    const was = stateOf(door)
    const { after } = given(door, failed(reason))
      .when(courier.reopen(), ended + MINUTE)
      .answers({ outcome: 'open', left: 5 })
      .records({ type: 'visit-reopened', takesBack: ENDS, labels: ['PARCEL-1'] })
    const { phase, parcels, visit, hold, secret } = was
    expect(after).toMatchObject({ phase, parcels, visit, hold, secret })
  })

  test('R37: a hold for want of a code is taken back, and the code of the door opens it again', () => {
    const story = atTheDoor('chronopost')
    const { after } = given(story, nl)
      .when(courier.reopen(), ended + MINUTE)
      .answers({ outcome: 'open', left: 5 })
    expect(after).toMatchObject({ phase: 'out-for-delivery', hold: null, secret: 1 })
    given(story, nl, reopened)
      .when(courier.code('right'), ended + MINUTE)
      .answers({ outcome: 'handed-over', code: 'D7' })
  })

  test('R37: a newer code that was sent on demand since stays the one that counts', () => {
    const story = [...atTheDoor('chronopost').slice(0, -2), dispatchedNoPoint, arrived]
    const resent: Fact = { type: 'sent-on-demand', what: 'code' }
    const { after } = given(story, { ...nl, point: null }, resent)
      .when(courier.reopen(), ended + MINUTE)
      .answers({ outcome: 'open', left: 5 })
    expect(after).toMatchObject({ secret: 2, secretSent: 2 })
  })

  test('R37: tries are not refilled', () => {
    given(door, wrongCodes(3), missed)
      .when(courier.reopen(), ended + MINUTE)
      .answers({ outcome: 'open', left: 2 })
      .when(courier.code('wrong'))
      .answers({ outcome: 'wrong', left: 1 })
  })

  test('R37: asking again changes nothing more', () => {
    given(door, missed)
      .when(courier.reopen(), ended + 1000)
      .when(courier.reopen())
      .answers({ outcome: 'open' })
      .records()
    given(door).when(courier.reopen()).answers({ outcome: 'open' }).records()
  })

  test('R37: it can be taken back once more after the same slip', () => {
    given(door, missed, reopened, missed)
      .when(courier.reopen(), ended + MINUTE)
      .records({ type: 'visit-reopened', takesBack: ENDS + 2 })
  })
})

describe('R37: too late', () => {
  const since = (...facts: Fact[]) => given(door, missed, facts).when(courier.reopen(), ended + MINUTE)

  test('R37: after the policy’s minutes', () => {
    given(door, missed)
      .when(courier.reopen(), ended + 5 * MINUTE)
      .answers({ outcome: 'open' })
    given(door, missed)
      .when(courier.reopen(), ended + 5 * MINUTE + 1)
      .refuses('too-late')
    const two = atTheDoor('kse', { policy: { reopenMinutes: 2 } })
    given(two, missed)
      .when(courier.reopen(), ended + 3 * MINUTE)
      .refuses('too-late')
    const never = atTheDoor('kse', { policy: { reopenMinutes: 0 } })
    given(never, missed).when(courier.reopen(), ended).refuses('too-late')
  })

  test('R37: once another stop was begun', () => {
    const at = ended + MINUTE
    given(door, missed)
      .when(courier.reopen({ begunAt: ended + 1 }), at)
      .refuses('too-late')
    given(door, missed)
      .when(courier.reopen({ begunAt: ended - 1 }), at)
      .answers({ outcome: 'open' })
  })

  test('R37: once the depot or the point has a parcel, or the round was closed', () => {
    since(backAtDepot(['PARCEL-1'])).refuses('too-late')
    since({ type: 'declared-back', roundId: 'round-1', labels: ['PARCEL-1'] }).refuses('too-late')
    given(atTheDoor('chronopost'), nl, { type: 'received-at-point', pointId: POINT.id, labels: ['PARCEL-1'] })
      .when(courier.reopen(), ended + MINUTE)
      .refuses('too-late')
  })

  test('R26, R37: once the round was closed, although the parcel is on its way to a point', () => {
    const close: Command = { type: 'close-stop', roundId: 'round-1', scanned: [] }
    given(atTheDoor('chronopost'), nl)
      .when(close, ended + 1000)
      .answers({ outcome: 'counted', toPoint: ['PARCEL-1'], unexplained: [] })
      .records({ type: 'declared-back', roundId: 'round-1', labels: [] })
      .when(courier.reopen())
      .refuses('too-late')
    // Closed again, or when nothing can be taken back any more, it records nothing.
    given(atTheDoor('chronopost'), nl)
      .when(close, ended + 1000)
      .when(close)
      .records()
    given(atTheDoor('chronopost'), nl)
      .when(close, ended + 6 * MINUTE)
      .records()
  })

  test('R37: after anything else that somebody decided about it', () => {
    since({ type: 'cancelled' }).refuses('too-late')
    since({ type: 'point-chosen', point: POINT, labels: ['PARCEL-1'] }).refuses('too-late')
    const contacts = { hasPhone: true, hasEmail: true }
    since({ type: 'contact-change-requested', requestedBy: 'dispatcher-1', contacts }).refuses('too-late')
  })

  test('R37: never with an open claim', () => {
    given(door, missed).when(phone.claim({ kind: 'damaged' }), ended + 1000)
    given(door, missed, { type: 'claim-raised', kind: 'damaged', blocking: true })
      .when(courier.reopen(), ended + MINUTE)
      .refuses('claim-open')
  })

  test('R37: never after five wrong codes', () => {
    given(door, wrongCodes(5), missed)
      .when(courier.reopen(), ended + MINUTE)
      .refuses('too-late')
    given(atTheDoor('chronopost'), wrongCodes(5), { ...nl, reason: 'wrong-code' })
      .when(courier.reopen(), ended + MINUTE)
      .refuses('too-late')
  })

  test('R37: never after a hand-over, or an identity check that failed', () => {
    const byPin: Fact = { type: 'handed-over', labels: ['PARCEL-1'], of: 1, proof: 'pin', code: 'PIN' }
    given(door, byPin)
      .when(courier.reopen(), ended + 1000)
      .refuses('too-late')
    given(door, { type: 'no-code-declared' }, { type: 'identity-not-proved', declined: true }, nl)
      .when(courier.reopen(), ended + MINUTE)
      .refuses('too-late')
  })

  test('R37: never by another courier, nor before anything left', () => {
    given(door, missed)
      .when(courier.reopen({ courierId: OTHER_COURIER }), ended + 1000)
      .refuses('not-found')
    given(onTheRoad('kse')).when(courier.reopen()).answers({ outcome: 'open' }).records()
  })
})

describe('R37: what was taken back does not count', () => {
  const D7: Fact = { type: 'handed-over', labels: ['PARCEL-1'], of: 1, proof: 'pin', code: 'D7' }
  const story = [...atTheDoor('chronopost'), missed, reopened, D7]

  test('R33: one event that stands carries the carrier’s code', () => {
    const log = story.map((fact, index) => ({ seq: index + 1, fact }))
    const takenBack = takenBackIn(log)
    const coded = log.filter(({ seq, fact }) => carrierCode(fact) !== undefined && !takenBack.has(seq))
    expect(coded.map(({ fact }) => fact.type)).toEqual(['handed-over'])
  })

  test('R37: the figures count one visit that ended with the code', () => {
    const steps = settled(story.map((fact, index) => ({ fact, at: T0 + index * 1000 })))
    const visits = visitsOf(steps, () => '2026-03-04', ['sms', 'email'])
    expect(visits).toMatchObject([{ first: true, end: 'handed-over', proof: 'pin' }])
    expect(visits[0]).not.toHaveProperty('reason')
    // The message about the failure was dropped: announced, scheduled and the receipt are left.
    expect(visits[0]?.messages).toEqual({ sms: 3, email: 3 })
  })

  test('R37: under another policy it ends as it did, not as what was taken back', () => {
    const steps = settled(story.map((fact, index) => ({ fact, at: T0 + index * 1000 })))
    const { policy } = announced('chronopost')
    const other = { ...policy, codes: { ...policy.codes, absent: 'OTHER' } }
    expect(replay(steps, other, { now: NOW, endsAt: () => null }).changed).toBe(false)
  })
})

describe('R37: what the recipient hears', () => {
  const orders = (...facts: Fact[]) => stateOf(atTheDoor('kse'), facts).unsent.map(({ order }) => order.cause)

  test('R37: a message that has not left is dropped, and nobody hears anything', () => {
    expect(orders(missed)).toContain('failed')
    expect(orders(missed, reopened)).not.toContain('failed')
    expect(orders(missed, reopened)).not.toContain('reopened')
  })

  test('R37: who was told hears that the courier is still there', () => {
    expect(orders(missed, sent(ENDS), reopened)).toContain('reopened')
  })

  test('R37: also if the message was underway when it was taken back, and once only', () => {
    expect(orders(missed, reopened, sent(ENDS)).filter((cause) => cause === 'reopened')).toHaveLength(1)
    expect(
      orders(missed, reopened, sent(ENDS), sent(ENDS)).filter((cause) => cause === 'reopened'),
    ).toHaveLength(1)
    expect(
      orders(missed, sent(ENDS), reopened, sent(ENDS)).filter((cause) => cause === 'reopened'),
    ).toHaveLength(1)
  })
})

test('R37: nothing could be taken back in what was stored before', () => {
  const { reopenMinutes: _later, ...policy } = announced('kse').policy
  const old = { ...announced('kse'), policy } as Fact
  const log = [old, ...door.slice(1), missed].map((fact, i) => ({ fact, at: T0 + i, by: null, owed: null }))
  const shipment = stepsOf(log).at(-1)?.after
  expect(shipment?.policy.reopenMinutes).toBe(0)
})
