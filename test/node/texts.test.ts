import { globSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test, vi } from 'vitest'
import { regional } from '../../web/i18n/format.ts'
import { pickLocale } from '../../web/i18n/locale.ts'
import { format, type Text, type Texts } from '../../web/i18n/texts.ts'

const web = fileURLToPath(new URL('../../web', import.meta.url))
const rooms = [...new Set(globSync('**/i18n/{ru,fr,en}.ts', { cwd: web }).map((file) => dirname(file)))]
const read = async (room: string, locale: string): Promise<Texts> =>
  ((await import(`${web}/${room}/${locale}.ts`)) as { default: Texts }).default

const forms = (text: Text): string[] => (typeof text === 'string' ? [text] : Object.values(text))
const params = (text: Text): string[] =>
  [...new Set(forms(text).flatMap((form) => [...form.matchAll(/\{(\w+)\}/g)].map((m) => m[1]!)))].sort()

test('there are rooms with texts', () => {
  expect(rooms.map((room) => basename(dirname(room)))).toContain('app')
})

test.each(rooms)('%s says the same in every language', async (room) => {
  const en = await read(room, 'en')
  for (const locale of ['ru', 'fr'] as const) {
    const other = await read(room, locale)
    expect(Object.keys(other).sort()).toEqual(Object.keys(en).sort())
    for (const [key, text] of Object.entries(en)) {
      const translated = other[key]!
      // `count` may be missing where the form itself says the number ("one parcel").
      const named = (t: Text) => params(t).filter((name) => name !== 'count')
      expect({ key, params: named(translated) }).toEqual({ key, params: named(text) })
      if (typeof translated === 'string') continue
      const needed = new Intl.PluralRules(locale).resolvedOptions().pluralCategories
      for (const form of needed.filter((f) => locale === 'ru' || f !== 'many'))
        expect(Object.keys(translated), `${room} ${locale} ${key}`).toContain(form)
    }
  }
})

const parcels = {
  one: '{count} место',
  few: '{count} места',
  many: '{count} мест',
  other: '{count} места',
}
test.each([
  [0, '0\u00a0мест'],
  [1, '1\u00a0место'],
  [2, '2\u00a0места'],
  [5, '5\u00a0мест'],
  [11, '11\u00a0мест'],
  [21, '21\u00a0место'],
  [1.5, '1,5\u00a0места'],
])('Russian plural of %d, whose number and noun stay on one line', (count, expected) => {
  expect(format(parcels, 'ru', { count })).toBe(expected)
})

test('French takes the singular for 0 and 1.5', () => {
  const colis = { one: '{count} colis remis', other: '{count} colis remis (pl.)' }
  expect(format(colis, 'fr', { count: 0 })).toBe('0\u00a0colis remis')
  expect(format(colis, 'fr', { count: 1.5 })).toBe('1,5\u00a0colis remis')
  expect(format(colis, 'fr', { count: 2 })).toBe('2\u00a0colis remis (pl.)')
})

test('a parameter is text, never markup or another parameter', () => {
  expect(format('{a}', 'en', { a: '{b}', b: 'x' })).toBe('{b}')
  expect(format('{missing}!', 'en')).toBe('!')
})

test.each([
  [['en-GB', 'en'], '24/11/2026, 14:05'],
  [['en-US', 'en'], '11/24/2026, 02:05 PM'],
  [['fr-FR', 'fr', 'en'], '24/11/2026, 14:05'],
  [['en', 'fr-FR'], '24/11/2026, 14:05'],
])('English dates are those of the browser’s region, and European without one: %j', (languages, expected) => {
  vi.stubGlobal('navigator', { languages })
  const options = {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  } as const
  const clock = new Intl.DateTimeFormat(regional(), { ...options, timeZone: 'UTC' })
  expect(clock.format(Date.parse('2026-11-24T14:05Z')).replace(/\s/g, ' ')).toBe(expected)
  vi.unstubAllGlobals()
})

test.each([
  [['fr-CA', 'en'], 'fr'],
  [[null, undefined, 'de', 'ru_RU'], 'ru'],
  [['zz'], 'en'],
] as const)('the first language of %j that we speak is %s', (wishes, expected) => {
  expect(pickLocale(wishes)).toBe(expected)
})
