import { existsSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launch } from './harness/fake-camera.ts'
import { enterPin, openTablet } from './harness/tablet.ts'

const built = existsSync(new URL('../../dist/app.html', import.meta.url))
if (!built) console.log('note: nothing is built; the courier’s screens are not tried')

let browser: Awaited<ReturnType<typeof launch>>
beforeAll(async () => {
  browser = await launch()
})
afterAll(async () => {
  await browser.close()
})

describe.skipIf(!built)('a PIN without a network', () => {
  test('R35: it is refused at once, kept nowhere, and entered again it is an action of its own', async () => {
    const { page, show, answers } = await openTablet(browser, 'fr-FR')
    const keys: string[] = []
    page.on('request', (request) => {
      if (request.url().endsWith('/pin')) keys.push(request.headers()['idempotency-key'] ?? '')
    })
    await show({ accepts: ['pin'] })
    await page.locator('.keypad').waitFor()
    await page.locator('.connection[data-state="live"]').waitFor()
    await page.context().setOffline(true)
    await enterPin(page, '12345')
    await page.locator('.pin-entry .message', { hasText: 'Pas de réseau' }).waitFor()
    // One call only: repeating it is left to whoever types the code again.
    expect(keys).toHaveLength(1)
    expect(await page.locator('.connection').textContent()).toMatch(/^hors ligne depuis \d\d:\d\d$/)
    await page.context().setOffline(false)
    answers.pin = { json: { outcome: 'wrong', left: 4 } }
    await enterPin(page, '12345')
    await page.locator('.outcome .tries').waitFor()
    expect(keys).toHaveLength(2)
    expect(new Set(keys).size).toBe(2)
  })
})
