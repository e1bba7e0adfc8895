import type { DeviceLine } from '../api/devices/answers.ts'
import { OPERATOR } from '../domain/independence.ts'
import { addEdge } from './ancestry.ts'
import { pickPage, SCAN_MAX } from './scan.ts'

/** A device as its person's object has it. Times in ms. */
export interface IndexedDevice {
  id: string
  personId: string
  role: string
  name: string
  enrolledAt: number
  /** When it was enrolled last, and who had a hand in that. */
  invitedAt: number
  enrolledBy: string
  until: number | null
}

/** What a device says of itself when it renews its session; null: it said nothing. */
export interface DeviceReport {
  app: string | null
  unsent: number | null
}

const SILENT: DeviceReport = { app: null, unsent: null }

/**
 * Notes a device, that it was seen, and whose hand is in it (R9), before anything is granted to it. The object has it by
 * then, so whoever cuts the call off between the two would have a device without that hand, were it not noted each time.
 */
export function noteDevice(
  db: D1Database,
  device: IndexedDevice,
  now: number,
  { app, unsent }: DeviceReport = SILENT,
): Promise<unknown> {
  const { id, personId, role, name, enrolledAt, invitedAt, enrolledBy: byId, until } = device
  const row = db
    .prepare(
      `INSERT INTO devices (id, person_id, role, name, enrolled_at, enrolled_by, until, seen_at, app, unsent)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, COALESCE(?10, 0))
       ON CONFLICT (id) DO UPDATE SET name = excluded.name, enrolled_by = excluded.enrolled_by,
         until = excluded.until, seen_at = excluded.seen_at, app = COALESCE(excluded.app, app),
         unsent = COALESCE(?10, unsent)`,
    )
    .bind(id, personId, role, name, enrolledAt, byId, until, now, app, unsent)
  const edge = byId === OPERATOR ? [] : [addEdge(db, { personId, byId, act: 'device', at: invitedAt })]
  return db.batch([row, ...edge])
}

/** Notes that a device was revoked; the first time counts. */
export const markDeviceRevoked = (db: D1Database, id: string, now: number): D1PreparedStatement =>
  db.prepare('UPDATE devices SET revoked_at = COALESCE(revoked_at, ?) WHERE id = ?').bind(now, id)

/** Notes that all devices of a person were revoked. */
export const markDevicesRevoked = (db: D1Database, personId: string, now: number): D1PreparedStatement =>
  db
    .prepare(
      // The id begins with the person's, and `;` is the sign after `:`.
      'UPDATE devices SET revoked_at = ? WHERE id > ? AND id < ? AND revoked_at IS NULL',
    )
    .bind(now, `${personId}:`, `${personId};`)

interface Row {
  id: string
  person_id: string
  person_name: string | null
  role: string
  name: string
  enrolled_at: number
  enrolled_by: string
  until: number | null
  seen_at: number
  app: string | null
  unsent: number
  revoked_at: number | null
}

const iso = (ms: number) => new Date(ms).toISOString()

export interface DeviceFilter {
  personId: string | null
  /** Only those last seen before this time, in ms. */
  seenBefore: number | null
  unsent: boolean
  /** Null: revoked ones and others. */
  revoked: boolean | null
}

const lineOf = (row: Row): DeviceLine => ({
  ...{ id: row.id, personId: row.person_id, personName: row.person_name ?? '', role: row.role },
  ...{ name: row.name, enrolledAt: iso(row.enrolled_at), enrolledBy: row.enrolled_by },
  ...{ lastSeenAt: iso(row.seen_at), app: row.app, unsent: row.unsent },
  lentUntil: row.until === null ? null : iso(row.until),
  revokedAt: row.revoked_at === null ? null : iso(row.revoked_at),
})

/**
 * Returns a page of devices by id, so that those of one person stand together. With a filter it scans only the next
 * `SCAN_MAX` rows, so that a page may be short or even empty and still continue at `next`.
 */
export async function listDevices(
  db: D1Database,
  { personId, seenBefore, unsent, revoked }: DeviceFilter,
  after: string,
  limit: number,
): Promise<{ items: DeviceLine[]; next: string | null }> {
  // The id begins with the person's, and `;` is the sign after `:`.
  const [from, to] = personId === null ? ['', '~'] : [`${personId}:`, `${personId};`]
  const asked = seenBefore === null && !unsent && revoked === null ? limit : SCAN_MAX
  const { results } = await db
    .prepare(
      `SELECT d.*, p.name AS person_name FROM devices d LEFT JOIN people p ON p.id = d.person_id
       WHERE d.id > ? AND d.id >= ? AND d.id < ? ORDER BY d.id LIMIT ?`,
    )
    .bind(after, from, to, asked)
    .all<Row>()
  const fits = (row: Row) =>
    (seenBefore === null || row.seen_at < seenBefore) &&
    (!unsent || row.unsent > 0) &&
    (revoked === null || (row.revoked_at !== null) === revoked)
  const { items, next } = pickPage(results, fits, limit, asked)
  return { items: items.map(lineOf), next: next?.id ?? null }
}
