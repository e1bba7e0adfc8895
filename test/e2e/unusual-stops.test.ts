import { expect, test } from 'vitest'
import { clerkAt } from '../support/counter.ts'
import { contractFor, newPhone } from '../support/world.ts'
import { expectAccessible } from './support/axe.ts'
import { arriveAt, openStop, RUSSIAN, sign, tabletOf, typePin, typeWrong } from './support/courier.ts'
import { codesOf, eventsOf, oneStop, wrongPins } from './support/day.ts'
import { TABLET } from './support/devices.ts'
import { expectWholeScreen } from './support/outcome.ts'
import { setStage } from './support/stage.ts'

const stage = setStage()

test('R28: a drop-off is handed in at its point, and the point’s own scan ends the stop', async () => {
  const { world } = stage
  const contractId = await contractFor(world, 'chronopost')
  const point = await world.dispatcher.must('POST', '/api/points', {
    name: 'Bureau de Bellecour',
    kind: 'office',
    address: { line1: '10 place Antonin-Poncet', city: 'Lyon', postcode: '69002', country: 'FR' },
    hours: 'Mo-Fr 09:00-18:00',
  })
  const waybill = `WB${crypto.randomUUID().slice(0, 18).toUpperCase()}`
  const address = { line1: '1 rue Sala', city: 'Lyon', postcode: '69002', country: 'FR' }
  const { id } = await world.dispatcher.must('POST', '/api/shipments', {
    waybill,
    contractId,
    parcels: [{ label: waybill }],
    recipient: { name: 'Zoé Martin', phone: newPhone(), kind: 'consumer', address },
    inPerson: true,
    destination: { pointId: point.id },
  })
  const { courierId } = await oneStop(world, 'chronopost')
  const date = new Date().toISOString().slice(0, 10)
  const round = await world.dispatcher.must('POST', '/api/rounds', { courierId, date, shipmentIds: [id] })
  await world.dispatcher.must('POST', `/api/rounds/${round.id}/dispatch`, {})
  const tablet = await tabletOf(stage, { courierId })
  await tablet.getByRole('link', { name: /Zoé Martin.*Dépôt au point relais/ }).waitFor()
  await arriveAt(tablet, { recipient: 'Zoé Martin' })
  await tablet.getByText('Le personnel du point relais scanne le colis').waitFor()
  await tablet.getByText('Horaires : lun–ven 09:00–18:00').waitFor()
  expect(await tablet.getByRole('group', { name: /^Code/ }).count()).toBe(0)
  const clerk = await clerkAt(world, point.id)
  await clerk.must('POST', '/api/holds/receive', { labels: [waybill] })
  await tablet.getByRole('heading', { name: 'Déposé au point relais' }).waitFor()
  await tablet.getByRole('button', { name: 'Arrêt suivant' }).click()
  await tablet.goto(`${world.url}/app/courier`)
  await tablet.getByRole('link', { name: /Zoé Martin.*Bureau de Bellecour/ }).waitFor()
})

test('R17: on the substitute phone the identity check is open at once, and the screen says why', async () => {
  const { world, device } = stage
  const stop = await oneStop(world, 'kse')
  const { url } = await world.dispatcher.must('POST', `/api/rounds/${stop.roundId}/device-failure`, {
    reason: 'Écran cassé',
  })
  const phone = await device({ ...TABLET, ...RUSSIAN, viewport: { width: 360, height: 740 } })
  await phone.goto(url)
  await phone.getByRole('button', { name: 'Войти' }).click()
  await arriveAt(phone, stop)
  await phone.getByText('Запасной телефон').waitFor()
  await phone.getByRole('button', { name: 'Проверить документ' }).click()
  await phone.getByRole('radio', { name: 'Паспорт' }).check()
  await phone.getByRole('radio', { name: 'Да' }).check()
  await sign(phone)
  await phone.getByRole('button', { name: 'Подтвердить вручение' }).click()
  await expectWholeScreen(phone, 'green', 'Отдайте посылку')
  expect(await codesOf(world, stop.id)).toEqual(['ID'])
})

test('practice goes through every outcome by the real rules, and the server hears nothing of it', async () => {
  const { world } = stage
  const stop = await oneStop(world, 'chronopost')
  const tablet = await tabletOf(stage, stop)
  await tablet.getByRole('button', { name: 'Menu' }).click()
  await tablet.getByRole('link', { name: 'S’exercer à une remise' }).click()
  await tablet.getByRole('heading', { name: 'S’exercer à une remise' }).waitFor()
  await expectAccessible('practice', tablet)
  const requests: string[] = []
  tablet.on('request', (request) => {
    // The browser may fetch the tab's icon at any time.
    if (!request.url().endsWith('/app/icon.svg')) requests.push(request.url())
  })
  tablet.on('websocket', (socket) => requests.push(socket.url()))

  const bar = tablet.getByRole('complementary', { name: 'Exercice' })
  const begin = async (which: RegExp) => {
    await tablet.getByRole('button', { name: which }).click()
    await bar.getByText('rien n’est envoyé').waitFor()
    await tablet.getByRole('button', { name: 'Je suis sur place' }).click()
    return /\d+/.exec((await bar.getByText(/Code du client/).textContent()) ?? '')![0]
  }
  const outcome = (words: string) => tablet.getByRole('heading', { name: words, level: 1 }).waitFor()
  const again = () => tablet.getByRole('button', { name: 'Recommencer' }).click()
  const client = async (does: RegExp) => {
    await bar.getByRole('button', { name: 'Le client…' }).click()
    await tablet.getByRole('dialog').getByRole('button', { name: does }).click()
  }
  const HOLD = /Commencer.*au point/
  const IDENTITY = /Commencer.*pièce d’identité/

  await typePin(tablet, await begin(HOLD))
  await outcome('Remettez le colis')
  await bar.getByText('rien n’est envoyé').waitFor()
  await again()

  const [last = '', ...wrong] = wrongPins(await begin(HOLD), 5)
  for (const pin of wrong) await typeWrong(tablet, pin)
  await typePin(tablet, last)
  await outcome('Ne remettez pas le colis')
  await tablet.getByText('Point relais d’exercice', { exact: true }).waitFor()
  await again()

  await begin(HOLD)
  await client(/montre le QR/)
  await outcome('Remettez le colis')
  await again()

  await begin(HOLD)
  await tablet.getByRole('button', { name: 'Pas de code' }).click()
  await outcome('Ce colis ne doit pas être remis')
  await tablet.getByRole('button', { name: 'Client informé, pas de code' }).click()
  await outcome('Ne remettez pas le colis')
  await again()

  await begin(IDENTITY)
  await tablet.getByRole('button', { name: 'Pas de code' }).click()
  await tablet.getByRole('button', { name: 'Client informé, contrôler la pièce' }).click()
  await tablet.getByRole('radio', { name: 'Passeport' }).check()
  await tablet.getByRole('radio', { name: 'Oui' }).check()
  await sign(tablet)
  await tablet.getByRole('button', { name: 'Confirmer la remise' }).click()
  await outcome('Remettez le colis')
  await again()

  await begin(IDENTITY)
  await client(/une autre étiquette/)
  await tablet.getByText('Le client a scanné l’étiquette d’un autre colis').waitFor()
  await client(/scanne l’étiquette et signe/)
  await outcome('Remettez le colis')
  await again()

  expect(requests).toEqual([])
  expect((await eventsOf(world, stop.id)).at(-1)?.type).not.toMatch(/arrived|code-refused|handed-over/)
  await tablet.getByRole('button', { name: 'Retour', exact: true }).click()
  await openStop(tablet, stop)
})
