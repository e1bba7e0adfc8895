import type { PointInfo } from '../choose-point.ts'
import { NEW_HOLD } from '../custody.ts'
import type { FactOf } from '../event.ts'
import { currentHold, isOver } from '../reading.ts'
import type { Shipment } from '../state.ts'
import { change, place } from './parcels.ts'
import { undeclared } from './way.ts'

/** Parcels set out for a point, or are said to be there: from now on it is a hold. An end stays what it is. */
export function holdAt(
  shipment: Shipment,
  point: PointInfo,
  labels: readonly string[],
  at: number,
): Shipment {
  return {
    ...shipment,
    phase: isOver(shipment) ? shipment.phase : 'held',
    parcels: place(shipment, labels, 'to-point'),
    hold: { ...NEW_HOLD, ...currentHold(shipment), point, since: at },
  }
}

/** The point has them: the first receipt begins storage and, where the policy has one, a new code. */
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
  const received = undeclared({ ...shipment, parcels: place(shipment, fact.labels, 'point') }, fact, at, by)
  const hold = { ...NEW_HOLD, since: at, ...before, point }
  // The rest of what a counter issued in part, and came late.
  const partly = shipment.phase === 'partly-handed-over' && !first
  const next: Shipment = {
    ...shipment,
    phase: isOver(shipment) || partly ? shipment.phase : 'held',
    parcels: fact.shelf
      ? change({ ...shipment, parcels: received }, fact.labels, { shelf: fact.shelf })
      : received,
    visit: visit?.open ? { ...visit, open: false, droppedOff: true } : visit,
    hold: {
      ...hold,
      receivedAt: hold.receivedAt ?? at,
      // Behind an open claim nobody is told to fetch it: that is news once it is decided.
      ready: hold.ready && !shipment.claim?.open,
      received: [...new Set([...hold.received, ...fact.labels])],
      receivedBy: [...new Set([...hold.receivedBy, ...(by === null ? [] : [by])])],
    },
    page: first ? { ...shipment.page, scanned: [], noClaims: false } : shipment.page,
  }
  // R28: what was told for a door opens nothing at a counter; where the counter takes a code it is new.
  const renew = first && !destination && policy.newCodeAtPoint && next.told === next.secret
  return renew ? { ...next, secret: next.secret + 1 } : next
}

/** What clerk and phone each did for an issue by link counts no more: parcel, link or claim is another. */
export const withoutHalves = (shipment: Shipment): Shipment =>
  shipment.hold ? { ...shipment, hold: { ...shipment.hold, clerk: null, finish: null } } : shipment
