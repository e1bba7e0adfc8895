import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { app } from '../../worker/app.ts'
import { startWorld } from '../support/harness.ts'
import type { World } from '../support/world.ts'
import { FREE_OF_FORM, IMPOSSIBLE_IDS, misfits, NOT_OBJECTS } from './misfits.ts'
import { addressOf, WRITE_ROUTES } from './write-routes.ts'
import { withHold, withViolation } from './write-routes-returns.ts'
import { type Scene, setScene, type WriteRoute } from './write-scene.ts'

/** This text stands in every bad value, and no answer may repeat it. */
const CANARY = 'c4n4ry'

let world: World
let scene: Scene

beforeAll(async () => {
  world = await startWorld()
  scene = await withViolation(await withHold(await setScene(world)))
})
afterAll(() => world?.close())

interface Bad {
  body: string
  headers?: Record<string, string>
  path?: string
}

/** Sends exactly these bytes with the cookies of somebody who may call the route. */
async function send(route: WriteRoute, { body, headers = {}, path }: Bad) {
  const cookie = route.as === 'nobody' ? '' : scene[route.as].cookie
  const given: Record<string, string> = {
    'content-type': 'application/json',
    'idempotency-key': randomUUID(),
    ...(cookie && { cookie }),
    ...headers,
  }
  const sent = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''))
  const response = await fetch(world.url + (path ?? addressOf(route, scene)), {
    method: route.method,
    headers: sent,
    body: new Blob([body]),
  })
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() }
}

/**
 * Expects a problem as the API promises it, without the submitted values. It returns the code and the named
 * fields.
 */
function problemIn(answer: Awaited<ReturnType<typeof send>>, what: string) {
  expect(answer.status, `${what} ${answer.text}`).toBeGreaterThanOrEqual(400)
  expect(answer.status, what).toBeLessThan(500)
  expect(answer.type, what).toBe('application/problem+json')
  expect(answer.text, what).not.toContain(CANARY)
  const problem = JSON.parse(answer.text)
  expect(Object.keys(problem).filter((name) => name !== 'errors')).toEqual([
    'type',
    'title',
    'status',
    'code',
  ])
  expect(problem.status).toBe(answer.status)
  for (const error of problem.errors ?? []) expect(Object.keys(error)).toEqual(['field', 'code'])
  const fields: string[] = (problem.errors ?? []).map(({ field }: { field: string }) => field)
  return { status: answer.status, code: problem.code as string, fields }
}

/** Reads everything that a write could have changed, as far as the API shows it. */
async function everything(): Promise<string> {
  const reads = [
    `/api/shipments/${scene.shipmentId}`,
    `/api/shipments/${scene.shipmentId}/events`,
    ...['/api/shipments', '/api/contracts', '/api/providers', '/api/people', '/api/points', '/api/rounds'],
    ...['/api/alerts', `/api/rounds/${scene.roundId}`, `/api/rounds/${scene.roundId}/sheet`],
    ...[`/api/shipments/${scene.holdId}/events`, `/api/violations/${scene.violationId}`, '/api/violations'],
  ]
  const texts = await Promise.all(reads.map(async (path) => (await scene.dispatcher.get(path)).text))
  // The server's time, which the round carries, is no write's doing.
  const { now: _now, ...round } = await scene.courier.must('GET', '/api/round')
  const page = (await scene.phone.get(`/api/deliveries/${scene.shipmentId}`)).text
  const counter = ['/api/holds', '/api/holds/day', `/api/holds/${scene.holdId}`]
  const holds = await Promise.all(counter.map(async (path) => (await scene.counter.get(path)).text))
  return [...texts, JSON.stringify(round), page, ...holds].join('\n')
}

/** These routes refuse their lines one by one, which import.test.ts tests. */
const LINE_BY_LINE = ['POST /api/shipments/bulk', 'POST /api/shipments/import']
/** This route takes a picture instead of JSON, which photos.test.ts tests. */
const PICTURES = ['POST /api/deliveries/:deliveryId/photos']
/** Providers and messengers call these in their own forms, which delivery-reports, every-channel and payments.test.ts test. */
const PROVIDERS = ['POST /api/reports/:gateway', 'POST /api/bots/:bot', 'POST /api/payments/:provider']

test('the table is of every write the app has', () => {
  const key = ({ method, path }: { method: string; path: string }) => `${method} ${path}`
  const writes = app.routes.filter(({ method }) => !['GET', 'HEAD', 'ALL'].includes(method))
  const listed = [...WRITE_ROUTES.map(key), ...LINE_BY_LINE, ...PICTURES, ...PROVIDERS]
  expect([...new Set(writes.map(key))].sort()).toEqual(listed.sort())
})

/** Sends many wrong requests at once, which saves time. They do not depend on each other. */
const each = <T>(of: Iterable<T>, check: (one: T) => Promise<void>) => Promise.all([...of].map(check))

let before = ''
beforeAll(async () => {
  before = await everything()
})

describe.each(WRITE_ROUTES)('$method $path', (route) => {
  const good = () => JSON.stringify(route.body(scene))

  test('R4: a wrong field is named, its value is not repeated', async () => {
    await each(misfits(route.body(scene), route, CANARY), async ({ what, field, text }) => {
      const { status, code, fields } = problemIn(await send(route, { body: text }), what)
      expect([status, code], what).toEqual([400, 'bad-request'])
      const named = fields.some((name) => name === field || name.startsWith(`${field}.`))
      expect(named, `${what}: named ${fields}`).toBe(true)
    })
  })

  test('R4: what is no object, no JSON or not called JSON is refused unread', async () => {
    await each([...NOT_OBJECTS(CANARY), ...FREE_OF_FORM(CANARY)], async (body) => {
      const answer = problemIn(await send(route, { body }), body)
      expect(answer, body.slice(0, 80)).toMatchObject({ status: 400, code: 'bad-request' })
      expect(answer.fields).not.toEqual([])
    })
    const types = ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', '']
    await each(types, async (type) => {
      const answer = await send(route, { body: good(), headers: { 'content-type': type } })
      expect(problemIn(answer, type)).toMatchObject({ status: 415, code: 'unsupported-media-type' })
    })
  })

  test('R4: a field that stands twice is refused: what reads the first and what reads the last would differ', async () => {
    const [name] = Object.keys(route.body(scene))
    if (name === undefined) return
    const twice = good().replace('{', `{${JSON.stringify(name)}:${JSON.stringify(CANARY)},`)
    const answer = problemIn(await send(route, { body: twice }), twice)
    expect(answer).toMatchObject({ status: 400, code: 'bad-request', fields: [''] })
  })

  test('a megabyte is too large, whatever it is', async () => {
    const long = JSON.stringify({ ...route.body(scene), text: CANARY.repeat(175_000) })
    // The server answers before it has read everything and closes the connection, so a client that is still
    // writing may miss the answer.
    const heard = await world.until(() => send(route, { body: long }).catch(() => null))
    expect(problemIn(heard, 'a megabyte').status).toBe(413)
  })

  test('another site’s page may not write with our cookies', async () => {
    await each([`https://${CANARY}.example`, 'null', `${world.url}.example`], async (origin) => {
      const answer = problemIn(await send(route, { body: good(), headers: { origin } }), origin)
      expect(answer).toMatchObject({ status: 403, code: 'foreign-origin' })
    })
  })

  if (!route.keyless)
    test('a write without a proper key is refused', async () => {
      const keys = ['', `${CANARY}12345678`, CANARY.padEnd(65, 'x'), `${CANARY} in two parts`]
      await each(keys, async (key) => {
        const answer = await send(route, { body: good(), headers: { 'idempotency-key': key } })
        const named = { status: 400, code: 'missing-key', fields: ['Idempotency-Key'] }
        expect(problemIn(answer, key), key).toMatchObject(named)
      })
    })

  if (route.at)
    test('an id that cannot be is answered like one that is not', async () => {
      await each(IMPOSSIBLE_IDS(CANARY), async (id) => {
        const answer = problemIn(await send(route, { body: good(), path: addressOf(route, scene, id) }), id)
        expect([400, 401, 404], id).toContain(answer.status)
      })
    })
})

test('R12: a PIN of other digits, another length or another type is 400 and free', async () => {
  const route = WRITE_ROUTES.find(({ path }) => path.endsWith('/pin')) as WriteRoute
  const pins = [
    '１２３４５',
    '12345 ',
    ' 12345',
    '1234',
    '123456',
    '1234a',
    '+1234',
    '12٣45',
    '1e100',
    '',
    '12345\n',
  ]
  for (const pin of [...pins, 12345, ['12345'], { toString: '12345' }, null, true]) {
    const answer = await send(route, { body: JSON.stringify({ pin }) })
    const { status, fields } = problemIn(answer, JSON.stringify(pin))
    expect([status, fields[0]], JSON.stringify(pin)).toEqual([400, 'pin'])
    if (typeof pin === 'string' && pin.trim()) expect(answer.text).not.toContain(pin)
  }
})

test('a list asked for with a made-up cursor answers, and not with a fault', async () => {
  const lists = [
    '/api/shipments',
    '/api/contracts',
    '/api/providers',
    '/api/people',
    '/api/points',
    '/api/rounds',
  ]
  const paths = [
    ...lists,
    ...['/api/alerts', '/api/violations', '/api/violations/sums', '/api/evidence'],
    ...[`/api/shipments/${scene.shipmentId}/events`, `/api/evidence/${scene.courierId}`],
  ]
  const counter = ['/api/holds', '/api/holds/day']
  const ask = async (query: string) => {
    for (const path of paths)
      expect((await scene.dispatcher.get(`${path}?${query}`)).status, `${path} ${query}`).toBeLessThan(500)
    for (const path of counter)
      expect((await scene.counter.get(`${path}?${query}`)).status, `${path} ${query}`).toBeLessThan(500)
  }
  for (const value of [
    { a: 1 },
    [1, 2],
    7,
    'x',
    true,
    { date: {}, id: [] },
    { at: 'x', id: 1 },
    { announcedAt: {} },
    { until: 7, shipmentId: 'x' },
    { until: '', shipmentId: '' },
  ]) {
    await ask(`cursor=${Buffer.from(JSON.stringify(value)).toString('base64url')}`)
  }
  for (const query of [
    'cursor=%00',
    'q=%00',
    'q=%F0%9F',
    'state=%27',
    `contract=${'x'.repeat(3000)}`,
    'role=%00',
    ...['0000-01-01', '9999-12-31', '2026-02-31', '2026-13-01', '%00', '1e9'].map((day) => `day=${day}`),
    ...['month=%27', `provider=${'x'.repeat(3000)}`, 'format=csv&month=%00', `q=${'9'.repeat(3000)}`],
  ])
    await ask(query)
})

test('nothing of all this changed anything', async () => {
  expect(await everything()).toBe(before)
})
