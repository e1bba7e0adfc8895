import type { Applied } from './applied.ts'
import { changeContact, correctRecipient, requestContact } from './contact.ts'
import { releaseLabel, requestLabel } from './labels.ts'
import { approvedChange } from './requested-change.ts'

/** Facts about who the shipment is for and whose its labels are, requested or corrected (R9, R41). */
export const CHANGES: Applied<
  | 'contact-change-requested'
  | 'contact-change-approved'
  | 'contact-change-stopped'
  | 'contact-changed'
  | 'recipient-corrected'
  | 'label-requested'
  | 'label-approved'
  | 'label-stopped'
  | 'label-released'
  | 'label-moved'
> = {
  'contact-change-requested': requestContact,
  'contact-change-approved': (shipment, fact) => ({
    ...shipment,
    contactChange: shipment.contactChange && approvedChange(shipment.contactChange, fact),
  }),
  'contact-change-stopped': (shipment) => ({ ...shipment, contactChange: null }),
  'contact-changed': changeContact,
  'recipient-corrected': correctRecipient,
  'label-requested': requestLabel,
  'label-approved': (shipment, fact) => ({
    ...shipment,
    labelChange: shipment.labelChange && approvedChange(shipment.labelChange, fact),
  }),
  'label-stopped': (shipment) => ({ ...shipment, labelChange: null }),
  'label-released': releaseLabel,
  'label-moved': (shipment) => ({ ...shipment, released: null }),
}
