import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { bodyOf, endpoint, ownContract, type Stage, setStage, verified } from '../support/webhooks.ts'
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

describe('replay, test and rotation', () => {
  test('R34: one event and a range come again under the same number; the same key queues nothing more', async () => {
    const contractId = await ownContract(world)
    const { path, secret } = await endpoint(world, receiver.url, contractId)
    const from = new Date().toISOString()
    const shipments = [await announce(world, contractId), await announce(world, contractId)]
    for (const { id } of shipments) await stage.heardAll(id)
    const to = new Date(Date.now() + 1000).toISOString()
    const replay = (body: object, key?: string) => world.dispatcher.post(`${path}/replay`, body, key)
    const [first, second] = shipments.map(({ id }) => id)
    const key = randomUUID()
    const before = stage.gotOf(first!)[0]!
    receiver.got.length = 0
    expect((await replay({ eventId: `${first}:1` }, key)).body).toEqual({ queued: 1, until: null })
    await replay({ eventId: `${first}:1` }, key)
    const again = await world.until(async () => stage.gotOf(first!)[0])
    expect(verified(secret, again)).toEqual(bodyOf(before))
    expect(stage.seqsOf(first!)).toEqual([1])
    expect((await replay({ from, to })).body).toEqual({ queued: 2, until: null })
    await world.until(async () => stage.gotOf(first!).length === 2 && stage.gotOf(second!).length === 1)
    expect((await stage.log(path)).map(({ kind }: { kind: string }) => kind)).toEqual([
      'replay',
      'replay',
      'replay',
      'event',
      'event',
    ])

    // An event of another contract is unknown here, and so is one that never happened.
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
    expect((await stage.log(path)).map(({ state }: { state: string }) => state)).toEqual([
      'failed',
      'delivered',
    ])
  })

  test('R34: after a rotation both secrets sign for a day, then the new one alone', async () => {
    const contractId = await ownContract(world)
    const { path, secret, objectId } = await endpoint(world, receiver.url, contractId)
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
    const row = await DB.prepare('SELECT secrets FROM webhooks WHERE id = ?').bind(objectId).first('secrets')
    const aged = JSON.parse(row).map((one: { until: number | null }) => ({
      ...one,
      until: one.until && Date.now(),
    }))
    await DB.prepare('UPDATE webhooks SET secrets = ? WHERE id = ?')
      .bind(JSON.stringify(aged), objectId)
      .run()
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
