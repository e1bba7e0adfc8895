import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { RecipientView } from '../../worker/api/deliveries/answers.ts'
import { viewWith } from '../node/recipient-view.ts'
import { contrasts } from './harness/contrast.ts'
import { serveDist } from './harness/dist-server.ts'
import { framesOf, launchPlaying } from './harness/fake-camera.ts'
import { sized } from './harness/fit.ts'

const built = existsSync(new URL('../../dist/recipient.html', import.meta.url))
if (!built) console.log('note: nothing is built; the recipient’s words are not measured')

/** WCAG 1.4.3. */
const LEAST = 4.5
const filled = (paint: string) => `<div style="width:1600px;height:1600px;background:${paint}"></div>`
const PICTURES = {
  white: filled('#fff'),
  black: filled('#000'),
  busy: filled('repeating-conic-gradient(#fff 0 25%, #000 0 50%) 0 0 / 24px 24px'),
}
const WORDS = '.topbar .title, .corner, h1, .lead, .status, .quiet, .actions .button'

const POINT = { id: 'p1', name: 'ПВЗ «Лесная»', kind: 'point' as const, address: 'Лесная ул., 7, Москва' }
const AT_POINT: Partial<RecipientView> = {
  state: 'held',
  point: POINT,
  hold: {
    point: POINT,
    receivedAt: '2026-11-22T10:00:00Z',
    until: '2026-11-29',
    extended: false,
    accepts: ['pin', 'identity'],
    attemptsLeft: 5,
    ready: true,
    fromDoor: true,
    opens: ['pin', 'identity'],
    parcels: { here: 1, coming: 0, missing: 0, returning: 0 },
    waiting: false,
    extendable: true,
    extendsTo: '2026-12-06',
    zone: 'Europe/Moscow',
  },
}

let browser: Browser
let server: Awaited<ReturnType<typeof serveDist>>
let film: string
let shown: RecipientView
beforeAll(async () => {
  film = join(mkdtempSync(join(tmpdir(), 'camera-')), 'seen.mjpeg')
  writeFileSync(film, '')
  browser = await launchPlaying(film)
  server = await serveDist(({ method }) =>
    method === 'GET'
      ? { status: 200, body: shown }
      : {
          status: 201,
          body: { role: 'recipient', deliveryId: 'd1', expiresAt: '2027-01-01T00:00:00Z', delivery: shown },
        },
  )
})
afterAll(async () => {
  await browser.close()
  server.close()
})

async function open(
  locale: string,
  view: RecipientView,
  size: readonly [number, number] = [390, 844],
): Promise<Page> {
  shown = view
  const context = await browser.newContext({ locale, permissions: ['camera'], reducedMotion: 'reduce' })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  await page.routeWebSocket(/\/live$/, () => {})
  await page.setViewportSize({ width: size[0], height: size[1] })
  await page.goto(`${server.url}/r#d1.bits`)
  await page.locator('h1').first().waitFor()
  return page
}

describe.skipIf(!built)('every word can be read', () => {
  test.each(Object.entries(PICTURES))('R19: over a %s picture of the camera', async (_, picture) => {
    writeFileSync(film, await framesOf(browser, picture))
    const page = await open('ru', viewWith({ secret: { pin: '48219' } }))
    await page.locator('.scanner[data-state="scanning"]').waitFor()
    for (const size of [
      [320, 568],
      [390, 844],
      [1180, 800],
    ] as const) {
      await sized(page, size)
      const found = await contrasts(page, WORDS)
      expect(Object.keys(found).length).toBeGreaterThan(5)
      const faint = Object.entries(found).filter(([, ratio]) => ratio < LEAST)
      expect(faint, size.join('×')).toEqual([])
      await page.reload()
      await page.locator('.scanner[data-state="scanning"]').waitFor()
    }
  })

  test.each([
    ['at the door', '48219'],
    ['at the door', '482193'],
    ['at the door', '48219306'],
    ['at a point', '48219'],
    ['at a point', '48219306'],
  ])('R5: the code %s, no digit of %s is lost in text of twice the size', async (where, pin) => {
    const counter = where === 'at a point'
    const door = { accepts: ['pin' as const, 'qr' as const], scans: false, steps: [], secret: { pin } }
    const page = await open('ru', viewWith(counter ? { ...AT_POINT, secret: { pin } } : door), [320, 568])
    for (const size of ['100%', '200%']) {
      await page.evaluate((size) => {
        document.documentElement.style.fontSize = size
      }, size)
      await sized(page, [320, 568])
      const digits = await digitsOf(page)
      expect(digits.map(({ digit }) => digit).join('')).toBe(pin)
      expect(digits.filter(({ whole }) => !whole)).toEqual([])
      // The digits of a group stand in one line, and are the largest words of the page.
      const groups = new Set(digits.map(({ group, top }) => `${group} ${top}`))
      expect(groups.size).toBe(new Set(digits.map(({ group }) => group)).size)
      expect(Math.min(...digits.map(({ size }) => size))).toBeGreaterThanOrEqual(40)
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
    }
  })
})

/** Returns where each digit of the code stands, and whether all of it can be seen after scrolling to it. */
const digitsOf = (page: Page) =>
  page.locator('.pin').evaluate((pin) =>
    [...pin.querySelectorAll('span')].flatMap((group) =>
      [...(group.textContent ?? '')].map((digit, at) => {
        const range = document.createRange()
        range.setStart(group.firstChild!, at)
        range.setEnd(group.firstChild!, at + 1)
        scrollTo(0, range.getBoundingClientRect().top + scrollY - 100)
        const { left, right, top, bottom } = range.getBoundingClientRect()
        const seen = document.elementFromPoint((left + right) / 2, (top + bottom) / 2)
        const whole = left >= 0 && right <= innerWidth && right - left > 8 && group.contains(seen)
        const line = Math.round(top + scrollY)
        const size = Number.parseFloat(getComputedStyle(group).fontSize)
        return { digit, group: group.textContent, top: line, whole, size }
      }),
    ),
  )
