import { beforeAll, expect, test } from 'vitest'
import { DOOR_FIELDS } from '../../worker/domain/door-rules.ts'
import { policyOf } from '../../worker/domain/policy.ts'
import { type Harness, sharedWorld } from '../support/harness.ts'
import { announce, newCourier } from '../support/world.ts'

let world: Harness
beforeAll(async () => {
  world = await sharedWorld()
})

/** Makes a contract of this carrier with one shipment, and returns both identifiers. */
async function shipmentOf(carrier: string, profile: 'kse' | 'chronopost', policy: object) {
  const contractId = `guide-${crypto.randomUUID().slice(0, 8)}`
  const body = { name: 'Librairie', carrier, profile, policy }
  await world.dispatcher.must('PUT', `/api/contracts/${contractId}`, body)
  return { contractId, shipmentId: (await announce(world, contractId)).id }
}

test('R1: a courier reads what the contracts of their round say about the door, and nothing else of them', async () => {
  const b = await shipmentOf('Beta Express', 'kse', { penalty: { amount: 900, currency: 'EUR' } })
  const a = await shipmentOf('Alpha Colis', 'chronopost', { codes: { 'no-code': 'N9' } })
  await shipmentOf('Of nobody’s round', 'kse', {})
  const { id: courierId, client: courier } = await newCourier(world)
  expect(await courier.must('GET', '/api/round/guide')).toEqual({ items: [] })

  const date = new Date().toISOString().slice(0, 10)
  const shipmentIds = [b.shipmentId, a.shipmentId]
  const round = await world.dispatcher.must('POST', '/api/rounds', { courierId, date, shipmentIds })
  await world.dispatcher.must('POST', `/api/rounds/${round.id}/dispatch`, {})
  const { items } = await courier.must('GET', '/api/round/guide')
  expect(items.map(({ carrier }: { carrier: string }) => carrier)).toEqual(['Alpha Colis', 'Beta Express'])
  expect(items[0]).toMatchObject({
    contractId: a.contractId,
    rules: { withoutCode: 'hold', codes: { ...policyOf('chronopost').codes, 'no-code': 'N9' } },
  })
  for (const { rules } of items) expect(Object.keys(rules).sort()).toEqual([...DOOR_FIELDS].sort())

  expect((await world.dispatcher.send('GET', '/api/round/guide')).status).toBe(403)
})
