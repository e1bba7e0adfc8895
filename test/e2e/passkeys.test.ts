import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { Device } from '../../scripts/device.ts'
import { expectAccessible } from './support/axe.ts'
import { DESK } from './support/devices.ts'
import { deskOf } from './support/dispatcher.ts'
import { keepKey, pageOn, withAuthenticator } from './support/enrolled.ts'
import { setStage } from './support/stage.ts'

const stage = setStage()

/** Opens the next shift inside a page: asks for the options, has the platform sign them. Returns the answer's status. */
async function openShift(personId: string): Promise<number> {
  const post = (path: string, body: object) =>
    fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
      body: JSON.stringify(body),
    })
  const bytes = (text: string) =>
    Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0))
  const base64url = (given: ArrayBuffer) =>
    btoa(String.fromCharCode(...new Uint8Array(given)))
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .replaceAll('=', '')
  const { challenge, allowCredentials, ...options } = await (
    await post('/api/shift/options', { personId })
  ).json()
  const credential = (await navigator.credentials.get({
    publicKey: {
      ...options,
      challenge: bytes(challenge),
      allowCredentials: allowCredentials.map(({ id, type }: { id: string; type: 'public-key' }) => ({
        ...{ id: bytes(id), type },
      })),
    },
  })) as PublicKeyCredential
  const { clientDataJSON, authenticatorData, signature } =
    credential.response as AuthenticatorAssertionResponse
  const passkey = {
    id: credential.id,
    clientDataJSON: base64url(clientDataJSON),
    authenticatorData: base64url(authenticatorData),
    signature: base64url(signature),
  }
  return (await post('/api/shift', { personId, passkey })).status
}

test('R40: a dispatcher adds a passkey, finds it in the list, renames and removes it', async () => {
  const page = await pageOn(stage, DESK, new Device('Bureau'))
  const personId = randomUUID()
  const platform = await withAuthenticator(page)
  const desk = await deskOf({ world: stage.world, device: async () => page }, {}, { subject: personId })
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

  // The next shift, as the sign-in screen opens it.
  expect(await desk.evaluate(openShift, personId)).toBe(201)
  await desk.keyboard.press('Escape')
  await desk.getByRole('button', { name: 'Clés d’accès' }).click()
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
  const page = await pageOn(stage, DESK, null)
  const desk = await deskOf({ world: stage.world, device: async () => page })
  await desk.getByRole('button', { name: 'Clés d’accès' }).click()
  stage.forgive(/409/)
  await desk.getByRole('dialog').getByRole('button', { name: 'Ajouter une clé d’accès' }).click()
  await desk.getByText('Ce navigateur n’est pas enregistré.').waitFor()
})

test('R40: whoever has a device and no passkey is asked to add one, and not again for a day after "later"', async () => {
  const page = await pageOn(stage, DESK, new Device('Bureau'))
  await withAuthenticator(page)
  const personId = randomUUID()
  const desk = await deskOf({ world: stage.world, device: async () => page }, {}, { subject: personId })
  await keepKey(desk, personId)
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
