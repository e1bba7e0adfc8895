import { expect, test, vi } from 'vitest'
import { app } from '../../worker/app.ts'
import { SECURITY_HEADERS } from '../../worker/http/security-headers.ts'

const FAULT = 'c4n4ry in the fault'
const context = { waitUntil: () => {}, passThroughOnException: () => {}, props: {} }

/** Calls a Worker in which something throws: it is configured like the real one, but its registry is gone. */
async function broken(path: string, init: RequestInit = {}) {
  const db = {
    prepare: () => {
      throw new Error(FAULT)
    },
  }
  const ring = JSON.stringify({
    current: 'dev-1',
    keys: { 'dev-1': Buffer.alloc(32, 7).toString('base64url') },
  })
  const env = {
    ENVIRONMENT: 'development',
    PUBLIC_URL: 'http://localhost',
    SECRET_KEYS: ring,
    SESSION_KEYS: ring,
    SIGNING_KEYS: JSON.stringify([{ kty: 'OKP', crv: 'Ed25519', x: 'x', d: 'd', kid: 'dev' }]),
    DB: db,
  }
  return app.request(path, init, env, context as never)
}

test('a 500 has the headers, a problem, and nothing of what happened', async () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => {})
  const init = { headers: { authorization: `Bearer ${'k'.repeat(40)}` } }
  for (const response of [
    await broken('/api/shipments', init),
    await app.request('/api/health', {}, {}, context as never),
  ]) {
    expect(response.status).toBe(500)
    for (const [name, value] of Object.entries(SECURITY_HEADERS))
      expect(response.headers.get(name)).toBe(value)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(await response.json()).toEqual({
      type: expect.any(String),
      title: 'Something went wrong on our side',
      status: 500,
      code: 'internal',
    })
  }
  // The log names the fault's kind and place. Its message is left out, because it may quote what was
  // submitted.
  expect(log.mock.calls.join()).toContain('"bug":"Error"')
  expect(log.mock.calls.join()).not.toContain(FAULT)
  log.mockRestore()
  // Premise: with this configuration the Worker does serve.
  expect((await broken('/api/health')).status).toBe(200)
})
