import type { FactOf } from '../event.ts'
import { NEW_PAGE, type Shipment } from '../state.ts'
import { isCode } from '../terms.ts'
import { withoutHalves } from './hold.ts'
import { endVisit, phaseOf, placeParcels } from './parcels.ts'

/** Records that parcels were handed over to their recipient, at a door or a counter. */
export function handOver(
  shipment: Shipment,
  fact: FactOf<'handed-over'>,
  at: number,
  by: string | null,
): Shipment {
  const parcels = placeParcels(shipment, fact.labels, 'recipient')
  const { labels, of, proof, pointId, lateProof } = fact
  // A late code was compared when it came, and costs no attempt again.
  const byCode = isCode(proof) && lateProof === undefined ? 1 : 0
  const atCounter = pointId !== undefined
  const done = { seq: shipment.seq + 1, at, labels, of, proof, link: shipment.link, atCounter, by }
  const next: Shipment = {
    ...withoutHalves(shipment),
    parcels,
    phase: phaseOf(parcels, 'partly-handed-over'),
    // What ended the visit, an NL for instance, stays on record when a counter issues the parcel later.
    visit: atCounter ? shipment.visit : endVisit(shipment, fact),
    evaluated: shipment.evaluated + (atCounter ? 0 : byCode),
    evaluatedAtCounter: shipment.evaluatedAtCounter + (atCounter ? byCode : 0),
    handOvers: [...shipment.handOvers, done],
  }
  // R24: a partial hand-over ends the secrets it used. What is left gets new secrets, not new attempts.
  const rest = next.phase === 'partly-handed-over'
  return rest ? { ...next, secret: next.secret + 1, link: next.link + 1, page: NEW_PAGE } : next
}
