import { moneyText } from '../../../worker/domain/money-text.ts'
import { locale } from '../../i18n/locale.ts'

/** What whoever hands over sees of a payment (R30): how much and whether it is paid, never how. */
export interface Payment {
  /** In minor units of the currency (ISO 4217). */
  amount: number
  currency: string
  paid: boolean
}

/** Whether something has to be paid before anything is handed over. Null: nothing ever had to be. */
export const isUnpaid = ({ payment }: { payment: Payment | null }): boolean =>
  payment !== null && !payment.paid

/** Writes the amount as the screen's language writes money. */
export const amountOf = ({ amount, currency }: Payment): string => moneyText(amount, currency, locale())
