import * as v from 'valibot'
import { ADDRESS, RECEIPT, SHIPMENT, T, WAYBILL } from '../examples.ts'
import { answer, json, operation } from '../operation.ts'
import { done } from '../outcomes.ts'
import { PaymentBegun } from '../payments/answers.ts'
import * as at from './addresses.ts'
import { Delivery, FinishAnswer, ScanAnswer } from './answers.ts'
import * as body from './bodies.ts'

const data = {
  waybill: WAYBILL,
  sender: 'Maison Lumière',
  recipientName: 'Camille Renaud',
  address: ADDRESS,
  parcels: [{ label: WAYBILL, scanned: true, handedOver: false, here: true }],
}
const DEAD = ['link-finished', 'link-superseded', 'link-expired', 'link-owned'] as const
const ON_PAGE = [
  ...DEAD,
  'not-secured',
  'not-out-for-delivery',
  'claim-open',
  'drop-off',
  'stop-closed',
] as const

export const read = operation(at.read, {
  tag: 'Recipient',
  summary: 'The delivery as its recipient’s phone sees it',
  description:
    '`secret` while codes are open and the contract lets the page show them; `delivery` after a label of this shipment was scanned on this phone.',
  by: 'phone',
  answers: {
    200: answer(
      Delivery,
      {
        deliveryId: SHIPMENT,
        carrier: 'Курьер Сервис Экспресс',
        sender: 'Maison Lumière',
        firstName: 'C***',
        locale: 'fr',
        state: 'out-for-delivery',
        steps: [{ step: 'scan', done: false }],
        accepts: ['pin', 'link'],
        scans: true,
        reveal: 'message',
        attended: true,
        arrivedAt: T.arrived,
        codesOpen: true,
        parcels: { total: 1, scanned: 0, handedOver: 0 },
        wrongLabelsLeft: 10,
        noClaims: false,
        signature: true,
        claim: null,
        contactChange: null,
        labelChange: null,
        point: null,
        hold: null,
        said: [],
        suspended: [],
        withoutCode: 'identity',
      },
      'The delivery',
    ),
  },
  problems: DEAD,
})

export const live = operation(at.live, {
  tag: 'Recipient',
  summary: 'Listen to the delivery',
  description: 'A WebSocket, as for couriers. Without `Upgrade: websocket` it is 400.',
  by: 'phone',
  answers: { 101: { description: 'Listening' } },
  problems: ['bad-request', 'foreign-origin', ...DEAD],
})

export const scan = operation(at.scan, {
  tag: 'Recipient',
  summary: 'A parcel in front of the phone',
  description:
    'All that one presented parcel shows, at most five distinct labels in any spelling (one where it was typed): a wrong parcel is one of ten tries, after which the page is locked. An address that is no GS1 link and the number of goods in a shop cost nothing. A wrong parcel reveals nothing of the other shipment. `{label, by}` is the same with one label.',
  by: 'phone',
  body: json(body.scan, { labels: [WAYBILL], by: 'camera' }),
  answers: {
    200: answer(ScanAnswer, { outcome: 'match', delivery: data }, 'Whether it is this delivery’s'),
  },
  problems: [...ON_PAGE, 'unpaid', 'not-accepted', 'page-locked'],
})

export const confirm = operation(at.confirm, {
  tag: 'Recipient',
  summary: 'The data are right, there are no claims',
  by: 'phone',
  body: json(body.confirm, { noClaims: true }),
  answers: { 200: done },
  problems: [...ON_PAGE, 'unpaid', 'not-accepted', 'not-scanned', 'not-arrived'],
})

export const addPhoto = operation(at.addPhoto, {
  tag: 'Recipient',
  summary: 'Upload a photo for a claim',
  description:
    'JPEG or PNG up to 5 MB, by its content and not by its header. Everything but the picture is removed: EXIF with the place, XMP, comments. What no claim names within a day is deleted.',
  by: 'phone',
  body: { type: 'image/*' },
  answers: { 201: answer(v.strictObject({ id: v.string() }), { id: 'o0dZk1xTq7' }, 'Uploaded') },
  problems: [...ON_PAGE, 'not-scanned', 'too-many-photos'],
})

export const claim = operation(at.claim, {
  tag: 'Recipient',
  summary: 'Raise a claim',
  description:
    'During the visit nothing is released until a dispatcher decides. Claims add up: a further one joins the one that waits.',
  by: 'phone',
  body: json(body.claim, { kind: 'damaged', text: 'Le carton est mouillé', photoIds: ['o0dZk1xTq7'] }),
  answers: { 200: done },
  problems: [...ON_PAGE, 'not-scanned', 'unknown-photo'],
})

export const finish = operation(at.finish, {
  tag: 'Recipient',
  summary: 'Sign and finish',
  by: 'phone',
  body: json(body.finish, { signature: { typedName: 'Camille Renaud' }, comment: 'Merci' }),
  answers: {
    200: answer(
      FinishAnswer,
      {
        outcome: 'handed-over',
        code: 'LINK',
        receipt: { ...RECEIPT, proof: 'link', qr: [`SESAME:1R:${SHIPMENT}:1:n4bQgYhMfWWaLqgxVrQFaA`] },
      },
      'Handed over; `waiting` at a counter, for the clerk’s scan of the same label',
    ),
  },
  problems: [
    ...ON_PAGE,
    'unpaid',
    'not-accepted',
    'page-locked',
    'not-scanned',
    'not-arrived',
    'not-confirmed',
    'signature-required',
  ],
})

export const pay = operation(at.pay, {
  tag: 'Recipient',
  summary: 'Pay, before anything is told or handed over',
  description:
    'Returns where it is paid; the same address as long as that payment is open. The provider sends the phone back to this delivery’s page, which asks again.',
  by: 'phone',
  body: json(body.pay, {}),
  answers: {
    200: answer(
      PaymentBegun,
      { outcome: 'open', url: 'https://yoomoney.ru/checkout/payments/v2/contract?orderId=2d' },
      'Where it is paid, or that it is paid',
    ),
  },
  problems: [...DEAD, 'nothing-to-pay', 'payment-unavailable'],
})

export const extend = operation(at.extend, {
  tag: 'Recipient',
  summary: 'Keep it at its point for longer',
  by: 'phone',
  body: json(body.extend, {}),
  answers: { 200: done },
  problems: [...DEAD, 'claim-open', 'shipment-over', 'already-extended'],
})

export const notMe = operation(at.notMe, {
  tag: 'Recipient',
  summary: 'It was not me',
  description:
    'While the parcel is on the road it is a claim: nothing is released until a dispatcher decides.',
  by: 'phone',
  body: json(body.notMe, {}),
  answers: { 200: done },
  problems: [...DEAD, 'not-secured'],
})

export const stopContact = operation(at.stopContact, {
  tag: 'Recipient',
  summary: 'Stop a change of contact',
  description: 'By the link of the message that told the present contact of it.',
  by: 'phone',
  body: json(body.stopContact, {}),
  answers: { 200: done },
  problems: [...DEAD, 'claim-open', 'no-contact-change'],
})

export const liftSuspension = operation(at.liftSuspension, {
  tag: 'Recipient',
  summary: 'Take back what was said of a hold',
  description:
    'After “nobody came”, “no code asked” or “not me” during a hold nobody gets it against a document, until this.',
  by: 'phone',
  body: json(body.liftSuspension, {}),
  answers: { 200: done },
  problems: [...DEAD, 'no-suspension'],
})

export const stopLabel = operation(at.stopLabel, {
  tag: 'Recipient',
  summary: 'Keep the parcel from another recipient',
  description: 'By the link of the message that told of it, however the shipment ended.',
  by: 'phone',
  body: json(body.stopContact, {}),
  answers: { 200: done },
  problems: [...DEAD, 'no-request'],
})

export const endChat = operation(at.endChat, {
  tag: 'Recipient',
  summary: 'End the chat with a bot',
  description: 'News of this shipment comes to the announced contact alone from then on.',
  by: 'phone',
  body: json(body.endChat, {}),
  answers: { 200: done },
  problems: [...DEAD],
})
