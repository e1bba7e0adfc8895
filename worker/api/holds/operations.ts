import * as v from 'valibot'
import { ASKS_FIRST, approvalAsked } from '../approval.ts'
import { pageOf } from '../common.ts'
import { DRAWN, HOLD, POINT, SHIPMENT, T, WAYBILL } from '../examples.ts'
import { answer, json, operation } from '../operation.ts'
import { done } from '../outcomes.ts'
import { PaymentAddress } from '../payments/answers.ts'
import * as at from './addresses.ts'
import { CounterAnswer, CounterHold, HoldLine, PointDay, PointReceipt } from './answers.ts'
import * as body from './bodies.ts'

const held = { labels: [WAYBILL] }
const HERE = ['claim-open', 'not-received', 'shipment-over', 'wrong-parcel'] as const
const ISSUE = ['unpaid', ...HERE, 'not-accepted'] as const
const issued = answer(
  CounterAnswer,
  { outcome: 'handed-over', code: 'D7' },
  'Evaluated; a wrong code is an answer, not an error',
)

const MASKED = `…${WAYBILL.slice(-4)}`
const parcel = { scanned: false, place: 'point', toSender: false, shelf: 'A3', undeclared: false } as const
const lookedUp = {
  ...HOLD,
  shipmentId: SHIPMENT,
  waybill: MASKED,
  recipientName: 'Camille Renaud',
  phoneTail: '5678',
  secured: true,
  state: 'held' as const,
  pinDigits: 6,
  identitySignature: true,
  claimOpen: false,
  approval: null,
  suspended: false,
  parcels: [{ label: MASKED, ...parcel }],
  payment: null,
  phoneFinished: false,
  toReturn: false,
}
const opened = { ...lookedUp, waybill: WAYBILL, parcels: [{ ...parcel, label: WAYBILL, scanned: true }] }

export const list = operation(at.list, {
  tag: 'Counter',
  summary: 'What waits at this point',
  description: 'Of what is here the last four of the waybill; of what is on its way no sign of it.',
  by: 'serve-counter',
  table: true,
  paged: true,
  query: {
    q: {
      description:
        'Finds, among what is here, by shelf, words of the recipient’s name, or the last four digits of their phone; a label is scanned (`POST /api/holds/open`). Our screens send it in the header `Sesame-Search`, percent-encoded, so that no name stands in an address.',
      schema: v.string(),
      example: '5678',
    },
  },
  answers: {
    200: answer(
      pageOf(HoldLine),
      {
        items: [
          {
            shipmentId: SHIPMENT,
            waybill: MASKED,
            stage: 'here',
            parcels: 1,
            here: 1,
            shelf: 'A3',
            phoneTail: '5678',
            receivedAt: HOLD.receivedAt,
            until: HOLD.until,
            daysLeft: 8,
          },
        ],
        cursor: null,
      },
      'A page, the soonest to end first',
    ),
  },
})

export const day = operation(at.day, {
  tag: 'Counter',
  summary: 'The point’s day',
  by: 'serve-counter',
  table: true,
  query: {
    day: { description: 'A calendar day; absent: today', schema: v.string(), example: '2026-11-22' },
  },
  answers: {
    200: answer(
      PointDay,
      {
        point: { id: POINT, name: 'Relais Tabac des Brotteaux', zone: 'Europe/Paris' },
        day: '2026-11-22',
        items: [
          {
            at: T.done,
            kind: 'issued',
            shipmentId: SHIPMENT,
            waybill: MASKED,
            labels: [MASKED],
            proof: 'identity',
          },
        ],
        here: 4,
        returning: 1,
      },
      'What was received, issued and sent back',
    ),
  },
})

export const read = operation(at.read, {
  tag: 'Counter',
  summary: 'Read a hold of this point',
  description:
    'Of waybill and labels the last four: a look-up issues nothing. Not found until it is received.',
  by: 'serve-counter',
  answers: { 200: answer(CounterHold, lookedUp, 'The hold; never a secret') },
})

export const find = operation(at.find, {
  tag: 'Counter',
  summary: 'Open the hold that scanned or typed labels are of',
  description:
    'Exactly these come back whole. What this point does not have is not found, and counts: twenty foreign labels in a clerk’s day raise an alert. Takes no key, since it changes no hold.',
  by: 'serve-counter',
  keyless: true,
  body: json(body.open, held),
  answers: { 200: answer(CounterHold, opened, 'The hold; never a secret') },
  problems: ['not-found'],
})

export const open = operation(at.open, {
  tag: 'Counter',
  summary: 'Read a hold with the labels that were scanned',
  description: 'Exactly these come back whole. Takes no key, since it changes no hold.',
  by: 'serve-counter',
  keyless: true,
  body: json(body.open, held),
  answers: { 200: answer(CounterHold, opened, 'The hold; never a secret') },
})

export const payment = operation(at.payment, {
  tag: 'Counter',
  summary: 'The address that only takes the payment',
  description: 'For a QR code on the counter’s screen, as at the door; while a parcel here is unpaid.',
  by: 'serve-counter',
  neverKept: true,
  answers: {
    200: answer(
      PaymentAddress,
      { url: `https://sesame.example/pay#${SHIPMENT}.q3Xz7LmB1pRtV0` },
      'The address',
    ),
  },
  problems: [...HERE, 'nothing-to-pay'],
})

export const receive = operation(at.receive, {
  tag: 'Counter',
  summary: 'Receive parcels by scanning',
  description:
    'Each label on its own: rubbish never blocks the next. `undeclared` is received as well, and nothing says how it came here: a code, QR or link issues it, a document only after the courier’s act arrived or an independent dispatcher confirmed it.',
  by: 'serve-counter',
  body: json(body.receive, { ...held, shelf: 'A3' }),
  answers: {
    200: answer(
      PointReceipt,
      { items: [{ label: WAYBILL, outcome: 'expected', shipmentId: SHIPMENT, waybill: WAYBILL }] },
      'What became of each label',
    ),
  },
})

export const pin = operation(at.pin, {
  tag: 'Counter',
  summary: 'Issue by code',
  by: 'serve-counter',
  reserves: 'pin',
  body: json(body.pin, { pin: '482913', ...held }),
  answers: { 200: issued },
  problems: [...ISSUE, 'blocked'],
})

export const qr = operation(at.qr, {
  tag: 'Counter',
  summary: 'Issue by QR code',
  by: 'serve-counter',
  body: json(body.qr, { code: `SESAME:1:${SHIPMENT}:n4bQgYhMfWWaLqgxVrQFaA`, ...held }),
  answers: { 200: issued },
  problems: ISSUE,
})

export const identity = operation(at.identity, {
  tag: 'Counter',
  summary: 'Issue against an identity document',
  description: ASKS_FIRST,
  by: 'serve-counter',
  body: json(body.identity, { documentType: 'passport', nameMatches: true, ...held, signature: DRAWN }),
  answers: { 200: issued, 202: approvalAsked },
  problems: [
    ...ISSUE,
    'signature-required',
    'blocked',
    'identity-suspended',
    'receipt-unconfirmed',
    'approval-lapsed',
  ],
})

export const confirmReceipt = operation(at.confirmReceipt, {
  tag: 'Counter',
  summary: 'Confirm a receipt that nothing declares',
  description:
    'For a dispatcher who is independent of the clerk who received it, of the visit’s courier, and of whoever changed contact, round or point. The same waits as a request of the kind `receipt`.',
  by: 'decide-requests',
  body: json(body.confirmReceipt, held),
  answers: { 200: done },
  problems: ['second-person', 'wrong-parcel', 'not-received'],
})

export const scan = operation(at.scan, {
  tag: 'Counter',
  summary: 'The clerk’s half of issue by link',
  by: 'serve-counter',
  body: json(body.scan, held),
  answers: {
    200: answer(CounterAnswer, { outcome: 'waiting' }, 'Issued, or waiting for the recipient’s phone'),
  },
  problems: ISSUE,
})

export const refuse = operation(at.refuse, {
  tag: 'Counter',
  summary: 'The recipient refuses it',
  by: 'serve-counter',
  body: json(body.refuse, held),
  answers: { 200: done },
  problems: HERE,
})

export const extend = operation(at.extend, {
  tag: 'Counter',
  summary: 'Keep it for longer',
  by: 'serve-counter',
  body: json(body.extend, {}),
  answers: { 200: done },
  problems: ['claim-open', 'not-received', 'shipment-over', 'already-extended'],
})

export const sendBack = operation(at.sendBack, {
  tag: 'Counter',
  summary: 'Hand it to the carrier, back to its sender',
  by: 'serve-counter',
  body: json(body.sendBack, held),
  answers: { 200: done },
  problems: [...HERE, 'not-to-return'],
})
