import * as service from '../api/service/operations.ts'
import { ok } from '../http/reply.ts'
import { type Served, serve } from '../http/serve.ts'

/**
 * Serves what anyone may read: that the service runs, and the public keys that receipts are verified against.
 */
export const wellKnownHandlers: Served[] = [
  serve(service.health, () => ok({ ok: true })),
  serve(service.jwks, (c) => {
    const keys = c.config.signingKeys.map(
      ({ x, kid }) => ({ kty: 'OKP', crv: 'Ed25519', x: x ?? '', kid: kid ?? '', use: 'sig' }) as const,
    )
    return ok({ keys }, { 'Cache-Control': 'public, max-age=300' })
  }),
]
