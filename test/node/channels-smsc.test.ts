import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { NoticeCall } from '../../worker/channels/channel.ts'
import { type ChannelSettings, gateways } from '../../worker/channels/gateways.ts'
import { referenceText } from '../../worker/channels/reference.ts'
import { MESSAGE_CAUSES } from '../../worker/domain/terms.ts'
import { honours, ID, REPORTS, startGateway } from './gateway.ts'

const MESSAGE = { id: ID, locale: 'ru' as const, to: '+79161234567', text: 'Код 12345' }
const account = { login: 'sesame', password: 'word-of-ours', sender: 'Sesame', reportKey: 'a phrase' }
type Part = 'sms' | 'messenger' | 'voice'

const channelOf = (part: Part, more: object, url: string, fetches: typeof globalThis.fetch) => {
  const settings = { protocol: 'smsc', ...account, ...more, url: `${url}/sys/send.php` }
  const never = () => Promise.reject(new Error('asked for the libraries of e-mail'))
  const all = { reportsUrl: REPORTS, [part]: settings } as ChannelSettings
  return gateways(all, fetches, never)[part] ?? expect.fail()
}

function notice(status: number, phrase = account.reportKey, id = ID): NoticeCall {
  const signed = `${id}:${MESSAGE.to}:${status}:${phrase}`
  const sha1 = createHash('sha1').update(signed).digest('hex')
  const fields = { id, phone: MESSAGE.to, status: String(status), sha1 }
  return { url: `${REPORTS}/smsc`, headers: new Headers(), body: String(new URLSearchParams(fields)) }
}
const sent = { id: ID, providerId: ID }
const undelivered = (status: number) => ({ outcome: 'undelivered' as const, code: `smsc-${status}` })

const PARTS: [part: Part, more: object, fields: Record<string, string>][] = [
  ['sms', {}, {}],
  ['messenger', { kind: 'telegram' }, { tg: '1' }],
  ['messenger', { kind: 'whatsapp' }, { whatsapp: '1' }],
  ['messenger', { kind: 'viber' }, { viber: '1' }],
  ['voice', {}, { call: '1' }],
]

for (const [part, more, fields] of PARTS) {
  const channel = (url: string, fetches: typeof globalThis.fetch) => channelOf(part, more, url, fetches)
  honours(`SMSC, ${part} ${Object.keys(fields)}`, {
    channel,
    message: MESSAGE,
    secrets: [account.password, account.reportKey],
    accepted: {
      body: { id: ID, cnt: 2, cost: '3.85' },
      result: { outcome: 'sent', providerId: ID, parts: 2, cost: 385 },
    },
    refusals: [
      [
        'an error about the number in a good answer is final',
        { status: 200, body: { error: `about ${MESSAGE.text}`, error_code: 8 } },
        { outcome: 'failed', code: 'smsc-8' },
      ],
      [
        'an error about the balance is tried again',
        { status: 200, body: { error: 'money', error_code: 3 } },
        { outcome: 'retry', code: 'smsc-3' },
      ],
    ],
    question: {
      is: ({ path }) => path === '/sys/status.php',
      found: { status: -1 },
      result: { outcome: 'sent', providerId: ID },
      notThere: { status: -3 },
    },
    states: [
      ...[1, 2, 4].map((status): [string, unknown, { outcome: 'delivered' }] => [
        `state ${status}`,
        { status },
        { outcome: 'delivered' },
      ]),
      ...[3, 20, 22, 23, 24, 25].map((status): [string, unknown, ReturnType<typeof undelivered>] => [
        `state ${status}`,
        { status },
        undelivered(status),
      ]),
      ['under way', { status: 0 }, null],
      ['a state that is unknown', { status: 77 }, null],
    ],
    notices: {
      genuine: [
        ['delivered', notice(1), [{ ...sent, outcome: 'delivered' }]],
        ['out of reach', notice(25), [{ ...sent, ...undelivered(25) }]],
        ['under way', notice(0), []],
        ['a state that is unknown', notice(77), []],
      ],
      forged: [
        ['another phrase', notice(1, 'a guess')],
        ['no signature', { ...notice(1), body: `id=${ID}&phone=${MESSAGE.to}&status=1` }],
      ],
    },
  })

  test(`SMSC gets ${part} by one call with ${JSON.stringify(fields)}`, async () => {
    const { url, calls } = await startGateway(() => ({ status: 200, body: { id: ID } }))
    const at = channel(url, fetch)
    await at.send(MESSAGE)
    expect(at.gateway).toBe('smsc')
    expect(at.codesOnly).toBe(part === 'voice' ? true : undefined)
    expect(Object.fromEntries(new URLSearchParams(calls[0]?.body))).toEqual({
      login: 'sesame',
      psw: account.password,
      phones: MESSAGE.to,
      mes: MESSAGE.text,
      id: ID,
      sender: 'Sesame',
      charset: 'utf-8',
      fmt: '3',
      cost: '3',
      ...fields,
    })
  })
}

test('SMSC: without a phrase of the account no report is believed', async () => {
  const at = channelOf('sms', { reportKey: '' }, 'http://127.0.0.1:1', fetch)
  expect(at.readNotices).toBeUndefined()
})

test('R9: the notice of every warning leads back to its message, on every channel', async () => {
  const { url, calls } = await startGateway(() => ({ status: 200, body: { id: '1', cnt: 1 } }))
  for (const part of ['sms', 'messenger', 'voice'] as const)
    for (const cause of MESSAGE_CAUSES) {
      const id = referenceText({ shipmentId: 'A'.repeat(14), about: 123, cause, channel: part })
      const channel = channelOf(part, {}, url, fetch)
      await channel.send({ ...MESSAGE, id })
      const given = new URLSearchParams(calls.at(-1)?.body).get('id') ?? ''
      expect(given.length).toBeLessThanOrEqual(40)
      expect(await channel.readNotices?.(notice(25, account.reportKey, given))).toMatchObject([{ id }])
    }
})
