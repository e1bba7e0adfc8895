import { expect, test } from 'vitest'
import { goBy, MOMENTS } from '../support/days.ts'
import { pinOf, roundAtDoors, tryPin, wrongPins } from '../support/door.ts'
import { type Harness, startWorld } from '../support/harness.ts'
import { expectAccessible } from './support/axe.ts'
import { deskOf, section } from './support/dispatcher.ts'
import { setStage } from './support/stage.ts'

const DAY_MS = 86_400_000
const stage = setStage(() => startWorld({ web: true }))
const harness = () => stage.world as Harness

/**
 * Plays yesterday's round of four doors: two hand-overs, one of them after two wrong codes, one NL, and one
 * visit with nobody there.
 */
async function playYesterday() {
  const world = harness()
  const { stops, courier, roundId } = await roundAtDoors(world, 'chronopost', 4, {
    policy: { moments: MOMENTS },
  })
  for (const [n, stop] of stops.entries()) {
    if (n === 2) await courier.must('POST', `/api/stops/${stop.id}/no-code`, {})
    else if (n === 3) await courier.must('POST', `/api/stops/${stop.id}/fail`, { reason: 'absent' })
    else {
      const pin = await pinOf(world, stop)
      for (const wrong of n === 1 ? wrongPins(pin, 2) : []) await tryPin(stop, wrong)
      await tryPin(stop, pin)
    }
  }
  for (const { id } of stops) await goBy(world, id, DAY_MS)
  const { DB } = await world.worker.getEnv()
  const date = new Date(Date.now() - DAY_MS).toISOString().slice(0, 10)
  await DB.prepare('UPDATE rounds SET date = ? WHERE id = ?').bind(date, roundId).run()
}

test('a dispatcher reads yesterday: what the figures say is what was played', async () => {
  await playYesterday()
  const desk = await deskOf(stage)
  await section(desk, 'Rapports')
  await desk.getByRole('heading', { name: 'Rapports', level: 1 }).waitFor()
  await desk.getByLabel('Période').selectOption({ label: 'Hier' })
  const tile = (name: string) =>
    desk.getByRole('listitem').filter({ has: desk.getByRole('heading', { name }) })
  await tile('Remis au premier passage')
    .getByText(/^50\s%$/)
    .waitFor()
  await tile('Remis au premier passage').getByText('2 premiers passages sur 4').waitFor()
  await tile('Remises').getByText('2 à la porte, 0 au guichet').waitFor()
  await tile('NL, mis en instance')
    .getByText(/^25\s% des passages$/)
    .waitFor()
  await tile('Messages par remise').getByText('4 messages').waitFor()

  // Each chart is its own table, and a row says what its bar shows.
  const cell = async (table: string, row: string) => {
    const line = desk.getByRole('table', { name: table }).getByRole('row', { name: new RegExp(`^${row}`) })
    return (await line.getByRole('cell').allTextContents()).filter(Boolean)[0]
  }
  expect(await cell('Ce qui a justifié la remise', 'À la porte: Code')).toBe('2')
  expect(await cell('Pourquoi l’envoi n’a pas été remis', 'NL : sans code')).toBe('1')
  expect(await cell('Pourquoi l’envoi n’a pas été remis', 'Client absent')).toBe('1')
  expect(await cell('Codes faux avant la fin', '2 codes faux')).toBe('1')
  expect(await cell('Codes faux avant la fin', '0 code faux')).toBe('2')
  await expectAccessible('figures', desk)

  const [file] = await Promise.all([
    desk.waitForEvent('download'),
    desk.getByRole('button', { name: /^CSV/ }).click(),
  ])
  expect(file.suggestedFilename()).toMatch(/^stats-day-.*\.csv$/)

  // Every choice stands in the address, down to the courier and from there to the day.
  await desk.getByRole('link', { name: 'Livreur', exact: true }).click()
  await desk.getByRole('link', { name: 'Lucas Moreau' }).click()
  await desk.waitForURL(/[?&]courier=/)
  await expect.poll(() => desk.getByLabel('Livreur').inputValue()).toMatch(/./)
  await tile('Remises').getByText('2 à la porte, 0 au guichet').waitFor()
  await desk.reload()
  await tile('Remis au premier passage')
    .getByText(/^50\s%$/)
    .waitFor()
  await tile('NL, mis en instance').getByRole('link', { name: 'Voir les envois' }).click()
  await desk.getByRole('heading', { name: 'Envois', level: 1 }).waitFor()
  expect(new URL(desk.url()).searchParams.get('state')).toBe('held')
})

test('figures of days without visits, of days that are none, and without a network', async () => {
  const desk = await deskOf(stage)
  await section(desk, 'Rapports')
  await desk.getByLabel('Du').fill('2020-01-02')
  await desk.getByLabel('Au', { exact: true }).fill('2020-01-03')
  await desk.getByText('Aucun passage sur cette période').waitFor()
  stage.forgive(/400/)
  await desk.getByLabel('Au', { exact: true }).fill('2020-01-01')
  await desk.getByText('Ces jours ne forment pas une période').waitFor()
  await desk.getByLabel('Période').selectOption({ label: 'Hier' })
  await desk.getByText('Aucun passage').or(desk.getByText('Remis au premier passage')).first().waitFor()
  stage.forgive(/ERR_INTERNET_DISCONNECTED/)
  await desk.context().setOffline(true)
  await desk.getByLabel('Période').selectOption({ label: '28 derniers jours' })
  await desk.getByText('Aucune réponse').waitFor()
  await desk.context().setOffline(false)
  await desk.getByRole('button', { name: 'Réessayer' }).click()
  await desk.getByText('Remis au premier passage').waitFor()
})

test('R31: a shipment is found by its recipient’s name, which is in no address; once erased it is not', async () => {
  const world = harness()
  const { stops } = await roundAtDoors(world, 'chronopost', 1, {
    policy: { moments: MOMENTS },
    recipient: { name: 'Hélène Quatrevents' },
  })
  const { id, labels } = stops[0]!
  await tryPin(stops[0]!, await pinOf(world, stops[0]!))
  const desk = await deskOf(stage)
  const field = desk.getByRole('searchbox', { name: 'Rechercher' })
  await field.fill('quatrevents helene')
  await desk.getByRole('link', { name: labels[0] ?? '' }).waitFor()
  await expect.poll(() => desk.getByRole('row').count()).toBe(2)
  expect(desk.url().toLowerCase()).not.toContain('quatrevents')
  await desk.getByRole('link', { name: labels[0] ?? '' }).click()
  await desk.getByRole('heading', { name: labels[0] ?? '' }).waitFor()
  // After going back, the search is still there. The page keeps it in memory.
  await desk.goBack()
  await expect.poll(() => field.inputValue()).toBe('quatrevents helene')
  await desk.getByRole('link', { name: labels[0] ?? '' }).waitFor()

  await goBy(world, id, 2 * DAY_MS)
  await world.dispatcher.must('POST', `/api/shipments/${id}/erase`, { kinds: ['name'] })
  await world.until(async () => {
    const { items } = await world.dispatcher.must('GET', '/api/shipments?q=quatrevents')
    return items.length === 0
  })
  await desk.getByRole('button', { name: 'Actualiser' }).click()
  await desk.getByText('Aucun résultat').waitFor()
  await field.fill(labels[0] ?? '')
  await desk.getByRole('link', { name: labels[0] ?? '' }).waitFor()
})
