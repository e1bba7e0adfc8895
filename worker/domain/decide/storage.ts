import type { Command } from '../command.ts'
import { accept, type Decision, refuse } from '../decision.ts'
import type { Fact } from '../event.ts'
import { atPoint, contactDue, isOver, notHandedOver } from '../reading.ts'
import type { Due, Shipment } from '../state.ts'
import { outOfTime } from './erase.ts'
import { labelFacts } from './label.ts'
import { lostBy } from './lost.ts'
import { namedParcels, returnOf } from './parcels.ts'
import { notAtCounter } from './stop.ts'

type CommandOf<T extends Command['type']> = Extract<Command, { type: T }>

/** Extends the storage period, once, before it ends (R29). The recipient or the counter asks for it. */
export function extendStorage(shipment: Shipment): Decision {
  if (shipment.claim?.open) return refuse('claim-open')
  if (!shipment.hold || isOver(shipment)) return refuse('shipment-over')
  return shipment.hold.extended ? refuse('already-extended') : accept([{ type: 'storage-extended' }])
}

export function extendAtCounter(shipment: Shipment, { pointId }: CommandOf<'extend-at-counter'>): Decision {
  const no = notAtCounter(shipment, pointId)
  return no ? refuse(no) : extendStorage(shipment)
}

/**
 * Records that parcels leave the point for their sender. Scanning a parcel that nobody ordered back orders it
 * back, and the log names the clerk who did it.
 */
export function returnToSender(shipment: Shipment, command: CommandOf<'return-to-sender'>): Decision {
  if (shipment.hold?.point.id !== command.pointId) return refuse('not-found')
  if (shipment.claim?.open) return refuse('claim-open')
  const here = shipment.parcels.filter(({ place }) => place === 'point').map(({ label }) => label)
  const labels = namedParcels(shipment, here, command.labels)
  if (!labels) return refuse(shipment.hold.receivedAt === null ? 'not-received' : 'wrong-parcel')
  const unasked = labels.filter((label) => atPoint(shipment).includes(label))
  const ordered = unasked.length > 0 ? [returnOf(shipment, unasked, 'counter')] : []
  return accept([...ordered, { type: 'left-for-sender', labels }])
}

/** Records that the depot hands on parcels that were ordered back. The depot itself cannot order one back. */
export function returnFromDepot(shipment: Shipment, command: CommandOf<'return-from-depot'>): Decision {
  if (shipment.claim?.open) return refuse('claim-open')
  // Parcels of a cancelled shipment go back as well. The cancellation is order enough.
  const cancelled = shipment.phase === 'cancelled'
  const due = shipment.parcels.filter(({ place, toSender }) => place === 'depot' && (toSender || cancelled))
  const labels = namedParcels(
    shipment,
    due.map(({ label }) => label),
    command.labels,
  )
  return labels ? accept([{ type: 'left-for-sender', labels }]) : refuse('not-to-return')
}

/**
 * Gives a shipment up for a dispatcher (R14), because no attempts or no point are left. It is refused while
 * the shipment is on a round.
 */
export function orderReturn(shipment: Shipment, command: CommandOf<'order-return'>): Decision {
  if (shipment.claim?.open) return refuse('claim-open')
  if (isOver(shipment)) return refuse('shipment-over')
  if (shipment.visit?.open || shipment.phase === 'scheduled') return refuse('on-a-round')
  return accept([returnOf(shipment, notHandedOver(shipment), command.reason)])
}

/** Returns what the calendar brings (R26, R29, R31), without what is no longer due. It refuses nothing. */
export function passTime(shipment: Shipment, { due }: CommandOf<'pass-time'>, now: number): Decision {
  const { hold, claim } = shipment
  const lost = lostBy(shipment, due, now)
  // A claim stops all clocks but those of custody (R21).
  if (claim?.open) return accept(lost)
  const facts: Fact[] = [
    ...contactFacts(shipment, due, now),
    ...labelFacts(shipment, due, now),
    ...outOfTime(shipment, due, now),
    ...lost,
  ]
  const here = isOver(shipment) ? [] : atPoint(shipment)
  if (here.length === 0) return accept(facts)
  if (due.includes('storage-end')) facts.push(returnOf(shipment, here, 'storage-ended'))
  else if (due.includes('reminder') && !hold?.reminded) facts.push({ type: 'reminded' })
  return accept(facts)
}

/** Returns the fact by which another contact comes into force or its request lapses, if it is due (R9). */
function contactFacts(shipment: Shipment, due: readonly Due[], now: number): Fact[] {
  const contact = contactDue(shipment)
  if (!contact || !due.includes(contact.due) || contact.at > now) return []
  if (contact.due === 'contact-change') return [{ type: 'contact-changed' }]
  return [{ type: 'contact-change-stopped', who: 'time' }]
}
