import { createHash, createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import type { NoticeCall, OutgoingMessage } from '../../worker/channels/channel.ts'
import { gateways } from '../../worker/channels/gateways.ts'
import { honours, ID, REPORTS, startGateway } from './gateway.ts'

const MESSAGE: OutgoingMessage = {
  id: ID,
  locale: 'ru',
  to: '+79161234567',
  text: 'Код 12345',
  code: '12345',
}
const TOKEN = 'gateway-token'
const channel = (url: string, fetches: typeof globalThis.fetch) => {
  const account = { login: '', password: TOKEN, sender: '', url }
  const never = () => Promise.reject(new Error('asked for the libraries of e-mail'))
  const messenger = { protocol: 'telegram-gateway' as const, ...account }
  return gateways({ reportsUrl: REPORTS, messenger }, fetches, never).messenger ?? expect.fail()
}
const request = (status?: string) => ({
  request_id: 'R1',
  phone_number: MESSAGE.to,
  request_cost: 0.01,
  payload: ID,
  ...(status && { delivery_status: { status, updated_at: 1 } }),
})
const refused = (error: string) => ({ status: 200, body: { ok: false, error } })

function report(status: string, token = TOKEN): NoticeCall {
  const body = JSON.stringify(request(status))
  const key = createHash('sha256').update(token).digest()
  const signature = createHmac('sha256', key).update(`1700000000\n${body}`).digest('hex')
  const headers = new Headers({ 'x-request-timestamp': '1700000000', 'x-request-signature': signature })
  return { url: `${REPORTS}/telegram-gateway`, headers, body }
}
const sent = { id: ID, providerId: 'R1' }

honours('Telegram', {
  channel,
  message: MESSAGE,
  secrets: [TOKEN],
  accepted: {
    body: { ok: true, result: request() },
    result: { outcome: 'sent', providerId: 'R1', cost: 1 },
  },
  refusals: [
    [
      'a number that is not on Telegram is final',
      refused('PHONE_NUMBER_NOT_FOUND'),
      { outcome: 'failed', code: 'telegram-PHONE_NUMBER_NOT_FOUND' },
    ],
    [
      'a wrong token is tried again',
      refused('ACCESS_TOKEN_INVALID'),
      { outcome: 'retry', code: 'telegram-ACCESS_TOKEN_INVALID' },
    ],
    [
      'an empty account is tried again',
      refused('BALANCE_NOT_ENOUGH'),
      { outcome: 'retry', code: 'telegram-BALANCE_NOT_ENOUGH' },
    ],
    [
      'a wait is waited for',
      refused('FLOOD_WAIT_17'),
      { outcome: 'retry', code: 'telegram-FLOOD_WAIT_17', waitMs: 17_000 },
    ],
    ['words are not kept', refused(MESSAGE.text), { outcome: 'retry', code: 'unreadable' }],
  ],
  states: [
    ['delivered', { ok: true, result: request('delivered') }, { outcome: 'delivered' }],
    ['read', { ok: true, result: request('read') }, { outcome: 'delivered' }],
    [
      'expired',
      { ok: true, result: request('expired') },
      { outcome: 'undelivered', code: 'telegram-expired' },
    ],
    [
      'revoked',
      { ok: true, result: request('revoked') },
      { outcome: 'undelivered', code: 'telegram-revoked' },
    ],
    ['sent', { ok: true, result: request('sent') }, null],
    ['a state that is unknown', { ok: true, result: request('dreaming') }, null],
  ],
  notices: {
    genuine: [
      ['delivered', report('delivered'), [{ ...sent, outcome: 'delivered' }]],
      ['expired', report('expired'), [{ ...sent, outcome: 'undelivered', code: 'telegram-expired' }]],
      ['sent', report('sent'), []],
      ['a state that is unknown', report('dreaming'), []],
    ],
    forged: [
      ['another token', report('delivered', 'a guess')],
      ['another body', { ...report('delivered'), body: report('read').body }],
      ['none', { ...report('delivered'), headers: new Headers() }],
    ],
  },
})

test('R5: Telegram gets the code alone, with an hour to deliver it', async () => {
  const { url, calls } = await startGateway(() => ({ status: 200, body: { ok: true, result: request() } }))
  const at = channel(url, fetch)
  expect(at.codesOnly).toBe(true)
  await at.send(MESSAGE)
  const [{ method, path, headers, body } = expect.fail()] = calls
  expect([method, path]).toEqual(['POST', '/sendVerificationMessage'])
  expect(headers.get('authorization')).toBe(`Bearer ${TOKEN}`)
  expect(JSON.parse(body)).toEqual({
    phone_number: MESSAGE.to,
    code: '12345',
    ttl: 3600,
    payload: ID,
    callback_url: `${REPORTS}/telegram-gateway`,
  })
})

test.each([undefined, '123', '123456789', 'abcde'])('Telegram takes no code %s', async (code) => {
  const { code: _, ...rest } = MESSAGE
  const at = channel('http://127.0.0.1:1', fetch)
  expect(await at.send({ ...rest, ...(code && { code }) })).toEqual({
    outcome: 'failed',
    code: 'telegram-code',
  })
})
