import * as v from 'valibot'
import { pageOf } from '../common.ts'
import { CONTRACT, COURIER, HASH, JWS, PLACED, RECEIPT, ROUND, SHIPMENT, T, WAYBILL } from '../examples.ts'
import { answer, operation } from '../operation.ts'
import * as at from './addresses.ts'
import {
  AlertLine,
  Evidence,
  PersonalData,
  Receipts,
  ShipmentEvent,
  ShipmentLine,
  ShipmentView,
} from './answers.ts'

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

export const list = operation(at.list, {
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
})

export const read = operation(at.read, {
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
})

export const events = operation(at.events, {
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
})

export const label = operation(at.label, {
  tag: 'Shipments',
  summary: 'The label of a parcel, to print',
  by: 'read-shipments',
  query: {
    parcel: { description: 'Which parcel, from 1; absent: the first', schema: v.string(), example: '1' },
  },
  answers: { 200: { description: 'A Code 128 with its text', content: [{ type: 'image/svg+xml' }] } },
})

export const receipt = operation(at.receipt, {
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
})

export const evidence = operation(at.evidence, {
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
})

export const alerts = operation(at.alerts, {
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
})

export const personal = operation(at.personal, {
  tag: 'Shipments',
  summary: 'What is kept of people, and until when',
  description: 'Signatures and places only for dispatchers.',
  by: 'read-shipments',
  neverKept: true,
  answers: {
    200: answer(
      PersonalData,
      {
        kept: [{ kind: 'contact', until: '2026-12-22' }],
        refusal: null,
        events: [{ seq: 1, kinds: ['name', 'contact', 'address'] }],
      },
      'By kind and by event; `refusal` says why nothing can be erased now',
    ),
  },
})

export const photo = operation(at.photo, {
  tag: 'Shipments',
  summary: 'A photo of a claim',
  description: 'Its id stands beside the claim (`…/personal`). Nothing but the picture is kept of it.',
  by: 'read-shipments',
  neverKept: true,
  answers: {
    200: { description: 'The photo', content: [{ type: 'image/jpeg' }, { type: 'image/png' }] },
  },
})
