import { existsSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { holdOf, LABELS, openDesk } from './harness/counter.ts'
import { launch } from './harness/fake-camera.ts'
import { misfits, overlap, SIZES, sized } from './harness/fit.ts'
import { LONG_NAME, LONG_STOP } from './harness/long-stop.ts'
import { openTablet } from './harness/tablet.ts'

const built = existsSync(new URL('../../dist/app.html', import.meta.url))
if (!built) console.log('note: nothing is built; no unpaid parcel is measured')

let browser: Awaited<ReturnType<typeof launch>>
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

const payment = { amount: 123_456_789, currency: 'EUR', paid: false }
const ADDRESS = { url: 'https://sesame.example/pay#s1.q3Xz7LmB1pRtV0' }
const qr = (page: Page) => page.locator('.pay-qr .qr svg')

describe.skipIf(!built)('R30: what is to be done is on the screen, without scrolling', () => {
  test.each(['ru-RU', 'fr-FR', 'en-GB'])(
    '%s: the panel and the QR, at the door and at the counter',
    async (locale) => {
      const faults: string[] = []
      const measure = async (name: string, page: Page, selector: string, least?: number) => {
        for (const size of SIZES) {
          await sized(page, size)
          const found = await misfits(page, selector, least)
          faults.push(...found.map((fault) => `${locale} ${name}, ${size.join('×')}: ${fault}`))
        }
        await page.setViewportSize({ width: 800, height: 1180 })
      }
      const tablet = await openTablet(browser, locale)
      const { page } = tablet
      tablet.answers.payment = { json: ADDRESS }
      const away: Awaited<ReturnType<ReturnType<Page['locator']>['boundingBox']>>[] = []
      await tablet.show({
        ...LONG_STOP,
        withoutCode: 'hold',
        payment,
        unreached: true,
        tabletFailed: true,
        arrivedAt: null,
      })
      for (const size of SIZES) {
        await sized(page, size)
        away.push(await page.locator('.button.huge').boundingBox())
      }
      await tablet.show({ ...LONG_STOP, withoutCode: 'hold', payment, unreached: true, tabletFailed: true })
      await page.locator('.unpaid').waitFor()
      await measure('the panel', page, '.screen > .actions .button')
      await measure('the words', page, '.unpaid h2, .unpaid p', 1)
      // Nothing that ends a visit lies where "I have arrived" was.
      for (const [n, size] of SIZES.entries()) {
        await sized(page, size)
        for (const button of await page.locator('.actions .danger, .actions .more').all())
          if (overlap((await button.boundingBox())!, away[n]!))
            faults.push(`${locale} ${size}: under a second tap`)
      }
      await page.waitForTimeout(600)
      await page.locator('.actions .huge').click()
      await qr(page).waitFor()
      await measure('the QR', page, '.pay-qr .back, .pay-qr .qr')
      await measure('its words', page, '.pay-qr h1, .pay-qr p', 1)
      const change = { payment, recipientName: LONG_NAME }
      const desk = await openDesk(browser, [holdOf([LABELS[0]], change)], { locale, hasTouch: true })
      await desk.scan(LABELS[0])
      await desk.page.locator('.unpaid').waitFor()
      await measure('the counter', desk.page, '.panel .ways .button')
      expect(faults).toEqual([])
    },
  )
})
