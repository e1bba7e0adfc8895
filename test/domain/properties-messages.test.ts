import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Command, RecipientCommand } from '../../worker/domain/command.ts'
import { decide } from '../../worker/domain/decide.ts'
import type { Fact, FactOf } from '../../worker/domain/event.ts'
import { type Step, settle, stepsOf } from '../../worker/domain/history.ts'
import type { PolicyOverrides } from '../../worker/domain/policy.ts'
import type { Shipment } from '../../worker/domain/state.ts'
import type { ChannelName } from '../../worker/domain/terms.ts'
import { channelsNow, stands } from '../../worker/domain/told.ts'
import { atTheDoor, PHONE, T0 } from './given.ts'

// Providers, their reports and the recipient's chat in any order, beside everything that owes messages.

type Act = (state: Shipment, chance: number) => Command | RecipientCommand | null
const ABLE: ChannelName[] = ['sms', 'email', 'messenger', 'voice']

const pick = <T>(of: readonly T[], chance: number): T | undefined => of[Math.floor(chance * of.length)]

const taken: Act = ({ unsent, chat }, chance) => {
  const message = pick(unsent, chance)
  if (!message) return null
  const { about, order } = message
  const channels = channelsNow(order, ABLE)
  const details = (channel: ChannelName) =>
    channel === 'messenger' && chat ? { bot: chat.bot } : { id: 'p' }
  const sent = Object.fromEntries(channels.map((channel) => [channel, details(channel)]))
  return { type: 'note-sent', cause: order.cause, channels, unserved: [], about, sent }
}
const failed: Act = ({ unsent }, chance) => {
  const message = pick(unsent, chance)
  const channel = message && pick(channelsNow(message.order, ABLE), chance)
  if (!message || !channel) return null
  return { type: 'note-failed', cause: message.order.cause, channel, about: message.about, reason: 'gone' }
}
const reported =
  (outcome: 'delivered' | 'undelivered'): Act =>
  ({ sent, unsent }, chance) => {
    const waiting = unsent.flatMap(({ about, order }) =>
      order.channels.map((channel) => ({ about, cause: order.cause, channel })),
    )
    const one = pick([...sent, ...waiting], chance)
    if (!one) return null
    const { about, cause, channel } = one
    return { type: 'note-report', about, cause, channel, outcome }
  }

const ACTS: Act[] = [
  taken,
  taken,
  failed,
  reported('delivered'),
  reported('undelivered'),
  ({ link }) => ({ type: 'join-chat', bot: 'max', link, same: false }),
  ({ link }) => ({ type: 'end-chat', session: PHONE, link }),
  () => ({ type: 'note-chat-blocked', bot: 'max' }),
  () => ({ type: 'send', what: 'link' }),
  () => ({ type: 'request-contact', requestedBy: 'd1', contacts: { hasPhone: true, hasEmail: true } }),
  () => ({ type: 'pass-time', due: ['contact-change'] }),
  ({ link }) => ({ type: 'declare-not-me', session: PHONE, link }),
  () => ({ type: 'fail-visit', courierId: 'courier-1', reason: 'absent' }),
  () => ({ type: 'reopen-visit', courierId: 'courier-1', begunAt: null }),
]

const policies = fc.constantFrom<PolicyOverrides>(
  {},
  { cascade: { channels: ['messenger', 'sms'], waitS: 60 } },
  {
    channels: ['voice', 'sms', 'email', 'messenger'],
    cascade: { channels: ['messenger', 'voice', 'sms'], waitS: 60 },
  },
)
const script = fc.array(
  fc.record({
    act: fc.nat(ACTS.length - 1),
    chance: fc.double({ min: 0, max: 0.999, noNaN: true }),
    after: fc.integer({ min: 1, max: 200_000 }),
  }),
  { maxLength: 40 },
)

/** Plays a script and returns every step of the log. */
function play(policy: PolicyOverrides, acts: { act: number; chance: number; after: number }[]): Step[] {
  const steps: Step[] = []
  let now = T0
  const add = (fact: Fact) => steps.push(settle(steps.at(-1)?.after ?? null, fact, now))
  for (const fact of atTheDoor('kse', { policy, contacts: { hasPhone: true, hasEmail: true } })) add(fact)
  for (const { act, chance, after } of acts) {
    now += after
    const state = steps.at(-1)?.after as Shipment
    const command = ACTS[act]?.(state, chance)
    const decision = command && decide(state, command as Command, now)
    for (const fact of decision?.ok ? decision.facts : []) add(fact)
  }
  return steps
}

const of = (fact: FactOf<'message-sent'> | FactOf<'message-reported'>, channel: ChannelName) =>
  `${fact.about} ${fact.cause} ${channel}`

test('R5, R38: in any order of providers, reports and chats, each telling is told once on a channel, and what is known of it is true', () => {
  const seen = { twice: 0, delivered: 0, cascaded: 0, chats: 0 }
  fc.assert(
    fc.property(policies, script, (policy, acts) => {
      const steps = play(policy, acts)
      const told = new Set<string>()
      const there = new Set<string>()
      for (const { fact, after } of steps) {
        if (fact.type === 'message-sent')
          for (const channel of fact.channels) {
            expect(told).not.toContain(of(fact, channel))
            told.add(of(fact, channel))
            if (fact.sent?.[channel]?.bot) seen.chats++
          }
        if (fact.type === 'message-reported') {
          const key = of(fact, fact.channel)
          // What arrived has arrived, and a report is noted once.
          expect(there).not.toContain(key)
          if (fact.outcome === 'delivered') there.add(key)
          seen.delivered += fact.outcome === 'delivered' ? 1 : 0
        }
        for (const { about, order, awaited } of after.unsent) {
          if (awaited) seen.cascaded++
          for (const channel of order.channels)
            expect(
              after.sent.some(
                (one) => one.about === about && one.cause === order.cause && one.channel === channel,
              ),
            ).toBe(false)
        }
        const reached = after.sent.some(
          (one) => one.contact === after.contactFrom && stands(one) && !one.chat,
        )
        expect(after.secretReached).toBe(reached)
        const { contactChange } = after
        if (contactChange) {
          const warned = after.sent.some(
            (one) =>
              one.about === contactChange.seq && one.cause === 'contact-change' && stands(one) && !one.chat,
          )
          expect(contactChange.toldAt !== null).toBe(warned)
          // Whoever is not told and will not be is known as untold, so that nobody waits for ever.
          if (contactChange.untold) expect(warned).toBe(false)
        }
        if (after.claim?.kind === 'not-me' && fact.type === 'not-me-declared') expect(after.chat).toBeNull()
      }
      const kept = JSON.parse(JSON.stringify(steps.map(({ fact, at, by, owed }) => ({ fact, at, by, owed }))))
      expect(stepsOf(kept).at(-1)?.after).toEqual(steps.at(-1)?.after)
      seen.twice++
    }),
    { numRuns: 1_200 },
  )
  // Premise: the histories hold what they are about.
  expect(seen.delivered).toBeGreaterThan(100)
  expect(seen.cascaded).toBeGreaterThan(20)
  expect(seen.chats).toBeGreaterThan(10)
})
