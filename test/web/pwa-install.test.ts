import { existsSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launch } from './harness/fake-camera.ts'
import { openPwa } from './harness/pwa.ts'

const built = existsSync(new URL('../../dist/app.html', import.meta.url))
if (!built) console.log('note: nothing is built; installing the PWA is not tried')

interface Manifest {
  id: string
  lang: string
  dir: string
  icons: { src: string; purpose: string }[]
  shortcuts: { name: string; url: string }[]
  screenshots: { src: string; sizes: string; form_factor: string }[]
}

describe.skipIf(!built)('installing', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launch()
  })
  afterAll(() => browser.close())

  test.each([
    ['en-GB', 'en', ['Round', 'Scan a parcel', 'Counter']],
    ['fr-FR', 'fr', ['Tournée', 'Scanner un colis', 'Guichet']],
    ['ru-RU', 'ru', ['Маршрут', 'Сканировать посылку', 'Выдача']],
  ])(
    'Chromium finds nothing in the way of it (%s), and the manifest speaks the language',
    async (locale, lang, names) => {
      const { server, context, open } = await openPwa(browser, {}, { locale })
      const page = await open('/app/')
      const session = await context.newCDPSession(page)
      const { installabilityErrors } = await session.send('Page.getInstallabilityErrors')
      // The test's window is an incognito one, which is itself reported as an error.
      expect(
        installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito'),
      ).toEqual([])
      const { errors, data = '{}' } = await session.send('Page.getAppManifest')
      expect(errors).toEqual([])
      const manifest = JSON.parse(data) as Manifest
      expect(manifest).toMatchObject({ id: '/app/', lang, dir: 'ltr' })
      expect(new Set(manifest.icons.map(({ purpose }) => purpose))).toEqual(new Set(['any', 'maskable']))
      expect(manifest.shortcuts.map(({ name }) => name)).toEqual(names)
      for (const { url } of manifest.shortcuts) expect((await fetch(server.url + url)).status).toBe(200)
      expect(new Set(manifest.screenshots.map((one) => one.form_factor))).toEqual(new Set(['narrow', 'wide']))
      const sizes = await page.evaluate(
        (all) =>
          Promise.all(
            all.map(async (src) => {
              const image = Object.assign(new Image(), { src })
              await image.decode()
              return `${image.naturalWidth}x${image.naturalHeight}`
            }),
          ),
        [...manifest.icons, ...manifest.screenshots]
          .map(({ src }) => src)
          .filter((src) => src.endsWith('.png')),
      )
      expect(sizes.slice(3)).toEqual(manifest.screenshots.map((one) => one.sizes))
    },
  )

  const card = (page: Page) => page.locator('.install')
  const anIphone = () => Object.defineProperty(navigator, 'standalone', { value: false })

  test('on an iPhone three steps say how, and “not now” is heard for thirty days', async () => {
    const { server, context } = await openPwa(browser)
    await context.addInitScript(anIphone)
    const page = await context.newPage()
    const start = Date.now()
    await page.clock.install({ time: start })
    await page.goto(`${server.url}/app/`)
    await card(page).waitFor()
    expect(await card(page).getByRole('listitem').count()).toBe(3)
    await card(page).getByRole('button', { name: 'Pas maintenant' }).click()
    await expect.poll(() => card(page).count()).toBe(0)
    const visit = async (days: number) => {
      await page.clock.setFixedTime(start + days * 86_400_000)
      await page.reload()
      await page.getByRole('heading', { name: 'Personne n’est connecté ici' }).waitFor()
    }
    await visit(29)
    expect(await card(page).count()).toBe(0)
    await visit(31)
    await card(page).waitFor()
  })

  test('nothing is said of it in the installed app, nor where it cannot be', async () => {
    const { server, context } = await openPwa(browser)
    const page = await context.newPage()
    await page.goto(`${server.url}/app/`)
    await page.getByRole('heading', { name: 'Personne n’est connecté ici' }).waitFor()
    expect(await card(page).count()).toBe(0)
    await context.addInitScript(anIphone)
    await context.addInitScript(() => {
      const real = matchMedia
      globalThis.matchMedia = (query) =>
        query.includes('standalone') ? ({ matches: true } as MediaQueryList) : real.call(globalThis, query)
    })
    await page.reload()
    await page.getByRole('heading', { name: 'Personne n’est connecté ici' }).waitFor()
    expect(await card(page).count()).toBe(0)
  })

  test('where the browser offers it, a button takes the offer; a refusal there is heard too', async () => {
    const { server, context } = await openPwa(browser)
    const page = await context.newPage()
    await page.goto(`${server.url}/app/`)
    await page.getByRole('heading', { name: 'Personne n’est connecté ici' }).waitFor()
    await page.evaluate(() => {
      const userChoice = Promise.resolve({ outcome: 'dismissed' })
      const prompt = async () => void Object.assign(globalThis, { prompted: true })
      dispatchEvent(Object.assign(new Event('beforeinstallprompt'), { prompt, userChoice }))
    })
    await card(page).getByRole('button', { name: 'Installer' }).click()
    await expect.poll(() => card(page).count()).toBe(0)
    expect(await page.evaluate('globalThis.prompted')).toBe(true)
    expect(await page.evaluate(() => localStorage.getItem('sesame.install-refused'))).not.toBeNull()
  })
})
