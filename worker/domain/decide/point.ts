import { accept, type Command, type DecideRequest, type Decision, refuse } from '../command.ts'
import type { Parcel } from '../custody.ts'
import { findLabel } from '../label.ts'
import { atPoint, isOver, unconfirmed, waitsAtPoint } from '../reading.ts'
import { apartOf, covers } from '../request.ts'
import type { Shipment } from '../state.ts'
import type { Phase } from '../terms.ts'
import { isWaybillOfOne, named } from './parcels.ts'

type Of<T extends Command['type']> = Extract<Command, { type: T }>

/** Where a drop-off may be before its point has it: it is also brought in ways that are no round of ours. */
const BEFORE: readonly Parcel['place'][] = ['depot', 'vehicle', 'to-point', 'unexplained']
const UNDERWAY: readonly Parcel['place'][] = ['to-point', 'unexplained']
/** Off the road: what is at the depot then may set out for a point. */
const SETTLED: readonly Phase[] = ['at-depot', 'refused', 'partly-handed-over', 'held']

/**
 * A point scanned a label (R28). Only what is ordered there is received: that makes the place `point`, and ends
 * the stop of a drop-off. Anything else changes no custody; that it was seen there is kept, once. A claim stops
 * release, never custody (R21).
 */
export function receiveAtPoint(shipment: Shipment, command: Of<'receive-at-point'>): Decision {
  const { pointId, shelf } = command
  const [text = ''] = command.labels
  const all = shipment.parcels.map(({ label }) => label)
  const label = findLabel(all, text) ?? (isWaybillOfOne(shipment, text) ? all[0] : undefined)
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
  // Also what is cancelled or goes back: whoever has it in hand must be able to say so.
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
 * Whether nothing says how it came to the point (R28): it was on a vehicle without arrival there and without NL, or
 * never left a depot. Custody is custody; but nobody but a clerk says that the recipient's parcel is there to be had.
 */
const isUndeclared = ({ secured }: Shipment, { way }: Parcel) => secured && way === null

/**
 * An independent dispatcher says that the point has parcels rightly (R28): what the courier's act says otherwise. Of
 * what is declared there is nothing to confirm.
 */
export function confirmReceipt(shipment: Shipment, command: Of<'confirm-receipt'>): Decision {
  const labels = named(shipment, atPoint(shipment), command.labels)
  if (!labels) return refuse(shipment.hold?.receivedAt == null ? 'not-received' : 'wrong-parcel')
  const waiting = labels.filter((label) => unconfirmed(shipment).includes(label))
  if (waiting.length === 0) return accept([])
  if (!covers(command.independentOf, apartOf(shipment, 'receipt'))) return refuse('second-person')
  return accept([{ type: 'receipt-confirmed', labels: waiting }])
}

/** A second person decides about a receipt that nothing declares. Not confirmed, it goes on to wait. */
export function decideReceipt(shipment: Shipment, { decision }: DecideRequest): Decision {
  const labels = unconfirmed(shipment)
  const type = decision === 'agree' ? 'receipt-confirmed' : 'receipt-doubted'
  return accept([{ type, labels }], { outcome: 'decided' })
}

/**
 * The dispatcher chooses another point (R14): before the point has it. What is at the depot sets out for it with
 * this, also to join what the point already has; a locker checks no identity, so no hold goes there.
 */
export function choosePoint(shipment: Shipment, { point }: Of<'choose-point'>): Decision {
  const { hold, visit, destination, phase, parcels, claim } = shipment
  if (claim?.open) return refuse('claim-open')
  if (isOver(shipment)) return refuse('shipment-over')
  const settled = SETTLED.includes(phase)
  // A drop-off that the depot has, and brings to its point itself: no round of ours says that it left (R28).
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
