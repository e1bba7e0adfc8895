import { expect, test } from 'vitest'
import { decide } from '../../worker/domain/decide.ts'
import { setsClock } from '../../worker/domain/effects.ts'
import type { Contacts } from '../../worker/domain/eligibility.ts'
import type { Fact, FactOf } from '../../worker/domain/event.ts'
import { settle } from '../../worker/domain/history.ts'
import type { PolicyOverrides } from '../../worker/domain/policy.ts'
import { changesRequests } from '../../worker/domain/request-facts.ts'
import type { Shipment } from '../../worker/domain/state.ts'
import type { ChannelName, MessageCause, ReportedOutcome } from '../../worker/domain/terms.ts'
import { announced, atTheDoor, onRound, onTheRoad, T0 } from './given.ts'

/** Returns the steps of a story, one second apart. */
function steps(facts: readonly Fact[]) {
  let before: Shipment | null = null
  return facts.map((fact, i) => {
    const step = settle(before, fact, T0 + i * 1000)
    before = step.after
    return step
  })
}
const stateOf = (facts: readonly Fact[]) => steps(facts).at(-1)?.after as Shipment

const sent = (
  channel: ChannelName,
  about: number,
  cause: MessageCause = 'released',
  parts?: number,
): Fact => ({
  ...{ type: 'message-sent', cause, channels: [channel], about },
  sent: { [channel]: { id: `${channel}-1`, ...(parts !== undefined && { parts }) } },
})
const failed = (channel: ChannelName, about: number, cause: MessageCause = 'released'): Fact => ({
  ...{ type: 'message-failed', cause, channel, about, reason: 'smsc-7' },
})
const reported = (
  channel: ChannelName,
  outcome: ReportedOutcome,
  about: number,
  cause: MessageCause = 'released',
): FactOf<'message-reported'> => ({ type: 'message-reported', cause, channel, about, outcome })

/** What the decider makes of a report. */
function noted(shipment: Shipment, channel: ChannelName, outcome: ReportedOutcome, id?: string): Fact[] {
  const about = 3
  const of = { type: 'note-report', cause: 'released', channel, about, outcome } as const
  const decision = decide(shipment, { ...of, ...(id && { id }) }, T0)
  return decision.ok ? decision.facts : []
}

const SMS: Contacts = { hasPhone: true, hasEmail: false }
const BOTH: Contacts = { hasPhone: true, hasEmail: true }
/** A shipment that has left; its third fact owes the message `released`. */
const road = (policy: PolicyOverrides = {}, contacts = SMS) => onTheRoad('kse', { policy, contacts })
const CASCADE: PolicyOverrides = { cascade: { channels: ['messenger', 'sms'], waitS: 60 } }

test('R38: a report says what became of a message, and the same report again says nothing new', () => {
  const shipment = stateOf([...road(), sent('sms', 3)])
  expect(shipment.sent).toMatchObject([{ channel: 'sms', id: 'sms-1', outcome: null }])
  const report = reported('sms', 'delivered', 3)
  expect(noted(shipment, 'sms', 'delivered')).toEqual([report])
  const after = stateOf([...road(), sent('sms', 3), report])
  expect(after.sent[0]?.outcome).toBe('delivered')
  expect(noted(after, 'sms', 'delivered')).toEqual([])
})

test('R38: reports that come out of order: what was delivered stays so, and a late delivery counts', () => {
  const lost = reported('sms', 'undelivered', 3)
  const arrived = reported('sms', 'delivered', 3)
  expect(noted(stateOf([...road(), sent('sms', 3), arrived]), 'sms', 'undelivered')).toEqual([])
  expect(noted(stateOf([...road(), sent('sms', 3), lost]), 'sms', 'delivered')).toEqual([arrived])
})

test('R38: a report faster than our own note is the note, and the note after it adds nothing', () => {
  const facts = noted(stateOf(road()), 'messenger', 'delivered', 'm-7')
  expect(facts.map(({ type }) => type)).toEqual(['message-sent', 'message-reported'])
  const after = stateOf([...road(), ...facts])
  expect(after.sent).toMatchObject([{ channel: 'messenger', id: 'm-7', outcome: 'delivered' }])
  expect(after.unsent[0]?.order.channels).toEqual(['sms'])
  const of = { cause: 'released', channels: ['messenger'], unserved: [], about: 3 } as const
  const note = decide(after, { type: 'note-sent', ...of, channels: ['messenger'], unserved: [] }, T0)
  expect(note).toMatchObject({ ok: true, facts: [] })
})

test('R38: a report about a message that nobody ordered changes nothing', () => {
  expect(noted(stateOf(road()), 'email', 'delivered')).toEqual([])
})

test('R38: what was given up without an answer and is delivered after all counts as delivered', () => {
  const given = stateOf([...road(), failed('sms', 3)])
  expect(given.secretReached).toBe(false)
  expect(noted(given, 'sms', 'undelivered')).toEqual([])
  expect(noted(given, 'sms', 'delivered')).toEqual([reported('sms', 'delivered', 3)])
  const after = stateOf([...road(), failed('sms', 3), reported('sms', 'delivered', 3)])
  expect(after.secretReached).toBe(true)
})

test('R42: who has no message that arrived is not reached, until one does', () => {
  const lost = [...road(), sent('sms', 3), reported('sms', 'undelivered', 3)]
  expect(stateOf([...road(), sent('sms', 3)]).secretReached).toBe(true)
  expect(stateOf(lost).secretReached).toBe(false)
  expect(stateOf([...lost, sent('messenger', 3)]).secretReached).toBe(true)
  expect(stateOf([...lost, reported('sms', 'delivered', 3)]).secretReached).toBe(true)
})

test('R9: the half hour runs from a message that stands; if none does, nobody was told', () => {
  const asked: Fact = { type: 'contact-change-requested', requestedBy: 'd1', contacts: SMS }
  const of = (facts: Fact[]) => stateOf([announced('kse', { contacts: BOTH }), asked, ...facts]).contactChange
  const [sms, email] = [sent('sms', 2, 'contact-change'), sent('email', 2, 'contact-change')]
  const messenger = failed('messenger', 2, 'contact-change')
  const lost = (channel: ChannelName) => reported(channel, 'undelivered', 2, 'contact-change')
  expect(of([sms, email, messenger])).toMatchObject({ toldAt: T0 + 2000, untold: false })
  expect(of([sms, email, messenger, lost('sms')])).toMatchObject({ toldAt: T0 + 3000, untold: false })
  expect(of([sms, email, messenger, lost('sms'), lost('email')])).toMatchObject({
    toldAt: null,
    untold: true,
  })
})

const alerts = (facts: Fact[]) => steps(facts).flatMap(({ owed }) => owed.alert ?? [])

test('R38: a dispatcher hears of a message that did not arrive, unless another channel delivered it', () => {
  const lost = reported('sms', 'undelivered', 3)
  expect(alerts([...road(), sent('sms', 3), lost])).toEqual(['message-failed'])
  const other = [sent('messenger', 3), reported('messenger', 'delivered', 3)]
  expect(alerts([...road(), sent('sms', 3), ...other, lost])).toEqual([])
})

test('R5: a cascade tries one channel after another, e-mail beside, and ends with a delivery', () => {
  const [{ owed }] = steps(road(CASCADE, BOTH)).slice(2) as [ReturnType<typeof steps>[number]]
  expect(owed.messages).toEqual([
    { cause: 'released', channels: ['messenger', 'sms', 'email'], secret: true, waitS: 60 },
  ])
  const first = stateOf([...road(CASCADE), sent('messenger', 3)])
  expect(first.unsent).toMatchObject([
    { order: { channels: ['sms'] }, awaited: { channel: 'messenger', until: T0 + 3000 + 60_000 } },
  ])
  expect(
    stateOf([...road(CASCADE), sent('messenger', 3), reported('messenger', 'delivered', 3)]).unsent,
  ).toEqual([])
  const beside = [sent('messenger', 3), reported('messenger', 'delivered', 3)]
  expect(stateOf([...road(CASCADE, BOTH), ...beside]).unsent[0]?.order.channels).toEqual(['email'])
})

test('R5: a refusal or a report of no delivery lets a cascade go on at once, without an alert', () => {
  const refused = [...road(CASCADE), failed('messenger', 3)]
  const lost = [...road(CASCADE), sent('messenger', 3), reported('messenger', 'undelivered', 3)]
  for (const facts of [refused, lost]) {
    expect(stateOf(facts).unsent).toEqual([
      { about: 3, order: { cause: 'released', channels: ['sms'], secret: true, waitS: 60 } },
    ])
    expect(alerts(facts)).toEqual([])
    expect(alerts([...facts, failed('sms', 3)])).toEqual(['message-failed'])
  }
})

test('R5: a late report of an earlier step does not end the wait for the present one', () => {
  const policy: PolicyOverrides = {
    channels: ['messenger', 'sms', 'voice'],
    cascade: { channels: ['messenger', 'sms', 'voice'], waitS: 60 },
  }
  const facts = [...road(policy), sent('messenger', 3), sent('sms', 3)]
  const late = stateOf([...facts, reported('messenger', 'undelivered', 3)])
  expect(late.unsent[0]?.awaited?.channel).toBe('sms')
})

test('R8: what is told anew is not told once more by the steps that were left of the first telling', () => {
  const again: Fact = { type: 'sent-on-demand', what: 'link' }
  const facts = [...atTheDoor('kse', { policy: CASCADE, contacts: SMS }), sent('messenger', 3), again]
  expect(stateOf(facts).unsent.map(({ order }) => [order.cause, order.channels])).toEqual([
    ['resend', ['messenger', 'sms']],
  ])
})

test('R9, R16: warnings go everywhere at once, whatever the order of channels', () => {
  const asked: Fact = { type: 'contact-change-requested', requestedBy: 'd1', contacts: SMS }
  const start = announced('kse', { contacts: BOTH, policy: CASCADE })
  expect(steps([start, asked])[1]?.owed.messages).toEqual([
    { cause: 'contact-change', channels: ['sms', 'email', 'messenger'], secret: false },
  ])
})

const LANDLINE: Contacts = { hasPhone: true, hasEmail: false, phoneKind: 'landline' }
const CALLS: PolicyOverrides = {
  channels: ['sms', 'voice'],
  moments: { released: ['sms', 'voice'], held: ['sms', 'voice'], receipt: ['sms'] },
}

test('R38: a landline is told its code by a call, and is a contact only where the contract calls', () => {
  const facts = road(CALLS, LANDLINE)
  expect(facts[0]).toMatchObject({ secured: true })
  expect(steps(facts)[2]?.owed.messages).toEqual([{ cause: 'released', channels: ['voice'], secret: true }])
  expect(announced('kse', { contacts: LANDLINE }).reasons).toEqual(['no-contact', 'phone-landline'])
})

test('R5, R9: a call carries nothing but the code: other news is not told by it, a warning counts as untold', () => {
  const held: Fact = { type: 'visit-failed', reason: 'absent', labels: ['PARCEL-1'], code: 'ABS' }
  const door = atTheDoor('kse', { policy: CALLS, contacts: LANDLINE })
  expect(steps([...door, held]).at(-1)?.owed.messages).toBeUndefined()
  const asked: Fact = { type: 'contact-change-requested', requestedBy: 'd1', contacts: SMS }
  const facts = [announced('kse', { policy: CALLS, contacts: LANDLINE }), asked]
  expect(steps(facts)[1]?.owed.messages).toEqual([
    { cause: 'contact-change', channels: ['voice'], secret: false },
  ])
  expect(stateOf([...facts, failed('voice', 2, 'contact-change')]).contactChange?.untold).toBe(true)
})

test('R5: a delivered e-mail ends no cascade, because it goes beside', () => {
  const mail = [sent('email', 3), reported('email', 'delivered', 3)]
  expect(stateOf([...road(CASCADE, BOTH), ...mail]).unsent[0]?.order.channels).toEqual(['messenger', 'sms'])
})

test('R9: what was lost and arrives after all starts the half hour when it arrives, and sets its clock', () => {
  const asked: Fact = { type: 'contact-change-requested', requestedBy: 'd1', contacts: SMS }
  const start = [announced('kse', { contacts: SMS }), asked, failed('messenger', 2, 'contact-change')]
  const lost = reported('sms', 'undelivered', 2, 'contact-change')
  const facts = [...start, sent('sms', 2, 'contact-change'), lost]
  expect(stateOf(facts).contactChange).toMatchObject({ toldAt: null, untold: true })
  const late = reported('sms', 'delivered', 2, 'contact-change')
  expect(stateOf([...facts, late]).contactChange).toMatchObject({ toldAt: T0 + 5000, untold: false })
  expect(setsClock(late)).toBe(true)
  // The operator is asked, or not any more, so the inbox hears of it.
  expect([lost, late, failed('sms', 2, 'contact-change')].map(changesRequests)).toEqual([true, true, true])
  expect(changesRequests(reported('sms', 'undelivered', 3))).toBe(false)
})

test('R16: “not you?” that does not arrive is an alert, although the shipment is over', () => {
  const done: Fact = { type: 'handed-over', labels: ['PARCEL-1'], of: 1, proof: 'identity', code: 'ID' }
  const door = atTheDoor('kse', { contacts: SMS })
  const about = door.length + 1
  const lost = [sent('sms', about, 'identity'), reported('sms', 'undelivered', about, 'identity')]
  expect(alerts([...door, done, ...lost])).toEqual(['message-failed'])
})

test('R38: what the provider reported is not noted as given up, and what it could not carry still is', () => {
  const facts = noted(stateOf(road()), 'sms', 'delivered', 's-7')
  const after = stateOf([...road(), ...facts])
  const of = { cause: 'released', about: 3 } as const
  const failure = decide(after, { type: 'note-failed', ...of, channel: 'sms', reason: 'timeout' }, T0)
  expect(failure).toMatchObject({ ok: true, facts: [] })
  const note = decide(after, { type: 'note-sent', ...of, channels: ['sms'], unserved: ['messenger'] }, T0)
  if (!note.ok) throw new Error(note.refusal)
  expect(note.facts).toMatchObject([{ type: 'message-sent', channels: [], unserved: ['messenger'] }])
  expect(stateOf([...road(), ...facts, ...note.facts]).unsent).toEqual([])
})

test('R8: the next step of a begun telling is dropped by a newer one also while it waits for morning', () => {
  const policy: PolicyOverrides = { ...CASCADE, quietHours: { from: '21:00', to: '08:00' } }
  const door = atTheDoor('kse', { policy, contacts: SMS })
  const lost = [sent('messenger', 3), reported('messenger', 'undelivered', 3)]
  const again: Fact = { type: 'sent-on-demand', what: 'link' }
  expect(stateOf([...door, ...lost, again]).unsent.map(({ order }) => order.cause)).toEqual(['resend'])
})

test('R8: what was asked for at night is not dropped by a telling that waits for the morning', () => {
  const policy: PolicyOverrides = { ...CASCADE, quietHours: { from: '21:00', to: '08:00' } }
  const start = [
    ...onRound('kse', { policy, contacts: SMS }),
    { type: 'sent-on-demand', what: 'link' } as const,
  ]
  const left: Fact = { type: 'dispatched', roundId: 'round-1', courierId: 'courier-1', point: null }
  const state = stateOf([...start, sent('messenger', 3, 'resend'), left])
  expect(state.unsent.map(({ order }) => [order.cause, order.channels])).toEqual([
    ['resend', ['sms']],
    ['released', ['messenger', 'sms']],
  ])
})
