import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { localCertificate } from '../../scripts/local-keys.ts'
import { type Phone, startPhone } from '../../scripts/phone/server.ts'
import { qrPng } from '../../worker/channels/qr-png.ts'
import type { SmtpSettings } from '../../worker/channels/smtp-session.ts'

// The mail channel runs inside workerd against a real mail server over TLS. The socket, the upgrade and the
// certificate check are the platform's own, so nothing less proves that they work.

const QR = 'SESAME:1:an-id:some-bits'
const MESSAGE = {
  id: 'shipment-1:held:email',
  to: 'anna@recipient.example',
  subject: 'Код для получения посылки: не сообщайте его никому по телефону, только в присутствии курьера',
  text: 'Здравствуйте!\n.точка в начале строки\nКод 12345, пожалуйста.',
  html: '<p>Здравствуйте! <img src="cid:qr@sesame" alt="QR"></p>',
  qr: { cid: 'qr@sesame', text: QR },
}

const dir = mkdtempSync(join(tmpdir(), 'sesame-channels-'))
let phone: Phone
let worker: {
  fetch(url: string, init: object): Promise<{ json(): Promise<unknown> }>
  close(): Promise<void>
}
let smtp: SmtpSettings

beforeAll(async () => {
  const { private: key, cert } = await localCertificate()
  const ca = join(dir, 'ca.crt')
  writeFileSync(ca, cert)
  phone = await startPhone({ port: 0, smtpPort: 0, smtpsPort: 0, dir, cert, key })
  smtp = {
    host: 'localhost',
    port: phone.smtpPort,
    security: 'starttls',
    user: 'u',
    password: 'p',
    from: FROM,
  }
  // The runtime reads this variable when it starts, so it is set before the import.
  process.env.NODE_EXTRA_CA_CERTS = ca
  const { createTestHarness } = await import('wrangler')
  const harness = createTestHarness({
    workers: [{ configPath: join(import.meta.dirname, 'fixtures/mail-worker.toml') }],
  })
  await harness.listen()
  worker = harness as never
}, 60_000)

const FROM = 'Сезам <no-reply@sesame.example>'

afterAll(async () => {
  await worker?.close()
  await phone?.close()
  rmSync(dir, { recursive: true, force: true })
})

async function send(settings: SmtpSettings, message: object): Promise<unknown> {
  const body = JSON.stringify({ email: settings, message })
  return (await worker.fetch('http://localhost/', { method: 'POST', body })).json()
}

async function outage(mode: string) {
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ channel: 'email', mode })
  expect((await fetch(`${phone.url}/outage`, { method: 'POST', headers, body })).status).toBe(200)
}

const received = (to: string) => phone.messages().filter((message) => message.to === to)

test('R5: a Cyrillic mail with its inline PNG arrives whole over STARTTLS, and a retry shows once', async () => {
  expect(await send(smtp, MESSAGE)).toMatchObject({ outcome: 'sent' })
  expect(await send(smtp, MESSAGE)).toMatchObject({ outcome: 'sent' })
  const mails = received(MESSAGE.to)
  expect(mails).toHaveLength(1)
  expect(mails[0]).toMatchObject({ channel: 'email', subject: MESSAGE.subject, from: 'Сезам' })
  expect(mails[0]?.text.trimEnd()).toBe(MESSAGE.text)
  expect(mails[0]?.html).toContain(`data:image/png;base64,${Buffer.from(qrPng(QR)).toString('base64')}`)
})

test('it arrives over TLS from the first byte', async () => {
  const settings: SmtpSettings = { ...smtp, port: phone.smtpsPort ?? 0, security: 'tls' }
  expect(await send(settings, { ...MESSAGE, id: 'm-2', to: 'tls@recipient.example' })).toMatchObject({
    outcome: 'sent',
  })
  expect(received('tls@recipient.example')).toHaveLength(1)
})

test('4xx is tried again, 5xx is final, and neither answer holds the server’s words', async () => {
  await outage('retry')
  expect(await send(smtp, { ...MESSAGE, id: 'm-3' })).toEqual({ outcome: 'retry', code: 'smtp-451' })
  await outage('failed')
  expect(await send(smtp, { ...MESSAGE, id: 'm-4' })).toEqual({ outcome: 'failed', code: 'smtp-550' })
  await outage('off')
})

test('R4: a server that hides STARTTLS gets neither the password nor the mail', async () => {
  const heard: string[] = []
  const plain = net.createServer((socket) => {
    socket.on('error', () => {})
    socket.write('220 plain.example\r\n')
    socket.on('data', (data) => {
      heard.push(data.toString())
      socket.write(
        data.toString().startsWith('EHLO') ? '250-plain.example\r\n250 AUTH PLAIN\r\n' : '502 no\r\n',
      )
    })
  })
  await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve))
  const { port } = plain.address() as net.AddressInfo
  expect(await send({ ...smtp, port }, { ...MESSAGE, id: 'm-5' })).toMatchObject({ outcome: 'retry' })
  plain.close()
  expect(heard.join('')).toMatch(/^EHLO/)
  expect(heard.join('')).not.toMatch(/AUTH|MAIL|DATA/)
})

test('R4: a certificate that is not trusted gets no mail', async () => {
  const { private: key, cert } = await localCertificate()
  const strangerDir = mkdtempSync(join(tmpdir(), 'sesame-stranger-'))
  const stranger = await startPhone({ port: 0, smtpPort: 0, smtpsPort: 0, dir: strangerDir, cert, key })
  const over = (settings: Partial<SmtpSettings>) =>
    send({ ...smtp, ...settings }, { ...MESSAGE, id: 'm-6', to: 'x@recipient.example' })
  expect(await over({ port: stranger.smtpPort })).toMatchObject({ outcome: 'retry' })
  expect(await over({ port: stranger.smtpsPort ?? 0, security: 'tls' })).toMatchObject({ outcome: 'retry' })
  expect(stranger.messages()).toEqual([])
  await stranger.close()
  rmSync(strangerDir, { recursive: true, force: true })
})

test('a server that breaks off or is not there is tried again', async () => {
  const broken = net.createServer((socket) => socket.destroy())
  await new Promise<void>((resolve) => broken.listen(0, '127.0.0.1', resolve))
  const { port } = broken.address() as net.AddressInfo
  expect(await send({ ...smtp, port }, { ...MESSAGE, id: 'm-7' })).toMatchObject({ outcome: 'retry' })
  await new Promise((resolve) => broken.close(resolve))
  expect(await send({ ...smtp, port }, { ...MESSAGE, id: 'm-8' })).toMatchObject({ outcome: 'retry' })
})
