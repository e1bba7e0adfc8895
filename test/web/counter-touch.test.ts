import { existsSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { holdOf, LABELS, openDesk } from './harness/counter.ts'
import { launch } from './harness/fake-camera.ts'
import { wedgeKeys } from './harness/wedge-keys.ts'

const built = existsSync(new URL('../../dist/app.html', import.meta.url))
if (!built) console.log('note: nothing is built; no counter is touched')

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

/** A second tap in this time is meant for the screen before. */
const FRESH_MS = 600
const [FIRST, SECOND] = LABELS

const tap = async (page: Page, name: RegExp) => {
  await page.waitForTimeout(FRESH_MS)
  await page.getByRole('button', { name }).tap()
}
async function tapCode(page: Page, digits: string) {
  await page.waitForTimeout(FRESH_MS)
  for (const digit of digits) await page.locator('.keys').getByText(digit, { exact: true }).tap()
}

/** A tablet on the counter, with some parcels of one hold scanned by a scanner. */
async function touched(...labels: string[]) {
  const desk = await openDesk(browser, [holdOf([FIRST, SECOND])], {
    hasTouch: true,
    viewport: { width: 800, height: 1180 },
  })
  for (const [n, label] of labels.entries()) {
    await desk.scan(label)
    await desk.page.getByText(`${n + 1} из 2 отсканировано`).waitFor()
  }
  return desk
}

describe.skipIf(!built)('a counter without a keyboard', () => {
  test('one tap from the parcels to the keypad, and its button issues exactly what was scanned', async () => {
    const desk = await touched(FIRST)
    const { page } = desk
    desk.answers.pin = { status: 200, body: { outcome: 'handed-over', code: 'PIN' } }
    await tap(page, /^Код/)
    await page.getByText('Будет выдано только 1 из 2').waitFor()
    await tapCode(page, '12345')
    // Nothing is sent before the button.
    expect(desk.calls.filter(({ action }) => action === 'pin')).toEqual([])
    await page.getByRole('button', { name: 'Выдать' }).tap()
    await page.locator('.outcome.hand-over').waitFor()
    const sent = desk.calls.filter(({ action }) => action === 'pin')
    expect(sent.map(({ path, body }) => [path, body])).toEqual([
      ['/api/holds/s1/pin', { pin: '12345', labels: [FIRST] }],
    ])
    await tap(page, /^Следующий клиент/)
    await page.getByRole('heading', { name: 'Следующий, пожалуйста' }).waitFor()
  })

  test('a wrong code wipes the keypad and says what is left; the way back keeps the parcels', async () => {
    const desk = await touched(FIRST, SECOND)
    const { page } = desk
    const digits = page.locator('.keypad .dots [data-full]')
    await tap(page, /^Код/)
    desk.answers.pin = { status: 200, body: { outcome: 'wrong', left: 2 } }
    desk.holds.set('s1', holdOf([FIRST, SECOND], { attemptsLeft: 2 }))
    await tapCode(page, '12345')
    await page.getByRole('button', { name: 'Выдать' }).tap()
    await tap(page, /^Дальше/)
    await page.locator('.keypad').getByText('Осталось 2 попытки').waitFor()
    expect(await digits.count()).toBe(0)
    await tapCode(page, '123')
    expect(await digits.count()).toBe(3)
    await page.locator('.topbar .back').tap()
    await page.getByText('2 из 2 отсканировано').waitFor()
    await tap(page, /^Код/)
    expect(await digits.count()).toBe(0)
    // No second tap falls through: what appeared this moment takes none.
    await page.goBack()
    await page.getByText('2 из 2 отсканировано').waitFor()
    const box = (await page.locator('.ways .primary').boundingBox())!
    await page.waitForTimeout(FRESH_MS)
    for (let n = 0; n < 2; n++) await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2)
    await page.locator('.keypad').waitFor()
    expect(desk.calls.filter(({ action }) => action === 'scan')).toEqual([])
    expect(await page.locator('.identity').count()).toBe(0)
  })

  test('a scanner’s QR on the keypad’s screen is a QR, and no digit of it is a code', async () => {
    const desk = await touched(FIRST, SECOND)
    const { page } = desk
    await tap(page, /^Код/)
    await page.locator('.keypad').waitFor()
    desk.answers.qr = { status: 200, body: { outcome: 'handed-over', code: 'QR' } }
    const qr = 'SESAME:1:s1:0123456789abcdefghijkl'
    await wedgeKeys(page, qr)
    expect(await page.locator('.keypad .dots [data-full]').count()).toBe(0)
    await page.keyboard.press('Enter')
    await page.locator('.outcome').waitFor()
    expect(desk.calls.filter(({ action }) => action === 'pin')).toEqual([])
  })

  test('without a network the code is said to be untried, is kept nowhere, and works when it is back', async () => {
    const desk = await touched(FIRST, SECOND)
    const { page } = desk
    await tap(page, /^Код/)
    desk.answers.pin = null
    await tapCode(page, '12345')
    await page.getByRole('button', { name: 'Выдать' }).tap()
    await page.locator('.keypad .message').filter({ hasText: /./ }).waitFor({ timeout: 20_000 })
    expect(await page.locator('.keypad .dots [data-full]').count()).toBe(0)
    expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }))).not.toContain(
      '12345',
    )
    desk.answers.pin = { status: 200, body: { outcome: 'handed-over', code: 'PIN' } }
    await tapCode(page, '12345')
    await page.getByRole('button', { name: 'Выдать' }).tap()
    await page.locator('.outcome.hand-over').waitFor()
  })

  test('what is typed by the keyboard on the screen has a button, and no key is named', async () => {
    const desk = await touched()
    const { page } = desk
    await page.locator('.scan-field input').fill(FIRST)
    await tap(page, /^Ввести набранное/)
    await page.getByText('1 из 2 отсканировано').waitFor()
    expect(await page.locator('kbd:visible').count()).toBe(0)
    expect((await page.locator('main p').allTextContents()).join()).not.toMatch(/\bF\d/)
    await tap(page, /^Убрать, следующий клиент/)
    await page.locator('.scan-field input').fill('12345')
    await tap(page, /^Ввести набранное/)
    await page.getByText('затем нажмите «Код»').waitFor()
  })
})
