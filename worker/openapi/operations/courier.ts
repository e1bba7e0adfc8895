import * as wire from '../../wire/courier.ts'
import { closeOwn } from '../../wire/returns.ts'
import type { CourierStop as Stop } from '../../wire/views.ts'
import { Done } from '../answers/common.ts'
import {
  ApprovalAsked,
  CourierRound,
  CourierStop,
  Delivered,
  DoorAnswer,
  ReceiptChecked,
  RoundCount,
} from '../answers/door.ts'
import { answer, json, type Operation } from '../operation.ts'
import { ADDRESS, COURIER, DRAWN, POINT_INFO, ROUND, SHIPMENT, T, WAYBILL } from './examples.ts'

export const STOP: Stop = {
  shipmentId: SHIPMENT,
  waybill: WAYBILL,
  recipientName: 'Camille Renaud',
  address: ADDRESS,
  locale: 'fr',
  secured: true,
  dropOff: null,
  accepts: ['pin', 'qr'],
  pinDigits: 6,
  attended: true,
  phase: 'out-for-delivery',
  open: true,
  arrivedAt: T.arrived,
  arrivalDue: false,
  parcels: [{ label: WAYBILL, place: 'vehicle', declared: false }],
  codes: 'open',
  attemptsLeft: 5,
  withoutCode: 'hold',
  identityAllowed: false,
  tabletFailed: false,
  identitySignature: true,
  claimOpen: false,
  approval: null,
  pageScans: false,
  sendsLeft: 3,
  point: POINT_INFO,
  words: 'Selon les instructions de votre expéditeur…',
  outcome: null,
}

/** Of every call at a stop: the visit is not one of this moment. */
const AT_STOP = ['not-out-for-delivery', 'stop-closed'] as const
const AT_DOOR = [...AT_STOP, 'claim-open', 'not-arrived'] as const
const CODE = [...AT_DOOR, 'not-secured', 'drop-off', 'not-accepted', 'wrong-parcel', 'blocked'] as const
const handedOver = answer(
  DoorAnswer,
  { outcome: 'handed-over', code: 'D7' },
  'Evaluated; a wrong code is an answer, not an error',
)

/** What a contract that wants approval adds to an identity check, at a door or a counter (R42). */
export const ASKS_FIRST =
  'Where the contract wants it and the hands are too new, an independent dispatcher is asked first: 202. The same key asks what came of it, and gets the last answer when there is one. A lapse is 409 `approval-lapsed` and refuses nothing: another key asks anew, three times in all.'
export const approvalAsked = answer(
  ApprovalAsked,
  { outcome: 'approval', until: T.arrived },
  'A dispatcher is asked, until then at the latest',
)

/** The courier's round and everything at the door. */
export const COURIERS: Operation[] = [
  {
    method: 'GET',
    path: '/api/round',
    tag: 'Courier',
    summary: 'The courier’s round of today',
    by: 'deliver',
    answers: {
      200: answer(
        CourierRound,
        {
          roundId: ROUND,
          date: '2026-11-22',
          courier: { id: COURIER, name: 'Lucas Moreau' },
          stops: [STOP],
          closed: false,
          blocked: { pin: false, identity: false },
          notices: [],
        },
        'The round; `roundId` is null where there is none',
      ),
    },
  },
  {
    method: 'POST',
    path: '/api/round/close',
    tag: 'Courier',
    summary: 'End of the round: declare what came back',
    by: 'deliver',
    body: json(closeOwn, { scanned: [WAYBILL], roundId: ROUND }),
    answers: {
      200: answer(
        RoundCount,
        {
          handedOver: [{ shipmentId: SHIPMENT, label: WAYBILL }],
          toPoint: [],
          atPoint: [],
          depot: [],
          unexplained: [],
          claimed: [],
          unknown: [],
        },
        'Where every parcel is; one call lists and records',
      ),
    },
    problems: ['not-found', 'not-out-for-delivery'],
  },
  {
    method: 'GET',
    path: '/api/stops/:shipmentId',
    tag: 'Courier',
    summary: 'Read a stop',
    by: 'deliver',
    answers: { 200: answer(CourierStop, STOP, 'The stop; never a secret') },
  },
  {
    method: 'GET',
    path: '/api/stops/:shipmentId/live',
    tag: 'Courier',
    summary: 'Listen to a stop',
    description:
      'A WebSocket. Each message is `{"because": "<fact>"}`: something changed, ask again. Without `Upgrade: websocket` it is 400.',
    by: 'deliver',
    answers: { 101: { description: 'Listening' } },
    problems: ['bad-request', 'foreign-origin'],
  },
  {
    method: 'POST',
    path: '/api/stops/:shipmentId/arrive',
    tag: 'Courier',
    summary: 'Record arrival',
    by: 'deliver',
    body: json(wire.arrive, { at: T.arrived, place: { lat: 45.7442, lon: 4.8215, accuracyM: 12 } }),
    answers: { 200: answer(Done, { outcome: 'done' }) },
    problems: [...AT_STOP, 'claim-open'],
  },
  {
    method: 'POST',
    path: '/api/stops/:shipmentId/pin',
    tag: 'Courier',
    summary: 'Hand over by code',
    description:
      'Exactly five codes are ever evaluated. Afterwards right and wrong ones get the same answer and nothing is compared. `labels`: the parcels handed over; absent, all on this vehicle.',
    by: 'deliver',
    body: json(wire.pin, { pin: '482913', labels: [WAYBILL] }),
    answers: { 200: handedOver },
    problems: CODE,
  },
  {
    method: 'POST',
    path: '/api/stops/:shipmentId/qr',
    tag: 'Courier',
    summary: 'Hand over by QR code',
    by: 'deliver',
    body: json(wire.qr, { code: `SESAME:1:${SHIPMENT}:n4bQgYhMfWWaLqgxVrQFaA` }),
    answers: { 200: handedOver },
    problems: CODE,
  },
  {
    method: 'POST',
    path: '/api/stops/:shipmentId/receipt',
    tag: 'Courier',
    summary: 'Check the receipt that a recipient’s phone shows',
    by: 'deliver',
    body: json(wire.receipt, { code: `SESAME:1R:${SHIPMENT}:1:n4bQgYhMfWWaLqgxVrQFaA` }),
    answers: {
      200: answer(ReceiptChecked, { outcome: 'handed-over', code: 'LINK' }, 'Whether it is this parcel’s'),
    },
  },
  {
    method: 'POST',
    path: '/api/stops/:shipmentId/no-code',
    tag: 'Courier',
    summary: 'The recipient has no code',
    by: 'deliver',
    body: json(wire.noCode, {}),
    answers: {
      200: answer(
        DoorAnswer,
        { outcome: 'held', code: 'NL', point: POINT_INFO, words: STOP.words },
        'What follows: the identity check or the hold, as the policy says',
      ),
    },
    problems: [...AT_DOOR, 'not-secured', 'drop-off'],
  },
  {
    method: 'POST',
    path: '/api/stops/:shipmentId/identity',
    tag: 'Courier',
    summary: 'Record the identity check',
    description: `Never a number, a date of birth or a picture. ${ASKS_FIRST}`,
    by: 'deliver',
    body: json(wire.identity, { documentType: 'passport', nameMatches: true, signature: DRAWN }),
    answers: {
      200: answer(DoorAnswer, { outcome: 'handed-over', code: 'ID' }, 'Handed over, or held'),
      202: approvalAsked,
    },
    problems: [
      ...AT_DOOR,
      'not-secured',
      'drop-off',
      'not-yet',
      'blocked',
      'wrong-parcel',
      'signature-required',
      'approval-lapsed',
    ],
  },
  {
    method: 'POST',
    path: '/api/stops/:shipmentId/fail',
    tag: 'Courier',
    summary: 'The visit failed',
    by: 'deliver',
    body: json(wire.fail, { reason: 'absent' }),
    answers: { 200: answer(Done, { outcome: 'done' }) },
    problems: AT_DOOR,
  },
  {
    method: 'POST',
    path: '/api/stops/:shipmentId/deliver',
    tag: 'Courier',
    summary: 'Hand over an ordinary shipment',
    by: 'deliver',
    body: json(wire.deliver, { signature: DRAWN }),
    answers: { 200: answer(Delivered, { outcome: 'handed-over', code: 'SIGN' }, 'Handed over') },
    problems: [...AT_DOOR, 'secured', 'drop-off', 'wrong-parcel'],
  },
  {
    method: 'POST',
    path: '/api/stops/:shipmentId/send',
    tag: 'Courier',
    summary: 'Send the recipient the link or the code again',
    by: 'deliver',
    body: json(wire.send, { what: 'link' }),
    answers: { 200: answer(Done, { outcome: 'done' }) },
    problems: [...AT_DOOR, 'not-secured', 'drop-off', 'codes-closed', 'resend-limit', 'resend-too-soon'],
  },
]
