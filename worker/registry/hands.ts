import type { Hands } from '../domain/fresh-hands.ts'
import { independent } from '../domain/independence.ts'
import { KNOWN_BY_CONTACTS, KNOWN_BY_ISSUES, UNQUESTIONED_MS } from '../domain/limits.ts'
import { PROOFS } from '../domain/terms.ts'
import { edgesAbove } from './ancestry.ts'

/**
 * How many rounds, and how many stops or lines of a register, are searched at most; hands that are not new
 * are recognised sooner.
 */
const ROUNDS = 30
const LINES = 300

const SECRETS = `('${PROOFS.join("', '")}')`

/**
 * Counts the contacts to whom a courier handed over by secret, in their latest stops. It stops at the tenth
 * contact. `device` is the print of the one device that counts; null: every one does.
 */
const byCourier = (db: D1Database, personId: string, device: string | null) =>
  db
    .prepare(
      `SELECT COUNT(*) AS n FROM (
         SELECT DISTINCT s.contact_print
         FROM (SELECT t.shipment_id
               FROM (SELECT id FROM rounds WHERE courier_id = ?1 ORDER BY date DESC LIMIT ${ROUNDS}) r
               CROSS JOIN stops t ON t.round_id = r.id LIMIT ${LINES}) l
         CROSS JOIN shipments s ON s.id = l.shipment_id
         WHERE s.contact_print IS NOT NULL AND EXISTS (
           SELECT 1 FROM json_each(s.visits) v
           WHERE json_extract(v.value, '$.courier') = ?1 AND json_extract(v.value, '$.proof') IN ${SECRETS}
             AND (?2 IS NULL OR json_extract(v.value, '$.device') = ?2))
         LIMIT ${KNOWN_BY_CONTACTS})`,
    )
    .bind(personId, device)

/** Does the same for a clerk, in what their point issued last. */
const byClerk = (db: D1Database, personId: string, pointId: string, device: string | null) =>
  db
    .prepare(
      `SELECT COUNT(*) AS n FROM (
         SELECT DISTINCT s.contact_print
         FROM (SELECT shipment_id, kind, proof, by_id, device FROM register
               WHERE point_id = ?2 ORDER BY at DESC LIMIT ${LINES}) g
         CROSS JOIN shipments s ON s.id = g.shipment_id
         WHERE g.kind = 'issued' AND g.by_id = ?1 AND g.proof IN ${SECRETS} AND s.contact_print IS NOT NULL
           AND (?3 IS NULL OR g.device = ?3)
         LIMIT ${KNOWN_BY_CONTACTS})`,
    )
    .bind(personId, pointId, device)

/** Counts what a point issued and nobody has questioned for three days. */
const issuesOf = (db: D1Database, pointId: string, now: number) =>
  db
    .prepare(
      `SELECT COUNT(*) AS n FROM (
         SELECT 1 FROM (SELECT shipment_id, kind FROM register
                        WHERE point_id = ?1 AND at <= ?2 ORDER BY at DESC LIMIT ${LINES}) g
         CROSS JOIN shipments s ON s.id = g.shipment_id
         WHERE g.kind = 'issued' AND s.questioned_at IS NULL LIMIT ${KNOWN_BY_ISSUES})`,
    )
    .bind(pointId, now - UNQUESTIONED_MS)

const since = (row: Row | undefined): number | null => {
  const at = Date.parse(String(row?.created_at ?? ''))
  return Number.isNaN(at) ? null : at
}

interface Row {
  n?: number
  created_at?: string
}

/** The person whose hands are judged; `pointId` is null for a courier, `device` without one. */
export interface HandsOf {
  personId: string
  pointId: string | null
  /** The print of the device's key. */
  device: string | null
}

/**
 * Returns what the registry knows of a person who is about to release by identity (R42), and which of some
 * people they are independent of (R9). `onDevice` is what `contacts` is for their device alone. The number of rows read
 * is bounded.
 */
export async function knownHands(
  db: D1Database,
  { personId, pointId, device }: HandsOf,
  others: readonly string[],
  now: number,
): Promise<Pick<Hands, 'since' | 'contacts' | 'point' | 'independentOf'> & { onDevice: number }> {
  const counted = (by: string | null) =>
    pointId === null ? byCourier(db, personId, by) : byClerk(db, personId, pointId, by)
  const person = db.prepare('SELECT created_at FROM people WHERE id = ?').bind(personId)
  const ofPoint =
    pointId === null
      ? []
      : [db.prepare('SELECT created_at FROM points WHERE id = ?').bind(pointId), issuesOf(db, pointId, now)]
  const [[made, handed, here, point, issues], edges] = await Promise.all([
    db.batch<Row>([person, counted(null), counted(device ?? ''), ...ofPoint]),
    others.length > 0 ? edgesAbove(db, [personId, ...others]) : [],
  ])
  const first = (answer: D1Result<Row> | undefined) => answer?.results[0]
  return {
    since: since(first(made)),
    contacts: first(handed)?.n ?? 0,
    onDevice: first(here)?.n ?? 0,
    // A point that is not in the registry counts as brand-new.
    point: pointId === null ? null : { since: since(first(point)) ?? now, issues: first(issues)?.n ?? 0 },
    independentOf: others.filter((other) => independent(edges, personId, other)),
  }
}
