import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { signIn } from '../../scripts/client.ts'
import { startWorld } from '../support/harness.ts'
import { expectAccessible } from './support/axe.ts'
import { wedge } from './support/counter.ts'
import { openStop, RUSSIAN, sign, tabletOf, tabletPost } from './support/courier.ts'
import { dispatched, eventsOf, messageWith, oneStop, pinOf, type Stop, wrongPins } from './support/day.ts'
import { depotDesk, scan } from './support/depot.ts'
import { TABLET } from './support/devices.ts'
import { deskOf } from './support/dispatcher.ts'
import { expectWholeScreen } from './support/outcome.ts'
import { readQr } from './support/qr.ts'
import { setStage } from './support/stage.ts'

// This file has its own world, because the nearest point depends on every point that exists.
const stage = setStage(() => startWorld({ web: true }))

const ORIGIN = () => new URL(stage.world.url).origin
const now = () => ({ at: new Date().toISOString() })
const courierOf = ({ courierId }: Stop) =>
  signIn(stage.world.url, stage.world.signingKey, 'courier', { subject: courierId, name: 'Lucas Moreau' })
const shipment = (id: string) => stage.world.dispatcher.must('GET', `/api/shipments/${id}`)

/** Opens a round and records that its tablet is broken. */
async function tabletBroken(desk: Page, roundId: string, reason: string): Promise<void> {
  await desk.goto(`${ORIGIN()}/app/dispatch/rounds/${roundId}`)
  await desk.getByRole('button', { name: 'Tablette en panne' }).click()
  const dialog = desk.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Déconnecter la tablette' }).click()
  await dialog.getByText('Indiquez brièvement ce qui s’est passé').waitFor()
  await dialog.getByLabel('Ce qui s’est passé').fill(reason)
  await dialog.getByRole('button', { name: 'Déconnecter la tablette' }).click()
}

async function expectInHistory(desk: Page, id: string, ...said: string[]): Promise<void> {
  await desk.goto(`${ORIGIN()}/app/dispatch/shipments/${id}`)
  let entry = desk.getByRole('listitem')
  for (const words of said) entry = entry.filter({ hasText: words })
  await entry.first().waitFor()
}

test('R17: chronopost: a broken tablet sends open secured stops back; they go out again with the tries left', async () => {
  const { world, forgive } = stage
  const [tried, other] = (await dispatched(
    world,
    'chronopost',
    { recipient: { name: 'Hugo Blanc' } },
    { recipient: { name: 'Jade Noël' } },
  )) as [Stop, Stop]
  const tablet = await tabletOf(stage, tried)
  await tabletPost(tablet, `/api/stops/${tried.id}/arrive`, now())
  const [wrong = ''] = wrongPins(await pinOf(world, tried), 1)
  await tabletPost(tablet, `/api/stops/${tried.id}/pin`, { pin: wrong })

  const desk = await deskOf(stage)
  await tabletBroken(desk, tried.roundId, 'Écran brisé')
  await desk.getByText('les arrêts sécurisés ouverts retournent à l’agence').waitFor()
  // The browser logs the refused calls of the tablet that was signed out.
  forgive(/401/)
  forgive(/WebSocket/)
  await tablet.reload()
  await tablet.getByRole('heading', { name: 'Vous êtes déconnecté' }).waitFor()

  const depot = await depotDesk(stage)
  // The scans are faster than any answer, and none waits for the one before.
  await wedge(depot, tried.labels[0]!)
  await scan(depot, other.labels[0]!, 'À l’agence')
  const received = depot.getByRole('list', { name: 'Scannés' }).getByRole('listitem')
  expect(await received.filter({ hasText: 'À l’agence' }).count()).toBe(2)
  await depot.getByRole('link', { name: 'Replanifier' }).click()
  await depot.getByRole('heading', { name: 'Nouveau passage' }).waitFor()
  await scan(depot, tried.labels[0]!, 'Repart le')
  expect(await shipment(tried.id)).toMatchObject({
    state: 'scheduled',
    attempts: { evaluated: 1, left: 4 },
    parcels: [{ place: 'depot' }],
  })
  for (const { id } of [tried, other])
    await expectInHistory(desk, id, 'Tablette en panne', 'Motif : Écran brisé')
})

test('R17, R18: KSE: a substitute phone by the shown link; the identity check signs and counts', async () => {
  const { world, device } = stage
  const stops = await dispatched(world, 'kse', { recipient: { name: 'Пётр Ломов' } }, {}, {})
  const [first, ...others] = stops as [Stop, Stop, Stop]
  const desk = await deskOf(stage)
  await tabletBroken(desk, first.roundId, 'Упал в лужу')
  const invitation = await readQr(
    await desk.getByRole('img', { name: 'QR code de l’invitation' }).screenshot(),
  )
  await desk.getByRole('button', { name: 'Terminé' }).click()

  const phone = await device({ ...TABLET, ...RUSSIAN })
  // The answer to the sign-in is lost. The session was opened, and the next try gets that session.
  stage.forgive(/api\/session/)
  let lost = false
  await phone.route('**/api/session', async (route) => {
    if (lost) return route.continue()
    lost = true
    await route.fetch()
    await route.abort()
  })
  await phone.goto(invitation)
  await phone.getByRole('button', { name: 'Войти' }).click()
  await openStop(phone, first)
  await phone.getByText('Запасной телефон').waitFor()
  await phone.getByRole('button', { name: 'Я на месте' }).click()
  await phone.getByRole('button', { name: 'Проверить документ' }).click()
  await phone.getByRole('radio', { name: 'Паспорт' }).check()
  await phone.getByRole('radio', { name: 'Да' }).check()
  await sign(phone)
  await phone.getByRole('button', { name: 'Подтвердить вручение' }).click()
  await expectWholeScreen(phone, 'green', 'Отдайте посылку')
  expect((await eventsOf(world, first.id)).find(({ type }) => type === 'handed-over')).toMatchObject({
    data: { proof: 'identity', documentType: 'passport', signed: 'drawn' },
  })

  // Two more make three identity checks in one courier's day (R18).
  const stroke = [
    [10, 10, 0],
    [90, 40, 120],
  ]
  const signature = { strokes: [stroke], width: 300, height: 120 }
  for (const { id } of others) {
    await tabletPost(phone, `/api/stops/${id}/arrive`, now())
    const checked = { documentType: 'passport', nameMatches: true, signature }
    const answer = await tabletPost(phone, `/api/stops/${id}/identity`, checked)
    expect(answer).toMatchObject({ status: 200, text: expect.stringContaining('handed-over') })
  }
  await world.until(async () =>
    (await world.dispatcher.must('GET', '/api/alerts')).items.some(
      ({ kind, personId }: { kind: string; personId: string }) =>
        kind === 'identity-blocked' && personId === first.courierId,
    ),
  )
  for (const { id } of stops) await expectInHistory(desk, id, 'Tablette en panne', 'Motif : Упал в лужу')
})

test('R14: another point before drop-off: the recipient is told, and the courier is shown it', async () => {
  const { world } = stage
  const name = 'Bureau de Lyon Perrache'
  const address = { line1: '12 cours de Verdun', city: 'Lyon', postcode: '69002', country: 'FR' }
  const stop = await oneStop(world, 'chronopost', { recipient: { name: 'Louis Petit' } })
  // The point is made after the dispatch, so it was not the one chosen then.
  await world.dispatcher.must('POST', '/api/points', { name, kind: 'office', address })
  const tablet = await tabletOf(stage, stop)
  await tabletPost(tablet, `/api/stops/${stop.id}/arrive`, now())
  await tabletPost(tablet, `/api/stops/${stop.id}/no-code`, {})

  const desk = await deskOf(stage)
  await desk.goto(`${ORIGIN()}/app/dispatch/shipments/${stop.id}`)
  await desk.getByRole('button', { name: 'Choisir un autre point relais' }).click()
  const dialog = desk.getByRole('dialog')
  await dialog.getByText('Le destinataire est prévenu').waitFor()
  await dialog.getByRole('radio', { name }).check()
  await dialog.getByRole('button', { name: 'L’envoyer là' }).click()
  await desk.getByText(`Il ira au point relais « ${name} ».`).waitFor()
  await messageWith(world, stop, new RegExp(name))
  await tablet.reload()
  await tablet.getByRole('link', { name: stop.recipient }).click()
  await tablet.getByText(name).first().waitFor()
})

test('the printed sheet shows what is secured without colour, and the NL’s point', async () => {
  const { world, pointName } = stage
  const [secured, ordinary] = (await dispatched(
    world,
    'chronopost',
    { recipient: { name: 'Inès Garnier' } },
    { recipient: { name: 'Éditions du Parc', kind: 'business' } },
  )) as [Stop, Stop]
  const courier = await courierOf(secured)
  await courier.must('POST', `/api/stops/${secured.id}/arrive`, now())
  await courier.must('POST', `/api/stops/${secured.id}/no-code`, {})
  const desk = await deskOf(stage)
  await desk.goto(`${ORIGIN()}/app/dispatch/rounds/${secured.roundId}`)
  await desk.getByRole('link', { name: 'Feuille de tournée' }).click()
  const row = ({ labels }: Stop) => desk.getByRole('row').filter({ hasText: labels[0]! })
  const { point } = await shipment(secured.id)
  expect(point.name).toBe(pointName)
  await row(secured).getByText('Sécurisé').waitFor()
  const paper = await row(secured).textContent()
  expect(paper).toContain('⬢')
  expect(paper).toContain('NL')
  expect(paper).toContain(point.address)
  expect(paper).toContain(point.name)
  expect(await row(ordinary).textContent()).not.toContain('⬢')
  await expectAccessible('round sheet', desk)
  await desk.emulateMedia({ media: 'print' })
  expect(await desk.getByRole('navigation').isVisible()).toBe(false)
  expect(await desk.getByRole('button', { name: 'Imprimer' }).isVisible()).toBe(false)
  expect(await row(secured).isVisible()).toBe(true)
  const edge = (stop: Stop) =>
    row(stop)
      .locator('td')
      .first()
      .evaluate((cell) => getComputedStyle(cell).borderLeftStyle)
  expect(await edge(secured)).not.toBe(await edge(ordinary))
})

test('R26: return control at the depot: rubbish blocks nothing, what is missing is named, then suspected', async () => {
  const { world } = stage
  const [given, kept, lost] = (await dispatched(
    world,
    'chronopost',
    { recipient: { name: 'Hugo Blanc' } },
    { recipient: { name: 'Jade Noël' } },
    { recipient: { name: 'Louis Petit' } },
  )) as [Stop, Stop, Stop]
  const courier = await courierOf(given)
  await courier.must('POST', `/api/stops/${given.id}/arrive`, now())
  await courier.must('POST', `/api/stops/${given.id}/pin`, { pin: await pinOf(world, given) })

  const depot = await depotDesk(stage)
  await depot.goto(`${ORIGIN()}/app/depot/control/${given.roundId}`)
  const left = depot.getByRole('region', { name: 'Décompte' }).getByRole('status')
  await left.filter({ hasText: '2colis encore à justifier' }).waitFor()
  await scan(depot, '(*garbage*)', 'Pas un de nos colis')
  await scan(depot, kept.labels[0]!, 'Compté')
  await left.filter({ hasText: '1colis encore à justifier' }).waitFor()
  await expectAccessible('return control', depot)
  await depot.getByRole('button', { name: 'Clôturer avec 1 colis à justifier' }).click()
  const dialog = depot.getByRole('dialog')
  await dialog.getByRole('listitem').filter({ hasText: lost.labels[0]! }).waitFor()
  expect(await dialog.getByRole('listitem').count()).toBe(1)
  await dialog.getByRole('button', { name: 'Clôturer la tournée' }).click()
  await depot.getByText('Cette tournée est clôturée').waitFor()

  const places = await Promise.all(
    [given, kept, lost].map(async ({ id }) => (await shipment(id)).parcels[0].place),
  )
  expect(places).toEqual(['recipient', 'depot', 'unexplained'])
  const suspected = await world.until(async () =>
    (await world.dispatcher.must('GET', '/api/violations')).items.find(
      ({ shipmentId }: { shipmentId: string }) => shipmentId === lost.id,
    ),
  )
  expect(suspected).toMatchObject({ kind: 'unexplained', state: 'suspected', roundId: lost.roundId })
  // The parcel turns up and is simply scanned in.
  await scan(depot, lost.labels[0]!, 'À l’agence')
  await left.filter({ hasText: 'Chaque colis est justifié' }).waitFor()
})
