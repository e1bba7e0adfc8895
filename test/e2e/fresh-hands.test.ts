import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { heldAtPoint } from '../support/counter.ts'
import { makeKnown } from '../support/hands.ts'
import { type Harness, startWorld } from '../support/harness.ts'
import { decide, requestOn, stranger } from '../support/requests.ts'
import { expectAccessible } from './support/axe.ts'
import { counterOf, RUSSIAN_DESK, wedge } from './support/counter.ts'
import { arriveAt, atDoor, RUSSIAN, sign, tabletOf } from './support/courier.ts'
import { eventsOf, messageWith, oneStop, pinOf, type Stop } from './support/day.ts'
import { TABLET } from './support/devices.ts'
import { deskOf, section } from './support/dispatcher.ts'
import { expectWholeScreen } from './support/outcome.ts'
import { setStage } from './support/stage.ts'
import { Steps } from './support/steps.ts'

let harness: Harness
const stage = setStage(async () => {
  harness = await startWorld({ web: true })
  // Boris is independent of the dispatcher who runs the day, so he decides.
  await stranger(harness, 'Boris')
  return harness
})

const APPROVAL = { policy: { freshHands: 'approval' } }
const MOSCOW = { name: 'Анна Седова', locale: 'ru' }

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })

/** Does what a courier does at a door where nobody has the code: "no code", the words, and the document. */
async function showDocument(tablet: Page, steps = new Steps()): Promise<Steps> {
  await steps.tap(button(tablet, 'Нет кода'))
  await steps.tap(button(tablet, 'Сообщил, проверить документ'))
  return checkDocument(tablet, steps)
}

async function checkDocument(tablet: Page, steps = new Steps()): Promise<Steps> {
  await steps.choose(tablet.getByRole('radio', { name: 'Паспорт' }))
  await steps.choose(tablet.getByRole('radio', { name: 'Да' }))
  await steps.act(() => sign(tablet))
  await steps.tap(button(tablet, 'Подтвердить вручение'))
  return steps
}

/** Lets the dispatchers' three minutes pass. */
async function threeMinutesLater({ id }: Pick<Stop, 'id'>): Promise<void> {
  await harness.sql(id, `UPDATE events SET at = at - ${4 * 60_000}`)
  await harness.evict(id)
}

const approvals = async ({ id }: Pick<Stop, 'id'>) =>
  (await eventsOf(harness, id)).filter(({ type }) => type === 'approval-asked').length

test('R42: a new courier waits at the door, reloads, and a dispatcher’s yes at the desk hands over', async () => {
  const stop = await oneStop(harness, 'kse', APPROVAL)
  const tablet = await atDoor(stage, stop, RUSSIAN)
  const desk = await deskOf(stage, {}, { name: 'Boris Lefèvre' })
  await section(desk, 'Demandes')
  await showDocument(tablet)
  await expectWholeScreen(tablet, 'grey', 'Ждите диспетчера')
  await tablet.getByText('новый сотрудник').waitFor()
  await tablet.getByText(/^осталось 2:\d\d$/).waitFor()
  await expectAccessible('a dispatcher is asked', tablet)
  await tablet.reload()
  await expectWholeScreen(tablet, 'grey', 'Ждите диспетчера')
  // Another way stays open meanwhile, and the stop shows that somebody was asked.
  await button(tablet, 'Другой способ').click()
  await tablet.getByRole('status').filter({ hasText: 'Ждите диспетчера' }).waitFor()
  await button(tablet, 'Показать').click()
  await expectWholeScreen(tablet, 'grey', 'Ждите диспетчера')

  const asked = desk.getByRole('article').filter({ hasText: 'Remettre sur présentation' })
  await asked.getByText('nouvel arrivé').waitFor()
  await asked.getByText('Lucas Moreau').waitFor()
  await asked.getByRole('button', { name: 'Approuver' }).click()
  await desk.getByRole('dialog').getByRole('button', { name: 'Approuver' }).click()
  await expectWholeScreen(tablet, 'green', 'Отдайте посылку')
  expect(await approvals(stop)).toBe(1)
  // The alert names the hands, the reason, and who invited them.
  await section(desk, 'Alertes')
  const alert = desk
    .getByRole('row')
    .filter({ hasText: 'Remis sur pièce d’identité par quelqu’un de trop récent' })
  await alert
    .getByText(/Lucas Moreau, invitation de l’opérateur/)
    .first()
    .waitFor()
  await expectAccessible('an alert of new hands', desk)
})

test('R42: nobody answers: it is asked again with one tap, the "no" is red, and says what to do', async () => {
  const stop = await oneStop(harness, 'kse', APPROVAL)
  const tablet = await atDoor(stage, stop, RUSSIAN)
  stage.forgive(/409/)
  await showDocument(tablet)
  await expectWholeScreen(tablet, 'grey', 'Ждите диспетчера')
  await threeMinutesLater(stop)
  await expectWholeScreen(tablet, 'grey', 'Диспетчер не ответил')
  await tablet.getByText('Это не отказ').waitFor()
  await expectAccessible('nobody answered', tablet)
  await button(tablet, 'Запросить ещё раз (2 из 3)').click()
  await expectWholeScreen(tablet, 'grey', 'Ждите диспетчера')
  expect(await approvals(stop)).toBe(2)
  const boris = await stranger(harness, 'Boris')
  const request = await requestOn(harness, { kind: 'fresh-hands', shipmentId: stop.id }, boris)
  await decide(boris, request, 'decline')
  await expectWholeScreen(tablet, 'red', 'Не отдавайте посылку')
  await tablet.getByText('NL', { exact: true }).waitFor()
})

test('R42: while a dispatcher is asked the right code hands over at once', async () => {
  const stop = await oneStop(harness, 'kse', APPROVAL)
  const tablet = await atDoor(stage, stop, RUSSIAN)
  await showDocument(tablet)
  await expectWholeScreen(tablet, 'grey', 'Ждите диспетчера')
  await button(tablet, 'Другой способ').click()
  const keypad = tablet.getByRole('group', { name: /^Код получателя/ })
  for (const digit of await pinOf(harness, stop))
    await keypad.getByRole('button', { name: digit, exact: true }).click()
  await keypad.getByRole('button', { name: 'Проверить' }).click()
  await expectWholeScreen(tablet, 'green', 'Отдайте посылку')
})

/** Puts a parcel on the counter of a clerk who is new there. */
async function atCounter(given: { policy?: object } = {}) {
  const held = await heldAtPoint(harness, 'kse', { ...given, recipient: MOSCOW, received: true })
  await messageWith(harness, held, / до \d\d\.\d\d\./)
  const counter = await counterOf(stage, held.pointId, RUSSIAN_DESK)
  return { held, counter }
}

async function issue(counter: Page, label: string, steps = new Steps()): Promise<Steps> {
  await steps.act(() => wedge(counter, label))
  // The scan opens the hold with a request. Until its answer there is nobody to issue to.
  await counter.getByText('Анна Седова').first().waitFor()
  await steps.press(counter, 'F7')
  await steps.choose(counter.getByRole('radio', { name: 'Паспорт' }))
  await steps.choose(counter.getByRole('radio', { name: 'Да' }))
  await button(counter, 'Ввести имя').click()
  await steps.write(counter.getByLabel('Имя и фамилия'), 'Анна Седова')
  await steps.tap(button(counter, /^Выдать/))
  return steps
}

test('R42: the counter waits too; lapsed it asks again, and goes green or red by itself', async () => {
  const boris = await stranger(harness, 'Boris')
  const { held, counter } = await atCounter(APPROVAL)
  stage.forgive(/409/)
  await issue(counter, held.labels[0] ?? '')
  await expectWholeScreen(counter, 'grey', 'Ждите диспетчера')
  await counter.getByText('новый ПВЗ').waitFor()
  await expectAccessible('the counter waits', counter)
  await threeMinutesLater(held)
  await expectWholeScreen(counter, 'grey', 'Диспетчер не ответил')
  await button(counter, 'Запросить ещё раз (2 из 3)').click()
  await expectWholeScreen(counter, 'grey', 'Ждите диспетчера')
  const about = { kind: 'fresh-hands', shipmentId: held.id } as const
  await decide(boris, await requestOn(harness, about, boris), 'decline')
  await expectWholeScreen(counter, 'red', 'Не отдавайте')
  await counter.getByText('Диспетчер не согласился').waitFor()
  await counter.keyboard.press('Enter')
  await button(counter, /^Выдать/).click()
  await expectWholeScreen(counter, 'grey', 'Ждите диспетчера')
  await decide(boris, await requestOn(harness, about, boris))
  await expectWholeScreen(counter, 'green', 'Отдайте посылку')
})

test('R17, R42: a substitute at noon: as many steps at the door as with the tablet, two at the desk', async () => {
  const [own, other] = [await oneStop(harness, 'kse'), await oneStop(harness, 'kse')]
  await makeKnown(harness, own.courierId)
  await makeKnown(harness, other.courierId)
  const tablet = await atDoor(stage, own, RUSSIAN)
  const usual = await showDocument(tablet)
  await expectWholeScreen(tablet, 'green', 'Отдайте посылку')

  const before = await tabletOf(stage, other, RUSSIAN)
  await before.context().close()
  const { url } = await harness.dispatcher.must('POST', `/api/rounds/${other.roundId}/device-failure`, {
    reason: 'Écran cassé',
  })
  const phone = await stage.device({ ...TABLET, ...RUSSIAN, viewport: { width: 360, height: 740 } })
  await phone.goto(url)
  await button(phone, 'Войти').click()
  await arriveAt(phone, other)
  const steps = new Steps()
  // On a substitute the check is open at once, without saying "no code" first.
  await steps.tap(button(phone, 'Проверить документ'))
  await checkDocument(phone, steps)
  await expectWholeScreen(phone, 'green', 'Отдайте посылку')
  expect(steps.taken).toBeLessThanOrEqual(usual.taken)
  // It costs one look at the desk: the alert says everything and leads to the parcel.
  const desk = await deskOf(stage, {}, { name: 'Boris Lefèvre' })
  const look = new Steps()
  await look.act(() => section(desk, 'Alertes'))
  const alert = desk
    .getByRole('row')
    .filter({ hasText: other.labels[0] ?? '' })
    .filter({ hasText: 'appareil de remplacement' })
  await look.tap(alert.getByRole('link', { name: other.labels[0] ?? '' }).first())
  await desk.getByText(/À vérifier : .*appareil de remplacement/).waitFor()
  expect(look.taken).toBe(2)
})

test('R42: the first day of a new relay: not a step more at its counter, one alert for each document', async () => {
  const { held, counter } = await atCounter()
  const fresh = await issue(counter, held.labels[0] ?? '')
  await expectWholeScreen(counter, 'green', 'Отдайте посылку')
  // The steps are the same as at any counter: parcel, way, document, name, signature, issue.
  expect(fresh.taken).toBe(6)
  const { items } = await harness.dispatcher.must('GET', '/api/alerts')
  const alerts = items.filter(
    (one: { kind: string; shipmentId: string }) => one.kind === 'fresh-hands' && one.shipmentId === held.id,
  )
  expect(alerts).toHaveLength(1)
  expect(alerts[0].fresh.reasons).toEqual(expect.arrayContaining(['new-hands', 'new-point']))
})
