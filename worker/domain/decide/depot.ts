import type { Command } from '../command.ts'
import type { Parcel } from '../custody.ts'
import { accept, type Decision, refuse } from '../decision.ts'
import type { Fact } from '../event.ts'
import { SEEN_AGAIN_MS } from '../limits.ts'
import { findScanned } from '../scanned.ts'
import type { Shipment } from '../state.ts'
import type { ParcelPlace } from '../terms.ts'
import { isWaybillOfOne } from './parcels.ts'

type CommandOf<T extends Command['type']> = Extract<Command, { type: T }>

/** Where a parcel can be that comes back to a depot. */
const BACK: readonly ParcelPlace[] = ['vehicle', 'to-point', 'unexplained']

/**
 * Records the depot's scan of parcels (R26). Only this sets a parcel's place to `depot`; a parcel that is
 * there already is recorded as seen. A claim stops releases, never changes of custody (R21).
 */
export function receiveAtDepot(
  shipment: Shipment,
  command: CommandOf<'receive-at-depot'>,
  now: number,
): Decision {
  const { visit, claim, acceptedSeq, policy } = shipment
  // A parcel on the road comes in only after its visit is over or a claim has stopped it. A parcel that was
  // lost on an earlier visit comes in at any time.
  const out = (visit?.open ?? false) && !claim?.open
  // Before the first visit the depot's scan is the acceptance, recorded once; later it is what came back.
  const accepts = visit === null && acceptedSeq === null
  const comesIn = ({ place }: Parcel) =>
    (out ? place === 'unexplained' : BACK.includes(place)) || (accepts && place === 'depot')
  const scanned = scannedOf(shipment, command.labels, (parcel) => comesIn(parcel) || parcel.place === 'depot')
  if (!scanned) return refuse(out ? 'on-a-round' : 'wrong-parcel')
  const labels = scanned.filter(comesIn).map(({ label }) => label)
  const here = scanned.filter((parcel) => !comesIn(parcel))
  const seen = here.filter(({ seenAt }) => seenAt === null || now - seenAt >= SEEN_AGAIN_MS)
  const facts: Fact[] = []
  if (labels.length > 0) facts.push({ type: 'received-at-depot', labels, code: policy.codes.depot })
  if (seen.length > 0) facts.push({ type: 'seen-at-depot', labels: seen.map(({ label }) => label) })
  return accept(facts, { outcome: labels.length > 0 ? 'done' : 'seen' })
}

/** Returns the parcels that the texts name, or null if a text names none that `may` be scanned here. */
function scannedOf(
  shipment: Shipment,
  texts: readonly string[],
  may: (parcel: Parcel) => boolean,
): Parcel[] | null {
  const there = shipment.parcels.filter(may)
  const labels = there.map(({ label }) => label)
  const found = new Set<string>()
  for (const text of texts) {
    const label = findScanned(labels, text) ?? (isWaybillOfOne(shipment, text) ? labels[0] : undefined)
    if (!label) return null
    found.add(label)
  }
  return there.filter(({ label }) => found.has(label))
}
