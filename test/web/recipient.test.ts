import { existsSync } from 'node:fs'
import type { Browser, Page, WebSocketRoute } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import type { RecipientView } from '../../worker/api/deliveries/answers.ts'
import { viewWith } from '../node/recipient-view.ts'
import { code128 } from './harness/code128.ts'
import { type StubAnswer, type StubCall, serveDist } from './harness/dist-server.ts'
import { launch, launchWithCamera } from './harness/fake-camera.ts'

const built = existsSync(new URL('../../dist/recipient.html', import.meta.url))
if (!built) console.log('note: nothing is built; the recipient’s page is not tried')

const LABEL = '501-000123456'
const DELIVERY: NonNullable<RecipientView['delivery']> = {
  waybill: LABEL,
  sender: 'ООО «Северный берег»',
  recipientName: 'Анна Седова',
  address: { line1: 'Лесная ул., 7', city: 'Москва', postcode: '127055', country: 'RU' },
  parcels: [{ label: LABEL, scanned: true, handedOver: false, here: true }],
}
const CODE = viewWith({
  locale: 'fr',
  accepts: ['pin', 'qr'],
  scans: false,
  steps: [],
  withoutCode: 'hold',
  secret: { pin: '766528', qr: 'SESAME:1:abcdefghijklmnopqrstuv:abcdefghijklmnopqrstuv' },
})

interface Answer {
  status?: number
  json: unknown
}
/**
 * The stub server's answers and the requests it got. The test changes the answers as the delivery proceeds.
 */
interface Stub {
  view: RecipientView
  opened: Answer
  /** The exchange is answered with the delivery. */
  told?: boolean
  seen: Answer | null
  act: (action: string, body: { labels?: string[] }) => Answer | 'no-answer'
  posts: { action: string; body: Record<string, unknown>; key: string | undefined }[]
  tell: (because: string) => void
}
const refused = (status: number, code: string): Answer => ({ status, json: { status, code } })

let server: Awaited<ReturnType<typeof serveDist>>
let stub: Stub
beforeAll(async () => {
  server = await serveDist(answer)
})
afterAll(() => server.close())
beforeEach(() => {
  stub = {
    view: viewWith(),
    opened: { status: 201, json: { role: 'recipient', deliveryId: 'd1', expiresAt: '2027-01-01T00:00:00Z' } },
    seen: null,
    act: () => ({ json: { outcome: 'done' } }),
    posts: [],
    tell: () => {},
  }
})

const given = ({ status = 200, json }: Answer): StubAnswer => ({ status, body: json })
function answer({ method, action, headers, body: sent }: StubCall): StubAnswer | null {
  if (method === 'GET') return given(stub.seen ?? { json: stub.view })
  const body = sent as Record<string, unknown>
  stub.posts.push({ action, body, key: headers['idempotency-key'] as string | undefined })
  if (action === 'session')
    return given(
      stub.told
        ? { status: 201, json: { role: 'recipient', deliveryId: 'd1', delivery: stub.view } }
        : stub.opened,
    )
  const done = stub.act(action, body)
  return done === 'no-answer' ? null : given(done)
}

/** Returns the server's answer to the right label, and changes the view accordingly. */
function match(): Answer {
  stub.view = { ...stub.view, delivery: DELIVERY, parcels: { total: 1, scanned: 1, handedOver: 0 } }
  return { json: { outcome: 'match', delivery: DELIVERY } }
}

async function open(
  browser: Browser,
  hash: string,
  locale: string,
  prepare: (page: Page) => Promise<unknown> = async () => {},
): Promise<Page> {
  const context = await browser.newContext({ locale, permissions: ['camera'] })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  await page.routeWebSocket(/\/live$/, (socket: WebSocketRoute) => {
    stub.tell = (because) => socket.send(JSON.stringify({ because }))
  })
  await prepare(page)
  await page.goto(`${server.url}/r${hash}`)
  return page
}
const heading = (page: Page, name: string) => page.getByRole('heading', { name }).waitFor()
const press = (page: Page, name: string) => page.getByRole('button', { name }).click()
const asked = (action: string) => stub.posts.filter((post) => post.action === action)

describe.skipIf(!built)('without a camera', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launch()
  })
  afterAll(() => browser.close())

  test.each([
    [410, 'link-superseded', 'There is a newer message'],
    [410, 'link-finished', 'This delivery is finished'],
    [410, 'link-expired', 'This link is no longer valid'],
    [409, 'link-owned', 'Already opened on another phone'],
    [401, 'unauthorised', 'We cannot find this delivery'],
  ])('R25: a dead link (%i %s) is a calm screen, and posts nothing more', async (status, code, title) => {
    stub.opened = refused(status, code)
    const page = await open(browser, '#d1.bits', 'en')
    await heading(page, title)
    expect(stub.posts.map(({ action }) => action)).toEqual(['session'])
  })

  test('R25: a dead link says whom to ask: the carrier, and its number where there is one', async () => {
    const whom = { carrier: 'Курьер Сервис', helpPhone: '+74957950707' }
    stub.opened = { status: 410, json: { status: 410, code: 'link-finished', ...whom } }
    const page = await open(browser, '#d1.bits', 'ru')
    const call = page.getByRole('link', { name: 'Позвонить: +7 495 795-07-07' })
    await call.waitFor()
    expect(await call.getAttribute('href')).toBe('tel:+74957950707')
    await page.getByText('На них ответят по телефону: Курьер Сервис.').waitFor()
    const { carrier } = whom
    stub.opened = { status: 410, json: { status: 410, code: 'link-finished', carrier } }
    await page.reload()
    await page.getByText('Обратитесь в службу доставки (Курьер Сервис) или в магазин').waitFor()
    expect(await page.getByRole('link').count()).toBe(0)
  })

  test('R25: of an unknown link nobody is named, and no caller is to get a code', async () => {
    stub.opened = refused(401, 'unauthorised')
    const page = await open(browser, '#d1.bits', 'en')
    await page.getByText('Ask the shop you ordered from, or the carrier that sent you the message.').waitFor()
    await page.getByText('Never give a code to anyone who calls you.').waitFor()
    expect(await page.getByRole('link').count()).toBe(0)
  })

  test('R14: where the parcel goes: on a map, and whether it is open', async () => {
    const point = { id: 'p1', name: 'ПВЗ', kind: 'point' as const, address: 'Лесная ул., 7', hours: '24/7' }
    stub.view = viewWith({ state: 'held', point })
    const page = await open(browser, '#d1.bits', 'fr')
    await page.getByText('Ouvert jour et nuit').waitFor()
    const map = page.getByRole('link', { name: 'Voir sur la carte' })
    expect(await map.getAttribute('href')).toMatch(/^https:\/\/www\.openstreetmap\.org\/search\?query=%D0/)
    expect(await map.getAttribute('rel')).toBe('noreferrer')
  })

  test('R25: the document begins the exchange and the texts itself, and nothing else', async () => {
    stub.told = true
    const loaded: string[] = []
    const page = await open(browser, '#d1.bits', 'fr', async (page) => {
      page.on('request', (request) => loaded.push(new URL(request.url()).pathname))
      await page.route(/\/recipient-[^/]*\.js$/, (route) => route.abort())
    })
    await expect.poll(() => loaded.some((path) => path.endsWith('.wasm'))).toBe(true)
    expect(stub.posts.map(({ action, body }) => [action, body])).toEqual([['session', { token: 'd1.bits' }]])
    expect(loaded.filter((path) => /\/(ru|fr|en)-/.test(path)).length).toBe(1)
    expect(await page.evaluate(() => location.hash)).toBe('#d1.bits')
  })

  test('R25: an address without its secret works by its cookie, else asks for the link', async () => {
    stub.seen = refused(401, 'unauthorised')
    const page = await open(browser, '#d1', 'en')
    await heading(page, 'Open the link in the message again')
    expect(stub.posts).toEqual([])
    stub.seen = null
    stub.view = viewWith({ state: 'announced' })
    await page.reload()
    await heading(page, 'Your parcel is being prepared')
  })

  test('a second link in the same tab is another delivery', async () => {
    stub.view = viewWith({ state: 'announced' })
    const page = await open(browser, '#d1.one', 'en')
    await heading(page, 'Your parcel is being prepared')
    await page.evaluate(() => {
      location.hash = '#d2.two'
    })
    await expect.poll(() => asked('session').map(({ body }) => body.token)).toEqual(['d1.one', 'd2.two'])
  })

  test('R5: the shipment’s language where the browser speaks none of ours; another by choice', async () => {
    stub.view = viewWith({ state: 'announced', locale: 'fr' })
    const page = await open(browser, '#d1.bits', 'de')
    await heading(page, 'Votre colis est en préparation')
    await page.getByLabel('Langue').selectOption('ru')
    await heading(page, 'Посылку готовят к доставке')
  })

  test('R19: a typed number is a way out without a camera, and keeps the secret in the address', async () => {
    stub.act = match
    const page = await open(browser, '#d1.bits', 'ru')
    await page.getByText('Здесь нет камеры').waitFor()
    await press(page, 'Ввести номер вручную')
    await page.getByLabel('Номер на этикетке').fill('12')
    await press(page, 'Проверить номер')
    await page.getByText('от 4 до 64').waitFor()
    expect(asked('scan')).toEqual([])
    await page.getByLabel('Номер на этикетке').fill(` ${LABEL} `)
    await press(page, 'Проверить номер')
    await heading(page, 'Это ваша посылка?')
    expect(asked('scan').map(({ body }) => body)).toEqual([{ labels: [LABEL], by: 'typed' }])
    expect(new URL(page.url()).hash).toBe('#d1.bits')
  })

  test('no answer: the words stay, and the second try carries the same key', async () => {
    stub.view = viewWith({ delivery: DELIVERY, parcels: { total: 1, scanned: 1, handedOver: 0 } })
    stub.act = () => 'no-answer'
    const page = await open(browser, '#d1.bits', 'en')
    await press(page, 'Something’s wrong')
    await page.getByText('The parcel is damaged').click()
    await press(page, 'Send the claim')
    await page.getByText('No answer came').waitFor({ timeout: 20_000 })
    stub.act = () => {
      stub.view = { ...stub.view, claim: { kind: 'damaged', open: true } }
      return { json: { outcome: 'done' } }
    }
    await press(page, 'Send the claim')
    await heading(page, 'Your claim has arrived')
    expect(new Set(asked('claim').map(({ key }) => key)).size).toBe(1)
  })

  test('R22: a step whose answer is lost waits and is sent again by itself, under the same key', async () => {
    stub.view = viewWith({ delivery: DELIVERY, parcels: { total: 1, scanned: 1, handedOver: 0 } })
    stub.act = () => 'no-answer'
    const page = await open(browser, '#d1.bits', 'en')
    await press(page, 'Everything’s fine')
    await page.getByRole('heading', { name: 'Sign with your finger' }).waitFor({ timeout: 20_000 })
    let taken = false
    stub.act = () => {
      taken = true
      stub.view = { ...stub.view, noClaims: true }
      return { json: { outcome: 'done' } }
    }
    await expect.poll(() => taken, { timeout: 20_000 }).toBe(true)
    expect(new Set(asked('confirm').map(({ key }) => key)).size).toBe(1)
  })

  test('R21: a claim stops the page until it is decided, and the data is confirmed anew', async () => {
    stub.view = viewWith({ delivery: DELIVERY, parcels: { total: 1, scanned: 1, handedOver: 0 } })
    stub.act = () => {
      stub.view = { ...stub.view, claim: { kind: 'damaged', open: true } }
      return { json: { outcome: 'done' } }
    }
    const page = await open(browser, '#d1.bits', 'en')
    await press(page, 'Something’s wrong')
    await press(page, 'Send the claim')
    await page.getByText('Choose what is wrong').waitFor()
    await page.getByText('The parcel is damaged').click()
    await press(page, 'Send the claim')
    await heading(page, 'Your claim has arrived')
    stub.view = { ...stub.view, claim: { kind: 'damaged', open: false } }
    stub.tell('claim-decided')
    await heading(page, 'Is this your parcel?')
  })

  test('R11: code and QR, large; a copy is digits alone; arrival and hand-over by themselves', async () => {
    stub.view = CODE
    const page = await open(browser, '#d1.bits', 'fr')
    await page.getByText('Le livreur est en route').waitFor()
    await page.getByRole('img', { name: 'QR code pour le livreur' }).waitFor()
    const copied = await page.evaluate(() => {
      getSelection()?.selectAllChildren(document.querySelector('.pin')!)
      return getSelection()?.toString()
    })
    expect(copied).toBe('766528')
    stub.view = { ...CODE, arrivedAt: '2026-11-22T09:42:00Z' }
    stub.tell('arrived')
    await page.getByText('Le livreur est arrivé').waitFor()
    const { secret: _secret, ...rest } = CODE
    const receipt = {
      number: '7Q4',
      at: '2026-11-22T09:43:00Z',
      proof: 'pin',
      labels: [LABEL],
      of: 1,
      qr: [],
    }
    stub.view = { ...rest, state: 'handed-over', receipt: receipt as RecipientView['receipt'] & object }
    stub.tell('handed-over')
    await heading(page, 'Le colis est à vous')
  })

  test('R16: "this isn’t for me" is asked once more before it alarms the carrier', async () => {
    stub.view = CODE
    const page = await open(browser, '#d1.bits', 'fr')
    await press(page, 'Ce colis n’est pas pour moi')
    await page.getByRole('dialog').waitFor()
    expect(asked('not-me')).toEqual([])
    await press(page, 'Oui, prévenir le transporteur')
    await page.getByText('Le transporteur est prévenu').waitFor()
    expect(asked('not-me')).toHaveLength(1)
  })
})

describe.skipIf(!built)('R19: the camera sees a label', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchWithCamera(code128(LABEL))
  }, 30_000)
  afterAll(() => browser.close())

  test('without a tap; then the secret leaves the address', async () => {
    stub.act = match
    const page = await open(browser, '#d1.bits', 'ru')
    await heading(page, 'Это ваша посылка?')
    expect(asked('scan').map(({ body }) => body)).toEqual([{ labels: [LABEL], by: 'camera' }])
    expect(new URL(page.url()).hash).toBe('#d1')
  })

  test('R19: one that stopped says so over the page, without its picture, and goes on at one tap', async () => {
    // A decoder that never comes keeps the page at its camera.
    const page = await open(browser, '#d1.bits', 'ru', (page) => page.route('**/*.wasm', () => {}))
    const video = page.locator('.scanner[data-state="scanning"] video')
    await video.waitFor()
    await video.evaluate((element: HTMLVideoElement) => {
      for (const track of (element.srcObject as MediaStream).getTracks()) track.stop()
    })
    const goOn = page.getByRole('button', { name: 'Камера остановилась. Нажмите, чтобы продолжить' })
    await goOn.waitFor()
    await heading(page, 'Наведите камеру')
    expect(await video.count()).toBe(0)
    await goOn.click()
    await video.waitFor()
    expect(await goOn.count()).toBe(0)
  })

  test('R20: a wrong one is an error window, and costs one try however often it is seen', async () => {
    stub.act = () => ({ json: { outcome: 'mismatch', left: 9 } })
    const page = await open(browser, '#d1.bits', 'ru')
    await heading(page, 'Не ваша посылка')
    await press(page, 'Сканировать ещё раз')
    await heading(page, 'Наведите камеру')
    await heading(page, 'Не ваша посылка')
    expect(asked('scan')).toHaveLength(1)
    expect(new URL(page.url()).hash).toBe('#d1.bits')
  })

  test('R19: a locked page says so, and leaves the code', async () => {
    stub.view = viewWith({ secret: { pin: '48219' } })
    stub.act = () => {
      stub.view = { ...stub.view, wrongLabelsLeft: 0 }
      return refused(409, 'page-locked')
    }
    const page = await open(browser, '#d1.bits', 'ru')
    await heading(page, 'Сканирование заблокировано')
    await press(page, 'Ваш код для курьера')
    await page.getByText('48219').waitFor()
  })
})
