import * as v from 'valibot'
import * as wire from '../../wire/counter.ts'
import { receive } from '../../wire/depot.ts'
import { Done, pageOf } from '../answers/common.ts'
import { CounterAnswer, CounterHold, DepotScan, HoldLine, PointDay, PointReceipt } from '../answers/door.ts'
import { answer, json, type Operation } from '../operation.ts'
import { ASKS_FIRST, approvalAsked } from './courier.ts'
import { DRAWN, HOLD, POINT, SHIPMENT, T, WAYBILL } from './examples.ts'

const held = { labels: [WAYBILL] }
const HERE = ['claim-open', 'not-received', 'shipment-over', 'wrong-parcel'] as const
const ISSUE = [...HERE, 'not-accepted'] as const
const issued = answer(
  CounterAnswer,
  { outcome: 'handed-over', code: 'D7' },
  'Evaluated; a wrong code is an answer, not an error',
)
const done = answer(Done, { outcome: 'done' })

/** The counter of one point: receiving, issuing, sending back. */
export const COUNTER: Operation[] = [
  {
    method: 'GET',
    path: '/api/holds',
    tag: 'Counter',
    summary: 'What waits at this point',
    by: 'serve-counter',
    table: true,
    paged: true,
    query: {
      q: {
        description: 'A waybill or label, whole, or the last four digits of the recipient’s phone',
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
              waybill: WAYBILL,
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
  },
  {
    method: 'GET',
    path: '/api/holds/day',
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
              waybill: WAYBILL,
              labels: [WAYBILL],
              proof: 'identity',
            },
          ],
          here: 4,
          returning: 1,
        },
        'What was received, issued and sent back',
      ),
    },
  },
  {
    method: 'GET',
    path: '/api/holds/:shipmentId',
    tag: 'Counter',
    summary: 'Read a hold of this point',
    by: 'serve-counter',
    answers: {
      200: answer(
        CounterHold,
        {
          ...HOLD,
          shipmentId: SHIPMENT,
          waybill: WAYBILL,
          recipientName: 'Camille Renaud',
          phoneTail: '5678',
          secured: true,
          state: 'held',
          pinDigits: 6,
          identitySignature: true,
          claimOpen: false,
          approval: null,
          parcels: [{ label: WAYBILL, place: 'point', toSender: false, shelf: 'A3' }],
          phoneFinished: false,
          toReturn: false,
        },
        'The hold; never a secret',
      ),
    },
  },
  {
    method: 'POST',
    path: '/api/holds/receive',
    tag: 'Counter',
    summary: 'Receive parcels by scanning',
    description: 'Each label on its own: rubbish never blocks the next.',
    by: 'serve-counter',
    body: json(wire.receive, { ...held, shelf: 'A3' }),
    answers: {
      200: answer(
        PointReceipt,
        { items: [{ label: WAYBILL, outcome: 'expected', shipmentId: SHIPMENT, waybill: WAYBILL }] },
        'What became of each label',
      ),
    },
  },
  {
    method: 'POST',
    path: '/api/holds/:shipmentId/pin',
    tag: 'Counter',
    summary: 'Issue by code',
    by: 'serve-counter',
    body: json(wire.pin, { pin: '482913', ...held }),
    answers: { 200: issued },
    problems: [...ISSUE, 'blocked'],
  },
  {
    method: 'POST',
    path: '/api/holds/:shipmentId/qr',
    tag: 'Counter',
    summary: 'Issue by QR code',
    by: 'serve-counter',
    body: json(wire.qr, { code: `SESAME:1:${SHIPMENT}:n4bQgYhMfWWaLqgxVrQFaA`, ...held }),
    answers: { 200: issued },
    problems: ISSUE,
  },
  {
    method: 'POST',
    path: '/api/holds/:shipmentId/identity',
    tag: 'Counter',
    summary: 'Issue against an identity document',
    description: ASKS_FIRST,
    by: 'serve-counter',
    body: json(wire.identity, { documentType: 'passport', nameMatches: true, ...held, signature: DRAWN }),
    answers: { 200: issued, 202: approvalAsked },
    problems: [...ISSUE, 'signature-required', 'approval-lapsed'],
  },
  {
    method: 'POST',
    path: '/api/holds/:shipmentId/scan',
    tag: 'Counter',
    summary: 'The clerk’s half of issue by link',
    by: 'serve-counter',
    body: json(wire.scan, held),
    answers: {
      200: answer(CounterAnswer, { outcome: 'waiting' }, 'Issued, or waiting for the recipient’s phone'),
    },
    problems: ISSUE,
  },
  {
    method: 'POST',
    path: '/api/holds/:shipmentId/refuse',
    tag: 'Counter',
    summary: 'The recipient refuses it',
    by: 'serve-counter',
    body: json(wire.refuse, held),
    answers: { 200: done },
    problems: HERE,
  },
  {
    method: 'POST',
    path: '/api/holds/:shipmentId/extend',
    tag: 'Counter',
    summary: 'Keep it for longer',
    by: 'serve-counter',
    body: json(wire.extend, {}),
    answers: { 200: done },
    problems: ['claim-open', 'not-received', 'shipment-over', 'already-extended'],
  },
  {
    method: 'POST',
    path: '/api/holds/:shipmentId/return',
    tag: 'Counter',
    summary: 'Hand it to the carrier, back to its sender',
    by: 'serve-counter',
    body: json(wire.sendBack, held),
    answers: { 200: done },
    problems: [...HERE, 'not-to-return'],
  },
]

const scanned = (outcome: 'received' | 'returned') =>
  answer(
    DepotScan,
    { items: [{ label: WAYBILL, outcome, shipmentId: SHIPMENT, waybill: WAYBILL }] },
    'What became of each label',
  )

/** The depot: only its scan makes a parcel's place `depot` again. */
export const DEPOT: Operation[] = [
  {
    method: 'POST',
    path: '/api/depot/receive',
    tag: 'Depot',
    summary: 'Receive what came back',
    description: '`seen`: it is here already, and was seen here now. An open claim holds no receipt back.',
    by: 'receive-at-depot',
    body: json(receive, held),
    answers: { 200: scanned('received') },
  },
  {
    method: 'POST',
    path: '/api/depot/return',
    tag: 'Depot',
    summary: 'Hand on what goes back to its sender',
    by: 'receive-at-depot',
    body: json(receive, held),
    answers: { 200: scanned('returned') },
  },
]
