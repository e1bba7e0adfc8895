import { describe, expect, test } from 'vitest'
import { format, type Text } from '../../web/i18n/texts.ts'
import en from '../../web/timeline/i18n/en.ts'
import fr from '../../web/timeline/i18n/fr.ts'
import ru from '../../web/timeline/i18n/ru.ts'
import { byDay, sentenceOf, sentLater, type Words } from '../../web/timeline/sentence.ts'
import type { EventLine } from '../../worker/api/shipments/answers.ts'
import { moneyText } from '../../worker/domain/money-text.ts'
import { type Locale, PAY_FROM, PAYMENT_PROVIDERS, REFUND_BECAUSE } from '../../worker/domain/terms.ts'

const DICTIONARIES: Record<Locale, Record<string, Text>> = { en, fr, ru }
const speech = (locale: Locale) => ({
  t: ((key: string, params: Record<string, string | number>) =>
    format(DICTIONARIES[locale][key]!, locale, params)) as unknown as Words,
  list: (items: readonly string[]) => new Intl.ListFormat(locale).format(items),
  money: (amount: number, currency: string) => moneyText(amount, currency, locale),
})
const event = (
  type: string,
  data: Record<string, unknown> = {},
  more: Partial<EventLine> = {},
): EventLine => ({
  seq: 1,
  at: '2026-11-22T10:00:00Z',
  receivedAt: '2026-11-22T10:00:00Z',
  type,
  by: { role: 'courier', id: 'k1' },
  proved: [],
  data,
  hash: '',
  ...more,
})
const say = (locale: Locale, ...args: Parameters<typeof event>) =>
  sentenceOf(event(...args), speech(locale)).text
const point = { id: 'p', name: 'Lesnaya', kind: 'point', address: '' }

const MONEY = { number: 1, amount: 125_050, currency: 'RUB' }

/** Every type of event, in each form that has its own wording. */
const ALL: [type: string, data: Record<string, unknown>][] = [
  ['announced', { secured: true, reasons: [] }],
  [
    'announced',
    { secured: false, reasons: ['not-switched-on', 'no-contact', 'not-in-person', 'not-private'] },
  ],
  ['scheduled', {}],
  ['moved', {}],
  ['withdrawn', {}],
  ['dispatched', { point }],
  ['dispatched', { point: null }],
  ['received-at-depot', { labels: ['A'] }],
  ['cancelled', {}],
  ['erased', { because: 'request', kinds: ['name', 'contact', 'address', 'signature'] }],
  ['erased', { because: 'retention', kinds: ['notes', 'photos', 'place'] }],
  ['arrived', { placed: true }],
  ['arrived', { placed: false }],
  ...(['pin', 'qr'] as const).flatMap((proof): [string, Record<string, unknown>][] =>
    [4, 1, 0].map((left) => ['code-refused', { proof, left }]),
  ),
  ['no-code-declared', {}],
  ['identity-not-proved', { declined: true }],
  ['identity-not-proved', { declined: false, documentType: 'id-card' }],
  ...['pin', 'qr', 'link', 'identity', 'ordinary'].map((proof): [string, Record<string, unknown>] => [
    'handed-over',
    { proof, labels: ['A'], of: 1, documentType: 'driving-licence' },
  ]),
  ...['no-code', 'wrong-code'].flatMap((reason): [string, Record<string, unknown>][] => [
    ['held', { reason, point }],
    ['held', { reason, point: null }],
  ]),
  ...['absent', 'refused', 'address', 'damaged'].map((reason): [string, Record<string, unknown>] => [
    'visit-failed',
    { reason },
  ]),
  ...['camera', 'photo', 'typed'].map((by): [string, Record<string, unknown>] => ['label-scanned', { by }]),
  ['wrong-label-scanned', { left: 3 }],
  ['wrong-label-scanned', { left: 0 }],
  ['no-claims-declared', {}],
  ...['nobody-came', 'no-code-asked', 'not-received', 'damaged', 'wrong', 'other'].map(
    (kind): [string, Record<string, unknown>] => ['claim-raised', { kind, blocking: kind === 'damaged' }],
  ),
  ...['resume', 'depot', 'return'].map((decision): [string, Record<string, unknown>] => [
    'claim-decided',
    { decision },
  ]),
  ['not-me-declared', {}],
  ['sent-on-demand', { what: 'link' }],
  ['sent-on-demand', { what: 'code' }],
  ['message-sent', { cause: 'released', channels: ['sms', 'email', 'messenger'] }],
  ...['announced', 'accepted', 'scheduled', 'arrived', 'held', 'failed', 'receipt', 'resend', 'identity'].map(
    (cause): [string, Record<string, unknown>] => ['message-failed', { cause, channel: 'sms' }],
  ),
  ...['paid', 'refunded'].map((cause): [string, Record<string, unknown>] => [
    'message-sent',
    { cause, channels: ['email'] },
  ]),
  ...PAY_FROM.flatMap((from) =>
    PAYMENT_PROVIDERS.map((provider): [string, Record<string, unknown>] => [
      'payment-opened',
      { ...MONEY, from, provider },
    ]),
  ),
  ...[undefined, 'late', 'twice'].map((surplus): [string, Record<string, unknown>] => [
    'payment-received',
    { ...MONEY, ...(surplus && { surplus }) },
  ]),
  ['fiscal-receipt-issued', { receipt: '7-0041' }],
  ...REFUND_BECAUSE.flatMap((because) =>
    [{}, { asked: true }].map((asked): [string, Record<string, unknown>] => [
      'refund-ordered',
      { ...MONEY, because, ...asked },
    ]),
  ),
  ...['payment-referred', 'payment-failed'].map((type): [string, Record<string, unknown>] => [type, {}]),
  ...['approved', 'declined', 'referred', 'made', 'failed', 'retried'].map(
    (act): [string, Record<string, unknown>] => [`refund-${act}`, { ref: 're_1', reason: 'card_expired' }],
  ),
]

describe.each(['en', 'fr', 'ru'] as const)('timeline in %s', (locale) => {
  test.each(ALL)('%s %j has a whole sentence', (type, data) => {
    const text = say(locale, type, data)
    expect(text.length).toBeGreaterThan(3)
    expect(text).not.toMatch(/undefined|\{|\}|\[object/)
    expect(text).not.toBe(DICTIONARIES[locale].other)
  })
  test('an unknown event is shown, without its name', () => {
    expect(say(locale, 'fact-of-tomorrow')).toBe(DICTIONARIES[locale].other)
  })
})

describe('what the sentences tell', () => {
  test('R12: tries left, in the plural of the language', () => {
    expect(say('ru', 'code-refused', { proof: 'pin', left: 2 })).toBe('Неверный код, осталось 2\u00a0попытки')
    expect(say('ru', 'code-refused', { proof: 'pin', left: 1 })).toBe('Неверный код, осталась 1\u00a0попытка')
    expect(sentenceOf(event('code-refused', { proof: 'qr', left: 0 }), speech('en'))).toEqual({
      text: 'Wrong QR code, the fifth wrong code: code entry is blocked',
      tone: 'bad',
    })
  })
  test('R24: two of three parcels, from the event or from its data', () => {
    const data = { proof: 'pin', of: 3 }
    expect(say('en', 'handed-over', data, { parcels: ['A', 'B'] })).toBe(
      'Handed over against the code: 2 of 3 parcels',
    )
    expect(say('en', 'handed-over', { ...data, labels: ['A', 'B'] })).toBe(
      'Handed over against the code: 2 of 3 parcels',
    )
    expect(say('en', 'handed-over', data, { parcels: ['A', 'B', 'C'] })).toBe('Handed over against the code')
  })
  test('R4: a message that failed stands out and says neither text nor reason of the gateway', () => {
    const failed = event('message-failed', {
      cause: 'released',
      channel: 'sms',
      reason: '4711',
      text: 'code 12345',
    })
    const { text, tone } = sentenceOf(failed, speech('en'))
    expect(tone).toBe('bad')
    expect(text).not.toMatch(/4711|12345/)
  })
  test('R30: money is told with its amount, as the language writes it, and never the provider’s reasons', () => {
    const received = { number: 1, amount: 125_050, currency: 'RUB' }
    const plain = (text: string) => text.replace(/\s/g, ' ')
    expect(plain(say('ru', 'payment-received', received))).toBe('Оплачено 1 250,50 ₽')
    expect(plain(say('fr', 'payment-received', { ...received, currency: 'EUR' }))).toBe('1 250,50 € payés')
    const asked = { number: 1, amount: 600_000, currency: 'EUR', because: 'returned', asked: true }
    expect(sentenceOf(event('refund-ordered', asked), speech('en'))).toEqual({
      text: 'Refund of €6,000: back with the sender. A second person has to agree',
      tone: 'warn',
    })
    const failed = sentenceOf(event('refund-failed', { number: 1, reason: 'card_expired' }), speech('en'))
    expect(failed.tone).toBe('bad')
    expect(failed.text).not.toContain('card')
  })
  test('R36: what a tablet sent later is told apart', () => {
    expect(sentLater(event('arrived', {}, { receivedAt: '2026-11-22T10:00:59Z' }))).toBe(false)
    expect(sentLater(event('arrived', {}, { receivedAt: '2026-11-22T10:05:00Z' }))).toBe(true)
  })
  test('newest first, by day', () => {
    const events = ['2026-11-21T09:00:00Z', '2026-11-21T10:00:00Z', '2026-11-22T08:00:00Z'].map((at) => ({
      at,
    }))
    expect(byDay(events, (at) => at.slice(0, 10))).toEqual([
      { day: '2026-11-22', events: [{ at: '2026-11-22T08:00:00Z' }] },
      { day: '2026-11-21', events: [{ at: '2026-11-21T10:00:00Z' }, { at: '2026-11-21T09:00:00Z' }] },
    ])
  })
})
