import type { Command, DecideRequest } from '../command.ts'
import type { Parcel } from '../custody.ts'
import { accept, type Decision, refuse } from '../decision.ts'
import { atPoint, isOver, unconfirmed, waitsAtPoint } from '../reading.ts'
import { apartOf, covers } from '../request.ts'
import { findScanned } from '../scanned.ts'
import type { Shipment } from '../state.ts'
import type { Phase } from '../terms.ts'
import { isWaybillOfOne, namedParcels } from './parcels.ts'

type CommandOf<T extends Command['type']> = Extract<Command, { type: T }>

/** Where a drop-off's parcel may be before its point has it. It may come there without one of our rounds. */
const BEFORE: readonly Parcel['place'][] = ['depot', 'vehicle', 'to-point', 'unexplained']
const UNDERWAY: readonly Parcel['place'][] = ['to-point', 'unexplained']
/** The phases in which a shipment is off the road, so that parcels at the depot may set out for a point. */
const SETTLED: readonly Phase[] = ['at-depot', 'refused', 'partly-handed-over', 'held']

/**
 * Records that a point scanned a label (R28). Only a parcel that is ordered there is received: its place
 * becomes `point`, and the stop of a drop-off ends. For any other parcel custody stays as it is, and it is
 * recorded once that it was seen there. A claim stops releases, never changes of custody (R21).
 */
export function receiveAtPoint(shipment: Shipment, command: CommandOf<'receive-at-point'>): Decision {
  const { pointId, shelf } = command
  const [text = ''] = command.labels
  const all = shipment.parcels.map(({ label }) => label)
  const label = findScanned(all, text) ?? (isWaybillOfOne(shipment, text) ? all[0] : undefined)
  const parcel = shipment.parcels.find((candidate) => candidate.label === label)
  if (!parcel) return refuse('wrong-parcel')
  const labels = [parcel.label]
  const ordered = shipment.hold?.point ?? shipment.destination
  const theirs = ordered?.id === pointId
  if (theirs && parcel.place === 'point') {
    const moved = shelf !== undefined && shelf !== parcel.shelf
    const outcome = parcel.undeclared ? 'undeclared' : 'expected'
    return accept(moved ? [{ type: 'shelved', labels, shelf }] : [], { outcome })
  }
  // This includes parcels that were cancelled or go back: whoever has one in hand must be able to say so.
  if (theirs && (shipment.destination ? BEFORE : UNDERWAY).includes(parcel.place)) {
    const fact = {
      type: 'received-at-point',
      pointId,
      labels,
      ...(shelf !== undefined && { shelf }),
    } as const
    if (!isUndeclared(shipment, parcel)) return accept([fact], { outcome: 'expected' })
    return accept([{ ...fact, undeclared: true }], { outcome: 'undeclared' })
  }
  const outcome = ordered && !theirs ? 'wrong-point' : 'unexpected'
  const known = shipment.misplaced.includes(`${pointId}:${parcel.label}`) || parcel.place === 'point'
  return accept(known ? [] : [{ type: 'found-at-point', pointId, labels }], { outcome })
}

/**
 * Whether nothing explains how a parcel came to the point (R28): it was on a vehicle without a recorded
 * arrival there and without NL, or it never left a depot. The receipt stands, but only the clerk says that
 * the recipient's parcel can be fetched there.
 */
const isUndeclared = ({ secured }: Shipment, { way }: Parcel) => secured && way === null

/**
 * An independent dispatcher confirms that the point rightly has parcels (R28), which otherwise the courier's
 * act does. Parcels that are explained need no confirmation.
 */
export function confirmReceipt(shipment: Shipment, command: CommandOf<'confirm-receipt'>): Decision {
  const labels = namedParcels(shipment, atPoint(shipment), command.labels)
  if (!labels) return refuse(shipment.hold?.receivedAt == null ? 'not-received' : 'wrong-parcel')
  const waiting = labels.filter((label) => unconfirmed(shipment).includes(label))
  if (waiting.length === 0) return accept([])
  if (!covers(command.independentOf, apartOf(shipment, 'receipt'))) return refuse('second-person')
  return accept([{ type: 'receipt-confirmed', labels: waiting }])
}

/** Records a second person's decision about an undeclared receipt. Not confirmed, it goes on waiting. */
export function decideReceipt(shipment: Shipment, { decision }: DecideRequest): Decision {
  const labels = unconfirmed(shipment)
  const type = decision === 'agree' ? 'receipt-confirmed' : 'receipt-doubted'
  return accept([{ type, labels }], { outcome: 'decided' })
}

/**
 * Lets a dispatcher choose another point until the point has the shipment (R14). Parcels at the depot set out
 * for it with this fact, also to join those that the point already has. No hold goes to a locker, because a
 * locker checks no identity.
 */
export function choosePoint(shipment: Shipment, { point }: CommandOf<'choose-point'>): Decision {
  const { hold, visit, destination, phase, parcels, claim } = shipment
  if (claim?.open) return refuse('claim-open')
  if (isOver(shipment)) return refuse('shipment-over')
  const settled = SETTLED.includes(phase)
  // The depot has this drop-off and brings it itself; no round of ours records that it left (R28).
  const sentOut = phase === 'announced' && destination?.id === point.id && shipment.acceptedSeq !== null
  const labels = parcels
    .filter(({ place, toSender }) => (settled || sentOut) && place === 'depot' && !toSender)
    .map(({ label }) => label)
  const joins = labels.length > 0 && (hold?.point.id === point.id || !waitsAtPoint(shipment))
  if (hold && hold.receivedAt !== null && !joins) return refuse('already-received')
  if (point.kind === 'locker' && !destination) return refuse('not-accepted')
  if (settled && !hold && labels.length === 0) return refuse('not-at-depot')
  if (!settled && !visit?.open && !destination) return refuse('not-out-for-delivery')
  const current = hold?.point ?? destination ?? visit?.point
  if (current?.id === point.id && labels.length === 0) return accept([])
  return accept([{ type: 'point-chosen', point, labels }])
}
