import { labelKeys } from '../domain/label.ts'
import type { ShipmentLine } from '../wire/views.ts'

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
  /** A waybill or label, whole. */
  q: string | null
  before: { announcedAt: number; id: string } | null
}

const SELECT =
  'SELECT s.*, c.name AS contract_name FROM shipments s LEFT JOIN contracts c ON c.id = s.contract_id'

/** As in the index of exceptional shipments, word for word: a partial index serves only what implies its condition. */
const EXCEPTIONAL = ['held', 'refused', 'at-depot', 'partly-handed-over', 'returned', 'cancelled']
const OPEN = ['announced', 'scheduled', 'out-for-delivery']

function stateClause(state: string): [sql: string, ...values: string[]] {
  if (EXCEPTIONAL.includes(state))
    return [`s.state IN (${EXCEPTIONAL.map((name) => `'${name}'`).join(', ')}) AND s.state = ?`, state]
  return OPEN.includes(state) ? ['s.over = 0 AND s.state = ?', state] : ['s.state = ?', state]
}

/** A page of shipments, newest first: reads as many rows as it shows, by one of three indexes. */
export async function listShipments(
  db: D1Database,
  filter: ShipmentFilter,
  limit: number,
): Promise<ShipmentLine[]> {
  const where: string[] = []
  const bound: (string | number)[] = []
  const and = (sql: string, ...values: (string | number)[]) => {
    where.push(sql)
    bound.push(...values)
  }
  if (filter.q) {
    const forms = labelKeys(filter.q)
    and(`s.id IN (SELECT shipment_id FROM labels WHERE label IN (${forms.map(() => '?').join()}))`, ...forms)
  }
  if (filter.state) and(...stateClause(filter.state))
  if (filter.contractId) and('s.contract_id = ?', filter.contractId)
  if (filter.before) and('(s.announced_at, s.id) < (?, ?)', filter.before.announcedAt, filter.before.id)
  const clause = where.length > 0 ? `WHERE ${where.join(' AND ')}` : ''
  const { results } = await db
    .prepare(`${SELECT} ${clause} ORDER BY s.announced_at DESC, s.id DESC LIMIT ?`)
    .bind(...bound, limit)
    .all<Row>()
  return results.map(lineOf)
}

/** Which shipment each of some ids is, for a round's lines. */
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

/** The shipment that each scanned or typed label belongs to; unknown labels are left out. */
export async function shipmentsOfLabels(
  db: D1Database,
  labels: readonly string[],
): Promise<Map<string, { shipmentId: string; waybill: string }>> {
  const found = new Map<string, { shipmentId: string; waybill: string }>()
  const lookUp = (label: string) => {
    const forms = labelKeys(label)
    return db
      .prepare(
        `SELECT l.shipment_id, s.waybill FROM labels l JOIN shipments s ON s.id = l.shipment_id
         WHERE l.label IN (${forms.map(() => '?').join()}) ORDER BY s.over LIMIT 1`,
      )
      .bind(...forms)
  }
  const answers = await db.batch<{ shipment_id: string; waybill: string }>(labels.map(lookUp))
  for (const [index, { results }] of answers.entries()) {
    const [row] = results
    const label = labels[index]
    if (row && label) found.set(label, { shipmentId: row.shipment_id, waybill: row.waybill })
  }
  return found
}
