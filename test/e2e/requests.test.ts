import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { type Client, signIn } from '../../scripts/client.ts'
import { pinOf, roundAtDoors, tryPin, wrongPins } from '../support/door.ts'
import { type Harness, startWorld } from '../support/harness.ts'
import { operate, operatorCommand, requestOn, stranger } from '../support/requests.ts'
import { suspected } from '../support/violations.ts'
import { announce, contractFor, type Delivery, newPhone, secretOf } from '../support/world.ts'
import { expectAccessible } from './support/axe.ts'
import { deskOf, section } from './support/dispatcher.ts'
import { setStage } from './support/stage.ts'
import { Steps } from './support/steps.ts'

let harness: Harness
const stage = setStage(async () => {
  harness = await startWorld({ web: true })
  return harness
})

const at = (path: string) => `${harness.url}/app/dispatch/${path}`
const card = (desk: Page, title: string) => desk.getByRole('article').filter({ hasText: title })
const ANOTHER_CONTACT = 'Envoyer les messages de cet envoi à un autre contact'

/** Opens on a desk a shipment whose recipient was told. */
async function opened(desk: Page, world: Harness = harness) {
  const shipment = await announce(world, await contractFor(world, 'chronopost'))
  await secretOf(world, shipment.phone)
  await desk.goto(at(`shipments/${shipment.id}`))
  return shipment
}

/** Asks for another phone as a dispatcher does. */
async function askContact(desk: Page, next: string, steps = new Steps()): Promise<void> {
  await steps.tap(desk.getByRole('button', { name: 'Changer le contact' }))
  const dialog = desk.getByRole('dialog')
  await steps.write(dialog.getByLabel('Nouveau téléphone'), next)
  await steps.tap(dialog.getByRole('button', { name: 'Demander le changement' }))
  await desk.getByText('Demandé. Le contact actuel est prévenu').waitFor()
}

test('R9: asked at one desk, seen at another without a reload, agreed to in words that say what', async () => {
  const second = await deskOf(stage, {}, { name: 'Boris Lefèvre' })
  await section(second, 'Demandes')
  await second.getByText('Rien en attente').waitFor()
  await expectAccessible('no requests', second)
  const desk = await deskOf(stage, {}, { name: 'Anna Moreau' })
  const { labels } = await opened(desk)
  const next = newPhone()
  await askContact(desk, next)
  // Whoever asked sees who could agree, and has no button to agree.
  await desk.getByText(/Peuvent approuver : .*Boris Lefèvre/).waitFor()
  await expectAccessible('another contact waits', desk)

  const asked = card(second, ANOTHER_CONTACT)
  await asked.getByText(next).waitFor()
  await asked.getByText('Demandé par Anna Moreau').waitFor()
  await asked.getByRole('link', { name: labels[0] ?? '' }).waitFor()
  await second
    .getByRole('navigation', { name: 'Rubriques' })
    .getByRole('link', { name: /^Demandes.*1 vous attend/ })
    .waitFor()
  await expectAccessible('a request', second)
  // The dispatcher uses the keyboard alone.
  await asked.getByRole('button', { name: 'Approuver' }).focus()
  await second.keyboard.press('Enter')
  const dialog = second.getByRole('dialog')
  await dialog.getByText(next).waitFor()
  await expectAccessible('what is agreed to', second)
  await dialog.getByRole('button', { name: 'Approuver' }).focus()
  await second.keyboard.press('Enter')
  await second.getByText('Approuvée. Elle prend effet à').waitFor()
  await second.getByText('Rien en attente').waitFor()
  // The first desk is updated by itself.
  await desk.getByText('Une deuxième personne a donné son accord').waitFor()
})

test('R9: who asked takes it back in the inbox; what was swapped meanwhile is read anew', async () => {
  const desk = await deskOf(stage)
  const strong = { name: 'Maison Lumière', profile: 'chronopost' }
  const weaker = { ...strong, policy: { withoutCode: 'identity' } }
  const path = `/api/contracts/swapped`
  await harness.dispatcher.must('PUT', path, strong)
  await harness.dispatcher.must('PUT', path, weaker)
  await desk.goto(at('requests'))
  const asked = card(desk, 'Maison Lumière')
  await asked.getByRole('button', { name: 'Approuver' }).click()
  const dialog = desk.getByRole('dialog')
  await dialog.getByText('Pas de code à la porte').waitFor()
  // Another version replaces the request while it is being read.
  await harness.dispatcher.must('PUT', path, { ...strong, policy: { penalty: null } })
  stage.forgive(/409/)
  await dialog.getByRole('button', { name: 'Approuver' }).click()
  await desk.getByText('Elle a changé pendant votre lecture').waitFor()
  await asked.getByText('Pénalité').waitFor()
  expect((await harness.dispatcher.must('GET', path)).version).toBe(1)

  await opened(desk)
  await askContact(desk, newPhone())
  await section(desk, 'Demandes')
  const own = card(desk, ANOTHER_CONTACT)
  expect(await own.getByRole('button', { name: 'Approuver' }).count()).toBe(0)
  await own.getByRole('button', { name: 'Retirer' }).click()
  await desk.getByRole('dialog').getByRole('button', { name: 'Retirer' }).click()
  await desk.getByText('Retirée.').waitFor()
  await own.waitFor({ state: 'detached' })
  await asked.getByRole('button', { name: 'Refuser' }).click()
  await desk.getByRole('dialog').getByRole('button', { name: 'Refuser' }).click()
  await desk.getByText('Refusée.').waitFor()
  await asked.waitFor({ state: 'detached' })
})

test('R1: the editor says what protects less before it is saved; the version waits and is in force once agreed to', async () => {
  await harness.dispatcher.must('PUT', '/api/contracts/weakened', {
    name: 'Librairie Œuvrard',
    profile: 'chronopost',
  })
  const desk = await deskOf(stage, {}, { name: 'Anna Moreau' })
  await desk.goto(at('contracts/weakened'))
  const field = desk.getByRole('group', { name: 'Pas de code à la porte', exact: true })
  // A change that protects as much or more is saved directly.
  await desk
    .getByRole('group', { name: 'Chiffres du code PIN', exact: true })
    .getByRole('radio', { name: '8' })
    .check()
  await desk.getByRole('button', { name: 'Enregistrer la version 2' }).waitFor()
  expect(await desk.getByText('Protège moins').count()).toBe(0)
  await field.getByRole('radio', { name: 'Contrôle d’identité à la porte' }).check()
  await field.getByText('Protège moins qu’aujourd’hui').waitFor()
  await desk.getByText('1 champ protège moins qu’aujourd’hui').waitFor()
  await expectAccessible('a weaker draft', desk)
  await desk.getByRole('button', { name: 'Demander la version 2' }).click()
  const waits = desk.getByRole('region', { name: 'La version 2 n’est pas encore en vigueur' })
  await waits.getByText('En attente d’une deuxième personne').waitFor()
  await waits.getByRole('row', { name: /Pas de code à la porte/ }).waitFor()
  await expectAccessible('a version that waits', desk)
  // The page shows what is in force, also after a reload.
  await desk.reload()
  await waits.waitFor()
  await desk.getByText('Version 1', { exact: true }).waitFor()

  const second = await deskOf(stage, {}, { name: 'Boris Lefèvre' })
  await second.goto(at('contracts/weakened'))
  await second.getByText('Vous pouvez en décider.').waitFor()
  await second.getByRole('link', { name: 'Ouvrir les demandes' }).click()
  const asked = card(second, 'Librairie Œuvrard')
  await asked.getByText('Contrôle d’identité à la porte').waitFor()
  await asked.getByRole('button', { name: 'Approuver' }).click()
  await second.getByRole('dialog').getByRole('button', { name: 'Approuver' }).click()
  await second.getByText('Approuvée.').waitFor()
  await desk.getByText('Version 2', { exact: true }).waitFor()
  await waits.waitFor({ state: 'detached' })
  expect(await field.getByRole('radio', { name: 'Contrôle d’identité à la porte' }).isChecked()).toBe(true)
})

test('R18: who made the account of a blocked courier is told that the release waits, and for whom', async () => {
  const subject = randomUUID()
  const own = await signIn(harness.url, harness.signingKey, 'dispatcher', { subject, name: 'Anna Moreau' })
  const { stops, courierId } = await roundAtDoors({ ...harness, dispatcher: own }, 'chronopost', 2)
  for (const stop of stops as Delivery[])
    for (const wrong of wrongPins(await pinOf(harness, stop), 5)) await tryPin(stop, wrong)
  const desk = await deskOf(stage, {}, { subject })
  await section(desk, 'Alertes')
  await desk.getByRole('button', { name: 'Débloquer Lucas Moreau' }).click()
  await desk.getByRole('dialog').getByRole('button', { name: 'Débloquer' }).click()
  await desk.getByRole('heading', { name: 'La levée du blocage de Lucas Moreau est demandée' }).waitFor()
  await desk.getByText('Peuvent approuver : ').waitFor()
  await desk.getByRole('link', { name: 'Attend une deuxième personne' }).waitFor()
  await expectAccessible('a release that waits', desk)

  const second = await deskOf(stage)
  await section(second, 'Demandes')
  const asked = card(second, 'Lever un blocage')
  await asked.getByText('saisie de codes').waitFor()
  await asked.getByRole('button', { name: 'Approuver' }).click()
  await second.getByRole('dialog').getByRole('button', { name: 'Approuver' }).click()
  await second.getByText('Approuvée.').waitFor()
  await desk.getByRole('cell', { name: /^Débloqué le/ }).waitFor()
  const { blocked } = await harness.dispatcher.must('GET', `/api/people/${courierId}`)
  expect(blocked).toEqual({ pin: false, identity: false })
})

test('R27: a waiver that is proposed leads to the inbox, and comes back declined', async () => {
  const { row } = await suspected(harness)
  const desk = await deskOf(stage)
  await desk.goto(at(`violations/${row.id}`))
  await desk.getByRole('button', { name: 'Proposer l’abandon' }).click()
  const dialog = desk.getByRole('dialog')
  await dialog.getByLabel('Motif').fill('Le gardien confirme')
  await dialog.getByRole('button', { name: 'Proposer l’abandon' }).click()
  await desk.getByText('Peuvent approuver : ').waitFor()
  await desk.getByRole('link', { name: 'Ouvrir les demandes' }).waitFor()
  const second = await deskOf(stage)
  await second.goto(at('requests'))
  const asked = card(second, 'Le gardien confirme')
  await asked.getByRole('button', { name: 'Refuser' }).click()
  await second.getByRole('dialog').getByRole('button', { name: 'Refuser' }).click()
  await second.getByText('Refusée.').waitFor()
  // The violation is suspected again, on the first desk too.
  await desk.getByRole('button', { name: 'Contester' }).waitFor()
})

/** Makes these people the only ones recently active, as in an office of one room. */
async function onlyRoom(ids: string[]): Promise<void> {
  const { DB } = await harness.worker.getEnv()
  const marks = ids.map(() => '?').join()
  await DB.prepare(`UPDATE people SET last_seen_at = '2020' WHERE id NOT IN (${marks})`)
    .bind(...ids)
    .run()
}

/** Invites somebody as a dispatcher does, and returns their id with the address to sign in. */
async function invite(by: Client, name: string): Promise<{ id: string; url: string }> {
  const { url } = await by.must('POST', '/api/invitations', { role: 'dispatcher', name })
  const claims = JSON.parse(Buffer.from(url.split('#')[1].split('.')[1], 'base64url').toString())
  return { id: claims.sub, url }
}

test('R9: in a room that one person invited the screen names both ways out, with commands that work', async () => {
  const head = await stranger(harness, 'Chef')
  // The head makes all further calls of this test; another caller would count as one more person in the room.
  const room = { ...harness, dispatcher: head }
  const [anna, boris] = [await invite(head, 'Anna Moreau'), await invite(head, 'Boris Lefèvre')]
  const other = await deskOf(
    stage,
    { permissions: ['clipboard-read', 'clipboard-write'] },
    { url: boris.url },
  )
  const desk = await deskOf(stage, {}, { url: anna.url })
  await onlyRoom([anna.id, boris.id])
  const { id } = await opened(desk, room)
  await askContact(desk, newPhone())
  const { id: request } = await requestOn(room, { shipmentId: id })
  await desk.getByText('Personne ici ne peut approuver').waitFor()
  await desk.getByText(`npm run agree -- ${request}`, { exact: true }).waitFor()
  await desk.getByText(`npm run vouch -- ${boris.id}`, { exact: true }).waitFor()
  await expectAccessible('nobody could agree', desk)

  await section(other, 'Demandes')
  const asked = card(other, ANOTHER_CONTACT)
  await asked.getByText(`npm run vouch -- ${boris.id}`, { exact: true }).waitFor()
  expect(await asked.getByRole('button', { name: 'Approuver' }).count()).toBe(0)
  await asked.getByRole('button', { name: `Copier: npm run agree -- ${request}` }).click()
  expect(await other.evaluate(() => navigator.clipboard.readText())).toBe(`npm run agree -- ${request}`)
  await expectAccessible('a request that nobody could agree to', other)
  // The operator vouches for Boris, who is independent from then on.
  await operate(harness, { act: 'vouch', subject: boris.id })
  await asked.getByRole('button', { name: 'Approuver' }).waitFor()
  await desk.getByText('Peuvent approuver : Boris Lefèvre').waitFor()
})

test('R9: a carrier with one dispatcher: four steps at the desk and one command, to what the operator is shown', async () => {
  const only = await stranger(harness, 'Chef')
  const alone = await invite(only, 'Anna Moreau')
  const clipboard = { permissions: ['clipboard-read', 'clipboard-write'] }
  const desk = await deskOf(stage, clipboard, { url: alone.url })
  await onlyRoom([alone.id])
  await opened(desk, { ...harness, dispatcher: only })
  const [next, steps] = [newPhone(), new Steps()]
  await askContact(desk, next, steps)
  await desk.getByText('Personne ici ne peut approuver').waitFor()
  await steps.tap(desk.getByRole('button', { name: /^Copier: npm run agree/ }))
  const copied = await desk.evaluate(() => navigator.clipboard.readText())
  // Whoever holds the operator's key runs the command exactly as copied.
  const [, act = '', request = ''] = /^npm run (agree) -- (\S+)$/.exec(copied) ?? []
  const { ok, out } = await operatorCommand(harness, act, request)
  expect(ok, out).toBe(true)
  expect(out).toContain(next)
  await desk.getByText('Une deuxième personne a donné son accord').waitFor()
  expect(steps.taken).toBe(4)
})

test('what this version does not know yet is still a request; without a network the inbox says so; nothing is wider than a phone', async () => {
  const request = {
    id: 'never-heard-of:s1:7',
    kind: 'never-heard-of',
    askedBy: null,
    askedAt: new Date().toISOString(),
    lapsesAt: new Date(Date.now() + 170_000).toISOString(),
    ...{ shipmentId: 's1', waybill: 'XY746876977FR', contractId: 'c', person: null },
    shown: { labels: ['L'.repeat(64)], reasons: ['something-new'] },
    ...{ fingerprint: 'f', operatorNeeded: false, mayAgree: true, own: false },
    ...{ couldAgree: [], ifVouched: [] },
  }
  const locked = { ...request, id: `contact:${'x'.repeat(22)}:2`, kind: 'contact', mayAgree: false }
  for (const size of [
    { width: 320, height: 568 },
    { width: 390, height: 844 },
    { width: 800, height: 1180 },
  ]) {
    const desk = await deskOf(stage, { viewport: size })
    await desk.route('**/api/requests', (route) =>
      route.fulfill({ json: { items: [request, locked], cursor: null } }),
    )
    await desk.goto(at('requests'))
    await card(desk, 'Une demande qui exige une deuxième personne').getByText('XY746876977FR').waitFor()
    await desk
      .getByText(/encore \d+\ssecondes/)
      .first()
      .waitFor()
    expect(
      await desk.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      `${size.width}`,
    ).toBe(0)
    await expectAccessible(`requests at ${size.width}`, desk)
    if (size.width > 320) continue
    stage.forgive(/ERR_FAILED|ERR_INTERNET_DISCONNECTED/)
    await desk.unroute('**/api/requests')
    await desk.context().setOffline(true)
    await desk.getByText('Pas de réseau').first().waitFor()
    await desk.context().setOffline(false)
    await desk.getByText('Pas de réseau').first().waitFor({ state: 'detached' })
  }
})
