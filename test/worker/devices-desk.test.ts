import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Client, invitationUrl } from '../../scripts/client.ts'
import { Device } from '../../scripts/device.ts'
import type { DeviceLine } from '../../worker/api/devices/answers.ts'
import type { AlertLine } from '../../worker/api/shipments/answers.ts'
import { signInvitation } from '../../worker/security/tokens.ts'
import { eventsOf, ofType } from '../support/door.ts'
import { makeKnown } from '../support/hands.ts'
import { type Harness, startWorld } from '../support/harness.ts'
import { newCourier, outForDelivery } from '../support/world.ts'

let world: Harness
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world?.close())

const HOUR = 3_600_000
const PIN = '493817'

const tokenOf = (url: string) => url.split('#')[1] ?? ''
const invited = async (subjectId: string, more: object = {}): Promise<string> => {
  const given = { role: 'courier', subjectId, ...more }
  return tokenOf((await world.dispatcher.must('POST', '/api/invitations', given)).url)
}

/** Opens an invitation on a new device. */
const open = (client: Client, token: string, key?: string) => {
  client.device ??= new Device()
  return client.post('/api/session', { token, device: client.device.given }, key)
}

const sqlOf = async (personId: string, query: string) =>
  (await world.worker.getDurableObjectStorage('Person', { name: personId })).exec(query)

const alertsAbout = async (personId: string): Promise<AlertLine[]> => {
  const { items } = await world.dispatcher.must('GET', '/api/alerts')
  return items.filter((alert: AlertLine) => alert.personId === personId)
}

const listed = async (query: string): Promise<DeviceLine[]> =>
  (await world.dispatcher.must('GET', `/api/devices?${query}`)).items

describe('a spare tablet, lent for a day', () => {
  async function lent() {
    const { id } = await newCourier(world)
    const client = new Client(world.url)
    const opened = await open(client, await invited(id, { lent: true }))
    expect(opened.status).toBe(201)
    return { id, client, opened: opened.body }
  }

  test('R40: a lent device says until when, and its session ends with the loan', async () => {
    const { id } = await newCourier(world)
    const token = await invited(id, { lent: true })
    const [, claims = ''] = token.split('.')
    const { until, substitute } = JSON.parse(Buffer.from(claims, 'base64url').toString())
    expect(substitute).toBe(true)
    expect(Math.abs(until - Date.now() - 24 * HOUR)).toBeLessThan(HOUR / 60)
    const { body } = await open(new Client(world.url), token)
    // A shift that begins at once is shorter than the loan.
    expect(Date.parse(body.expiresAt)).toBeLessThanOrEqual(until)
    const [device] = await listed(`person=${id}`)
    expect(device!.lentUntil).toBe(new Date(until).toISOString())
  })

  test('R40: after the loan a device renews nothing and opens no shift', async () => {
    const { id, client } = await lent()
    await client.must('PUT', '/api/shift/pin', { pin: PIN })
    expect((await client.post('/api/session/renew', { personId: id })).status).toBe(200)
    await sqlOf(id, `UPDATE devices SET until = ${Date.now() - 1}`)
    expect((await client.post('/api/session/renew', { personId: id })).body.code).toBe('unauthorised')
    await sqlOf(id, `UPDATE sessions SET expires = ${Date.now() - 1}`)
    expect((await client.post('/api/shift', { personId: id, pin: PIN })).status).toBe(401)
  })

  test('R40: a shift that begins late in the loan ends with it', async () => {
    const { id, client } = await lent()
    await client.must('PUT', '/api/shift/pin', { pin: PIN })
    const until = Date.now() + HOUR
    await sqlOf(id, `UPDATE devices SET until = ${until}`)
    const { status, body } = await client.post('/api/shift', { personId: id, pin: PIN })
    expect([status, body.expiresAt]).toEqual([201, new Date(until).toISOString()])
  })

  test('R40: an invitation that is opened late in the loan opens a session that ends with it', async () => {
    const { id } = await newCourier(world)
    const { invitation } = await invitationUrl(world.url, world.signingKey, 'courier', { subject: id })
    const until = Date.now() + HOUR
    const token = await signInvitation(world.signingKey, { ...invitation, substitute: true, until })
    const { status, body } = await open(new Client(world.url), token)
    expect([status, body.expiresAt]).toEqual([201, new Date(until).toISOString()])
  })

  test('R42: a release by identity on a lent device is looked at', async () => {
    const door = await outForDelivery(world, 'kse', { arrived: true })
    await makeKnown(world, door.courierId)
    const client = new Client(world.url)
    await open(client, await invited(door.courierId, { lent: true }))
    await client.must('POST', `/api/stops/${door.id}/no-code`)
    await client.must('POST', `/api/stops/${door.id}/identity`, {
      ...{ documentType: 'passport', nameMatches: true },
      signature: { strokes: [[[1, 2, 3]]], width: 300, height: 150 },
    })
    const [fact] = ofType(await eventsOf(world, door.id), 'handed-over')
    expect(fact!.data.fresh).toContain('substitute')
  })

  test('only a courier borrows one', async () => {
    const { status, body } = await world.dispatcher.post('/api/invitations', { role: 'depot', lent: true })
    expect([status, body.errors]).toEqual([400, [{ field: 'lent', code: 'unknown-field' }]])
    const plain = await world.dispatcher.post('/api/invitations', { role: 'depot', lent: false })
    expect(plain.status).toBe(201)
  })
})

describe('the sheet of a morning', () => {
  const sheet = (courierIds: string[], key?: string) =>
    world.dispatcher.post('/api/invitations/sheet', { courierIds }, key)

  test('R40: each courier gets one invitation for two hours, and nothing of it stands in a store', async () => {
    const [one, two] = [await newCourier(world), await newCourier(world)]
    const key = randomUUID()
    const { status, body } = await sheet([two.id, one.id, two.id], key)
    expect(status).toBe(201)
    expect(body.items.map(({ courierId }: { courierId: string }) => courierId)).toEqual([two.id, one.id])
    for (const { name, expiresAt } of body.items) {
      expect(name).toBe('Lucas Moreau')
      expect(Math.abs(Date.parse(expiresAt) - Date.now() - 2 * HOUR)).toBeLessThan(HOUR / 60)
    }
    // The same call once more shows the same, although no token was kept.
    expect((await sheet([two.id, one.id, two.id], key)).body).toEqual(body)
    const { DB } = await world.worker.getEnv()
    const kept = JSON.stringify((await DB.prepare('SELECT * FROM answers').all()).results)
    for (const { url } of body.items) expect(kept).not.toContain(tokenOf(url).slice(-40))
    const client = new Client(world.url)
    expect((await open(client, tokenOf(body.items[1].url))).body.personId).toBe(one.id)
    expect((await client.get('/api/round')).status).toBe(200)
  })

  test('R9: whoever prints it has a hand in every account on it', async () => {
    const couriers = [await newCourier(world), await newCourier(world)]
    const { DB } = await world.worker.getEnv()
    await sheet(couriers.map(({ id }) => id))
    for (const { id } of couriers) {
      const { results } = await DB.prepare(
        "SELECT by_id FROM ancestry WHERE person_id = ? AND act = 'invited'",
      )
        .bind(id)
        .all()
      expect(results).toHaveLength(1)
    }
  })

  test('who is no courier is named, and nobody is invited', async () => {
    const { id } = await newCourier(world)
    const { items } = await world.dispatcher.must('GET', '/api/people?role=dispatcher')
    const { status, body } = await sheet([id, 'nobody', items[0].id])
    expect([status, body.errors]).toEqual([
      400,
      [
        { field: 'courierIds.1', code: 'unknown' },
        { field: 'courierIds.2', code: 'unknown' },
      ],
    ])
    expect((await sheet([])).status).toBe(400)
    expect((await sheet(Array.from({ length: 101 }, () => id))).status).toBe(400)
  })
})

describe('an invitation that is used again', () => {
  async function used() {
    const { id } = await newCourier(world)
    const token = await invited(id)
    const client = new Client(world.url)
    const key = randomUUID()
    expect((await open(client, token, key)).status).toBe(201)
    return { id, token, client, key }
  }

  test('R40: a second use of an invitation alerts, once', async () => {
    const { id, token, client } = await used()
    for (const stranger of [new Client(world.url), new Client(world.url)])
      expect((await open(stranger, token)).body.code).toBe('invitation-used')
    // Nor does it help to name no device.
    expect((await new Client(world.url).post('/api/session', { token })).body.code).toBe('invitation-used')
    const alerts = await alertsAbout(id)
    expect(alerts).toMatchObject([
      { kind: 'invitation-reused', personName: 'Lucas Moreau', releasedAt: null },
    ])
    // Whoever came first goes on: which of the two is the thief, a dispatcher finds out.
    expect((await client.get('/api/round')).status).toBe(200)
  })

  test('R40: the same call or the same device once more is no second use, even when its session is over', async () => {
    const { id, token, client, key } = await used()
    expect((await open(client, token, key)).status).toBe(201)
    expect((await open(client, token)).body.code).toBe('invitation-used')
    await client.must('DELETE', '/api/session', { role: 'courier' })
    expect((await open(client, token, key)).body.code).toBe('invitation-used')
    expect(await alertsAbout(id)).toEqual([])
  })

  test('R40: revoking the person settles the alert; lifting a block does not', async () => {
    const { id, token } = await used()
    await open(new Client(world.url), token)
    await world.dispatcher.post(`/api/people/${id}/release`)
    expect(await alertsAbout(id)).toMatchObject([{ releasedAt: null }])
    await world.dispatcher.must('POST', `/api/people/${id}/revoke`)
    expect(await alertsAbout(id)).toMatchObject([{ releasedAt: expect.any(String) }])
  })
})

test('R40: the list of devices finds those unseen, those with unsent acts and those revoked', async () => {
  const { id, client } = await newCourier(world, new Device('Tablet 1'))
  await client.must('POST', '/api/session/renew', { personId: id, app: '1.4.0', unsent: 2 })
  const has = async (query: string) =>
    (await listed(`person=${id}&${query}`)).map(({ name }) => name).join() === 'Tablet 1'
  expect([await has('unsent=yes'), await has('unseen=7'), await has('revoked=yes')]).toEqual([
    ...[true, false, false],
  ])
  const { DB } = await world.worker.getEnv()
  await DB.prepare('UPDATE devices SET seen_at = ? WHERE person_id = ?')
    .bind(Date.now() - 8 * 24 * HOUR, id)
    .run()
  expect([await has('unseen=7'), await has('unseen=14'), await has('unseen=soon')]).toEqual([
    ...[true, false, true],
  ])
  const [device] = await listed(`person=${id}`)
  await world.dispatcher.must('POST', `/api/devices/${encodeURIComponent(device!.id)}/revoke`)
  expect([await has('revoked=yes'), await has('revoked=no')]).toEqual([true, false])
})
