import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import type { Received } from '../../scripts/phone/inbox.ts'
import { smsParts } from '../../worker/domain/sms-parts.ts'
import { holdsOnlyOurs } from '../domain/foreign-oracle.ts'
import { sharedWorld } from '../support/harness.ts'
import { announce, openLink, outForDelivery, secretOf, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await sharedWorld()
  const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
  prepareZXingModule({ overrides: { wasmBinary: readFileSync(wasm).buffer as ArrayBuffer } })
})

/** Every moment at which a secret may be told, on both channels. */
const TELLING = Object.fromEntries(
  ['announced', 'scheduled', 'released', 'arrived', 'held', 'receipt'].map((m) => [m, ['sms', 'email']]),
)
const drawn = { strokes: [[[1, 2, 3]]], width: 300, height: 150 }
let serial = 0

/** Returns every message that reached these addresses, with subject, HTML and pictures. */
function inbox(...to: string[]): Received[] {
  const lines = readFileSync(join(world.state, 'phone/messages.jsonl'), 'utf8').trim().split('\n')
  return lines.map((line) => JSON.parse(line).message).filter((message) => to.includes(message.to))
}

/** Makes a recipient with phone and e-mail who is told at every moment, and waits for `count` messages. */
async function told(profile: 'kse' | 'chronopost', locale: string, count: number, policy: object = {}) {
  const email = `camille${serial++}@recipient.example`
  const given = { arrived: true, recipient: { email, locale }, policy: { moments: TELLING, ...policy } }
  const delivery = await outForDelivery(world, profile, given)
  await world.dispatcher.must('POST', `/api/shipments/${delivery.id}/resend`, {})
  const messages = await arrived(delivery.phone, email, count)
  return { delivery, email, messages }
}

const arrived = (phone: string, email: string, count: number) =>
  world.until(async () => {
    const messages = inbox(phone, email)
    return messages.length >= count ? messages : null
  })

/** What is said beside the code: at length in an e-mail, as short as it is clear in an SMS. */
const WORDS = {
  ru: {
    presence: {
      email: /только в присутствии курьера/,
      sms: /(лично курьеру|лично ему|курьеру лично|ему лично), не по телефону/,
    },
    hold: /в ПВЗ/,
    identity: /паспорт/,
  },
  fr: {
    presence: {
      email: /uniquement en présence du livreur/,
      sms: /(seulement au|au seul) livreur, jamais par téléphone/,
    },
    hold: /point relais/,
    identity: /pièce d[’']identité/,
  },
  en: {
    presence: {
      email: /only in the courier’s presence/,
      sms: /only (in the courier's presence|to the courier), never by phone/,
    },
    hold: /pick-up point/,
    identity: /identity document/,
  },
} as const

const CASES = (['ru', 'fr', 'en'] as const).flatMap((locale) =>
  (['kse', 'chronopost'] as const).map((profile) => ({ locale, profile })),
)

test.each(CASES)('R5: what each message tells, in $locale under $profile', async ({ locale, profile }) => {
  const { delivery, messages } = await told(profile, locale, 10)
  const { pin, link } = await secretOf(world, delivery.phone)
  const words = WORDS[locale]
  expect(pin).toMatch(profile === 'kse' ? /^\d{5}$/ : /^\d{6}$/)
  expect(messages).toHaveLength(10)
  for (const { channel, text, html = '', subject = '' } of messages) {
    // The code is one run of digits, with what it is for and what follows without it.
    expect(text).toMatch(new RegExp(`(^|\\D)${pin}(\\D|$)`))
    expect(text).toMatch(words.presence[channel === 'email' ? 'email' : 'sms'])
    expect(text).toMatch(profile === 'kse' ? words.identity : words.hold)
    expect(text).toMatch(/\/r#[A-Za-z0-9]{14}\.[A-Za-z0-9]{14}(?![\w.-])/)
    expect(subject).not.toContain(pin)
    if (channel === 'email') expect(html).toContain(pin)
  }
  expect(link.length).toBeLessThanOrEqual(70)
  const foreign = Object.entries(WORDS).filter(([name]) => name !== locale)
  for (const [, { presence }] of foreign)
    for (const { text } of messages)
      for (const words of Object.values(presence)) expect(text).not.toMatch(words)
})

test('R5: an e-mail shows the QR as an inline picture that reads as the page’s own', async () => {
  const { delivery, messages } = await told('chronopost', 'fr', 10)
  const { link } = await secretOf(world, delivery.phone)
  const { phone, path } = await openLink(world, link)
  const { qr } = (await phone.must('GET', path)).secret
  expect(qr).toMatch(new RegExp(`^SESAME:1:${delivery.id}:[\\w-]{22}$`))
  const mails = messages.filter(({ channel }) => channel === 'email')
  expect(mails).toHaveLength(5)
  for (const { html = '' } of mails) {
    const png = /src="data:image\/png;base64,([^"]+)"/.exec(html)?.[1] ?? ''
    const found = await readBarcodes(Buffer.from(png, 'base64'), { formats: ['QRCode'] })
    expect(found.map(({ text }) => text)).toEqual([qr])
    expect(html).not.toMatch(/src="(https?:)?\/\//)
  }
})

test('R7: with reveal "scan" no message ever carries a code, a resend neither', async () => {
  for (const [profile, door] of [
    ['kse', ['pin', 'link']],
    ['chronopost', ['pin', 'qr']],
  ] as const) {
    const { delivery, email } = await told(profile, 'en', 10, { reveal: 'scan', door })
    const { link } = await secretOf(world, delivery.phone)
    const { phone, path } = await openLink(world, link)
    expect((await phone.must('GET', path)).secret).toBeUndefined()
    await phone.must('POST', `${path}/scan`, { label: delivery.labels[0], by: 'camera' })
    const { pin } = (await phone.must('GET', path)).secret
    expect(pin).toMatch(/^\d{5,6}$/)
    const done = await delivery.courier.post(`/api/stops/${delivery.id}/pin`, { pin })
    expect(done.body.outcome).toBe('handed-over')
    for (const { text, html = '', subject = '' } of await arrived(delivery.phone, email, 12)) {
      expect(`${text} ${html} ${subject}`.replaceAll(/\/r#[\w.-]+/g, '')).not.toContain(pin)
      expect(html).not.toContain('data:image')
      expect(text).not.toMatch(/code:|Secret/)
      expect(text).toMatch(/\/r#/)
    }
  }
})

test('R16: "released against an identity document; not you?" reaches the phone at once', async () => {
  for (const [locale, words] of [
    ['ru', /документ.*не вы|документ.*были не вы/s],
    ['fr', /pièce d[’']identité.*[Pp]as vous/s],
    ['en', /identity document.*[Nn]ot you/s],
  ] as const) {
    const email = `camille${serial++}@recipient.example`
    const recipient = { locale, email }
    // This message is sent whatever the policy's moments say.
    const policy = { moments: { released: ['sms'] } }
    const delivery = await outForDelivery(world, 'kse', { arrived: true, recipient, policy })
    const { id, courier, phone: number } = delivery
    await courier.must('POST', `/api/stops/${id}/no-code`, {})
    const seen = { documentType: 'passport', nameMatches: true, signature: drawn }
    await courier.must('POST', `/api/stops/${id}/identity`, seen)
    const messages = await arrived(number, email, 3)
    const news = messages.filter(({ text }) => words.test(text))
    expect(news.map(({ channel }) => channel).sort()).toEqual(['email', 'sms'])
    const link = /https?:\/\/\S+\/r#\S+/.exec(news[0]?.text ?? '')?.[0] ?? ''
    const { phone, path } = await openLink(world, link)
    expect((await phone.post(`${path}/not-me`)).status).toBe(200)
    const alert = await world.until(async () => {
      const { items } = await world.dispatcher.must('GET', '/api/alerts')
      const ours = items.filter((item: { shipmentId: string }) => item.shipmentId === id)
      return ours.find((item: { kind: string }) => item.kind === 'not-me')
    })
    expect(alert.shipmentId).toBe(id)
  }
})

test.each(['ru', 'fr', 'en'])(
  'R5: a shop called Ozon.ru is told so that no phone links it: %s',
  async (locale) => {
    const contract = { name: 'Ozon.ru', carrier: 'Amazon.fr', profile: 'chronopost' }
    await world.dispatcher.must('PUT', '/api/contracts/ozon', contract)
    const email = `ozon-${locale}@recipient.example`
    const { phone } = await announce(world, 'ozon', { recipient: { email, locale } })
    const messages = await arrived(phone, email, 2)
    const link = /\S+\/r#\S+/.exec(messages[0]?.text ?? '')?.[0] ?? ''
    for (const { text, subject = '', html = '' } of messages) {
      const pin = /\b\d{6}\b/.exec(text)?.[0] ?? 'none'
      holdsOnlyOurs(text, { link, pin, helpPhone: null })
      holdsOnlyOurs(`${subject} ${link}`, { link, pin: null, helpPhone: null })
      expect(text + subject + html).not.toMatch(/Ozon\.ru|Amazon\.fr/)
      for (const [, href] of html.matchAll(/href="([^"]*)"/g)) expect(href).toBe(link)
    }
    // An SMS names them only where that costs no further part; the e-mail always does.
    const mail = messages.find(({ html }) => html !== undefined)
    expect(mail?.text).toContain('Ozon. ru')
    expect(mail?.text).toContain('Amazon. fr')
    expect(mail?.html).toContain('Amazon. fr')
    // The sign that separates the parts is in the GSM alphabet too, so the SMS needs no further parts.
    expect(smsParts('Ozon. ru').encoding).toBe('GSM-7')
  },
)
