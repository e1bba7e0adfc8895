import { existsSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ended } from '../node/courier-stop.ts'
import { launch } from './harness/fake-camera.ts'
import { LONG_STOP } from './harness/long-stop.ts'
import { openTablet } from './harness/tablet.ts'

const built = existsSync(new URL('../../dist/app.html', import.meta.url))
if (!built) console.log('note: nothing is built; the courier’s screens are not measured')

let browser: Awaited<ReturnType<typeof launch>>
beforeAll(async () => {
  browser = await launch()
})
afterAll(async () => {
  await browser.close()
})

describe.skipIf(!built)('no tap falls through', () => {
  const filled = (page: Page) => page.locator('.dots i[data-full]').count()
  const middle = async (page: Page, selector: string) => {
    const { x, y, width, height } = (await page.locator(selector).first().boundingBox())!
    return [x + width / 2, y + height / 2] as const
  }

  /**
   * Makes the pause after the next change of a screen five seconds longer: a busy machine may take half a second between
   * two taps. Events have the browser's own time.
   */
  const longer = (page: Page) =>
    page.evaluate(() => {
      const now = performance.now.bind(performance)
      performance.now = () => now() + 5_000
    })

  test('the second of two taps on "I have arrived" types no digit; half a second later taps count', async () => {
    const tablet = await openTablet(browser, 'fr-FR', { viewport: { width: 390, height: 844 } })
    const { page } = tablet
    await tablet.show({ ...LONG_STOP, accepts: ['pin'], pageScans: false, arrivedAt: null })
    await page.waitForTimeout(600)
    const at = await middle(page, '.button.huge')
    await longer(page)
    await page.touchscreen.tap(...at)
    await page.locator('.keys').waitFor()
    // A key of the pad lies there now.
    expect(
      await page.evaluate(([x, y]) => document.elementFromPoint(x, y)?.closest('.keys') !== null, at),
    ).toBe(true)
    await page.touchscreen.tap(...at)
    expect(await filled(page)).toBe(0)
    await expect
      .poll(async () => {
        await page.touchscreen.tap(...(await middle(page, '.keys button')))
        return filled(page)
      })
      .toBe(1)
    expect(tablet.posts).toEqual(['arrive'])
  })

  test('a touch that began before the screen changed does not count on the next', async () => {
    const tablet = await openTablet(browser, 'fr-FR')
    const { page } = tablet
    await tablet.show(LONG_STOP)
    await page.locator('.keys').waitFor()
    await page.waitForTimeout(600)
    const [x, y] = await middle(page, '.actions .more')
    const touch = await page.context().newCDPSession(page)
    await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] })
    await longer(page)
    tablet.become(ended('link', LONG_STOP))
    tablet.tell('handed-over')
    await page.locator('.outcome.hand-over').waitFor()
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    await page.touchscreen.tap(...(await middle(page, '.outcome .button')))
    expect(await page.locator('.outcome.hand-over').count()).toBe(1)
    await expect
      .poll(async () => {
        const next = page.locator('.outcome .button')
        if ((await next.count()) > 0) await page.touchscreen.tap(...(await middle(page, '.outcome .button')))
        return page.url()
      })
      .toMatch(/\/app\/courier$/)
  })

  test('the second half of a double click does not count either; keys always do', async () => {
    const tablet = await openTablet(browser, 'fr-FR', { viewport: { width: 390, height: 844 } })
    const { page } = tablet
    await tablet.show({ ...LONG_STOP, arrivedAt: null })
    await page.mouse.dblclick(...(await middle(page, '.button.huge')))
    await page.locator('.keys').waitFor()
    expect(await filled(page)).toBe(0)
    await page.locator('.actions .danger').press('Enter')
    await page.locator('.no-code').waitFor()
    await page.locator('.topbar .back').press('Enter')
    await page.locator('.keys').waitFor()
  })

  test('the button that ends the visit takes no second tap on its reason', async () => {
    const tablet = await openTablet(browser, 'fr-FR', { viewport: { width: 390, height: 844 } })
    const { page } = tablet
    await tablet.show({ ...LONG_STOP, recipientName: 'Camille Renaud' })
    await page.locator('.actions .more').click()
    await page.locator('.reasons .button').first().scrollIntoViewIfNeeded()
    await page.waitForTimeout(600)
    await longer(page)
    await page.touchscreen.tap(...(await middle(page, '.reasons .button')))
    const yes = page.locator('dialog .button.danger')
    await yes.waitFor()
    await page.touchscreen.tap(...(await middle(page, 'dialog .button.danger')))
    // A tap that counted would have been sent by then.
    await page.waitForTimeout(300)
    expect(tablet.posts).toEqual([])
    expect(await yes.count()).toBe(1)
  })
})
