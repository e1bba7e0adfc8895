import { expect, test } from 'vitest'
import { Client } from '../../scripts/client.ts'
import { Device } from '../../scripts/device.ts'
import { type Harness, startWorld } from '../support/harness.ts'
import { expectAccessible } from './support/axe.ts'
import { deskOf, section } from './support/dispatcher.ts'
import { readQr } from './support/qr.ts'
import { setStage } from './support/stage.ts'

let harness: Harness
const stage = setStage(async () => {
  harness = await startWorld({ web: true })
  return harness
})

/** Opens an invitation on a device of its own. */
async function opened(url: string, name: string): Promise<{ client: Client; status: number }> {
  const client = new Client(harness.url)
  client.device = new Device(name)
  const token = new URL(url).hash.slice(1)
  const { status } = await client.post('/api/session', { token, device: client.device.given })
  return { client, status }
}

test('R40: a morning: the sheet is printed, an invitation is used twice, and the tablet is revoked', async () => {
  const provider = await harness.dispatcher.must('POST', '/api/providers', { name: 'Transports Rapides' })
  for (const name of ['Lucas Moreau', 'Inès Caron'])
    await harness.dispatcher.must('POST', '/api/couriers', { name, providerId: provider.id })
  const desk = await deskOf(stage)
  await section(desk, 'Équipe')
  await desk.getByRole('link', { name: 'Feuille du matin' }).click()
  await desk.getByRole('checkbox', { name: 'Tous, 2 livreurs' }).check()
  await desk.getByRole('checkbox', { name: /^Inès Caron/ }).uncheck()
  await desk.getByText('1 choisi').waitFor()
  await expectAccessible('choice for the sheet', desk)
  await desk.getByRole('button', { name: 'Établir la feuille' }).click()
  const code = desk.getByRole('img', { name: 'QR code de l’invitation de Lucas Moreau' })
  await expectAccessible('sheet', desk)
  // What is scanned is what is printed.
  await desk.emulateMedia({ media: 'print' })
  const url = await readQr(await code.screenshot())
  expect(await desk.getByRole('navigation').first().isVisible()).toBe(false)
  await desk.emulateMedia({ media: null })
  // Left, the page forgets the invitations.
  await section(desk, 'Équipe')
  await desk.goBack()
  await desk.getByRole('button', { name: 'Établir la feuille' }).waitFor()
  expect(await code.count()).toBe(0)

  const first = await opened(url, 'Tablette 14')
  const second = await opened(url, 'Un autre téléphone')
  expect([first.status, second.status]).toEqual([201, 401])
  expect((await first.client.get('/api/round')).status).toBe(200)

  await section(desk, 'Alertes')
  await desk.getByText('Une invitation a été utilisée deux fois').waitFor()
  await desk.getByRole('link', { name: 'Lucas Moreau' }).click()
  const row = desk.getByRole('row').filter({ hasText: 'Tablette 14' })
  await row.getByText('En service').filter({ visible: true }).waitFor()
  expect(await desk.getByText('Un autre téléphone').count()).toBe(0)
  await expectAccessible('devices', desk)
  await row.getByRole('button', { name: 'Révoquer Tablette 14 de Lucas Moreau' }).click()
  const dialog = desk.getByRole('dialog')
  await dialog.getByText('Sa session prend fin aussitôt').waitFor()
  await expectAccessible('question before a device is revoked', desk)
  await dialog.getByRole('button', { name: 'Révoquer' }).click()
  await desk.getByText('Tablette 14 de Lucas Moreau est révoqué.').waitFor()
  await row.getByText('Révoqué :').filter({ visible: true }).waitFor()
  expect((await first.client.get('/api/round')).status).toBe(401)

  // Only when all that the invitation may have opened is ended, nothing is left to be done.
  await desk.getByRole('button', { name: 'Révoquer tous les appareils' }).click()
  await dialog.getByRole('button', { name: 'Révoquer tous les appareils' }).click()
  await desk.getByText('Tous les appareils de Lucas Moreau sont révoqués.').waitFor()
  await section(desk, 'Alertes')
  await desk.getByText('Réglé').filter({ visible: true }).waitFor()
})

test('R40, R42: a spare tablet is lent for a day, and the desk says what follows', async () => {
  const provider = await harness.dispatcher.must('POST', '/api/providers', { name: 'Transports du Parc' })
  const { id } = await harness.dispatcher.must('POST', '/api/couriers', {
    name: 'Anaïs Perrot',
    providerId: provider.id,
  })
  const desk = await deskOf(stage)
  await section(desk, 'Équipe')
  await desk.getByRole('button', { name: 'Inviter Anaïs Perrot' }).click()
  const dialog = desk.getByRole('dialog')
  await dialog.getByRole('checkbox', { name: /^Tablette de prêt pour aujourd’hui/ }).check()
  await dialog.getByText('déclenche une alerte').waitFor()
  await expectAccessible('invitation to a spare tablet', desk)
  await dialog.getByRole('button', { name: 'Créer l’invitation' }).click()
  await dialog.getByText(/^Tablette de prêt : fonctionne jusqu’au/).waitFor()
  const { status } = await opened(await dialog.getByLabel('Lien').inputValue(), 'Tablette de prêt 3')
  expect(status).toBe(201)
  await dialog.getByRole('button', { name: 'Terminé' }).click()
  await desk.getByRole('link', { name: 'Appareils de Anaïs Perrot' }).click()
  const row = desk.getByRole('row').filter({ hasText: 'Tablette de prêt 3' })
  await row
    .getByText(/^Prêté jusqu’à/)
    .filter({ visible: true })
    .waitFor()
  expect(new URL(desk.url()).searchParams.get('person')).toBe(id)
  // With nothing unsent on it, another filter finds nothing.
  await desk.getByLabel('Non envoyé').selectOption({ label: 'Avec saisies non envoyées' })
  await desk.getByText('Rien ne correspond à ces filtres.').waitFor()
  expect(desk.url()).toContain('unsent=yes')
})
