import { expect, test } from 'vitest'
import type { OutgoingMessage, Report, SendResult } from '../../worker/channels/channel.ts'
import type { Config } from '../../worker/config.ts'
import type { Command } from '../../worker/domain/command.ts'
import { decide } from '../../worker/domain/decide.ts'
import { settle } from '../../worker/domain/history.ts'
import type { PolicyOverrides } from '../../worker/domain/policy.ts'
import type { Shipment } from '../../worker/domain/state.ts'
import type { ChannelName } from '../../worker/domain/terms.ts'
import { Messages } from '../../worker/shipment/messages.ts'
import type { OutboxDeps } from '../../worker/shipment/outbox-deps.ts'
import type { Secrets } from '../../worker/shipment/secrets.ts'
import type { Store } from '../../worker/shipment/store.ts'
import { onTheRoad, T0 } from '../domain/given.ts'

/** What a provider answers: to each message in turn, and to each question. */
interface Provider {
  /** `dies`: the provider has the message, and the process is killed before it hears so. */
  sends?: (SendResult | 'dies')[]
  asked?: (Report | null)[]
  codesOnly?: true
  /** It reports by itself. */
  pushes?: true
}
const TAKEN: SendResult = { outcome: 'sent', providerId: 'p-1', parts: 1 }
const DOWN: SendResult = { outcome: 'retry', code: 'http-503' }
const CASCADE = { cascade: { channels: ['messenger', 'sms'] as ChannelName[], waitS: 60 } }

/** A shipment that has left, with providers that answer so, and an outbox that does what is due. */
function scene(
  providers: Partial<Record<ChannelName, Provider>>,
  policy: PolicyOverrides = CASCADE,
  { alertFails = false, bot = [] }: { alertFails?: boolean; bot?: ('sent' | 'blocked')[] } = {},
) {
  const chat: string[] = []
  const posted: (OutgoingMessage & { channel: string })[] = []
  let now = T0 + 10_000
  let retries: { about: number; cause: string; channel: string; tries: number; due: number }[] = []
  const log: string[] = []
  const down: string[] = []
  const facts = onTheRoad('kse', { policy, contacts: { hasPhone: true, hasEmail: false } })
  let state = facts.reduce<Shipment | null>((s, fact) => settle(s, fact, T0).after, null) as Shipment
  const clear = (about: number, cause: string, channel: string) => {
    retries = retries.filter((r) => r.about !== about || r.cause !== cause || r.channel !== channel)
  }
  const store = {
    retries: () => retries,
    setRetry: (about: number, cause: string, channel: string, tries: number, due: number) => {
      clear(about, cause, channel)
      retries.push({ about, cause, channel, tries, due })
    },
    clearRetry: clear,
    factAt: () => T0,
    personalData: { recipient: () => ({ phone: '+79160000001' }), of: () => '42' },
  }
  const channels = Object.fromEntries(
    Object.entries(providers).map(([name, { sends = [], asked, codesOnly, pushes }]) => [
      name,
      {
        gateway: 'test',
        ...(codesOnly && { codesOnly }),
        ...(pushes && { readNotices: async () => [] }),
        send: async (message: OutgoingMessage) => {
          const result = sends.shift() ?? TAKEN
          const outcome = result === 'dies' ? result : result.outcome
          log.push(`${name} ${outcome} ${message.text.includes('12345') ? 'code' : 'no code'}`)
          posted.push({ channel: name, ...message })
          return result === 'dies' ? new Promise<never>(() => {}) : result
        },
        ...(asked && {
          ask: async () => {
            log.push(`${name} asked`)
            return asked.shift() ?? null
          },
        }),
      },
    ]),
  )
  const note = (command: Command) => {
    const decision = decide(state, command, now)
    if (!decision.ok) throw new Error(decision.refusal)
    for (const fact of decision.facts) state = settle(state, fact, now).after
  }
  const max = {
    bot: 'max',
    write: async (_chat: string, text: string): Promise<SendResult> => {
      chat.push(text.includes('12345') ? 'code' : 'no code')
      return bot.shift() === 'blocked' ? { outcome: 'failed', code: 'blocked' } : TAKEN
    },
  }
  const deps = {
    channels,
    bots: bot.length > 0 ? { max } : {},
    note,
    now: () => now,
    gatewayDown: async (name: string) => {
      if (alertFails) throw new Error('the registry is down')
      down.push(name)
    },
  } as unknown as OutboxDeps
  const begin = () =>
    new Messages(
      'id',
      store as unknown as Store,
      {
        pin: () => '12345',
        qr: () => null,
        link: () => 'https://sesame.example/r#x.y',
      } as unknown as Secrets,
      { publicUrl: 'https://sesame.example' } as Config,
      deps,
    )
  let messages = begin()
  return {
    log,
    down,
    chat,
    posted,
    /** The object loses its memory and is woken up. */
    async wake() {
      messages = begin()
    },
    state: () => state,
    note,
    /** Sends a message as it was known before, a minute later. */
    async sendOnly(message: Shipment['unsent'][number] | undefined) {
      now += 60_000
      if (message) await messages.send(message, () => state)
    },
    /** Rings like the alarm until nothing is due for `ms`. */
    async pass(ms: number) {
      const until = now + ms
      for (let rings = 0; ; rings++) {
        if (rings > 100) throw new Error('the alarm rings without a pause')
        const dues = messages.dues(state)
        const due = dues.length > 0 ? Math.max(now, Math.min(...dues)) : Number.POSITIVE_INFINITY
        if (due > until) break
        now = due
        for (const message of state.unsent) await messages.send(message, () => state)
        await messages.askForReports(() => state)
      }
      now = until
    },
  }
}

const report = (channel: ChannelName, outcome: 'delivered' | 'undelivered'): Command => ({
  ...{ type: 'note-report', cause: 'released', about: 3 },
  channel,
  outcome,
})

test('R5: the second channel is tried only when the first reported no delivery in time', async () => {
  const at = scene({ messenger: {}, sms: {} })
  await at.pass(59_000)
  expect(at.log).toEqual(['messenger sent code'])
  await at.pass(2000)
  expect(at.log).toEqual(['messenger sent code', 'sms sent code'])
  await at.pass(3_600_000)
  expect(at.log).toHaveLength(2)
})

test('R5: a delivery ends the cascade; a report of none lets it go on at once', async () => {
  const delivered = scene({ messenger: {}, sms: {} })
  await delivered.pass(5000)
  delivered.note(report('messenger', 'delivered'))
  await delivered.pass(3_600_000)
  expect(delivered.log).toEqual(['messenger sent code'])
  const lost = scene({ messenger: {}, sms: {} })
  await lost.pass(5000)
  lost.note(report('messenger', 'undelivered'))
  await lost.pass(0)
  expect(lost.log).toEqual(['messenger sent code', 'sms sent code'])
})

test('R38: a report that got lost is asked for before the next channel is tried, and later', async () => {
  const at = scene({ messenger: { asked: [{ outcome: 'delivered' }] }, sms: {} })
  await at.pass(120_000)
  expect(at.log).toEqual(['messenger sent code', 'messenger asked'])
  expect(at.state().sent[0]?.outcome).toBe('delivered')
  const late = scene({ sms: { asked: [null, { outcome: 'undelivered', code: 'smsc-20' }] } }, {})
  await late.pass(24 * 3_600_000)
  expect(late.log).toEqual(['sms sent code', 'sms asked', 'sms asked'])
  expect(late.state().secretReached).toBe(false)
})

test('R5: a provider that is down holds a cascade up no longer than the contract waits', async () => {
  const at = scene({ messenger: { sends: Array(9).fill(DOWN) }, sms: {} })
  await at.pass(60_000)
  expect(at.log).toEqual([
    'messenger retry code',
    'messenger retry code',
    'messenger retry code',
    'sms sent code',
  ])
  expect(at.down).toEqual(['messenger'])
  expect(at.state().unsent).toEqual([])
})

test('R5: down for an hour nothing is lost, and the dispatchers are alerted once', async () => {
  const at = scene({ sms: { sends: Array(6).fill(DOWN) } }, {})
  await at.pass(2 * 3_600_000)
  expect(at.log.at(-1)).toBe('sms sent code')
  expect(at.down).toEqual(['sms'])
})

test('R5: killed between sending and noting it, a message goes out once more, the same, and never a third time', async () => {
  for (const [policy, before] of [
    [{}, []],
    [CASCADE, [DOWN]],
  ] as const) {
    const at = scene(
      { messenger: { sends: [...before, ...before, ...before] }, sms: { sends: ['dies'] } },
      policy,
    )
    void at.pass(120_000)
    await new Promise((resolve) => setImmediate(resolve))
    const [first] = at.posted.slice(-1)
    expect(at.log.at(-1)).toBe('sms dies code')
    expect(at.state().unsent).toHaveLength(1)
    await at.wake()
    await at.pass(24 * 3_600_000)
    const copies = at.posted.filter(({ channel }) => channel === 'sms')
    expect(copies).toHaveLength(2)
    expect(copies[1]).toEqual(first)
    expect(at.state().unsent).toEqual([])
  }
})

test('R39: a channel that carries codes only is passed over by a message without one', async () => {
  const at = scene({ messenger: { codesOnly: true }, sms: {} }, { ...CASCADE, reveal: 'scan' })
  await at.pass(0)
  expect(at.log).toEqual(['sms sent no code'])
  const alone = scene({ messenger: { codesOnly: true } }, { reveal: 'scan' })
  await alone.pass(0)
  expect(alone.log).toEqual([])
  expect(alone.state().unsent).toEqual([])
})

test('R5: a report that comes in while other messages leave is heeded before the next step', async () => {
  const at = scene({ messenger: {}, sms: {} })
  await at.pass(59_000)
  const [outdated] = at.state().unsent
  at.note(report('messenger', 'delivered'))
  await at.sendOnly(outdated)
  await at.pass(3_600_000)
  expect(at.log).toEqual(['messenger sent code'])
})

test('R5: a channel that nobody serves here costs the others no try', async () => {
  const at = scene({ sms: { sends: Array(6).fill(DOWN) } })
  await at.pass(2 * 3_600_000)
  expect(at.log.at(-1)).toBe('sms sent code')
  expect(at.state().unsent).toEqual([])
})

test('R5: an alert that cannot be stored loses no message', async () => {
  const at = scene({ sms: { sends: Array(4).fill(DOWN) } }, {}, { alertFails: true })
  await at.pass(3_600_000)
  expect(at.log.at(-1)).toBe('sms sent code')
})

test('R38: nobody is asked about a message of days ago, and who reports by itself sets no alarm', async () => {
  const silent = scene({ sms: { asked: [null, null, null, null] } }, {})
  await silent.pass(30 * 3_600_000)
  expect(silent.log.filter((line) => line === 'sms asked')).toHaveLength(4)
  await silent.wake()
  await silent.pass(1000)
  expect(silent.log.filter((line) => line === 'sms asked')).toHaveLength(4)
  const pushing = scene({ sms: { asked: [null], pushes: true } }, {})
  await pushing.pass(30 * 3_600_000)
  expect(pushing.log).toEqual(['sms sent code'])
})

test('R9: a warning goes to the announced number, and not to whoever has the chat', async () => {
  const at = scene({ messenger: {} }, {}, { bot: ['sent'] })
  await at.pass(0)
  at.note({ type: 'join-chat', bot: 'max', link: 1, same: false })
  await at.pass(0)
  expect(at.log).toEqual(['messenger sent code', 'messenger sent no code'])
  expect(at.chat).toEqual([])
})

test('R5: a bot that is blocked gives way to the announced number', async () => {
  const at = scene({ messenger: {} }, {}, { bot: ['blocked'] })
  at.note({ type: 'join-chat', bot: 'max', link: 1, same: false })
  await at.pass(10_000)
  expect(at.chat).toEqual(['no code'])
  expect(at.log).toContain('messenger sent code')
  expect(at.state().chat).toBeNull()
})
