import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { clerkAt } from '../support/counter.ts'
import { atDoor, openStop, typePin, typeWrong } from './support/courier.ts'
import { codesOf, eventsOf, messageWith, oneStop, pinOf, wrongPins } from './support/day.ts'
import { expectWholeScreen } from './support/outcome.ts'
import { setStage } from './support/stage.ts'

const stage = setStage()
const undo = (tablet: Page) => tablet.getByRole('button', { name: /^Annuler · \d:\d\d$/ })

/** Counts what the courier taps from now on. */
async function countTaps(tablet: Page): Promise<() => Promise<number>> {
  await tablet.evaluate(() => {
    Object.assign(globalThis, { taps: 0 })
    addEventListener('click', () => void (globalThis as unknown as { taps: number }).taps++, true)
  })
  return () => tablet.evaluate(() => (globalThis as unknown as { taps: number }).taps)
}

async function nobodyThere(tablet: Page): Promise<void> {
  await tablet.getByRole('button', { name: 'Plus', exact: true }).click()
  await tablet.getByRole('dialog').getByRole('button', { name: 'Client absent', exact: true }).click()
  await tablet.getByRole('dialog').getByRole('button', { name: 'Oui : client absent' }).click()
  await expectWholeScreen(tablet, 'grey', 'Reprenez le colis')
}

test('R37: nobody there; the recipient comes down; taken back, PIN, D7: one coded event', async () => {
  const { world } = stage
  const stop = await oneStop(world, 'chronopost')
  const pin = await pinOf(world, stop)
  const tablet = await atDoor(stage, stop)
  const taps = await countTaps(tablet)
  await nobodyThere(tablet)
  const slip = await taps()
  await undo(tablet).click()
  await tablet.getByRole('group', { name: /^Code à \d chiffres/ }).waitFor()
  const back = (await taps()) - slip
  await typePin(tablet, pin)
  await expectWholeScreen(tablet, 'green', 'Remettez le colis')
  console.log(`taps: ${slip} to say that nobody was there, ${back} to take it back`)
  expect(back).toBe(1)
  expect(await codesOf(world, stop.id)).toEqual(['D7'])
  const events = await eventsOf(world, stop.id)
  expect(events.filter(({ type }) => /^visit-/.test(type)).map(({ type }) => type)).toEqual([
    'visit-failed',
    'visit-reopened',
  ])
})

test('R37: no code by mistake, gone back to the round, taken back there; who was told hears of it', async () => {
  const { world } = stage
  const stop = await oneStop(world, 'chronopost')
  const pin = await pinOf(world, stop)
  const tablet = await atDoor(stage, stop)
  await tablet.getByRole('button', { name: 'Pas de code' }).click()
  await tablet.getByRole('button', { name: /^Client informé/ }).click()
  await expectWholeScreen(tablet, 'red', 'Ne remettez pas le colis')
  await messageWith(world, stop, /point/)
  await tablet.getByRole('button', { name: 'Arrêt suivant' }).click()
  await tablet.getByText(stop.recipient).first().waitFor()
  await undo(tablet).click()
  await typePin(tablet, pin)
  await expectWholeScreen(tablet, 'green', 'Remettez le colis')
  await messageWith(world, stop, /encore là/)
  expect(await codesOf(world, stop.id)).toEqual(['D7'])
})

test('R37: five wrong codes are not taken back, and neither is what the point has', async () => {
  const { world } = stage
  const stop = await oneStop(world, 'chronopost')
  const [last = '', ...wrong] = wrongPins(await pinOf(world, stop), 5)
  const tablet = await atDoor(stage, stop)
  for (const pin of wrong) await typeWrong(tablet, pin)
  await typePin(tablet, last)
  await expectWholeScreen(tablet, 'red', 'Ne remettez pas le colis')
  await tablet.getByRole('button', { name: 'Arrêt suivant' }).click()
  await openStop(tablet, stop)
  expect(await undo(tablet).count()).toBe(0)
})

test('R37: what the point has received is not taken back, and the tablet says so', async () => {
  const { world } = stage
  const stop = await oneStop(world, 'chronopost')
  const tablet = await atDoor(stage, stop)
  await tablet.getByRole('button', { name: 'Pas de code' }).click()
  await tablet.getByRole('button', { name: /^Client informé/ }).click()
  await expectWholeScreen(tablet, 'red', 'Ne remettez pas le colis')
  await undo(tablet).waitFor()
  const { hold } = await world.dispatcher.must('GET', `/api/shipments/${stop.id}`)
  const clerk = await clerkAt(world, hold.point.id)
  await clerk.must('POST', '/api/holds/receive', { labels: stop.labels })
  stage.forgive(/409 .*reopen$/)
  await undo(tablet).click()
  await tablet.getByRole('alert').filter({ hasText: 'Trop tard pour annuler' }).first().waitFor()
  await undo(tablet).waitFor({ state: 'detached' })
  expect(await codesOf(world, stop.id)).toEqual(['NL'])
})
