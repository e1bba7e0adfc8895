import * as v from 'valibot'
import type { PutContract } from '../api/contracts/bodies.ts'
import * as contracts from '../api/contracts/operations.ts'
import { id as idSchema } from '../api/fields.ts'
import type { WeakeningAsked } from '../api/requests/answers.ts'
import { gateways } from '../channels/gateways.ts'
import { anyTwoIndependent } from '../domain/independence.ts'
import { REQUEST_MS } from '../domain/limits.ts'
import { type Policy, PROFILE_CARRIERS } from '../domain/policy.ts'
import { policyChanges } from '../domain/policy-changes.ts'
import { weakenedFields } from '../domain/weakening.ts'
import type { Context } from '../http/context.ts'
import { list } from '../http/list.ts'
import { ok, refuse } from '../http/reply.ts'
import { type Served, serve } from '../http/serve.ts'
import { mailer } from '../mailer.ts'
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
import { CONTRACTS_TABLE } from './csv/office.ts'
import { draftOf } from './parts/draft.ts'
import { type Effect, writeToRegistry } from './parts/idempotent-write.ts'
import { type Bodies, detailOf } from './parts/request-details.ts'

/**
 * Asks for a version that weakens anything, which needs a second, independent person (R1). An earlier open
 * request of the same contract is withdrawn, so that only one version can be agreed to.
 */
async function askToWeaken(
  c: Context,
  before: Contract,
  contract: Contract,
  weakened: readonly string[],
): Promise<Effect> {
  const { id: askedBy } = c.principal
  const at = Date.now()
  const body: Bodies['contract'] = { contract, changes: policyChanges(before.policy, contract.policy) }
  const row: Request = {
    id: `contract:${derivedId('request', c.idempotency.key)}:${contract.version}`,
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
    fingerprint: detailOf(c.config.sessionKeys, row).fingerprint,
    couldAgree: await independentOffice(c.env.DB, row.apart, at),
  }
  return { reply: { status: 202, body: reply }, statements }
}

/**
 * Returns a fault where the policy asks for approval of new hands but no two dispatchers are independent of
 * each other, so that nobody could approve (R42).
 */
async function withoutSecondPerson(c: Context, policy: Policy) {
  if (policy.freshHands !== 'approval') return []
  const office = (await dispatchers(c.env.DB, Date.now())).map(({ id }) => id)
  if (anyTwoIndependent(await edgesAbove(c.env.DB, office), office)) return []
  return [{ field: 'policy.freshHands', code: 'one-dispatcher' }]
}

/**
 * Returns a fault where the policy names a channel whose gateway here carries codes only, and no message of the policy
 * tells one (R39).
 */
function withoutCarrier({ config }: Context, policy: Policy) {
  if (!policy.secured || policy.reveal === 'message') return []
  const channels = gateways(config.channels, fetch, mailer)
  const mute = policy.channels.some((name) => channels[name]?.codesOnly)
  return mute ? [{ field: 'policy.channels', code: 'codes-only' }] : []
}

/** Serves contracts and their policies. A contract is saved whole, and each save is a version (R1, R3). */
export const contractsHandlers: Served[] = [
  serve(contracts.list, (c) =>
    list(c, {
      cursor: v.string(),
      table: CONTRACTS_TABLE,
      read: (after, limit) => listContracts(c.env.DB, after ?? '', c.principal.contractId, limit),
      positionOf: ({ id }) => id,
    }),
  ),
  serve(contracts.read, async (c) => {
    const { contractId } = c.principal
    const id = c.params.id
    const contract =
      contractId && contractId !== id ? null : await contractView(c.env.DB, id, c.principal.session !== null)
    return contract ? ok(contract) : refuse('not-found')
  }),
  serve(contracts.put, async (c) => {
    const id = c.params.id
    if (!v.is(idSchema, id)) return refuse('bad-request', [{ field: 'id', code: 'regex' }])
    return writeToRegistry(c, async () => {
      const given: PutContract = c.body
      const { name, profile, carrier = PROFILE_CARRIERS[profile], base } = given
      const { policy, faults } = await draftOf(profile, given.policy, { name, carrier })
      const missing = [...(await withoutSecondPerson(c, policy)), ...withoutCarrier(c, policy)]
      if (faults.length + missing.length > 0) return refuse('bad-request', [...faults, ...missing])
      const before = await findContract(c.env.DB, id)
      // Somebody else saved the contract after the editor was opened, and their version must not be undone
      // unseen.
      if (base !== undefined && base !== (before?.version ?? 0)) return refuse('contract-changed')
      const contract = { id, name, profile, carrier, version: (before?.version ?? 0) + 1, policy }
      const weakened = before ? weakenedFields(before.policy, policy) : []
      if (before && weakened.length > 0) return askToWeaken(c, before, contract, weakened)
      const statements = saveContract(c.env.DB, contract, c.principal.id, new Date().toISOString())
      return { reply: { status: before ? 200 : 201, body: contract }, statements }
    })
  }),
]
