import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { webhookIdOf } from '../../worker/registry/webhooks.ts'
import { type Harness, startWorld } from '../support/harness.ts'
import { type Receiver, startReceiver } from '../support/receiver.ts'
import { ownContract, verified, webhookSql } from '../support/webhooks.ts'
import { announce } from '../support/world.ts'
import { expectAccessible } from './support/axe.ts'
import { PHONE } from './support/devices.ts'
import { deskOf, section } from './support/dispatcher.ts'
import { setStage } from './support/stage.ts'

const stage = setStage(() => startWorld({ web: true }))
const CLIPBOARD = { permissions: ['clipboard-read', 'clipboard-write'] }
const HOUR_MS = 3_600_000

let receiver: Receiver
beforeAll(async () => {
  receiver = await startReceiver()
})
afterAll(() => receiver?.close())

/** Makes an endpoint with the form and returns the secret that was shown. */
async function make(desk: Page, id: string, contractId: string, more?: () => Promise<void>): Promise<string> {
  await section(desk, 'Intégration')
  await desk.getByRole('link', { name: 'Nouveau webhook' }).click()
  await desk.getByLabel('Nom du webhook').fill(id)
  await desk.getByLabel('Contrat').selectOption(contractId)
  await desk.getByLabel('Adresse').fill(receiver.url)
  await more?.()
  await desk.getByRole('button', { name: 'Créer', exact: true }).click()
  const field = desk.getByRole('dialog').getByLabel('Secret de signature')
  await field.waitFor()
  return field.inputValue()
}

async function store(desk: Page): Promise<void> {
  await desk.getByRole('checkbox', { name: 'Je l’ai mis en lieu sûr' }).check()
  await desk.getByRole('dialog').getByRole('button', { name: 'Terminé' }).click()
}

/** Opens the tries of an event and returns their texts. */
async function triesOf(desk: Page, event: string): Promise<string[]> {
  const delivery = desk.locator('tbody').filter({ hasText: event }).last()
  const details = delivery.locator('details')
  if (!(await details.evaluate((element) => (element as HTMLDetailsElement).open)))
    await details.locator('summary').click()
  return delivery.getByRole('list', { name: 'Essais' }).getByRole('listitem').allInnerTexts()
}

test('R34: a shipper’s endpoint fails for an hour and then catches up in order, verified with the secret shown', async () => {
  const world = stage.world as Harness
  const contractId = await ownContract(world)
  const desk = await deskOf(stage, CLIPBOARD)
  const secret = await make(desk, 'boutique', contractId)
  expect(secret).toMatch(/^whsec_/)
  await desk.getByRole('button', { name: 'Copier' }).click()
  await desk.getByText('✓ Copié').waitFor()
  expect(await desk.evaluate(() => navigator.clipboard.readText())).toBe(secret)
  // Closing without confirming asks first. After confirming, the secret is gone for good.
  await desk.keyboard.press('Escape')
  await desk.getByText('Confirmez que vous l’avez mis en lieu sûr').waitFor()
  await expectAccessible('secret', desk)
  await store(desk)
  await desk.getByRole('heading', { name: 'boutique' }).waitFor()
  expect(await desk.content()).not.toContain(secret)

  receiver.answer = () => ({ status: 500, body: 'maintenance' })
  const shipments = [await announce(world, contractId), await announce(world, contractId)]
  for (const { id } of shipments)
    await world.dispatcher.must('POST', `/api/shipments/${id}/cancel`, { reason: 'changed her mind' })
  await world.until(async () => {
    const { items } = await world.dispatcher.must('GET', '/api/webhooks/boutique/deliveries')
    return items.filter(({ tries }: { tries: object[] }) => tries.length > 0).length === 2
  })
  await desk.getByRole('button', { name: 'Actualiser' }).click()
  await desk.getByText('En échec').waitFor()
  await desk.getByText('Statut 500').first().waitFor()
  expect(await desk.locator('tbody').filter({ hasText: 'Après le précédent' }).count()).toBe(2)
  expect((await triesOf(desk, 'Annoncé')).join()).toContain('maintenance')
  await expectAccessible('deliveries that failed', desk)

  // The endpoint still fails half an hour later and answers at the end of the hour.
  const later = (ms: number) =>
    webhookSql(
      world,
      webhookIdOf(contractId, 'boutique'),
      `UPDATE deliveries SET due = due - ${ms}, tried = tried - ${ms}`,
    )
  const testIt = () => desk.getByRole('button', { name: 'Envoyer un test' }).click()
  await later(HOUR_MS / 2)
  await testIt()
  await desk.getByText('Le webhook a répondu 500, ce qui compte comme un échec').waitFor()
  await world.until(async () => {
    const { items } = await world.dispatcher.must('GET', '/api/webhooks/boutique/deliveries')
    return items.filter(({ tries }: { tries: object[] }) => tries.length >= 2).length === 2
  })
  receiver.answer = () => ({ status: 204 })
  receiver.got.length = 0
  await later(HOUR_MS)
  await testIt()
  await desk.getByText('Le webhook a répondu 204 : il fonctionne.').waitFor()
  const events = () => receiver.got.filter(({ headers }) => !headers['webhook-id']?.startsWith('test:'))
  await world.until(async () => events().length === 4)
  for (const received of receiver.got) verified(secret, received)
  for (const { id } of shipments)
    expect(
      events()
        .map((received) => verified(secret, received).data)
        .filter(({ shipmentId }) => shipmentId === id)
        .map(({ type, seq }) => [type, seq]),
    ).toEqual([
      ['announced', 1],
      ['cancelled', 2],
    ])
  await desk.getByRole('button', { name: 'Actualiser' }).click()
  await desk.getByText('Fonctionne', { exact: true }).waitFor()
  // The first retry is due after five seconds. On a slow machine it may come before the clock is moved.
  const statuses = await world.until(async () => {
    const all = (await triesOf(desk, 'Annoncé')).map((text) => /Statut \d+/.exec(text)?.[0])
    return all.at(-1) === 'Statut 204' && all
  })
  expect(statuses.length).toBeGreaterThanOrEqual(3)
  expect(new Set(statuses.slice(0, -1))).toEqual(new Set(['Statut 500']))
})

test('R34: what is refused is said beside its field; edited, paused, enabled, replayed, its secret rotated', async () => {
  const world = stage.world as Harness
  receiver.answer = () => ({ status: 200 })
  const contractId = await ownContract(world)
  const desk = await deskOf(stage)
  stage.forgive(/status of 400/)
  await make(desk, 'atelier', contractId, async () => {
    const url = desk.getByLabel('Adresse')
    await url.fill('https://user:pass@shop.example/hook')
    await desk.getByRole('button', { name: 'Créer', exact: true }).click()
    await desk.getByText('Sans nom d’utilisateur ni mot de passe.').waitFor()
    await url.fill(receiver.url)
    await desk.getByRole('radio', { name: 'Seulement ceux-ci' }).check()
    await expectAccessible('new endpoint', desk)
  })
  await store(desk)
  await desk.getByText('Remis, Mis en instance (NL) et Passage sans remise').waitFor()
  // Using the same name again would change the existing endpoint.
  await section(desk, 'Intégration')
  await desk.getByRole('link', { name: 'atelier' }).waitFor()
  await expectAccessible('endpoints', desk)
  await desk.getByRole('link', { name: 'Nouveau webhook' }).click()
  await desk.getByLabel('Nom du webhook').fill('atelier')
  // A name is taken only within its own contract.
  await desk.getByLabel('Contrat').selectOption(contractId)
  await desk.getByLabel('Adresse').fill(receiver.url)
  await desk.getByRole('button', { name: 'Créer', exact: true }).click()
  await desk.getByText('Un webhook de ce contrat porte déjà ce nom').waitFor()
  await desk.getByRole('link', { name: '‹ Webhooks' }).click()

  await desk.getByRole('link', { name: 'atelier' }).click()
  await desk.getByRole('button', { name: 'Modifier' }).click()
  await desk.getByRole('dialog').getByRole('radio', { name: 'Tous', exact: true }).check()
  await desk.getByRole('button', { name: 'Enregistrer' }).click()
  await desk.getByText('Tous les événements').waitFor()
  await desk.getByRole('button', { name: 'Mettre en pause' }).click()
  await desk.getByRole('button', { name: 'Activer' }).click()
  await desk.getByRole('button', { name: 'Mettre en pause' }).waitFor()
  const { id } = await announce(world, contractId)
  await world.until(async () => receiver.got.some(({ headers }) => headers['webhook-id'] === `${id}:1`))
  await desk.getByRole('button', { name: 'Rejouer…' }).click()
  await desk.getByRole('dialog').getByRole('button', { name: 'Rejouer…' }).click()
  await desk.getByText('1 événement est en file d’attente.').waitFor()
  await desk.getByRole('button', { name: 'Terminé' }).click()
  await world.until(
    async () => receiver.got.filter(({ headers }) => headers['webhook-id'] === `${id}:1`).length === 2,
  )

  await desk.getByRole('button', { name: 'Renouveler le secret' }).click()
  await desk.getByRole('dialog').getByRole('button', { name: 'Renouveler le secret' }).click()
  const secret = await desk.getByRole('dialog').getByLabel('Secret de signature').inputValue()
  await store(desk)
  await desk.getByText('Ancien et nouveau signent jusqu’au').waitFor()
  receiver.got.length = 0
  await desk.getByRole('button', { name: 'Envoyer un test' }).click()
  await desk.getByText('Le webhook a répondu 200 : il fonctionne.').waitFor()
  verified(secret, receiver.got[0]!)
})

test('R34: an address that is gone for good disables its endpoint, an alert leads there, and enabled it catches up', async () => {
  const world = stage.world as Harness
  const contractId = await ownContract(world)
  receiver.answer = () => ({ status: 410 })
  await world.dispatcher.must('PUT', '/api/webhooks/fermee', { url: receiver.url, events: ['*'], contractId })
  const { id } = await announce(world, contractId)
  await world.until(async () => !(await world.dispatcher.must('GET', '/api/webhooks/fermee')).enabled)
  const desk = await deskOf(stage)
  await section(desk, 'Alertes')
  await desk.getByRole('link', { name: 'fermee' }).filter({ visible: true }).click()
  await desk.getByText('Désactivé : 410').waitFor()
  await desk.getByText('l’adresse a répondu 410').waitFor()
  receiver.got.length = 0
  receiver.answer = () => ({ status: 200 })
  await desk.getByRole('button', { name: 'Activer' }).click()
  await world.until(async () => receiver.got.some(({ headers }) => headers['webhook-id'] === `${id}:1`))
  await desk.getByRole('button', { name: 'Actualiser' }).click()
  await desk.getByText('Fonctionne', { exact: true }).waitFor()
})

test('the endpoint’s page is usable on a phone', async () => {
  const world = stage.world as Harness
  await world.dispatcher.must('PUT', '/api/webhooks/mobile', { url: receiver.url, events: ['*'] })
  const phone = await deskOf(stage, PHONE)
  await phone.goto(`${world.url}/app/dispatch/webhooks/mobile`)
  await phone.getByRole('button', { name: 'Envoyer un test' }).click()
  await phone.getByText('Le webhook a répondu 200').waitFor()
  const wider = await phone.evaluate(() => document.documentElement.scrollWidth > innerWidth)
  expect(wider).toBe(false)
})
