import { expect, test } from 'vitest'
import { cellsOf, fileOf } from '../support/table.ts'
import { expectAccessible } from './support/axe.ts'
import { deskOf } from './support/dispatcher.ts'
import { contract, dirtyFileDay, give, importOf, send, shipmentsOf, tally } from './support/import.ts'
import { setStage } from './support/stage.ts'

const stage = setStage()

test('R2: a dirty file: the good ones go, the wrong ones come back, corrected they go too', () =>
  dirtyFileDay(stage, 200))

test('R2: a file in Windows-1251, as Excel saves it in Russia', async () => {
  await contract(stage, 'cp1251', 'Лавка')
  const text = [
    'Накладная;Получатель;Телефон;Адрес;Город;Индекс;Страна;Склад',
    'CP-0001;Анна Седова;8 (916) 123-45-67;"Лесная ул., 7; кв. 41";Москва;127055;RU;Юг',
    'CP-0002;ООО «Ёлка»;+79161234568;Палиха ул., 3;Москва;127055;ru;Юг',
    'CP-0003;Иван;телефон;Палиха ул., 3;Москва;127055;RU;Юг',
  ].join('\r\n')
  const codes: Record<string, number> = { Ё: 0xa8, '«': 0xab, '»': 0xbb }
  const bytes = [...text].map((c) => codes[c] ?? (c >= 'А' ? c.charCodeAt(0) - 0x350 : c.charCodeAt(0)))
  const desk = await deskOf(stage)
  await importOf(desk, 'Лавка')
  await give(desk, Buffer.from(bytes))
  await desk.getByRole('heading', { name: '2 envois peuvent être annoncés' }).waitFor()
  await desk.getByText('Windows-1251').waitFor()
  await desk.getByText('Colonnes non reconnues : Склад').waitFor()
  await desk
    .getByRole('row')
    .filter({ hasText: 'CP-0003' })
    .filter({ hasText: 'indicatif du pays' })
    .waitFor()
  expect(await send(desk)).toEqual([2, 0, 0])
  const { items } = await stage.world.dispatcher.must('GET', '/api/shipments?q=CP-0002')
  const view = await stage.world.dispatcher.must('GET', `/api/shipments/${items[0].id}`)
  expect(view.recipient).toMatchObject({ name: 'ООО «Ёлка»', address: { line1: 'Палиха ул., 3' } })
})

test('R30: a file with amounts: what recipients pay is shown before anything is sent, refusals stand at their column', async () => {
  const policy = { payment: 'both' }
  await stage.world.dispatcher.must('PUT', '/api/contracts/paid', { name: 'Lampes', profile: 'kse', policy })
  const desk = await deskOf(stage)
  await importOf(desk, 'Lampes')
  const header =
    'N° d’envoi;Destinataire;Téléphone;Adresse;Ville;Code postal;Pays;Frais de livraison;TVA livraison;Article;Prix;TVA'
  const line = (waybill: string, paid: string) =>
    `${waybill};Inès;06 39 98 00 01;12 quai;Lyon;69002;FR;${paid}`
  const lines = [
    line('PAID-01', '4,90 €;20;Lampe;1 039,90 €;20'),
    line('PAID-01', ';;Ampoule;2,50 €;5,5'),
    line('PAID-02', '1,200 €;;;;'),
    // No fiscal receipt states this rate, which the server knows.
    line('PAID-03', '500 ₽;19;;;'),
  ]
  await give(desk, [header, ...lines].join('\n'))
  await desk.getByRole('heading', { name: '2 envois peuvent être annoncés' }).waitFor()
  await desk.getByText(/à payer par lien avant la remise\s:\s1\s047,30\s€ et 500\s(?:₽|RUB)/).waitFor()
  await desk.getByRole('columnheader', { name: 'À payer' }).waitFor()
  await desk.getByRole('cell', { name: /^1\s047,30\s€$/ }).waitFor()
  const fault = (waybill: string, words: string) =>
    desk.getByRole('row').filter({ hasText: waybill }).filter({ hasText: words }).waitFor()
  await fault('PAID-02', 'avec deux décimales')
  await expectAccessible('a checked file with amounts', desk)
  expect(await send(desk)).toEqual([1, 0, 1])
  await fault('PAID-03', 'TVA livraison')
  await fault('PAID-03', 'ne connaît pas ce taux')
})

test('R2: the network goes and comes back, then the page is closed: the same file goes on, nothing is sent twice', async () => {
  // The browser logs requests that got no answer.
  stage.forgive(/Failed to load resource/)
  await contract(stage, 'resumed', 'Atelier')
  const file = fileOf(Array.from({ length: 250 }, (_, n) => cellsOf({ waybill: `RESUME-${1000 + n}` })))
  const desk = await deskOf(stage)
  const network = { lost: false, answers: 1 }
  const held: (() => void)[] = []
  /** The waybills that reached the server, by the key of their call. */
  const calls = new Map<string, string[]>()
  await desk.route('**/api/shipments/bulk', async (route) => {
    // The test lets a number of answers through. Other calls wait, and are lost while the network is down.
    while (!network.lost && network.answers === 0) await new Promise<void>((go) => held.push(go))
    if (network.lost) return route.abort().catch(() => {})
    network.answers--
    const { shipments } = route.request().postDataJSON() as { shipments: { waybill: string }[] }
    const waybills = shipments.map(({ waybill }) => waybill)
    calls.set(route.request().headers()['idempotency-key'] ?? '', waybills)
    // The page gives up a call that takes too long and repeats it under its key.
    await route.fulfill({ response: await route.fetch({ timeout: 0 }) }).catch(() => {})
  })
  const release = () => {
    for (const go of held.splice(0)) go()
  }
  await importOf(desk, 'Atelier')
  await give(desk, file)
  await desk.getByRole('button', { name: 'Annoncer 250 envois' }).click()
  await desk.getByText('100 sur 250').waitFor()

  network.lost = true
  release()
  await desk.getByText('L’import reprend tout seul').waitFor()
  Object.assign(network, { lost: false, answers: 1 })
  await desk.getByText('200 sur 250').waitFor()
  await desk.getByText('L’import reprend tout seul').waitFor({ state: 'detached' })
  const stored = await desk.evaluate(() => JSON.stringify(localStorage))
  expect(stored).toContain('sesame.imports')
  for (const personal of ['Garnier', '639980001', 'Perrache', 'RESUME'])
    expect(stored).not.toContain(personal)

  // A new page opens in the same browser. Whatever the old page had under way never arrives.
  await desk.goto('about:blank')
  network.lost = true
  release()
  await Promise.resolve()
  Object.assign(network, { lost: false, answers: Number.POSITIVE_INFINITY })
  await desk.goto(`${stage.world.url}/app/dispatch/shipments/import`)
  await desk.getByLabel('Contrat').selectOption({ label: 'Atelier' })
  await give(desk, file, 'autre-nom.csv')
  await desk.getByText('Une partie de ce fichier est déjà partie : 200 envois').waitFor()
  await expectAccessible('an import that goes on', desk)
  await desk.getByRole('button', { name: 'Reprendre' }).click()
  // Hundreds of shipments take as long as the machine needs.
  await desk.getByRole('heading', { name: 'Import terminé' }).waitFor({ timeout: 90_000 })
  const [created = 0, known = 0, refused] = await tally(desk)
  expect([created + known, refused]).toEqual([250, 0])
  const sent = [...calls.values()].flat()
  expect([sent.length, new Set(sent).size]).toEqual([250, 250])
  expect(await shipmentsOf(stage, 'resumed')).toHaveLength(250)
})
