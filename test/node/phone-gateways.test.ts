import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { localCertificate } from '../../scripts/local-keys.ts'
import { type Phone, startPhone } from '../../scripts/phone/server.ts'
import type { Channel, Notice, NoticeCall, OutgoingMessage } from '../../worker/channels/channel.ts'
import { type ChannelSettings, gateways } from '../../worker/channels/gateways.ts'
import type { ChannelName } from '../../worker/domain/terms.ts'

// The phone's gateways are spoken to by the product's own channels, which also judge the reports that it sends.

const PHRASE = 'a phrase'
const MAIL_KEY = 'hook:word'
/** In place of half a second, so that nobody waits for it. */
const SOON_MS = 50
const dir = mkdtempSync(join(tmpdir(), 'sesame-gateways-'))
let phone: Phone
let worker: Server
let publicUrl: string
/** What the providers reported, and how the Worker answers it. */
const heard: NoticeCall[] = []
let answers = 204

beforeAll(async () => {
  worker = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const headers = new Headers(request.headers as Record<string, string>)
    heard.push({ url: publicUrl + request.url, headers, body })
    response.writeHead(answers).end()
  })
  await new Promise<void>((resolve) => worker.listen(0, '127.0.0.1', resolve))
  publicUrl = `http://127.0.0.1:${(worker.address() as AddressInfo).port}`
  const { cert, private: key } = await localCertificate()
  const reports = { publicUrl, phrase: PHRASE, mailKey: MAIL_KEY, soonMs: SOON_MS }
  phone = await startPhone({ port: 0, smtpPort: 0, dir, cert, key, reports })
})
afterAll(async () => {
  await phone.close()
  worker.closeAllConnections()
  worker.close()
  rmSync(dir, { recursive: true, force: true })
})
beforeEach(async () => {
  answers = 204
  for (const channel of ['sms', 'email', 'messenger', 'voice']) {
    await put('outage', channel, 'off')
    await put('reports', channel, 'delivered')
  }
})

async function put(what: 'outage' | 'reports', channel: string, mode: string): Promise<number> {
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ channel, mode })
  return (await fetch(`${phone.url}/${what}`, { method: 'POST', headers, body })).status
}

const account = { login: 'AC1', password: 'a-password', sender: 'Sesame', reportKey: PHRASE }
const postmark = { protocol: 'postmark', token: 't', from: 'Sesame <a@b.example>', reportKey: MAIL_KEY }

/** Every gateway that the phone speaks: its channel, its settings and where they lead. */
const GATEWAYS: [name: string, channel: ChannelName, path: string, settings: object][] = [
  ['SMSC', 'sms', '/smsc/send.php', { ...account, protocol: 'smsc' }],
  ['Twilio', 'sms', '/twilio', { ...account, protocol: 'twilio' }],
  ['OVH', 'sms', '/ovh/1.0', { ...account, protocol: 'ovh', consumerKey: 'c', service: 'sms-1' }],
  ['Postmark', 'email', '/postmark', postmark],
  ['Telegram by SMSC', 'messenger', '/smsc/send.php', { ...account, protocol: 'smsc', kind: 'telegram' }],
  ['Viber by SMSC', 'messenger', '/smsc/send.php', { ...account, protocol: 'smsc', kind: 'viber' }],
  ['Rapporto', 'messenger', '/rapporto/sesame', { ...account, protocol: 'rapporto' }],
  ['Telegram', 'messenger', '/telegram-gateway', { ...account, protocol: 'telegram-gateway' }],
  ['a call by SMSC', 'voice', '/smsc/send.php', { ...account, protocol: 'smsc' }],
]
type Row = (typeof GATEWAYS)[number]
/** Those that report by themselves; OVH is only asked. */
const REPORTING = GATEWAYS.filter(([name]) => name !== 'OVH')
/** Those that can be asked what became of a message. */
const ASKED = GATEWAYS.filter(([name]) => name !== 'Rapporto')
/** Those at which a message is found again under its id, or is refused as one that is there. */
const FINDING = GATEWAYS.filter(([name]) => name !== 'Telegram')

function channelOf([, name, path, settings]: Row): Channel {
  const all = { reportsUrl: `${publicUrl}/api/reports`, [name]: { ...settings, url: phone.url + path } }
  const library = () => import('../../worker/channels/mail-library.ts')
  return gateways(all as ChannelSettings, fetch, library)[name] ?? expect.fail()
}

let serial = 0
function newMessage([, channel]: Row): OutgoingMessage {
  const number = String(++serial).padStart(4, '0')
  return {
    id: `4bJ2kqZr8${number}a-1-held-${channel}`,
    to: channel === 'email' ? `r${number}@recipient.example` : `+3363998${number}`,
    locale: 'fr',
    code: '12345',
    subject: 'Votre colis',
    text: 'Votre code : 12345',
  }
}

const received = (to: string) => phone.messages().filter((message) => message.to === to)

/** The reports about one message; those about others come whenever they are due. */
const heardOf = ({ id }: OutgoingMessage) => heard.filter(({ url, body }) => (url + body).includes(id))

/** Waits until so many reports about a message were heard, and returns what the channel reads in them. */
async function read(channel: Channel, message: OutgoingMessage, count = 1): Promise<(Notice[] | null)[]> {
  await expect
    .poll(() => heardOf(message).length, { timeout: 8000, interval: 10 })
    .toBeGreaterThanOrEqual(count)
  return Promise.all(heardOf(message).map(async (call) => (await channel.readNotices?.(call)) ?? null))
}
const quiet = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

test.each(GATEWAYS)('R5: %s: a message arrives on its channel', async (...row) => {
  const [, name] = row
  const message = newMessage(row)
  expect(await channelOf(row).send(message)).toMatchObject({ outcome: 'sent' })
  expect(received(message.to)).toMatchObject([{ channel: name, text: expect.stringContaining('12345') }])
})

test.each(REPORTING)('%s reports by itself, and is believed', async (...row) => {
  const [message, channel] = [newMessage(row), channelOf(row)]
  const sent = await channel.send(message)
  const providerId = 'providerId' in sent ? sent.providerId : expect.fail()
  expect(await read(channel, message)).toEqual([[{ id: message.id, providerId, outcome: 'delivered' }]])
})

test.each(REPORTING)(
  '%s: what is not delivered is reported, a forged report is not believed',
  async (...row) => {
    const channel = channelOf(row)
    const [lost, found] = [newMessage(row), newMessage(row)]
    await put('reports', row[1], 'undelivered')
    await channel.send(lost)
    await put('reports', row[1], 'forged')
    await channel.send(found)
    expect(await read(channel, lost)).toMatchObject([[{ outcome: 'undelivered' }]])
    expect(await read(channel, found)).toEqual([null])
  },
)

test.each(ASKED)('%s: asked, it says what its reports say', async (...row) => {
  const [message, channel] = [newMessage(row), channelOf(row)]
  const sent = await channel.send(message)
  const providerId = 'providerId' in sent ? sent.providerId : expect.fail()
  const asked = async (mode: string) => {
    await put('reports', row[1], mode)
    return channel.ask?.({ id: message.id, providerId, to: message.to })
  }
  expect(await asked('delivered')).toEqual({ outcome: 'delivered' })
  expect(await asked('undelivered')).toMatchObject({ outcome: 'undelivered' })
  expect(await asked('none')).toBeNull()
  expect(await channel.ask?.({ id: message.id, providerId: 'another', to: message.to })).toBeNull()
})

test.each(GATEWAYS)('%s: an outage is one in its own words', async (...row) => {
  const [message, channel] = [newMessage(row), channelOf(row)]
  await put('outage', row[1], 'retry')
  expect(await channel.send(message)).toEqual({ outcome: 'retry', code: 'http-503' })
  await put('outage', row[1], 'failed')
  expect(await channel.send(message)).toMatchObject({ outcome: 'failed' })
  expect(received(message.to)).toEqual([])
})

test.each(FINDING)('%s: a message whose answer was lost is there once', async (...row) => {
  const [message, channel] = [newMessage(row), channelOf(row)]
  await put('outage', row[1], 'lost')
  expect(await channel.send(message)).toEqual({ outcome: 'retry', code: 'network' })
  await put('outage', row[1], 'off')
  const retried = { since: Date.now() - 5000, last: false }
  expect(await channel.send({ ...message, retried })).toMatchObject({ outcome: 'sent' })
  expect(received(message.to)).toHaveLength(1)
})

const [SMS] = GATEWAYS as [Row, ...Row[]]
test.each([
  ['doubled', ['delivered', 'delivered']],
  ['reversed', ['undelivered', 'delivered']],
  ['late', ['delivered']],
])('reports may come %s', async (mode, outcomes) => {
  const [message, channel] = [newMessage(SMS), channelOf(SMS)]
  await put('reports', 'sms', mode)
  const begun = Date.now()
  await channel.send(message)
  const notices = await read(channel, message, outcomes.length)
  expect(notices.map((all) => all?.[0]?.outcome)).toEqual(outcomes)
  if (mode === 'late') expect(Date.now() - begun).toBeGreaterThan(7 * SOON_MS)
})

test('a message may be taken and never heard of again', async () => {
  await put('reports', 'sms', 'none')
  const message = newMessage(SMS)
  await channelOf(SMS).send(message)
  await quiet(6 * SOON_MS)
  expect(heardOf(message)).toEqual([])
})

test('a report comes again while the Worker cannot be reached, and not once it has it', async () => {
  answers = 503
  const [message, channel] = [newMessage(SMS), channelOf(SMS)]
  await channel.send(message)
  await read(channel, message)
  answers = 204
  await read(channel, message, 2)
  await quiet(6 * SOON_MS)
  expect(heardOf(message)).toHaveLength(2)
})

test('no report leaves for another place than the Worker', async () => {
  const [, twilio] = GATEWAYS as [Row, Row, ...Row[]]
  const message = newMessage(twilio)
  const settings = { ...twilio[3], url: `${phone.url}/twilio` }
  const elsewhere = { reportsUrl: `${phone.url}/elsewhere`, sms: settings } as ChannelSettings
  const never = () => Promise.reject(new Error('asked for the libraries of e-mail'))
  expect(await gateways(elsewhere, fetch, never).sms?.send(message)).toMatchObject({ outcome: 'sent' })
  await quiet(6 * SOON_MS)
  expect(heardOf(message)).toEqual([])
})

test.each([
  ['reports', 'sms', 'sometimes'],
  ['reports', 'fax', 'late'],
  ['outage', 'voice', 'sometimes'],
  ['outage', 'fax', 'off'],
] as const)('no such mode: %s of %s, %s', async (what, channel, mode) => {
  expect(await put(what, channel, mode)).toBe(400)
})
