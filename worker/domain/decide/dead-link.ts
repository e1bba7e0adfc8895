import { RECEIPT_SHOWN_MS } from '../limits.ts'
import { isOver } from '../reading.ts'
import type { Shipment } from '../state.ts'
import type { Refusal } from '../terms.ts'

/**
 * Returns why a genuine link of generation `link` is dead for the phone of `session`, or null while it lives
 * (R25). A finished link shows its receipt for a day, a newer message supersedes it, and the phone that
 * scanned first owns it.
 */
export function deadLink(shipment: Shipment, link: number, session: string, now: number): Refusal | null {
  const done = shipment.handOvers.findLast((handOver) => handOver.link === link)
  if (done) return now - done.at <= RECEIPT_SHOWN_MS ? null : 'link-finished'
  if (link !== shipment.link) return 'link-superseded'
  if (isOver(shipment)) return 'link-expired'
  return shipment.page.owner !== null && shipment.page.owner !== session ? 'link-owned' : null
}
