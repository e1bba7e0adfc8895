import { expect, test } from 'vitest'
import { api, type CallDeps, createCall, hrefOf } from '../../web/api/call.ts'

/** Gives the answers in turn: a status, or `lost` for no answer. It logs requests and waits. */
function setup(...answers: (number | 'lost')[]) {
  const log: { url: string; key: string | null; body: unknown; method: string | undefined }[] = []
  const waits: number[] = []
  const network = { there: true }
  let keys = 0
  const deps: CallDeps = {
    newKey: () => `key-${++keys}-0123456789abcdef`,
    wait: async (ms) => void waits.push(ms),
    online: () => network.there,
    fetch: async (url, init) => {
      const headers = new Headers(init.headers)
      log.push({ url, key: headers.get('Idempotency-Key'), body: init.body, method: init.method })
      const answer = answers[Math.min(log.length, answers.length) - 1]!
      if (answer === 'lost') throw new TypeError('Failed to fetch')
      const body = answer < 400 ? { outcome: 'handed-over' } : { code: 'not-arrived', status: answer }
      return new Response(JSON.stringify(body), { status: answer })
    },
  }
  return { call: createCall(deps), log, waits, network }
}

const STOP = { shipmentId: 'one' }

test('an answer is data with its status', async () => {
  const { call, log } = setup(201)
  expect(await call(api.stops.pin, STOP, { pin: '1' })).toEqual({
    ok: true,
    status: 201,
    data: { outcome: 'handed-over' },
  })
  expect(log).toHaveLength(1)
})

test('every write carries a key, a read none', async () => {
  const { call, log } = setup(200)
  await call(api.stops.round, {})
  await call(api.stops.noCode, STOP, {})
  await call(api.stops.noCode, STOP, {})
  await call(api.stops.noCode, STOP, {}, { key: 'mine' })
  expect(log.map(({ key }) => key)).toEqual([
    null,
    'key-1-0123456789abcdef',
    'key-2-0123456789abcdef',
    'mine',
  ])
})

test('a lost answer is asked for again with the same key and body', async () => {
  const { call, log, waits } = setup('lost', 502, 503, 200)
  const answer = await call(api.depot.receive, {}, { labels: ['a'] })
  expect(answer.ok).toBe(true)
  expect(new Set(log.map((sent) => JSON.stringify(sent))).size).toBe(1)
  expect(log).toHaveLength(4)
  expect(waits).toEqual([...waits].sort((a, b) => a - b))
})

test('after three repeats it is offline, and it has not thrown', async () => {
  const { call, log } = setup('lost')
  expect(await call(api.stops.noCode, STOP, {})).toEqual({
    ok: false,
    status: 0,
    code: 'offline',
    problem: {},
  })
  expect(log).toHaveLength(4)
})

test.each([400, 401, 403, 404, 409, 410, 422, 429, 500, 504])(
  '%d is final: nothing is repeated',
  async (status) => {
    const { call, log } = setup(status)
    const answer = await call(api.stops.noCode, STOP, {})
    expect(answer).toMatchObject({ ok: false, status, code: 'not-arrived' })
    expect(log).toHaveLength(1)
  },
)

test('an error page that is not JSON is still an answer', async () => {
  const call = createCall({
    newKey: () => 'k'.repeat(16),
    wait: async () => {},
    online: () => true,
    fetch: async () => new Response('<html>', { status: 500 }),
  })
  expect(await call(api.stops.round, {})).toEqual({ ok: false, status: 500, code: 'http-500', problem: {} })
})

test('a device that knows it has no network says so at once, and repeats nothing', async () => {
  const { call, log, waits, network } = setup('lost')
  network.there = false
  expect(await call(api.stops.pin, STOP, { pin: '12345' })).toMatchObject({ ok: false, code: 'offline' })
  expect([log.length, waits]).toEqual([1, []])
})

test('an aborted call is not repeated', async () => {
  const { call, log } = setup('lost')
  await call(api.stops.round, {}, undefined, { signal: AbortSignal.abort() })
  expect(log).toHaveLength(1)
})

test('an address takes its ids and its query, and nothing of them changes it', () => {
  expect(hrefOf(api.stops.pin, { shipmentId: 'a/b?c' })).toBe('/api/stops/a%2Fb%3Fc/pin')
  expect(hrefOf(api.shipments.photo, { id: 'x', photoId: 'y' })).toBe('/api/shipments/x/photos/y')
  expect(hrefOf(api.shipments.list, {}, { state: 'held', contract: 'a&b' })).toBe(
    '/api/shipments?state=held&contract=a%26b',
  )
})
