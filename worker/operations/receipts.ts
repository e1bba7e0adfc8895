import type { ReceivedLabel } from '../api/depot/answers.ts'
import type { PointReceipt } from '../api/holds/answers.ts'
import { lastFour, sameLabel } from '../domain/label.ts'
import { type Result, shipmentOf } from '../objects/shipment.ts'
import { shipmentsOfLabels } from '../registry/shipments.ts'
import { tallyForeign } from './foreign.ts'
import type { Operation, Stores, Underway } from './operation.ts'

/** A scanned label, and the shipment it is of. */
export interface Scanned {
  label: string
  shipmentId: string
  waybill: string
}

/**
 * A scan as it is kept until it is done: null where nobody announced the label. Such a text is not kept, since it may be
 * a code that was read into the wrong field (R4); whoever sent it knows it by its place.
 */
export type Scan = readonly (Scanned | null)[]

/** What is known of scanned texts, each in its place. */
export async function scanOf(db: D1Database, labels: readonly string[]): Promise<Scan> {
  const known = await shipmentsOfLabels(db, labels)
  return labels.map((label) => {
    const found = known.get(label)
    return found ? { label, ...found } : null
  })
}

type Stored<Item extends { label: string }> = Omit<Item, 'label'> & { label?: string }

/** The answer of a scan, with the texts that are not kept put back in their places. */
export const itemsOf = (labels: readonly string[]) => (body: object) => {
  const { items } = body as { items: { label?: string }[] }
  return { items: items.map((item, index) => ({ label: labels[index] ?? '', ...item })) }
}

type Received = Stored<ReceivedLabel>

/** Each label is a step of its own, so that rubbish never blocks the next. */
const each = (
  { SHIPMENT }: Stores,
  { step }: Underway<unknown>,
  type: 'receive-at-depot' | 'return-from-depot',
  outcomeOf: (done: Result) => Received['outcome'],
) => {
  return async (scanned: Scanned | null): Promise<Received> => {
    if (!scanned) return { outcome: 'unknown' }
    const { label, shipmentId } = scanned
    const shipment = shipmentOf(SHIPMENT, shipmentId)
    const done = await shipment.carryOut({ type, labels: [label] }, step(label))
    return { ...scanned, outcome: outcomeOf(done) }
  }
}

/** One after another: two labels of one shipment are two facts of one log. */
async function inOrder<Item>(scan: Scan, one: (scanned: Scanned | null, index: number) => Promise<Item>) {
  const items: Item[] = []
  for (const [index, scanned] of scan.entries()) items.push(await one(scanned, index))
  return items
}

/** The depot has what it scanned: only that makes another visit possible (R26). */
export const receiveAtDepot: Operation<{ scan: Scan }> = {
  async perform(stores, underway) {
    const one = each(stores, underway, 'receive-at-depot', (done) =>
      !done.ok ? 'not-due' : done.value.outcome === 'seen' ? 'seen' : 'received',
    )
    return { reply: { status: 200, body: { items: await inOrder(underway.given.scan, one) } } }
  },
}

/** Parcels that were ordered back leave the depot for their sender. */
export const returnFromDepot: Operation<{ scan: Scan }> = {
  async perform(stores, underway) {
    const one = each(stores, underway, 'return-from-depot', (done) => (done.ok ? 'returned' : 'not-due'))
    return { reply: { status: 200, body: { items: await inOrder(underway.given.scan, one) } } }
  },
}

export interface AtPoint {
  scan: Scan
  pointId: string
  shelf?: string
  /** The day it counts in for its clerk, and what each label counts as if it is none of the point's (R28). */
  day: string
  foreign: readonly string[]
}

type PointItem = Stored<PointReceipt['items'][number]>

/** A point has what it scanned; what is none of its own counts for the clerk (R28). */
export const receiveAtPoint: Operation<AtPoint> = {
  async perform(stores, { by, given, step }) {
    const { scan, pointId, shelf, day, foreign } = given
    const counted: string[] = []
    const count = (index: number) => void counted.push(foreign[index] ?? '')
    const items = await inOrder(scan, async (scanned, index): Promise<PointItem> => {
      if (!scanned) {
        count(index)
        return { outcome: 'unknown' }
      }
      const { label, shipmentId, waybill } = scanned
      const command = { type: 'receive-at-point' as const, pointId, labels: [label] }
      const shipment = shipmentOf(stores.SHIPMENT, shipmentId)
      const done = await shipment.carryOut({ ...command, ...(shelf !== undefined && { shelf }) }, step(label))
      const { outcome } = done.ok ? done.value : { outcome: 'unexpected' as const }
      if (outcome === 'expected' || outcome === 'undeclared') {
        // The rest of the waybill's parcels may still be on their way: they are known by scanning them.
        const shown = sameLabel(waybill, label) ? waybill : lastFour(waybill)
        return { label, outcome, shipmentId, waybill: shown }
      }
      if (done.ok || done.refusal === 'wrong-parcel') count(index)
      // Whoever has another point's label in hand learns no more of it than that: labels are easily counted through.
      return { label, outcome: outcome === 'wrong-point' ? outcome : 'unexpected' }
    })
    await tallyForeign(stores, by.id, counted, day)
    return { reply: { status: 200, body: { items } } }
  },
}
