import type { Fact, FactOf } from '../event.ts'
import { sameLabel } from '../label.ts'
import type { Shipment } from '../state.ts'
import { changeParcels } from './parcels.ts'
import { newChange } from './requested-change.ts'

/** Returns the last scan, in ms, that a parcel brings along from the label's last shipment (R41), or null. */
export function broughtAlong({ labels, waybill, seen = {} }: FactOf<'announced'>, label: string) {
  const names = (key: string) => sameLabel(key, label) || (labels.length === 1 && sameLabel(key, waybill))
  const scans = Object.entries(seen).flatMap(([key, at]) => (names(key) ? [at] : []))
  return scans.length > 0 ? Math.max(...scans) : null
}

/** Returns the labels that a fact shows as scanned by our staff or setting out, which protects them (R41). */
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
  return labels.length > 0 ? { ...after, parcels: changeParcels(after, labels, { scannedAt: at }) } : after
}

/**
 * Records that somebody wants labels of this shipment for another recipient (R41). The present recipient gets
 * a new link to stop it, because earlier links may have ended with the shipment.
 */
export function requestLabel(
  shipment: Shipment,
  { requestedBy, labels, to, reasons }: FactOf<'label-requested'>,
  at: number,
): Shipment {
  return {
    ...shipment,
    labelChange: { ...newChange(shipment.seq + 1, requestedBy, at), labels, to, reasons },
    labelRequests: shipment.labelRequests + 1,
    link: shipment.link + 1,
  }
}

/** Records that two people gave the labels away: to one shipment, and to nobody else. */
export function releaseLabel(shipment: Shipment): Shipment {
  const { labelChange } = shipment
  if (!labelChange) return shipment
  const { seq, requestedBy, labels, to } = labelChange
  return { ...shipment, labelChange: null, released: { seq, requestedBy, labels, to } }
}
