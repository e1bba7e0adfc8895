import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect, onTestFinished } from 'vitest'
import { type StubAnswer, type StubCall, serveDist } from './dist-server.ts'

/** The names of caches, and under each the addresses that are kept. */
export type Kept = Record<string, string[]>

/** What every cache of this origin holds. */
export const kept = (page: Page): Promise<Kept> =>
  page.evaluate(async () => {
    const all: Record<string, string[]> = {}
    for (const name of await caches.keys())
      all[name] = (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)
    return all
  })

/** What is kept in the caches of one part (`start`, a room's folder, `decoder`), whichever build they are of. */
export const keptOf = async (page: Page, part: string): Promise<string[]> =>
  Object.entries(await kept(page)).flatMap(([name, urls]) => (name.startsWith(`app/${part}/`) ? urls : []))

/** Waits until a room's part is kept and grows no more. */
export async function untilKept(page: Page, part: string): Promise<void> {
  let last = 0
  await expect
    .poll(async () => {
      const now = (await keptOf(page, part)).length
      const done = now > 0 && now === last
      last = now
      return done
    })
    .toBe(true)
}

/** The built app in a browser of its own, in front of a server that answers calls with 404 unless told otherwise. */
export async function openPwa(browser: Browser, answers: Record<string, StubAnswer> = {}, options = {}) {
  const stub = ({ method, path }: StubCall): StubAnswer =>
    answers[`${method} ${path}`] ?? { status: 404, body: { code: 'not-found' } }
  const server = await serveDist(stub)
  const context: BrowserContext = await browser.newContext({ locale: 'fr-FR', ...options })
  onTestFinished(async () => {
    await context.close()
    server.close()
  })
  /** Opens an address and waits until the service worker serves the page. */
  const open = async (path: string): Promise<Page> => {
    const page = await context.newPage()
    await page.goto(server.url + path)
    await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true)
    return page
  }
  return { server, context, open }
}

/** Goes to another address of the app as its links do, without a reload. */
export const follow = (page: Page, path: string): Promise<void> =>
  page.evaluate((to) => {
    const link = Object.assign(document.createElement('a'), { href: to })
    document.body.append(link)
    link.click()
    link.remove()
  }, path)

/** The address of the page's own script, which names its build. */
export const scriptOf = (page: Page): Promise<string> =>
  page.evaluate(() => document.querySelector<HTMLScriptElement>('script[type=module]')!.src)
