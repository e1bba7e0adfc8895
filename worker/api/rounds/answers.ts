import * as v from 'valibot'
import { ROUND_STATES, STOP_MARKS, UNREACHED } from '../../domain/terms.ts'
import { at, count, day, orNull, strings } from '../common.ts'
import { CourierStop } from '../stops/answers.ts'

/**
 * `GET /api/rounds/:id/sheet`: the round with its stops as their courier sees them, to print and to count.
 */
export const RoundSheet = v.strictObject({
  id: v.string(),
  date: day,
  state: v.picklist(ROUND_STATES),
  closedAt: orNull(at),
  courier: v.strictObject({ id: v.string(), name: v.string(), provider: v.string() }),
  stops: v.array(CourierStop),
})
export type RoundSheet = v.InferOutput<typeof RoundSheet>

/** `GET /api/rounds/:id/unreached` (R38). */
export const UnreachedStops = v.strictObject({
  items: v.array(v.strictObject({ shipmentId: v.string(), waybill: v.string(), why: v.picklist(UNREACHED) })),
})
export type UnreachedStops = v.InferOutput<typeof UnreachedStops>

const counted = v.array(v.strictObject({ shipmentId: v.string(), label: v.string() }))

/** `POST /api/round/close`: the whereabouts of every parcel of the round. */
export const RoundCount = v.strictObject({
  handedOver: counted,
  toPoint: counted,
  atPoint: counted,
  depot: counted,
  unexplained: counted,
  /** Those of them about which a dispatcher still has to decide, because a claim is open (R21). */
  claimed: counted,
  /** Scanned labels that belong to no parcel of this round. */
  unknown: strings,
})
export type RoundCount = v.InferOutput<typeof RoundCount>

const roundState = v.picklist(ROUND_STATES)

const round = {
  id: v.string(),
  courierId: v.string(),
  courierName: v.string(),
  date: day,
  state: roundState,
  marks: v.array(v.picklist(STOP_MARKS)),
  /** The first open stop, which is where the courier is if they keep to the order. */
  next: orNull(v.strictObject({ shipmentId: v.string(), waybill: v.string(), place: count })),
  /** When a stop last changed. */
  changedAt: orNull(at),
}

export const RoundLine = v.strictObject({ ...round, stops: count })
export type RoundLine = v.InferOutput<typeof RoundLine>

export const RoundView = v.strictObject({
  ...round,
  closedAt: orNull(at),
  stops: v.array(
    v.strictObject({
      shipmentId: v.string(),
      waybill: v.string(),
      state: v.string(),
      dispatched: v.boolean(),
      refused: orNull(v.string()),
    }),
  ),
})
export type RoundView = v.InferOutput<typeof RoundView>

export const RoundMade = v.strictObject({
  id: v.string(),
  courierId: v.string(),
  date: day,
  state: roundState,
  shipmentIds: strings,
})

export const RoundDispatched = v.strictObject({
  id: v.string(),
  state: v.literal('dispatched'),
  stops: v.array(v.strictObject({ shipmentId: v.string(), outcome: v.string() })),
})

export const Moved = v.strictObject({ outcome: v.literal('done'), roundId: v.string() })

export const Substitute = v.strictObject({ url: v.exactOptional(v.string()), expiresAt: v.exactOptional(at) })
