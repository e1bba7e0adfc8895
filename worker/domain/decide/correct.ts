import { accept, type CorrectRecipient, type Decision, refuse } from '../command.ts'
import { reachable } from '../eligibility.ts'
import { protectedUntil } from '../label-guard.ts'
import { CORRECTIONS } from '../limits.ts'
import { isOver, pendingContact } from '../reading.ts'
import type { Shipment } from '../state.ts'

/**
 * The sender corrects who a shipment is for (R41), in one call, as long as nobody of ours scanned it or sent it out:
 * afterwards that takes two people. Who was told anything hears of it.
 */
export function correctRecipient(shipment: Shipment, command: CorrectRecipient, now: number): Decision {
  const { contacts, changes } = command
  if (isOver(shipment)) return refuse('shipment-over')
  if (shipment.claim?.open) return refuse('claim-open')
  if ((protectedUntil(shipment) ?? 0) > now) return refuse('label-known')
  if (pendingContact(shipment)) return refuse('contact-pending')
  // The secret would have no way to whom it is for.
  if (shipment.secured && reachable(shipment.policy, contacts).length === 0) return refuse('no-contact')
  if (!changes.name && !changes.contact) return accept([])
  if (shipment.corrections >= CORRECTIONS) return refuse('contact-limit')
  const was = shipment.heard ? { from: shipment.contactFrom, ...shipment.contacts } : null
  return accept([{ type: 'recipient-corrected', contacts, contact: changes.contact, was }])
}
