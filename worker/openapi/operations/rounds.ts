import * as v from 'valibot'
import * as wire from '../../wire/dispatcher.ts'
import * as returns from '../../wire/returns.ts'
import { Done, pageOf } from '../answers/common.ts'
import { RoundCount, RoundSheet } from '../answers/door.ts'
import { Moved, RoundDispatched, RoundLine, RoundMade, RoundView, Substitute } from '../answers/office.ts'
import { answer, json, type Operation } from '../operation.ts'
import { STOP } from './courier.ts'
import { COURIER, ROUND, SHIPMENT, T, WAYBILL } from './examples.ts'

const round = {
  id: ROUND,
  courierId: COURIER,
  courierName: 'Lucas Moreau',
  date: '2026-11-22',
  state: 'planned' as const,
  marks: ['open' as const],
  next: { shipmentId: SHIPMENT, waybill: WAYBILL, place: 0 },
  changedAt: T.announced,
}
const count = {
  handedOver: [{ shipmentId: SHIPMENT, label: WAYBILL }],
  toPoint: [],
  atPoint: [],
  depot: [],
  unexplained: [],
  claimed: [],
  unknown: [],
}

/** Rounds: made, dispatched, changed, closed. */
export const ROUNDS: Operation[] = [
  {
    method: 'POST',
    path: '/api/rounds',
    tag: 'Rounds',
    summary: 'Make a round',
    description: 'All stops go on it or none; the field of each that refuses names its place in the request.',
    by: 'manage-rounds',
    body: json(wire.createRound, { courierId: COURIER, date: '2026-11-22', shipmentIds: [SHIPMENT] }),
    answers: {
      201: answer(
        RoundMade,
        { id: ROUND, courierId: COURIER, date: '2026-11-22', state: 'planned', shipmentIds: [SHIPMENT] },
        'Made',
      ),
    },
    problems: ['on-a-round', 'not-found', 'contact-pending'],
  },
  {
    method: 'GET',
    path: '/api/rounds',
    tag: 'Rounds',
    summary: 'List rounds',
    by: 'see-returns',
    table: true,
    paged: true,
    query: {
      from: { description: 'Only rounds of this day and later', schema: v.string(), example: '2026-11-22' },
    },
    answers: {
      200: answer(
        pageOf(RoundLine),
        { items: [{ ...round, stops: 12 }], cursor: null },
        'A page, newest first',
      ),
    },
  },
  {
    method: 'GET',
    path: '/api/rounds/:id',
    tag: 'Rounds',
    summary: 'Read a round with its stops',
    by: 'see-returns',
    table: true,
    answers: {
      200: answer(
        RoundView,
        {
          ...round,
          closedAt: null,
          stops: [
            { shipmentId: SHIPMENT, waybill: WAYBILL, state: 'scheduled', dispatched: false, refused: null },
          ],
        },
        'The round',
      ),
    },
  },
  {
    method: 'POST',
    path: '/api/rounds/:id/dispatch',
    tag: 'Rounds',
    summary: 'Let a round leave',
    description: 'Interrupted, it is simply called again.',
    by: 'manage-rounds',
    body: json(wire.dispatchRound, {}),
    answers: {
      200: answer(
        RoundDispatched,
        { id: ROUND, state: 'dispatched', stops: [{ shipmentId: SHIPMENT, outcome: 'dispatched' }] },
        'Every stop was told; `outcome` is `dispatched` or why not',
      ),
    },
    problems: ['stop-closed'],
  },
  {
    method: 'POST',
    path: '/api/rounds/:id/move',
    tag: 'Rounds',
    summary: 'Give a stop to another courier',
    by: 'manage-rounds',
    body: json(wire.moveStop, { shipmentId: SHIPMENT, courierId: COURIER }),
    answers: { 200: answer(Moved, { outcome: 'done', roundId: ROUND }, 'On that courier’s round') },
    problems: ['claim-open', 'wrong-round', 'stop-closed'],
  },
  {
    method: 'POST',
    path: '/api/rounds/:id/withdraw',
    tag: 'Rounds',
    summary: 'Take a stop off a round',
    by: 'manage-rounds',
    body: json(wire.withdrawStop, { shipmentId: SHIPMENT }),
    answers: { 200: answer(Done, { outcome: 'done' }) },
    problems: ['wrong-round', 'claim-open', 'stop-closed'],
  },
  {
    method: 'POST',
    path: '/api/rounds/:id/device-failure',
    tag: 'Rounds',
    summary: 'Record that the tablet failed',
    description:
      'Ends the tablet’s sessions. Where a policy goes on with the identity check, the answer invites a substitute device.',
    by: 'manage-rounds',
    body: json(returns.deviceFailure, { reason: 'It fell into the water' }),
    answers: {
      200: answer(
        Substitute,
        { url: 'https://sesame.example/app/#eyJ…', expiresAt: T.until },
        'Recorded; an empty object where nothing goes on',
      ),
    },
    problems: ['not-out-for-delivery'],
  },
  {
    method: 'POST',
    path: '/api/rounds/:id/close',
    tag: 'Rounds',
    summary: 'Close a round in its courier’s stead',
    by: 'close-rounds',
    body: json(returns.close, { scanned: [WAYBILL] }),
    answers: { 200: answer(RoundCount, count, 'Where every parcel is') },
    problems: ['not-out-for-delivery'],
  },
  {
    method: 'GET',
    path: '/api/rounds/:id/sheet',
    tag: 'Rounds',
    summary: 'The round for paper and for counting',
    by: 'see-returns',
    neverKept: true,
    answers: {
      200: answer(
        RoundSheet,
        {
          id: ROUND,
          date: '2026-11-22',
          state: 'dispatched',
          closedAt: null,
          courier: { id: COURIER, name: 'Lucas Moreau', provider: 'Transports Rapides' },
          stops: [STOP],
        },
        'Its stops as the courier sees them',
      ),
    },
  },
]
