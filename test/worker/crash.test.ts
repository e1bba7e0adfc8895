import { afterAll, beforeAll, expect, test } from 'vitest'
import { crash } from '../support/crash.ts'
import { evaluated, eventsOf, expectUnbroken, ofType, pinOf, tryPin, wrongPins } from '../support/door.ts'
import { type Killable, outForDelivery, startKillable } from '../support/world.ts'

let world: Killable
beforeAll(async () => {
  world = await startKillable()
})
afterAll(() => world?.close())

const stateInList = async (id: string, waybill: string) => {
  const { items } = await world.dispatcher.must('GET', `/api/shipments?q=${waybill}`)
  return items.find((item: { id: string }) => item.id === id)?.state
}

test('R12: killed in the middle of a burst: no answer is lost, five are evaluated, the rest goes on', async () => {
  for (const killAfter of [2, 40]) {
    const delivery = await outForDelivery(world, 'chronopost', { arrived: true })
    const pin = await pinOf(world, delivery)
    const tries = wrongPins(pin, 200).map((wrong, n) => ({
      wrong,
      key: `crash-${killAfter}-${n}-0123456789`,
    }))
    const acknowledged = new Map<string, string>()
    let dead: Promise<void> | null = null
    await Promise.allSettled(
      tries.map(async ({ wrong, key }) => {
        const { status, text } = await tryPin(delivery, wrong, key)
        if (status === 200) acknowledged.set(key, text)
        if (acknowledged.size >= killAfter) dead ??= crash(world)
      }),
    )
    await dead
    await world.restart()

    // The index catches up without a call to the shipment itself.
    const held = [...acknowledged.values()].some((text) => text.includes('"held"'))
    await world.until(async () => {
      const state = await stateInList(delivery.id, delivery.labels[0]!)
      return held ? state === 'held' : ['out-for-delivery', 'held'].includes(state)
    })

    // Every acknowledged answer is still there. Each other try is evaluated once, or answered as closed.
    const left: number[] = []
    for (const { wrong, key } of tries) {
      const { status, text, body } = await tryPin(delivery, wrong, key)
      expect(status).toBe(200)
      const known = acknowledged.get(key)
      if (known) expect(text).toBe(known)
      if (body.outcome === 'wrong') left.push(body.left)
    }
    expect(left.sort()).toEqual([1, 2, 3, 4])
    expect((await tryPin(delivery, pin)).body).toEqual({ outcome: 'closed' })

    const events = await eventsOf(world, delivery.id)
    expect(evaluated(events)).toBe(5)
    expect(ofType(events, 'held')).toHaveLength(1)
    expectUnbroken(events)

    await world.until(async () => (await stateInList(delivery.id, delivery.labels[0]!)) === 'held')
    const told = await world.until(async () => {
      const texts = (await world.messages(delivery.phone)).map(({ text }) => text)
      return texts.find((text) => text.includes('Relais Tabac des Brotteaux'))
    })
    expect(told).not.toContain(pin)
  }
})

test('R31: what was acknowledged before the runtime was killed is there afterwards, with its message', async () => {
  const delivery = await outForDelivery(world, 'kse', { arrived: true })
  const pin = await pinOf(world, delivery)
  const before = await eventsOf(world, delivery.id)
  const key = crypto.randomUUID()
  const answer = await tryPin(delivery, pin, key)
  expect(answer.body).toEqual({ outcome: 'handed-over', code: 'PIN' })
  await crash(world)
  await world.restart()
  expect((await tryPin(delivery, pin, key)).text).toBe(answer.text)
  const events = await eventsOf(world, delivery.id)
  expect(events.slice(0, before.length)).toEqual(before)
  expect(ofType(events, 'handed-over')).toHaveLength(1)
  expectUnbroken(events)
  await world.until(async () => (await stateInList(delivery.id, delivery.labels[0]!)) === 'handed-over')
  // Messages are sent at least once, and the phone drops a repeated one. These two are the release and the
  // news of the hand-over.
  await world.until(async () => (await world.messages(delivery.phone)).length === 2)
})

test('R5: killed while a provider has the text and has not said so: the text comes once more, and is the same', async () => {
  const outage = async (mode: string) => {
    const headers = { 'content-type': 'application/json' }
    const body = JSON.stringify({ channel: 'sms', mode })
    const answer = await fetch(`${world.phoneUrl}/outage`, { method: 'POST', headers, body })
    expect(answer.status).toBe(200)
  }
  await outage('silent')
  const delivery = await outForDelivery(world, 'kse', { arrived: true })
  const [text] = await world.until(async () => {
    const texts = (await world.messages(delivery.phone)).map((message) => message.text)
    return texts.length > 0 && texts
  })
  const sent = async () => ofType(await eventsOf(world, delivery.id), 'message-sent')
  expect(await sent()).toEqual([])
  await crash(world)
  await outage('off')
  await world.restart()
  await world.until(async () => (await sent()).length === 1)
  // The provider knows the text by its id, so a phone rings once. One that knows no ids would send it twice.
  expect((await world.messages(delivery.phone)).map((message) => message.text)).toEqual([text])
  expect((await tryPin(delivery, await pinOf(world, delivery))).body.outcome).toBe('handed-over')
})
