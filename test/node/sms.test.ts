import { expect, test } from 'vitest'
import type { OutgoingMessage } from '../../worker/channels/channel.ts'
import { gateways, type SmsSettings } from '../../worker/channels/gateways.ts'
import { RETRY_DELAYS_MS, retryDelayMs } from '../../worker/channels/retry.ts'

/** Where the provider sends its delivery reports. */
const REPORTS = 'https://sesame.example/api/reports'

/** Fails the test if SMS loads the mail libraries. */
const noMail = () => Promise.reject(new Error('asked for the libraries of e-mail'))

const MESSAGE: OutgoingMessage = {
  locale: 'ru',
  id: 'm-1',
  to: '+79161234567',
  text: 'Код 12345 + ссылка & прочее',
}
const ACCOUNT = { login: 'AC1', password: 'пароль', sender: 'Sesame' }
const SMSC: SmsSettings = { ...ACCOUNT, protocol: 'smsc', url: 'https://smsc.example/sys/send.php' }
const TWILIO: SmsSettings = { ...ACCOUNT, protocol: 'twilio', url: 'https://api.example/' }

type Call = { url: string; headers: Headers; form: URLSearchParams; redirect: string | undefined }

/** Sends one message to a gateway that gives this answer, and returns the requests beside the result. */
async function tryOnce(settings: SmsSettings, status: number, body: unknown, message = MESSAGE) {
  const calls: Call[] = []
  const fetch = async (url: unknown, init?: RequestInit) => {
    const form = new URLSearchParams(String(init?.body))
    calls.push({ url: String(url), headers: new Headers(init?.headers), form, redirect: init?.redirect })
    return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status })
  }
  const result = await gateways(
    { reportsUrl: REPORTS, sms: settings },
    fetch as typeof globalThis.fetch,
    noMail,
  ).sms?.send(message)
  return { result, call: calls[0] as Call }
}

test('SMSC gets the message in its own form, UTF-8, with the message id', async () => {
  const { result, call } = await tryOnce(SMSC, 200, { id: 'm-1', cnt: 2, cost: '3.85' })
  expect(result).toEqual({ outcome: 'sent', providerId: 'm-1', parts: 2, cost: 385 })
  expect(call.url).toBe(SMSC.url)
  expect(call.redirect).toBe('manual')
  expect(Object.fromEntries(call.form)).toEqual({
    login: 'AC1',
    psw: 'пароль',
    phones: MESSAGE.to,
    mes: MESSAGE.text,
    id: 'm-1',
    sender: 'Sesame',
    charset: 'utf-8',
    fmt: '3',
    cost: '3',
  })
})

test('an id outside SMSC’s alphabet becomes a stable one inside it', async () => {
  const long = { ...MESSAGE, id: 'shipment/1:held:sms' }
  const first = (await tryOnce(SMSC, 200, { id: 1 }, long)).call.form.get('id')
  expect(first).toMatch(/^[0-9a-f]{40}$/)
  expect((await tryOnce(SMSC, 200, { id: 1 }, long)).call.form.get('id')).toBe(first)
})

test.each([
  [1, 'failed'],
  [2, 'retry'],
  [3, 'retry'],
  [4, 'retry'],
  [6, 'failed'],
  [7, 'failed'],
  [8, 'failed'],
  [9, 'retry'],
])('SMSC error %i: %s', async (error_code, outcome) => {
  const { result } = await tryOnce(SMSC, 200, { error: `about ${MESSAGE.text}`, error_code })
  expect(result).toEqual({ outcome, code: `smsc-${error_code}` })
})

test('Twilio gets the message under the account, with basic authentication', async () => {
  const { result, call } = await tryOnce(TWILIO, 201, { sid: 'SM1' })
  expect(result).toEqual({ outcome: 'sent', providerId: 'SM1' })
  expect(call.url).toBe('https://api.example/2010-04-01/Accounts/AC1/Messages.json')
  expect(call.headers.get('authorization')).toBe(`Basic ${Buffer.from('AC1:пароль').toString('base64')}`)
  expect(Object.fromEntries(call.form)).toEqual({
    To: MESSAGE.to,
    From: 'Sesame',
    Body: MESSAGE.text,
    StatusCallback: `${REPORTS}/twilio?id=m-1`,
  })
})

test.each([
  [400, { code: 21211, message: MESSAGE.text }, 'failed', 'twilio-21211'],
  [401, { code: 20003 }, 'retry', 'twilio-20003'],
  [429, { code: 20429 }, 'retry', 'twilio-20429'],
  [503, 'down', 'retry', 'http-503'],
  [404, '<html>a proxy</html>', 'retry', 'http-404'],
])('Twilio status %i with %j: %s', async (status, body, outcome, code) => {
  expect((await tryOnce(TWILIO, status, body)).result).toEqual({ outcome, code })
})

test.each([SMSC, TWILIO])(
  '$protocol: an unreadable success, a redirect and a dead network are tried again',
  async (settings) => {
    expect((await tryOnce(settings, 200, 'OK')).result).toEqual({ outcome: 'retry', code: 'unreadable' })
    expect((await tryOnce(settings, 302, '')).result).toEqual({ outcome: 'retry', code: 'http-302' })
    for (const [name, code] of [
      ['TimeoutError', 'timeout'],
      ['TypeError', 'network'],
    ] as const) {
      const dead = () => Promise.reject(Object.assign(new Error(MESSAGE.text), { name }))
      expect(await gateways({ reportsUrl: REPORTS, sms: settings }, dead, noMail).sms?.send(MESSAGE)).toEqual(
        {
          outcome: 'retry',
          code,
        },
      )
    }
  },
)

test('a deployment serves the channels it has settings for', () => {
  expect(Object.keys(gateways({ reportsUrl: REPORTS }, fetch, noMail))).toEqual([])
  expect(Object.keys(gateways({ reportsUrl: REPORTS, sms: SMSC }, fetch, noMail))).toEqual(['sms'])
})

test('waits between tries grow, then the message is given up', () => {
  expect(retryDelayMs(1)).toBe(5_000)
  expect(retryDelayMs(RETRY_DELAYS_MS.length)).toBe(4 * 3_600_000)
  expect(retryDelayMs(RETRY_DELAYS_MS.length + 1)).toBeNull()
  expect([...RETRY_DELAYS_MS]).toEqual([...RETRY_DELAYS_MS].sort((a, b) => a - b))
})
