import * as v from 'valibot'
import * as keys from '../api/keys/operations.ts'
import { API_SCOPES } from '../domain/roles.ts'
import { list } from '../http/list.ts'
import { refuse } from '../http/reply.ts'
import { type Served, serve } from '../http/serve.ts'
import { addDays, dayOf } from '../platform/calendar.ts'
import { addEdge } from '../registry/ancestry.ts'
import { insertApiKey, knowsApiKey, listApiKeys, revokeApiKey } from '../registry/api-keys.ts'
import { findContract } from '../registry/contracts.ts'
import { digest } from '../security/chain.ts'
import { apiKeyText } from '../security/fingerprint.ts'
import { API_KEYS_TABLE } from './csv/office.ts'
import { writeToRegistry } from './parts/idempotent-write.ts'

/** The number of days for which the use of a key is shown. */
const USAGE_DAYS = 30

/**
 * Serves integrators' API keys. A key is shown once, stored as a hash, and a revoked key never works again.
 */
export const keysHandlers: Served[] = [
  serve(keys.list, (c) =>
    list(c, {
      cursor: v.string(),
      table: API_KEYS_TABLE,
      read: (after, limit) => {
        const since = addDays(dayOf(Date.now(), 'UTC'), 1 - USAGE_DAYS)
        return listApiKeys(c.env.DB, after ?? '', since, limit)
      },
      positionOf: ({ id }) => id,
    }),
  ),
  serve(keys.create, (c) => {
    const ring = c.config.sessionKeys
    return writeToRegistry(
      c,
      async () => {
        const { name, contractId = null, scopes = [...API_SCOPES] } = c.body
        if (contractId && !(await findContract(c.env.DB, contractId)))
          return refuse('bad-request', [{ field: 'contractId', code: 'unknown' }])
        const body = { id: crypto.randomUUID(), name, contractId, scopes }
        const hash = digest(apiKeyText(ring, body.id))
        const at = new Date().toISOString()
        // Where two people are asked for, what the key does counts as done by the person who made it (R9).
        const by = { personId: body.id, byId: c.principal.id, act: 'key', at: Date.now() } as const
        const statements = [insertApiKey(c.env.DB, hash, body, at), addEdge(c.env.DB, by)]
        return { reply: { status: 201, body }, statements }
      },
      { reveal: (body) => ({ ...body, key: apiKeyText(ring, (body as { id: string }).id) }) },
    )
  }),
  serve(keys.revoke, (c) =>
    writeToRegistry(c, async () => {
      const id = c.params.id
      if (!(await knowsApiKey(c.env.DB, id))) return refuse('not-found')
      const revoke = revokeApiKey(c.env.DB, id, new Date().toISOString())
      return { reply: { status: 200, body: { outcome: 'done' } }, statements: [revoke] }
    }),
  ),
]
