import type { FactOf } from '../event.ts'
import { NEAR_M } from '../limits.ts'
import { NEW_PAGE, type Shipment } from '../state.ts'
import { type Applied, unchanged } from './applied.ts'
import { askApproval, sayApproval } from './approval.ts'
import { handOver } from './hand-over.ts'
import { holdAt, withoutHalves } from './hold.ts'
import { endVisit } from './parcels.ts'
import { reopen } from './reopened.ts'
import { arriveAtPoint, onTheWay } from './way.ts'

function refuseCode(shipment: Shipment, { pointId }: FactOf<'code-refused'>): Shipment {
  if (pointId !== undefined) return { ...shipment, evaluatedAtCounter: shipment.evaluatedAtCounter + 1 }
  return { ...shipment, evaluated: shipment.evaluated + 1 }
}

function keep(shipment: Shipment, { point, labels, code }: FactOf<'held'>, at: number): Shipment {
  const ended: Shipment = {
    ...shipment,
    visit: shipment.visit && { ...shipment.visit, open: false, held: true, code },
    // R28: the code of this door is dead. Another visit, or a counter that takes codes, gets a new one.
    secret: shipment.secret + 1,
  }
  if (!point) return { ...ended, phase: 'at-depot' }
  return onTheWay(holdAt(ended, point, labels, at), labels, 'held')
}

/** Facts about a door, and about hand-overs by any proof, there or at a counter. */
export const DOOR: Applied<
  | 'arrived'
  | 'code-refused'
  | 'no-code-declared'
  | 'identity-not-proved'
  | 'handed-over'
  | 'approval-asked'
  | 'approval-given'
  | 'approval-declined'
  | 'held'
  | 'visit-failed'
  | 'visit-reopened'
  | 'sent-on-demand'
> = {
  arrived: (shipment, { distanceM, near }, at) => ({
    ...shipment,
    visit: shipment.visit && {
      ...shipment.visit,
      arrivedAt: at,
      distanceM: distanceM ?? null,
      // Where the address has no coordinates, nothing speaks against it. Older arrivals know their distance alone.
      near: near ?? (distanceM ?? 0) <= NEAR_M,
    },
    parcels: arriveAtPoint(shipment),
  }),
  'code-refused': refuseCode,
  'no-code-declared': (shipment) => ({
    ...shipment,
    visit: shipment.visit && { ...shipment.visit, identityOpen: true },
  }),
  'identity-not-proved': unchanged,
  'handed-over': handOver,
  'approval-asked': askApproval,
  'approval-given': sayApproval,
  'approval-declined': sayApproval,
  held: keep,
  'visit-failed': (shipment, fact) => ({
    ...shipment,
    phase: fact.reason === 'refused' ? 'refused' : 'at-depot',
    visit: endVisit(shipment, fact),
  }),
  'visit-reopened': reopen,
  // A resend mints a new link and frees the binding (R25); the code and its attempts stay (R8).
  'sent-on-demand': (shipment, _fact, at) => ({
    ...withoutHalves(shipment),
    link: shipment.link + 1,
    page: NEW_PAGE,
    sends: { count: shipment.sends.count + 1, lastAt: at },
  }),
}
