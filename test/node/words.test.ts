import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import type { Locale } from '../../worker/domain/terms.ts'

/**
 * One word for one thing, on every screen, message and paper. A word is chosen once per language; the others that
 * were used for the same thing are retired, so that nobody has to guess whether a "point" is a "pick-up point".
 */
type Retired = readonly [word: RegExp, instead: string]

const RETIRED: Record<Locale, readonly Retired[]> = {
  ru: [
    [/(?<![а-яё])остановк/i, 'адрес'],
    [/(?<![а-яё])пункт/i, 'ПВЗ; на выдаче'],
    [/ПИН|(?<![a-z])PIN(?![a-z])/, 'код'],
    [/обязательн\S* хранени/i, 'на хранение в ПВЗ'],
    [/коды закрыты/i, 'Ввод кода заблокирован'],
    [/показател/i, 'отчёты'],
    [/(?<![а-яё])заяв(?!\S* претензи)/i, 'оформить'],
    [/сказано\. /i, 'Сообщил, …'],
    [/никого (нет|не было)/i, 'Получателя нет'],
    [/адрес не найти/i, 'Адрес не найден'],
    [/вручить нельзя/i, 'Не удалось вручить'],
    [/(?<![а-яё])выпус/i, 'передать в доставку'],
    [/служба отправителя/i, 'отправитель'],
    [/показать код вместо этого/i, 'Показать код'],
    [/кто обслуживает sesame/i, 'администратор'],
    [/это не я/i, 'Посылка не моя'],
    [/это не то, что я жду/i, 'Не мой заказ'],
    [/визит курьера.* завершился/i, 'Курьер уже уехал'],
  ],
  fr: [
    [/\bpoints?\b(?! relais)/i, 'point relais'],
    [/régulation|exploitants?\b|répartiteur/i, 'l’exploitation'],
    [/lettre de transport/i, 'n° d’envoi'],
    [/\bPIN\b/, 'code'],
    [/codes? erroné/i, 'code faux'],
    [/codes sont fermés/i, 'Saisie du code bloquée'],
    [/instance obligatoire|^en instance, /i, 'mis en instance au point relais'],
    [/c’est dit\. /i, 'Client informé, …'],
    [/^personne( sur place)?$/i, 'Client absent'],
    [/^recevoir$/i, 'Réceptionner'],
    [/faire partir/i, 'lancer'],
    [/arrêts (sont )?partis/i, 'arrêts lancés'],
    [/rien ne bouge/i, 'Sans activité'],
    [/^chiffres$/i, 'Rapports'],
    [/alors seulement il est/i, 'c’est ce scan qui l’enregistre à l’agence'],
    [/(pièce|document) (indique|dit)-/i, 'Le nom est-il bien … ?'],
    [/(gère|administre) sesame/i, 'votre administrateur'],
    [/ce n’est pas moi/i, 'Ce colis n’est pas pour moi'],
    [/sans lui, apportez/i, 'Sans code, apportez …'],
    [/colis se prépare/i, 'Votre colis est en préparation'],
    [/le faire garder/i, 'Prolonger la garde'],
    [/service de l’expéditeur/i, 'l’expéditeur'],
  ],
  en: [
    [/(?<!pick-up )\bpoints?\b/i, 'pick-up point'],
    [/\bPIN\b/, 'code'],
    [/\bfigures?\b/i, 'reports; numbers'],
    [/mandatory hold/i, 'held at the pick-up point'],
    [/codes are closed/i, 'Code entry is blocked'],
    [/whoever runs sesame/i, 'your administrator'],
    [/eight hours/i, 'your session expired'],
    [/follows by itself/i, 'Updates automatically'],
    [/^standing$/i, 'Status'],
    [/nothing moves/i, 'No activity'],
    [/on the own phone/i, 'on their own phone'],
    [/(ended|gone) otherwise/i, 'differently'],
    [/^ask for it$/i, 'Request change'],
    [/^said\. /i, 'I’ve told them, …'],
    [/tick that/i, 'Confirm you’ve saved it'],
    [/on demand left/i, 'Resends left'],
    [/codes tried/i, 'wrong codes'],
    [/\bfetch/i, 'collect'],
    [/changes of before/i, 'Your unsaved changes are still here'],
    [/it is not me/i, 'This isn’t for me'],
    [/all right, no claims/i, 'Everything’s fine'],
    [/service has decided/i, 'the sender decides'],
    [/not what i expect/i, 'This isn’t what I ordered'],
  ],
}

/** Where a retired word means something else: it is taken out of the text before the text is looked at. */
const MEANT: readonly (readonly [files: RegExp, words: RegExp])[] = [
  // The settings of a contract name the kind of code as the carriers' documents and the API do.
  [/dispatch\/contracts/, /ПИН\S*|\bPIN\b/g],
  // Somebody, not nobody.
  [/dispatch\/audit|timeline|csv-words/, /^personne$/gi],
  // Percentage points, things to correct, a full stop, a semicolon.
  [/dispatch\/stats/, /\{size\} points/g],
  [/dispatch/, /points? (à (corriger|vérifier)|de départ|d’interrogation)|après le point\.|point-virgule/gi],
  [/courier\/return/, /^Point the scanner/g],
]

interface Said {
  file: string
  locale: Locale
  text: string
}

const root = fileURLToPath(new URL('../../', import.meta.url))
const LOCALES = ['ru', 'fr', 'en'] as const
const find = (pattern: string) => globSync(pattern, { cwd: root }).sort()

/** The quoted texts of a source, without its imports, comments and keys. */
function quoted(source: string): string[] {
  const code = source.replace(/^import .*$/gm, '').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
  return [...code.matchAll(/'((?:[^'\\\n]|\\.)*)'(?!:)|`([^`]*)`/g)].map(
    ([, plain, template]) => plain ?? template!,
  )
}

/** The texts of files that hold one language each, by their names. */
const ofOneLanguage = (): Said[] =>
  LOCALES.flatMap((locale) =>
    find(`{web/**/i18n/**,print/words,worker/channels/texts}/${locale}.ts`).flatMap((file) =>
      quoted(readFileSync(`${root}${file}`, 'utf8')).map((text) => ({ file, locale, text })),
    ),
  )

/** The texts of files that hold a section for each language, as `inline` takes them: `fr: { … }`. */
const ofAllLanguages = (): Said[] =>
  find('{web/**/*.{ts,tsx},worker/domain/*words.ts}').flatMap((file) => {
    const source = readFileSync(`${root}${file}`, 'utf8')
    return LOCALES.flatMap((locale) => {
      const section = new RegExp(`^ {2}${locale}: \\{$([\\s\\S]*?)^ {2}\\}`, 'm').exec(source)?.[1] ?? ''
      return quoted(section).map((text) => ({ file, locale, text }))
    })
  })

/** The titles of exports, which stand in a line of all three. */
async function ofExports(): Promise<Said[]> {
  const { TITLES } = await import('../../worker/http/csv-words.ts')
  const file = 'worker/http/csv-words.ts'
  return LOCALES.flatMap((locale) =>
    Object.values(TITLES).map((title) => ({ file, locale, text: title[locale] })),
  )
}

const offences = ({ file, locale, text }: Said): string[] => {
  const spoken = MEANT.reduce(
    (left, [files, words]) => (files.test(file) ? left.replace(words, '') : left),
    text,
  )
    // A parameter's name is no word that anybody reads.
    .replace(/\$?\{[^}]*\}/g, '')
  return RETIRED[locale]
    .filter(([word]) => word.test(spoken))
    .map(([, instead]) => `${file}: “${text}” → ${instead}`)
}

const all = async () => [...ofOneLanguage(), ...ofAllLanguages(), ...(await ofExports())]

test('all dictionaries are read', async () => {
  const files = new Set((await all()).map(({ file }) => file))
  for (const locale of LOCALES)
    for (const room of [
      'courier',
      'courier/practice',
      'dispatch/contracts',
      'recipient/i18n/later',
      'timeline',
    ])
      expect(files).toContain(`web/${room.includes('i18n') ? room : `${room}/i18n`}/${locale}.ts`)
  for (const file of [
    'web/ui/words.ts',
    'web/ui/CsvButton.tsx',
    'web/ui/WrongCode.tsx',
    'worker/domain/message-words.ts',
  ])
    expect(files).toContain(file)
})

test('no retired word is said any more', async () => {
  expect((await all()).flatMap(offences)).toEqual([])
})

test.each([
  ['ru', 'Следующая остановка'],
  ['ru', 'Отвезите посылку в пункт'],
  ['fr', 'Votre point de retrait'],
  ['fr', 'Appelez la régulation'],
  ['en', 'Held at the point'],
  ['en', 'Enter the PIN'],
] as const)('a retired word that comes back is found: %s “%s”', (locale, text) => {
  expect(offences({ file: 'web/courier/i18n/any.ts', locale, text })).toHaveLength(1)
})

test.each([
  ['fr', 'web/dispatch/import/i18n/fr.ts', 'point-virgule'],
  ['ru', 'web/courier/i18n/ru.ts', 'Доставка приостановлена, клиент заявил претензию'],
  ['en', 'web/dispatch/contracts/i18n/en.ts', 'Digits of the PIN'],
] as const)('what only looks like one is left alone: %s %s “%s”', (locale, file, text) => {
  expect(offences({ file, locale, text })).toEqual([])
})
