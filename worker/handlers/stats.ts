import * as v from 'valibot'
import type { StatsLine, StatsView } from '../api/stats/answers.ts'
import * as stats from '../api/stats/operations.ts'
import { statsPeriod, statsQuery } from '../api/stats/query.ts'
import { summary } from '../domain/stats.ts'
import { HAND_OVER_PROOFS } from '../domain/terms.ts'
import type { Context } from '../http/context.ts'
import { csv, wantsCsv, wholeTable } from '../http/csv.ts'
import { type Answer, ok, type Refused, refuse } from '../http/reply.ts'
import { type Served, serve } from '../http/serve.ts'
import { dayOf } from '../platform/calendar.ts'
import { rollUpWhenLate } from '../registry/roll-ups.ts'
import { readStats } from '../registry/stats.ts'
import { errorsOf } from '../wire/errors.ts'

const CSV_HEADER = [
  'key',
  'name',
  'visits',
  'first_visits',
  'first_visits_handed_over',
  'handed_over_at_door',
  'partly',
  ...HAND_OVER_PROOFS.map((proof) => `door_${proof}`),
  'handed_over_at_counter',
  ...HAND_OVER_PROOFS.map((proof) => `counter_${proof}`),
  'nl_no_code',
  'nl_wrong_code',
  'absent',
  'refused',
  'address',
  'damaged',
  'stopped_by_claim',
  'unattended',
  'drop_offs',
  'open',
  ...[0, 1, 2, 3, 4, 5].map((wrong) => `wrong_codes_${wrong}`),
  'median_s_at_most',
  'p90_s_at_most',
  'sms',
  'email',
  'messenger',
  'voice',
  'sms_parts',
  'cost_minor_units',
  'claims',
  'violations',
]

type Row = (string | number | null)[]

/** Returns a line in the order of the header. A time beyond the longest bucket is left empty. */
function cells(line: StatsLine): Row {
  const { firstVisits, handOvers, proofs, held, failed, arrivalToProof, messages } = line
  const { median, p90 } = arrivalToProof
  return [
    line.key,
    line.name,
    line.visits,
    firstVisits.count,
    firstVisits.handedOver,
    handOvers.door,
    handOvers.partly,
    ...HAND_OVER_PROOFS.map((proof) => proofs.door[proof]),
    handOvers.counter,
    ...HAND_OVER_PROOFS.map((proof) => proofs.counter[proof]),
    held['no-code'],
    held['wrong-code'],
    failed.absent,
    failed.refused,
    failed.address,
    failed.damaged,
    line.stoppedByClaim,
    line.unattended,
    line.dropOffs,
    line.open,
    ...line.attempts,
    median && !median.over ? median.seconds : null,
    p90 && !p90.over ? p90.seconds : null,
    messages.sms,
    messages.email,
    messages.messenger,
    messages.voice,
    messages.smsParts,
    line.cost?.amount ?? null,
    line.claims.count,
    line.violations,
  ]
}

/** Sorts days by date and everything else by most visits first. */
function order(by: StatsView['by']): (a: StatsLine, b: StatsLine) => number {
  if (by === 'day') return (a, b) => (a.key < b.key ? -1 : 1)
  return (a, b) => b.visits - a.visits || (a.key < b.key ? -1 : 1)
}

async function figures(c: Context): Promise<Answer<200, StatsView> | Refused | Response> {
  const query = v.safeParse(statsQuery, c.http.req.query())
  if (!query.success) return refuse('bad-request', errorsOf(query.issues))
  const { by, contract, provider, courier, from: first, to: last } = query.output
  const now = Date.now()
  const period = statsPeriod({ from: first, to: last }, dayOf(now, 'UTC'))
  if (!period) return refuse('bad-request', [{ field: 'to', code: 'period' }])
  const { from, to, days } = period
  const filter = {
    from,
    to,
    contractId: contract ?? null,
    providerId: provider ?? null,
    courierId: courier ?? null,
  }
  const { messagePrices: prices } = c.config
  c.later(rollUpWhenLate(c.env.DB, now))
  const { total, before, groups } = await readStats(c.env.DB, filter, by, days, now)
  const items = groups
    .map(({ key, name, figures }): StatsLine => ({ key, name, ...summary(figures, prices) }))
    .sort(order(by))
  if (wantsCsv(c)) {
    // The column names are fixed codes: formulas refer to them, whatever the language of the spreadsheet.
    const columns = CSV_HEADER.map((code, at) => [{ code }, (row: Row) => row[at] ?? null] as const)
    return csv(c, { name: `stats-${by}-${from}-${to}`, columns }, wholeTable(items.map(cells)))
  }
  const view: StatsView = {
    from,
    to,
    by,
    prices,
    total: summary(total, prices),
    before: summary(before, prices),
    items,
  }
  return ok(view)
}

/**
 * Serves the statistics of visits to dispatchers alone, because a shipper must not see figures of couriers.
 */
export const statisticsHandlers: Served[] = [serve(stats.read, figures)]
