import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { invitationUrl } from '../../scripts/client.ts'
import { pinOf } from '../support/door.ts'
import type { Harness } from '../support/harness.ts'
import { arriveAt, openStop, tabletOf, typePin } from './support/courier.ts'
import { oneStop, type Stop } from './support/day.ts'
import { TABLET } from './support/devices.ts'
import { expectWholeScreen } from './support/outcome.ts'
import { setStage } from './support/stage.ts'

const stage = setStage()
const PIN = '493817'

/** Types six digits on the keypad of a name and submits them. */
async function typeDigits(page: Page, label: RegExp, digits: string): Promise<void> {
  const keypad = page.getByRole('group', { name: label })
  await keypad.waitFor()
  for (const digit of digits) await keypad.getByRole('button', { name: digit, exact: true }).click()
  await keypad.locator('.submit').click()
}

/** The courier chooses a PIN from the question on the round. */
async function choosePin(tablet: Page, pin = PIN): Promise<void> {
  await tablet.getByRole('button', { name: 'Choisir un code' }).click()
  await typeDigits(tablet, /Choisissez six chiffres/, '123456')
  await tablet.getByText('Trop facile à deviner').waitFor()
  await typeDigits(tablet, /Choisissez six chiffres/, pin)
  await typeDigits(tablet, /Les mêmes six chiffres/, '777123')
  await tablet.getByText('Les chiffres diffèrent').waitFor()
  await typeDigits(tablet, /Choisissez six chiffres/, pin)
  await typeDigits(tablet, /Les mêmes six chiffres/, pin)
  await tablet.getByRole('heading', { name: 'Votre code est enregistré' }).waitFor()
}

/** The night: the session ends, its cookie with it. */
async function night({ courierId }: Pick<Stop, 'courierId'>, tablet: Page): Promise<void> {
  const { worker } = stage.world as Harness
  const storage = await worker.getDurableObjectStorage('Person', { name: courierId })
  await storage.exec(`UPDATE sessions SET expires = ${Date.now() - 60_000}`)
  await tablet.context().clearCookies()
}

test('R40: the next morning: the name, six digits, and the round is there, without an invitation', async () => {
  const { world } = stage
  const stop = await oneStop(world, 'chronopost')
  const tablet = await tabletOf(stage, stop)
  await choosePin(tablet)
  await tablet.getByRole('button', { name: 'Tournée' }).first().click()
  await tablet.getByRole('list', { name: 'Arrêts' }).waitFor()
  expect(await tablet.getByRole('button', { name: 'Choisir un code' }).count()).toBe(0)
  await night(stop, tablet)
  stage.forgive(/401/)
  await tablet.reload()
  await tablet.getByText('Touchez votre nom pour ouvrir le suivant').waitFor()
  // Nothing of yesterday's round is to be seen before.
  expect(await tablet.locator('body').textContent()).not.toContain(stop.recipient)
  await tablet.getByRole('button', { name: /Lucas Moreau/ }).click()
  await typeDigits(tablet, /Lucas Moreau/, '000111')
  await tablet.getByText('Il reste 4 essais').waitFor()
  await typeDigits(tablet, /Lucas Moreau/, PIN)
  await tablet.getByRole('list', { name: 'Arrêts' }).waitFor()
  await arriveAt(tablet, stop)
  await typePin(tablet, await pinOf(world, stop))
  await expectWholeScreen(tablet, 'green', 'Remettez le colis')
})

test('R40: five wrong ones, and the tablet says that only an invitation helps', async () => {
  const stop = await oneStop(stage.world, 'chronopost')
  const tablet = await tabletOf(stage, stop)
  await choosePin(tablet)
  await night(stop, tablet)
  stage.forgive(/401/)
  await tablet.goto(`${stage.world.url}/app/`)
  await tablet.getByRole('button', { name: /Lucas Moreau/ }).click()
  for (let n = 1; n <= 5; n++) {
    await typeDigits(tablet, /Lucas Moreau/, `00011${n}`)
    if (n < 5) await tablet.getByText(`reste ${5 - n} essai`).waitFor()
  }
  await tablet.getByRole('heading', { name: 'Une nouvelle invitation est nécessaire' }).waitFor()
})

test('R40: a copied cookie opens nothing in another browser', async () => {
  const { world, device } = stage
  const stop = await oneStop(world, 'chronopost')
  const tablet = await tabletOf(stage, stop)
  const thief = await device(TABLET)
  await thief.context().addCookies(await tablet.context().cookies())
  stage.forgive(/401/)
  await thief.goto(`${world.url}/app/courier`)
  await thief.getByRole('heading', { name: 'Vous êtes déconnecté' }).waitFor()
  // Premise: the tablet itself goes on.
  await openStop(tablet, stop)
})

test('R40: a stolen, revoked tablet shows nothing of the round at its next start', async () => {
  const { world } = stage
  const stop = await oneStop(world, 'chronopost')
  const tablet = await tabletOf(stage, stop)
  await choosePin(tablet)
  const { items } = await world.dispatcher.must('GET', `/api/devices?person=${stop.courierId}`)
  await world.dispatcher.must('POST', `/api/devices/${encodeURIComponent(items[0].id)}/revoke`)
  stage.forgive(/401/)
  await tablet.goto(`${world.url}/app/`)
  await tablet.getByText('Touchez votre nom pour ouvrir le suivant').waitFor()
  expect(await tablet.locator('body').textContent()).not.toContain(stop.recipient)
  await tablet.getByRole('button', { name: /Lucas Moreau/ }).click()
  await typeDigits(tablet, /Lucas Moreau/, PIN)
  await tablet.getByRole('heading', { name: 'Une nouvelle invitation est nécessaire' }).waitFor()
})

test('R40: two couriers share a tablet: each opens their own shift, and the other’s is over by then', async () => {
  const { world } = stage
  const early = await oneStop(world, 'chronopost', { recipient: { name: 'Louis Petit' } })
  const late = await oneStop(world, 'chronopost', { recipient: { name: 'Jade Noël' } })
  const sessionsOf = async ({ courierId }: Stop) =>
    (await world.dispatcher.must('GET', `/api/people/${courierId}`)).sessions.length
  const tablet = await tabletOf(stage, early)
  await choosePin(tablet)
  stage.forgive(/401/)
  const given = { subject: late.courierId, name: 'Chloé Faure' }
  const { url } = await invitationUrl(world.url, world.signingKey, 'courier', given)
  await tablet.goto(url)
  await tablet.getByRole('button', { name: 'Se connecter' }).click()
  await tablet.getByRole('link', { name: 'Jade Noël' }).waitFor()
  await expect.poll(() => sessionsOf(early)).toBe(0)
  await choosePin(tablet)
  // Whoever mistypes signs nobody out; whoever types the right digits does.
  await tablet.goto(`${world.url}/app/?choose`)
  await tablet.getByRole('button', { name: /^Lucas Moreau/ }).click()
  await typeDigits(tablet, /Lucas Moreau/, '000111')
  await tablet.getByText('Il reste 4 essais').waitFor()
  expect(await sessionsOf(late)).toBe(1)
  await typeDigits(tablet, /Lucas Moreau/, PIN)
  await tablet.getByRole('link', { name: 'Louis Petit' }).waitFor()
  expect(await tablet.getByRole('main').textContent()).not.toContain('Jade Noël')
  await expect.poll(() => sessionsOf(late)).toBe(0)
})
