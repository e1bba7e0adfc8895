import { defineTexts } from '../../../i18n/texts.ts'

export default defineTexts({
  heading: 'Payments',
  about:
    'By the day on which a payment was begun. The provider’s books are read once a day; until then a payment is not compared yet.',
  none: 'No payments in this period',
  noneText: 'Choose other days, or clear the filter. Only contracts with payment by link ask for any.',
  differs: {
    one: '{count} payment differs from the provider’s books.',
    other: '{count} payments differ from the provider’s books.',
  },
  whatToDo: 'Compare each with the provider’s console: its shipment stands under Alerts.',
  toAlerts: 'Open the alerts',
  day: 'Day and contract',
  paid: 'Paid',
  payments: { one: '{count} payment', other: '{count} payments' },
  there: 'In the provider’s books',
  refunded: 'Given back',
  refundedThere: 'in the books: {amount}',
  owed: 'Still to give back',
  open: 'Open',
  compared: 'Compared',
  differences: { one: '{count} difference', other: '{count} differences' },
  unchecked: { one: '{count} not compared yet', other: '{count} not compared yet' },
  agrees: 'all agree',
  total: 'Total in {currency}',
})
