import { addFigures, FIGURES, type Figures, noFigures } from '../domain/stats.ts'
import { addDays, dayOf } from '../platform/calendar.ts'
import { countSince, type StatsRow } from './visit-stats.ts'

/** Rounds dated yesterday (UTC) or later are under way somewhere on earth, or were until recently. */
const OPEN_DAYS = 1
export const STATS_BY = ['day', 'contract', 'provider', 'courier'] as const
export type StatsBy = (typeof STATS_BY)[number]

export interface StatsFilter {
  /** Calendar days, both inclusive. */
  from: string
  to: string
  contractId: string | null
  providerId: string | null
  courierId: string | null
}

export interface StatsGroup {
  /** A day or an id; empty for a courier without a provider. */
  key: string
  name: string
  figures: Figures
}

const PEOPLE = 'LEFT JOIN people p ON p.id = v.courier_id'
/** The tables joined for each dimension; a table is read only if it is needed. */
const KEYS: Record<StatsBy, { key: string; name: string; join: string[] }> = {
  day: { key: 'v.day', name: "''", join: [] },
  contract: { key: 'v.contract_id', name: 'c.name', join: ['LEFT JOIN contracts c ON c.id = v.contract_id'] },
  provider: {
    key: "COALESCE(p.provider_id, '')",
    name: 'o.name',
    join: [PEOPLE, 'LEFT JOIN providers o ON o.id = p.provider_id'],
  },
  courier: { key: 'v.courier_id', name: 'p.name', join: [PEOPLE] },
}
const NO_KEY = { key: "''", name: "''", join: [] }
const SUMS = FIGURES.map((name) => `SUM(v.${name}) AS ${name}`).join(', ')

/** Returns the query for the rolled-up part: one index range of days, whatever else is filtered. */
function rolled(db: D1Database, filter: StatsFilter, by: StatsBy | null, openFrom: string) {
  const where = ['v.day >= ?', 'v.day <= ?', 'v.round_date < ?']
  const bound: string[] = [filter.from, filter.to, openFrom]
  const and = (sql: string, value: string | null) => {
    if (value === null) return
    where.push(sql)
    bound.push(value)
  }
  and('v.contract_id = ?', filter.contractId)
  and('v.courier_id = ?', filter.courierId)
  and('p.provider_id = ?', filter.providerId)
  const { key, name, join } = by ? KEYS[by] : NO_KEY
  const joins = filter.providerId !== null && !join.includes(PEOPLE) ? [...join, PEOPLE] : join
  return db
    .prepare(
      `SELECT ${key} AS stats_key, MAX(${name}) AS stats_name, ${SUMS}
       FROM visit_stats v ${joins.join(' ')} WHERE ${where.join(' AND ')} GROUP BY 1`,
    )
    .bind(...bound)
}

type Sums = Figures & { stats_key: string; stats_name: string | null }

const groupOf = ({ stats_key, stats_name, ...figures }: Sums): StatsGroup => ({
  key: stats_key,
  name: stats_name ?? '',
  figures,
})

interface Names {
  contracts: Map<string, string>
  couriers: Map<string, { name: string; providerId: string; providerName: string }>
}

/** Returns the names of the contracts and couriers of the days under way. */
async function namesOf(db: D1Database, rows: readonly StatsRow[]): Promise<Names> {
  const couriers: Names['couriers'] = new Map()
  const contracts: Names['contracts'] = new Map()
  const ids = (of: (row: StatsRow) => string) => JSON.stringify([...new Set(rows.map(of))])
  if (rows.length === 0) return { contracts, couriers }
  const [people, agreements] = await db.batch<Record<string, string | null>>([
    db
      .prepare(
        `SELECT p.id, p.name, p.provider_id, o.name AS provider_name
         FROM json_each(?) j JOIN people p ON p.id = j.value LEFT JOIN providers o ON o.id = p.provider_id`,
      )
      .bind(ids(({ courierId }) => courierId)),
    db
      .prepare('SELECT c.id, c.name FROM json_each(?) j JOIN contracts c ON c.id = j.value')
      .bind(ids(({ contractId }) => contractId)),
  ])
  for (const row of people?.results ?? [])
    couriers.set(row.id ?? '', {
      name: row.name ?? '',
      providerId: row.provider_id ?? '',
      providerName: row.provider_name ?? '',
    })
  for (const row of agreements?.results ?? []) contracts.set(row.id ?? '', row.name ?? '')
  return { contracts, couriers }
}

/** Returns the group to which a row of an open day belongs. */
function keyOf(row: StatsRow, by: StatsBy, { contracts, couriers }: Names): { key: string; name: string } {
  const courier = couriers.get(row.courierId)
  switch (by) {
    case 'day':
      return { key: row.day, name: '' }
    case 'contract':
      return { key: row.contractId, name: contracts.get(row.contractId) ?? '' }
    case 'courier':
      return { key: row.courierId, name: courier?.name ?? '' }
    case 'provider':
      return { key: courier?.providerId ?? '', name: courier?.providerName ?? '' }
  }
}

export interface Stats {
  total: Figures
  /** The figures of as many days just before the period. */
  before: Figures
  groups: StatsGroup[]
}

/**
 * Returns the figures of a period by one dimension and in total, and those of the period before. It reads the
 * days' roll-ups and counts the rounds still under way. This is a report and not a paged list: it reads all
 * of its days.
 */
export async function readStats(
  db: D1Database,
  filter: StatsFilter,
  by: StatsBy,
  days: number,
  now: number,
): Promise<Stats> {
  const openFrom = addDays(dayOf(now, 'UTC'), -OPEN_DAYS)
  const earlier = { ...filter, from: addDays(filter.from, -days), to: addDays(filter.from, -1) }
  const [grouped, past] = await db.batch<Sums>([
    rolled(db, filter, by, openFrom),
    rolled(db, earlier, null, openFrom),
  ])
  const groups = new Map((grouped?.results ?? []).map((row) => [row.stats_key, groupOf(row)]))
  const before = noFigures()
  for (const row of past?.results ?? []) addFigures(before, groupOf(row).figures)
  const open = await countSince(db, openFrom)
  const names = await namesOf(db, open)
  for (const row of open) {
    const provider = names.couriers.get(row.courierId)?.providerId ?? ''
    if (filter.contractId !== null && row.contractId !== filter.contractId) continue
    if (filter.courierId !== null && row.courierId !== filter.courierId) continue
    if (filter.providerId !== null && provider !== filter.providerId) continue
    if (row.day >= earlier.from && row.day <= earlier.to) addFigures(before, row.figures)
    if (row.day < filter.from || row.day > filter.to) continue
    const { key, name } = keyOf(row, by, names)
    const group = groups.get(key) ?? { key, name, figures: noFigures() }
    addFigures(group.figures, row.figures)
    groups.set(key, group)
  }
  const total = noFigures()
  for (const { figures } of groups.values()) addFigures(total, figures)
  return { total, before, groups: [...groups.values()] }
}
