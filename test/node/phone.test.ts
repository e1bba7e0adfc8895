import { mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { localCertificate } from '../../scripts/local-keys.ts'
import { type Phone, startPhone } from '../../scripts/phone/server.ts'
import type { OutgoingMessage } from '../../worker/channels/channel.ts'
import { gateways, type SmsSettings } from '../../worker/channels/gateways.ts'

/** Where the provider sends its delivery reports: nothing leaves for there, as this phone was told no Worker. */
const REPORTS = 'https://sesame.example/api/reports'

/** Fails the test if SMS loads the mail libraries. */
const noMail = () => Promise.reject(new Error('asked for the libraries of e-mail'))

const dir = mkdtempSync(join(tmpdir(), 'sesame-phone-'))
let certificate: { private: string; cert: string }
let phone: Phone

const start = () =>
  startPhone({ port: 0, smtpPort: 0, dir, cert: certificate.cert, key: certificate.private })

beforeAll(async () => {
  certificate = await localCertificate()
  phone = await start()
})
afterAll(async () => {
  await phone.close()
  rmSync(dir, { recursive: true, force: true })
})
beforeEach(() => outage('off'))

function sms(protocol: SmsSettings['protocol'], message: OutgoingMessage) {
  const url = protocol === 'smsc' ? `${phone.url}/smsc/send.php` : `${phone.url}/twilio`
  const settings = { protocol, url, login: 'AC1', password: 'p', sender: 'Sesame' }
  return gateways({ reportsUrl: REPORTS, sms: settings }, fetch, noMail).sms?.send(message)
}

async function outage(mode: string) {
  const headers = { 'content-type': 'application/json' }
  await fetch(`${phone.url}/outage`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ channel: 'sms', mode }),
  })
}

const list = async (query = '') => (await (await fetch(`${phone.url}/messages${query}`)).json()) as object[]

test('both SMS protocols arrive, and the list answers the four fields, oldest first', async () => {
  const first = { locale: 'ru' as const, id: 'p-1', to: '+33612345678', text: 'Код 12345 & «посылка»' }
  expect(await sms('smsc', first)).toMatchObject({ outcome: 'sent' })
  expect(await sms('twilio', { locale: 'fr', id: 'p-2', to: '+33612345678', text: 'Deux' })).toMatchObject({
    outcome: 'sent',
  })
  const expected = [
    { to: first.to, channel: 'sms', at: expect.any(String), text: first.text },
    { to: first.to, channel: 'sms', at: expect.any(String), text: 'Deux' },
  ]
  expect(await list('?to=%2B33612345678')).toEqual(expected)
  // A plus sign that is not encoded means a blank in a query.
  expect(await list('?to=+33612345678')).toEqual(expected)
  expect(await list('?to=+33600000000')).toEqual([])
})

test('the same message sent twice shows once where the protocol carries its id', async () => {
  const message = { locale: 'ru' as const, id: 'twice', to: '+79160000001', text: 'Один раз' }
  await sms('smsc', message)
  await sms('smsc', message)
  expect(await list('?to=+79160000001')).toHaveLength(1)
})

test('a gateway that fails answers as each protocol does, and stores nothing', async () => {
  const message = { locale: 'ru' as const, id: 'out', to: '+79160000002', text: 'Нет' }
  await outage('retry')
  expect(await sms('smsc', message)).toEqual({ outcome: 'retry', code: 'http-503' })
  expect(await sms('twilio', message)).toEqual({ outcome: 'retry', code: 'http-503' })
  await outage('failed')
  expect(await sms('smsc', message)).toEqual({ outcome: 'failed', code: 'smsc-7' })
  expect(await sms('twilio', message)).toEqual({ outcome: 'failed', code: 'twilio-21211' })
  expect(await list('?to=+79160000002')).toEqual([])
})

test('messages and their ids survive a restart', async () => {
  const message = { locale: 'ru' as const, id: 'kept', to: '+79160000003', text: 'Остаётся' }
  await sms('smsc', message)
  await phone.close()
  phone = await start()
  await sms('smsc', message)
  expect(await list('?to=+79160000003')).toHaveLength(1)
})

test('the live stream begins with what is there and goes on with what arrives', async () => {
  const response = await fetch(`${phone.url}/stream`)
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  const until = async (words: string) => {
    for (let seen = ''; !seen.includes(words); ) seen += (await reader?.read())?.value ?? ''
  }
  await until('event: inbox')
  await sms('smsc', { locale: 'ru', id: 'live', to: '+79160000004', text: 'Сейчас' })
  await until('Сейчас')
  await reader?.cancel()
})

test('a page under another name gets no message', async () => {
  const status = await new Promise((resolve, reject) => {
    request(`${phone.url}/messages`, { headers: { host: 'evil.example' } }, (answer) => {
      answer.resume()
      resolve(answer.statusCode)
    })
      .on('error', reject)
      .end()
  })
  expect(status).toBe(421)
})

test('the page allows no script but its own', async () => {
  const page = await fetch(`${phone.url}/?to=%2B33612345678`)
  expect(page.status).toBe(200)
  expect(page.headers.get('content-security-policy')).toMatch(/default-src 'none'; script-src 'self';/)
})
