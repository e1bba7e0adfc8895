import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { atDoor, RUSSIAN, sign } from './support/courier.ts'
import { codesOf, eventsOf, labelOf, oneStop, type Stop } from './support/day.ts'
import { expectWholeScreen } from './support/outcome.ts'
import { phoneOf, RUSSIAN_PHONE } from './support/recipient.ts'
import { setStage } from './support/stage.ts'

const stage = setStage()

/** Opens the link with nothing before the camera, and waits until the page has fetched its next screens. */
async function readyPhone(stop: Stop): Promise<Page> {
  await stage.show('')
  const phone = await phoneOf(stage, stop, RUSSIAN_PHONE)
  await phone.getByRole('heading', { name: 'Наведите камеру' }).waitFor()
  const loaded = () => phone.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name))
  await stage.world.until(async () => (await loaded()).some((name) => /SignaturePad.*\.js/.test(name)))
  await phone.waitForLoadState('networkidle')
  return phone
}

/** Holds a label before the camera, which plays a new picture once it is started again. */
async function aim(phone: Page, label: string): Promise<void> {
  await stage.show(label)
  await phone.getByRole('button', { name: 'Ввести номер вручную' }).click()
  await phone.getByRole('button', { name: 'Вернуться к камере' }).click()
}

test('R22, R23: a phone without a network: scanned, checked, signed; it waits, and then is finished once', async () => {
  const { world, forgive } = stage
  // The browser's own line for a call without a network.
  forgive(/ERR_INTERNET_DISCONNECTED|WebSocket/)
  const stop = await oneStop(world, 'kse')
  const tablet = await atDoor(stage, stop, RUSSIAN)
  const phone = await readyPhone(stop)

  await phone.context().setOffline(true)
  await phone.getByText('Код действует и без неё: покажите его курьеру').waitFor()
  await aim(phone, await labelOf(world, stop.id))
  await phone.getByRole('heading', { name: 'Это ваша посылка?' }).waitFor()
  await phone.getByText('штрихкод проверим позже').waitFor()
  await phone.getByText(stop.labels[0]!).waitFor()
  // Nobody has checked the label yet, so nothing of the delivery is shown.
  expect(await phone.getByText('Лесная ул., 7').count()).toBe(0)
  await phone.getByRole('button', { name: 'Всё верно, претензий нет' }).click()
  await sign(phone)
  await phone.getByRole('button', { name: 'Завершить доставку' }).click()
  await phone.getByRole('heading', { name: 'Ждём связь' }).waitFor()
  await phone.getByText('Пока ничего не подтверждено').waitFor()
  expect(await codesOf(world, stop.id)).toEqual([])
  await tablet.getByRole('heading', { name: stop.recipient }).waitFor()

  await phone.context().setOffline(false)
  await expectWholeScreen(phone, 'green', 'Посылка ваша')
  await expectWholeScreen(tablet, 'green', 'Отдайте посылку')
  await phone.getByRole('img', { name: /Для планшета курьера/ }).waitFor()
  expect(await codesOf(world, stop.id)).toEqual(['LINK'])
  const types = (await eventsOf(world, stop.id)).map(({ type }) => type)
  expect(types.filter((type) => type === 'handed-over')).toHaveLength(1)
})

test('R20: another parcel’s label scanned without a network is told once there is one; nothing is released', async () => {
  const { world, forgive } = stage
  forgive(/ERR_INTERNET_DISCONNECTED|WebSocket/)
  const stop = await oneStop(world, 'kse')
  const other = await oneStop(world, 'kse')
  await atDoor(stage, stop, RUSSIAN)
  const phone = await readyPhone(stop)
  await phone.context().setOffline(true)
  await aim(phone, await labelOf(world, other.id))
  await phone.getByRole('button', { name: 'Всё верно, претензий нет' }).click()
  await sign(phone)
  await phone.getByRole('button', { name: 'Завершить доставку' }).click()
  await phone.getByRole('heading', { name: 'Ждём связь' }).waitFor()
  await phone.context().setOffline(false)
  await expectWholeScreen(phone, 'red', 'Не ваша посылка')
  await phone.getByText('Ничего не выдано').waitFor()
  expect(await codesOf(world, stop.id)).toEqual([])
  expect(await codesOf(world, other.id)).toEqual([])
})
