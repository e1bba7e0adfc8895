import { existsSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { stopWith } from '../node/courier-stop.ts'
import { serveDist } from './harness/dist-server.ts'
import { launch } from './harness/fake-camera.ts'
import { misfits, SIZES, sized } from './harness/fit.ts'
import { LONG_NAME, parcels } from './harness/long-stop.ts'

const built = existsSync(new URL('../../dist/app.html', import.meta.url))
if (!built) console.log('note: nothing is built; the depot’s screens are not measured')

const SHEET = {
  ...{ id: 'r1', date: '2026-11-30', state: 'dispatched', closedAt: null },
  courier: { id: 'c1', name: LONG_NAME },
  stops: parcels(12).map((parcel, n) =>
    stopWith({ shipmentId: `s${n}`, recipientName: LONG_NAME, parcels: [parcel] }),
  ),
}

let browser: Awaited<ReturnType<typeof launch>>
let server: Awaited<ReturnType<typeof serveDist>>
beforeAll(async () => {
  browser = await launch()
  server = await serveDist(({ action }) => ({
    status: 200,
    body: action === 'sheet' ? SHEET : { items: [], cursor: null },
  }))
})
afterAll(async () => {
  await browser.close()
  server.close()
})

describe.skipIf(!built)('what is to be done next is on the screen, without scrolling', () => {
  test.each(['ru-RU', 'fr-FR', 'en-GB'])(
    '%s: what comes back, what goes to the sender, the question',
    async (locale) => {
      const context = await browser.newContext({ locale, reducedMotion: 'reduce', serviceWorkers: 'block' })
      onTestFinished(() => context.close())
      const page = await context.newPage()
      const faults: string[] = []
      const measure = async (name: string, selector: string) => {
        await page.locator(selector).first().waitFor()
        for (const size of SIZES) {
          await sized(page, size)
          const found = await misfits(page, selector)
          faults.push(...found.map((fault) => `${name}, ${size.join('×')}: ${fault}`))
        }
      }
      await page.goto(`${server.url}/app/depot`)
      await measure('receive', 'form.stack input, form.stack [type=submit]')
      await page.goto(`${server.url}/app/depot/sender`)
      await measure('to the sender', 'form.stack input, form.stack [type=submit]')
      await page.goto(`${server.url}/app/depot/control/r1`)
      await page.locator('.depot .button.danger').click()
      await measure('the question before a round is closed', 'dialog[open] .button')
      expect(faults).toEqual([])
    },
  )
})
