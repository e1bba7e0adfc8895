import { readFileSync } from 'node:fs'
import Papa from 'papaparse'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { cellsOf, dirtyLines, fileOf } from '../support/table.ts'
import { expectAccessible } from './support/axe.ts'
import { deskOf } from './support/dispatcher.ts'
import { setStage } from './support/stage.ts'

const stage = setStage()
/** The test makes a thousand announcements three times, on a machine that also does other work. */
const LONG_MS = 400_000

async function contract(id: string, name: string): Promise<void> {
  await stage.world.dispatcher.must('PUT', `/api/contracts/${id}`, { name, profile: 'kse' })
}

/** Opens the import screen and chooses its contract. */
async function importOf(desk: Page, name: string): Promise<void> {
  await desk.getByRole('link', { name: 'Envois', exact: true }).first().click()
  await desk.getByRole('link', { name: 'Importer un fichier' }).click()
  await desk.getByLabel('Contrat').selectOption({ label: name })
}

const give = (desk: Page, text: string | Buffer, name = 'envois.csv') =>
  desk
    .getByLabel('Déposez un fichier CSV ici')
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text as string) })

/** Returns the numbers of announced, already known and refused shipments that the screen shows. */
async function tally(desk: Page): Promise<number[]> {
  const numbers = await desk.locator('.import-tally dd').allInnerTexts()
  return numbers.map((text) => Number(text.replace(/\s/g, '')))
}

async function send(desk: Page): Promise<number[]> {
  await desk.getByRole('button', { name: /^Annoncer/ }).click()
  await desk.getByRole('heading', { name: 'Import terminé' }).waitFor({ timeout: LONG_MS / 4 })
  return tally(desk)
}

/** Returns every shipment of a contract as its export lists it. */
async function shipmentsOf(contractId: string): Promise<string[]> {
  const { url, dispatcher } = stage.world
  const path = `${url}/api/shipments?contract=${contractId}&format=csv`
  const text = await (await fetch(path, { headers: { cookie: dispatcher.cookie } })).text()
  return text.trim().split('\r\n').slice(1).sort()
}

test(
  'R2: a dirty file of a thousand lines: the good ones go, the wrong ones come back, corrected they go too',
  async () => {
    await contract('dirty', 'Maison Lefèvre')
    const { lines, shipments, wrongLines } = dirtyLines('DIRTY')
    // These waybills are already announced for another recipient.
    const { dispatcher } = stage.world
    const right = lines.filter(([waybill = '']) => waybill >= 'DIRTY-0900')
    const taken = right.slice(0, 5).map(([waybill]) => waybill as string)
    const other = taken.map((waybill) => cellsOf({ waybill, name: 'Jade Noël' }))
    const before = await fetch(`${stage.world.url}/api/shipments/import?contract=dirty`, {
      method: 'POST',
      headers: { cookie: dispatcher.cookie, 'content-type': 'text/csv' },
      body: fileOf(other),
    })
    expect(await before.json()).toMatchObject({ created: 5 })

    const desk = await deskOf(stage)
    await importOf(desk, 'Maison Lefèvre')
    const file = fileOf(lines)
    await give(desk, file)
    await desk.getByRole('heading', { name: `${shipments} envois peuvent être annoncés` }).waitFor()
    await desk.getByText(`${wrongLines} lignes sont à corriger`).waitFor()
    const facts = (await desk.locator('.facts').textContent()) ?? ''
    for (const fact of [/1\s000/, /UTF-8/, /point-virgule/]) expect(facts).toMatch(fact)
    await expectAccessible('a checked file', desk)
    const faults = desk.getByRole('region', { name: 'À corriger' })
    await faults.getByLabel('Afficher').selectOption({ index: 1 })
    await faults.getByRole('row').filter({ hasText: 'indicatif du pays' }).nth(14).waitFor()
    await faults.getByRole('row').nth(16).waitFor({ state: 'detached' })
    expect(await faults.getByRole('row').count()).toBe(1 + 15)

    expect(await send(desk)).toEqual([shipments - 5, 0, 5])
    await expectAccessible('an import that is finished', desk)
    await desk.getByText(`${wrongLines + 5} lignes attendent une correction`).waitFor()
    const downloading = desk.waitForEvent('download')
    await desk.getByRole('button', { name: 'Télécharger les lignes à corriger' }).click()
    const wrong = readFileSync(await (await downloading).path(), 'utf8')
    const [header = [], ...rows] = Papa.parse<string[]>(wrong.slice(1), { skipEmptyLines: true }).data
    expect(header.at(-1)).toBe('Motif')
    expect(rows).toHaveLength(wrongLines + 5)
    expect(rows.find(([waybill]) => waybill === taken[0])?.[8]).toContain(
      'déjà annoncé avec un autre contenu',
    )

    const seen = new Set<string>()
    const corrected = rows.flatMap(([waybill = '', label = '', , , line1 = '']) => {
      const free = taken.includes(waybill) ? `${waybill}-BIS` : waybill
      const fixed = cellsOf({ waybill: free, label: /^[\x20-\x7e]*$/.test(label) ? label : '', line1 })
      // A repeated line is kept once.
      if (label === '' && seen.has(waybill)) return []
      seen.add(waybill)
      return [[...fixed, 'corrigé']]
    })
    await desk.getByRole('button', { name: 'Importer un autre fichier' }).click()
    await give(desk, `\uFEFF${fileOf(corrected).replace('Pays', 'Pays;Motif')}`)
    await desk.getByText('Rien n’est à corriger').waitFor()
    expect(await send(desk)).toEqual([seen.size, 0, 0])
    await desk.getByText('Tous les envois du fichier sont annoncés').waitFor()

    // Importing the whole file again changes nothing.
    const all = await shipmentsOf('dirty')
    expect(all).toHaveLength(shipments + seen.size)
    await desk.getByRole('button', { name: 'Importer un autre fichier' }).click()
    await give(desk, file)
    await desk.getByRole('heading', { name: `${shipments} envois peuvent être annoncés` }).waitFor()
    expect(await send(desk)).toEqual([0, shipments - 5, 5])
    expect(await shipmentsOf('dirty')).toEqual(all)

    await desk.getByRole('link', { name: 'Ouvrir les envois' }).click()
    await desk.getByRole('heading', { name: 'Envois' }).waitFor()
    expect(desk.url()).toContain('contract=dirty')
  },
  LONG_MS,
)

test('R2: a file in Windows-1251, as Excel saves it in Russia', async () => {
  await contract('cp1251', 'Лавка')
  const text = [
    'Накладная;Получатель;Телефон;Адрес;Город;Индекс;Страна;Склад',
    'CP-0001;Анна Седова;8 (916) 123-45-67;"Лесная ул., 7; кв. 41";Москва;127055;RU;Юг',
    'CP-0002;ООО «Ёлка»;+79161234568;Палиха ул., 3;Москва;127055;ru;Юг',
    'CP-0003;Иван;телефон;Палиха ул., 3;Москва;127055;RU;Юг',
  ].join('\r\n')
  const codes: Record<string, number> = { Ё: 0xa8, '«': 0xab, '»': 0xbb }
  const bytes = [...text].map((c) => codes[c] ?? (c >= 'А' ? c.charCodeAt(0) - 0x350 : c.charCodeAt(0)))
  const desk = await deskOf(stage)
  await importOf(desk, 'Лавка')
  await give(desk, Buffer.from(bytes))
  await desk.getByRole('heading', { name: '2 envois peuvent être annoncés' }).waitFor()
  await desk.getByText('Windows-1251').waitFor()
  await desk.getByText('Colonnes non reconnues : Склад').waitFor()
  await desk
    .getByRole('row')
    .filter({ hasText: 'CP-0003' })
    .filter({ hasText: 'indicatif du pays' })
    .waitFor()
  expect(await send(desk)).toEqual([2, 0, 0])
  const { items } = await stage.world.dispatcher.must('GET', '/api/shipments?q=CP-0002')
  const view = await stage.world.dispatcher.must('GET', `/api/shipments/${items[0].id}`)
  expect(view.recipient).toMatchObject({ name: 'ООО «Ёлка»', address: { line1: 'Палиха ул., 3' } })
})

test('R2: the network goes and comes back, then the page is closed: the same file goes on, nothing is sent twice', async () => {
  // The browser logs requests that got no answer.
  stage.forgive(/Failed to load resource/)
  await contract('resumed', 'Atelier')
  const file = fileOf(Array.from({ length: 450 }, (_, n) => cellsOf({ waybill: `RESUME-${1000 + n}` })))
  const desk = await deskOf(stage)
  const network = { lost: false, answers: 1 }
  const held: (() => void)[] = []
  /** The waybills that reached the server, by the key of their call. */
  const calls = new Map<string, string[]>()
  await desk.route('**/api/shipments/bulk', async (route) => {
    // The test lets a number of answers through. Other calls wait, and are lost while the network is down.
    while (!network.lost && network.answers === 0) await new Promise<void>((go) => held.push(go))
    if (network.lost) return route.abort().catch(() => {})
    network.answers--
    const { shipments } = route.request().postDataJSON() as { shipments: { waybill: string }[] }
    const waybills = shipments.map(({ waybill }) => waybill)
    calls.set(route.request().headers()['idempotency-key'] ?? '', waybills)
    // The page gives up a call that takes too long and repeats it under its key.
    await route.fulfill({ response: await route.fetch({ timeout: 0 }) }).catch(() => {})
  })
  const release = () => {
    for (const go of held.splice(0)) go()
  }
  await importOf(desk, 'Atelier')
  await give(desk, file)
  await desk.getByRole('button', { name: 'Annoncer 450 envois' }).click()
  await desk.getByText('100 sur 450').waitFor()

  network.lost = true
  release()
  await desk.getByText('L’import reprend tout seul').waitFor()
  Object.assign(network, { lost: false, answers: 1 })
  await desk.getByText('200 sur 450').waitFor()
  await desk.getByText('L’import reprend tout seul').waitFor({ state: 'detached' })
  const stored = await desk.evaluate(() => JSON.stringify(localStorage))
  expect(stored).toContain('sesame.imports')
  for (const personal of ['Garnier', '639980001', 'Perrache', 'RESUME'])
    expect(stored).not.toContain(personal)

  // A new page opens in the same browser. Whatever the old page had under way never arrives.
  await desk.goto('about:blank')
  network.lost = true
  release()
  await Promise.resolve()
  Object.assign(network, { lost: false, answers: Number.POSITIVE_INFINITY })
  await desk.goto(`${stage.world.url}/app/dispatch/shipments/import`)
  await desk.getByLabel('Contrat').selectOption({ label: 'Atelier' })
  await give(desk, file, 'autre-nom.csv')
  await desk.getByText('Une partie de ce fichier est déjà partie : 200 envois').waitFor()
  await expectAccessible('an import that goes on', desk)
  await desk.getByRole('button', { name: 'Reprendre' }).click()
  // Hundreds of shipments take as long as the machine needs.
  await desk.getByRole('heading', { name: 'Import terminé' }).waitFor({ timeout: 90_000 })
  const [created = 0, known = 0, refused] = await tally(desk)
  expect([created + known, refused]).toEqual([450, 0])
  const sent = [...calls.values()].flat()
  expect([sent.length, new Set(sent).size]).toEqual([450, 450])
  expect(await shipmentsOf('resumed')).toHaveLength(450)
})
