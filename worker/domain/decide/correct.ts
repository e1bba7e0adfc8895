import type { CorrectRecipient } from '../command.ts'
import { accept, type Decision, refuse } from '../decision.ts'
import { reachable } from '../eligibility.ts'
import { protectedUntil } from '../label-guard.ts'
import { CORRECTIONS } from '../limits.ts'
import { isOver, pendingContact } from '../reading.ts'
import type { Shipment } from '../state.ts'

/**
 * Corrects who a shipment is for (R41). The sender can do this in one call until our staff scanned a parcel
 * or sent it out; after that it takes two people. Whoever was told something before hears of the correction.
 */
export function correctRecipient(shipment: Shipment, command: CorrectRecipient, now: number): Decision {
  const { contacts, changes } = command
  if (isOver(shipment)) return refuse('shipment-over')
  if (shipment.claim?.open) return refuse('claim-open')
  if ((protectedUntil(shipment) ?? 0) > now) return refuse('label-known')
  if (pendingContact(shipment)) return refuse('contact-pending')
  // Without a reachable contact the secret could not get to the recipient.
  if (shipment.secured && reachable(shipment.policy, contacts).length === 0) return refuse('no-contact')
  if (!changes.name && !changes.contact) return accept([])
  if (shipment.corrections >= CORRECTIONS) return refuse('contact-limit')
  const was = shipment.contactInformed ? { from: shipment.contactFrom, ...shipment.contacts } : null
  return accept([{ type: 'recipient-corrected', contacts, contact: changes.contact, was }])
}
