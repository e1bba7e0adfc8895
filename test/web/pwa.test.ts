import { existsSync } from 'node:fs'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type StubAnswer, serveDist } from './harness/dist-server.ts'
import { launch } from './harness/fake-camera.ts'

const built = existsSync(new URL('../../dist/app.html', import.meta.url))
if (!built) console.log('note: nothing is built; the PWA is not tried')

let browser: Awaited<ReturnType<typeof launch>>
let server: Awaited<ReturnType<typeof serveDist>>
let context: BrowserContext
let page: Page
const api: Record<string, StubAnswer> = {}

beforeAll(async () => {
  browser = await launch()
  server = await serveDist(api)
})
afterAll(async () => {
  await browser.close()
  server.close()
})
beforeEach(async () => {
  for (const key of Object.keys(api)) delete api[key]
  server.calls.length = 0
  context = await browser.newContext({ locale: 'fr-FR' })
  page = await context.newPage()
  return () => context.close()
})

const invitation = (claims: object) => `h.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.s`
const opened = (role: string): StubAnswer => ({
  status: 201,
  body: { role, personId: 'p1', name: 'Léa', expiresAt: new Date(Date.now() + 3_600_000).toISOString() },
})

test.skipIf(!built)('an invitation is exchanged by a tap alone, and then gone from the address', async () => {
  api['POST /api/session'] = opened('courier')
  await page.goto(`${server.url}/app/#${invitation({ role: 'courier', name: 'Léa' })}`)
  await page.getByRole('heading', { name: /Léa.*Livreur/ }).waitFor()
  expect(server.calls).toEqual([])
  await page.getByRole('button', { name: 'Se connecter' }).click()
  await page.waitForURL(`${server.url}/app/courier`)
  await page.goto(`${server.url}/app/?choose`)
  await page.getByRole('heading', { name: 'Léa' }).waitFor()
})

test.skipIf(!built)('a used invitation says what to do', async () => {
  api['POST /api/session'] = { status: 401, body: { code: 'invitation-used' } }
  await page.goto(`${server.url}/app/#${invitation({ role: 'courier' })}`)
  await page.getByRole('button', { name: 'Se connecter' }).click()
  await page.getByRole('alert').getByText('n’est plus valable').waitFor()
})

test.skipIf(!built)('starts without a network; API answers and failures are never kept', async () => {
  api['GET /api/round'] = { status: 200, body: { stops: ['private'] } }
  await page.goto(`${server.url}/app/`)
  await page.evaluate(() => navigator.serviceWorker.ready)
  await page.reload()
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true)
  await page.evaluate(() => Promise.all(['/api/round', '/assets/gone.js'].map((path) => fetch(path))))
  const kept = await page.evaluate(async () => {
    const urls: string[] = []
    for (const name of await caches.keys())
      for (const request of await (await caches.open(name)).keys()) urls.push(new URL(request.url).pathname)
    return urls
  })
  expect(kept).toContain('/app/')
  expect(kept.filter((path) => /^\/api|gone|recipient|^\/assets\/r\/|^\/r/.test(path))).toEqual([])

  await context.setOffline(true)
  await page.goto(`${server.url}/app/`)
  await page.getByRole('heading', { name: 'Personne n’est connecté ici' }).waitFor()
  const failure = await page.evaluate(() => fetch('/api/round').then(String, (error: Error) => error.name))
  expect(failure).toBe('TypeError')
})

test.skipIf(!built)(
  'the recipient’s page has no service worker, no manifest and nothing of the PWA',
  async () => {
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    await page.goto(`${server.url}/r`)
    await page.waitForLoadState('networkidle')
    expect(
      await page.evaluate(() => navigator.serviceWorker.getRegistrations().then((all) => all.length)),
    ).toBe(0)
    expect(await page.locator('link[rel=manifest]').count()).toBe(0)
    expect(asked.filter((path) => path.startsWith('/assets/') && !path.startsWith('/assets/r/'))).toEqual([])
  },
)

test.skipIf(!built)('can be installed', async () => {
  await page.goto(`${server.url}/app/`)
  await page.evaluate(() => navigator.serviceWorker.ready)
  const session = await context.newCDPSession(page)
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors')
  // The test's window is an incognito one, which is itself reported as an error.
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual([])
})
