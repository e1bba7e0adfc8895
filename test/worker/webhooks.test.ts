import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { eventsOf, ofType } from '../support/door.ts'
import { type Harness, startHarness } from '../support/harness.ts'
import { type Received, type Receiver, startReceiver } from '../support/receiver.ts'
import {
  endpoint,
  integrator,
  ownContract,
  publiclyVerified,
  verified,
  webhookSql,
} from '../support/webhooks.ts'
import { announce } from '../support/world.ts'

let world: Harness
let receiver: Receiver
beforeAll(async () => {
  world = await startHarness()
  receiver = await startReceiver()
})
afterAll(async () => {
  await world?.close()
  await receiver?.close()
})
afterEach(() => {
  receiver.answer = () => ({ status: 200 })
})

const bodyOf = (received: Received) => JSON.parse(received.text)
/** What an endpoint got of one shipment, as `type` or as numbers. */
const gotOf = (id: string) =>
  receiver.got.filter(({ headers }) => headers['webhook-id']?.startsWith(`${id}:`))
const seqsOf = (id: string) => gotOf(id).map(({ headers }) => Number(headers['webhook-id']?.split(':')[1]))
const cancel = (id: string) =>
  world.dispatcher.must('POST', `/api/shipments/${id}/cancel`, { reason: 'Camille changed her mind' })
/** Waits until a shipment's whole log has reached an endpoint. */
const heardAll = (id: string) =>
  world.until(async () => {
    const events = await eventsOf(world, id)
    return new Set(seqsOf(id)).size === events.length && events
  })
/** Waits until everything an endpoint was told has been tried. */
const log = async (path: string) => (await world.dispatcher.must('GET', `${path}/deliveries`)).items

describe('what a shipper hears', () => {
  test('R34: every event, in order, signed; as the events of the API have it, without what people wrote', async () => {
    const contractId = await ownContract(world)
    const { secret } = await endpoint(world, receiver.url, contractId)
    const { id, labels } = await announce(world, contractId)
    await world.until(async () => gotOf(id).length > 0)
    await cancel(id)
    const events = await heardAll(id)
    const { carrier } = await world.dispatcher.must('GET', `/api/shipments/${id}`)
    expect(seqsOf(id)).toEqual(events.map(({ seq }) => seq))
    for (const [index, received] of gotOf(id).entries()) {
      const { notes: _notes, ...event } = events[index]!
      const about = { shipmentId: id, waybill: labels[0], contractId, carrier }
      const body = { type: event.type, timestamp: event.at, data: { ...about, ...event } }
      expect(verified(secret, received)).toEqual(body)
      expect(await publiclyVerified(world, received)).toBe(true)
      expect(received.headers['content-type']).toBe('application/json')
      expect(received.text).not.toMatch(/Camille|\+33|Perrache/)
    }
    // The premise: somebody did write beside the cancellation.
    expect(ofType(events, 'cancelled')[0]?.notes).toEqual({ reason: 'Camille changed her mind' })
    const [first] = gotOf(id)
    const forged = { ...first!, text: first!.text.replace('announced', 'cancelled') }
    expect(() => verified(secret, forged)).toThrow()
    expect(await publiclyVerified(world, forged)).toBe(false)
  })

  test('R34: only the events asked for, and only of its contract', async () => {
    const [contractId, other] = [await ownContract(world), await ownContract(world)]
    await endpoint(world, receiver.url, contractId, { events: ['cancelled'] })
    const [mine, theirs] = [await announce(world, contractId), await announce(world, other)]
    await cancel(theirs.id)
    await cancel(mine.id)
    const got = await world.until(async () => gotOf(mine.id)[0])
    expect(bodyOf(got)).toMatchObject({ type: 'cancelled', data: { shipmentId: mine.id } })
    expect(seqsOf(theirs.id)).toEqual([])
    expect(seqsOf(mine.id)).toHaveLength(1)
  })

  test('R34: an object that lost its memory tells nothing twice, and nothing is lost', async () => {
    const contractId = await ownContract(world)
    await endpoint(world, receiver.url, contractId)
    const { id } = await announce(world, contractId)
    await heardAll(id)
    await world.evict(id)
    await cancel(id)
    await heardAll(id)
    expect(seqsOf(id)).toEqual([1, 2])
  })

  test('R34: a contract without an endpoint leaves no mark in its shipments', async () => {
    const contractId = await ownContract(world)
    const { id } = await announce(world, contractId)
    await world.until(
      async () => (await world.dispatcher.get(`/api/shipments?contract=${contractId}`)).body.items[0],
    )
    expect(await world.sql(id, `SELECT * FROM meta WHERE name = 'webhooks'`)).toEqual([])
    // It hears of one that comes later with its next change, from then on.
    await endpoint(world, receiver.url, contractId)
    await cancel(id)
    await world.until(async () => gotOf(id).length > 0)
    expect(gotOf(id).map((received) => bodyOf(received).type)).toEqual(['cancelled'])
  })

  test.each([
    ['cloudevents', 'application/cloudevents+json'],
    ['epcis', 'application/ld+json'],
  ])('R34: the same event as %s, signed like any other', async (format, contentType) => {
    const contractId = await ownContract(world)
    const { secret, path } = await endpoint(world, receiver.url, contractId, { format })
    const { id, labels } = await announce(world, contractId)
    const depot = await (await import('../../scripts/client.ts')).signIn(world.url, world.signingKey, 'depot')
    await depot.must('POST', '/api/depot/receive', { labels })
    const received = await world.until(async () =>
      gotOf(id).find(({ text }) => text.includes('received-at-depot')),
    )
    expect(received.headers['content-type']).toBe(contentType)
    const body = verified(secret, received)
    if (format === 'cloudevents')
      expect(body).toMatchObject({ specversion: '1.0', type: 'sesame.received-at-depot', subject: labels[0] })
    else {
      expect(body.epcisBody.eventList).toMatchObject([{ type: 'ObjectEvent', bizStep: 'receiving' }])
      // Nothing that is no supply chain event.
      expect((await log(path)).map(({ type }: { type: string }) => type)).toEqual(['received-at-depot'])
    }
  })
})

describe('an endpoint that fails', () => {
  test('R34: down for an hour, it gets everything afterwards, each shipment in its order', async () => {
    const contractId = await ownContract(world)
    const { id: webhookId, path, secret } = await endpoint(world, receiver.url, contractId)
    receiver.answer = () => ({ status: 503, body: 'down for maintenance' })
    const shipments = await Promise.all([1, 2, 3].map(() => announce(world, contractId)))
    await Promise.all(shipments.map(({ id }) => cancel(id)))
    const queued = await world.until(async () => {
      const items = await log(path)
      return (
        items.length === 6 &&
        items.filter(({ attempt }: { attempt: number }) => attempt > 0).length === 3 &&
        items
      )
    })
    // The later event of each stands behind the earlier one: it was not tried at all.
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

    // An hour later, by its clock, the endpoint is there again.
    receiver.answer = () => ({ status: 204 })
    receiver.got.length = 0
    await webhookSql(world, webhookId, 'UPDATE deliveries SET due = due - 3600000, tried = tried - 3600000')
    const { id: later } = await announce(world, contractId)
    await heardAll(later)
    for (const { id } of shipments) {
      await heardAll(id)
      expect(seqsOf(id)).toEqual([1, 2])
      for (const received of gotOf(id)) verified(secret, received)
    }
    await world.until(async () => (await world.dispatcher.must('GET', path)).health.waiting === 0)
    expect((await world.dispatcher.must('GET', path)).health.failingSince).toBeNull()
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
    expect(items[0]).toMatchObject({ kind: 'webhook-disabled', webhookId })
    expect(await world.dispatcher.post(`${path}/replay`, { eventId: `${id}:1` })).toMatchObject({
      status: 409,
      body: { code: 'webhook-disabled' },
    })
    receiver.answer = () => ({ status: 200 })
    receiver.got.length = 0
    await cancel(id)
    await world.until(async () => (await log(path)).length === 2)
    expect(gotOf(id)).toEqual([])
    await world.dispatcher.must('PUT', path, { url: receiver.url, events: ['*'], contractId })
    await heardAll(id)
    expect(seqsOf(id)).toEqual([1, 2])
  })

  test('R34: five days of failure disable it', async () => {
    const contractId = await ownContract(world)
    const { id: webhookId, path } = await endpoint(world, receiver.url, contractId)
    receiver.answer = () => ({ status: 500 })
    await announce(world, contractId)
    await world.until(async () => (await log(path))[0]?.attempt > 0)
    const days = 5 * 24 * 3_600_000
    await webhookSql(world, webhookId, `UPDATE deliveries SET due = due - ${days}, began = began - ${days}`)
    await webhookSql(world, webhookId, `UPDATE meta SET value = value - ${days}`)
    const { DB } = await world.worker.getEnv()
    await DB.prepare('UPDATE webhooks SET enabled_at = enabled_at - ? WHERE id = ?')
      .bind(days, webhookId)
      .run()
    await announce(world, contractId)
    const webhook = await world.until(async () => {
      const found = await world.dispatcher.must('GET', path)
      return !found.enabled && found
    })
    expect(webhook.disabledBecause).toBe('failing')
  })
})

describe('replay, test and rotation', () => {
  test('R34: one event and a range come again under the same number; the same key queues nothing more', async () => {
    const contractId = await ownContract(world)
    const { path, secret } = await endpoint(world, receiver.url, contractId)
    const from = new Date().toISOString()
    const shipments = [await announce(world, contractId), await announce(world, contractId)]
    for (const { id } of shipments) await heardAll(id)
    const to = new Date(Date.now() + 1000).toISOString()
    const replay = (body: object, key?: string) => world.dispatcher.post(`${path}/replay`, body, key)
    const [first, second] = shipments.map(({ id }) => id)
    const key = randomUUID()
    const before = gotOf(first!)[0]!
    receiver.got.length = 0
    expect((await replay({ eventId: `${first}:1` }, key)).body).toEqual({ queued: 1, until: null })
    await replay({ eventId: `${first}:1` }, key)
    const again = await world.until(async () => gotOf(first!)[0])
    expect(verified(secret, again)).toEqual(bodyOf(before))
    expect(seqsOf(first!)).toEqual([1])
    expect((await replay({ from, to })).body).toEqual({ queued: 2, until: null })
    await world.until(async () => gotOf(first!).length === 2 && gotOf(second!).length === 1)
    expect((await log(path)).map(({ kind }: { kind: string }) => kind)).toEqual([
      'replay',
      'replay',
      'replay',
      'event',
      'event',
    ])

    // Another contract's event is unknown here, and so is one that never was.
    const { id: foreign } = await announce(world, await ownContract(world))
    for (const eventId of [`${foreign}:1`, `${first}:99`])
      expect(await replay({ eventId })).toMatchObject({
        status: 400,
        body: { errors: [{ field: 'eventId' }] },
      })
    expect((await replay({ from: to, to: from })).body.errors).toEqual([{ field: 'to', code: 'order' }])
  })

  test('R34: the test button sends a signed event and says what came of it', async () => {
    const { path, secret, id } = await endpoint(world, receiver.url, await ownContract(world))
    const key = randomUUID()
    receiver.got.length = 0
    const answer = await world.dispatcher.post(`${path}/test`, {}, key)
    expect(answer.body).toMatchObject({ outcome: 'delivered', status: 200, fault: null })
    expect((await world.dispatcher.post(`${path}/test`, {}, key)).body).toEqual(answer.body)
    expect(receiver.got).toHaveLength(1)
    expect(verified(secret, receiver.got[0]!)).toMatchObject({ type: 'test', data: { webhookId: id } })
    receiver.answer = () => ({ status: 404, body: 'no such page' })
    expect((await world.dispatcher.post(`${path}/test`, {})).body).toMatchObject({
      outcome: 'failed',
      status: 404,
    })
    expect((await log(path)).map(({ state }: { state: string }) => state)).toEqual(['failed', 'delivered'])
  })

  test('R34: after a rotation both secrets sign for a day, then the new one alone', async () => {
    const contractId = await ownContract(world)
    const { path, secret, id } = await endpoint(world, receiver.url, contractId)
    const key = randomUUID()
    const { body: rotation } = await world.dispatcher.post(`${path}/rotate`, {}, key)
    expect(rotation.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    expect(rotation.secret).not.toBe(secret)
    const day = Date.parse(rotation.previousSecretUntil) - Date.now()
    expect(Math.abs(day - 24 * 3_600_000)).toBeLessThan(60_000)
    expect((await world.dispatcher.post(`${path}/rotate`, {}, key)).body).toEqual(rotation)
    const sent = async () => {
      receiver.got.length = 0
      await world.dispatcher.must('POST', `${path}/test`, {})
      return receiver.got[0]!
    }
    const both = await sent()
    for (const either of [secret, rotation.secret]) expect(verified(either, both).type).toBe('test')
    const { DB } = await world.worker.getEnv()
    const row = await DB.prepare('SELECT secrets FROM webhooks WHERE id = ?').bind(id).first('secrets')
    const aged = JSON.parse(row).map((one: { until: number | null }) => ({
      ...one,
      until: one.until && Date.now(),
    }))
    await DB.prepare('UPDATE webhooks SET secrets = ? WHERE id = ?').bind(JSON.stringify(aged), id).run()
    const one = await sent()
    expect(verified(rotation.secret, one).type).toBe('test')
    expect(() => verified(secret, one)).toThrow()
  })

  test('R34, R4: the secret is shown once and again to a repetition; no row holds it', async () => {
    const contractId = await ownContract(world)
    const path = `/api/webhooks/w-${randomUUID()}`
    const body = { url: receiver.url, events: ['*'], contractId }
    const key = randomUUID()
    const put = (given: object, once?: string) =>
      world.dispatcher.send('PUT', path, given, once ? { key: once } : {})
    const created = await put(body, key)
    expect(created).toMatchObject({ status: 201, body: { contractId, format: 'sesame', enabled: true } })
    expect(await put(body, key)).toMatchObject({ status: 201, body: created.body })
    expect((await put({ ...body, events: ['cancelled'] }, key)).status).toBe(422)
    const changed = await put({ ...body, events: ['cancelled'] })
    expect(changed.status).toBe(200)
    for (const answer of [
      changed,
      await world.dispatcher.get(path),
      await world.dispatcher.get('/api/webhooks'),
    ])
      expect(answer.text).not.toContain('whsec_')
    const { DB } = await world.worker.getEnv()
    const text = created.body.secret.slice('whsec_'.length)
    for (const table of ['webhooks', 'answers'])
      expect(JSON.stringify((await DB.prepare(`SELECT * FROM ${table}`).all()).results)).not.toContain(text)
  })
})

describe('whose endpoint', () => {
  test('R34: a key reaches the endpoints of its contract; another’s are as good as none', async () => {
    const [contractId, foreign] = [await ownContract(world), await ownContract(world)]
    const [mine, theirs] = [await integrator(world, contractId), await integrator(world, foreign)]
    const path = `/api/webhooks/w-${randomUUID()}`
    const body = { url: receiver.url, events: ['*'] }
    const created = await mine.call('PUT', path, body)
    expect(created).toMatchObject({ status: 201, body: { contractId } })
    for (const [method, end, given] of [
      ['GET', '', undefined],
      ['PUT', '', body],
      ['POST', '/rotate', {}],
      ['POST', '/test', {}],
      ['POST', '/replay', { eventId: 'x:1' }],
      ['GET', '/deliveries', undefined],
    ] as const) {
      const answer = await theirs.call(method, path + end, given)
      expect(answer, `${method} ${end}`).toMatchObject({ status: 404, body: { code: 'not-found' } })
      if (method !== 'PUT') {
        const none = await theirs.call(method, `/api/webhooks/none${end}`, given)
        expect(none.body).toEqual(answer.body)
      }
    }
    expect((await theirs.call('GET', '/api/webhooks')).body.items).toEqual([])
    expect((await mine.call('GET', '/api/webhooks')).body.items).toHaveLength(1)
    const elsewhere = await mine.call('PUT', `${path}-2`, { ...body, contractId: foreign })
    expect(elsewhere).toMatchObject({ status: 422, body: { code: 'unknown-contract' } })
    const moved = await world.dispatcher.send('PUT', path, { ...body, contractId: foreign })
    expect(moved.body.errors).toEqual([{ field: 'contractId', code: 'fixed' }])
  })
})
