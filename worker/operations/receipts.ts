import type { ReceivedLabel } from '../api/depot/answers.ts'
import type { PointReceipt } from '../api/holds/answers.ts'
import { lastFour } from '../domain/label.ts'
import { findScanned } from '../domain/scanned.ts'
import { type ShipmentResult, shipmentStub } from '../objects/shipment.ts'
import { shipmentsOfLabels } from '../registry/shipments.ts'
import { tallyForeign } from './foreign.ts'
import type { DurableOperation, Stores, Underway } from './operation.ts'

/** A scanned label and its shipment. */
export interface ScannedLabel {
  label: string
  shipmentId: string
  waybill: string
}

/**
 * A scan as it is kept until it is done, with null where no shipment has the label. Such a text is not kept,
 * because it may be a code that was read into the wrong field (R4); the caller knows it by its place.
 */
export type ScannedLabels = readonly (ScannedLabel | null)[]

/** Looks up scanned texts; each result stands in the place of its text. */
export async function scanOf(db: D1Database, labels: readonly string[]): Promise<ScannedLabels> {
  const known = await shipmentsOfLabels(db, labels)
  return labels.map((label) => {
    const found = known.get(label)
    return found ? { label, ...found } : null
  })
}

type Stored<Item extends { label: string }> = Omit<Item, 'label'> & { label?: string }

/** Completes the answer of a scan with the texts that were not kept, each in its place. */
export const itemsOf = (labels: readonly string[]) => (body: object) => {
  const { items } = body as { items: { label?: string }[] }
  return { items: items.map((item, index) => ({ label: labels[index] ?? '', ...item })) }
}

type Received = Stored<ReceivedLabel>

/**
 * Returns a function that takes one label as a step of its own, so that an unknown label never blocks the
 * next.
 */
const receiveOne = (
  { SHIPMENT }: Stores,
  { step }: Underway<unknown>,
  type: 'receive-at-depot' | 'return-from-depot',
  outcomeOf: (done: ShipmentResult) => Received['outcome'],
) => {
  return async (scanned: ScannedLabel | null): Promise<Received> => {
    if (!scanned) return { outcome: 'unknown' }
    const { label, shipmentId } = scanned
    const shipment = shipmentStub(SHIPMENT, shipmentId)
    const done = await shipment.carryOut({ type, labels: [label] }, step(label))
    return { ...scanned, outcome: outcomeOf(done) }
  }
}

/** Takes the labels one after another, because two labels of one shipment make two facts in one log. */
async function inOrder<Item>(
  scan: ScannedLabels,
  one: (scanned: ScannedLabel | null, index: number) => Promise<Item>,
) {
  const items: Item[] = []
  for (const [index, scanned] of scan.entries()) items.push(await one(scanned, index))
  return items
}

/** Records that the depot has what it scanned. Only this makes another visit possible (R26). */
export const receiveAtDepot: DurableOperation<{ scan: ScannedLabels }> = {
  async perform(stores, underway) {
    const one = receiveOne(stores, underway, 'receive-at-depot', (done) =>
      !done.ok ? 'not-due' : done.value.outcome === 'seen' ? 'seen' : 'received',
    )
    return { reply: { status: 200, body: { items: await inOrder(underway.given.scan, one) } } }
  },
}

/** Records that parcels which were ordered back leave the depot for their sender. */
export const returnFromDepot: DurableOperation<{ scan: ScannedLabels }> = {
  async perform(stores, underway) {
    const one = receiveOne(stores, underway, 'return-from-depot', (done) =>
      done.ok ? 'returned' : 'not-due',
    )
    return { reply: { status: 200, body: { items: await inOrder(underway.given.scan, one) } } }
  },
}

export interface PointReceiptInput {
  scan: ScannedLabels
  pointId: string
  shelf?: string
  /**
   * The day in which foreign labels count for the clerk, and for each label the key under which it counts
   * (R28).
   */
  day: string
  foreign: readonly string[]
}

type PointItem = Stored<PointReceipt['items'][number]>

/** Records that a point has what it scanned. Labels that are foreign to it count against the clerk (R28). */
export const receiveAtPoint: DurableOperation<PointReceiptInput> = {
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
      const shipment = shipmentStub(stores.SHIPMENT, shipmentId)
      const done = await shipment.carryOut({ ...command, ...(shelf !== undefined && { shelf }) }, step(label))
      const { outcome } = done.ok ? done.value : { outcome: 'unexpected' as const }
      if (outcome === 'expected' || outcome === 'undeclared') {
        // Other parcels of the waybill may still be on their way, and the point may know them only by
        // scanning them.
        const shown = findScanned([waybill], label) === null ? lastFour(waybill) : waybill
        return { label, outcome, shipmentId, waybill: shown }
      }
      if (done.ok || done.refusal === 'wrong-parcel') count(index)
      // A clerk who holds another point's label learns nothing more about it, because label numbers are easy
      // to guess.
      return { label, outcome: outcome === 'wrong-point' ? outcome : 'unexpected' }
    })
    await tallyForeign(stores, by.id, counted, day)
    return { reply: { status: 200, body: { items } } }
  },
}
