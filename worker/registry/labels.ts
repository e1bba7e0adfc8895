import { heldKeys, labelKey, sameLabel } from '../domain/label.ts'

/** A label that an announcement wants, in whichever spelling, and the shipment it stands with: also its own. */
export interface HeldLabel {
  label: string
  shipmentId: string
  /** Whose it was before it was reserved for `shipmentId`. */
  beforeId: string | null
  /** When it was reserved, in ms, and by which announcement; null: before anybody noted it, or it was given back. */
  reservedAt: number | null
  reservation: string | null
  /** Null: the index does not know that shipment, or not yet. */
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

/** Parameters of one statement: D1 binds at most a hundred. */
const KEYS_MAX = 90

/** Who has some labels, or reserved them. */
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
  // A whole round's scans are one trip.
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

/** Those of some texts that name a label somebody announced, in whichever spelling. */
export async function announcedAmong(db: D1Database, texts: readonly string[]): Promise<string[]> {
  const held = new Set((await heldLabels(db, texts)).map(({ label }) => label))
  return texts.filter((text) => heldKeys(text).some((key) => held.has(key)))
}

/** One announcement's hold on the labels it wants. */
export interface Reservation {
  shipmentId: string
  labels: readonly string[]
  /** Rows as they were found; `keeper`: the shipment that had the say over the label. */
  held: readonly (HeldLabel & { keeper: string | null })[]
  at: number
  /** Tells it from any other, also of the same shipment. */
  id: string
}

/** Reserves labels: new ones, and others from exactly whom they were found with. False: somebody else was faster. */
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
  // Left behind by an announcement of its own that never arrived, or made by one that is under way.
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
  // One that was given back between finding and taking it stands with nobody: it was not had by taking it.
  const stands = (label: string) => rows.some((row) => heldKeys(label).includes(row.label))
  return labels.every(stands) && rows.every((row) => row.shipmentId === shipmentId)
}

/**
 * Gives up what a reservation took for nothing: whoever had the say over a label before has it again, and what nobody
 * had is free. What was its shipment's own already stays: an announcement under way may need it. `unused`: labels that
 * no announcement of the shipment came to hold.
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
