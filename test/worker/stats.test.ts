import { afterAll, beforeAll, expect, test } from 'vitest'
import type { StatsView } from '../../worker/api/stats/answers.ts'
import { goBy } from '../support/days.ts'
import { eventsOf, pinOf, roundAtDoors, tryPin, wrongPins } from '../support/door.ts'
import { type Harness, startWorld } from '../support/harness.ts'

let world: Harness
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world?.close())

const DAY_MS = 86_400_000
const dayAt = (ms: number) => new Date(ms).toISOString().slice(0, 10)
const around = (now: number) => `from=${dayAt(now - DAY_MS)}&to=${dayAt(now + DAY_MS)}`
const stats = (query: string): Promise<StatsView> => world.dispatcher.must('GET', `/api/stats?${query}`)
/** Only this moment sends a message, and only by SMS, so that messages can be counted. */
const POLICY = { moments: { released: ['sms'] } }

/** Plays a round of three doors: handed over after one wrong code, held without a code, and nobody there. */
async function playDay() {
  const { stops, courier, courierId, roundId } = await roundAtDoors(world, 'chronopost', 3, {
    policy: POLICY,
  })
  const [released, held, absent] = stops as [(typeof stops)[0], (typeof stops)[0], (typeof stops)[0]]
  const pin = await pinOf(world, released)
  await tryPin(released, wrongPins(pin, 1)[0] ?? '')
  await tryPin(released, pin)
  await courier.must('POST', `/api/stops/${held.id}/no-code`, {})
  await courier.must('POST', `/api/stops/${absent.id}/fail`, { reason: 'absent' })
  const person = await world.dispatcher.must('GET', `/api/people/${courierId}`)
  return { stops, courierId, roundId, providerId: person.providerId as string }
}

/** The figures of the day above, however they are asked for. */
const PLAYED = {
  visits: 3,
  open: 0,
  firstVisits: { count: 3, handedOver: 1, share: 1 / 3 },
  handOvers: { door: 1, counter: 0, partly: 0 },
  proofs: { door: { pin: 1, qr: 0, link: 0, identity: 0, ordinary: 0 } },
  held: { 'no-code': 1, 'wrong-code': 0 },
  failed: { absent: 1, refused: 0, address: 0, damaged: 0 },
  attempts: [1, 1, 0, 0, 0, 0],
  messages: { sms: 3, email: 0, messenger: 0, perHandOver: 3 },
  cost: null,
  claims: { count: 0, perThousand: 0 },
  violations: 0,
}

test('a day’s figures are those of its visits, at once and by everything they can be asked by', async () => {
  const { courierId, providerId } = await playDay()
  const query = `${around(Date.now())}&courier=${courierId}`
  const view = await world.until(async () => {
    const now = await stats(query)
    return now.total.visits === 3 && now
  })
  expect(view.total).toMatchObject(PLAYED)
  expect(view.before.visits).toBe(0)
  for (const [by, key, name] of [
    ['day', undefined, ''],
    ['courier', courierId, 'Lucas Moreau'],
    ['provider', providerId, 'Provider'],
    ['contract', undefined, 'Maison Test'],
  ] as const) {
    const { items } = await stats(`${query}&by=${by}`)
    expect(items, by).toHaveLength(1)
    expect(items[0], by).toMatchObject({ ...PLAYED, name, ...(key && { key }) })
  }
  expect((await stats(`${around(Date.now())}&provider=${providerId}`)).total.visits).toBe(3)
  expect((await stats(`${around(Date.now())}&provider=nobody`)).total.visits).toBe(0)
  const [contract] = (await stats(`${query}&by=contract`)).items
  expect((await stats(`${query}&contract=${contract?.key}`)).total).toMatchObject(PLAYED)
  expect((await stats(`${query}&contract=another`)).total.visits).toBe(0)
  const days = (from: number, to: number) =>
    `from=${dayAt(Date.now() + from * DAY_MS)}&to=${dayAt(Date.now() + to * DAY_MS)}&courier=${courierId}`
  // A period before that day has none of its visits.
  expect((await stats(days(-9, -8))).total.visits).toBe(0)
  // For the days after it, these visits are the ones before.
  expect(await stats(days(2, 5))).toMatchObject({ total: { visits: 0 }, before: PLAYED })
})

test('days that are over are read from what the cron rolled up, and what came late is in it', async () => {
  const { stops, courierId, roundId } = await playDay()
  const [released] = stops
  const ago = Date.now() - 5 * DAY_MS
  for (const { id } of stops) await goBy(world, id, 5 * DAY_MS)
  const { DB } = await world.worker.getEnv()
  await DB.prepare('UPDATE rounds SET date = ? WHERE id = ?').bind(dayAt(ago), roundId).run()
  const query = `${around(ago)}&courier=${courierId}`
  const rolledUp = async (fits: (view: StatsView) => boolean) =>
    world.until(async () => {
      await world.worker.scheduled({ cron: '*/15 * * * *' })
      const view = await stats(query)
      return fits(view) && view
    })
  const view = await rolledUp(({ total }) => total.visits === 3)
  expect(view.total).toMatchObject({ ...PLAYED, messages: { sms: 3 } })
  // Days later a dispatcher notes a suspected violation of this visit.
  const id = released?.id ?? ''
  await world.dispatcher.must('POST', '/api/violations', {
    shipmentId: id,
    kind: 'without-code',
    comment: 'x',
  })
  const late = await rolledUp(({ total }) => total.violations === 1)
  expect(late.total.visits).toBe(3)
  expect((await eventsOf(world, id)).at(-1)?.type).toBe('violation-suspected')
})

test('a visit is of the day it set out on in its contract’s zone: late in the evening in Moscow it is tomorrow', async () => {
  const { stops, courierId, courier } = await roundAtDoors(world, 'kse', 1, { policy: POLICY })
  const id = stops[0]?.id ?? ''
  await courier.must('POST', `/api/stops/${id}/fail`, { reason: 'absent' })
  const evening = Date.parse(`${dayAt(Date.now() - 3 * DAY_MS)}T22:30:00Z`)
  await goBy(world, id, Date.now() - evening)
  const { items } = await world.until(async () => {
    const now = await stats(`${around(evening)}&courier=${courierId}`)
    return now.total.visits === 1 && now
  })
  expect(items.map(({ key }) => key)).toEqual([dayAt(evening + DAY_MS)])
})

test('a period that is none, or is too long, and what nobody may ask for is refused by its field', async () => {
  for (const [query, field] of [
    ['from=2026-02-31', 'from'],
    ['from=yesterday', 'from'],
    ['from=2026-03-02&to=2026-03-01', 'to'],
    ['from=2026-01-01&to=2026-12-31', 'to'],
    ['by=recipient', 'by'],
    ['courier=../x', 'courier'],
    ['phone=1', 'phone'],
  ] as const) {
    const { status, body } = await world.dispatcher.get(`/api/stats?${query}`)
    expect(status, query).toBe(400)
    expect(body.errors, query).toMatchObject([{ field }])
  }
})

test('the same figures as a table for a spreadsheet', async () => {
  const { courierId } = await playDay()
  const query = `${around(Date.now())}&courier=${courierId}&by=courier`
  await world.until(async () => (await stats(query)).total.visits === 3)
  const { status, text } = await world.dispatcher.get(`/api/stats?${query}&format=csv`)
  expect(status).toBe(200)
  const [header, line, ...rest] = text.trim().split('\r\n')
  expect(rest).toEqual([])
  const cells = Object.fromEntries((header ?? '').split(',').map((name, n) => [name, line?.split(',')[n]]))
  expect(cells).toMatchObject({
    name: 'Lucas Moreau',
    visits: '3',
    door_pin: '1',
    nl_no_code: '1',
    absent: '1',
  })
})
