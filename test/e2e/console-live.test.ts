import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { Client, signIn } from '../../scripts/client.ts'
import { expectAccessible } from './support/axe.ts'
import { dispatched, pinOf, type Stop } from './support/day.ts'
import { PHONE } from './support/devices.ts'
import { deskOf, section } from './support/dispatcher.ts'
import { setStage } from './support/stage.ts'

const stage = setStage()

const courierOf = ({ courierId }: Stop) =>
  signIn(stage.world.url, stage.world.signingKey, 'courier', { subject: courierId, name: 'Lucas Moreau' })
const arrive = (courier: Client, { id }: Stop) =>
  courier.must('POST', `/api/stops/${id}/arrive`, { at: new Date().toISOString() })

/**
 * Moves the page's clock forward until something shows. Each time it waits for the request that the page then
 * makes.
 */
const follows = (desk: Page, seconds: number, probe: () => Promise<boolean>) =>
  stage.world.until(async () => {
    if (await probe()) return true
    const asked = desk.waitForResponse((response) => /\/api\/rounds(\?|\/[^/]+\/sheet$)/.test(response.url()))
    await desk.clock.fastForward(seconds * 1000)
    await (await asked).finished()
    return false
  })

test('a round moves on the screen without a reload: who is where, what is quiet, what each stop shows', async () => {
  const { world } = stage
  const [first, second] = (await dispatched(world, 'chronopost', {}, {}, {})) as [Stop, Stop]
  const courier = await courierOf(first)
  // The round is of today in UTC, and the day must not end at the desk while its clock is turned on.
  const timezoneId = new Date().getUTCHours() < 12 ? 'UTC' : 'Etc/GMT+6'
  const desk = await deskOf(stage, { timezoneId })
  await desk.clock.install()
  await desk.goto(`${world.url}/app/dispatch/rounds`)
  const row = desk.getByRole('row').filter({ has: desk.locator(`a[href$="${first.roundId}"]`) })
  const bar = row.getByRole('img').filter({ visible: true })
  const label = async () => ((await bar.getAttribute('aria-label')) ?? '').replace(/\s/g, ' ')
  await row.waitFor()
  expect(await label()).toBe('3 à faire. 1 sur 3')
  await expectAccessible('rounds live', desk)

  await arrive(courier, first)
  await courier.must('POST', `/api/stops/${first.id}/pin`, { pin: await pinOf(world, first) })
  await follows(desk, 20, async () => (await label()) === '1 remis et 2 à faire. 2 sur 3')
  await row.getByText('En route').waitFor()
  // A round where nothing happens for three quarters of an hour is marked.
  await desk.clock.fastForward(46 * 60_000)
  await follows(desk, 20, async () => (await row.getByText('Sans activité').count()) === 1)

  await row.getByRole('link', { name: 'Lucas Moreau' }).click()
  const stop = desk.getByRole('row').filter({ hasText: second.labels[0]! })
  await stop.waitFor()
  await arrive(courier, second)
  const there = stop.getByText('Livreur sur place').filter({ visible: true })
  await follows(desk, 15, async () => (await there.count()) === 1)
  await courier.must('POST', `/api/stops/${second.id}/no-code`)
  await follows(desk, 15, async () => (await there.count()) === 0)
  const road = desk.getByRole('img', { name: '1 remis, 1 en instance et 1 à faire. 3 sur 3' })
  await follows(desk, 15, async () => (await road.count()) === 1)
  await expectAccessible('a round live', desk)

  const phone = await deskOf(stage, PHONE)
  for (const path of ['rounds', 'rounds?view=all', `rounds/${first.roundId}`]) {
    await phone.goto(`${world.url}/app/dispatch/${path}`)
    await phone.getByRole('table').first().waitFor()
    expect(await phone.evaluate(() => document.documentElement.scrollWidth > innerWidth), path).toBe(false)
  }
})

test('who was invited and never came is seen; who works here shows when', async () => {
  const { world } = stage
  const desk = await deskOf(stage)
  await section(desk, 'Équipe')
  await desk.getByRole('link', { name: 'Personnel' }).click()
  await desk.getByRole('button', { name: 'Inviter', exact: true }).click()
  const dialog = desk.getByRole('dialog')
  await dialog.getByRole('radio', { name: 'Agence' }).check()
  await dialog.getByLabel('Nom de la personne').fill('Inès Caron')
  await dialog.getByRole('button', { name: 'Créer l’invitation' }).click()
  await dialog.getByRole('img', { name: 'QR code de l’invitation' }).waitFor()
  const link = await dialog.getByLabel('Lien').inputValue()
  await dialog.getByRole('button', { name: 'Terminé' }).click()
  const row = desk.getByRole('row').filter({ hasText: 'Inès Caron' })
  await row.getByText('Invitation non ouverte').filter({ visible: true }).waitFor()
  await expectAccessible('staff', desk)
  await new Client(world.url).must('POST', '/api/session', { token: link.split('#')[1] })
  await desk.reload()
  await row.waitFor()
  await desk.getByRole('columnheader', { name: 'Dernière activité' }).waitFor()
  expect(await row.getByText('Invitation non ouverte').count()).toBe(0)
  expect(await row.locator('time').count()).toBeGreaterThan(0)
})

test('a filter is named, found again after a reload, removed and put back', async () => {
  const desk = await deskOf(stage)
  const chips = desk.getByRole('list', { name: 'Filtres enregistrés' })
  const save = desk.getByRole('button', { name: 'Enregistrer ce filtre' })
  const state = desk.getByLabel('État', { exact: true })
  expect(await save.count()).toBe(0)
  // The name search is not part of the address, so it is not saved with the filter.
  await desk.getByRole('searchbox').fill('Camille')
  await state.selectOption('held')
  await save.click()
  const dialog = desk.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Enregistrer', exact: true }).click()
  await dialog.getByText('Donnez-lui un nom.').waitFor()
  await dialog.getByLabel('Nom').fill('En instance')
  await dialog.getByRole('button', { name: 'Enregistrer', exact: true }).click()
  await chips.getByRole('link', { name: 'En instance' }).waitFor()
  expect(await desk.evaluate(() => JSON.stringify(localStorage))).not.toContain('Camille')
  await expectAccessible('saved filters', desk)

  await desk.getByRole('button', { name: 'Effacer les filtres' }).click()
  await desk.reload()
  await chips.getByRole('link', { name: 'En instance' }).click()
  await desk.waitForURL(/state=held/)
  expect(await state.inputValue()).toBe('held')
  await chips.getByRole('button', { name: 'Supprimer « En instance »' }).click()
  await desk.getByText('« En instance » est supprimé.').waitFor()
  await desk.getByRole('button', { name: 'Rétablir' }).click()
  await chips.getByRole('link', { name: 'En instance' }).waitFor()
  await chips.getByRole('button', { name: 'Supprimer « En instance »' }).click()
  await desk.reload()
  await save.waitFor()
  expect(await chips.count()).toBe(0)
})

test('a state chosen right after a name was typed stands, however slow the machine is', async () => {
  const desk = await deskOf(stage)
  const state = desk.getByLabel('État', { exact: true })
  await desk.getByRole('searchbox').fill('Camille')
  await state.evaluate((select: HTMLSelectElement) => {
    select.value = 'held'
    select.dispatchEvent(new Event('change', { bubbles: true }))
    // The pause after which typed text is searched for ends before the next picture is drawn.
    const end = performance.now() + 600
    while (performance.now() < end);
  })
  await desk.waitForTimeout(500)
  expect(desk.url()).toMatch(/state=held/)
  expect(await state.inputValue()).toBe('held')
  await desk.getByRole('button', { name: 'Effacer les filtres' }).click()
  await desk.waitForTimeout(500)
  expect(await desk.getByRole('searchbox').inputValue()).toBe('')
})
