import type { RequestDecided } from '../../api/requests/answers.ts'
import { parseRequestId } from '../../domain/request.ts'
import type { Context } from '../../http/context.ts'
import { type Answer, answerOf, type Decided, isRefused, ok, type Refused, refuse } from '../../http/reply.ts'
import type { Call } from '../../objects/call.ts'
import { apartFrom } from '../../registry/ancestry.ts'
import { findContract, saveContract } from '../../registry/contracts.ts'
import { findShipment } from '../../registry/find-shipment.ts'
import { endRequest, findRequest, type Request } from '../../registry/requests.ts'
import { findViolation, stepViolation } from '../../registry/violations.ts'
import { type Effect, type OperationPlan, runOperation, writeToRegistry } from './idempotent-write.ts'
import { type Bodies, detailOf } from './request-details.ts'

/** A decision as it was sent; `seen` is the fingerprint of what the person was shown. */
export interface DecisionInput {
  decision: 'agree' | 'decline'
  seen: string
}

type DecisionResult = Decided | Answer<200, RequestDecided> | Refused

/**
 * Decides a request (R9) on behalf of `call.by`: a dispatcher, or the operator with their own key. A request
 * that belongs to a shipment is decided in its object, any other in the registry.
 */
export function decide(c: Context, id: string, given: DecisionInput, call: Call): Promise<DecisionResult> {
  const [kind = ''] = id.split(':')
  if (!REGISTRY_KINDS.includes(kind)) return decideInShipment(c, id, given, call)
  // If two people decide at the same moment, the second decision is judged again and finds the request
  // closed.
  if (kind === 'block' && given.decision === 'agree')
    return runOperation(c, () => planRelease(c, id, given, call), { call })
  return writeToRegistry(c, () => decideInRegistry(c, id, given, call), { call })
}

const REGISTRY_KINDS: readonly string[] = ['contract', 'waiver', 'block']

async function decideInShipment(
  c: Context,
  id: string,
  given: DecisionInput,
  call: Call,
): Promise<DecisionResult> {
  const named = parseRequestId(id)
  if (!named) return refuse('not-found')
  const shipment = await findShipment(c.env, named.shipmentId)
  const open = (await shipment.requests()).find((request) => request.id === id)
  const { id: by } = call.by
  const independentOf = open ? await apartFrom(c.env.DB, by, open.apart, Date.now()) : []
  const { kind, seq } = named
  const command = {
    type: 'decide-request',
    ...{ kind, seq, decision: given.decision, by, independentOf },
    operator: call.by.role === 'operator',
    // The object compares the fingerprints itself, with what it holds at that moment.
    same: false,
  } as const
  const done = await shipment.carryOut(command, call, { seen: given.seen })
  if (!done.ok || done.value.outcome !== 'decided') return answerOf(done)
  const { effectiveAt } = done.value
  const body: RequestDecided =
    effectiveAt === undefined ? {} : { effectiveAt: new Date(effectiveAt).toISOString() }
  return ok(body)
}

/**
 * Returns a request of the registry that this person may decide now, as they saw it, and the statement that
 * ends it; or the refusal.
 */
async function decidable(
  c: Context,
  id: string,
  { decision, seen }: DecisionInput,
  { by }: Call,
): Promise<{ request: Request; end: D1PreparedStatement; now: number } | Refused> {
  const now = Date.now()
  const request = await findRequest(c.env.DB, id)
  if (!request) return refuse('not-found')
  if (request.state !== 'open' || (request.lapsesAt ?? now) < now) return refuse('no-request')
  if (detailOf(c.config.sessionKeys, request).fingerprint !== seen) return refuse('changed')
  const takenBack = decision === 'decline' && request.askedBy === by.id
  const apart = takenBack ? request.apart : await apartFrom(c.env.DB, by.id, request.apart, now)
  if (apart.length < request.apart.length) return refuse('second-person')
  const state = decision === 'agree' ? 'agreed' : takenBack ? 'withdrawn' : 'declined'
  // This statement comes first in its batch, so that the batch does nothing if somebody else decided before.
  return { request, end: endRequest(c.env.DB, id, state, by.id, now), now }
}

/**
 * Plans lifting a block. It is lifted only after the request has ended as agreed, so a "no" at the same
 * moment finds nothing to decline.
 */
async function planRelease(
  c: Context,
  id: string,
  given: DecisionInput,
  call: Call,
): Promise<OperationPlan<'release-block'>> {
  const found = await decidable(c, id, given, call)
  if (isRefused(found)) return found
  const personId = found.request.personId ?? ''
  return {
    operation: 'release-block',
    given: { personId, body: {} satisfies RequestDecided },
    statements: [found.end],
  }
}

async function decideInRegistry(c: Context, id: string, given: DecisionInput, call: Call): Promise<Effect> {
  const found = await decidable(c, id, given, call)
  if (isRefused(found)) return found
  const { request, end, now } = found
  const { id: by } = call.by
  const effect = given.decision === 'agree' ? await agree(c, request, by, now) : declined(c, request, by, now)
  if (isRefused(effect)) return effect
  return { reply: { status: 200, body: {} satisfies RequestDecided }, statements: [end, ...effect] }
}

type Statements = D1PreparedStatement[] | Refused

async function agree(c: Context, request: Request, by: string, now: number): Promise<Statements> {
  switch (request.kind) {
    case 'contract': {
      const { contract } = request.body as Bodies['contract']
      const before = await findContract(c.env.DB, contract.id)
      // Another version was saved since, and the one agreed to would undo it unseen.
      if ((before?.version ?? 0) + 1 !== contract.version) return refuse('contract-changed')
      return saveContract(c.env.DB, contract, request.askedBy, new Date(now).toISOString())
    }
    case 'waiver': {
      const { violationId } = request.body as Bodies['waiver']
      const violation = await findViolation(c.env.DB, violationId)
      if (violation?.state !== 'waiver-proposed') return refuse('already-decided')
      return stepViolation(c.env.DB, violationId, ['waiver-proposed'], 'waived', {
        at: now,
        by,
        comment: null,
      })
    }
    default:
      return refuse('no-request')
  }
}

function declined(c: Context, request: Request, by: string, at: number): D1PreparedStatement[] {
  if (request.kind !== 'waiver') return []
  const { violationId } = request.body as Bodies['waiver']
  return stepViolation(c.env.DB, violationId, ['waiver-proposed'], 'suspected', { at, by, comment: null })
}
