import { RECEIPT_SHOWN_MS } from './limits.ts'
import { isOver } from './reading.ts'
import type { Shipment } from './state.ts'
import { DATA_KINDS, type DataKind } from './terms.ts'

/**
 * Returns the kind of data stored beside an event. Whatever people wrote counts as notes, and so does any
 * name that a later version stores: nothing is kept for ever because it is unknown here.
 */
export function dataKindOf(stored: string): DataKind {
  // A chat is a way to the recipient like a telephone number.
  if (stored === 'chat') return 'contact'
  return DATA_KINDS.find((kind) => kind === stored) ?? 'notes'
}

/** How long after its announcement a shipment that never ends (lost, for instance) counts as ended. */
const DORMANT_MS = 365 * 24 * 3_600_000

/**
 * Whether nothing more will become of any parcel: each is with somebody for good, or stays where it was when
 * the shipment was cancelled.
 */
export function hasEnded(shipment: Shipment): boolean {
  if (!isOver(shipment)) return false
  const cancelled = shipment.phase === 'cancelled'
  return shipment.parcels.every(
    ({ place }) => place === 'recipient' || place === 'sender' || (cancelled && place === 'depot'),
  )
}

/** Returns since when the retention clocks run, in ms, or null while the delivery still needs the data. */
export function retainedFrom(shipment: Shipment, now: number): { at: number; dormant: boolean } | null {
  if (shipment.endedAt !== null) return { at: shipment.endedAt, dormant: false }
  const at = shipment.announcedAt + DORMANT_MS
  return now >= at ? { at, dormant: true } : null
}

/** Whether a finished link still takes complaints (R25), which need what the delivery left behind. */
export const hearsClaims = (shipment: Shipment, now: number): boolean =>
  shipment.handOvers.some(({ at }) => now - at <= RECEIPT_SHOWN_MS)
