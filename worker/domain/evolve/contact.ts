import type { FactOf } from '../event.ts'
import { NEW_PAGE, type Shipment } from '../state.ts'
import { withoutHalves } from './hold.ts'

/** Another contact is asked for; `about` is the event beside which it stands. */
export function requestContact(
  shipment: Shipment,
  { requestedBy, contacts }: FactOf<'contact-change-requested'>,
  at: number,
): Shipment {
  const contactChange = { seq: shipment.seq + 1, requestedBy, contacts, at, approved: false }
  return { ...shipment, contactChange, contactRequests: shipment.contactRequests + 1 }
}

/**
 * The new contact is the one from now on (R9): secret and link are new, so what the old one knows opens nothing.
 * What had not left yet was addressed to the old one.
 */
export function changeContact(shipment: Shipment): Shipment {
  const { contactChange } = shipment
  if (!contactChange) return shipment
  return {
    ...withoutHalves(shipment),
    contacts: contactChange.contacts,
    contactFrom: contactChange.seq,
    contactChange: null,
    secret: shipment.secret + 1,
    link: shipment.link + 1,
    page: NEW_PAGE,
    unsent: [],
  }
}
