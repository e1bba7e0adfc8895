import * as v from 'valibot'
import type { PointInfo } from '../domain/choose-point.ts'
import { FAIL_REASONS, SENT_ON_DEMAND } from '../domain/terms.ts'
import { documentType, drawnSignature, either, instant, labels, nothing } from './fields.ts'

const ourLabels = v.optional(labels)

export const arrive = v.strictObject({
  at: instant,
  place: v.optional(
    v.strictObject({
      lat: v.pipe(v.number(), v.minValue(-90), v.maxValue(90)),
      lon: v.pipe(v.number(), v.minValue(-180), v.maxValue(180)),
      accuracyM: v.pipe(v.number(), v.minValue(0), v.maxValue(1_000_000)),
    }),
  ),
})
/** Exactly n ASCII digits; n is the policy's and checked by the object. */
export const pin = v.strictObject({
  pin: v.pipe(v.string(), v.regex(/^[0-9]{5,8}$/)),
  labels: ourLabels,
})
export const qr = v.strictObject({ code: v.pipe(v.string(), v.maxLength(200)), labels: ourLabels })
export const receipt = v.strictObject({ code: v.pipe(v.string(), v.maxLength(200)) })
export const noCode = nothing
const declined = v.strictObject({ declined: v.literal(true) })
const checked = v.strictObject({
  documentType,
  nameMatches: v.boolean(),
  signature: v.optional(drawnSignature),
  labels: ourLabels,
})
export const identity = either('declined', declined, checked)
export const fail = v.strictObject({ reason: v.picklist(FAIL_REASONS) })
export const deliver = v.strictObject({ signature: drawnSignature, labels: ourLabels })
export const send = v.strictObject({ what: v.picklist(SENT_ON_DEMAND) })

/** `identity` while a dispatcher is asked (R42), 202: the same key asks what came of it. */
export interface ApprovalAsked {
  outcome: 'approval'
  until: string
}

/** Answers of `pin`, `qr`, `no-code` and `identity`. */
export type DoorAnswer =
  | { outcome: 'handed-over'; code: string }
  | { outcome: 'wrong'; left: number }
  | { outcome: 'held'; code: string; point: PointInfo | null; words: string }
  | { outcome: 'identity'; left?: 0 }
  | { outcome: 'closed' }
  | { outcome: 'wrong-parcel' }
