import { existsSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launch } from './harness/fake-camera.ts'
import { misfits, SIZES, scrolls, sized } from './harness/fit.ts'
import { parcels } from './harness/long-stop.ts'
import { enterPin, openTablet, type Tablet } from './harness/tablet.ts'

const built = existsSync(new URL('../../dist/app.html', import.meta.url))
if (!built) console.log('note: nothing is built; the courier’s screens are not measured')

let browser: Awaited<ReturnType<typeof launch>>
beforeAll(async () => {
  browser = await launch()
})
afterAll(async () => {
  await browser.close()
})

const LONG_NAME = 'Мария-Антуанетта Константинопольская-Рождественская '
  .repeat(4)
  .slice(0, 200)
  .trim()
  .padEnd(200, 'я')
const ADDRESS = {
  line1: 'улица Академика Константина Петровича Феоктистова, дом 17, корпус 4, строение 2',
  line2: 'подъезд 3, домофон 128, этаж 14',
  city: 'Санкт-Петербург',
  postcode: '190000',
  country: 'RU',
}
const LOCALES = ['ru-RU', 'fr-FR', 'en-GB']
const COUNTS = [1, 2, 12]
const BANNERS = ['none', 'substitute', 'wrong-label'] as const

/** Shows a stop with everything that takes height from the keypad, and one of the banners. */
async function atTheDoor(tablet: Tablet, count: number, banner: (typeof BANNERS)[number]): Promise<void> {
  const { page } = tablet
  await tablet.show({
    recipientName: LONG_NAME,
    address: ADDRESS,
    accepts: ['pin', 'qr', 'link'],
    parcels: parcels(count),
    // The longest words stand on the button of the identity check.
    identityAllowed: count === 2 || banner === 'substitute',
    tabletFailed: banner === 'substitute',
    attemptsLeft: 2,
  })
  await page.locator('.keypad').waitFor()
  await page.locator('.connection').waitFor()
  if (banner === 'wrong-label') {
    // The socket takes a moment to be there.
    while ((await page.locator('.banner.error').count()) === 0) {
      tablet.tell('wrong-label-scanned')
      await page.waitForTimeout(20)
    }
  }
}

describe.skipIf(!built)('the keypad is whole on every screen', () => {
  test.each(LOCALES)(
    '%s: twelve keys, the digits and the answer, with all that may stand above',
    async (locale) => {
      const tablet = await openTablet(browser, locale)
      const { page } = tablet
      tablet.answers.pin = { json: { outcome: 'wrong', left: 2 } }
      const faults: string[] = []
      for (const count of COUNTS)
        for (const banner of BANNERS) {
          await atTheDoor(tablet, count, banner)
          await enterPin(page, '12345')
          await page.locator('.outcome .actions .button').click()
          await page.locator('.pin-entry .message', { hasText: '2' }).waitFor()
          for (const size of SIZES) {
            await sized(page, size)
            const found = [
              ...(await misfits(page, '.keys button')),
              ...(await misfits(page, '.dots, .dots i', 24)),
              ...(await misfits(page, '.pin-entry .message', 0)),
              ...(await misfits(page, '.screen > .actions .button, .parcel-choice, .banner .button')),
              ...((await scrolls(page)) ? ['the page scrolls'] : []),
            ]
            expect(await page.locator('.keys button').count()).toBe(12)
            expect(await page.locator('.dots i').count()).toBe(5)
            const digits = await page
              .locator('.keys button')
              .first()
              .evaluate((key) => Number.parseFloat(getComputedStyle(key).fontSize))
            expect(digits).toBeGreaterThanOrEqual(24)
            faults.push(...found.map((fault) => `${size.join('×')}, ${count} parcels, ${banner}: ${fault}`))
          }
        }
      expect(faults).toEqual([])
    },
  )

  test.each(LOCALES)('%s: in practice too, under its bar', async (locale) => {
    const { page, url } = await openTablet(browser, locale)
    await page.goto(`${url}/app/courier/practice`)
    await page.locator('.card > .button').nth(1).click()
    await page.locator('.button.huge').click()
    await page.locator('.keys').waitFor()
    const faults: string[] = []
    for (const size of SIZES) {
      await sized(page, size)
      const found = [
        ...(await misfits(page, '.keys button, .screen > .actions .button, .practice-bar .button')),
        ...(await misfits(page, '.dots, .dots i', 24)),
      ]
      faults.push(...found.map((fault) => `${size.join('×')}: ${fault}`))
    }
    expect(faults).toEqual([])
  })
})
