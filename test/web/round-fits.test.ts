import { existsSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { api } from '../../web/api/call.ts'
import type { CourierStop } from '../../worker/api/stops/answers.ts'
import { ended, stopWith } from '../node/courier-stop.ts'
import { launch } from './harness/fake-camera.ts'
import { misfits, SIZES, sized } from './harness/fit.ts'
import { LONG_NAME, parcels } from './harness/long-stop.ts'
import { openTablet, type Tablet } from './harness/tablet.ts'
import { actAt, network, storeActs } from './harness/unsent.ts'

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

const REFUSED = { state: 'attention', refusal: { status: 409, code: 'stop-closed' } } as const
const LONG_AGO = new Date(Date.now() - 7_200_000).toISOString()
/** What was done without a network: waiting for hours, refused, and put aside. */
const ACTS = [
  actAt(1, 's0', { ...REFUSED, address: api.stops.identity, body: { nameMatches: true }, tries: 3 }),
  actAt(2, 's1', { ...REFUSED, address: api.stops.noCode, at: LONG_AGO }),
  actAt(3, 's2', { at: LONG_AGO }),
  actAt(4, 's3', { address: api.stops.fail, body: { reason: 'damaged' }, state: 'aside' }),
]
const REJECTED = (['unexplained', 'conflict'] as const).map((outcome, n) => ({
  ...{ key: `key-of-the-rejected-${n}`, shipmentId: `s${n + 4}`, name: LONG_NAME, outcome },
  ...{ address: api.stops.noCode, body: {} },
}))

/** Opens a page of the courier's room with acts that are not sent, and takes the network away. */
async function unsent({ page, url, showRound }: Tablet, path: string): Promise<void> {
  const sessions = [
    { role: 'courier', personId: 'c1', expiresAt: new Date(Date.now() + 3_600_000).toISOString() },
  ]
  await page.addInitScript(
    (known) => localStorage.setItem('sesame.sessions', JSON.stringify(known)),
    sessions,
  )
  await showRound(LEFT)
  await page.waitForLoadState('networkidle')
  await storeActs(page, ACTS, { rejected: REJECTED })
  await page.goto(`${url}/app/courier${path}`)
  await page.locator('.banner.error').first().waitFor()
  await page.waitForLoadState('networkidle')
  await network(page, false)
}

describe.skipIf(!built)('what is not sent leaves the next step in view', () => {
  const LOCALES = ['ru-RU', 'fr-FR', 'en-GB']

  test.each(LOCALES)('%s: the first stop of a round, under two messages at most', async (locale) => {
    const tablet = await openTablet(browser, locale)
    const { page } = tablet
    await unsent(tablet, '')
    const all = page.locator('.notices > .button')
    const faults: string[] = []
    for (const size of SIZES) {
      await sized(page, size)
      const shown = await page.locator('.notices > .banner:visible').count()
      const { y } = (await page.locator('.stop-list li').first().boundingBox())!
      const footer = (await page.locator('.screen > .actions').boundingBox())!
      if (shown < 1 || shown > 2) faults.push(`${size.join('×')}: ${shown} messages`)
      if (y > footer.y - 44) faults.push(`${size.join('×')}: the first stop begins at ${y} of ${footer.y}`)
      const found = await misfits(page, `${SCREEN}, .notices .button, .topbar .menu, .connection a`)
      faults.push(...found.map((fault) => `${size.join('×')}: ${fault}`))
    }
    expect(faults).toEqual([])
    await all.click()
    expect(await page.locator('.notices > .banner:visible').count()).toBeGreaterThan(2)
  })

  test.each(LOCALES)('%s: what the server refused, to be decided', async (locale) => {
    const tablet = await openTablet(browser, locale)
    const { page } = tablet
    await unsent(tablet, '/unsent')
    const line = page.locator('.unsent-list li').first()
    await line.locator('.button').first().waitFor()
    const faults: string[] = []
    for (const size of SIZES) {
      await sized(page, size)
      const footer = await misfits(page, SCREEN)
      // Both ways to decide are seen together: neither is taken for want of the other.
      await line.evaluate((element) => element.scrollIntoView({ block: 'center' }))
      const ways = await misfits(page, '.unsent-list li:first-child .button')
      faults.push(...[...footer, ...ways].map((fault) => `${size.join('×')}: ${fault}`))
    }
    expect(faults).toEqual([])
  })
})
