import { expect, test } from 'vitest'
import { decide } from '../../worker/domain/decide.ts'
import type { Contacts } from '../../worker/domain/eligibility.ts'
import type { Fact } from '../../worker/domain/event.ts'
import { settle } from '../../worker/domain/history.ts'
import type { Shipment } from '../../worker/domain/state.ts'
import type { ChannelName, Profile, ReportedOutcome } from '../../worker/domain/terms.ts'
import { lastOnDemand } from '../../worker/domain/told.ts'
import { unreached } from '../../worker/domain/unreached.ts'
import { atTheDoor, COURIER, type Given, NOW, onRound, onTheRoad, T0 } from './given.ts'

const stateOf = (facts: readonly Fact[]) =>
  facts.reduce<Shipment | null>(
    (state, fact, i) => settle(state, fact, T0 + i * 1000).after,
    null,
  ) as Shipment

const SMS: Contacts = { hasPhone: true, hasEmail: false }
const SERVED: ChannelName[] = ['sms', 'email']
const why = (profile: Profile, given: Given, more: readonly Fact[] = [], served = SERVED) =>
  unreached(stateOf([...onRound(profile, given), ...more]), served)

const sent = (about: number, cause: 'announced' | 'scheduled' = 'announced'): Fact => ({
  ...{ type: 'message-sent', cause, channels: ['sms'], about, unserved: ['messenger'] },
})
const reported = (outcome: ReportedOutcome): Fact => ({
  ...{ type: 'message-reported', cause: 'announced', channel: 'sms', about: 1, outcome },
})
const failed = (about: number, cause: 'announced' | 'scheduled'): Fact => ({
  ...{ type: 'message-failed', cause, channel: 'sms', about, reason: 'smsc-7' },
})

test('R38: before a round leaves, whom no moment has told yet is not called unreached', () => {
  expect(why('kse', { contacts: SMS })).toBeNull()
  expect(why('chronopost', { contacts: SMS }, [sent(1), sent(2, 'scheduled')])).toBeNull()
})

test('R38: who should know the secret and has no message is named, with the reason', () => {
  const given = { contacts: SMS }
  expect(why('chronopost', given)).toBe('told-nobody')
  const gone = [failed(1, 'announced'), failed(2, 'scheduled')]
  expect(why('chronopost', given, gone)).toBe('not-delivered')
  const lost = [sent(1), reported('undelivered'), failed(2, 'scheduled')]
  expect(why('chronopost', given, lost)).toBe('not-delivered')
  expect(why('chronopost', given, [...lost, reported('delivered')])).toBeNull()
})

test('R38: where this deployment has no way to the recipient, that is said before the round leaves', () => {
  expect(why('kse', { contacts: SMS }, [], ['email'])).toBe('told-nobody')
  const calls = { policy: { channels: ['sms', 'voice'] as ChannelName[], moments: {} } }
  const landline = { ...SMS, phoneKind: 'landline' as const }
  expect(why('kse', { ...calls, contacts: landline })).toBe('landline-only')
  expect(why('kse', { ...calls, contacts: landline }, [], ['voice'])).toBeNull()
})

test('R38: an ordinary shipment has no secret that anybody could lack', () => {
  expect(why('kse', { contacts: { hasPhone: false, hasEmail: false } })).toBeNull()
})

test('R38: a stop that leaves although nobody was told is an alert, and says why', () => {
  const shipment = stateOf(onRound('chronopost', { contacts: SMS }))
  const dispatch = { type: 'dispatch', roundId: 'round-1', courierId: COURIER, point: null } as const
  const decision = decide(shipment, { ...dispatch, unreached: 'told-nobody' }, NOW)
  if (!decision.ok) throw new Error(decision.refusal)
  expect(decision.facts).toMatchObject([{ type: 'dispatched', unreached: 'told-nobody' }])
  const [fact] = decision.facts as [Fact]
  expect(settle(shipment, fact, NOW).owed.alert).toBe('unreached')
  const reached = decide(shipment, { ...dispatch, unreached: null }, NOW)
  expect(reached.ok && Object.keys(reached.facts[0] ?? {})).not.toContain('unreached')
})

const again: Fact = { type: 'sent-on-demand', what: 'link' }

test('R8: the courier sees of a message on demand what became of it by channel, and nothing else', () => {
  const door = atTheDoor('kse', { contacts: { hasPhone: true, hasEmail: true } })
  const about = door.length + 1
  const of = { cause: 'resend', about } as const
  const told = (...facts: Fact[]) => lastOnDemand(stateOf([...door, ...facts]))
  expect(told()).toEqual([])
  expect(told(again).map(({ channel, state }) => `${channel} ${state}`)).toEqual([
    'sms sending',
    'email sending',
    'messenger sending',
  ])
  const taken: Fact = { ...of, type: 'message-sent', channels: ['sms', 'email'], unserved: ['messenger'] }
  const there: Fact = { ...of, type: 'message-reported', channel: 'email', outcome: 'delivered' }
  const lost: Fact = { ...of, type: 'message-reported', channel: 'sms', outcome: 'undelivered' }
  expect(told(again, taken, there)).toEqual([
    { channel: 'sms', state: 'sent' },
    { channel: 'email', state: 'delivered' },
  ])
  expect(told(again, taken, there, lost)[0]).toEqual({ channel: 'sms', state: 'failed' })
})

test('R38: the answer to the arrival says that nobody was reached, the first and every repeated time alike', () => {
  const road = onTheRoad('kse', { contacts: SMS })
  const arrive = {
    type: 'arrive',
    courierId: COURIER,
    deviceAt: '2026-03-04T08:00:00Z',
    deviceMs: NOW,
    placed: false,
  } as const
  const answer = (facts: readonly Fact[]) => {
    const decision = decide(stateOf(facts), arrive, NOW)
    return decision.ok ? decision.answer : decision.refusal
  }
  expect(answer(road)).toMatchObject({ outcome: 'done', unreached: true })
  const told: Fact = { type: 'message-sent', cause: 'released', channels: ['sms'], about: 3 }
  expect(answer([...road, told])).not.toHaveProperty('unreached')
})
