import type { JWK } from 'jose'
import { type Client, signIn } from '../client.ts'
import { LYON, MOSCOW, type Town } from './towns.ts'

export interface SeededDay {
  couriers: { id: string; name: string; city: string }[]
}

/** `XY746876977FR`: a UPU S10 number with its check digit, so that labels look and scan like real ones. */
function s10(serial: number, country: string): string {
  const digits = String(serial).padStart(8, '0')
  const sum = [8, 6, 4, 2, 3, 5, 9, 7].reduce((total, weight, i) => total + weight * Number(digits[i]), 0)
  const check = 11 - (sum % 11)
  return `XY${digits}${check === 10 ? 0 : check === 11 ? 5 : check}${country}`
}

async function seedTown(
  dispatcher: Client,
  town: Town,
  today: string,
): Promise<SeededDay['couriers'][number]> {
  for (const contract of town.contracts)
    await dispatcher.must('PUT', `/api/contracts/${contract.id}`, {
      name: contract.name,
      profile: town.profile,
      carrier: town.carrier,
      ...(contract.policy && { policy: contract.policy }),
    })
  const provider = await dispatcher.must('POST', '/api/providers', { name: town.provider })
  const courier = await dispatcher.must('POST', '/api/couriers', {
    name: town.courier,
    providerId: provider.id,
  })
  for (const point of town.points) await dispatcher.must('POST', '/api/points', point)
  const shipmentIds: string[] = []
  for (const [index, order] of town.orders.entries()) {
    const waybill =
      town.profile === 'kse' ? `501-${String(123401 + index).padStart(9, '0')}` : s10(74687697 + index, 'FR')
    const parcels = Array.from({ length: order.parcels ?? 1 }, (_, n) => ({
      label: (order.parcels ?? 1) === 1 ? waybill : `${waybill}-${n + 1}`,
    }))
    const { id } = await dispatcher.must('POST', '/api/shipments', {
      waybill,
      contractId: order.contract ?? town.contracts[0]?.id,
      parcels,
      recipient: {
        name: order.name,
        ...(order.phone && { phone: order.phone }),
        ...(order.email && { email: order.email }),
        kind: order.business ? 'business' : 'consumer',
        ...(order.locale && { locale: order.locale }),
        address: { ...town.address, ...order.address },
      },
      inPerson: true,
    })
    if (!order.tomorrow) shipmentIds.push(id)
  }
  const round = await dispatcher.must('POST', '/api/rounds', {
    courierId: courier.id,
    date: today,
    shipmentIds,
  })
  await dispatcher.must('POST', `/api/rounds/${round.id}/dispatch`, {})
  return { id: courier.id, name: town.courier, city: town.address.city }
}

/** A believable day, made through the same API that carriers use. */
export async function seed(url: string, signingKey: JWK): Promise<SeededDay> {
  const dispatcher = await signIn(url, signingKey, 'dispatcher', { name: 'Seed' })
  const today = new Date().toISOString().slice(0, 10)
  const couriers: SeededDay['couriers'] = []
  for (const town of [MOSCOW, LYON]) couriers.push(await seedTown(dispatcher, town, today))
  return { couriers }
}
