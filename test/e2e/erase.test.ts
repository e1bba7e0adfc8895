import { expect, test } from 'vitest'
import { check } from '../../web/verify/check.ts'
import { announce, contractFor, outForDelivery } from '../support/world.ts'
import { expectAccessible } from './support/axe.ts'
import { deskOf } from './support/dispatcher.ts'
import { setStage } from './support/stage.ts'

const stage = setStage()

test('R31: a dispatcher erases a name on request, confirms it twice, and the evidence still verifies', async () => {
  const { world } = stage
  const { id } = await announce(world, await contractFor(world, 'kse'))
  await world.dispatcher.must('POST', `/api/shipments/${id}/cancel`, { reason: 'asked' })
  const desk = await deskOf(stage)
  await desk.goto(`${world.url}/app/dispatch/shipments/${id}`)
  await desk.getByText('Camille Renaud').waitFor()
  await desk.getByRole('button', { name: 'Effacer des données personnelles' }).click()
  const dialog = desk.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Continuer' }).click()
  await dialog.getByText('Choisissez ce qui doit être effacé.').waitFor()
  await dialog.getByRole('checkbox', { name: 'nom', exact: true }).check()
  await dialog.getByLabel('Qui l’a demandé').fill('demande écrite du 3 novembre')
  await expectAccessible('what to erase', desk)
  await dialog.getByRole('button', { name: 'Continuer' }).click()
  await dialog.getByText('disparaît définitivement : nom.').waitFor()
  // Nothing is erased before the confirmation.
  expect((await world.dispatcher.must('GET', `/api/shipments/${id}`)).recipient.name).toBe('Camille Renaud')
  await dialog.getByRole('button', { name: 'Effacer définitivement' }).click()
  await desk.getByText('Effacé : nom.', { exact: true }).waitFor()
  await desk.getByText('Effacé sur demande : nom').waitFor()
  await desk.getByText(/^Effacé le .* : nom$/).waitFor()
  await desk.getByText('demande écrite du 3 novembre').waitFor()
  await expectAccessible('erased', desk)
  expect(await desk.getByText('Camille Renaud').count()).toBe(0)
  const { keys } = await world.dispatcher.must('GET', '/.well-known/jwks.json')
  const pack = (await world.dispatcher.get(`/api/shipments/${id}/evidence`)).text
  expect((await check(pack, keys)).faults).toEqual([])
})

test('R31: while the delivery goes on erasing is not offered, and the page says how long what is kept', async () => {
  const { id } = await outForDelivery(stage.world, 'kse', { arrived: true })
  const desk = await deskOf(stage)
  await desk.goto(`${stage.world.url}/app/dispatch/shipments/${id}`)
  await desk.getByText('Conservé tant que la livraison est en cours : nom').waitFor()
  expect(await desk.getByRole('button', { name: /Effacer/ }).count()).toBe(0)
})
