import { describe, expect, test } from 'vitest'
import type { OutgoingMessage } from '../../worker/channels/channel.ts'
import { render } from '../../worker/channels/message.ts'
import type { Fact } from '../../worker/domain/event.ts'
import { asSms } from '../../worker/domain/gsm.ts'
import { settle } from '../../worker/domain/history.ts'
import { SMS_PARTS_AIM } from '../../worker/domain/limits.ts'
import { moneyText } from '../../worker/domain/money-text.ts'
import type { PolicyOverrides } from '../../worker/domain/policy.ts'
import { smsParts } from '../../worker/domain/sms-parts.ts'
import type { MessageOrder, Shipment } from '../../worker/domain/state.ts'
import { type ChannelName, LOCALES, type Locale, MOMENTS, type Profile } from '../../worker/domain/terms.ts'
import { guard } from '../../worker/texts/guard.ts'
import { announced, arrived, dispatched, POINT, scheduled, T0 } from '../domain/given.ts'

const PIN = '90210'
const LINK = 'https://sesame.example/r#xxxxxxxxxxxxxx.yyyyyyyyyyyyyy'
const SECRETS = { pin: PIN, qr: 'SESAME:1:90210', link: LINK }
const CHANNELS: ChannelName[] = ['sms', 'email', 'messenger', 'voice']
/** All channels at every moment, so that whatever can be told is told. */
const EVERYWHERE: PolicyOverrides = {
  payment: 'both',
  door: ['pin', 'qr', 'link'],
  counter: ['pin', 'qr', 'link', 'identity'],
  newCodeAtPoint: true,
  channels: CHANNELS,
  moments: Object.fromEntries(MOMENTS.map((moment) => [moment, CHANNELS])),
}
const TOTAL = 120_050
const AMOUNTS = {
  currency: 'RUB',
  delivery: 20_050,
  goods: [
    { amount: 60_000, label: 'PARCEL-1' },
    { amount: 40_000, label: 'PARCEL-2' },
  ],
}
const money = (amount: number, locale: Locale) => moneyText(amount, AMOUNTS.currency, locale)

const RECEIVED: Fact[] = [
  {
    ...{ type: 'payment-opened', number: 1, from: 'page', provider: 'yookassa' },
    ...{ amount: TOTAL, currency: 'RUB' },
  },
  { type: 'payment-received', number: 1, amount: TOTAL, currency: 'RUB' },
]
const labels = ['PARCEL-1', 'PARCEL-2']
const depot: Fact = { type: 'received-at-depot', labels, code: '' }
const resend: Fact = { type: 'sent-on-demand', what: 'code' }
const ROAD: Fact[] = [depot, scheduled, dispatched]
const HELD: Fact[] = [
  arrived,
  { type: 'held', reason: 'no-code', labels, code: '', point: POINT },
  { type: 'received-at-point', pointId: POINT.id, labels },
]
const CONTACTS = { hasPhone: true, hasEmail: true }
const NEW_CONTACT: Fact[] = [
  { type: 'contact-change-requested', requestedBy: 'anna', contacts: CONTACTS },
  { type: 'contact-change-approved' },
  { type: 'contact-changed' },
]
/** Everything that happens until a parcel waits at its point, with every message that would tell a secret. */
const STORY: Fact[] = [...ROAD, resend, ...NEW_CONTACT, ...HELD, resend, { type: 'reminded' }]

interface Sent {
  order: MessageOrder
  channel: ChannelName
  message: OutgoingMessage
  /** Everything that the message says, on whatever part of it. */
  text: string
}

/** Returns every message that these facts owe, on every channel, as it would leave at once. */
function messages(
  locale: Locale,
  facts: readonly Fact[],
  own: PolicyOverrides = {},
  profile: Profile = 'kse',
) {
  const policy = { ...EVERYWHERE, ...own }
  const first: Fact = { ...announced(profile, { parcels: 2, locale, policy }), amounts: AMOUNTS }
  const sent: Sent[] = []
  let state: Shipment | null = null
  for (const [n, fact] of [first, ...facts].entries()) {
    const after: Shipment = settle(state, fact, T0 + n * 1000).after
    for (const { order } of after.unsent.filter(({ about }) => about === after.seq))
      for (const channel of order.channels) {
        const message = render(order, channel, { id: 'm', to: 'x', shipment: after, guard, ...SECRETS })
        const text = [message.subject, message.text, message.html].filter(Boolean).join('\n')
        sent.push({ order, channel, message, text })
      }
    state = after
  }
  return sent
}

const of = (sent: readonly Sent[], cause: string) => sent.filter(({ order }) => order.cause === cause)
const onSms = (amount: string, channel: ChannelName, locale: Locale) =>
  channel === 'sms' ? asSms(amount, locale) : amount

describe.each(LOCALES)('R30: payment in the messages in %s', (locale) => {
  test.each<PolicyOverrides>([
    {},
    { door: ['link'] },
    { counter: ['identity'], newCodeAtPoint: false },
    { reveal: 'scan', channels: ['sms', 'email', 'messenger'], moments: {} },
  ])('while it is unpaid none tells a code, and each that would says what to pay: %j', (own) => {
    const sent = messages(locale, STORY, own)
    const telling = sent.filter(({ order }) => order.secret || order.cause === 'ready')
    for (const { message, text, channel } of sent) {
      expect(channel).not.toBe('voice')
      expect(text).not.toContain(PIN)
      expect([message.code, message.qr]).toEqual([undefined, undefined])
      if (channel === 'sms') expect(smsParts(text).parts.length, text).toBeLessThanOrEqual(SMS_PARTS_AIM)
    }
    for (const { text, channel } of telling) {
      expect(text).toContain(onSms(money(TOTAL, locale), channel, locale))
      expect(text).toContain(channel === 'email' ? LINK.replace(/&/g, '&amp;') : LINK)
    }
    // Premise: there were messages that tell a secret, on the road and at the point.
    expect(telling.length).toBeGreaterThan(3)
  })

  test('the same messages tell the code once it is paid, and no amount', () => {
    const sent = messages(locale, [...RECEIVED, ...STORY])
    const before = ['announced', 'paid']
    const telling = sent.filter(({ order }) => order.secret && !before.includes(order.cause))
    const causes = telling.filter(({ text }) => text.includes(PIN)).map(({ order }) => order.cause)
    expect(new Set(causes)).toEqual(
      new Set([
        'accepted',
        'scheduled',
        'released',
        'resend',
        'contact-changed',
        'arrived',
        'ready',
        'reminder',
      ]),
    )
    for (const { text } of telling) expect(text).not.toContain(money(TOTAL, locale).slice(0, 5))
    expect(telling.some(({ message }) => message.qr)).toBe(true)
  })

  test('the payment is answered with the code, on every channel that tells one', () => {
    const sent = of(messages(locale, [...ROAD, ...RECEIVED]), 'paid')
    expect(sent.map(({ channel }) => channel)).toEqual(CHANNELS)
    for (const { channel, message, text } of sent) {
      expect(message.code).toBe(PIN)
      expect(text).toContain(channel === 'voice' ? [...PIN].join(', ') : PIN)
      if (channel === 'email' || channel === 'messenger') expect(text).toContain(money(TOTAL, locale))
      if (channel === 'sms') expect(smsParts(text).parts.length).toBeLessThanOrEqual(SMS_PARTS_AIM)
      // Who may be told it, as beside every code (R5).
      expect(text).toMatch(/курьер|livreur|courier/i)
    }
    const atCounter = of(messages(locale, [...ROAD, ...HELD, ...RECEIVED]), 'paid')
    for (const { message } of atCounter) {
      expect(message.code).toBe(PIN)
      expect(message.text).not.toMatch(/курьер|livreur|courier/i)
    }
  })

  test('a payment before anything was told is only confirmed, and one that nobody owed is not', () => {
    const moments = { released: CHANNELS }
    const early = of(messages(locale, RECEIVED, { moments }), 'paid')
    expect(early.map(({ channel }) => channel)).toEqual(['sms', 'email', 'messenger'])
    for (const { text, channel } of early) {
      expect(text).not.toContain(PIN)
      // An SMS that would take a part more for the amount goes without it.
      if (channel !== 'sms') expect(text).toContain(money(TOTAL, locale))
    }
    const late: Fact[] = [{ ...RECEIVED[1], surplus: 'late' } as Fact]
    expect(messages(locale, [...RECEIVED.slice(0, 1), ...late], { moments })).toEqual([])
  })

  test('each refund is told with its own amount', () => {
    const refund = (number: number, amount: number): Fact => ({
      ...{ type: 'refund-ordered', number, payment: 1, amount, currency: 'RUB' },
      ...{ because: 'person', labels: [] },
    })
    const made = (number: number): Fact => ({ type: 'refund-made', number })
    const sent = messages(locale, [...RECEIVED, refund(1, 1_000), refund(2, 2_500), made(2), made(1)])
    const told = of(sent, 'refunded')
    expect(told.map(({ order }) => order.refund)).toEqual([2, 2, 2, 1, 1, 1])
    for (const { order, channel, text } of told) {
      const amount = money(order.refund === 1 ? 1_000 : 2_500, locale)
      expect(text).toContain(onSms(amount, channel, locale))
      expect(text).not.toContain(PIN)
    }
  })

  test('a contract’s own wording says it too, in the place of the prescribed sentence', () => {
    const own = 'Sesame.\nCode {code}.\n{presence}\n{without}\n{link}'
    const wording = { [locale]: { released: own } }
    const first = (facts: Fact[]) => of(messages(locale, facts, { wording }), 'released')[0]?.text ?? ''
    const unpaid = first(ROAD)
    expect(unpaid).toMatch(/^Sesame\. /)
    expect(unpaid).toContain(asSms(money(TOTAL, locale), locale))
    expect(unpaid).not.toContain(PIN)
    expect(first([...RECEIVED, ...ROAD])).toContain(`Code ${PIN}.`)
  })
})

test('R30: an amount is written as the language writes money, and an SMS keeps its alphabet', () => {
  const plain = (text: string) => text.replace(/\s/g, ' ')
  expect(plain(moneyText(120_000, 'RUB', 'ru'))).toBe('1 200 ₽')
  expect(plain(moneyText(120_050, 'EUR', 'fr'))).toBe('1 200,50 €')
  expect(plain(moneyText(120_050, 'EUR', 'en'))).toBe('€1,200.50')
  expect(plain(moneyText(1_200, 'JPY', 'en'))).toContain('1,200')
  expect(smsParts(asSms('10 ₽, 5 €', 'fr'))).toMatchObject({ encoding: 'GSM-7' })
  expect(asSms('10 ₽', 'en')).toBe('10 RUB')
})
