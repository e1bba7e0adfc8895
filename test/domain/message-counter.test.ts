import { expect, test } from 'vitest'
import type { Fact } from '../../worker/domain/event.ts'
import { type Step, settle } from '../../worker/domain/history.ts'
import type { PolicyOverrides } from '../../worker/domain/policy.ts'
import { figuresOf } from '../../worker/domain/stats.ts'
import type { ChannelName } from '../../worker/domain/terms.ts'
import { visitsOf } from '../../worker/domain/visits.ts'
import { atTheDoor, T0 } from './given.ts'

const byPin: Fact = { type: 'handed-over', labels: ['PARCEL-1'], of: 1, proof: 'pin', code: 'PIN' }
const CASCADE: PolicyOverrides = { cascade: { channels: ['messenger', 'sms'], waitS: 60 } }
const of = { cause: 'released', about: 3 } as const
const sent = (channel: ChannelName, parts?: number): Fact => ({
  ...{ type: 'message-sent', ...of, channels: [channel] },
  sent: { [channel]: { id: 'p', ...(parts !== undefined && { parts }) } },
})
const failed = (channel: ChannelName): Fact => ({ type: 'message-failed', ...of, channel, reason: 'x' })
const reported = (channel: ChannelName, outcome: 'delivered' | 'undelivered'): Fact => ({
  ...{ type: 'message-reported', ...of, channel },
  outcome,
})

/** Returns what is counted of the message `released` after these facts, where each SMS will take three parts. */
function counted(facts: Fact[], policy = CASCADE, served: ChannelName[] = ['sms', 'messenger']) {
  const steps: Step[] = []
  const door = atTheDoor('kse', { policy, contacts: { hasPhone: true, hasEmail: false } })
  for (const [n, fact] of [...door, ...facts].entries())
    steps.push(settle(steps.at(-1)?.after ?? null, fact, T0 + n * 1000))
  const [visit] = visitsOf(
    steps,
    () => '2026-03-04',
    served,
    () => 3,
  )
  return [visit?.messages.messenger ?? 0, visit?.messages.sms ?? 0, visit?.smsParts]
}

test('of a cascade the step counts that is taken, and the next one once it has to follow', () => {
  expect(counted([])).toEqual([1, 0, 0])
  expect(counted([sent('messenger'), reported('messenger', 'delivered')])).toEqual([1, 0, 0])
  expect(counted([failed('messenger')])).toEqual([0, 1, 3])
  expect(counted([sent('messenger'), reported('messenger', 'undelivered')])).toEqual([1, 1, 3])
  expect(counted([sent('messenger'), sent('sms', 2)])).toEqual([1, 1, 2])
})

test('a step that is not needed any more, or that nothing here can carry, does not count', () => {
  const late = [sent('messenger'), reported('messenger', 'undelivered'), reported('messenger', 'delivered')]
  expect(counted(late)).toEqual([1, 0, 0])
  const unserved: Fact = { type: 'message-sent', ...of, channels: ['sms'], unserved: ['messenger'] }
  expect(counted([unserved], {})).toEqual([0, 1, 3])
  expect(counted([], CASCADE, ['sms'])).toEqual([0, 1, 3])
})

test('what was given up and arrives after all counts again', () => {
  expect(counted([failed('sms')], {})).toEqual([1, 0, 0])
  expect(counted([failed('sms'), reported('sms', 'delivered')], {})).toEqual([1, 1, 1])
})

test('a visit that was stored before parts were counted took one for each SMS', () => {
  const steps: Step[] = []
  for (const [n, fact] of [...atTheDoor('kse'), byPin].entries())
    steps.push(settle(steps.at(-1)?.after ?? null, fact, T0 + n * 1000))
  const [visit] = visitsOf(steps, () => '2026-03-04', ['sms'])
  if (!visit) throw new Error('no visit')
  const { smsParts: _smsParts, ...stored } = visit
  expect(figuresOf(stored as typeof visit).sms_parts).toBe(visit.messages.sms)
})
