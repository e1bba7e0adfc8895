import { expect, test } from 'vitest'
import { signIn } from '../../scripts/client.ts'
import { ring } from '../support/days.ts'
import { eventsOf } from '../support/door.ts'
import { type Harness, startWorld } from '../support/harness.ts'
import { anna, newWaybill, order } from '../support/labels.ts'
import { newPhone, secretOf } from '../support/world.ts'
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
const CONTRACT = { name: 'Maison Lefèvre', profile: 'chronopost' }

/** Makes a cancelled shipment on the depot's shelf, whose label is still Anna's. */
async function shelved() {
  await harness.dispatcher.must('PUT', '/api/contracts/lefevre', CONTRACT)
  const [label, who] = [newWaybill(), anna()]
  const { id } = await harness.dispatcher.must('POST', '/api/shipments', order('lefevre', [label], who))
  const depot = await signIn(harness.url, harness.signingKey, 'depot')
  await depot.must('POST', '/api/depot/receive', { labels: [label] })
  await secretOf(harness, who.phone ?? '')
  await harness.dispatcher.must('POST', `/api/shipments/${id}/cancel`, { reason: 'ordered twice' })
  const { DB } = await harness.worker.getEnv()
  await harness.until(async () => {
    const row = await DB.prepare('SELECT over FROM shipments WHERE id = ?').bind(id).first()
    return row?.over === 1
  })
  return { id, label, who, phone: who.phone ?? '' }
}

/** Announces a label in the console for a recipient. */
async function announceAt(label: string, name: string, phone: string, steps = new Steps()) {
  const desk = await deskOf(stage)
  await steps.tap(desk.getByRole('link', { name: 'Annoncer' }))
  await steps.act(async () => {
    await desk.getByLabel('Contrat').selectOption({ label: CONTRACT.name })
  })
  await steps.write(desk.getByLabel('N° d’envoi'), newWaybill())
  await steps.write(desk.getByLabel(/étiquette/i).first(), label)
  await steps.write(desk.getByLabel('Nom', { exact: true }), name)
  await steps.write(desk.getByLabel('Téléphone'), phone)
  await steps.write(desk.getByLabel('Numéro et rue'), '12 quai Perrache')
  await steps.write(desk.getByLabel('Code postal'), '69002')
  await steps.write(desk.getByLabel('Ville'), 'Lyon')
  await steps.tap(desk.getByRole('button', { name: 'Annoncer' }))
  return desk
}

test('R41: a parcel that came back is announced again for the same recipient in as many steps as any other', async () => {
  const { label, who, phone } = await shelved()
  const announced = { name: 'Annoncé, sécurisé' }
  const usual = new Steps()
  const first = await announceAt(newWaybill(), 'Luc Henry', newPhone(), usual)
  await first.getByRole('heading', announced).waitFor()
  const before = (await harness.messages(phone)).length
  const again = new Steps()
  const desk = await announceAt(label, who.name, phone, again)
  await desk.getByRole('heading', announced).waitFor()
  expect(again.taken).toBe(usual.taken)
  await harness.until(async () => (await harness.messages(phone)).length > before)
})

test('R41: for somebody else it says what it waits for; a colleague agrees, and half an hour later it is announced', async () => {
  const { id, label } = await shelved()
  const next = newPhone()
  const desk = await announceAt(label, 'Jean Dupont', next)
  await desk.getByRole('heading', { name: 'En attente d’une deuxième personne' }).waitFor()
  await expectAccessible('a label waits for a second person', desk)
  await desk.getByText('encore celle d’un autre destinataire').waitFor()
  const second = await deskOf(stage, {}, { name: 'Boris Petit' })
  await section(second, 'Demandes')
  const asked = second.getByRole('article').filter({ hasText: next })
  await asked.getByText('Jean Dupont').waitFor()
  await asked.getByText(label).waitFor()
  await asked.getByRole('button', { name: 'Approuver' }).click()
  await second.getByRole('dialog').getByRole('button', { name: 'Approuver' }).click()
  await second.getByText('Approuvée. Elle prend effet à').waitFor()
  await ring(harness, id, 31 * MINUTE)
  expect((await secretOf(harness, next)).pin).toMatch(/^\d{6}$/)
})

test('R41: whoever it is for keeps it, on the page that the news leads to', async () => {
  const { id, label, phone } = await shelved()
  const next = newPhone()
  await announceAt(label, 'Jean Dupont', next)
  await harness.until(async () =>
    (await harness.messages(phone)).some(({ text }) => /autre destinataire/.test(text)),
  )
  const page = await phoneOf(stage, { phone })
  await page.getByRole('heading', { name: 'Ce colis est-il à vous ?' }).waitFor()
  await expectAccessible('is this parcel yours', page)
  stage.forgive(/410/)
  await page.getByRole('button', { name: 'Il est à moi : refuser' }).click()
  await harness.until(async () => (await eventsOf(harness, id)).some(({ type }) => type === 'label-stopped'))
  await page.getByRole('button', { name: 'Il est à moi : refuser' }).waitFor({ state: 'detached' })
  await ring(harness, id, 40 * MINUTE)
  expect(await harness.messages(next)).toEqual([])
})
