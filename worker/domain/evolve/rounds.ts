import type { FactOf } from '../event.ts'
import type { Shipment } from '../state.ts'
import { LOST_AT_DEPOT } from '../terms.ts'
import { type Applied, unchanged } from './applied.ts'
import { receiveAtDepot, seeAtDepot } from './depot.ts'
import { changeParcels, endVisit, placeParcels, takeOffRound } from './parcels.ts'
import { moveOver, setOut } from './trips.ts'
import { leaveWith, notArrived } from './way.ts'

/** What only the courier of a visit can have done at its door. It begins anew for another courier. */
const AT_THE_DOOR = {
  arrivedAt: null,
  identityOpen: false,
  tabletFailed: false,
  distanceM: null,
  near: false,
}

const onRound = ({ roundId, courierId }: { roundId: string; courierId: string }) => ({ roundId, courierId })

const withCourier = ({ couriers }: Shipment, { courierId }: { courierId: string }) =>
  couriers.includes(courierId) ? couriers : [...couriers, courierId]

function move(shipment: Shipment, fact: FactOf<'moved'>, at: number): Shipment {
  const { visit } = shipment
  // The next courier has not been at this door yet. Arrival and "no code" are the first one's.
  const taken = visit?.open && { ...visit, ...onRound(fact), outAt: at, ...AT_THE_DOOR }
  return {
    ...shipment,
    assigned: onRound(fact),
    visit: taken || visit,
    couriers: taken ? withCourier(shipment, fact) : shipment.couriers,
    parcels: notArrived(shipment),
    trips: moveOver(shipment, fact.roundId),
  }
}

function withdraw(shipment: Shipment, fact: FactOf<'withdrawn'>): Shipment {
  const { visit } = shipment
  // A shipment that was not going to leave with the round any more keeps the phase it has by now.
  const along = shipment.phase === 'scheduled' || visit?.open
  const phase = along ? (visit ? 'at-depot' : 'announced') : shipment.phase
  return { ...shipment, phase, assigned: null, visit: endVisit(shipment, fact) }
}

function dispatch(
  shipment: Shipment,
  { roundId, courierId, point }: FactOf<'dispatched'>,
  at: number,
): Shipment {
  const waiting = shipment.parcels
    .filter((parcel) => parcel.place === 'depot' && !parcel.toSender)
    .map((parcel) => parcel.label)
  const number = (shipment.visit?.number ?? 0) + 1
  return {
    ...shipment,
    phase: 'out-for-delivery',
    parcels: leaveWith(shipment, waiting, number),
    trips: setOut(shipment.trips, roundId, waiting),
    couriers: withCourier(shipment, { courierId }),
    visit: {
      number,
      roundId,
      courierId,
      outAt: at,
      point,
      ...AT_THE_DOOR,
      open: true,
      held: false,
      droppedOff: false,
      code: null,
      endedAt: null,
      endedBy: null,
    },
    page: { ...shipment.page, scanned: [], noClaims: false },
  }
}

function lose(shipment: Shipment, { labels, why }: FactOf<'unexplained'>): Shipment {
  const lost: Shipment = { ...shipment, parcels: placeParcels(shipment, labels, 'unexplained') }
  // A parcel that is lost at the depot ends no visit: the rest of the shipment may be on the road.
  return LOST_AT_DEPOT.includes(why) ? lost : takeOffRound(lost)
}

/** Facts about being put on a round, out with it, and back at the depot. */
export const ROUNDS: Applied<
  | 'announced'
  | 'scheduled'
  | 'moved'
  | 'withdrawn'
  | 'dispatched'
  | 'received-at-depot'
  | 'seen-at-depot'
  | 'cancelled'
  | 'declared-back'
  | 'unexplained'
  | 'left-for-sender'
  | 'tablet-failed'
  | 'violation-suspected'
  | 'erased'
> = {
  announced: unchanged,
  scheduled: (shipment, fact) => ({
    ...shipment,
    phase: 'scheduled',
    assigned: onRound(fact),
    // The hold is over: what its point did not issue goes to a door, or to its destination, again.
    hold: null,
  }),
  moved: move,
  withdrawn: withdraw,
  dispatched: dispatch,
  'received-at-depot': receiveAtDepot,
  'seen-at-depot': seeAtDepot,
  cancelled: (shipment, fact) => ({ ...shipment, phase: 'cancelled', visit: endVisit(shipment, fact) }),
  'declared-back': (shipment, { labels }, at) =>
    takeOffRound({ ...shipment, parcels: changeParcels(shipment, labels, { declaredAt: at }) }),
  unexplained: lose,
  'left-for-sender': (shipment, { labels }) => ({
    ...shipment,
    parcels: placeParcels(shipment, labels, 'sender'),
  }),
  'tablet-failed': (shipment, fact) => {
    if (fact.then === 'depot') return takeOffRound(shipment)
    return { ...shipment, visit: shipment.visit && { ...shipment.visit, tabletFailed: true } }
  },
  'violation-suspected': unchanged,
  // A chat is erased with the contact, so nothing more can be written there.
  erased: (shipment, { kinds }) => (kinds.includes('contact') ? { ...shipment, chat: null } : shipment),
}
