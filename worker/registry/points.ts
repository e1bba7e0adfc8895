import type { Address } from '../api/common.ts'
import type { LocatedPoint, PointInfo } from '../domain/choose-point.ts'
import type { PointKind } from '../domain/terms.ts'

interface Row {
  id: string
  name: string
  kind: PointKind
  address: string
  country: string
  hours: string | null
  zone: string | null
}

export interface Point {
  id: string
  name: string
  kind: PointKind
  address: Address
  hours?: string | undefined
  zone?: string | undefined
}

function pointOf(row: Row): Point {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    address: JSON.parse(row.address),
    ...(row.hours && { hours: row.hours }),
    ...(row.zone && { zone: row.zone }),
  }
}

/** Returns a point's address in one line. */
const oneLine = ({ line1, line2, postcode, city }: Address) =>
  [line1, line2, `${postcode} ${city}`].filter(Boolean).join(', ')

export function pointInfo({ id, name, kind, address, hours, zone }: Point): PointInfo {
  return { id, name, kind, address: oneLine(address), ...(hours && { hours }), ...(zone && { zone }) }
}

export const pointAt = (point: Point): LocatedPoint => {
  const { postcode, country, lat, lon } = point.address
  return { ...pointInfo(point), place: { postcode, country, lat, lon } }
}

export function insertPoint(db: D1Database, point: Point, at: string): D1PreparedStatement {
  return db
    .prepare(
      'INSERT INTO points (id, name, kind, address, country, hours, zone, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    )
    .bind(
      point.id,
      point.name,
      point.kind,
      JSON.stringify(point.address),
      point.address.country,
      point.hours ?? null,
      point.zone ?? null,
      at,
    )
}

export async function findPoint(db: D1Database, id: string): Promise<Point | null> {
  const row = await db.prepare('SELECT * FROM points WHERE id = ?').bind(id).first<Row>()
  return row && pointOf(row)
}

export async function listPoints(db: D1Database, after: string, limit: number): Promise<Point[]> {
  const { results } = await db
    .prepare('SELECT * FROM points WHERE id > ? ORDER BY id LIMIT ?')
    .bind(after, limit)
    .all<Row>()
  return results.map(pointOf)
}

/**
 * Returns the points to which a round's holds may go. The number is bounded, because a dispatch reads them
 * once for all its stops.
 */
export async function pointsForHolds(db: D1Database): Promise<LocatedPoint[]> {
  const { results } = await db
    .prepare(`SELECT * FROM points WHERE kind <> 'locker' ORDER BY country, id LIMIT 2000`)
    .all<Row>()
  return results.map((row) => pointAt(pointOf(row)))
}
