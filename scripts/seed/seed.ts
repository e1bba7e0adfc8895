import { randomUUID } from 'node:crypto'
import type { JWK } from 'jose'
import { type Client, signIn } from '../client.ts'
import { LYON } from './lyon.ts'
import { MOSCOW } from './moscow.ts'
import type { Order, Town } from './town.ts'

/** Two whom the operator knows: neither had a hand in the other's account, so each can agree to what the other asks. */
export const DISPATCHERS = ['Nadia Roche', 'Олег Панин'] as const

export interface SeededDay {
  dispatchers: { id: string; name: string }[]
  couriers: { id: string; name: string; city: string }[]
  /** One counter a town. */
  points: { id: string; name: string; city: string }[]
}

/** `XY746876977FR`: a UPU S10 number with its check digit, so that labels look and scan like real ones. */
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
    ...(addressed && { destination: { pointId } }),
  })
  return { id, labels, order }
}

/** What today's courier and the counter of the point have done by the time the day begins to be looked at. */
async function atThePoint(courier: Client, clerk: Client, dispatcher: Client, shipments: Announced[]) {
  for (const { id, labels, order } of shipments) {
    // What nobody brought on record would wait for a second person at the counter.
    if (order.point === 'held' || order.point === 'received')
      await courier.must('POST', `/api/stops/${id}/arrive`, { at: new Date().toISOString() })
    if (order.point === 'held') {
      const answer = await courier.must('POST', `/api/stops/${id}/no-code`, {})
      if (answer.outcome === 'identity')
        await courier.must('POST', `/api/stops/${id}/identity`, { declined: true })
      const { hold } = await dispatcher.must('GET', `/api/shipments/${id}`)
      // A hold goes to the nearest point that is open: here it is this one.
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
  today: string,
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
    date: today,
    shipmentIds: shipments.filter(({ order }) => !order.tomorrow).map(({ id }) => id),
  })
  await dispatcher.must('POST', `/api/rounds/${round.id}/dispatch`, {})
  const courier = await signIn(dispatcher.base, signingKey, 'courier', {
    subject: courierId,
    name: town.courier,
  })
  const clerk = await signIn(dispatcher.base, signingKey, 'counter', { subject: point.id })
  await atThePoint(courier, clerk, dispatcher, shipments)
  // Or the courier would be told of a tablet that nobody has.
  await courier.send('DELETE', '/api/session', { role: 'courier' })
  const { city } = town.address
  return { courier: { id: courierId, name: town.courier, city }, point: { ...point, city } }
}

/** A believable day, made through the same API that carriers use. */
export async function seed(url: string, signingKey: JWK): Promise<SeededDay> {
  const today = new Date().toISOString().slice(0, 10)
  const dispatchers = DISPATCHERS.map((name) => ({ id: randomUUID(), name }))
  const day: SeededDay = { dispatchers, couriers: [], points: [] }
  const desks: Client[] = []
  // Both have been there once, so that a request can name who could agree to it.
  for (const { id, name } of dispatchers)
    desks.push(await signIn(url, signingKey, 'dispatcher', { subject: id, name }))
  const [dispatcher] = desks
  if (!dispatcher) throw new Error('nobody to seed with')
  for (const town of [MOSCOW, LYON]) {
    const { courier, point } = await seedTown(dispatcher, signingKey, town, today)
    day.couriers.push(courier)
    day.points.push(point)
  }
  for (const desk of desks) await desk.send('DELETE', '/api/session', { role: 'dispatcher' })
  return day
}
