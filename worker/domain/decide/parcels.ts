import type { FactOf } from '../event.ts'
import { onVehicle } from '../reading.ts'
import { findScanned } from '../scanned.ts'
import type { Shipment } from '../state.ts'
import type { HoldReason, ReturnReason } from '../terms.ts'

/** Returns the parcels among `there` that the texts name; null if a text names none, or without texts. */
export function namedParcels(
  shipment: Shipment,
  there: readonly string[],
  texts: readonly string[],
): string[] | null {
  const found = new Set<string>()
  for (const text of texts) {
    const label = findScanned(there, text) ?? (isWaybillOfOne(shipment, text) ? there[0] : undefined)
    if (!label) return null
    found.add(label)
  }
  return found.size > 0 ? [...found] : null
}

/**
 * Returns the parcels that a hand-over at the door is about: those of the given labels, or all on the
 * vehicle. Null if a label is foreign, unknown or no longer on the vehicle (`wrong-parcel`).
 */
export function parcelsOf(shipment: Shipment, labels: string[] | undefined): string[] | null {
  const there = onVehicle(shipment)
  return labels ? namedParcels(shipment, there, labels) : there
}

/** Whether a text is the waybill of a one-parcel shipment, which counts as its label. */
export function isWaybillOfOne(shipment: Shipment, text: string): boolean {
  return shipment.parcels.length === 1 && findScanned([shipment.waybill], text) !== null
}

/** Returns the hand-over of some parcels, with the carrier's code of what justified it (R33). */
export function handedOver(
  shipment: Shipment,
  labels: string[],
  proof: Pick<FactOf<'handed-over'>, 'proof' | 'signed' | 'documentType' | 'scannedBy' | 'pointId'>,
): FactOf<'handed-over'> {
  const of = shipment.parcels.length
  return { type: 'handed-over', labels, of, code: shipment.policy.codes[proof.proof], ...proof }
}

/** Returns the mandatory hold of every parcel that is still on the vehicle (R14). */
export function hold(shipment: Shipment, reason: HoldReason): FactOf<'held'> {
  return {
    type: 'held',
    reason,
    labels: onVehicle(shipment),
    code: shipment.policy.codes[reason],
    point: shipment.visit?.point ?? null,
  }
}

/** Returns the order that parcels go back to their sender, with the carrier's code for that. */
export function returnOf(
  shipment: Shipment,
  labels: string[],
  reason: ReturnReason,
): FactOf<'return-ordered'> {
  return { type: 'return-ordered', reason, labels, code: shipment.policy.codes.returned }
}
