import type { Env } from '../config.ts'
import { NOBODY } from '../objects/nobody.ts'
import { type ShipmentApi, shipmentStub } from '../objects/shipment.ts'
import { logBug } from '../platform/log.ts'
import { isKnown } from './shipments.ts'

/** Shipments that this isolate knows to exist. A shipment once announced always exists. */
const known = new Set<string>()
const KNOWN_MAX = 10_000

/** Remembers that a shipment exists, so that the index is not asked again. */
export function rememberShipment(shipmentId: string): void {
  if (known.size >= KNOWN_MAX) known.clear()
  known.add(shipmentId)
}

/**
 * Returns the object of the shipment with this id if it exists, else a stand-in that answers like an object
 * that was never announced. The runtime creates a file for any object that is asked, so invented ids would
 * fill the storage. An announcement is answered only once the index has its row, so every id that was ever
 * given out is found. If the index cannot be asked, the object is used, because an outage of the index must
 * not stop a hand-over.
 */
export async function findShipment(
  { DB, SHIPMENT }: Pick<Env, 'DB' | 'SHIPMENT'>,
  shipmentId: string,
): Promise<ShipmentApi> {
  if (!known.has(shipmentId)) {
    try {
      if (!(await isKnown(DB, shipmentId))) return NOBODY
      rememberShipment(shipmentId)
    } catch (error) {
      logBug(error)
    }
  }
  return shipmentStub(SHIPMENT, shipmentId)
}
