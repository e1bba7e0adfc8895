import { existsSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { holdOf, LABELS, openDesk } from './harness/counter.ts'
import { launch } from './harness/fake-camera.ts'

const built = existsSync(new URL('../../dist/app.html', import.meta.url))
if (!built) console.log('note: nothing is built; no step is taken at the counter')

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

const [FIRST, SECOND, THIRD] = LABELS
/** Both parcels of a client, and one of the next client. */
const holds = () => [
  holdOf([FIRST, SECOND]),
  holdOf([THIRD], { shipmentId: 's2', recipientName: 'Олег Панин', phoneTail: '9999' }),
]

const pathOf = (page: Page) => new URL(page.url()).pathname
const code = (page: Page) => page.getByRole('heading', { name: /^Код получателя/ })
const scanned = (page: Page, count: number, of: number) =>
  page.getByText(`${count} из ${of} отсканировано`).waitFor()

async function withTwo() {
  const desk = await openDesk(browser, holds())
  await desk.scan(FIRST)
  await scanned(desk.page, 1, 2)
  await desk.scan(SECOND)
  await scanned(desk.page, 2, 2)
  await code(desk.page).waitFor()
  return desk
}

describe.skipIf(!built)('one step back', () => {
  test.each(['Escape', 'the key for “back”'])(
    '%s closes what was opened last and never puts a scanned parcel away',
    async (by) => {
      const desk = await withTwo()
      const { page } = desk
      const back = () => (by === 'Escape' ? page.keyboard.press('Escape') : page.goBack())
      // A wrong code, then its screen, then the code's way are left one by one.
      desk.answers.pin = { status: 200, body: { outcome: 'wrong', left: 4 } }
      await desk.scan('12345')
      await page.locator('.outcome').waitFor()
      await back()
      await page.locator('.outcome').waitFor({ state: 'detached' })
      expect(await code(page).count()).toBe(1)
      await page.keyboard.type('123')
      await back()
      await code(page).waitFor({ state: 'detached' })
      expect(await page.locator('.scan-field input').inputValue()).toBe('')
      await scanned(page, 2, 2)
      await page.keyboard.press('F7')
      await page.locator('.identity').waitFor()
      await back()
      await page.locator('.identity').waitFor({ state: 'detached' })
      // A dialog is a step of its own, and nothing below it moves.
      await page.getByRole('button', { name: 'Меню' }).click()
      await page.getByRole('dialog').waitFor()
      await back()
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      await scanned(page, 2, 2)
      // There is nothing left to go back from, however often it is pressed.
      for (let n = 0; n < 3; n++) {
        await back()
        await scanned(page, 2, 2)
      }
      expect(pathOf(page)).toBe('/app/counter')
      if (by !== 'Escape') await page.getByText('На стойке остались 2 отсканированные посылки').waitFor()
    },
  )

  test('the next client is a button; what was put away by a slip comes back, another client in between too', async () => {
    const desk = await withTwo()
    const { page } = desk
    await page.getByRole('button', { name: /^Убрать, следующий клиент/ }).click()
    await page.getByRole('heading', { name: 'Следующий, пожалуйста' }).waitFor()
    await page.getByRole('button', { name: 'К предыдущему клиенту (2 посылки)' }).click()
    await scanned(page, 2, 2)
    // Somebody else's parcel is served instead: the first client's wait aside.
    await desk.scan(THIRD)
    await page.getByRole('button', { name: 'Обслужить эту' }).click()
    await page.getByRole('heading', { name: 'Олег Панин' }).waitFor()
    await page.getByRole('button', { name: 'К предыдущему клиенту (2 посылки)' }).click()
    await page.getByRole('heading', { name: 'Анна Седова' }).waitFor()
    await scanned(page, 2, 2)
    // Once the next client's parcel is scanned, the client before has left.
    await page.keyboard.press('F3')
    await desk.scan(THIRD)
    await page.getByRole('heading', { name: 'Олег Панин' }).waitFor()
    expect(await page.getByText('К предыдущему клиенту').count()).toBe(0)
  })

  test.each(['Escape', 'the key for “back”'])(
    '%s on the list: out of the task, of the hold, of the search; the task begun again still has its scans',
    async (by) => {
      const desk = await openDesk(browser, holds(), { viewport: { width: 390, height: 844 } })
      const { page } = desk
      const back = () => (by === 'Escape' ? page.keyboard.press('Escape') : page.goBack())
      const line = { stage: 'here', parcels: 2, here: 2, shelf: 'A-12', phoneTail: '4567', daysLeft: 3 }
      const items = Array.from({ length: 30 }, (_, n) => ({
        ...line,
        shipmentId: n === 29 ? 's1' : `x${n}`,
        waybill: String(3427 + n),
        receivedAt: '2026-11-22T10:00:00Z',
        until: '2027-11-29',
      }))
      desk.answers.holds = { status: 200, body: { items, cursor: null } }
      await page.keyboard.press('F8')
      await desk.scan('A-12')
      await page.getByText('Найдено по «A-12»').waitFor()
      await page.getByRole('button', { name: '3456' }).click()
      // In one column the hold is seen at once, however far down its line is.
      const panel = page.locator('.panel')
      await panel.getByRole('heading', { name: 'Анна Седова' }).waitFor()
      const box = (await panel.boundingBox())!
      expect(box.y).toBeLessThan(844 / 2)
      await page.getByRole('button', { name: 'Получатель отказывается' }).click()
      await desk.scan(FIRST)
      await page.getByRole('button', { name: 'Записать отказ: 1 из 2' }).waitFor()
      await back()
      await page.getByRole('button', { name: 'Получатель отказывается' }).click()
      await page.getByRole('button', { name: 'Записать отказ: 1 из 2' }).waitFor()
      await back()
      await page.getByRole('button', { name: 'Получатель отказывается' }).waitFor()
      await back()
      await panel.waitFor({ state: 'detached' })
      await page.getByText('Найдено по «A-12»').waitFor()
      await back()
      await page.getByText('Найдено по').waitFor({ state: 'detached' })
      expect(pathOf(page)).toBe('/app/counter/holds')
    },
  )

  test('the mode is in the address: a reload shows it again, and “back” leads to the mode before', async () => {
    const { page, calls } = await withTwo()
    await page.getByRole('button', { name: /^Хранение/ }).click()
    await page.getByRole('button', { name: /^Итоги дня/ }).click()
    expect(pathOf(page)).toBe('/app/counter/day')
    await page.reload()
    await page.locator('.day-sheet .totals').waitFor()
    await page.goBack()
    await page.getByText('Посылок нет').waitFor()
    expect(pathOf(page)).toBe('/app/counter/holds')
    await page.goBack()
    await page.locator('.modes [aria-keyshortcuts=F4][aria-current=page]').waitFor()
    await page.goForward()
    await page.getByText('Посылок нет').waitFor()
    expect(calls.filter(({ path }) => LABELS.some((label) => path.includes(label)))).toEqual([])
  })
})

const kept = (page: Page) => page.evaluate(() => sessionStorage.getItem('sesame.counter.client'))

describe.skipIf(!built)('a reload in the middle of a client', () => {
  test('shows the same parcels again, by the labels that were scanned, and goes on to issue them', async () => {
    const desk = await withTwo()
    const { page } = desk
    await page.keyboard.type('123')
    // No name, no code, and nothing in the address.
    expect(await kept(page)).not.toMatch(/Анна|123"|pin/)
    desk.calls.length = 0
    await page.reload()
    await scanned(page, 2, 2)
    await code(page).waitFor()
    expect(await page.locator('.scan-field input').inputValue()).toBe('')
    const opened = desk.calls.filter(({ action }) => action === 'open')
    expect(opened.map(({ path, body }) => [path, body])).toEqual([
      ['/api/holds/s1/open', { labels: [FIRST, SECOND] }],
    ])
    // Out of the counter and back again is the same.
    await page.goto(`${desk.url.replace('/counter', '/')}?choose`)
    await page.goBack()
    await scanned(page, 2, 2)
    desk.answers.pin = { status: 200, body: { outcome: 'handed-over', code: 'PIN' } }
    await desk.scan('12345')
    await page.locator('.outcome').waitFor()
    expect(await kept(page)).toBeNull()
    await page.reload()
    await page.getByRole('heading', { name: 'Следующий, пожалуйста' }).waitFor()
    expect(pathOf(page)).toBe('/app/counter')
  })

  test('says what is not there any more, and forgets the client with the session', async () => {
    const desk = await withTwo()
    const { page } = desk
    const [first, second] = holds()[0]!.parcels
    desk.holds.set('s1', holdOf([], { parcels: [first!, { ...second!, place: 'recipient' }] }))
    await page.reload()
    await scanned(page, 1, 1)
    await page.getByText('1 отсканированной посылки здесь уже нет').waitFor()
    desk.holds.clear()
    await page.reload()
    await page.getByText('1 отсканированной посылки здесь уже нет').waitFor()
    await page.getByRole('heading', { name: 'Следующий, пожалуйста' }).waitFor()
    for (const hold of holds()) desk.holds.set(hold.shipmentId, hold)
    await desk.scan(FIRST)
    await scanned(page, 1, 2)
    desk.answers.day = { status: 401, body: { code: 'unauthorized' } }
    await page.reload()
    await page.getByRole('link', { name: /./ }).waitFor()
    expect(await kept(page)).toBeNull()
  })

  test('waits for the network, and no scan gets in between', async () => {
    const desk = await withTwo()
    const { page } = desk
    desk.answers.open = { status: 503, body: { code: 'unavailable' } }
    await page.reload()
    await page.getByText('Посылки клиента не загрузились').waitFor({ timeout: 20_000 })
    delete desk.answers.open
    await desk.scan(THIRD)
    await page.locator('.outcome').waitFor()
    await page.keyboard.press('Enter')
    await scanned(page, 2, 2)
  })
})
