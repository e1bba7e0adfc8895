import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { newRun, seed } from '../../scripts/seed/seed.ts'
import { startKillable } from '../support/world.ts'
import { launch, launchPlaying } from '../web/harness/fake-camera.ts'
import { backOffice } from './pictures-back-office.ts'
import { guidePictures } from './pictures-guide.ts'
import { afterTheDoor } from './pictures-returns.ts'
import { openStop, sign, tabletOf, tabletPost, typePin } from './support/courier.ts'
import { labelOf, pinOf } from './support/day.ts'
import { DESK, PHONE } from './support/devices.ts'
import { deskOf } from './support/dispatcher.ts'
import { phoneOf } from './support/recipient.ts'

/**
 * `npm run pictures` takes the README's screenshots from the day that `npm start` seeds, and the pictures and films
 * of the courier's guide; `npm run pictures -- guide` takes the latter alone.
 */
const onlyGuide = process.argv.includes('guide')
const folder = join(import.meta.dirname, '../../docs/pictures')
const MAX_BYTES = 150_000
const SMALL_PHONE = { ...PHONE, viewport: { width: 390, height: 844 }, deviceScaleFactor: 1 }
const RUSSIAN = { locale: 'ru-RU', timezoneId: 'Europe/Moscow' }

interface Line {
  id: string
  recipient: string
  phone: string
  courierId: string
}

async function take(name: string, page: Page): Promise<void> {
  await page.mouse.move(0, 0)
  const picture = await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' })
  console.log(`${name}.png ${(picture.length / 1000).toFixed(0)} kB`)
  if (picture.length > MAX_BYTES) throw new Error(`${name}.png is too large`)
}

/** Returns one frame of a label on a cardboard box, upright as a phone holds its camera. */
async function filmOf(label: string, scale: number): Promise<Buffer> {
  const painter = await launch()
  const page = await painter.newPage({ viewport: { width: 720, height: 1280 } })
  await page.setContent(
    `<body style="margin:0;height:1280px;display:grid;place-items:center;
       background:linear-gradient(160deg,#b98d5f,#8f6740)">
     <div style="background:#f6f3ea;padding:24px 12px;transform:rotate(-2deg) translateY(-22px) scale(${scale});
       box-shadow:0 6px 24px #0006">${label}</div>`,
  )
  const frame = await page.screenshot({ type: 'jpeg', quality: 85 })
  await painter.close()
  return frame
}

mkdirSync(folder, { recursive: true })
const world = await startKillable({ web: true })
const { couriers, points } = await seed(world.url, world.signingKey, newRun())
const { items } = await world.dispatcher.must('GET', '/api/shipments')
const lines = new Map<string, Line>()
for (const { id, courierId } of items as { id: string; courierId: string }[]) {
  const { recipient } = await world.dispatcher.must('GET', `/api/shipments/${id}`)
  lines.set(recipient.name, { id, recipient: recipient.name, phone: recipient.phone, courierId })
}
const line = (name: string) => lines.get(name)!
const [moscow, lyon] = couriers.map(({ id }) => ({ courierId: id }))

const reel = mkdtempSync(join(tmpdir(), 'sesame-pictures-'))
const film = join(reel, 'label.mjpeg')
const near = join(reel, 'near.mjpeg')
const label = await labelOf(world, line('Анна Седова').id)
writeFileSync(film, await filmOf(label, 0.64))
writeFileSync(near, await filmOf(label, 1))
const browser = await launchPlaying(film)
const device = async (options: BrowserContextOptions) => (await browser.newContext(options)).newPage()
const stage = { world, device }
try {
  await guidePictures(world, browser)
  if (!onlyGuide) await readmePictures()
} finally {
  await browser.close()
  await world.close()
  rmSync(reel, { recursive: true, force: true })
}

async function readmePictures(): Promise<void> {
  await kse()
  await chronopost()
  await dispatch()
  await afterTheDoor({
    stage,
    take,
    line,
    smallPhone: SMALL_PHONE,
    moscowPoint: points[0]!.id,
    lyonCourier: lyon!,
  })
  await backOffice({ stage, take })
}

/** Takes the pictures of courier and recipient in Moscow. */
async function kse(): Promise<void> {
  const tablet = await tabletOf(stage, moscow!, RUSSIAN)
  const at = (name: string, action: string, body: object) =>
    tabletPost(tablet, `/api/stops/${line(name).id}/${action}`, body)
  const arrive = (name: string) => at(name, 'arrive', { at: new Date().toISOString() })
  for (const name of ['Марат Сафин', 'Ольга Дёмина', 'Екатерина Ким']) {
    await arrive(name)
    await at(name, 'pin', { pin: await pinOf(world, line(name)) })
  }
  await arrive('Иван Гром')
  await at('Иван Гром', 'no-code', {})
  await at('Иван Гром', 'identity', { declined: true })
  await tablet.reload()
  await tablet.getByText('вручено').first().waitFor()
  await take('courier-round', tablet)

  const anna = line('Анна Седова')
  await openStop(tablet, anna)
  await tablet.getByRole('button', { name: 'Я на месте' }).click()
  await tablet.getByText('на связи').waitFor()
  const keypad = tablet.getByRole('group', { name: /^Код получателя/ })
  for (const digit of '40') await keypad.getByRole('button', { name: digit, exact: true }).click()
  await take('courier-stop', tablet)

  // The label is first too far away to be read before the picture is taken. Then the phone comes closer.
  const phone = await phoneOf({ world, device: () => device({ ...SMALL_PHONE, ...RUSSIAN }) }, anna)
  await phone.locator('.scanner[data-state=scanning]').waitFor()
  await phone.waitForFunction(() => (document.querySelector('video')?.videoWidth ?? 0) > 0)
  await take('recipient-scan', phone)
  renameSync(near, film)
  await phone.reload()
  await phone.getByRole('heading', { name: 'Это ваша посылка?' }).waitFor()
  await take('recipient-check', phone)
  await phone.getByRole('button', { name: 'Всё верно, претензий нет' }).click()
  await sign(phone)
  await phone.getByRole('button', { name: 'Завершить доставку' }).click()
  await phone.getByRole('heading', { name: 'Посылка ваша' }).waitFor()
  await take('recipient-done', phone)
}

/** Takes the pictures of courier and recipient in Lyon. */
async function chronopost(): Promise<void> {
  const tablet = await tabletOf(stage, lyon!)
  const camille = line('Camille Renaud')
  await openStop(tablet, camille)
  await tablet.getByRole('button', { name: 'Je suis sur place' }).click()
  await tablet.getByRole('group', { name: /^Code/ }).waitFor()
  const phone = await phoneOf({ world, device: () => device(SMALL_PHONE) }, camille)
  await phone.getByRole('img', { name: 'QR code pour le livreur' }).waitFor()
  await phone.getByText('Le livreur est arrivé').waitFor()
  await phone.setViewportSize({ width: 390, height: 890 })
  await take('recipient-code', phone)
  await typePin(tablet, await pinOf(world, camille))
  await tablet.getByRole('button', { name: 'Arrêt suivant' }).click()

  await tablet.getByRole('heading', { name: 'Hugo Lefèvre' }).waitFor()
  await tablet.getByRole('button', { name: 'Je suis sur place' }).click()
  await tablet.getByRole('button', { name: 'Pas de code' }).click()
  await tablet.getByRole('button', { name: 'Client informé, pas de code' }).click()
  await tablet.getByRole('heading', { name: 'Ne remettez pas le colis' }).waitFor()
  await take('courier-hold', tablet)
}

async function dispatch(): Promise<void> {
  const desk = await deskOf(stage, { ...DESK, locale: 'en-GB' })
  const anna = line('Анна Седова')
  // The list is updated through the shipments' outbox.
  await desk
    .getByRole('row')
    .filter({ hasText: '501-000123401' })
    .getByText('Handed over', { exact: true })
    .waitFor()
  await take('dispatch-shipments', desk)
  await desk.goto(`${world.url}/app/dispatch/shipments/${anna.id}`)
  await desk.getByRole('listitem').filter({ hasText: 'Announced' }).first().waitFor()
  await take('dispatch-timeline', desk)
}
