import { expect, test } from 'vitest'
import type { OutgoingMessage, SendResult } from '../../worker/channels/channel.ts'
import { RETRY_DELAYS_MS } from '../../worker/channels/retry.ts'
import type { Config } from '../../worker/config.ts'
import { settle } from '../../worker/domain/history.ts'
import type { Shipment } from '../../worker/domain/state.ts'
import { Messages } from '../../worker/shipment/messages.ts'
import type { OutboxDeps } from '../../worker/shipment/outbox-deps.ts'
import type { Secrets } from '../../worker/shipment/secrets.ts'
import type { Store } from '../../worker/shipment/store.ts'
import { onTheRoad, T0 } from '../domain/given.ts'

interface Retry {
  about: number
  cause: string
  channel: string
  tries: number
  due: number
}

/** A shipment that has left, its message about that, and a gateway that gives these answers in turn. */
function scene(...answers: SendResult[]) {
  let now = T0
  let retries: Retry[] = []
  const sent: OutgoingMessage[] = []
  const noted: object[] = []
  const of = (about: number, cause: string, channel: string) => (row: Retry) =>
    row.about === about && row.cause === cause && row.channel === channel
  const store = {
    retries: () => retries,
    setRetry: (about: number, cause: string, channel: string, tries: number, due: number) => {
      retries = [
        ...retries.filter((row) => !of(about, cause, channel)(row)),
        { about, cause, channel, tries, due },
      ]
    },
    clearRetry: (about: number, cause: string, channel: string) => {
      retries = retries.filter((row) => !of(about, cause, channel)(row))
    },
    factAt: () => T0 - 1000,
    personalData: { recipient: () => ({ phone: '+33639980001' }) },
  }
  const secrets = { pin: () => '12345', qr: () => 'SESAME:1:x', link: () => 'https://sesame.example/r#x.y' }
  const send = async (message: OutgoingMessage) => {
    sent.push(message)
    return answers.shift() ?? ({ outcome: 'sent', providerId: '1' } as const)
  }
  const gatewayDown = async () => {}
  const deps = {
    channels: { sms: { send } },
    note: (fact: object) => noted.push(fact),
    now: () => now,
    gatewayDown,
  }
  const facts = onTheRoad('kse', { contacts: { hasPhone: true, hasEmail: false } })
  const shipment = facts.reduce<Shipment | null>(
    (state, fact) => settle(state, fact, T0).after,
    null,
  ) as Shipment
  const messages = new Messages(
    'id',
    store as unknown as Store,
    secrets as unknown as Secrets,
    { publicUrl: 'https://sesame.example' } as Config,
    deps as unknown as OutboxDeps,
  )
  const [message] = shipment.unsent
  if (!message) throw new Error('nothing is told')
  return {
    sent,
    noted,
    /** Lets `ms` pass and does what is due, like the alarm. */
    async pass(ms: number) {
      now += ms
      await messages.send(message, () => shipment)
    },
    dueIn: () => (messages.dues(shipment)[0] ?? 0) - now,
  }
}

test('R5: a try after the first says so, and since when; the first does not', async () => {
  const at = scene({ outcome: 'retry', code: 'timeout' })
  await at.pass(0)
  await at.pass(at.dueIn())
  expect(at.sent.map(({ retried }) => retried)).toEqual([undefined, { since: T0 - 1000, last: false }])
  expect(at.noted).toHaveLength(1)
  expect(at.noted[0]).toMatchObject({ type: 'note-sent', channels: ['sms'] })
})

test('a gateway that asks for an hour is left alone for an hour, and then gets the message', async () => {
  const at = scene({ outcome: 'retry', code: 'http-429', waitMs: 3_600_000 })
  await at.pass(0)
  expect(at.dueIn()).toBe(3_600_000)
  await at.pass(3_599_999)
  expect(at.sent).toHaveLength(1)
  await at.pass(1)
  expect(at.sent).toHaveLength(2)
  expect(at.noted[0]).toMatchObject({ type: 'note-sent' })
})

test('a wait that is shorter than ours does not shorten ours', async () => {
  const at = scene({ outcome: 'retry', code: 'http-429', waitMs: 1000 })
  await at.pass(0)
  expect(at.dueIn()).toBe(RETRY_DELAYS_MS[0])
})

test('the last try knows that it is the last, and what then fails is noted', async () => {
  const at = scene(...Array.from({ length: 20 }, () => ({ outcome: 'retry', code: 'timeout' }) as const))
  await at.pass(0)
  for (const delay of RETRY_DELAYS_MS) await at.pass(delay)
  expect(at.sent.map(({ retried }) => retried?.last ?? false)).toEqual([
    ...RETRY_DELAYS_MS.map(() => false),
    true,
  ])
  expect(at.noted).toEqual([
    { type: 'note-failed', cause: 'released', channel: 'sms', about: 3, reason: 'timeout' },
  ])
})
