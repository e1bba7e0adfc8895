import { existsSync, mkdtempSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import type { RecipientView } from '../../worker/api/deliveries/answers.ts'
import { viewWith } from '../node/recipient-view.ts'
import { code128 } from './harness/code128.ts'
import { type StubAnswer, type StubCall, serveDist } from './harness/dist-server.ts'
import { framesOf, launchPlaying } from './harness/fake-camera.ts'
import { misfits, SIZES, sized } from './harness/fit.ts'

const built = existsSync(new URL('../../dist/recipient.html', import.meta.url))
if (!built) console.log('note: nothing is built; the recipient’s page is not tried without a network')

const LABEL = '501-000123456'
const SECRET = { pin: '766528', qr: 'SESAME:1:abcdefghijklmnopqrstuv:abcdefghijklmnopqrstuv' }
const RECEIPT_QR = 'SESAME:1R:abcdefghijklmnopqrstuv:abcdefghijklmnopqrstuv'
const DELIVERY: NonNullable<RecipientView['delivery']> = {
  waybill: LABEL,
  sender: 'ООО «Северный берег»',
  recipientName: 'Анна Седова',
  address: { line1: 'Лесная ул., 7', city: 'Москва', postcode: '127055', country: 'RU' },
  parcels: [{ label: LABEL, scanned: true, handedOver: false, here: true }],
}
const RECEIPT: NonNullable<RecipientView['receipt']> = {
  number: '7Q4',
  at: '2026-11-22T09:43:00Z',
  proof: 'link',
  labels: [LABEL],
  of: 1,
  qr: [RECEIPT_QR],
} as never

let browser: Browser
let server: Awaited<ReturnType<typeof serveDist>>
let view: RecipientView
let posts: { action: string; key: string | undefined }[]
/** What the server says to each action. */
let answers: Record<string, StubAnswer>
const film = join(mkdtempSync(join(tmpdir(), 'camera-')), 'seen.mjpeg')
/** A running camera keeps the file that it opened, so the file is replaced as a whole. */
async function show(html: string): Promise<void> {
  writeFileSync(`${film}.new`, await framesOf(browser, html))
  renameSync(`${film}.new`, film)
}

beforeAll(async () => {
  writeFileSync(film, '')
  browser = await launchPlaying(film)
  server = await serveDist(answer)
}, 30_000)
afterAll(async () => {
  await browser.close()
  server.close()
})
beforeEach(async () => {
  await show('')
  view = viewWith()
  posts = []
  answers = {
    scan: { status: 200, body: { outcome: 'match', delivery: DELIVERY } },
    confirm: { status: 200, body: { outcome: 'done' } },
    finish: { status: 200, body: { outcome: 'handed-over', code: 'LINK', receipt: RECEIPT } },
  }
})

function answer({ method, action, headers }: StubCall): StubAnswer {
  if (method === 'GET') return { status: 200, body: view }
  if (action === 'session')
    return { status: 201, body: { role: 'recipient', deliveryId: 'd1', delivery: view } }
  posts.push({ action, key: headers['idempotency-key'] as string | undefined })
  const said = answers[action] ?? { status: 404, body: { code: 'not-found' } }
  if (said.status === 200) proceed(action, said.body as { outcome: string })
  return said
}

/** Changes what the server knows of the delivery as the real one would. */
function proceed(action: string, { outcome }: { outcome: string }): void {
  if (outcome === 'match') view = { ...view, delivery: DELIVERY, parcels: { ...view.parcels, scanned: 1 } }
  if (action === 'confirm') view = { ...view, noClaims: true }
  if (outcome === 'handed-over') {
    const { secret: _ended, ...rest } = view
    view = { ...rest, state: 'handed-over', receipt: RECEIPT }
  }
}

/** Opens the link and waits until everything that the next screens need has been fetched. */
async function open(locale = 'en', saveData = false): Promise<Page> {
  const context = await browser.newContext({ locale, permissions: ['camera'], hasTouch: true })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  await page.routeWebSocket(/\/live$/, () => {})
  if (saveData)
    await page.addInitScript(() => {
      Object.defineProperty(navigator, 'connection', { value: { saveData: true } })
    })
  await page.goto(`${server.url}/r#d1.bits`)
  if (!saveData) await fetched(page, view.scans ? /SignaturePad.*\.js/ : /NotMeDialog.*\.js/)
  await page.waitForLoadState('networkidle')
  return page
}
const loadedOf = (page: Page) =>
  page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name))
const fetched = (page: Page, file: RegExp) =>
  expect
    .poll(async () => (await loadedOf(page)).some((name) => file.test(name)), { timeout: 10_000 })
    .toBe(true)
const heading = (page: Page, name: string) => page.getByRole('heading', { name }).waitFor()
const press = (page: Page, name: string) => page.getByRole('button', { name }).click()
const cut = (page: Page, off = true) => page.context().setOffline(off)

/** Has the camera see the label, after it was put away and taken out again. */
async function aim(page: Page, label = LABEL): Promise<void> {
  await show(code128(label))
  await press(page, 'Type the number')
  await press(page, 'Back to the camera')
}

/** Scans, checks, types the name and finishes. */
async function finish(page: Page): Promise<void> {
  await aim(page)
  await heading(page, 'Is this your parcel?')
  await press(page, 'Everything’s fine')
  await heading(page, 'Sign with your finger')
  await page.getByRole('button', { name: /type/i }).first().click()
  await page.getByRole('textbox').first().fill('Anna Sedova')
  await press(page, 'Finish the delivery')
}

/** Everything that a tab can leave on the disk. */
const stored = (page: Page) =>
  page.evaluate(async () => {
    const kept = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })]
    kept.push(JSON.stringify(await indexedDB.databases()), JSON.stringify(await caches.keys()))
    return kept.join('\n')
  })

describe.skipIf(!built)('the recipient’s page without a network', () => {
  test('R5: code and QR stay and can be shown again, from the memory of the tab alone', async () => {
    view = viewWith({ secret: SECRET, accepts: ['pin', 'qr', 'link'] })
    const page = await open()
    await press(page, 'Show the code')
    await cut(page)
    await page.getByText('No network. Your code works without one: show it to the courier.').waitFor()
    await press(page, 'Scan the label')
    await heading(page, 'Point the camera')
    await press(page, 'Show the code')
    await page.getByRole('img', { name: 'Code: 7 6 6 5 2 8' }).waitFor()
    await page.getByRole('img', { name: 'QR code for the courier' }).waitFor()
    const kept = await stored(page)
    for (const secret of [SECRET.pin, SECRET.qr, 'bits', LABEL]) expect(kept).not.toContain(secret)
  })

  test('R22: scanned, checked and signed without a network, it is sent in order when one is there', async () => {
    const page = await open()
    await cut(page)
    await aim(page)
    await heading(page, 'Is this your parcel?')
    await page.getByText('No network, so the label is checked later.').waitFor()
    await page.getByText('not checked yet').waitFor()
    expect(await page.getByText('Анна Седова').count()).toBe(0)
    expect(new URL(page.url()).hash).toBe('#d1.bits')
    await press(page, 'Everything’s fine')
    await heading(page, 'Sign with your finger')
    await page.getByRole('button', { name: /type/i }).first().click()
    await page.getByRole('textbox').first().fill('Anna Sedova')
    await press(page, 'Finish the delivery')
    await heading(page, 'Waiting for the network')
    await page.getByText('Nothing is confirmed yet').waitFor()
    expect(posts).toEqual([])
    for (const size of SIZES) {
      await sized(page, size)
      expect(await misfits(page, '.screen > .actions :is(.button, .quiet)')).toEqual([])
    }
    expect(await stored(page)).not.toMatch(/Sedova|501-000123456/)

    const warned = page.waitForEvent('dialog')
    await page.close({ runBeforeUnload: true })
    const dialog = await warned
    expect(dialog.type()).toBe('beforeunload')
    await dialog.dismiss()

    await cut(page, false)
    await heading(page, 'The parcel is yours')
    expect(posts.map(({ action }) => action)).toEqual(['scan', 'confirm', 'finish'])
    expect(new Set(posts.map(({ key }) => key)).size).toBe(3)
    expect(new URL(page.url()).hash).toBe('#d1')
    // R23: the tablet may be without a network too, so the receipt is there to be scanned, and stays.
    await cut(page)
    const qr = page.getByRole('img', { name: /For the courier’s tablet/ })
    const box = await qr.boundingBox()
    expect(Math.min(box!.width, box!.height)).toBeGreaterThanOrEqual(200)
    await press(page, 'Save the receipt')
    await qr.waitFor()
  })

  test('R20: another parcel’s label is told in red once there is a network, and nothing was released', async () => {
    answers.scan = { status: 200, body: { outcome: 'mismatch', left: 9 } }
    const page = await open()
    await cut(page)
    await finish(page)
    await heading(page, 'Waiting for the network')
    await cut(page, false)
    await heading(page, 'Not your parcel')
    await page.getByText('What you signed without a network was not sent.').waitFor()
    expect(posts.map(({ action }) => action)).toEqual(['scan'])
  })

  test('R22: what was signed more than ten minutes ago is asked about first, and sent on a second word', async () => {
    const page = await open()
    await cut(page)
    await finish(page)
    await heading(page, 'Waiting for the network')
    await page.evaluate(() => {
      const now = Date.now
      Date.now = () => now() + 11 * 60_000
    })
    await cut(page, false)
    await heading(page, 'Is the courier still there?')
    for (const size of SIZES) {
      await sized(page, size)
      expect(await misfits(page, '.screen > .actions :is(.button, .quiet)')).toEqual([])
    }
    expect(posts).toEqual([])
    await press(page, 'Yes, finish the delivery')
    await heading(page, 'The parcel is yours')
  })

  test('R22: the courier has left: nothing is sent', async () => {
    const page = await open()
    await cut(page)
    await finish(page)
    await heading(page, 'Waiting for the network')
    await show('')
    await press(page, 'The courier has left: send nothing')
    await heading(page, 'Point the camera')
    await cut(page, false)
    await aim(page)
    await page.getByText('Анна Седова').waitFor()
    expect(posts.map(({ action }) => action)).toEqual(['scan'])
  })

  test('R7: where the label reveals the code, nothing is revealed before the server knows it', async () => {
    view = viewWith({ accepts: ['pin', 'qr'], reveal: 'scan' })
    const page = await open()
    await cut(page)
    await aim(page)
    await page.getByText('No answer came.').waitFor()
    expect(await page.locator('.pin, .qr').count()).toBe(0)
  })

  test('a browser that saves data fetches the next screens at the first touch', async () => {
    const page = await open('en', true)
    await page.waitForTimeout(2_500)
    const early = await loadedOf(page)
    expect(early.some((name) => /SignaturePad.*\.js/.test(name))).toBe(false)
    await page.touchscreen.tap(10, 300)
    await fetched(page, /SignaturePad.*\.js/)
  })
})
