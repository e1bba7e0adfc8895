import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { Harness } from '../support/harness.ts'
import { withAuthenticator } from './support/authenticator.ts'
import { expectAccessible } from './support/axe.ts'
import { DESK } from './support/devices.ts'
import { deskOf } from './support/dispatcher.ts'
import { setStage } from './support/stage.ts'

const stage = setStage()

/** A desk whose platform has an authenticator. */
async function deskWithAuthenticator(options = {}, subject = randomUUID()) {
  const page = await stage.device({ ...DESK, ...options })
  const platform = await withAuthenticator(page)
  const desk = await deskOf({ world: stage.world, device: async () => page }, {}, { subject })
  return { desk, platform, personId: subject }
}

/** The night: the session ends, its cookie with it. */
async function night(personId: string, desk: Page): Promise<void> {
  const { worker } = stage.world as Harness
  const storage = await worker.getDurableObjectStorage('Person', { name: personId })
  await storage.exec(`UPDATE sessions SET expires = ${Date.now() - 60_000}`)
  await desk.context().clearCookies()
  stage.forgive(/401/)
}

test('R40: a dispatcher adds a passkey, finds it in the list, renames and removes it', async () => {
  const { desk, platform, personId } = await deskWithAuthenticator()
  await desk.getByRole('button', { name: 'Clés d’accès' }).click()
  const dialog = desk.getByRole('dialog', { name: 'Clés d’accès' })
  await dialog.getByText('Vous n’avez pas encore de clé d’accès.').waitFor()
  await dialog.getByLabel('Nom').fill('Bureau')
  await dialog.getByRole('button', { name: 'Ajouter une clé d’accès' }).click()
  await dialog.getByText('La clé d’accès « Bureau » est ajoutée.').waitFor()
  expect(await platform.credentials()).toBe(1)
  const line = dialog.getByRole('listitem')
  await line.getByText('pas encore utilisée').waitFor()
  await expectAccessible('passkeys', desk)

  // The next morning: the name, the passkey, and the section where one stood, without an invitation.
  await desk.goto(`${stage.world.url}/app/dispatch/people`)
  await night(personId, desk)
  await desk.reload()
  await desk.getByText('Touchez votre nom pour ouvrir le suivant').waitFor()
  await expectAccessible('the next shift', desk)
  await desk.getByRole('button', { name: /Nadia Roche/ }).click()
  await desk.getByRole('button', { name: 'Clés d’accès' }).click()
  expect(new URL(desk.url()).pathname).toBe('/app/dispatch/people')
  await line.getByText('utilisée le').waitFor()

  // The same platform is told that it has one, and makes no second.
  stage.forgive(/InvalidStateError/)
  await dialog.getByRole('button', { name: 'Ajouter une clé d’accès' }).click()
  await dialog.getByText('a déjà une de vos clés d’accès').waitFor()
  expect(await platform.credentials()).toBe(1)

  await line.getByRole('button', { name: 'Renommer : Bureau' }).click()
  await line.getByLabel('Nom').fill('Poste 4')
  await line.getByRole('button', { name: 'Enregistrer' }).click()
  await line.getByText('Poste 4').waitFor()

  await line.getByRole('button', { name: 'Supprimer : Poste 4' }).click()
  await line.getByText('C’est votre dernière clé d’accès.').waitFor()
  await line.getByRole('button', { name: 'Annuler' }).click()
  await line.getByRole('button', { name: 'Supprimer : Poste 4' }).click()
  await line.getByRole('button', { name: 'Supprimer', exact: true }).click()
  await dialog.getByText('Vous n’avez pas encore de clé d’accès.').waitFor()
})

test('R40: in a browser that is not enrolled a passkey is not added, and it is said why', async () => {
  const page = await stage.device(DESK)
  // A browser that makes no keys.
  await page.addInitScript(() => {
    Object.assign(SubtleCrypto.prototype, { generateKey: () => Promise.reject(new Error('none')) })
  })
  const desk = await deskOf({ world: stage.world, device: async () => page })
  await desk.getByRole('button', { name: 'Clés d’accès' }).click()
  stage.forgive(/409/)
  await desk.getByRole('dialog').getByRole('button', { name: 'Ajouter une clé d’accès' }).click()
  await desk.getByText('Ce navigateur n’est pas enregistré.').waitFor()
})

test('R40: whoever has a device and no passkey is asked to add one, and not again for a day after "later"', async () => {
  const { desk } = await deskWithAuthenticator()
  const offer = desk
    .getByRole('status')
    .filter({ hasText: 'Demain, vous vous connectez avec une clé d’accès.' })
  await offer.waitFor()
  await expectAccessible('the offer', desk)
  await offer.getByRole('button', { name: 'Plus tard' }).click()
  await offer.waitFor({ state: 'detached' })
  await desk.reload()
  await desk.getByRole('heading', { name: 'Envois' }).waitFor()
  expect(await offer.count()).toBe(0)

  await desk.evaluate(() => localStorage.removeItem('sesame.passkey-offer'))
  await desk.reload()
  await offer.getByRole('button', { name: 'L’ajouter' }).click()
  const dialog = desk.getByRole('dialog', { name: 'Clés d’accès' })
  await dialog.getByRole('button', { name: 'Ajouter une clé d’accès' }).click()
  await dialog.getByText('est ajoutée.').waitFor()
  await dialog.getByRole('button', { name: 'Fermer' }).click()
  await desk.getByRole('heading', { name: 'Envois' }).waitFor()
  await offer.waitFor({ state: 'detached' })
})

test('R40: a passkey that was removed opens nothing, and it is said so', async () => {
  const { desk, personId } = await deskWithAuthenticator()
  const offer = desk.getByRole('status').filter({ hasText: 'Demain, vous vous connectez' })
  await offer.getByRole('button', { name: 'L’ajouter' }).click()
  const dialog = desk.getByRole('dialog', { name: 'Clés d’accès' })
  await dialog.getByRole('button', { name: 'Ajouter une clé d’accès' }).click()
  await dialog.getByText('est ajoutée.').waitFor()
  stage.forgive(/409/)
  // It is removed elsewhere, and stays in this platform.
  const { worker } = stage.world as Harness
  const storage = await worker.getDurableObjectStorage('Person', { name: personId })
  await storage.exec(`UPDATE passkeys SET removed = 1, key = ''`)
  await night(personId, desk)
  await desk.reload()
  await desk.getByRole('button', { name: /Nadia Roche/ }).click()
  await desk.getByText('Vous n’avez pas encore de clé d’accès').waitFor()
  expect(await desk.getByRole('heading', { name: 'Envois' }).count()).toBe(0)
})
