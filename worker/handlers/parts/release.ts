import type { Requested } from '../../api/requests/answers.ts'
import { REQUEST_MS } from '../../domain/limits.ts'
import type { Context, HandlerContext } from '../../http/context.ts'
import { type Decided, type Refused, refuse } from '../../http/reply.ts'
import { personStub } from '../../objects/person.ts'
import { independentOffice, isIndependent } from '../../registry/ancestry.ts'
import { findPerson } from '../../registry/people.ts'
import { endRequest, openRequest, openRequestAbout, type Request } from '../../registry/requests.ts'
import { type Effect, runOperation, writeToRegistry } from './idempotent-write.ts'
import { type Bodies, detailOf } from './request-details.ts'

/** Asks a second person to lift a block, because the person who asks has a hand in that account (R18). */
async function askToRelease(c: Context, personId: string): Promise<Effect> {
  const { id: askedBy } = c.principal
  const at = Date.now()
  const { blocked } = await personStub(c.env.PERSON, personId).look()
  const earlier = await openRequestAbout(c.env.DB, 'block', { personId }, at)
  const body: Bodies['block'] = { blocked }
  const row: Request = earlier ?? {
    id: `block:${personId}:${at}`,
    ...{ kind: 'block', at, askedBy, state: 'open', lapsesAt: at + REQUEST_MS },
    ...{ shipmentId: null, waybill: null, contractId: null, personId },
    ...{ apart: [personId, askedBy], body, decidedBy: null, decidedAt: null },
  }
  const reply: Requested = {
    request: row.id,
    fingerprint: detailOf(c.config.sessionKeys, row).fingerprint,
    couldAgree: await independentOffice(c.env.DB, row.apart, at),
  }
  return {
    reply: { status: 202, body: reply },
    statements: earlier ? [] : [openRequest(c.env.DB, row, body)],
  }
}

/** Lifts a block. It lasts until somebody lifts it who had no hand in this account (R18). */
export async function release(c: HandlerContext<'id'>): Promise<Decided | Refused> {
  const person = await findPerson(c.env.DB, c.params.id)
  if (!person) return refuse('not-found')
  const { id: by } = c.principal
  if (!(await isIndependent(c.env.DB, by, [person.id], Date.now())))
    return writeToRegistry(c, () => askToRelease(c, person.id))
  return runOperation(c, async () => {
    const at = Date.now()
    const asked = await openRequestAbout(c.env.DB, 'block', { personId: person.id }, at)
    return {
      operation: 'release-block',
      given: { personId: person.id, body: { outcome: 'done' } },
      statements: asked ? [endRequest(c.env.DB, asked.id, 'agreed', by, at)] : [],
    }
  })
}
