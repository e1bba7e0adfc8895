import { afterAll, beforeAll, expect, test } from 'vitest'
import { Client, invitationUrl } from '../../scripts/client.ts'
import { startWorld } from '../support/harness.ts'
import { contractFor, openLink, outForDelivery, secretOf, type World } from '../support/world.ts'

const QUOTA = 5

let world: World
beforeAll(async () => {
  // The windows last an hour, so that none ends within this file.
  world = await startWorld({ vars: { LIMIT_API_KEY: `${QUOTA}/3600`, LIMIT_SESSION: `${QUOTA}/3600` } })
})
afterAll(() => world?.close())

async function newKey(scopes?: string[]) {
  const contractId = await contractFor(world, 'kse')
  const made = await world.dispatcher.must('POST', '/api/api-keys', {
    name: 'Shop',
    contractId,
    ...(scopes && { scopes }),
  })
  const ask = (path = '/api/shipments', headers: Record<string, string> = {}) =>
    fetch(world.url + path, { headers: { authorization: `Bearer ${made.key}`, ...headers } })
  return { id: made.id as string, ask }
}

test('an API key is told what is left; beyond that it is 429 with the time to wait, and other keys go on', async () => {
  const { ask } = await newKey()
  for (let left = QUOTA - 1; left >= 0; left--) {
    const { status, headers } = await ask()
    expect(status).toBe(200)
    expect(headers.get('ratelimit-policy')).toBe(`"key";q=${QUOTA};w=3600`)
    expect(headers.get('ratelimit')).toMatch(new RegExp(`^"key";r=${left};t=3[56]\\d\\d$`))
    expect(headers.get('retry-after')).toBeNull()
  }
  const refused = await ask()
  expect(refused.status).toBe(429)
  expect(await refused.json()).toMatchObject({ code: 'too-many', status: 429 })
  expect(refused.headers.get('ratelimit')).toMatch(/^"key";r=0;t=\d+$/)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3000)
  expect((await (await newKey()).ask()).status).toBe(200)
})

test('what a key may not, and what is not there, counts; what still stands carries the same headers', async () => {
  const { ask } = await newKey(['read-shipments'])
  const first = await ask()
  const tag = first.headers.get('etag') ?? ''
  const kept = await ask('/api/shipments', { 'if-none-match': tag })
  expect(kept.status).toBe(304)
  expect(kept.headers.get('ratelimit')).toContain(`r=${QUOTA - 2};`)
  expect((await ask('/api/contracts')).status).toBe(403)
  expect((await ask('/api/shipments/none')).headers.get('ratelimit')).toContain(`r=${QUOTA - 4};`)
  // Two checks of rights lie on the way to this route, but the call counts once.
  expect((await ask('/api/shipments/none/receipt')).headers.get('ratelimit')).toContain('r=0;')
})

test('the use of a key is told by day, what was refused apart', async () => {
  const { id, ask } = await newKey()
  for (let calls = 0; calls < QUOTA + 2; calls++) await ask()
  const day = new Date().toISOString().slice(0, 10)
  const used = await world.until(async () => {
    const { items } = await world.dispatcher.must('GET', '/api/api-keys')
    const { usage } = items.find((key: { id: string }) => key.id === id)
    // The usage may be written in several steps.
    return usage[0]?.calls === QUOTA + 2 && usage
  })
  expect(used).toEqual([{ day, calls: QUOTA + 2, refused: 2 }])
})

test('R12: nobody at a door is ever refused because of a limit, nor is an invitation', async () => {
  const door = await outForDelivery(world, 'kse', { arrived: true })
  const { phone, path } = await openLink(world, (await secretOf(world, door.phone)).link)
  const from = { 'cf-connecting-ip': '203.0.113.7' }
  const exchange = (token: string) =>
    new Client(world.url).send('POST', '/api/session', { token }, { headers: from })
  const tries = await Promise.all(
    Array.from({ length: 3 * QUOTA }, (_, n) => exchange(`${'x'.repeat(20)}${n}`)),
  )
  const statuses = tries.map(({ status }) => status).sort()
  expect(statuses).toEqual([...Array(QUOTA).fill(401), ...Array(2 * QUOTA).fill(429)])
  const refused = tries.find(({ status }) => status === 429)
  expect(refused?.headers.get('ratelimit-policy')).toBe(`"address";q=${QUOTA};w=3600`)
  expect(refused?.headers.get('retry-after')).toMatch(/^\d+$/)

  const { token } = await invitationUrl(world.url, world.signingKey, 'courier')
  expect((await exchange(token)).status).toBe(201)
  for (let calls = 0; calls < 2 * QUOTA; calls++) {
    const stop = await door.courier.send('GET', `/api/stops/${door.id}`, undefined, { headers: from })
    const page = await phone.send('GET', path, undefined, { headers: from })
    expect([stop.status, page.status]).toEqual([200, 200])
    expect(stop.headers.get('ratelimit')).toBeNull()
  }
})
