import type { LateClaim } from '../asked.ts'
import type { FactOf } from '../event.ts'
import type { Shipment } from '../state.ts'
import type { Applied } from './applied.ts'

const without = (claims: readonly LateClaim[], seq: number) => claims.filter((one) => one.seq !== seq)

/** Records a late act that was not accepted (R36). It changes nothing by itself: the facts after it do. */
function refuse(shipment: Shipment, fact: FactOf<'late-act-refused'>, at: number): Shipment {
  const { courierId, what, because, against = null, labels, lost, missing = [] } = fact
  const said = { courierId, what, because, against, labels }
  const claim = { seq: shipment.seq + 1, at, ...said, proved: fact.proved !== undefined }
  const released = [...lost, ...missing]
  if (contradicts(fact)) return { ...shipment, conflicts: [...shipment.conflicts, claim] }
  if (!claim.proved) return shipment
  return { ...shipment, lateProofs: [...shipment.lateProofs, { ...claim, labels: released }] }
}

/** Whether a late act is a task of its own: nothing is missing by it alone, and no code can be accepted. */
export const contradicts = ({ lost, missing = [], proved }: FactOf<'late-act-refused'>): boolean =>
  lost.length === 0 && (!proved || missing.length === 0)

/**
 * Returns the late codes that can still be about a missing parcel. Once it was found, they say nothing of it any more, and
 * nothing again should it go missing on a later visit.
 */
export function stillLost(before: Shipment, { lateProofs, parcels }: Shipment): LateClaim[] {
  const lost = (label: string, among: Shipment['parcels']) =>
    among.some((parcel) => parcel.label === label && parcel.place === 'unexplained')
  const found = (label: string) => lost(label, before.parcels) && !lost(label, parcels)
  if (!lateProofs.some(({ labels }) => labels.some(found))) return lateProofs
  return lateProofs.flatMap((claim) => {
    const labels = claim.labels.filter((label) => !found(label))
    return labels.length > 0 ? [{ ...claim, labels }] : []
  })
}

/** Facts about acts that came too late to be accepted. */
export const LATE: Applied<'late-act-refused' | 'late-proof-declined' | 'conflict-settled'> = {
  'late-act-refused': refuse,
  'late-proof-declined': (shipment, { request }) => ({
    ...shipment,
    lateProofs: shipment.lateProofs.map((one) => (one.seq === request ? { ...one, declined: true } : one)),
  }),
  'conflict-settled': (shipment, { conflict }) => ({
    ...shipment,
    conflicts: without(shipment.conflicts, conflict),
  }),
}
