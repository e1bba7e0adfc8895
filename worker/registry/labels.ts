import { heldKeys, labelKey, sameLabel } from '../domain/label.ts'
import { readingsUngrouped } from '../domain/scanned.ts'

/**
 * A label that an announcement wants, in any spelling, and the shipment that holds it, which may be the
 * announced one itself.
 */
export interface HeldLabel {
  label: string
  shipmentId: string
  /** The shipment that had the label before it was reserved for `shipmentId`. */
  beforeId: string | null
  /**
   * When it was reserved, in ms, and by which announcement. Null if that was before reservations were
   * recorded, or if it was given back.
   */
  reservedAt: number | null
  reservation: string | null
  /** Whether the holding shipment is over; null if the index does not know that shipment, or not yet. */
  over: boolean | null
}

interface Row {
  label: string
  shipment_id: string
  before_id: string | null
  reserved_at: number | null
  reservation: string | null
  over: number | null
}

/** The parameters of one statement; D1 binds at most a hundred. */
const KEYS_MAX = 90

/** Returns which shipments hold or reserved some labels. */
export async function heldLabels(db: D1Database, labels: readonly string[]): Promise<HeldLabel[]> {
  const keys = [...new Set(labels.flatMap(heldKeys))]
  const lookUps: D1PreparedStatement[] = []
  for (let start = 0; start < keys.length; start += KEYS_MAX) {
    const some = keys.slice(start, start + KEYS_MAX)
    lookUps.push(
      db
        .prepare(
          `SELECT l.*, s.over FROM labels l LEFT JOIN shipments s ON s.id = l.shipment_id
           WHERE l.label IN (${some.map(() => '?').join()})`,
        )
        .bind(...some),
    )
  }
  // All look-ups, even of a whole round's scans, go to the database in one trip.
  const answers = lookUps.length > 0 ? await db.batch<Row>(lookUps) : []
  const rows = answers.flatMap(({ results }) => results)
  return rows.map((row) => ({
    label: row.label,
    shipmentId: row.shipment_id,
    beforeId: row.before_id,
    reservedAt: row.reserved_at,
    reservation: row.reservation,
    over: row.over === null ? null : row.over === 1,
  }))
}

/** Returns those of some texts that name a label of an announced shipment, in any spelling. */
export async function announcedAmong(db: D1Database, texts: readonly string[]): Promise<string[]> {
  const forms = texts.map(readingsUngrouped)
  const held = new Set((await heldLabels(db, forms.flat())).map(({ label }) => label))
  return texts.filter((_, index) => forms[index]?.flatMap(heldKeys).some((key) => held.has(key)))
}

/** The reservation by one announcement of the labels that it wants. */
export interface Reservation {
  shipmentId: string
  labels: readonly string[]
  /** The rows as they were found; `keeper` is the shipment that decided about the label. */
  held: readonly (HeldLabel & { keeper: string | null })[]
  at: number
  /** Tells this reservation from any other, also of the same shipment. */
  id: string
}

/**
 * Reserves labels: new ones, and others only from the holder with whom they were found. Returns false if
 * somebody else was faster.
 */
export async function takeLabels(
  db: D1Database,
  { shipmentId, labels, held, at, id }: Reservation,
): Promise<boolean> {
  const fresh = db.prepare(
    `INSERT INTO labels (label, shipment_id, reserved_at, reservation) VALUES (?, ?, ?, ?)
     ON CONFLICT (label) DO NOTHING`,
  )
  const take = db.prepare(
    `UPDATE labels SET shipment_id = ?1, reserved_at = ?2, reservation = ?3, before_id = ?4
     WHERE label = ?5 AND shipment_id = ?6 AND reservation IS ?7`,
  )
  // The row was left by an earlier announcement of this shipment that never arrived, or made by one that is
  // under way.
  const renew = db.prepare(
    'UPDATE labels SET reserved_at = ?, reservation = ? WHERE label = ? AND shipment_id = ?',
  )
  const keys = [...new Set(labels.map(labelKey))].filter((key) => !held.some(({ label }) => label === key))
  const statements = [
    ...held.map((row) =>
      row.shipmentId === shipmentId
        ? renew.bind(at, id, row.label, shipmentId)
        : take.bind(shipmentId, at, id, row.keeper, row.label, row.shipmentId, row.reservation),
    ),
    ...keys.map((key) => fresh.bind(key, shipmentId, at, id)),
  ]
  await db.batch(statements)
  const rows = await heldLabels(db, labels)
  // A label that was given back between finding and taking it has no row, so it was not reserved.
  const stands = (label: string) => rows.some((row) => heldKeys(label).includes(row.label))
  return labels.every(stands) && rows.every((row) => row.shipmentId === shipmentId)
}

/**
 * Gives back what a reservation took in vain: the former keeper gets its label again, and a label that nobody
 * had becomes free. A label that was the shipment's own already stays, because an announcement under way may
 * need it. `unused` are the labels that no announcement of the shipment came to hold.
 */
export async function giveBack(
  db: D1Database,
  { shipmentId, held, id }: Reservation,
  unused: readonly string[],
): Promise<void> {
  const restore = db.prepare(
    `UPDATE labels SET shipment_id = before_id, before_id = NULL, reserved_at = NULL, reservation = NULL
     WHERE label = ? AND shipment_id = ? AND reservation = ? AND before_id IS NOT NULL`,
  )
  const drop = db.prepare('DELETE FROM labels WHERE label = ? AND shipment_id = ? AND reservation = ?')
  const own = held.filter((row) => row.shipmentId === shipmentId).map(({ label }) => label)
  const taken = held.filter(({ label }) => unused.some((one) => sameLabel(one, label)))
  const keys = [...new Set([...unused.map(labelKey), ...taken.map(({ label }) => label)])]
  const statements = [restore, drop].flatMap((statement) =>
    keys.filter((key) => !own.includes(key)).map((key) => statement.bind(key, shipmentId, id)),
  )
  if (statements.length > 0) await db.batch(statements)
}
