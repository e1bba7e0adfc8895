import { statusOf } from '../api/problem.ts'
import type { OperatorAnswer, RequestDecided } from '../api/requests/answers.ts'
import * as requests from '../api/requests/operations.ts'
import { OPERATOR } from '../domain/independence.ts'
import { parseRequestId } from '../domain/request.ts'
import type { Context } from '../http/context.ts'
import { type Answer, type Decided, isRefused, ok, type Refused, refuse } from '../http/reply.ts'
import { type Served, serve } from '../http/serve.ts'
import type { Call } from '../objects/call.ts'
import { addEdge } from '../registry/ancestry.ts'
import { beginAct, endAct } from '../registry/audit.ts'
import { findShipment } from '../registry/find-shipment.ts'
import { findPerson, type Person } from '../registry/people.ts'
import { findRequest } from '../registry/requests.ts'
import { type OperatorAct, verifyOperator } from '../security/tokens.ts'
import { decide } from './parts/deciding.ts'
import { runOperation, writeToRegistry } from './parts/idempotent-write.ts'
import { type Detail, detailOf } from './parts/request-details.ts'
import { requestViews } from './requests.ts'

type OperatorResult = Decided | Answer<200, OperatorAnswer> | Refused

/** Finds an open request by its id, in the registry or in its shipment; null if there is none. */
async function detail(c: Context, id: string): Promise<Detail | null> {
  const row = await findRequest(c.env.DB, id)
  if (row && row.body !== null) return row.state === 'open' ? detailOf(c.config.sessionKeys, row) : null
  const named = parseRequestId(id)
  if (!named) return null
  const open = await (await findShipment(c.env, named.shipmentId)).requests()
  const found = open.find((request) => request.id === id)
  return found ? { ...found, shipmentId: named.shipmentId, personId: found.personId ?? null } : null
}

async function show(c: Context, id: string): Promise<OperatorResult> {
  const found = await detail(c, id)
  const [request] = found ? await requestViews(c, OPERATOR, [found]) : []
  if (!request) return refuse('no-request')
  return ok({ outcome: 'shown', request })
}

/**
 * Records that the operator vouches for a person they know, or lets in again a person who is locked out (R9).
 */
function recordAct(
  c: Context,
  person: Person,
  act: 'vouched' | 'recovered',
  call: Call,
): Promise<Decided | Refused> {
  const { id, name, role, pointId } = person
  const body: OperatorAnswer = { outcome: 'done', person: { id, name, role, pointId } }
  const reply = { status: 200, body }
  if (act === 'recovered')
    return runOperation(c, async () => ({ operation: 'recover-account', given: { personId: id, reply } }), {
      call,
    })
  const edge = { personId: id, byId: OPERATOR, act, at: Date.now() } as const
  return writeToRegistry(c, async () => ({ reply, statements: [addEdge(c.env.DB, edge)] }), { call })
}

async function carryOut(c: Context, given: OperatorAct, call: Call): Promise<OperatorResult> {
  const { act, subject, seen } = given
  if (act === 'show') return show(c, subject)
  if (act === 'vouch' || act === 'recover') {
    const person = await findPerson(c.env.DB, subject)
    return person
      ? recordAct(c, person, act === 'vouch' ? 'vouched' : 'recovered', call)
      : refuse('not-found')
  }
  if (seen === undefined) return refuse('bad-request', [{ field: 'seen', code: 'required' }])
  const decided = await decide(c, subject, { decision: act, seen }, call)
  if (isRefused(decided)) return decided
  const { effectiveAt } = decided.body as RequestDecided
  return ok({ outcome: 'done', ...(effectiveAt && { effectiveAt }) })
}

/**
 * Serves what only the operator's own key may do. Each act is signed by itself and recorded in the audit
 * (R9).
 */
export const operatorHandlers: Served[] = [
  serve(requests.operator, async (c) => {
    const { signingKeys, publicUrl } = c.config
    const given = await verifyOperator(signingKeys, publicUrl, c.body.jws, Date.now())
    if (!given) return refuse('unauthorised')
    const call: Call = {
      by: { role: 'operator', id: OPERATOR },
      // The token's own id is the idempotency key, so a token that is sent twice acts once.
      idempotency: {
        key: `operator ${given.jti}`,
        fingerprint: `${given.act} ${given.subject} ${given.seen ?? ''}`,
      },
    }
    if (given.act === 'show') return carryOut(c, given, call)
    const act = {
      at: Date.now(),
      id: crypto.randomUUID(),
      ...{
        personId: OPERATOR,
        method: 'POST',
        route: `/api/operator (${given.act})`,
        ids: { id: given.subject },
      },
    }
    await beginAct(c.env.DB, act)
    const result = await carryOut(c, given, call)
    await endAct(c.env.DB, act, isRefused(result) ? statusOf(result.refusal) : result.status, act.ids)
    return result
  }),
]
