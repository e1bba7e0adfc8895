import * as v from 'valibot'
import { pageOf } from '../common.ts'
import { COURIER, ROUND, SHIPMENT, T, WAYBILL } from '../examples.ts'
import { answer, json, operation } from '../operation.ts'
import { done } from '../outcomes.ts'
import { STOP } from '../stops/examples.ts'
import * as at from './addresses.ts'
import {
  Moved,
  RoundCount,
  RoundDispatched,
  RoundLine,
  RoundMade,
  RoundSheet,
  RoundView,
  Substitute,
  UnreachedStops,
} from './answers.ts'
import * as body from './bodies.ts'

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

export const create = operation(at.create, {
  tag: 'Rounds',
  summary: 'Make a round',
  description: 'All stops go on it or none; the field of each that refuses names its place in the request.',
  by: 'manage-rounds',
  body: json(body.createRound, { courierId: COURIER, date: '2026-11-22', shipmentIds: [SHIPMENT] }),
  answers: {
    201: answer(
      RoundMade,
      { id: ROUND, courierId: COURIER, date: '2026-11-22', state: 'planned', shipmentIds: [SHIPMENT] },
      'Made',
    ),
  },
  problems: ['on-a-round', 'not-found', 'contact-pending'],
})

export const list = operation(at.list, {
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
})

export const read = operation(at.read, {
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
})

export const dispatch = operation(at.dispatch, {
  tag: 'Rounds',
  summary: 'Let a round leave',
  description: 'Interrupted, it is simply called again.',
  by: 'manage-rounds',
  body: json(body.dispatchRound, {}),
  answers: {
    200: answer(
      RoundDispatched,
      { id: ROUND, state: 'dispatched', stops: [{ shipmentId: SHIPMENT, outcome: 'dispatched' }] },
      'Every stop was told; `outcome` is `dispatched` or why not',
    ),
  },
  problems: ['stop-closed'],
})

export const move = operation(at.move, {
  tag: 'Rounds',
  summary: 'Give a stop to another courier',
  by: 'manage-rounds',
  body: json(body.moveStop, { shipmentId: SHIPMENT, courierId: COURIER }),
  answers: { 200: answer(Moved, { outcome: 'done', roundId: ROUND }, 'On that courier’s round') },
  problems: ['claim-open', 'wrong-round', 'stop-closed'],
})

export const withdraw = operation(at.withdraw, {
  tag: 'Rounds',
  summary: 'Take a stop off a round',
  by: 'manage-rounds',
  body: json(body.withdrawStop, { shipmentId: SHIPMENT }),
  answers: { 200: done },
  problems: ['wrong-round', 'claim-open', 'stop-closed'],
})

export const deviceFailure = operation(at.deviceFailure, {
  tag: 'Rounds',
  summary: 'Record that the tablet failed',
  description:
    'Ends the tablet’s sessions. Where a policy goes on with the identity check, the answer invites a substitute device.',
  by: 'manage-rounds',
  body: json(body.deviceFailure, { reason: 'It fell into the water' }),
  answers: {
    200: answer(
      Substitute,
      { url: 'https://sesame.example/app/#eyJ…', expiresAt: T.until },
      'Recorded; an empty object where nothing goes on',
    ),
  },
  problems: ['not-out-for-delivery'],
})

export const close = operation(at.close, {
  tag: 'Rounds',
  summary: 'Close a round in its courier’s stead',
  by: 'close-rounds',
  body: json(body.close, { scanned: [WAYBILL] }),
  answers: { 200: answer(RoundCount, count, 'Where every parcel is') },
  problems: ['not-out-for-delivery'],
})

export const unreached = operation(at.unreached, {
  tag: 'Rounds',
  summary: 'The secured stops of a round whose recipients nobody told',
  description:
    'Each shipment is asked, so this is for the moment before a round leaves. Ordinary stops are none of them.',
  by: 'manage-rounds',
  answers: {
    200: answer(UnreachedStops, {
      items: [{ shipmentId: SHIPMENT, waybill: WAYBILL, why: 'landline-only' }],
    }),
  },
})

export const sheet = operation(at.sheet, {
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
})
