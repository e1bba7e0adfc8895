import * as v from 'valibot'
import type { ViolationView } from '../api/violations/answers.ts'
import * as violations from '../api/violations/operations.ts'
import type { ViolationState } from '../domain/terms.ts'
import type { HandlerContext } from '../http/context.ts'
import { csv, wantsCsv, wholeTable } from '../http/csv.ts'
import { list } from '../http/list.ts'
import { answerOf, callOf, isRefused, ok, refuse } from '../http/reply.ts'
import { type Served, serve } from '../http/serve.ts'
import { dayOf } from '../platform/calendar.ts'
import { courierEvidence, listNotedVisits } from '../registry/courier-evidence.ts'
import { findShipment } from '../registry/find-shipment.ts'
import { declineAbout, openRequest } from '../registry/requests.ts'
import { findViolation, listViolations, stepViolation, sumViolations } from '../registry/violations.ts'
import { EVIDENCE_TABLE, evidenceRows, VIOLATIONS_TABLE, VISITS_TABLE } from './csv/returns.ts'
import { type Effect, writeToRegistry } from './parts/idempotent-write.ts'
import type { Bodies } from './parts/request-details.ts'

const SUMMED_MONTHS = 12
const EVIDENCE_DAYS = 28
const DAY_MS = 86_400_000
const PLACE = v.object({ at: v.number(), id: v.string() })
const positionOf = ({ at, id }: { at: string; id: string }) => ({ at: Date.parse(at), id })

/** Takes one step in the ledger, or refuses if the violation's state does not allow it. */
async function step(
  c: HandlerContext<'id'>,
  from: readonly ViolationState[],
  to: ViolationState,
  comment: string | null,
): Promise<Effect> {
  const id = c.params.id
  const violation = await findViolation(c.env.DB, id)
  if (!violation) return refuse('not-found')
  const { state } = violation
  if (!from.includes(state)) return refuse('already-decided')
  const { id: by } = c.principal
  return {
    reply: { status: 200, body: { id, state: to } },
    statements: stepViolation(c.env.DB, id, from, to, { at: Date.now(), by, comment }),
  }
}

/** Proposes a waiver and asks a second person for it (R9), both in one batch. */
async function proposeWaiver(c: HandlerContext<'id'>, comment: string): Promise<Effect> {
  const proposed = await step(c, ['suspected', 'contested'], 'waiver-proposed', comment)
  if (isRefused(proposed)) return proposed
  const violationId = c.params.id
  const violation = await findViolation(c.env.DB, violationId)
  const { id: askedBy } = c.principal
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

/** Upholds a violation; an open request for its waiver is declined with it. */
async function uphold(c: HandlerContext<'id'>, comment: string): Promise<Effect> {
  const upheld = await step(c, ['suspected', 'contested', 'waiver-proposed'], 'upheld', comment)
  if (isRefused(upheld)) return upheld
  const id = c.params.id
  const { id: by } = c.principal
  return { ...upheld, statements: [...upheld.statements, declineAbout(c.env.DB, id, by, Date.now())] }
}

/** Serves the ledger of violations (R27) and the evidence about couriers in comparison (R18). */
export const violationsHandlers: Served[] = [
  serve(violations.list, (c) => {
    const month = c.query.month || null
    const filter = { month, providerId: c.query.provider || null, state: c.query.state || null }
    return list(c, {
      cursor: PLACE,
      table: { ...VIOLATIONS_TABLE, name: `violations${month ? `-${month}` : ''}` },
      pages: (before, limit) => listViolations(c.env.DB, { ...filter, before }, limit),
    })
  }),
  serve(violations.sums, async (c) => ok({ items: await sumViolations(c.env.DB, SUMMED_MONTHS) })),
  serve(violations.read, async (c) => {
    const violation = await findViolation(c.env.DB, c.params.id)
    if (!violation) return refuse('not-found')
    return ok(violation satisfies ViolationView)
  }),
  serve(violations.suspect, async (c) => {
    const { shipmentId, kind, comment } = c.body
    const shipment = await findShipment(c.env, shipmentId)
    return answerOf(await shipment.carryOut({ type: 'suspect-violation', kind }, callOf(c), { comment }))
  }),
  serve(violations.contest, (c) =>
    writeToRegistry(c, () => step(c, ['suspected'], 'contested', c.body.comment)),
  ),
  serve(violations.decide, (c) =>
    writeToRegistry(c, () => {
      const { decision, comment } = c.body
      return decision === 'upheld' ? uphold(c, comment) : proposeWaiver(c, comment)
    }),
  ),
  serve(violations.evidenceByCourier, async (c) => {
    const since = Date.now() - EVIDENCE_DAYS * DAY_MS
    const items = await courierEvidence(c.env.DB, since, dayOf(since, 'UTC'))
    if (wantsCsv(c)) return csv(c, EVIDENCE_TABLE, wholeTable(evidenceRows(items)))
    return ok({ days: EVIDENCE_DAYS, items })
  }),
  serve(violations.evidenceOfCourier, (c) =>
    list(c, {
      cursor: PLACE,
      table: VISITS_TABLE,
      read: (before, limit) => listNotedVisits(c.env.DB, c.params.courierId, before, limit),
      positionOf,
    }),
  ),
]
