import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { Client, signIn } from '../../scripts/client.ts'
import { sharedWorld } from '../support/harness.ts'
import { listen } from '../support/socket.ts'
import { newCourier, openLink, outForDelivery, secretOf, type World } from '../support/world.ts'
import { finish, scan } from './page.ts'

let world: World
beforeAll(async () => {
  world = await sharedWorld()
})

const exchange = (token: string, client = new Client(world.url)) => client.post('/api/session', { token })
const tokenOf = (url: string) => url.split('#')[1] ?? ''

describe('a stolen tablet', () => {
  test('R17: revocation acts on the very next request and closes the sockets', async () => {
    const door = await outForDelivery(world, 'kse', { arrived: true })
    const { pin } = await secretOf(world, door.phone)
    const live = await listen(world, `/api/stops/${door.id}/live`, door.courier.cookie)
    expect(live?.ended).toBe(false)
    await world.dispatcher.must('POST', `/api/people/${door.courierId}/revoke`)
    const calls = [
      await door.courier.get('/api/round'),
      await door.courier.get(`/api/stops/${door.id}`),
      await door.courier.post(`/api/stops/${door.id}/pin`, { pin }),
    ]
    for (const { status, body } of calls) expect([status, body.code]).toEqual([401, 'unauthorised'])
    await world.until(async () => live?.ended)
    expect(await listen(world, `/api/stops/${door.id}/live`, door.courier.cookie)).toBeNull()
    expect((await world.dispatcher.get(`/api/shipments/${door.id}`)).body.attempts.evaluated).toBe(0)
  })

  test('a revocation repeated late under its key does not end the session of the next tablet', async () => {
    const { id } = await newCourier(world)
    const key = randomUUID()
    expect((await world.dispatcher.post(`/api/people/${id}/revoke`, {}, key)).status).toBe(200)
    const next = await signIn(world.url, world.signingKey, 'courier', { subject: id })
    expect((await world.dispatcher.post(`/api/people/${id}/revoke`, {}, key)).status).toBe(200)
    expect((await next.get('/api/round')).status).toBe(200)
  })

  test('inviting a courier anew ends the earlier session when it is exchanged, and says so', async () => {
    const door = await outForDelivery(world, 'kse')
    const live = await listen(world, `/api/stops/${door.id}/live`, door.courier.cookie)
    const { url } = await world.dispatcher.must('POST', '/api/invitations', {
      role: 'courier',
      subjectId: door.courierId,
    })
    // An invitation alone ends nothing: the tablet in the van works until the new one signs in.
    const before = await door.courier.get('/api/round')
    expect([before.status, before.body.notices]).toEqual([200, []])
    const next = new Client(world.url)
    expect((await exchange(tokenOf(url), next)).body).toMatchObject({
      role: 'courier',
      personId: door.courierId,
    })
    expect((await door.courier.get('/api/round')).status).toBe(401)
    await world.until(async () => live?.ended)
    const round = (await next.get('/api/round')).body
    expect(round.notices).toEqual([{ at: expect.any(String), kind: 'signed-in-elsewhere' }])
    expect(round.stops.map(({ shipmentId }: { shipmentId: string }) => shipmentId)).toEqual([door.id])
  })

  test('signing out ends the session itself, not only the cookie', async () => {
    for (const role of ['courier', 'dispatcher'] as const) {
      const client = await signIn(world.url, world.signingKey, role)
      const path = role === 'courier' ? '/api/round' : '/api/shipments'
      const kept = client.cookie
      expect((await client.get(path)).status).toBe(200)
      const out = await client.send('DELETE', '/api/session', { role })
      expect([out.status, client.cookie]).toEqual([204, ''])
      const answer = await client.send('GET', path, undefined, { headers: { cookie: kept } })
      expect(answer.status).toBe(401)
    }
  })

  test('a cookie under another role’s name, changed or cut short is nobody’s', async () => {
    const courier = await signIn(world.url, world.signingKey, 'courier')
    const [name = '', token = ''] = courier.cookie.split('=')
    const [head = '', payload = '', signature = ''] = token.split('.')
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString())
    const forged = Buffer.from(JSON.stringify({ ...claims, role: 'dispatcher' })).toString('base64url')
    const none = Buffer.from('{"alg":"none"}').toString('base64url')
    const dispatcher = '__Host-sesame-dispatcher'
    const cookies = [
      `${dispatcher}=${token}`,
      `${dispatcher}=${head}.${forged}.${signature}`,
      `${dispatcher}=${none}.${forged}.`,
      `${name}=${token.slice(0, -3)}`,
      `${name}=`,
      `sesame-courier=${token}`,
    ]
    for (const cookie of cookies)
      for (const path of ['/api/shipments', '/api/round']) {
        const answer = await new Client(world.url).send('GET', path, undefined, { headers: { cookie } })
        expect([answer.status, answer.body.code], cookie.slice(0, 40)).toEqual([401, 'unauthorised'])
      }
  })
})

describe('live', () => {
  test('R20, R23: the courier hears the wrong label and the hand-over, the phone hears the courier; no secrets', async () => {
    const door = await outForDelivery(world, 'kse')
    const { link, pin } = await secretOf(world, door.phone)
    const { phone, path } = await openLink(world, link)
    const tablet = await listen(world, `/api/stops/${door.id}/live`, door.courier.cookie)
    const page = await listen(world, `${path}/live`, phone.cookie)
    await door.courier.must('POST', `/api/stops/${door.id}/arrive`, { at: new Date().toISOString() })
    await world.until(async () => page?.heard.some(({ because }) => because === 'arrived'))
    await scan(phone, path, 'ANOTHER-LABEL')
    await world.until(async () => tablet?.heard.some(({ because }) => because === 'wrong-label-scanned'))
    const { receipt } = await finish(phone, path, door.labels)
    await world.until(async () => tablet?.heard.some(({ because }) => because === 'handed-over'))
    const frames = [...(tablet?.frames ?? []), ...(page?.frames ?? [])]
    for (const frame of frames) {
      expect(Object.keys(JSON.parse(frame))).toEqual(['because'])
      expect(frame).toMatch(/^\{"because":"[a-z-]+"\}$/)
      for (const secret of [pin, link.split('.').at(-1), ...receipt.qr]) expect(frame).not.toContain(secret)
    }
    for (const socket of [tablet, page]) socket?.close()
  })

  test('a socket opens for nobody else: another site, another courier, another phone, no cookie', async () => {
    const [door, other] = [await outForDelivery(world, 'kse'), await outForDelivery(world, 'kse')]
    const { phone, path } = await openLink(world, (await secretOf(world, door.phone)).link)
    const stop = `/api/stops/${door.id}/live`
    const evil = { origin: 'https://evil.example' }
    const header = { 'x-sesame-session': 'made-up' }
    expect(await listen(world, stop, door.courier.cookie, evil)).toBeNull()
    expect(await listen(world, `${path}/live`, phone.cookie, evil)).toBeNull()
    for (const [at, cookie] of [
      [stop, other.courier.cookie],
      [stop, phone.cookie],
      [stop, world.dispatcher.cookie],
      [stop, ''],
      [`${path}/live`, ''],
      [`${path}/live`, door.courier.cookie],
      [`/api/deliveries/${other.id}/live`, phone.cookie],
    ] as const)
      expect(await listen(world, at, cookie, header), `${at} ${cookie.slice(0, 30)}`).toBeNull()
    // Premise: our own page's Origin is let through.
    const live = await listen(world, stop, door.courier.cookie, { origin: world.url })
    expect(live).not.toBeNull()
    live?.close()
  })
})
