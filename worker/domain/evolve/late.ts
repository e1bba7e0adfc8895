import type { LateClaim } from '../asked.ts'
import type { FactOf } from '../event.ts'
import type { Shipment } from '../state.ts'
import type { Applied } from './applied.ts'

const without = (claims: readonly LateClaim[], seq: number) => claims.filter((one) => one.seq !== seq)

/** Records a late act that was not accepted (R36). It changes nothing by itself: the facts after it do. */
function refuse(shipment: Shipment, fact: FactOf<'late-act-refused'>, at: number): Shipment {
  const { courierId, what, because, against = null, labels, lost } = fact
  const said = { courierId, what, because, against, labels }
  const claim = { seq: shipment.seq + 1, at, ...said, proved: fact.proved !== undefined }
  if (lost.length === 0) return { ...shipment, conflicts: [...shipment.conflicts, claim] }
  if (!claim.proved) return shipment
  return { ...shipment, lateProofs: [...shipment.lateProofs, { ...claim, labels: lost }] }
}

/** Facts about acts that came too late to be accepted. */
export const LATE: Applied<'late-act-refused' | 'late-proof-declined' | 'conflict-settled'> = {
  'late-act-refused': refuse,
  'late-proof-declined': (shipment, { request }) => ({
    ...shipment,
    lateProofs: without(shipment.lateProofs, request),
  }),
  'conflict-settled': (shipment, { conflict }) => ({
    ...shipment,
    conflicts: without(shipment.conflicts, conflict),
  }),
}
