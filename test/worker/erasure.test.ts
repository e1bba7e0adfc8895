import { beforeAll, expect, test } from 'vitest'
import { check } from '../../web/verify/check.ts'
import type { PersonalView } from '../../worker/api/shipments/evidence.ts'
import { daysGoBy, MOMENTS, rechain } from '../support/days.ts'
import { eventsOf, expectUnbroken, ofType } from '../support/door.ts'
import { type Harness, sharedWorld } from '../support/harness.ts'
import { announce, contractFor, openLink, outForDelivery, secretOf } from '../support/world.ts'
import { DRAWN } from './write-scene.ts'

let world: Harness
let keys: Parameters<typeof check>[1]
beforeAll(async () => {
  world = await sharedWorld()
  keys = (await world.dispatcher.must('GET', '/.well-known/jwks.json')).keys
})

const SECRETS = ['Camille', 'Renaud', 'Perrache', '45.7442', 'merci bien', 'strokes']
const personalOf = (id: string): Promise<PersonalView> =>
  world.dispatcher.must('GET', `/api/shipments/${id}/personal`)
const packOf = async (id: string) => (await world.dispatcher.get(`/api/shipments/${id}/evidence`)).text
const receiptsOf = async (id: string) =>
  (await world.dispatcher.must('GET', `/api/shipments/${id}/receipt`)).receipts
/** Returns everything in the object's storage as text. */
const stored = async (id: string) =>
  JSON.stringify([
    await world.sql(id, 'SELECT * FROM personal'),
    await world.sql(id, 'SELECT * FROM events'),
    await world.sql(id, 'SELECT * FROM meta'),
  ])

/** Makes a delivery that was signed for on the recipient's phone, `days` days ago. */
async function signedFor(days: number, policy: object = {}) {
  const delivery = await outForDelivery(world, 'kse', { policy: { moments: MOMENTS, ...policy } })
  const place = { lat: 45.7443, lon: 4.8216, accuracyM: 8 }
  await delivery.courier.must('POST', `/api/stops/${delivery.id}/arrive`, {
    at: new Date().toISOString(),
    place,
  })
  const { phone, path } = await openLink(world, (await secretOf(world, delivery.phone)).link)
  await phone.must('POST', `${path}/scan`, { label: delivery.labels[0], by: 'camera' })
  await phone.must('POST', `${path}/confirm`, { noClaims: true })
  await phone.must('POST', `${path}/finish`, { signature: DRAWN, comment: 'merci bien' })
  if (days > 0) await daysGoBy(world, delivery.id, days)
  if (days > 0) await rechain(world, delivery.id)
  return delivery
}

test('R31, R32: after erasure the log, its pack and the receipts still verify, and nothing is left to read', async () => {
  const { id } = await signedFor(2)
  const [pack, receipts] = [await packOf(id), await receiptsOf(id)]
  expect((await check([pack], keys)).faults).toEqual([])
  const before = await personalOf(id)
  expect(before.refusal).toBeNull()
  expect(before.kept.map(({ kind }) => kind)).toEqual([
    'name',
    'contact',
    'address',
    'signature',
    'notes',
    'place',
  ])
  expect(before.events.find(({ signature }) => signature)?.signature).toEqual(DRAWN)
  const held = await stored(id)
  for (const secret of SECRETS) expect(held).toContain(secret)

  await world.dispatcher.must('POST', `/api/shipments/${id}/erase`, {})
  await world.evict(id)
  const after = await packOf(id)
  // The older pack and the receipt that somebody kept agree with the present log.
  expect((await check([after, pack, receipts[0].jws], keys)).faults).toEqual([])
  expect(await receiptsOf(id)).toEqual(receipts)
  expectUnbroken(await eventsOf(world, id))
  const [erased] = ofType(await eventsOf(world, id), 'erased')
  expect(erased).toMatchObject({ by: { role: 'dispatcher' }, data: { because: 'request' } })
  const left = (await stored(id)) + JSON.stringify(await world.dispatcher.must('GET', `/api/shipments/${id}`))
  for (const secret of SECRETS) expect(left).not.toContain(secret)
  expect(await personalOf(id)).toMatchObject({ kept: [], events: [] })
})

test('R31: a kind is erased alone, wherever it stands; the reason given for it stays until its own time is over', async () => {
  const { id } = await signedFor(2)
  const body = { kinds: ['signature', 'notes'], reason: 'asked by letter' }
  await world.dispatcher.must('POST', `/api/shipments/${id}/erase`, body)
  const { kept, events } = await personalOf(id)
  expect(kept.map(({ kind }) => kind)).toEqual(['name', 'contact', 'address', 'notes', 'place'])
  expect(events.some(({ signature }) => signature)).toBe(false)
  const log = await eventsOf(world, id)
  expect(log.flatMap(({ notes }) => Object.entries(notes ?? {}))).toEqual([['reason', 'asked by letter']])
  expect((await world.dispatcher.must('GET', `/api/shipments/${id}`)).recipient.name).toBe('Camille Renaud')
  // Nothing is left to erase, so no second fact is recorded.
  await world.dispatcher.must('POST', `/api/shipments/${id}/erase`, { kinds: ['signature'] })
  expect(ofType(await eventsOf(world, id), 'erased')).toHaveLength(1)
})

test('R31: each kind goes by itself when its days are over', async () => {
  const { id } = await signedFor(0, { retentionDays: { contact: 3, place: 5 } })
  const kinds = async () => (await personalOf(id)).kept.map(({ kind }) => kind)
  await daysGoBy(world, id, 2)
  expect(await kinds()).toContain('contact')
  await daysGoBy(world, id, 2)
  expect(await kinds()).toEqual(['name', 'address', 'signature', 'notes', 'place'])
  await daysGoBy(world, id, 2)
  expect(await kinds()).toEqual(['name', 'address', 'signature', 'notes'])
  await daysGoBy(world, id, 400)
  expect(await kinds()).toEqual([])
  const erased = ofType(await eventsOf(world, id), 'erased')
  expect(erased.map(({ by, data }) => [by.role, data.because, data.kinds])).toEqual([
    ['system', 'retention', ['contact']],
    ['system', 'retention', ['place']],
    ['system', 'retention', ['name', 'address', 'signature', 'notes']],
  ])
  // Nothing more becomes due, so the object sleeps and its log stays as it is.
  const types = (await eventsOf(world, id)).map(({ type }) => type)
  expect(await daysGoBy(world, id, 400)).toEqual(types)
})

test('R31: what is still needed is refused by name, and everything stays', async () => {
  const fresh = await signedFor(0)
  const path = `/api/shipments/${fresh.id}/erase`
  const refusal = async (at: string) => (await world.dispatcher.post(at, {})).body.code
  expect(await refusal(path)).toBe('claims-possible')
  expect((await personalOf(fresh.id)).refusal).toBe('claims-possible')
  const open = await outForDelivery(world, 'kse')
  expect(await refusal(`/api/shipments/${open.id}/erase`)).toBe('not-over')
  const disputed = await signedFor(2)
  const view = () => world.dispatcher.must('GET', `/api/shipments/${disputed.id}`)
  expect((await view()).allowed).toContain('erase')
  const violation = { shipmentId: disputed.id, kind: 'other', comment: 'seen' }
  await world.dispatcher.must('POST', '/api/violations', violation)
  const [{ seq } = { seq: 0 }] = ofType(await eventsOf(world, disputed.id), 'violation-suspected')
  await world.until(
    async () => (await world.dispatcher.get(`/api/violations/${disputed.id}:${seq}`)).status === 200,
  )
  expect(await refusal(`/api/shipments/${disputed.id}/erase`)).toBe('violation-open')
  // The shipment itself knows of no ledger; its answer says it all the same.
  expect(await view()).toMatchObject({ allowed: ['report-violation'], notYet: ['erase'] })
  expect((await personalOf(disputed.id)).kept).toHaveLength(6)
})

test('R31: an API key sees what people wrote, but no signature and no place; nor does it erase', async () => {
  const { id } = await signedFor(0)
  const { contractId } = await world.dispatcher.must('GET', `/api/shipments/${id}`)
  const { key } = await world.dispatcher.must('POST', '/api/api-keys', { name: 'Shop', contractId })
  const headers = { authorization: `Bearer ${key}` }
  const seen = await (await fetch(`${world.url}/api/shipments/${id}/personal`, { headers })).text()
  expect(seen).toContain('signature')
  expect(seen).not.toContain('strokes')
  expect(seen).not.toContain('45.7443')
  const answer = await fetch(`${world.url}/api/shipments/${id}/erase`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
    body: '{}',
  })
  expect(answer.status).toBe(403)
})

test('R31: what was called off is forgotten with its waybill’s fingerprint, which is made over the same data', async () => {
  const { id } = await announce(world, await contractFor(world, 'kse'))
  await world.dispatcher.must('POST', `/api/shipments/${id}/cancel`, { reason: 'asked' })
  expect((await world.sql(id, 'SELECT print FROM events WHERE seq = 1'))[0]?.print).toBeTruthy()
  await world.dispatcher.must('POST', `/api/shipments/${id}/erase`, { kinds: ['contact'] })
  expect((await world.sql(id, 'SELECT print FROM events WHERE seq = 1'))[0]?.print).toBeNull()
})
