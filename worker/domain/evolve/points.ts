import type { FactOf } from '../event.ts'
import type { Shipment } from '../state.ts'
import type { Applied } from './applied.ts'
import { holdAt, receiveAtPoint } from './hold.ts'
import { changeParcels, markForSender } from './parcels.ts'
import { doubt, onTheWay, otherDestination } from './way.ts'

function declareAtPoint(shipment: Shipment, { labels }: FactOf<'declared-at-point'>, at: number): Shipment {
  const { destination, visit } = shipment
  const dropped = visit && { ...visit, open: false, droppedOff: true }
  return destination ? holdAt({ ...shipment, visit: dropped }, destination, labels, at) : shipment
}

function choosePoint(shipment: Shipment, { point, labels }: FactOf<'point-chosen'>, at: number): Shipment {
  const before = otherDestination(shipment, point)
  const chosen: Shipment = {
    ...before,
    visit: before.visit?.open ? { ...before.visit, point } : before.visit,
    destination: shipment.destination && point,
  }
  if (!shipment.hold && labels.length === 0) return chosen
  const set = onTheWay(holdAt(chosen, point, labels, at), labels, 'depot')
  return { ...set, hold: set.hold && { ...set.hold, fromDepot: set.hold.fromDepot || labels.length > 0 } }
}

/** Facts about the way to a point, the time there, and the way back to the sender. */
export const POINTS: Applied<
  | 'declared-at-point'
  | 'point-chosen'
  | 'received-at-point'
  | 'receipt-confirmed'
  | 'receipt-doubted'
  | 'shelved'
  | 'found-at-point'
  | 'clerk-scanned'
  | 'finish-declared'
  | 'refused-at-point'
  | 'return-ordered'
  | 'storage-extended'
  | 'reminded'
> = {
  'declared-at-point': declareAtPoint,
  'point-chosen': choosePoint,
  'received-at-point': receiveAtPoint,
  'receipt-confirmed': (shipment, { labels }) => ({
    ...shipment,
    parcels: changeParcels(shipment, labels, { undeclared: null }),
  }),
  'receipt-doubted': (shipment, { labels }) => ({ ...shipment, parcels: doubt(shipment, labels) }),
  shelved: (shipment, { labels, shelf }) => ({
    ...shipment,
    parcels: changeParcels(shipment, labels, { shelf }),
  }),
  'found-at-point': (shipment, { pointId, labels }) => ({
    ...shipment,
    misplaced: [...shipment.misplaced, ...labels.map((label) => `${pointId}:${label}`)],
  }),
  'clerk-scanned': (shipment, { labels }, at) => ({
    ...shipment,
    hold: shipment.hold && { ...shipment.hold, clerk: { labels, at } },
  }),
  'finish-declared': (shipment, { type: _type, ...finish }, at) => ({
    ...shipment,
    hold: shipment.hold && { ...shipment.hold, finish: { ...finish, at } },
  }),
  'refused-at-point': (shipment, { labels }) => markForSender(shipment, labels),
  'return-ordered': (shipment, { labels }) => markForSender(shipment, labels),
  'storage-extended': (shipment) => ({
    ...shipment,
    hold: shipment.hold && { ...shipment.hold, extended: true, reminded: false },
  }),
  reminded: (shipment) => ({ ...shipment, hold: shipment.hold && { ...shipment.hold, reminded: true } }),
}
