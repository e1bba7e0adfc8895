import type { FactOf } from '../event.ts'
import { NEW_PAGE, type Shipment } from '../state.ts'
import { withoutHalves } from './hold.ts'
import { newChange } from './requested-change.ts'

/** Records that another contact is requested (R9). */
export function requestContact(
  shipment: Shipment,
  { requestedBy, contacts }: FactOf<'contact-change-requested'>,
  at: number,
): Shipment {
  const contactChange = { ...newChange(shipment.seq + 1, requestedBy, at), contacts }
  return { ...shipment, contactChange, contactRequests: shipment.contactRequests + 1 }
}

/**
 * Makes the contact that is stored beside event `contactFrom` the current one. Secret and link are new, so
 * what the old contact knows opens nothing. Messages that were not sent yet are dropped, because they were
 * for the old contact.
 */
function renewContact(shipment: Shipment, contacts: Shipment['contacts'], contactFrom: number): Shipment {
  return {
    ...withoutHalves(shipment),
    contacts,
    contactFrom,
    secretReached: false,
    secret: shipment.secret + 1,
    link: shipment.link + 1,
    contactLink: shipment.link + 1,
    page: NEW_PAGE,
    unsent: [],
    // Whoever joined came by a link of the former contact (R9).
    chat: null,
    contactInformed: false,
  }
}

/** The new contact comes into force (R9). */
export function changeContact(shipment: Shipment): Shipment {
  const { contactChange } = shipment
  if (!contactChange) return shipment
  const { contacts, seq } = contactChange
  return { ...renewContact(shipment, contacts, seq), contactChange: null }
}

/**
 * Records that the sender corrected who the shipment is for (R41). If only the name changed, the contact and
 * what it was told stay.
 */
export function correctRecipient(
  shipment: Shipment,
  { contacts, contact }: FactOf<'recipient-corrected'>,
): Shipment {
  const corrected = { ...shipment, corrections: shipment.corrections + 1 }
  const contactFrom = shipment.seq + 1
  if (contact) return renewContact(corrected, contacts, contactFrom)
  const sent = shipment.sent.map((one) =>
    one.contact === shipment.contactFrom ? { ...one, contact: contactFrom } : one,
  )
  return { ...corrected, contactFrom, sent }
}
