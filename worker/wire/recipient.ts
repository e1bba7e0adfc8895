import * as v from 'valibot'
import { PHOTOS_MAX } from '../domain/limits.ts'
import { CLAIM_KINDS, SCANNED_BY } from '../domain/terms.ts'
import type { ReceiptSummary } from '../domain/visibility/personal.ts'
import type { DeliveryData } from '../domain/visibility/recipient-view.ts'
import { id, label, nothing, signature, text } from './fields.ts'

export const scan = v.strictObject({ label, by: v.picklist(SCANNED_BY) })
export const confirm = v.strictObject({ noClaims: v.literal(true) })
export const notMe = nothing
export const stopContact = nothing
export const liftSuspension = nothing
export const extend = nothing
export const claim = v.strictObject({
  kind: v.picklist(CLAIM_KINDS),
  text: v.optional(text(2000)),
  photoIds: v.optional(v.pipe(v.array(id), v.minLength(1), v.maxLength(PHOTOS_MAX))),
})
export const finish = v.strictObject({ signature: v.optional(signature), comment: v.optional(text(1000)) })

export type ScanAnswer = { outcome: 'match'; delivery: DeliveryData } | { outcome: 'mismatch'; left: number }
/** `waiting`: at a counter, for the clerk's scan of the same label. */
export type FinishAnswer =
  | { outcome: 'handed-over'; code: string; receipt: ReceiptSummary & { qr: string[] } }
  | { outcome: 'waiting' }
/** `POST …/photos`: 201. */
export interface PhotoAnswer {
  id: string
}
