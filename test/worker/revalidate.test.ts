import { beforeAll, expect, test } from 'vitest'
import { Client, signIn } from '../../scripts/client.ts'
import { heldAtPoint } from '../support/counter.ts'
import { sharedWorld } from '../support/harness.ts'
import { contractFor, openLink, outForDelivery, secretOf, type World } from '../support/world.ts'

let world: World
let door: Awaited<ReturnType<typeof outForDelivery>>
let hold: Awaited<ReturnType<typeof heldAtPoint>>
let phone: Awaited<ReturnType<typeof openLink>>
let own: Client
let foreign: Client
let depot: Client

/** Returns a client that sends an API key with every call. */
async function withKey(contractId: string): Promise<Client> {
  const { key } = await world.dispatcher.must('POST', '/api/api-keys', { name: 'Shop', contractId })
  const client = new Client(world.url)
  const { send } = client
  client.send = (method, path, body, options = {}) =>
    send.call(client, method, path, body, {
      ...options,
      headers: { authorization: `Bearer ${key}`, ...options.headers },
    })
  return client
}

beforeAll(async () => {
  world = await sharedWorld()
  door = await outForDelivery(world, 'kse', { arrived: true })
  hold = await heldAtPoint(world, 'kse', { received: true })
  phone = await openLink(world, (await secretOf(world, door.phone)).link)
  own = await withKey(await contractFor(world, 'kse'))
  foreign = await withKey(await contractFor(world, 'chronopost'))
  depot = await signIn(world.url, world.signingKey, 'depot')
})

const ask = (client: Client, path: string, tag?: string) =>
  client.send('GET', path, undefined, { headers: tag === undefined ? {} : { 'if-none-match': tag } })
const shipment = () => `/api/shipments/${door.id}`
const label = () => `${shipment()}/label`
const line = () => `/api/shipments?q=${door.labels[0]}`

test('a read says what it is called; asked again by that name it is 304, empty, and as protected as before', async () => {
  for (const path of [line(), '/api/rounds', label(), '/api/contracts'])
    for (const client of path === '/api/rounds' ? [world.dispatcher] : [world.dispatcher, own]) {
      const first = await ask(client, path)
      const tag = first.headers.get('etag') ?? ''
      expect(tag, path).toMatch(/^W\/"[0-9a-f]{40}"$/)
      expect(first.headers.get('cache-control'), path).toBe('private, no-cache')
      expect(first.headers.get('vary'), path).toMatch(/Cookie, Authorization/)
      for (const asked of [tag, `"other", ${tag}`, '*']) {
        const again = await ask(client, path, asked)
        expect(again, path).toMatchObject({ status: 304, text: '' })
        expect(again.headers.get('etag')).toBe(tag)
        expect(again.headers.get('cache-control')).toBe('private, no-cache')
        expect(again.headers.get('content-security-policy')).toBe(
          first.headers.get('content-security-policy'),
        )
      }
      expect((await ask(client, path, '"other"')).status).toBe(200)
    }
})

test('R4: no name opens to somebody else what they may not read', async () => {
  const tag = (await ask(world.dispatcher, label())).headers.get('etag') ?? ''
  expect(tag).not.toBe('')
  const others: [who: string, client: Client, status: number][] = [
    ['nobody', new Client(world.url), 401],
    ['the phone', phone.phone, 401],
    ['a courier', door.courier, 403],
    ['a counter', hold.clerk, 403],
    ['a depot', depot, 403],
    ['another contract’s key', foreign, 404],
  ]
  for (const [who, client, status] of others)
    for (const asked of [tag, '*']) {
      const answer = await ask(client, label(), asked)
      expect({ who, status: answer.status, tag: answer.headers.get('etag') }).toEqual({
        who,
        status,
        tag: null,
      })
    }
})

test('R4: what recipients, couriers, counters and depots read is kept nowhere and has no name', async () => {
  const reads: [client: Client, path: string][] = [
    [phone.phone, phone.path],
    [door.courier, '/api/round'],
    [door.courier, `/api/stops/${door.id}`],
    [hold.clerk, '/api/holds'],
    [hold.clerk, `/api/holds/${hold.id}`],
    [depot, `/api/rounds/${door.roundId}`],
  ]
  for (const [client, path] of reads) {
    const answer = await ask(client, path, '*')
    expect(answer.status, path).toBe(200)
    expect(answer.headers.get('etag'), path).toBeNull()
    expect(answer.headers.get('cache-control'), path).toBe('no-store')
  }
  const made = await world.dispatcher.post('/api/providers', { name: 'P' })
  expect(made.headers.get('etag')).toBeNull()
  expect(made.headers.get('cache-control')).toBe('no-store')
})

test('R31: what holds data of a recipient is kept nowhere, whoever asks: it is erased one day', async () => {
  const reads: [client: Client, path: string][] = [
    ...[shipment(), `${shipment()}/events`].flatMap((path) =>
      [world.dispatcher, own].map((client): [Client, string] => [client, path]),
    ),
    [world.dispatcher, `/api/rounds/${door.roundId}/sheet`],
    [world.dispatcher, `${shipment()}/personal`],
    [world.dispatcher, '/api/requests'],
  ]
  for (const [client, path] of reads) {
    const answer = await ask(client, path, '*')
    expect(answer.status, path).toBe(200)
    expect(answer.headers.get('etag'), path).toBeNull()
    expect(answer.headers.get('cache-control'), path).toBe('no-store')
  }
})

test('R31: signing out takes what the browser kept along', async () => {
  const client = await signIn(world.url, world.signingKey, 'dispatcher', { name: 'Away' })
  const left = await client.send('DELETE', '/api/session', { role: 'dispatcher' })
  expect([left.status, left.headers.get('clear-site-data')]).toEqual([204, '"cache"'])
})

test('what changed has another name', async () => {
  const before = (await ask(own, line())).headers.get('etag') ?? ''
  await door.courier.must('POST', `/api/stops/${door.id}/fail`, { reason: 'absent' })
  // The index is updated a moment later.
  const after = await world.until(async () => {
    const asked = await ask(own, line(), before)
    return asked.status === 200 ? asked : null
  })
  expect(after.body.items[0]).toMatchObject({ id: door.id })
  expect(after.headers.get('etag')).not.toBe(before)
})
