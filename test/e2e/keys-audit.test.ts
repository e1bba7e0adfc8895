import { expect, test } from 'vitest'
import { announce, contractFor } from '../support/world.ts'
import { expectAccessible } from './support/axe.ts'
import { PHONE } from './support/devices.ts'
import { deskOf, section } from './support/dispatcher.ts'
import { setStage } from './support/stage.ts'

const stage = setStage()

const asKey = (key: string, path = '/api/shipments') =>
  fetch(stage.world.url + path, { headers: { authorization: `Bearer ${key}` } }).then(({ status }) => status)

test('R4: a key’s day: made, shown once, used, seen in use, revoked, and from then on nobody', async () => {
  const { world } = stage
  const contractId = await contractFor(world, 'kse')
  const desk = await deskOf(stage)
  await section(desk, 'Intégration')
  await desk.getByRole('link', { name: 'Clés d’API' }).click()
  await desk.getByRole('heading', { name: 'Clés d’API' }).waitFor()
  await desk.getByRole('button', { name: 'Nouvelle clé' }).click()
  const dialog = desk.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Créer la clé' }).click()
  await dialog.getByText('Indiquez à quel système elle est destinée.').waitFor()
  await dialog.getByLabel('Nom').fill('ERP Maison')
  await dialog.getByLabel('Contrat', { exact: true }).selectOption(contractId)
  for (const scope of ['Annoncer', 'Annuler', 'Renvoyer'])
    await dialog.getByRole('checkbox', { name: new RegExp(`^${scope}`) }).uncheck()
  await expectAccessible('new key', desk)
  await dialog.getByRole('button', { name: 'Créer la clé' }).click()
  const key = await dialog.getByLabel('Clé d’API').inputValue()
  expect(await asKey(key)).toBe(200)
  // The key is refused for whatever it was not made for.
  const refused = await fetch(`${world.url}/api/shipments/bulk`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: '{"shipments":[]}',
  })
  expect(refused.status).toBe(403)
  await dialog.getByRole('checkbox', { name: 'Je l’ai mis en lieu sûr' }).check()
  await dialog.getByRole('button', { name: 'Terminé' }).click()
  expect(await desk.content()).not.toContain(key)

  const row = desk.getByRole('row').filter({ hasText: 'ERP Maison' })
  await world.until(async () => {
    await desk.getByRole('button', { name: 'Actualiser' }).click()
    return (await row.getByText('Jamais utilisée').count()) === 0
  })
  await row.getByRole('button', { name: 'Révoquer ERP Maison' }).click()
  await desk.getByRole('dialog').getByText('Un système est sans doute encore connecté').waitFor()
  await desk.getByRole('dialog').getByRole('button', { name: 'Révoquer' }).click()
  await desk.getByText('La clé « ERP Maison » est révoquée.').waitFor()
  await row.getByText('Révoquée').waitFor()
  expect(await asKey(key)).toBe(401)
  await expectAccessible('keys', desk)
})

test('the audit shows what the dispatcher just did, by whom and how it ended, and filters stand in the address', async () => {
  const { world } = stage
  const contractId = await contractFor(world, 'kse')
  const { id, labels } = await announce(world, contractId)
  const desk = await deskOf(stage)
  await desk.goto(`${world.url}/app/dispatch/shipments/${id}`)
  await desk.getByRole('button', { name: 'Annuler l’envoi' }).click()
  const dialog = desk.getByRole('dialog')
  await dialog.getByRole('textbox').fill('Camille a changé d’avis')
  await dialog.getByRole('button', { name: 'Annuler l’envoi' }).click()
  await desk.getByText('Annulé').first().waitFor()
  await section(desk, 'Audit')
  // Nadia also announced this shipment. The latest act stands first.
  const row = desk.getByRole('row').filter({ hasText: labels[0]! }).first()
  await row.getByText('A annulé un envoi').waitFor()
  await row.getByText('Nadia Roche').first().waitFor()
  await row.getByText('Fait').waitFor()
  await expectAccessible('audit', desk)
  // The reason she wrote is shown with the shipment only.
  expect(await desk.getByRole('table').textContent()).not.toContain('changé d’avis')
  await desk.getByLabel('Action').selectOption({ label: 'A annulé un envoi' })
  await desk.waitForURL(/route=/)
  const lines = desk.getByRole('row')
  await world.until(async () =>
    (await lines.allInnerTexts()).slice(1).every((text) => text.includes('A annulé un envoi')),
  )
  await desk.reload()
  await row.getByRole('link', { name: labels[0]! }).click()
  await desk.getByRole('heading', { name: labels[0]! }).waitFor()

  const phone = await deskOf(stage, PHONE)
  await phone.goto(`${world.url}/app/dispatch/audit`)
  await phone.getByRole('row').nth(1).waitFor()
  expect(await phone.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false)
})
