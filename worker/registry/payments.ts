import type { PaymentProviderName } from '../domain/terms.ts'
import type { BookedPayment, PaymentMark } from '../payments/provider.ts'
import type { PaymentRow } from './rows.ts'

/** Writes a payment as its shipment has it. What the provider's books say of it stays. */
export const upsertPayment = (db: D1Database, row: PaymentRow): D1PreparedStatement =>
  db
    .prepare(
      `INSERT INTO payments
         (shipment_id, number, contract_id, waybill, day, at, provider, ref, state, amount, currency, refunded, owed, seq)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (shipment_id, number) DO UPDATE SET
         ref = excluded.ref, state = excluded.state, refunded = excluded.refunded, owed = excluded.owed,
         seq = excluded.seq
       WHERE excluded.seq > seq`,
    )
    .bind(
      row.shipmentId,
      row.number,
      row.contractId,
      row.waybill,
      row.day,
      row.at,
      row.provider,
      row.ref,
      row.state,
      row.amount,
      row.currency,
      row.refunded,
      row.owed,
      row.seq,
    )

/** A payment as we have it, beside what the provider's books said before. */
interface OwnPayment {
  shipmentId: string
  number: number
  waybill: string
  ref: string | null
  state: string
  amount: number
  refunded: number
  differsAt: number | null
}

const OWN = `shipment_id shipmentId, number, waybill, ref, state, amount, refunded, differs_at differsAt`

/** Returns our payment with this mark, or null if the registry has none. */
export const findPayment = (
  db: D1Database,
  { shipmentId, payment }: PaymentMark,
): Promise<OwnPayment | null> =>
  db
    .prepare(`SELECT ${OWN} FROM payments WHERE shipment_id = ? AND number = ?`)
    .bind(shipmentId, payment)
    .first<OwnPayment>()

/** Whether our books and the provider's say the same of a payment. */
export const agrees = (
  { state, refunded, amount }: OwnPayment,
  there: Pick<BookedPayment, 'paid' | 'refunded' | 'amount'>,
): boolean =>
  (state === 'paid') === there.paid && refunded === there.refunded && (!there.paid || amount === there.amount)

/** Notes what the provider's books say of a payment, and since when they differ from ours; null: they agree. */
export const notePayment = (
  db: D1Database,
  { shipmentId, payment }: PaymentMark,
  { paid, amount, refunded }: Pick<BookedPayment, 'paid' | 'amount' | 'refunded'>,
  now: number,
  differsAt: number | null,
): D1PreparedStatement =>
  db
    .prepare(
      `UPDATE payments SET there_paid = ?, there_refunded = ?, checked_at = ?, differs_at = ?
       WHERE shipment_id = ? AND number = ?`,
    )
    .bind(paid ? amount : 0, refunded, now, differsAt, shipmentId, payment)

/** Returns payments begun in a span that we count as paid and that no reading of the books since `since` has found. */
export const unseenPayments = async (
  db: D1Database,
  provider: PaymentProviderName,
  [from, to]: readonly [from: number, to: number],
  since: number,
): Promise<OwnPayment[]> => {
  const { results } = await db
    .prepare(
      `SELECT ${OWN} FROM payments
       WHERE provider = ? AND at >= ? AND at < ? AND state = 'paid' AND (checked_at IS NULL OR checked_at < ?) LIMIT 100`,
    )
    .bind(provider, from, to, since)
    .all<OwnPayment>()
  return results
}

/** How far the reading of a provider's books for a day came; null: it has not begun. */
export const readingOf = (db: D1Database, provider: PaymentProviderName, day: string) =>
  db
    .prepare('SELECT cursor, done_at doneAt FROM reconciliations WHERE provider = ? AND day = ?')
    .bind(provider, day)
    .first<{ cursor: string | null; doneAt: number | null }>()

/** Notes how far it came. `cursor` null: it is done. */
export const noteReading = (
  db: D1Database,
  provider: PaymentProviderName,
  day: string,
  cursor: string | null,
  now: number,
): D1PreparedStatement =>
  db
    .prepare(
      `INSERT INTO reconciliations VALUES (?, ?, ?, ?)
       ON CONFLICT (provider, day) DO UPDATE SET cursor = excluded.cursor, done_at = excluded.done_at`,
    )
    .bind(provider, day, cursor, cursor === null ? now : null)

/** The payments of a day and contract, summed up in one currency. */
export interface PaymentSums {
  day: string
  contractId: string
  contractName: string
  currency: string
  paid: number
  paidAmount: number
  therePaidAmount: number
  refunded: number
  thereRefunded: number
  /** What still has to go back. */
  owed: number
  open: number
  openAmount: number
  differences: number
  /** Payments that the provider's books were not asked about yet. */
  unchecked: number
}

/** Sums up the payments begun on some days, a line a day, contract and currency, the newest day first. */
export async function sumPayments(
  db: D1Database,
  { from, to, contractId }: { from: string; to: string; contractId: string | null },
): Promise<PaymentSums[]> {
  const { results } = await db
    .prepare(
      `SELECT p.day, p.contract_id contractId, c.name contractName, p.currency,
         SUM(p.state = 'paid') paid, SUM(CASE WHEN p.state = 'paid' THEN p.amount ELSE 0 END) paidAmount,
         SUM(COALESCE(p.there_paid, 0)) therePaidAmount, SUM(p.refunded) refunded,
         SUM(COALESCE(p.there_refunded, 0)) thereRefunded, SUM(p.owed) owed,
         SUM(p.state = 'open') open, SUM(CASE WHEN p.state = 'open' THEN p.amount ELSE 0 END) openAmount,
         SUM(p.differs_at IS NOT NULL) differences, SUM(p.checked_at IS NULL AND p.state <> 'failed') unchecked
       FROM payments p JOIN contracts c ON c.id = p.contract_id
       WHERE p.day BETWEEN ?1 AND ?2 AND (?3 IS NULL OR p.contract_id = ?3)
       GROUP BY p.day, p.contract_id, p.currency ORDER BY p.day DESC, c.name, p.currency`,
    )
    .bind(from, to, contractId)
    .all<PaymentSums>()
  return results
}
