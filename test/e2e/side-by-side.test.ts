import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { invitationUrl } from '../../scripts/client.ts'
import { secretOf } from '../support/world.ts'
import { BASE, executablePath } from '../web/harness/fake-camera.ts'
import { sign } from './support/courier.ts'
import { codesOf, labelOf, oneStop } from './support/day.ts'
import { DESK, PHONE } from './support/devices.ts'
import { expectWholeScreen } from './support/outcome.ts'
import { RUSSIAN_PHONE } from './support/recipient.ts'
import { setStage } from './support/stage.ts'

const stage = setStage()

test('the PWA can be installed; its service worker keeps to /app/', async () => {
  const profile = mkdtempSync(join(tmpdir(), 'sesame-profile-'))
  // A private window cannot install anything, so this one has its own profile.
  const context = await chromium.launchPersistentContext(profile, { executablePath, args: BASE })
  try {
    const page = await context.newPage()
    await page.goto(`${stage.world.url}/app/`)
    await page.evaluate(() => navigator.serviceWorker.ready)
    const session = await context.newCDPSession(page)
    expect(await session.send('Page.getInstallabilityErrors')).toEqual({ installabilityErrors: [] })
    expect(await scopes(page)).toEqual([`${stage.world.url}/app/`])
    await page.goto(`${stage.world.url}/r`)
    expect(await page.evaluate(() => navigator.serviceWorker.controller)).toBeNull()
  } finally {
    await context.close()
    rmSync(profile, { recursive: true, force: true })
  }
})

test('the recipient’s page has no service worker and asks for nothing of the PWA', async () => {
  const { world, device } = stage
  const { link } = await secretOf(world, (await oneStop(world, 'chronopost')).phone)
  const phone = await device(PHONE)
  const asked: string[] = []
  phone.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await phone.goto(link)
  await phone.getByRole('img', { name: 'QR code pour le livreur' }).waitFor()
  expect(await scopes(phone)).toEqual([])
  expect(asked.filter((path) => path.startsWith('/app') || /^\/assets\/(?!r\/)/.test(path))).toEqual([])
})

const scopes = (page: Page) =>
  page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope))

/** Exchanges an invitation in a browser, as its screen does. */
async function signInAs(context: BrowserContext, role: 'counter' | 'depot'): Promise<void> {
  const { world } = stage
  const { items } = await world.dispatcher.must('GET', '/api/points')
  const given = { name: 'Nadia Roche', ...(role === 'counter' ? { pointId: items[0].id } : {}) }
  const { token } = await invitationUrl(world.url, world.signingKey, role, given)
  const answer = await context.request.post(`${world.url}/api/session`, { data: { token } })
  expect(answer.status()).toBe(201)
}

test('four roles and a delivery in one browser do not disturb each other', async () => {
  const { world, device } = stage
  const stop = await oneStop(world, 'chronopost')
  const desk = await device({ ...DESK, serviceWorkers: 'allow', permissions: ['geolocation'] })
  const context = desk.context()
  const invitations = {
    dispatcher: await invitationUrl(world.url, world.signingKey, 'dispatcher', { name: 'Nadia Roche' }),
    courier: await invitationUrl(world.url, world.signingKey, 'courier', { subject: stop.courierId }),
  }
  await desk.goto(invitations.dispatcher.url)
  await desk.getByRole('button', { name: 'Se connecter' }).click()
  await desk.getByRole('heading', { name: 'Envois' }).waitFor()
  const tablet = await context.newPage()
  await tablet.goto(invitations.courier.url)
  await tablet.getByRole('button', { name: 'Se connecter' }).click()
  await tablet.getByRole('list', { name: 'Arrêts' }).waitFor()
  await signInAs(context, 'counter')
  await signInAs(context, 'depot')
  const phone = await context.newPage()
  await phone.goto((await secretOf(world, stop.phone)).link)
  await phone.getByRole('heading', { name: 'Votre code pour le livreur' }).waitFor()

  const cookies = await context.cookies()
  expect(cookies).toHaveLength(5)
  for (const { name, httpOnly, secure, sameSite } of cookies)
    expect({ name, httpOnly, secure, sameSite }).toEqual({
      name: expect.stringMatching(/^__Host-/),
      httpOnly: true,
      secure: true,
      sameSite: 'Strict',
    })
  const chooser = await context.newPage()
  await chooser.goto(`${world.url}/app/`)
  await chooser.getByRole('heading', { name: 'Qui travaille ?' }).waitFor()
  await chooser.getByText('Exploitation · Connecté').waitFor()
  await chooser.getByText('Livreur · Connecté').waitFor()

  // Each acts in its own role, in any order.
  await tablet.getByRole('link', { name: stop.recipient }).click()
  await tablet.getByRole('button', { name: 'Je suis sur place' }).click()
  await phone.getByText('Le livreur est arrivé').waitFor()
  await desk.getByRole('link', { name: stop.labels[0]! }).click()
  await desk.getByRole('listitem').filter({ hasText: 'Le livreur est arrivé' }).waitFor()

  // One role signs out, and the others stay signed in.
  await tablet.getByRole('button', { name: 'Retour' }).click()
  await tablet.getByRole('button', { name: 'Menu' }).click()
  const menu = tablet.getByRole('dialog')
  await menu.getByRole('button', { name: 'Se déconnecter' }).click()
  await menu.getByText('il vous faudra une nouvelle invitation').waitFor()
  await menu.getByRole('button', { name: 'Se déconnecter' }).click()
  await tablet.getByRole('heading', { name: 'Vous êtes déconnecté' }).waitFor()
  await desk.reload()
  await desk.getByRole('listitem').filter({ hasText: 'Le livreur est arrivé' }).waitFor()
  await phone.reload()
  await phone.getByRole('heading', { name: 'Votre code pour le livreur' }).waitFor()
  // The ticket of a socket is gone in a minute and belongs to nobody else.
  const left = (await context.cookies()).filter(({ name }) => name !== '__Host-sesame-ticket')
  expect(left).toHaveLength(4)
})

test('R25: two links in two tabs never act on the wrong parcel', async () => {
  const { world, device, show } = stage
  const [one, two] = [await oneStop(world, 'kse'), await oneStop(world, 'kse')]
  const links = [await secretOf(world, one.phone), await secretOf(world, two.phone)]
  const first = await device({ ...PHONE, ...RUSSIAN_PHONE })
  const second = await first.context().newPage()

  await show(await labelOf(world, one.id))
  await first.goto(links[0]!.link)
  await first.getByRole('heading', { name: 'Это ваша посылка?' }).waitFor()
  await first.getByText(one.labels[0]!, { exact: true }).waitFor()
  await second.bringToFront()
  await second.goto(links[1]!.link)
  // The first tab's label does not fit the second tab's delivery.
  await expectWholeScreen(second, 'red', 'Не ваша посылка')
  await show(await labelOf(world, two.id))
  await second.getByRole('button', { name: 'Сканировать ещё раз' }).click()
  await second.getByText(two.labels[0]!, { exact: true }).waitFor()

  await first.bringToFront()
  await finish(first)
  expect([await codesOf(world, one.id), await codesOf(world, two.id)]).toEqual([['LINK'], []])
  await second.bringToFront()
  await finish(second)
  expect([await codesOf(world, one.id), await codesOf(world, two.id)]).toEqual([['LINK'], ['LINK']])

  // Opening the other link in the same tab starts that delivery afresh.
  await second.goto(`${world.url}/r#${one.id}`)
  await second.getByRole('heading', { name: 'Посылка вручена' }).waitFor()
  await second.getByText(one.labels[0]!).waitFor()
  expect(await second.getByText(two.labels[0]!).count()).toBe(0)
})

async function finish(phone: Page): Promise<void> {
  await phone.getByRole('button', { name: 'Всё верно, претензий нет' }).click()
  await sign(phone)
  await phone.getByRole('button', { name: 'Завершить доставку' }).click()
  await expectWholeScreen(phone, 'green', 'Посылка ваша')
}
