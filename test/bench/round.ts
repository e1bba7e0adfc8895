import type { Browser } from 'playwright-core'
import { stopWith } from '../node/courier-stop.ts'
import { type StubCall, serveDist } from '../web/harness/dist-server.ts'
import { launch } from '../web/harness/fake-camera.ts'

const STOPS = 200
/** How much slower than this machine a courier's tablet is taken to be. */
const SLOWER = 4
const LONGEST_MS = 100
const RUNS = 5

const round = {
  roundId: 'r1',
  date: '2026-11-30',
  courier: { id: 'c1', name: 'Lucas Moreau' },
  stops: Array.from({ length: STOPS }, (_, n) =>
    stopWith({ shipmentId: `s${n}`, recipientName: `Анна Седова ${n}`, arrivedAt: null }),
  ),
  closed: false,
  blocked: { pin: false, identity: false },
  notices: [],
}

interface Stood {
  scrolled: number
  searched: number
}

/** Scrolls and searches a round on a fresh tablet. Returns how long it stood still at most, in ms. */
async function standStill(browser: Browser, url: string): Promise<Stood> {
  const context = await browser.newContext({
    serviceWorkers: 'block',
    viewport: { width: 390, height: 844 },
  })
  const page = await context.newPage()
  await page.goto(`${url}/app/courier`)
  await page.locator('.stop-line').first().waitFor()
  const debug = await context.newCDPSession(page)
  await debug.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
  const stood = await page.evaluate(async () => {
    let longest = 0
    let last = performance.now()
    let counting = true
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      const now = performance.now()
      longest = Math.max(longest, now - last)
      last = now
      if (counting) port2.postMessage(null)
    }
    port2.postMessage(null)
    const frame = () => new Promise(requestAnimationFrame)
    const height = document.documentElement.scrollHeight
    for (let y = 0; y < height; y += 400) {
      scrollTo(0, y)
      await frame()
    }
    const scrolled = longest
    longest = 0
    const field = document.querySelector<HTMLInputElement>('.round-tools input')
    for (const text of ['1', '19', '199', '']) {
      if (field) field.value = text
      field?.dispatchEvent(new Event('input', { bubbles: true }))
      await frame()
      await frame()
    }
    counting = false
    return { scrolled, searched: longest }
  })
  await context.close()
  return stood
}

const median = (numbers: number[]) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0

/**
 * Measures in a browser how long a tablet stands still at most while a round of two hundred stops is scrolled
 * and searched. It is shown beforehand: that belongs to the start of the app.
 */
export async function benchRound(): Promise<boolean> {
  const server = await serveDist(({ action }: StubCall) => ({
    status: 200,
    body: action === 'round' ? round : {},
  }))
  const browser = await launch()
  try {
    const runs: Stood[] = []
    for (let run = 0; run < RUNS; run++) runs.push(await standStill(browser, server.url))
    const scrolled = median(runs.map((run) => run.scrolled))
    const searched = median(runs.map((run) => run.searched))
    const longest = Math.max(scrolled, searched)
    const ok = longest <= LONGEST_MS
    console.log(
      `${ok ? 'ok  ' : 'OVER'} longest stand-still of ${STOPS} stops, scrolled and searched, CPU × ${SLOWER} slower: ${Math.round(scrolled)} and ${Math.round(searched)} of ${LONGEST_MS} ms`,
    )
    return ok
  } finally {
    await browser.close()
    server.close()
  }
}

if (import.meta.main) process.exitCode = (await benchRound()) ? 0 : 1
