import { afterAll, beforeAll, expect, test } from 'vitest'
import { signIn } from '../../scripts/client.ts'
import type { RoundLine } from '../../worker/api/rounds/answers.ts'
import { newPoint } from '../support/counter.ts'
import { pinOf, tryPin } from '../support/door.ts'
import { startWorld } from '../support/harness.ts'
import { announce, contractFor, newCourier, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
  // Parcels that may not be handed over go to this point.
  await newPoint(world, { lat: 45.76, lon: 4.83 })
})
afterAll(() => world?.close())

const TODAY = new Date().toISOString().slice(0, 10)
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

const lineOf = async (id: string, query = ''): Promise<RoundLine | undefined> =>
  (await world.dispatcher.must('GET', `/api/rounds${query}`)).items.find((line: RoundLine) => line.id === id)
/** Waits until the index shows these marks on a round. */
const shows = (id: string, marks: string[]) =>
  world.until(async () => {
    const line = await lineOf(id)
    return JSON.stringify(line?.marks) === JSON.stringify(marks) && line
  })

/** Sends out a round of `chronopost` shipments. */
async function aRound(count: number, date = TODAY) {
  const contractId = await contractFor(world, 'chronopost')
  const { id: courierId, client: courier } = await newCourier(world)
  const shipments = []
  for (let n = 0; n < count; n++) shipments.push(await announce(world, contractId))
  const shipmentIds = shipments.map(({ id }) => id)
  const { id } = await world.dispatcher.must('POST', '/api/rounds', { courierId, date, shipmentIds })
  return { id, shipments, courier, courierId }
}

test('a round’s line says stop by stop how it goes, who is where, and since when', async () => {
  const { id, shipments, courier } = await aRound(4)
  expect(await lineOf(id)).toMatchObject({ stops: 4, state: 'planned', marks: Array(4).fill('open') })
  await world.dispatcher.must('POST', `/api/rounds/${id}/dispatch`)
  const [first, second, third, last] = shipments
  const arrive = (at: string) =>
    courier.must('POST', `/api/stops/${at}/arrive`, { at: new Date().toISOString() })
  await arrive(first!.id)
  await tryPin({ courier, id: first!.id }, await pinOf(world, first!))
  const line = await shows(id, ['done', 'open', 'open', 'open'])
  expect(line.next).toEqual({ shipmentId: second!.id, waybill: second!.labels[0], place: 2 })
  expect(Math.abs(Date.now() - Date.parse(line.changedAt ?? ''))).toBeLessThan(60_000)
  await arrive(second!.id)
  await courier.must('POST', `/api/stops/${second!.id}/no-code`)
  await arrive(third!.id)
  await courier.must('POST', `/api/stops/${third!.id}/fail`, { reason: 'absent' })
  await world.dispatcher.must('POST', `/api/rounds/${id}/withdraw`, { shipmentId: last!.id })
  expect((await shows(id, ['done', 'held', 'back', 'off'])).next).toBeNull()
})

test('what goes out again tomorrow came back from today’s round', async () => {
  const { id, shipments, courier, courierId } = await aRound(1)
  await world.dispatcher.must('POST', `/api/rounds/${id}/dispatch`)
  const [{ id: shipmentId, labels }] = shipments as [(typeof shipments)[0] & object]
  await courier.must('POST', `/api/stops/${shipmentId}/arrive`, { at: new Date().toISOString() })
  await courier.must('POST', `/api/stops/${shipmentId}/fail`, { reason: 'absent' })
  const depot = await signIn(world.url, world.signingKey, 'depot')
  await depot.must('POST', '/api/depot/receive', { labels })
  const again = await depot.must('POST', `/api/shipments/${shipmentId}/reschedule`, {
    date: day(1),
    courierId,
  })
  await shows(again.roundId, ['open'])
  await shows(id, ['back'])
})

test('“from” leaves earlier days out', async () => {
  const [today, later] = [await aRound(1), await aRound(1, day(2))]
  expect(await lineOf(today.id, `?from=${TODAY}`)).toBeDefined()
  expect(await lineOf(today.id, `?from=${day(1)}`)).toBeUndefined()
  expect(await lineOf(later.id, `?from=${day(1)}`)).toBeDefined()
})
