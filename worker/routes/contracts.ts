import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { type PutContract, putContract } from '../api/contracts/bodies.ts'
import { id as idSchema } from '../api/fields.ts'
import type { WeakeningAsked } from '../api/requests/answers.ts'
import { anyTwoIndependent } from '../domain/independence.ts'
import { REQUEST_MS } from '../domain/limits.ts'
import { type Policy, PROFILE_CARRIERS } from '../domain/policy.ts'
import { policyChanges } from '../domain/policy-changes.ts'
import { weakenedFields } from '../domain/weakening.ts'
import type { AppEnv } from '../http/context.ts'
import { list } from '../http/list.ts'
import { problem } from '../http/problem.ts'
import { requires } from '../http/require.ts'
import { write } from '../http/validate.ts'
import { dispatchers, edgesAbove, independentOffice } from '../registry/ancestry.ts'
import {
  type Contract,
  contractView,
  findContract,
  listContracts,
  saveContract,
} from '../registry/contracts.ts'
import { endRequest, openRequest, openRequestAbout, type Request } from '../registry/requests.ts'
import { derivedId } from '../security/chain.ts'
import { draftOf } from './draft.ts'
import { type Effect, once } from './once.ts'
import { type Bodies, detailOf } from './request-details.ts'
import { CONTRACTS } from './sheets.ts'

/**
 * A version that weakens anything waits for a second, independent person (R1). It is asked anew: an earlier request of
 * the same contract is taken back, so that one version is agreed to and not two.
 */
async function askToWeaken(
  c: Context<AppEnv>,
  before: Contract,
  contract: Contract,
  weakened: readonly string[],
): Promise<Effect> {
  const { id: askedBy } = c.get('principal')
  const at = Date.now()
  const body: Bodies['contract'] = { contract, changes: policyChanges(before.policy, contract.policy) }
  const row: Request = {
    id: `contract:${derivedId('request', c.get('once').key)}:${contract.version}`,
    ...{ kind: 'contract', at, askedBy, state: 'open', lapsesAt: at + REQUEST_MS },
    ...{ shipmentId: null, waybill: null, contractId: contract.id, personId: null },
    ...{ apart: [askedBy], body, decidedBy: null, decidedAt: null },
  }
  const earlier = await openRequestAbout(c.env.DB, 'contract', { contractId: contract.id }, at)
  const statements = [
    ...(earlier ? [endRequest(c.env.DB, earlier.id, 'withdrawn', askedBy, at)] : []),
    openRequest(c.env.DB, row, body),
  ]
  const reply: WeakeningAsked = {
    request: row.id,
    pendingVersion: contract.version,
    weakened: [...weakened],
    fingerprint: detailOf(c.get('config').sessionKeys, row).fingerprint,
    couldAgree: await independentOffice(c.env.DB, row.apart, at),
  }
  return { reply: { status: 202, body: reply }, statements }
}

/** Nobody could say yes to new hands where no two dispatchers are independent of each other (R42). */
async function withoutSecondPerson(c: Context<AppEnv>, policy: Policy) {
  if (policy.freshHands !== 'approval') return []
  const office = (await dispatchers(c.env.DB, Date.now())).map(({ id }) => id)
  if (anyTwoIndependent(await edgesAbove(c.env.DB, office), office)) return []
  return [{ field: 'policy.freshHands', code: 'one-dispatcher' }]
}

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
      const { policy, faults } = await draftOf(profile, given.policy, { name, carrier })
      const missing = await withoutSecondPerson(c, policy)
      if (faults.length + missing.length > 0) return problem(c, 'bad-request', [...faults, ...missing])
      const before = await findContract(c.env.DB, id)
      // Somebody else saved it since the editor was opened: theirs must not be undone unseen.
      if (base !== undefined && base !== (before?.version ?? 0)) return problem(c, 'contract-changed')
      const contract = { id, name, profile, carrier, version: (before?.version ?? 0) + 1, policy }
      const weakened = before ? weakenedFields(before.policy, policy) : []
      if (before && weakened.length > 0) return askToWeaken(c, before, contract, weakened)
      const statements = saveContract(c.env.DB, contract, c.get('principal').id, new Date().toISOString())
      return { reply: { status: before ? 200 : 201, body: contract }, statements }
    })
  })
