import { describe, expect, test } from 'vitest'
import { policyOf } from '../../worker/domain/policy.ts'
import { isQuiet, keepsQuiet } from '../../worker/domain/quiet-hours.ts'
import type { Shipment } from '../../worker/domain/state.ts'
import type { ChannelName, MessageCause } from '../../worker/domain/terms.ts'
import { policyFaults } from '../../worker/domain/validate-policy.ts'
import { quietUntil } from '../../worker/platform/calendar.ts'
import { Messages } from '../../worker/shipment/messages.ts'

const NIGHT = { from: '21:00', to: '08:00' }
const SIESTA = { from: '13:00', to: '14:30' }
const utc = (text: string) => Date.parse(`${text}Z`)
const iso = (at: number | null) => at && new Date(at).toISOString().slice(0, 16)

test.each([
  [NIGHT, '20:59', false],
  [NIGHT, '21:00', true],
  [NIGHT, '00:00', true],
  [NIGHT, '07:59', true],
  [NIGHT, '08:00', false],
  [SIESTA, '12:59', false],
  [SIESTA, '13:00', true],
  [SIESTA, '14:30', false],
])('R5: quiet hours %j at %s: %s', (hours, time, quiet) => {
  expect(isQuiet(hours, time)).toBe(quiet)
})

test.each([
  ['in the evening, until the next morning', NIGHT, 'Europe/Paris', '2026-03-04T21:30', '2026-03-05T07:00'],
  ['after midnight, until the same morning', NIGHT, 'Europe/Moscow', '2026-03-04T23:30', '2026-03-05T05:00'],
  ['over noon', SIESTA, 'Europe/Moscow', '2026-03-04T10:10', '2026-03-04T11:30'],
  [
    'in the night in which the clocks go forward',
    NIGHT,
    'Europe/Paris',
    '2026-03-28T22:00',
    '2026-03-29T06:00',
  ],
  ['in the night in which they go back', NIGHT, 'Europe/Paris', '2026-10-24T22:00', '2026-10-25T07:00'],
  ['by day, not at all', NIGHT, 'Europe/Paris', '2026-03-04T12:00', null],
])('R5: quiet hours end %s', (_, hours, zone, now, end) => {
  expect(iso(quietUntil(hours, zone, utc(now)))).toBe(end)
})

test.each<[MessageCause, ChannelName, boolean]>([
  ['released', 'sms', true],
  ['ready', 'messenger', true],
  ['contact-changed', 'sms', true],
  ['released', 'email', false],
  ['identity', 'sms', false],
  ['contact-change', 'sms', false],
  ['label-change', 'sms', false],
  ['corrected', 'sms', false],
  ['arrived', 'sms', false],
  ['reopened', 'sms', false],
  ['resend', 'sms', false],
  ['paid', 'sms', false],
  ['refunded', 'sms', true],
])('R5, R9: “%s” by %s waits for the end of quiet hours: %s', (cause, channel, waits) => {
  expect(keepsQuiet(cause, channel)).toBe(waits)
})

describe('a shipment’s messages at night', () => {
  const at = (now: string, cause: MessageCause, channels: ChannelName[], retries: object[] = []) => {
    const served = Object.fromEntries(channels.map((name) => [name, { send: () => fail(name) }]))
    const store = { retries: () => retries } as never
    const noted: unknown[] = []
    const deps = {
      channels: served,
      now: () => utc(now),
      note: (command: unknown) => noted.push(command),
    } as never
    const messages = new Messages('s1', store, {} as never, {} as never, deps)
    const message = { about: 3, order: { cause, channels, secret: true } }
    const policy = policyOf('kse', { quietHours: NIGHT, zone: 'Europe/Moscow' })
    const state = { policy, unsent: [message], sent: [] } as unknown as Shipment
    return { messages, message, state, noted }
  }
  const fail = (name: string): never => {
    throw new Error(`${name} rang at night`)
  }

  test('R5: a code that falls due is tried at the end of quiet hours, and nothing is noted before', async () => {
    const { messages, message, state, noted } = at('2026-03-04T23:30', 'released', ['sms', 'messenger'])
    expect(messages.dues(state).map((due) => iso(due))).toEqual(['2026-03-05T05:00', '2026-03-05T05:00'])
    await messages.send(message as never, () => state)
    expect(noted).toEqual([])
  })

  test('R5: an e-mail beside it is due at once, and so is everything by day', () => {
    const night = at('2026-03-04T23:30', 'released', ['sms', 'email'])
    expect(night.messages.dues(night.state).map((due) => iso(due))).toEqual(['2026-03-05T05:00', 0])
    const day = at('2026-03-05T05:00', 'released', ['sms', 'email'])
    expect(day.messages.dues(day.state)).toEqual([0, 0])
  })

  test('R9: a warning is due at once', () => {
    const { messages, state } = at('2026-03-04T23:30', 'contact-change', ['sms'])
    expect(messages.dues(state)).toEqual([0])
  })

  test('R5: a retry that falls into the night waits for the morning, one after it for its own time', () => {
    const retry = (due: string) => [{ about: 3, cause: 'released', channel: 'sms', tries: 1, due: utc(due) }]
    const early = at('2026-03-04T23:30', 'released', ['sms'], retry('2026-03-05T00:30'))
    expect(iso(early.messages.dues(early.state)[0] ?? null)).toBe('2026-03-05T05:00')
    const late = at('2026-03-04T23:30', 'released', ['sms'], retry('2026-03-05T06:30'))
    expect(iso(late.messages.dues(late.state)[0] ?? null)).toBe('2026-03-05T06:30')
  })
})

test('R3: quiet hours that end as they begin are refused, and so is what is no time', () => {
  const faults = (from: string, to: string) => policyFaults(policyOf('kse', { quietHours: { from, to } }))
  expect(faults('21:00', '08:00')).toEqual([])
  for (const [from, to] of [
    ['08:00', '08:00'],
    ['24:00', '08:00'],
    ['9:00', '08:00'],
  ] as const)
    expect(faults(from, to)).toEqual([{ field: 'quietHours', code: 'out-of-range' }])
})
