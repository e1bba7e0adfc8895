import { accept, type CourierCommand, type Decision, refuse } from '../command.ts'
import { awaitsArrival, onVehicle } from '../reading.ts'
import type { Shipment } from '../state.ts'
import { handedOver, parcelsOf } from './parcels.ts'
import { notAtDoor, notAtStop } from './stop.ts'

type Of<T extends CourierCommand['type']> = Extract<CourierCommand, { type: T }>

/** The courier stands at the door (R13). Said again, it is the same fact. */
export function arrive(shipment: Shipment, command: Of<'arrive'>): Decision {
  const away = notAtStop(shipment, command.courierId)
  const late = away === 'stop-closed' && awaitsArrival(shipment)
  if (away && !late) return refuse(away)
  if (shipment.claim?.open) return refuse('claim-open')
  if (shipment.visit?.arrivedAt != null) return accept([])
  const { deviceAt, placed, distanceM } = command
  const far = distanceM !== undefined && { distanceM }
  return accept([{ type: 'arrived', deviceAt, placed, ...far, ...(late && { late }) }])
}

/** Nobody there, refused, no such address, damaged: the parcels stay on the vehicle until the depot has them. */
export function failVisit(shipment: Shipment, command: Of<'fail-visit'>): Decision {
  const no = notAtDoor(shipment, command.courierId)
  if (no) return refuse(no)
  const code = shipment.policy.codes[command.reason]
  return accept([{ type: 'visit-failed', reason: command.reason, labels: onVehicle(shipment), code }])
}

/** Ordinary delivery against a signature: never a way around a secret (R15). */
export function deliver(shipment: Shipment, command: Of<'deliver'>): Decision {
  const away = notAtStop(shipment, command.courierId)
  if (away === 'not-found') return refuse(away)
  if (shipment.secured) return refuse('secured')
  if (away) return refuse(away)
  if (shipment.destination) return refuse('drop-off')
  const labels = parcelsOf(shipment, command.labels)
  if (!labels) return refuse('wrong-parcel')
  const fact = handedOver(shipment, labels, { proof: 'ordinary', signed: 'drawn' })
  return accept([fact], { outcome: 'handed-over', code: fact.code })
}
