import type { FactOf } from '../event.ts'
import { findLabel } from '../label.ts'
import { onVehicle, type Shipment } from '../state.ts'

/**
 * The parcels a hand-over is about: the given labels, or all on the vehicle. Null when a label is foreign,
 * unknown or no longer on the vehicle (`wrong-parcel`).
 */
export function parcelsOf(shipment: Shipment, labels: string[] | undefined): string[] | null {
  const there = onVehicle(shipment)
  if (!labels) return there
  const found = new Set<string>()
  for (const text of labels) {
    const label = findLabel(there, text) ?? (isWaybillOfOne(shipment, text) ? there[0] : null)
    if (!label) return null
    found.add(label)
  }
  return found.size > 0 ? [...found] : null
}

/** The waybill counts as the label of a one-parcel shipment. */
export function isWaybillOfOne(shipment: Shipment, text: string): boolean {
  return shipment.parcels.length === 1 && findLabel([shipment.waybill], text) !== null
}

/** The hand-over of some parcels, with the carrier's code of what justified it (R33). */
export function handedOver(
  shipment: Shipment,
  labels: string[],
  evidence: Pick<FactOf<'handed-over'>, 'proof' | 'signed' | 'documentType' | 'scannedBy'>,
): FactOf<'handed-over'> {
  const of = shipment.parcels.length
  return { type: 'handed-over', labels, of, code: shipment.policy.codes[evidence.proof], ...evidence }
}

/** The mandatory hold of every parcel not handed over (R14). */
export function hold(shipment: Shipment, reason: 'no-code' | 'wrong-code'): FactOf<'held'> {
  return {
    type: 'held',
    reason,
    labels: onVehicle(shipment),
    code: shipment.policy.codes[reason],
    point: shipment.visit?.point ?? null,
  }
}
