import { accept, type Command, type Decision, refuse } from '../command.ts'
import type { Fact } from '../event.ts'
import { atPoint, contactDue, isOver, notHandedOver } from '../reading.ts'
import type { Due, Shipment } from '../state.ts'
import { outOfTime } from './erase.ts'
import { labelFacts } from './label.ts'
import { lostBy } from './lost.ts'
import { named, returnOf } from './parcels.ts'
import { notAtCounter } from './stop.ts'

type Of<T extends Command['type']> = Extract<Command, { type: T }>

/** The storage period, once longer (R29): asked for by the recipient or at the counter, before its end. */
export function extendStorage(shipment: Shipment): Decision {
  if (shipment.claim?.open) return refuse('claim-open')
  if (!shipment.hold || isOver(shipment)) return refuse('shipment-over')
  return shipment.hold.extended ? refuse('already-extended') : accept([{ type: 'storage-extended' }])
}

export function extendAtCounter(shipment: Shipment, { pointId }: Of<'extend-at-counter'>): Decision {
  const no = notAtCounter(shipment, pointId)
  return no ? refuse(no) : extendStorage(shipment)
}

/**
 * Parcels leave the point for their sender. What nobody ordered back yet is so with this very scan: the clerk
 * answers for it in the log.
 */
export function returnToSender(shipment: Shipment, command: Of<'return-to-sender'>): Decision {
  if (shipment.hold?.point.id !== command.pointId) return refuse('not-found')
  if (shipment.claim?.open) return refuse('claim-open')
  const here = shipment.parcels.filter(({ place }) => place === 'point').map(({ label }) => label)
  const labels = named(shipment, here, command.labels)
  if (!labels) return refuse(shipment.hold.receivedAt === null ? 'not-received' : 'wrong-parcel')
  const unasked = labels.filter((label) => atPoint(shipment).includes(label))
  const ordered = unasked.length > 0 ? [returnOf(shipment, unasked, 'counter')] : []
  return accept([...ordered, { type: 'left-for-sender', labels }])
}

/** The depot hands on what was ordered back; it orders nothing back itself. */
export function returnFromDepot(shipment: Shipment, command: Of<'return-from-depot'>): Decision {
  if (shipment.claim?.open) return refuse('claim-open')
  // What was cancelled goes back as well: no order but the cancellation is needed for it.
  const cancelled = shipment.phase === 'cancelled'
  const due = shipment.parcels.filter(({ place, toSender }) => place === 'depot' && (toSender || cancelled))
  const labels = named(
    shipment,
    due.map(({ label }) => label),
    command.labels,
  )
  return labels ? accept([{ type: 'left-for-sender', labels }]) : refuse('not-to-return')
}

/** A dispatcher gives up on it (R14): no attempts left, no point to choose. Not while somebody has it in hand. */
export function orderReturn(shipment: Shipment, command: Of<'order-return'>): Decision {
  if (shipment.claim?.open) return refuse('claim-open')
  if (isOver(shipment)) return refuse('shipment-over')
  if (shipment.visit?.open || shipment.phase === 'scheduled') return refuse('on-a-round')
  return accept([returnOf(shipment, notHandedOver(shipment), command.reason)])
}

/** What the calendar brings (R26, R29, R31). What is no longer due by now is left out; nothing is ever refused. */
export function passTime(shipment: Shipment, { due }: Of<'pass-time'>, now: number): Decision {
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

/** Another contact comes into force, or its request lapses (R9). */
function contactFacts(shipment: Shipment, due: readonly Due[], now: number): Fact[] {
  const contact = contactDue(shipment)
  if (!contact || !due.includes(contact.due) || contact.at > now) return []
  if (contact.due === 'contact-change') return [{ type: 'contact-changed' }]
  return [{ type: 'contact-change-stopped', who: 'time' }]
}
