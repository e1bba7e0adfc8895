import { beforeAll, expect, test } from 'vitest'
import { check } from '../../web/verify/check.ts'
import type { EvidencePack } from '../../worker/api/shipments/evidence.ts'
import { pinOf } from '../support/door.ts'
import { sharedWorld } from '../support/harness.ts'
import { outForDelivery, type World } from '../support/world.ts'

let world: World
let keys: Parameters<typeof check>[1]
let pack: EvidencePack
let id: string
beforeAll(async () => {
  world = await sharedWorld()
  keys = (await world.dispatcher.must('GET', '/.well-known/jwks.json')).keys
  const delivery = await outForDelivery(world, 'chronopost', { arrived: true, parcels: 2 })
  id = delivery.id
  const body = { pin: await pinOf(world, delivery), labels: delivery.labels.slice(0, 1) }
  await delivery.courier.must('POST', `/api/stops/${id}/pin`, body)
  pack = await world.dispatcher.must('GET', `/api/shipments/${id}/evidence`)
})

const copy = () => structuredClone(pack)

test('R32: a hand-over yields a receipt that verifies against the published keys alone', async () => {
  const { receipts } = await world.dispatcher.must('GET', `/api/shipments/${id}/receipt`)
  expect(receipts).toHaveLength(1)
  const { jws, ...claims } = receipts[0]
  expect(claims).toMatchObject({ proof: 'pin', code: 'D7', of: 2, sub: id, iss: world.url })
  expect(claims.labels).toHaveLength(1)
  expect(await check(jws, keys)).toEqual({ faults: [], receipts: [claims], seal: null, held: 0 })
  expect(await check(`${world.url}/verify#${jws}`, keys)).toMatchObject({ faults: [] })
  const again = await world.dispatcher.must('GET', `/api/shipments/${id}/receipt`)
  expect(again.receipts[0].jws).toBe(jws)
})

test('R32: no personal data is in a receipt or a pack', async () => {
  const texts = [JSON.stringify(pack), ...pack.receipts.map((jws) => atob(jws.split('.')[1] ?? ''))]
  for (const text of texts)
    for (const name of ['Camille', 'Renaud', 'Perrache']) expect(text).not.toContain(name)
})

test('R31: a whole pack is genuine; one byte changed anywhere is found, with its event', async () => {
  expect(await check(JSON.stringify(pack), keys)).toMatchObject({ faults: [] })
  for (const [index, event] of pack.events.entries()) {
    const changed = copy()
    const target = changed.events[index]
    if (target) target.receivedAt = new Date(Date.parse(event.receivedAt) + 1).toISOString()
    expect((await check(JSON.stringify(changed), keys)).faults, event.type).toContainEqual({
      what: 'chain-broken',
      seq: index + 1,
    })
  }
  const lie = copy()
  const handed = lie.events.find(({ type }) => type === 'handed-over')
  if (handed) handed.data = { ...handed.data, proof: 'qr' }
  expect((await check(JSON.stringify(lie), keys)).faults).toEqual([
    { what: 'chain-broken', seq: handed?.seq },
  ])
})

test('R31: a truncated log is found against its seal and against the receipt', async () => {
  const cut = copy()
  const last = cut.events.findIndex(({ type }) => type === 'handed-over')
  cut.events = cut.events.slice(0, last)
  expect((await check(JSON.stringify(cut), keys)).faults).toEqual([
    { what: 'log-cut', seq: last },
    { what: 'receipt-differs', seq: last + 1 },
  ])
})

test('R32: a changed, foreign or unsigned receipt is refused', async () => {
  const [jws = ''] = pack.receipts
  const [head, body = '', signature] = jws.split('.')
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString())
  const other = Buffer.from(JSON.stringify({ ...claims, of: 1 })).toString('base64url')
  expect((await check(`${head}.${other}.${signature}`, keys)).faults).toEqual([{ what: 'bad-signature' }])
  expect((await check(jws, [])).faults).toEqual([{ what: 'unknown-key' }])
  expect((await check(pack.seal, keys)).faults).toEqual([{ what: 'unreadable' }])
  for (const rubbish of ['', 'x', '{', '{}', '[]', 'a.b.c', 'null'])
    expect((await check(rubbish, keys)).faults, rubbish).toHaveLength(1)
})

test('R32: nothing handed over is no receipt; another contract’s is not found; a page for people', async () => {
  const other = await outForDelivery(world, 'kse')
  const none = await world.dispatcher.must('GET', `/api/shipments/${other.id}/receipt`)
  expect(none.receipts).toEqual([])
  const { key } = await world.dispatcher.must('POST', '/api/api-keys', {
    name: 'Shop',
    contractId: (await world.dispatcher.must('GET', `/api/shipments/${other.id}`)).contractId,
  })
  const headers = { authorization: `Bearer ${key}` }
  for (const what of ['receipt', 'evidence']) {
    const answer = await fetch(`${world.url}/api/shipments/${id}/${what}`, { headers })
    expect(answer.status, what).toBe(404)
  }
  const page = await world.dispatcher.send('GET', `/api/shipments/${id}/receipt`, undefined, {
    headers: { accept: 'text/html' },
  })
  expect(page.headers.get('content-type')).toContain('text/html')
  expect(page.text).toContain('<svg')
  expect(page.text).not.toContain('Renaud')
})
