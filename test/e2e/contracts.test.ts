import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { newPhone, outForDelivery } from '../support/world.ts'
import { expectAccessible } from './support/axe.ts'
import { deskOf, section } from './support/dispatcher.ts'
import { setStage } from './support/stage.ts'

const stage = setStage()

const field = (desk: Page, name: string) => desk.getByRole('group', { name, exact: true })
/** The save button, whose label says so when a draft protects less and has to be requested (R1). */
const save = (desk: Page) => desk.getByRole('button', { name: /^(Enregistrer|Demander) la version/ })
const view = (desk: Page, name: string) =>
  desk.getByRole('navigation', { name: 'Parties du contrat' }).getByRole('link', { name }).click()

test('R5: a contract from a profile to its first secured shipment, told in the contract’s own words', async () => {
  const { world } = stage
  const desk = await deskOf(stage)
  await section(desk, 'Contrats')
  await desk.getByRole('link', { name: 'Nouveau contrat' }).click()
  await desk.getByLabel('Expéditeur', { exact: true }).fill('Librairie Œuvrard')
  // The identifier is proposed from the name and can be changed.
  expect(await desk.getByLabel('Identifiant').inputValue()).toBe('librairie-oeuvrard')
  await desk.getByRole('radio', { name: /^KSE/ }).check()
  await field(desk, 'Chiffres du code PIN').getByRole('radio', { name: '7' }).check()
  await field(desk, 'Moments').getByLabel('Annoncé: SMS').check()
  await field(desk, 'Langue des messages').getByRole('radio', { name: 'Français' }).check()

  const wording = field(desk, 'Textes du contrat')
  await wording.getByRole('radio', { name: 'Français' }).check()
  await wording.getByLabel('Messages').selectOption({ label: 'Annoncé' })
  await wording.getByLabel('Texte du contrat').fill('Votre livre est en route.\nCode ')
  await wording.getByText('Le lien manque').waitFor()
  await wording.getByRole('button', { name: '{code}' }).click()
  await wording.getByLabel('Texte du contrat').press('Enter')
  await wording.getByRole('button', { name: '{presence}' }).click()
  await wording.getByRole('button', { name: '{without}' }).click()
  await wording.getByLabel('Texte du contrat').press('Enter')
  await wording.getByRole('button', { name: '{link}' }).click()
  await wording.getByText('Le lien manque').waitFor({ state: 'detached' })
  await wording.getByRole('article').getByText('Code 1234567').first().waitFor()
  await expectAccessible('a new contract', desk)

  await view(desk, 'Messages')
  const message = desk.getByRole('article', { name: 'Annoncé' })
  await message.getByText('texte du contrat').waitFor()
  await message.getByText(/^[12]\sparties?$/).waitFor()
  await message.getByText('GSM-7').waitFor()
  await expectAccessible('messages of a contract', desk)

  await save(desk).click()
  await desk.getByText('Version 1 enregistrée').waitFor()
  await desk.getByRole('heading', { name: 'Librairie Œuvrard' }).waitFor()

  await section(desk, 'Envois')
  await desk.getByRole('link', { name: 'Annoncer' }).click()
  const phone = newPhone()
  await desk.getByLabel('Contrat').selectOption({ label: 'Librairie Œuvrard' })
  await desk.getByLabel('N° d’envoi').fill('OEUVRARD-0001')
  await desk.getByLabel('Nom', { exact: true }).fill('Inès Garnier')
  await desk.getByLabel('Téléphone').fill(phone)
  await desk.getByLabel('Numéro et rue').fill('12 quai Perrache')
  await desk.getByLabel('Code postal').fill('69002')
  await desk.getByLabel('Ville').fill('Lyon')
  await desk.getByRole('button', { name: 'Annoncer' }).click()
  await desk.getByRole('heading', { name: 'Annoncé, sécurisé' }).waitFor()
  const text = await world.until(async () => (await world.messages(phone))[0]?.text)
  expect(text).toMatch(
    /^Votre livre est en route\. Code \d{7} Ne donnez le code qu'au livreur, jamais par téléphone\./,
  )
  expect(text).toContain("Sans code, pièce d'identité.")
  expect(text).toMatch(/\/r#\S+$/)

  // The saved policy appears as a version, compared with the profile it started from.
  await section(desk, 'Contrats')
  await desk.getByRole('link', { name: 'Librairie Œuvrard' }).click()
  await view(desk, 'Versions')
  const digits = desk.getByRole('row', { name: /^Chiffres du code PIN/ })
  expect(await digits.getByRole('cell').allTextContents()).toEqual(['5', 'Après: 7'])
  await desk.getByText('Nadia Roche').waitFor()
  await expectAccessible('versions of a contract', desk)
})

test('R3: a policy that cannot work is marked as one types, cannot be saved, and the API says the same', async () => {
  const { world, forgive } = stage
  await world.dispatcher.must('PUT', '/api/contracts/strict', { name: 'Maison Stricte', profile: 'kse' })
  const desk = await deskOf(stage)
  await section(desk, 'Contrats')
  await desk.getByRole('link', { name: 'Maison Stricte' }).click()
  const door = field(desk, 'Accepté à la porte')
  await door.getByLabel('code PIN').uncheck()
  // What works and should be known is no fault.
  const alone = door.getByText(
    'Sans Internet sur son téléphone, le destinataire ne peut pas se servir du lien',
  )
  await alone.waitFor()
  expect(await save(desk).getAttribute('aria-disabled')).not.toBe('true')
  await door.getByLabel('téléphone du destinataire').uncheck()
  await alone.waitFor({ state: 'detached' })
  await door.getByRole('alert').getByText('Choisissez au moins une preuve').waitFor()
  await field(desk, 'Le livreur attend à vue').getByRole('radio', { name: 'non' }).check()
  await field(desk, 'Le livreur attend à vue')
    .getByRole('alert')
    .getByText('Là où personne n’attend')
    .waitFor()
  await desk.getByText('2 points à corriger').waitFor()
  expect(await save(desk).getAttribute('aria-disabled')).toBe('true')
  await save(desk).click({ force: true })
  await expectAccessible('faults of a contract', desk)

  // A dry run needs rules that can work.
  await view(desk, 'Essai')
  await desk.getByText('Corrigez d’abord les règles').waitFor()
  const policy = { door: [], attended: false }
  const answer = await world.dispatcher.put('/api/contracts/strict', {
    name: 'Maison Stricte',
    profile: 'kse',
    policy,
  })
  expect(answer.body.errors).toEqual([
    { field: 'policy.door', code: 'empty' },
    { field: 'policy.attended', code: 'unattended-needs-link-only' },
  ])

  // Leaving the page asks for confirmation, and staying loses nothing.
  await section(desk, 'Envois')
  const dialog = desk.getByRole('dialog')
  await dialog.getByRole('heading', { name: 'Quitter sans enregistrer' }).waitFor()
  await dialog.getByRole('button', { name: 'Annuler' }).click()
  await view(desk, 'Règles')
  await desk.getByText('2 points à corriger').waitFor()
  await door.getByRole('button', { name: 'Rétablir la valeur du profil' }).click()
  await field(desk, 'Le livreur attend à vue')
    .getByRole('button', { name: /^Rétablir/ })
    .click()
  await desk.getByText('Aucun changement').waitFor()

  // Another dispatcher saves first, and nothing is overwritten unseen.
  await field(desk, 'Chiffres du code PIN').getByRole('radio', { name: '8' }).check()
  await world.dispatcher.must('PUT', '/api/contracts/strict', { name: 'Maison Souple', profile: 'kse' })
  forgive(/409/)
  await save(desk).click()
  await desk.getByText('Quelqu’un d’autre a enregistré').waitFor()
  await desk.getByRole('button', { name: 'Garder la mienne' }).click()
  await desk.getByRole('button', { name: 'Enregistrer la version 3' }).click()
  await desk.getByText('Version 3 enregistrée').waitFor()
  const saved = await world.dispatcher.must('GET', '/api/contracts/strict')
  expect([saved.version, saved.policy.pinDigits]).toEqual([3, 8])
})

test('R1: a dry run after a changed rule says what would have ended otherwise, and saves nothing', async () => {
  const { world } = stage
  const policy = { codes: { damaged: 'TRY-1' } }
  const delivery = await outForDelivery(world, 'kse', { arrived: true, policy })
  await delivery.courier.must('POST', `/api/stops/${delivery.id}/no-code`, {})
  await delivery.courier.must('POST', `/api/stops/${delivery.id}/identity`, {
    documentType: 'passport',
    nameMatches: true,
    signature: { strokes: [[[1, 2, 3]]], width: 300, height: 150 },
  })
  const { contractId } = await world.dispatcher.must('GET', `/api/shipments/${delivery.id}`)
  const desk = await deskOf(stage)
  await desk.goto(`${world.url}/app/dispatch/contracts/${contractId}?view=dry-run`)
  await desk.getByRole('button', { name: 'Commencer' }).click()
  await desk.getByRole('heading', { name: 'Rien ne se serait terminé autrement' }).waitFor()

  await view(desk, 'Règles')
  await field(desk, 'Pas de code à la porte')
    .getByRole('radio', { name: 'Mis en instance au point relais' })
    .check()
  await view(desk, 'Essai')
  await desk.getByText('Les règles ont changé depuis').waitFor()
  await desk.getByRole('button', { name: 'Recommencer' }).click()
  await desk.getByRole('status').filter({ hasText: '1 se serait terminé autrement' }).waitFor()
  await desk
    .getByRole('button', {
      name: /remis contre une pièce d’identité \(ID\) → mis en instance, sans code \(NL\), 1$/,
    })
    .click()
  await expectAccessible('a dry run', desk)
  // The list leads to the shipment. The draft was not saved on the way.
  await desk.getByRole('link', { name: delivery.labels[0]! }).click()
  await desk.getByRole('dialog').getByRole('button', { name: 'Quitter' }).click()
  await desk.getByRole('heading', { name: delivery.labels[0]! }).waitFor()
  const { version, policy: kept } = await world.dispatcher.must('GET', `/api/contracts/${contractId}`)
  expect([version, kept.withoutCode]).toEqual([1, 'identity'])
})

test('R1: a contract without deliveries has nothing to try rules on, and says so', async () => {
  const { world } = stage
  await world.dispatcher.must('PUT', '/api/contracts/young', { name: 'Maison Neuve', profile: 'chronopost' })
  const desk = await deskOf(stage)
  await desk.goto(`${world.url}/app/dispatch/contracts/young?view=dry-run`)
  await desk.getByRole('button', { name: 'Commencer' }).click()
  await desk.getByRole('heading', { name: 'Aucun envoi ces 30 derniers jours' }).waitFor()
})

test('R5: a text that leads elsewhere is marked as one types; the help number of the contract may stand in it', async () => {
  await stage.world.dispatcher.must('PUT', '/api/contracts/away', { name: 'Maison Ailleurs', profile: 'kse' })
  const desk = await deskOf(stage)
  await section(desk, 'Contrats')
  await desk.getByRole('link', { name: 'Maison Ailleurs' }).click()
  const wording = field(desk, 'Textes du contrat')
  await wording.getByRole('radio', { name: 'Français' }).check()
  await wording.getByLabel('Messages').selectOption({ label: 'Remis' })
  const text = wording.getByLabel('Texte du contrat')
  await text.fill('Suivi : track-colis.example\n{link}')
  await wording.getByText('Cela ressemble à une adresse').waitFor()
  await text.fill('Une question ? 01 23 45 67 89\n{link}')
  await wording.getByText('Seul le numéro d’assistance').waitFor()
  await field(desk, 'Numéro d’assistance').getByRole('textbox').fill('01 23 45 67 89')
  await desk.getByText('Écrivez le numéro avec l’indicatif').waitFor()
  await field(desk, 'Numéro d’assistance').getByRole('textbox').fill('+33 1 23 45 67 89')
  await wording.getByText('Seul le numéro d’assistance').waitFor({ state: 'detached' })
  await desk.getByLabel('Transporteur dans les messages').fill('https://evil.example')
  await desk.getByText('Cela ressemble à une adresse').waitFor()
  await desk.getByLabel('Transporteur dans les messages').fill('Amazon.fr')
  await desk.getByText('Cela ressemble à une adresse').waitFor({ state: 'detached' })
  await expectAccessible('a help number', desk)
  await save(desk).click()
  await desk.getByText('Version 2 enregistrée').waitFor()
  const saved = await stage.world.dispatcher.must('GET', '/api/contracts/away')
  expect([saved.carrier, saved.policy.helpPhone]).toEqual(['Amazon.fr', '+33123456789'])
})
