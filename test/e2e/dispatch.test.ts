import { expect, test } from 'vitest'
import { startWorld } from '../support/harness.ts'
import { newPhone } from '../support/world.ts'
import { arriveAt, atDoor, openStop, RUSSIAN, tabletOf, tabletPost, typePin } from './support/courier.ts'
import { codesOf, dispatched, labelOf, messageWith, oneStop, pinOf, wrongPins } from './support/day.ts'
import { TABLET } from './support/devices.ts'
import { deskOf, section } from './support/dispatcher.ts'
import { expectWholeScreen } from './support/outcome.ts'
import { readQr } from './support/qr.ts'
import { phoneOf, RUSSIAN_PHONE } from './support/recipient.ts'
import { setStage } from './support/stage.ts'

// This file has its own world, because the nearest point depends on every point that exists.
const stage = setStage(() => startWorld({ web: true }))

test('a dispatcher’s day: announce, invite a courier by QR, a round, its dispatch, and its history', async () => {
  const { world, device, pointName } = stage
  const contract = { name: 'Maison Lefèvre', profile: 'chronopost' }
  await world.dispatcher.must('PUT', '/api/contracts/lefevre', contract)
  const phone = newPhone()
  // This day runs with the service worker, as in production.
  const whole = { serviceWorkers: 'allow' } as const
  const desk = await deskOf(stage, whole)

  await desk.getByRole('link', { name: 'Annoncer' }).click()
  await desk.getByLabel('Contrat').selectOption({ label: contract.name })
  await desk.getByLabel('N° d’envoi').fill('XY746876977FR')
  await desk.getByLabel('Nom', { exact: true }).fill('Inès Garnier')
  // People write numbers without the country code, which the form adds.
  await desk.getByLabel('Téléphone').fill(phone.replace('+33', '0'))
  await desk.getByRole('button', { name: 'Annoncer' }).click()
  await desk.getByText('champs sont à corriger').waitFor()
  await desk.getByLabel('Numéro et rue').fill('12 quai Perrache')
  await desk.getByLabel('Code postal').fill('69002')
  await desk.getByLabel('Ville').fill('Lyon')
  await desk.getByText('Sera sécurisé').waitFor()
  await desk.getByRole('button', { name: 'Annoncer' }).click()
  await desk.getByRole('heading', { name: 'Annoncé, sécurisé' }).waitFor()

  await section(desk, 'Équipe')
  const dialog = desk.getByRole('dialog')
  await desk.getByRole('button', { name: 'Ajouter un sous-traitant' }).click()
  await dialog.getByLabel('Nom').fill('Transports Moreau')
  await dialog.getByRole('button', { name: 'Ajouter' }).click()
  await desk.getByText('Le sous-traitant « Transports Moreau » est ajouté').waitFor()
  await desk.getByRole('button', { name: 'Ajouter un livreur' }).click()
  await dialog.getByLabel('Nom').fill('Léo Moreau')
  await dialog.getByLabel('Sous-traitant').selectOption({ label: 'Transports Moreau' })
  await dialog.getByRole('button', { name: 'Ajouter' }).click()
  await dialog.getByRole('heading', { name: 'Inviter Léo Moreau' }).waitFor()
  await dialog.getByRole('button', { name: 'Créer l’invitation' }).click()
  const invitation = await readQr(
    await dialog.getByRole('img', { name: 'QR code de l’invitation' }).screenshot(),
  )
  await dialog.getByRole('button', { name: 'Terminé' }).click()

  const tablet = await device({ ...TABLET, ...whole })
  await tablet.goto(invitation)
  await tablet.getByRole('heading', { name: 'Léo Moreau, vous êtes invité comme : Livreur' }).waitFor()
  await tablet.getByRole('button', { name: 'Se connecter' }).click()
  await tablet.getByRole('heading', { name: 'Aucun arrêt pour l’instant' }).waitFor()

  await section(desk, 'Tournées')
  await desk.getByRole('link', { name: 'Créer une tournée' }).click()
  await desk.getByLabel('Livreur').selectOption({ label: 'Léo Moreau' })
  await desk.getByRole('checkbox', { name: 'XY746876977FR' }).check()
  await desk.getByRole('button', { name: 'Créer la tournée' }).click()
  await desk.getByRole('heading', { name: /^Léo Moreau, / }).waitFor()
  await desk.getByRole('button', { name: 'Lancer la tournée' }).click()
  await dialog.getByRole('button', { name: 'Lancer la tournée' }).click()
  await desk.getByText('Tous les arrêts sont lancés').waitFor()

  await tablet.getByRole('button', { name: 'Actualiser' }).click()
  await arriveAt(tablet, { recipient: 'Inès Garnier' })
  const pin = await pinOf(world, { phone })
  await typePin(tablet, pin)
  await expectWholeScreen(tablet, 'green', 'Remettez le colis')

  await desk.getByRole('table').getByRole('link', { name: 'XY746876977FR' }).click()
  await desk.getByText('Remis', { exact: true }).first().waitFor()
  for (const said of [
    'Annoncé, avec remise sécurisée',
    'Ajouté à une tournée',
    `Parti en livraison. À défaut de remise, dépôt au point relais « ${pointName} »`,
    'Le livreur est arrivé ; le lieu est enregistré',
    'Remis contre le code',
    'Prévenu par SMS : livraison planifiée',
  ])
    await desk.getByRole('listitem').filter({ hasText: said }).waitFor()
  await desk.getByRole('listitem').filter({ hasText: 'Remis contre le code' }).getByText('D7').waitFor()
  // Nothing that a dispatcher sees contains the code (R4).
  expect(await desk.locator('body').textContent()).not.toContain(pin)
})

test('R21: a claim at the door stops everything until a dispatcher decides; then both screens go on', async () => {
  const { world, show } = stage
  const stop = await oneStop(world, 'kse')
  const tablet = await atDoor(stage, stop, RUSSIAN)
  await show(await labelOf(world, stop.id))
  const phone = await phoneOf(stage, stop, RUSSIAN_PHONE)
  await phone.getByRole('button', { name: 'Есть претензия' }).click()
  await phone.getByRole('radio', { name: 'Посылка повреждена' }).check()
  await phone.getByLabel('Что случилось').fill('Угол коробки смят')
  await phone.getByRole('button', { name: 'Отправить претензию' }).click()
  await phone.getByRole('heading', { name: 'Претензия получена' }).waitFor()
  await expectWholeScreen(tablet, 'red', 'Посылка остаётся у вас')

  const desk = await deskOf(stage)
  await section(desk, 'Alertes')
  const alert = desk.getByRole('row').filter({ hasText: 'Le destinataire a déposé une réclamation' })
  await alert.getByRole('link', { name: stop.labels[0]! }).click()
  await desk.getByRole('heading', { name: 'Réclamation ouverte : endommagé' }).waitFor()
  await desk.getByRole('radio', { name: 'Poursuivre' }).check()
  await desk.getByLabel('Commentaire (facultatif)').fill('Photo vue, le contenu est intact')
  await desk.getByRole('button', { name: 'Décider' }).click()
  await desk
    .getByRole('listitem')
    .filter({ hasText: 'Réclamation tranchée : la livraison se poursuit' })
    .waitFor()

  await tablet.getByRole('group', { name: /^Код получателя/ }).waitFor()
  await phone.getByRole('heading', { name: 'Это ваша посылка?' }).waitFor()
  expect(await codesOf(world, stop.id)).toEqual([])
})

test('R13: nobody there: the recipient hears of it at once, and "nobody came" reaches the dispatcher', async () => {
  const { world } = stage
  const stop = await oneStop(world, 'chronopost')
  const tablet = await atDoor(stage, stop)
  await tablet.getByRole('button', { name: 'Plus', exact: true }).click()
  await tablet.getByRole('dialog').getByRole('button', { name: 'Client absent' }).click()
  await tablet.getByRole('dialog').getByRole('button', { name: 'Oui : client absent' }).click()
  await expectWholeScreen(tablet, 'grey', 'Reprenez le colis')
  expect(await codesOf(world, stop.id)).toEqual(['ABS'])

  const told = await messageWith(world, stop, /n'a pas été livré/)
  const phone = await phoneOf(stage, stop)
  expect(told).toContain(phone.url())
  await phone.getByRole('heading', { name: 'La livraison n’a pas eu lieu' }).waitFor()
  await phone.getByRole('button', { name: 'Personne n’est venu' }).click()
  await phone.getByRole('radio', { name: 'Personne n’est venu' }).check()
  await phone.getByRole('button', { name: 'Envoyer la réclamation' }).click()
  await phone.getByText('Nous avons votre message').waitFor()

  const desk = await deskOf(stage)
  await desk.getByRole('navigation', { name: 'Rubriques' }).getByText('à traiter').waitFor()
  await section(desk, 'Alertes')
  const alert = desk.getByRole('row').filter({ hasText: stop.labels[0]! })
  await alert.getByText('Le destinataire a déposé une réclamation').waitFor()
  await alert.getByRole('link', { name: stop.labels[0]! }).click()
  await desk
    .getByRole('listitem')
    .filter({ hasText: 'Réclamation du destinataire : personne n’est venu' })
    .waitFor()
})

test('R18: two shipments closed by wrong codes block the keypad until a dispatcher releases it', async () => {
  const { world } = stage
  const stops = await dispatched(
    world,
    'chronopost',
    { recipient: { name: 'Hugo Blanc' } },
    { recipient: { name: 'Jade Noël' } },
    { recipient: { name: 'Louis Petit' } },
  )
  const [hugo, jade, louis] = stops as [(typeof stops)[0], (typeof stops)[0], (typeof stops)[0]]
  const tablet = await tabletOf(stage, hugo)
  for (const { id, phone } of [hugo, jade]) {
    const right = await pinOf(world, { phone })
    await tabletPost(tablet, `/api/stops/${id}/arrive`, { at: new Date().toISOString() })
    for (const pin of wrongPins(right, 5)) await tabletPost(tablet, `/api/stops/${id}/pin`, { pin })
  }
  const alerts = async () => (await world.dispatcher.must('GET', '/api/alerts')).items
  await world.until(async () => (await alerts()).find(({ kind }: { kind: string }) => kind === 'pin-blocked'))
  await tablet.getByRole('button', { name: 'Actualiser' }).click()
  await tablet.getByRole('alert').filter({ hasText: 'Votre saisie des codes est suspendue' }).waitFor()
  await arriveAt(tablet, louis)
  await tablet.getByRole('heading', { name: 'Votre saisie des codes est suspendue' }).waitFor()
  // The QR is not blocked.
  await tablet.getByRole('button', { name: 'Scanner le QR' }).waitFor()
  const right = await pinOf(world, louis)
  expect(await tabletPost(tablet, `/api/stops/${louis.id}/pin`, { pin: right })).toMatchObject({
    status: 409,
    text: expect.stringContaining('"blocked"'),
  })

  const desk = await deskOf(stage)
  await section(desk, 'Alertes')
  await desk
    .getByRole('row')
    .filter({ hasText: 'Saisie des codes suspendue' })
    .getByRole('button', { name: 'Débloquer Lucas Moreau' })
    .click()
  await desk.getByRole('dialog').getByRole('button', { name: 'Débloquer' }).click()
  await desk.getByText('Lucas Moreau est débloqué').waitFor()

  await tablet.getByRole('button', { name: 'Retour' }).click()
  await tablet.getByRole('button', { name: 'Actualiser' }).click()
  await tablet
    .getByRole('alert')
    .filter({ hasText: 'Votre saisie des codes est suspendue' })
    .waitFor({ state: 'detached' })
  await openStop(tablet, louis)
  await typePin(tablet, right)
  await expectWholeScreen(tablet, 'green', 'Remettez le colis')
})
