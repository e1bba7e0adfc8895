import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page, Response } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stopWith } from '../node/courier-stop.ts'
import { code128 } from './harness/code128.ts'
import { DIST } from './harness/dist-server.ts'
import { launchWithCamera } from './harness/fake-camera.ts'
import { follow, kept, keptOf, openPwa, untilKept } from './harness/pwa.ts'

const built = existsSync(new URL('../../dist/app.html', import.meta.url))
if (!built) console.log('note: nothing is built; what the PWA keeps is not tried')

const LABEL = '501-000123456'
const ROUND = {
  'GET /api/round': {
    status: 200,
    body: {
      roundId: 'r1',
      date: '2026-11-29',
      courier: { id: 'c1', name: 'Lucas Moreau' },
      stops: [stopWith({ parcels: [{ label: LABEL, place: 'vehicle', declared: false }] })],
      closed: false,
      blocked: { pin: false, identity: false },
      notices: [],
    },
  },
}

/** What an address shows when its room is there, whatever the server said. */
const SHOWN: Record<string, string> = {
  courier: '.courier .screen',
  counter: '.counter',
  depot: '.depot',
  dispatch: '.dispatch',
}

const failed = (page: Page) => page.getByText('n’a pas pu être chargé').count()

/** The worker's own list of what it keeps, and for which rooms. */
const listed = () =>
  JSON.parse(/\[\{"revision".*?\}\]/.exec(readFileSync(join(DIST, 'app/sw.js'), 'utf8'))![0]) as {
    url: string
    rooms?: string[]
  }[]

test.skipIf(!built)('every file of the build belongs to the start or to a room', () => {
  const urls = new Set(listed().map(({ url }) => url))
  const files = readdirSync(join(DIST, 'assets')).filter((name) => /\.(js|css|wasm)$/.test(name))
  expect(files.filter((name) => !urls.has(`/assets/${name}`))).toEqual([])
  const fromTheStart = listed().filter(({ rooms }) => !rooms)
  for (const part of ['Scanner', 'scan-worker', 'parts', 'courier', 'PayQr'])
    expect(
      fromTheStart.some(({ url }) => url.startsWith(`/assets/${part}-`)),
      part,
    ).toBe(true)
  expect(fromTheStart.some(({ url }) => url.endsWith('.wasm'))).toBe(false)
})

describe.skipIf(!built)('what is kept for a time without a network', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchWithCamera(code128(LABEL))
  })
  afterAll(() => browser.close())

  test('the courier’s room, practice included, opens without a network though it never was open', async () => {
    const { context, open } = await openPwa(browser)
    const first = await open('/app/')
    await context.setOffline(true)
    await first.close()
    const page = await context.newPage()
    await page.goto(`${new URL(first.url()).origin}/app/courier/practice`)
    await page.getByRole('heading').first().waitFor()
    expect(await failed(page)).toBe(0)
    expect(await keptOf(page, 'dispatch')).toEqual([])
  })

  test.each(['courier', 'counter', 'depot', 'dispatch'])(
    'the %s room, opened once, starts cold without a network',
    async (room) => {
      const { server, context, open } = await openPwa(browser, ROUND)
      const first = await open(`/app/${room}`)
      await untilKept(first, room === 'courier' ? 'start' : room)
      await first.close()
      await context.setOffline(true)
      const page = await context.newPage()
      const missing: string[] = []
      page.on('requestfailed', (request) => missing.push(new URL(request.url()).pathname))
      await page.goto(`${server.url}/app/${room}`)
      await page.locator(SHOWN[room]!).first().waitFor()
      expect(await failed(page)).toBe(0)
      expect(missing.filter((path) => path.startsWith('/assets/'))).toEqual([])
    },
  )

  test('a label is read without a network, by the decoder that was kept', async () => {
    const { context, open } = await openPwa(browser, ROUND, { hasTouch: true })
    const page = await open('/app/courier')
    await untilKept(page, 'decoder')
    await context.setOffline(true)
    const decoder: Response[] = []
    page.on('response', (response) => response.url().endsWith('.wasm') && decoder.push(response))
    await page.getByRole('button', { name: 'Scanner' }).first().click()
    await page.waitForURL(/\/app\/courier\/stop\/s1$/)
    expect(decoder.length).toBeGreaterThan(0)
    expect(decoder.every((response) => response.fromServiceWorker())).toBe(true)
  })

  test('the shortcut to the scanner begins with the camera', async () => {
    const { open } = await openPwa(browser, ROUND)
    const page = await open('/app/courier?scan')
    await page.waitForURL(/\/app\/courier\/stop\/s1$/)
  })

  test('the decoder is not kept for a room without a camera, nor for a browser that needs none', async () => {
    const { open } = await openPwa(browser)
    const desk = await open('/app/dispatch')
    await untilKept(desk, 'dispatch')
    expect(await keptOf(desk, 'decoder')).toEqual([])

    const { context } = await openPwa(browser)
    await context.addInitScript(() => {
      const formats = 'code_128 qr_code data_matrix itf code_39 ean_13 aztec pdf417'.split(' ')
      class Native {
        detect = async () => []
      }
      Object.assign(Native, { getSupportedFormats: async () => formats })
      Object.assign(globalThis, { BarcodeDetector: Native })
    })
    const page = await context.newPage()
    await page.goto(`${new URL(desk.url()).origin}/app/counter`)
    await untilKept(page, 'counter')
    expect(await keptOf(page, 'decoder')).toEqual([])
  })

  test('neither an answer of the API nor a failed, foreign or redirected one is ever kept', async () => {
    const { server, open } = await openPwa(browser, ROUND)
    const probe = await open('/app/')
    const files = listed()
    const ofCounter = files.filter(({ url, rooms }) => rooms?.includes('counter') && !url.endsWith('.wasm'))
    const [broken, moved, page] = ofCounter.map(({ url }) => url)
    server.failing.set(broken!, (response) => response.writeHead(500).end('no'))
    server.failing.set(moved!, (response) => response.writeHead(302, { Location: '/app/icon.svg' }).end())
    server.failing.set(page!, (response) =>
      response.writeHead(200, { 'Content-Type': 'text/html' }).end('<p>Sign in to this network'),
    )
    await probe.evaluate(async () => {
      const { active } = await navigator.serviceWorker.ready
      active!.postMessage({ type: 'opened', room: 'counter', decoder: false })
      await Promise.all(['/api/round', '/assets/gone-12345678.js'].map((path) => fetch(path)))
    })
    const rest = ofCounter.map(({ url }) => url).filter((url) => ![broken, moved, page].includes(url))
    await expect.poll(async () => (await keptOf(probe, 'counter')).sort()).toEqual(rest.sort())
    const known = new Set(files.map(({ url }) => url))
    expect(
      Object.values(await kept(probe))
        .flat()
        .filter((url) => !known.has(url)),
    ).toEqual([])

    server.failing.clear()
    await follow(probe, '/app/counter')
    await expect.poll(async () => (await keptOf(probe, 'counter')).length).toBe(ofCounter.length)
  })
})
