import * as v from 'valibot'
import { documentType, drawnSignature, labels, line, nothing } from '../fields.ts'

const shelf = line(20)

export const receive = v.strictObject({ labels, shelf: v.optional(shelf) })

/** Five to eight ASCII digits; the object checks that there are as many as the policy says. */
export const pin = v.strictObject({ pin: v.pipe(v.string(), v.regex(/^[0-9]{5,8}$/)), labels })

export const qr = v.strictObject({ code: v.pipe(v.string(), v.maxLength(200)), labels })

export const identity = v.strictObject({
  documentType,
  nameMatches: v.boolean(),
  labels,
  signature: v.optional(drawnSignature),
  typedName: v.optional(line(120)),
})

export const scan = v.strictObject({ labels })

export const refuse = v.strictObject({ labels })

/** What was scanned or typed in this act; only these labels are shown whole. */
export const open = v.strictObject({ labels })

export const confirmReceipt = v.strictObject({ labels })

export const extend = nothing

export const sendBack = v.strictObject({ labels })
