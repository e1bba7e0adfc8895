import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { dayOf } from '../calendar.ts'
import type { AppEnv } from '../http/context.ts'
import { csv } from '../http/csv.ts'
import { cursorOf, PAGE_SIZE, page, readCursor } from '../http/paging.ts'
import { problem } from '../http/problem.ts'
import { requires } from '../http/require.ts'
import { callOf, respond } from '../http/respond.ts'
import { write } from '../http/validate.ts'
import { courierEvidence, notedVisits } from '../registry/evidence.ts'
import { invitedThrough } from '../registry/people.ts'
import { findViolation, listViolations, stepViolation, sumViolations } from '../registry/violations.ts'
import { shipmentOf } from '../shipment/api.ts'
import * as wire from '../wire/violations.ts'
import { type Effect, once } from './once.ts'

const EXPORT_MAX = 5000
const SUMMED_MONTHS = 12
const EVIDENCE_DAYS = 28
const DAY_MS = 86_400_000
const CSV_HEADER = [
  'id',
  'at',
  'month',
  'provider',
  'courier',
  'waybill',
  'labels',
  'kind',
  'state',
  'amount',
  'currency',
  'distance_m',
  'dwell_s',
]

/** Major units, as a ledger shows them; all currencies here have two decimals but where Intl says otherwise. */
function major(amount: number | null, currency: string | null): string {
  if (amount === null || currency === null) return ''
  const { maximumFractionDigits: digits = 2 } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions()
  return (amount / 10 ** digits).toFixed(digits)
}

function filterOf(c: Context<AppEnv>) {
  return {
    month: c.req.query('month') || null,
    providerId: c.req.query('provider') || null,
    state: c.req.query('state') || null,
    before: readCursor(c, v.object({ at: v.number(), id: v.string() })),
  }
}

async function exported(c: Context<AppEnv>): Promise<Response> {
  const filter = { ...filterOf(c), before: null }
  const { items: lines } = await listViolations(c.env.DB, filter, EXPORT_MAX)
  const rows = lines.map((line) => [
    line.id,
    line.at,
    line.month,
    line.providerName,
    line.courierName,
    line.waybill,
    line.labels.join(' '),
    line.kind,
    line.state,
    major(line.amount, line.currency),
    line.currency,
    line.distanceM,
    line.dwellS,
  ])
  return csv(c, `violations${filter.month ? `-${filter.month}` : ''}`, CSV_HEADER, rows)
}

/**
 * A step and its answer are one. Who comes second loses all of it and is asked anew: by then the state of the
 * violation says why not.
 */
const stepOnce = (c: Context<AppEnv>, effect: () => Promise<Effect>) =>
  once(c, effect).catch(() => once(c, effect))

/** One step of the ledger; refused where the violation is not in a state for it. */
async function step(
  c: Context<AppEnv>,
  from: readonly wire.ViolationState[],
  to: wire.ViolationState,
  comment: string | null,
): Promise<Effect> {
  const id = c.req.param('id') ?? ''
  const violation = await findViolation(c.env.DB, id)
  if (!violation) return problem(c, 'not-found')
  const { state } = violation
  if (!from.includes(state)) {
    const early = to === 'waived' && (state === 'suspected' || state === 'contested')
    return problem(c, early ? 'not-proposed' : 'already-decided')
  }
  const { id: by } = c.get('principal')
  return {
    reply: { status: 200, body: { id, state: to } },
    statements: stepViolation(c.env.DB, id, from, to, { at: Date.now(), by, comment }),
  }
}

/** Whether this dispatcher is a second person to whoever proposed the waiver (R9). */
async function mayApprove(c: Context<AppEnv>, violation: Omit<wire.ViolationView, 'mayApprove'>) {
  const proposed = violation.steps.findLast(({ what }) => what === 'waiver-proposed')
  if (violation.state !== 'waiver-proposed' || !proposed) return false
  return !(await invitedThrough(c.env.DB, c.get('principal').id, proposed.by))
}

/** The ledger of violations (R27) and the evidence of couriers beside each other (R18). */
export const violations = new Hono<AppEnv>()
  .use('/api/violations/*', requires('manage-violations'))
  .on('GET', ['/api/evidence', '/api/evidence/:courierId'], requires('see-evidence'))
  .get('/api/violations', async (c) => {
    if (c.req.query('format') === 'csv') return exported(c)
    const { items, next } = await listViolations(c.env.DB, filterOf(c), PAGE_SIZE)
    return c.json({ items, cursor: next && cursorOf(next) }, 200)
  })
  .get('/api/violations/sums', async (c) =>
    c.json({ items: await sumViolations(c.env.DB, SUMMED_MONTHS) }, 200),
  )
  .get('/api/violations/:id', async (c) => {
    const violation = await findViolation(c.env.DB, c.req.param('id'))
    if (!violation) return problem(c, 'not-found')
    const whole = { ...violation, mayApprove: await mayApprove(c, violation) }
    return c.json(whole satisfies wire.ViolationView, 200)
  })
  .post('/api/violations', ...write(wire.suspect), async (c) => {
    const { shipmentId, kind, comment } = c.req.valid('json')
    const shipment = shipmentOf(c.env.SHIPMENT, shipmentId)
    return respond(c, await shipment.carryOut({ type: 'suspect-violation', kind }, callOf(c), { comment }))
  })
  .post('/api/violations/:id/contest', ...write(wire.contest), (c) =>
    stepOnce(c, () => step(c, ['suspected'], 'contested', c.req.valid('json').comment)),
  )
  .post('/api/violations/:id/decide', ...write(wire.decide), (c) =>
    stepOnce(c, () => {
      const { decision, comment } = c.req.valid('json')
      return decision === 'upheld'
        ? step(c, ['suspected', 'contested', 'waiver-proposed'], 'upheld', comment)
        : step(c, ['suspected', 'contested'], 'waiver-proposed', comment)
    }),
  )
  .post('/api/violations/:id/approve', ...write(wire.approve), (c) =>
    stepOnce(c, async () => {
      const violation = await findViolation(c.env.DB, c.req.param('id'))
      if (violation?.state === 'waiver-proposed' && !(await mayApprove(c, violation)))
        return problem(c, 'second-person')
      return step(c, ['waiver-proposed'], 'waived', null)
    }),
  )
  .get('/api/evidence', async (c) => {
    const since = Date.now() - EVIDENCE_DAYS * DAY_MS
    const items = await courierEvidence(c.env.DB, since, dayOf(since, 'UTC'))
    return c.json({ days: EVIDENCE_DAYS, items }, 200)
  })
  .get('/api/evidence/:courierId', async (c) => {
    const before = readCursor(c, v.object({ at: v.number(), id: v.string() }))
    const items = await notedVisits(c.env.DB, c.req.param('courierId'), before, PAGE_SIZE)
    return c.json(
      page(items, PAGE_SIZE, ({ at, id }) => ({ at: Date.parse(at), id })),
      200,
    )
  })
