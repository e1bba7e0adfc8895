import { Hono } from 'hono'
import * as v from 'valibot'
import * as keysBody from '../api/keys/bodies.ts'
import * as peopleBody from '../api/people/bodies.ts'
import { addDays, dayOf } from '../calendar.ts'
import { API_SCOPES } from '../domain/roles.ts'
import type { AppEnv } from '../http/context.ts'
import { list } from '../http/list.ts'
import { problem } from '../http/problem.ts'
import { requires } from '../http/require.ts'
import { write } from '../http/validate.ts'
import { addEdge } from '../registry/ancestry.ts'
import { insertApiKey, knowsApiKey, listApiKeys, revokeApiKey } from '../registry/api-keys.ts'
import { findContract } from '../registry/contracts.ts'
import { digest } from '../security/chain.ts'
import { apiKeyText } from '../security/fingerprint.ts'
import { once } from './once.ts'
import { API_KEYS } from './sheets.ts'

/** How far back the use of a key is told. */
const USAGE_DAYS = 30

/** Integrators' keys: shown once, stored as a hash, revoked for good. */
export const apiKeys = new Hono<AppEnv>()
  .on(['GET', 'POST'], '/api/api-keys', requires('manage-people'))
  .on('POST', '/api/api-keys/:id/revoke', requires('manage-people'))
  .get('/api/api-keys', (c) =>
    list(c, {
      cursor: v.string(),
      sheet: API_KEYS,
      read: (after, limit) => {
        const since = addDays(dayOf(Date.now(), 'UTC'), 1 - USAGE_DAYS)
        return listApiKeys(c.env.DB, after ?? '', since, limit)
      },
      placeOf: ({ id }) => id,
    }),
  )
  .post('/api/api-keys', ...write(keysBody.createApiKey), (c) => {
    const ring = c.get('config').sessionKeys
    return once(
      c,
      async () => {
        const { name, contractId = null, scopes = [...API_SCOPES] } = c.req.valid('json')
        if (contractId && !(await findContract(c.env.DB, contractId)))
          return problem(c, 'bad-request', [{ field: 'contractId', code: 'unknown' }])
        const body = { id: crypto.randomUUID(), name, contractId, scopes }
        const hash = digest(apiKeyText(ring, body.id))
        const at = new Date().toISOString()
        // What the key does is done by whoever made it, as far as two people are asked for (R9).
        const by = { personId: body.id, byId: c.get('principal').id, act: 'key', at: Date.now() } as const
        const statements = [insertApiKey(c.env.DB, hash, body, at), addEdge(c.env.DB, by)]
        return { reply: { status: 201, body }, statements }
      },
      { reveal: (body) => ({ ...body, key: apiKeyText(ring, (body as { id: string }).id) }) },
    )
  })
  .post('/api/api-keys/:id/revoke', ...write(peopleBody.release), (c) =>
    once(c, async () => {
      const id = c.req.param('id')
      if (!(await knowsApiKey(c.env.DB, id))) return problem(c, 'not-found')
      const revoke = revokeApiKey(c.env.DB, id, new Date().toISOString())
      return { reply: { status: 200, body: { outcome: 'done' } }, statements: [revoke] }
    }),
  )
