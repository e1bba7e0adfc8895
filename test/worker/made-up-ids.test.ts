import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Client, signIn } from '../../scripts/client.ts'
import { startWorld } from '../support/harness.ts'
import { integrator } from '../support/webhooks.ts'
import { announce, contractFor, outForDelivery, type World } from '../support/world.ts'

const ID = 'AAAAAAAAAAAAAA'
const LABELS = { labels: ['NOBODYS-LABEL-1'] }
const SIGNATURE = { strokes: [[[0, 0, 0]]], width: 300, height: 150 }

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world?.close())

/**
 * Returns the files of objects below the state folder. The runtime makes one for every object that is called.
 */
const objectFiles = (folder = join(world.state, 'wrangler')): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (path) => /(^|\/)do\//.test(path) && /\/[0-9a-f]{64}\.sqlite$/.test(path),
  )

type Made = [who: Client, method: string, path: string, body?: unknown]

test('a made-up id makes no file, whoever names it, and is answered as before', async () => {
  const contractId = await contractFor(world, 'kse')
  const { courier, courierId, pointId } = await outForDelivery(world, 'kse', { arrived: true })
  const counter = await signIn(world.url, world.signingKey, 'counter', { subject: pointId, name: 'Clerk' })
  const depot = await signIn(world.url, world.signingKey, 'depot', { name: 'Depot' })
  const { call } = await integrator(world, contractId)
  const webhook = { url: 'http://127.0.0.1:1/hook', events: ['cancelled'], contractId }
  await world.dispatcher.must('PUT', '/api/webhooks/erp', webhook)
  await world.dispatcher.must('POST', '/api/webhooks/erp/test', {})
  // Tries to open links are counted in an object of the caller's address.
  const anybody = new Client(world.url)
  const token = `${ID}.${ID}`
  await anybody.post('/api/session', { token })
  const door = `${ID}.AAAAAAAAAAAAAA`
  await anybody.post('/api/door-payment', { token: door })
  await anybody.post('/api/door-payment/pay', { token: door })
  const notice = { event: 'payment.succeeded', object: { metadata: { shipment: ID, payment: '1' } } }
  await anybody.post('/api/payments/yookassa', notice)
  await call('GET', '/api/shipments')
  const date = new Date().toISOString().slice(0, 10)
  const own = world.dispatcher
  const at = { at: new Date().toISOString() }
  const stop = `/api/stops/${ID}`
  const hold = `/api/holds/${ID}`
  const shipment = `/api/shipments/${ID}`
  const seen = { decision: 'agree', seen: 'x'.repeat(43) }
  const calls: Made[] = [
    ...['', '/events', '/label', '/personal', '/photos/x', '/receipt', '/evidence'].map(
      (end): Made => [own, 'GET', shipment + end],
    ),
    [own, 'POST', `${shipment}/resend`, {}],
    [own, 'POST', `${shipment}/cancel`, { reason: 'made up' }],
    [own, 'POST', `${shipment}/refund`, { reason: 'made up' }],
    [own, 'POST', `${shipment}/refund/retry`, {}],
    [own, 'POST', `${shipment}/recipient`, { name: 'Nobody' }],
    [own, 'POST', `${shipment}/contact`, { phone: '+33612345678' }],
    [own, 'POST', `${shipment}/contact/withdraw`, {}],
    [own, 'POST', `${shipment}/claim/decide`, { decision: 'resume' }],
    [own, 'POST', `${shipment}/suspension/lift`, {}],
    [own, 'POST', `${shipment}/reschedule`, {}],
    [own, 'POST', `${shipment}/point`, { pointId }],
    [own, 'POST', `${shipment}/return`, { reason: 'made up' }],
    [own, 'POST', `${shipment}/erase`, { reason: 'made up' }],
    [own, 'POST', `${hold}/confirm-receipt`, LABELS],
    [own, 'POST', '/api/violations', { shipmentId: ID, kind: 'other', comment: 'made up' }],
    [own, 'POST', '/api/rounds', { courierId, date, shipmentIds: [ID] }],
    [own, 'POST', `/api/requests/contact:${ID}:3/decide`, seen],
    [own, 'POST', '/api/sessions/nobody.x/revoke', {}],
    [own, 'POST', '/api/webhooks/erp/replay', { eventId: `${ID}:1` }],
    [depot, 'POST', `${shipment}/reschedule`, {}],
    [depot, 'POST', '/api/depot/receive', LABELS],
    [courier, 'GET', stop],
    [courier, 'POST', `${stop}/arrive`, at],
    [courier, 'POST', `${stop}/pin`, { pin: '12345' }],
    [courier, 'POST', `${stop}/qr`, { code: `SESAME:1:${ID}:x` }],
    [courier, 'POST', `${stop}/receipt`, { code: `SESAME:1R:${ID}:1:x` }],
    [courier, 'GET', `${stop}/payment`],
    [courier, 'POST', `${stop}/no-code`, {}],
    [courier, 'POST', `${stop}/identity`, { documentType: 'passport', nameMatches: true }],
    [courier, 'POST', `${stop}/fail`, { reason: 'absent' }],
    [courier, 'POST', `${stop}/deliver`, { signature: SIGNATURE }],
    [courier, 'POST', `${stop}/send`, { what: 'link' }],
    [counter, 'GET', hold],
    [counter, 'POST', `${hold}/open`, LABELS],
    [counter, 'POST', '/api/holds/open', LABELS],
    [counter, 'POST', '/api/holds/receive', LABELS],
    [counter, 'POST', `${hold}/pin`, { pin: '12345', ...LABELS }],
    [counter, 'POST', `${hold}/qr`, { code: `SESAME:1:${ID}:x`, ...LABELS }],
    [counter, 'POST', `${hold}/identity`, { documentType: 'passport', nameMatches: true, ...LABELS }],
    [counter, 'POST', `${hold}/scan`, LABELS],
    [counter, 'POST', `${hold}/refuse`, LABELS],
    [counter, 'POST', `${hold}/extend`, {}],
    [counter, 'POST', `${hold}/return`, LABELS],
    [anybody, 'POST', '/api/session', { token }],
    [anybody, 'GET', `/api/deliveries/${ID}`],
    [anybody, 'POST', `/api/deliveries/${ID}/scan`, { label: 'NOBODYS-LABEL-1', by: 'camera' }],
    [anybody, 'DELETE', '/api/session', { deliveryId: ID }],
  ]
  const before = objectFiles()
  expect(before.length).toBeGreaterThan(4)
  for (const [who, method, path, body] of calls) {
    const { status, text } = await who.send(method, path, body)
    expect([200, 204, 400, 401, 404], `${method} ${path}: ${status} ${text}`).toContain(status)
    // A look-up of labels answers for each label. Every other call is answered that it does not exist, or
    // which part does not.
    if (status === 400) expect(text, `${method} ${path}`).toContain('"code":"unknown"')
    expect(objectFiles().length, `${method} ${path}`).toBe(before.length)
  }
  for (const end of ['', '/events', '/receipt']) expect((await call('GET', shipment + end)).status).toBe(404)

  // A refused announcement makes no object either.
  const made = await announce(world, contractId)
  const there = objectFiles()
  expect(there).toHaveLength(before.length + 1)
  const parcel = { label: made.labels[0] }
  const again = {
    waybill: `WB-${crypto.randomUUID()}`,
    contractId,
    parcels: [parcel],
    recipient: {
      name: 'Camille Renaud',
      phone: '+33612345678',
      kind: 'consumer',
      address: { line1: '12 quai Perrache', city: 'Lyon', postcode: '69002', country: 'FR' },
    },
    inPerson: true,
  }
  expect((await own.post('/api/shipments', again)).body).toMatchObject({ code: 'label-taken' })
  expect(objectFiles()).toEqual(there)
})

test('what was announced a moment ago is found by whoever was told its id', async () => {
  const contractId = await contractFor(world, 'kse')
  const { id } = await announce(world, contractId)
  // Another isolate could only ask the index, so the row must exist when the answer does.
  const { items } = await world.dispatcher.must('GET', '/api/shipments')
  expect(items[0]).toMatchObject({ id, state: 'announced' })
  expect((await world.dispatcher.get(`/api/shipments/${id}`)).status).toBe(200)
})
