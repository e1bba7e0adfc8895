import { expect, test } from 'vitest'
import { ring } from '../support/days.ts'
import { type Harness, startWorld } from '../support/harness.ts'
import { announce, contractFor, newPhone, secretOf } from '../support/world.ts'
import { expectAccessible } from './support/axe.ts'
import { deskOf, section } from './support/dispatcher.ts'
import { phoneOf } from './support/recipient.ts'
import { setStage } from './support/stage.ts'
import { Steps } from './support/steps.ts'

let harness: Harness
const stage = setStage(async () => {
  harness = await startWorld({ web: true })
  return harness
})

const MINUTE = 60_000

/** Announces a shipment under `chronopost`, which tells the code at once, and opens its page on a desk. */
async function opened() {
  const shipment = await announce(harness, await contractFor(harness, 'chronopost'))
  const old = await secretOf(harness, shipment.phone)
  const desk = await deskOf(stage)
  await desk.goto(`${harness.url}/app/dispatch/shipments/${shipment.id}`)
  return { ...shipment, old, desk }
}

/** Asks for another phone in the dispatcher's dialog. The old phone is told. */
async function ask({ desk, phone }: Awaited<ReturnType<typeof opened>>, next: string): Promise<void> {
  await desk.getByRole('button', { name: 'Changer le contact' }).click()
  const dialog = desk.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Demander le changement' }).click()
  await dialog.getByText('Indiquez un nouveau téléphone').waitFor()
  await dialog.getByLabel('Nouveau téléphone').fill(next)
  await dialog.getByRole('button', { name: 'Demander le changement' }).click()
  await desk.getByText('Demandé. Le contact actuel est prévenu').waitFor()
  await harness.until(async () =>
    (await harness.messages(phone)).some(({ text }) => text.includes("Ce n'était pas vous")),
  )
}

test('R9: another contact: a second person agrees, the old one is told, half an hour later the new one has the code', async () => {
  const scene = await opened()
  const { id, phone, old, desk } = scene
  const next = newPhone()
  await ask(scene, next)
  await expectAccessible('another contact is asked for', desk)
  // Whoever asked cannot agree.
  await desk.getByText('En attente d’une deuxième personne').waitFor()
  expect(await desk.getByRole('button', { name: 'Approuver' }).count()).toBe(0)

  const second = await deskOf(stage)
  await second.goto(`${harness.url}/app/dispatch/alerts`)
  await second.getByText('Changement de contact demandé').first().waitFor()
  await section(second, 'Demandes')
  const asked = second.getByRole('article').filter({ hasText: next })
  await asked.getByRole('button', { name: 'Approuver' }).click()
  await second.getByRole('dialog').getByText(next).waitFor()
  await second.getByRole('dialog').getByRole('button', { name: 'Approuver' }).click()
  await second.getByText('Approuvée. Elle prend effet à').waitFor()
  await second.goto(`${harness.url}/app/dispatch/shipments/${id}`)
  await second.getByText('Une deuxième personne a donné son accord').waitFor()

  // Until the change takes effect the old contact's code works. Their page first asks whether it was them.
  const page = await phoneOf(stage, { phone })
  await page.getByRole('heading', { name: 'Était-ce vous ?' }).waitFor()
  await expectAccessible('was it you', page)
  await page.getByRole('button', { name: 'C’était moi', exact: true }).click()
  await page
    .getByText(old.pin ?? 'no code', { exact: false })
    .first()
    .waitFor()

  await ring(harness, id, 31 * MINUTE)
  const fresh = await secretOf(harness, next)
  expect(fresh.pin).toMatch(/^\d{6}$/)
  expect(fresh.link).not.toBe(old.link)
  stage.forgive(/410/)
  const dead = await phoneOf(stage, { phone })
  await dead.getByRole('heading', { name: 'Un message plus récent vous attend' }).waitFor()
  const newPage = await phoneOf(stage, { phone: next })
  await newPage
    .getByText(fresh.pin ?? 'no code', { exact: false })
    .first()
    .waitFor()
  await second.reload()
  await second.getByText('Contact modifié').waitFor()
})

test('R9: the old contact stops it from their page', async () => {
  const scene = await opened()
  const next = newPhone()
  await ask(scene, next)
  const page = await phoneOf(stage, scene)
  await page.getByRole('button', { name: 'Ce n’était pas moi : empêcher' }).click()
  await page
    .getByText(scene.old.pin ?? 'no code', { exact: false })
    .first()
    .waitFor()
  await scene.desk.reload()
  await scene.desk.getByText('Le destinataire a empêché le changement').waitFor()
  await ring(harness, scene.id, 40 * MINUTE)
  expect(await harness.messages(next)).toEqual([])
})

test('R9: a wrong number on a busy morning: five steps at one desk, three at another, among thirty parcels and eight requests', async () => {
  const contract = await contractFor(harness, 'chronopost')
  const morning = await Promise.all(Array.from({ length: 30 }, () => announce(harness, contract)))
  for (const { id } of morning.slice(0, 8))
    await harness.dispatcher.must('POST', `/api/shipments/${id}/contact`, { phone: newPhone() })
  const wrong = morning[20] as (typeof morning)[number]
  const [label, next] = [wrong.labels[0] ?? '', newPhone()]
  await secretOf(harness, wrong.phone)
  const desk = await deskOf(stage, {}, { name: 'Anna Moreau' })
  const asking = new Steps()
  await asking.write(desk.getByRole('searchbox'), label)
  await asking.tap(desk.getByRole('link', { name: label }))
  await asking.tap(desk.getByRole('button', { name: 'Changer le contact' }))
  const dialog = desk.getByRole('dialog')
  await asking.write(dialog.getByLabel('Nouveau téléphone'), next)
  await asking.tap(dialog.getByRole('button', { name: 'Demander le changement' }))
  await desk.getByText('Demandé. Le contact actuel est prévenu').waitFor()

  const second = await deskOf(stage, {}, { name: 'Boris Lefèvre' })
  const deciding = new Steps()
  await deciding.act(() => section(second, 'Demandes'))
  const asked = second.getByRole('article').filter({ hasText: next })
  await deciding.tap(asked.getByRole('button', { name: 'Approuver' }))
  await deciding.tap(second.getByRole('dialog').getByRole('button', { name: 'Approuver' }))
  await second.getByText('Approuvée. Elle prend effet à').waitFor()
  await ring(harness, wrong.id, 31 * MINUTE)
  expect((await secretOf(harness, next)).pin).toMatch(/^\d{6}$/)
  expect([asking.taken, deciding.taken]).toEqual([5, 3])
})
