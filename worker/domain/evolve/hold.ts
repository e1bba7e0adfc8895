import type { PointInfo } from '../choose-point.ts'
import { NEW_HOLD } from '../custody.ts'
import type { FactOf } from '../event.ts'
import { currentHold, isOver } from '../reading.ts'
import type { Shipment } from '../state.ts'
import { changeParcels, placeParcels } from './parcels.ts'
import { undeclared } from './way.ts'

/**
 * Puts parcels on their way to a point, or declares them to be there, which makes the shipment held. A
 * shipment that is over keeps its phase.
 */
export function holdAt(
  shipment: Shipment,
  point: PointInfo,
  labels: readonly string[],
  at: number,
): Shipment {
  return {
    ...shipment,
    phase: isOver(shipment) ? shipment.phase : 'held',
    parcels: placeParcels(shipment, labels, 'to-point'),
    hold: { ...NEW_HOLD, ...currentHold(shipment), point, since: at },
  }
}

/** Records a point's receipt. The first one begins storage and, where the policy has one, a new code. */
export function receiveAtPoint(
  shipment: Shipment,
  fact: FactOf<'received-at-point'>,
  at: number,
  by: string | null,
): Shipment {
  const point = shipment.hold?.point ?? shipment.destination
  if (!point) return shipment
  const { visit, policy, destination } = shipment
  const before = currentHold(shipment)
  const first = before?.receivedAt == null
  const received = undeclared(
    { ...shipment, parcels: placeParcels(shipment, fact.labels, 'point') },
    fact,
    at,
    by,
  )
  const hold = { ...NEW_HOLD, since: at, ...before, point }
  // These parcels come late: a counter has already issued the others.
  const partly = shipment.phase === 'partly-handed-over' && !first
  const next: Shipment = {
    ...shipment,
    phase: isOver(shipment) || partly ? shipment.phase : 'held',
    parcels: fact.shelf
      ? changeParcels({ ...shipment, parcels: received }, fact.labels, { shelf: fact.shelf })
      : received,
    visit: visit?.open ? { ...visit, open: false, droppedOff: true } : visit,
    hold: {
      ...hold,
      receivedAt: hold.receivedAt ?? at,
      // Nobody is told to fetch a parcel while a claim is open. That is news once the claim is decided.
      ready: hold.ready && !shipment.claim?.open,
      received: [...new Set([...hold.received, ...fact.labels])],
      receivedBy: [...new Set([...hold.receivedBy, ...(by === null ? [] : [by])])],
    },
    page: first ? { ...shipment.page, scanned: [], noClaims: false } : shipment.page,
  }
  // R28: a code told for a door opens nothing at a counter. Where the counter takes a code, it is new.
  const renew = first && !destination && policy.newCodeAtPoint && next.secretSent === next.secret
  return renew ? { ...next, secret: next.secret + 1 } : next
}

/** Drops both halves of an issue by link, because the parcel, the link or a claim has changed. */
export const withoutHalves = (shipment: Shipment): Shipment =>
  shipment.hold ? { ...shipment, hold: { ...shipment.hold, clerk: null, finish: null } } : shipment
