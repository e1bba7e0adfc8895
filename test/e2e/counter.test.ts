import { expect, test } from 'vitest'
import { lastFour } from '../../worker/domain/label.ts'
import { heldAtPoint } from '../support/counter.ts'
import { openLink, secretOf } from '../support/world.ts'
import { symbol } from '../web/harness/symbol.ts'
import { expectAccessible } from './support/axe.ts'
import { counterOf, expectReady, newPin, noticed, onCounter, RUSSIAN_DESK, wedge } from './support/counter.ts'
import { codesOf, eventsOf, messageWith, wrongPins } from './support/day.ts'
import { expectWholeScreen } from './support/outcome.ts'
import { setStage } from './support/stage.ts'

const stage = setStage()
const MOSCOW = { name: 'Анна Седова', locale: 'ru' }

test('R28: NL at the door, received at the point, “ready” with a new code; the old one is refused', async () => {
  const { world } = stage
  // A label scanned before the point has received the parcel opens nothing. The browser logs the 404.
  stage.forgive(/404 .*\/holds\/open/)
  const held = await heldAtPoint(world, 'kse', { recipient: MOSCOW })
  const told = await messageWith(world, held, /код[^0-9]{0,30}\d{5}/i)
  const old = /код[^0-9]{0,30}(\d{5})/i.exec(told)?.[1] ?? ''
  const [label = ''] = held.labels
  const counter = await counterOf(stage, held.pointId, RUSSIAN_DESK)
  // Until the point has received the parcel, nothing finds it here, not even its own label (R28).
  await wedge(counter, label)
  await noticed(counter, /в этом ПВЗ нет/)
  await counter.keyboard.press('F2')
  await counter.keyboard.press('F6')
  await wedge(counter, 'A-07')
  await expectReady(counter)
  await wedge(counter, label)
  await counter.getByRole('alert').filter({ hasText: 'Поставьте на полку' }).waitFor()

  expect(await messageWith(world, held, / до \d\d\.\d\d\./)).toMatch(/\d{5}/)
  const pin = await newPin(stage, held.phone, old)
  await counter.keyboard.press('F4')
  await wedge(counter, label)
  await counter
    .getByText(/полка A-07/)
    .first()
    .waitFor()
  await onCounter(counter, 1, 1)
  await wedge(counter, old)
  await expectWholeScreen(counter, 'red', 'Неверный код')
  await counter.getByText('Осталось попыток: 4 из 5').waitFor()
  await counter.keyboard.press('Enter')
  await expectReady(counter)
  await wedge(counter, pin)
  await expectWholeScreen(counter, 'green', 'Отдайте посылку')
  expect(await codesOf(world, held.id)).toEqual(['NL', 'PIN'])
  // The next person's parcel can be scanned at once.
  await wedge(counter, 'no such parcel')
  await noticed(counter, /нет/)
  await expectReady(counter)
})

test('R28: five wrong codes at the counter leave the identity check, which issues it', async () => {
  const { world } = stage
  const held = await heldAtPoint(world, 'kse', { recipient: MOSCOW, received: true })
  await messageWith(world, held, / до \d\d\.\d\d\./)
  const { pin } = await secretOf(world, held.phone)
  const counter = await counterOf(stage, held.pointId, RUSSIAN_DESK)
  await wedge(counter, held.labels[0]!)
  const [last = '', ...wrong] = wrongPins(pin!, 5)
  for (const [n, code] of wrong.entries()) {
    await counter.getByRole('heading', { name: /^Код получателя/ }).waitFor()
    await wedge(counter, code)
    if (n < 3) await expectWholeScreen(counter, 'red', 'Неверный код')
    else await expectWholeScreen(counter, 'dark red', 'Последняя попытка')
    await counter.keyboard.press('Enter')
    await expectReady(counter)
  }
  await wedge(counter, last)
  await expectWholeScreen(counter, 'red', 'Ввод кода заблокирован')
  await counter.keyboard.press('Enter')
  // Codes are closed, so the right one cannot be entered any more.
  await counter.getByRole('heading', { name: 'Проверка документа' }).waitFor()
  expect(await counter.getByRole('button', { name: /^Код/ }).count()).toBe(0)
  await wedge(counter, pin!)
  await noticed(counter, /сначала сканируйте посылку/)

  await counter.keyboard.press('F7')
  await counter.locator('.identity input:focus').waitFor({ state: 'attached' })
  await counter.keyboard.press('Space')
  await counter.keyboard.press('Tab')
  await counter.keyboard.press('Space')
  await counter.keyboard.press('Enter')
  await counter.getByRole('alert').filter({ hasText: 'ещё не расписался' }).waitFor()
  await counter.getByRole('button', { name: 'Ввести имя' }).focus()
  await counter.keyboard.press('Enter')
  await counter.locator('input:focus').and(counter.getByLabel('Имя и фамилия')).waitFor()
  await counter.keyboard.type('Анна Седова')
  await counter.keyboard.press('Enter')
  await expectWholeScreen(counter, 'green', 'Отдайте посылку')
  await counter.keyboard.press('Enter')
  await expectReady(counter)
  const issued = (await eventsOf(world, held.id)).findLast(({ type }) => type === 'handed-over')
  expect(issued).toMatchObject({ code: 'ID', data: { proof: 'identity', documentType: 'passport' } })
  await messageWith(world, held, /выдана по документу/)
})

test('R28: issue by link: the counter waits for the recipient’s phone and turns green with it', async () => {
  const { world } = stage
  const held = await heldAtPoint(world, 'kse', { recipient: MOSCOW, received: true })
  await messageWith(world, held, / до \d\d\.\d\d\./)
  const { link } = await secretOf(world, held.phone)
  const counter = await counterOf(stage, held.pointId, RUSSIAN_DESK)
  await wedge(counter, held.labels[0]!)
  await onCounter(counter, 1, 1)
  await counter.keyboard.press('F10')
  await expectWholeScreen(counter, 'grey', 'Ждём телефон получателя')
  const { phone, path } = await openLink(world, link)
  await phone.must('POST', `${path}/scan`, { label: held.labels[0], by: 'camera' })
  await phone.must('POST', `${path}/confirm`, { noClaims: true })
  await phone.must('POST', `${path}/finish`, { signature: { typedName: 'Анна Седова' } })
  await expectWholeScreen(counter, 'green', 'Отдайте посылку')
  expect(await codesOf(world, held.id)).toEqual(['NL', 'LINK'])
})

test('R24: of three parcels one is missing: “2 of 3” is issued as exactly that, the third stays', async () => {
  const { world } = stage
  const held = await heldAtPoint(world, 'kse', { recipient: MOSCOW, parcels: 3, received: true })
  await messageWith(world, held, / до \d\d\.\d\d\./)
  const { pin } = await secretOf(world, held.phone)
  const [first = '', second = '', third = ''] = held.labels
  const counter = await counterOf(stage, held.pointId, RUSSIAN_DESK)
  await wedge(counter, first)
  await wedge(counter, second)
  await onCounter(counter, 2, 3)
  await counter.getByText('Будет выдано только 2 из 3').waitFor()
  // Not all parcels lie on the counter, so the clerk has to ask for the code with F6.
  await wedge(counter, pin!)
  await noticed(counter, /нажмите F6/)
  await counter.keyboard.press('F6')
  await wedge(counter, pin!)
  await expectWholeScreen(counter, 'green', 'Отдайте 2 посылки')
  await counter.getByText(`Остаётся здесь: ${lastFour(third)}`).waitFor()
  const { parcels } = await world.dispatcher.must('GET', `/api/shipments/${held.id}`)
  expect(parcels.map(({ place }: { place: string }) => place)).toEqual(['recipient', 'recipient', 'point'])
  await wedge(counter, first)
  await noticed(counter, /уже выдана/)
  await onCounter(counter, 0, 1)
})

test('R28: in chronopost after NL the identity check at once, and no code by any route', async () => {
  const { world } = stage
  const held = await heldAtPoint(world, 'chronopost', { received: true })
  const told = await messageWith(world, held, /code[^0-9]{0,30}\d{6}/i)
  const pin = /code[^0-9]{0,30}(\d{6})/i.exec(told)?.[1] ?? ''
  const [label = ''] = held.labels
  const counter = await counterOf(stage, held.pointId)
  await wedge(counter, label)
  await counter.getByRole('heading', { name: 'Contrôle d’identité' }).waitFor()
  await counter.keyboard.press('F6')
  expect(await counter.getByRole('heading', { name: /^Code du client/ }).count()).toBe(0)
  await wedge(counter, pin)
  await noticed(counter, /scannez d’abord le colis/)
  const answer = await held.clerk.post(`/api/holds/${held.id}/pin`, { pin, labels: held.labels })
  expect(answer).toMatchObject({ status: 409, body: { code: 'not-accepted' } })

  const form = counter.locator('.identity')
  await form.getByRole('radio', { name: 'Carte d’identité' }).check()
  await form.getByRole('radio', { name: 'Non' }).check()
  await form.getByRole('button', { name: /^Ne pas remettre/ }).click()
  await expectWholeScreen(counter, 'red', 'Ne remettez pas')
  await counter.keyboard.press('Enter')
  await expectReady(counter)
  expect(await codesOf(world, held.id)).toEqual(['NL'])
})

test('R28: a tablet without a keyboard: camera, keypad and a button issue; a reload in between loses nothing', async () => {
  const { world } = stage
  const held = await heldAtPoint(world, 'kse', { recipient: MOSCOW, parcels: 2, received: true })
  await messageWith(world, held, / до \d\d\.\d\d/)
  const { pin } = await secretOf(world, held.phone)
  const glass = { ...RUSSIAN_DESK, hasTouch: true, viewport: { width: 800, height: 1180 } }
  const counter = await counterOf(stage, held.pointId, glass)
  // What has just appeared takes no tap for half a second.
  const tap = async (name: string | RegExp) => {
    await counter.waitForTimeout(600)
    await counter.getByRole('button', { name }).tap()
  }
  for (const [n, label] of held.labels.entries()) {
    await stage.show(await symbol(label, 'QRCode'))
    await tap('Камера')
    await onCounter(counter, n + 1, 2)
    await tap('Камера')
  }
  await counter.reload()
  await onCounter(counter, 2, 2)
  await expectAccessible('the ways to issue, touched', counter)
  await tap(/^Код/)
  await counter.locator('.keys').waitFor()
  await expectAccessible('the keypad', counter)
  for (const digit of pin!) await tap(digit)
  await tap('Выдать')
  await expectWholeScreen(counter, 'green', 'Отдайте 2 посылки')
  expect(await codesOf(world, held.id)).toEqual(['NL', 'PIN'])
  await tap('Следующий клиент')
  await counter.getByRole('heading', { name: 'Следующий, пожалуйста' }).waitFor()
})
