import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Client, invitationUrl } from '../../scripts/client.ts'
import { DOCS_CSP, SECURITY_HEADERS } from '../../worker/http/security-headers.ts'
import { startWorld } from '../support/harness.ts'
import { openLink, outForDelivery, root, secretOf, type World } from '../support/world.ts'

let world: World
let door: Awaited<ReturnType<typeof outForDelivery>>
beforeAll(async () => {
  world = await startWorld({ web: true })
  door = await outForDelivery(world, 'kse')
})
afterAll(() => world?.close())

interface Asked {
  what: string
  status: number
  type: RegExp | null
  cache: RegExp
  ask: () => Promise<Response>
}

const JSON_TYPE = /^application\/json/
const PROBLEM = /^application\/problem\+json$/
const HTML = /^text\/html/
const NO_STORE = /^no-store$/
const KEPT = /^private, no-cache$/

const get = (path: string, init: RequestInit = {}) => fetch(world.url + path, { redirect: 'manual', ...init })
const staff = (path: string, init: RequestInit = {}) =>
  get(path, { ...init, headers: { cookie: world.dispatcher.cookie, ...init.headers } })
const json = { 'content-type': 'application/json' }
const asset = (end: string) =>
  `/assets/${readdirSync(join(root, 'dist/assets')).find((name) => name.endsWith(end))}`

/** One answer of every kind that exists. */
const KINDS: Asked[] = [
  { what: '200 JSON', status: 200, type: JSON_TYPE, cache: KEPT, ask: () => staff('/api/shipments') },
  { what: 'health', status: 200, type: JSON_TYPE, cache: NO_STORE, ask: () => get('/api/health') },
  {
    what: 'the published keys',
    status: 200,
    type: JSON_TYPE,
    cache: /^public, max-age=300$/,
    ask: () => get('/.well-known/jwks.json'),
  },
  {
    what: '201',
    status: 201,
    type: JSON_TYPE,
    cache: NO_STORE,
    ask: () =>
      staff('/api/providers', {
        method: 'POST',
        headers: { ...json, 'idempotency-key': crypto.randomUUID() },
        body: '{"name":"P"}',
      }),
  },
  {
    what: '204',
    status: 204,
    type: null,
    cache: NO_STORE,
    ask: () => get('/api/session', { method: 'DELETE', headers: json, body: '{"role":"depot"}' }),
  },
  { what: '302', status: 302, type: null, cache: NO_STORE, ask: () => get('/') },
  {
    what: '400',
    status: 400,
    type: PROBLEM,
    cache: NO_STORE,
    ask: () => get('/api/session', { method: 'POST', headers: json, body: '{' }),
  },
  { what: '401', status: 401, type: PROBLEM, cache: NO_STORE, ask: () => get('/api/round') },
  { what: '403', status: 403, type: PROBLEM, cache: NO_STORE, ask: () => staff('/api/round') },
  { what: '404', status: 404, type: PROBLEM, cache: NO_STORE, ask: () => staff('/api/shipments/nobody') },
  { what: '404 of no route', status: 404, type: PROBLEM, cache: NO_STORE, ask: () => get('/api/nope') },
  {
    what: '413',
    status: 413,
    type: PROBLEM,
    cache: NO_STORE,
    ask: () => get('/api/session', { method: 'POST', headers: json, body: ' '.repeat(1e6) }),
  },
  {
    what: 'a label',
    status: 200,
    type: /^image\/svg\+xml/,
    cache: KEPT,
    ask: () => staff(`/api/shipments/${door.id}/label`),
  },
  {
    what: 'the OpenAPI document',
    status: 200,
    type: JSON_TYPE,
    cache: /^no-cache$/,
    ask: () => get('/api/openapi.json'),
  },
  ...['/r', '/pay', '/app', '/app/', '/app/shipments/any', '/app/round'].map((path) => ({
    what: `the shell at ${path}`,
    status: 200,
    type: HTML,
    cache: /^no-cache$/,
    ask: () => get(path),
  })),
  {
    what: 'HEAD of the link’s page',
    status: 200,
    type: HTML,
    cache: /^no-cache$/,
    ask: () => get('/r', { method: 'HEAD' }),
  },
  {
    what: 'a script',
    status: 200,
    type: /javascript/,
    cache: /immutable/,
    ask: () => get(asset('.js')),
  },
  { what: 'a style', status: 200, type: /^text\/css/, cache: /immutable/, ask: () => get(asset('.css')) },
  {
    what: 'wasm',
    status: 200,
    type: /^application\/wasm/,
    cache: /immutable/,
    ask: () => get(asset('.wasm')),
  },
  {
    what: 'the service worker',
    status: 200,
    type: /javascript/,
    cache: /no-cache/,
    ask: () => get('/app/sw.js'),
  },
  {
    what: 'the manifest',
    status: 200,
    type: /json/,
    cache: /./,
    ask: () => get('/app/manifest.webmanifest'),
  },
  ...[
    '/assets/nope.js',
    '/assets/nope.css',
    '/nope',
    '/r/nope',
    '/app/nope.js',
    '/app/old-icon.png',
    '/.env',
    '/_headers',
  ].map((path) => ({
    what: `no ${path}`,
    status: 404,
    type: PROBLEM,
    cache: NO_STORE,
    ask: () => get(path),
  })),
]

test.each(KINDS)('R4: $what carries every security header', async ({ status, type, cache, ask }) => {
  const response = await ask()
  expect(response.status).toBe(status)
  for (const [name, value] of Object.entries(SECURITY_HEADERS))
    expect(response.headers.get(name), name).toBe(value)
  if (type) expect(response.headers.get('content-type')).toMatch(type)
  expect(response.headers.get('cache-control') ?? '').toMatch(cache)
  expect(response.headers.get('access-control-allow-origin')).toBeNull()
  expect(response.headers.get('x-powered-by')).toBeNull()
  const text = await response.text()
  if (status === 404) expect(text).not.toContain('<')
})

test('the API’s page has a policy of its own, no wider than the library that draws it needs', async () => {
  const { headers } = await get('/api/docs')
  expect(headers.get('content-security-policy')).toBe(DOCS_CSP)
  expect(DOCS_CSP).not.toMatch(/https?:|\*|script-src[^;]*unsafe|style-src [^;]*unsafe/)
  for (const name of Object.keys(SECURITY_HEADERS)) expect(headers.get(name), name).not.toBeNull()
})

test('other spellings of a shell’s file say no more than the shell', async () => {
  for (const path of ['/recipient', '/recipient.html', '/app.html', '/index.html']) {
    const response = await get(path)
    expect(response.status, path).toBeLessThan(500)
    expect(response.headers.get('content-security-policy'), path).toBe(
      SECURITY_HEADERS['Content-Security-Policy'],
    )
  }
})

describe('cookies', () => {
  const PARTS =
    /^__Host-sesame-([^=]+)=[A-Za-z0-9_.-]+; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Strict$/

  test('R4: one a role and one a delivery, for this host, over TLS, out of scripts’ reach', async () => {
    const names: string[] = []
    for (const role of ['dispatcher', 'courier', 'counter', 'depot'] as const) {
      const { token } = await invitationUrl(
        world.url,
        world.signingKey,
        role,
        role === 'counter' ? { subject: door.pointId } : {},
      )
      const { headers } = await new Client(world.url).post('/api/session', { token })
      names.push(...headers.getSetCookie().map((cookie) => PARTS.exec(cookie)?.[1] ?? cookie))
    }
    const { link } = await secretOf(world, door.phone)
    const { headers } = await new Client(world.url).post('/api/session', { token: link.split('#')[1] })
    names.push(...headers.getSetCookie().map((cookie) => PARTS.exec(cookie)?.[1] ?? cookie))
    expect(names).toEqual(['dispatcher', 'courier', 'counter', 'depot', `delivery-${door.id}`])
  })

  test('a session lives as long as its role says, and no answer but the exchange sets a cookie', async () => {
    const hours = { dispatcher: 8, courier: 14, counter: 12, depot: 12 }
    for (const [role, life] of Object.entries(hours)) {
      const { token } = await invitationUrl(world.url, world.signingKey, role as 'depot')
      const { body, headers } = await new Client(world.url).post('/api/session', { token })
      const age = Number(/Max-Age=(\d+)/.exec(headers.getSetCookie()[0] ?? '')?.[1])
      expect(Math.round(age / 3600), role).toBe(life)
      expect(Math.round((Date.parse(body.expiresAt) - Date.now()) / 3_600_000), role).toBe(life)
    }
    const { phone, path } = await openLink(world, (await secretOf(world, door.phone)).link)
    for (const answer of [
      await phone.get(path),
      await world.dispatcher.get('/api/shipments'),
      await phone.get('/r'),
    ])
      expect(answer.headers.getSetCookie()).toEqual([])
  })
})
