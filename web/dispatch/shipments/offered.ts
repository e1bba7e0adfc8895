import type { ShipmentView } from '../../../worker/api/shipments/answers.ts'
import type { ShipmentAction } from '../../../worker/domain/terms.ts'

/** What has a button on the shipment's page, in the order of the buttons. Other actions have a panel of their own. */
const BUTTONS = [
  'resend',
  'change-contact',
  'choose-point',
  'reschedule',
  'label',
  'report-violation',
  'order-return',
  'cancel',
  'erase',
] as const satisfies readonly (ShipmentAction | 'label')[]
export type Offered = (typeof BUTTONS)[number]

type Given = Pick<ShipmentView, 'state' | 'contactChange' | 'allowed' | 'notYet'>

/** What the shipment accepts, and this page still does not offer: it has a better place. */
const elsewhere = ({ state, contactChange }: Given, action: Offered): boolean => {
  // What is announced is planned with its round, and called off by cancelling it.
  if (action === 'reschedule' || action === 'order-return') return state === 'announced'
  // The panel of the request is on the page, with the way to take it back.
  return action === 'change-contact' && contactChange !== null
}

/**
 * What is offered: what the server says is allowed, and what only has to wait, since its dialog says for what. The
 * rules are the server's alone.
 */
export function offered(shipment: Given): Offered[] {
  const { allowed = [], notYet = [] } = shipment
  return BUTTONS.filter((action) => {
    // A label is printed whatever became of its parcel.
    if (action === 'label') return true
    return (allowed.includes(action) || notYet.includes(action)) && !elsewhere(shipment, action)
  })
}
