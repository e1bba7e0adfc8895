import { existsSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stopWith } from '../node/courier-stop.ts'
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
    // The browser believes that it has a network, until a call fails.
    await page.route('**/api/**', (route) => route.abort())
    await page.evaluate(() =>
      Object.defineProperty(navigator, 'onLine', { get: () => false, configurable: true }),
    )
    await enterPin(page, '12345')
    await page.locator('.instead', { hasText: 'Ressaisissez le code' }).waitFor()
    // One call only: repeating it is left to whoever types the code again.
    expect(keys).toHaveLength(1)
    expect(await page.locator('.connection').textContent()).toMatch(/^hors ligne depuis \d\d:\d\d$/)
    // Until there is one no code is taken, and it is said what there is instead.
    await page
      .getByRole('heading', { name: 'Pas de réseau : les codes ne peuvent pas être vérifiés' })
      .waitFor()
    expect(await page.locator('.keypad').count()).toBe(0)
    await page.unroute('**/api/**')
    await page.evaluate(() =>
      Object.defineProperty(navigator, 'onLine', { get: () => true, configurable: true }),
    )
    await page.evaluate(() => dispatchEvent(new Event('online')))
    answers.pin = { json: { outcome: 'wrong', left: 4 } }
    await enterPin(page, '12345')
    await page.locator('.outcome .tries').waitFor()
    expect(keys).toHaveLength(2)
    expect(new Set(keys).size).toBe(2)
  })
})

describe.skipIf(!built)('a tablet that another courier has used', () => {
  test('R36: once somebody else’s round is read, nothing of the first one’s is left but what is not sent', async () => {
    const { page, showRound } = await openTablet(browser, 'fr-FR')
    await showRound([stopWith()])
    const kept = () =>
      page.evaluate(async () => {
        const database = await new Promise<IDBDatabase>((done) => {
          const opening = indexedDB.open('sesame')
          opening.onsuccess = () => done(opening.result)
        })
        const asked = database.transaction('kept').objectStore('kept').getAllKeys()
        const keys = await new Promise<IDBValidKey[]>((done) => {
          asked.onsuccess = () => done(asked.result)
        })
        database.close()
        return keys.map(String).sort()
      })
    await expect.poll(kept).toEqual(['c1,round'])
    // The courier before left the tablet without signing out, and its app was closed since.
    await page.evaluate(async () => {
      const database = await new Promise<IDBDatabase>((done) => {
        const opening = indexedDB.open('sesame')
        opening.onsuccess = () => done(opening.result)
      })
      const writing = database.transaction('kept', 'readwrite')
      for (const name of ['round', 'rejected'])
        writing.objectStore('kept').put({ version: 1, names: 'Anna Petit' }, ['another', name])
      await new Promise((done) => {
        writing.oncomplete = done
      })
      database.close()
    })
    await showRound([stopWith()])
    await expect.poll(kept).toEqual(['c1,round'])
  })
})

describe.skipIf(!built)('a closed round that waits for a network', () => {
  test('R26: it is sent as soon as the network is back, even right after the tablet was taken out', async () => {
    const { page, showRound, posts } = await openTablet(browser, 'fr-FR')
    const waiting = [{ courierId: 'c1', roundId: 'r1', scanned: [], key: 'key-of-the-close' }]
    await page.addInitScript((kept) => localStorage.setItem('sesame.return', JSON.stringify(kept)), waiting)
    await page.clock.install()
    let underWay = 0
    page.on('request', () => underWay++)
    for (const end of ['requestfinished', 'requestfailed'] as const)
      page.on(end as 'requestfailed', () => underWay--)
    /** Waits until nothing is under way. One call leads to the next, so it looks twice. */
    const quiet = async () => {
      for (let looks = 0; looks < 2; looks++) {
        await expect.poll(() => underWay).toBe(0)
        await page.waitForTimeout(100)
      }
    }
    // What a version before the outbox kept is taken over, and its first tries are lost.
    let lost = 0
    await page.route('**/api/round/close', (route) => {
      lost++
      return route.abort()
    })
    await showRound([stopWith()])
    await expect.poll(() => lost).toBeGreaterThan(0)
    // The clock stands still from here on, so that the retry at intervals cannot help.
    await page.clock.pauseAt(Date.now() + 60_000)
    // What was begun before is over, so that none of it is counted below.
    await quiet()
    await page.context().setOffline(true)
    // Longer than the gap within which a tablet that is taken out again tries nothing.
    await page.clock.runFor(2_000)
    await page.evaluate(() => dispatchEvent(new Event('focus')))
    await quiet()
    await page.unroute('**/api/round/close')
    expect(posts).toEqual([])
    await page.context().setOffline(false)
    await expect.poll(() => posts).toEqual(['close'])
  })
})
