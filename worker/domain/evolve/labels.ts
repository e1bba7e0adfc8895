import type { Fact, FactOf } from '../event.ts'
import { sameLabel } from '../label.ts'
import type { Shipment } from '../state.ts'
import { asked } from './change.ts'
import { change } from './parcels.ts'

/** The scan that a parcel brings along from the shipment that had its label before (R41); null: none. */
export function broughtAlong({ labels, waybill, seen = {} }: FactOf<'announced'>, label: string) {
  const names = (key: string) => sameLabel(key, label) || (labels.length === 1 && sameLabel(key, waybill))
  const scans = Object.entries(seen).flatMap(([key, at]) => (names(key) ? [at] : []))
  return scans.length > 0 ? Math.max(...scans) : null
}

/** Labels that a fact shows to be in somebody's hands of ours, or on the way: from then on they are protected (R41). */
function scannedBy(before: Shipment, after: Shipment, fact: Fact): string[] {
  switch (fact.type) {
    case 'received-at-depot':
    case 'seen-at-depot':
    case 'received-at-point':
    case 'found-at-point':
    case 'shelved':
    case 'clerk-scanned':
    case 'refused-at-point':
    case 'left-for-sender':
    case 'declared-back':
      return fact.labels
    case 'dispatched':
      return after.parcels.flatMap(({ label, place }, index) =>
        place === 'vehicle' && before.parcels[index]?.place !== 'vehicle' ? [label] : [],
      )
    default:
      return []
  }
}

export function noteScans(before: Shipment, after: Shipment, fact: Fact, at: number): Shipment {
  const labels = scannedBy(before, after, fact)
  return labels.length > 0 ? { ...after, parcels: change(after, labels, { scannedAt: at }) } : after
}

/**
 * Somebody wants labels of this shipment for another recipient (R41). Whoever it is for gets a link of its own to stop
 * it by: the ones before may have ended with the shipment.
 */
export function requestLabel(
  shipment: Shipment,
  { requestedBy, labels, to, reasons }: FactOf<'label-requested'>,
  at: number,
): Shipment {
  return {
    ...shipment,
    labelChange: { ...asked(shipment.seq + 1, requestedBy, at), labels, to, reasons },
    labelRequests: shipment.labelRequests + 1,
    link: shipment.link + 1,
  }
}

/** Two people gave them away: they are that shipment's, and nobody else's. */
export function releaseLabel(shipment: Shipment): Shipment {
  const { labelChange } = shipment
  if (!labelChange) return shipment
  const { seq, requestedBy, labels, to } = labelChange
  return { ...shipment, labelChange: null, released: { seq, requestedBy, labels, to } }
}
