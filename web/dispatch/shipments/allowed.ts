import type { ShipmentView } from '../../../worker/wire/views.ts'

type Given = Pick<ShipmentView, 'state' | 'secured' | 'claim' | 'sendsLeft' | 'attempts'>

const OVER = ['handed-over', 'returned', 'cancelled']

/** Whether a fresh message may still be asked for (R8); the server has the last word. */
export const canResend = ({ state, secured, claim, sendsLeft }: Given): boolean =>
  secured && !OVER.includes(state) && !claim?.open && sendsLeft > 0

/** Whether the shipment may still be called off. */
export const canCancel = ({ state, claim }: Given): boolean =>
  !OVER.includes(state) && state !== 'held' && !claim?.open
