import type { AuditLine } from '../wire/audit.ts'
import { namesOf } from './people.ts'
import { linesOf } from './shipments.ts'

/** How many entries one call looks through for those of a person or a route. */
const LOOKED_THROUGH = 500

/** An act as it begins. `at` in ms. */
export interface Act {
  at: number
  id: string
  personId: string
  method: string
  route: string
  ids: Record<string, string>
}

/** Notes an act before it is carried out; throws when it cannot be noted. */
export async function beginAct(db: D1Database, { at, id, personId, method, route, ids }: Act): Promise<void> {
  await db
    .prepare('INSERT INTO audit (at, id, person_id, method, route, ids) VALUES (?, ?, ?, ?, ?, ?)')
    .bind(at, id, personId, method, route, JSON.stringify(ids))
    .run()
}

/** Notes what was answered, once. */
export async function endAct(
  db: D1Database,
  { at, id }: Act,
  status: number,
  ids: Record<string, string>,
): Promise<void> {
  await db
    .prepare('UPDATE audit SET status = ?, ids = ? WHERE at = ? AND id = ? AND status IS NULL')
    .bind(status, JSON.stringify(ids), at, id)
    .run()
}

export interface Place {
  at: number
  id: string
}

export interface AuditFilter {
  personId: string | null
  route: string | null
  before: Place | null
}

interface Row {
  at: number
  id: string
  person_id: string
  person_name: string | null
  method: string
  route: string
  ids: string
  status: number | null
}

const lineOf = (row: Row): AuditLine => ({
  id: row.id,
  at: new Date(row.at).toISOString(),
  personId: row.person_id,
  personName: row.person_name ?? '',
  method: row.method,
  route: row.route,
  ids: JSON.parse(row.ids),
  about: null,
  status: row.status,
})

const placeOf = ({ at, id }: Row): Place => ({ at, id })

/**
 * A page of acts, newest first. With a filter it looks through the next `lookedThrough` entries only, so that a call
 * reads as many rows however long the audit is: a page may then be short, or empty, and still go on at `next`.
 */
export async function listAudit(
  db: D1Database,
  { personId, route, before }: AuditFilter,
  limit: number,
  lookedThrough = LOOKED_THROUGH,
): Promise<{ items: AuditLine[]; next: Place | null }> {
  const filtered = personId !== null || route !== null
  const reach = filtered ? lookedThrough : limit
  const { results } = await db
    .prepare(
      `SELECT a.*, p.name AS person_name
       FROM (SELECT * FROM audit WHERE (at, id) < (?, ?) ORDER BY at DESC, id DESC LIMIT ?) a
       LEFT JOIN people p ON p.id = a.person_id ORDER BY a.at DESC, a.id DESC`,
    )
    .bind(before?.at ?? Number.MAX_SAFE_INTEGER, before?.id ?? '', reach)
    .all<Row>()
  const wanted = results.filter(
    (row) => (personId === null || row.person_id === personId) && (route === null || row.route === route),
  )
  const shown = wanted.slice(0, limit)
  const last = shown.length === limit ? shown.at(-1) : results.length === reach ? results.at(-1) : undefined
  return { items: shown.map(lineOf), next: last ? placeOf(last) : null }
}

const idsUnder = (lines: readonly AuditLine[], ...parts: string[]): string[] => {
  const under = lines.filter(({ route }) => parts.some((part) => route.startsWith(`/api/${part}`)))
  return [...new Set(under.flatMap(({ ids }) => ids.id ?? []))]
}

/** The lines of a page with what their ids stand for: a shipment's waybill, a person's name. */
export async function withAbout(db: D1Database, lines: AuditLine[]): Promise<AuditLine[]> {
  const [shipments, people] = await Promise.all([
    linesOf(db, idsUnder(lines, 'shipments')),
    namesOf(db, idsUnder(lines, 'people', 'couriers')),
  ])
  const aboutOf = (id = '') => shipments.get(id)?.waybill ?? people.get(id) ?? null
  return lines.map((line) => ({ ...line, about: aboutOf(line.ids.id) }))
}
