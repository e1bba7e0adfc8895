import { expect, test } from 'vitest'
import { taintedJpeg } from '../support/pictures.ts'
import { outForDelivery } from '../support/world.ts'
import { expectAccessible } from './support/axe.ts'
import { deskOf } from './support/dispatcher.ts'
import { phoneOf } from './support/recipient.ts'
import { setStage } from './support/stage.ts'

const stage = setStage()

const photo = (name: string) => ({ name, mimeType: 'image/jpeg', buffer: Buffer.from(taintedJpeg()) })

test('R21, R31: a damaged parcel: photos from the phone stand beside the claim on the dispatcher’s screen', async () => {
  const { world } = stage
  const delivery = await outForDelivery(world, 'chronopost', { arrived: true })
  const phone = await phoneOf(stage, delivery)
  await delivery.courier.must('POST', `/api/stops/${delivery.id}/no-code`, {})
  await phone.getByRole('button', { name: 'Quelque chose ne va pas' }).click()
  await phone.getByRole('radio', { name: 'Autre chose' }).check()
  const choose = phone.getByLabel(/Prendre ou choisir des photos|Ajouter une photo/)
  // The network fails while the second photo is under way. The page keeps the photo, says so, and tries
  // again.
  await choose.setInputFiles([photo('a.jpg')])
  await phone.getByText('✓ envoyée').waitFor()
  await phone.context().setOffline(true)
  stage.forgive(/ERR_INTERNET_DISCONNECTED|WebSocket|400 \(Bad Request\) .*\/photos$/)
  await choose.setInputFiles([photo('b.jpg')])
  await phone.getByText('Pas de réseau.').waitFor()
  await expectAccessible('a photo that did not arrive', phone)
  await phone.context().setOffline(false)
  await phone.getByRole('button', { name: 'Réessayer, Photo 2' }).click()
  await phone.getByText('✓ envoyée').nth(1).waitFor()
  await choose.setInputFiles([{ name: 'c.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no picture') }])
  await phone.getByText('illisible').waitFor()
  await choose.setInputFiles([photo('d.jpg')])
  await phone.getByText('✓ envoyée').nth(2).waitFor()
  await phone.getByRole('button', { name: 'Retirer, Photo 4' }).click()
  await phone.getByRole('button', { name: 'Retirer, Photo 3' }).click()
  expect(await phone.getByRole('img', { name: /^Photo/ }).count()).toBe(2)
  await phone.getByLabel('Que s’est-il passé').fill('Le livreur a jeté le colis.')
  await expectAccessible('photos of a claim', phone)
  await phone.getByRole('button', { name: 'Envoyer la réclamation' }).click()
  await phone.getByText(/Nous avons (bien )?(votre|reçu)/).waitFor()

  const desk = await deskOf(stage)
  await desk.goto(`${world.url}/app/dispatch/shipments/${delivery.id}`)
  const shown = desk.getByRole('img', { name: /Photo \d de la réclamation/ })
  await shown.nth(1).waitFor()
  await shown.first().scrollIntoViewIfNeeded()
  await expect
    .poll(() => shown.first().evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(0)
  await expectAccessible('photos on the shipment', desk)
})
