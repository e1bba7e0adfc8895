import { existsSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import type { DoorPaymentView } from '../../worker/api/payments/answers.ts'
import { type StubAnswer, type StubCall, serveDist } from './harness/dist-server.ts'
import { launch } from './harness/fake-camera.ts'
import { PROVIDER, showsProvider } from './harness/provider.ts'

const built = existsSync(new URL('../../dist/pay.html', import.meta.url))
if (!built) console.log('note: nothing is built; the page that takes a payment is not tried')

const TOKEN = 'k3Jx9QmTz1Vb7RwE.q3Xz7LmB1pRtV0'
const DUE: DoorPaymentView = {
  carrier: 'Chronopost',
  waybillEnd: '77FR',
  locale: 'fr',
  amount: 4_990,
  currency: 'EUR',
  state: 'due',
}
const OPEN: StubAnswer = { status: 200, body: { outcome: 'open', url: PROVIDER } }
const refused = (status: number, code: string): StubAnswer => ({ status, body: { status, code } })

/** What the stub server answers, and what it was asked. The test changes it as the payment proceeds. */
interface Stub {
  view: DoorPaymentView
  look: (() => StubAnswer) | null
  pay: () => StubAnswer
  calls: Pick<StubCall, 'path' | 'body' | 'headers'>[]
}
let stub: Stub
let browser: Browser
let server: Awaited<ReturnType<typeof serveDist>>
beforeAll(async () => {
  browser = await launch()
  server = await serveDist((call) => {
    stub.calls.push(call)
    if (call.path === '/api/door-payment/pay') return stub.pay()
    return call.path === '/api/door-payment' && call.method === 'POST'
      ? (stub.look?.() ?? { status: 200, body: stub.view })
      : refused(404, 'not-found')
  })
})
afterAll(async () => {
  await browser.close()
  server.close()
})
beforeEach(() => {
  stub = { view: DUE, look: null, pay: () => OPEN, calls: [] }
})

async function newTab(locale = 'en-GB'): Promise<Page> {
  const context = await browser.newContext({ locale, reducedMotion: 'reduce', hasTouch: true })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  await showsProvider(page)
  return page
}
async function open(locale?: string, hash = `#${TOKEN}`): Promise<Page> {
  const page = await newTab(locale)
  await page.goto(`${server.url}/pay${hash}`)
  return page
}
/** Goes to the provider's page and comes back from it, as it sends its payers. */
async function thereAndBack(page: Page): Promise<void> {
  await button(page, 'Pay €49.90').click()
  await page.waitForURL(PROVIDER)
  await page.evaluate((url) => {
    location.href = url
  }, `${server.url}/pay`)
  await page.waitForURL(`${server.url}/pay`)
}
const heading = (page: Page, name: string) => page.getByRole('heading', { name }).waitFor()
const button = (page: Page, name: string) => page.getByRole('button', { name })
const asked = (path: string) => stub.calls.filter((call) => call.path === path)
const NOTHING = 'Scan the courier’s QR code again'

describe.skipIf(!built)('whoever stands at the door pays', () => {
  test('R30: sees the carrier, the end of the waybill and the amount, and the token leaves the address', async () => {
    const page = await open()
    await heading(page, 'Pay €49.90')
    await page.getByText('Shipment …77FR').waitFor()
    expect(await page.locator('.topbar .title').textContent()).toBe('Chronopost')
    expect(page.url()).toBe(`${server.url}/pay`)
    expect(await page.evaluate(() => history.length)).toBe(2)
    expect(await page.context().cookies()).toEqual([])
    expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain(TOKEN)
    expect(asked('/api/door-payment').map(({ body }) => body)).toEqual([{ token: TOKEN }])
  })

  test('R30: pays at the provider’s page in this very tab; a double tap asks once', async () => {
    const page = await open()
    await button(page, 'Pay €49.90').dblclick()
    await page.waitForURL(PROVIDER)
    const [call, ...more] = asked('/api/door-payment/pay')
    expect(more).toEqual([])
    expect(call?.body).toEqual({ token: TOKEN })
    expect(call?.headers['idempotency-key']).toMatch(/./)
  })

  test('R30: back from the provider: it is asked about until the money is there, and then all is green', async () => {
    const page = await open()
    await thereAndBack(page)
    await page.getByRole('status').getByText('We are checking the payment…').waitFor()
    stub.view = { ...DUE, state: 'paid' }
    await page.getByRole('alert').getByRole('heading', { name: 'Paid' }).waitFor({ timeout: 10_000 })
    await page.getByText('You may close this page.').waitFor()
    expect(await page.locator('.gentle').textContent()).toBe('€49.90Shipment …77FR')
    const before = asked('/api/door-payment').length
    await page.waitForTimeout(3_500)
    expect(asked('/api/door-payment')).toHaveLength(before)
  }, 30_000)

  test('R30: after two minutes it is not there, and the way to the payment stays', async () => {
    const page = await newTab()
    await page.clock.install()
    await page.goto(`${server.url}/pay#${TOKEN}`)
    await thereAndBack(page)
    await page.getByRole('status').getByText('We are checking the payment…').waitFor()
    const before = asked('/api/door-payment').length
    await page.clock.runFor(60_000)
    await page.getByText('We are checking the payment…').waitFor()
    await page.clock.runFor(65_000)
    await page.getByRole('status').getByText('The payment has not arrived.').waitFor()
    expect(asked('/api/door-payment').length).toBeGreaterThan(before)
    await button(page, 'Continue to payment').click()
    await page.waitForURL(PROVIDER)
  }, 30_000)

  test('R30: whoever turned back pays again without a wait, and is told if it is paid already', async () => {
    const page = await open()
    await thereAndBack(page)
    stub.pay = () => {
      stub.view = { ...DUE, state: 'paid' }
      return { status: 200, body: { outcome: 'paid' } }
    }
    await button(page, 'Continue to payment').click()
    await heading(page, 'Paid')
  })

  test('R30: a reload before anything was paid asks for the payment, and checks nothing', async () => {
    const page = await open()
    await heading(page, 'Pay €49.90')
    await page.reload()
    await heading(page, 'Pay €49.90')
    expect(await page.getByRole('status').count()).toBe(0)
  })

  test('R30: a provider that does not answer is said beside the button, which works again', async () => {
    stub.pay = () => refused(409, 'payment-unavailable')
    const page = await open()
    await button(page, 'Pay €49.90').click()
    await page.getByRole('alert').getByText('The payment service does not answer.').waitFor()
    stub.pay = () => OPEN
    await button(page, 'Pay €49.90').click()
    await page.waitForURL(PROVIDER)
  })

  test('R30: nothing is due any more: that is all it says', async () => {
    stub.view = { ...DUE, state: 'over' }
    const page = await open()
    await heading(page, 'Nothing to pay any more')
    expect(await page.getByRole('button').count()).toBe(0)
  })

  test.each([
    ['no token', '', null],
    ['an unknown one', `#${TOKEN}`, () => refused(404, 'not-found')],
    ['a broken one', '#x', () => refused(400, 'bad-request')],
  ])('R30: %s: the QR code is to be scanned again', async (_, hash, look) => {
    stub.look = look
    const page = await open('en-GB', hash)
    await heading(page, NOTHING)
    expect(page.url()).toBe(`${server.url}/pay`)
    await page.reload()
    await heading(page, NOTHING)
    expect(stub.calls).toHaveLength(look ? 1 : 0)
  })

  test('R30: another QR code in the same tab is another payment; another tab knows of none', async () => {
    const page = await open()
    await heading(page, 'Pay €49.90')
    stub.view = { ...DUE, amount: 1_000, waybillEnd: '12GB' }
    await page.goto(`${server.url}/pay#other.one`)
    await heading(page, 'Pay €10')
    const other = await page.context().newPage()
    await other.goto(`${server.url}/pay`)
    await heading(other, NOTHING)
  })

  test('R30: no network: it says so, and tries again at a tap', async () => {
    const page = await newTab()
    await page.route('**/api/**', (route) => route.abort())
    await page.goto(`${server.url}/pay#${TOKEN}`)
    await page.getByRole('alert').getByText('No answer came.').waitFor({ timeout: 15_000 })
    await page.unroute('**/api/**')
    await button(page, 'Try again').click()
    await heading(page, 'Pay €49.90')
  }, 30_000)

  test('R5: in the language of the browser, else of the shipment, or by choice', async () => {
    const page = await open('de')
    await heading(page, 'Payez 49,90 €')
    await page.getByLabel('Langue').selectOption('ru')
    await heading(page, 'Оплатите 49,90 €')
  })
})
