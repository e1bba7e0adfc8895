import type { AuditLine } from '../api/people/answers.ts'
import { namesOf } from './people.ts'
import { pickPage, SCAN_MAX } from './scan.ts'
import { linesOf } from './shipments.ts'

/** An act as it begins; `at` is in ms. */
export interface AuditedAct {
  at: number
  id: string
  personId: string
  method: string
  route: string
  ids: Record<string, string>
}

/** Notes an act before it is carried out. Throws if it cannot be noted. */
export async function beginAct(
  db: D1Database,
  { at, id, personId, method, route, ids }: AuditedAct,
): Promise<void> {
  await db
    .prepare('INSERT INTO audit (at, id, person_id, method, route, ids) VALUES (?, ?, ?, ?, ?, ?)')
    .bind(at, id, personId, method, route, JSON.stringify(ids))
    .run()
}

/** Notes the answer of an act, once. */
export async function endAct(
  db: D1Database,
  { at, id }: AuditedAct,
  status: number,
  ids: Record<string, string>,
): Promise<void> {
  await db
    .prepare('UPDATE audit SET status = ?, ids = ? WHERE at = ? AND id = ? AND status IS NULL')
    .bind(status, JSON.stringify(ids), at, id)
    .run()
}

export interface AuditPosition {
  at: number
  id: string
}

export interface AuditFilter {
  personId: string | null
  route: string | null
  before: AuditPosition | null
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

/**
 * Returns a page of acts, newest first. With a filter it scans only the next `SCAN_MAX` entries, so that a
 * call reads as many rows however long the audit is. A page may then be short or even empty and still
 * continue at `next`.
 */
export async function listAudit(
  db: D1Database,
  { personId, route, before }: AuditFilter,
  limit: number,
): Promise<{ items: AuditLine[]; next: AuditPosition | null }> {
  const asked = personId === null && route === null ? limit : SCAN_MAX
  const { results } = await db
    .prepare(
      `SELECT a.*, p.name AS person_name FROM audit a LEFT JOIN people p ON p.id = a.person_id
       WHERE (a.at, a.id) < (?, ?) ORDER BY a.at DESC, a.id DESC LIMIT ?`,
    )
    .bind(before?.at ?? Number.MAX_SAFE_INTEGER, before?.id ?? '', asked)
    .all<Row>()
  const fits = (row: Row) =>
    (personId === null || row.person_id === personId) && (route === null || row.route === route)
  const { items, next } = pickPage(results, fits, limit, asked)
  return { items: items.map(lineOf), next: next && { at: next.at, id: next.id } }
}

const idsUnder = (lines: readonly AuditLine[], ...parts: string[]): string[] => {
  const under = lines.filter(({ route }) => parts.some((part) => route.startsWith(`/api/${part}`)))
  return [...new Set(under.flatMap(({ ids }) => ids.id ?? []))]
}

/** Adds to the lines of a page what their ids stand for: a shipment's waybill or a person's name. */
export async function withAbout(db: D1Database, lines: AuditLine[]): Promise<AuditLine[]> {
  const [shipments, people] = await Promise.all([
    linesOf(db, idsUnder(lines, 'shipments')),
    namesOf(db, idsUnder(lines, 'people', 'couriers')),
  ])
  const aboutOf = (id = '') => shipments.get(id)?.waybill ?? people.get(id) ?? null
  return lines.map((line) => ({ ...line, about: aboutOf(line.ids.id) }))
}
