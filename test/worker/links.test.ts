import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Client, invitationUrl } from '../../scripts/client.ts'
import { startWorld } from '../support/harness.ts'
import { PNG } from '../support/pictures.ts'
import { listen } from '../support/socket.ts'
import { newCourier, openLink, outForDelivery, secretOf, type World } from '../support/world.ts'
import { exchange, finish, NAMED, scan } from './page.ts'

let world: World
beforeAll(async () => {
  // Previews fetch the page itself, too.
  world = await startWorld({ web: true })
})
afterAll(() => world?.close())

const linkOf = async (phone: string) => (await secretOf(world, phone)).link
const seen = async (id: string) => (await world.dispatcher.get(`/api/shipments/${id}`)).body

/** Makes every call that a phone can make about a delivery, and returns the code of each answer. */
async function everyCall(phone: Client, path: string, label: string): Promise<string[]> {
  const answers = [
    await phone.get(path),
    await scan(phone, path, label),
    await phone.post(`${path}/confirm`, { noClaims: true }),
    await phone.post(`${path}/finish`, NAMED),
    await phone.post(`${path}/claim`, { kind: 'wrong' }),
    await phone.post(`${path}/not-me`, {}),
  ]
  return answers.map(({ status, body }) => `${status} ${body.code ?? ''}`)
}

describe('one-time link', () => {
  test('R25: a hundred previews, with scripts that exchange and read, consume nothing', async () => {
    const door = await outForDelivery(world, 'kse')
    const link = await linkOf(door.phone)
    await linkOf(door.phone)
    const before = await seen(door.id)
    const agents = ['WhatsApp/2.24', 'TelegramBot (like TwitterBot)', 'facebookexternalhit/1.1', 'curl/8']
    await Promise.all(
      Array.from({ length: 100 }, async (_, n) => {
        const bot = new Client(world.url)
        const headers = { 'user-agent': agents[n % agents.length] ?? '' }
        for (const method of ['HEAD', 'GET'])
          expect((await bot.send(method, '/r', undefined, { headers })).status).toBeLessThan(400)
        expect((await exchange(bot, link)).status).toBe(201)
        expect((await bot.get(`/api/deliveries/${door.id}`)).status).toBe(200)
      }),
    )
    const after = await seen(door.id)
    // The note that the message was sent may have come in between. The page added nothing.
    expect({ ...after, seq: 0 }).toEqual({ ...before, seq: 0 })
    expect(after.attempts).toEqual({ evaluated: 0, left: 5 })
    const { phone, path } = await openLink(world, link)
    expect((await finish(phone, path, door.labels)).outcome).toBe('handed-over')
  })

  test('R25: the first phone that scans owns it, whoever opened it before', async () => {
    const door = await outForDelivery(world, 'kse')
    const link = await linkOf(door.phone)
    const [first, second] = [await openLink(world, link), await openLink(world, link)]
    expect((await scan(first.phone, first.path, door.labels[0] ?? '')).body.outcome).toBe('match')
    const answers = await everyCall(second.phone, second.path, door.labels[0] ?? '')
    expect(new Set(answers)).toEqual(new Set(['409 link-owned']))
    const third = await exchange(new Client(world.url), link)
    expect([third.status, third.body.code, third.headers.getSetCookie()]).toEqual([409, 'link-owned', []])
    expect(await listen(world, `${second.path}/live`, second.phone.cookie)).toBeNull()
    // The phone that owns the link can open it again and continues where it was.
    expect((await exchange(first.phone, link)).status).toBe(201)
    await first.phone.must('POST', `${first.path}/confirm`, { noClaims: true })
    expect((await first.phone.must('POST', `${first.path}/finish`, NAMED)).outcome).toBe('handed-over')
  })

  test('R25: the exchange tells the delivery as its page reads it, and consumes nothing', async () => {
    const door = await outForDelivery(world, 'kse')
    const phone = new Client(world.url)
    const link = await linkOf(door.phone)
    const { delivery } = (await exchange(phone, link)).body
    expect(delivery).toEqual((await phone.get(`/api/deliveries/${door.id}`)).body)
    expect(delivery.parcels.scanned).toBe(0)
    // The phone that scanned finds what it saw; no other phone does.
    await scan(phone, `/api/deliveries/${door.id}`, door.labels[0] ?? '')
    expect((await exchange(phone, link)).body.delivery.parcels.scanned).toBe(1)
    expect((await exchange(new Client(world.url), link)).body.delivery).toBeUndefined()
  })

  test('R25: a dead link names whom to ask; an unknown one answers like any other', async () => {
    const door = await outForDelivery(world, 'kse', { policy: { helpPhone: '+74957950707' } })
    const link = await linkOf(door.phone)
    const { phone, path } = await openLink(world, link)
    await scan(phone, path, door.labels[0] ?? '')
    const owned = await exchange(new Client(world.url), link)
    expect(owned.body).toMatchObject({ code: 'link-owned', helpPhone: '+74957950707' })
    expect(owned.body.carrier).toMatch(/./)
    const [id = ''] = link.split('#')[1]?.split('.') ?? []
    const ask = async (token: string) => (await new Client(world.url).post('/api/session', { token })).body
    const unknown = await ask(`${id}.${'a'.repeat(14)}`)
    expect(unknown).toEqual(await ask(`${'b'.repeat(14)}.${'a'.repeat(14)}`))
    expect(Object.keys(unknown).sort()).toEqual(['code', 'status', 'title', 'type'])
    // Nothing but the exchange tells it: other refusals are as they were.
    await world.dispatcher.must('POST', `/api/shipments/${door.id}/resend`)
    expect((await phone.get(path)).body).toEqual({
      ...(await scan(phone, path, door.labels[0] ?? '')).body,
      code: 'link-superseded',
    })
    expect((await exchange(phone, link)).body).toMatchObject({
      code: 'link-superseded',
      helpPhone: '+74957950707',
    })
  })

  test('R25: a resend ends the old link everywhere and frees the binding', async () => {
    const door = await outForDelivery(world, 'kse')
    const old = await linkOf(door.phone)
    const first = await openLink(world, old)
    await scan(first.phone, first.path, door.labels[0] ?? '')
    await world.dispatcher.must('POST', `/api/shipments/${door.id}/resend`)
    const answers = await everyCall(first.phone, first.path, door.labels[0] ?? '')
    expect(new Set(answers)).toEqual(new Set(['410 link-superseded']))
    const again = await exchange(new Client(world.url), old)
    expect([again.status, again.body.code]).toEqual([410, 'link-superseded'])
    const link = await world.until(async () => {
      const found = await linkOf(door.phone)
      return found !== old && found
    })
    const other = await openLink(world, link)
    expect((await finish(other.phone, other.path, door.labels)).outcome).toBe('handed-over')
  })

  test('R25: finished, it shows the receipt and does nothing more', async () => {
    const door = await outForDelivery(world, 'kse')
    const link = await linkOf(door.phone)
    const { phone, path } = await openLink(world, link)
    const done = await finish(phone, path, door.labels)
    const { seq } = await seen(door.id)
    const later = [
      await scan(phone, path, door.labels[0] ?? ''),
      await phone.post(`${path}/confirm`, { noClaims: true }),
      await phone.post(`${path}/finish`, NAMED),
    ]
    for (const { status, body } of later) expect([status, body.code]).toEqual([410, 'link-finished'])
    expect((await exchange(phone, link)).status).toBe(201)
    const page = (await phone.get(path)).body
    expect(page.receipt).toEqual(done.receipt)
    expect(page.secret).toBeUndefined()
    const facts = (await world.dispatcher.get(`/api/shipments/${door.id}/events`)).body.events
    const messages = facts.filter(
      ({ seq: at, type }: { seq: number; type: string }) => at > seq && !type.startsWith('message-'),
    )
    expect(messages).toEqual([])
  })

  test('R25: a link of other bits, of nobody’s shipment or cut short opens nothing, and all alike', async () => {
    const door = await outForDelivery(world, 'kse')
    const [id = '', bits = ''] = (await linkOf(door.phone)).split('#')[1]?.split('.') ?? []
    const flipped = `${bits.startsWith('A') ? 'B' : 'A'}${bits.slice(1)}`
    const tokens = [
      `${id}.${flipped}`,
      `${id.split('').reverse().join('')}.${bits}`,
      `${id}.${bits.slice(1)}`,
      id,
    ]
    const answers = await Promise.all(
      tokens.map(async (token) => {
        const { status, text, headers } = await new Client(world.url).post('/api/session', { token })
        return { status, text, cookies: headers.getSetCookie() }
      }),
    )
    for (const answer of answers) expect(answer).toEqual(answers[0])
    expect(answers[0]).toMatchObject({ status: 401, cookies: [] })
  })
})

describe('side by side', () => {
  test('R25: two links in two tabs act each on its own delivery', async () => {
    const doors = [await outForDelivery(world, 'kse'), await outForDelivery(world, 'kse')]
    const browser = new Client(world.url)
    for (const door of doors) await exchange(browser, await linkOf(door.phone))
    const [a, b] = doors as [(typeof doors)[0], (typeof doors)[0]]
    expect((await scan(browser, `/api/deliveries/${a.id}`, b.labels[0] ?? '')).body).toEqual({
      outcome: 'mismatch',
      left: 9,
    })
    for (const door of doors) {
      const done = await finish(browser, `/api/deliveries/${door.id}`, door.labels)
      expect(done.receipt.labels).toEqual(door.labels)
    }
  })

  test('R25: the cookie of one delivery under the name of another opens nothing', async () => {
    const [a, b] = [await outForDelivery(world, 'kse'), await outForDelivery(world, 'kse')]
    const { phone } = await openLink(world, await linkOf(a.phone))
    const renamed = phone.cookie.replaceAll(a.id, b.id)
    const answer = await new Client(world.url).send('GET', `/api/deliveries/${b.id}`, undefined, {
      headers: { cookie: renamed },
    })
    expect([answer.status, answer.body.code]).toEqual([401, 'unauthorised'])
  })

  test('R25: signed out, no copy of the cookie opens anything, the socket ends, and the link stays owned', async () => {
    const door = await outForDelivery(world, 'kse', { arrived: true })
    const link = await linkOf(door.phone)
    const { phone, path } = await openLink(world, link)
    const another = await openLink(world, link)
    const copy = phone.cookie
    const [live, others] = [
      await listen(world, `${path}/live`, copy),
      await listen(world, `${path}/live`, another.phone.cookie),
    ]
    const key = crypto.randomUUID()
    const label = door.labels[0] ?? ''
    const scanned = { label, by: 'camera' }
    expect((await phone.post(`${path}/scan`, scanned, key)).body.outcome).toBe('match')
    await phone.must('DELETE', '/api/session', { deliveryId: door.id })
    await world.until(async () => live?.ended)

    const withCopy = (method: string, end: string, body?: unknown, once?: string) =>
      new Client(world.url).send(method, path + end, body, {
        headers: { cookie: copy },
        ...(once && { key: once }),
      })
    for (const [method, end, body] of [
      ['GET', '', undefined],
      ['POST', '/scan', scanned],
      ['POST', '/confirm', { noClaims: true }],
      ['POST', '/claim', { kind: 'other' }],
      ['POST', '/finish', NAMED],
      ['POST', '/extend', {}],
      ['POST', '/pay', {}],
      ['POST', '/not-me', {}],
      ['POST', '/contact/stop', {}],
      ['POST', '/suspension/lift', {}],
      ['POST', '/chat/end', {}],
      ['POST', '/label/stop', {}],
    ] as const)
      expect(await withCopy(method, end, body), `${method} ${end}`).toMatchObject({
        status: 401,
        body: { code: 'unauthorised' },
      })
    // The answer to its earlier call is not repeated either.
    expect((await withCopy('POST', '/scan', scanned, key)).status).toBe(401)
    expect(await listen(world, `${path}/live`, copy)).toBeNull()
    const photo = await fetch(`${world.url}${path}/photos`, {
      method: 'POST',
      headers: { cookie: copy, 'content-type': 'image/png', 'idempotency-key': crypto.randomUUID() },
      body: PNG,
    })
    expect(photo.status).toBe(401)

    // A client with the link and the copied cookie is treated as another phone: the phone that scanned owns
    // the link, and signing out frees nothing.
    const token = link.split('#')[1] ?? ''
    const again = await new Client(world.url).send(
      'POST',
      '/api/session',
      { token },
      { headers: { cookie: copy } },
    )
    expect(again).toMatchObject({ status: 409, body: { code: 'link-owned' } })
    expect(others?.ended).toBe(false)
    others?.close()
    await world.dispatcher.must('POST', `/api/shipments/${door.id}/resend`, {})
    const fresh = await world.until(async () => {
      const now = await linkOf(door.phone)
      return now !== link && now
    })
    const opened = await openLink(world, fresh)
    expect((await opened.phone.get(opened.path)).status).toBe(200)
  })

  test('R25: one phone signs out, another of the same delivery goes on; the signed-out session never comes back', async () => {
    const door = await outForDelivery(world, 'kse', { arrived: true })
    const link = await linkOf(door.phone)
    const [first, second] = [await openLink(world, link), await openLink(world, link)]
    const copy = first.phone.cookie
    await first.phone.must('DELETE', '/api/session', { deliveryId: door.id })
    await first.phone.must('DELETE', '/api/session', { deliveryId: door.id })
    // The link opens a new session, and the copied cookie stays invalid.
    const token = link.split('#')[1] ?? ''
    const again = await new Client(world.url).send(
      'POST',
      '/api/session',
      { token },
      { headers: { cookie: copy } },
    )
    expect(again.status).toBe(201)
    const withCopy = await new Client(world.url).send('GET', first.path, undefined, {
      headers: { cookie: copy },
    })
    expect(withCopy.status).toBe(401)
    const answer = await finish(second.phone, second.path, door.labels)
    expect(answer.outcome).toBe('handed-over')
  })

  test('four roles and a delivery live in one browser, and leave it one by one', async () => {
    const door = await outForDelivery(world, 'kse')
    const { id: courierId } = await newCourier(world)
    const browser = new Client(world.url)
    for (const role of ['dispatcher', 'courier', 'counter', 'depot'] as const) {
      const subject = { courier: courierId, counter: door.pointId, dispatcher: '', depot: '' }[role]
      const given = subject ? { subject } : {}
      const { token } = await invitationUrl(world.url, world.signingKey, role, given)
      await browser.must('POST', '/api/session', { token })
    }
    await exchange(browser, await linkOf(door.phone))
    const names = browser.cookie.split('; ').map((cookie) => cookie.split('=')[0])
    expect(names).toEqual([
      ...['dispatcher', 'courier', 'counter', 'depot'].map((role) => `__Host-sesame-${role}`),
      `__Host-sesame-delivery-${door.id}`,
    ])
    expect((await browser.get('/api/round')).body.courier.id).toBe(courierId)
    expect((await browser.get('/api/shipments')).status).toBe(200)
    expect((await browser.get(`/api/deliveries/${door.id}`)).status).toBe(200)
    await browser.must('DELETE', '/api/session', { role: 'dispatcher' })
    expect((await browser.get('/api/shipments')).status).toBe(403)
    expect((await browser.get('/api/round')).status).toBe(200)
    await browser.must('DELETE', '/api/session', { deliveryId: door.id })
    expect((await browser.get(`/api/deliveries/${door.id}`)).status).toBe(401)
    expect((await browser.get('/api/round')).status).toBe(200)
  })
})
