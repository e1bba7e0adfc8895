import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { type Harness, startWorld } from '../support/harness.ts'
import {
  AMOUNTS,
  atProvider,
  booked,
  handOver,
  PAYING,
  pay,
  TOTAL,
  whileProvider,
} from '../support/paying.ts'
import { announce, contractFor, newPhone, openLink, secretOf, takenOut } from '../support/world.ts'
import { expectAccessible } from './support/axe.ts'
import { deskOf, section } from './support/dispatcher.ts'
import { setStage } from './support/stage.ts'

// This file has its own world, in which the phone plays both providers.
const stage = setStage(() => startWorld({ web: true, gateways: 'all' }))
const harness = () => stage.world as Harness

const TOLD = { moments: { announced: ['sms'] } }
const card = (desk: Page) => desk.getByRole('region', { name: /^Paiement/ })
const movements = (desk: Page) => card(desk).getByRole('listitem')
const at = (path: string) => `${harness().url}/app/dispatch/${path}`

/** Pays as the recipient does: by the link of the message, at the provider. */
async function paidBy({ id, phone }: { id: string; phone: string }): Promise<string> {
  const world = harness()
  const { link } = await secretOf(world, phone)
  const recipient = await openLink(world, link)
  await pay(recipient.phone, recipient.path)
  const ref = (await booked(world, id)).at(-1)?.ref ?? ''
  await atProvider(world, ref, 'card')
  return ref
}

/** Announces a shipment that was paid for and handed over. */
async function paidShipment(policy: object = {}) {
  const contractId = await contractFor(harness(), 'chronopost', { ...PAYING, ...TOLD, ...policy })
  const shipment = await announce(harness(), contractId, { amounts: { ...AMOUNTS } })
  const ref = await paidBy(shipment)
  const { courier } = await takenOut(harness(), shipment.id, true)
  await handOver(harness(), { ...shipment, courier })
  return { ...shipment, ref }
}

/** Asks for a refund in the dialog that is open. */
async function giveBack(desk: Page, amount: string, reason: string): Promise<void> {
  const dialog = desk.getByRole('dialog')
  await dialog.getByLabel('Montant, EUR').fill(amount)
  await dialog.getByLabel('Motif').fill(reason)
  // Twice, as somebody in a hurry does; it is one refund.
  await dialog.getByRole('button', { name: /^Rembourser/ }).dblclick()
}

test('R30: announced with amounts, paid, a part given back, the rest by two, and in the report', async () => {
  const world = harness()
  const contract = { name: 'Maison Lumière', profile: 'chronopost' }
  const policy = { ...PAYING, ...TOLD, refundLimit: 3_000 }
  await world.dispatcher.must('PUT', '/api/contracts/lumiere', { ...contract, policy })
  const phone = newPhone()
  const desk = await deskOf(stage, {}, { name: 'Anna Moreau' })
  await desk.getByRole('link', { name: 'Annoncer' }).click()
  await desk.getByLabel('N° d’envoi').fill('XY746876977FR')
  await desk.getByLabel('Nom', { exact: true }).fill('Inès Garnier')
  await desk.getByLabel('Téléphone').fill(phone)
  await desk.getByLabel('Numéro et rue').fill('12 quai Perrache')
  await desk.getByLabel('Code postal').fill('69002')
  await desk.getByLabel('Ville').fill('Lyon')
  expect(await desk.getByRole('group', { name: 'Paiement' }).count()).toBe(0)
  await desk.getByLabel('Contrat').selectOption({ label: contract.name })
  const paying = desk.getByRole('group', { name: 'Paiement' })
  await paying.getByText('Il n’y a rien à payer').waitFor()
  expect(await paying.getByLabel('Devise').inputValue()).toBe('EUR')
  await paying.getByLabel('Livraison').fill('5')
  await paying.getByRole('button', { name: 'Ajouter une marchandise' }).click()
  const lamp = paying.getByRole('group', { name: 'Marchandise, ligne 1' })
  await lamp.getByLabel('Désignation').fill('Lampe de bureau')
  await lamp.getByLabel('Prix unitaire').fill('39,999')
  await desk.getByRole('button', { name: 'Annoncer' }).click()
  await lamp.getByText('Trop de décimales pour cette devise').waitFor()
  await lamp.getByLabel('Prix unitaire').fill('60 000')
  await lamp.getByLabel('TVA, %').fill('20')
  stage.forgive(/400/)
  await desk.getByRole('button', { name: 'Annoncer' }).click()
  await paying.getByText(/permet de demander 50\s000,00\s€ au plus/).waitFor()
  await expectAccessible('a sum above the limit', desk)
  await lamp.getByLabel('Prix unitaire').fill('39,90')
  await paying.getByRole('button', { name: 'Ajouter une marchandise' }).click()
  const bulb = paying.getByRole('group', { name: 'Marchandise, ligne 2' })
  await bulb.getByLabel('Désignation').fill('Ampoule')
  await bulb.getByLabel('Pièces').fill('2')
  await bulb.getByLabel('Prix unitaire').fill('2.50')
  await paying.getByText(/^À payer en tout : 49,90\s€$/).waitFor()
  await desk.getByRole('button', { name: 'Annoncer' }).click()
  await desk.getByRole('heading', { name: 'Annoncé, sécurisé' }).waitFor()

  await desk.getByRole('link', { name: 'Ouvrir l’envoi' }).click()
  await card(desk).getByText('Pas encore payé').waitFor()
  await card(desk).getByText('Aucun paiement n’a encore été commencé').waitFor()
  expect(await desk.getByRole('button', { name: 'Rembourser' }).count()).toBe(0)
  const id = new URL(desk.url()).pathname.split('/').at(-1) ?? ''
  const ref = await paidBy({ id, phone })
  // Nobody reloads the page.
  await card(desk).getByRole('heading', { name: 'Paiement Payé' }).waitFor()
  await card(desk).getByText(ref, { exact: true }).waitFor()
  await movements(desk).getByText('Stripe, sur la page du destinataire').waitFor()
  await desk.getByRole('listitem').filter({ hasText: 'Payé' }).first().waitFor()
  await expectAccessible('a shipment that is paid', desk)

  // What is given back by hand before the hand-over, two decide.
  const { courier } = await takenOut(world, id, true)
  await handOver(world, { id, phone, courier })
  await desk.getByText('Remis', { exact: true }).first().waitFor()
  await desk.getByRole('button', { name: 'Rembourser' }).click()
  const dialog = desk.getByRole('dialog')
  await dialog.getByText(/Au-delà de 30,00\s€/).waitFor()
  expect(await dialog.getByLabel('Montant, EUR').inputValue()).toBe('49,90')
  await dialog.getByLabel('Montant, EUR').fill('50')
  await dialog.getByText(/Il ne reste que 49,90\s€ à rembourser/).waitFor()
  await dialog.getByLabel('Montant, EUR').fill('10')
  await dialog.getByRole('button', { name: /^Rembourser 10,00\s€$/ }).click()
  await dialog.getByText('Indiquez brièvement pourquoi').waitFor()
  await expectAccessible('a refund without a reason', desk)
  await giveBack(desk, '10', 'Une ampoule est arrivée cassée')
  await desk.getByText(/Le remboursement de 10,00\s€ est lancé/).waitFor()
  await movements(desk).filter({ hasText: 'décision de l’exploitation' }).getByText('Fait').waitFor()
  await card(desk).getByText('Remboursé en partie').waitFor()
  expect((await booked(world, id)).map(({ refunded }) => refunded)).toEqual([1_000])

  const second = await deskOf(stage, {}, { name: 'Boris Lefèvre' })
  await desk.getByRole('button', { name: 'Rembourser' }).click()
  expect(await dialog.getByLabel('Montant, EUR').inputValue()).toBe('39,90')
  await giveBack(desk, '39,90', 'Tout est revenu')
  await desk.getByText(/Demandé : le remboursement de 39,90\s€/).waitFor()
  await desk.getByText(/Peuvent approuver : .*Boris Lefèvre/).waitFor()
  await movements(desk).filter({ hasText: '39,90' }).getByText('Attend une deuxième personne').waitFor()
  // Nothing is left to give back.
  expect(await desk.getByRole('button', { name: 'Rembourser' }).count()).toBe(0)
  await expectAccessible('a refund that waits', desk)
  expect((await booked(world, id))[0]?.refunded).toBe(1_000)
  await section(second, 'Demandes')
  const asked = second.getByRole('article').filter({ hasText: /39,90\s€/ })
  await asked.getByRole('button', { name: 'Approuver' }).click()
  await second.getByRole('dialog').getByRole('button', { name: 'Approuver' }).click()
  await card(desk).getByRole('heading', { name: 'Paiement Remboursé' }).waitFor()
  await world.until(async () => (await booked(world, id))[0]?.refunded === TOTAL)

  await section(desk, 'Rapports')
  await desk.getByRole('link', { name: 'Paiements', exact: true }).click()
  await desk.getByRole('heading', { name: 'Paiements', level: 1 }).waitFor()
  await desk.getByLabel('Contrat').selectOption({ label: contract.name })
  await desk.waitForURL(/[?&]contract=lumiere/)
  const row = desk.getByRole('row').filter({ hasText: contract.name })
  await row.getByRole('cell', { name: /^49,90\s€\s*1\spaiement$/ }).waitFor()
  await expect
    .poll(async () => {
      await desk.getByRole('button', { name: 'Actualiser' }).click()
      return (await row.getByRole('cell').allTextContents()).map((text) => text.replace(/\s/g, ' '))
    })
    .toEqual(['49,90 €1 paiement', '–', '49,90 €dans ses comptes : 0,00 €', '–', '–', '1 pas encore comparé'])
  await desk.getByRole('row', { name: /^Total en EUR/ }).waitFor()
  await expectAccessible('the payments of a period', desk)
  const [file] = await Promise.all([
    desk.waitForEvent('download'),
    desk.getByRole('button', { name: /^CSV/ }).click(),
  ])
  expect(file.suggestedFilename()).toMatch(/^payments-.*\.csv$/)
  expect(readFileSync(await file.path(), 'utf8')).toContain('Maison Lumière;EUR;1;4990;0;4990')
})

test('R30: a refund that the provider refused is an alert that leads to it, and is tried again there', async () => {
  const world = harness()
  const { id, labels } = await paidShipment()
  const desk = await deskOf(stage)
  await desk.goto(at(`shipments/${id}`))
  await card(desk).getByRole('heading', { name: 'Paiement Payé' }).waitFor()
  await whileProvider(world, 'stripe', { refunds: 'failed' }, async () => {
    await desk.getByRole('button', { name: 'Rembourser' }).click()
    await giveBack(desk, '49.90', 'Arrivé trop tard')
    await movements(desk).getByText('Rejeté par le prestataire').waitFor()
  })
  await expectAccessible('a refund that was refused', desk)
  await section(desk, 'Alertes')
  await desk
    .getByRole('row')
    .filter({ hasText: 'Remboursement impossible' })
    .getByRole('link', { name: labels[0] ?? '' })
    .click()
  await card(desk).getByRole('button', { name: 'Réessayer' }).click()
  await card(desk).getByRole('heading', { name: 'Paiement Remboursé' }).waitFor()
  await movements(desk).getByText('Fait').waitFor()
  expect((await booked(world, id))[0]?.refunded).toBe(TOTAL)
})

/** A line of the report as it may be at worst. */
const LINE = {
  ...{ day: '2026-11-22', contractId: 'c', currency: 'EUR' },
  contractName: 'Compagnie générale des lampes, luminaires et abat-jour de la Croix-Rousse',
  ...{
    paid: 1_204,
    paidAmount: 9_988_012,
    therePaidAmount: 9_983_022,
    refunded: 49_900,
    thereRefunded: 44_910,
  },
  ...{ owed: 4_990, open: 17, openAmount: 84_830, differences: 2, unchecked: 31 },
}

test('R30: the report says what to do about differences, of which days it knows none, and fits every screen', async () => {
  for (const width of [320, 390, 800, 1280]) {
    const desk = await deskOf(stage, { viewport: { width, height: 844 } })
    await desk.route(/\/api\/payments\?/, (route) =>
      route.fulfill({
        json: {
          ...{ from: '2026-11-16', to: '2026-11-22' },
          items: [LINE, { ...LINE, currency: 'RUB', contractId: 'd', differences: 0 }],
        },
      }),
    )
    await desk.goto(at('payments'))
    await desk.getByText('2 paiements diffèrent des comptes du prestataire').waitFor()
    await desk.getByRole('link', { name: 'Ouvrir les alertes' }).waitFor()
    await desk.getByRole('row', { name: /^Total en RUB/ }).waitFor()
    expect(await desk.evaluate(() => document.documentElement.scrollWidth - innerWidth), `${width}`).toBe(0)
    await expectAccessible(`payments at ${width}`, desk)
  }
  const desk = await deskOf(stage)
  await desk.goto(at('payments?from=2020-01-02&to=2020-01-03'))
  await desk.getByText('Aucun paiement sur cette période').waitFor()
  stage.forgive(/400/)
  await desk.getByLabel('Au', { exact: true }).fill('2020-01-01')
  await desk.getByText('Ces jours ne forment pas une période').waitFor()
  stage.forgive(/ERR_INTERNET_DISCONNECTED/)
  await desk.context().setOffline(true)
  await desk.getByLabel('Période').selectOption({ label: '28 derniers jours' })
  await desk.getByText('Aucune réponse').waitFor()
  await desk.context().setOffline(false)
  await desk.getByRole('button', { name: 'Réessayer' }).click()
  await desk.getByText('Aucune réponse').waitFor({ state: 'detached' })
})
