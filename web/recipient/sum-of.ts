import type { Money } from '../../worker/api/payments/answers.ts'
import { moneyText } from '../../worker/domain/money-text.ts'
import { locale } from '../i18n/locale.ts'

/** Writes a sum of money in the language of the page. */
export const sumOf = ({ amount, currency }: Money): string => moneyText(amount, currency, locale())
