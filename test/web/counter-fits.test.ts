import { existsSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { CounterHold } from '../../worker/api/holds/answers.ts'
import { holdOf, LABELS, openDesk } from './harness/counter.ts'
import { serveDist } from './harness/dist-server.ts'
import { launch } from './harness/fake-camera.ts'
import { misfits, SIZES, sized } from './harness/fit.ts'

const built = existsSync(new URL('../../dist/app.html', import.meta.url))
if (!built) console.log('note: nothing is built; the counter’s screens are not measured')

let browser: Browser
let server: Awaited<ReturnType<typeof serveDist>>
beforeAll(async () => {
  browser = await launch()
  server = await serveDist(({ action }) => ({ status: 200, body: answers(action) }))
})
afterAll(async () => {
  await browser.close()
  server.close()
})

const LABEL = '501-000123400'
const holdWith = (change: Partial<CounterHold>): CounterHold => ({
  payment: null,
  point: { id: 'p1', name: 'ПВЗ Лесная', kind: 'point', address: 'Лесная ул., 7' },
  receivedAt: '2026-11-22T10:00:00Z',
  until: '2027-11-29',
  extended: false,
  accepts: ['pin', 'qr', 'identity'],
  attemptsLeft: 5,
  shipmentId: 's1',
  waybill: '3456',
  recipientName: 'Мария-Антуанетта Константинопольская '.repeat(6).slice(0, 200),
  phoneTail: '4567',
  secured: true,
  state: 'held',
  pinDigits: 5,
  identitySignature: true,
  claimOpen: false,
  approval: null,
  suspended: false,
  parcels: [
    { label: LABEL, scanned: true, place: 'point', toSender: false, shelf: 'A-12', undeclared: false },
  ],
  phoneFinished: false,
  toReturn: false,
  ...change,
})

let hold: CounterHold
/** What a code is answered. */
let pin: unknown
function answers(action: string): unknown {
  const point = { id: 'p1', name: 'ПВЗ Лесная', zone: 'Europe/Moscow' }
  if (action === 'day') return { point, day: '2026-11-29', items: [], here: 1, returning: 0 }
  if (action === 'holds') return { items: [], cursor: null }
  return action === 'pin' ? pin : hold
}

async function newCounter(locale: string): Promise<Page> {
  const context = await browser.newContext({
    locale,
    reducedMotion: 'reduce',
    serviceWorkers: 'block',
    viewport: { width: 1180, height: 800 },
  })
  onTestFinished(() => context.close())
  return context.newPage()
}

/** Opens the counter and scans the one parcel of a hold. */
async function scanned(page: Page, of: CounterHold, answer: unknown): Promise<void> {
  hold = of
  pin = answer
  await page.goto(`${server.url}/app/counter`)
  const field = page.locator('.scan-field input')
  await field.fill(LABEL)
  await field.press('Enter')
  await page.locator('.hold-card').waitFor()
}

const FIELD = '.scan-field input'
const SUBMIT = '.identity > .button'
const OUTCOME = '.outcome > .actions .button'

describe.skipIf(!built)('what is to be done next is on the screen, without scrolling', () => {
  test.each(['ru-RU', 'fr-FR', 'en-GB'])(
    '%s: the scan field, the identity check, the outcome',
    async (locale) => {
      const faults: string[] = []
      const measure = async (name: string, page: Page, selector: string) => {
        for (const size of SIZES) {
          await sized(page, size)
          // The words of the scan field scroll inside it.
          const found = (await misfits(page, selector)).filter((fault) => !fault.includes('too narrow'))
          faults.push(...found.map((fault) => `${name}, ${size.join('×')}: ${fault}`))
        }
        await page.setViewportSize({ width: 1180, height: 800 })
      }
      const page = await newCounter(locale)
      await scanned(page, holdWith({}), { outcome: 'handed-over', code: 'D7' })
      await measure('a code', page, FIELD)
      // At a desk everything about the code is in view, down to the button for the next client.
      await sized(page, [1280, 800])
      faults.push(...(await misfits(page, '.panel .button')))
      await page.keyboard.press('F7')
      await page.locator(SUBMIT).waitFor()
      // With "yes" the signature is asked for, which makes the form as long as it gets.
      await page.locator('.identity .choices').nth(1).locator('input').first().check()
      await page.locator('.identity canvas').waitFor()
      await measure('the identity check', page, `${FIELD}, ${SUBMIT}`)
      await page.keyboard.press('F6')
      await page.locator(FIELD).fill('12345')
      await page.locator(FIELD).press('Enter')
      await page.locator('.outcome').waitFor()
      await measure('issued', page, OUTCOME)
      await scanned(page, holdWith({ attemptsLeft: 3 }), { outcome: 'wrong', left: 2 })
      await page.locator(FIELD).fill('12345')
      await page.locator(FIELD).press('Enter')
      await page.locator('.outcome').waitFor()
      await measure('a wrong code', page, OUTCOME)
      // In every mode the next scan can be seen to arrive; on a list, nothing is asked for below it.
      for (const key of ['F2', 'F4', 'F8', 'F9']) {
        await page.keyboard.press(key)
        await page.locator(`.modes [aria-keyshortcuts=${key}][aria-current=page]`).waitFor()
        await measure(`the mode of ${key}`, page, key === 'F9' ? '.modes button' : `${FIELD}, .modes button`)
      }
      expect(faults).toEqual([])
    },
  )

  test.each([
    ['ru-RU', 'Мария-Антуанетта Константинопольская '],
    ['fr-FR', 'Marie-Antoinette de La Rochefoucauld-Montbazon '],
    ['en-GB', 'Alexandrina Featherstonehaugh-Cholmondeley '],
  ])(
    '%s, touched: the ways to issue, the keypad with its button, what a reload could not show',
    async (locale, name) => {
      const faults: string[] = []
      const recipientName = name.repeat(5).slice(0, 200)
      const few = { recipientName, attemptsLeft: 2 }
      const holds = [holdOf(LABELS.slice(0, 2), few), holdOf(LABELS.slice(2), { ...few, shipmentId: 's2' })]
      const desk = await openDesk(browser, holds, { locale, hasTouch: true })
      const { page } = desk
      const measure = async (name: string, selector: string) => {
        for (const size of [...SIZES, [1280, 800] as const]) {
          await sized(page, size)
          const found = (await misfits(page, selector)).filter((fault) => !fault.includes('too narrow'))
          faults.push(...found.map((fault) => `${name}, ${size.join('×')}: ${fault}`))
        }
      }
      const WAYS = '.ways .row > .button'
      for (const label of [LABELS[2], LABELS[0]]) {
        await desk.scan(label)
        await page.locator('.chips [data-scanned]', { hasText: label }).waitFor()
      }
      await measure('two shipments', `${FIELD}, ${WAYS}`)
      await page.locator('.ways .primary').click()
      await page.locator('.keypad').waitFor()
      await measure('the keypad', `${FIELD}, ${WAYS}, .keypad .keys button, .topbar .back`)
      await page.keyboard.press('F7')
      await page.locator(SUBMIT).waitFor()
      await measure('the identity check', `${FIELD}, ${SUBMIT}, .topbar .back`)
      desk.answers.open = { status: 503, body: { code: 'unavailable' } }
      await page.reload()
      await page.locator('.desk .banner').waitFor({ timeout: 20_000 })
      await measure('not restored', `${FIELD}, .desk .button`)
      expect(faults).toEqual([])
    },
  )
})
