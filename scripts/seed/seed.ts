import { randomUUID } from 'node:crypto'
import type { JWK } from 'jose'
import { Client, signIn } from '../client.ts'
import { LYON } from './lyon.ts'
import { MOSCOW } from './moscow.ts'
import type { Order, Town } from './town.ts'

/**
 * Two dispatchers whom the operator invites. They are independent of each other, so each can agree to what
 * the other asks.
 */
export const DISPATCHERS = ['Nadia Roche', 'Олег Панин'] as const

export interface SeededDay {
  dispatchers: { id: string; name: string }[]
  couriers: { id: string; name: string; city: string }[]
  /** There is one counter for each town. */
  points: { id: string; name: string; city: string }[]
}

/**
 * One run of the seeding. A run that was cut off is continued with the same ids and keys, so that what was
 * done is answered as before and only the rest is done.
 */
export interface SeedRun {
  id: string
  /** In ISO format. Its date is also the day of the round, and soon after it the courier was at each door. */
  startedAt: string
  dispatchers: SeededDay['dispatchers']
}

export const newRun = (): SeedRun => ({
  id: randomUUID(),
  startedAt: new Date().toISOString(),
  dispatchers: DISPATCHERS.map((name) => ({ id: randomUUID(), name })),
})

/**
 * Returns the client of one participant. Its keys follow from the run, so the same calls in the same order
 * get the same keys.
 */
function clientOf(base: string, run: SeedRun, who: string): Client {
  let calls = 0
  return new Client(base, () => `seed-${run.id.slice(0, 13)}-${who}-${++calls}`)
}

/**
 * Returns a UPU S10 number with its check digit (`XY746876977FR`), so that labels look and scan like real
 * ones.
 */
function s10(serial: number, country: string): string {
  const digits = String(serial).padStart(8, '0')
  const sum = [8, 6, 4, 2, 3, 5, 9, 7].reduce((total, weight, i) => total + weight * Number(digits[i]), 0)
  const check = 11 - (sum % 11)
  return `XY${digits}${check === 10 ? 0 : check === 11 ? 5 : check}${country}`
}

interface Announced {
  id: string
  labels: string[]
  order: Order
}

async function announce(
  dispatcher: Client,
  town: Town,
  order: Order,
  index: number,
  pointId: string,
): Promise<Announced> {
  const waybill =
    town.profile === 'kse' ? `501-${String(123401 + index).padStart(9, '0')}` : s10(74687697 + index, 'FR')
  const labels = Array.from({ length: order.parcels ?? 1 }, (_, n) =>
    (order.parcels ?? 1) === 1 ? waybill : `${waybill}-${n + 1}`,
  )
  const addressed = order.point === 'coming' || order.point === 'received'
  const { id } = await dispatcher.must('POST', '/api/shipments', {
    waybill,
    contractId: order.contract ?? town.contracts[0]?.id,
    parcels: labels.map((label) => ({ label })),
    recipient: {
      name: order.name,
      ...(order.phone && { phone: order.phone }),
      ...(order.email && { email: order.email }),
      kind: order.business ? 'business' : 'consumer',
      ...(order.locale && { locale: order.locale }),
      address: { ...town.address, ...order.address },
    },
    inPerson: true,
    ...(order.instructions && { instructions: order.instructions }),
    ...(order.amounts && { amounts: order.amounts }),
    ...(addressed && { destination: { pointId } }),
  })
  return { id, labels, order }
}

/** A repeated run says the same time, so it is counted from the start of the run. */
const ARRIVED_AFTER_MS = 90_000

/** Plays what the courier and the point's counter have already done today before anybody looks at the day. */
async function atThePoint(
  courier: Client,
  clerk: Client,
  dispatcher: Client,
  shipments: Announced[],
  at: string,
) {
  for (const { id, labels, order } of shipments) {
    // Without a recorded arrival the point's issue would wait for a second person (R28).
    if (order.point === 'held' || order.point === 'received')
      await courier.must('POST', `/api/stops/${id}/arrive`, { at })
    if (order.point === 'held') {
      const answer = await courier.must('POST', `/api/stops/${id}/no-code`, {})
      if (answer.outcome === 'identity')
        await courier.must('POST', `/api/stops/${id}/identity`, { declined: true })
      const { hold } = await dispatcher.must('GET', `/api/shipments/${id}`)
      // A hold goes to the nearest open point, which is this one.
      if (!hold) throw new Error(`${order.name}: no hold`)
    }
    if (order.point === 'held' || order.point === 'received')
      await clerk.must('POST', '/api/holds/receive', { labels, shelf: order.point === 'held' ? 'A2' : 'B1' })
  }
}

async function seedTown(
  dispatcher: Client,
  signingKey: JWK,
  town: Town,
  run: SeedRun,
): Promise<{ courier: SeededDay['couriers'][number]; point: SeededDay['points'][number] }> {
  for (const contract of town.contracts)
    await dispatcher.must('PUT', `/api/contracts/${contract.id}`, {
      name: contract.name,
      profile: town.profile,
      carrier: town.carrier,
      ...(contract.policy && { policy: contract.policy }),
    })
  const provider = await dispatcher.must('POST', '/api/providers', { name: town.provider })
  const { id: courierId } = await dispatcher.must('POST', '/api/couriers', {
    name: town.courier,
    providerId: provider.id,
  })
  const points: { id: string; name: string }[] = []
  for (const point of town.points) points.push(await dispatcher.must('POST', '/api/points', point))
  const [point] = points
  if (!point) throw new Error(`${town.address.city} has no point`)
  const shipments: Announced[] = []
  for (const [index, order] of town.orders.entries())
    shipments.push(await announce(dispatcher, town, order, index, point.id))
  const round = await dispatcher.must('POST', '/api/rounds', {
    courierId,
    date: run.startedAt.slice(0, 10),
    shipmentIds: shipments.filter(({ order }) => !order.tomorrow).map(({ id }) => id),
  })
  await dispatcher.must('POST', `/api/rounds/${round.id}/dispatch`, {})
  const { base } = dispatcher
  const { city } = town.address
  const who = { subject: courierId, name: town.courier }
  const courier = await signIn(
    base,
    signingKey,
    'courier',
    who,
    clientOf(base, run, `courier-${town.profile}`),
  )
  const behind = { subject: point.id, personId: `${run.id}-${town.profile}` }
  const clerk = await signIn(
    base,
    signingKey,
    'counter',
    behind,
    clientOf(base, run, `clerk-${town.profile}`),
  )
  // The stops went out after the run had started; a time from before that would be a wrong clock's.
  const arrivedAt = new Date(Date.parse(run.startedAt) + ARRIVED_AFTER_MS).toISOString()
  await atThePoint(courier, clerk, dispatcher, shipments, arrivedAt)
  // The courier signs out; otherwise the next sign-in would mention a tablet that does not exist.
  await courier.send('DELETE', '/api/session', { role: 'courier' })
  return { courier: { id: courierId, name: town.courier, city }, point: { ...point, city } }
}

/**
 * Makes a believable day through the same API that carriers use. Called again with the same run, it continues
 * that run.
 */
export async function seed(url: string, signingKey: JWK, run: SeedRun): Promise<SeededDay> {
  const { dispatchers } = run
  const day: SeededDay = { dispatchers, couriers: [], points: [] }
  const desks: Client[] = []
  // Both dispatchers have to sign in once, so that a request can name who could agree to it.
  for (const [index, { id, name }] of dispatchers.entries())
    desks.push(
      await signIn(url, signingKey, 'dispatcher', { subject: id, name }, clientOf(url, run, `desk-${index}`)),
    )
  const [dispatcher] = desks
  if (!dispatcher) throw new Error('nobody to seed with')
  for (const town of [MOSCOW, LYON]) {
    const { courier, point } = await seedTown(dispatcher, signingKey, town, run)
    day.couriers.push(courier)
    day.points.push(point)
  }
  for (const desk of desks) await desk.send('DELETE', '/api/session', { role: 'dispatcher' })
  return day
}
