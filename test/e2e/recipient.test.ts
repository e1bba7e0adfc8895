import { expect, test } from 'vitest'
import { secretOf } from '../support/world.ts'
import { atDoor, RUSSIAN, sign } from './support/courier.ts'
import { codesOf, eventsOf, labelOf, oneStop } from './support/day.ts'
import { PHONE } from './support/devices.ts'
import { expectWholeScreen } from './support/outcome.ts'
import { overhear, phoneOf, RUSSIAN_PHONE, tapLink } from './support/recipient.ts'
import { setStage } from './support/stage.ts'

const stage = setStage()

test('R19–R23: the recipient’s own phone: scan, check, sign, receipt; the tablet turns green by itself', async () => {
  const { world, show } = stage
  const stop = await oneStop(world, 'kse')
  const tablet = await atDoor(stage, stop, RUSSIAN)
  await tablet.getByText('на связи').waitFor()
  await show(await labelOf(world, stop.id))
  const phone = await tapLink(stage, stop, RUSSIAN_PHONE)

  // The camera starts by itself and catches the label. The delivery's data appears without a tap.
  await phone.getByRole('heading', { name: 'Это ваша посылка?' }).waitFor()
  await phone.getByText(stop.recipient).waitFor()
  await phone.getByText('Лесная ул., 7').waitFor()
  await phone.getByText(stop.labels[0]!, { exact: true }).waitFor()
  await phone.getByText('1 из 1').waitFor()
  // After the scan the address no longer contains the secret.
  expect(new URL(phone.url()).hash).toBe(`#${stop.id}`)
  await phone.getByRole('button', { name: 'Всё верно, претензий нет' }).click()

  await phone.getByRole('heading', { name: 'Распишитесь пальцем' }).waitFor()
  await phone.getByRole('img', { name: 'Распишитесь здесь пальцем' }).waitFor()
  await phone.getByRole('button', { name: 'Завершить доставку' }).click()
  await phone.getByRole('alert').filter({ hasText: 'Распишитесь в поле выше' }).waitFor()
  await sign(phone)
  await phone.getByLabel('Комментарий, если нужен').fill('Спасибо, коробка целая')
  await phone.getByRole('button', { name: 'Завершить доставку' }).click()
  await expectWholeScreen(phone, 'green', 'Посылка ваша')
  await expectWholeScreen(tablet, 'green', 'Отдайте посылку')
  await tablet.getByText('Ссылка').waitFor()

  const { receipts } = await world.dispatcher.must('GET', `/api/shipments/${stop.id}`)
  await phone.getByText(`Квитанция ${receipts[0].number}`).waitFor()
  expect(await codesOf(world, stop.id)).toEqual(['LINK'])
  expect((await eventsOf(world, stop.id)).find(({ type }) => type === 'handed-over')).toMatchObject({
    data: { proof: 'link' },
    proved: expect.arrayContaining(['secret', 'parcel']),
  })
  await phone.getByRole('button', { name: 'Сохранить квитанцию' }).click()
  await phone.getByRole('img', { name: /Для планшета курьера/ }).waitFor()
  await phone.getByText('вашим телефоном и подписью').waitFor()
})

test('R24: two of three parcels on the recipient’s phone close as exactly that', async () => {
  const { world, show } = stage
  const stop = await oneStop(world, 'kse', { parcels: 3 })
  const [one = '', two = '', three = ''] = stop.labels
  const tablet = await atDoor(stage, stop, RUSSIAN)
  await show(await labelOf(world, stop.id, 1))
  const phone = await phoneOf(stage, stop, RUSSIAN_PHONE)
  await phone.getByText('1 из 3').waitFor()
  await show(await labelOf(world, stop.id, 2))
  await phone.getByRole('button', { name: 'Сканировать следующую' }).click()
  await phone.getByText('2 из 3').waitFor()
  await phone.getByRole('button', { name: 'Привезли только эти' }).click()
  await phone.getByRole('heading', { name: 'Только 2 места из 3' }).waitFor()
  await phone.getByRole('button', { name: 'Всё верно, претензий нет' }).click()
  await phone.getByText('Вы подтверждаете, что получили 2 места').waitFor()
  await sign(phone)
  await phone.getByRole('button', { name: 'Завершить доставку' }).click()
  await expectWholeScreen(phone, 'green', 'Посылки ваши')
  await phone.getByText('Мест: 2 из 3').waitFor()

  await expectWholeScreen(tablet, 'green', 'Отдайте посылки')
  await tablet.getByText('2 из 3 мест').waitFor()
  await tablet.getByRole('listitem').filter({ hasText: three }).waitFor()
  const handedOver = (await eventsOf(world, stop.id)).filter(({ type }) => type === 'handed-over')
  expect(handedOver.map(({ parcels }) => parcels)).toEqual([[one, two]])
  const { receipts, state } = await world.dispatcher.must('GET', `/api/shipments/${stop.id}`)
  expect({ state, of: receipts[0].of, labels: receipts[0].labels }).toEqual({
    state: 'partly-handed-over',
    of: 3,
    labels: [one, two],
  })
})

test('R20: a wrong label: an error window, the courier sees it live, nothing of the other shipment', async () => {
  const { world, show } = stage
  const stop = await oneStop(world, 'kse')
  const other = await oneStop(world, 'kse', {
    recipient: {
      name: 'Пётр Ломов',
      address: { line1: 'Бутырский Вал, 32', city: 'Москва', postcode: '125047', country: 'RU' },
    },
  })
  const tablet = await atDoor(stage, stop, RUSSIAN)
  await tablet.getByText('на связи').waitFor()
  await show(await labelOf(world, other.id))
  const phone = await phoneOf(stage, stop, RUSSIAN_PHONE)
  const { said } = overhear(phone)
  await expectWholeScreen(phone, 'red', 'Не ваша посылка')
  await phone.getByText('Осталось 9 попыток').waitFor()
  for (const text of [await phone.locator('body').textContent(), await said()])
    for (const secret of [other.id, other.labels[0]!, 'Ломов', 'Бутырский', '125047'])
      expect(text).not.toContain(secret)

  const warning = tablet.getByRole('alert').filter({ hasText: 'отсканировал этикетку другой посылки' })
  await warning.waitFor()
  await tablet.getByRole('button', { name: 'Понятно' }).click()
  await warning.waitFor({ state: 'detached' })

  await show(await labelOf(world, stop.id))
  await phone.getByRole('button', { name: 'Сканировать ещё раз' }).click()
  await phone.getByRole('heading', { name: 'Это ваша посылка?' }).waitFor()
  expect(await codesOf(world, stop.id)).toEqual([])
  expect((await eventsOf(world, other.id)).map(({ type }) => type)).not.toContain('wrong-label-scanned')
})

test('R11: the tablet’s camera takes the QR from the recipient’s screen: D7', async () => {
  const { world, show } = stage
  const stop = await oneStop(world, 'chronopost')
  const tablet = await atDoor(stage, stop)
  const phone = await phoneOf(stage, stop)
  await phone.getByRole('heading', { name: 'Votre code pour le livreur' }).waitFor()
  await phone.getByRole('img', { name: /^Code : (\d ?){6}$|^Code: (\d ?){6}$/ }).waitFor()
  await phone.getByText('Le livreur est arrivé').waitFor()
  // Under `chronopost` the recipient's page has no camera.
  expect(await phone.locator('video').count()).toBe(0)
  const qr = await phone.getByRole('img', { name: 'QR code pour le livreur' }).screenshot()
  await show(`<img src="data:image/png;base64,${qr.toString('base64')}" height="560">`)

  await tablet.getByRole('button', { name: 'Scanner le QR' }).click()
  await expectWholeScreen(tablet, 'green', 'Remettez le colis')
  await tablet.getByText('D7 · QR').waitFor()
  expect(await codesOf(world, stop.id)).toEqual(['D7'])
  await expectWholeScreen(phone, 'green', 'Le colis est à vous')
})

test('R11: the QR of another shipment is a wrong parcel, and free', async () => {
  const { world, show } = stage
  const stop = await oneStop(world, 'chronopost')
  const other = await phoneOf(stage, await oneStop(world, 'chronopost'))
  const qr = await other.getByRole('img', { name: 'QR code pour le livreur' }).screenshot()
  await show(`<img src="data:image/png;base64,${qr.toString('base64')}" height="560">`)
  const tablet = await atDoor(stage, stop)
  await tablet.getByRole('button', { name: 'Scanner le QR' }).click()
  await expectWholeScreen(tablet, 'red', 'Mauvais colis')
  await tablet.getByRole('button', { name: 'Retour à l’arrêt' }).click()
  await tablet.getByRole('group', { name: /^Code à 6 chiffres/ }).waitFor()
  expect((await eventsOf(world, stop.id)).map(({ type }) => type)).not.toContain('code-refused')
})

test('R19: a camera left before its picture came is let go', async () => {
  const { world, device } = stage
  const { link } = await secretOf(world, (await oneStop(world, 'kse')).phone)
  const phone = await device({ ...PHONE, ...RUSSIAN_PHONE })
  await phone.addInitScript(() => {
    const opened: MediaStream[] = Object.assign(globalThis, { opened: [] }).opened
    const { mediaDevices } = navigator
    const open = mediaDevices.getUserMedia.bind(mediaDevices)
    mediaDevices.getUserMedia = async (wish) => {
      const stream = await open(wish)
      opened.push(stream)
      return stream
    }
    // This simulates a slow phone: no picture comes before the screen is left, and then play() rejects, as in
    // browsers.
    HTMLMediaElement.prototype.play = function () {
      return new Promise((_, reject) => {
        const timer = setInterval(() => {
          if (this.isConnected) return
          clearInterval(timer)
          reject(new DOMException('removed', 'AbortError'))
        }, 20)
      })
    }
  })
  const tracks = () =>
    phone.evaluate(() =>
      (globalThis as unknown as { opened: MediaStream[] }).opened.flatMap((stream) =>
        stream.getTracks().map(({ readyState }) => readyState),
      ),
    )
  await phone.goto(link)
  await world.until(async () => (await tracks()).includes('live'))
  await phone.getByRole('button', { name: 'Ввести номер вручную' }).click()
  await phone.getByLabel('Номер на этикетке').waitFor()
  await world.until(async () => (await tracks()).every((state) => state === 'ended'))
})
