import type { Command, DecideRequest } from '../command.ts'
import { accept, type Decision, refuse } from '../decision.ts'
import { contactsOf, ineligible } from '../eligibility.ts'
import { canonical } from '../label.ts'
import { claimed, codesOpen, isOver, pendingContact } from '../reading.ts'
import { apartOf, covers } from '../request.ts'
import type { Shipment } from '../state.ts'
import type { ParcelPlace } from '../terms.ts'

type CommandOf<T extends Command['type']> = Extract<Command, { type: T }>

/**
 * Announces a shipment (R1, R2). A shipment that is not eligible becomes ordinary, or is refused if the
 * policy is mandatory.
 */
export function announce(command: CommandOf<'announce'>): Decision {
  const { type: _type, recipient, labels, ...given } = command
  const reasons = ineligible(command.policy, recipient)
  if (reasons.length > 0 && command.policy.mandatory) return refuse('not-eligible')
  const contacts = contactsOf(recipient)
  const secured = reasons.length === 0
  return accept([{ type: 'announced', ...given, labels: labels.map(canonical), contacts, secured, reasons }])
}

/**
 * Whether another visit makes sense: codes are open, or an identity check can take their place. After NL only
 * codes count; without them a dispatcher has to choose a point or a return (R14).
 */
function canStillProve(shipment: Shipment): boolean {
  if (!shipment.secured || codesOpen(shipment)) return true
  return shipment.policy.afterWrong === 'identity' && !shipment.visit?.held
}

const GONE: readonly ParcelPlace[] = ['recipient', 'sender', 'unexplained']

/** Puts the shipment on a round. */
export function schedule(shipment: Shipment, command: CommandOf<'schedule'>): Decision {
  const { assigned, visit } = shipment
  const same = assigned?.roundId === command.roundId
  // This also covers a shipment that its point received meanwhile: it stays on the round's list until it is
  // taken off or the round leaves.
  const planned = assigned !== null && visit?.roundId !== assigned.roundId
  if (shipment.phase === 'scheduled' || (planned && !isOver(shipment)))
    return same ? accept([]) : refuse('on-a-round')
  if (shipment.claim?.open) return refuse('claim-open')
  if (shipment.phase === 'out-for-delivery') return refuse('on-a-round')
  if (isOver(shipment) || shipment.phase === 'held') return refuse('shipment-over')
  // Parcels that are with somebody for good, or lost until they are found, hold nothing back. All others have
  // to be at the depot (R24).
  const open = shipment.parcels.filter(({ place }) => !GONE.includes(place))
  if (open.some(({ place }) => place !== 'depot')) return refuse('not-at-depot')
  if (!open.some(({ toSender }) => !toSender)) return refuse('not-at-depot')
  if (!canStillProve(shipment)) return refuse('no-attempts-left')
  // If a shipment were on the road with two contacts, nobody could say whose code is the right one (R9).
  if (pendingContact(shipment)) return refuse('contact-pending')
  const { roundId, courierId } = command
  return accept([{ type: 'scheduled', roundId, courierId }])
}

/** The round leaves. The same round again changes nothing, so a dispatch can be resumed. */
export function dispatch(shipment: Shipment, command: CommandOf<'dispatch'>): Decision {
  const { roundId, courierId, point, unreached } = command
  if (shipment.phase !== 'scheduled')
    return shipment.visit?.roundId === roundId ? accept([]) : refuse('wrong-round')
  if (shipment.assigned?.roundId !== roundId) return refuse('wrong-round')
  if (shipment.claim?.open) return refuse('claim-open')
  // A parcel that no scan saw at the depot for days is unexplained by now and leaves with no round (R26).
  if (!shipment.parcels.some(({ place, toSender }) => place === 'depot' && !toSender))
    return refuse('not-at-depot')
  return accept([{ type: 'dispatched', roundId, courierId, point, ...(unreached && { unreached }) }])
}

/** Moves the stop to another courier's round, on the road too. */
export function move(shipment: Shipment, command: CommandOf<'move'>): Decision {
  const { roundId, courierId, from } = command
  // Somebody else has moved the stop since, perhaps to this very round. Their changes to the lists must not
  // be repeated after them.
  if (from !== undefined && shipment.assigned?.roundId !== from) return refuse('wrong-round')
  if (shipment.assigned?.roundId === roundId) return accept([])
  if (shipment.claim?.open) return refuse('claim-open')
  if (shipment.phase !== 'scheduled' && !shipment.visit?.open) return refuse('wrong-round')
  return accept([{ type: 'moved', roundId, courierId }])
}

/**
 * Takes the stop off its round. Parcels on the vehicle stay there until the depot has them. A stop that never
 * left with the round, because it was called off or its point has it, comes off as well: the round may be one
 * that never came about.
 */
export function withdraw(shipment: Shipment, command: CommandOf<'withdraw'>): Decision {
  const { assigned, claim, phase, visit } = shipment
  if (assigned?.roundId !== command.roundId) return refuse('wrong-round')
  const left = visit?.roundId === command.roundId
  // The shipment goes nowhere with that round any more, so this releases, sends or schedules nothing (R21).
  if (phase !== 'scheduled' && !left) return accept([{ type: 'withdrawn', roundId: command.roundId }])
  if (claim?.open) return refuse('claim-open')
  if (phase !== 'scheduled' && !visit?.open) return refuse('stop-closed')
  return accept([{ type: 'withdrawn', roundId: command.roundId }])
}

export function cancel(shipment: Shipment): Decision {
  if (shipment.phase === 'cancelled') return accept([])
  // A hold or a hand-over stands: a shipment that is partly with its recipient cannot be cancelled.
  const begun = shipment.hold !== null || shipment.handOvers.length > 0
  if (isOver(shipment) || begun) return refuse('shipment-over')
  if (shipment.claim?.open) return refuse('claim-open')
  return accept([{ type: 'cancelled' }])
}

/**
 * Whether this dispatcher may let the delivery go on. After "not me" on the road, only somebody may who could
 * not have sent the courier there (R21).
 */
const mayResume = (shipment: Shipment, independentOf: readonly string[]) =>
  !claimed(shipment).includes('not-me') || covers(independentOf, apartOf(shipment, 'not-me'))

/** Records whether a second person lets the delivery go on after "not me". */
export const decideResume = (_shipment: Shipment, { decision }: DecideRequest): Decision =>
  accept(
    [decision === 'agree' ? { type: 'claim-decided', decision: 'resume' } : { type: 'resume-declined' }],
    {
      outcome: 'decided',
    },
  )

/**
 * Decides what becomes of parcels with an open claim (R21): the delivery goes on, or they go to the depot or
 * back to the sender.
 */
export function decideClaim(shipment: Shipment, command: CommandOf<'decide-claim'>): Decision {
  if (!shipment.claim?.open) return refuse('no-claim')
  const { decision, independentOf = [] } = command
  if (decision === 'resume' && !mayResume(shipment, independentOf)) {
    const asked = { outcome: 'requested', kind: 'not-me' } as const
    if (shipment.resume) return accept([], { ...asked, seq: shipment.resume.seq })
    return accept([{ type: 'resume-asked' }], { ...asked, seq: shipment.seq + 1 })
  }
  // A parcel that a point has cannot be declared to be at the depot. It goes on there, or back to its sender.
  if (decision === 'depot' && shipment.hold && shipment.hold.receivedAt !== null)
    return refuse('already-received')
  const code = decision === 'resume' ? {} : { code: shipment.policy.codes.claim }
  return accept([{ type: 'claim-decided', decision, ...code }])
}
