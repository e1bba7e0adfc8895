import type { CourierCommand } from '../command.ts'
import { accept, type Decision, refuse } from '../decision.ts'
import type { DeviceAct } from '../device-act.ts'
import { CLOCK_OFF_MS, NEAR_M } from '../limits.ts'
import { unpaid } from '../paid.ts'
import { awaitsArrival, onVehicle, unreachedAtDoor } from '../reading.ts'
import type { Shipment } from '../state.ts'
import type { ClockFault } from '../terms.ts'
import { handedOver, parcelsOf } from './parcels.ts'
import { notAtDoor, notAtStop } from './stop.ts'

type CommandOf<T extends CourierCommand['type']> = Extract<CourierCommand, { type: T }>

/**
 * Returns how far the tablet's time is from what is possible, in ms: positive after now, negative before the
 * stop went out. A tablet without a network may tell of its arrival late.
 */
function impossibleBy({ deviceMs }: CommandOf<'arrive'>, wentOutAt: number, now: number): number {
  if (deviceMs === undefined) return 0
  return Math.max(0, deviceMs - now) + Math.min(0, deviceMs - wentOutAt)
}

/**
 * Whether an arrival that was made without a network joins a visit that others have ended since: the recipient's phone, as
 * finishing does not wait for it (R22), or the round's close, which found parcels missing (R26).
 */
function joinsLater({ visit, handOvers, parcels }: Shipment, device: DeviceAct | undefined): boolean {
  const done = handOvers.at(-1)
  const byPhone = done?.proof === 'link' && !done.atCounter && done.at === visit?.endedAt
  const closed = parcels.some(({ place }) => place === 'unexplained')
  return device?.late === true && (byPhone || closed) && visit?.arrivedAt === null
}

/** Records that the courier is at the door (R13). The same command again records nothing. */
export function arrive(
  shipment: Shipment,
  command: CommandOf<'arrive'>,
  now: number,
  device?: DeviceAct,
): Decision {
  const away = notAtStop(shipment, command.courierId)
  const late = away === 'stop-closed' && (awaitsArrival(shipment) || joinsLater(shipment, device))
  if (away && !late) return refuse(away)
  if (shipment.claim?.open) return refuse('claim-open')
  if (shipment.visit?.arrivedAt != null) return accept([])
  const { deviceAt, placed, distanceM, located } = command
  const where = {
    ...(distanceM !== undefined && { distanceM }),
    ...(located && { near: distanceM !== undefined && distanceM <= NEAR_M }),
  }
  const by = impossibleBy(command, late ? shipment.announcedAt : shipment.changedAt, now)
  const fault: ClockFault = by > 0 ? 'ahead' : 'behind'
  const wrong = by < 0 || by > CLOCK_OFF_MS
  return accept(
    [{ type: 'arrived', deviceAt, placed, ...where, ...(late && { late }), ...(wrong && { clock: fault }) }],
    {
      outcome: 'done',
      ...(Math.abs(by) > CLOCK_OFF_MS && { clock: fault }),
      // The courier learns it here, and not before (R38).
      ...(unreachedAtDoor(shipment) && { unreached: true }),
    },
  )
}

/**
 * Ends a visit because nobody was there, the parcel was refused or damaged, or there is no such address. The
 * parcels stay on the vehicle until the depot has them.
 */
export function failVisit(shipment: Shipment, command: CommandOf<'fail-visit'>): Decision {
  const no = notAtDoor(shipment, command.courierId)
  if (no) return refuse(no)
  const code = shipment.policy.codes[command.reason]
  return accept([{ type: 'visit-failed', reason: command.reason, labels: onVehicle(shipment), code }])
}

/** Delivers an ordinary shipment against a signature. This is never a way around a secret (R15). */
export function deliver(shipment: Shipment, command: CommandOf<'deliver'>): Decision {
  const away = notAtStop(shipment, command.courierId)
  if (away === 'not-found') return refuse(away)
  if (shipment.secured) return refuse('secured')
  if (away) return refuse(away)
  if (shipment.destination) return refuse('drop-off')
  if (unpaid(shipment)) return refuse('unpaid')
  const labels = parcelsOf(shipment, command.labels)
  if (!labels) return refuse('wrong-parcel')
  const fact = handedOver(shipment, labels, { proof: 'ordinary', signed: 'drawn' })
  return accept([fact], { outcome: 'handed-over', code: fact.code })
}
