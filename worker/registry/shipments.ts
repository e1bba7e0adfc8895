import type { ShipmentLine } from '../api/shipments/answers.ts'
import { labelKeys } from '../domain/label.ts'
import { nameQuery } from '../domain/name.ts'
import { scannedKeys } from '../domain/scanned.ts'
import { pickPage, SCAN_MAX, type ScannedPage } from './scan.ts'

interface Row {
  announced_at: number
  id: string
  waybill: string
  contract_id: string
  contract_name: string | null
  state: string
  secured: number
  parcels: number
  handed_over: number
  courier_id: string | null
  changed_at: number
  name_words: string | null
}

const lineOf = (row: Row): ShipmentLine => ({
  id: row.id,
  waybill: row.waybill,
  contractId: row.contract_id,
  contractName: row.contract_name ?? '',
  state: row.state,
  secured: row.secured === 1,
  parcels: row.parcels,
  handedOver: row.handed_over,
  courierId: row.courier_id,
  announcedAt: new Date(row.announced_at).toISOString(),
  changedAt: new Date(row.changed_at).toISOString(),
})

export interface ShipmentFilter {
  state: string | null
  contractId: string | null
  /** A whole waybill or label. */
  q: string | null
  /** Whether `q` may also be a recipient's name; not so for a shipper's system. */
  names: boolean
  before: ShipmentPosition | null
}

/** Where a page ends: newest first, and by id within a millisecond. */
interface ShipmentPosition {
  announcedAt: number
  id: string
}

export interface ShipmentPage {
  items: ShipmentLine[]
  /** The place after which the next page begins. A short page may still have a next one. */
  next: ShipmentPosition | null
}

const SELECT =
  'SELECT s.*, c.name AS contract_name FROM shipments s LEFT JOIN contracts c ON c.id = s.contract_id'

/**
 * Must match the indexes of exceptional shipments word for word: a partial index serves only a query that
 * implies its condition.
 */
const EXCEPTIONAL = ['held', 'refused', 'at-depot', 'partly-handed-over', 'returned', 'cancelled']
const IS_EXCEPTIONAL = `s.state IN (${EXCEPTIONAL.map((name) => `'${name}'`).join(', ')})`
const OPEN = ['announced', 'scheduled', 'out-for-delivery']

/**
 * Returns the conditions that one index serves, in its order. `whole` tells whether they cover the filter;
 * otherwise the rows are filtered one by one.
 */
function indexedBy({ state, contractId }: ShipmentFilter): {
  where: string[]
  bound: string[]
  whole: boolean
} {
  const of = contractId === null ? [] : ['s.contract_id = ?']
  const bound = contractId === null ? [] : [contractId]
  if (state === null) return { where: of, bound, whole: true }
  if (EXCEPTIONAL.includes(state))
    return { where: [IS_EXCEPTIONAL, ...of, 's.state = ?'], bound: [...bound, state], whole: true }
  // Open shipments are recent, so a contract's own index reaches them first anyway.
  const open = contractId === null && OPEN.includes(state) ? ['s.over = 0'] : []
  return { where: [...of, ...open], bound, whole: false }
}

const newestFirst = (a: Row, b: Row) => b.announced_at - a.announced_at || (a.id < b.id ? 1 : -1)

function pageOf({ items, next }: ScannedPage<Row>): ShipmentPage {
  return { items: items.map(lineOf), next: next && { announcedAt: next.announced_at, id: next.id } }
}

/** Returns a query for the rows of one index, newest first, from a place on. */
function newest(
  db: D1Database,
  where: readonly string[],
  bound: readonly string[],
  before: ShipmentPosition | null,
  limit: number,
): D1PreparedStatement {
  const all = [...where, ...(before ? ['(s.announced_at, s.id) < (?, ?)'] : [])]
  const clause = all.length > 0 ? `WHERE ${all.join(' AND ')}` : ''
  return db
    .prepare(`${SELECT} ${clause} ORDER BY s.announced_at DESC, s.id DESC LIMIT ?`)
    .bind(...bound, ...(before ? [before.announcedAt, before.id] : []), limit)
}

/**
 * Returns a page of shipments, newest first. `q` is a whole waybill or label or, where names may be searched,
 * words of a recipient's name including the surname. The page is read by one index; if the filter asks for
 * more than the index can narrow down, at most `SCAN_MAX` rows are read.
 */
export async function listShipments(
  db: D1Database,
  filter: ShipmentFilter,
  limit: number,
): Promise<ShipmentPage> {
  const { q, state, contractId, before } = filter
  const fits = (row: Row) =>
    (state === null || row.state === state) && (contractId === null || row.contract_id === contractId)
  if (q !== null) {
    const labelled = (await byLabel(db, q)).filter((row) => fits(row) && follows(row, before))
    if (labelled.length > 0 || !filter.names) return pageOf({ items: labelled.sort(newestFirst), next: null })
    return byName(db, q, fits, before, limit)
  }
  const { where, bound, whole } = indexedBy(filter)
  const asked = whole ? limit : SCAN_MAX
  const { results } = await newest(db, where, bound, before, asked).all<Row>()
  return pageOf(pickPage(results, fits, limit, asked))
}

const follows = (row: Row, before: ShipmentPosition | null) =>
  before === null ||
  row.announced_at < before.announcedAt ||
  (row.announced_at === before.announcedAt && row.id < before.id)

async function byLabel(db: D1Database, q: string): Promise<Row[]> {
  const forms = labelKeys(q)
  const { results } = await db
    .prepare(
      `${SELECT} WHERE s.id IN (SELECT shipment_id FROM labels WHERE label IN (${forms.map(() => '?').join()}))`,
    )
    .bind(...forms)
    .all<Row>()
  return results
}

/**
 * Searches by name. Each word may be the surname, so each gets a short look-up, and the results are merged
 * newest first.
 */
async function byName(
  db: D1Database,
  q: string,
  fits: (row: Row) => boolean,
  before: ShipmentPosition | null,
  limit: number,
): Promise<ShipmentPage> {
  const { surnames, words } = nameQuery(q)
  if (surnames.length === 0) return { items: [], next: null }
  const asked = Math.ceil(SCAN_MAX / surnames.length)
  const looks = surnames.map((surname) => newest(db, ['s.surname = ?'], [surname], before, asked))
  const answers = await db.batch<Row>(looks)
  // A look-up that was cut off is complete only down to its last row; the merged rows are used down to the
  // newest such row.
  const seen = answers.flatMap(({ results }) => (results.length < asked ? [] : results.slice(-1)))
  const [end] = seen.sort(newestFirst)
  const rows = answers.flatMap(({ results }) => results).sort(newestFirst)
  const whole = end ? rows.filter((row) => newestFirst(row, end) <= 0) : rows
  const named = (row: Row) => words.every((word) => row.name_words?.includes(` ${word}`))
  const { items, next } = pickPage(whole, (row) => fits(row) && named(row), limit, Number.POSITIVE_INFINITY)
  return pageOf({ items, next: next ?? end ?? null })
}

/** Returns a page of a contract's shipments announced since an instant in ms, newest first, by one index. */
export async function announcedSince(
  db: D1Database,
  contractId: string,
  since: number,
  before: { announcedAt: number; id: string } | null,
  limit: number,
): Promise<{ id: string; waybill: string; announcedAt: number }[]> {
  const { announcedAt, id } = before ?? { announcedAt: Number.MAX_SAFE_INTEGER, id: '' }
  const { results } = await db
    .prepare(
      `SELECT id, waybill, announced_at AS announcedAt FROM shipments
       WHERE contract_id = ? AND announced_at >= ? AND (announced_at, id) < (?, ?)
       ORDER BY announced_at DESC, id DESC LIMIT ?`,
    )
    .bind(contractId, since, announcedAt, id, limit)
    .all<{ id: string; waybill: string; announcedAt: number }>()
  return results
}

/** Returns the index lines of some shipments, by id. */
export async function linesOf(db: D1Database, keys: readonly string[]): Promise<Map<string, ShipmentLine>> {
  const found = new Map<string, ShipmentLine>()
  for (let start = 0; start < keys.length; start += 90) {
    const some = keys.slice(start, start + 90)
    const { results } = await db
      .prepare(`${SELECT} WHERE s.id IN (${some.map(() => '?').join()})`)
      .bind(...some)
      .all<Row>()
    for (const row of results) found.set(row.id, lineOf(row))
  }
  return found
}

/** Returns whether the index has a shipment of this id. */
export async function isKnown(db: D1Database, id: string): Promise<boolean> {
  return (await db.prepare('SELECT 1 FROM shipments WHERE id = ?').bind(id).first()) !== null
}

interface LabelRow {
  label: string
  shipment_id: string
  waybill: string
  over: number
}

/**
 * Returns the shipment to which each scanned or typed text belongs. Unknown ones are left out. Of the readings
 * of a text the most probable one that is known counts, and of its spellings one whose shipment is not over.
 */
export async function shipmentsOfLabels(
  db: D1Database,
  texts: readonly string[],
): Promise<Map<string, { shipmentId: string; waybill: string }>> {
  const found = new Map<string, { shipmentId: string; waybill: string }>()
  const readings = texts.map(scannedKeys)
  const lookUp = (forms: readonly string[]) =>
    db
      .prepare(
        `SELECT l.label, l.shipment_id, s.waybill, s.over FROM labels l JOIN shipments s ON s.id = l.shipment_id
         WHERE l.label IN (${forms.map(() => '?').join()})`,
      )
      .bind(...forms)
  const answers = await db.batch<LabelRow>(readings.map((keys) => lookUp([...new Set(keys.flat())])))
  for (const [index, { results }] of answers.entries()) {
    const text = texts[index]
    const rank = ({ label }: LabelRow) => readings[index]?.findIndex((keys) => keys.includes(label)) ?? 0
    const [first] = results.toSorted((a, b) => rank(a) - rank(b) || a.over - b.over)
    if (first && text) found.set(text, { shipmentId: first.shipment_id, waybill: first.waybill })
  }
  return found
}
