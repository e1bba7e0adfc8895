import { RECEIPT_SHOWN_MS } from './limits.ts'
import { isOver } from './reading.ts'
import type { Shipment } from './state.ts'
import { DATA_KINDS, type DataKind } from './terms.ts'

/**
 * The kind that data stored beside an event belongs to. Whatever people wrote, and whatever a later version stores
 * under a name of its own, counts as notes: nothing can be kept for ever by being unknown here.
 */
export function dataKindOf(stored: string): DataKind {
  return DATA_KINDS.find((kind) => kind === stored) ?? 'notes'
}

/** A shipment that never comes to an end, a lost one for instance, is forgotten so long after its announcement. */
const DORMANT_MS = 365 * 24 * 3_600_000

/** Whether nothing will become of any parcel any more: it is with somebody for good, or stays where it was called off. */
export function hasEnded(shipment: Shipment): boolean {
  if (!isOver(shipment)) return false
  const cancelled = shipment.phase === 'cancelled'
  return shipment.parcels.every(
    ({ place }) => place === 'recipient' || place === 'sender' || (cancelled && place === 'depot'),
  )
}

/** Since when the clocks of retention run, in ms; null while the data is still needed for the delivery itself. */
export function retainedFrom(shipment: Shipment, now: number): { at: number; dormant: boolean } | null {
  if (shipment.endedAt !== null) return { at: shipment.endedAt, dormant: false }
  const at = shipment.announcedAt + DORMANT_MS
  return now >= at ? { at, dormant: true } : null
}

/** Whether a finished link still hears complaints (R25), which need what the delivery left behind. */
export const hearsClaims = (shipment: Shipment, now: number): boolean =>
  shipment.handOvers.some(({ at }) => now - at <= RECEIPT_SHOWN_MS)
