import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { encodeAs } from '../support/encode.ts'
import { expectAccessible } from './support/axe.ts'
import { deskOf } from './support/dispatcher.ts'
import { setStage } from './support/stage.ts'

const stage = setStage()

/** Opens the import screen for a contract of its own. */
async function importUnder(desk: Page, name: string, profile: 'kse' | 'chronopost'): Promise<void> {
  const { dispatcher, url } = stage.world
  await dispatcher.must('PUT', `/api/contracts/${profile}-exports`, { name, profile })
  await desk.goto(`${url}/app/dispatch/shipments/import`)
  await desk.getByLabel(/^(Contrat|Договор)$/).selectOption({ label: name })
}

const give = (desk: Page, bytes: Uint8Array, name = 'export.csv') =>
  desk.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(bytes) })

/** Returns what the screen lists apart before anything is sent: the count, the words, the lines. */
const warnings = async (desk: Page) =>
  (await desk.locator('.import-warnings tbody tr').allInnerTexts()).map((text) => text.replace(/\s+/g, ' '))

/** A shop in Lyon: Windows-1252, names and numbers in two columns each, what a spreadsheet made of numbers. */
const FRENCH = [
  'Export du 30/11/2026 – boutique Œuvres & Cie',
  'N° de suivi;Civilité;Nom;Prénom;Téléphone;Portable;Adresse de livraison;Complément;Ville;Code postal;Pays;Poids (kg)',
  '="0012345601";Mme;Lefèvre;Hélène;04 78 37 00 00;06 39 98 00 01;12 quai Perrache ; bât. B;;Lyon;69002;France;1,2',
  '="0012345602";M.;Noël;François;;06 39 98 00 02;3 rue du Bœuf;;Bourg-en-Bresse;1000;FRA;0,8',
  '12345603;Mme;Garnier;Inès;;06 39 98 00 03;8 rue de la Charité;;Lyon;69002;;2',
  '1,23457E+12;M.;Blanc;Hugo;;06 39 98 00 04;8 rue de la Charité;;Lyon;69002;France;2',
  '="0012345605";M.;Blanc;Hugo;;06 39 98;8 rue de la Charité;;Lyon;69002;Francie;2',
  ';;;;;;;;;;;',
  'Total : 5 envois;;;;;;;;;;;6',
]
  .join('\r\n')
  .replace('12 quai Perrache ; bât. B', '"12 quai Perrache ; bât. B"')

test('R2: the export of a French shop: what was understood, what to look at and what to correct', async () => {
  const desk = await deskOf(stage)
  await importUnder(desk, 'Œuvres & Cie', 'chronopost')
  await give(desk, encodeAs(FRENCH, 'windows-1252'))
  await desk.getByRole('heading', { name: '3 envois peuvent être annoncés' }).waitFor()
  await desk.getByText('Windows-1252').waitFor()
  await desk.getByText('Colonnes non reconnues : Poids (kg)').waitFor()
  expect(await warnings(desk)).toEqual([
    expect.stringMatching(/^1 Ligne entière Se trouve au-dessus .*Ligne 1$/),
    expect.stringMatching(/^1 Portable Il y a plus d’un numéro.*Ligne 3$/),
    expect.stringMatching(/^1 Code postal .*premier zéro.*Ligne 4$/),
    expect.stringMatching(/^1 Pays Aucun pays.*Ligne 5$/),
    expect.stringMatching(/^1 N° de suivi Plus court.*Ligne 5$/),
    expect.stringMatching(/^1 Ligne entière Des séparateurs.*Ligne 8$/),
    expect.stringMatching(/^1 Ligne entière Une ligne de totaux.*Ligne 9$/),
  ])
  const faults = desk.getByRole('region', { name: 'À corriger' })
  const row = (line: string) => faults.getByRole('row').filter({ hasText: line })
  await row('N° de suivi').filter({ hasText: 'Le tableur a arrondi' }).waitFor()
  await row('Pays').filter({ hasText: 'Deux lettres ou le nom du pays' }).waitFor()
  await expectAccessible('an export with warnings and refusals', desk)
  await desk.getByRole('button', { name: 'Annoncer 3 envois' }).click()
  await desk.getByRole('heading', { name: 'Import terminé' }).waitFor()
  const { items } = await stage.world.dispatcher.must('GET', '/api/shipments?q=0012345602')
  const view = await stage.world.dispatcher.must('GET', `/api/shipments/${items[0].id}`)
  expect(view.recipient).toMatchObject({
    name: 'François Noël',
    phone: '+33639980002',
    address: { line1: '3 rue du Bœuf', postcode: '01000', country: 'FR' },
  })
})

/** A shop in Moscow: the console of an old program, CP866, with a patronymic in a column of its own. */
const RUSSIAN = [
  'Номер отправления;Фамилия;Имя;Отчество;Телефон;Мобильный;Адрес доставки;Город;Индекс;Страна',
  'RU-0001;Седова;Анна;Викторовна;8 (495) 123-45-67;8 (916) 123-45-67;Лесная ул., 7, кв. 41;Москва;127055;РФ',
  'RU-0002;Щукин;Пётр;;;+7 701 123-45-67;ул. Абая, 3;Алматы;050000;Казахстан',
  'RU-0003;????????;????;;;8 916 123-45-68;Палиха ул., 3;Москва;127055;РФ',
  'RU-0004;Орлов;Иван;Ильич;;8 916 123-45-69;Палиха ул., 3;Москва;#Н/Д;РФ',
  'Номер отправления;Фамилия;Имя;Отчество;Телефон;Мобильный;Адрес доставки;Город;Индекс;Страна',
  'RU-0005;Лапин;;;;8 916 123-45-60;Палиха ул., 3;Москва;127055;',
  'Итого: 5;;;;;;;;;',
].join('\r\n')

test('R2: the export of a Russian shop in CP866, in Russian; a file in an encoding we do not read, and a workbook', async () => {
  const desk = await deskOf(stage, { locale: 'ru-RU' })
  await importUnder(desk, 'Лавка', 'kse')
  await give(
    desk,
    Uint8Array.from([...FRENCH].map((sign) => ({ è: 0x8a, é: 0x82 })[sign] ?? sign.charCodeAt(0) & 0x7f)),
  )
  await desk.getByRole('alert').filter({ hasText: 'такой кодировки мы не читаем' }).waitFor()
  await give(desk, new TextEncoder().encode('PK\u0003\u0004 xl/workbook.xml'), 'export.xlsx')
  await desk.getByRole('alert').filter({ hasText: 'Это книга Excel' }).waitFor()
  await give(desk, encodeAs(RUSSIAN, 'ibm866'))
  await desk.getByRole('heading', { name: '3 отправления можно оформить' }).waitFor()
  await desk.getByText('CP866').waitFor()
  expect(await warnings(desk)).toEqual([
    expect.stringMatching(/^1 Мобильный Номеров больше одного.*Строка 2$/),
    expect.stringMatching(/^1 Вся строка Повторяет названия столбцов.*Строка 6$/),
    expect.stringMatching(/^1 Фамилия Здесь только часть имени.*Строка 7$/),
    expect.stringMatching(/^1 Страна Страна не указана.*Строка 7$/),
    expect.stringMatching(/^1 Вся строка Это итог.*Строка 8$/),
  ])
  const row = (text: string) => desk.locator('.import-faults tr').filter({ hasText: text })
  await row('Фамилия').filter({ hasText: 'Буквы потеряны' }).waitFor()
  await row('Индекс').filter({ hasText: 'ошибку вместо значения' }).waitFor()
  await expectAccessible('a Russian export', desk)
})
