import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '../../scripts/client.ts'
import { heldAtPoint } from '../support/counter.ts'
import { eventsOf, ofType, pinOf, roundAtDoors, tryPin } from '../support/door.ts'
import { invites, makeKnown, openInvitation, operatorInvites, type Somebody } from '../support/hands.ts'
import { type Harness, startWorld } from '../support/harness.ts'
import { type Delivery, newCourier, outForDelivery } from '../support/world.ts'

const MINUTE = 60_000
const DRAWN = { strokes: [[[1, 2, 3]]], width: 300, height: 150 }
const SEEN = { documentType: 'passport', nameMatches: true, signature: DRAWN }
const APPROVAL = { freshHands: 'approval' } as const

let world: Harness
/** The thief runs everything alone and wants to steal. Boris is independent of the thief. */
let thief: Somebody
let boris: Somebody
beforeAll(async () => {
  world = await startWorld()
  world.onDevices = true
})
afterAll(() => world?.close())

test('R42: approval is refused on save while nobody could agree, beside its field', async () => {
  const body = { name: 'Maison Test', profile: 'kse', policy: APPROVAL }
  const refused = await world.dispatcher.put('/api/contracts/alone', body)
  expect(refused).toMatchObject({
    status: 400,
    body: { errors: [{ field: 'policy.freshHands', code: 'one-dispatcher' }] },
  })
  // A dispatcher whom the first one invited is no second person.
  const { url } = await world.dispatcher.must('POST', '/api/invitations', { role: 'dispatcher' })
  await openInvitation(world, url)
  expect((await world.dispatcher.put('/api/contracts/alone', body)).status).toBe(400)
  thief = await operatorInvites(world, 'dispatcher', { name: 'Thierry' })
  boris = await operatorInvites(world, 'dispatcher', { name: 'Boris' })
  world.dispatcher = thief.client
  expect((await world.dispatcher.put('/api/contracts/alone', body)).status).toBe(201)
})

const stopAt = (id: string, call: string) => `/api/stops/${id}/${call}`
/** Releases with "no code" and a document that nobody looked at. */
async function release(hands: Client, id: string, key = crypto.randomUUID()) {
  await hands.post(stopAt(id, 'no-code'))
  return hands.post(stopAt(id, 'identity'), SEEN, key)
}
const arrive = (hands: Client, id: string) =>
  hands.must('POST', stopAt(id, 'arrive'), { at: new Date().toISOString() })

/** Makes a delivery at the door whose recipient was told and whose courier is known. */
async function knownAtDoor(policy: object = {}): Promise<Delivery> {
  const delivery = await outForDelivery(world, 'kse', { policy, arrived: true })
  await makeKnown(world, delivery.courierId)
  await reached(delivery)
  return delivery
}
const reached = ({ id }: Pick<Delivery, 'id'>) =>
  world.until(async () => ofType(await eventsOf(world, id), 'message-sent').length > 0)

const handOver = async (id: string) => ofType(await eventsOf(world, id), 'handed-over')[0]?.data
const alertOf = (id: string) =>
  world.until(async () => {
    const { items } = await boris.client.must('GET', '/api/alerts')
    return items.find((one: Alert) => one.kind === 'fresh-hands' && one.shipmentId === id)
  })
interface Alert {
  kind: string
  shipmentId: string
}
const requestsAbout = async (id: string) =>
  (await boris.client.must('GET', '/api/requests')).items.filter(
    (one: { kind: string; shipmentId: string }) => one.kind === 'fresh-hands' && one.shipmentId === id,
  )
async function decide(by: Somebody, id: string, decision: 'agree' | 'decline') {
  const [request] = await world.until(async () => {
    const open = await requestsAbout(id)
    return open.length > 0 ? open : null
  })
  const path = `/api/requests/${encodeURIComponent(request.id)}/decide`
  return by.client.post(path, { decision, seen: request.fingerprint })
}

/** Expects that a release which one dispatcher brought about alone is handed over and raises an alert. */
async function looked(id: string, hands: Somebody, reasons: string[]) {
  const answer = await release(hands.client, id)
  expect(answer).toMatchObject({ status: 200, body: { outcome: 'handed-over', code: 'ID' } })
  expect(await handOver(id)).toMatchObject({ fresh: reasons, hands: { invitedAt: expect.any(String) } })
  expect(await alertOf(id)).toMatchObject({ fresh: { reasons, by: { id: hands.id } } })
}
async function asked(id: string, hands: Somebody, reasons: string[]) {
  expect(await release(hands.client, id)).toMatchObject({ status: 202, body: { outcome: 'approval' } })
  expect(await decide(thief, id, 'agree')).toMatchObject({ status: 403, body: { code: 'second-person' } })
  const [request] = await requestsAbout(id)
  expect(request).toMatchObject({ askedBy: null, person: { id: hands.id }, shown: { reasons } })
  expect(request.couldAgree.map((one: { id: string }) => one.id)).not.toContain(thief.id)
  expect(await handOver(id)).toBeUndefined()
}

test('R42: a courier everybody knows releases as before, and no dispatcher is called', async () => {
  const door = await knownAtDoor(APPROVAL)
  expect((await release(door.courier, door.id)).body).toEqual({ outcome: 'handed-over', code: 'ID' })
  expect(await handOver(door.id)).toMatchObject({ hands: { invitedBy: 'operator' } })
  expect(await handOver(door.id)).not.toHaveProperty('fresh')
})

test.each([{}, APPROVAL])(
  'R42: an invitation as the courier, then "no code" and identity: %o',
  async (policy) => {
    const door = await knownAtDoor(policy)
    const hands = await invites(world, thief, 'courier', door.courierId)
    const act = 'freshHands' in policy ? asked : looked
    await act(door.id, hands, ['new-device', 'ended-session'])
    if (act === looked) expect(await handOver(door.id)).toMatchObject({ hands: { invitedBy: thief.id } })
    expect((await hands.client.must('GET', '/api/round')).notices).toMatchObject([
      { kind: 'signed-in-elsewhere' },
    ])
  },
)

test('R42: ending the courier’s session first and inviting then is the same act', async () => {
  const door = await knownAtDoor()
  await thief.client.must('POST', `/api/people/${door.courierId}/revoke`, {})
  const hands = await invites(world, thief, 'courier', door.courierId)
  await looked(door.id, hands, ['new-device', 'ended-session'])
})

test('R42: who signed out and is let in again ended nothing', async () => {
  const door = await knownAtDoor()
  await door.courier.send('DELETE', '/api/session', { role: 'courier' })
  const { url } = await thief.client.must('POST', '/api/invitations', {
    role: 'courier',
    subjectId: door.courierId,
  })
  const hands = await openInvitation(world, url, door.courier.device)
  await release(hands.client, door.id)
  expect(await handOver(door.id)).not.toHaveProperty('fresh')
})

test.each([{}, APPROVAL])('R42: a substitute for a tablet that was not broken: %o', async (policy) => {
  const door = await knownAtDoor(policy)
  const path = `/api/rounds/${door.roundId}/device-failure`
  const { url } = await thief.client.must('POST', path, { reason: 'Écran noir' })
  const hands = await openInvitation(world, url)
  const act = 'freshHands' in policy ? asked : looked
  await act(door.id, hands, ['new-device', 'substitute', 'tablet-recorded'])
})

test.each([{}, APPROVAL])('R42: an own point and an own clerk: %o', async (policy) => {
  const held = await heldAtPoint(world, 'kse', { policy })
  const place = { line1: '1 rue X', city: 'Lyon', postcode: '69001', country: 'FR', lat: 45.7, lon: 4.8 }
  const own = { name: 'Chez moi', kind: 'point', address: place }
  const { id: pointId } = await thief.client.must('POST', '/api/points', own)
  await thief.client.must('POST', `/api/shipments/${held.id}/point`, { pointId })
  const clerk = await invites(world, thief, 'counter', pointId)
  await clerk.client.must('POST', '/api/holds/receive', { labels: held.labels })
  await reached(held)
  const issue = { ...SEEN, labels: held.labels }
  const answer = await clerk.client.post(`/api/holds/${held.id}/identity`, issue)
  const reasons = ['new-hands', 'new-device', 'new-point', 'point-chosen']
  if (!('freshHands' in policy)) {
    expect(answer.body).toEqual({ outcome: 'handed-over', code: 'ID' })
    expect(await alertOf(held.id)).toMatchObject({
      fresh: { reasons, by: { id: clerk.id }, invitedBy: { id: thief.id, name: 'Thierry' } },
    })
    return
  }
  expect(answer).toMatchObject({ status: 202, body: { outcome: 'approval' } })
  expect(await decide(thief, held.id, 'agree')).toMatchObject({ status: 403 })
  const view = await clerk.client.must('GET', `/api/holds/${held.id}`)
  expect(view.approval).toMatchObject({ said: 'nothing', reasons, left: 2 })
  expect((await decide(boris, held.id, 'decline')).status).toBe(200)
  expect(await handOver(held.id)).toBeUndefined()
})

test('R42: lifting the block on the phone one holds', async () => {
  const { courier, courierId, stops } = await roundAtDoors(world, 'kse', 5)
  await makeKnown(world, courierId)
  for (const stop of stops) await reached(stop)
  for (const { id } of stops.slice(0, 3)) await release(courier, id)
  // Boris is independent of this courier, so he may lift the block. Then he signs in as the courier.
  await boris.client.must('POST', `/api/people/${courierId}/release`, {})
  const [fourth, fifth] = stops.slice(3) as [Delivery, Delivery]
  await release(courier, fourth.id)
  expect(await handOver(fourth.id)).not.toHaveProperty('fresh')
  await courier.send('DELETE', '/api/session', { role: 'courier' })
  const hands = await invites(world, boris, 'courier', courierId)
  await release(hands.client, fifth.id)
  expect(await handOver(fifth.id)).toMatchObject({
    fresh: ['new-device', 'block-lifted'],
    hands: { invitedBy: boris.id },
  })
})

test('R42: a stop moved to a courier of one’s own', async () => {
  const door = await knownAtDoor()
  const own = await newCourier(world)
  await makeKnown(world, own.id)
  const move = { shipmentId: door.id, courierId: own.id }
  await thief.client.must('POST', `/api/rounds/${door.roundId}/move`, move)
  await arrive(own.client, door.id)
  await looked(door.id, { id: own.id, client: own.client }, ['moved'])
})

test('R42: a recipient whom no message reached', async () => {
  const policy = { channels: ['messenger'], moments: { released: ['messenger'] } }
  const door = await outForDelivery(world, 'kse', { policy, arrived: true })
  await makeKnown(world, door.courierId)
  await world.until(async () => ofType(await eventsOf(world, door.id), 'message-failed').length > 0)
  await looked(door.id, { id: door.courierId, client: door.courier }, ['unreached'])
})

test('R42: a new courier is known after ten hand-overs by code to ten contacts, and a day', async () => {
  const { courier, courierId, stops } = await roundAtDoors(world, 'kse', 12)
  for (const stop of stops.slice(0, 10)) await tryPin(stop, await pinOf(world, stop))
  const { DB } = await world.worker.getEnv()
  const [eleventh, last] = stops.slice(10) as [Delivery, Delivery]
  await world.until(async () => {
    const found = await DB.prepare(
      "SELECT COUNT(*) AS n FROM shipments WHERE courier_id = ? AND state = 'handed-over'",
    )
      .bind(courierId)
      .first()
    return found?.n === 10
  })
  await release(courier, eleventh.id)
  expect(await handOver(eleventh.id)).toMatchObject({ fresh: ['new-hands', 'new-device'] })
  const made = new Date(Date.now() - 25 * 60 * MINUTE).toISOString()
  await DB.prepare('UPDATE people SET created_at = ? WHERE id = ?').bind(made, courierId).run()
  const tables = await world.worker.getDurableObjectStorage('Person', { name: courierId })
  await tables.exec(`UPDATE devices SET enrolled = ${Date.parse(made)}`)
  await release(courier, last.id)
  expect(await handOver(last.id)).not.toHaveProperty('fresh')
})

test('R42: the evidence says why, whose hands, and who invited them and when', async () => {
  const door = await outForDelivery(world, 'kse', { arrived: true })
  await reached(door)
  await release(door.courier, door.id)
  const pack = await thief.client.must('GET', `/api/shipments/${door.id}/evidence`)
  const event = pack.events.find((one: { type: string }) => one.type === 'handed-over')
  expect(event).toMatchObject({
    by: { role: 'courier', id: door.courierId },
    data: {
      fresh: ['new-hands', 'new-device'],
      hands: { invitedBy: 'operator', invitedAt: expect.any(String) },
    },
  })
  const page = await thief.client.send('GET', `/api/shipments/${door.id}/evidence`, undefined, {
    headers: { accept: 'text/html' },
  })
  expect(page.text).toContain('Сеанс по приглашению operator')
})

/** Makes a new courier at the door of a contract that asks for approval, and asks. */
async function asking() {
  const door = await outForDelivery(world, 'kse', { policy: APPROVAL, arrived: true })
  await reached(door)
  const key = crypto.randomUUID()
  const poll = () => door.courier.post(stopAt(door.id, 'identity'), SEEN, key)
  const first = await release(door.courier, door.id, key)
  expect(first).toMatchObject({ status: 202, body: { outcome: 'approval' } })
  return { ...door, key, poll, until: first.body.until as string }
}

test('R42: agreed: the next poll hands over, whatever was cut off in between, and nothing twice', async () => {
  const { id, courier, poll, until, key } = await asking()
  expect(Math.abs(Date.parse(until) - Date.now() - 3 * MINUTE)).toBeLessThan(MINUTE)
  expect((await poll()).body).toEqual({ outcome: 'approval', until })
  const { approval } = await courier.must('GET', `/api/stops/${id}`)
  expect(approval).toEqual({ said: 'nothing', until, reasons: ['new-hands', 'new-device'], left: 2 })
  // Another body under the same key is refused as usual.
  const other = await courier.post(stopAt(id, 'identity'), { ...SEEN, documentType: 'other' }, key)
  expect(other).toMatchObject({ status: 422, body: { code: 'key-reused' } })
  expect((await decide(boris, id, 'agree')).status).toBe(200)
  await world.evict(id)
  const answers = await Promise.all([poll(), poll(), poll()])
  await world.evict(id)
  answers.push(await poll())
  for (const { status, body } of answers)
    expect([status, body]).toEqual([200, { outcome: 'handed-over', code: 'ID' }])
  const events = await eventsOf(world, id)
  expect(ofType(events, 'handed-over')).toHaveLength(1)
  expect(ofType(events, 'approval-asked')).toHaveLength(1)
  // The signature is bound to the hand-over, not to the request.
  expect(ofType(events, 'approval-asked')[0]?.data).not.toHaveProperty('bound')
  expect(ofType(events, 'handed-over')[0]?.data.bound).toHaveProperty('signature')
  expect(await requestsAbout(id)).toEqual([])
})

test('R42: declined holds on the next poll, and the recipient hears of that as of any other', async () => {
  const { id, poll } = await asking()
  expect((await decide(boris, id, 'decline')).status).toBe(200)
  const held = await poll()
  expect(held).toMatchObject({ status: 200, body: { outcome: 'held', code: 'NL' } })
  expect((await poll()).text).toBe(held.text)
  expect(ofType(await eventsOf(world, id), 'held')).toHaveLength(1)
})

test('R42: a lapse is no refusal: a new key asks anew, three times in all; a code goes on', async () => {
  const { id, courier, poll, ...door } = await asking()
  const late = async () => {
    await world.sql(id, `UPDATE events SET at = at - ${4 * MINUTE}`)
    await world.evict(id)
  }
  const lapsed = { status: 409, body: { code: 'approval-lapsed' } }
  const ask = () => courier.post(stopAt(id, 'identity'), SEEN)
  await late()
  expect(await poll()).toMatchObject(lapsed)
  expect(await decide(boris, id, 'agree')).toMatchObject({ status: 409, body: { code: 'no-request' } })
  for (let n = 0; n < 2; n++) {
    expect((await ask()).status).toBe(202)
    expect(await poll()).toMatchObject(lapsed)
    await late()
  }
  expect(await ask()).toMatchObject(lapsed)
  expect((await courier.must('GET', `/api/stops/${id}`)).approval).toMatchObject({ left: 0 })
  const pin = await pinOf(world, door)
  expect((await courier.must('POST', stopAt(id, 'pin'), { pin })).outcome).toBe('handed-over')
})

test('R42: a right code ends what was asked', async () => {
  const { id, courier, poll, ...door } = await asking()
  const [request] = await world.until(async () =>
    (await requestsAbout(id)).length ? requestsAbout(id) : null,
  )
  await courier.must('POST', stopAt(id, 'pin'), { pin: await pinOf(world, door) })
  expect(await poll()).toMatchObject({ status: 409, body: { code: 'stop-closed' } })
  const path = `/api/requests/${encodeURIComponent(request.id)}/decide`
  const decided = await boris.client.post(path, { decision: 'agree', seen: request.fingerprint })
  expect(decided).toMatchObject({ status: 409, body: { code: 'no-request' } })
  await world.until(async () => (await requestsAbout(id)).length === 0)
})

test('R42: sessions from before it was kept still open doors', async () => {
  const door = await knownAtDoor()
  const storage = await world.worker.getDurableObjectStorage('Person', { name: door.courierId })
  await storage.exec('DROP TABLE origins')
  expect((await release(door.courier, door.id)).body.outcome).toBe('handed-over')
  expect(await handOver(door.id)).toMatchObject({ hands: { invitedBy: null, invitedAt: null } })
})

test('R40, R42: a session without a device counts as new hands, however long its person is known', async () => {
  world.onDevices = false
  const door = await knownAtDoor()
  world.onDevices = true
  await looked(door.id, { id: door.courierId, client: door.courier }, ['new-hands'])
})
