import { expect, test } from 'vitest'
import { startWorld } from '../support/harness.ts'
import { announce, contractFor } from '../support/world.ts'
import { atDoor, RUSSIAN, tabletPost, typePin } from './support/courier.ts'
import { codesOf, eventsOf, labelOf, messageWith, oneStop, pinOf } from './support/day.ts'
import { PHONE } from './support/devices.ts'
import { deskOf } from './support/dispatcher.ts'
import { expectWholeScreen } from './support/outcome.ts'
import { phoneOf, RUSSIAN_PHONE } from './support/recipient.ts'
import { setStage } from './support/stage.ts'

// This file has its own world, in which every gateway and both bots are played by the phone.
const stage = setStage(() => startWorld({ web: true, gateways: 'all' }))

const CASCADE = { cascade: { channels: ['messenger', 'sms'], waitS: 30 } }
const reports = async (channel: string, mode: string) => {
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ channel, mode })
  expect((await fetch(`${stage.world.phoneUrl}/reports`, { method: 'POST', headers, body })).status).toBe(200)
}

test('R9: the recipient goes on in MAX, is told of it on the announced phone, and ends it', async () => {
  const { world } = stage
  const policy = { ...CASCADE, door: ['pin'], reveal: 'message' }
  const stop = await oneStop(world, 'kse', { policy })
  const pin = await pinOf(world, stop)
  const phone = await phoneOf(stage, stop, RUSSIAN_PHONE)
  await phone.getByRole('heading', { name: 'Новости и в мессенджере' }).waitFor()
  const opened = phone.context().waitForEvent('page')
  await phone.getByRole('link', { name: 'Продолжить в MAX' }).click()
  const messenger = await opened
  await messenger.getByRole('button', { name: 'Start' }).click()
  const chat = messenger.getByRole('log', { name: 'Messages' })
  await chat.getByText('новости о ней теперь приходят и в мессенджер').waitFor()
  // The chat carries the link and never the code.
  expect(await chat.textContent()).not.toContain(pin)
  await messageWith(world, stop, /Новости и в мессенджере/)
  await phone.getByRole('heading', { name: 'Новости приходят и в MAX' }).waitFor()
  const end = phone.getByRole('button', { name: 'Отключить чат' })
  stage.forgive(/ERR_INTERNET_DISCONNECTED/)
  await phone.context().setOffline(true)
  await end.click()
  await phone.getByText('Ответ не пришёл').waitFor()
  await phone.context().setOffline(false)
  await end.click()
  await phone.getByRole('heading', { name: 'Новости и в мессенджере' }).waitFor()
  expect((await eventsOf(world, stop.id)).map(({ type }) => type)).toContain('chat-ended')
})

test('R38: a landline is called: its owner hears the code, and the courier takes it', async () => {
  const { world, device } = stage
  const channels = ['sms', 'voice']
  const policy = { channels, moments: { released: channels } }
  const stop = await oneStop(world, 'kse', { policy, recipient: { phone: '+74952123456' } })
  const called = { ...stop, phone: '+74952123456' }
  const said = await messageWith(world, called, /Код для получения/)
  const heard = await device({ ...PHONE, ...RUSSIAN_PHONE })
  await heard.goto(`${world.phoneUrl}/?to=${encodeURIComponent(called.phone)}`)
  await heard.getByRole('log', { name: 'Messages' }).getByText('Назовите его только курьеру').waitFor()
  const digits = /получения: ((?:\d, )+\d)/.exec(said)?.[1] ?? ''
  const tablet = await atDoor(stage, stop, RUSSIAN)
  await typePin(tablet, digits.replaceAll(', ', ''))
  await expectWholeScreen(tablet, 'green', 'Отдайте посылку')
  expect(await codesOf(world, stop.id)).toEqual(['PIN'])
})

test('R38: three recipients nobody told stand before the dispatch, each with what can be done', async () => {
  const { world } = stage
  const smsOnly = { channels: ['sms'], moments: { announced: ['sms'], released: ['sms'] } }
  const contractId = await contractFor(world, 'kse', smsOnly)
  const calls = { channels: ['messenger', 'voice'], moments: { announced: ['voice'] } }
  await reports('sms', 'undelivered')
  const lost = [await announce(world, contractId), await announce(world, contractId)]
  for (const { id } of lost)
    await world.until(async () => (await eventsOf(world, id)).some(({ type }) => type === 'message-reported'))
  await reports('sms', 'delivered')
  await reports('voice', 'undelivered')
  const landline = await announce(world, await contractFor(world, 'kse', calls), {
    recipient: { phone: '+33144556688' },
  })
  await world.until(async () =>
    (await eventsOf(world, landline.id)).some(({ type }) => type === 'message-reported'),
  )
  await reports('voice', 'delivered')
  const well = await announce(world, contractId)
  const provider = await world.dispatcher.must('POST', '/api/providers', { name: 'Transports Moreau' })
  const courier = await world.dispatcher.must('POST', '/api/couriers', {
    name: 'Léa',
    providerId: provider.id,
  })
  const date = new Date().toISOString().slice(0, 10)
  const shipmentIds = [...lost, landline, well].map(({ id }) => id)
  const round = await world.dispatcher.must('POST', '/api/rounds', {
    courierId: courier.id,
    date,
    shipmentIds,
  })
  const desk = await deskOf(stage)
  await desk.goto(`${new URL(world.url).origin}/app/dispatch/rounds/${round.id}`)
  // A check that failed is not taken for one that found nothing.
  const checks = `**/api/rounds/${round.id}/unreached`
  stage.forgive(/ERR_FAILED/)
  await desk.route(checks, (route) => route.abort())
  await desk.reload()
  await desk.getByText('On ne sait pas si chaque destinataire a été prévenu').waitFor()
  await desk.unroute(checks)
  await desk.getByRole('button', { name: 'Réessayer' }).click()
  const list = desk.getByRole('region', { name: '3 destinataires n’ont pas été prévenus' })
  await list.waitFor()
  expect(await list.getByText('Le message n’a pas été remis').count()).toBe(3)
  // One is sent anew, one is taken off; a third leaves all the same, and that is an alert.
  const line = (label = '') => list.getByRole('listitem').filter({ hasText: label })
  await line(lost[0]?.labels[0]).getByRole('button', { name: 'Renvoyer' }).click()
  await line(lost[0]?.labels[0]).getByText('Renvoyé').waitFor()
  await world.until(
    async () =>
      (await eventsOf(world, lost[0]?.id ?? '')).filter(({ type }) => type === 'message-reported').length > 1,
  )
  await line(landline.labels[0]).getByRole('button', { name: 'Retirer' }).click()
  await desk.getByRole('region', { name: '1 destinataire n’a pas été prévenu' }).waitFor()
  await desk.getByRole('button', { name: 'Lancer la tournée' }).click()
  const dialog = desk.getByRole('dialog')
  await dialog.getByText('1 destinataire n’a pas de code').waitFor()
  await dialog.getByRole('button', { name: 'Lancer la tournée' }).click()
  await desk.getByText('Tous les arrêts sont lancés').waitFor()
  const { items } = await world.dispatcher.must('GET', '/api/alerts')
  const left = items.filter(({ kind }: { kind: string }) => kind === 'unreached')
  expect(left).toMatchObject([{ shipmentId: lost[1]?.id }])
})

test('R8: the courier sends the link again, and sees that it arrived, and nothing of what it says', async () => {
  const { world } = stage
  await reports('sms', 'late')
  const policy = { channels: ['sms'], moments: { released: ['sms'] } }
  const stop = await oneStop(world, 'kse', { policy })
  await messageWith(world, stop, /\/r#/)
  const tablet = await atDoor(stage, stop, RUSSIAN)
  await tablet.getByRole('button', { name: 'Ещё' }).click()
  await tablet.getByRole('button', { name: 'Отправить ссылку ещё раз' }).click()
  await tablet.getByText('SMS: отправлено').waitFor()
  await tablet.getByText('SMS: доставлено').waitFor()
  await reports('sms', 'delivered')
  const pin = await pinOf(world, stop)
  expect(await tablet.textContent('body')).not.toContain(pin)
})

test('R7: reveal “scan”: the message has the link alone; the scanned label shows the code, and the courier takes it', async () => {
  const { world, show } = stage
  const policy = { reveal: 'scan', door: ['pin', 'qr'], channels: ['sms'], moments: { released: ['sms'] } }
  const stop = await oneStop(world, 'kse', { policy })
  expect(await messageWith(world, stop, /\/r#/)).not.toMatch(/код\D{0,20}\d{5}/i)
  const tablet = await atDoor(stage, stop, RUSSIAN)
  await show(await labelOf(world, stop.id))
  const phone = await phoneOf(stage, stop, RUSSIAN_PHONE)
  await phone.getByRole('heading', { name: 'Ваш код для курьера' }).waitFor()
  const { secret } = await phone.evaluate(
    async (id) => (await fetch(`/api/deliveries/${id}`)).json(),
    stop.id,
  )
  await typePin(tablet, secret.pin)
  await expectWholeScreen(tablet, 'green', 'Отдайте посылку')
  expect(await codesOf(world, stop.id)).toEqual(['PIN'])
})

test('R21: “not me” while the courier types: nothing is released, and the stop says so without saying why', async () => {
  const { world } = stage
  const policy = { door: ['pin'], channels: ['sms'], moments: { released: ['sms'] } }
  const stop = await oneStop(world, 'kse', { policy })
  const pin = await pinOf(world, stop)
  const tablet = await atDoor(stage, stop, RUSSIAN)
  const keypad = tablet.getByRole('group', { name: /^Код получателя/ })
  for (const digit of pin.slice(0, 3)) await keypad.getByRole('button', { name: digit, exact: true }).click()
  const phone = await phoneOf(stage, stop, RUSSIAN_PHONE)
  await phone.getByRole('button', { name: 'Посылка не моя' }).click()
  await phone.getByRole('dialog').getByRole('button', { name: 'Да, сообщить' }).click()
  await tablet.getByRole('heading', { name: 'Посылка остаётся у вас' }).waitFor()
  expect(await tablet.textContent('body')).not.toContain('не моя')
  const late = await tabletPost(tablet, `/api/stops/${stop.id}/pin`, { pin })
  expect(late).toMatchObject({ status: 409, text: expect.stringContaining('claim-open') })
  expect(await codesOf(world, stop.id)).toEqual([])
})

test('R38: a mail that its server returns is not told, and the dispatcher sees it', async () => {
  const { world } = stage
  const policy = { channels: ['email'], moments: { announced: ['email'] } }
  const contractId = await contractFor(world, 'kse', policy)
  const bounced = async (mode: string, email: string) => {
    await reports('email', mode)
    const { id } = await announce(world, contractId, { recipient: { phone: undefined, email } })
    await world.until(async () => (await world.messages(email)).length > 0)
    return id
  }
  const forged = await bounced('forged', 'forged@recipient.example')
  const lost = await bounced('undelivered', 'lost@recipient.example')
  const said = async (id: string) =>
    (await eventsOf(world, id)).filter(({ type }) => type === 'message-reported').map(({ data }) => data)
  expect(await world.until(async () => (await said(lost)).length > 0 && said(lost))).toMatchObject([
    { channel: 'email', outcome: 'undelivered', reason: 'dsn-5.1.1' },
  ])
  expect(await said(forged)).toEqual([])
  await reports('email', 'delivered')
  const desk = await deskOf(stage)
  await desk.goto(`${new URL(world.url).origin}/app/dispatch/shipments/${lost}`)
  await desk.getByText('Message NON délivré par e-mail selon l’opérateur').waitFor()
})
