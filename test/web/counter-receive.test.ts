import { existsSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Desk, openDesk } from './harness/counter.ts'
import { launch } from './harness/fake-camera.ts'

const built = existsSync(new URL('../../dist/app.html', import.meta.url))
if (!built) console.log('note: nothing is built; nothing is received at the counter')

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

const LABELS = ['501-000123400', '501-000123411', '501-000123422']
const list = (page: Page) => page.getByRole('list', { name: 'Отсканировано' }).getByRole('listitem')
const pending = (page: Page) => list(page).filter({ hasText: 'Ещё не принята' })
const expected = (page: Page) => list(page).filter({ hasText: 'Ожидали' })

/** What took effect at the server, once for each key, and how it answers the next scans. */
interface Point extends Desk {
  received: string[]
  outcome: string
  /** `cut`: nothing arrives. `mute`: it takes effect, and its answer is lost. */
  server: 'up' | 'cut' | 'mute' | number
}

async function openPoint(): Promise<Point> {
  const desk = await openDesk(browser, [])
  const keys = new Set<string>()
  await desk.page.context().addInitScript(() => {
    Object.defineProperty(navigator, 'setAppBadge', {
      value: async (count: number) => void Object.assign(globalThis, { onIcon: count }),
    })
    Object.defineProperty(navigator, 'clearAppBadge', {
      value: async () => void Object.assign(globalThis, { onIcon: 0 }),
    })
  })
  await desk.page.reload()
  await desk.page.locator('.scan-field input').waitFor()
  const point: Point = Object.assign(desk, { received: [], outcome: 'expected', server: 'up' as const })
  desk.answers.receive = ({ headers, body }) => {
    const { labels } = body as { labels: [string] }
    const key = String(headers['idempotency-key'])
    if (point.server === 'cut') return null
    if (typeof point.server === 'number') return { status: point.server, body: { code: 'x' } }
    if (!keys.has(key)) point.received.push(labels[0])
    keys.add(key)
    if (point.server === 'mute') return null
    const outcome = labels[0] === LABELS[2] ? point.outcome : 'expected'
    return { status: 200, body: { items: [{ label: labels[0], outcome }] } }
  }
  await desk.page.keyboard.press('F2')
  return point
}

/** The number on the app's icon. */
const onIcon = (page: Page) =>
  page.evaluate(() => (globalThis as unknown as { onIcon: number | undefined }).onIcon)

/** How often each act that the device has stored was sent. */
const triesStoredIn = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number[]>((done) => {
        const opening = indexedDB.open('sesame')
        opening.onsuccess = () => {
          const { result } = opening
          const reading = result.transaction('acts').objectStore('acts').getAll()
          reading.onsuccess = () => {
            result.close()
            done(reading.result.sort((a, b) => a.seq - b.seq).map(({ tries }) => tries))
          }
        }
      }),
  )

/** Opens the counter anew in the same browser, after its page was killed, with so many scans stored. */
async function openAgain(point: Point, stored: number): Promise<Page> {
  const context = point.page.context()
  await expect.poll(() => triesStoredIn(point.page)).toHaveLength(stored)
  await point.page.close({ runBeforeUnload: false })
  const page = await context.newPage()
  await page.goto(`${point.url}?mode=receive`)
  await page.locator('.scan-field input').waitFor()
  await page.keyboard.press('F2')
  return page
}

describe.skipIf(!built)('receiving at a point', () => {
  test('R36: scans without a network outlive their page and are received once, in order, by the next one', async () => {
    const point = await openPoint()
    // The first reaches the server, and its answer does not reach the page.
    point.server = 'mute'
    await point.scan(LABELS[0]!)
    await expect.poll(() => point.received).toEqual(LABELS.slice(0, 1))
    await point.page.context().setOffline(true)
    for (const label of LABELS.slice(1)) await point.scan(label)
    await pending(point.page).nth(2).waitFor()
    await point.page.getByText('Нет сети: ещё не приняты 3 посылки').waitFor()
    expect(await onIcon(point.page)).toBe(3)
    await point.page.keyboard.press('F4')
    await point.page.getByText('Выдавать пока нельзя; 3 отсканированные посылки').waitFor()
    point.server = 'cut'
    await point.page.context().setOffline(false)
    const page = await openAgain(point, 3)
    await pending(page).nth(2).waitFor()
    expect(await list(page).locator('strong').allInnerTexts()).toEqual([...LABELS].reverse())
    expect(point.received).toHaveLength(1)
    point.server = 'up'
    point.outcome = 'wrong-point'
    await page.getByRole('button', { name: 'Повторить' }).click()
    await expected(page).nth(1).waitFor()
    await expect.poll(() => onIcon(page)).toBe(0)
    await list(page).filter({ hasText: 'Чужой пункт' }).waitFor()
    expect(point.received).toEqual(LABELS)
    await page.reload()
    await page.getByRole('heading', { name: 'Пока ничего не отсканировано' }).waitFor()
    expect(point.received).toEqual(LABELS)
  })

  test('R36: what a clerk left unsent is theirs: told before signing out, shown to the next, sent by the same', async () => {
    const point = await openPoint()
    const { page } = point
    point.server = 'cut'
    await point.scan(LABELS[0]!)
    await pending(page).waitFor()
    await page.getByRole('button', { name: 'Меню' }).click()
    await page.getByRole('button', { name: 'Выйти' }).click()
    await page.getByText('1 отсканированная посылка ещё не принята. Она останется').waitFor()
    point.answers.session = { status: 200, body: {} }
    await page.getByRole('button', { name: 'Выйти' }).click()
    await page.getByRole('button', { name: 'Меню' }).waitFor({ state: 'detached' })
    point.server = 'up'
    await signedInAs(page, 'ben')
    await page.getByRole('heading', { name: '1 посылку отсканировал другой сотрудник' }).waitFor()
    expect(await page.getByRole('main').textContent()).not.toContain(LABELS[0])
    await point.scan(LABELS[1]!)
    await expected(page).waitFor()
    expect(point.received).toEqual([LABELS[1]])
    await signedInAs(page, 'ann')
    await expect.poll(() => point.received).toEqual([LABELS[1], LABELS[0]])
    await page.getByText('отсканировал другой сотрудник').waitFor({ state: 'detached' })
  })

  test('R36: a refused scan that waited can be sent again or put aside, and holds the next ones until then', async () => {
    const point = await openPoint()
    const tries = () => point.calls.filter(({ action }) => action === 'receive').length
    point.server = 'cut'
    for (const label of LABELS.slice(0, 2)) await point.scan(label)
    await pending(point.page).nth(1).waitFor()
    // Refused at its first try it would not have been stored: it has to be one that waited.
    await expect.poll(() => triesStoredIn(point.page)).toEqual([expect.toSatisfy((n) => n > 0), 0])
    point.server = 403
    const page = await openAgain(point, 2)
    const refused = list(page).filter({ hasText: 'Не принята' })
    await refused.getByRole('button', { name: 'Отложить' }).waitFor()
    await pending(page).waitFor()
    const before = tries()
    await refused.getByRole('button', { name: 'Повторить' }).click()
    await expect.poll(tries).toBeGreaterThan(before)
    point.server = 'up'
    await refused.getByRole('button', { name: 'Отложить' }).click()
    await expected(page).waitFor()
    expect(point.received).toEqual([LABELS[1]])
    // What was put aside is never sent again; whoever has the parcel scans it once more.
    expect(await list(page).filter({ hasText: 'Отложена' }).getByRole('button').count()).toBe(0)
    await page.locator('.scan-field input').fill(LABELS[0]!)
    await page.keyboard.press('Enter')
    await expected(page).nth(1).waitFor()
    expect(point.received).toEqual([LABELS[1], LABELS[0]])
  })

  test('R36: what an earlier version kept in the tab is taken over with its keys, once', async () => {
    const point = await openPoint()
    const old = LABELS.map((label, i) => ({
      key: `old-${i}-0123456789`,
      label,
      shelf: 'A',
      outcome: 'pending',
    }))
    await point.page.evaluate(
      (kept) => sessionStorage.setItem('sesame.counter.receive', JSON.stringify(kept)),
      old.reverse(),
    )
    await point.page.reload()
    await point.page.keyboard.press('F2')
    await expected(point.page).nth(2).waitFor()
    const sent = point.calls.filter(({ action }) => action === 'receive')
    expect(sent.map(({ headers }) => headers['idempotency-key'])).toEqual(
      [0, 1, 2].map((i) => `old-${i}-0123456789`),
    )
    expect(sent[0]!.body).toEqual({ labels: [LABELS[0]], shelf: 'A' })
    await expect
      .poll(() => point.page.evaluate(() => sessionStorage.getItem('sesame.counter.receive')))
      .toBeNull()
  })

  test('R36: where nothing can be stored the counter says so while something waits', async () => {
    const point = await openPoint()
    await point.page.addInitScript(() => {
      Object.defineProperty(globalThis, 'indexedDB', { value: undefined })
    })
    await point.page.reload()
    await point.page.keyboard.press('F2')
    point.server = 'cut'
    await point.scan(LABELS[0]!)
    await point.page.getByText('Этот браузер ничего не сохраняет').waitFor()
    await point.page.keyboard.press('F4')
    await point.page.getByRole('button', { name: /^Приём 1 ещё не принято/ }).waitFor()
    point.server = 'up'
    await expect.poll(() => point.received).toEqual(LABELS.slice(0, 1))
    await point.page.getByText('Этот браузер ничего не сохраняет').waitFor({ state: 'detached' })
  })
})

/** Signs another clerk in on this device, as an invitation does. */
async function signedInAs(page: Page, personId: string): Promise<void> {
  await page.evaluate((id) => {
    const session = { role: 'counter', personId: id, name: id, expiresAt: '2099-01-01T00:00:00Z' }
    localStorage['sesame.sessions'] = JSON.stringify([session])
  }, personId)
  await page.goto(page.url().replace(/\/app\/.*/, '/app/counter'))
  await page.locator('.scan-field input').waitFor()
  await page.keyboard.press('F2')
}
