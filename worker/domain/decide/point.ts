import { accept, type Command, type Decision, refuse } from '../command.ts'
import type { Fact } from '../event.ts'
import { findLabel } from '../label.ts'
import { isOver, type Parcel, type Shipment } from '../state.ts'
import { isWaybillOfOne } from './parcels.ts'

type Of<T extends Command['type']> = Extract<Command, { type: T }>

/** Where a drop-off may be before its point has it: it is also brought in ways that are no round of ours. */
const BEFORE: readonly Parcel['place'][] = ['depot', 'vehicle', 'to-point', 'unexplained']
const UNDERWAY: readonly Parcel['place'][] = ['to-point', 'unexplained']

/**
 * A point scanned a label (R28). Only what is ordered there is received: that makes the place `point`, and ends
 * the stop of a drop-off. Anything else changes no custody; that it was seen there is kept, once.
 */
export function receiveAtPoint(shipment: Shipment, command: Of<'receive-at-point'>): Decision {
  const { pointId, shelf } = command
  if (shipment.claim?.open) return refuse('claim-open')
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
    return accept(moved ? [{ type: 'shelved', labels, shelf }] : [], { outcome: 'expected' })
  }
  // Also what is cancelled or goes back: whoever has it in hand must be able to say so.
  if (theirs && (shipment.destination ? BEFORE : UNDERWAY).includes(parcel.place)) {
    const fact: Fact = { type: 'received-at-point', pointId, labels, ...(shelf !== undefined && { shelf }) }
    return accept([fact], { outcome: 'expected' })
  }
  const outcome = ordered && !theirs ? 'wrong-point' : 'unexpected'
  const known = shipment.misplaced.includes(`${pointId}:${parcel.label}`) || parcel.place === 'point'
  return accept(known ? [] : [{ type: 'found-at-point', pointId, labels }], { outcome })
}

/**
 * The dispatcher chooses another point (R14): before the point has it. From the depot the parcels set out for it
 * with this; a locker checks no identity, so no hold goes there.
 */
export function choosePoint(shipment: Shipment, { point }: Of<'choose-point'>): Decision {
  if (shipment.claim?.open) return refuse('claim-open')
  if (isOver(shipment)) return refuse('shipment-over')
  if (shipment.hold && shipment.hold.receivedAt !== null) return refuse('already-received')
  if (point.kind === 'locker' && !shipment.destination) return refuse('not-accepted')
  const current = shipment.hold?.point ?? shipment.visit?.point ?? shipment.destination
  const fromDepot = shipment.phase === 'at-depot' || shipment.phase === 'refused'
  const labels = shipment.parcels
    .filter(({ place }) => fromDepot && place === 'depot')
    .map(({ label }) => label)
  if (fromDepot && labels.length === 0) return refuse('not-at-depot')
  const known = fromDepot || shipment.hold || shipment.visit?.open || shipment.destination
  if (!known) return refuse('not-out-for-delivery')
  if (current?.id === point.id && labels.length === 0) return accept([])
  return accept([{ type: 'point-chosen', point, labels }])
}
