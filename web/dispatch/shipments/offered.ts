import type { ShipmentView } from '../../../worker/api/shipments/answers.ts'
import type { ShipmentAction } from '../../../worker/domain/terms.ts'

/** The actions with a button on the shipment's page, in the order of the buttons. Others have their own panel. */
const BUTTONS = [
  'resend',
  'change-contact',
  'choose-point',
  'reschedule',
  'label',
  'refund',
  'report-violation',
  'order-return',
  'cancel',
  'erase',
] as const satisfies readonly (ShipmentAction | 'label')[]
export type Offered = (typeof BUTTONS)[number]

type Given = Pick<ShipmentView, 'state' | 'contactChange' | 'payment' | 'allowed' | 'notYet'>

/** Whether an action that the shipment accepts has a better place than a button on this page. */
const elsewhere = ({ state, contactChange, payment }: Given, action: Offered): boolean => {
  // An announced shipment is planned with a round, and it is given up by cancelling it.
  if (action === 'reschedule' || action === 'order-return') return state === 'announced'
  // What the provider refused is tried again on the card of the payment.
  if (action === 'refund') return !payment || payment.refundable === 0
  // The open request has a panel on the page, where it can be taken back.
  return action === 'change-contact' && contactChange !== null
}

/**
 * Returns the actions to offer: those that the server allows, and those that only have to wait, because their
 * dialog says what for. The page has no rules of its own.
 */
export function offered(shipment: Given): Offered[] {
  const { allowed = [], notYet = [] } = shipment
  return BUTTONS.filter((action) => {
    // A label can be printed whatever became of its parcel.
    if (action === 'label') return true
    return (allowed.includes(action) || notYet.includes(action)) && !elsewhere(shipment, action)
  })
}
