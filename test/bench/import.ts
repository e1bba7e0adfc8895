import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { invitationUrl } from '../../scripts/client.ts'
import { cellsOf, fileOf } from '../support/table.ts'
import { startKillable } from '../support/world.ts'
import { launch } from '../web/harness/fake-camera.ts'

const LINES = 10_000
/**
 * The longest time for which the page may stand still, as a share of the time that reading and checking took.
 */
const STILL_MAX = 0.2

/** Every twentieth line is wrong. Addresses contain characters that have to be quoted. */
const line = (n: number) =>
  cellsOf({
    waybill: `BENCH-${100_000 + n}`,
    line1: `${n} rue "du Lac" ; bât. B`,
    ...(n % 20 === 0 && { phone: 'aucun' }),
  })

/**
 * Measures in a browser how long the page stands still while ten thousand lines are read and checked. Nothing
 * is sent.
 */
export async function benchImport(): Promise<boolean> {
  const world = await startKillable({ web: true })
  const browser = await launch()
  try {
    await world.dispatcher.must('PUT', '/api/contracts/bench', { name: 'Bench', profile: 'kse' })
    const page = await browser.newPage({ locale: 'en-GB', serviceWorkers: 'block' })
    const { url } = await invitationUrl(world.url, world.signingKey, 'dispatcher', { name: 'Bench' })
    await page.goto(url)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('link', { name: 'Import a file' }).click()
    await page.getByLabel('Contract').selectOption({ label: 'Bench' })
    await page.evaluate(() => {
      const seen = Object.assign(globalThis, { longest: 0, from: 0, to: 0 })
      addEventListener('change', () => {
        seen.from = performance.now()
      })
      new MutationObserver(() => {
        if (!seen.to && document.querySelector('.import-faults tbody')) seen.to = performance.now()
      }).observe(document.body, { childList: true, subtree: true })
      // The browser reports only longer stalls as long tasks. This measures how late a tick is that is due at
      // once.
      let last = performance.now()
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => {
        const now = performance.now()
        if (seen.from && !seen.to) seen.longest = Math.max(seen.longest, now - last)
        last = now
        port2.postMessage(null)
      }
      port2.postMessage(null)
    })
    // The file comes from the disk, as people choose it: a file that the test passes itself is decoded by the
    // page.
    const file = join(world.state, 'bench.csv')
    writeFileSync(file, fileOf(Array.from({ length: LINES }, (_, n) => line(n))))
    await page.getByLabel('Drop a CSV file here').setInputFiles(file)
    await page.getByRole('heading', { name: '9,500 shipments can be announced' }).waitFor()
    await page.locator('.import-faults tbody').waitFor()
    const { longest, whole } = await page.evaluate(() => {
      const { longest, from, to } = globalThis as unknown as { longest: number; from: number; to: number }
      return { longest, whole: to - from }
    })
    const still = longest / whole
    console.log(
      `import: the page stands still for ${still.toFixed(3)} of the time that ${LINES} lines take (at most ${STILL_MAX})`,
    )
    return still <= STILL_MAX
  } finally {
    await browser.close()
    await world.close()
  }
}
