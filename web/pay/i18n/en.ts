import { defineTexts } from '../../i18n/texts.ts'

export default defineTexts({
  language: 'Language',
  again: 'Try again',
  shipment: 'Shipment …{end}',
  pay: 'Pay {amount}',
  button: 'Pay {amount}',
  opening: 'Opening the payment…',
  goOn: 'Continue to payment',
  where: 'You pay on the payment service’s own page. The carrier gets none of your card’s data.',
  never: 'Pay only with the courier or clerk in front of you, never because a caller asks for it.',
  checking: 'We are checking the payment…',
  notThere: 'The payment has not arrived. If you paid, this page updates by itself; otherwise continue.',
  paid: 'Paid',
  paidText: 'The courier or the clerk sees it at once. You may close this page.',
  over: 'Nothing to pay any more',
  overText: 'This shipment has ended. If you have just paid, the money goes back by itself.',
  nothing: 'Scan the courier’s QR code again',
  nothingText:
    'This page shows a payment only after its QR code was scanned, from the screen of the courier or at the counter.',
  'trouble.offline': 'No answer came. Check the connection and try again: nothing is done twice.',
  'trouble.payment-unavailable': 'The payment service does not answer. Try again in a minute.',
  'trouble.again': 'That did not work just now. Please try again in a moment.',
})
