import { existsSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CourierStop } from '../../worker/api/stops/answers.ts'
import { ended, stopWith } from '../node/courier-stop.ts'
import { launch } from './harness/fake-camera.ts'
import { misfits, SIZES, sized } from './harness/fit.ts'
import { LONG_NAME, parcels } from './harness/long-stop.ts'
import { openTablet } from './harness/tablet.ts'

const built = existsSync(new URL('../../dist/app.html', import.meta.url))
if (!built) console.log('note: nothing is built; the courier’s round is not measured')

let browser: Awaited<ReturnType<typeof launch>>
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

const LEFT = parcels(12).map((parcel, n) =>
  stopWith({ shipmentId: `s${n}`, recipientName: LONG_NAME, parcels: [parcel] }),
)
const DONE = LEFT.map((stop) => ended('depot', { ...stop, open: false }))
const COUNT = {
  unexplained: LEFT.slice(0, 3).map(({ shipmentId, parcels: [parcel] }) => ({
    shipmentId,
    label: parcel?.label,
  })),
  ...{ handedOver: [], toPoint: [], atPoint: [], depot: [], claimed: [], unknown: [] },
}

const SCREEN = '.screen > .actions .button'
const DIALOG = 'dialog[open] .button'
const OUTCOME = '.outcome > .actions .button'
const press = (selector: string) => (page: Page) => page.locator(selector).first().click()
const endOfRound = press(`${SCREEN}:nth-child(2)`)
/** The screen of the count stands. */
const counts = (page: Page) => page.locator('.count-card').waitFor()

/** What is opened, what leads there, and what has to be seen there. */
type Shown = [name: string, stops: CourierStop[], steps: ((page: Page) => Promise<void>)[], seen: string]
const SCREENS: Shown[] = [
  ['the round', LEFT, [], SCREEN],
  ['the round, all done', DONE, [], SCREEN],
  ['no stops', [], [], SCREEN],
  ['a parcel is scanned', LEFT, [press(SCREEN)], SCREEN],
  ['the count', LEFT, [endOfRound], SCREEN],
  ['the camera of the count', LEFT, [endOfRound, counts, press(SCREEN)], '.screen .button'],
  ['the question before it is closed', LEFT, [endOfRound, counts, endOfRound], DIALOG],
  ['the result', LEFT, [endOfRound, counts, endOfRound, press(DIALOG)], OUTCOME],
]

describe.skipIf(!built)('what is to be done next is on the screen, without scrolling', () => {
  test.each(['ru-RU', 'fr-FR', 'en-GB'])('%s: every screen of a round', async (locale) => {
    const tablet = await openTablet(browser, locale)
    const { page } = tablet
    tablet.answers.close = { json: COUNT }
    const faults: string[] = []
    for (const [name, stops, steps, seen] of SCREENS) {
      await page.setViewportSize({ width: 800, height: 1180 })
      await page.evaluate(() => localStorage.clear()).catch(() => {})
      await tablet.showRound(stops)
      for (const step of steps) await step(page)
      await page.locator(seen).first().waitFor()
      for (const size of SIZES) {
        await sized(page, size)
        faults.push(...(await misfits(page, seen)).map((fault) => `${name}, ${size.join('×')}: ${fault}`))
      }
    }
    expect(faults).toEqual([])
  })
})
