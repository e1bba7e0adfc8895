import { PAYMENT_PROVIDERS } from '../domain/terms.ts'
import type { BookedPayment, PaymentMark, PaymentProvider } from '../payments/provider.ts'
import { logBug, logPayment } from '../platform/log.ts'
import { findShipment } from '../registry/find-shipment.ts'
import { insertAlert } from '../registry/index-update.ts'
import {
  agrees,
  findPayment,
  notePayment,
  noteReading,
  readingOf,
  unseenPayments,
} from '../registry/payments.ts'

const DAY_MS = 24 * 3_600_000
/** Payments that were begun within so many days are compared each day. Later refunds are followed by their shipment. */
const DAYS_BACK = 3
/** How many pages of a provider's books one run reads. The next run goes on after them. */
const PAGES = 40
/** How far the provider's clock may be from ours, and how long a payment may take to get there. */
const CLOCKS_APART_MS = 6 * 3_600_000
/** A difference that asking the shipment did not settle within an hour is a dispatcher's. */
const SETTLED_MS = 3_600_000

interface Stores {
  DB: D1Database
  SHIPMENT: DurableObjectNamespace
}

const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10)

/**
 * Compares the provider's books with ours, once a day for each provider (R30). Where they differ the shipment is asked
 * to ask the provider, so that a notice that was lost is made good; what differs still the next time is an alert.
 */
export async function reconcile(
  stores: Stores,
  providers: Partial<Record<string, PaymentProvider>>,
  now: number,
): Promise<void> {
  for (const name of PAYMENT_PROVIDERS) {
    const provider = providers[name]
    if (provider) await readBooks(stores, provider, now).catch(logBug)
  }
}

async function readBooks(stores: Stores, provider: PaymentProvider, now: number): Promise<void> {
  const { DB: db } = stores
  const day = dayOf(now)
  const reading = await readingOf(db, provider.name, day)
  if (reading?.doneAt) return
  // Whole days, so that every run of a day reads the same span. What was just begun is not compared yet.
  const until = Date.parse(day)
  const span = [until - DAYS_BACK * DAY_MS, until] as const
  let cursor = reading?.cursor ?? null
  for (let page = 0; page < PAGES; page++) {
    const part = await provider.list(...span, cursor)
    if (part.outcome !== 'known') {
      logPayment({ provider: provider.name, outcome: part.outcome, code: part.code })
      return
    }
    for (const booked of part.value.items) await compare(stores, provider, booked, now)
    cursor = part.value.cursor
    if (cursor === null) await missing(db, provider, span, until, now)
    await noteReading(db, provider.name, day, cursor, now).run()
    if (cursor === null) return
  }
}

/** Compares one line of the provider's books with ours. */
async function compare(
  stores: Stores,
  provider: PaymentProvider,
  booked: BookedPayment,
  now: number,
): Promise<void> {
  const { DB: db } = stores
  const { mark } = booked
  // The account may serve other shops too; what bears no mark of ours is theirs.
  if (!mark) return
  const own = await findPayment(db, mark)
  if (!own && !booked.paid) return
  if (own && agrees(own, booked)) {
    await notePayment(db, mark, booked, now, null).run()
    return
  }
  // A shipment that cannot be asked holds none of the others up; its payment goes on differing.
  await askShipment(stores, mark).catch(logBug)
  const after = await findPayment(db, mark)
  if (after && agrees(after, booked)) {
    await notePayment(db, mark, booked, now, null).run()
    return
  }
  const since = after?.differsAt ?? now
  if (after) await notePayment(db, mark, booked, now, since).run()
  // On the last day on which it is compared, nobody would hear of it any more.
  const last = booked.at < Date.parse(dayOf(now)) - (DAYS_BACK - 1) * DAY_MS
  if (!after || last || now - since >= SETTLED_MS)
    await alert(db, provider, mark, after?.waybill ?? null, now)
}

const askShipment = async (stores: Stores, { shipmentId, payment }: PaymentMark): Promise<void> =>
  (await findShipment(stores, shipmentId)).takePaymentNotice(payment)

/** Alerts of payments that we count as paid and that the provider's books do not list. */
async function missing(
  db: D1Database,
  provider: PaymentProvider,
  span: readonly [number, number],
  since: number,
  now: number,
): Promise<void> {
  // Our clock and the provider's may put a payment on either side of midnight.
  const [from, to] = span
  for (const own of await unseenPayments(db, provider.name, [from, to - CLOCKS_APART_MS], since)) {
    const mark = { shipmentId: own.shipmentId, payment: own.number }
    await notePayment(db, mark, { paid: false, amount: 0, refunded: 0 }, now, own.differsAt ?? now).run()
    await alert(db, provider, mark, own.waybill, now)
  }
}

/** One alert a payment, however often it is found to differ. */
const alert = (
  db: D1Database,
  provider: PaymentProvider,
  { shipmentId, payment }: PaymentMark,
  waybill: string | null,
  at: number,
) => {
  logPayment({ provider: provider.name, outcome: 'differs' })
  const id = `payment-difference:${shipmentId}:${payment}`
  const about = { shipmentId: waybill === null ? null : shipmentId, waybill, personId: null }
  return insertAlert(db, { id, kind: 'payment-difference', at, ...about }).run()
}
