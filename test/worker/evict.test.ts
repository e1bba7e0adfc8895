import { beforeAll, expect, test } from 'vitest'
import {
  evaluated,
  eventsOf,
  expectUnbroken,
  ofType,
  pinOf,
  roundAtDoors,
  tryPin,
  wrongPins,
} from '../support/door.ts'
import { type Harness, sharedWorld } from '../support/harness.ts'
import { outForDelivery } from '../support/world.ts'

let world: Harness
beforeAll(async () => {
  world = await sharedWorld()
})

/** Waits until every message has left. The harness waits long for an object that is busy sending. */
const quiet = (id: string) =>
  world.until(async () => {
    const events = await eventsOf(world, id)
    const told = events.filter(({ type }) => ['dispatched', 'sent-on-demand'].includes(type))
    return ofType(events, 'message-sent').length === told.length
  })

/**
 * Makes a shipment at the door whose contract tells the code at release and sends no other messages by
 * itself.
 */
async function atTheDoor(profile: 'kse' | 'chronopost') {
  const policy = { moments: { released: ['sms'] } }
  const delivery = await outForDelivery(world, profile, { arrived: true, policy })
  await quiet(delivery.id)
  return delivery
}

test('R12: an object that lost its memory between the tries still evaluates five', async () => {
  const delivery = await atTheDoor('chronopost')
  const pin = await pinOf(world, delivery)
  const answers = []
  for (const wrong of wrongPins(pin, 5)) {
    answers.push(await tryPin(delivery, wrong))
    await world.evict(delivery.id)
  }
  expect(answers.map(({ body }) => body.left ?? body.outcome)).toEqual([4, 3, 2, 1, 'held'])
  expect((await tryPin(delivery, pin)).text).toBe('{"outcome":"closed"}')
  const events = await eventsOf(world, delivery.id)
  expect(evaluated(events)).toBe(5)
  expectUnbroken(events)
})

test('R12: evicted between bursts, in one of which the right code is among the others', async () => {
  for (const place of [0, 3, 30]) {
    const delivery = await atTheDoor('kse')
    const pin = await pinOf(world, delivery)
    const tries = wrongPins(pin, 39)
      .toSpliced(place, 0, pin)
      .map((code) => ({ code, key: crypto.randomUUID() }))
    const send = ({ code, key }: { code: string; key: string }) => tryPin(delivery, code, key)
    const answers: string[] = []
    for (let start = 0; start < tries.length; start += 3) {
      const burst = tries.slice(start, start + 3)
      answers.push(...(await Promise.all(burst.map(send))).map(({ text }) => text))
      if (start < 9) await world.evict(delivery.id)
    }
    const ends = answers.filter((text) => /handed-over|identity/.test(text))
    expect(ends).toHaveLength(1)
    const events = await eventsOf(world, delivery.id)
    expect(evaluated(events)).toBeLessThanOrEqual(5)
    expectUnbroken(events)

    // Each try that is repeated with its key gets the stored answer.
    await world.evict(delivery.id)
    const repeated = await Promise.all(tries.map(send))
    expect(repeated.map(({ text }) => text)).toEqual(answers)
    expect(await eventsOf(world, delivery.id)).toEqual(events)
  }
})

/** Lets time pass for one shipment by making its log older. The chain no longer matches then. */
async function goBy(id: string, minutes: number): Promise<void> {
  await quiet(id)
  await world.sql(id, `UPDATE events SET at = at - ${minutes * 60_000}`)
  await world.evict(id)
}

test('R8: three messages on demand in all, whoever asks, two minutes apart; no attempt comes back', async () => {
  const delivery = await atTheDoor('chronopost')
  const pin = await pinOf(world, delivery)
  const wrong = wrongPins(pin, 2)
  const resend = () => world.dispatcher.post(`/api/shipments/${delivery.id}/resend`, {})
  const send = (what: string) => delivery.courier.post(`/api/stops/${delivery.id}/send`, { what })
  const tooSoon = { status: 409, body: { code: 'resend-too-soon' } }
  const limit = { status: 409, body: { code: 'resend-limit' } }

  expect((await tryPin(delivery, wrong[0]!)).body).toEqual({ outcome: 'wrong', left: 4 })
  expect((await resend()).status).toBe(200)
  expect(await resend()).toMatchObject(tooSoon)
  expect(await send('code')).toMatchObject(tooSoon)
  await goBy(delivery.id, 1)
  expect(await send('link')).toMatchObject(tooSoon)
  await goBy(delivery.id, 1)
  expect((await send('code')).status).toBe(200)
  expect(await resend()).toMatchObject(tooSoon)
  await goBy(delivery.id, 2)
  expect((await send('link')).status).toBe(200)
  await goBy(delivery.id, 60)
  expect(await send('code')).toMatchObject(limit)
  expect(await resend()).toMatchObject(limit)

  // The policy's own message at release did not count. All messages went to the announced contact.
  await quiet(delivery.id)
  expect(await world.messages(delivery.phone)).toHaveLength(4)
  expect((await tryPin(delivery, wrong[1]!)).body).toEqual({ outcome: 'wrong', left: 3 })
})

test('R8: two resends at once send one message', async () => {
  const delivery = await outForDelivery(world, 'kse', { arrived: true })
  const path = `/api/shipments/${delivery.id}/resend`
  const answers = await Promise.all(Array.from({ length: 8 }, () => world.dispatcher.post(path, {})))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  expect(answers.filter(({ status }) => status === 409)).toHaveLength(7)
})

test('R18: an object that wakes up tells the courier’s day nothing twice', async () => {
  const policy = { moments: { released: ['sms'] } }
  const { stops } = await roundAtDoors(world, 'kse', 4, { policy })
  const answers = []
  for (const stop of stops) {
    await quiet(stop.id)
    for (const wrong of wrongPins(await pinOf(world, stop), 3)) {
      answers.push((await tryPin(stop, wrong)).body)
      await world.evict(stop.id)
    }
  }
  // Eleven wrong codes do not block. The twelfth does, from the next call on.
  expect(answers.map(({ left }) => left)).toEqual([4, 3, 2, 4, 3, 2, 4, 3, 2, 4, 3, 2])
  const last = stops.at(-1)!
  const blocked = await tryPin(last, await pinOf(world, last))
  expect(blocked).toMatchObject({ status: 409, body: { code: 'blocked' } })
})

test('an index that fell behind is found by the sweep', async () => {
  const { id, labels } = await atTheDoor('kse')
  const listed = async () => {
    const { items } = await world.dispatcher.must('GET', `/api/shipments?q=${labels[0]}`)
    return items[0].state
  }
  await world.until(async () => (await listed()) === 'out-for-delivery')
  const { DB } = await world.worker.getEnv()
  await DB.prepare("UPDATE shipments SET state = 'announced', seq = 1 WHERE id = ?").bind(id).run()
  await world.evict(id)
  expect(await listed()).toBe('announced')
  await world.worker.scheduled({ cron: '*/15 * * * *' })
  await world.until(async () => (await listed()) === 'out-for-delivery')
})
