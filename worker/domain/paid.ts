import type { AskedPayment } from './payments.ts'
import type { Shipment } from './state.ts'
import type { PayFrom } from './terms.ts'

/** Returns the payment by which the shipment is paid, or null. */
export const paidBy = ({ payments }: Pick<Shipment, 'payments'>): AskedPayment | null =>
  payments?.asked.find(({ state, surplus }) => state === 'paid' && surplus === null) ?? null

/** Whether the recipient still has to pay before anything is told, compared or handed over (R30). */
export const unpaid = (shipment: Pick<Shipment, 'payments'>): boolean =>
  shipment.payments !== null && paidBy(shipment) === null

/** Returns the payment that this side has open now: the recipient's own page, or whoever stands at the door. */
export const openPayment = ({ payments }: Shipment, from: PayFrom): AskedPayment | null =>
  payments?.asked.findLast((one) => one.from === from && one.state === 'open') ?? null

/** Returns a payment of the shipment by its number, or null. */
export const paymentOf = ({ payments }: Shipment, number: number): AskedPayment | null =>
  payments?.asked.find((one) => one.number === number) ?? null

export const nextNumber = (asked: readonly AskedPayment[]): number => asked.length + 1
