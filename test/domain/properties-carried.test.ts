import assert from 'node:assert/strict'
import fc from 'fast-check'
import { test } from 'vitest'
import { render } from '../../worker/channels/message.ts'
import type { PointInfo } from '../../worker/domain/choose-point.ts'
import type { Fact } from '../../worker/domain/event.ts'
import { settle } from '../../worker/domain/history.ts'
import { policyOf } from '../../worker/domain/policy.ts'
import type { Shipment } from '../../worker/domain/state.ts'
import type { Locale } from '../../worker/domain/terms.ts'
import { draftFaults } from '../../worker/texts/draft-faults.ts'
import { guard } from '../../worker/texts/guard.ts'
import { holdsOnlyOurs } from './foreign-oracle.ts'
import { announced, dispatched, POINT, scheduled, T0 } from './given.ts'

const LINK = 'https://sesame.example/r#0123456789abcd.ABCDEFGHIJKLMN'
const HELP = '+33123456789'

/** Pieces of links, numbers and codes, and honest text that looks a little like them. */
const NASTY = [
  ...['http:', 'https://', 'hxxp://', 'tel:', 'mailto:', 'sms:', 'whatsapp://send?text=', '//', 'www.'],
  ...['evil', 'track-colis', 'wa', 't', '12345', 'пример', 'exa\u00admple', 'EVIL', 'É', 'xn--p1ai', '💩'],
  ...[
    '.',
    '．',
    '。',
    '․',
    '[.]',
    ' (dot) ',
    ':',
    '/',
    '@',
    '#',
    '?c=',
    '-',
    '_',
    '\u200b',
    '\u202e',
    '\u2028',
  ],
  ...['example', 'ru', 'Ru', 'com', 'me', 'рф', 'Москва', 'ne', 'app', 'ｃｏｍ', 'zip'],
  ...[
    '+33 1 99 00 12 34',
    '8 800 555-35-35',
    '01',
    ' 23',
    '45 67 89',
    '+7(495)',
    '0892',
    '７０１２３４',
    '3639',
  ],
  ...['01 23 45 67 89', '+33123456789', '00', '12', '1.99 €', '9.00–20.00', '30.11.2026', '69006'],
  ...['St.Petersburg', 'г.Москва', 'т.е.', 'appelez le', 'звоните', 'Tél. : ', 'SMS : ', '12.Ne', 'Ozon.ru'],
]
const PLACES = ['{code}', '{link}', '{presence}', '{without}', '{sender}', '{carrier}', '{code}', '{link}']
const HONEST = ['Bonjour', ' de ', ', ', '. ', ' : ', 'Prix 1.99 €', 'ул.Ленина', '12.Ne', '24', ' ', ' ']

const glued = (parts: readonly string[], most: number) =>
  fc.array(fc.constantFrom(...parts), { minLength: 1, maxLength: most }).map((some) => some.join(''))
const nasty = glued([...NASTY, ...NASTY, ...PLACES, ' ', ' ', '\n'], 9)
const mild = glued([...HONEST, ...HONEST, ...HONEST, '{sender}', '{carrier}', ...NASTY], 4)
/** The required parts of a message, with other text before, between and after them. */
const anyhow = fc
  .tuple(nasty, fc.constantFrom('\n', ' ', '. ', ''), fc.constantFrom('\n', ' ', ', ', ''), nasty)
  .map(([a, x, y, b]) => `${a}${x}Code : {code}.${x}{presence} {without}\n{link}${y}${b}`)
/** The required parts in an order that the linter accepts, so that only the pieces decide. */
const inOrder = fc
  .tuple(mild, mild)
  .map(([a, b]) => `${a}\nCode : {code}.\n{presence} {without}\n${b} !\n{link}`)
const names = glued([...NASTY, ' ', ' ', 'Maison', 'Relais'], 6)

interface Case {
  template: string
  locale: Locale
  carrier: string
  sender: string
  point: PointInfo
  pin: string
  helpPhone: string | null
}
const cases = (text: fc.Arbitrary<string>, name: fc.Arbitrary<string>): fc.Arbitrary<Case> =>
  fc.record({
    template: text,
    locale: fc.constantFrom<Locale>('ru', 'fr', 'en'),
    carrier: name,
    sender: name,
    point: fc.record({ name, address: name, hours: name }).map((of): PointInfo => ({ ...POINT, ...of })),
    pin: fc.constantFrom('80808', '07878', '84848', '97979', '00770'),
    helpPhone: fc.constantFrom(null, HELP),
  })

const policyWith = ({ template: text, locale, helpPhone }: Case) =>
  policyOf('kse', {
    helpPhone,
    wording: {
      [locale]: {
        released: text,
        ready: `${text}\nIci : {point}, {address}\n({hours})`,
        receipt: text.replace(/.*\{(code|presence)\}.*\n/g, ''),
      },
    },
  })

/** Returns shipments on the road and at a point, announced with the stored texts. */
function shipments(of: Case): { shipment: Shipment; cause: 'released' | 'ready' | 'receipt' }[] {
  const { locale, carrier, sender, point } = of
  const first: Fact = { ...announced('kse'), policy: policyWith(of), locale, carrier, sender }
  const road: Fact[] = [first, scheduled, { ...dispatched, point }]
  const there: Fact[] = [
    ...road,
    { type: 'arrived', deviceAt: '', placed: true },
    { type: 'held', reason: 'no-code', labels: ['PARCEL-1'], code: 'NL', point },
    { type: 'received-at-point', pointId: point.id, labels: ['PARCEL-1'] },
  ]
  const after = (facts: Fact[]) =>
    facts.reduce<Shipment | null>((state, fact) => settle(state, fact, T0).after, null) as Shipment
  return [
    { shipment: after(road), cause: 'released' },
    { shipment: after(road), cause: 'receipt' },
    { shipment: after(there), cause: 'ready' },
  ]
}

/** Checks every message of a case on both kinds of channel with the oracle, and returns the texts. */
function sent(of: Case): string[] {
  return shipments(of).flatMap(({ shipment, cause }) => {
    const secret = cause !== 'receipt'
    const order = { cause, channels: ['sms', 'email'], secret } as const
    const own = { link: LINK, pin: secret ? of.pin : null, helpPhone: of.helpPhone }
    return (['sms', 'email'] as const).map((channel) => {
      const parts = { id: '1', to: 'x', shipment, guard, pin: of.pin, qr: null, link: LINK }
      const {
        text,
        subject = '',
        html = '',
      } = render({ ...order, channels: [...order.channels] }, channel, parts)
      holdsOnlyOurs(text, own)
      holdsOnlyOurs(`${subject} ${LINK}`, { ...own, pin: null })
      for (const [, address] of html.matchAll(/href="([^"]*)"/g)) assert.equal(address, LINK)
      return text
    })
  })
}

test.each(['\u2028', '\u2029', '\u0085', '\v', '\r'])(
  'R5: a number in two halves with %j between them is judged as it would be sent, with a blank',
  (sign) => {
    const of: Case = {
      template: `{carrier}${sign} 30.11.2026\nCode : {code}.\n{presence} {without}\n{link}`,
      ...{ locale: 'fr', carrier: '08923639', sender: 'Maison', point: POINT, pin: '80808', helpPhone: null },
    }
    for (const text of sent(of)) assert.ok(!text.includes('08923639 30'), text)
  },
)

test('R5: whatever is stored as wording or name, what is sent holds one link, ours, no number, the code apart', () => {
  fc.assert(
    fc.property(cases(fc.oneof(anyhow, inOrder), names), (of) => void sent(of)),
    { numRuns: 250 },
  )
})

test('R5: a text that the linter takes is sent as it is written, and holds nothing foreign', () => {
  const seen = { taken: 0, refused: 0, dotted: 0, numbers: 0 }
  const plainNames = fc.constantFrom('Maison', 'Ozon.ru', '24 heures', 'ПВЗ 10245', 'St.Petersburg')
  fc.assert(
    fc.property(cases(inOrder, plainNames), (of) => {
      const { carrier, sender: name } = of
      const policy = policyWith(of)
      if (draftFaults({ carrier, name, policy }).length > 0) return void seen.refused++
      seen.taken++
      if (/\S\.\p{L}/u.test(of.template)) seen.dotted++
      if (/\p{Nd}/u.test(of.template)) seen.numbers++
      for (const text of sent(of)) assert.ok(text.includes('Code : ') || !text.includes(of.pin), text)
    }),
    { numRuns: 200 },
  )
  // Premise: both outcomes occur, and honest dots and numbers are among what is accepted.
  for (const count of Object.values(seen)) assert.ok(count > 10, JSON.stringify(seen))
})
