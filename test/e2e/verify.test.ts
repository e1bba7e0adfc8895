import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { pinOf } from '../support/door.ts'
import { outForDelivery } from '../support/world.ts'
import { expectAccessible } from './support/axe.ts'
import { DESK } from './support/devices.ts'
import { deskOf } from './support/dispatcher.ts'
import { setStage } from './support/stage.ts'

const stage = setStage()

/** Returns a file as if somebody chose it. */
const file = (text: string) => ({
  name: 'pack.json',
  mimeType: 'application/json',
  buffer: Buffer.from(text),
})

/** Waits until the page has stored what it needs without a network. */
async function kept(page: Page) {
  // The page itself is stored last. The condition runs inside the page each time, because a predicate that
  // returns a promise counts as true.
  await stage.world.until(() =>
    page.evaluate(
      async () =>
        (await caches.match('/verify')) !== undefined &&
        navigator.serviceWorker.controller?.state === 'activated',
    ),
  )
}

test('R32: an evidence pack is checked by anyone, without a network; one byte changed and it is refused', async () => {
  const { world } = stage
  const delivery = await outForDelivery(world, 'chronopost', { arrived: true })
  await delivery.courier.must('POST', `/api/stops/${delivery.id}/pin`, { pin: await pinOf(world, delivery) })
  const { text } = await world.dispatcher.send('GET', `/api/shipments/${delivery.id}/evidence`)
  const { receipts } = JSON.parse(text)
  const page = await stage.device({ viewport: { width: 360, height: 780 }, locale: 'fr-FR' })
  await page.goto(`${world.url}/verify`)
  await page.getByRole('heading', { name: 'Vérifier un reçu' }).waitFor()
  await page.getByLabel('Choisir des fichiers').waitFor()
  await kept(page)
  await page.context().setOffline(true)
  await page.getByLabel('Choisir des fichiers').setInputFiles(file(text))
  const verdict = page.getByRole('status')
  await verdict.getByRole('heading', { name: 'Authentique', exact: true }).waitFor()
  expect(await verdict.textContent()).toContain('D7')
  expect(await verdict.textContent()).toContain('pack.json')
  // Only an empty input tells the page that the same name was chosen again.
  expect(await page.getByLabel('Choisir des fichiers').inputValue()).toBe('')
  await expectAccessible('genuine', page)
  await page
    .getByLabel('Choisir des fichiers')
    .setInputFiles(file(text.replace('"proof":"pin"', '"proof":"qr"')))
  await verdict.getByRole('heading', { name: 'Non authentique' }).waitFor()
  expect(await verdict.textContent()).toContain('événement')
  await expectAccessible('not genuine', page)
  // The same name holds nothing now: no older verdict may stand.
  await page.getByLabel('Choisir des fichiers').setInputFiles(file(text))
  await verdict.getByRole('heading', { name: 'Authentique', exact: true }).waitFor()
  await page.getByLabel('Choisir des fichiers').setInputFiles(file(''))
  await verdict.getByRole('heading', { name: 'Non authentique' }).waitFor()
  await page.getByLabel('Texte du reçu').fill(receipts[0])
  await verdict.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Vérifier' }).click()
  await verdict.getByRole('heading', { name: 'Authentique', exact: true }).waitFor()
  await page.getByLabel('Texte du reçu').fill('rubbish')
  await page.getByRole('button', { name: 'Vérifier' }).click()
  await verdict.getByText('ni un reçu').waitFor()
})

test('R32: a dispatcher downloads the pack from the shipment, and opens the receipt to print', async () => {
  const { world } = stage
  const delivery = await outForDelivery(world, 'chronopost', { arrived: true })
  await delivery.courier.must('POST', `/api/stops/${delivery.id}/pin`, { pin: await pinOf(world, delivery) })
  const desk = await deskOf(stage, { ...DESK, locale: 'en-GB' })
  await desk.goto(`${world.url}/app/dispatch/shipments/${delivery.id}`)
  const [download] = await Promise.all([
    desk.waitForEvent('download'),
    desk.getByRole('link', { name: 'Evidence pack' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^sesame-.+\.json$/)
  const [sheet] = await Promise.all([
    desk.context().waitForEvent('page'),
    desk.getByRole('link', { name: 'Receipt to print' }).click(),
  ])
  await sheet.getByRole('heading', { name: /^Reçu / }).waitFor()
  await sheet.getByRole('img', { name: 'QR' }).waitFor()
})

test('R32: the QR of a printed receipt opens its check', async () => {
  const { world } = stage
  const delivery = await outForDelivery(world, 'kse', { arrived: true })
  await delivery.courier.must('POST', `/api/stops/${delivery.id}/pin`, { pin: await pinOf(world, delivery) })
  const { receipts } = await world.dispatcher.must('GET', `/api/shipments/${delivery.id}/receipt`)
  const page = await stage.device({ locale: 'ru-RU' })
  await page.goto(`${world.url}/verify#${receipts[0].jws}`)
  await page.getByRole('heading', { name: 'Подлинно' }).waitFor()
  await page.getByText(receipts[0].number).waitFor()
})

test('R32: once loaded the page opens again without a network, and a rewritten log is held against a kept receipt', async () => {
  const { world } = stage
  const delivery = await outForDelivery(world, 'chronopost', { arrived: true })
  await delivery.courier.must('POST', `/api/stops/${delivery.id}/pin`, { pin: await pinOf(world, delivery) })
  const path = `/api/shipments/${delivery.id}`
  const { text } = await world.dispatcher.send('GET', `${path}/evidence`)
  const { receipts } = await world.dispatcher.must('GET', `${path}/receipt`)
  const page = await stage.device({ locale: 'en-GB' })
  await page.goto(`${world.url}/verify`)
  // Once the page was shown, everything it needs is stored, so it can be closed.
  await kept(page)
  await page.context().setOffline(true)
  await page.reload()
  const files = page.getByLabel('Choose files')
  await files.setInputFiles([file(text), { ...file(receipts[0].jws), name: 'receipt.jws' }])
  const verdict = page.getByRole('status')
  await verdict.getByRole('heading', { name: 'Genuine', exact: true }).waitFor()
  await verdict.getByText('agrees with 1 other thing').waitFor()
  const older = await outForDelivery(world, 'kse')
  await files.setInputFiles([
    file((await world.dispatcher.send('GET', `/api/shipments/${older.id}/evidence`)).text),
    { ...file(receipts[0].jws), name: 'receipt.jws' },
  ])
  await verdict.getByText('about different shipments').waitFor()
  // The recipient's page has no service worker, and this page's worker must not control it.
  const scopes = await page.evaluate(async () =>
    (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => new URL(scope).pathname),
  )
  expect(scopes).toEqual(['/verify'])
})
