import { afterAll, beforeAll, expect, test } from 'vitest'
import { Client, signIn } from '../../scripts/client.ts'
import { heldAtPoint } from '../support/counter.ts'
import { contractFor, openLink, outForDelivery, secretOf, startWorld, type World } from '../support/world.ts'

let world: World
let door: Awaited<ReturnType<typeof outForDelivery>>
let hold: Awaited<ReturnType<typeof heldAtPoint>>
let phone: Awaited<ReturnType<typeof openLink>>
let own: Client
let foreign: Client
let depot: Client

/** A client that calls with an API key. */
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
  world = await startWorld()
  door = await outForDelivery(world, 'kse', { arrived: true })
  hold = await heldAtPoint(world, 'kse', { received: true })
  phone = await openLink(world, (await secretOf(world, door.phone)).link)
  own = await withKey(await contractFor(world, 'kse'))
  foreign = await withKey(await contractFor(world, 'chronopost'))
  depot = await signIn(world.url, world.signingKey, 'depot')
})
afterAll(() => world?.close())

const ask = (client: Client, path: string, tag?: string) =>
  client.send('GET', path, undefined, { headers: tag === undefined ? {} : { 'if-none-match': tag } })
const shipment = () => `/api/shipments/${door.id}`

test('a read says what it is called; asked again by that name it is 304, empty, and as protected as before', async () => {
  for (const path of [shipment(), `${shipment()}/events`, `${shipment()}/label`, '/api/contracts'])
    for (const client of [world.dispatcher, own]) {
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
  const tag = (await ask(world.dispatcher, shipment())).headers.get('etag') ?? ''
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
      const answer = await ask(client, shipment(), asked)
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

test('what changed has another name', async () => {
  const before = (await ask(own, shipment())).headers.get('etag') ?? ''
  await door.courier.must('POST', `/api/stops/${door.id}/fail`, { reason: 'absent' })
  const after = await ask(own, shipment(), before)
  expect(after).toMatchObject({ status: 200, body: { id: door.id } })
  expect(after.headers.get('etag')).not.toBe(before)
})
