import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { webhookIdOf } from '../../worker/registry/webhooks.ts'
import { type KeyRing, parseKeyRing } from '../../worker/security/keys.ts'
import { secretText } from '../../worker/security/webhook-secret.ts'
import { integrator, ownContract, type Stage, setStage, verified } from '../support/webhooks.ts'
import { announce } from '../support/world.ts'

let stage: Stage
let world: Stage['world']
let receiver: Stage['receiver']
beforeAll(async () => {
  stage = await setStage()
  ;({ world, receiver } = stage)
})
afterAll(() => stage?.close())

const newName = () => `w-${randomUUID()}`
const put = (path: string, more: object) =>
  world.dispatcher.send('PUT', path, { url: receiver.url, events: ['*'], ...more })
const AMBIGUOUS = { status: 400, body: { errors: [{ field: 'contractId', code: 'ambiguous' }] } }
const CALLS = [
  ['GET', '', undefined],
  ['POST', '/rotate', {}],
  ['POST', '/test', {}],
  ['POST', '/replay', { eventId: 'x:1' }],
  ['GET', '/deliveries', undefined],
] as const

test('R34: a key reaches the endpoints of its contract; another’s are as good as none', async () => {
  const [contractId, foreign] = [await ownContract(world), await ownContract(world)]
  const [mine, theirs] = [await integrator(world, contractId), await integrator(world, foreign)]
  const path = `/api/webhooks/${newName()}`
  const body = { url: receiver.url, events: ['*'] }
  expect(await mine.call('PUT', path, body)).toMatchObject({ status: 201, body: { contractId } })
  for (const [method, end, given] of CALLS)
    for (const query of ['', `?contractId=${contractId}`, '?contractId=']) {
      const answer = await theirs.call(method, path + end + query, given)
      expect(answer, `${method} ${end}${query}`).toMatchObject({ status: 404, body: { code: 'not-found' } })
      const none = await theirs.call(method, `/api/webhooks/none${end}${query}`, given)
      expect(none.body).toEqual(answer.body)
    }
  expect((await theirs.call('GET', '/api/webhooks')).body.items).toEqual([])
  expect((await mine.call('GET', '/api/webhooks')).body.items).toHaveLength(1)
  for (const elsewhere of [foreign, null])
    expect(await mine.call('PUT', `${path}-2`, { ...body, contractId: elsewhere })).toMatchObject({
      status: 422,
      body: { code: 'unknown-contract' },
    })
})

test('R34: two contracts use one name: each key makes, reads and tests its own, and is sent its own events', async () => {
  const contracts = [await ownContract(world), await ownContract(world)] as const
  const keys = [await integrator(world, contracts[0]), await integrator(world, contracts[1])] as const
  const name = newName()
  const path = `/api/webhooks/${name}`
  const made: string[] = []
  for (const [index, { call }] of keys.entries()) {
    const answer = await call('PUT', path, { url: receiver.url, events: ['*'] })
    expect(answer).toMatchObject({ status: 201, body: { id: name, contractId: contracts[index] } })
    made.push(answer.body.secret)
    // No answer reveals that the name is used elsewhere, or by which id endpoints are told apart internally.
    for (const read of [answer, await call('GET', path), await call('GET', '/api/webhooks')])
      expect(read.text).not.toContain(webhookIdOf(contracts[index] ?? null, name))
  }
  expect(made[0]).not.toBe(made[1])
  for (const [index, contractId] of contracts.entries()) {
    const { id } = await announce(world, contractId)
    await stage.heardAll(id)
    for (const received of stage.gotOf(id)) {
      expect(verified(made[index] ?? '', received).data.contractId).toBe(contractId)
      expect(() => verified(made[1 - index] ?? '', received)).toThrow()
    }
  }
  receiver.got.length = 0
  for (const { call } of keys) await call('POST', `${path}/test`, {})
  expect(receiver.got.map((received, index) => verified(made[index] ?? '', received).data)).toEqual([
    { webhookId: name },
    { webhookId: name },
  ])
  // One receiver may serve both endpoints, so each delivery has a different id for each endpoint.
  expect(new Set(receiver.got.map(({ headers }) => headers['webhook-id'])).size).toBe(2)
  expect((await keys[0].call('GET', `${path}/deliveries`)).body.items).toHaveLength(2)
})

test('R34: who sees all contracts says whose; a name that is the only one needs no more', async () => {
  const [first, second] = [await ownContract(world), await ownContract(world)]
  const name = newName()
  const path = `/api/webhooks/${name}`
  expect(await put(path, { contractId: first })).toMatchObject({ status: 201, body: { contractId: first } })
  expect(await world.dispatcher.get(path)).toMatchObject({ status: 200, body: { contractId: first } })
  expect(await put(path, { events: ['held'] })).toMatchObject({ status: 200, body: { contractId: first } })

  expect(await put(path, { contractId: second })).toMatchObject({ status: 201, body: { contractId: second } })
  expect(await put(path, { contractId: null })).toMatchObject({ status: 201, body: { contractId: null } })
  expect(await put(path, {})).toMatchObject(AMBIGUOUS)
  for (const [method, end, given] of CALLS)
    expect(await world.dispatcher.send(method, path + end, given), `${method} ${end}`).toMatchObject(
      AMBIGUOUS,
    )
  for (const [query, contractId] of [
    [first, first],
    [second, second],
    ['', null],
  ] as const)
    expect((await world.dispatcher.get(`${path}?contractId=${query}`)).body).toMatchObject({ contractId })
  expect((await world.dispatcher.get(`${path}?contractId=none`)).status).toBe(404)
  const { items } = await world.dispatcher.must('GET', '/api/webhooks')
  const listed = items.filter(({ id }: { id: string }) => id === name)
  expect(listed.map(({ contractId }: { contractId: string | null }) => contractId)).toHaveLength(3)

  // Left enabled, this endpoint would receive the events of the tests below.
  expect((await put(path, { contractId: null, enabled: false })).status).toBe(200)

  // The same key for two endpoints makes two separate writes.
  const key = randomUUID()
  const rotate = (contractId: string) =>
    world.dispatcher.post(`${path}/rotate?contractId=${contractId}`, {}, key)
  const [one, other] = [await rotate(first), await rotate(second)]
  expect([one.body.contractId, other.body.contractId]).toEqual([first, second])
  expect((await rotate(first)).body).toEqual(one.body)
  const { items: acts } = await world.dispatcher.must('GET', '/api/audit?route=/api/webhooks/:id/rotate')
  expect(acts.map(({ ids }: { ids: object }) => ids)).toEqual(
    expect.arrayContaining([
      { id: name, contractId: first },
      { id: name, contractId: second },
    ]),
  )
})

test('R34: an endpoint from when a name was the whole id keeps its secret, its object and its log', async () => {
  const contractId = await ownContract(world)
  const { call } = await integrator(world, contractId)
  const name = newName()
  const path = `/api/webhooks/${name}`
  const env = await world.worker.getEnv()
  const ring = parseKeyRing('SECRET_KEYS', env.SECRET_KEYS as string, false, []) as KeyRing
  const secrets = [{ version: 1, kid: ring.current, until: null }]
  // This row is as the migration leaves it: its name is the id that it had.
  await env.DB.prepare(
    `INSERT INTO webhooks (id, name, contract_id, url, events, format, secrets, created_at, enabled_at)
     VALUES (?1, ?1, ?2, ?3, '["*"]', 'sesame', ?4, 0, 0)`,
  )
    .bind(name, contractId, receiver.url, JSON.stringify(secrets))
    .run()
  const { id } = await announce(world, contractId)
  await stage.heardAll(id)
  const secret = secretText(ring, name, { version: 1, kid: ring.current })
  for (const received of stage.gotOf(id)) expect(verified(secret, received).data.shipmentId).toBe(id)
  receiver.got.length = 0
  await call('POST', `${path}/test`, {})
  expect(receiver.got[0]?.headers['webhook-id']).toMatch(new RegExp(`^test:${name}:`))
  const changed = await call('PUT', path, { url: receiver.url, events: ['cancelled'] })
  expect(changed).toMatchObject({ status: 200, body: { id: name, contractId, events: ['cancelled'] } })
  expect((await call('GET', '/api/webhooks')).body.items).toHaveLength(1)
  expect((await call('GET', `${path}/deliveries`)).body.items.length).toBeGreaterThan(1)
  // An endpoint of another contract with the same name is a different endpoint.
  const foreign = await ownContract(world)
  const theirs = await (await integrator(world, foreign)).call('PUT', path, {
    url: receiver.url,
    events: ['*'],
  })
  expect(theirs).toMatchObject({ status: 201, body: { id: name, contractId: foreign } })
  expect(theirs.body.secret).not.toBe(secret)
})
