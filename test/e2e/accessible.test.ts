import { test } from 'vitest'
import { expectAccessible } from './support/axe.ts'
import { arriveAt, atDoor, openStop, RUSSIAN, sign, tabletOf, typePin } from './support/courier.ts'
import { dispatched, labelOf, oneStop, pinOf } from './support/day.ts'
import { deskOf, section } from './support/dispatcher.ts'
import { phoneOf, RUSSIAN_PHONE } from './support/recipient.ts'
import { setStage } from './support/stage.ts'

const stage = setStage()

test('the courier’s screens are accessible, by day and by night', async () => {
  const { world } = stage
  const stops = await dispatched(
    world,
    'chronopost',
    { parcels: 3, recipient: { name: 'Hugo Blanc' } },
    { recipient: { name: 'Jade Noël' } },
    { policy: { secured: false }, recipient: { name: 'Louis Petit' } },
  )
  const [hugo, jade, louis] = stops as [(typeof stops)[0], (typeof stops)[0], (typeof stops)[0]]
  const tablet = await tabletOf(stage, hugo)
  await expectAccessible('round', tablet)
  await openStop(tablet, hugo)
  await expectAccessible('before arrival', tablet)
  await tablet.getByRole('button', { name: 'Je suis sur place' }).click()
  await tablet.getByRole('group', { name: /^Code à/ }).waitFor()
  await expectAccessible('at the door', tablet)
  await tablet.getByRole('button', { name: 'Plus', exact: true }).click()
  await expectAccessible('more', tablet)
  await tablet.getByRole('button', { name: 'Fermer' }).click()
  await tablet.getByRole('button', { name: 'Pas de code' }).click()
  await expectAccessible('the words to say', tablet)
  await tablet.getByRole('button', { name: 'Client informé, pas de code' }).click()
  await tablet.getByRole('heading', { name: 'Ne remettez pas le colis' }).waitFor()
  await expectAccessible('held', tablet)
  await tablet.getByRole('button', { name: 'Arrêt suivant' }).click()
  await tablet.getByRole('heading', { name: jade.recipient }).waitFor()
  await tablet.getByRole('button', { name: 'Je suis sur place' }).click()
  await tablet.getByRole('button', { name: 'Scanner le QR' }).click()
  await tablet.getByRole('heading', { name: 'Scannez le QR du client' }).waitFor()
  await expectAccessible('scanning', tablet)
  await tablet.getByRole('button', { name: 'Retour' }).click()
  await typePin(tablet, await pinOf(world, jade))
  await tablet.getByRole('heading', { name: 'Remettez le colis' }).waitFor()
  await expectAccessible('handed over', tablet)
  await tablet.getByRole('button', { name: 'Arrêt suivant' }).click()
  await tablet.getByRole('heading', { name: louis.recipient }).waitFor()
  await tablet.getByRole('button', { name: 'Je suis sur place' }).click()
  await tablet.getByRole('heading', { name: 'Le client signe ici' }).waitFor()
  await expectAccessible('an ordinary stop', tablet)
})

test('the identity check is accessible, by day and by night', async () => {
  const tablet = await atDoor(stage, await oneStop(stage.world, 'kse'), RUSSIAN)
  await tablet.getByRole('button', { name: 'Нет кода' }).click()
  await tablet.getByRole('button', { name: 'Сообщил, проверить документ' }).click()
  await tablet.getByRole('radio', { name: 'Да' }).check()
  await tablet.getByRole('img', { name: 'Распишитесь здесь пальцем' }).waitFor()
  await expectAccessible('identity', tablet)
})

test('the recipient’s screens are accessible, by day and by night', async () => {
  const { world, show } = stage
  const stop = await oneStop(world, 'kse', { parcels: 2 })
  await show('')
  const phone = await phoneOf(stage, stop, RUSSIAN_PHONE)
  await phone.getByRole('heading', { name: 'Наведите камеру на штрихкод посылки' }).waitFor()
  await expectAccessible('scan', phone)
  await phone.getByRole('button', { name: 'Показать код' }).click()
  await phone.getByRole('heading', { name: 'Ваш код для курьера' }).waitFor()
  await expectAccessible('code instead', phone)
  await phone.getByRole('button', { name: 'Назад' }).click()
  await phone.getByRole('button', { name: 'Ввести номер вручную' }).click()
  await phone.getByLabel('Номер на этикетке').waitFor()
  await expectAccessible('typed number', phone)
  await show(await labelOf(world, (await oneStop(world, 'kse')).id))
  await phone.getByRole('button', { name: 'Вернуться к камере' }).click()
  await phone.getByRole('heading', { name: 'Не ваша посылка' }).waitFor()
  await expectAccessible('wrong label', phone)
  await show(await labelOf(world, stop.id, 1))
  await phone.getByRole('button', { name: 'Сканировать ещё раз' }).click()
  await phone.getByRole('heading', { name: 'Это ваша посылка?' }).waitFor()
  await expectAccessible('check', phone)
  await phone.getByRole('button', { name: 'Есть претензия' }).click()
  await phone.getByRole('heading', { name: 'Что не так?' }).waitFor()
  await expectAccessible('claim', phone)
  await phone.getByRole('button', { name: 'Назад' }).first().click()
  await phone.getByRole('button', { name: 'Привезли только эти' }).click()
  await expectAccessible('only these', phone)
  await phone.getByRole('button', { name: 'Всё верно, претензий нет' }).click()
  await sign(phone)
  await expectAccessible('sign', phone)
  await phone.getByRole('button', { name: 'Завершить доставку' }).click()
  await phone.getByRole('heading', { name: 'Посылка ваша' }).waitFor()
  await expectAccessible('done', phone)
  await phone.getByRole('button', { name: 'Сохранить квитанцию' }).click()
  await phone.getByRole('heading', { name: 'Посылка вручена' }).waitFor()
  await expectAccessible('receipt', phone)
})

test('code and QR, the hold and a dead link are accessible, by day and by night', async () => {
  const { world } = stage
  const stop = await oneStop(world, 'chronopost')
  const phone = await phoneOf(stage, stop)
  await phone.getByRole('img', { name: 'QR code pour le livreur' }).waitFor()
  await expectAccessible('code', phone)
  const tablet = await tabletOf(stage, stop)
  await arriveAt(tablet, stop)
  await tablet.getByRole('button', { name: 'Pas de code' }).click()
  await tablet.getByRole('button', { name: 'Client informé, pas de code' }).click()
  await phone.getByRole('heading', { name: 'Votre colis part pour un point relais' }).waitFor()
  await expectAccessible('held', phone)

  stage.forgive(/the server responded with a status of 401/)
  await phone.goto(`${world.url}/r#${stop.id}.${'A'.repeat(22)}`)
  await phone.getByRole('heading', { name: 'Livraison introuvable' }).waitFor()
  await expectAccessible('dead link', phone)
})

test('the dispatcher’s screens are accessible, by day and by night', async () => {
  const { world } = stage
  const stop = await oneStop(world, 'chronopost')
  const desk = await deskOf(stage)
  await desk.getByRole('link', { name: stop.labels[0]! }).waitFor()
  await expectAccessible('shipments', desk)
  await desk.getByRole('link', { name: stop.labels[0]! }).click()
  await desk.getByRole('listitem').filter({ hasText: 'Annoncé, avec remise sécurisée' }).waitFor()
  await expectAccessible('one shipment', desk)
  await section(desk, 'Envois')
  await desk.getByRole('link', { name: 'Annoncer' }).click()
  await desk.getByRole('button', { name: 'Annoncer' }).click()
  await expectAccessible('announce, with errors', desk)
  await section(desk, 'Tournées')
  await desk.getByRole('table').waitFor()
  await expectAccessible('rounds', desk)
  await desk.getByRole('link', { name: 'Créer une tournée' }).click()
  await desk.getByRole('heading', { name: 'Créer une tournée' }).waitFor()
  await expectAccessible('new round', desk)
  await section(desk, 'Équipe')
  await desk.getByRole('table').waitFor()
  await expectAccessible('people', desk)
  await desk.getByRole('button', { name: 'Inviter Lucas Moreau' }).first().click()
  await desk.getByRole('button', { name: 'Créer l’invitation' }).click()
  await desk.getByRole('img', { name: 'QR code de l’invitation' }).waitFor()
  await expectAccessible('invitation', desk)
  await desk.getByRole('button', { name: 'Terminé' }).click()
  await section(desk, 'Alertes')
  await desk.getByRole('heading', { name: 'Alertes' }).waitFor()
  await expectAccessible('alerts', desk)
  await desk.goto(`${world.url}/app/?choose`)
  await desk.getByRole('heading', { name: 'Qui travaille ?' }).waitFor()
  await expectAccessible('chooser', desk)
})
