import type { ContactChange } from '../asked.ts'
import type { Command, DecideRequest, RecipientCommand } from '../command.ts'
import { accept, type Decision, refuse } from '../decision.ts'
import { reachable } from '../eligibility.ts'
import type { Fact } from '../event.ts'
import { approvedChange as approvedBy } from '../evolve/requested-change.ts'
import { CONTACT_CHANGES } from '../limits.ts'
import { contactDue, isOver, pendingContact, stopsContact } from '../reading.ts'
import type { Shipment } from '../state.ts'
import { deadLink } from './dead-link.ts'

type CommandOf<T extends Command['type']> = Extract<Command, { type: T }>

/**
 * Requests another contact for a dispatcher (R9). The old contact is told at once and stays in force until a
 * second person has agreed and thirty minutes have passed since it was told. A new request replaces the
 * earlier one, and its time begins again.
 */
export function requestContact(shipment: Shipment, command: CommandOf<'request-contact'>): Decision {
  const { requestedBy, contacts } = command
  if (isOver(shipment)) return refuse('shipment-over')
  if (shipment.phase === 'scheduled' || shipment.visit?.open) return refuse('on-a-round')
  if (shipment.claim?.open) return refuse('claim-open')
  // A recipient who can be reached must stay reachable, or the secret could not get to them.
  if (shipment.secured && reachable(shipment.policy, contacts).length === 0) return refuse('no-contact')
  if (shipment.contactRequests >= CONTACT_CHANGES) return refuse('contact-limit')
  const fact = { type: 'contact-change-requested', requestedBy, contacts } as const
  return accept([fact], { outcome: 'requested', kind: 'contact', seq: shipment.seq + 1 })
}

/**
 * Records that a second person agrees or declines (R9). If the old contact could not be told on any channel,
 * somebody also has to agree with the operator's own key.
 */
export function decideContact(shipment: Shipment, command: DecideRequest, now: number): Decision {
  if (shipment.claim?.open) return refuse('claim-open')
  const pending = pendingContact(shipment)
  if (!pending) return refuse('no-request')
  if (command.decision === 'decline')
    return accept([{ type: 'contact-change-stopped', who: decliner(pending, command) }], {
      outcome: 'decided',
    })
  // Only the operator's agreement is missing, and whoever agreed cannot add it by agreeing twice.
  if (pending.approved && !command.operator) return refuse('operator-needed')
  const byOperator = command.operator ? ({ byOperator: true } as const) : {}
  const approved = { type: 'contact-change-approved', ...byOperator } as const
  const after = { ...shipment, contactChange: approvedBy(pending, approved) }
  const due = contactDue(after)
  if (due?.due !== 'contact-change') return accept([approved], { outcome: 'decided' })
  const effectiveAt = Math.max(due.at, now)
  const facts: Fact[] = due.at <= now ? [approved, { type: 'contact-changed' }] : [approved]
  return accept(facts, { outcome: 'decided', effectiveAt })
}

/** Returns who stops the request: a requester who declines takes it back, anybody else declines it. */
const decliner = ({ requestedBy }: ContactChange, { by }: DecideRequest) =>
  by === requestedBy ? ('dispatcher' as const) : ('second-person' as const)

/** A dispatcher takes the request back. */
export function withdrawContact(shipment: Shipment): Decision {
  if (shipment.claim?.open) return refuse('claim-open')
  if (!pendingContact(shipment)) return refuse('no-contact-change')
  return accept([{ type: 'contact-change-stopped', who: 'dispatcher' }])
}

/**
 * The old contact stops the request (R9), by any link that was sent to them. A later message mints a new
 * link, and whoever had that message sent must not be able to silence the old contact with it.
 */
export function stopContact(
  shipment: Shipment,
  { link, session }: Extract<RecipientCommand, { type: 'stop-contact-change' }>,
  now: number,
): Decision {
  const dead = stopsContact(shipment, link) ? null : deadLink(shipment, link, session, now)
  if (dead) return refuse(dead)
  if (shipment.claim?.open) return refuse('claim-open')
  if (!pendingContact(shipment)) return refuse('no-contact-change')
  return accept([{ type: 'contact-change-stopped', who: 'recipient' }])
}
