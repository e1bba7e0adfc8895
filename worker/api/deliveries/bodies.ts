import * as v from 'valibot'
import { PHOTOS_MAX } from '../../domain/limits.ts'
import { CLAIM_KINDS, SCANNED_BY } from '../../domain/terms.ts'
import { id, label, nothing, signature, text } from '../fields.ts'

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
