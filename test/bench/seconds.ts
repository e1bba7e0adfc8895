import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { type Killable, outForDelivery, secretOf, startKillable } from '../support/world.ts'
import { code128 } from '../web/harness/code128.ts'
import { framesOf, launchPlaying } from '../web/harness/fake-camera.ts'
import { type Edge, startEdge } from './edge.ts'

const RUNS = 5
/** A phone of some years on a poor mobile network: 1.6 Mbit/s, 150 ms, a CPU four times slower. */
const POOR = { latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8, cpu: 4 }

/** A phone is held upright, and so is what its camera sees. */
const UPRIGHT = { width: 720, height: 1280 }

/** What one visit took, in ms from the tap on the link. */
interface Visit {
  /** Where the parts of the wait ended, by name. */
  parts: Record<string, number>
  lcp: number
  read: number
}

const BOUNDS = {
  poor: { lcp: 800, read: 3_500 },
  good: { lcp: 800, read: 500 },
}

/** Notes when the largest words were painted, as the page tells it to nobody who comes later. */
const noteWords = () => {
  const seen = Object.assign(globalThis, { words: 0, camera: 0 })
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { element?: Element })[])
      if (entry.element?.tagName !== 'VIDEO') seen.words = entry.startTime
  }).observe({ type: 'largest-contentful-paint', buffered: true })
  addEventListener(
    'playing',
    () => {
      seen.camera ||= performance.now()
    },
    true,
  )
}

/** Returns when each download ended, and when the label's question was sent. */
const readTimes = () => {
  const { words, camera } = globalThis as unknown as { words: number; camera: number }
  const found = [
    ...performance.getEntriesByType('navigation'),
    ...performance.getEntriesByType('resource'),
  ] as PerformanceResourceTiming[]
  const named: [name: string, pattern: RegExp][] = [
    ['document', /\/r(#|$)/],
    ['styles', /recipient-[^/]*\.css/],
    ['script', /recipient-[^/]*\.js/],
    ['texts', /\/(ru|fr|en)-[^/]*\.js/],
    ['exchange', /\/api\/session$/],
    ['delivery', /\/api\/deliveries\/[^/]+$/],
    ['scanner', /Scanner-[^/]*\.js/],
    ['decoder', /\.wasm$/],
    ['worker', /scan-worker-[^/]*\.js/],
  ]
  const parts: Record<string, number> = {}
  for (const [name, pattern] of named) {
    const entry = found.find((known) => pattern.test(known.name))
    if (entry) parts[name] = entry.responseEnd
    if (entry && name === 'decoder') parts['decoder begun'] = entry.startTime
  }
  parts.camera = camera
  return { parts, lcp: words, read: found.find((known) => /\/scan$/.test(known.name))?.startTime ?? 0 }
}

interface Scene {
  world: Killable
  browser: Browser
  film: string
  edge: Edge
}

/** Opens the link of a fresh delivery on a fresh phone whose camera already sees the label. */
async function visit({ world, browser, film, edge }: Scene, poor: boolean): Promise<Visit> {
  const { phone, labels } = await outForDelivery(world, 'kse')
  const { link } = await secretOf(world, phone)
  writeFileSync(film, await framesOf(browser, code128(labels[0] ?? '', 2, 200), UPRIGHT))
  const context = await browser.newContext({
    locale: 'ru-RU',
    proxy: edge.proxy,
    permissions: ['camera'],
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
  })
  try {
    const page = await context.newPage()
    await page.addInitScript(noteWords)
    if (poor) await slowDown(page)
    await page.goto(link)
    await page.getByRole('heading', { name: 'Это ваша посылка?' }).waitFor()
    return await page.evaluate(readTimes)
  } finally {
    await context.close()
  }
}

async function slowDown(page: Page): Promise<void> {
  const { cpu, ...network } = POOR
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Network.enable')
  await cdp.send('Network.emulateNetworkConditions', { offline: false, ...network })
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: cpu })
}

const median = (times: number[]) =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN

/**
 * Prints how long a recipient waits: until the largest words are seen, and until the camera has read the label with
 * our own decoder; medians of five visits with the parts they consist of. They hold for a machine that does nothing
 * else meanwhile.
 */
export async function benchSeconds(): Promise<void> {
  const film = join(mkdtempSync(join(tmpdir(), 'camera-')), 'label.mjpeg')
  writeFileSync(film, '')
  const world = await startKillable({ web: true })
  const browser = await launchPlaying(film)
  const edge = await startEdge()
  try {
    for (const network of ['poor', 'good'] as const) {
      const visits: Visit[] = []
      // The first visit finds nothing warm in the browser and the Worker, so it does not count.
      for (let run = 0; run <= RUNS; run++)
        visits.push(await visit({ world, browser, film, edge }, network === 'poor'))
      visits.shift()
      for (const what of ['lcp', 'read'] as const) {
        const ms = Math.round(median(visits.map((one) => one[what])))
        const bound = BOUNDS[network][what]
        const name = `${network} network, ${what === 'lcp' ? 'largest words' : 'label read (wasm)'}`
        console.log(`${ms <= bound ? 'ok  ' : 'OVER'} ${name.padEnd(42)} ${ms} of ${bound} ms`)
      }
      const parts = Object.keys(visits[0]?.parts ?? {}).map((part) => {
        return `${part} ${Math.round(median(visits.map((one) => one.parts[part] ?? 0)))}`
      })
      console.log(`     ${parts.join(', ')}`)
    }
  } finally {
    await browser.close()
    edge.close()
    await world.close()
  }
}

if (import.meta.main) await benchSeconds()
