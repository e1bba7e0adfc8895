import { expect, test } from 'vitest'
import { lastFour } from '../../worker/domain/label.ts'
import { dropOffAt, heldAtPoint } from '../support/counter.ts'
import { expectAccessible } from './support/axe.ts'
import {
  counterOf,
  expectReady,
  noticed,
  onCounter,
  RUSSIAN_DESK,
  scanField,
  wedge,
} from './support/counter.ts'
import { codesOf, eventsOf, messageWith } from './support/day.ts'
import { expectWholeScreen } from './support/outcome.ts'
import { setStage } from './support/stage.ts'

const stage = setStage()
const MOSCOW = { name: 'Анна Седова', locale: 'ru' }

test('R28: a look-up issues nothing; refusal and return need every parcel scanned', async () => {
  const { world } = stage
  const held = await heldAtPoint(world, 'kse', { recipient: MOSCOW, received: true })
  const [label = ''] = held.labels
  const counter = await counterOf(stage, held.pointId, RUSSIAN_DESK)
  await counter.keyboard.press('F8')
  await wedge(counter, held.phone.slice(-4))
  await counter.getByRole('button', { name: lastFour(label) }).click()
  await counter.getByRole('heading', { name: MOSCOW.name }).waitFor()
  await counter.getByRole('button', { name: 'Выдать' }).click()
  await onCounter(counter, 0, 1)
  for (const key of ['F6', 'F7', 'F10']) await counter.keyboard.press(key)
  await noticed(counter, /по поиску ничего не выдаётся/)
  expect(await counter.getByRole('heading', { name: /Код получателя|Проверка документа/ }).count()).toBe(0)

  await counter.keyboard.press('F8')
  await counter.getByRole('button', { name: 'Получатель отказывается' }).click()
  const confirm = counter.getByRole('button', { name: 'Записать отказ: 0 из 1' })
  expect(await confirm.getAttribute('aria-disabled')).toBe('true')
  await wedge(counter, label)
  await counter.getByRole('button', { name: 'Записать отказ: 1 из 1' }).click()
  await counter.getByRole('dialog').getByText('Получатель эти посылки уже не получит').waitFor()
  await counter.getByRole('dialog').getByRole('button', { name: 'Записать отказ' }).click()
  await noticed(counter, /отказ записан/)
  await expectReady(counter)
  await counter.getByRole('button', { name: 'Вернуть отправителю' }).click()
  await wedge(counter, label)
  await counter.getByRole('button', { name: 'Вернуть: 1 из 1' }).click()
  await counter.getByRole('dialog').getByRole('button', { name: 'Вернуть', exact: true }).click()
  await noticed(counter, /едет к отправителю/)
  // The register is updated a moment later. F9 reads it again.
  const line = counter.getByRole('row', { name: new RegExp(`Возвращено ${lastFour(label)}`) })
  await world.until(async () => {
    await counter.keyboard.press('F9')
    return (await line.count()) > 0
  })
})

test('R28: scans without a network are kept in order, seen, and received when it is back', async () => {
  const { world } = stage
  const held = await heldAtPoint(world, 'kse', { recipient: MOSCOW, parcels: 3 })
  stage.forgive(/ERR_INTERNET_DISCONNECTED/)
  const counter = await counterOf(stage, held.pointId, RUSSIAN_DESK)
  await counter.keyboard.press('F2')
  await counter.context().setOffline(true)
  for (const label of held.labels) await wedge(counter, label)
  await wedge(counter, 'ab')
  await counter.getByText('Слишком коротко').first().waitFor()
  const lines = counter.getByRole('list', { name: 'Отсканировано' }).getByRole('listitem')
  await lines.filter({ hasText: 'Ещё не принята' }).nth(2).waitFor()
  await counter.context().setOffline(false)
  await lines.filter({ hasText: 'Ожидали' }).nth(2).waitFor()
  const received = (await eventsOf(world, held.id)).filter(({ type }) => type === 'received-at-point')
  expect(received.flatMap(({ parcels }) => parcels)).toEqual(held.labels)
})

test('R4: a recipient’s code is never a label: it is neither sent nor shown', async () => {
  const { world } = stage
  const held = await heldAtPoint(world, 'kse', { recipient: MOSCOW, received: true })
  const counter = await counterOf(stage, held.pointId, RUSSIAN_DESK)
  const asked: string[] = []
  counter.on('request', (request) => asked.push(`${request.url()} ${request.postData() ?? ''}`))
  await counter.keyboard.press('F2')
  await wedge(counter, `SESAME:1:${held.id}:hushhushhushhushhushhu`)
  await counter.getByText('Не наклейка').first().waitFor()
  await counter.keyboard.press('F4')
  await wedge(counter, '48213')
  await noticed(counter, /сначала сканируйте посылку/)
  // Under a Russian keyboard layout a scanner types other letters.
  await wedge(counter, `ЫУЫФЬУЖ1Ж${held.id}Жргыр`)
  await noticed(counter, /сканируйте каждую/)
  expect(asked.some((request) => request.includes(`/api/holds/${held.id}`))).toBe(true)
  expect(asked.filter((request) => /hush|48213/.test(request))).toEqual([])
  expect(await scanField(counter).inputValue()).toBe('')
})

test('R28: several shipments of one recipient: one look at a document issues each, somebody else’s none', async () => {
  const { world } = stage
  const held = await heldAtPoint(world, 'kse', { received: true })
  const anna = { recipient: { ...MOSCOW, phone: '+33611118877' } }
  const one = await dropOffAt(world, 'kse', held, anna)
  const two = await dropOffAt(world, 'kse', held, anna)
  const counter = await counterOf(stage, held.pointId, RUSSIAN_DESK)
  // Scans come as fast as a scanner types. Each waits for the one before, and none is lost.
  await wedge(counter, one.labels[0]!)
  await wedge(counter, two.labels[0]!)
  await counter.getByText('1 из 1 отсканировано').nth(1).waitFor()
  await wedge(counter, held.labels[0]!)
  await expectWholeScreen(counter, 'red', 'Не та посылка')
  await counter.keyboard.press('Enter')
  await expectReady(counter)
  await counter.keyboard.press('F7')
  const form = counter.locator('.identity')
  await form.getByRole('radio', { name: 'Паспорт' }).check()
  await form.getByRole('radio', { name: 'Да' }).check()
  await form.getByRole('button', { name: 'Ввести имя' }).click()
  await form.getByLabel('Имя и фамилия').fill('Анна Седова')
  await form.getByRole('button', { name: /^Выдать 2 из 2/ }).click()
  await expectWholeScreen(counter, 'green', 'Отдайте 2 посылки')
  for (const { id } of [one, two]) expect(await codesOf(world, id)).toEqual(['ID'])
  expect(await codesOf(world, held.id)).toEqual(['NL'])
})

test('the counter’s screens are accessible, by day and by night', async () => {
  const { world } = stage
  const held = await heldAtPoint(world, 'kse', { recipient: MOSCOW, parcels: 2, received: true })
  const [first = '', second = ''] = held.labels
  await messageWith(world, held, / до \d\d\.\d\d\./)
  const counter = await counterOf(stage, held.pointId, RUSSIAN_DESK)
  await expectAccessible('next, please', counter)
  await wedge(counter, first)
  await onCounter(counter, 1, 2)
  await expectAccessible('one of two', counter)
  await wedge(counter, second)
  await counter.getByRole('heading', { name: /^Код получателя/ }).waitFor()
  await expectAccessible('code', counter)
  await counter.keyboard.press('F7')
  await counter.getByRole('heading', { name: 'Проверка документа' }).waitFor()
  await expectAccessible('identity', counter)
  await counter.keyboard.press('F10')
  await counter.getByRole('heading', { name: 'Ждём телефон получателя' }).waitFor()
  await expectAccessible('waiting for the phone', counter)
  await counter.keyboard.press('Escape')
  await counter.keyboard.press('F8')
  await counter.getByRole('button', { name: lastFour(first.slice(0, -2)), exact: true }).click()
  await counter.getByRole('heading', { name: MOSCOW.name }).waitFor()
  await expectAccessible('holds', counter)
  await counter.getByRole('button', { name: 'Продлить хранение' }).click()
  await expectAccessible('a question', counter)
  await counter.keyboard.press('Escape')
  await expectReady(counter)
  await counter.keyboard.press('F2')
  for (const text of [first, 'ab', 'nothing of ours']) await wedge(counter, text)
  await counter.getByRole('alert').filter({ hasText: 'Неизвестна' }).waitFor()
  await expectAccessible('receive', counter)
  await counter.keyboard.press('F9')
  await counter.getByText('Сейчас на полках').waitFor()
  await expectAccessible('day sheet', counter)
})
