import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import type { ScanPage } from './scan.tsx'

type Global = { page: ScanPage }

/**
 * Opens the scanner's page. `prepare` runs in it before any of its scripts. Returns the errors and foreign
 * requests that come, `read`, which looks at what the page tells, and `run`.
 */
export async function openScanPage(
  browser: Browser,
  url: string,
  { prepare, ...options }: BrowserContextOptions & { prepare?: string | undefined } = {},
) {
  const page: Page = await (await browser.newContext(options)).newPage()
  if (prepare) await page.addInitScript(prepare)
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  const foreign: string[] = []
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('blob:')) foreign.push(request.url())
  })
  await page.goto(`${url}/scan.html`)
  const read = <K extends 'scanned' | 'states' | 'scanningAt'>(what: K): Promise<ScanPage[K]> =>
    page.evaluate((key) => (globalThis as unknown as Global).page[key] as never, what)
  const run = (what: 'start' | 'stop') =>
    page.evaluate((key) => (globalThis as unknown as Global).page[key](), what)
  return { page, errors, foreign, read, run }
}
