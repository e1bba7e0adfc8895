import * as v from 'valibot'
import { FAIL_REASONS, SENT_ON_DEMAND } from '../../domain/terms.ts'
import { documentType, drawnSignature, either, id, instant, nothing, scannedLabels } from '../fields.ts'
import { scanned } from '../rounds/bodies.ts'

const ourLabels = v.optional(scannedLabels)

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

/** Five to eight ASCII digits; the object checks that there are as many as the policy says. */
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

export const reopen = nothing

export const deliver = v.strictObject({ signature: drawnSignature, labels: ourLabels })

export const send = v.strictObject({ what: v.picklist(SENT_ON_DEMAND) })

/**
 * `roundId` is the round that was counted, as `GET /api/round` names it; if absent, the latest. It makes sure
 * that a count which a tablet kept without a network and sends late does not close the next day's round.
 */
export const closeOwn = v.strictObject({ scanned, roundId: v.optional(id) })
