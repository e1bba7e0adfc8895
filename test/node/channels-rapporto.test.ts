import { expect, test } from 'vitest'
import type { NoticeCall } from '../../worker/channels/channel.ts'
import { gateways } from '../../worker/channels/gateways.ts'
import { honours, ID, REPORTS, startGateway } from './gateway.ts'

const MESSAGE = { id: ID, locale: 'ru' as const, to: '+79161234567', text: 'Код 12345' }
const account = { login: 'sesame_rest', password: 'word-of-ours', sender: 'SESAME', reportKey: 'own-key' }
const channel = (url: string, fetches: typeof globalThis.fetch, reportKey = account.reportKey) => {
  const messenger = { protocol: 'rapporto' as const, ...account, reportKey, url: `${url}/sesame_rest` }
  const never = () => Promise.reject(new Error('asked for the libraries of e-mail'))
  return gateways({ reportsUrl: REPORTS, messenger }, fetches, never).messenger ?? expect.fail()
}
const error = (code: number) => ({ error: { code, description: MESSAGE.text }, extendedDescription: 'no' })

/** The message as Rapporto gets it. */
async function posted(reportKey?: string) {
  const { url, calls } = await startGateway(() => ({ status: 200, body: { mtNum: '107', id: 'x' } }))
  await channel(url, fetch, reportKey).send(MESSAGE)
  return JSON.parse(calls[0]?.body ?? '')
}

/** The address that it is told to send this message's reports to. */
let notifyUrl = ''
const heard: typeof globalThis.fetch = async (_url, init) => {
  notifyUrl = JSON.parse(String(init?.body)).notifyUrl
  return Response.json({ mtNum: '107' })
}
await channel('http://127.0.0.1:1', heard).send(MESSAGE)

const report = (fields: object, url = notifyUrl): NoticeCall => ({
  url,
  headers: new Headers(),
  body: JSON.stringify({ id: 'x', mtNum: '107', type: 'MAX', text: MESSAGE.text, ...fields }),
})
const sent = { id: ID, providerId: '107' }

honours('Rapporto', {
  channel,
  message: MESSAGE,
  secrets: [account.password, account.reportKey],
  accepted: { body: { mtNum: '107', id: 'x' }, result: { outcome: 'sent', providerId: '107' } },
  refusals: [
    ['a wrong number is final', { status: 406, body: error(8) }, { outcome: 'failed', code: 'rapporto-8' }],
    ['a repeated one too', { status: 409, body: error(10) }, { outcome: 'failed', code: 'rapporto-10' }],
    [
      'a wrong password is tried again',
      { status: 401, body: error(6) },
      { outcome: 'retry', code: 'rapporto-6' },
    ],
    [
      'too many connections are tried again',
      { status: 429, body: error(3), headers: { 'retry-after': '5' } },
      { outcome: 'retry', code: 'rapporto-3', waitMs: 5000 },
    ],
    [
      'an error in a good answer is one',
      { status: 200, body: error(1) },
      { outcome: 'retry', code: 'rapporto-1' },
    ],
  ],
  notices: {
    genuine: [
      ['delivered', report({ status: 2 }), [{ ...sent, outcome: 'delivered' }]],
      ['read', report({ status: 9 }), [{ ...sent, outcome: 'delivered' }]],
      [
        'not delivered',
        report({ status: 5, errorCode: '8' }),
        [{ ...sent, outcome: 'undelivered', code: 'rapporto-8' }],
      ],
      ['under way', report({ status: 0 }), []],
      ['a state that is unknown', report({ status: 77 }), []],
    ],
    forged: [
      ['another key', report({ status: 2 }, notifyUrl.replace(/key=.{4}/, 'key=AAAA'))],
      ['none', report({ status: 2 }, notifyUrl.replace(/&key=.*/, ''))],
      ['the id of another message', report({ status: 2 }, notifyUrl.replace(ID, `${ID}s`))],
    ],
  },
})

test('Rapporto gets the message for MAX, its number without a plus, and an address for this message’s reports', async () => {
  const { notifyUrl: where, id, ...rest } = await posted()
  expect(rest).toEqual({
    login: account.login,
    password: account.password,
    destAddr: '79161234567',
    message: { type: 'MAX', data: { text: MESSAGE.text, serviceNumber: 'SESAME' } },
    registeredDelivery: 1,
  })
  expect(id).toMatch(/^[0-9a-f]{32}$/)
  expect((await posted()).id).toBe(id)
  expect(where).toMatch(new RegExp(`^${REPORTS}/rapporto\\?id=${ID}&key=[\\w-]{43}$`))
  expect(await posted('')).not.toHaveProperty('notifyUrl')
})

test('Rapporto: an earlier try that it knows is not doubled', async () => {
  const { url } = await startGateway(() => ({ status: 409, body: error(10) }))
  const retried = { since: Date.now() - 5000, last: false }
  expect(await channel(url, fetch).send({ ...MESSAGE, retried })).toMatchObject({ outcome: 'sent' })
})
