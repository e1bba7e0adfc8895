import { Hono } from 'hono'
import type { AppEnv } from '../http/context.ts'

/** What anyone may read: that we serve, and the public keys that receipts are verified against. */
export const wellKnown = new Hono<AppEnv>()
  .get('/api/health', (c) => c.json({ ok: true }, 200))
  .get('/.well-known/jwks.json', (c) => {
    const keys = c.get('config').signingKeys.map(({ kty, crv, x, kid }) => ({ kty, crv, x, kid, use: 'sig' }))
    return c.json({ keys }, 200, { 'Cache-Control': 'public, max-age=300' })
  })
