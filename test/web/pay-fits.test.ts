import { existsSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { RecipientView } from '../../worker/api/deliveries/answers.ts'
import type { DoorPaymentView } from '../../worker/api/payments/answers.ts'
import { viewWith } from '../node/recipient-view.ts'
import { faultsOf } from '../support/axe.ts'
import { serveDist } from './harness/dist-server.ts'
import { launch } from './harness/fake-camera.ts'
import { misfits, SIZES, sized } from './harness/fit.ts'

const built = existsSync(new URL('../../dist/pay.html', import.meta.url))
if (!built) console.log('note: nothing is built; the pages that take a payment are not measured')

const DUE = { amount: 4_990, currency: 'EUR', state: 'due' as const }
const DOOR: DoorPaymentView = { carrier: 'Chronopost', waybillEnd: '77FR', locale: 'fr', ...DUE }
const TOKEN = 'k3Jx9QmTz1Vb7RwE.q3Xz7LmB1pRtV0'
const POINT = {
  id: 'p1',
  name: 'Relais Tabac des Brotteaux',
  kind: 'point' as const,
  address: '3 place Jules-Ferry, 69006 Lyon',
  hours: 'Mo-Fr 09:00-19:00',
}
const unpaid = (change: Partial<RecipientView>) =>
  viewWith({ state: 'announced', accepts: ['pin', 'qr'], scans: false, steps: [], payment: DUE, ...change })

/** What the stub server shows the recipient, and whoever pays at the door. */
const stub: { recipient: RecipientView; door: DoorPaymentView | null } = { recipient: unpaid({}), door: DOOR }
let browser: Browser
let server: Awaited<ReturnType<typeof serveDist>>
beforeAll(async () => {
  browser = await launch()
  server = await serveDist(({ method, path, action }) => {
    if (path === '/api/door-payment')
      return stub.door ? { status: 200, body: stub.door } : { status: 404, body: { code: 'not-found' } }
    if (method === 'GET') return { status: 200, body: stub.recipient }
    if (action === 'pay') return { status: 200, body: { outcome: 'open', url: 'https://pay.example/c/1' } }
    return { status: 201, body: { role: 'recipient', deliveryId: 'd1', delivery: stub.recipient } }
  })
})
afterAll(async () => {
  await browser.close()
  server.close()
})

async function newPhone(locale: string): Promise<Page> {
  const context = await browser.newContext({ locale, reducedMotion: 'reduce', hasTouch: true })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  await page.routeWebSocket(/\/live$/, () => {})
  return page
}
async function open(address: string, locale: string): Promise<Page> {
  const page = await newPhone(locale)
  await page.goto(server.url + address)
  return page
}
const heading = (page: Page, name: string) => page.getByRole('heading', { name }).waitFor()

describe.skipIf(!built)('the recipient’s page', () => {
  test.each([
    ['ru-RU', 'RUB', 120_000, 'Оплатите 1 200 ₽'],
    ['fr-FR', 'EUR', 4_990, 'Payez 49,90 €'],
    ['en-GB', 'JPY', 1_200, 'Pay JP¥1,200'],
  ])(
    'R30: %s: everything needed is on the smallest screen, and axe finds nothing',
    async (locale, currency, amount, title) => {
      const payment = { amount, currency, state: 'due' as const }
      const views = [unpaid({ payment }), unpaid({ payment, accepts: ['link'], state: 'held', point: POINT })]
      const faults: string[] = []
      for (const view of views)
        for (const address of ['/r#d1.bits', '/r?paid#d1']) {
          stub.recipient = view
          const page = await open(address, locale)
          await heading(page, title)
          if (address.includes('paid')) await page.locator('.live[data-now="open"]').waitFor()
          for (const size of SIZES) {
            await sized(page, size)
            for (const [needed, least] of [
              ['h1, .lead, .live', 0],
              ['.screen > .actions .button, .language', 44],
            ] as const)
              faults.push(
                ...(await misfits(page, needed, least)).map((fault) => `${address} ${size}: ${fault}`),
              )
          }
          await sized(page, [320, 568])
          for (const colorScheme of ['light', 'dark'] as const) {
            await page.emulateMedia({ colorScheme })
            faults.push(...(await faultsOf(page, null)).violations.map(({ id, nodes }) => `${id}: ${nodes}`))
          }
        }
      expect(faults).toEqual([])
    },
    60_000,
  )
})

describe.skipIf(!built)('the page at the door', () => {
  test.each(['ru-RU', 'fr-FR', 'en-GB'])(
    'R30: %s: everything is on the smallest screen, and axe finds nothing',
    async (locale) => {
      const faults: string[] = []
      for (const state of ['due', 'back', 'paid', 'over', 'nothing'] as const) {
        stub.door = state === 'nothing' ? null : { ...DOOR, state: state === 'back' ? 'due' : state }
        const page = await newPhone(locale)
        await page.addInitScript(
          ([token, left]) => sessionStorage.setItem('sesame.pay', JSON.stringify({ token, left })),
          [TOKEN, state === 'back'] as const,
        )
        await page.goto(`${server.url}/pay`)
        await page.locator('h1').waitFor()
        const said = state === 'due' ? 'h1, .lead, main p' : state === 'back' ? 'h1, .lead, .asked' : 'h1, p'
        const touched = state === 'due' || state === 'back' ? '.button, .language' : null
        for (const size of SIZES) {
          await sized(page, size)
          const found = [
            ...(await misfits(page, said, 0)),
            ...(touched ? await misfits(page, touched, 44) : []),
          ]
          faults.push(...found.map((fault) => `${state} ${size}: ${fault}`))
        }
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme })
          const { violations } = await faultsOf(page, null)
          faults.push(...violations.map(({ id, nodes }) => `${state} ${id}: ${JSON.stringify(nodes)}`))
        }
      }
      expect(faults).toEqual([])
    },
    60_000,
  )
})
