import * as v from 'valibot'
import * as wire from '../../wire/dispatcher.ts'
import * as returns from '../../wire/returns.ts'
import { Done, pageOf } from '../answers/common.ts'
import { AlertLine, Rescheduled } from '../answers/office.ts'
import { LabelPending, Requested } from '../answers/requests.ts'
import {
  Announced,
  Evidence,
  Imported,
  Receipts,
  ShipmentEvent,
  ShipmentLine,
  ShipmentView,
} from '../answers/shipments.ts'
import { answer, json, type Operation } from '../operation.ts'
import {
  CONTRACT,
  COURIER,
  HASH,
  JWS,
  PLACED,
  POINT,
  RECEIPT,
  ROUND,
  SHIPMENT,
  T,
  WAYBILL,
} from './examples.ts'
import { requestedExample } from './requests.ts'

const announcement = {
  waybill: WAYBILL,
  contractId: CONTRACT,
  parcels: [{ label: WAYBILL }],
  recipient: {
    name: 'Camille Renaud',
    phone: '+33612345678',
    email: 'camille@example.org',
    kind: 'consumer' as const,
    locale: 'fr' as const,
    address: PLACED,
  },
  inPerson: true,
  reference: 'Commande 4711',
}
const announced = { id: SHIPMENT, state: 'announced' as const, secured: true, reasons: [] }
const event = {
  seq: 7,
  at: T.done,
  receivedAt: T.done,
  type: 'handed-over',
  code: 'D7',
  parcels: [WAYBILL],
  by: { role: 'courier', id: COURIER },
  proved: ['secret' as const],
  data: { labels: [WAYBILL], of: 1, proof: 'pin', code: 'D7' },
  hash: HASH,
}
const claims = {
  iss: 'https://sesame.example',
  sub: SHIPMENT,
  iat: 1_795_342_541,
  number: RECEIPT.number,
  waybill: WAYBILL,
  contractId: CONTRACT,
  carrier: 'Livraison Sécurisée',
  sender: 'Maison Lumière',
  labels: [WAYBILL],
  of: 1,
  proof: 'pin',
  proved: ['secret' as const],
  code: 'D7',
  seq: 7,
  hash: HASH,
}
const done = answer(Done, { outcome: 'done' })

/** Announcing shipments, following them, and what a dispatcher does about one. */
export const SHIPMENTS: Operation[] = [
  {
    method: 'POST',
    path: '/api/shipments',
    tag: 'Shipments',
    summary: 'Announce a shipment',
    description:
      'The same waybill with the same content is the same shipment (200). Where the recipient or the contract does not allow secured hand-over it is announced as ordinary, with the reasons, or refused where the policy is mandatory. A label that was scanned or sent out stays its recipient’s until it is handed over, or for 90 days after its last scan: for somebody else, as another kind or under weaker rules it is `label-known` for a key, and waits for a second person where a dispatcher announces it.',
    by: 'announce',
    body: json(wire.announceShipment, announcement),
    answers: {
      200: answer(Announced, announced, 'It was announced before, with this very content'),
      201: answer(Announced, announced, 'Announced'),
      202: answer(
        LabelPending,
        { code: 'label-pending', ...requestedExample, request: `label:${SHIPMENT}:7` },
        'A label is protected for another recipient: it waits for a second person, and is then announced by itself',
      ),
    },
    problems: [
      'unknown-contract',
      'not-eligible',
      'waybill-taken',
      'label-taken',
      'label-known',
      'label-pending',
      'changed',
      'contact-limit',
    ],
  },
  {
    method: 'POST',
    path: '/api/shipments/bulk',
    tag: 'Shipments',
    summary: 'Announce up to a hundred shipments',
    description:
      'Each is checked on its own: one that is wrong holds none of the others back. A label that is another recipient’s is `label-known`; nothing is asked of a second person.',
    by: 'announce',
    body: json(wire.bulkShipments, { shipments: [announcement] }),
    answers: {
      200: answer(
        Imported,
        {
          created: 1,
          known: 0,
          refused: 0,
          items: [{ line: 0, waybill: WAYBILL, outcome: 'created', id: SHIPMENT, secured: true }],
        },
        'What became of each; `line` counts from 0',
      ),
    },
  },
  {
    method: 'POST',
    path: '/api/shipments/import',
    tag: 'Shipments',
    summary: 'Announce shipments from a CSV file',
    description:
      'UTF-8 or Windows-1251, separated by `;`, `,` or tab, with a header in English, French or Russian; at most 512 kB and 100 shipments. Idempotent per waybill: the file may simply be sent again, so it takes no Idempotency-Key.',
    by: 'announce',
    keyless: true,
    query: { contract: { description: 'The contract of all lines', schema: v.string(), required: true } },
    body: {
      type: 'text/csv',
      example:
        'waybill;name;phone;address;city;postcode;country\r\nXY746876977FR;Camille Renaud;+33612345678;12 quai Perrache;Lyon;69002;FR\r\n',
    },
    answers: {
      200: answer(
        Imported,
        {
          created: 0,
          known: 0,
          refused: 1,
          items: [
            {
              line: 2,
              waybill: WAYBILL,
              outcome: 'refused',
              errors: [{ column: 'phone', code: 'regex' }],
            },
          ],
        },
        'What became of each line; the header is line 1',
      ),
    },
  },
  {
    method: 'GET',
    path: '/api/shipments',
    tag: 'Shipments',
    summary: 'List shipments',
    by: 'read-shipments',
    table: true,
    paged: true,
    query: {
      state: { description: 'Only those in this state, or `open`', schema: v.string(), example: 'held' },
      contract: { description: 'Only those of this contract', schema: v.string() },
      q: {
        description:
          'A waybill or a label, whole; for dispatchers also words of a recipient’s name, the surname among them. Addresses are kept by histories and access logs: a name is better sent percent-encoded in the header `Sesame-Search`.',
        schema: v.string(),
        example: WAYBILL,
      },
    },
    answers: {
      200: answer(
        pageOf(ShipmentLine),
        {
          items: [
            {
              id: SHIPMENT,
              waybill: WAYBILL,
              contractId: CONTRACT,
              contractName: 'Maison Lumière',
              state: 'handed-over',
              secured: true,
              parcels: 1,
              handedOver: 1,
              courierId: COURIER,
              announcedAt: T.announced,
              changedAt: T.done,
            },
          ],
          cursor: null,
        },
        'A page, newest first',
      ),
    },
  },
  {
    method: 'GET',
    path: '/api/shipments/:id',
    tag: 'Shipments',
    summary: 'Read a shipment',
    description: 'Never with a secret: PIN, QR and link are the recipient’s alone.',
    by: 'read-shipments',
    neverKept: true,
    answers: {
      200: answer(
        ShipmentView,
        {
          id: SHIPMENT,
          waybill: WAYBILL,
          contractId: CONTRACT,
          policyVersion: 1,
          carrier: 'Livraison Sécurisée',
          sender: 'Maison Lumière',
          state: 'handed-over',
          secured: true,
          reasons: [],
          accepts: ['pin', 'qr'],
          parcels: [{ label: WAYBILL, place: 'recipient', toSender: false, shelf: null, undeclared: false }],
          recipient: {
            name: 'Camille Renaud',
            phone: '+33612345678',
            kind: 'consumer',
            address: PLACED,
          },
          contactChange: null,
          locale: 'fr',
          round: { roundId: ROUND, courierId: COURIER },
          arrivedAt: T.arrived,
          attempts: { evaluated: 1, left: 4 },
          sendsLeft: 3,
          claim: null,
          suspension: null,
          point: null,
          destination: null,
          hold: null,
          receipts: [RECEIPT],
          seq: 8,
        },
        'The shipment as it stands',
      ),
    },
  },
  {
    method: 'GET',
    path: '/api/shipments/:id/events',
    tag: 'Shipments',
    summary: 'Read what happened',
    description:
      'The log is append-only and hash-chained: each `hash` binds the one before. `proved` says what the event proved.',
    by: 'read-shipments',
    neverKept: true,
    paged: true,
    answers: {
      200: answer(
        v.strictObject({ events: v.array(ShipmentEvent), cursor: v.nullable(v.string()) }),
        { events: [event], cursor: null },
        'A page, oldest first',
      ),
    },
  },
  {
    method: 'GET',
    path: '/api/shipments/:id/label',
    tag: 'Shipments',
    summary: 'The label of a parcel, to print',
    by: 'read-shipments',
    query: {
      parcel: { description: 'Which parcel, from 1; absent: the first', schema: v.string(), example: '1' },
    },
    answers: { 200: { description: 'A Code 128 with its text', content: [{ type: 'image/svg+xml' }] } },
  },
  {
    method: 'GET',
    path: '/api/shipments/:id/receipt',
    tag: 'Shipments',
    summary: 'The receipts of its hand-overs',
    description:
      'Signed, without personal data; anyone verifies one on `/verify`. `Accept: text/html` asks for a page, `application/pdf` for a PDF.',
    by: 'read-shipments',
    query: {
      format: {
        description: '`html` asks for a page, `pdf` for a PDF; absent: as `Accept` says',
        schema: v.string(),
        example: 'json',
      },
      lang: {
        description: 'Language of page and PDF: `ru`, `fr`, `en`; absent: the recipient’s',
        schema: v.string(),
        example: 'fr',
      },
    },
    answers: {
      200: {
        description: 'One receipt per hand-over; none before the first',
        content: [
          {
            type: 'application/json',
            schema: Receipts,
            example: { shipmentId: SHIPMENT, receipts: [{ ...claims, jws: JWS }] },
          },
          { type: 'text/html' },
          { type: 'application/pdf' },
        ],
      },
    },
  },
  {
    method: 'GET',
    path: '/api/shipments/:id/evidence',
    tag: 'Shipments',
    summary: 'The evidence pack',
    description: 'Everything a dispute needs in one signed file that anyone can check on `/verify`.',
    by: 'read-shipments',
    query: {
      format: {
        description: '`html` asks for a page, `pdf` for a PDF; absent: as `Accept` says',
        schema: v.string(),
        example: 'json',
      },
      lang: {
        description: 'Language of page and PDF: `ru`, `fr`, `en`; absent: the recipient’s',
        schema: v.string(),
        example: 'fr',
      },
    },
    answers: {
      200: {
        description: 'The pack, or the same to read and to print; the PDF carries the pack inside it',
        content: [
          {
            type: 'application/json',
            schema: Evidence,
            example: {
              format: 'sesame-evidence/1',
              shipment: {
                id: SHIPMENT,
                waybill: WAYBILL,
                contractId: CONTRACT,
                carrier: 'Livraison Sécurisée',
                sender: 'Maison Lumière',
              },
              receipts: [JWS],
              seal: JWS,
              events: [event],
            },
          },
          { type: 'text/html' },
          { type: 'application/pdf' },
        ],
      },
    },
  },
  {
    method: 'POST',
    path: '/api/shipments/:id/resend',
    tag: 'Shipments',
    summary: 'Send the recipient a new link',
    description: 'Three on demand per shipment, two minutes apart, only to the announced contact.',
    by: 'send-on-demand',
    body: json(wire.resend, {}),
    answers: { 200: done },
    problems: ['not-secured', 'drop-off', 'shipment-over', 'claim-open', 'resend-limit', 'resend-too-soon'],
  },
  {
    method: 'POST',
    path: '/api/shipments/:id/cancel',
    tag: 'Shipments',
    summary: 'Cancel a shipment',
    by: 'cancel',
    body: json(wire.cancel, { reason: 'Ordered twice' }),
    answers: { 200: done },
    problems: ['shipment-over', 'claim-open'],
  },
  {
    method: 'POST',
    path: '/api/shipments/:id/recipient',
    tag: 'Shipments',
    summary: 'Correct who a shipment is for',
    description:
      'By the contract’s key, as long as no label of it was scanned at a depot or point and it was not sent out; afterwards 409 `label-known`. What is not named stays. Who was told anything hears of it; with another contact code and link are new. A dispatcher asks for another contact instead (403 `second-person`).',
    by: 'correct-recipient',
    body: json(wire.correctRecipient, { phone: '+33612345679' }),
    answers: { 200: done },
    problems: [
      'second-person',
      'label-known',
      'shipment-over',
      'claim-open',
      'contact-pending',
      'no-contact',
      'contact-limit',
    ],
  },
  {
    method: 'POST',
    path: '/api/shipments/:id/claim/decide',
    tag: 'Shipments',
    summary: 'Decide an open claim',
    by: 'decide-claim',
    body: json(wire.decideClaim, { decision: 'resume', comment: 'Seen with the recipient' }),
    description:
      'To go on after “not me” is decided alone by a dispatcher who is independent of the courier and of whoever changed contact, round or point; else it waits as a request of the kind `not-me` (202).',
    answers: { 200: done, 202: answer(Requested, requestedExample, 'It waits for a second person') },
    problems: ['no-claim', 'already-received'],
  },
  {
    method: 'POST',
    path: '/api/shipments/:id/suspension/lift',
    tag: 'Shipments',
    summary: 'Lift what the recipient suspended',
    description:
      'After “nobody came”, “no code asked” or “not me” during a hold nobody gets it against a document. An independent dispatcher lifts that at once; asked by anybody else it waits as a request of the kind `suspension` (202).',
    by: 'decide-requests',
    body: json(wire.liftSuspension, {}),
    answers: { 200: done, 202: answer(Requested, requestedExample, 'It waits for a second person') },
    problems: ['no-suspension'],
  },
  {
    method: 'POST',
    path: '/api/shipments/:id/point',
    tag: 'Shipments',
    summary: 'Choose the point it is kept at',
    by: 'choose-point',
    body: json(returns.choosePoint, { pointId: POINT }),
    answers: { 200: done },
    problems: [
      'claim-open',
      'shipment-over',
      'already-received',
      'not-accepted',
      'not-at-depot',
      'not-out-for-delivery',
    ],
  },
  {
    method: 'POST',
    path: '/api/shipments/:id/return',
    tag: 'Shipments',
    summary: 'Send it back to its sender',
    by: 'order-return',
    body: json(returns.orderReturn, { reason: 'The shipper asked' }),
    answers: { 200: done },
    problems: ['claim-open', 'shipment-over', 'on-a-round', 'not-to-return'],
  },
  {
    method: 'POST',
    path: '/api/shipments/:id/reschedule',
    tag: 'Shipments',
    summary: 'Put what came back on another round',
    description: 'Absent fields: tomorrow, with the courier of the last visit.',
    by: 'reschedule',
    body: json(returns.reschedule, { date: '2026-11-24', courierId: COURIER }),
    answers: {
      200: answer(Rescheduled, { roundId: ROUND, courierId: COURIER, date: '2026-11-24' }, 'On that round'),
    },
    problems: [
      'claim-open',
      'on-a-round',
      'shipment-over',
      'not-at-depot',
      'no-attempts-left',
      'contact-pending',
    ],
  },
  {
    method: 'GET',
    path: '/api/alerts',
    tag: 'Shipments',
    summary: 'List alerts',
    by: 'see-alerts',
    table: true,
    paged: true,
    answers: {
      200: answer(
        pageOf(AlertLine),
        {
          items: [
            {
              id: `${SHIPMENT}:9`,
              kind: 'claim',
              at: T.done,
              shipmentId: SHIPMENT,
              waybill: WAYBILL,
              personId: null,
              personName: null,
              releasedAt: null,
            },
          ],
          cursor: null,
        },
        'A page, newest first',
      ),
    },
  },
]
