import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { signIn } from '../../scripts/client.ts'
import { ofType } from '../support/door.ts'
import {
  bodyOf,
  endpoint,
  ownContract,
  publiclyVerified,
  type Stage,
  setStage,
  verified,
} from '../support/webhooks.ts'
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

test('R34: every event, in order, signed; as the events of the API have it, without what people wrote', async () => {
  const contractId = await ownContract(world)
  const { secret } = await endpoint(world, receiver.url, contractId)
  const { id, labels } = await announce(world, contractId)
  await world.until(async () => stage.gotOf(id).length > 0)
  await stage.cancel(id)
  const events = await stage.heardAll(id)
  const { carrier } = await world.dispatcher.must('GET', `/api/shipments/${id}`)
  expect(stage.seqsOf(id)).toEqual(events.map(({ seq }) => seq))
  for (const [index, received] of stage.gotOf(id).entries()) {
    const { notes: _notes, ...event } = events[index]!
    const about = { shipmentId: id, waybill: labels[0], contractId, carrier }
    const body = { type: event.type, timestamp: event.at, data: { ...about, ...event } }
    expect(verified(secret, received)).toEqual(body)
    expect(await publiclyVerified(world, received)).toBe(true)
    expect(received.headers['content-type']).toBe('application/json')
    expect(received.text).not.toMatch(/Camille|\+33|Perrache/)
  }
  // Premise: a reason was in fact written with the cancellation.
  expect(ofType(events, 'cancelled')[0]?.notes).toEqual({ reason: 'Camille changed her mind' })
  const [first] = stage.gotOf(id)
  const forged = { ...first!, text: first!.text.replace('announced', 'cancelled') }
  expect(() => verified(secret, forged)).toThrow()
  expect(await publiclyVerified(world, forged)).toBe(false)
})

test('R34: only the events asked for, and only of its contract', async () => {
  const [contractId, other] = [await ownContract(world), await ownContract(world)]
  await endpoint(world, receiver.url, contractId, { events: ['cancelled'] })
  const [mine, theirs] = [await announce(world, contractId), await announce(world, other)]
  await stage.cancel(theirs.id)
  await stage.cancel(mine.id)
  const got = await world.until(async () => stage.gotOf(mine.id)[0])
  expect(bodyOf(got)).toMatchObject({ type: 'cancelled', data: { shipmentId: mine.id } })
  expect(stage.seqsOf(theirs.id)).toEqual([])
  expect(stage.seqsOf(mine.id)).toHaveLength(1)
})

test('R34: an object that lost its memory tells nothing twice, and nothing is lost', async () => {
  const contractId = await ownContract(world)
  await endpoint(world, receiver.url, contractId)
  const { id } = await announce(world, contractId)
  await stage.heardAll(id)
  await world.evict(id)
  await stage.cancel(id)
  await stage.heardAll(id)
  expect(stage.seqsOf(id)).toEqual([1, 2])
})

test('R34: a contract without an endpoint leaves no mark in its shipments', async () => {
  const contractId = await ownContract(world)
  const { id } = await announce(world, contractId)
  await world.until(
    async () => (await world.dispatcher.get(`/api/shipments?contract=${contractId}`)).body.items[0],
  )
  expect(await world.sql(id, `SELECT * FROM meta WHERE name = 'webhooks'`)).toEqual([])
  // An endpoint that is added later gets the shipment's events from its next change on.
  await endpoint(world, receiver.url, contractId)
  await stage.cancel(id)
  await world.until(async () => stage.gotOf(id).length > 0)
  expect(stage.gotOf(id).map((received) => bodyOf(received).type)).toEqual(['cancelled'])
})

test.each([
  ['cloudevents', 'application/cloudevents+json'],
  ['epcis', 'application/ld+json'],
])('R34: the same event as %s, signed like any other', async (format, contentType) => {
  const contractId = await ownContract(world)
  const { secret, path } = await endpoint(world, receiver.url, contractId, { format })
  const { id, labels } = await announce(world, contractId)
  const depot = await signIn(world.url, world.signingKey, 'depot')
  await depot.must('POST', '/api/depot/receive', { labels })
  const received = await world.until(async () =>
    stage.gotOf(id).find(({ text }) => text.includes('received-at-depot')),
  )
  expect(received.headers['content-type']).toBe(contentType)
  const body = verified(secret, received)
  if (format === 'cloudevents')
    expect(body).toMatchObject({ specversion: '1.0', type: 'sesame.received-at-depot', subject: labels[0] })
  else {
    expect(body.epcisBody.eventList).toMatchObject([{ type: 'ObjectEvent', bizStep: 'receiving' }])
    // Events that have no supply chain form are not sent.
    expect((await stage.log(path)).map(({ type }: { type: string }) => type)).toEqual(['received-at-depot'])
  }
})
