import * as v from 'valibot'
import { pageOf } from '../common.ts'
import { CONTRACT, COURIER, PERSON, PROVIDER, ROUND, SHIPMENT, T, WAYBILL } from '../examples.ts'
import { answer, json, operation } from '../operation.ts'
import { done } from '../outcomes.ts'
import * as at from './addresses.ts'
import {
  CourierEvidence,
  NotedVisit,
  ViolationLine,
  ViolationStep,
  ViolationSum,
  ViolationView,
} from './answers.ts'
import * as body from './bodies.ts'

const violation = {
  id: `${SHIPMENT}:11`,
  at: T.done,
  month: '2026-11',
  kind: 'unexplained' as const,
  state: 'suspected' as const,
  shipmentId: SHIPMENT,
  waybill: WAYBILL,
  contractId: CONTRACT,
  courierId: COURIER,
  courierName: 'Lucas Moreau',
  providerId: PROVIDER,
  providerName: 'Transports Rapides',
  roundId: ROUND,
  labels: [WAYBILL],
  amount: 5000,
  currency: 'EUR',
  distanceM: 12,
  dwellS: 98,
}
const comment = 'As the round’s sheet says'
const step = (state: 'contested' | 'upheld' | 'waived') =>
  answer(ViolationStep, { id: violation.id, state }, 'Where it stands now')

export const list = operation(at.list, {
  tag: 'Violations',
  summary: 'List suspected and decided violations',
  by: 'manage-violations',
  table: true,
  paged: true,
  query: {
    month: { description: '`YYYY-MM`', schema: v.string(), example: '2026-11' },
    provider: { description: 'Only those of this provider', schema: v.string() },
    state: { description: 'Only those in this state', schema: v.string(), example: 'suspected' },
  },
  answers: {
    200: {
      description: 'A page, newest first; as CSV all that the filters let through',
      content: [
        {
          type: 'application/json',
          schema: pageOf(ViolationLine),
          example: { items: [violation], cursor: null },
        },
      ],
    },
  },
})

export const sums = operation(at.sums, {
  tag: 'Violations',
  summary: 'What each provider’s month comes to',
  by: 'manage-violations',
  answers: {
    200: answer(
      v.strictObject({ items: v.array(ViolationSum) }),
      {
        items: [
          {
            month: '2026-11',
            providerId: PROVIDER,
            providerName: 'Transports Rapides',
            currency: 'EUR',
            open: 1,
            upheld: 2,
            waived: 0,
            amount: 10_000,
          },
        ],
      },
      'The last twelve months',
    ),
  },
})

export const read = operation(at.read, {
  tag: 'Violations',
  summary: 'Read a violation with its steps',
  by: 'manage-violations',
  answers: {
    200: answer(
      ViolationView,
      {
        ...violation,
        steps: [{ at: T.done, what: 'contested', by: PERSON, byName: 'Alix Morel', comment }],
      },
      'The violation',
    ),
  },
})

export const suspect = operation(at.suspect, {
  tag: 'Violations',
  summary: 'Suspect a violation',
  by: 'manage-violations',
  body: json(body.suspect, { shipmentId: SHIPMENT, kind: 'without-code', comment }),
  answers: { 200: done },
  problems: ['not-found', 'not-secured', 'not-out-for-delivery'],
})

export const contest = operation(at.contest, {
  tag: 'Violations',
  summary: 'Contest it on the provider’s behalf',
  by: 'manage-violations',
  body: json(body.contest, { comment }),
  answers: { 200: step('contested') },
  problems: ['already-decided'],
})

export const decide = operation(at.decide, {
  tag: 'Violations',
  summary: 'Uphold it, or propose to waive it',
  description: 'A waiver waits for a second, independent person (`POST /api/requests/:id/decide`).',
  by: 'manage-violations',
  body: json(body.decide, { decision: 'upheld', comment }),
  answers: { 200: step('upheld') },
  problems: ['already-decided'],
})

export const evidenceByCourier = operation(at.evidenceByCourier, {
  tag: 'Violations',
  summary: 'Couriers’ noted visits beside the fleet’s',
  by: 'see-evidence',
  table: true,
  answers: {
    200: answer(
      v.strictObject({ days: v.number(), items: v.array(CourierEvidence) }),
      {
        days: 28,
        items: [
          {
            courierId: COURIER,
            name: 'Lucas Moreau',
            providerName: 'Transports Rapides',
            stops: 420,
            noted: { identity: 3 },
            odds: { identity: 0.42 },
          },
        ],
      },
      'The strangest first; `odds` are chances, never verdicts',
    ),
  },
})

export const evidenceOfCourier = operation(at.evidenceOfCourier, {
  tag: 'Violations',
  summary: 'A courier’s noted visits',
  by: 'see-evidence',
  table: true,
  paged: true,
  answers: {
    200: answer(
      pageOf(NotedVisit),
      {
        items: [
          {
            id: `${SHIPMENT}:7`,
            at: T.done,
            kind: 'identity',
            shipmentId: SHIPMENT,
            waybill: WAYBILL,
            distanceM: 12,
            dwellS: 98,
          },
        ],
        cursor: null,
      },
      'A page, newest first',
    ),
  },
})
