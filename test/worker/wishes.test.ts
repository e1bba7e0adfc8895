import { beforeAll, expect, test } from 'vitest'
import { type Harness, sharedWorld } from '../support/harness.ts'
import { contractFor, newCourier, newPhone } from '../support/world.ts'

let world: Harness
beforeAll(async () => {
  world = await sharedWorld()
})

const WISHES = {
  instructions: 'Code 12B4, 3e étage\nSonner chez Renaud',
  window: { from: '2026-12-01T08:00:00Z', to: '2026-12-01T11:00:00Z' },
}

const announcement = (contractId: string) => ({
  waybill: `WISH${crypto.randomUUID().slice(0, 12).toUpperCase()}`,
  contractId,
  parcels: [{ label: `LABEL${crypto.randomUUID().slice(0, 12).toUpperCase()}` }],
  recipient: {
    name: 'Camille Renaud',
    phone: newPhone(),
    kind: 'consumer',
    address: { line1: '12 quai Perrache', city: 'Lyon', postcode: '69002', country: 'FR' },
  },
  inPerson: true,
})

/** Announces with these wishes and puts it on a dispatched round. */
async function onTheRoad(profile: 'kse' | 'chronopost') {
  const contractId = await contractFor(world, profile)
  const body = { ...announcement(contractId), ...WISHES }
  const { id } = await world.dispatcher.must('POST', '/api/shipments', body)
  const { id: courierId, client: courier } = await newCourier(world)
  const date = new Date().toISOString().slice(0, 10)
  const round = await world.dispatcher.must('POST', '/api/rounds', { courierId, date, shipmentIds: [id] })
  await world.dispatcher.must('POST', `/api/rounds/${round.id}/dispatch`, {})
  return { id, courier, phone: body.recipient.phone }
}

test('what the shipper wants the courier to know stands on the stop and on the dispatcher’s page', async () => {
  const { id, courier, phone } = await onTheRoad('kse')
  expect(await courier.must('GET', `/api/stops/${id}`)).toMatchObject({ ...WISHES, phone })
  expect(await world.dispatcher.must('GET', `/api/shipments/${id}`)).toMatchObject(WISHES)
  const chronopost = await onTheRoad('chronopost')
  const stop = await chronopost.courier.must('GET', `/api/stops/${chronopost.id}`)
  expect(stop).toMatchObject({ ...WISHES, phone: null })
})

test('a window that ends before it begins is refused, and names its field', async () => {
  const contractId = await contractFor(world, 'kse')
  const window = { from: WISHES.window.to, to: WISHES.window.from }
  expect(
    await world.dispatcher.post('/api/shipments', { ...announcement(contractId), window }),
  ).toMatchObject({
    status: 400,
    body: { errors: [{ field: 'window.to', code: 'out-of-order' }] },
  })
})
