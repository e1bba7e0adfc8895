import { expect, test } from 'vitest'
import { ledgerOf } from '../support/violations.ts'
import { openLink, secretOf } from '../support/world.ts'
import { expectAccessible } from './support/axe.ts'
import { openStop, RUSSIAN, sign, typePin } from './support/courier.ts'
import { codesOf, dispatched, eventsOf, labelOf, oneStop, pinOf, type Stop } from './support/day.ts'
import { deskOf } from './support/dispatcher.ts'
import {
  arriveOffline,
  copyIntoQueue,
  cutUnseen,
  keepingTablet,
  loseEverySecondAnswer,
  network,
  openAnew,
  showQr,
  storedText,
} from './support/offline.ts'
import { expectWholeScreen } from './support/outcome.ts'
import { phoneOf, RUSSIAN_PHONE } from './support/recipient.ts'
import { setStage } from './support/stage.ts'

const stage = setStage()

async function qrOf(stop: Pick<Stop, 'phone'>): Promise<string> {
  const { phone, path } = await openLink(stage.world, (await secretOf(stage.world, stop.phone)).link)
  return (await phone.must('GET', path)).secret.qr
}
const typesOf = async (stop: Stop) => (await eventsOf(stage.world, stop.id)).map(({ type }) => type)
const until = <T>(probe: () => Promise<T | null | undefined | false>) => stage.world.until(probe)

test('R36: arrival and reload in flight mode lose nothing; the QR at the door is provisional, then D7', async () => {
  const { world } = stage
  const [stop, other] = (await dispatched(
    world,
    'chronopost',
    {},
    { recipient: { name: 'Louise Garnier' } },
  )) as [Stop, Stop]
  const code = await qrOf(stop)
  let tablet = await keepingTablet(stage, stop)
  await network(tablet, false)
  await arriveOffline(tablet, stop)
  await tablet
    .getByRole('heading', { name: 'Pas de réseau : les codes ne peuvent pas être vérifiés' })
    .waitFor()
  expect(await tablet.locator('.keypad').count()).toBe(0)
  await expectAccessible('a door without a network', tablet)

  tablet = await openAnew(tablet)
  await tablet.getByRole('link', { name: /Camille Renaud.*Vous y êtes.*pas encore envoyé/ }).waitFor()
  await tablet.getByRole('link', { name: other.recipient }).waitFor()
  await tablet.getByText('1 non envoyé').waitFor()
  await showQr(stage, code)
  await openStop(tablet, stop)
  await tablet.getByRole('button', { name: 'Scanner le QR' }).click()
  await expectWholeScreen(tablet, 'green', 'Remettez le colis')
  await tablet.getByText('Enregistré sur cette tablette').waitFor()
  expect(await codesOf(world, stop.id)).toEqual([])

  tablet = await openAnew(tablet)
  await tablet.getByText('2 non envoyés').click()
  await tablet.getByRole('list', { name: 'Pas encore envoyé' }).waitFor()
  await expectAccessible('what is not sent', tablet)
  await network(tablet, true)
  await tablet.getByRole('heading', { name: 'Tout est envoyé' }).waitFor()
  expect(await codesOf(world, stop.id)).toEqual(['D7'])
  const events = await eventsOf(world, stop.id)
  expect(events.find(({ type }) => type === 'handed-over')).toMatchObject({
    data: { proof: 'qr', act: { seq: 2, late: true } },
  })
  expect(events.find(({ type }) => type === 'arrived')).toMatchObject({ data: { act: { seq: 1 } } })
  // The code's bits were there until they were sent, and no longer.
  expect(await storedText(tablet)).not.toContain(code.split(':').at(-1))
})

test('R35: without a network another code costs nothing, and a PIN is neither taken nor stored', async () => {
  const { world } = stage
  const stop = await oneStop(world, 'chronopost')
  const pin = await pinOf(world, stop)
  const tablet = await keepingTablet(stage, stop)
  await arriveOffline(tablet, stop)
  // The code is typed in the very moment in which the network is lost.
  cutUnseen(tablet)
  await typePin(tablet, pin)
  await tablet.getByText('Ressaisissez le code').waitFor()
  await tablet.getByRole('heading', { name: /^Pas de réseau/ }).waitFor()
  await showQr(stage, `SESAME:1:${stop.id}:${'A'.repeat(22)}`)
  await tablet.getByRole('button', { name: 'Scanner le QR' }).click()
  await tablet.getByText('Ce n’est pas le code de cet arrêt').waitFor()
  const stored = await storedText(tablet)
  expect(stored).toContain(stop.labels[0])
  expect(stored).not.toContain(pin)
  expect(stored).not.toContain('A'.repeat(22))
  await network(tablet, true)
  expect((await eventsOf(world, stop.id)).some(({ type }) => type === 'code-refused')).toBe(false)
})

test('R23: the recipient finishes on their phone while the tablet has no network; the receipt is scanned, once', async () => {
  const { world, show } = stage
  const stop = await oneStop(world, 'kse')
  const tablet = await keepingTablet(stage, stop, RUSSIAN)
  await network(tablet, false)
  await arriveOffline(tablet, stop)
  await tablet.getByText('У телефона получателя есть сеть?').waitFor()
  await show(await labelOf(world, stop.id))
  const phone = await phoneOf(stage, stop, RUSSIAN_PHONE)
  await phone.getByRole('button', { name: 'Всё верно, претензий нет' }).click()
  await sign(phone)
  await phone.getByRole('button', { name: 'Завершить доставку' }).click()
  await expectWholeScreen(phone, 'green', 'Посылка ваша')
  const { phone: client, path } = await openLink(world, (await secretOf(world, stop.phone)).link)
  const [receipt = ''] = (await client.must('GET', path)).receipt.qr
  await showQr(stage, receipt)
  await tablet.getByRole('button', { name: 'Сканировать квитанцию' }).click()
  await expectWholeScreen(tablet, 'green', 'Отдайте посылку')
  await tablet.getByText('Сохранено на планшете').waitFor()
  await network(tablet, true)
  await until(async () => (await typesOf(stop)).includes('arrived'))
  await tablet.getByText('Сохранено на планшете').waitFor({ state: 'detached' })
  expect((await typesOf(stop)).filter((type) => type === 'handed-over')).toHaveLength(1)
  expect(await codesOf(world, stop.id)).toEqual(['LINK'])
})

test('R13, R36: no code without a network is NL once it is sent', async () => {
  const { world, pointName } = stage
  const stop = await oneStop(world, 'chronopost')
  let tablet = await keepingTablet(stage, stop)
  await network(tablet, false)
  await arriveOffline(tablet, stop)
  await tablet.getByRole('button', { name: 'Pas de code' }).click()
  await tablet.getByRole('button', { name: 'Client informé, pas de code' }).click()
  await expectWholeScreen(tablet, 'red', 'Ne remettez pas le colis')
  await tablet.getByRole('heading', { name: pointName }).waitFor()
  await tablet.getByText('Enregistré sur cette tablette').waitFor()
  tablet = await openAnew(tablet)
  await tablet.getByRole('link', { name: /Camille Renaud.*pas encore envoyé/ }).waitFor()
  expect(await codesOf(world, stop.id)).toEqual([])
  await network(tablet, true)
  await until(async () => (await codesOf(world, stop.id)).length > 0)
  expect(await codesOf(world, stop.id)).toEqual(['NL'])
  expect(await typesOf(stop)).toEqual(expect.arrayContaining(['arrived', 'held']))
})

test('R36: two tablets with one stop: one outcome, and a task that shows both accounts', async () => {
  const { world } = stage
  const stop = await oneStop(world, 'chronopost')
  const second = await oneStop(world, 'chronopost', { recipient: { name: 'Louise Garnier' } })
  const code = await qrOf(stop)
  const tablet = await keepingTablet(stage, stop)
  await network(tablet, false)
  await arriveOffline(tablet, stop)
  await showQr(stage, code)
  await tablet.getByRole('button', { name: 'Scanner le QR' }).click()
  await expectWholeScreen(tablet, 'green', 'Remettez le colis')
  // Meanwhile a dispatcher gave the stop to another courier, who handed it over by its code.
  const { roundId, courierId } = second
  await world.dispatcher.must('POST', `/api/rounds/${stop.roundId}/move`, { shipmentId: stop.id, courierId })
  expect(roundId).not.toBe(stop.roundId)
  const other = await keepingTablet(stage, second)
  await openStop(other, stop)
  await other.getByRole('button', { name: 'Je suis sur place' }).click()
  const pin = await pinOf(world, stop)
  await typePin(other, pin)
  await expectWholeScreen(other, 'green', 'Remettez le colis')

  await network(tablet, true)
  await until(async () => (await typesOf(stop)).includes('late-act-refused'))
  expect((await typesOf(stop)).filter((type) => type === 'handed-over')).toHaveLength(1)
  const desk = await deskOf(stage)
  await desk.goto(`${world.url}/app/dispatch/shipments/${stop.id}`)
  const task = desk.locator('section.claim', { hasText: 'remise par QR code' })
  await task.getByText('Sans réseau, non accepté : remise par QR code').waitFor()
  await task.getByRole('heading', { name: 'Enregistré' }).waitFor()
  await task.getByText('Code', { exact: false }).first().waitFor()
  await expectAccessible('two accounts of a visit', desk)
  await task.getByLabel('Commentaire').fill('Les deux ont été interrogés')
  const settle = desk.getByRole('button', { name: 'C’est réglé' })
  // The arrival contradicts what is known too: the other courier had the stop by then.
  await expect.poll(() => settle.count()).toBe(2)
  for (const left of [1, 0]) {
    await settle.first().click()
    await expect.poll(() => settle.count()).toBe(left)
  }
  await until(async () => {
    const { conflicts } = await world.dispatcher.must('GET', `/api/shipments/${stop.id}`)
    return conflicts.length === 0
  })
})

test('R36, R18: a fourth identity check is not offered without a network, and forged into the queue it is a violation', async () => {
  const { world } = stage
  const names = ['Анна Седова', 'Борис Лапин', 'Вера Мухина', 'Глеб Орлов']
  const stops = await dispatched(world, 'kse', ...names.map((name) => ({ recipient: { name } })))
  const tablet = await keepingTablet(stage, stops[0]!, RUSSIAN)
  await network(tablet, false)
  for (const stop of stops.slice(0, 3)) {
    await arriveOffline(tablet, stop)
    await tablet.getByRole('button', { name: 'Нет кода' }).click()
    await tablet.getByRole('button', { name: 'Сообщил, проверить документ' }).click()
    await tablet.getByRole('radio', { name: 'Паспорт' }).click()
    await tablet.getByRole('radio', { name: 'Да' }).click()
    await sign(tablet)
    await tablet.getByRole('button', { name: 'Подтвердить вручение' }).click()
    await expectWholeScreen(tablet, 'green', 'Отдайте посылку')
    await tablet.goto(`${world.url}/app/courier`)
  }
  const last = stops[3]!
  await arriveOffline(tablet, last)
  await tablet.getByText('Сегодня уже три проверки документа').waitFor()
  await tablet.getByRole('button', { name: 'Нет кода' }).click()
  await tablet.getByRole('heading', { name: 'Эту посылку отдавать нельзя' }).waitFor()
  // Whoever writes into the tablet's own store gets no further.
  await copyIntoQueue(
    tablet,
    [2, 3].map((like) => ({ like, shipmentId: last.id, seq: 90 + like })),
  )
  await network(tablet, true)
  await until(async () => (await typesOf(last)).includes('unexplained'))
  expect(await typesOf(last)).not.toContain('handed-over')
  for (const stop of stops.slice(0, 3)) expect(await codesOf(world, stop.id)).toEqual(['ID'])
  await until(async () => (await ledgerOf(world, last.id))[0])
})

test('R36: a session that ended with acts in the queue: the next sign-in sends them all', async () => {
  const { world } = stage
  const stop = await oneStop(world, 'chronopost')
  let tablet = await keepingTablet(stage, stop)
  await network(tablet, false)
  await arriveOffline(tablet, stop)
  await tablet.getByRole('button', { name: 'Plus' }).click()
  await tablet.getByRole('button', { name: 'Client absent' }).click()
  await tablet.getByRole('button', { name: /^Oui : client absent/ }).click()
  await tablet.getByText('Enregistré sur cette tablette').waitFor()
  await world.dispatcher.must('POST', `/api/people/${stop.courierId}/revoke`, {})
  await network(tablet, true)
  await tablet.getByRole('heading', { name: 'Vous êtes déconnecté' }).waitFor()
  // Nothing of the round is left on the tablet, and nothing that was done is lost.
  const stored = await storedText(tablet)
  expect(stored).not.toContain(stop.recipient)
  expect(stored).toContain('POST /api/stops/:shipmentId/fail')
  expect(await typesOf(stop)).not.toContain('arrived')
  // The key that was revoked with its person is refused, and the tablet makes another.
  stage.forgive(/409 \(Conflict\) .*\/api\/session$/)
  const { url } = await world.dispatcher.must('POST', '/api/invitations', {
    role: 'courier',
    subjectId: stop.courierId,
  })
  const context = tablet.context()
  const next = await context.newPage()
  await tablet.close()
  tablet = next
  await tablet.goto(url)
  await tablet.getByRole('button', { name: 'Se connecter' }).click()
  await until(async () => (await typesOf(stop)).includes('visit-failed'))
  expect(await typesOf(stop)).toEqual(expect.arrayContaining(['arrived', 'visit-failed']))
})

test('R36: a hundred acts through a network that loses every second answer have a hundred effects, in order', async () => {
  const { world } = stage
  const names = Array.from({ length: 25 }, (_, i) => `Louise Garnier ${String.fromCharCode(65 + i)}.`)
  const [first, ...others] = (await dispatched(
    world,
    'chronopost',
    ...names.map((name) => ({ recipient: { name } })),
  )) as [Stop, ...Stop[]]
  const tablet = await keepingTablet(stage, first)
  await network(tablet, false)
  await arriveOffline(tablet, first)
  const absent = async () => {
    await tablet.getByRole('button', { name: 'Plus', exact: true }).click()
    await tablet.getByRole('dialog').getByRole('button', { name: 'Client absent', exact: true }).click()
    await tablet.getByRole('dialog').getByRole('button', { name: 'Oui : client absent' }).click()
    await expectWholeScreen(tablet, 'grey', 'Reprenez le colis')
  }
  await absent()
  await tablet.getByRole('button', { name: /^Annuler · \d:\d\d$/ }).click()
  await absent()
  // What one stop's courier did is done at 24 more; the taps would be the same.
  await copyIntoQueue(
    tablet,
    others.flatMap(({ id }, i) =>
      [1, 2, 3, 4].map((like) => ({ like, shipmentId: id, seq: 4 * (i + 1) + like })),
    ),
  )
  await tablet.reload()
  await tablet.getByText('100 non envoyés').waitFor()
  const lost = loseEverySecondAnswer(tablet)
  await network(tablet, true)
  await expect.poll(() => tablet.getByText(/non envoyés?$/).count(), { timeout: 200_000 }).toBe(0)
  expect(lost(), 'answers that nobody heard').toBeGreaterThanOrEqual(50)
  for (const stop of [first, ...others]) {
    const events = await eventsOf(world, stop.id)
    const acts = events.flatMap(({ type, data }) => {
      const { act } = data as { act?: { seq: number } }
      return act ? [{ type, seq: act.seq }] : []
    })
    expect(acts.map(({ type }) => type)).toEqual([
      'arrived',
      'visit-failed',
      'visit-reopened',
      'visit-failed',
    ])
    expect(acts.map(({ seq }) => seq - acts[0]!.seq)).toEqual([0, 1, 2, 3])
    expect(await codesOf(world, stop.id)).toEqual(['ABS'])
  }
  // Every second act pauses before it is tried again: that is what takes the time.
}, 240_000)
