import * as v from 'valibot'
import { documentType, drawnSignature, line, nothing, scannedLabels } from '../fields.ts'

const shelf = line(20)

export const receive = v.strictObject({ labels: scannedLabels, shelf: v.optional(shelf) })

/** Five to eight ASCII digits; the object checks that there are as many as the policy says. */
export const pin = v.strictObject({ pin: v.pipe(v.string(), v.regex(/^[0-9]{5,8}$/)), labels: scannedLabels })

export const qr = v.strictObject({ code: v.pipe(v.string(), v.maxLength(200)), labels: scannedLabels })

export const identity = v.strictObject({
  documentType,
  nameMatches: v.boolean(),
  labels: scannedLabels,
  signature: v.optional(drawnSignature),
  typedName: v.optional(line(120)),
})

export const scan = v.strictObject({ labels: scannedLabels })

export const refuse = v.strictObject({ labels: scannedLabels })

/** What was scanned or typed in this act; only these labels are shown whole. */
export const open = v.strictObject({ labels: scannedLabels })

export const confirmReceipt = v.strictObject({ labels: scannedLabels })

export const extend = nothing

export const sendBack = v.strictObject({ labels: scannedLabels })
