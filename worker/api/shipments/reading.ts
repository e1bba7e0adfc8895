import * as v from 'valibot'
import { pageOf } from '../common.ts'
import { CONTRACT, COURIER, PLACED, RECEIPT, ROUND, SHIPMENT, T, WAYBILL } from '../examples.ts'
import { answer, operation } from '../operation.ts'
import * as at from './addresses.ts'
import { AlertLine, ShipmentEvent, ShipmentLine, ShipmentView } from './answers.ts'
import { EVENT } from './examples.ts'

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
        reach: { sms: true, email: false, voice: false },
        accepts: ['pin', 'qr'],
        parcels: [{ label: WAYBILL, place: 'recipient', toSender: false, shelf: null, undeclared: false }],
        recipient: {
          name: 'Camille Renaud',
          phone: '+33612345678',
          kind: 'consumer',
          address: PLACED,
        },
        contactChange: null,
        instructions: null,
        window: null,
        locale: 'fr',
        round: { roundId: ROUND, courierId: COURIER },
        arrivedAt: T.arrived,
        attempts: { evaluated: 1, left: 4 },
        sendsLeft: 3,
        claim: null,
        suspension: null,
        conflicts: [],
        point: null,
        destination: null,
        hold: null,
        receipts: [RECEIPT],
        payment: null,
        seq: 8,
        allowed: ['report-violation'],
        notYet: ['erase'],
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
      { events: [EVENT], cursor: null },
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
