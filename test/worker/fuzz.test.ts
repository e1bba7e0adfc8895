import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CANARY, type Known, ODD_CURSORS, ODD_IDS, RUBBISH, valuesOf, wrongly } from '../support/arbitrary.ts'
import { startWorld } from '../support/harness.ts'
import { answerFaults, type Documented, OPERATIONS, operationAt } from '../support/openapi.ts'
import type { World } from '../support/world.ts'
import { withHold, withViolation } from './write-routes-returns.ts'
import { type Scene, setScene } from './write-scene.ts'

/**
 * The calls are the same in every run. Another seed, or more calls, looks further: `FUZZ_SEED=7
 * FUZZ_RUNS=200`.
 */
const SEED = Number(process.env.FUZZ_SEED ?? 20_261_123)
const RUNS = Number(process.env.FUZZ_RUNS ?? 6)

let world: World
let scene: Scene
const who: Record<string, Record<string, string>> = {}
const known: Known = {}

beforeAll(async () => {
  console.log(`fuzzing with seed ${SEED}, ${RUNS} calls an operation`)
  // One key makes many calls here, so the limits are raised. They are not what is tested.
  world = await startWorld({ web: true, vars: { LIMIT_API_KEY: '100000/60', LIMIT_SESSION: '100000/60' } })
  scene = await withViolation(await withHold(await setScene(world)))
  const { contractId } = scene
  const key = async (scopes?: string[]) => {
    const made = await world.dispatcher.must('POST', '/api/api-keys', {
      name: 'F',
      contractId,
      ...(scopes && { scopes }),
    })
    return { authorization: `Bearer ${made.key}` }
  }
  Object.assign(who, {
    dispatcher: { cookie: scene.dispatcher.cookie },
    courier: { cookie: scene.courier.cookie },
    counter: { cookie: scene.counter.cookie },
    depot: { cookie: scene.depot.cookie },
    recipient: { cookie: scene.phone.cookie },
    apiKey: await key(),
    bare: await key(['read-contracts']),
    nobody: {},
    forged: { cookie: `__Host-sesame-dispatcher=${CANARY}.x.y; __Host-sesame-courier=` },
    basic: { authorization: `Basic ${CANARY}` },
    long: { authorization: `Bearer ${CANARY.repeat(60)}` },
  })
  const ids = [scene.shipmentId, scene.holdId, 'none']
  Object.assign(known, {
    contractId: [contractId],
    providerId: [scene.providerId],
    courierId: [scene.courierId],
    pointId: [scene.pointId],
    subjectId: [scene.courierId, scene.pointId],
    shipmentId: ids,
    roundId: [scene.roundId],
    deliveryId: [scene.shipmentId],
    label: [scene.label, scene.heldLabel],
    scanned: [scene.label],
    eventId: [`${scene.shipmentId}:1`, `${scene.shipmentId}:99999`],
  })
})
afterAll(() => world?.close())

/**
 * Returns values for a path's `{id}`, chosen by the kind of path. No session is ended, because the other
 * tests still use them.
 */
function idsOf(path: string): readonly string[] {
  if (/revoke|device-failure/.test(path)) return ODD_IDS
  const own = path.startsWith('/api/shipments')
    ? scene.shipmentId
    : path.startsWith('/api/rounds')
      ? scene.roundId
      : path.startsWith('/api/people') || path.startsWith('/api/evidence')
        ? scene.courierId
        : path.startsWith('/api/violations')
          ? scene.violationId
          : path.startsWith('/api/webhooks')
            ? scene.webhookId
            : path.startsWith('/api/contracts')
              ? 'fuzzed'
              : path.startsWith('/api/holds')
                ? scene.holdId
                : scene.shipmentId
  // The right id comes as often as all wrong ones together, because most calls with a wrong one end there.
  return [...ODD_IDS.map(() => own), ...ODD_IDS]
}

interface Call {
  who: string
  ids: string[]
  query: Record<string, string>
  headers: Record<string, string>
  body: string | null
}

/** Headers as clients send them, and as they should not. */
const oddHeaders = fc.oneof(
  { weight: 6, arbitrary: fc.constant({}) },
  fc.constantFrom<Record<string, string>>(
    { 'content-type': 'text/plain' },
    { 'content-type': 'application/json; charset=utf-16' },
    { 'idempotency-key': '' },
    { 'idempotency-key': 'short' },
    { 'idempotency-key': `${CANARY} with blanks in it` },
    { 'idempotency-key': 'the-same-key-again-and-again' },
    { origin: `https://${CANARY}.example` },
    { accept: `text/html, ${CANARY}` },
    { accept: CANARY },
    { 'if-none-match': '*' },
    { 'if-none-match': `W/"${CANARY}"` },
    { 'sesame-search': '%E0%A4%A' },
    { 'sesame-search': CANARY },
    { 'content-length': '0' },
    { range: 'bytes=0-1' },
  ),
)

function callOf({ path, operation }: Documented): fc.Arbitrary<Call> {
  const may: string[] = operation.security.flatMap((one: object) => Object.keys(one))
  const right = may.length > 0 ? may : ['nobody']
  const types = Object.keys(operation.requestBody?.content ?? {})
  const schema = operation.requestBody?.content[types[0] ?? '']?.schema
  const value: fc.Arbitrary<unknown> = schema ? valuesOf(schema, known) : fc.constant(null)
  const body: fc.Arbitrary<string | null> = !types[0]
    ? fc.constant(null)
    : types[0] !== 'application/json'
      ? fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.constant('\u00ff\u00d8\u00ff'),
          fc.constant(String(operation.requestBody.content[types[0]].example ?? CANARY)),
        )
      : fc.oneof(
          { weight: 4, arbitrary: value.map((one) => JSON.stringify(one)) },
          { weight: 3, arbitrary: wrongly(value) },
          { weight: 1, arbitrary: fc.constantFrom(...RUBBISH) },
        )
  const names = [...path.matchAll(/\{(\w+)\}/g)]
  const query: [string, fc.Arbitrary<string>][] = operation.parameters
    .map((p: { $ref?: string }) => (p.$ref?.endsWith('/Cursor') ? { name: 'cursor', in: 'query' } : p))
    .filter((p: { in?: string }) => p.in === 'query')
    .map((p: { name: string; example?: string }) => [
      p.name,
      fc.oneof(
        fc.constantFrom(
          ...(p.name === 'cursor'
            ? ODD_CURSORS
            : [
                // The contract tells endpoints of the same name apart.
                ...(p.name === 'contractId' || !p.example
                  ? [scene.contractId, scene.contractId, scene.contractId]
                  : [p.example]),
                CANARY,
                '',
                '\u0000',
                CANARY.repeat(50),
                '2026-02-31',
                '2abc',
                '-1',
                '1e9',
              ]),
        ),
        fc.string({ unit: 'binary', maxLength: 12 }).filter((s) => s.isWellFormed()),
      ),
    ])
  return fc.record({
    who: fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(...right) },
      { weight: 2, arbitrary: fc.constantFrom(...Object.keys(who)) },
    ),
    ids: fc.tuple(...names.map(() => fc.constantFrom(...idsOf(path)))),
    query: fc.record(Object.fromEntries(query), { requiredKeys: [] }) as fc.Arbitrary<Record<string, string>>,
    headers: oddHeaders,
    body,
  })
}

/** Sends a call with exactly these bytes. */
async function send(method: string, path: string, type: string | undefined, call: Call) {
  let at = 0
  const filled = path.replace(/\{\w+\}/g, () => call.ids[at++] ?? '')
  const query = new URLSearchParams(call.query).toString()
  const write = call.body !== null
  const given: Record<string, string> = {
    ...who[call.who],
    ...(write && { 'content-type': type ?? 'application/json', 'idempotency-key': randomUUID() }),
    ...call.headers,
  }
  const headers = Object.fromEntries(
    Object.entries(given).filter(([name, text]) => text !== '' && name !== 'content-length'),
  )
  const response = await fetch(`${world.url}${filled}${query && `?${query}`}`, {
    method,
    headers,
    redirect: 'manual',
    ...(write && { body: new Blob([call.body ?? '']) }),
  })
  const answer = {
    status: response.status,
    type: response.headers.get('content-type'),
    text: await response.text(),
  }
  return { filled, answer, headers: response.headers }
}

/** Expects that an error is a problem which does not repeat what was submitted. */
function expectProblem({ status, type, text }: { status: number; type: string | null; text: string }) {
  expect(status, text).toBeLessThan(500)
  if (status < 400) return
  expect(type).toBe('application/problem+json')
  expect(text.replace(/"field":"[^"]*"/g, '')).not.toContain(CANARY)
}

/** The operations of which at least one call succeeded. */
const succeeded = new Set<string>()

const ended = ({ method, path }: Documented) => method === 'DELETE' && path === '/api/session'

describe.each(OPERATIONS)('$method $path', (documented) => {
  test('answers whatever it is sent as documented, and never with a fault of ours', async () => {
    const { method, path, operation } = documented
    const [type] = Object.keys(operation.requestBody?.content ?? {})
    const property = fc.asyncProperty(callOf(documented), async (call) => {
      // Signing out is tried without a session, because the other tests still use theirs.
      const made = ended(documented) ? { ...call, who: 'nobody' } : call
      const { filled, answer } = await send(method, path, type, made)
      expectProblem(answer)
      if (answer.status < 300) succeeded.add(operation.operationId)
      // An address may turn out to be another one, with `..%2f` or with a fixed word in place of a name.
      const reached = operationAt(method, new URL(filled, world.url).pathname) ?? documented
      expect(answerFaults(reached, answer)).toBe('')
    })
    await fc.assert(property, { seed: SEED, numRuns: RUNS })
  })
})

test('what is no operation is a problem too, whoever asks and however', async () => {
  const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND']
  const paths = [
    ...new Set(OPERATIONS.map(({ path }) => path)),
    '/api',
    '/api/',
    `/api/${CANARY}`,
    '/api//shipments',
    '/api/shipments/',
    '/api/%00',
  ]
  const property = fc.asyncProperty(
    fc.constantFrom(...methods),
    fc.constantFrom(...paths),
    fc.constantFrom(...ODD_IDS),
    fc.constantFrom(...Object.keys(who)),
    async (method, path, id, as) => {
      const write = method !== 'GET' && method !== 'HEAD'
      if (operationAt(method, path.replace(/\{\w+\}/g, 'x'))) return
      const call = { who: as, ids: [id, id], query: {}, headers: {}, body: write ? '{}' : null }
      const { answer } = await send(method, path, undefined, call)
      expect(answer.status, `${method} ${path}`).toBeLessThan(500)
      if (method === 'HEAD') {
        expect(answer.text).toBe('')
        return
      }
      expectProblem(answer)
      expect(answer.status, `${method} ${path} ${answer.text}`).toBeGreaterThanOrEqual(400)
    },
  )
  await fc.assert(property, { seed: SEED, numRuns: 20 * RUNS })
})

test('the calls were good enough to get through: many operations did what they are for at least once', () => {
  expect(succeeded.size).toBeGreaterThan(OPERATIONS.length / 3)
})
