import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, signIn } from '../../scripts/client.ts'
import type { AuditLine } from '../../worker/api/people/answers.ts'
import { type Harness, startWorld } from '../support/harness.ts'
import { announce, contractFor, outForDelivery } from '../support/world.ts'

let world: Harness
let contractId: string
beforeAll(async () => {
  world = await startWorld()
  contractId = await contractFor(world, 'kse')
})
afterAll(() => world?.close())

/** Signs in a dispatcher for one test. */
async function dispatcher() {
  const id = randomUUID()
  return {
    id,
    client: await signIn(world.url, world.signingKey, 'dispatcher', { subject: id, name: 'Nadia' }),
  }
}

const auditOf = async (personId: string): Promise<AuditLine[]> =>
  (await world.dispatcher.must('GET', `/api/audit?person=${personId}`)).items

const all = async () => (await (await world.worker.getEnv()).DB.prepare('SELECT * FROM audit').all()).results

test('every write of a dispatcher is one row: who, when, what about, how it ended; newest first', async () => {
  const { id, client } = await dispatcher()
  const provider = await client.must('POST', '/api/providers', { name: 'Transports Rapides' })
  const shipment = await announce(world, contractId)
  await client.must('POST', `/api/shipments/${shipment.id}/cancel`, { reason: 'Camille changed her mind' })
  await client.must('PUT', '/api/contracts/audited', { name: 'Maison', profile: 'kse' })
  // Reading leaves no audit line.
  await client.must('GET', '/api/shipments')
  const lines = await auditOf(id)
  expect(lines.map(({ method, route, ids, status }) => [method, route, ids, status])).toEqual([
    ['PUT', '/api/contracts/:id', { id: 'audited' }, expect.any(Number)],
    ['POST', '/api/shipments/:id/cancel', { id: shipment.id }, 200],
    ['POST', '/api/providers', { id: provider.id }, 201],
  ])
  expect(lines.map(({ about }) => about)).toEqual([null, shipment.labels[0], null])
  for (const line of lines) {
    expect(line).toMatchObject({ personId: id, personName: 'Nadia' })
    expect(Math.abs(Date.now() - Date.parse(line.at))).toBeLessThan(60_000)
  }
})

test('what was refused is there too, with its status; what does not exist is not named', async () => {
  const { id, client } = await dispatcher()
  expect((await client.post('/api/shipments/Camille-Renaud/cancel', { reason: 'x' })).status).toBe(404)
  expect((await client.post('/api/providers', { name: '' })).status).toBe(400)
  const lines = await auditOf(id)
  expect(lines.map(({ status, ids }) => [status, ids])).toEqual([
    [400, {}],
    [404, {}],
  ])
})

test('R4: no row holds a body, a name, a code or a secret', async () => {
  const { client } = await dispatcher()
  const secret = (
    await client.must('PUT', `/api/webhooks/a-${randomUUID()}`, {
      url: 'http://127.0.0.1:1/hook',
      events: ['*'],
      contractId,
    })
  ).secret as string
  const { key } = await client.must('POST', '/api/api-keys', { name: 'Canary ERP', contractId })
  await client.must('POST', '/api/invitations', { role: 'depot', name: 'Canary Depot' })
  await client.post(`/api/shipments/${encodeURIComponent('Canary Street 12345')}/cancel`, {
    reason: 'Canary',
  })
  const text = JSON.stringify(await all())
  expect(text).toContain('/api/api-keys')
  for (const canary of ['Canary', secret, key]) expect(text).not.toContain(canary)
})

test('R15: nobody acts without a row: when it cannot be written nothing is done, and later all is as before', async () => {
  const { client } = await dispatcher()
  const { DB } = await world.worker.getEnv()
  const names = async () =>
    (await world.dispatcher.must('GET', '/api/providers')).items.map(({ name }: { name: string }) => name)
  await DB.prepare('ALTER TABLE audit RENAME TO audit_away').run()
  const key = randomUUID()
  try {
    const refused = await client.post('/api/providers', { name: 'Unseen' }, key)
    expect(refused).toMatchObject({ status: 500, body: { code: 'internal' } })
    expect(await names()).not.toContain('Unseen')
  } finally {
    await DB.prepare('ALTER TABLE audit_away RENAME TO audit').run()
  }
  expect((await client.post('/api/providers', { name: 'Unseen' }, key)).status).toBe(201)
  expect(await names()).toContain('Unseen')
})

test('couriers, depots and API keys leave no row: their acts are events', async () => {
  const door = await outForDelivery(world, 'kse')
  const depot = await signIn(world.url, world.signingKey, 'depot')
  const before = (await all()).length
  await door.courier.must('POST', `/api/stops/${door.id}/arrive`, { at: new Date().toISOString() })
  await depot.must('POST', '/api/depot/receive', { labels: door.labels })
  expect(await all()).toHaveLength(before)
  const { key } = await world.dispatcher.must('POST', '/api/api-keys', { name: 'ERP', contractId })
  const headers = { authorization: `Bearer ${key}` }
  const made = await depot.send(
    'POST',
    '/api/shipments/bulk',
    { shipments: [{ waybill: 'no' }] },
    { headers },
  )
  expect(made.status).toBe(200)
  expect(await all()).toHaveLength(before + 1)
})

/** Returns all pages of a query. */
async function pages(client: Client, query: string): Promise<AuditLine[][]> {
  const found: AuditLine[][] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const page: { items: AuditLine[]; cursor: string | null } = await client.must(
      'GET',
      `/api/audit?${query}&cursor=${cursor}`,
    )
    found.push(page.items)
    cursor = page.cursor
  }
  return found
}

test('pages hold everything once, by person and by route too, however far back it lies', async () => {
  const { id } = await dispatcher()
  const { DB } = await world.worker.getEnv()
  // One act of hers is a day old, and twelve hundred acts of others came since.
  const old = Date.now() - 86_400_000
  const row = "lower(hex(randomblob(16))), ?, 'POST', ?, '{}', 200"
  // The rows are written in one statement. A dozen statements over the harness's connection would be a dozen
  // chances that it is closed at that moment.
  await DB.prepare(
    `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1200)
     INSERT INTO audit SELECT ? + i, ${row} FROM n`,
  )
    .bind(old, 'somebody', '/api/couriers')
    .run()
  await DB.prepare(`INSERT INTO audit SELECT ?, ${row}`).bind(old, id, '/api/points').run()
  for (const query of [`person=${id}`, `person=${id}&route=/api/points`]) {
    const found = await pages(world.dispatcher, query)
    expect(found.length).toBeGreaterThan(1)
    expect(found.flat()).toMatchObject([{ personId: id, route: '/api/points', status: 200 }])
  }
  const everything = (await pages(world.dispatcher, '')).flat()
  expect(everything).toHaveLength((await all()).length)
  expect(new Set(everything.map((line) => line.id)).size).toBe(everything.length)
  expect((await pages(world.dispatcher, 'person=somebody')).flat()).toHaveLength(1200)
  const file = await world.dispatcher.get(`/api/audit?person=${id}&format=csv`)
  expect(file.headers.get('content-type')).toContain('text/csv')
  expect(file.text.trim().split('\r\n')).toHaveLength(2)
})

test('it is only read', async () => {
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
    expect((await world.dispatcher.send(method, '/api/audit', {})).status).toBe(404)
})
