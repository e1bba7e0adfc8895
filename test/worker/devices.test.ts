import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { Client, invitationUrl, signIn } from '../../scripts/client.ts'
import { Device } from '../../scripts/device.ts'
import { digest } from '../../worker/security/chain.ts'
import { eventsOf, ofType, pinOf, wrongPins } from '../support/door.ts'
import { type Harness, sharedWorld } from '../support/harness.ts'
import { listen } from '../support/socket.ts'
import { newCourier, outForDelivery } from '../support/world.ts'

let world: Harness
beforeAll(async () => {
  world = await sharedWorld()
})

const PIN = '493817'
const MINUTE = 60_000

/** A courier whose tablet is enrolled by the operator's invitation, with a parcel to hand over. */
async function enrolled(device = new Device()) {
  const door = await outForDelivery(world, 'kse', { arrived: true })
  const client = new Client(world.url)
  client.device = device
  await signIn(world.url, world.signingKey, 'courier', { subject: door.courierId }, client)
  return { ...door, client, device, path: `/api/stops/${door.id}` }
}

/** The same cookies in hands that have no key, or another one. */
function copied(client: Client, device?: Device): Client {
  const copy = client.copy()
  copy.device = device
  return copy
}

const ticketFor = (client: Client, personId: string, path: string): Promise<{ ticket: string }> =>
  client.must('POST', '/api/session/tickets', { personId, path })

/** The object of a person, from inside. */
const sqlOf = async (personId: string, query: string) =>
  (await world.worker.getDurableObjectStorage('Person', { name: personId })).exec(query)

describe('proof of possession', () => {
  test.each(['Ed25519', 'P-256'] as const)(
    'R40: a session of a %s device reads and writes what is signed',
    async (crv) => {
      const { client, id, phone, path } = await enrolled(new Device('Tablet 14', crv))
      expect((await client.get('/api/round')).status).toBe(200)
      const { body } = await client.post(`${path}/pin`, { pin: await pinOf(world, { phone }) })
      expect(body.outcome).toBe('handed-over')
      // The fact says on which device it was done.
      const [fact] = ofType(await eventsOf(world, id), 'handed-over')
      expect(fact!.data.deviceKey).toMatch(/^[\w-]{16}$/)
    },
  )

  test('R40: a copied cookie is 401 on reads, writes and sockets, with no key or another', async () => {
    const { client, courierId, id, phone, path } = await enrolled()
    const pin = await pinOf(world, { phone })
    for (const thief of [copied(client), copied(client, new Device())]) {
      const calls = [
        await thief.get('/api/round'),
        await thief.get(path),
        await thief.post(`${path}/pin`, { pin }),
        await thief.post('/api/session/tickets', { personId: courierId, path: `${path}/live` }),
        await thief.put('/api/shift/pin', { pin: PIN }),
      ]
      for (const { status, body } of calls) expect([status, body.code]).toEqual([401, 'unauthorised'])
    }
    expect(await listen(world, `${path}/live`, client.cookie)).toBeNull()
    expect((await world.dispatcher.get(`/api/shipments/${id}`)).body.attempts.evaluated).toBe(0)
  })

  test('R40: a socket opens with a ticket of its session, for its address, once', async () => {
    const { client, courierId, path } = await enrolled()
    const other = await enrolled()
    const { ticket } = await ticketFor(client, courierId, `${path}/live`)
    expect(await listen(world, `${other.path}/live`, client.cookie, {}, ticket)).toBeNull()
    expect(await listen(world, `${path}/live`, other.client.cookie, {}, ticket)).toBeNull()
    const live = await listen(world, `${path}/live`, client.cookie, {}, ticket)
    expect(live?.ended).toBe(false)
    expect(await listen(world, `${path}/live`, client.cookie, {}, ticket)).toBeNull()
    live?.close()
  })

  test('R40: the same call asks for the same ticket, so that what was recorded opens no second socket', async () => {
    const { client, courierId, path } = await enrolled()
    const ask = { personId: courierId, path: `${path}/live` }
    const key = randomUUID()
    const tickets = [
      await client.post('/api/session/tickets', ask, key),
      await client.post('/api/session/tickets', ask, key),
    ]
    expect(tickets.map(({ status }) => status)).toEqual([201, 201])
    const [one, other] = tickets.map(({ body }) => body.ticket)
    const live = await listen(world, `${path}/live`, client.cookie, {}, one)
    expect(live).not.toBeNull()
    expect(await listen(world, `${path}/live`, client.cookie, {}, other)).toBeNull()
    live?.close()
  })

  test('R40: what a tab opens comes by a ticket for its very address, once', async () => {
    const { client, courierId } = await enrolled()
    await ticketFor(client, courierId, '/api/round/guide')
    const tab = copied(client)
    expect((await tab.get('/api/round')).status).toBe(401)
    expect((await tab.get('/api/round/guide?x=1')).status).toBe(401)
    expect((await tab.get('/api/round/guide')).status).toBe(200)
    expect((await tab.get('/api/round/guide')).status).toBe(401)
  })

  test('R40: a signature for another method, address, body, key or act is none', async () => {
    const { client, device, phone, path } = await enrolled()
    const wrong = wrongPins(await pinOf(world, { phone }), 2)
    const key = randomUUID()
    const body = JSON.stringify({ pin: wrong[0] })
    const act = `device=t1, seq=1, at=${new Date().toISOString()}`
    const claims = { jti: key, htm: 'POST', htu: `${path}/pin`, bh: digest(body), act }
    const thief = copied(client)
    const send = (dpop: string, over: Record<string, string> = {}, text = body) =>
      thief.send('POST', `${path}/pin`, text, { key, headers: { dpop, 'sesame-act': act, ...over } })
    const altered = [
      { ...claims, htm: 'PUT' },
      { ...claims, htu: `${path}/qr` },
      { ...claims, htu: `${path}/pin?x=1` },
      { ...claims, bh: digest(JSON.stringify({ pin: wrong[1] })) },
      { ...claims, jti: randomUUID() },
      { ...claims, act: act.replace('seq=1', 'seq=2') },
      { jti: key, htm: 'POST', htu: `${path}/pin`, act },
      { jti: key, htm: 'POST', htu: `${path}/pin`, bh: digest(body) },
    ]
    for (const one of altered) expect((await send(device.sign(one))).status, JSON.stringify(one)).toBe(401)
    const good = device.sign(claims)
    expect((await send(good, {}, JSON.stringify({ pin: wrong[1] }))).status).toBe(401)
    expect((await send(good, { 'sesame-act': act.replace('seq=1', 'seq=9') })).status).toBe(401)
    expect((await send(`${good.slice(0, -8)}AAAAAAAA`)).status).toBe(401)
    expect((await send('')).status).toBe(401)
    // Premise: it is good as it is, and once more it is answered as before: nothing is evaluated twice.
    const answers = [await send(good), await send(good), await send(good, { 'sesame-act': `${act}, late` })]
    for (const { status, body } of answers)
      expect([status, body]).toEqual([200, { outcome: 'wrong', left: 4 }])
  })

  test('R40: time and number are evidence: a tablet whose clock is years off works', async () => {
    const { client, device } = await enrolled()
    const dpop = device.sign({ jti: randomUUID(), htm: 'GET', htu: '/api/round', iat: 1_000_000 })
    const { status } = await copied(client).send('GET', '/api/round', undefined, { headers: { dpop } })
    expect(status).toBe(200)
  })
})

describe('renewal', () => {
  const renew = (client: Client, personId: string, rest: object = {}) =>
    client.post('/api/session/renew', { personId, ...rest })

  test('R40: the cookie lives fifteen minutes, and the device alone renews it', async () => {
    const { client, courierId } = await enrolled()
    expect(client.maxAge('sesame-courier')).toBeLessThanOrEqual(15 * 60)
    const bare = new Client(world.url)
    bare.device = client.device
    const renewed = await renew(bare, courierId, { app: '1.4.0', unsent: 3 })
    expect(renewed.body).toMatchObject({ role: 'courier', personId: courierId, device: { hasPin: false } })
    expect((await bare.get('/api/round')).status).toBe(200)
    const { items } = await world.dispatcher.must('GET', `/api/devices?person=${courierId}`)
    expect(items).toEqual([
      expect.objectContaining({
        name: 'Tablet 14',
        app: '1.4.0',
        unsent: 3,
        revokedAt: null,
        lentUntil: null,
      }),
    ])
  })

  test('R40: a recorded renewal renews nothing', async () => {
    const { device, courierId } = await enrolled()
    const body = JSON.stringify({ personId: courierId })
    const key = randomUUID()
    const dpop = device.proof('POST', '/api/session/renew', { key, body })
    const send = () =>
      new Client(world.url).send('POST', '/api/session/renew', body, { key, headers: { dpop } })
    expect((await send()).status).toBe(200)
    const again = await send()
    expect([again.status, again.headers.getSetCookie()]).toEqual([401, []])
  })

  test('R40: strangers and wrong keys hear the same', async () => {
    const { courierId } = await enrolled()
    const stranger = new Client(world.url)
    stranger.device = new Device()
    for (const who of [courierId, randomUUID()])
      expect((await renew(stranger, who)).body.code).toBe('unauthorised')
  })
})

describe('the next shift', () => {
  const open = (client: Client, personId: string, pin: string, key?: string) =>
    client.post('/api/shift', { personId, pin }, key)

  /** The night after a day's work: the session is over, its cookie gone. */
  async function night(personId: string): Promise<void> {
    await sqlOf(personId, `UPDATE sessions SET expires = ${Date.now() - MINUTE}`)
  }

  /** A courier who has chosen a device PIN, on the next morning. */
  async function morning() {
    const door = await enrolled()
    await door.client.must('PUT', '/api/shift/pin', { pin: PIN })
    await night(door.courierId)
    return door
  }

  test('R40: a device opens the next shift by its PIN, without an invitation', async () => {
    const { client, courierId } = await morning()
    const over = await client.post('/api/session/renew', { personId: courierId })
    expect([over.status, over.body.code]).toEqual([401, 'shift-over'])
    expect((await client.get('/api/round')).status).toBe(401)
    const opened = await open(client, courierId, PIN)
    expect(opened.status).toBe(201)
    expect(opened.body).toMatchObject({ role: 'courier', personId: courierId, device: { hasPin: true } })
    const { status, body } = await client.get('/api/round')
    expect([status, body.courier.id]).toEqual([200, courierId])
  })

  test('R40: the same call opens one session; its answer lost, it is fetched again', async () => {
    const { client, courierId } = await morning()
    const key = randomUUID()
    const answers = [await open(client, courierId, PIN, key), await open(client, courierId, PIN, key)]
    expect(answers.map(({ status }) => status)).toEqual([201, 201])
    expect(await open(client, courierId, '111222', key)).toMatchObject({ status: 422 })
    const { sessions } = await world.dispatcher.must('GET', `/api/people/${courierId}`)
    expect(sessions).toHaveLength(1)
  })

  test('R40: five wrong PINs over two devices end both; only an invitation helps then', async () => {
    const { client, courierId } = await morning()
    const second = new Client(world.url)
    second.device = new Device('Tablet 15')
    await signIn(world.url, world.signingKey, 'courier', { subject: courierId }, second)
    await second.must('PUT', '/api/shift/pin', { pin: '628305' })
    await night(courierId)
    const key = randomUUID()
    const answers = [
      await open(client, courierId, '000001', key),
      // The same call once more is no further try.
      await open(client, courierId, '000001', key),
      await open(second, courierId, '000002'),
      await open(client, courierId, '000003'),
      await open(second, courierId, '000004'),
      await open(client, courierId, '000005'),
    ]
    expect(answers.map(({ status, body }) => [status, body.left ?? body.outcome])).toEqual([
      ...[
        [200, 4],
        [200, 4],
        [200, 3],
        [200, 2],
        [200, 1],
        [200, 'closed'],
      ],
    ])
    for (const [device, pin] of [
      [client, PIN],
      [second, '628305'],
    ] as const)
      expect((await open(device, courierId, pin)).body.code).toBe('no-device-pin')
    await signIn(world.url, world.signingKey, 'courier', { subject: courierId }, client)
    await client.must('PUT', '/api/shift/pin', { pin: PIN })
    await night(courierId)
    expect((await open(client, courierId, PIN)).status).toBe(201)
  })

  test('R40: of many PINs at once exactly five are compared', async () => {
    const { client, courierId } = await morning()
    const many = await Promise.all(
      Array.from({ length: 40 }, (_, n) => open(client, courierId, String(100_100 + n * 7))),
    )
    expect(many.filter(({ status }) => status === 200)).toHaveLength(5)
    expect((await open(client, courierId, PIN)).body.code).toBe('no-device-pin')
  })

  test('R40, R42: a courier works on one device at a time; who opens another is told of and looked at', async () => {
    const { client, courierId } = await morning()
    const second = new Client(world.url)
    second.device = new Device('Telephone')
    await signIn(world.url, world.signingKey, 'courier', { subject: courierId }, second)
    expect((await open(client, courierId, PIN)).status).toBe(201)
    expect((await second.get('/api/round')).status).toBe(401)
    const { notices } = await client.must('GET', '/api/round')
    // One is of the tablet's own invitation, one of this.
    expect(notices).toMatchObject([{ kind: 'signed-in-elsewhere' }, { kind: 'signed-in-elsewhere' }])
    const [origin] = await sqlOf(courierId, 'SELECT ended_live FROM origins ORDER BY at DESC LIMIT 1')
    expect(origin).toMatchObject({ ended_live: 1 })
  })

  test('R40: a PIN counts only with the device’s signature', async () => {
    const { client, courierId } = await morning()
    const thief = copied(client, new Device())
    for (let n = 0; n < 6; n++) expect((await open(thief, courierId, PIN)).status).toBe(401)
    expect((await open(copied(client), courierId, PIN)).status).toBe(401)
    expect((await open(client, courierId, PIN)).status).toBe(201)
  })

  test.each(['000000', '123456', '987654', '121212', '112233', '147258', '123321', '456456'])(
    'R40: the trivial PIN %s is refused, and named',
    async (pin) => {
      const { client } = await enrolled()
      const { status, body } = await client.put('/api/shift/pin', { pin })
      expect([status, body.errors]).toEqual([400, [{ field: 'pin', code: 'trivial' }]])
    },
  )

  test('R40: no PIN stands in any store as it was typed', async () => {
    const { courierId } = await morning()
    for (const table of ['devices', 'pin_tries', 'opened'])
      expect(JSON.stringify(await sqlOf(courierId, `SELECT * FROM ${table}`))).not.toContain(PIN)
  })

  test('R40: unseen for thirty days, a device opens nothing', async () => {
    const { client, courierId } = await morning()
    await sqlOf(courierId, `UPDATE devices SET seen = ${Date.now() - 30 * 24 * 60 * MINUTE}`)
    expect((await open(client, courierId, PIN)).status).toBe(401)
  })
})

describe('revocation', () => {
  test('R40: a revoked device is refused at its next call, its sockets close, its key enrols nowhere again', async () => {
    const { client, courierId, path } = await enrolled()
    await client.must('PUT', '/api/shift/pin', { pin: PIN })
    const { ticket } = await ticketFor(client, courierId, `${path}/live`)
    const live = await listen(world, `${path}/live`, client.cookie, {}, ticket)
    const { items } = await world.dispatcher.must('GET', `/api/devices?person=${courierId}`)
    await world.dispatcher.must('POST', `/api/devices/${encodeURIComponent(items[0].id)}/revoke`)
    expect((await client.get('/api/round')).status).toBe(401)
    const done = Date.now()
    await world.until(async () => live?.ended)
    expect(Date.now() - done).toBeLessThan(5000)
    expect((await client.post('/api/session/renew', { personId: courierId })).body.code).toBe('unauthorised')
    expect((await client.post('/api/shift', { personId: courierId, pin: PIN })).status).toBe(401)
    const { token } = await invitationUrl(world.url, world.signingKey, 'courier', { subject: courierId })
    const again = await client.post('/api/session', { token, device: client.device!.given })
    expect([again.status, again.body.code]).toEqual([409, 'device-revoked'])
    // The invitation is not used up by that: another key takes it.
    client.device = new Device()
    expect((await client.post('/api/session', { token, device: client.device.given })).status).toBe(201)
    const listed = await world.dispatcher.must('GET', `/api/devices?person=${courierId}`)
    expect(
      listed.items.map(({ revokedAt }: { revokedAt: string | null }) => revokedAt !== null).sort(),
    ).toEqual([false, true])
  })

  test('R40: revoking a person revokes all their devices', async () => {
    const { client, courierId } = await enrolled()
    await client.must('PUT', '/api/shift/pin', { pin: PIN })
    await world.dispatcher.must('POST', `/api/people/${courierId}/revoke`)
    expect((await client.post('/api/shift', { personId: courierId, pin: PIN })).status).toBe(401)
  })

  test('an unknown device is 404', async () => {
    expect((await world.dispatcher.post('/api/devices/nobody:aaaaaaaaaaaaaaaa/revoke')).status).toBe(404)
  })
})

describe('enrolment', () => {
  test('R9: whoever invites the device has a hand in the account', async () => {
    const { id } = await newCourier(world)
    const { url } = await world.dispatcher.must('POST', '/api/invitations', {
      role: 'courier',
      subjectId: id,
    })
    const device = new Device()
    await new Client(world.url).must('POST', '/api/session', {
      token: url.split('#')[1],
      device: device.given,
    })
    const { DB } = await world.worker.getEnv()
    const { results } = await DB.prepare('SELECT act FROM ancestry WHERE person_id = ? ORDER BY act')
      .bind(id)
      .all()
    expect(results.map(({ act }: Record<string, unknown>) => act)).toEqual(['created', 'device', 'invited'])
  })

  test('a key that is no point of its curve is refused, and the invitation stays good', async () => {
    const { id } = await newCourier(world)
    const { token } = await invitationUrl(world.url, world.signingKey, 'courier', { subject: id })
    const { publicKey } = new Device('x', 'P-256')
    const device = { publicKey: { ...publicKey, x: 'A'.repeat(43) }, name: 'x' }
    const client = new Client(world.url)
    const refused = await client.post('/api/session', { token, device })
    expect([refused.status, refused.body.errors]).toEqual([
      400,
      [{ field: 'device.publicKey', code: 'invalid' }],
    ])
    expect((await client.post('/api/session', { token })).status).toBe(201)
  })

  test('R40: a recorded exchange of an invitation gives its session to no other device, and to none without', async () => {
    const { id } = await newCourier(world)
    const { token } = await invitationUrl(world.url, world.signingKey, 'courier', { subject: id })
    const key = randomUUID()
    const { given } = new Device()
    const exchange = (device?: object) =>
      new Client(world.url).post('/api/session', { token, ...(device && { device }) }, key)
    expect((await exchange(given)).status).toBe(201)
    for (const other of [undefined, new Device().given]) {
      const stolen = await exchange(other)
      expect([stolen.status, stolen.headers.getSetCookie()]).toEqual([401, []])
    }
    // Premise: the device itself fetches its lost answer.
    expect((await exchange(given)).status).toBe(201)
  })

  test('R9: a call cut off after the device was enrolled leaves no device without the hand in it', async () => {
    const { id } = await newCourier(world)
    const { url } = await world.dispatcher.must('POST', '/api/invitations', {
      role: 'courier',
      subjectId: id,
    })
    const client = new Client(world.url)
    client.device = new Device()
    await client.must('POST', '/api/session', { token: url.split('#')[1], device: client.device.given })
    const { DB } = await world.worker.getEnv()
    // As if the call had ended right after the person's object had the device.
    await DB.prepare("DELETE FROM ancestry WHERE person_id = ? AND act = 'device'").bind(id).run()
    await DB.prepare('DELETE FROM devices WHERE person_id = ?').bind(id).run()
    await client.must('POST', '/api/session/renew', { personId: id })
    const edge = await DB.prepare("SELECT 1 FROM ancestry WHERE person_id = ? AND act = 'device'")
      .bind(id)
      .first()
    const line = await DB.prepare('SELECT 1 FROM devices WHERE person_id = ?').bind(id).first()
    expect([edge, line]).not.toContain(null)
  })
})
