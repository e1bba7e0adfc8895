import { beforeAll, expect, test } from 'vitest'
import { Client, invitationUrl } from '../../scripts/client.ts'
import { sharedWorld } from '../support/harness.ts'
import {
  announce,
  contractFor,
  newCourier,
  openLink,
  outForDelivery,
  secretOf,
  type World,
} from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await sharedWorld()
})

const today = () => new Date().toISOString().slice(0, 10)
const at = () => ({ at: new Date().toISOString() })

/** Puts one courier at many doors at once. */
async function van(profile: 'kse' | 'chronopost', stops: number) {
  const contractId = await contractFor(world, profile)
  const shipments = await Promise.all(Array.from({ length: stops }, () => announce(world, contractId)))
  const { id: courierId, client } = await newCourier(world)
  const shipmentIds = shipments.map(({ id }) => id)
  const round = await world.dispatcher.must('POST', '/api/rounds', { courierId, date: today(), shipmentIds })
  await world.dispatcher.must('POST', `/api/rounds/${round.id}/dispatch`, {})
  for (const id of shipmentIds) await client.must('POST', `/api/stops/${id}/arrive`, at())
  return { courierId, client, shipmentIds, shipments }
}

test('R18: forty codes at forty doors at the same moment: twelve are compared', async () => {
  const { client, shipmentIds } = await van('chronopost', 20)
  const answers = await Promise.all(
    shipmentIds.flatMap((id) =>
      ['000000', '000001'].map((pin) => client.post(`/api/stops/${id}/pin`, { pin })),
    ),
  )
  const evaluated = answers.filter(({ body }) => body.outcome === 'wrong')
  expect(evaluated.length).toBeLessThanOrEqual(12)
  expect(answers.filter(({ body }) => body.code === 'blocked')).toHaveLength(40 - evaluated.length)
})

test('R18: ten identity checks at the same moment: three release', async () => {
  const { client, shipmentIds } = await van('kse', 10)
  for (const id of shipmentIds) await client.must('POST', `/api/stops/${id}/no-code`, {})
  const signature = {
    strokes: [
      [
        [1, 1, 0],
        [9, 9, 50],
      ],
    ],
    width: 300,
    height: 150,
  }
  const check = { documentType: 'passport', nameMatches: true, signature }
  const answers = await Promise.all(shipmentIds.map((id) => client.post(`/api/stops/${id}/identity`, check)))
  expect(answers.filter(({ body }) => body.outcome === 'handed-over').length).toBeLessThanOrEqual(3)
  expect(answers.filter(({ body }) => body.code === 'blocked').length).toBeGreaterThanOrEqual(7)
})

test('R18: right codes block nobody, however fast the round goes', async () => {
  const { client, shipments } = await van('chronopost', 16)
  for (const { id, phone } of shipments) {
    const { pin } = await secretOf(world, phone)
    expect((await client.post(`/api/stops/${id}/pin`, { pin })).body).toEqual({
      outcome: 'handed-over',
      code: 'D7',
    })
  }
})

test('R15: a cancelled parcel that is still on the road cannot go out again as another one', async () => {
  const { id, labels } = await outForDelivery(world, 'chronopost', { arrived: true })
  await world.dispatcher.must('POST', `/api/shipments/${id}/cancel`, { reason: 'Cancelled' })
  await world.until(async () => {
    const { items } = await world.dispatcher.must('GET', `/api/shipments?q=${labels[0]}`)
    return items[0]?.state === 'cancelled'
  })
  const contractId = await contractFor(world, 'chronopost')
  const again = await world.dispatcher.post('/api/shipments', {
    waybill: `AGAIN-${labels[0]?.slice(0, 20)}`,
    contractId,
    parcels: [{ label: labels[0] }],
    recipient: {
      name: 'Nobody',
      kind: 'business',
      address: { line1: '1 rue X', city: 'Lyon', postcode: '69001', country: 'FR' },
    },
    inPerson: true,
  })
  expect([again.status, again.body.code]).toEqual([409, 'label-taken'])
})

test('an invitation that was lying about does not bring back whoever was signed out', async () => {
  const { id, client } = await newCourier(world)
  const { token } = await invitationUrl(world.url, world.signingKey, 'courier', { subject: id })
  await world.dispatcher.must('POST', `/api/people/${id}/revoke`, {})
  expect((await client.get('/api/round')).status).toBe(401)
  const thief = new Client(world.url)
  expect((await thief.post('/api/session', { token })).status).toBe(401)
  const fresh = await invitationUrl(world.url, world.signingKey, 'courier', { subject: id })
  expect((await thief.post('/api/session', { token: fresh.token })).status).toBe(201)
})

test('R21: a link alone, before the courier is there, stops nothing; after the visit it says a thing once', async () => {
  const { id, phone, courier } = await outForDelivery(world, 'kse')
  const page = await openLink(world, (await secretOf(world, phone)).link)
  const early = await page.phone.post(`${page.path}/claim`, { kind: 'damaged' })
  expect([early.status, early.body.code]).toEqual([409, 'not-scanned'])
  await courier.must('POST', `/api/stops/${id}/arrive`, at())
  await courier.must('POST', `/api/stops/${id}/fail`, { reason: 'absent' })
  for (let n = 0; n < 5; n++) {
    await page.phone.must('POST', `${page.path}/claim`, { kind: 'nobody-came' })
    await page.phone.must('POST', `${page.path}/not-me`, {})
  }
  const { events } = await world.dispatcher.must('GET', `/api/shipments/${id}/events`)
  const said = events
    .map(({ type }: { type: string }) => type)
    .filter((type: string) => /claim|not-me/.test(type))
  expect(said).toEqual(['claim-raised', 'not-me-declared'])
})

test('R25: a scan repeated on a superseded link shows nothing any more', async () => {
  const { id, phone, labels } = await outForDelivery(world, 'kse')
  const page = await openLink(world, (await secretOf(world, phone)).link)
  const key = 'the-same-key-twice'
  const scan = { label: labels[0], by: 'camera' }
  expect((await page.phone.post(`${page.path}/scan`, scan, key)).body.outcome).toBe('match')
  await world.dispatcher.must('POST', `/api/shipments/${id}/resend`, {})
  const again = await page.phone.post(`${page.path}/scan`, scan, key)
  expect(again.status).toBeGreaterThanOrEqual(400)
  expect(again.text).not.toContain('Renaud')
})

test('a label in another spelling is the same label, for the same shipment and for another', async () => {
  const contractId = await contractFor(world, 'kse')
  const sscc = `3${String(Date.now()).padStart(17, '0').slice(0, 17)}`
  const recipient = {
    name: 'Camille Renaud',
    phone: '+33612345678',
    kind: 'consumer',
    address: { line1: '12 quai Perrache', city: 'Lyon', postcode: '69002', country: 'FR' },
  }
  const order = (waybill: string, labels: string[]) => ({
    waybill,
    contractId,
    parcels: labels.map((label) => ({ label })),
    recipient,
    inPerson: true,
  })
  const link = `https://id.gs1.org/00/${sscc}`
  const twice = await world.dispatcher.post('/api/shipments', order('SPELL-0001', [link, `00${sscc}`]))
  expect(twice.body.errors).toEqual([{ field: 'parcels.1.label', code: 'duplicate' }])
  expect((await world.dispatcher.post('/api/shipments', order('SPELL-0002', [link]))).status).toBe(201)
  const other = await world.dispatcher.post('/api/shipments', order('SPELL-0003', [sscc]))
  expect([other.status, other.body.code]).toEqual([409, 'label-taken'])
})
