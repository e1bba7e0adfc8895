import { expect, test } from 'vitest'
import { lastFour } from '../../worker/domain/label.ts'
import { clerkAt, heldAtPoint } from '../support/counter.ts'
import { expectAccessible } from './support/axe.ts'
import { counterOf, expectReady, noticed, onCounter, RUSSIAN_DESK, wedge } from './support/counter.ts'
import { codesOf, eventsOf, messageWith } from './support/day.ts'
import { pointFor } from './support/hold.ts'
import { expectWholeScreen } from './support/outcome.ts'
import { phoneOf, RUSSIAN_PHONE } from './support/recipient.ts'
import { setStage } from './support/stage.ts'

const stage = setStage()
const MOSCOW = { name: 'Анна Седова', locale: 'ru' }

test('R28: a search by name, shelf or phone shows the last four; the parcel’s own label opens the rest', async () => {
  const { world } = stage
  // A label that the point does not have opens nothing. The browser logs the 404.
  stage.forgive(/404 .*\/holds\/open/)
  const held = await heldAtPoint(world, 'kse', { recipient: MOSCOW, parcels: 2 })
  await held.clerk.must('POST', '/api/holds/receive', { labels: held.labels.slice(0, 1), shelf: 'Б-7' })
  const [here = '', coming = ''] = held.labels
  const counter = await counterOf(stage, held.pointId, RUSSIAN_DESK)
  const asked: string[] = []
  counter.on('request', (request) => asked.push(request.url()))
  const row = counter.getByRole('button', { name: lastFour(here.slice(0, -2)), exact: true })
  for (const text of ['Седова', 'б-7', held.phone.slice(-4)]) {
    await counter.keyboard.press('F8')
    await wedge(counter, text)
    await counter.getByText(`Найдено по «${text}»`).waitFor()
    await row.waitFor()
  }
  await row.click()
  await counter.getByRole('heading', { name: MOSCOW.name }).waitFor()
  const panel = counter.locator('.panel')
  await panel.getByText(lastFour(here), { exact: true }).waitFor()
  await panel.getByText('Ещё не здесь').waitFor()
  // The page contains no whole label, and no name went into an address.
  const html = await counter.content()
  for (const label of [here, coming, here.slice(0, -2)]) expect(html).not.toContain(label)
  expect(asked.filter((url) => /%D0|Седова/i.test(decodeURIComponent(url)))).toEqual([])
  await wedge(counter, here)
  await panel.getByText(here, { exact: true }).waitFor()
  expect(await counter.content()).not.toContain(coming)
  await counter.getByRole('button', { name: 'Выдать' }).click()
  await onCounter(counter, 1, 1)
  await counter.keyboard.press('Escape')
  // This parcel has not arrived yet, so its own label finds nothing.
  await wedge(counter, coming)
  await noticed(counter, /в этом ПВЗ нет/)
  await expectReady(counter)
})

test('R28: received though nobody brought it: the screen says why a document waits, and what issues it', async () => {
  const { world } = stage
  const { id: pointId } = await pointFor(world, 'kse')
  const clerk = await clerkAt(world, pointId)
  const contract = { name: 'Дом', profile: 'kse' }
  await world.dispatcher.must('PUT', '/api/contracts/undeclared', contract)
  const waybill = `WB${crypto.randomUUID().slice(0, 12).toUpperCase()}`
  const { id } = await world.dispatcher.must('POST', '/api/shipments', {
    waybill,
    contractId: 'undeclared',
    parcels: [{ label: waybill }],
    recipient: {
      ...MOSCOW,
      phone: '+33611119954',
      kind: 'consumer',
      address: { line1: 'ул. Мира, 1', city: 'Москва', postcode: '101000', country: 'RU' },
    },
    inPerson: true,
    destination: { pointId },
  })
  const counter = await counterOf(stage, pointId, RUSSIAN_DESK)
  await counter.keyboard.press('F2')
  await wedge(counter, waybill)
  await counter.getByRole('alert').filter({ hasText: 'Принята, не объявлена' }).waitFor()
  await expectAccessible('undeclared', counter)
  await counter.keyboard.press('F4')
  await wedge(counter, waybill)
  await onCounter(counter, 1, 1)
  await counter.getByText('нет записи, как посылка сюда попала').first().waitFor()
  await counter.keyboard.press('F7')
  expect(await counter.getByRole('heading', { name: 'Проверка документа' }).count()).toBe(0)
  await expectAccessible('why a document waits', counter)
  const said = { documentType: 'passport', nameMatches: true, typedName: MOSCOW.name, labels: [waybill] }
  expect((await clerk.post(`/api/holds/${id}/identity`, said)).body.code).toBe('receipt-unconfirmed')
  // The recipient's code needs no second person.
  const told = await messageWith(world, { phone: '+33611119954' }, / до \d\d\.\d\d\./)
  await counter.keyboard.press('F6')
  await wedge(counter, /(\d{5})/.exec(told)?.[1] ?? '')
  await expectWholeScreen(counter, 'green', 'Отдайте посылку')
  expect(await codesOf(world, id)).toEqual(['PIN'])
})

test('R21: “nobody came”: no document at the counter, until the recipient takes it back on their page', async () => {
  const { world } = stage
  const held = await heldAtPoint(world, 'kse', { recipient: MOSCOW, received: true })
  await messageWith(world, held, / до \d\d\.\d\d\./)
  const phone = await phoneOf(stage, held, RUSSIAN_PHONE)
  await phone.getByRole('heading', { name: 'Посылку можно забрать' }).waitFor()
  await phone.getByRole('button', { name: 'Что-то не так' }).click()
  await phone.getByRole('radio', { name: /никто не/i }).check()
  await phone.getByRole('button', { name: 'Отправить' }).click()
  await phone.getByRole('heading', { name: 'По документу пока не выдаётся' }).waitFor()
  // The page still shows what else opens the parcel, and no longer promises an issue against a document.
  await phone.locator('.pin').waitFor()
  expect(await phone.getByText('Паспорт или другое удостоверение').count()).toBe(0)
  await expectAccessible('suspended', phone)

  const counter = await counterOf(stage, held.pointId, RUSSIAN_DESK)
  await wedge(counter, held.labels[0]!)
  await onCounter(counter, 1, 1)
  await counter.getByText('получатель сообщил').first().waitFor()
  await counter.keyboard.press('F7')
  expect(await counter.getByRole('heading', { name: 'Проверка документа' }).count()).toBe(0)
  await expectAccessible('suspended at the counter', counter)

  await phone.getByRole('button', { name: 'Отозвать сообщение' }).click()
  await phone.getByRole('heading', { name: 'По документу пока не выдаётся' }).waitFor({ state: 'detached' })
  await counter.keyboard.press('F3')
  await wedge(counter, held.labels[0]!)
  await onCounter(counter, 1, 1)
  await counter.keyboard.press('F7')
  await counter.getByRole('heading', { name: 'Проверка документа' }).waitFor()
  const types = (await eventsOf(world, held.id)).map(({ type }) => type)
  expect(types.filter((type) => /suspen/.test(type))).toEqual(['identity-suspended', 'suspension-lifted'])
})
