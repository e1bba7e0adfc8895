import { CONTRACT, SHIPMENT } from '../examples.ts'
import { answer, json, operation } from '../operation.ts'
import * as at from './addresses.ts'
import { DoorPaymentView, PaymentBegun, PaymentSumsView } from './answers.ts'
import * as body from './bodies.ts'
import { paymentsQuery } from './query.ts'

const token = `${SHIPMENT}.q3Xz7LmB1pRtV0`

export const look = operation(at.look, {
  tag: 'Payments',
  summary: 'What the address at the door wants paid',
  description:
    'The carrier, the end of the waybill and the amount, for whoever scanned the QR code that a courier or clerk shows. It opens no delivery and makes no session.',
  by: 'anyone',
  asks: true,
  body: json(body.doorToken, { token }),
  answers: {
    200: answer(
      DoorPaymentView,
      {
        ...{ carrier: 'Курьер Сервис Экспресс', waybillEnd: '77FR', locale: 'fr' },
        ...{ amount: 4_990, currency: 'EUR', state: 'due' },
      },
      'What is due',
    ),
  },
  problems: ['not-found'],
})

export const payAtDoor = operation(at.payAtDoor, {
  tag: 'Payments',
  summary: 'Pay at the door',
  description: 'By whoever stands there. Nobody else learns how it was paid.',
  by: 'anyone',
  body: json(body.doorToken, { token }),
  answers: {
    200: answer(
      PaymentBegun,
      { outcome: 'open', url: 'https://checkout.stripe.com/c/pay/cs_test_a1' },
      'Where it is paid',
    ),
  },
  problems: ['not-found', 'nothing-to-pay', 'payment-unavailable'],
})

const { from, to, contract, format, locale } = paymentsQuery.entries

export const list = operation(at.list, {
  tag: 'Payments',
  summary: 'What was paid, here and in the provider’s books',
  description:
    'By the day on which a payment was begun, and by contract; at most a hundred days, absent the last seven. The provider’s books are read once a day; what differs for longer is an alert.',
  by: 'see-stats',
  query: {
    from: { description: 'First day', schema: from, example: '2026-11-16' },
    to: { description: 'Last day, included', schema: to, example: '2026-11-22' },
    contract: { description: 'Only payments under this contract', schema: contract },
    format: { description: '`csv` exports the lines', schema: format, example: 'json' },
    locale: { description: 'Of the table: what parts its cells', schema: locale, example: 'en' },
  },
  answers: {
    200: {
      description: 'The sums, in minor units',
      content: [
        {
          type: 'application/json',
          schema: PaymentSumsView,
          example: {
            from: '2026-11-16',
            to: '2026-11-22',
            items: [
              {
                ...{
                  day: '2026-11-22',
                  contractId: CONTRACT,
                  contractName: 'Maison Lumière',
                  currency: 'EUR',
                },
                ...{
                  paid: 12,
                  paidAmount: 59_880,
                  therePaidAmount: 59_880,
                  refunded: 4_990,
                  thereRefunded: 4_990,
                },
                ...{ owed: 0, open: 2, openAmount: 9_980, differences: 0, unchecked: 0 },
              },
            ],
          },
        },
        { type: 'text/csv' },
      ],
    },
  },
  problems: ['bad-request'],
})

export const notice = operation(at.notice, {
  tag: 'Payments',
  summary: 'A payment provider says that something became of a payment',
  description:
    'In the provider’s own form. Whatever it says, the provider is asked before anything changes. Doubled, late, forged and unknown notices change nothing, and are answered alike.',
  by: 'anyone',
  keyless: true,
  answers: { 204: { description: 'Taken' } },
  problems: ['not-found', 'too-large'],
})
