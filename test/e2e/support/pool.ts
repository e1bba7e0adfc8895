import type { Browser, BrowserContext, BrowserContextOptions, CDPSession, Page } from 'playwright-core'

/** A device that a test held and a later one may hold: as new, but with the page's scripts read already. */
interface Device {
  key: string
  context: BrowserContext
  page: Page
  session: CDPSession
  /** What the test that holds it hears on the page. */
  listeners: Parameters<Page['on']>[]
  /** Hears of errors, for the test that holds it. */
  complain: (problem: string) => void
  /** Whether something was done to it that nothing takes back. */
  spoiled: boolean
}

/** What stays in a page or a context for good. */
const FOR_GOOD = [
  'addInitScript',
  'exposeFunction',
  'exposeBinding',
  'routeWebSocket',
  'newCDPSession',
] as const

/**
 * Lends the pages of a browser to tests. A fresh context and its processes take five times the work of a page that is
 * opened again, and most tests need two or three.
 */
export function createPool(browser: Browser, timeoutMs: number) {
  const free: Device[] = []
  const held: Device[] = []

  async function create(key: string, options: BrowserContextOptions): Promise<Device> {
    const context = await browser.newContext(options)
    context.setDefaultTimeout(timeoutMs)
    const page = await context.newPage()
    const session = await context.newCDPSession(page)
    const device: Device = {
      ...{ key, context, page, session, listeners: [], complain: () => {}, spoiled: false },
    }
    context.on('weberror', (error) => device.complain(error.error().stack ?? String(error.error())))
    context.on('console', (line) => {
      if (line.type() === 'error') device.complain(`${line.text()} ${line.location().url}`)
    })
    const on = page.on.bind(page)
    page.on = ((...given: Parameters<Page['on']>) => {
      device.listeners.push(given)
      return on(...given)
    }) as Page['on']
    const spoil = (whole: object, name: string) => {
      const own = whole[name as keyof typeof whole] as ((...given: unknown[]) => unknown) | undefined
      if (own)
        Object.assign(whole, {
          [name]: (...given: unknown[]) => {
            device.spoiled = true
            return own.apply(whole, given)
          },
        })
    }
    for (const name of FOR_GOOD) for (const whole of [page, context]) spoil(whole, name)
    for (const name of ['install', 'setFixedTime', 'setSystemTime']) spoil(page.clock, name)
    return device
  }

  /** Makes a device as new. It stays at an address of the same place, whose process the next page is opened in. */
  async function renew({ context, page, session, listeners }: Device): Promise<void> {
    for (const [event, listener] of listeners.splice(0)) page.off(event, listener)
    for (const other of context.pages()) if (other !== page) await other.close()
    await context.setOffline(false)
    for (const whole of [page, context]) await whole.unrouteAll({ behavior: 'ignoreErrors' })
    const { origin, protocol } = new URL(page.url())
    if (protocol === 'http:') {
      await page.goto(`${origin}/api/health`)
      await page.evaluate(() => sessionStorage.clear())
      await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' })
    }
    await context.clearCookies()
    await page.emulateMedia({ media: null, colorScheme: null, reducedMotion: null })
    await session.send('Page.resetNavigationHistory')
  }

  return {
    /** Lends a page of a device with these options, which shares cookies and storage with no other. */
    async lend(options: BrowserContextOptions, complain: (problem: string) => void): Promise<Page> {
      const key = JSON.stringify(options)
      const at = free.findIndex((device) => device.key === key)
      const device = at < 0 ? await create(key, options) : free.splice(at, 1)[0]!
      device.complain = complain
      held.push(device)
      if (options.viewport) await device.page.setViewportSize(options.viewport)
      return device.page
    },
    /** Takes back what was lent. */
    async takeBack(): Promise<void> {
      for (const device of held.splice(0)) {
        const usable = !device.spoiled && !device.page.isClosed()
        // What a page that is left still wanted to do is no fault of a test.
        device.complain = () => {}
        if (usable)
          await renew(device).then(
            () => free.push(device),
            () => device.context.close(),
          )
        else await device.context.close()
      }
    },
  }
}
