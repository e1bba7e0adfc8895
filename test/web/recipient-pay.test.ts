import { existsSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import type { RecipientView } from '../../worker/api/deliveries/answers.ts'
import { viewWith } from '../node/recipient-view.ts'
import { type StubAnswer, serveDist } from './harness/dist-server.ts'
import { launch } from './harness/fake-camera.ts'
import { PROVIDER, showsProvider } from './harness/provider.ts'

const built = existsSync(new URL('../../dist/recipient.html', import.meta.url))
if (!built) console.log('note: nothing is built; the payment on the recipient’s page is not tried')

const DUE = { amount: 4_990, currency: 'EUR', state: 'due' as const }
const POINT = {
  id: 'p1',
  name: 'Relais Tabac des Brotteaux',
  kind: 'point' as const,
  address: '3 place Jules-Ferry, 69006 Lyon',
  hours: 'Mo-Fr 09:00-19:00',
}
const unpaid = (change: Partial<RecipientView> = {}) =>
  viewWith({ state: 'announced', accepts: ['pin', 'qr'], scans: false, steps: [], payment: DUE, ...change })
const OPEN: StubAnswer = { status: 200, body: { outcome: 'open', url: PROVIDER } }
const refused = (status: number, code: string): StubAnswer => ({ status, body: { status, code } })

/** What the stub server answers, and what it was asked. The test changes it as the delivery proceeds. */
interface Stub {
  view: RecipientView
  pay: () => StubAnswer
  posts: { action: string; key: string | undefined }[]
  tell: (because: string) => void
}
let stub: Stub
/** The money arrives: from then on the delivery is read as paid. */
const arrive = (change: Partial<RecipientView> = {}) => {
  stub.view = { ...stub.view, payment: { ...DUE, state: 'paid' }, ...change }
}

let browser: Browser
let server: Awaited<ReturnType<typeof serveDist>>
beforeAll(async () => {
  browser = await launch()
  server = await serveDist(({ method, action, headers }) => {
    if (method === 'GET') return { status: 200, body: stub.view }
    stub.posts.push({ action, key: headers['idempotency-key'] as string | undefined })
    if (action === 'pay') return stub.pay()
    return { status: 201, body: { role: 'recipient', deliveryId: 'd1', delivery: stub.view } }
  })
})
afterAll(async () => {
  await browser.close()
  server.close()
})
beforeEach(() => {
  stub = { view: unpaid(), pay: () => OPEN, posts: [], tell: () => {} }
})

async function newPhone(locale = 'en-GB'): Promise<Page> {
  const context = await browser.newContext({ locale, reducedMotion: 'reduce', hasTouch: true })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  await page.routeWebSocket(/\/live$/, (socket) => {
    stub.tell = (because) => socket.send(JSON.stringify({ because }))
  })
  await showsProvider(page)
  return page
}
async function open(address: string, locale?: string): Promise<Page> {
  const page = await newPhone(locale)
  await page.goto(server.url + address)
  return page
}
const heading = (page: Page, name: string) => page.getByRole('heading', { name }).waitFor()
const button = (page: Page, name: string) => page.getByRole('button', { name })
const paid = () => stub.posts.filter(({ action }) => action === 'pay')

describe.skipIf(!built)('the recipient pays by link', () => {
  test('R30: what is due stands before everything else, and one tap leads to the provider in this very tab', async () => {
    const page = await open('/r#d1.bits')
    await heading(page, 'Pay €49.90')
    await page.getByText('Your code shows here only after that.').waitFor()
    await page.getByText('Never pay by another link').waitFor()
    await button(page, 'Pay €49.90').click()
    await page.waitForURL(PROVIDER)
    expect(paid()).toHaveLength(1)
    expect(page.context().pages()).toHaveLength(1)
  })

  test('R30: a double tap asks once, and the button says so for as long as the provider’s page may come', async () => {
    const page = await newPhone()
    await page.clock.install()
    // A page that never comes leaves this one as it is.
    await page.route(PROVIDER, (route) => route.fulfill({ status: 204 }))
    await page.goto(`${server.url}/r#d1.bits`)
    await page.clock.runFor(1_000)
    await button(page, 'Pay €49.90').dblclick()
    const pressed = button(page, 'Opening the payment…')
    await pressed.waitFor()
    await page.clock.runFor(5_000)
    await pressed.click({ force: true })
    expect(await pressed.getAttribute('aria-busy')).toBe('true')
    expect(paid()).toHaveLength(1)
    await page.clock.runFor(15_000)
    await button(page, 'Continue to payment').waitFor()
  })

  test('R30: a provider that does not answer is said beside the button, which works again', async () => {
    stub.pay = () => refused(409, 'payment-unavailable')
    const page = await open('/r#d1.bits')
    await button(page, 'Pay €49.90').click()
    const alert = page.getByRole('alert')
    await alert.waitFor({ timeout: 15_000 })
    expect(await alert.textContent()).toBe('The payment service does not answer. Try again in a minute.')
    stub.pay = () => OPEN
    await button(page, 'Pay €49.90').click()
    await page.waitForURL(PROVIDER)
  }, 30_000)

  test('R30: its trouble is none of the next screen', async () => {
    stub.pay = () => refused(409, 'payment-unavailable')
    const page = await open('/r#d1.bits')
    await button(page, 'Pay €49.90').click()
    await page.getByRole('alert').waitFor()
    arrive({ state: 'out-for-delivery', accepts: ['pin', 'link'], scans: true })
    stub.tell('payment-received')
    await heading(page, 'Point the camera')
    // Without a camera the page says so in its middle; beside the buttons nothing is wrong.
    await expect.poll(() => page.locator('.actions').getByRole('alert').count()).toBe(0)
  })

  test('R30: back from the provider and paid: the next screen comes by itself', async () => {
    stub.pay = () => {
      arrive({ secret: { pin: '766528' } })
      return { status: 200, body: { outcome: 'paid' } }
    }
    const page = await open('/r?paid#d1')
    await heading(page, 'Your code for the courier')
    await page.getByRole('status').filter({ hasText: 'Paid: €49.90. Thank you.' }).waitFor()
    expect(page.url()).toBe(`${server.url}/r#d1`)
    expect(paid()).toHaveLength(1)
  })

  test('R30: back and it is not there: that is said, and the way to the payment stays', async () => {
    const page = await open('/r?paid#d1')
    const status = page.locator('.live')
    await status.getByText('The payment has not arrived.').waitFor()
    expect(await status.getAttribute('role')).toBe('status')
    expect(page.url()).toBe(`${server.url}/r#d1`)
    expect(paid()).toHaveLength(1)
    await button(page, 'Continue to payment').click()
    await page.waitForURL(PROVIDER)
    expect(paid()).toHaveLength(2)
  })

  test('R30: while it is asked about, that is said too', async () => {
    const page = await newPhone()
    await page.route('**/pay', () => {})
    await page.goto(`${server.url}/r?paid#d1`)
    await page.locator('.live').getByText('We are checking the payment…').waitFor()
    expect(await button(page, 'Continue to payment').getAttribute('aria-busy')).toBe('true')
  })

  test('R30: back and paid already: the address forgets it, and it is said once more', async () => {
    arrive()
    const page = await open('/r?paid#d1')
    await heading(page, 'Your parcel is being prepared')
    await page.getByRole('status').filter({ hasText: 'Paid: €49.90. Thank you.' }).waitFor()
    expect(page.url()).toBe(`${server.url}/r#d1`)
    expect(paid()).toEqual([])
  })

  test('R30: paid by somebody else at the door: the page turns by itself, and reads it out', async () => {
    const page = await open('/r#d1.bits')
    await heading(page, 'Pay €49.90')
    arrive()
    stub.tell('payment-received')
    await heading(page, 'Your parcel is being prepared')
    await page.getByRole('status').filter({ hasText: 'Paid: €49.90. Thank you.' }).waitFor()
    await page.reload()
    await heading(page, 'Your parcel is being prepared')
    expect(await page.getByText('Paid: €49.90').count()).toBe(0)
  })

  test('R30: at a point: where it waits stands below, and what is wrong can be said', async () => {
    stub.view = unpaid({ state: 'held', point: POINT })
    const page = await open('/r#d1.bits', 'fr-FR')
    await heading(page, 'Payez 49,90 €')
    await page.getByText('Relais Tabac des Brotteaux').waitFor()
    await button(page, 'Quelque chose ne va pas').click()
    await heading(page, 'Qu’est-ce qui ne va pas')
  })

  test('R30: what went back is said where the shipment has ended', async () => {
    stub.view = unpaid({ state: 'returned', payment: { ...DUE, state: 'refunded' } })
    const page = await open('/r#d1.bits', 'ru-RU')
    await heading(page, 'Посылка вернулась отправителю')
    await page.getByText('Возвращаем 49,90 € тому, кто платил.').waitFor()
  })
})
