import { accept, type Command, type DecideRequest, type Decision, refuse } from '../command.ts'
import { ineligible } from '../eligibility.ts'
import { canonical } from '../label.ts'
import { claimed, codesOpen, isOver, pendingContact } from '../reading.ts'
import { apartOf, covers } from '../request.ts'
import type { Shipment } from '../state.ts'
import type { ParcelPlace } from '../terms.ts'

type Of<T extends Command['type']> = Extract<Command, { type: T }>

/** A shipper announces (R1, R2). What is not eligible becomes ordinary, or is refused where mandatory. */
export function announce(command: Of<'announce'>): Decision {
  const { type: _type, recipient, labels, ...given } = command
  const reasons = ineligible(command.policy, recipient)
  if (reasons.length > 0 && command.policy.mandatory) return refuse('not-eligible')
  const contacts = { hasPhone: recipient.hasPhone, hasEmail: recipient.hasEmail }
  const secured = reasons.length === 0
  return accept([{ type: 'announced', ...given, labels: labels.map(canonical), contacts, secured, reasons }])
}

/**
 * Whether there is reason for another visit: codes, or an identity check in their place. After NL only codes
 * count; without them a point or a return has to be chosen (R14).
 */
function canStillProve(shipment: Shipment): boolean {
  if (!shipment.secured || codesOpen(shipment)) return true
  return shipment.policy.afterWrong === 'identity' && !shipment.visit?.held
}

const GONE: readonly ParcelPlace[] = ['recipient', 'sender', 'unexplained']

/** Puts the shipment on a round. */
export function schedule(shipment: Shipment, command: Of<'schedule'>): Decision {
  const { assigned, visit } = shipment
  const same = assigned?.roundId === command.roundId
  // Also one that its point received meanwhile: it stands on a list until it is taken off it, or the round leaves.
  const planned = assigned !== null && visit?.roundId !== assigned.roundId
  if (shipment.phase === 'scheduled' || (planned && !isOver(shipment)))
    return same ? accept([]) : refuse('on-a-round')
  if (shipment.claim?.open) return refuse('claim-open')
  if (shipment.phase === 'out-for-delivery') return refuse('on-a-round')
  if (isOver(shipment) || shipment.phase === 'held') return refuse('shipment-over')
  // What is with somebody for good, or lost until it is found, holds nothing back; all else has to be here (R24).
  const open = shipment.parcels.filter(({ place }) => !GONE.includes(place))
  if (open.some(({ place }) => place !== 'depot')) return refuse('not-at-depot')
  if (!open.some(({ toSender }) => !toSender)) return refuse('not-at-depot')
  if (!canStillProve(shipment)) return refuse('no-attempts-left')
  // On the road with two contacts, nobody could say whose code it is (R9).
  if (pendingContact(shipment)) return refuse('contact-pending')
  const { roundId, courierId } = command
  return accept([{ type: 'scheduled', roundId, courierId }])
}

/** The round leaves. Told again with the same round, nothing happens, so a dispatch can be resumed. */
export function dispatch(shipment: Shipment, command: Of<'dispatch'>): Decision {
  const { roundId, courierId, point } = command
  if (shipment.phase !== 'scheduled')
    return shipment.visit?.roundId === roundId ? accept([]) : refuse('wrong-round')
  if (shipment.assigned?.roundId !== roundId) return refuse('wrong-round')
  if (shipment.claim?.open) return refuse('claim-open')
  // What nobody saw at the depot for days leaves with nobody (R26).
  if (!shipment.parcels.some(({ place, toSender }) => place === 'depot' && !toSender))
    return refuse('not-at-depot')
  return accept([{ type: 'dispatched', roundId, courierId, point }])
}

/** Gives the stop to another courier's round, on the road too. */
export function move(shipment: Shipment, command: Of<'move'>): Decision {
  const { roundId, courierId, from } = command
  // Somebody else moved it since, to whichever round: what they did to the lists must not be done again after them.
  if (from !== undefined && shipment.assigned?.roundId !== from) return refuse('wrong-round')
  if (shipment.assigned?.roundId === roundId) return accept([])
  if (shipment.claim?.open) return refuse('claim-open')
  if (shipment.phase !== 'scheduled' && !shipment.visit?.open) return refuse('wrong-round')
  return accept([{ type: 'moved', roundId, courierId }])
}

/**
 * Takes the stop off its round; what is on the vehicle stays there until the depot has it. One that never left with the
 * round, since it was called off or its point has it, comes off as well: the round may be one that never came about.
 */
export function withdraw(shipment: Shipment, command: Of<'withdraw'>): Decision {
  const { assigned, claim, phase, visit } = shipment
  if (assigned?.roundId !== command.roundId) return refuse('wrong-round')
  const left = visit?.roundId === command.roundId
  // It goes nowhere with that round any more: off it, nothing is released, sent or scheduled (R21).
  if (phase !== 'scheduled' && !left) return accept([{ type: 'withdrawn', roundId: command.roundId }])
  if (claim?.open) return refuse('claim-open')
  if (phase !== 'scheduled' && !visit?.open) return refuse('stop-closed')
  return accept([{ type: 'withdrawn', roundId: command.roundId }])
}

export function cancel(shipment: Shipment): Decision {
  if (shipment.phase === 'cancelled') return accept([])
  // What was handed over stays so: a shipment that is partly with the recipient is not undone.
  const begun = shipment.hold !== null || shipment.handOvers.length > 0
  if (isOver(shipment) || begun) return refuse('shipment-over')
  if (shipment.claim?.open) return refuse('claim-open')
  return accept([{ type: 'cancelled' }])
}

/** "Not me" on the road is gone over by nobody who could have sent the courier there (R21). */
const mayResume = (shipment: Shipment, independentOf: readonly string[]) =>
  !claimed(shipment).includes('not-me') || covers(independentOf, apartOf(shipment, 'not-me'))

/** A second person decides whether to go on after "not me". */
export const decideResume = (_shipment: Shipment, { decision }: DecideRequest): Decision =>
  accept(
    [decision === 'agree' ? { type: 'claim-decided', decision: 'resume' } : { type: 'resume-declined' }],
    {
      outcome: 'decided',
    },
  )

/** What becomes of a parcel with an open claim (R21): go on, depot, or back to the sender. */
export function decideClaim(shipment: Shipment, command: Of<'decide-claim'>): Decision {
  if (!shipment.claim?.open) return refuse('no-claim')
  const { decision, independentOf = [] } = command
  if (decision === 'resume' && !mayResume(shipment, independentOf)) {
    const asked = { outcome: 'requested', kind: 'not-me' } as const
    if (shipment.resume) return accept([], { ...asked, seq: shipment.resume.seq })
    return accept([{ type: 'resume-asked' }], { ...asked, seq: shipment.seq + 1 })
  }
  // What a point has cannot be told to be at the depot: it goes on there, or back to its sender.
  if (decision === 'depot' && shipment.hold && shipment.hold.receivedAt !== null)
    return refuse('already-received')
  const code = decision === 'resume' ? {} : { code: shipment.policy.codes.claim }
  return accept([{ type: 'claim-decided', decision, ...code }])
}
