import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { signIn } from '../../scripts/client.ts'
import { heldAtPoint } from '../support/counter.ts'
import { AMOUNTS, booked, PAYING, whileProvider } from '../support/paying.ts'
import { secretOf } from '../support/world.ts'
import { counterOf, RUSSIAN_DESK, wedge } from './support/counter.ts'
import { atDoor, RUSSIAN, sign, tabletPost, typePin } from './support/courier.ts'
import { codesOf, eventsOf, labelOf, oneStop, pinOf, type Stop } from './support/day.ts'
import { PHONE } from './support/devices.ts'
import { expectWholeScreen } from './support/outcome.ts'
import { phoneOf, RUSSIAN_PHONE, tapLink } from './support/recipient.ts'
import { signedCall } from './support/signed.ts'
import { setStage } from './support/stage.ts'

const stage = setStage()

const ROUBLES = {
  delivery: 35_000,
  goods: [{ name: 'Лампа', quantity: 1, price: 120_000, vat: 20 }],
  currency: 'RUB',
}
const EUROS = { ...AMOUNTS }
const GOODS = { payment: 'goods' }
const goodsOf = { goods: AMOUNTS.goods, currency: 'EUR' }

const paid = (id: string) =>
  stage.world.until(async () =>
    (await eventsOf(stage.world, id)).some(({ type }) => type === 'payment-received'),
  )
/** Pays at the provider's page, and comes back to ours. */
async function payThere(page: Page, how: string | RegExp): Promise<void> {
  await page.waitForURL(/\/pay\//)
  await page.getByRole('button', { name: how }).click()
}
const payButton = (page: Page) => page.getByRole('button', { name: /^(Оплатить|Payer) / })

test('R30: kse: pay, scan, check, sign; the tablet says "not paid yet" and turns by itself', async () => {
  const { world, show } = stage
  const stop = await oneStop(world, 'kse', { policy: PAYING, amounts: ROUBLES })
  const tablet = await atDoor(stage, stop, RUSSIAN)
  await tablet.getByRole('heading', { name: /Ещё не оплачено/ }).waitFor()
  await tablet
    .getByText(/1\s?550/)
    .first()
    .waitFor()
  expect(await tablet.getByRole('group', { name: /^Код получателя/ }).count()).toBe(0)
  await show(await labelOf(world, stop.id))
  const phone = await tapLink(stage, stop, RUSSIAN_PHONE)
  await phone.getByRole('heading', { name: /Оплатите 1\s?550/ }).waitFor()
  await payButton(phone).click()
  await phone.waitForURL(/\/pay\//)
  await phone.getByRole('link', { name: /СБП/ }).click()
  await phone.getByRole('button', { name: /банк/i }).click()
  // Back from the bank: the camera starts by itself and catches the label.
  await phone.getByRole('heading', { name: 'Это ваша посылка?' }).waitFor()
  expect(new URL(phone.url()).hash).toBe(`#${stop.id}`)
  expect(new URL(phone.url()).search).toBe('')
  await tablet.getByRole('group', { name: /^Код получателя/ }).waitFor()
  await phone.getByRole('button', { name: 'Всё верно, претензий нет' }).click()
  await sign(phone)
  await phone.getByRole('button', { name: 'Завершить доставку' }).click()
  await expectWholeScreen(phone, 'green', 'Посылка ваша')
  await expectWholeScreen(tablet, 'green', 'Отдайте посылку')
  const events = await eventsOf(world, stop.id)
  expect(events.find(({ type }) => type === 'payment-received')).toMatchObject({ proved: ['payment'] })
  expect(await codesOf(world, stop.id)).toEqual(['LINK'])
  // How it was paid is on neither screen.
  for (const text of [await tablet.locator('body').textContent(), await phone.locator('body').textContent()])
    expect(text).not.toMatch(/YooKassa|СБП|SBP|карт/i)
})

test('R30: chronopost: goods paid at the door on the courier’s QR, then the code; nobody sees whose or how', async () => {
  const { world, device } = stage
  const stop = await oneStop(world, 'chronopost', { policy: GOODS, amounts: goodsOf })
  const tablet = await atDoor(stage, stop)
  await tablet.getByRole('heading', { name: /Pas encore payé/ }).waitFor()
  const wrong = await tabletPost(tablet, `/api/stops/${stop.id}/pin`, { pin: '123456' })
  expect(wrong).toMatchObject({ status: 409, text: expect.stringContaining('"unpaid"') })
  await tablet.getByRole('button', { name: /QR/ }).click()
  const code = tablet.getByRole('img', { name: /QR|payer/i })
  await code.waitFor()
  // A neighbour scans it. A camera is not needed for that: what the code says is what the tablet was told.
  const { url } = JSON.parse((await signedCall(tablet, 'GET', `/api/stops/${stop.id}/payment`)).text)
  const neighbour = await device({ ...PHONE, locale: 'fr-FR' })
  await neighbour.goto(url)
  await neighbour.getByRole('heading', { name: /Payez 44,90/ }).waitFor()
  await neighbour.getByText(`Envoi …${stop.labels[0]?.slice(-4)}`).waitFor()
  expect(new URL(neighbour.url()).hash).toBe('')
  const shown = (await neighbour.locator('body').textContent()) ?? ''
  for (const secret of [stop.recipient, 'Perrache', stop.labels[0]!, stop.id])
    expect(shown).not.toContain(secret)
  await payButton(neighbour).click()
  await payThere(neighbour, 'Pay by card')
  await neighbour.getByRole('heading', { name: 'Payé' }).waitFor()
  expect(await neighbour.context().cookies()).toEqual([])

  const pin = await world.until(async () => (await secretOf(world, stop.phone)).pin)
  await typePin(tablet, pin)
  await expectWholeScreen(tablet, 'green', 'Remettez le colis')
  expect(await codesOf(world, stop.id)).toEqual(['D7'])
})

test('R30: declined, gone back, and paid the second time', async () => {
  const { world } = stage
  const stop = await oneStop(world, 'kse', { policy: PAYING, amounts: ROUBLES })
  const phone = await phoneOf(stage, stop, RUSSIAN_PHONE)
  await payButton(phone).click()
  await payThere(phone, /Отказать/)
  await phone.getByRole('button', { name: /Оплатить|Продолжить/ }).waitFor()
  await world.until(async () =>
    (await eventsOf(world, stop.id)).some(({ type }) => type === 'payment-failed'),
  )
  await phone.getByRole('button', { name: /Оплатить|Продолжить/ }).click()
  await payThere(phone, /Вернуться без оплаты/)
  await phone.getByText('Оплата не поступила', { exact: false }).waitFor()
  await phone.getByRole('button', { name: 'Продолжить оплату' }).click()
  await payThere(phone, /Оплатить картой/)
  await payButton(phone).waitFor({ state: 'detached' })
  await paid(stop.id)
  expect((await booked(world, stop.id)).map(({ state }) => state)).toEqual(['failed', 'paid'])
})

test('R30: a tab that was closed after paying, its notice lost: the next look at the page finds it paid', async () => {
  const { world } = stage
  const stop = await oneStop(world, 'chronopost', { policy: PAYING, amounts: EUROS })
  await whileProvider(world, 'stripe', { notices: 'lost' }, async () => {
    const phone = await phoneOf(stage, stop)
    await payButton(phone).click()
    await phone.waitForURL(/\/pay\//)
    // The page dies with the request that pays.
    await phone.getByRole('button', { name: 'Pay by card' }).click({ noWaitAfter: true })
    await world.until(async () => (await booked(world, stop.id))[0]?.state === 'paid')
    await phone.close()
  })
  // Within the second in which it was asked, a provider is not asked again.
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  const again = await phoneOf(stage, stop)
  // Nobody has told us: whoever taps is told that it is paid, and nothing is paid twice.
  await payButton(again).click()
  await again.getByRole('heading', { name: /code/i }).first().waitFor()
  await paid(stop.id)
  expect(await booked(world, stop.id)).toHaveLength(1)
})

test('R30: two tabs are one payment; paid in one, the other turns by itself', async () => {
  const { world } = stage
  const stop = await oneStop(world, 'chronopost', { policy: PAYING, amounts: EUROS })
  const one = await phoneOf(stage, stop)
  const { link } = await secretOf(world, stop.phone)
  const two = await one.context().newPage()
  await two.goto(link)
  await payButton(two).waitFor()
  await payButton(one).click()
  await payThere(one, 'Pay by card')
  await payButton(two).waitFor({ state: 'detached' })
  await payButton(one).waitFor({ state: 'detached' })
  expect(await booked(world, stop.id)).toHaveLength(1)
})

test('R30: paid at the door and on the page at the same time: the second payment goes back', async () => {
  const { world, device } = stage
  // YooKassa cannot close a payment that somebody has before them.
  const stop = await oneStop(world, 'kse', { policy: PAYING, amounts: ROUBLES })
  const tablet = await atDoor(stage, stop, RUSSIAN)
  await tablet.getByRole('heading', { name: /Ещё не оплачено/ }).waitFor()
  // The tablet shows the door before the server has heard of the arrival.
  const { url } = await world.until(async () => {
    const { status, text } = await signedCall(tablet, 'GET', `/api/stops/${stop.id}/payment`)
    return status === 200 && JSON.parse(text)
  })
  const neighbour = await device({ ...PHONE, ...RUSSIAN_PHONE })
  await neighbour.goto(url)
  await payButton(neighbour).click()
  await neighbour.waitForURL(/\/pay\//)
  const phone = await phoneOf(stage, stop, RUSSIAN_PHONE)
  await payButton(phone).click()
  await phone.waitForURL(/\/pay\//)
  await neighbour.getByRole('button', { name: /Оплатить картой/ }).click()
  await neighbour.getByRole('heading', { name: 'Оплачено' }).waitFor()
  await phone.getByRole('button', { name: /Оплатить картой/ }).click()
  await phone.waitForURL(/\/r/)
  await payButton(phone).waitFor({ state: 'detached' })
  await world.until(async () => (await eventsOf(world, stop.id)).some(({ type }) => type === 'refund-made'))
  expect((await booked(world, stop.id)).map(({ refunded }) => refunded)).toEqual([0, 155_000])
})

test('R30: a counter issues nothing unpaid; paid on its QR, it does', async () => {
  const { world, device } = stage
  const recipient = { name: 'Анна Седова', locale: 'ru' }
  const held = await heldAtPoint(world, 'kse', {
    policy: PAYING,
    amounts: ROUBLES,
    recipient,
    received: true,
  })
  const counter = await counterOf(stage, held.pointId, RUSSIAN_DESK)
  await wedge(counter, held.labels[0] ?? '')
  await counter.getByRole('heading', { name: /Ещё не оплачено/ }).waitFor()
  expect(await counter.getByRole('button', { name: /Проверить документ|Выдать/ }).count()).toBe(0)
  const api = await held.clerk.send('POST', `/api/holds/${held.id}/identity`, {
    ...{ documentType: 'passport', nameMatches: true, labels: held.labels },
    typedName: 'Анна Седова',
  })
  expect(api).toMatchObject({ status: 409, body: { code: 'unpaid' } })
  const { url } = await held.clerk.must('GET', `/api/holds/${held.id}/payment`)
  await counter.getByRole('button', { name: /QR/ }).click()
  await counter.getByRole('img', { name: /QR/ }).waitFor()
  const phone = await device({ ...PHONE, ...RUSSIAN_PHONE })
  await phone.goto(url)
  await payButton(phone).click()
  await payThere(phone, /Оплатить картой/)
  await phone.getByRole('heading', { name: 'Оплачено' }).waitFor()
  await counter.getByRole('img', { name: /QR/ }).waitFor({ state: 'detached' })
  await counter.getByRole('heading', { name: /Ещё не оплачено/ }).waitFor({ state: 'detached' })
})

test('R30: refused at the door and sent back: the money goes back by itself, and the recipient hears of it', async () => {
  const { world } = stage
  // The page of a shipment that is over is gone, and it asks once more; its camera may still see the label.
  stage.forgive(/410/)
  stage.forgive(/409.*\/scan$/)
  const stop: Stop = await oneStop(world, 'kse', { policy: PAYING, amounts: ROUBLES })
  const phone = await phoneOf(stage, stop, RUSSIAN_PHONE)
  await payButton(phone).click()
  await payThere(phone, /Оплатить картой/)
  await paid(stop.id)
  await world.until(async () => (await secretOf(world, stop.phone)).pin)
  expect(await pinOf(world, stop)).toMatch(/^\d{5}$/)
  const tablet = await atDoor(stage, stop, RUSSIAN)
  await world.until(async () => (await eventsOf(world, stop.id)).some(({ type }) => type === 'arrived'))
  expect((await tabletPost(tablet, `/api/stops/${stop.id}/fail`, { reason: 'refused' })).status).toBe(200)
  const depot = await signIn(world.url, world.signingKey, 'depot', { name: 'Paul Roche' })
  await depot.must('POST', '/api/depot/receive', { labels: stop.labels })
  await world.dispatcher.must('POST', `/api/shipments/${stop.id}/return`, { reason: 'refused' })
  await depot.must('POST', '/api/depot/return', { labels: stop.labels })
  await world.until(async () => (await booked(world, stop.id))[0]?.refunded === 155_000)
  await world.until(async () => (await eventsOf(world, stop.id)).some(({ type }) => type === 'refund-made'))
  await world.until(async () =>
    (await world.messages(stop.phone)).some(({ text }) => /1\s?550/.test(text) && /возвра/i.test(text)),
  )
})
