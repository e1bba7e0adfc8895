import { type Context, Hono } from 'hono'
import type { OperatorAnswer, RequestDecided } from '../api/requests/answers.ts'
import { operatorAct } from '../api/requests/bodies.ts'
import { OPERATOR } from '../domain/independence.ts'
import { parseRequestId } from '../domain/request.ts'
import type { AppEnv } from '../http/context.ts'
import { problem } from '../http/problem.ts'
import { body } from '../http/validate.ts'
import { addEdge } from '../registry/ancestry.ts'
import { beginAct, endAct } from '../registry/audit.ts'
import { findShipment } from '../registry/find-shipment.ts'
import { findPerson, type Person } from '../registry/people.ts'
import { findRequest } from '../registry/requests.ts'
import { type OperatorAct, verifyOperator } from '../security/tokens.ts'
import type { Call } from '../shipment/call.ts'
import { decide } from './deciding.ts'
import { once, operate } from './once.ts'
import { type Detail, detailOf } from './request-details.ts'
import { requestViews } from './requests.ts'

/** A request by its id alone, wherever it is kept; null where nothing is asked under it any more. */
async function detail(c: Context<AppEnv>, id: string): Promise<Detail | null> {
  const row = await findRequest(c.env.DB, id)
  if (row && row.body !== null)
    return row.state === 'open' ? detailOf(c.get('config').sessionKeys, row) : null
  const named = parseRequestId(id)
  if (!named) return null
  const open = await (await findShipment(c.env, named.shipmentId)).requests()
  const found = open.find((request) => request.id === id)
  return found ? { ...found, shipmentId: named.shipmentId, personId: found.personId ?? null } : null
}

async function show(c: Context<AppEnv>, id: string): Promise<Response> {
  const found = await detail(c, id)
  const [request] = found ? await requestViews(c, OPERATOR, [found]) : []
  if (!request) return problem(c, 'no-request')
  return c.json({ outcome: 'shown', request } satisfies OperatorAnswer, 200)
}

/** The operator vouches for a person they know, or lets one back in who is locked out (R9). */
function about(
  c: Context<AppEnv>,
  person: Person,
  act: 'vouched' | 'recovered',
  call: Call,
): Promise<Response> {
  const { id, name, role, pointId } = person
  const body: OperatorAnswer = { outcome: 'done', person: { id, name, role, pointId } }
  const reply = { status: 200, body }
  if (act === 'recovered')
    return operate(c, async () => ({ operation: 'recover-account', given: { personId: id, reply } }), {
      call,
    })
  const edge = { personId: id, byId: OPERATOR, act, at: Date.now() } as const
  return once(c, async () => ({ reply, statements: [addEdge(c.env.DB, edge)] }), { call })
}

async function carryOut(c: Context<AppEnv>, given: OperatorAct, call: Call): Promise<Response> {
  const { act, subject, seen } = given
  if (act === 'show') return show(c, subject)
  if (act === 'vouch' || act === 'recover') {
    const person = await findPerson(c.env.DB, subject)
    return person
      ? about(c, person, act === 'vouch' ? 'vouched' : 'recovered', call)
      : problem(c, 'not-found')
  }
  if (seen === undefined) return problem(c, 'bad-request', [{ field: 'seen', code: 'required' }])
  const decided = await decide(c, subject, { decision: act, seen }, call)
  if (!decided.ok) return decided
  const { effectiveAt } = (await decided.json()) as RequestDecided
  return c.json({ outcome: 'done', ...(effectiveAt && { effectiveAt }) } satisfies OperatorAnswer, 200)
}

/** What only the operator's own key does, each time signed anew and on record (R9). */
export const operator = new Hono<AppEnv>().post('/api/operator', body(operatorAct), async (c) => {
  const { signingKeys, publicUrl } = c.get('config')
  const given = await verifyOperator(signingKeys, publicUrl, c.req.valid('json').jws, Date.now())
  if (!given) return problem(c, 'unauthorised')
  const call: Call = {
    by: { role: 'operator', id: OPERATOR },
    // The token's own id is the key: sent twice, it is done once.
    once: { key: `operator ${given.jti}`, print: `${given.act} ${given.subject} ${given.seen ?? ''}` },
  }
  if (given.act === 'show') return carryOut(c, given, call)
  const noted = {
    at: Date.now(),
    id: crypto.randomUUID(),
    ...{
      personId: OPERATOR,
      method: 'POST',
      route: `/api/operator (${given.act})`,
      ids: { id: given.subject },
    },
  }
  await beginAct(c.env.DB, noted)
  const response = await carryOut(c, given, call)
  await endAct(c.env.DB, noted, response.status, noted.ids)
  return response
})
