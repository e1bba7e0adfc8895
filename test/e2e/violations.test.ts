import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { invitationUrl, signIn } from '../../scripts/client.ts'
import { rowOf } from '../support/violations.ts'
import { tabletOf, tabletPost } from './support/courier.ts'
import { dispatched, oneStop, type Stop } from './support/day.ts'
import { PHONE } from './support/devices.ts'
import { deskOf, section } from './support/dispatcher.ts'
import { signedCall } from './support/signed.ts'
import { setStage } from './support/stage.ts'

const stage = setStage()

/** Closes a round with these scans. What the courier does not scan is missing. */
async function closeRound(stop: Stop, scanned: string[]): Promise<void> {
  const tablet = await tabletOf(stage, stop)
  await tabletPost(tablet, `/api/stops/${stop.id}/arrive`, {
    at: new Date().toISOString(),
    // This place is 1.1 km north of the address.
    place: { lat: 45.7542, lon: 4.8215, accuracyM: 12 },
  })
  const closed = await tabletPost(tablet, '/api/round/close', { scanned })
  expect(closed.status).toBe(200)
}

const ledgerOf = async (desk: Page, providerId: string | null): Promise<void> => {
  await desk.goto(`${stage.world.url}/app/dispatch/violations?provider=${providerId}`)
  await desk.getByRole('heading', { name: 'Registre' }).waitFor()
}

/** Returns the month's sums of the provider on the screen: open, upheld, waived, due. */
async function sums(desk: Page): Promise<string[]> {
  const table = desk.getByRole('table', { name: 'Par sous-traitant et par mois' })
  const cells = await table.getByRole('row').nth(1).getByRole('cell').allInnerTexts()
  return cells.slice(2).map((text) => text.replace(/\s/g, ' '))
}

/** Takes one step on the open violation. */
async function decide(desk: Page, step: string, comment?: string): Promise<void> {
  await desk.getByRole('button', { name: step, exact: true }).click()
  const dialog = desk.getByRole('dialog')
  if (comment) await dialog.getByLabel('Motif').fill(comment)
  await dialog.getByRole('button', { name: step, exact: true }).click()
}

test('R26, R27, R9: a parcel unexplained, contested, a waiver proposed, approved by a second dispatcher', async () => {
  const { world } = stage
  const stop = await oneStop(world, 'chronopost', { parcels: 2 })
  const [back, missing] = stop.labels as [string, string]
  await closeRound(stop, [back])
  const row = await rowOf(world, stop.id)

  const desk = await deskOf(stage)
  await section(desk, 'Manquements')
  const suspected = desk.getByRole('row').filter({ hasText: row.waybill })
  await suspected.getByRole('cell', { name: 'Présumé', exact: true }).waitFor()
  await ledgerOf(desk, row.providerId)
  expect(await sums(desk)).toEqual(['1', '0', '0', '0,00 €'])
  await desk.getByRole('link', { name: 'Colis non justifié' }).click()

  await desk.getByRole('heading', { name: 'Colis non justifié' }).waitFor()
  const facts = desk.locator('section').filter({ has: desk.getByRole('heading', { name: 'Indices' }) })
  await facts.getByText(missing, { exact: true }).waitFor()
  const text = ((await facts.textContent()) ?? '').replace(/\s/g, ' ')
  for (const said of ['Lucas Moreau', 'Transports Moreau', '1,1 km', '50,00 €']) expect(text).toContain(said)
  expect(text).not.toContain(back)

  // A step without its comment is refused.
  await decide(desk, 'Contester')
  await desk.getByText('Écrivez une phrase').waitFor()
  await desk.getByLabel('Motif').fill('Le gardien l’a pris')
  await desk.getByRole('dialog').getByRole('button', { name: 'Contester' }).click()
  await desk.getByText('Contesté. Il reste à trancher.').waitFor()
  await desk.getByText('Le gardien l’a pris').waitFor()
  await decide(desk, 'Proposer l’abandon', 'Le gardien confirme')
  await desk.getByText('L’abandon est proposé').waitFor()
  await desk.getByText('Peuvent approuver').waitFor()
  const waiting = JSON.parse((await signedCall(desk, 'GET', '/api/requests')).text)
  await desk.route('**/api/requests', (route) => route.fulfill({ json: waiting }))

  const second = await deskOf(stage)
  await ledgerOf(second, row.providerId)
  expect(await sums(second)).toEqual(['1', '0', '0', '0,00 €'])
  await second.getByRole('link', { name: 'Colis non justifié' }).click()
  await second.getByText('Le gardien confirme').waitFor()
  await second.getByRole('link', { name: 'Ouvrir les demandes' }).click()
  const asked = second.getByRole('article').filter({ hasText: 'Le gardien confirme' })
  await asked.getByRole('button', { name: 'Approuver' }).click()
  await second.getByRole('dialog').getByRole('button', { name: 'Approuver' }).click()
  await second.getByText('Approuvée.').waitFor()
  await ledgerOf(second, row.providerId)
  await second.getByRole('link', { name: 'Colis non justifié' }).click()
  await second.getByText('C’est tranché').waitFor()
  await second.getByText('Abandonné par une deuxième personne : rien n’est dû').waitFor()
  await ledgerOf(second, row.providerId)
  expect(await sums(second)).toEqual(['0', '0', '1', '0,00 €'])

  // The first desk did not hear of it. Its next step is refused in words, and then it shows the current
  // state.
  stage.forgive(/409/)
  await decide(desk, 'Retenir', 'Pas convaincu')
  await desk.getByRole('alert').filter({ hasText: 'Quelqu’un vous a devancé' }).waitFor()
  await desk.getByRole('dialog').getByRole('button', { name: 'Annuler' }).click()
  await desk.getByText('C’est tranché').waitFor()
})

test('R27: upheld: the penalty is due in its month, the CSV says so, and the shipment is a link away', async () => {
  const { world } = stage
  const stop = await oneStop(world, 'chronopost')
  await closeRound(stop, [])
  const row = await rowOf(world, stop.id)
  const desk = await deskOf(stage)
  await ledgerOf(desk, row.providerId)
  await desk.getByRole('link', { name: 'Colis non justifié' }).click()
  await decide(desk, 'Retenir', 'Aucune preuve')
  await desk.getByText('Retenu : la pénalité est due').waitFor()
  await ledgerOf(desk, row.providerId)
  expect(await sums(desk)).toEqual(['0', '1', '0', '50,00 €'])

  await desk.getByLabel('État').selectOption({ label: 'Retenu' })
  await desk.waitForURL(/state=upheld/)
  const downloading = desk.waitForEvent('download')
  await desk.getByRole('button', { name: 'Télécharger la liste en tableau' }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toBe('violations.csv')
  const [header, line, ...rest] = readFileSync(await download.path(), 'utf8').split('\r\n')
  expect(header).toMatch(/^\uFEFFID;Date \(UTC\);Mois;Sous-traitant/)
  expect(line).toContain(`Transports Moreau;Lucas Moreau;${row.waybill}`)
  expect(line).toContain('unexplained;upheld;50,00;EUR;')
  expect(rest).toEqual([''])
  await desk.getByText('Téléchargé : 1 ligne.').waitFor()
  await desk.getByLabel('État').selectOption({ label: 'Abandonné' })
  await desk.getByRole('heading', { name: 'Rien ne correspond à ces filtres' }).waitFor()
  await desk.getByRole('button', { name: 'Effacer les filtres' }).click()

  await desk.getByRole('row').filter({ hasText: row.waybill }).getByRole('link').click()
  await desk.getByRole('link', { name: 'Historique de l’envoi' }).click()
  await desk.getByRole('heading', { name: row.waybill }).waitFor()
  await desk.getByText('Non justifié à la fin de la tournée').waitFor()
})

test('R27: reported by hand from a number; a number that leads nowhere says why', async () => {
  const { world } = stage
  const [stop, ordinary] = await dispatched(world, 'chronopost', {}, { recipient: { kind: 'business' } })
  const desk = await deskOf(stage)
  await section(desk, 'Manquements')
  await desk.getByRole('button', { name: 'Signaler' }).click()
  const dialog = desk.getByRole('dialog')
  const number = dialog.getByLabel('N° d’envoi ou étiquette')
  for (const [typed, answer] of [
    ['', 'Saisissez un numéro'],
    ['XX000000000XX', 'Aucun envoi ne porte ce numéro'],
    [ordinary!.labels[0]!, 'C’est un envoi ordinaire'],
  ] as const) {
    await number.fill(typed)
    await dialog.getByRole('button', { name: 'Continuer' }).click()
    await dialog.getByText(answer).waitFor()
  }
  await number.fill(stop!.labels[0]!)
  await dialog.getByRole('button', { name: 'Continuer' }).click()
  await dialog.getByLabel('Ce qui s’est passé').selectOption({ label: 'Remis sans code' })
  await dialog.getByLabel('Ce que vous en savez').fill('Vu par un voisin')
  await dialog.getByRole('button', { name: 'Signaler' }).click()
  await desk.getByText('Le manquement figure au registre').waitFor()
  await rowOf(world, stop!.id)
  await desk.getByRole('button', { name: 'Actualiser' }).click()
  const row = desk.getByRole('row').filter({ hasText: stop!.labels[0]! })
  await row.getByText('Remis sans code').waitFor()
})

test('R18: couriers beside each other on a phone: a chance in words, and the visits behind it', async () => {
  const { world, device } = stage
  const stop = await oneStop(world, 'chronopost')
  await closeRound(stop, [])
  const dispatcher = await signIn(world.url, world.signingKey, 'dispatcher')
  await world.until(async () => (await dispatcher.must('GET', `/api/evidence/${stop.courierId}`)).items[0])
  const phone = await device({ ...PHONE, serviceWorkers: 'block' })
  const { url } = await invitationUrl(world.url, world.signingKey, 'dispatcher', { name: 'Nadia Roche' })
  await phone.goto(url)
  await phone.getByRole('button', { name: 'Se connecter' }).click()
  await phone.getByRole('heading', { name: 'Envois' }).waitFor()
  await section(phone, 'Manquements')
  await phone.getByRole('link', { name: 'Livreurs comparés' }).click()
  await phone.getByText('Une probabilité, pas un verdict').waitFor()
  const width = await phone.evaluate(() => document.documentElement.scrollWidth)
  expect(width).toBe(PHONE.viewport?.width)
  await phone.locator(`a[href$="/evidence/${stop.courierId}"]`).click()
  await phone.getByRole('heading', { name: 'Lucas Moreau' }).waitFor()
  const visit = phone.getByRole('row').filter({ hasText: stop.labels[0]! })
  await visit.getByText('Arrivée loin de l’adresse').waitFor()
  await visit.getByText('De l’adresse : 1,1 km').waitFor()
  await visit.getByRole('link', { name: stop.labels[0]! }).click()
  await phone.getByRole('heading', { name: stop.labels[0]! }).waitFor()
})
