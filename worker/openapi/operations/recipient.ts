import * as v from 'valibot'
import * as wire from '../../wire/recipient.ts'
import { Done } from '../answers/common.ts'
import { Delivery, FinishAnswer, ScanAnswer } from '../answers/door.ts'
import { answer, json, type Operation } from '../operation.ts'
import { ADDRESS, RECEIPT, SHIPMENT, T, WAYBILL } from './examples.ts'

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
const done = answer(Done, { outcome: 'done' })

/** The recipient's page, by the cookie of that delivery. */
export const RECIPIENT: Operation[] = [
  {
    method: 'GET',
    path: '/api/deliveries/:deliveryId',
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
  },
  {
    method: 'GET',
    path: '/api/deliveries/:deliveryId/live',
    tag: 'Recipient',
    summary: 'Listen to the delivery',
    description: 'A WebSocket, as for couriers. Without `Upgrade: websocket` it is 400.',
    by: 'phone',
    answers: { 101: { description: 'Listening' } },
    problems: ['bad-request', 'foreign-origin', ...DEAD],
  },
  {
    method: 'POST',
    path: '/api/deliveries/:deliveryId/scan',
    tag: 'Recipient',
    summary: 'A label in front of the phone',
    description: 'Ten wrong labels lock the page. A wrong one reveals nothing of the other shipment.',
    by: 'phone',
    body: json(wire.scan, { label: WAYBILL, by: 'camera' }),
    answers: {
      200: answer(ScanAnswer, { outcome: 'match', delivery: data }, 'Whether it is this delivery’s'),
    },
    problems: [...ON_PAGE, 'not-accepted', 'page-locked'],
  },
  {
    method: 'POST',
    path: '/api/deliveries/:deliveryId/confirm',
    tag: 'Recipient',
    summary: 'The data are right, there are no claims',
    by: 'phone',
    body: json(wire.confirm, { noClaims: true }),
    answers: { 200: done },
    problems: [...ON_PAGE, 'not-accepted', 'not-scanned', 'not-arrived'],
  },
  {
    method: 'POST',
    path: '/api/deliveries/:deliveryId/photos',
    tag: 'Recipient',
    summary: 'Upload a photo for a claim',
    description:
      'JPEG or PNG up to 5 MB, by its content and not by its header. Everything but the picture is removed: EXIF with the place, XMP, comments. What no claim names within a day is deleted.',
    by: 'phone',
    body: { type: 'image/*' },
    answers: { 201: answer(v.strictObject({ id: v.string() }), { id: 'o0dZk1xTq7' }, 'Uploaded') },
    problems: [...ON_PAGE, 'not-scanned', 'too-many-photos'],
  },
  {
    method: 'POST',
    path: '/api/deliveries/:deliveryId/claim',
    tag: 'Recipient',
    summary: 'Raise a claim',
    description:
      'During the visit nothing is released until a dispatcher decides. Claims add up: a further one joins the one that waits.',
    by: 'phone',
    body: json(wire.claim, { kind: 'damaged', text: 'Le carton est mouillé', photoIds: ['o0dZk1xTq7'] }),
    answers: { 200: done },
    problems: [...ON_PAGE, 'not-scanned', 'unknown-photo'],
  },
  {
    method: 'POST',
    path: '/api/deliveries/:deliveryId/finish',
    tag: 'Recipient',
    summary: 'Sign and finish',
    by: 'phone',
    body: json(wire.finish, { signature: { typedName: 'Camille Renaud' }, comment: 'Merci' }),
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
      'not-accepted',
      'page-locked',
      'not-scanned',
      'not-arrived',
      'not-confirmed',
      'signature-required',
    ],
  },
  {
    method: 'POST',
    path: '/api/deliveries/:deliveryId/extend',
    tag: 'Recipient',
    summary: 'Keep it at its point for longer',
    by: 'phone',
    body: json(wire.extend, {}),
    answers: { 200: done },
    problems: [...DEAD, 'claim-open', 'shipment-over', 'already-extended'],
  },
  {
    method: 'POST',
    path: '/api/deliveries/:deliveryId/not-me',
    tag: 'Recipient',
    summary: 'It was not me',
    description:
      'While the parcel is on the road it is a claim: nothing is released until a dispatcher decides.',
    by: 'phone',
    body: json(wire.notMe, {}),
    answers: { 200: done },
    problems: [...DEAD, 'not-secured'],
  },
  {
    method: 'POST',
    path: '/api/deliveries/:deliveryId/contact/stop',
    tag: 'Recipient',
    summary: 'Stop a change of contact',
    description: 'By the link of the message that told the present contact of it.',
    by: 'phone',
    body: json(wire.stopContact, {}),
    answers: { 200: done },
    problems: [...DEAD, 'claim-open', 'no-contact-change'],
  },
  {
    method: 'POST',
    path: '/api/deliveries/:deliveryId/suspension/lift',
    tag: 'Recipient',
    summary: 'Take back what was said of a hold',
    description:
      'After “nobody came”, “no code asked” or “not me” during a hold nobody gets it against a document, until this.',
    by: 'phone',
    body: json(wire.liftSuspension, {}),
    answers: { 200: done },
    problems: [...DEAD, 'no-suspension'],
  },
  {
    method: 'POST',
    path: '/api/deliveries/:deliveryId/label/stop',
    tag: 'Recipient',
    summary: 'Keep the parcel from another recipient',
    description: 'By the link of the message that told of it, however the shipment ended.',
    by: 'phone',
    body: json(wire.stopContact, {}),
    answers: { 200: done },
    problems: [...DEAD, 'no-request'],
  },
]
