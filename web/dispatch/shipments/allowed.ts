import type { ShipmentView } from '../../../worker/api/shipments/answers.ts'

type Given = Pick<ShipmentView, 'state' | 'secured' | 'claim' | 'sendsLeft' | 'attempts'>
type Kept = Pick<ShipmentView, 'state' | 'claim' | 'hold' | 'destination' | 'parcels'>
type Visited = Pick<ShipmentView, 'state' | 'secured' | 'round' | 'arrivedAt'>

const OVER = ['handed-over', 'returned', 'cancelled']
/** Somebody has it in hand, or is about to. */
const ON_A_ROUND = ['scheduled', 'out-for-delivery']
const BACK = ['at-depot', 'refused']

const over = ({ state, claim }: Pick<ShipmentView, 'state' | 'claim'>) => OVER.includes(state) || claim?.open

/** Whether a fresh message may still be asked for (R8); the server has the last word. */
export const canResend = ({ state, secured, claim, sendsLeft }: Given): boolean =>
  secured && !OVER.includes(state) && !claim?.open && sendsLeft > 0

/** Whether another contact may be asked for (R9): not on a round, nor while one is asked for. */
export const canChangeContact = (
  shipment: Pick<ShipmentView, 'state' | 'claim' | 'contactChange'>,
): boolean => !over(shipment) && !ON_A_ROUND.includes(shipment.state) && shipment.contactChange === null

/** Whether the shipment may still be called off. */
export const canCancel = ({ state, claim }: Given): boolean =>
  !OVER.includes(state) && state !== 'held' && !claim?.open

/** Whether its parcels would set out from the depot with the choice of a point. */
export const fromDepot = ({ state, parcels }: Pick<Kept, 'state' | 'parcels'>): boolean =>
  BACK.includes(state) && parcels.some(({ place }) => place === 'depot')

/** Whether another point may be chosen (R14): until a point has received it, from the depot too. */
export function canChoosePoint(shipment: Kept): boolean {
  if (over(shipment)) return false
  if (shipment.hold) return shipment.hold.receivedAt === null
  if (BACK.includes(shipment.state)) return fromDepot(shipment)
  return shipment.state === 'out-for-delivery' || shipment.destination !== null
}

/** Whether it may be given up on: announced ones are cancelled, and nobody takes one out of a courier's hands. */
export const canReturn = (shipment: Kept): boolean =>
  !over(shipment) && shipment.state !== 'announced' && !ON_A_ROUND.includes(shipment.state)

/** Whether another visit can be asked for: all that is not handed over is at the depot, and not all goes back. */
export function canReschedule(shipment: Kept): boolean {
  const rest = shipment.parcels.filter(({ place }) => place !== 'recipient')
  const waits = BACK.includes(shipment.state) || shipment.state === 'partly-handed-over'
  return (
    waits &&
    !over(shipment) &&
    rest.every(({ place }) => place === 'depot') &&
    rest.some(({ toSender }) => !toSender)
  )
}

/** Whether somebody can be suspected of anything (R27): a courier was on the way with a secured shipment. */
export const canReport = ({ state, secured, round, arrivedAt }: Visited): boolean =>
  secured && state !== 'announced' && state !== 'scheduled' && (round !== null || arrivedAt !== null)

/** Whether personal data could be erased on request (R31): the delivery is over. The server knows the rest. */
export const canErase = ({ state, claim }: Pick<ShipmentView, 'state' | 'claim'>): boolean =>
  OVER.includes(state) && !claim?.open
