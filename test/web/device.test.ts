import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { DevicePage } from './harness/device.tsx'
import { launch } from './harness/fake-camera.ts'
import { servePage } from './harness/serve.ts'

let browser: Browser
let server: Awaited<ReturnType<typeof servePage>>
beforeAll(async () => {
  browser = await launch()
  server = await servePage('device')
})
afterAll(async () => {
  server.close()
  await browser.close()
})

/** Opens the page with a stand-in for what the device offers. It writes down what was asked of it. */
async function open(stand: (log: string[]) => void): Promise<{ page: Page; log: () => Promise<string[]> }> {
  const context = await browser.newContext({ locale: 'en-GB' })
  onTestFinished(() => context.close())
  await context.addInitScript(`globalThis.log = []; (${stand})(globalThis.log)`)
  const page = await context.newPage()
  await page.goto(`${server.url}/device.html`)
  await page.waitForFunction('globalThis.showUnsent')
  return { page, log: () => page.evaluate(() => (globalThis as unknown as DevicePage).log) }
}

/** A service worker of which a new version waits, in place of the browser's. */
const waitingVersion = (log: string[]) => {
  const scriptURL = `${location.origin}/app/sw.js`
  const waiting = { scriptURL, postMessage: ({ type }: { type: string }) => log.push(type) }
  const registration = Object.assign(new EventTarget(), { waiting, active: {}, update: async () => {} })
  const container = Object.assign(new EventTarget(), {
    controller: {},
    register: async () => registration,
  })
  Object.defineProperty(navigator, 'serviceWorker', { value: container })
}

/** Holds updates in the page until `release`. */
const hold = (page: Page, reason: 'hand-over' | 'unsent') =>
  page.evaluate((why) => {
    const device = globalThis as unknown as DevicePage
    device.release = device.holdUpdate(why)
  }, reason)
const release = (page: Page) => page.evaluate(() => (globalThis as unknown as DevicePage).release())

describe('an update that waits', () => {
  test('is not offered in the middle of a hand-over, and a tap on what was offered before does nothing', async () => {
    const { page, log } = await open(waitingVersion)
    const button = page.getByRole('button', { name: 'Update' })
    await button.waitFor()
    const tapped = await button.elementHandle()
    await hold(page, 'hand-over')
    await tapped?.evaluate((element) => (element as HTMLElement).click())
    await expect.poll(() => page.getByText('A new version').count()).toBe(0)
    expect(await log()).toEqual([])
    // Letting go twice lets go once.
    await release(page)
    await release(page)
    await button.click()
    await expect.poll(log).toEqual(['SKIP_WAITING'])
  })

  test('two hand-overs hold it until both are over', async () => {
    const { page } = await open(waitingVersion)
    const offered = page.getByText('A new version is ready.')
    await offered.waitFor()
    await page.evaluate("globalThis.first = holdUpdate('hand-over')")
    await hold(page, 'hand-over')
    await page.evaluate('first()')
    await expect.poll(() => offered.count()).toBe(0)
    await page.waitForTimeout(200)
    expect(await offered.count()).toBe(0)
    await release(page)
    await offered.waitFor()
  })

  test('says that what is unsent stays and is sent afterwards, and asks before it loads anew', async () => {
    const { page, log } = await open(waitingVersion)
    await page.getByText('A new version is ready.').waitFor()
    await hold(page, 'unsent')
    const button = page.getByRole('button', { name: 'Update' })
    await button.click()
    await page.getByText('They stay on this device and are sent afterwards. Update now?').waitFor()
    expect(await log()).toEqual([])
    await page.waitForTimeout(600)
    await page.getByRole('button', { name: 'Later' }).click()
    await page.getByText('A new version is ready.').waitFor()
    await button.click()
    await page.waitForTimeout(600)
    await button.click()
    await expect.poll(log).toEqual(['SKIP_WAITING'])
  })

  test('another page’s consent does not load this one anew', async () => {
    const { page, log } = await open((log) => {
      const container = Object.assign(new EventTarget(), {
        controller: {},
        register: async () => {
          log.push('registered')
          return Object.assign(new EventTarget(), { waiting: null, active: {}, update: async () => {} })
        },
      })
      Object.defineProperty(navigator, 'serviceWorker', { value: container })
    })
    await expect.poll(log).toEqual(['registered'])
    await page.evaluate("navigator.serviceWorker.dispatchEvent(new Event('controllerchange')); this.mine = 1")
    await page.getByText('A new version is ready.').waitFor()
    expect(await page.evaluate('globalThis.mine')).toBe(1)
    await page.getByRole('button', { name: 'Update' }).click()
    await expect.poll(() => page.evaluate('globalThis.mine')).toBeUndefined()
  })
})

test('a part that needs the new version in the middle of a hand-over asks to finish first, without a button', async () => {
  const { page } = await open(() => {})
  await page.route('**/app/', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: '<script type="module" crossorigin src="/assets/app-2.js">',
    }),
  )
  await hold(page, 'hand-over')
  await page.evaluate(() => dispatchEvent(new Event('vite:preloadError')))
  await page.getByText('Finish here first, then update.').waitFor()
  const button = page.getByRole('button', { name: 'Update' })
  expect(await button.count()).toBe(0)
  await release(page)
  await page.getByText('This screen needs the new version.').waitFor()
  expect(await button.count()).toBe(1)
})

describe('the screen at the door', () => {
  const locks = (log: string[]) => {
    const request = async () => {
      log.push('request')
      const lock = Object.assign(new EventTarget(), {
        released: false,
        release: async () => {
          log.push('release')
          lock.released = true
        },
      })
      Object.assign(globalThis, { lock })
      return lock
    }
    Object.defineProperty(navigator, 'wakeLock', { value: { request } })
  }
  const awake = (page: Page, yes: boolean) =>
    page.evaluate((on) => (globalThis as unknown as DevicePage).stayAwake(on), yes)
  const shown = (page: Page) => page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

  test('stays on, is asked for again after the page was hidden, and goes dark afterwards', async () => {
    const { page, log } = await open(locks)
    await awake(page, true)
    await expect.poll(log).toEqual(['request'])
    await shown(page)
    expect(await log()).toEqual(['request'])
    await page.evaluate('lock.released = true')
    await shown(page)
    await expect.poll(log).toEqual(['request', 'request'])
    await awake(page, false)
    await expect.poll(log).toEqual(['request', 'request', 'release'])
    await shown(page)
    expect(await log()).toHaveLength(3)
  })

  test('a refusal, or a browser that cannot, changes nothing', async () => {
    for (const value of ['undefined', "{ request: () => Promise.reject(new DOMException('battery')) }"]) {
      const { page } = await open(
        new Function(
          'log',
          `Object.defineProperty(navigator, 'wakeLock', { value: ${value} })`,
        ) as () => void,
      )
      const errors: Error[] = []
      page.on('pageerror', (error) => errors.push(error))
      await awake(page, true)
      await awake(page, false)
      await page.waitForTimeout(100)
      expect(errors).toEqual([])
    }
  })
})

test('the icon shows how much is unsent, and nothing where there is no badge or it is refused', async () => {
  const { page, log } = await open((written) => {
    Object.defineProperty(navigator, 'setAppBadge', {
      value: async (n: number) => void written.push(`set ${n}`),
    })
    Object.defineProperty(navigator, 'clearAppBadge', { value: () => Promise.reject(new Error('no')) })
  })
  const errors: Error[] = []
  page.on('pageerror', (error) => errors.push(error))
  await page.evaluate('showUnsent(3); showUnsent(0)')
  expect(await log()).toEqual(['set 3'])
  const bare = await open(() => {
    for (const name of ['setAppBadge', 'clearAppBadge'])
      Object.defineProperty(navigator, name, { value: undefined })
  })
  await bare.page.evaluate('showUnsent(3); showUnsent(0)')
  await page.waitForTimeout(100)
  expect(errors).toEqual([])
})
