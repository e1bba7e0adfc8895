import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { heldAtPoint, readySecret } from '../support/counter.ts'
import { wedged } from '../support/wedge.ts'
import { openLink, secretOf } from '../support/world.ts'
import { symbol } from '../web/harness/symbol.ts'
import { wedgeKeys } from '../web/harness/wedge-keys.ts'
import {
  counterOf,
  expectReady,
  noticed,
  onCounter,
  RUSSIAN_DESK,
  scanField,
  wedge,
} from './support/counter.ts'
import { atDoor } from './support/courier.ts'
import { codesOf, eventsOf, oneStop } from './support/day.ts'
import { depotDesk } from './support/depot.ts'
import { deskOf } from './support/dispatcher.ts'
import { expectWholeScreen } from './support/outcome.ts'
import { setStage } from './support/stage.ts'

const stage = setStage()
const MOSCOW = { name: 'Анна Седова', locale: 'ru' }
const french = (text: string) => wedged(text, 'us', 'fr')

test('R28: a day at the counter with a scanner that the French keyboard of its computer misreads', async () => {
  const { world } = stage
  const held = await heldAtPoint(world, 'kse', { recipient: MOSCOW })
  const [label = ''] = held.labels
  const counter = await counterOf(stage, held.pointId, RUSSIAN_DESK)
  const asked: string[] = []
  counter.on('request', (request) => asked.push(`${request.url()} ${request.postData() ?? ''}`))
  await counter.keyboard.press('F2')
  await wedge(counter, french(label))
  const lines = counter.getByRole('list', { name: 'Отсканировано' }).getByRole('listitem')
  await lines.filter({ hasText: label }).filter({ hasText: 'Ожидали' }).waitFor()

  const { qr } = await readySecret(world, held.phone)
  await wedge(counter, french(qr))
  await lines.filter({ hasText: 'Не наклейка' }).waitFor()
  await counter.keyboard.press('F4')
  await wedge(counter, french(label))
  await onCounter(counter, 1, 1)
  const before = asked.length
  await wedge(counter, french(qr))
  await expectWholeScreen(counter, 'green', 'Отдайте посылку')
  expect(await codesOf(world, held.id)).toEqual(['NL', 'QR'])
  // The code travelled once, as what it is, and never as a label, a search or a part of an address.
  const told = asked.filter((request) => request.includes(qr) || request.includes(french(qr)))
  expect(told).toHaveLength(1)
  expect(told[0]).toContain(`/api/holds/${held.id}/qr {"code":"${qr}"`)
  expect(asked.slice(before)).toContain(told[0])
})

test('R28: a scanner that ends with no key: silence ends a scan, and a typed code is never tried by it', async () => {
  const { world } = stage
  const held = await heldAtPoint(world, 'kse', { recipient: MOSCOW, received: true, parcels: 2 })
  const { pin } = await readySecret(world, held.phone)
  const [one = '', two = ''] = held.labels
  const counter = await counterOf(stage, held.pointId, RUSSIAN_DESK)
  await wedgeKeys(counter, one)
  await onCounter(counter, 1, 2)
  await expectReady(counter)
  // Start and end of text, as the scanner presses them: what stood there before is no part of the scan.
  await counter.keyboard.type('x')
  await counter.keyboard.press('Control+KeyB')
  await wedgeKeys(counter, two)
  await counter.keyboard.press('Control+KeyC')
  await onCounter(counter, 2, 2)
  await expectReady(counter)

  await counter.getByRole('heading', { name: /^Код получателя/ }).waitFor()
  await wedgeKeys(counter, pin)
  await counter.waitForTimeout(400)
  expect(await scanField(counter).inputValue()).toBe(pin)
  expect((await eventsOf(world, held.id)).map(({ type }) => type)).not.toContain('handed-over')
  await scanField(counter).fill('')
  // Digits of another script and a blank are the same digits.
  const arabic = [...pin].map((digit) => String.fromCharCode(0x660 + Number(digit)))
  await scanField(counter).fill(`${arabic.slice(0, 3).join('')} ${arabic.slice(3).join('')}`)
  await counter.keyboard.press('Enter')
  await expectWholeScreen(counter, 'green', 'Отдайте')
})

test('R4: a code that came twice or damaged is told, and goes nowhere', async () => {
  const { world } = stage
  const held = await heldAtPoint(world, 'kse', { recipient: MOSCOW, received: true })
  const counter = await counterOf(stage, held.pointId, RUSSIAN_DESK)
  const asked: string[] = []
  counter.on('request', (request) => asked.push(`${request.url()} ${request.postData() ?? ''}`))
  const code = `SESAME:1:${held.id}:hushhushhushhushhushhu`
  for (const text of [
    code.slice(1),
    `${held.labels[0]}${code}`,
    `https://x.example/r#${held.id}.hushhushhushhu`,
  ]) {
    await wedge(counter, french(text))
    await noticed(counter, /не похоже на наклейку/)
    await counter.keyboard.press('F8')
    await wedge(counter, text)
    await noticed(counter, /не похоже на наклейку/)
    await counter.keyboard.press('F4')
  }
  expect(asked.filter((request) => /hush/i.test(decodeURIComponent(request)))).toEqual([])
})

test('R4: a recipient’s code that is scanned into the dispatcher’s search stands in no address', async () => {
  const { world } = stage
  const stop = await oneStop(world, 'chronopost')
  const desk = await deskOf(stage)
  const field = desk.getByRole('searchbox', { name: 'Rechercher' })
  const asked: string[] = []
  desk.on('request', (request) => asked.push(`${request.url()} ${request.headers()['sesame-search'] ?? ''}`))
  const code = `SESAME:1:${stop.id}:hushhushhushhushhushhu`
  for (const text of [code, french(code), `${world.publicUrl}/r#${stop.id}.hushhushhushhu`]) {
    await field.fill(text)
    await desk.getByText('C’était le secret d’un destinataire').waitFor()
    expect(await field.inputValue()).toBe('')
    await field.fill(stop.labels[0] ?? '')
    await desk.getByRole('link', { name: stop.labels[0] ?? '' }).waitFor()
    await expect.poll(() => desk.url()).toContain(`q=${stop.labels[0]}`)
    await field.fill('')
    await expect.poll(() => desk.url()).not.toContain('q=')
  }
  expect(asked.filter((request) => /hush/i.test(decodeURIComponent(request)))).toEqual([])
})

test('R11: a courier’s ring scanner takes the recipient’s QR beside the camera, and no other code', async () => {
  const { world } = stage
  const stop = await oneStop(world, 'chronopost')
  const { phone, path } = await openLink(world, (await secretOf(world, stop.phone)).link)
  const tablet = await atDoor(stage, stop)
  const { qr } = (await phone.must('GET', path)).secret
  await tablet.getByRole('button', { name: 'Scanner le QR' }).click()
  await tablet.locator('.viewfinder').waitFor()
  await wedgeKeys(tablet, french(stop.labels[0]!))
  await tablet.getByText('Ce n’est pas').waitFor()
  await wedgeKeys(tablet, french(qr))
  await expectWholeScreen(tablet, 'green', 'Remettez le colis')
  expect(await codesOf(world, stop.id)).toEqual(['D7'])
})

test('R26: scans without a key at their end, one after another and from anywhere, are entries of their own', async () => {
  const { world } = stage
  const { labels } = await oneStop(world, 'chronopost', { parcels: 2 })
  const [one = '', two = ''] = labels
  const depot = await depotDesk(stage)
  // The depot knows them although they are on the road: the answers come, one for each.
  const answered: string[] = []
  await depot.route('**/api/depot/receive', async (route) => {
    answered.push(JSON.parse(route.request().postData() ?? '').labels[0])
    await new Promise((done) => setTimeout(done, 600))
    await route.continue()
  })
  await depot.getByRole('button', { name: 'Scanner avec la caméra' }).focus()
  await wedgeKeys(depot, one)
  await depot.waitForFunction(() => document.querySelector('input')?.value === '')
  await wedgeKeys(depot, `\x02${two}\x03`)
  const entries = depot.getByRole('list', { name: 'Scannés' }).getByRole('listitem')
  await entries.nth(1).waitFor()
  expect(answered).toEqual([one, two])
  for (const label of labels) expect(await entries.filter({ hasText: label }).count()).toBe(1)
  expect(await depot.getByLabel('Étiquette').inputValue()).toBe('')
})

test('R26: of what the depot’s camera sees together, what is no parcel is told only if nothing else is', async () => {
  const { world } = stage
  const { labels } = await oneStop(world, 'chronopost')
  const show = async (...texts: string[]) => {
    const codes = await Promise.all(texts.map((text) => symbol(text, 'QRCode')))
    await stage.show(`<div style="display: flex; gap: 48px">${codes.join('')}</div>`)
  }
  const camera = () => depot.getByRole('button', { name: /caméra/ }).click()
  const entries = (depot: Page) => depot.getByRole('list', { name: 'Scannés' }).getByRole('listitem')
  const answered: string[] = []
  await show('ROUTE-4711-A', labels[0]!, 'ROUTE-4711-B')
  const depot = await depotDesk(stage)
  depot.on('response', (response) => {
    if (response.url().endsWith('/receive'))
      answered.push(JSON.parse(response.request().postData() ?? '').labels[0])
  })
  await camera()
  await entries(depot).filter({ hasText: labels[0]! }).waitFor()
  await expect.poll(() => [...answered].sort()).toEqual([labels[0]!, 'ROUTE-4711-A', 'ROUTE-4711-B'].sort())
  expect(await entries(depot).count()).toBe(1)
  await camera()
  await show('ROUTE-4712-A', 'ROUTE-4712-B')
  await camera()
  await entries(depot).filter({ hasText: 'ROUTE-4712' }).waitFor()
  await expect.poll(() => answered.length).toBe(5)
  expect(await entries(depot).count()).toBe(2)
})
