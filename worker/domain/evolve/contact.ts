import type { FactOf } from '../event.ts'
import { type ContactChange, NEW_PAGE, type Shipment } from '../state.ts'
import { withoutHalves } from './hold.ts'

/** Another contact is asked for; `about` is the event beside which it stands. */
export function requestContact(
  shipment: Shipment,
  { requestedBy, contacts }: FactOf<'contact-change-requested'>,
  at: number,
): Shipment {
  const contactChange: ContactChange = {
    seq: shipment.seq + 1,
    requestedBy,
    contacts,
    at,
    approved: false,
    toldAt: null,
    untold: false,
    byOperator: false,
  }
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
    reached: false,
    secret: shipment.secret + 1,
    link: shipment.link + 1,
    contactLink: shipment.link + 1,
    page: NEW_PAGE,
    unsent: [],
  }
}

/** The second person agreed, or the operator did besides. */
export const approvedContact = (
  pending: ContactChange,
  { byOperator }: FactOf<'contact-change-approved'>,
): ContactChange => ({ ...pending, approved: true, byOperator: pending.byOperator || byOperator === true })

/**
 * What became of the news to the old contact (R9): the half hour counts from when it reached them; where no channel
 * took it, for good, nobody was told.
 */
export function contactNews(
  shipment: Shipment,
  fact: FactOf<'message-sent'> | FactOf<'message-failed'>,
  at: number,
): Shipment {
  const { contactChange: pending } = shipment
  if (!pending || fact.cause !== 'contact-change' || fact.about !== pending.seq) return shipment
  const reached = fact.type === 'message-sent' && fact.channels.length > 0
  const toldAt = pending.toldAt ?? (reached ? at : null)
  const underway = shipment.unsent.some(({ about }) => about === pending.seq)
  return { ...shipment, contactChange: { ...pending, toldAt, untold: toldAt === null && !underway } }
}
