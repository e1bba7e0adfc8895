import { expect, test } from 'vitest'
import type { Fact } from '../../worker/domain/event.ts'
import { settle, stepsOf } from '../../worker/domain/history.ts'
import type { Shipment } from '../../worker/domain/state.ts'
import {
  announced,
  atTheDoor,
  backAtDepot,
  dispatched,
  type Given,
  missed,
  nextVisit,
  onRound,
  POINT,
  scheduled,
  T0,
} from './given.ts'

const HOUR = 3_600_000
const withdrawn: Fact = { type: 'withdrawn', roundId: 'round-1' }
const otherRound: Fact = { ...scheduled, roundId: 'round-2' } as Fact
const silent: Given = { policy: { moments: { failed: ['sms'] } } }

/** Returns the causes told by each fact of a story; `!`: with the secret. The last fact comes `later` ms after. */
function told(facts: readonly Fact[], later = 1000): string[] {
  let state: Shipment | null = null
  return facts.flatMap((fact, i) => {
    const at = i === facts.length - 1 ? T0 + later : T0 + i
    const step = settle(state, fact, at)
    state = step.after
    return (step.owed.messages ?? []).map(({ cause, secret }) => cause + (secret ? '!' : ''))
  })
}

test('R5: taken off a round and put on another within a day, nothing is new to the recipient', () => {
  const story = [...onRound('chronopost'), withdrawn, otherRound]
  expect(told(story)).toEqual(['announced!', 'scheduled!'])
  expect(told(story, 24 * HOUR + 2)).toEqual(['announced!', 'scheduled!', 'scheduled!'])
})

test('R5: another secret, another contact, or anything told in between makes it news', () => {
  const start = [...onRound('chronopost'), withdrawn]
  const contacts = { hasPhone: true, hasEmail: true }
  const resent: Fact = { type: 'sent-on-demand', what: 'code' }
  expect(told([...start, resent, otherRound])).toEqual(['announced!', 'scheduled!', 'resend!', 'scheduled!'])
  const corrected: Fact = {
    type: 'recipient-corrected',
    contacts,
    contact: true,
    was: { from: 1, ...contacts },
  }
  expect(told([...start, corrected, otherRound]).at(-1)).toBe('scheduled!')
})

test('R5: what could not be delivered was not told, so it is told again', () => {
  const lost: Fact = {
    type: 'message-failed',
    cause: 'scheduled',
    channel: 'sms',
    about: 2,
    reason: 'http-503',
  }
  const story = [...onRound('chronopost'), lost, withdrawn, otherRound]
  expect(told(story)).toEqual(['announced!', 'scheduled!', 'scheduled!'])
})

test('R5, R37: a hold that was taken back before it was told is told when it comes again', () => {
  const held: Fact = { type: 'held', reason: 'no-code', labels: ['PARCEL-1'], code: 'NL', point: POINT }
  const start = atTheDoor('chronopost')
  const back: Fact = { type: 'visit-reopened', takesBack: start.length + 1, labels: ['PARCEL-1'] }
  expect(told([...start, held, back, held]).filter((cause) => cause === 'held')).toHaveLength(2)
  // Premise: without taking it back nobody hears of the same hold twice.
  expect(told([...start, held, held]).filter((cause) => cause === 'held')).toHaveLength(1)
})

test('R5: the end of another visit is news, although the same was told of the one before', () => {
  const again: Fact[] = [...nextVisit, { type: 'arrived', deviceAt: '', placed: true }, missed]
  const story = [...atTheDoor('chronopost', silent), missed, backAtDepot(['PARCEL-1']), ...again]
  expect(told(story).filter((cause) => cause === 'failed')).toHaveLength(2)
})

test('R5: a second visit on the same day is news after the first one failed', () => {
  const story = [...atTheDoor('kse'), missed, backAtDepot(['PARCEL-1']), ...nextVisit]
  expect(told(story)).toEqual(['released!', 'failed', 'released!'])
})

test('R5: another destination is news, the same one is not', () => {
  const given: Given = { destination: POINT }
  expect(told([announced('chronopost', given), scheduled, withdrawn, otherRound])).toEqual([
    'announced',
    'scheduled',
  ])
})

test('R31: what was owed stays owed: a stored second message is not taken back by the rule', () => {
  const facts = [...onRound('chronopost'), withdrawn, otherRound]
  const order = { cause: 'scheduled', channels: ['sms'], secret: true } as const
  const stored = facts.map((fact, i) => ({
    fact,
    at: T0 + i,
    by: null,
    owed: fact.type === 'scheduled' ? { messages: [{ ...order, channels: [...order.channels] }] } : {},
  }))
  expect(stepsOf(stored).at(-1)?.after.unsent).toHaveLength(2)
  // Facts from before owing was stored: both messages were owed by the rules of their time.
  const older = stepsOf(facts.map((fact, i) => ({ fact, at: T0 + i, by: null, owed: null })))
  expect(older.at(-1)?.after.unsent.map(({ order: { cause } }) => cause)).toEqual([
    'announced',
    'scheduled',
    'scheduled',
  ])
})

test('R5: the dispatch of what was told a moment ago as scheduled tells no more than the policy says', () => {
  expect(told([...onRound('chronopost'), dispatched])).toEqual(['announced!', 'scheduled!'])
})
