import { readFileSync } from 'node:fs'
import Papa from 'papaparse'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { cellsOf, dirtyLines, fileOf } from '../../support/table.ts'
import { expectAccessible } from './axe.ts'
import { deskOf } from './dispatcher.ts'
import type { Stage } from './stage.ts'

/** A file of a thousand lines is announced three times, on a machine that also does other work. */
export const LONG_MS = 400_000

/** Makes a contract with KSE's fields for the shipments of one file. */
export async function contract(stage: Stage, id: string, name: string): Promise<void> {
  await stage.world.dispatcher.must('PUT', `/api/contracts/${id}`, { name, profile: 'kse' })
}

/** Opens the import screen and chooses its contract. */
export async function importOf(desk: Page, name: string): Promise<void> {
  await desk.getByRole('link', { name: 'Envois', exact: true }).first().click()
  await desk.getByRole('link', { name: 'Importer un fichier' }).click()
  await desk.getByLabel('Contrat').selectOption({ label: name })
}

/** Drops a file on the import screen. */
export const give = (desk: Page, text: string | Buffer, name = 'envois.csv') =>
  desk
    .getByLabel('Déposez un fichier CSV ici')
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text as string) })

/** Returns the numbers of announced, already known and refused shipments that the screen shows. */
export async function tally(desk: Page): Promise<number[]> {
  const numbers = await desk.locator('.import-tally dd').allInnerTexts()
  return numbers.map((text) => Number(text.replace(/\s/g, '')))
}

/** Announces what the screen has checked and returns its tally. */
export async function send(desk: Page): Promise<number[]> {
  await desk.getByRole('button', { name: /^Annoncer/ }).click()
  await desk.getByRole('heading', { name: 'Import terminé' }).waitFor({ timeout: LONG_MS / 4 })
  return tally(desk)
}

/** Returns every shipment of a contract as its export lists it. */
export async function shipmentsOf(stage: Stage, contractId: string): Promise<string[]> {
  const { url, dispatcher } = stage.world
  const path = `${url}/api/shipments?contract=${contractId}&format=csv`
  const text = await (await fetch(path, { headers: { cookie: dispatcher.cookie } })).text()
  return text.trim().split('\r\n').slice(1).sort()
}

/** Matches a number as the screen writes it in French. */
const numberWords = (n: number) => new RegExp(String(n).replace(/(\d)(?=\d{3}$)/, '$1\\s'))

/**
 * A dispatcher imports a dirty file of `size` lines, gets the wrong ones back, corrects them and imports them,
 * and then the whole file once more.
 */
export async function dirtyFileDay(stage: Stage, size: number): Promise<void> {
  // Files of tests share a system, so each day has a contract and waybills of its own.
  const [id, name] = [`dirty-${size}`, `Maison Lefèvre ${size}`]
  await contract(stage, id, name)
  const { lines, shipments, wrongLines } = dirtyLines(`DIRTY${size}X`, size)
  // These waybills are already announced for another recipient.
  const { dispatcher } = stage.world
  const taken = lines.slice(-5).map(([waybill]) => waybill as string)
  const other = taken.map((waybill) => cellsOf({ waybill, name: 'Jade Noël' }))
  const before = await fetch(`${stage.world.url}/api/shipments/import?contract=${id}`, {
    method: 'POST',
    headers: { cookie: dispatcher.cookie, 'content-type': 'text/csv' },
    body: fileOf(other),
  })
  expect(await before.json()).toMatchObject({ created: 5 })

  const desk = await deskOf(stage)
  await importOf(desk, name)
  const file = fileOf(lines)
  await give(desk, file)
  await desk.getByRole('heading', { name: `${shipments} envois peuvent être annoncés` }).waitFor()
  await desk.getByText(`${wrongLines} lignes sont à corriger`).waitFor()
  const facts = (await desk.locator('.facts').textContent()) ?? ''
  for (const fact of [numberWords(size), /UTF-8/, /point-virgule/]) expect(facts).toMatch(fact)
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
  expect(rows.find(([waybill]) => waybill === taken[0])?.[8]).toContain('déjà annoncé avec un autre contenu')

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
  const all = await shipmentsOf(stage, id)
  expect(all).toHaveLength(shipments + seen.size)
  await desk.getByRole('button', { name: 'Importer un autre fichier' }).click()
  await give(desk, file)
  await desk.getByRole('heading', { name: `${shipments} envois peuvent être annoncés` }).waitFor()
  expect(await send(desk)).toEqual([0, shipments - 5, 5])
  expect(await shipmentsOf(stage, id)).toEqual(all)

  await desk.getByRole('link', { name: 'Ouvrir les envois' }).click()
  await desk.getByRole('heading', { name: 'Envois' }).waitFor()
  expect(desk.url()).toContain('contract=dirty')
}
