import * as v from 'valibot'
import { VIOLATION_KINDS, VIOLATION_STATES } from '../../domain/terms.ts'
import { at, count, names, orNull, strings } from '../common.ts'

const violationState = v.picklist(VIOLATION_STATES)

const violation = {
  id: v.string(),
  at,
  month: v.string(),
  kind: v.picklist(VIOLATION_KINDS),
  state: violationState,
  shipmentId: v.string(),
  waybill: v.string(),
  contractId: v.string(),
  courierId: orNull(v.string()),
  courierName: v.string(),
  providerId: orNull(v.string()),
  providerName: v.string(),
  roundId: orNull(v.string()),
  labels: strings,
  /** In minor units; null if the contract names no penalty. */
  amount: orNull(count),
  currency: orNull(v.string()),
  /** About the visit: metres from the address at arrival, and seconds on site. */
  distanceM: orNull(count),
  dwellS: orNull(v.number()),
}

export const ViolationLine = v.strictObject(violation)
export type ViolationLine = v.InferOutput<typeof ViolationLine>

export const ViolationView = v.strictObject({
  ...violation,
  steps: v.array(
    v.strictObject({
      at,
      what: violationState,
      by: v.string(),
      byName: v.string(),
      comment: v.string(),
    }),
  ),
})
export type ViolationView = v.InferOutput<typeof ViolationView>

export const ViolationStep = v.strictObject({ id: v.string(), state: violationState })

/** One provider's month. */
export const ViolationSum = v.strictObject({
  month: v.string(),
  providerId: orNull(v.string()),
  providerName: v.string(),
  currency: orNull(v.string()),
  open: count,
  upheld: count,
  waived: count,
  /** The sum of the upheld ones, in minor units. */
  amount: count,
})
export type ViolationSum = v.InferOutput<typeof ViolationSum>

const VISIT_NOTES = [
  'identity',
  'no-code',
  'wrong-code',
  'absent',
  'refused',
  'address',
  'damaged',
  'nobody-came',
  'no-code-asked',
  'not-received',
  'not-me',
  'far',
] as const

/** A courier's noted visits in comparison with the fleet's (R18). */
export const CourierEvidence = v.strictObject({
  courierId: v.string(),
  name: v.string(),
  providerName: v.string(),
  stops: count,
  noted: v.strictObject(names(VISIT_NOTES, v.exactOptional(count))),
  /**
   * The probability that an honest courier of this fleet has at least as many, per kind; smaller is more
   * suspicious.
   */
  odds: v.strictObject(names(VISIT_NOTES, v.exactOptional(v.number()))),
})
export type CourierEvidence = v.InferOutput<typeof CourierEvidence>

export const NotedVisit = v.strictObject({
  id: v.string(),
  at,
  kind: v.picklist(VISIT_NOTES),
  shipmentId: v.string(),
  waybill: v.string(),
  distanceM: orNull(count),
  dwellS: orNull(v.number()),
})
export type NotedVisit = v.InferOutput<typeof NotedVisit>
