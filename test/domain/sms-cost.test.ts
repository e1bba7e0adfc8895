import { expect, test } from 'vitest'
import { asSms, toGsm } from '../../worker/domain/gsm.ts'
import { SMS_PARTS_AIM } from '../../worker/domain/limits.ts'
import { smsParts } from '../../worker/domain/sms-parts.ts'
import { LOCALES, MESSAGE_CAUSES, PIN_DIGITS } from '../../worker/domain/terms.ts'
import { everySms, LONG_LINK, LONG_NAMES, type Told } from '../support/messages.ts'

const EVERY: Told[] = [
  ...PIN_DIGITS.flatMap((pinDigits) => everySms({ pinDigits })),
  ...everySms({ reveal: 'scan', door: ['pin', 'link'] }),
  ...everySms({ counter: ['pin', 'qr'] }),
  ...everySms({ payment: 'both', counter: ['identity'], newCodeAtPoint: false }),
  ...everySms({ payment: 'both' }),
]
const ASKED = [...everySms({ pinDigits: 8 }, true), ...everySms({ payment: 'both' }, true)]

/** What a message with a secret says beside it (R5), in the words of each language. */
const SAYS = {
  ru: {
    door: /курьер.* не по телефону/i,
    counter: /(только там, не по телефону|лично, не по тел)/,
    document: /паспорт/,
    hold: /в ПВЗ/,
  },
  fr: {
    door: /livreur( seul)?, jamais (par|au) téléphone/,
    counter: /guichet, jamais (par|au) téléphone/,
    document: /pièce d'identité/,
    hold: /point relais/,
  },
  en: {
    door: /courier('s presence| there)?, never (by phone|for a caller)/,
    counter: /at the counter, never (by phone|for a caller)/,
    document: /identity document/,
    hold: /pick-up point/,
  },
} as const

test('R5: no message of any moment costs more than two parts, with the longest names, link and code', () => {
  const seen = new Set<string>()
  for (const { sms, cause, locale, profile } of [...EVERY, ...ASKED]) {
    const { parts, encoding } = smsParts(sms)
    expect(parts.length, `${profile} ${cause}: ${sms}`).toBeLessThanOrEqual(SMS_PARTS_AIM)
    expect(encoding, sms).toBe(locale === 'ru' ? 'UCS-2' : 'GSM-7')
    seen.add(`${cause} ${locale}`)
  }
  // Premise: nothing was left out, and the names and the link are as long as they may be.
  expect(seen.size).toBe(MESSAGE_CAUSES.length * LOCALES.length)
  expect(LONG_LINK).toHaveLength(24 + '/r#'.length + 29)
  for (const { day: _day, ...names } of Object.values(LONG_NAMES))
    for (const name of Object.values(names)) expect([...name], name).toHaveLength(24)
})

test('R5: a French or English message with the secret for a door costs one part', () => {
  const atDoor = EVERY.filter(({ content, locale }) => content.secret && !content.counter && locale !== 'ru')
  expect(atDoor.length).toBeGreaterThan(50)
  for (const { sms } of atDoor) expect(smsParts(sms).parts, sms).toHaveLength(1)
})

test('R5: however short, a message tells code, link, who may be told, and what follows without it', () => {
  for (const { sms, content, locale, cause } of EVERY) {
    const says = SAYS[locale]
    const { secret, pin, link, counter, withoutCode, due } = content
    if (link) expect(sms.endsWith(` ${link}`), sms).toBe(true)
    if (pin) expect(sms).toMatch(new RegExp(`(^|\\s)${pin}[\\s,.]`))
    if (due && (secret || counter)) expect(sms).toContain(asSms(due, locale))
    if (secret && !due) expect(sms).toMatch(counter ? says.counter : says.door)
    if (secret && !due && !counter) expect(sms).toMatch(withoutCode === 'hold' ? says.hold : says.document)
    if (counter?.identity && !due) expect(sms).toMatch(says.document)
    if (cause !== 'ready') continue
    // Where it waits, and until when.
    expect(sms).toContain(locale === 'ru' ? LONG_NAMES.ru.point : toGsm(LONG_NAMES[locale].point))
    expect(sms).toContain(LONG_NAMES[locale].day)
  }
})

test('R9: while another contact is asked for, every message says so and where to stop it; the code may have to wait on the page', () => {
  const words = {
    ru: 'Меняют ваш контакт!',
    fr: 'On veut changer vos coordonnées.',
    en: 'change your contact.',
  }
  const told = ASKED.filter(({ cause, content }) => content.link && cause !== 'contact-change')
  for (const { sms, locale, content } of told) {
    expect(sms).toContain(words[locale])
    expect(sms.endsWith(` ${content.link}`)).toBe(true)
  }
  const without = told.filter(({ sms, content }) => content.pin && !sms.includes(content.pin))
  expect(new Set(without.map(({ locale }) => locale))).toEqual(new Set(['ru']))
})

test('R9, R16, R41: a warning says what happened and leads to what stops it', () => {
  const of = (cause: string) => EVERY.filter((told) => told.cause === cause).map(({ sms }) => sms)
  for (const sms of of('identity')) expect(sms).toMatch(/(не вы\?|n'était pas vous \?|Not you\?).*\/r#/)
  for (const sms of of('contact-change'))
    expect(sms).toMatch(/(Не вы\?|n'était pas vous \?|Not you\?).*30 (мин|min).*\/r#/)
  for (const sms of of('label-change'))
    expect(sms).toMatch(/(другому|autre destinataire|another person).*30 (мин|min).*\/r#/)
  for (const sms of of('reopened')) expect(sms).toMatch(/(ещё у вас|encore là|still there).*\/r#/)
})

test('an SMS keeps what the alphabet of phones has, and writes the rest so that it can be read', () => {
  expect(toGsm('Forêt d’été à Nîmes, ça coûte 3 € — « déjà » n° 5…')).toBe(
    'Foret d\'été à Nimes, ca coute 3 € - " déjà " no 5...',
  )
  expect(toGsm('Œuvrard, Łódź, Ærø, Straße')).toBe('OEuvrard, Lodz, Ærø, Straße')
  expect(toGsm('Курьер Сервис Экспресс, Щука, подъезд')).toBe('Kurer Servis Ekspress, Shchuka, podieezd')
  expect(toGsm('e\u0301te\u0301\u00a0! 20\u202f€')).toBe('été ! 20 €')
  // What nobody could read in other letters stays.
  expect(toGsm('王小明')).toBe('王小明')
  expect(smsParts(toGsm('Ærø')).encoding).toBe('GSM-7')
})
