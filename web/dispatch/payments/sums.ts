import type { PaymentSumsLine } from '../../../worker/api/payments/answers.ts'

/** What is added up over the days and contracts of one currency. */
const ADDED = [
  'paid',
  'paidAmount',
  'therePaidAmount',
  'refunded',
  'thereRefunded',
  'owed',
  'open',
  'openAmount',
  'differences',
  'unchecked',
] as const satisfies readonly (keyof PaymentSumsLine)[]

/** The sums of a row: of a day and contract, or of all of them in one currency. */
export type Sums = Pick<PaymentSumsLine, 'currency' | (typeof ADDED)[number]>

/** Adds the lines up, a sum a currency, in the order of the currencies' codes. Currencies are never mixed. */
export function totalsOf(lines: readonly PaymentSumsLine[]): Sums[] {
  const currencies = [...new Set(lines.map(({ currency }) => currency))].sort()
  return currencies.map((currency) => {
    const own = lines.filter((line) => line.currency === currency)
    const added = ADDED.map((name) => [name, own.reduce((all, line) => all + line[name], 0)] as const)
    return { currency, ...(Object.fromEntries(added) as Omit<Sums, 'currency'>) }
  })
}
