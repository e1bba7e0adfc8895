import { beforeAll, expect, test } from 'vitest'
import type { ShipmentApi } from '../../worker/objects/shipment.ts'
import { longShipmentIdOf } from '../../worker/security/chain.ts'
import { pinOf, tryPin } from '../support/door.ts'
import { type Harness, sharedWorld } from '../support/harness.ts'
import { newWaybill } from '../support/labels.ts'
import { contractFor, newCourier, newPhone, openLink, secretOf } from '../support/world.ts'

let world: Harness
beforeAll(async () => {
  world = await sharedWorld()
})

const address = { line1: '1 rue Neuve', city: 'Lyon', postcode: '69001', country: 'FR' }

/**
 * Makes a shipment as it was announced when ids were long: its object, its labels, and soon its index row.
 */
async function announcedLong() {
  const contractId = await contractFor(world, 'chronopost')
  const waybill = newWaybill()
  const { policy, version, carrier, name } = await world.dispatcher.must(
    'GET',
    `/api/contracts/${contractId}`,
  )
  const id = longShipmentIdOf(contractId, waybill)
  const recipient = { name: 'Camille Renaud', phone: newPhone(), kind: 'consumer' as const, address }
  const { SHIPMENT, DB } = await world.worker.getEnv()
  const shipment = SHIPMENT.get(SHIPMENT.idFromName(id)) as unknown as ShipmentApi
  const about = { hasPhone: true, hasEmail: false, kind: recipient.kind, inPerson: true, atPoint: false }
  const command = {
    ...({ type: 'announce', waybill, contractId, policyVersion: version, policy, carrier } as const),
    ...{ sender: name, labels: [waybill], recipient: about, locale: 'fr' as const, destination: null },
  }
  const idempotency = { key: crypto.randomUUID(), fingerprint: 'before' }
  await shipment.announce(
    { shipmentId: id, command, recipient },
    { by: { role: 'dispatcher', id: 'd' }, idempotency },
  )
  await DB.prepare('INSERT INTO labels (label, shipment_id) VALUES (?, ?)').bind(waybill, id).run()
  await world.until(async () => DB.prepare('SELECT 1 FROM shipments WHERE id = ?').bind(id).first())
  const body = { waybill, contractId, parcels: [{ label: waybill }], recipient, inPerson: true }
  return { id, waybill, recipient, body }
}

test('R25: what was announced with a long id keeps it: its waybill is taken, its link opens, its code hands over', async () => {
  const { id, waybill, recipient, body } = await announcedLong()
  expect(id).toHaveLength(22)
  // The old shipment answers: other content under its waybill is refused, and no second shipment is made.
  expect(await world.dispatcher.post('/api/shipments', body)).toMatchObject({
    status: 409,
    body: { code: 'waybill-taken' },
  })
  const { items } = await world.dispatcher.must('GET', `/api/shipments?q=${waybill}`)
  expect(items.map((item: { id: string }) => item.id)).toEqual([id])

  const { link } = await secretOf(world, recipient.phone)
  expect(link).toMatch(new RegExp(`/r#${id}\\.[\\w-]{22}$`))
  const { phone, path } = await openLink(world, link)
  expect((await phone.get(path)).status).toBe(200)

  const { id: courierId, client: courier } = await newCourier(world)
  const date = new Date().toISOString().slice(0, 10)
  const round = await world.dispatcher.must('POST', '/api/rounds', { courierId, date, shipmentIds: [id] })
  await world.dispatcher.must('POST', `/api/rounds/${round.id}/dispatch`, {})
  await courier.must('POST', `/api/stops/${id}/arrive`, { at: new Date().toISOString() })
  const pin = await pinOf(world, recipient)
  expect((await tryPin({ courier, id }, pin)).body.outcome).toBe('handed-over')
})

test('what an announcement is answered is its object’s to say: the key is claimed, and no reply is stored', async () => {
  const { body } = await announcedLong()
  const waybill = newWaybill()
  const given = { ...body, waybill, parcels: [{ label: waybill }] }
  const key = crypto.randomUUID()
  const first = await world.dispatcher.post('/api/shipments', given, key)
  expect(first).toMatchObject({ status: 201, body: { state: 'announced' } })
  const { DB } = await world.worker.getEnv()
  const { results } = await DB.prepare('SELECT status, body FROM answers WHERE key LIKE ?')
    .bind(`%${key}`)
    .all()
  expect(results).toEqual([{ status: 0, body: '' }])
  const again = await world.dispatcher.post('/api/shipments', given, key)
  expect([again.status, again.body]).toEqual([first.status, first.body])
})
