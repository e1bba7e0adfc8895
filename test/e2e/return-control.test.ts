import type { Page, Request } from 'playwright-core'
import { expect, test } from 'vitest'
import { signIn } from '../../scripts/client.ts'
import { clerkAt } from '../support/counter.ts'
import { openLink, secretOf } from '../support/world.ts'
import { expectAccessible } from './support/axe.ts'
import { wedge } from './support/counter.ts'
import { tabletOf, tabletPost } from './support/courier.ts'
import { dispatched, eventsOf, pinOf, type Stop } from './support/day.ts'
import { expectWholeScreen } from './support/outcome.ts'
import { setStage } from './support/stage.ts'

const stage = setStage()
const named = (...names: string[]) => names.map((name) => ({ recipient: { name } }))

/** Plays what happened at a stop before the evening, through the tablet's own session. */
async function visit(tablet: Page, { id }: Stop, action: string, body: object): Promise<void> {
  const at = new Date().toISOString()
  expect((await tabletPost(tablet, `/api/stops/${id}/arrive`, { at })).status).toBe(200)
  expect((await tabletPost(tablet, `/api/stops/${id}/${action}`, body)).status).toBe(200)
}

const depotOf = () => signIn(stage.world.url, stage.world.signingKey, 'depot', { name: 'Paul Faure' })

const said = (tablet: Page, words: RegExp) => tablet.getByRole('status').filter({ hasText: words }).waitFor()
const inList = (tablet: Page, name: string, label: string) =>
  tablet.getByRole('list', { name, exact: true }).getByText(label).waitFor()
const endOfRound = (tablet: Page) => tablet.getByRole('button', { name: 'Fin de tournée' }).click()
const close = (tablet: Page) => tablet.getByRole('button', { name: 'Clôturer la tournée' }).click()
const closeAnyway = (tablet: Page) =>
  tablet.getByRole('dialog').getByRole('button', { name: 'Clôturer quand même' }).click()
const typesOf = async ({ id }: { id: string }) => (await eventsOf(stage.world, id)).map(({ type }) => type)
const placesOf = async ({ id }: { id: string }): Promise<string[]> =>
  (await stage.world.dispatcher.must('GET', `/api/shipments/${id}`)).parcels.map(
    ({ place }: { place: string }) => place,
  )

test('R26, R36: an evening: counted down, closed with one unexplained named first, nothing lost or twice', async () => {
  const { world } = stage
  const names = ['Camille Renaud', 'Hugo Lefèvre', 'Léa Garnier', 'Noé Petit']
  const day = await dispatched(world, 'chronopost', ...named(...names))
  const [given, toPoint, back, lost] = day as [Stop, Stop, Stop, Stop]
  const tablet = await tabletOf(stage, given)
  await visit(tablet, given, 'pin', { pin: await pinOf(world, given) })
  await visit(tablet, toPoint, 'no-code', {})
  await visit(tablet, back, 'fail', { reason: 'absent' })
  await tablet.reload()
  await endOfRound(tablet)
  await inList(tablet, 'À justifier', back.labels[0]!)
  await inList(tablet, 'À justifier', lost.labels[0]!)
  // The point has not confirmed this parcel, so the courier answers for it. The list shows the way to the
  // point.
  await inList(tablet, 'En route vers un point relais', toPoint.labels[0]!)
  await inList(tablet, 'En route vers un point relais', '3 place Jules-Ferry')
  await expectAccessible('the count', tablet)

  const { hold } = await world.dispatcher.must('GET', `/api/shipments/${toPoint.id}`)
  const clerk = await clerkAt(world, hold.point.id)
  await clerk.must('POST', '/api/holds/receive', { labels: toPoint.labels })
  await tablet.getByRole('button', { name: 'Retour', exact: true }).click()
  await endOfRound(tablet)
  await tablet.getByText('Au point relais, confirmé').click()
  await inList(tablet, 'Au point relais, confirmé', toPoint.labels[0]!)

  // The yard has no network. Scanning goes on, and rubbish never blocks the next parcel.
  stage.forgive(/ERR_INTERNET_DISCONNECTED|ERR_FAILED/)
  await tablet.context().setOffline(true)
  for (const [text, answer] of [
    ['SESAME:1:abc:def', /C’est le code d’un client/],
    ['é', /pas une étiquette/],
    ['AD-4711-BUY', /n’est pas de cette tournée/],
    [given.labels[0]!, /enregistré comme remis/],
    [back.labels[0]!.toLowerCase(), /Léa Garnier.*à bord/],
    [back.labels[0]!, /déjà compté/],
  ] as const) {
    await wedge(tablet, text)
    await said(tablet, answer)
  }
  await inList(tablet, 'À bord', back.labels[0]!)
  await tablet
    .getByRole('status')
    .filter({ hasText: /^1colis à justifier$/ })
    .waitFor()

  await close(tablet)
  const dialog = tablet.getByRole('dialog')
  await dialog.getByText('1 arrêt n’est pas terminé').waitFor()
  await dialog.getByRole('listitem').filter({ hasText: lost.labels[0]! }).waitFor()
  expect(await dialog.getByRole('listitem').count()).toBe(1)
  await dialog.getByText('Cela devient un manquement présumé.').waitFor()
  await expectAccessible('the confirmation', tablet)
  const keys = new Set<string | undefined>()
  const heard = (request: Request) => {
    if (request.url().endsWith('/api/round/close')) keys.add(request.headers()['idempotency-key'])
  }
  tablet.on('request', heard)
  await closeAnyway(tablet)
  await expectWholeScreen(tablet, 'grey', 'Pas encore envoyé')
  await tablet.getByRole('button', { name: 'Retour à la tournée' }).click()
  await tablet.getByText('La fin de tournée n’est pas encore envoyée').waitFor()
  expect(await typesOf(lost)).not.toContain('unexplained')

  // The network returns and the server counts, but its answer is lost.
  await tablet.route('**/api/round/close', async (route) => {
    await route.fetch()
    await route.abort()
  })
  await tablet.context().setOffline(false)
  await world.until(async () => (await typesOf(lost)).includes('unexplained'))
  await tablet.reload()
  await tablet.getByText('La fin de tournée n’est pas encore envoyée').waitFor()
  // After the reload the count is sent again without a tap, under the first key. `wait` lets a call that is
  // being lost end first, because the browser would otherwise let it through.
  await tablet.unrouteAll({ behavior: 'wait' })
  await tablet.getByText('La tournée est clôturée et comptée.').waitFor()
  await tablet.getByRole('link', { name: /Noé Petit.*Non justifié/ }).waitFor()
  expect([...keys]).toEqual([expect.stringMatching(/^[\w-]{16,}$/)])
  for (const [stop, type] of [
    [lost, 'unexplained'],
    [back, 'declared-back'],
  ] as const)
    expect((await typesOf(stop)).filter((one) => one === type)).toHaveLength(1)
  await tablet.getByRole('button', { name: 'Recompter' }).click()
  await expectWholeScreen(tablet, 'red', 'Clôturée, incomplète')
  await inList(tablet, 'Sans justification', lost.labels[0]!)
  await inList(tablet, 'À rendre à l’agence', back.labels[0]!)

  const violation = await world.until(async () => {
    const { items } = await world.dispatcher.must('GET', '/api/violations')
    return items.find(({ shipmentId }: { shipmentId: string }) => shipmentId === lost.id)
  })
  expect(violation).toMatchObject({ kind: 'unexplained', state: 'suspected', amount: 5000, currency: 'EUR' })
  expect(await placesOf(back)).toEqual(['vehicle'])
  await (await depotOf()).must('POST', '/api/depot/receive', { labels: back.labels })
  expect(await placesOf(back)).toEqual(['depot'])

  // The parcel lay under the seat. It is counted now, but a dispatcher still has to decide the suspected
  // violation.
  await tablet.getByRole('button', { name: 'Recompter' }).click()
  await wedge(tablet, lost.labels[0]!)
  await inList(tablet, 'À bord', lost.labels[0]!)
  await close(tablet)
  await tablet.getByRole('dialog').getByRole('button', { name: 'Clôturer la tournée' }).click()
  await expectWholeScreen(tablet, 'green', 'Tournée clôturée')
  expect(await typesOf(lost)).toContain('declared-back')
})

test('R21, R26: a claim holds nothing back: the round is closed, and the screen says which stop waits for the dispatcher', async () => {
  const { world } = stage
  const day = await dispatched(world, 'chronopost', ...named('Inès Faure', 'Hugo Lefèvre'))
  const [claimed, other] = day as [Stop, Stop]
  const tablet = await tabletOf(stage, claimed)
  await visit(tablet, other, 'fail', { reason: 'absent' })
  await tabletPost(tablet, `/api/stops/${claimed.id}/arrive`, { at: new Date().toISOString() })
  const { phone, path } = await openLink(world, (await secretOf(world, claimed.phone)).link)
  await phone.must('POST', `${path}/claim`, { kind: 'damaged' })
  await tablet.reload()
  await endOfRound(tablet)
  const known = tablet.getByRole('status').filter({ hasText: 'L’exploitation doit encore trancher ici' })
  await known.getByRole('link', { name: /Inès Faure/ }).waitFor()
  expect(await known.getByRole('link').count()).toBe(1)
  await wedge(tablet, other.labels[0]!)
  await wedge(tablet, claimed.labels[0]!)
  await tablet.getByText('Chaque colis est justifié').waitFor()
  await close(tablet)
  await tablet.getByRole('dialog').getByRole('button', { name: 'Clôturer la tournée' }).click()
  await expectWholeScreen(tablet, 'green', 'Tournée clôturée')
  await inList(tablet, 'L’exploitation doit encore trancher', claimed.labels[0]!)
  await inList(tablet, 'À rendre à l’agence', claimed.labels[0]!)
  await expectAccessible('a round closed with a claim', tablet)

  // The parcel is handed in like any other. The decision then leads to another visit, not to this door.
  expect(await typesOf(claimed)).toContain('declared-back')
  await (await depotOf()).must('POST', '/api/depot/receive', { labels: claimed.labels })
  expect(await placesOf(claimed)).toEqual(['depot'])
  await world.dispatcher.must('POST', `/api/shipments/${claimed.id}/claim/decide`, { decision: 'resume' })
  const late = await tabletPost(tablet, `/api/stops/${claimed.id}/no-code`, {})
  expect(late).toMatchObject({ status: 409, text: expect.stringContaining('"stop-closed"') })
})

test('R26: a parcel put on tomorrow’s round does not take the courier’s own round away, nor its late count', async () => {
  const { world } = stage
  const [first, second] = (await dispatched(world, 'chronopost', ...named('Léa Garnier', 'Noé Petit'))) as [
    Stop,
    Stop,
  ]
  const tablet = await tabletOf(stage, first)
  await visit(tablet, first, 'fail', { reason: 'absent' })
  const depot = await depotOf()
  await depot.must('POST', '/api/depot/receive', { labels: first.labels })
  const { date, roundId } = await depot.must('POST', `/api/shipments/${first.id}/reschedule`, {})
  expect(date > new Date().toISOString().slice(0, 10)).toBe(true)
  await tablet.reload()
  await tablet.getByRole('link', { name: /Noé Petit/ }).waitFor()
  await endOfRound(tablet)
  await inList(tablet, 'À justifier', second.labels[0]!)
  expect(await tablet.getByText(first.labels[0]!).count()).toBe(0)

  // Tomorrow's round is already out when the late count arrives. The count closes the round that it is about.
  await world.dispatcher.must('POST', `/api/rounds/${roundId}/dispatch`, {})
  const count = { scanned: second.labels, roundId: first.roundId }
  const late = await tabletPost(tablet, '/api/round/close', count)
  // A parcel that left with the round and came back stays in its count, wherever it went since.
  const depotCount = [{ label: first.labels[0] }, { label: second.labels[0] }]
  expect(JSON.parse(late.text)).toMatchObject({ depot: depotCount, unexplained: [] })
  const stateOf = async (id: string) => (await world.dispatcher.must('GET', `/api/rounds/${id}`)).state
  expect([await stateOf(first.roundId), await stateOf(roundId)]).toEqual(['closed', 'dispatched'])
  const foreign = await tabletPost(tablet, '/api/round/close', { scanned: [], roundId: 'another' })
  expect(foreign).toMatchObject({ status: 404, text: expect.stringContaining('"not-found"') })
})
