import { Hono } from 'hono'
import * as v from 'valibot'
import { PROFILE_CARRIERS } from '../domain/policy.ts'
import type { AppEnv } from '../http/context.ts'
import { list } from '../http/list.ts'
import { problem } from '../http/problem.ts'
import { requires } from '../http/require.ts'
import { write } from '../http/validate.ts'
import { contractView, findContract, listContracts, saveContract } from '../registry/contracts.ts'
import { id as idSchema } from '../wire/fields.ts'
import { type PutContract, putContract } from '../wire/policy.ts'
import { draftOf } from './draft.ts'
import { once } from './once.ts'
import { CONTRACTS } from './sheets.ts'

/** Contracts and their policies: saved whole, each save a version (R1, R3). */
export const contracts = new Hono<AppEnv>()
  .get('/api/contracts', requires('read-contracts'), (c) =>
    list(c, {
      cursor: v.string(),
      sheet: CONTRACTS,
      read: (after, limit) => listContracts(c.env.DB, after ?? '', c.get('principal').contractId, limit),
      placeOf: ({ id }) => id,
    }),
  )
  .get('/api/contracts/:id', requires('read-contracts'), async (c) => {
    const { contractId } = c.get('principal')
    const id = c.req.param('id')
    const contract =
      contractId && contractId !== id
        ? null
        : await contractView(c.env.DB, id, c.get('principal').session !== null)
    return contract ? c.json(contract, 200) : problem(c, 'not-found')
  })
  .on('PUT', '/api/contracts/:id', requires('manage-contracts'))
  .put('/api/contracts/:id', ...write(putContract), async (c) => {
    const id = c.req.param('id')
    if (!v.is(idSchema, id)) return problem(c, 'bad-request', [{ field: 'id', code: 'regex' }])
    return once(c, async () => {
      const given: PutContract = c.req.valid('json')
      const { name, profile, carrier = PROFILE_CARRIERS[profile], base } = given
      const { policy, faults } = draftOf(profile, given.policy)
      if (faults.length > 0) return problem(c, 'bad-request', faults)
      const before = await findContract(c.env.DB, id)
      // Somebody else saved it since the editor was opened: theirs must not be undone unseen.
      if (base !== undefined && base !== (before?.version ?? 0)) return problem(c, 'contract-changed')
      const contract = { id, name, profile, carrier, version: (before?.version ?? 0) + 1, policy }
      const statements = saveContract(c.env.DB, contract, c.get('principal').id, new Date().toISOString())
      return { reply: { status: before ? 200 : 201, body: contract }, statements }
    })
  })
