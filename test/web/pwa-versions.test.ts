import { existsSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launch } from './harness/fake-camera.ts'
import { nextBuild } from './harness/next-build.ts'
import { follow, kept, keptOf, openPwa, scriptOf, untilKept } from './harness/pwa.ts'

const built = existsSync(new URL('../../dist/app.html', import.meta.url))
if (!built) console.log('note: nothing is built; updates of the PWA are not tried')

const PROMPT = 'Une nouvelle version est prête.'
const NEEDED = 'Cet écran a besoin de la nouvelle version.'

/** Says whether the page was loaded anew since `mark`. */
const mark = (page: Page) => page.evaluate(() => void Object.assign(globalThis, { marked: true }))
const isMarked = (page: Page) => page.evaluate(() => 'marked' in globalThis)

const look = (page: Page) =>
  page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()))
const update = (page: Page) => page.getByRole('button', { name: 'Mettre à jour' })

/** The address of the courier's script in the build that the server has. */
const nextCourier = async (page: Page): Promise<string> => {
  const worker = await page.evaluate(async () => (await fetch('/app/sw.js')).text())
  return /\/assets\/courier-[\w-]{8}\.js/.exec(worker)![0]
}

/** How many builds have caches here. */
const builds = async (page: Page) =>
  Object.keys(await kept(page)).filter((name) => name.startsWith('app/start/')).length

describe.skipIf(!built)('a version is open while the next one is deployed', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launch()
  })
  afterAll(() => browser.close())

  test('its screens go on, in its own files, even after another page has taken the next version', async () => {
    const { server, context, open } = await openPwa(browser)
    const page = await open('/app/dispatch')
    await untilKept(page, 'dispatch')
    await mark(page)
    server.deploy(nextBuild())
    await look(page)
    await page.getByText(PROMPT).waitFor()
    await follow(page, '/app/dispatch/contracts')
    await page.getByRole('heading', { name: 'Contrats' }).first().waitFor()

    const other = await context.newPage()
    await other.goto(`${server.url}/app/`)
    await update(other).click()
    await expect.poll(() => scriptOf(other)).not.toBe(await scriptOf(page))
    await other.waitForTimeout(500)
    expect(await isMarked(page)).toBe(true)
    await follow(page, '/app/dispatch/people')
    await page.getByRole('heading', { name: 'Équipe et points relais' }).first().waitFor()
    expect(await page.getByText(NEEDED).count()).toBe(0)
    expect(await builds(page)).toBe(2)

    // The one that stayed behind is asked too, and when none is left the old files go.
    await other.close()
    await update(page).click()
    await expect.poll(() => isMarked(page)).toBe(false)
    await expect.poll(() => builds(page)).toBe(1)
    expect((await keptOf(page, 'dispatch')).length).toBeGreaterThan(50)
  })

  test('a screen that is nowhere any more asks for the new version, and has it after a tap', async () => {
    const { server, open } = await openPwa(browser)
    const page = await open('/app/')
    const before = await scriptOf(page)
    server.deploy(nextBuild())
    await follow(page, '/app/depot')
    await page.getByText(NEEDED).waitFor()
    expect(await page.getByRole('button', { name: 'Réessayer' }).count()).toBe(0)
    await update(page).click()
    await page.locator('.depot').first().waitFor()
    expect(await scriptOf(page)).not.toBe(before)
    expect(await page.getByText(NEEDED).count()).toBe(0)
  })

  test('a part that is not there for want of a network does not speak of a new version', async () => {
    const { context, open } = await openPwa(browser)
    const page = await open('/app/')
    await context.setOffline(true)
    await follow(page, '/app/depot')
    await page.getByRole('button', { name: 'Réessayer' }).waitFor()
    expect(await page.getByText(NEEDED).count()).toBe(0)
    await context.setOffline(false)
    await page.getByRole('button', { name: 'Réessayer' }).click()
    await page.locator('.depot').first().waitFor()
  })

  test('a version of which a file is missing takes over nowhere', async () => {
    const { server, open } = await openPwa(browser)
    const page = await open('/app/courier')
    const names = await kept(page)
    const next = nextBuild()
    server.deploy(next)
    const [name] = (await keptOf(page, 'start')).filter(
      (url) => url.includes('/courier-') && url.endsWith('.js'),
    )
    expect(name).toBeDefined()
    const gone = await nextCourier(page)
    server.failing.set(gone, (response) => response.writeHead(404).end())
    await look(page)
    await page.waitForTimeout(1_500)
    expect(await page.getByText(PROMPT).count()).toBe(0)
    await page.reload()
    await page.locator('.courier .screen').waitFor()
    expect(Object.keys(await kept(page))).toEqual(expect.arrayContaining(Object.keys(names)))
  })

  test('a version that could not be had again and again is offered once it can', async () => {
    const { server, open } = await openPwa(browser)
    const page = await open('/app/courier')
    server.deploy(nextBuild())
    const gone = await nextCourier(page)
    let asked = 0
    server.failing.set(gone, (response) => {
      asked += 1
      response.writeHead(404).end()
    })
    for (const times of [1, 2, 3]) {
      await look(page)
      await expect.poll(() => asked).toBe(times)
      await page.waitForTimeout(500)
    }
    server.failing.clear()
    await expect
      .poll(async () => {
        await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
        return page.getByText(PROMPT).count()
      })
      .toBe(1)
  })
})
