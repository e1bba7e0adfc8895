import * as v from 'valibot'
import { doorRules } from '../../domain/door-rules.ts'
import { policyOf } from '../../domain/policy.ts'
import { ASKS_FIRST, approvalAsked } from '../approval.ts'
import { Done } from '../common.ts'
import { COURIER, DRAWN, POINT_INFO, ROUND, SHIPMENT, T, WAYBILL } from '../examples.ts'
import { answer, json, operation } from '../operation.ts'
import { done } from '../outcomes.ts'
import { PaymentAddress } from '../payments/answers.ts'
import { RoundCount } from '../rounds/answers.ts'
import * as at from './addresses.ts'
import {
  Arrived,
  CourierGuide,
  CourierRound,
  CourierStop,
  Delivered,
  DoorAnswer,
  LateRefused,
  ReceiptChecked,
  Reopened,
} from './answers.ts'
import * as body from './bodies.ts'
import { STOP } from './examples.ts'

/** Problems of every call at a stop: there is no visit to act on now. */
const AT_STOP = ['not-out-for-delivery', 'stop-closed'] as const
const AT_DOOR = [...AT_STOP, 'claim-open', 'not-arrived'] as const
const CODE = [
  ...AT_DOOR,
  'not-secured',
  'drop-off',
  'unpaid',
  'not-accepted',
  'wrong-parcel',
  'blocked',
] as const
/** What an act is answered that was done without a network and is not accepted (R36). */
const LATE =
  'Recorded; `unexplained` or `conflict` where it had happened before (`Sesame-Act: …, late`) and is not accepted'

const handedOver = answer(
  DoorAnswer,
  { outcome: 'handed-over', code: 'D7' },
  'Evaluated; a wrong code is an answer, not an error',
)

export const round = operation(at.round, {
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
        identityChecks: 1,
        notices: [],
        now: T.arrived,
      },
      'The round; `roundId` is null where there is none',
    ),
  },
})

export const guide = operation(at.guide, {
  tag: 'Courier',
  summary: 'What the contracts of the courier’s round say about the door',
  description: 'For the printed guide: one item a contract, by the version in force. Empty without a round.',
  by: 'deliver',
  answers: {
    200: answer(
      CourierGuide,
      {
        items: [
          {
            contractId: 'lumiere',
            carrier: 'Livraison Sécurisée',
            rules: doorRules(policyOf('chronopost')),
          },
        ],
      },
      'The contracts, by their carrier’s name',
    ),
  },
})

export const closeRound = operation(at.closeRound, {
  tag: 'Courier',
  summary: 'End of the round: declare what came back',
  by: 'deliver',
  body: json(body.closeOwn, { scanned: [WAYBILL], roundId: ROUND }),
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
})

export const read = operation(at.read, {
  tag: 'Courier',
  summary: 'Read a stop',
  by: 'deliver',
  answers: { 200: answer(CourierStop, STOP, 'The stop; never a secret') },
})

export const live = operation(at.live, {
  tag: 'Courier',
  summary: 'Listen to a stop',
  description:
    'A WebSocket. Each message is `{"because": "<fact>"}`: something changed, ask again. Without `Upgrade: websocket` it is 400.',
  by: 'deliver',
  socket: true,
  answers: { 101: { description: 'Listening' } },
  problems: ['bad-request', 'foreign-origin'],
})

export const arrive = operation(at.arrive, {
  tag: 'Courier',
  summary: 'Record arrival',
  by: 'deliver',
  body: json(body.arrive, { at: T.arrived, place: { lat: 45.7442, lon: 4.8215, accuracyM: 12 } }),
  answers: { 200: answer(v.union([Arrived, LateRefused]), { outcome: 'done' }, LATE) },
  problems: [...AT_STOP, 'claim-open'],
})

export const pin = operation(at.pin, {
  tag: 'Courier',
  summary: 'Hand over by code',
  description:
    'Exactly five codes are ever evaluated. Afterwards right and wrong ones get the same answer and nothing is compared. `labels`: the parcels handed over; absent, all on this vehicle.',
  by: 'deliver',
  reserves: 'pin',
  body: json(body.pin, { pin: '482913', labels: [WAYBILL] }),
  answers: { 200: handedOver },
  problems: CODE,
})

export const qr = operation(at.qr, {
  tag: 'Courier',
  summary: 'Hand over by QR code',
  by: 'deliver',
  body: json(body.qr, { code: `SESAME:1:${SHIPMENT}:n4bQgYhMfWWaLqgxVrQFaA` }),
  answers: { 200: handedOver },
  problems: CODE,
})

export const receipt = operation(at.receipt, {
  tag: 'Courier',
  summary: 'Check the receipt that a recipient’s phone shows',
  by: 'deliver',
  body: json(body.receipt, { code: `SESAME:1R:${SHIPMENT}:1:n4bQgYhMfWWaLqgxVrQFaA` }),
  answers: {
    200: answer(ReceiptChecked, { outcome: 'handed-over', code: 'LINK' }, 'Whether it is this parcel’s'),
  },
})

export const payment = operation(at.payment, {
  tag: 'Courier',
  summary: 'The address that only takes the payment',
  description:
    'For a QR code on the tablet, so that anybody at the door may pay: it shows the carrier, the end of the waybill and the amount. After the arrival, while it is unpaid.',
  by: 'deliver',
  neverKept: true,
  answers: {
    200: answer(
      PaymentAddress,
      { url: `https://sesame.example/pay#${SHIPMENT}.q3Xz7LmB1pRtV0` },
      'The address',
    ),
  },
  problems: [...AT_DOOR, 'nothing-to-pay'],
})

export const noCode = operation(at.noCode, {
  tag: 'Courier',
  summary: 'The recipient has no code',
  by: 'deliver',
  body: json(body.noCode, {}),
  answers: {
    200: answer(
      DoorAnswer,
      { outcome: 'held', code: 'NL', point: POINT_INFO, words: STOP.words },
      'What follows: the identity check or the hold, as the policy says',
    ),
  },
  problems: [...AT_DOOR, 'not-secured', 'drop-off'],
})

export const identity = operation(at.identity, {
  tag: 'Courier',
  summary: 'Record the identity check',
  description: `Never a number, a date of birth or a picture. ${ASKS_FIRST}`,
  by: 'deliver',
  reserves: 'identity',
  body: json(body.identity, { documentType: 'passport', nameMatches: true, signature: DRAWN }),
  answers: {
    200: answer(DoorAnswer, { outcome: 'handed-over', code: 'ID' }, 'Handed over, or held'),
    202: approvalAsked,
  },
  problems: [
    ...AT_DOOR,
    'unpaid',
    'not-secured',
    'drop-off',
    'not-yet',
    'identity-suspended',
    'blocked',
    'wrong-parcel',
    'signature-required',
    'approval-lapsed',
  ],
})

export const fail = operation(at.fail, {
  tag: 'Courier',
  summary: 'The visit failed',
  by: 'deliver',
  body: json(body.fail, { reason: 'absent' }),
  answers: { 200: answer(v.union([Done, LateRefused]), { outcome: 'done' }, LATE) },
  problems: AT_DOOR,
})

export const reopen = operation(at.reopen, {
  tag: 'Courier',
  summary: 'Take back what ended the visit by mistake',
  description:
    'Nobody there, address, refused, damaged or no code, within `reopenMinutes`, while no other stop was begun and ' +
    'nobody received a parcel of it. Tries are not refilled.',
  by: 'deliver',
  body: json(body.reopen, {}),
  answers: {
    200: answer(v.union([Reopened, LateRefused]), { outcome: 'open', left: 4 }, 'The visit goes on'),
  },
  problems: [...AT_STOP, 'claim-open', 'too-late'],
})

export const deliver = operation(at.deliver, {
  tag: 'Courier',
  summary: 'Hand over an ordinary shipment',
  by: 'deliver',
  body: json(body.deliver, { signature: DRAWN }),
  answers: {
    200: answer(v.union([Delivered, LateRefused]), { outcome: 'handed-over', code: 'SIGN' }, 'Handed over'),
  },
  problems: [...AT_DOOR, 'secured', 'drop-off', 'unpaid', 'wrong-parcel'],
})

export const send = operation(at.send, {
  tag: 'Courier',
  summary: 'Send the recipient the link or the code again',
  by: 'deliver',
  body: json(body.send, { what: 'link' }),
  answers: { 200: done },
  problems: [...AT_DOOR, 'not-secured', 'drop-off', 'codes-closed', 'resend-limit', 'resend-too-soon'],
})
