import { existsSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { RecipientView } from '../../worker/api/deliveries/answers.ts'
import { viewWith } from '../node/recipient-view.ts'
import { serveDist } from './harness/dist-server.ts'
import { launch } from './harness/fake-camera.ts'
import { misfits, SIZES, sized } from './harness/fit.ts'

const built = existsSync(new URL('../../dist/recipient.html', import.meta.url))
if (!built) console.log('note: nothing is built; the recipient’s screens are not measured')

let browser: Browser
let server: Awaited<ReturnType<typeof serveDist>>
/** What the server says of the delivery. */
let shown: RecipientView
beforeAll(async () => {
  browser = await launch()
  server = await serveDist(({ method }) =>
    method === 'GET'
      ? { status: 200, body: shown }
      : { status: 201, body: { role: 'recipient', deliveryId: 'd1', expiresAt: '2027-01-01T00:00:00Z' } },
  )
})
afterAll(async () => {
  await browser.close()
  server.close()
})

const LABELS = Array.from({ length: 12 }, (_, n) => `501-0001234${String(n).padStart(2, '0')}`)
const delivery = (count: number): NonNullable<RecipientView['delivery']> => ({
  waybill: '501-000123456',
  sender: 'Общество с ограниченной ответственностью «Северный берег и сыновья»',
  recipientName: 'Мария-Антуанетта Константинопольская '.repeat(6).slice(0, 200),
  address: {
    line1: 'улица Академика Феоктистова, дом 17, корпус 4',
    city: 'Санкт-Петербург',
    postcode: '190000',
    country: 'RU',
  },
  parcels: LABELS.slice(0, count).map((label, n) => ({
    label,
    scanned: n === 0 || count < 3,
    handedOver: false,
    here: true,
  })),
})
const POINT = {
  id: 'p1',
  name: 'ПВЗ «Лесная, у метро Белорусская»',
  kind: 'point' as const,
  address: 'Лесная ул., 7, Москва, 127055',
  hours: 'Mo-Fr 09:00-19:00; Sa 10:00-16:00',
}
const HOLD: NonNullable<RecipientView['hold']> = {
  point: POINT,
  receivedAt: '2026-11-22T10:00:00Z',
  until: '2026-11-29',
  extended: false,
  accepts: ['pin', 'qr', 'link', 'identity'],
  attemptsLeft: 5,
  ready: true,
  fromDoor: true,
  opens: ['pin', 'qr', 'link', 'identity'],
  parcels: { here: 1, coming: 0, missing: 0, returning: 0 },
  waiting: false,
  extendable: true,
  extendsTo: '2026-12-06',
  zone: 'Europe/Moscow',
}
const one = { total: 1, scanned: 1, handedOver: 0 }
const RECEIPT = { number: '7Q4', at: '2026-11-22T09:43:00Z', proof: 'pin', labels: LABELS, of: 12, qr: [] }

type Shown = [name: string, view: RecipientView, steps?: string[]]
/** Steps are pressed one after another, by selector. */
const SCREENS: Shown[] = [
  ['the camera', viewWith({ secret: { pin: '48219' } })],
  ['a typed number', viewWith(), ['.actions .primary']],
  ['check', viewWith({ delivery: delivery(1), parcels: one })],
  [
    'check, some of many',
    viewWith({ delivery: delivery(12), parcels: { total: 12, scanned: 1, handedOver: 0 } }),
  ],
  ['sign', viewWith({ delivery: delivery(1), parcels: one, noClaims: true })],
  ['a claim', viewWith({ delivery: delivery(1), parcels: one }), ['.actions .secondary']],
  ['no more wrong labels', viewWith({ wrongLabelsLeft: 0, secret: { pin: '48219' } })],
  ['ready at a point', viewWith({ state: 'held', point: POINT, hold: HOLD })],
  ['on its way to a point', viewWith({ state: 'held', point: POINT, hold: { ...HOLD, ready: false } })],
  ['nobody was there', viewWith({ state: 'at-depot' })],
  ['the receipt', viewWith({ state: 'handed-over', receipt: RECEIPT as RecipientView['receipt'] & object })],
]
const ACTIONS = '.outcome > .actions .button, .screen > .actions :is(.button, .quiet)'

async function newPhone(locale: string): Promise<Page> {
  const context = await browser.newContext({ locale, reducedMotion: 'reduce', hasTouch: true })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  await page.routeWebSocket(/\/live$/, () => {})
  return page
}

/** Opens the link as if for the first time. */
async function open(page: Page, view: RecipientView): Promise<void> {
  shown = view
  await page.goto(`${server.url}/api/`)
  await page.evaluate(() => sessionStorage.clear())
  await page.goto(`${server.url}/r#d1.bits`)
}

describe.skipIf(!built)('what is to be done next is on the screen, without scrolling', () => {
  test.each(['ru-RU', 'fr-FR', 'en-GB'])('%s: every screen of a delivery', async (locale) => {
    const faults: string[] = []
    const page = await newPhone(locale)
    for (const [name, view, steps = []] of SCREENS) {
      await open(page, view)
      for (const step of [...steps, null]) {
        await page.locator(ACTIONS).first().waitFor()
        if (step) await page.locator(step).first().click()
      }
      await page.locator('h1').first().waitFor()
      for (const size of SIZES) {
        await sized(page, size)
        faults.push(...(await misfits(page, ACTIONS)).map((fault) => `${name}, ${size.join('×')}: ${fault}`))
      }
    }
    expect(faults).toEqual([])
  })
})
