import { expect, test } from 'vitest'
import {
  arrive,
  atDoor,
  openStop,
  RUSSIAN,
  sign,
  tabletOf,
  tabletPost,
  typePin,
  typeWrong,
} from './support/courier.ts'
import { codesOf, eventsOf, messageWith, oneStop, pinOf, wrongPins } from './support/day.ts'
import { expectWholeScreen } from './support/outcome.ts'
import { phoneOf, RUSSIAN_PHONE } from './support/recipient.ts'
import { setStage } from './support/stage.ts'

const stage = setStage()

test('R16: without the code, an identity check with signature; the recipient hears of it at once', async () => {
  const { world } = stage
  const stop = await oneStop(world, 'kse')
  const tablet = await atDoor(stage, stop, RUSSIAN)
  await tablet.getByRole('button', { name: 'Нет кода' }).click()
  await tablet.getByRole('heading', { name: 'Без кода — только по документу' }).waitFor()
  expect(await tablet.getByRole('blockquote').textContent()).toMatch(/^Без секретного кода/)
  await tablet.getByRole('button', { name: 'Сообщил, проверить документ' }).click()

  await tablet.getByRole('heading', { name: 'Проверка документа' }).waitFor()
  // The form asks for the document's type and whether the name matched. It has no field for a number, a date
  // of birth or a picture.
  expect(await tablet.getByRole('textbox').count()).toBe(0)
  await tablet.getByRole('radio', { name: 'Паспорт' }).check()
  await tablet
    .getByRole('group', { name: `В документе написано «${stop.recipient}»?` })
    .getByRole('radio', { name: 'Да' })
    .check()
  await tablet.getByRole('button', { name: 'Подтвердить вручение' }).click()
  await tablet.getByRole('alert').filter({ hasText: 'Получатель ещё не расписался' }).waitFor()
  await sign(tablet)
  await tablet.getByRole('button', { name: 'Подтвердить вручение' }).click()
  await expectWholeScreen(tablet, 'green', 'Отдайте посылку')
  expect(await codesOf(world, stop.id)).toEqual(['ID'])
  expect((await eventsOf(world, stop.id)).find(({ type }) => type === 'handed-over')).toMatchObject({
    data: { proof: 'identity', documentType: 'passport' },
    proved: expect.arrayContaining(['person']),
  })

  expect(await messageWith(world, stop, /выдана по документу/)).toMatch(/Это были не вы\?.*\/r#/)
  const phone = await phoneOf(stage, stop, RUSSIAN_PHONE)
  await phone.getByText('Если это были не вы, сообщите сразу').waitFor()
  await phone.getByRole('button', { name: 'Это был не я' }).click()
  await phone.getByRole('dialog').getByRole('button', { name: 'Да, сообщить' }).click()
  await phone.getByText('Служба доставки уже знает').waitFor()
  await world.until(async () => {
    const { items } = await world.dispatcher.must('GET', '/api/alerts')
    return items.some(
      (alert: { kind: string; shipmentId: string }) =>
        alert.kind === 'not-me' && alert.shipmentId === stop.id,
    )
  })
})

test('R16: in KSE five wrong codes leave the identity check; a name that does not match is NL', async () => {
  const { world } = stage
  const stop = await oneStop(world, 'kse')
  const [last = '', ...wrong] = wrongPins(await pinOf(world, stop), 5)
  const tablet = await atDoor(stage, stop, RUSSIAN)
  expect(await tablet.getByRole('button', { name: 'Проверить документ' }).count()).toBe(0)
  for (const pin of wrong) await typeWrong(tablet, pin)
  await typePin(tablet, last)
  await tablet.getByRole('heading', { name: 'Ввод кода заблокирован' }).waitFor()
  await tablet.getByRole('button', { name: 'Проверить документ' }).click()
  await tablet.getByRole('radio', { name: 'Паспорт' }).check()
  await tablet.getByRole('radio', { name: 'Нет' }).check()
  await tablet.getByRole('button', { name: 'Имя не совпало: не отдавать' }).click()
  await tablet.getByRole('dialog').getByRole('button', { name: 'Да, не отдавать' }).click()
  await expectWholeScreen(tablet, 'red', 'Не отдавайте посылку')
  expect(await codesOf(world, stop.id)).toEqual(['NL'])
})

test('R15, R16: in chronopost an identity check is impossible by any route', async () => {
  const { world } = stage
  const stop = await oneStop(world, 'chronopost')
  const tablet = await tabletOf(stage, stop)
  const identity = () =>
    tabletPost(tablet, `/api/stops/${stop.id}/identity`, {
      documentType: 'passport',
      nameMatches: true,
      signature: {
        strokes: [
          [
            [10, 10, 0],
            [90, 40, 120],
          ],
        ],
        width: 300,
        height: 120,
      },
    })
  const offered = async () => await tablet.getByRole('button', { name: /identit|pièce|passeport/i }).count()
  expect(await identity()).toMatchObject({ status: 409, text: expect.stringContaining('"not-arrived"') })
  await openStop(tablet, stop)
  await arrive(tablet)
  expect(await offered()).toBe(0)
  await tablet.getByRole('button', { name: 'Plus', exact: true }).click()
  await tablet.getByRole('dialog').getByRole('button', { name: 'Client absent' }).waitFor()
  expect(await offered()).toBe(0)
  await tablet.getByRole('button', { name: 'Fermer' }).click()
  expect(await identity()).toMatchObject({ status: 409, text: expect.stringContaining('"not-yet"') })

  const [last = '', ...wrong] = wrongPins(await pinOf(world, stop), 5)
  for (const pin of wrong) await typeWrong(tablet, pin)
  expect(await offered()).toBe(0)
  expect(await identity()).toMatchObject({ status: 409, text: expect.stringContaining('"not-yet"') })
  await tablet.getByRole('button', { name: 'Pas de code' }).click()
  await tablet.getByRole('heading', { name: 'Ce colis ne doit pas être remis' }).waitFor()
  expect(await offered()).toBe(0)
  await tablet.getByRole('button', { name: 'Retour : il y a un code' }).click()
  await typePin(tablet, last)
  await expectWholeScreen(tablet, 'red', 'Ne remettez pas le colis')
  expect(await offered()).toBe(0)
  expect(await identity()).toMatchObject({ status: 409 })
  expect(await codesOf(world, stop.id)).toEqual(['NL'])
})

test('R24: two of three parcels by PIN: the chips say which, and the third stays', async () => {
  const { world } = stage
  const stop = await oneStop(world, 'chronopost', { parcels: 3 })
  const tablet = await atDoor(stage, stop)
  const folded = tablet.getByRole('button', { name: /^Quels colis remettez-vous/ })
  await tablet.getByText('3 sur 3').waitFor()
  await folded.click()
  const chips = tablet.getByRole('group', { name: /Quels colis remettez-vous/ })
  const [one = '', two = '', three = ''] = stop.labels
  for (const label of stop.labels)
    expect(await chips.getByRole('checkbox', { name: label }).isChecked()).toBe(true)
  await chips.getByRole('checkbox', { name: three }).uncheck()
  await chips.getByText('2 sur 3').waitFor()
  await tablet.getByRole('button', { name: 'Terminé' }).click()
  await folded.getByText('2 sur 3').waitFor()
  await typePin(tablet, await pinOf(world, stop))
  await expectWholeScreen(tablet, 'green', 'Remettez les colis')
  await tablet.getByText('2 colis sur 3').waitFor()
  await tablet.getByText('Ceux-ci restent avec vous').waitFor()
  await tablet.getByRole('listitem').filter({ hasText: three }).waitFor()
  expect(await tablet.getByRole('listitem').filter({ hasText: one }).count()).toBe(0)
  const handedOver = (await eventsOf(world, stop.id)).filter(({ type }) => type === 'handed-over')
  expect(handedOver.map(({ parcels }) => parcels)).toEqual([[one, two]])
})

test('an ordinary stop: the recipient signs on the tablet, and no code is asked for', async () => {
  const { world } = stage
  const stop = await oneStop(world, 'chronopost', { policy: { secured: false } })
  const tablet = await tabletOf(stage, stop)
  await tablet.getByRole('link', { name: /Camille Renaud.*Signature/ }).waitFor()
  await openStop(tablet, stop)
  await arrive(tablet)
  await tablet.getByRole('heading', { name: 'Le client signe ici' }).waitFor()
  expect(await tablet.getByRole('group', { name: /^Code/ }).count()).toBe(0)
  await tablet.getByRole('button', { name: 'Remis', exact: true }).click()
  await tablet.getByRole('alert').filter({ hasText: 'Le client n’a pas encore signé' }).waitFor()
  await sign(tablet)
  await tablet.getByRole('button', { name: 'Remis', exact: true }).click()
  await expectWholeScreen(tablet, 'green', 'Remettez le colis')
  expect(await codesOf(world, stop.id)).toEqual(['SIGN'])
  expect(await world.messages(stop.phone)).toEqual([])
})
