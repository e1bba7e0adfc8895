import { accept, type Command, type Decision, type RecipientCommand, refuse } from '../command.ts'
import { reachable } from '../eligibility.ts'
import { CONTACT_CHANGES, CONTACT_WAIT_MS } from '../limits.ts'
import { contactDue, isOver, pendingContact } from '../reading.ts'
import type { Shipment } from '../state.ts'
import { deadLink } from './recipient.ts'

type Of<T extends Command['type']> = Extract<Command, { type: T }>

/**
 * A dispatcher asks for another contact (R9). The old one is told at once and lives on; nothing changes before a
 * second person agreed and thirty minutes went by. Asked anew, the earlier request is replaced and the time begins
 * again.
 */
export function requestContact(shipment: Shipment, command: Of<'request-contact'>, now: number): Decision {
  const { requestedBy, contacts } = command
  if (isOver(shipment)) return refuse('shipment-over')
  if (shipment.phase === 'scheduled' || shipment.visit?.open) return refuse('on-a-round')
  if (shipment.claim?.open) return refuse('claim-open')
  // Somebody who can be reached must not be turned into nobody: the secret would have no way to them.
  if (shipment.secured && reachable(shipment.policy, contacts).length === 0) return refuse('no-contact')
  if (shipment.contactRequests >= CONTACT_CHANGES) return refuse('contact-limit')
  const fact = { type: 'contact-change-requested', requestedBy, contacts } as const
  return accept([fact], { outcome: 'contact-pending', effectiveAt: now + CONTACT_WAIT_MS })
}

/** The second person agrees (R9): not the one who asked, nor anybody who was invited by them. */
export function approveContact(shipment: Shipment, command: Of<'approve-contact'>, now: number): Decision {
  if (shipment.claim?.open) return refuse('claim-open')
  const pending = pendingContact(shipment)
  if (!pending) return refuse('no-contact-change')
  const earliest = pending.at + CONTACT_WAIT_MS
  // What was agreed to is what was seen, not what took its place meanwhile.
  if (command.seen !== null && command.seen !== earliest) return refuse('no-contact-change')
  const { approvedBy, independentOf } = command
  if (approvedBy === pending.requestedBy || independentOf !== pending.requestedBy)
    return refuse('second-person')
  const effectiveAt = Math.max(earliest, now)
  const answer = { outcome: 'contact-pending', effectiveAt } as const
  if (pending.approved) return accept([], answer)
  const approved = { type: 'contact-change-approved' } as const
  const due = contactDue({ ...shipment, contactChange: { ...pending, approved: true } })
  const ripe = due?.due === 'contact-change' && due.at <= now
  return accept(ripe ? [approved, { type: 'contact-changed' }] : [approved], answer)
}

/** A dispatcher takes the request back. */
export function withdrawContact(shipment: Shipment): Decision {
  if (shipment.claim?.open) return refuse('claim-open')
  if (!pendingContact(shipment)) return refuse('no-contact-change')
  return accept([{ type: 'contact-change-stopped', who: 'dispatcher' }])
}

/** The old contact says no, by the link of the message that told them (R9). */
export function stopContact(
  shipment: Shipment,
  { link, session }: Extract<RecipientCommand, { type: 'stop-contact-change' }>,
  now: number,
): Decision {
  const dead = deadLink(shipment, link, session, now)
  if (dead) return refuse(dead)
  if (shipment.claim?.open) return refuse('claim-open')
  if (!pendingContact(shipment)) return refuse('no-contact-change')
  return accept([{ type: 'contact-change-stopped', who: 'recipient' }])
}
