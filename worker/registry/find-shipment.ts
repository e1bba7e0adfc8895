import type { Env } from '../config.ts'
import { NOBODY } from '../objects/nobody.ts'
import { type ShipmentApi, shipmentOf } from '../objects/shipment.ts'
import { logBug } from '../platform/log.ts'
import { isKnown } from './shipments.ts'

/** Shipments that this isolate knows there are: what was announced once stays. */
const known = new Set<string>()
const KNOWN_MAX = 10_000

/** Takes note of a shipment that there is, so that nobody is asked about it again. */
export function remember(shipmentId: string): void {
  if (known.size >= KNOWN_MAX) known.clear()
  known.add(shipmentId)
}

/**
 * The shipment that somebody names: its object where there is one of this id, else a stand-in that answers as an object
 * does that nobody announced. The runtime makes a file for whatever object is asked, so that made-up ids would fill the
 * storage. An announcement is answered when the index has its row, so an id that anybody was told is found; where the
 * index cannot be asked the object is, since its outage must not stop a door.
 */
export async function findShipment(
  { DB, SHIPMENT }: Pick<Env, 'DB' | 'SHIPMENT'>,
  shipmentId: string,
): Promise<ShipmentApi> {
  if (!known.has(shipmentId)) {
    try {
      if (!(await isKnown(DB, shipmentId))) return NOBODY
      remember(shipmentId)
    } catch (error) {
      logBug(error)
    }
  }
  return shipmentOf(SHIPMENT, shipmentId)
}
