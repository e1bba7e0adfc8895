import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import type { ViolationView } from '../api/violations/answers.ts'
import * as violationsBody from '../api/violations/bodies.ts'
import { dayOf } from '../calendar.ts'
import type { ViolationState } from '../domain/terms.ts'
import type { AppEnv } from '../http/context.ts'
import { csv, wantsCsv, whole } from '../http/csv.ts'
import { list } from '../http/list.ts'
import { problem } from '../http/problem.ts'
import { requires } from '../http/require.ts'
import { callOf, respond } from '../http/respond.ts'
import { write } from '../http/validate.ts'
import { courierEvidence, notedVisits } from '../registry/evidence.ts'
import { findShipment } from '../registry/find-shipment.ts'
import { declineAbout, openRequest } from '../registry/requests.ts'
import { findViolation, listViolations, stepViolation, sumViolations } from '../registry/violations.ts'
import { type Effect, once } from './once.ts'
import type { Bodies } from './request-details.ts'
import { EVIDENCE, evidenceRows, VIOLATIONS, VISITS } from './sheets-after-the-door.ts'

const SUMMED_MONTHS = 12
const EVIDENCE_DAYS = 28
const DAY_MS = 86_400_000
const PLACE = v.object({ at: v.number(), id: v.string() })
const placeOf = ({ at, id }: { at: string; id: string }) => ({ at: Date.parse(at), id })

/** One step of the ledger; refused where the violation is not in a state for it. */
async function step(
  c: Context<AppEnv>,
  from: readonly ViolationState[],
  to: ViolationState,
  comment: string | null,
): Promise<Effect> {
  const id = c.req.param('id') ?? ''
  const violation = await findViolation(c.env.DB, id)
  if (!violation) return problem(c, 'not-found')
  const { state } = violation
  if (!from.includes(state)) return problem(c, 'already-decided')
  const { id: by } = c.get('principal')
  return {
    reply: { status: 200, body: { id, state: to } },
    statements: stepViolation(c.env.DB, id, from, to, { at: Date.now(), by, comment }),
  }
}

/** A waiver is proposed, and asked of a second person (R9): both at once. */
async function proposeWaiver(c: Context<AppEnv>, comment: string): Promise<Effect> {
  const proposed = await step(c, ['suspected', 'contested'], 'waiver-proposed', comment)
  if (proposed instanceof Response) return proposed
  const violationId = c.req.param('id') ?? ''
  const violation = await findViolation(c.env.DB, violationId)
  const { id: askedBy } = c.get('principal')
  const at = Date.now()
  const row = {
    ...({
      id: `waiver:${violationId}:${at}`,
      kind: 'waiver',
      at,
      askedBy,
      state: 'open',
      lapsesAt: null,
    } as const),
    ...{ shipmentId: violation?.shipmentId ?? null, waybill: violation?.waybill ?? null },
    ...{ contractId: violation?.contractId ?? null, personId: violation?.courierId ?? null },
    ...{ apart: [askedBy], decidedBy: null, decidedAt: null },
  }
  const body: Bodies['waiver'] = { violationId, comment }
  return { ...proposed, statements: [...proposed.statements, openRequest(c.env.DB, row, body)] }
}

/** Upheld: a waiver that somebody asked for is declined with it. */
async function uphold(c: Context<AppEnv>, comment: string): Promise<Effect> {
  const upheld = await step(c, ['suspected', 'contested', 'waiver-proposed'], 'upheld', comment)
  if (upheld instanceof Response) return upheld
  const id = c.req.param('id') ?? ''
  const { id: by } = c.get('principal')
  return { ...upheld, statements: [...upheld.statements, declineAbout(c.env.DB, id, by, Date.now())] }
}

/** The ledger of violations (R27) and the evidence of couriers beside each other (R18). */
export const violations = new Hono<AppEnv>()
  .use('/api/violations/*', requires('manage-violations'))
  .on('GET', ['/api/evidence', '/api/evidence/:courierId'], requires('see-evidence'))
  .get('/api/violations', (c) => {
    const month = c.req.query('month') || null
    const filter = { month, providerId: c.req.query('provider') || null, state: c.req.query('state') || null }
    return list(c, {
      cursor: PLACE,
      sheet: { ...VIOLATIONS, name: `violations${month ? `-${month}` : ''}` },
      pages: (before, limit) => listViolations(c.env.DB, { ...filter, before }, limit),
    })
  })
  .get('/api/violations/sums', async (c) =>
    c.json({ items: await sumViolations(c.env.DB, SUMMED_MONTHS) }, 200),
  )
  .get('/api/violations/:id', async (c) => {
    const violation = await findViolation(c.env.DB, c.req.param('id'))
    if (!violation) return problem(c, 'not-found')
    return c.json(violation satisfies ViolationView, 200)
  })
  .post('/api/violations', ...write(violationsBody.suspect), async (c) => {
    const { shipmentId, kind, comment } = c.req.valid('json')
    const shipment = await findShipment(c.env, shipmentId)
    return respond(c, await shipment.carryOut({ type: 'suspect-violation', kind }, callOf(c), { comment }))
  })
  .post('/api/violations/:id/contest', ...write(violationsBody.contest), (c) =>
    once(c, () => step(c, ['suspected'], 'contested', c.req.valid('json').comment)),
  )
  .post('/api/violations/:id/decide', ...write(violationsBody.decide), (c) =>
    once(c, () => {
      const { decision, comment } = c.req.valid('json')
      return decision === 'upheld' ? uphold(c, comment) : proposeWaiver(c, comment)
    }),
  )
  .get('/api/evidence', async (c) => {
    const since = Date.now() - EVIDENCE_DAYS * DAY_MS
    const items = await courierEvidence(c.env.DB, since, dayOf(since, 'UTC'))
    if (wantsCsv(c)) return csv(c, EVIDENCE, whole(evidenceRows(items)))
    return c.json({ days: EVIDENCE_DAYS, items }, 200)
  })
  .get('/api/evidence/:courierId', (c) =>
    list(c, {
      cursor: PLACE,
      sheet: VISITS,
      read: (before, limit) => notedVisits(c.env.DB, c.req.param('courierId'), before, limit),
      placeOf,
    }),
  )
