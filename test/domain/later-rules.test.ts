import { afterAll, expect, test, vi } from 'vitest'
import type { Fact } from '../../worker/domain/event.ts'
import type { MessageOrder, Shipment } from '../../worker/domain/state.ts'
import { announced, atTheDoor, T0 } from './given.ts'
import { STORED_LOGS } from './stored-logs.ts'

/** A rule that did not exist when anything of the frozen logs was stored. */
const later = { on: false, type: 'shelved' }
const NEWS: MessageOrder = { cause: 'reminder', channels: ['sms'], secret: false }

vi.doMock('../../worker/domain/messages.ts', async (original) => {
  const { messagesFor } = await original<typeof import('../../worker/domain/messages.ts')>()
  return {
    messagesFor: (before: Shipment | null, after: Shipment, fact: Fact) => [
      ...messagesFor(before, after, fact),
      ...(later.on && fact.type === later.type ? [NEWS] : []),
    ],
  }
})
vi.doMock('../../worker/domain/effects.ts', async (original) => {
  const effects = await original<typeof import('../../worker/domain/effects.ts')>()
  return {
    ...effects,
    alertFor: (fact: Fact) =>
      later.on && fact.type === later.type ? ('misplaced' as const) : effects.alertFor(fact),
  }
})

// Other files of this process have read the rules already; here they are read anew, with the later one in them.
vi.resetModules()
const { settle, stepsOf } = await import('../../worker/domain/history.ts')
afterAll(() => {
  vi.doUnmock('../../worker/domain/messages.ts')
  vi.doUnmock('../../worker/domain/effects.ts')
  vi.resetModules()
})

/** What was owed by the rules of then, and by those rules with a later one beside them. */
function both<T>(read: () => T): { then: T; now: T } {
  later.on = false
  const then = read()
  later.on = true
  const now = read()
  later.on = false
  return { then, now }
}

const TYPES = ['shelved', 'arrived', 'dispatched', 'clerk-scanned', 'cancelled', 'label-scanned'] as const

test.each(TYPES)('R5: a new rule about %s sends nothing and raises nothing for facts of before', (type) => {
  later.type = type
  for (const { log } of STORED_LOGS) {
    const old = log.map((one) => ({ ...one, owed: null }))
    const { then, now } = both(() => stepsOf(old))
    expect(now).toEqual(then)
    // And for those that carry what they owe.
    const carried = both(() => stepsOf(then.map(({ fact, at, by, owed }) => ({ fact, at, by, owed }))))
    expect(carried.now).toEqual(then)
  }
  expect(STORED_LOGS.some(({ log }) => log.some(({ fact }) => fact.type === type))).toBe(true)
})

test('R5: a new rule tells of what happens from then on', () => {
  later.type = 'arrived'
  const arrived = atTheDoor('kse').at(-1) as Fact
  const { then, now } = both(() => {
    const first = settle(null, announced('kse'), T0)
    return settle(first.after, arrived, T0).owed
  })
  expect(then.messages ?? []).not.toContainEqual(NEWS)
  expect(now.messages).toContainEqual(NEWS)
  expect(now.alert).toBe('misplaced')
})
