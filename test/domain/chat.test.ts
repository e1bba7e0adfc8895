import { expect, test } from 'vitest'
import { decide } from '../../worker/domain/decide.ts'
import type { Contacts } from '../../worker/domain/eligibility.ts'
import type { Fact } from '../../worker/domain/event.ts'
import { settle } from '../../worker/domain/history.ts'
import type { Shipment } from '../../worker/domain/state.ts'
import { announced, atTheDoor, type Given, NOW, onTheRoad, PHONE, T0 } from './given.ts'

const steps = (facts: readonly Fact[]) => {
  let before: Shipment | null = null
  return facts.map((fact, i) => {
    const step = settle(before, fact, T0 + i * 1000)
    before = step.after
    return step
  })
}
const stateOf = (facts: readonly Fact[]) => steps(facts).at(-1)?.after as Shipment

const BOTH: Contacts = { hasPhone: true, hasEmail: true }
const joined: Fact = { type: 'chat-joined', bot: 'max', link: 1 }
const resent: Fact = { type: 'sent-on-demand', what: 'link' }
const road = (given: Given = {}) => onTheRoad('kse', { contacts: BOTH, ...given })

const join = (shipment: Shipment, link = shipment.link, same = false) => {
  const decision = decide(shipment, { type: 'join-chat', bot: 'max', link, same }, NOW)
  return decision.ok ? decision.facts : decision.refusal
}

test('R4: a chat is joined by the deep link of the living page, to this shipment alone', () => {
  const shipment = stateOf(road())
  expect(join(shipment)).toEqual([joined])
  expect(join(stateOf([...road(), joined]), 1, true)).toEqual([])
  expect(stateOf([...road(), joined]).chat).toEqual({ bot: 'max', seq: 4 })
})

test('R9, R25: a deep link dies with its page’s link, and opens nothing where the contract has no messenger', () => {
  expect(join(stateOf([...atTheDoor('kse', { contacts: BOTH }), resent]), 1)).toBe('link-superseded')
  expect(join(stateOf(onTheRoad('chronopost', { contacts: BOTH })))).toBe('not-accepted')
  const over: Fact = { type: 'handed-over', labels: ['PARCEL-1'], of: 1, proof: 'pin', code: 'PIN' }
  expect(join(stateOf([...atTheDoor('kse', { contacts: BOTH }), over]))).toBe('link-finished')
  const claim: Fact = { type: 'claim-raised', kind: 'damaged', blocking: true }
  expect(join(stateOf([...atTheDoor('kse', { contacts: BOTH }), claim]))).toBe('claim-open')
})

test('R9: joining is told everywhere, whatever the order of channels, and in the chat', () => {
  const cascade = { channels: ['messenger', 'sms'] as const, waitS: 60 }
  const told = steps([
    ...road({ policy: { cascade: { ...cascade, channels: [...cascade.channels] } } }),
    joined,
  ])
  expect(told.at(-1)?.owed.messages).toEqual([
    { cause: 'chat-joined', channels: ['sms', 'email', 'messenger'], secret: false },
  ])
})

test('R5: who has only an e-mail address hears in the chat as well, once it is open', () => {
  const contacts: Contacts = { hasPhone: false, hasEmail: true }
  const door = [...atTheDoor('kse', { contacts })]
  const channels = (facts: Fact[]) => steps(facts).at(-1)?.owed.messages?.[0]?.channels
  expect(channels([...door, resent])).toEqual(['email'])
  expect(channels([...door, joined, resent])).toEqual(['email', 'messenger'])
})

test('R9, R21, R41: another contact, “not me” and a correction end the chat, and so does its owner', () => {
  const chatAfter = (...facts: Fact[]) => stateOf([...road(), joined, ...facts]).chat
  expect(chatAfter()).not.toBeNull()
  expect(chatAfter({ type: 'not-me-declared', link: 1, blocking: true })).toBeNull()
  expect(chatAfter({ type: 'not-me-declared', link: 1 })).toBeNull()
  const correct = (contact: boolean): Fact => ({
    ...{ type: 'recipient-corrected', contacts: BOTH, contact },
    was: { from: 1, ...BOTH },
  })
  expect(chatAfter(correct(true))).toBeNull()
  expect(chatAfter(correct(false))).not.toBeNull()
  const asked: Fact = { type: 'contact-change-requested', requestedBy: 'd1', contacts: BOTH }
  const start = announced('kse', { contacts: BOTH })
  const changed: Fact[] = [
    start,
    joined,
    asked,
    { type: 'contact-change-approved' },
    { type: 'contact-changed' },
  ]
  expect(stateOf(changed).chat).toBeNull()
  expect(chatAfter({ type: 'erased', kinds: ['contact'], because: 'request' })).toBeNull()
  const decision = decide(stateOf([...road(), joined]), { type: 'end-chat', session: PHONE, link: 1 }, NOW)
  expect(decision).toMatchObject({ ok: true, facts: [{ type: 'chat-ended', because: 'recipient' }] })
})

test('R9: what stands in a chat has not warned the announced contact', () => {
  const asked: Fact = { type: 'contact-change-requested', requestedBy: 'd1', contacts: BOTH }
  const start = [announced('kse', { contacts: BOTH }), joined, asked]
  const of = { cause: 'contact-change', about: 3 } as const
  const chat: Fact = {
    ...of,
    type: 'message-sent',
    channels: ['messenger'],
    sent: { messenger: { bot: 'max' } },
  }
  const failed = (['sms', 'email'] as const).map(
    (channel): Fact => ({ ...of, type: 'message-failed', channel, reason: 'smsc-7' }),
  )
  expect(stateOf([...start, chat, ...failed]).contactChange).toMatchObject({ toldAt: null, untold: true })
})

test('a bot that its chat’s owner blocked is a reason and no alert: the chat ends, the others go on', () => {
  const state = stateOf([...road(), joined])
  const decision = decide(state, { type: 'note-chat-blocked', bot: 'max' }, NOW)
  expect(decision).toMatchObject({
    ok: true,
    facts: [{ type: 'chat-ended', bot: 'max', because: 'blocked' }],
  })
  expect(decide(state, { type: 'note-chat-blocked', bot: 'telegram' }, NOW)).toMatchObject({ facts: [] })
})

test('R9: a chat takes nobody off the air: what is sent on demand and the receipt go to the announced contact as well', () => {
  const policy = { cascade: { channels: ['messenger' as const, 'sms' as const], waitS: 60 } }
  const door = [...atTheDoor('kse', { contacts: BOTH, policy }), joined]
  const last = (fact: Fact) => steps([...door, fact]).at(-1)?.owed.messages
  expect(last(resent)).toEqual([{ cause: 'resend', channels: ['sms', 'email', 'messenger'], secret: true }])
  const over: Fact = { type: 'handed-over', labels: ['PARCEL-1'], of: 1, proof: 'pin', code: 'PIN' }
  expect(last(over)).toMatchObject([{ cause: 'receipt', channels: ['sms', 'email', 'messenger'] }])
  expect(last(over)?.[0]).not.toHaveProperty('waitS')
})

test('R9: an older link of the same contact ends the chat too, one of an earlier contact does not', () => {
  const state = stateOf([...atTheDoor('kse', { contacts: BOTH }), joined, resent])
  const end = (shipment: Shipment, link: number) =>
    decide(shipment, { type: 'end-chat', session: PHONE, link }, NOW).ok
  expect(state.link).toBe(2)
  expect(end(state, 1)).toBe(true)
  const correction: Fact = {
    ...{ type: 'recipient-corrected', contacts: BOTH, contact: true },
    was: { from: 1, ...BOTH },
  }
  const corrected = stateOf([announced('kse', { contacts: BOTH }), correction])
  expect(end(corrected, 1)).toBe(false)
})

test('R8: three chats are joined to a shipment at most, as each is told everywhere', () => {
  const other: Fact = { ...joined, bot: 'telegram' }
  expect(join(stateOf([...road(), joined, other]))).toEqual([joined])
  expect(join(stateOf([...road(), joined, other, joined]))).toBe('resend-limit')
  // The same chat once more is no other.
  expect(join(stateOf([...road(), joined, other, joined]), 1, true)).toEqual([])
})

test('R42: a message in a chat alone has reached nobody who was announced', () => {
  const chat: Fact = {
    ...{ type: 'message-sent', cause: 'released', channels: ['messenger'], about: 3 },
    sent: { messenger: { bot: 'max' } },
  }
  expect(stateOf([...road(), chat]).secretReached).toBe(false)
})
