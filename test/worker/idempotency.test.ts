import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, signIn } from '../../scripts/client.ts'
import { digest } from '../../worker/security/chain.ts'
import { clerkAt } from '../support/counter.ts'
import { evaluated, eventsOf, ofType, pinOf, tryPin, wrongPins } from '../support/door.ts'
import { startWorld } from '../support/harness.ts'
import {
  announce,
  contractFor,
  newCourier,
  openLink,
  outForDelivery,
  secretOf,
  type World,
} from '../support/world.ts'
import { CONTACT } from './idempotent-contact.ts'
import { COUNTER, LEDGER, ROUND_END } from './idempotent-returns.ts'
import { WEBHOOKS } from './idempotent-webhooks.ts'
import { WRITES as BEFORE } from './idempotent-writes.ts'
import { filesBelow } from './needles.ts'

const WRITES = { ...BEFORE, ...COUNTER, ...ROUND_END, ...LEDGER, ...CONTACT, ...WEBHOOKS }

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world?.close())

test.each(Object.keys(WRITES))('R36: one key, one effect, one answer: %s', async (name) => {
  const { client, method = 'POST', path, body, other, effect } = await WRITES[name]!(world)
  const key = crypto.randomUUID()
  const before = await effect()
  const first = await client.send(method, path, body, { key })
  expect(first.status, first.text).toBeLessThan(300)
  const after = await effect()
  if (before !== null) expect(after).not.toEqual(before)

  const second = await client.send(method, path, body, { key })
  expect({ status: second.status, text: second.text }).toEqual({ status: first.status, text: first.text })
  expect(await effect()).toEqual(after)

  if (!other) return
  const reused = await client.send(method, path, other, { key })
  expect(reused).toMatchObject({ status: 422, body: { code: 'key-reused' } })
  expect(await effect()).toEqual(after)
})

test('R36: ten repetitions at once have one effect and one answer', async () => {
  const delivery = await outForDelivery(world, 'chronopost', { arrived: true })
  const pin = await pinOf(world, delivery)
  const [wrong = ''] = wrongPins(pin, 1)
  const key = crypto.randomUUID()
  const answers = await Promise.all(Array.from({ length: 10 }, () => tryPin(delivery, wrong, key)))
  expect(new Set(answers.map(({ text }) => text))).toEqual(new Set(['{"outcome":"wrong","left":4}']))
  expect(evaluated(await eventsOf(world, delivery.id))).toBe(1)
  expect((await tryPin(delivery, pin, key)).status).toBe(422)
  expect((await tryPin(delivery, wrong, crypto.randomUUID())).body).toEqual({ outcome: 'wrong', left: 3 })
})

test('R36: the same key of another person, or at another door, is another key', async () => {
  const other = await signIn(world.url, world.signingKey, 'dispatcher', { name: 'Second' })
  const key = crypto.randomUUID()
  const mine = await world.dispatcher.post('/api/providers', { name: 'Mine' }, key)
  const theirs = await other.post('/api/providers', { name: 'Theirs' }, key)
  expect(theirs).toMatchObject({ status: 201, body: { name: 'Theirs' } })
  expect(theirs.body.id).not.toBe(mine.body.id)

  const first = await outForDelivery(world, 'kse', { arrived: true })
  const second = await outForDelivery(world, 'kse', { arrived: true })
  const at = async (delivery: typeof first) =>
    (await tryPin(delivery, wrongPins(await pinOf(world, delivery), 1)[0]!, key)).body
  expect(await at(first)).toEqual({ outcome: 'wrong', left: 4 })
  expect(await at(second)).toEqual({ outcome: 'wrong', left: 4 })
})

test('R36: finishing twice with one key gives the same receipt', async () => {
  const delivery = await outForDelivery(world, 'kse')
  const { phone, path } = await openLink(world, (await secretOf(world, delivery.phone)).link)
  await phone.must('POST', `${path}/scan`, { label: delivery.labels[0], by: 'camera' })
  await phone.must('POST', `${path}/confirm`, { noClaims: true })
  const key = crypto.randomUUID()
  const body = { signature: { typedName: 'Camille Renaud' }, comment: 'merci' }
  const answers = await Promise.all(Array.from({ length: 5 }, () => phone.post(`${path}/finish`, body, key)))
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
  expect(answers[0]?.body).toMatchObject({ outcome: 'handed-over', receipt: { proof: 'link' } })
  expect((await phone.must('GET', path)).receipt).toEqual(answers[0]?.body.receipt)
  expect(ofType(await eventsOf(world, delivery.id), 'handed-over')).toHaveLength(1)
})

test('announcing twice is the same shipment; another content, or a label in use, is refused', async () => {
  const contractId = await contractFor(world, 'kse')
  const elsewhere = await contractFor(world, 'chronopost')
  const waybill = `WB${crypto.randomUUID().slice(0, 18).toUpperCase()}`
  const address = { line1: '1 rue Neuve', city: 'Lyon', postcode: '69001', country: 'FR' }
  const recipient = { name: 'Camille Renaud', phone: '+33612345678', kind: 'consumer', address }
  const body = { waybill, contractId, parcels: [{ label: waybill }], recipient, inPerson: true }
  const announced = await world.dispatcher.post('/api/shipments', body)
  expect(announced.status).toBe(201)
  const again = await world.dispatcher.post('/api/shipments', body)
  expect(again).toMatchObject({ status: 200, body: { id: announced.body.id } })
  const changed = { ...body, recipient: { ...recipient, phone: '+33612345679' } }
  const taken = await world.dispatcher.post('/api/shipments', changed)
  expect(taken).toMatchObject({ status: 409, body: { code: 'waybill-taken' } })

  const foreign = { ...body, contractId: elsewhere }
  expect(await world.dispatcher.post('/api/shipments', foreign)).toMatchObject({
    status: 409,
    body: { code: 'label-taken' },
  })
  const spelled = {
    ...foreign,
    waybill: 'ANOTHER-WAYBILL-1',
    parcels: [{ label: ` ${waybill.toLowerCase()} ` }],
  }
  expect((await world.dispatcher.post('/api/shipments', spelled)).body.code).toBe('label-taken')
  expect(ofType(await eventsOf(world, announced.body.id), 'announced')).toHaveLength(1)
})

test('an announcement that was refused keeps no label', async () => {
  const mandatory = await contractFor(world, 'kse', { mandatory: true })
  const contractId = await contractFor(world, 'kse')
  const { id, labels } = await announce(world, contractId)
  const free = `FREE${crypto.randomUUID().slice(0, 12).toUpperCase()}`
  const address = { line1: '1 rue Neuve', city: 'Lyon', postcode: '69001', country: 'FR' }
  const recipient = { name: 'Camille Renaud', phone: '+33612345678', kind: 'consumer', address }
  const body = { waybill: `W-${free}`, contractId, parcels: [{ label: free }], recipient, inPerson: true }

  const business = { ...body, contractId: mandatory, recipient: { ...recipient, kind: 'business' } }
  expect((await world.dispatcher.post('/api/shipments', business)).status).toBe(422)
  const waybillTaken = { ...body, waybill: labels[0] }
  expect((await world.dispatcher.post('/api/shipments', waybillTaken)).body.code).toBe('waybill-taken')
  const oneTaken = { ...body, waybill: `V-${free}`, parcels: [{ label: free }, { label: labels[0] }] }
  expect((await world.dispatcher.post('/api/shipments', oneTaken)).body.code).toBe('label-taken')
  expect((await world.dispatcher.post('/api/shipments', body)).status).toBe(201)
  // The refused announcements touched the open shipment, which is unchanged.
  const { items } = await world.dispatcher.must('GET', `/api/shipments?q=${labels[0]}`)
  expect(items.map((item: { id: string }) => item.id)).toEqual([id])
  const stolen = { ...body, waybill: `U-${free}`, parcels: [{ label: labels[0] }] }
  expect((await world.dispatcher.post('/api/shipments', stolen)).body.code).toBe('label-taken')
})

/** Returns all bytes below the server's state folder, as they lie on the disk. */
const bytesAtRest = () =>
  filesBelow(join(world.state, 'wrangler'))
    .map(({ bytes }) => bytes)
    .join('\n')

test('R4: no stored row holds a PIN, tried or right, nor a plain hash of one', async () => {
  // The PIN has eight digits, because a shorter one could equal some other number by chance.
  const delivery = await outForDelivery(world, 'kse', { arrived: true, policy: { pinDigits: 8 } })
  const { pin: right, link } = await secretOf(world, delivery.phone)
  const pins = [...wrongPins(right ?? '', 3), right ?? '']
  for (const pin of pins) await tryPin(delivery, pin)
  expect(ofType(await eventsOf(world, delivery.id), 'handed-over')).toHaveLength(1)
  await world.until(async () => (await world.messages(delivery.phone)).length === 2)
  const stored = bytesAtRest()
  expect(stored).toContain(delivery.labels[0])
  for (const pin of pins) {
    expect(stored).not.toContain(pin)
    for (const text of [pin, JSON.stringify({ pin })]) {
      expect(stored).not.toContain(digest(text))
      expect(stored).not.toContain(Buffer.from(digest(text), 'base64url').toString('hex'))
      expect(stored).not.toContain(Buffer.from(digest(text), 'base64url').toString('latin1'))
    }
  }
  expect(stored).not.toContain(link.split('.').at(-1))
})

test('R4: a code that is read into a scan is answered in its place, again too, and stored nowhere', async () => {
  const delivery = await outForDelivery(world, 'kse', { arrived: true, policy: { pinDigits: 8 } })
  const { pin = '' } = await secretOf(world, delivery.phone)
  const depot = await signIn(world.url, world.signingKey, 'depot')
  const clerk = await clerkAt(world, delivery.pointId)
  const scans: [client: Client, path: string, body: object][] = [
    [depot, '/api/depot/receive', { labels: [pin, ...delivery.labels] }],
    [depot, '/api/depot/return', { labels: [pin] }],
    [clerk, '/api/holds/receive', { labels: [...delivery.labels, pin] }],
    [world.dispatcher, `/api/rounds/${delivery.roundId}/close`, { scanned: [pin, ...delivery.labels] }],
  ]
  for (const [client, path, body] of scans) {
    const key = crypto.randomUUID()
    const first = await client.post(path, body, key)
    expect(first.status, path).toBe(200)
    expect(first.text, path).toContain(`"${pin}"`)
    expect((await client.post(path, body, key)).text, path).toBe(first.text)
  }
  const stored = bytesAtRest()
  expect(stored).toContain(delivery.labels[0])
  expect(stored).not.toContain(pin)
})

test('R36: a key is of 16 to 64 printable characters', async () => {
  const { id } = await newCourier(world)
  for (const key of ['', 'short', 'x'.repeat(65), 'with a blank in the middle']) {
    const answer = await world.dispatcher.send('POST', `/api/people/${id}/release`, {}, { key })
    expect(answer).toMatchObject({ status: 400, body: { code: 'missing-key' } })
  }
})
