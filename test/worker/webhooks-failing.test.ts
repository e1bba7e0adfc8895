import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { endpoint, ownContract, type Stage, setStage, verified, webhookSql } from '../support/webhooks.ts'
import { announce } from '../support/world.ts'

let stage: Stage
let world: Stage['world']
let receiver: Stage['receiver']
beforeAll(async () => {
  stage = await setStage()
  ;({ world, receiver } = stage)
})
afterAll(() => stage?.close())
afterEach(() => {
  receiver.answer = () => ({ status: 200 })
})

test('R34: down for an hour, it gets everything afterwards, each shipment in its order', async () => {
  const contractId = await ownContract(world)
  const { id: webhookId, objectId, path, secret } = await endpoint(world, receiver.url, contractId)
  receiver.answer = () => ({ status: 503, body: 'down for maintenance' })
  const shipments = await Promise.all([1, 2, 3].map(() => announce(world, contractId)))
  await Promise.all(shipments.map(({ id }) => stage.cancel(id)))
  const queued = await world.until(async () => {
    const items = await stage.log(path)
    return (
      items.length === 6 &&
      items.filter(({ attempt }: { attempt: number }) => attempt > 0).length === 3 &&
      items
    )
  })
  // Each shipment's later event waits behind the earlier one and was not tried.
  expect(queued.filter(({ type }: { type: string }) => type === 'cancelled')).toMatchObject(
    [1, 2, 3].map(() => ({ state: 'waiting', attempt: 0, next: null, request: null, response: null })),
  )
  const [failed] = queued.filter(({ type }: { type: string }) => type === 'announced')
  expect(failed).toMatchObject({
    state: 'waiting',
    response: { status: 503, body: 'down for maintenance' },
  })
  expect(Date.parse(failed.next)).toBeGreaterThan(Date.parse(failed.triedAt))
  expect((await world.dispatcher.must('GET', path)).health).toMatchObject({
    waiting: 6,
    failingSince: expect.any(String),
  })

  // By its clock an hour has passed, and the endpoint is available again.
  const { items } = await world.dispatcher.must('GET', '/api/webhooks')
  expect(items.find(({ id }: { id: string }) => id === webhookId).health.failingSince).not.toBeNull()
  receiver.answer = () => ({ status: 204 })
  receiver.got.length = 0
  await webhookSql(world, objectId, 'UPDATE deliveries SET due = due - 3600000, tried = tried - 3600000')
  const { id: later } = await announce(world, contractId)
  await stage.heardAll(later)
  for (const { id } of shipments) {
    await stage.heardAll(id)
    expect(stage.seqsOf(id)).toEqual([1, 2])
    for (const received of stage.gotOf(id)) verified(secret, received)
  }
  await world.until(async () => (await world.dispatcher.must('GET', path)).health.waiting === 0)
  expect((await world.dispatcher.must('GET', path)).health.failingSince).toBeNull()
  // The log keeps every try, both during that hour and after it.
  const tried = (await stage.log(path)).find(({ id }) => id === failed.id).tries
  expect(tried[0]).toMatchObject({ status: 503, response: 'down for maintenance', fault: null })
  expect(tried.at(-1)).toMatchObject({ status: 204, response: '' })
  for (const { ms } of tried) expect(ms).toBeGreaterThanOrEqual(0)
})

test('R34: 410 disables at once and alerts; enabled again, it catches up', async () => {
  const contractId = await ownContract(world)
  const { id: webhookId, path } = await endpoint(world, receiver.url, contractId)
  receiver.answer = () => ({ status: 410 })
  const { id } = await announce(world, contractId)
  const gone = await world.until(async () => {
    const webhook = await world.dispatcher.must('GET', path)
    return !webhook.enabled && webhook
  })
  expect(gone).toMatchObject({ disabledBecause: 'gone', disabledAt: expect.any(String) })
  const { items } = await world.dispatcher.must('GET', '/api/alerts')
  expect(items[0]).toMatchObject({ kind: 'webhook-disabled', webhookId, contractId })
  expect(await world.dispatcher.post(`${path}/replay`, { eventId: `${id}:1` })).toMatchObject({
    status: 409,
    body: { code: 'webhook-disabled' },
  })
  receiver.answer = () => ({ status: 200 })
  receiver.got.length = 0
  await stage.cancel(id)
  await world.until(async () => (await stage.log(path)).length === 2)
  expect(stage.gotOf(id)).toEqual([])
  await world.dispatcher.must('PUT', path, { url: receiver.url, events: ['*'], contractId })
  await stage.heardAll(id)
  expect(stage.seqsOf(id)).toEqual([1, 2])
})

test('R34: five days of failure disable it', async () => {
  const contractId = await ownContract(world)
  const { objectId, path } = await endpoint(world, receiver.url, contractId)
  receiver.answer = () => ({ status: 500 })
  await announce(world, contractId)
  await world.until(async () => (await stage.log(path))[0]?.attempt > 0)
  const days = 5 * 24 * 3_600_000
  await webhookSql(world, objectId, `UPDATE deliveries SET due = due - ${days}, began = began - ${days}`)
  await webhookSql(world, objectId, `UPDATE meta SET value = value - ${days}`)
  const { DB } = await world.worker.getEnv()
  await DB.prepare('UPDATE webhooks SET enabled_at = enabled_at - ? WHERE id = ?').bind(days, objectId).run()
  await announce(world, contractId)
  const webhook = await world.until(async () => {
    const found = await world.dispatcher.must('GET', path)
    return !found.enabled && found
  })
  expect(webhook.disabledBecause).toBe('failing')
})
