import { beforeAll, expect, test } from 'vitest'
import { Client } from '../../scripts/client.ts'
import { MOMENTS, ring } from '../support/days.ts'
import { eventsOf } from '../support/door.ts'
import { type Harness, sharedWorld } from '../support/harness.ts'
import { announce, contractFor, outForDelivery } from '../support/world.ts'

let world: Harness
beforeAll(async () => {
  world = await sharedWorld()
})

const address = (id: string) => `/api/shipments/${id}`
const view = (id: string) => world.dispatcher.must('GET', address(id))

/** A client that calls with an API key made for this. */
async function keyFor(contractId: string, scopes?: string[]): Promise<Client> {
  const made = { name: 'Shop', contractId, ...(scopes && { scopes }) }
  const { key } = await world.dispatcher.must('POST', '/api/api-keys', made)
  const client = new Client(world.url)
  const { send } = client
  client.send = (method, path, body, options = {}) =>
    send.call(client, method, path, body, {
      ...options,
      headers: { authorization: `Bearer ${key}`, ...options.headers },
    })
  return client
}

test('R8, R31: what is allowed changes with time alone, and no answer that was kept hides it', async () => {
  const { id } = await outForDelivery(world, 'kse', { policy: { moments: MOMENTS } })
  const first = await view(id)
  expect(first.allowed).toEqual(['resend', 'choose-point', 'cancel', 'report-violation'])
  expect(first.notYet).toEqual([])
  await world.dispatcher.must('POST', `${address(id)}/resend`)
  expect(await view(id)).toMatchObject({
    allowed: ['choose-point', 'cancel', 'report-violation'],
    notYet: ['resend'],
  })
  await ring(world, id, 3 * 60_000)
  expect((await view(id)).allowed).toContain('resend')
  // It is named by no tag, so nothing that a client has of it can be said to stand still.
  for (const tag of ['*', 'W/"0123456789012345678901234567890123456789"']) {
    const again = await world.dispatcher.send('GET', address(id), undefined, {
      headers: { 'if-none-match': tag },
    })
    expect([again.status, again.headers.get('etag'), again.headers.get('cache-control')]).toEqual([
      200,
      null,
      'no-store',
    ])
  }
})

test('R31: asking what is allowed writes nothing', async () => {
  const { id } = await outForDelivery(world, 'kse')
  const written = async () => [await eventsOf(world, id), await world.sql(id, 'SELECT * FROM meta')]
  await world.until(async () => (await eventsOf(world, id)).some(({ type }) => type === 'message-sent'))
  const before = await written()
  for (let i = 0; i < 3; i++) await view(id)
  expect(await written()).toEqual(before)
})

test('R4: a key hears of the calls that it was made for, and a key that only reads hears of none', async () => {
  const contractId = await contractFor(world, 'kse')
  const { id } = await announce(world, contractId)
  const read = async (client: Client) => client.must('GET', address(id))
  expect((await read(await keyFor(contractId))).allowed).toEqual(['resend', 'correct-recipient', 'cancel'])
  const some = await read(await keyFor(contractId, ['read-shipments', 'cancel']))
  expect([some.allowed, some.notYet]).toEqual([['cancel'], []])
  const none = await read(await keyFor(contractId, ['read-shipments']))
  expect([none.allowed, none.notYet]).toEqual([undefined, undefined])
  expect((await view(id)).allowed).not.toContain('correct-recipient')
})
