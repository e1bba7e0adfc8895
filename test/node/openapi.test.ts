import { Validator } from '@seriousme/openapi-schema-validator'
import { describe, expect, test } from 'vitest'
import { app } from '../../worker/app.ts'
import { templateOf } from '../../worker/openapi/document.ts'
import { DOCUMENT, faults, OPERATIONS } from '../support/openapi.ts'
import { MATRIX, type Who } from '../worker/matrix.ts'
import { WRITE_ROUTES } from '../worker/write-routes.ts'
import type { Scene } from '../worker/write-scene.ts'

const name = ({ method, path }: { method: string; path: string }) => `${method} ${path}`

test('the document is OpenAPI 3.1', async () => {
  const { valid, errors } = await new Validator().validate(structuredClone(DOCUMENT))
  expect(errors).toBeUndefined()
  expect(valid).toBe(true)
})

test('every route that the app mounts is in the document, and the other way round', () => {
  const mounted = app.routes
    .filter(({ method, path }) => method !== 'ALL' && /^\/(api|\.well-known)\/[^*]*$/.test(path))
    .map(({ method, path }) => name({ method, path: templateOf(path) }))
  expect(OPERATIONS.map(name).sort()).toEqual([...new Set(mounted)].sort())
})

test('every operation has an id of its own, a summary and a tag that is explained', () => {
  const ids = OPERATIONS.map(({ operation }) => operation.operationId)
  expect(new Set(ids).size).toBe(ids.length)
  const tags = DOCUMENT.tags.map((tag: { name: string }) => tag.name)
  for (const { operation } of OPERATIONS) {
    expect(operation.summary).toMatch(/^\p{Lu}/u)
    expect(tags).toContain(operation.tags[0])
  }
})

/**
 * Writes without a key: session exchanges, a file that is idempotent by its contents, a calculation, an
 * operator act.
 */
const KEYLESS = [
  'POST /api/session',
  'DELETE /api/session',
  // Its signature is taken once.
  'POST /api/session/renew',
  // What they ask for is signed, and then counts once.
  'POST /api/shift/options',
  'POST /api/passkeys/options',
  'POST /api/shipments/import',
  'POST /api/contracts/{id}/dry-run',
  // The signed act has its own id and is carried out once.
  'POST /api/operator',
  // A provider signs its report and may repeat it; the same report changes nothing.
  'POST /api/reports/{gateway}',
  // A messenger repeats what was not answered; a chat that is joined already is not joined again.
  'POST /api/bots/{bot}',
  // A notice only makes the shipment ask the provider.
  'POST /api/payments/{provider}',
  // These calls read by labels, which should not stand in an address.
  'POST /api/holds/open',
  'POST /api/holds/{shipmentId}/open',
]

const used = JSON.stringify(DOCUMENT).match(/#\/components\/[^"]+/g) ?? []
test('what is referred to is there, and what is there is referred to', () => {
  for (const kind of ['schemas', 'parameters', 'headers'])
    expect([...new Set(used)].filter((ref) => ref.startsWith(`#/components/${kind}/`)).sort()).toEqual(
      Object.keys(DOCUMENT.components[kind])
        .map((part) => `#/components/${kind}/${part}`)
        .sort(),
    )
})

describe.each(OPERATIONS)('$method $path', ({ method, path, operation }) => {
  const at = ['paths', path, method.toLowerCase()]

  test('its examples are of the form that it documents', () => {
    const bodies: [content: Record<string, object>, place: string[]][] = [
      [operation.requestBody?.content ?? {}, [...at, 'requestBody', 'content']],
      ...Object.entries(operation.responses as Record<string, { content?: Record<string, object> }>).map(
        ([status, { content }]): [Record<string, object>, string[]] => [
          content ?? {},
          [...at, 'responses', status, 'content'],
        ],
      ),
    ]
    for (const [content, place] of bodies)
      for (const [type, given] of Object.entries(content)) {
        const { example, examples = {} } = given as {
          example?: unknown
          examples?: Record<string, { value: unknown }>
        }
        const all = [
          ...(example === undefined ? [] : [example]),
          ...Object.values(examples).map(({ value }) => value),
        ]
        for (const one of all) expect(faults(one, ...place, type, 'schema'), type).toBe('')
        const bare = type.endsWith('json') && path !== '/api/openapi.json'
        if (bare) expect(all.length, `${type} has no example`).toBeGreaterThan(0)
      }
  })
})

/** Reports, each bounded by its subject: a year, a fleet, a day, a round, a person. */
const REPORTS = [
  '/api/violations/sums',
  '/api/evidence',
  '/api/holds/day',
  '/api/stats',
  '/api/payments',
  '/api/round',
  '/api/rounds/{id}/sheet',
  '/api/rounds/{id}',
  '/api/passkeys',
]

test('every list is a page that says how to go on; every write has its own key', () => {
  for (const { method, path, operation } of OPERATIONS) {
    const parameters = operation.parameters.map((p: { $ref?: string }) => p.$ref?.split('/').at(-1))
    const answered = operation.responses['200']?.content?.['application/json']?.schema?.properties ?? {}
    if (method === 'GET' && ('items' in answered || 'events' in answered) && !REPORTS.includes(path)) {
      const listed = path === '/api/shipments/{id}/personal' || path === '/api/shipments/{id}/evidence'
      if (!listed) expect({ path, paged: parameters.includes('Cursor') }).toEqual({ path, paged: true })
      if (!listed) expect(answered, path).toHaveProperty('cursor')
    }
    if (method !== 'GET' && !KEYLESS.includes(`${method} ${path}`))
      expect({ path, key: parameters.includes('IdempotencyKey') }).toEqual({ path, key: true })
  }
})

/** A scene that does not exist. The table makes bodies from it, and none of them is sent. */
const NOWHERE = new Proxy({} as Scene, {
  get: (_, key) => {
    if (key === 'conflict') return 1
    return key === 'label' || key === 'heldLabel' ? 'LABEL-1' : 'id'
  },
})

test.each(WRITE_ROUTES)('$method $path takes the body that the table of writes sends', (route) => {
  const path = templateOf(route.path)
  const at = [
    'paths',
    path,
    route.method.toLowerCase(),
    'requestBody',
    'content',
    'application/json',
    'schema',
  ]
  expect(faults(route.body(NOWHERE), ...at)).toBe('')
  expect(faults({ ...route.body(NOWHERE), surplus: 1 }, ...at)).not.toBe('')
})

/** Maps the table's columns to roles. The other columns have the same roles but own nothing in reach. */
const ROLE_OF: Partial<Record<Who, string>> = {
  dispatcher: 'dispatcher',
  courier: 'courier',
  phone: 'recipient',
  key: 'apiKey',
  counter: 'counter',
  depot: 'depot',
}

test.each(MATRIX)(
  'R15: who may, as the table of rights says: $method $path',
  ({ method, path, expected }) => {
    const documented = OPERATIONS.find((one) => name(one) === name({ method, path: templateOf(path) }))
    const may = Object.entries(ROLE_OF)
      .filter(([who]) => !['401', '403'].includes(expected[who as Who]))
      .map(([, role]) => role)
    const said = documented?.operation.security.flatMap((one: object) => Object.keys(one))
    expect(said.sort()).toEqual(may.sort())
  },
)
