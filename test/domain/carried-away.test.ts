import { expect, test } from 'vitest'
import { stepsOf } from '../../worker/domain/history.ts'
import { type Policy, policyOf } from '../../worker/domain/policy.ts'
import { unlinked } from '../../worker/domain/signs.ts'
import { LOCALES } from '../../worker/domain/terms.ts'
import { draftFaults } from '../../worker/texts/draft-faults.ts'
import { nameFaults } from '../../worker/texts/foreign.ts'
import { pointFaults } from '../../worker/texts/point-faults.ts'
import { announced, T0 } from './given.ts'

/** Returns the codes with which every language refuses this line in a message that tells a code. */
function codesOf(line: string, helpPhone: string | null = null): string[] {
  const text = `${line}\nCode : {code}.\n{presence} {without}\n{link}`
  const wording = Object.fromEntries(LOCALES.map((locale) => [locale, { released: text }]))
  const faults = draftFaults({ policy: policyOf('kse', { door: ['pin'], helpPhone, wording }) })
  const [first, ...others] = LOCALES.map((locale) =>
    faults
      .filter(({ field }) => field === `wording.${locale}.released`)
      .map(({ code }) => code)
      .sort(),
  )
  for (const other of others) expect(other).toEqual(first)
  return first ?? []
}

const LINKS = [
  'track-colis.example/{code}',
  'track-colis.example',
  'wa.me/33612345678?text={code}',
  'ftp://evil.example/{code}',
  'mailto:vol@evil.example?body={code}',
  'vol@evil.example',
  'sms:3639?body={code}',
  'whatsapp://send?text={code}',
  'tg://resolve?domain=evil',
  'viber://chat?number=1',
  't.me/evil',
  '@evil_bot',
  'https://evil.example',
  'HTTPS://EVIL.EXAMPLE',
  'hxxps://evil.example',
  'https evil example',
  '//evil.example',
  'www.evil.example',
  'www evil fr',
  'ｅｘａｍｐｌｅ．ｃｏｍ',
  'example．com',
  'example。com',
  'example｡com',
  'example․com',
  'exa\u00admple.com',
  'example\u200b.com',
  'exam\u2060ple.co\u200dm',
  '\u202emoc.elpmaxe',
  'example[.]com',
  'example (dot) com',
  'пример[точка]рф',
  'пример.рф',
  'доставка.москва',
  'почта.рус/{code}',
  'xn--e1afmkfd.xn--p1ai',
  'évil.fr',
  'Evil.Com',
  'evil.app',
  'Evil.App/{code}',
  'evil.click',
  'evil.zip',
  '192.168.1.1/{code}',
  'evil.example:8080',
  'evil.example?c={code}',
  'evil.example#{code}',
  '{carrier}.com',
  '{sender}.fr',
  'x.{code}.evil.example',
  'javascript:alert(1)',
  'geo:48.85,2.35',
  'intent:evil',
]
test.each(LINKS)('R5: a second address is refused in every language: %s', (line) => {
  expect(codesOf(line)).toContain('foreign-link')
})

const NUMBERS = [
  'rappelez-nous au +33 1 99 00 12 34',
  'tel:+33199001234',
  'Tel: +33 1 99 00 12 34',
  '+33199001234',
  '0033 1 99 00 12 34',
  '01 23 45 67 89',
  '01.23.45.67.89',
  '06-12-34-56-78',
  '06/12/34/56/78',
  '06 12 34 56 78',
  '８ ８００ ５５５ ３５ ３５',
  '8 800 555-35-35',
  '8(495)123-45-67',
  '8 (800) 555 35 35',
  '+7 495 123-45-67',
  '+7(495)1234567',
  'Звоните 8-800-555-35-35',
  'call 0 892 …',
  'call 0 892 70 12 34',
  'Appelez le 3639',
  'Позвоните на номер 0890',
  'dial 118 218',
  '+999 123 456 789',
  '٠٦١٢٣٤٥٦٧٨',
  '0\u200b6 12 34 56 78',
  '020 7946 0018',
]
test.each(NUMBERS)('R5: another telephone number is refused in every language: %s', (line) => {
  expect(codesOf(line)).toContain('foreign-phone')
})

test.each([
  ['+33123456789', 'Appelez le +33 1 23 45 67 89'],
  ['+33123456789', 'Appelez le 01 23 45 67 89.'],
  ['+78005553535', 'Звоните 8 800 555-35-35'],
  ['+78005553535', 'Тел.: 8 (800) 555-35-35, круглосуточно'],
  ['+74951234567', 'Call +7 495 123 45 67'],
])('R5: the contract’s own help number may stand there: %s as %s', (helpPhone, line) => {
  expect(codesOf(line, helpPhone)).toEqual([])
  expect(codesOf(line)).toContain('foreign-phone')
  expect(codesOf(`${line} ou 06 12 34 56 78`, helpPhone)).toContain('foreign-phone')
})

test.each([
  'x{code}',
  '{code}x',
  '12{code}',
  '{code}12',
  '12 {code}',
  '{code} 12',
  '12-{code}',
  '{code}.Ne le donnez',
  '?text={code}',
  '#{code}',
  'n°{code}',
  '{code}/',
  '{code}{code}',
  '{sender} {code}',
  '{code}€',
])('R5: the code is a token of its own, or the text is refused: %s', (line) => {
  expect(codesOf(line)).toContain('code-not-apart')
})

test('R5: the link once, with nothing that touches it', () => {
  expect(codesOf('{link}')).toEqual(['link-twice'])
  expect(codesOf('evil{link}')).toEqual(['link-not-apart', 'link-twice'])
})

test.each(['\u200bBonjour', 'Bon\u00adjour', '\u202eBonjour', 'Bonjour\u2028Payez', 'a\u0007b', 'a\u2066b'])(
  'R5: a sign that nobody sees is refused: %j',
  (line) => {
    expect(codesOf(line)).toContain('hidden-sign')
  },
)

/** Lines that honest people write. The line before the last has no blank after its sentence. */
const HONEST = [
  'Prix : 1.99 € ou 1,99 €, 1 234 567,89 € en tout',
  'с 9.00 до 20.00, 9.00–20.00',
  'Пн–Пт 09.00–20.00, Сб 10.00–18.00',
  'Lun-Ven 09:00-12:00, 14:00-18:00',
  'St.Petersburg, г.Москва, ул.Ленина, д.5, корп.А, кв.12',
  'т.е. завтра, и т.д., и т.п.',
  'e.g. tomorrow, i.e. at 5 p.m.',
  'M.Dupont, Mme.Martin, J.-P. Roux, S.A.R.L.',
  '30.11.2026',
  'du 30.11.2026 au 02.12.2026',
  '30/11/2026 à 09:00',
  '2026-11-29 10:00',
  '№ 12, № 1234567890',
  'Colis XY746876977FR',
  'RCS Lyon 123 456 789',
  'ИНН 7707083893',
  'Bonjour…Votre colis arrive',
  'Bonjour.Votre colis arrive',
  'Ligne 12.Ne tardez pas',
  'Tél. : voir notre site. SMS : gratuit.',
  'Attention : le livreur ne demande jamais le code par téléphone ! Ne le dites pas (à personne).',
  'Скидка 50%, вес 1.5 кг, 3 шт.',
  'Étage 3, digicode A12',
  '«Дом книги» & Co., 24/7',
  'Merci ❤️ 👨‍👩‍👧',
  'v. 2.0',
  'Code postal 690 06',
]
test.each(HONEST)('R5: what is honest passes in every language: %s', (line) => {
  expect(codesOf(line)).toEqual([])
})

test.each([
  'Votre code : {code}.',
  'Votre code est « {code} ».',
  'Код: {code}, никому его не говорите.',
  'Code ({code})',
  'Code "{code}"!',
])('R5: a code that stands alone passes: %s', (line) => {
  expect(codesOf(line)).toEqual([])
})

test.each([
  ['Ozon.ru', []],
  ['Amazon.fr', []],
  ['«Ozon.ru»', []],
  ['12345.Ne', []],
  ['12.Ne', []],
  ['доставка.рус', []],
  ['St.Petersburg Post', []],
  ['Librairie Œuvrard & Fils', []],
  ['ООО «Ромашка», г.Москва', []],
  ['Booking.com/paris', ['foreign-link']],
  ['track-colis.example', ['foreign-link']],
  ['Payez sur evil.ru', ['foreign-link']],
  ['https://evil.example/x', ['foreign-link']],
  ['vol@evil.fr', ['foreign-link']],
  ['Ozon.ru:80', ['foreign-link']],
  ['1.2.3.4', ['foreign-link']],
  ['Relais Test\nPayez 1,99 € : https://evil.example', ['hidden-sign', 'foreign-link']],
  ['Relais Test⏎Payez 1,99 € : https://evil.example', ['foreign-link']],
  ['Ozon\u200b.ru', ['hidden-sign']],
  ['Oz\u00adon', ['hidden-sign']],
  ['\u202eOzon', ['hidden-sign']],
  ['Appelez le 08 92 70 12 34', ['foreign-phone']],
  ['Магазин 8 800 555-35-35', ['foreign-phone']],
  // A spelt dot, read as one, would hide the number behind it in a longer one.
  ['0892 (dot) 30.11.202601 23 45 67 89', ['foreign-phone']],
  ['№ 12 (точка) 8 800 555-35-35', ['foreign-phone']],
  ['ПВЗ 10245', []],
  ['24 heures', []],
])('R5: a name that stands in messages: %j', (name, faults) => {
  expect(nameFaults(name)).toEqual(faults)
})

test('R5: names of a contract are judged with its policy, each in its own field', () => {
  const policy = policyOf('kse', { wording: { en: { receipt: '{carrier}, {sender}: thank you.\n{link}' } } })
  const name = 'https://evil.example/x'
  expect(draftFaults({ name, carrier: 'a@b.example', policy })).toEqual([
    { field: 'name', code: 'foreign-link' },
    { field: 'carrier', code: 'foreign-link' },
  ])
  expect(draftFaults({ name: 'Ozon.ru', carrier: 'Amazon.fr', policy })).toEqual([])
})

test('R5: a point’s lines are judged one by one, and none of an address is a host', () => {
  const address = { line1: '12 rue de la Paix, bât.B', city: 'St.Malo', postcode: '35400' }
  expect(pointFaults({ name: 'Ozon.ru', address, hours: 'Mo-Fr 08:00-12:00,14:00-18:00; Sa off' })).toEqual(
    [],
  )
  const bad = { line1: 'evil.ru', line2: 'tél. 01 23 45 67 89', city: 'Lyon\u2028', postcode: 't.me/x' }
  expect(pointFaults({ name: 't.me/c', address: bad, hours: 'sms:12' })).toEqual([
    { field: 'name', code: 'foreign-link' },
    { field: 'address.line1', code: 'foreign-link' },
    { field: 'address.line2', code: 'foreign-phone' },
    { field: 'address.city', code: 'hidden-sign' },
    { field: 'hours', code: 'foreign-link' },
    { field: 'address.postcode', code: 'foreign-link' },
  ])
})

test('R31: a log from before the help number has none', () => {
  const first = announced('kse')
  const { helpPhone: _younger, ...policy } = first.policy
  const stored = { fact: { ...first, policy: policy as Policy }, at: T0, by: null, owed: null }
  expect(stepsOf([stored])[0]?.after.policy.helpPhone).toBeNull()
})

test('R5: strokes behind a sign that is parted from them make no link either', () => {
  for (const text of ['@//Bonjour', '@//:Bonjour', 'a://b', './/b'])
    expect(
      unlinked(text)
        .split(' ')
        .filter((word) => /^\/\/.|:\/\//.test(word)),
    ).toEqual([])
})

test('R5: a text whose letters become a link in an SMS is refused, where its language is written so', () => {
  const faultsIn = (locale: 'ru' | 'en') =>
    draftFaults({
      policy: policyOf('kse', {
        wording: { [locale]: { released: 'www.звоните !\nCode : {code}.\n{presence} {without}\n{link}' } },
      }),
    }).map(({ code }) => code)
  expect(faultsIn('en')).toEqual(['foreign-link'])
})
