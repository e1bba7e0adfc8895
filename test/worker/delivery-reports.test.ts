import { createHash } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { eventsOf, ofType } from '../support/door.ts'
import { sharedWorld } from '../support/harness.ts'
import {
  announce,
  contractFor,
  newCourier,
  outForDelivery,
  REPORT_KEY,
  type World,
} from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await sharedWorld()
})

const today = () => new Date().toISOString().slice(0, 10)

/** Posts a report as SMSC sends it. `key` signs it. */
async function report(id: string, status: number, key = REPORT_KEY, gateway = 'smsc'): Promise<Response> {
  const phone = '79160000001'
  const sha1 = createHash('sha1').update(`${id}:${phone}:${status}:${key}`).digest('hex')
  const body = new URLSearchParams({ id, phone, status: String(status), sha1 })
  return fetch(`${world.url}/api/reports/${gateway}`, { method: 'POST', body })
}

/** Returns a shipment that has left, and the id of its text as the provider knows it. */
async function told() {
  const { id } = await outForDelivery(world, 'kse')
  const message = await world.until(async () => ofType(await eventsOf(world, id), 'message-sent')[0])
  return { id, text: `${id}-${message.data.about}-released-sms`, message }
}
const reportsOf = async (id: string) => ofType(await eventsOf(world, id), 'message-reported')

test('R38: a provider’s report is a fact of the shipment, once, however often and late it comes', async () => {
  const { id, text, message } = await told()
  expect((message.data.sent as Record<string, object>).sms).toMatchObject({
    id: text,
    parts: expect.any(Number),
  })
  expect((await report(text, 0)).status).toBe(204)
  expect(await reportsOf(id)).toEqual([])
  for (const status of [1, 1, 20]) expect((await report(text, status)).status).toBe(204)
  expect(await reportsOf(id)).toMatchObject([
    { data: { cause: 'released', channel: 'sms', outcome: 'delivered' } },
  ])
})

test('R38: what did not arrive is an alert, and the provider’s code stands in the log', async () => {
  const { id, text } = await told()
  await report(text, 20)
  expect(await reportsOf(id)).toMatchObject([{ data: { outcome: 'undelivered', reason: 'smsc-20' } }])
  const alert = await world.until(async () => {
    const { items } = await world.dispatcher.must('GET', '/api/alerts')
    return items.find((item: { shipmentId: string }) => item.shipmentId === id)
  })
  expect(alert.kind).toBe('message-failed')
})

test('R38: a forged report changes nothing, nor does one of a gateway that is not ours', async () => {
  const { id, text } = await told()
  expect((await report(text, 20, 'guessed')).status).toBe(401)
  expect((await report(text, 20, '')).status).toBe(401)
  expect((await report(text, 20, REPORT_KEY, 'twilio')).status).toBe(404)
  expect((await report(text, 20, REPORT_KEY, '__proto__')).status).toBe(404)
  expect(await reportsOf(id)).toEqual([])
})

test('R38: a report about nothing of ours is taken and makes nothing', async () => {
  const { id, text } = await told()
  const nobody = `${'Z'.repeat(14)}-3-released-sms`
  for (const about of [
    nobody,
    'x',
    '',
    `${text}-sms`,
    text.replace('released', 'held'),
    text.replace('-sms', '-email'),
  ])
    expect((await report(about, 1)).status).toBe(204)
  expect(await reportsOf(id)).toEqual([])
  expect((await world.dispatcher.get(`/api/shipments/${'Z'.repeat(14)}`)).status).toBe(404)
})

test('a report larger than any provider sends is refused', async () => {
  const body = 'x'.repeat(65 * 1024)
  expect((await fetch(`${world.url}/api/reports/smsc`, { method: 'POST', body })).status).toBe(413)
})

test('R38: before a round leaves the dispatcher sees whom nobody told, and at dispatch it is an alert', async () => {
  const contractId = await contractFor(world, 'chronopost')
  const [lost, well] = [await announce(world, contractId), await announce(world, contractId)]
  const { id: courierId, client } = await newCourier(world)
  const shipmentIds = [lost.id, well.id]
  const { id } = await world.dispatcher.must('POST', '/api/rounds', { courierId, date: today(), shipmentIds })
  const unreached = async () => (await world.dispatcher.must('GET', `/api/rounds/${id}/unreached`)).items
  for (const shipment of shipmentIds)
    await world.until(async () => ofType(await eventsOf(world, shipment), 'message-sent').length === 2)
  expect(await unreached()).toEqual([])
  for (const { data } of ofType(await eventsOf(world, lost.id), 'message-sent'))
    for (const channel of data.channels as string[])
      if (channel === 'sms') await report(`${lost.id}-${data.about}-${data.cause}-sms`, 20)
  expect(await unreached()).toMatchObject([{ shipmentId: lost.id, why: 'not-delivered' }])
  await world.dispatcher.must('POST', `/api/rounds/${id}/dispatch`, {})
  const alerts = await world.until(async () => {
    const { items } = await world.dispatcher.must('GET', '/api/alerts')
    const ours = items.filter((item: { shipmentId: string }) => shipmentIds.includes(item.shipmentId))
    return ours.some(({ kind }: { kind: string }) => kind === 'unreached') && ours
  })
  expect(alerts.filter(({ kind }: { kind: string }) => kind === 'unreached')).toMatchObject([
    { shipmentId: lost.id },
  ])
  // The courier learns it at the door, and not before.
  const stop = async () => client.must('GET', `/api/stops/${lost.id}`)
  expect((await stop()).unreached).toBe(false)
  const arrived = await client.must('POST', `/api/stops/${lost.id}/arrive`, {
    at: new Date().toISOString(),
  })
  expect(arrived).toEqual({ outcome: 'done', unreached: true })
  expect(await stop()).toMatchObject({ unreached: true, onDemand: [] })
  await client.must('POST', `/api/stops/${lost.id}/send`, { what: 'code' })
  await world.until(async () => (await stop()).onDemand[0]?.state === 'sent')
  expect((await stop()).unreached).toBe(false)
  const about = ofType(await eventsOf(world, lost.id), 'message-sent').at(-1)?.data.about
  await report(`${lost.id}-${about}-resend-sms`, 1)
  expect((await stop()).onDemand).toEqual([{ channel: 'sms', state: 'delivered' }])
})
