import { defineTexts } from '../../../i18n/texts.ts'

/** While the recipient has to pay first (R30): the same words at the door and at the counter, and never how it was paid. */
export default defineTexts({
  unpaid: 'Not paid yet',
  toPay: 'To pay\u00a0{amount}',
  paid: 'Paid',
  payByQr: 'Show QR to pay',
  payOffline: 'Without a network the payment cannot be seen here. Keep the parcel until there is a signal.',
  payTitle: 'Payment',
  payAnyone: 'Anyone here may scan it and pay.',
  payLabel: 'QR code to pay',
  payWaybill: 'Waybill …{tail}',
  payFailed: 'The QR code could not be loaded. Try again.',
})
